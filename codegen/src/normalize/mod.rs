//! One schema dialect: every document comes out as OpenAPI 3.1 with JSON Schema 2020-12.
//!
//! Upward, because 3.1 can say all that 3.0 can and not the reverse. Documents are walked by their
//! structure, so that a property called `nullable` and the payload of an example stay as they are.

mod jsonpath;
mod null;
mod overlay;
mod schema;
mod select;
#[cfg(test)]
mod tests;
mod version;
mod walk;

pub use overlay::apply_overlay;
pub use select::select;
pub(crate) use version::is_known_dialect;

use crate::diagnostic::Diagnostics;
use crate::load::Documents;
use crate::load::visit::visit;
use null::UnreachableNulls;
use walk::Walk;

/// Makes every document speak OpenAPI 3.1 and JSON Schema 2020-12. The version that each was written
/// for stays in its `openapi` member, as text.
#[must_use]
pub fn normalize(mut documents: Documents, diagnostics: &mut Diagnostics) -> Documents {
    let dialects = version::settle(&mut documents, diagnostics);
    let mut nulls = UnreachableNulls::new(&documents, &dialects);
    let roots = visit(&documents, &mut |members, kind, origin| {
        nulls.look(members, kind, origin);
    })
    .roots;
    let (unreachable, alone) = (nulls.found, nulls.alone);
    let mut moved = std::mem::take(&mut documents.moved);
    for (origin, kind) in roots {
        let dialect = dialects[origin.file];
        let Some(value) = documents.get_mut(&origin) else {
            continue;
        };
        Walk {
            dialect,
            at: origin,
            unreachable: &unreachable,
            nullable_alone: &alone,
            moved: &mut moved,
            diagnostics,
        }
        .value(value, kind);
    }
    documents.moved = moved;
    documents.refresh_identities();
    documents
}
