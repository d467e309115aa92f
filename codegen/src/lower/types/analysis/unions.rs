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

/// Choices within choices that are laid out flat.
const DEEPEST: usize = 16;

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
            if is_inline && !shape.groups.is_empty() && depth < DEEPEST && found.len() < MOST {
                if seen.insert((parts, Kinds::NONE)) {
                    self.collect(&shape, seen, found, depth + 1);
                }
                continue;
            }
            let kinds = self.kinds_of_shape(&shape);
            for kinds in self.split(&shape, kinds, is_inline) {
                let is_new = seen.insert((parts.clone(), kinds));
                if is_new && !(is_inline && self.is_repeated(&shape, kinds, found)) {
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

    /// Whether an inline candidate says the same as one before it, in other words.
    fn is_repeated(&mut self, shape: &Shape, kinds: Kinds, found: &[Candidate]) -> bool {
        let is_same = |known: &&Candidate| {
            known.kinds == kinds
                && !matches!(known.parts.as_slice(), [Part::Whole(id)] if self.is_named(*id))
        };
        let known: Vec<Rc<Shape>> = found
            .iter()
            .filter(is_same)
            .map(|known| Rc::clone(&known.shape))
            .collect();
        known.iter().any(|known| self.is_equivalent(shape, known))
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
        let is_own = |part: &Part| matches!(part, Part::Own(_));
        let is_itself = !candidate.parts.is_empty() && candidate.parts.iter().all(is_own);
        // Without any it has no name, unless it is a parent that occurs itself.
        named.next().or_else(|| {
            self.schema(candidate.member)
                .name
                .clone()
                .filter(|_| is_itself)
        })
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

    /// The first members of an object that no other candidate has; if there are none, a member that
    /// is of another kind in every other, or that only here is required.
    fn own_members(&mut self, candidates: &[Candidate], index: usize) -> Vec<String> {
        let names: Vec<&str> = self
            .properties(&candidates[index].shape)
            .into_keys()
            .collect();
        let others: Vec<Rc<Shape>> = candidates
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != index)
            .map(|(_, candidate)| Rc::clone(&candidate.shape))
            .collect();
        let is_alone = |name: &&&str| {
            let mut others = others.iter();
            others.all(|other| self.property(other, name).is_empty())
        };
        let alone: Vec<String> = names
            .iter()
            .filter(is_alone)
            .take(2)
            .map(|name| (*name).to_owned())
            .collect();
        if !alone.is_empty() {
            return alone;
        }
        let shape = Rc::clone(&candidates[index].shape);
        for name in &names {
            let kinds = self.kinds_of_member(&shape, name);
            if others
                .iter()
                .all(|other| self.kinds_of_member(other, name) != kinds)
            {
                return vec![(*name).to_owned(), kinds.name().to_owned()];
            }
        }
        let is_required = |name: &&&str| {
            self.is_required(&shape, name)
                && !others.iter().any(|other| self.is_required(other, name))
        };
        let required = names.iter().find(is_required);
        required
            .map(|name| (*name).to_owned())
            .into_iter()
            .collect()
    }

    fn kinds_of_member(&mut self, shape: &Shape, name: &str) -> Kinds {
        let parts = self.property(shape, name);
        let shape = self.shape_of(&parts);
        self.kinds_of_shape(&shape)
    }
}
