//! Documentation of types and members, as the document has it.

use super::TypeLowering;
use super::analysis::{Analysis, Part};
use super::place::Place;
use crate::ir::{Docs, NameHint, Step, TypeId};
use crate::model::schema::{Annotations, SchemaId};

/// What the outermost annotations say. A title that only repeats the name is left out.
pub(super) fn of<'a>(
    annotations: impl Iterator<Item = &'a Annotations> + Clone,
    name: &str,
) -> Docs {
    let description = annotations
        .clone()
        .find_map(|one| one.description.clone())
        .filter(|text| !text.trim().is_empty());
    let title = annotations
        .filter_map(|one| one.title.clone())
        .find(|title| says_more(title, name, description.as_deref()));
    Docs {
        summary: title,
        description,
    }
}

/// What a title may only repeat.
pub(super) fn name_of(hint: &NameHint) -> &str {
    match hint {
        NameHint::Component(key) => key,
        NameHint::Inline { steps, .. } => match steps.last() {
            Some(Step::Property(name) | Step::Variant(name) | Step::Parameter(name)) => name,
            _ => "",
        },
    }
}

/// Whether a title says something that the name and the description do not.
fn says_more(title: &str, name: &str, description: Option<&str>) -> bool {
    let title = plain(title);
    let is_described = || description.is_some_and(|text| plain(text).contains(&title));
    !title.is_empty() && title != plain(name) && !is_described()
}

/// Letters and digits only, in lower case.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl TypeLowering<'_> {
    /// Documentation of a declaration for a place.
    pub(super) fn type_docs(&mut self, place: &Place, id: TypeId) -> Docs {
        if !place.hint.steps.is_empty() {
            return Docs::default();
        }
        let mut ids = self.analysis.annotated(&[Part::Whole(place.hint.base)]);
        if place.at != place.hint.base {
            ids.extend(self.analysis.annotated(&[Part::Whole(place.at)]));
        }
        let schemas = self.analysis.schemas;
        let name = name_of(&self.types[id.0].hint);
        of(ids.iter().map(|id| &schemas[*id].annotations), name)
    }
}

impl Analysis<'_> {
    /// The schemas whose annotations are about a place, the outermost first: those that are passed
    /// before one with a name of its own is reached.
    pub(super) fn annotated(&self, parts: &[Part]) -> Vec<SchemaId> {
        // The last part speaks first: what narrows the others describes better.
        let mut found: Vec<SchemaId> = parts
            .iter()
            .rev()
            .filter_map(|part| match part {
                Part::Whole(id) | Part::Own(id) => Some(*id),
                Part::OneOf(_) | Part::AnyOf(_) => None,
            })
            .collect();
        let mut index = 0;
        while let Some(id) = found.get(index) {
            let mut inner = self.inner(*id);
            inner.retain(|id| !self.is_named(*id) && !found.contains(id));
            found.extend(inner);
            index += 1;
        }
        found
    }

    /// What a schema is around.
    pub(super) fn inner(&self, id: SchemaId) -> Vec<SchemaId> {
        let schema = self.schema(id);
        let mut inner: Vec<SchemaId> = schema
            .reference
            .and_then(|reference| reference.target())
            .into_iter()
            .collect();
        inner.extend(&schema.all_of);
        for group in [Part::OneOf(id), Part::AnyOf(id)] {
            if let super::analysis::Live::One(member) = self.live(group) {
                inner.push(member);
            }
        }
        inner
    }
}
