//! Which members of a `oneOf` or `anyOf` leave a choice.

use super::{Analysis, Part};
use crate::model::schema::{Kinds, Reference, Schema, SchemaId};
use crate::value::Value;

/// What a `oneOf` or `anyOf` comes to.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower::types) enum Live {
    /// It says nothing about shape: there is none, it only demands members, or it allows anything.
    Free,
    /// Nothing but null.
    OnlyNull,
    /// One member beside null.
    One(SchemaId),
    /// A choice between members that are not only null.
    Many(Vec<SchemaId>),
}

impl Analysis<'_> {
    /// What the members of a group come to.
    pub(in crate::lower::types) fn live(&self, part: Part) -> Live {
        let members = self.members(part);
        if members.is_empty() {
            return Live::Free;
        }
        let mut live: Vec<SchemaId> = Vec::new();
        let mut targets: Vec<SchemaId> = Vec::new();
        for member in members {
            if self.is_only_null(*member) || self.is_dead(*member) {
                continue;
            }
            if self.is_free(*member) {
                return Live::Free;
            }
            let target = self.follow(*member);
            if !targets.contains(&target) {
                targets.push(target);
                live.push(*member);
            }
        }
        match live.as_slice() {
            [] if members.iter().any(|member| self.is_only_null(*member)) => Live::OnlyNull,
            [] => Live::Free,
            [one] => Live::One(*one),
            several if several.iter().all(|member| self.only_demands(*member)) => Live::Free,
            _ => Live::Many(live),
        }
    }

    /// The members of a group as they are written.
    pub(super) fn members(&self, part: Part) -> &[SchemaId] {
        match part {
            Part::OneOf(id) => &self.schemas[id].one_of,
            Part::AnyOf(id) => &self.schemas[id].any_of,
            Part::Whole(_) | Part::Own(_) => &[],
        }
    }

    /// Whether a schema allows null and nothing else.
    pub(in crate::lower::types) fn is_only_null(&self, id: SchemaId) -> bool {
        let mut at = id;
        for _ in 0..super::DEEPEST {
            let schema = self.schema(self.follow(at));
            if let Some(types) = schema.types {
                return types == Kinds::NULL;
            }
            if let Some(values) = &schema.values {
                return values.allowed.iter().all(|value| *value == Value::Null);
            }
            match schema.all_of.as_slice() {
                [one] if is_bare(schema) => at = *one,
                _ => return false,
            }
        }
        false
    }

    /// A member that no value chooses: `false`, or a reference that leads nowhere.
    fn is_dead(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.follow(id));
        schema.always == Some(false) || schema.reference == Some(Reference::Broken)
    }

    /// A member that any value chooses.
    fn is_free(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.follow(id));
        is_bare(schema) && schema.all_of.is_empty()
    }

    /// Whether a member only demands that members be there, which is a constraint and no shape.
    fn only_demands(&self, id: SchemaId) -> bool {
        let schema = self.schema(id);
        let object = schema.object.as_ref().is_none_or(|object| {
            object.properties.is_empty()
                && object.additional.is_none()
                && object.patterns.is_empty()
        });
        let nothing_else = schema.reference.is_none()
            && schema.types.is_none_or(|types| types == Kinds::OBJECT)
            && schema.values.is_none()
            && schema.array.is_none()
            && schema.format.is_none()
            && (schema.types.is_none() || schema.object.is_some());
        let combined = [&schema.all_of, &schema.any_of, &schema.one_of];
        object
            && nothing_else
            && combined
                .into_iter()
                .flatten()
                .all(|member| self.only_demands(*member))
    }
}

/// Whether nothing but `allOf` bears on the shape.
fn is_bare(schema: &Schema) -> bool {
    schema.reference.is_none()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && !super::shape::says_something(schema)
}
