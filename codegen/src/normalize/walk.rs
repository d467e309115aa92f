//! The walk over a document that applies the rules where they belong.

use super::schema;
use super::version::Dialect;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::load::Moved;
use crate::load::structure::{self, Kind, Shape};
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where the walk is and what it works with.
pub(super) struct Walk<'w> {
    pub(super) dialect: Dialect,
    /// The place as written: what is below a place is settled before the place itself.
    pub(super) at: Origin,
    pub(super) unreachable: &'w BTreeSet<Origin>,
    /// Branches that say `nullable` alone.
    pub(super) nullable_alone: &'w BTreeSet<Origin>,
    pub(super) moved: &'w mut BTreeMap<Origin, Moved>,
    pub(super) diagnostics: &'w mut Diagnostics,
}

impl Walk<'_> {
    /// Settles what is below a value, then the value itself.
    pub(super) fn value(&mut self, value: &mut Value, kind: Kind) {
        let Value::Object(members) = value else {
            return;
        };
        if members
            .get("$ref")
            .is_some_and(|target| target.as_str().is_some())
        {
            self.drop_siblings(members, kind);
        }
        for (key, value) in &mut *members {
            if let Some((kind, shape)) = structure::child(kind, key) {
                self.below(key, |walk| walk.children(value, kind, shape));
            }
        }
        match kind {
            Kind::Schema => schema::settle(members, self),
            Kind::Discriminator => self.mapping(members),
            _ => {}
        }
    }

    /// Records a finding about a member of the object that is being settled.
    pub(super) fn report(
        &mut self,
        severity: Severity,
        code: Code,
        key: &str,
        message: impl Into<String>,
        cure: impl Into<String>,
    ) {
        let origin = self.at.child(key);
        self.diagnostics
            .push(severity, code, &origin, message, cure);
    }

    fn below(&mut self, key: &str, settle: impl FnOnce(&mut Self)) {
        let length = self.at.pointer.len();
        self.at.push(key);
        settle(self);
        self.at.pointer.truncate(length);
    }

    fn children(&mut self, value: &mut Value, kind: Kind, shape: Shape) {
        match (shape, value) {
            (Shape::Map, Value::Object(values)) => {
                for (name, value) in values {
                    self.below(name, |walk| walk.value(value, kind));
                }
            }
            (Shape::List | Shape::OneOrList, Value::Array(values)) => {
                for (index, value) in values.iter_mut().enumerate() {
                    self.below(&index.to_string(), |walk| walk.value(value, kind));
                }
            }
            (Shape::One | Shape::OneOrList, value) => self.value(value, kind),
            _ => {}
        }
    }

    /// What stands beside `$ref` has no effect in 3.0; in 3.1 it has in schemas, path items, and as
    /// `summary` and `description` anywhere.
    fn drop_siblings(&mut self, members: &mut Object, kind: Kind) {
        let is_schema = kind == Kind::Schema;
        let is_30 = self.dialect == Dialect::V30;
        if kind == Kind::PathItem || (is_schema && !is_30) {
            return;
        }
        let stays = |key: &str| {
            key == "$ref"
                || (is_schema && key == "nullable")
                || (!is_30 && matches!(key, "summary" | "description"))
        };
        let lost: Vec<String> = members
            .keys()
            .filter(|key| !stays(key) && !is_annotation(key))
            .map(|key| format!("`{key}`"))
            .collect();
        members.retain(|key, _| stays(key));
        if !lost.is_empty() {
            self.report(
                Severity::Corrected,
                "ref-siblings",
                "$ref",
                format!(
                    "Beside `$ref` these have no effect and are ignored: {}.",
                    lost.join(", ")
                ),
                "Remove them, or put the `$ref` and them into an `allOf`.",
            );
        }
    }

    /// A mapping value is the name of a schema or a reference as text; `{$ref: X}` is read as `X`.
    fn mapping(&mut self, discriminator: &mut Object) {
        let Some(Value::Object(mapping)) = discriminator.get_mut("mapping") else {
            return;
        };
        for (tag, target) in mapping {
            let Some(reference) = target.get("$ref").and_then(Value::as_str) else {
                continue;
            };
            let origin = self.at.child("mapping").child(tag);
            self.diagnostics.push(
                Severity::Corrected,
                "mapping-object",
                &origin,
                format!(
                    "The mapping of `{tag}` is an object; it is read as the text `{reference}`."
                ),
                format!("Write `{tag}: '{reference}'`."),
            );
            *target = Value::String(reference.to_owned());
        }
    }
}

/// Keywords that say something about a schema and nothing about what it accepts.
pub(super) fn is_annotation(key: &str) -> bool {
    key.starts_with("x-")
        || matches!(
            key,
            "title"
                | "summary"
                | "description"
                | "default"
                | "example"
                | "examples"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
                | "externalDocs"
                | "xml"
                | "$comment"
        )
}
