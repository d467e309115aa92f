//! The candidates of a choice: every shape it offers, with what stands beside the choice.

use super::{Analysis, Part, Shape};
use crate::ir::Constant;
use crate::model::schema::{Kinds, SchemaId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One of the shapes that a choice offers.
#[derive(Debug, Clone)]
pub(in crate::lower::types) struct Candidate {
    /// The member it stems from.
    pub(in crate::lower::types) member: SchemaId,
    /// All that applies if it is chosen.
    pub(in crate::lower::types) parts: Vec<Part>,
    /// The parts together.
    pub(in crate::lower::types) shape: Rc<Shape>,
    /// The kinds it is for.
    pub(in crate::lower::types) kinds: Kinds,
}

/// A product of choices that has more members stays nested.
const MOST: usize = 256;

impl Analysis<'_> {
    /// What the first choice of a shape offers, each with everything that stands beside it. Choices
    /// within a member that has no name are laid out flat.
    pub(in crate::lower::types) fn candidates(&mut self, shape: &Shape) -> Vec<Candidate> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        self.collect(shape, &mut seen, &mut found, 0);
        found
    }

    fn collect(
        &mut self,
        shape: &Shape,
        seen: &mut BTreeSet<(Vec<Part>, Kinds)>,
        found: &mut Vec<Candidate>,
        depth: usize,
    ) {
        let Some((group, others)) = shape.groups.split_first() else {
            return;
        };
        for member in &group.members {
            let mut parts: Vec<Part> = shape.own.iter().copied().map(Part::Own).collect();
            parts.extend(others.iter().map(|group| group.part));
            parts.push(Part::Whole(*member));
            let parts = self.simplify(&parts);
            let shape = self.shape_of(&parts);
            let is_inline = !matches!(parts.as_slice(), [Part::Whole(id)] if self.is_named(*id));
            if is_inline && !shape.groups.is_empty() && depth < 8 && found.len() < MOST {
                self.collect(&shape, seen, found, depth + 1);
                continue;
            }
            let kinds = self.kinds_of_shape(&shape);
            for kinds in self.split(&shape, kinds, is_inline) {
                if seen.insert((parts.clone(), kinds)) {
                    found.push(Candidate {
                        member: *member,
                        parts: parts.clone(),
                        shape: Rc::clone(&shape),
                        kinds,
                    });
                }
            }
        }
    }

    /// A member of several kinds is one candidate for each, unless it is a type by itself.
    fn split(&self, shape: &Shape, kinds: Kinds, is_inline: bool) -> Vec<Kinds> {
        let is_any = !shape.typed && kinds == Kinds::ALL.without(Kinds::NULL);
        if is_inline && shape.groups.is_empty() && !is_any {
            kinds.each().collect()
        } else if kinds.is_empty() && !shape.only_null {
            Vec::new()
        } else {
            vec![kinds]
        }
    }

    /// What the members of a choice are called when they have no name of their own.
    pub(super) fn variant_names(&mut self, group: Part) -> Rc<BTreeMap<SchemaId, String>> {
        if let Some(known) = self.variant_names.get(&group) {
            return Rc::clone(known);
        }
        let shape = self.shape_of(&[group]);
        let candidates = self.candidates(&shape);
        let tagging = self.tagging(&shape, &candidates);
        let names = candidates
            .iter()
            .enumerate()
            .map(|(index, candidate)| {
                let tags = tagging
                    .as_ref()
                    .map(|tagging| tagging.tags[index].as_slice());
                let name = self.step_name(&candidates, index, tags.unwrap_or_default());
                (candidate.member, name)
            })
            .collect();
        let names = Rc::new(names);
        self.variant_names.insert(group, Rc::clone(&names));
        names
    }

    /// What tells a candidate from the others in the names of types: its tag, its name, its kind.
    pub(in crate::lower::types) fn step_name(
        &mut self,
        candidates: &[Candidate],
        index: usize,
        tags: &[Constant],
    ) -> String {
        match tags {
            [Constant::Text(tag)] if !tag.is_empty() => tag.clone(),
            _ => self.shape_name(candidates, index),
        }
    }

    /// What tells a candidate from the others without regard to tags.
    pub(in crate::lower::types) fn shape_name(
        &mut self,
        candidates: &[Candidate],
        index: usize,
    ) -> String {
        let candidate = &candidates[index];
        if let Some(name) = self.own_name(candidate) {
            return name;
        }
        let kind = candidate.kinds.name();
        let same_kind = candidates
            .iter()
            .filter(|other| other.kinds.meets(candidate.kinds) && self.own_name(other).is_none())
            .count();
        if same_kind < 2 {
            return kind.to_owned();
        }
        if candidate.kinds == Kinds::ARRAY {
            if let Some(of) = self.element_name(candidate) {
                return format!("{of} array");
            }
        }
        let own = self.own_members(candidates, index);
        if own.is_empty() {
            return kind.to_owned();
        }
        format!("{kind} {}", own.join(" "))
    }

    /// The name of the schema that a candidate refers to.
    fn own_name(&self, candidate: &Candidate) -> Option<String> {
        let mut named = candidate.parts.iter().filter_map(|part| match part {
            Part::Whole(id) => self.schema(*id).name.clone(),
            _ => None,
        });
        named.next()
    }

    /// What the elements of an array are called.
    fn element_name(&mut self, candidate: &Candidate) -> Option<String> {
        let items = self.items(&candidate.shape);
        let items = self.simplify(&items);
        let [Part::Whole(id)] = items.as_slice() else {
            return None;
        };
        if let Some(name) = &self.schema(*id).name {
            return Some(name.clone());
        }
        let kinds = self.kinds_of(*id);
        Some(kinds.name().to_owned())
    }

    /// The first members of an object that no other candidate has.
    fn own_members(&self, candidates: &[Candidate], index: usize) -> Vec<String> {
        let own = self.properties(&candidates[index].shape);
        let is_alone = |name: &&str| {
            let mut others = candidates.iter().enumerate();
            others.all(|(other, candidate)| {
                other == index || self.property(&candidate.shape, name).is_empty()
            })
        };
        own.keys()
            .copied()
            .filter(is_alone)
            .take(2)
            .map(str::to_owned)
            .collect()
    }
}
