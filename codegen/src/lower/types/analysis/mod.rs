//! What schemas mean once everything that applies to one value is put together.
//!
//! A place is typed from a set of [`Part`]s that apply to it at once: the schema itself, what it
//! refers to, the branches of its `allOf`. Nothing here makes types; the answers are computed from
//! the schemas alone, so they do not depend on what was typed before.

mod apart;
mod groups;
mod hints;
mod names;
mod null;
mod sets;
mod shape;
mod simplify;
mod tags;
mod unions;
mod values;

pub(super) use groups::Live;
pub use hints::HintContext;
pub(super) use hints::Where;
pub(super) use names::Names;
pub(super) use null::Nullness;
pub(super) use shape::Shape;
pub(super) use tags::{Finding, Tagging};
pub(super) use unions::Candidate;
pub(super) use values::{Permitted, same};

use crate::config::Untyped;
use crate::model::schema::{Kinds, Schema, SchemaId, Schemas};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Something that applies to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A schema with all that it refers to and combines.
    Whole(SchemaId),
    /// A schema without its `$ref`, `allOf`, `anyOf` and `oneOf`.
    Own(SchemaId),
    /// The `oneOf` of a schema.
    OneOf(SchemaId),
    /// The `anyOf` of a schema.
    AnyOf(SchemaId),
}

/// The schemas and what was found out about them; each answer is computed once.
#[derive(Debug)]
pub(super) struct Analysis<'s> {
    pub(super) schemas: &'s Schemas,
    /// What a schema without `type` is.
    pub(super) untyped: Untyped,
    /// What operations say of their own schemas.
    pub(super) roots: BTreeMap<SchemaId, HintContext>,
    shapes: Vec<Option<Rc<Shape>>>,
    reduced: Vec<Option<SchemaId>>,
    nullness: Vec<Option<Nullness>>,
    kinds: Vec<Option<Kinds>>,
    variant_names: BTreeMap<Part, Rc<BTreeMap<SchemaId, String>>>,
    /// How many questions wait for the answer to another.
    depth: usize,
}

/// A question that leads through more schemas is left open, so that no document exhausts the stack.
const DEEPEST: usize = 600;

impl<'s> Analysis<'s> {
    pub(super) fn new(schemas: &'s Schemas, untyped: Untyped) -> Self {
        let count = schemas.list.len();
        Self {
            schemas,
            untyped,
            roots: BTreeMap::new(),
            shapes: vec![None; count],
            reduced: vec![None; count],
            nullness: vec![None; count],
            kinds: vec![None; count],
            variant_names: BTreeMap::new(),
            depth: 0,
        }
    }

    pub(super) fn schema(&self, id: SchemaId) -> &'s Schema {
        &self.schemas[id]
    }

    /// Whether others refer to a schema by a name; then it is a declared type of that name.
    pub(super) fn is_named(&self, id: SchemaId) -> bool {
        self.schemas[id].name.is_some()
    }

    /// What a schema leads to if it is nothing but a `$ref`, and so on; ends at a loop.
    pub(super) fn follow(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        for _ in 0..DEEPEST {
            match self.pure_target(at) {
                Some(target) => at = target,
                None => return at,
            }
        }
        id
    }

    /// Whether a schema leads back to itself and says nothing on the way.
    pub(super) fn is_loop(&self, id: SchemaId) -> bool {
        let mut at = id;
        for _ in 0..self.schemas.list.len() {
            let Some(target) = self.pure_target(at) else {
                return false;
            };
            if target == id {
                return true;
            }
            at = target;
        }
        true
    }

    fn pure_target(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = &self.schemas[id];
        let is_pure = schema.all_of.is_empty()
            && schema.any_of.is_empty()
            && schema.one_of.is_empty()
            && !shape::says_something(schema);
        if !is_pure {
            return None;
        }
        schema.reference?.target()
    }
}
