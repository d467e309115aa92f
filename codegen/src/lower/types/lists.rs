//! Lists in a choice that differ in their scalars only: they are one list.

use super::TypeLowering;
use super::analysis::{Candidate, Nullness};
use super::place::Place;
use super::union::is_scalar;
use crate::ir::{Step, Ty};
use crate::model::schema::Kinds;

/// Lists of scalars among candidates.
#[derive(Debug, Default)]
pub(super) struct ScalarLists {
    /// Their elements by the index of the candidate, with the kind they share.
    elements: Vec<(usize, Kinds, Candidate)>,
}

impl ScalarLists {
    /// Whether a candidate is the first of several such lists.
    pub(super) fn is_first(&self, index: usize) -> bool {
        let group = self.group(index);
        group.len() > 1 && group[0].0 == index
    }

    /// Whether a candidate is such a list and another comes before it.
    pub(super) fn is_later(&self, index: usize) -> bool {
        self.group(index)
            .first()
            .is_some_and(|first| first.0 != index)
    }

    fn group(&self, index: usize) -> Vec<&(usize, Kinds, Candidate)> {
        let Some((_, kinds, _)) = self.elements.iter().find(|one| one.0 == index) else {
            return Vec::new();
        };
        self.elements.iter().filter(|one| one.1 == *kinds).collect()
    }
}

impl TypeLowering<'_> {
    pub(super) fn scalar_lists(&mut self, candidates: &[Candidate]) -> ScalarLists {
        let mut lists = ScalarLists::default();
        for (index, candidate) in candidates.iter().enumerate() {
            if candidate.kinds == Kinds::ARRAY {
                lists.elements.extend(self.scalar_element(index, candidate));
            }
        }
        lists
    }

    /// The element of a list, if it is a scalar.
    fn scalar_element(
        &mut self,
        index: usize,
        candidate: &Candidate,
    ) -> Option<(usize, Kinds, Candidate)> {
        let is_named = candidate.parts.iter().any(
            |part| matches!(part, super::analysis::Part::Whole(id) if self.analysis.is_named(*id)),
        );
        let items = self.analysis.items(&candidate.shape);
        let is_tuple = candidate.shape.own.iter().any(|id| {
            let array = self.analysis.schema(*id).array.as_ref();
            array.is_some_and(|array| !array.prefix.is_empty())
        });
        let is_nullable = self.analysis.nullness(&items) == Nullness::Yes;
        if is_named || is_tuple || is_nullable || items.is_empty() {
            return None;
        }
        let parts = self.analysis.simplify(&items);
        let shape = self.analysis.shape_of(&parts);
        let element = Candidate {
            member: candidate.member,
            taken: Vec::new(),
            kinds: self.analysis.kinds_of_shape(&shape),
            parts,
            shape,
        };
        [Kinds::STRING, Kinds::NUMBER]
            .into_iter()
            .find(|kinds| is_scalar(&element, *kinds))
            .map(|kinds| (index, kinds, element))
    }

    /// One list for all that start at a candidate.
    pub(super) fn list_entry(
        &mut self,
        place: &Place,
        lists: &ScalarLists,
        index: usize,
    ) -> (Ty, String) {
        let group = lists.group(index);
        let elements: Vec<Candidate> = group.iter().map(|one| one.2.clone()).collect();
        let kinds = group.first().map_or(Kinds::STRING, |one| one.1);
        let name = format!("{} array", kinds.name());
        let part = Place {
            parts: Vec::new(),
            hint: place
                .hint
                .then(Step::Variant(name.clone()))
                .then(Step::Items),
            kinds,
            ..place.clone()
        };
        let element = self.scalars(&part, &elements, kinds, None);
        (Ty::List(Box::new(element)), name)
    }
}
