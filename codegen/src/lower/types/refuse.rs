//! What cannot be typed: it becomes any JSON value, and a finding says why.

use super::place::Place;
use super::{TypeLowering, analysis::Shape};
use crate::config::Untyped;
use crate::diagnostic::Severity;
use crate::ir::{Ty, UntypedReason};
use crate::model::schema::{Reference, SchemaId};

/// Places within places; more than the loader lets values nest.
const DEEPEST: usize = 600;

impl TypeLowering<'_> {
    /// Schemas that lead nowhere, only to themselves, or that nothing can satisfy.
    pub(super) fn refuse(&mut self, place: &Place) -> Option<Ty> {
        let shape = &place.shape;
        let schema = self.analysis.schema(place.at);
        let is_empty = shape.own.is_empty() && shape.groups.is_empty();
        if is_empty && (shape.broken || schema.reference == Some(Reference::Broken)) {
            return Some(self.json(place.at, UntypedReason::Refused));
        }
        if shape.cyclic || (is_empty && self.analysis.is_loop(place.at)) {
            self.diagnostics.push(
                Severity::Refused,
                "schema-cycle",
                &schema.origin,
                "This schema is part of itself through `$ref` and `allOf` alone; any value is accepted.",
                "Break the cycle: let one of the schemas say what it is.",
            );
            return Some(self.json(place.at, UntypedReason::Refused));
        }
        if self.depth > DEEPEST {
            self.diagnostics.push(
                Severity::Refused,
                "schema-too-deep",
                &schema.origin,
                "Schemas lead through more others to this one than any real document has them; any \
                 value is accepted.",
                "Give the schemas on the way a name under `components`.",
            );
            return Some(self.json(place.at, UntypedReason::Refused));
        }
        if shape.never {
            self.diagnostics.push(
                Severity::Refused,
                "schema-false",
                &schema.origin,
                "No value satisfies this schema; any value is accepted.",
                "Remove what uses it, or say what is allowed.",
            );
            return Some(self.json(place.at, UntypedReason::Refused));
        }
        None
    }

    /// Choices that offer more shapes together than there can be types.
    pub(super) fn too_wide(&mut self, place: &Place) -> Ty {
        self.diagnostics.push(
            Severity::Widened,
            "choices-multiply",
            &self.analysis.schema(place.at).origin,
            "The choices that apply here at once offer hundreds of shapes; any value is accepted.",
            "Give the members of the choices a name under `components`, or choose in one place only.",
        );
        self.json(place.at, UntypedReason::Widened("choices-multiply"))
    }

    /// Types or values that exclude each other.
    pub(super) fn contradiction(&mut self, place: &Place) -> Option<Ty> {
        if place.shape.contradicts {
            let is_left = !place.kinds.is_empty();
            self.contradicts(place, is_left);
        }
        if !place.kinds.is_empty() {
            return None;
        }
        if !place.shape.contradicts {
            self.contradicts(place, false);
        }
        let reason = UntypedReason::Widened("schemas-contradict");
        Some(self.json(place.at, reason))
    }

    fn contradicts(&mut self, place: &Place, is_left: bool) {
        let what = if is_left {
            "every value of this type is accepted"
        } else {
            "any value is accepted"
        };
        self.diagnostics.push(
            Severity::Widened,
            "schemas-contradict",
            &self.analysis.schema(place.at).origin,
            format!("What applies here excludes every value; {what}."),
            "Let the parts of `allOf`, `type` and `enum` agree.",
        );
    }

    /// A member that has to be there and may not be.
    pub(super) fn forbidden_and_required(&mut self, at: SchemaId, name: &str) {
        self.diagnostics.push(
            Severity::Widened,
            "schemas-contradict",
            &self.analysis.schema(at).origin,
            format!("`{name}` is required, and no value of it is allowed; objects without it are accepted."),
            "Take it out of `required`, or say what is allowed.",
        );
    }

    /// Schemas that say nothing about shape.
    pub(super) fn anything(&mut self, place: &Place) -> Option<Ty> {
        let is_any = self.analysis.is_anything(&place.shape, place.kinds);
        is_any.then(|| self.json(place.at, UntypedReason::NoShape))
    }

    /// Reports a type that keywords only suggest.
    pub(super) fn note_missing_type(&mut self, place: &Place) {
        if self.is_type_missing(&place.shape) {
            self.diagnostics.push(
                Severity::Corrected,
                "type-missing",
                &self.analysis.schema(place.at).origin,
                format!(
                    "There is no `type`; the other keywords are for {}s, and that is taken.",
                    place.kinds.name()
                ),
                format!("Write `type: {}`.", place.kinds.name()),
            );
        }
    }

    fn is_type_missing(&self, shape: &Shape) -> bool {
        !shape.typed && shape.groups.is_empty() && self.analysis.untyped == Untyped::Deduced
    }
}
