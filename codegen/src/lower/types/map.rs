//! Objects without declared members.

use super::TypeLowering;
use super::analysis::Part;
use super::place::Place;
use crate::diagnostic::Severity;
use crate::ir::{Additional, NameHint, Step, Ty, UntypedReason};
use crate::lock::keys;
use crate::model::schema::{Kinds, SchemaId};

/// What is said of members that are not declared.
enum Others {
    /// Nothing.
    Free,
    /// These apply to each together.
    All(Vec<Part>),
    /// Each satisfies one of these; the flag says whether nothing else may occur.
    Patterns(Vec<SchemaId>, bool),
}

impl TypeLowering<'_> {
    /// `type: object` without `properties`.
    pub(super) fn map(&mut self, place: &Place) -> Option<Ty> {
        if place.kinds != Kinds::OBJECT {
            return None;
        }
        self.note_missing_type(place);
        let values = match self.others(place) {
            Others::Free => return Some(self.open_object(place, Vec::new())),
            Others::All(parts) => self.of(&parts, &place.hint.then(Step::Values)),
            Others::Patterns(schemas, is_closed) => {
                if !is_closed {
                    self.note_open_patterns(place);
                }
                self.any_of(place, &schemas, Step::Values)
            }
        };
        Some(Ty::Map(Box::new(values)))
    }

    /// An object that takes any members: a map of JSON. `declared` are those that it has since it is published.
    pub(super) fn open_object(&mut self, place: &Place, declared: Vec<String>) -> Ty {
        if let Some(hint) = self.own_hint(place) {
            self.open_objects.insert(hint, declared);
        }
        let values = self.json(place.at, UntypedReason::NoShape);
        Ty::Map(Box::new(values))
    }

    /// Whether a place is published as an object that takes any members.
    pub(super) fn is_published_open(&mut self, place: &Place) -> bool {
        let hint = self.own_hint(place);
        hint.is_some_and(|hint| self.published_open.contains(&keys::hint(&hint)))
    }

    /// Where a schema is, unless others apply as well: they may meet in several places.
    fn own_hint(&mut self, place: &Place) -> Option<NameHint> {
        let is_alone = matches!(place.parts.as_slice(), [Part::Whole(_)]);
        is_alone.then(|| self.analysis.name_hint(&place.hint))
    }

    /// What members beside the declared ones of a struct are.
    pub(super) fn additional(&mut self, place: &Place) -> Additional {
        let ty = match self.others(place) {
            Others::All(parts) => self.of(&parts, &place.hint.then(Step::Values)),
            Others::Patterns(schemas, true) => self.any_of(place, &schemas, Step::Values),
            Others::Patterns(_, false) => {
                self.diagnostics.push(
                    Severity::Widened,
                    "patterns-beside-properties",
                    &self.analysis.schema(place.at).origin,
                    "Members that are not declared may be anything besides what `patternProperties` \
                     says, so they are kept as JSON.",
                    "Add `additionalProperties: false` if only the patterns are meant.",
                );
                return Additional::Undeclared;
            }
            Others::Free => return Additional::Undeclared,
        };
        if ty == Ty::Json {
            return Additional::Undeclared;
        }
        Additional::Typed(ty)
    }

    fn others(&self, place: &Place) -> Others {
        let mut parts = Vec::new();
        let mut patterns = Vec::new();
        let mut is_closed = false;
        for id in &place.shape.own {
            let Some(object) = &self.analysis.schema(*id).object else {
                continue;
            };
            is_closed |= object.closed;
            patterns.extend(
                object
                    .patterns
                    .values()
                    .copied()
                    .filter(|id| !self.is_false(*id)),
            );
            is_closed |= object.patterns.keys().any(|pattern| matches_all(pattern));
            match object.additional {
                Some(id) if self.is_false(id) => is_closed = true,
                Some(id) if self.analysis.schema(id).always.is_none() => {
                    parts.push(Part::Whole(id));
                }
                _ => {}
            }
        }
        if patterns.is_empty() {
            return if parts.is_empty() {
                Others::Free
            } else {
                Others::All(parts)
            };
        }
        is_closed |= !parts.is_empty();
        patterns.extend(parts.into_iter().filter_map(|part| match part {
            Part::Whole(id) => Some(id),
            _ => None,
        }));
        Others::Patterns(patterns, is_closed)
    }

    fn note_open_patterns(&mut self, place: &Place) {
        self.diagnostics.push(
            Severity::Corrected,
            "patterns-open",
            &self.analysis.schema(place.at).origin,
            "By the letter members that no pattern matches may be anything; every member is read \
             as the patterns say.",
            "Add `additionalProperties: false`.",
        );
    }
}

/// Whether a pattern plainly matches every name.
fn matches_all(pattern: &str) -> bool {
    matches!(pattern, "" | ".*" | "^.*$" | ".+" | "^.+$" | "^.*" | ".*$")
}
