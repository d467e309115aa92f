//! Schemas that allow null in a way that means something else by the rules.
//!
//! `type: [object, "null"]` beside `allOf: [{$ref: Thing}]` accepts no null by the rules, because
//! every keyword has a say. Whoever writes it means that null is accepted, and servers send it.
//! `anyOf: [{$ref: Thing}, {nullable: true}]` accepts everything, because `nullable` adds to a `type`
//! and there is none; null is meant.

use super::version::Dialect;
use super::walk::is_annotation;
use crate::load::Documents;
use crate::load::structure::Kind;
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::collections::{BTreeMap, BTreeSet};

/// How many references a question follows before it counts as answered with yes.
const MAX_DEPTH: usize = 64;

/// Finds such schemas, before anything is changed.
pub(super) struct UnreachableNulls<'d> {
    documents: &'d Documents,
    dialects: &'d [Dialect],
    /// Whether the schema at a place accepts null; while it is being asked, yes.
    answers: BTreeMap<Origin, bool>,
    /// The places of schemas that allow null and forbid it.
    pub(super) found: BTreeSet<Origin>,
    /// The places of branches that say `nullable` alone.
    pub(super) alone: BTreeSet<Origin>,
}

impl<'d> UnreachableNulls<'d> {
    pub(super) fn new(documents: &'d Documents, dialects: &'d [Dialect]) -> Self {
        Self {
            documents,
            dialects,
            answers: BTreeMap::new(),
            found: BTreeSet::new(),
            alone: BTreeSet::new(),
        }
    }

    /// Records the place if the object is such a schema.
    pub(super) fn look(&mut self, members: &Object, kind: Kind, origin: &Origin) {
        if kind != Kind::Schema {
            return;
        }
        for keyword in ["anyOf", "oneOf"] {
            let branches = elements(members, keyword);
            for (index, branch) in branches.iter().enumerate() {
                if branches.len() > 1 && is_nullable_alone(branch) {
                    self.alone.insert(origin.child(keyword).index(index));
                }
            }
        }
        let means_null = members.get("type").is_some_and(names_null)
            || members.get("nullable") == Some(&Value::Bool(true))
            || a_part_means_null(elements(members, "allOf"));
        if means_null && !(self.enumerates(members) && self.composes(members, origin, 0)) {
            self.found.insert(origin.clone());
        }
    }

    fn accepts(&mut self, schema: &Value, origin: &Origin, depth: usize) -> bool {
        let members = match schema {
            Value::Object(members) => members,
            other => return *other != Value::Bool(false),
        };
        if members.get("nullable") == Some(&Value::Bool(true)) || depth > MAX_DEPTH {
            return true;
        }
        let is_plain_ref =
            members.contains_key("$ref") && self.dialects[origin.file] == Dialect::V30;
        let by_type = is_plain_ref || members.get("type").is_none_or(names_null);
        by_type && self.enumerates(members) && self.composes(members, origin, depth)
    }

    /// Whether `enum` and `const` let null through.
    fn enumerates(&self, members: &Object) -> bool {
        let by_enum = members
            .get("enum")
            .and_then(Value::as_array)
            .is_none_or(|values| values.contains(&Value::Null));
        by_enum
            && members
                .get("const")
                .is_none_or(|value| *value == Value::Null)
    }

    /// Whether references and compositions let null through.
    fn composes(&mut self, members: &Object, origin: &Origin, depth: usize) -> bool {
        if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
            let accepts = self.follows(reference, origin, depth);
            if !accepts || self.dialects[origin.file] == Dialect::V30 {
                return accepts;
            }
        }
        let mut branches = |keyword: &str| {
            let elements = members.get(keyword).and_then(Value::as_array)?;
            let accepting = elements
                .iter()
                .filter(|branch| self.accepts(branch, origin, depth + 1))
                .count();
            Some((accepting, elements.len()))
        };
        branches("allOf").is_none_or(|(accepting, all)| accepting == all)
            && branches("anyOf").is_none_or(|(accepting, all)| accepting > 0 || all == 0)
            && branches("oneOf").is_none_or(|(accepting, all)| accepting > 0 || all == 0)
    }

    fn follows(&mut self, reference: &str, origin: &Origin, depth: usize) -> bool {
        let Ok(target) = self.documents.resolve(origin, reference) else {
            return true;
        };
        if let Some(answer) = self.answers.get(&target) {
            return *answer;
        }
        let Some(schema) = self.documents.get(&target) else {
            return true;
        };
        self.answers.insert(target.clone(), true);
        let answer = self.accepts(schema, &target, depth + 1);
        self.answers.insert(target, answer);
        answer
    }
}

fn elements<'v>(members: &'v Object, keyword: &str) -> &'v [Value] {
    let elements = members.get(keyword).and_then(Value::as_array);
    elements.unwrap_or_default()
}

/// Whether one of several parts is there to allow null: it says `nullable` alone, or stands beside a
/// reference and says no more than a type that null belongs to.
fn a_part_means_null(parts: &[Value]) -> bool {
    let is_reference = |part: &Value| part.get("$ref").is_some();
    parts.iter().any(is_nullable_alone)
        || (parts.iter().any(is_reference) && parts.iter().any(is_nullable_type))
}

/// Whether a schema says of values that they have a type or are null, and nothing else.
fn is_nullable_type(schema: &Value) -> bool {
    let Some(members) = schema.as_object() else {
        return false;
    };
    let is_nullable = members.get("nullable") == Some(&Value::Bool(true));
    (is_nullable || members.get("type").is_some_and(names_null))
        && members
            .keys()
            .all(|key| matches!(key.as_str(), "nullable" | "type") || is_annotation(key))
}

/// Whether a schema says `nullable` and nothing else that bears on values.
fn is_nullable_alone(schema: &Value) -> bool {
    schema.get("nullable") == Some(&Value::Bool(true))
        && schema.as_object().is_some_and(|members| {
            let mut keys = members.keys();
            keys.all(|key| key == "nullable" || is_annotation(key))
        })
}

/// Whether a `type` is or holds `null`.
pub(super) fn names_null(kind: &Value) -> bool {
    match kind {
        Value::Array(kinds) => kinds.iter().any(names_null),
        Value::Null => true,
        other => other.as_str() == Some("null"),
    }
}
