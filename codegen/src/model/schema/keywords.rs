//! The keywords of one schema, each read into its type; what is malformed costs itself only.

use super::read::{Reader, describe};
use super::{Annotations, Edge, Kinds, Reference, Schema, SchemaId};
use crate::diagnostic::Severity;
use crate::normalize;
use crate::origin::Origin;
use crate::value::{Number, Object, Value};

/// The reading of one schema object.
pub(super) struct Keywords<'k, 'd, 's> {
    pub(super) reader: &'k mut Reader<'d, 's>,
    pub(super) id: SchemaId,
    pub(super) origin: &'k Origin,
    /// Members of `allOf`, `anyOf` and `oneOf` that are nothing but a reference to this schema.
    pub(super) itself: Vec<SchemaId>,
}

impl<'d> Keywords<'_, 'd, '_> {
    pub(super) fn read(&mut self, schema: &mut Schema, members: &'d Object) {
        for (keyword, value) in members {
            let known = self.applicator(schema, keyword, value)
                || self.of_objects(schema, keyword, value)
                || self.of_arrays(schema, keyword, value)
                || self.of_scalars(schema, keyword, value)
                || self.annotation(&mut schema.annotations, keyword, value);
            if !known {
                self.not_modelled(keyword, value);
            }
        }
        self.settle(schema);
    }

    /// Keywords that apply other schemas to the same value, and `type`, `enum`, `const`.
    fn applicator(&mut self, schema: &mut Schema, keyword: &str, value: &'d Value) -> bool {
        match keyword {
            "$ref" | "$dynamicRef" => {
                schema.reference = self.string(keyword, value).map(|text| {
                    let text = text.to_owned();
                    self.reader.reference(self.origin, &text)
                });
            }
            "allOf" | "anyOf" | "oneOf" if self.filled(keyword, value).is_none() => {}
            "allOf" => schema.all_of = self.schemas(keyword, value, |_| Edge::AllOf),
            "anyOf" => schema.any_of = self.schemas(keyword, value, Edge::AnyOf),
            "oneOf" => schema.one_of = self.schemas(keyword, value, Edge::OneOf),
            "discriminator" => {
                let at = self.origin.child(keyword);
                schema.discriminator = self.reader.discriminator(&at, value).map(Box::new);
            }
            "type" => schema.types = self.types(value),
            "enum" => {
                if let Some(values) = self.filled(keyword, value) {
                    // A `const` that came first is the narrower of the two.
                    let allowed = &mut schema.values_mut().allowed;
                    if allowed.is_empty() {
                        allowed.extend_from_slice(values);
                    }
                }
            }
            "const" => schema.values_mut().allowed = vec![value.clone()],
            "x-enum-varnames" | "x-enumNames" => {
                schema.values_mut().names = strings(value);
            }
            "x-enum-descriptions" | "x-enumDescriptions" => {
                schema.values_mut().descriptions = strings(value);
            }
            _ => return false,
        }
        true
    }

    fn of_objects(&mut self, schema: &mut Schema, keyword: &str, value: &'d Value) -> bool {
        match keyword {
            "properties" | "patternProperties" => {
                let Some(members) = self.object(keyword, value) else {
                    return true;
                };
                let at = self.origin.child(keyword);
                for (name, value) in members {
                    let place = at.child(name);
                    if keyword == "properties" {
                        let edge = Edge::Property(name.clone());
                        let child = self.reader.child(self.id, place, edge, value);
                        schema.object_mut().properties.insert(name.clone(), child);
                    } else {
                        let edge = Edge::Pattern(name.clone());
                        let child = self.reader.child(self.id, place, edge, value);
                        schema.object_mut().patterns.insert(name.clone(), child);
                    }
                }
                schema.object_mut();
            }
            "required" => {
                // A boolean is what Swagger 1 and JSON Schema draft 3 put into the property itself.
                if let Some(names) = self.array(keyword, value) {
                    let names = names.iter().filter_map(Value::as_str).map(str::to_owned);
                    schema.object_mut().required.extend(names);
                }
            }
            "additionalProperties" => {
                let child = self.schema(keyword, Edge::Values, value);
                schema.object_mut().additional = Some(child);
                if *value == Value::Bool(false) {
                    self.reader.diagnostics.unchecked("additionalProperties");
                }
            }
            "propertyNames" => {
                schema.object_mut().names = Some(self.schema(keyword, Edge::Keys, value));
                self.reader.diagnostics.unchecked("propertyNames");
            }
            "unevaluatedProperties" if *value == Value::Bool(false) => {
                schema.object_mut().closed = true;
                self.reader.diagnostics.unchecked("unevaluatedProperties");
            }
            "minProperties" => schema.object_mut().min = self.bound("minProperties", value),
            "maxProperties" => schema.object_mut().max = self.bound("maxProperties", value),
            _ => return false,
        }
        true
    }

    fn of_arrays(&mut self, schema: &mut Schema, keyword: &str, value: &'d Value) -> bool {
        match keyword {
            // An array of schemas is how drafts before 2020-12 wrote `prefixItems`.
            "items" if value.as_array().is_some() => {
                schema.array_mut().prefix = self.schemas(keyword, value, Edge::Prefix);
            }
            "items" => {
                let child = self.schema(keyword, Edge::Items, value);
                schema.array_mut().items = Some(child);
            }
            "prefixItems" => {
                schema.array_mut().prefix = self.schemas(keyword, value, Edge::Prefix);
            }
            "minItems" => schema.array_mut().min = self.bound("minItems", value),
            "maxItems" => schema.array_mut().max = self.bound("maxItems", value),
            "uniqueItems" => {
                schema.array_mut().unique = value.as_bool() == Some(true);
                if schema.array_mut().unique {
                    self.reader.diagnostics.unchecked("uniqueItems");
                }
            }
            _ => return false,
        }
        true
    }

    fn of_scalars(&mut self, schema: &mut Schema, keyword: &str, value: &'d Value) -> bool {
        match keyword {
            "format" => {
                schema.format = self.string(keyword, value).map(str::to_owned);
                self.reader.diagnostics.unchecked("format");
            }
            "pattern" => {
                schema.text_mut().pattern = self.string(keyword, value).map(str::to_owned);
                self.reader.diagnostics.unchecked("pattern");
            }
            "minLength" => schema.text_mut().min = self.bound("minLength", value),
            "maxLength" => schema.text_mut().max = self.bound("maxLength", value),
            "contentEncoding" => {
                schema.text_mut().encoding = self.string(keyword, value).map(str::to_owned);
            }
            "contentMediaType" => {
                schema.text_mut().media_type = self.string(keyword, value).map(str::to_owned);
            }
            "contentSchema" => {
                let child = self.schema(keyword, Edge::Content, value);
                schema.text_mut().content = Some(child);
            }
            "minimum" => schema.number_mut().min = self.bound("minimum", value),
            "maximum" => schema.number_mut().max = self.bound("maximum", value),
            "exclusiveMinimum" => {
                schema.number_mut().above = self.bound("exclusiveMinimum", value);
            }
            "exclusiveMaximum" => {
                schema.number_mut().below = self.bound("exclusiveMaximum", value);
            }
            "multipleOf" => schema.number_mut().step = self.bound("multipleOf", value),
            _ => return false,
        }
        true
    }

    fn annotation(&mut self, into: &mut Annotations, keyword: &str, value: &'d Value) -> bool {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        match keyword {
            "title" => into.title = text(value),
            "description" => into.description = text(value),
            "default" => into.default = Some(value.clone()),
            "examples" => match value {
                Value::Array(values) => into.examples = values.clone(),
                Value::Object(named) => into.examples = named.values().cloned().collect(),
                _ => {}
            },
            "deprecated" => into.deprecated = value.as_bool() == Some(true),
            "readOnly" => into.read_only = value.as_bool() == Some(true),
            "writeOnly" => into.write_only = value.as_bool() == Some(true),
            _ => return false,
        }
        true
    }

    /// Keywords that only narrow what is valid, in ways the types do not follow. Everything else
    /// that is unknown is an annotation.
    fn not_modelled(&mut self, keyword: &str, value: &Value) {
        const COUNTED: [&str; 4] = [
            "contains",
            "minContains",
            "maxContains",
            "dependentRequired",
        ];
        const REPORTED: [&str; 5] = [
            "not",
            "if",
            "dependentSchemas",
            "unevaluatedItems",
            "unevaluatedProperties",
        ];
        match keyword {
            "$schema" => return self.dialect(value),
            // Draft 7 has both in one keyword.
            "dependencies" => {
                let lists_names = |value: &Value| value.as_array().is_some();
                let values = value.as_object();
                let is_plain = values.is_some_and(|values| values.values().all(lists_names));
                let meant = if is_plain {
                    "dependentRequired"
                } else {
                    "dependentSchemas"
                };
                return self.not_modelled(meant, value);
            }
            _ => {}
        }
        if let Some(counted) = COUNTED.iter().find(|known| **known == keyword) {
            self.reader.diagnostics.unchecked(counted);
        } else if REPORTED.contains(&keyword) && *value != Value::Bool(true) {
            self.reader.diagnostics.push(
                Severity::Widened,
                "keyword-not-followed",
                &self.origin.child(keyword),
                format!("`{keyword}` excludes values that the type accepts."),
                "Nothing needs to be done if the server checks it; accept the finding.",
            );
        }
    }

    /// Schemas are read as JSON Schema 2020-12, whatever they say.
    fn dialect(&mut self, value: &Value) {
        let named = value.as_str();
        if named.is_some_and(|named| !normalize::is_known_dialect(named)) {
            self.reader.diagnostics.push(
                Severity::Widened,
                "unknown-dialect",
                &self.origin.child("$schema"),
                "The dialect of this schema is not known; it is read as JSON Schema 2020-12.",
                "Check that no keyword means something else there, and accept the finding.",
            );
        }
    }

    fn types(&mut self, value: &Value) -> Option<Kinds> {
        let names = match value {
            Value::Array(names) => names.as_slice(),
            one => std::slice::from_ref(one),
        };
        let mut kinds = Kinds::NONE;
        for name in names {
            match name.as_str().and_then(Kinds::named) {
                Some(kind) => kinds |= kind,
                // YAML writes the name of the kind as the value null.
                None if *name == Value::Null => kinds |= Kinds::NULL,
                None => {
                    self.expected("type", name, "one of the seven types");
                    return None;
                }
            }
        }
        if kinds.is_empty() {
            self.expected("type", value, "at least one type");
            return None;
        }
        Some(kinds)
    }

    fn schema(&mut self, keyword: &str, edge: Edge, value: &'d Value) -> SchemaId {
        let place = self.origin.child(keyword);
        self.reader.child(self.id, place, edge, value)
    }

    fn schemas(
        &mut self,
        keyword: &str,
        value: &'d Value,
        edge: impl Fn(usize) -> Edge,
    ) -> Vec<SchemaId> {
        let at = self.origin.child(keyword);
        let values = self.array(keyword, value).unwrap_or_default();
        values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                let edge = edge(index);
                let child = self.reader.child(self.id, at.index(index), edge, value);
                if self.is_itself(value) {
                    self.itself.push(child);
                }
                child
            })
            .collect()
    }

    /// Whether a schema is a reference to the one that is read, and says no more than what it is called.
    fn is_itself(&self, value: &Value) -> bool {
        let is_said = |name: &str| matches!(name, "$ref" | "title" | "summary" | "description");
        let members = value.as_object();
        let is_bare = members.is_some_and(|members| members.keys().all(|name| is_said(name)));
        let reference = value.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|text| self.reader.target(self.origin, text));
        is_bare && target.as_ref() == Some(self.origin)
    }

    fn string<'v>(&mut self, keyword: &str, value: &'v Value) -> Option<&'v str> {
        let text = value.as_str();
        if text.is_none() {
            self.expected(keyword, value, "a string");
        }
        text
    }

    fn array<'v>(&mut self, keyword: &str, value: &'v Value) -> Option<&'v [Value]> {
        let array = value.as_array();
        if array.is_none() {
            self.expected(keyword, value, "an array");
        }
        array
    }

    /// A list that may not be empty (JSON Schema 2020-12, 10.2.1; of `enum` Validation, 6.1.2, says
    /// that it should not be, and no value would be valid).
    fn filled<'v>(&mut self, keyword: &str, value: &'v Value) -> Option<&'v [Value]> {
        let array = self.array(keyword, value)?;
        if array.is_empty() {
            self.expected(keyword, value, "a list of one or more");
            return None;
        }
        Some(array)
    }

    fn object<'v>(&mut self, keyword: &str, value: &'v Value) -> Option<&'v Object> {
        let object = value.as_object();
        if object.is_none() {
            self.expected(keyword, value, "an object");
        }
        object
    }

    /// A limit that only the server enforces.
    fn bound(&mut self, keyword: &'static str, value: &Value) -> Option<Number> {
        self.reader.diagnostics.unchecked(keyword);
        match value {
            Value::Number(number) => Some(number.clone()),
            _ => {
                self.expected(keyword, value, "a number");
                None
            }
        }
    }

    fn expected(&mut self, keyword: &str, found: &Value, what: &str) {
        self.reader.diagnostics.push(
            Severity::Widened,
            "malformed-keyword",
            &self.origin.child(keyword),
            format!(
                "`{keyword}` has to be {what} and is {}; it is ignored.",
                describe(found)
            ),
            format!("Write {what}, or remove `{keyword}`."),
        );
    }
}

impl Reference {
    /// What it leads to.
    #[must_use]
    pub fn target(self) -> Option<SchemaId> {
        match self {
            Self::To(id) => Some(id),
            Self::Broken => None,
        }
    }
}

fn strings(value: &Value) -> Vec<String> {
    let values = value.as_array().unwrap_or_default();
    values
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
