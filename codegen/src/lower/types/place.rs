//! A place that is being typed, and the declarations made for it.

use super::analysis::{Part, Shape, Where};
use super::{Progress, TypeLowering, docs};
use crate::ir::{Item, NameHint, Ty, TypeDef, TypeId, Untyped, UntypedReason};
use crate::model::schema::{Kinds, SchemaId};
use std::rc::Rc;

/// A place that is being typed.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The schema that findings name.
    pub(super) at: SchemaId,
    /// What applies, simplified. Empty for one part of a place, such as one of its kinds.
    pub(super) parts: Vec<Part>,
    /// The parts together.
    pub(super) shape: Rc<Shape>,
    /// The kinds to type, without null.
    pub(super) kinds: Kinds,
    /// Where it is, for the name of a type that is declared for it.
    pub(super) hint: Where,
}

impl TypeLowering<'_> {
    /// Declares a type for a place.
    pub(super) fn declare(&mut self, place: &Place, item: Item) -> Ty {
        let reserved = match self.memo.get(&place.parts) {
            Some(Progress::Busy(Some(id))) if !place.parts.is_empty() => Some(*id),
            _ => None,
        };
        let hint = self.analysis.name_hint(&place.hint);
        let id = reserved.unwrap_or_else(|| self.push(place.at, hint));
        if !place.parts.is_empty() {
            let busy = Progress::Busy(Some(id));
            self.memo.insert(place.parts.clone(), busy);
        }
        let docs = self.type_docs(place, id);
        let deprecated = self.analysis.schema(place.hint.base).annotations.deprecated;
        let def = &mut self.types[id.0];
        def.item = item;
        def.docs = docs;
        def.deprecated = deprecated && place.hint.steps.is_empty();
        Ty::Named(id)
    }

    /// A declaration that is filled in later.
    pub(super) fn push(&mut self, at: SchemaId, hint: NameHint) -> TypeId {
        let id = TypeId(self.types.len());
        let annotations = &self.analysis.schema(at).annotations;
        self.types.push(TypeDef {
            origin: self.analysis.schema(at).origin.clone(),
            docs: docs::of(std::iter::once(annotations), docs::name_of(&hint)),
            hint,
            deprecated: annotations.deprecated,
            item: Item::Alias(Ty::Json),
            input_of: None,
        });
        id
    }

    /// Any JSON value, with the reason why.
    pub(super) fn json(&mut self, at: SchemaId, reason: UntypedReason) -> Ty {
        self.untyped.push(Untyped {
            origin: self.analysis.schema(at).origin.clone(),
            reason,
        });
        Ty::Json
    }
}
