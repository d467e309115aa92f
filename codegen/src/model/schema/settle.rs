//! What can only be said of a schema when all its keywords are known.

use super::keywords::Keywords;
use super::{Annotations, Kinds, Schema, SchemaId};
use crate::diagnostic::Severity;
use crate::value::Value;

impl Keywords<'_, '_, '_> {
    /// What can only be said when all keywords are known.
    pub(super) fn settle(&mut self, schema: &mut Schema) {
        self.leave_itself_out(schema);
        self.settle_values(schema);
        self.settle_directions(&mut schema.annotations);
    }

    /// A schema that is part of itself, or one of its own choices, is what the rest of it says. A choice
    /// beside something else is left: it demands nothing that is not demanded there.
    fn leave_itself_out(&mut self, schema: &mut Schema) {
        let is_other = |id: &SchemaId| !self.itself.contains(id);
        let combined = [&schema.all_of, &schema.any_of, &schema.one_of];
        let is_combined = combined.into_iter().flatten().any(is_other);
        let says_more = schema.reference.is_some()
            || schema.types.is_some()
            || schema.values.is_some()
            || schema.object.is_some()
            || schema.array.is_some();
        if !is_combined && !says_more {
            return;
        }
        let mut lists = vec![&mut schema.all_of];
        if !says_more && lists[0].is_empty() {
            lists.extend([&mut schema.any_of, &mut schema.one_of]);
        }
        for list in lists {
            for id in list.iter().filter(|id| self.itself.contains(id)) {
                let at = self.reader.origin(*id);
                self.reader.diagnostics.push(
                    Severity::Corrected,
                    "schema-within-itself",
                    &at,
                    "This is the schema that it stands in, which adds nothing; it is left out.",
                    "Remove it, or refer to the schema that is meant.",
                );
            }
            list.retain(is_other);
        }
    }

    fn settle_values(&mut self, schema: &mut Schema) {
        let Some(values) = &mut schema.values else {
            return;
        };
        // Names without values are `x-enum-varnames` alone.
        if values.allowed.is_empty() {
            schema.values = None;
            return;
        }
        let has_null = values.allowed.contains(&Value::Null);
        let mut texts: Vec<&str> = values.allowed.iter().filter_map(Value::as_str).collect();
        let count = texts.len();
        texts.sort_unstable();
        texts.dedup();
        if texts.len() < count {
            self.reader.diagnostics.push(
                Severity::Corrected,
                "enum-value-repeated",
                &self.origin.child("enum"),
                "A value is listed more than once; it is taken once.",
                "Remove the repetition.",
            );
        }
        let Some(types) = schema.types else { return };
        let fits = |value: &&Value| **value == Value::Null || types.meets(Kinds::of(value));
        let misfits: Vec<&str> = values
            .allowed
            .iter()
            .filter(|value| !fits(value))
            .map(Value::kind)
            .collect();
        if let [first, ..] = misfits.as_slice() {
            self.reader.diagnostics.push(
                Severity::Corrected,
                "enum-value-outside-type",
                self.origin,
                format!(
                    "{} of the listed values ({first}) can never occur, because `type` excludes them; \
                     they are left out.",
                    misfits.len()
                ),
                "Quote the values, or correct `type`.",
            );
        }
        if has_null && !types.contains(Kinds::NULL) {
            self.reader.diagnostics.push(
                Severity::Corrected,
                "null-beside-type",
                self.origin,
                "`enum` or `const` holds null, which `type` does not allow; null is accepted.",
                "Add `null` to `type`, or take it out of the values.",
            );
        }
    }

    /// What is both only read and only written would be in no message at all.
    fn settle_directions(&mut self, annotations: &mut Annotations) {
        if annotations.read_only && annotations.write_only {
            annotations.read_only = false;
            annotations.write_only = false;
            self.reader.diagnostics.push(
                Severity::Corrected,
                "read-and-write-only",
                self.origin,
                "`readOnly` and `writeOnly` exclude each other; neither is followed.",
                "Remove one of them.",
            );
        }
    }
}
