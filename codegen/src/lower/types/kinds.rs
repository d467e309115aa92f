//! Schemas of several JSON kinds: a union with a variant for each.

use super::TypeLowering;
use super::analysis::Candidate;
use super::place::Place;
use crate::ir::Ty;
use std::rc::Rc;

impl TypeLowering<'_> {
    /// `type: [string, object]`, and values of several kinds.
    pub(super) fn several_kinds(&mut self, place: &Place) -> Option<Ty> {
        let kinds: Vec<_> = place.kinds.each().collect();
        if kinds.len() < 2 {
            return None;
        }
        let candidates = kinds
            .into_iter()
            .map(|kinds| Candidate {
                member: place.at,
                taken: Vec::new(),
                parts: Vec::new(),
                shape: Rc::clone(&place.shape),
                kinds,
            })
            .collect();
        Some(self.choice(place, candidates))
    }
}
