//! Parents with a `discriminator` whose children are found by their `allOf`.

use super::analysis::{Candidate, Part, Where};
use super::place::Place;
use super::{Progress, TypeLowering};
use crate::ir::{Ty, TypeId};
use crate::model::schema::{Discriminator, Kinds, SchemaId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The children of each parent, by name.
pub(super) type Children = BTreeMap<SchemaId, Vec<SchemaId>>;

impl TypeLowering<'_> {
    /// Finds the children of every parent: all that are made of it among the components, what other
    /// files have under names, and what the parent's mapping names.
    pub(super) fn find_children(&mut self, components: &[(String, SchemaId)]) {
        let mut named: BTreeSet<SchemaId> = components.iter().map(|(_, id)| *id).collect();
        let schemas = self.analysis.schemas;
        let elsewhere = schemas.by_origin.iter();
        let elsewhere = elsewhere.filter(|(origin, _)| origin.file > 0);
        named.extend(elsewhere.filter_map(|(_, id)| schemas[*id].name.as_ref().and(Some(*id))));
        let is_parent = |id: &SchemaId| {
            let schema = &schemas[*id];
            schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty()
        };
        for parent in named.iter().copied().filter(is_parent) {
            let discriminator = schemas[parent].discriminator.as_deref();
            let mapped = discriminator.into_iter().flat_map(Discriminator::targets);
            let all: BTreeSet<SchemaId> = named.iter().copied().chain(mapped).collect();
            let children = all.into_iter().filter(|id| self.is_made_of(*id, parent));
            let mut children: Vec<SchemaId> = children.collect();
            children.sort_by(|one, other| schemas[*one].origin.cmp(&schemas[*other].origin));
            if !children.is_empty() {
                self.children.insert(parent, children);
            }
        }
    }

    fn is_made_of(&mut self, id: SchemaId, parent: SchemaId) -> bool {
        let shape = self.analysis.shape(id);
        let is_only_name = self.analysis.follow(id) == parent;
        !is_only_name && shape.closure.contains(&parent) && shape.groups.is_empty()
    }

    /// A parent is a union of its children, and of itself where nothing says otherwise.
    pub(super) fn parent(&mut self, id: SchemaId, target: TypeId) -> Option<Ty> {
        let children = self.children.get(&id)?.clone();
        let shape = self.analysis.shape(id);
        if shape.cyclic {
            return None;
        }
        let mut candidates = Vec::with_capacity(children.len() + 1);
        if self.occurs_itself(id) {
            candidates.push(Candidate {
                member: id,
                taken: Vec::new(),
                parts: shape.own.iter().copied().map(Part::Own).collect(),
                shape: Rc::clone(&shape),
                kinds: Kinds::OBJECT,
            });
        }
        for child in children {
            candidates.push(Candidate {
                member: child,
                taken: Vec::new(),
                parts: vec![Part::Whole(child)],
                shape: self.analysis.shape(child),
                kinds: Kinds::OBJECT,
            });
        }
        let place = Place {
            at: id,
            parts: vec![Part::Whole(id)],
            shape,
            kinds: Kinds::OBJECT,
            hint: Where::at(id),
        };
        let busy = Progress::Busy(Some(target));
        self.memo.insert(place.parts.clone(), busy);
        Some(self.choice(&place, candidates))
    }

    /// A mapping that leaves the parent out says that it never occurs itself.
    fn occurs_itself(&self, id: SchemaId) -> bool {
        let discriminator = self.analysis.schema(id).discriminator.as_deref();
        discriminator.is_some_and(|discriminator| {
            let mapping = &discriminator.mapping;
            mapping.is_empty() || mapping.iter().any(|(_, target)| *target == id)
        })
    }

    /// Whether a schema is the child of a parent: it is a type of its own, even if it adds nothing.
    pub(super) fn is_child(&self, id: SchemaId) -> bool {
        self.children
            .values()
            .any(|children| children.contains(&id))
    }
}
