//! Whether null is allowed at a place.

use super::{Analysis, Part};
use crate::config::Untyped;
use crate::model::schema::{Kinds, SchemaId};
use crate::value::Value;

/// What is said of null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower::types) enum Nullness {
    /// Null is allowed by name.
    Yes,
    /// Null is excluded.
    No,
    /// Nothing is said.
    Open,
}

impl Nullness {
    /// Of two that apply together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            _ => Self::Open,
        }
    }

    /// Of two that are a choice.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Open, _) | (_, Self::Open) => Self::Open,
            _ => Self::No,
        }
    }
}

impl Analysis<'_> {
    /// Whether null is a value of a place that several parts apply to.
    pub(in crate::lower::types) fn allows_null(&mut self, parts: &[Part]) -> bool {
        match self.nullness(parts) {
            Nullness::Yes => true,
            Nullness::No => false,
            // The kind that keywords suggest is never null.
            Nullness::Open => self.untyped == Untyped::Any,
        }
    }

    /// What several parts together say of null.
    pub(in crate::lower::types) fn nullness(&mut self, parts: &[Part]) -> Nullness {
        parts.iter().fold(Nullness::Open, |so_far, part| {
            so_far.and(match *part {
                Part::Whole(id) => self.nullness_of(id),
                Part::Own(id) => self.own_nullness(id),
                Part::OneOf(_) | Part::AnyOf(_) => self.group_nullness(*part),
            })
        })
    }

    /// What a whole schema says of null.
    pub(in crate::lower::types) fn nullness_of(&mut self, id: SchemaId) -> Nullness {
        if let Some(known) = self.nullness[id.0] {
            return known;
        }
        if self.depth > super::DEEPEST {
            return Nullness::Open;
        }
        // A schema that contains itself adds nothing to what the rest of it says.
        self.nullness[id.0] = Some(Nullness::Open);
        self.depth += 1;
        let nullness = self.whole_nullness(id);
        self.depth -= 1;
        self.nullness[id.0] = Some(nullness);
        nullness
    }

    fn whole_nullness(&mut self, id: SchemaId) -> Nullness {
        let schema = self.schema(id);
        let mut nullness = self.own_nullness(id);
        if let Some(target) = schema.reference.and_then(|reference| reference.target()) {
            nullness = nullness.and(self.nullness_of(target));
        }
        for branch in &schema.all_of {
            nullness = nullness.and(self.nullness_of(*branch));
        }
        nullness
            .and(self.group_nullness(Part::OneOf(id)))
            .and(self.group_nullness(Part::AnyOf(id)))
    }

    fn own_nullness(&self, id: SchemaId) -> Nullness {
        let schema = self.schema(id);
        let types = schema.types.map(|types| types.contains(Kinds::NULL));
        let values = schema
            .values
            .as_ref()
            .map(|values| values.allowed.contains(&Value::Null));
        match (types, values) {
            _ if schema.always == Some(false) => Nullness::No,
            (None, None) => Nullness::Open,
            // Where the two disagree null is meant, which was reported.
            (Some(true), _) | (_, Some(true)) => Nullness::Yes,
            _ => Nullness::No,
        }
    }

    fn group_nullness(&mut self, part: Part) -> Nullness {
        let members = self.members(part).to_vec();
        members
            .into_iter()
            .map(|member| self.nullness_of(member))
            .reduce(Nullness::or)
            .unwrap_or(Nullness::Open)
    }
}
