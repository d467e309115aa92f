//! The candidates of a choice: every shape it offers, with what stands beside the choice.

use super::{Analysis, Part, Shape};
use crate::model::schema::{Kinds, SchemaId};
use std::collections::BTreeSet;
use std::rc::Rc;

/// One of the shapes that a choice offers.
#[derive(Debug, Clone)]
pub(in crate::lower::types) struct Candidate {
    /// The member it stems from.
    pub(in crate::lower::types) member: SchemaId,
    /// Which member was taken of each choice on the way to it, outermost first.
    pub(in crate::lower::types) taken: Vec<(Part, SchemaId)>,
    /// All that applies if it is chosen.
    pub(in crate::lower::types) parts: Vec<Part>,
    /// The parts together.
    pub(in crate::lower::types) shape: Rc<Shape>,
    /// The kinds it is for.
    pub(in crate::lower::types) kinds: Kinds,
}

/// Choices within choices that are laid out flat.
const DEEPEST: usize = 16;

/// A product of choices that has more members is not laid out.
const MOST: usize = 256;

impl Analysis<'_> {
    /// What the first choice of a shape offers, each with everything that stands beside it. Choices
    /// within a member that has no name are laid out flat.
    pub(in crate::lower::types) fn candidates(&mut self, shape: &Shape) -> Vec<Candidate> {
        self.laid_out(shape).0
    }

    /// The candidates of a shape, and whether they are all: a few choices that apply at once offer
    /// more shapes than anybody could write types for.
    pub(in crate::lower::types) fn laid_out(&mut self, shape: &Shape) -> (Vec<Candidate>, bool) {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        let is_all = self.collect(shape, &mut seen, &mut found, &mut Vec::new());
        (found, is_all)
    }

    fn collect(
        &mut self,
        shape: &Shape,
        seen: &mut BTreeSet<(Vec<Part>, Kinds)>,
        found: &mut Vec<Candidate>,
        taken: &mut Vec<(Part, SchemaId)>,
    ) -> bool {
        let Some((group, others)) = shape.groups.split_first() else {
            return true;
        };
        for member in &group.members {
            let mut parts: Vec<Part> = shape.own.iter().copied().map(Part::Own).collect();
            parts.extend(others.iter().map(|group| group.part));
            parts.push(Part::Whole(*member));
            let parts = self.simplify(&parts);
            let shape = self.shape_of(&parts);
            let is_inline = !matches!(parts.as_slice(), [Part::Whole(id)] if self.is_named(*id));
            if is_inline && !shape.groups.is_empty() && taken.len() < DEEPEST {
                let is_new = seen.insert((parts, Kinds::NONE));
                let is_full = found.len() >= MOST;
                taken.push((group.part, *member));
                if is_full || is_new && !self.collect(&shape, seen, found, taken) {
                    return false;
                }
                taken.pop();
                continue;
            }
            let kinds = self.kinds_of_shape(&shape);
            for kinds in self.split(&shape, kinds, is_inline) {
                let is_new = seen.insert((parts.clone(), kinds));
                if is_new && !(is_inline && self.is_repeated(&shape, kinds, found)) {
                    found.push(Candidate {
                        member: *member,
                        taken: [taken.as_slice(), &[(group.part, *member)]].concat(),
                        parts: parts.clone(),
                        shape: Rc::clone(&shape),
                        kinds,
                    });
                }
            }
        }
        true
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
        let is_any = self.is_anything(shape, kinds);
        if is_inline && shape.groups.is_empty() && !is_any {
            kinds.each().collect()
        } else if kinds.is_empty() && !shape.only_null {
            Vec::new()
        } else {
            vec![kinds]
        }
    }
}
