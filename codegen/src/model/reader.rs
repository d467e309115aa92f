//! What every part of the model is read with: references, known members, findings.

use super::keys::{Kind, Reads};
use super::nodes::{MessageNode, ParameterNode, RequestBodyNode, ResponseNode};
use super::read::{self, Members, Shape};
use super::schema::{SchemaId, Schemas};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::load::Documents;
use crate::origin::Origin;
use crate::value::{Number, Object, Value};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The state of reading a document.
pub(super) struct Reader<'a, 'd> {
    pub(super) documents: &'a Documents,
    /// The minor version of OpenAPI that the entry document is written for: 2 for `3.2.0`.
    pub(super) minor_version: u32,
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) schemas: Schemas,
    /// What references lead to is read once; `None` is what could not be read.
    pub(super) parameters: BTreeMap<Origin, Option<ParameterNode>>,
    pub(super) bodies: BTreeMap<Origin, Option<RequestBodyNode>>,
    pub(super) responses: BTreeMap<Origin, Option<ResponseNode>>,
    /// Webhooks and callbacks, as they are met.
    pub(super) messages: Vec<MessageNode>,
    /// The path items of those that were met.
    pub(super) sent_from: BTreeSet<Origin>,
}

/// An object where its references end.
pub(super) struct Found<'a> {
    /// Where it is.
    pub(super) origin: Origin,
    /// Its members.
    pub(super) members: &'a Object,
    /// Whether a reference led to it, so that others may.
    pub(super) is_shared: bool,
    /// `description` beside the outermost reference, which replaces the object's own.
    pub(super) description: Option<&'a str>,
}

impl<'a> Reader<'a, '_> {
    /// Records that something was malformed and what it is taken for.
    pub(super) fn corrected(
        &mut self,
        code: Code,
        origin: &Origin,
        message: impl Into<String>,
        cure: impl Into<String>,
    ) {
        self.diagnostics
            .push(Severity::Corrected, code, origin, message, cure);
    }

    /// Records that something is left out.
    pub(super) fn refused(
        &mut self,
        code: Code,
        origin: &Origin,
        message: impl Into<String>,
        cure: impl Into<String>,
    ) {
        self.diagnostics
            .push(Severity::Refused, code, origin, message, cure);
    }

    /// The object at a place, or the one that the reference there leads to.
    pub(super) fn find(
        &mut self,
        kind: &Kind,
        origin: &Origin,
        mut value: &'a Value,
    ) -> Option<Found<'a>> {
        let mut at = origin.clone();
        let mut seen: Vec<Origin> = Vec::new();
        let mut description = None;
        loop {
            let members = self.members(kind, &at, value)?;
            let Some(reference) = members.get("$ref") else {
                return Some(Found {
                    origin: at,
                    members,
                    is_shared: !seen.is_empty(),
                    description,
                });
            };
            description = description.or_else(|| members.get("description")?.as_str());
            let next = self.resolve(&at, reference)?;
            if seen.contains(&next) || next == *origin {
                self.refused(
                    "ref-cycle",
                    &at,
                    format!("The reference of this {} leads back to itself.", kind.name),
                    "Let it lead to an object.",
                );
                return None;
            }
            value = self.documents.get(&next)?;
            seen.push(std::mem::replace(&mut at, next));
        }
    }

    /// The members of the object at a place, which is refused if it is none.
    pub(super) fn object(&mut self, kind: &Kind, origin: &Origin) -> Option<&'a Object> {
        let value = self.documents.get(origin)?;
        self.members(kind, origin, value)
    }

    fn members(&mut self, kind: &Kind, origin: &Origin, value: &'a Value) -> Option<&'a Object> {
        if let Some(members) = value.as_object() {
            return Some(members);
        }
        let message = format!(
            "{} is an object, and this is {}.",
            with_article(kind.name),
            a(value)
        );
        self.refused(kind.malformed, origin, message, "Write an object.");
        None
    }

    /// The place that a reference leads to.
    pub(super) fn resolve(&mut self, origin: &Origin, reference: &Value) -> Option<Origin> {
        let Some(text) = reference.as_str() else {
            self.refused(
                "ref-dangling",
                origin,
                format!("A reference is a text, and this is {}.", a(reference)),
                "Write the pointer of what is meant.",
            );
            return None;
        };
        match self.documents.resolve(origin, text) {
            Ok(target) => Some(target),
            Err(error) => {
                self.refused(
                    "ref-dangling",
                    origin,
                    format!("{error}."),
                    "Correct the reference or supply what it names.",
                );
                None
            }
        }
    }

    /// The elements at a member, whose absence is an empty list.
    pub(super) fn list(
        &mut self,
        origin: &Origin,
        members: &'a Object,
        key: &str,
    ) -> (Origin, &'a [Value]) {
        let at = origin.child(key);
        match members.get(key) {
            None | Some(Value::Null) => (at, &[]),
            Some(Value::Array(elements)) => (at, elements),
            Some(other) => {
                self.misplaced(&at, "list", other);
                (at, &[])
            }
        }
    }

    /// The entries at a member, whose absence is an empty object; extensions are not among them.
    pub(super) fn entries(
        &mut self,
        origin: &Origin,
        members: &'a Object,
        key: &str,
    ) -> (Origin, Vec<(&'a String, &'a Value)>) {
        let (at, mut entries) = self.named(origin, members, key);
        entries.retain(|(key, _)| !key.starts_with("x-"));
        (at, entries)
    }

    /// The entries at a member whose keys are names, where `x-` is the beginning of one: headers are
    /// called so. What is no object is an extension all the same.
    pub(super) fn named(
        &mut self,
        origin: &Origin,
        members: &'a Object,
        key: &str,
    ) -> (Origin, Vec<(&'a String, &'a Value)>) {
        let at = origin.child(key);
        let is_named = |(key, value): &(&String, &Value)| {
            !key.starts_with("x-") || value.as_object().is_some()
        };
        let entries = match members.get(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Object(members)) => members.iter().filter(is_named).collect(),
            Some(other) => {
                self.misplaced(&at, "object", other);
                Vec::new()
            }
        };
        (at, entries)
    }

    fn misplaced(&mut self, origin: &Origin, wanted: &str, value: &Value) {
        self.refused(
            "misplaced-value",
            origin,
            format!("Here stands an {wanted}, and this is {}.", a(value))
                .replace("an list", "a list"),
            "Correct the value.",
        );
    }

    /// The members of an object that `openapiv3` reads, after every key was looked up and what it
    /// needlessly rejects was repaired.
    pub(super) fn fields(
        &mut self,
        kind: &Kind,
        origin: &Origin,
        members: &'a Object,
    ) -> Members<'a> {
        let mut fields = Members::with_capacity(members.len());
        for (key, value) in members {
            if key.starts_with("x-") {
                continue;
            }
            let known = kind.keys.iter().find(|(name, _)| name == key);
            let shape = match known.map(|(_, reads)| reads) {
                Some(Reads::Text) => self.text(origin, key, value),
                Some(Reads::Flag) => self.flag(origin, key, value),
                Some(Reads::Texts) => self.texts(origin, key, value),
                Some(Reads::Model | Reads::Nobody) => None,
                Some(Reads::Later) => {
                    self.later(kind, origin, key);
                    None
                }
                None => {
                    self.unknown(kind, origin, key);
                    None
                }
            };
            fields.extend(shape.map(|shape| (key.as_str(), shape)));
        }
        fields
    }

    /// Looks up every key of an object of which `openapiv3` reads nothing.
    pub(super) fn check(&mut self, kind: &Kind, origin: &Origin, members: &'a Object) {
        self.fields(kind, origin, members);
    }

    /// Reads a type of `openapiv3`; what it rejects is refused.
    pub(super) fn typed<T: Deserialize<'a>>(
        &mut self,
        kind: &Kind,
        origin: &Origin,
        fields: Members<'a>,
    ) -> Option<T> {
        match read::read(fields) {
            Ok(object) => Some(object),
            Err(error) => {
                self.refused(
                    kind.malformed,
                    origin,
                    format!("This {} cannot be read: {error}.", kind.name),
                    "Correct the object.",
                );
                None
            }
        }
    }

    /// The schema at a place.
    pub(super) fn schema(&mut self, origin: &Origin) -> SchemaId {
        self.schemas.add(self.documents, origin, self.diagnostics)
    }

    fn text(&mut self, origin: &Origin, key: &str, value: &'a Value) -> Option<Shape<'a>> {
        self.text_at(&origin.child(key), key, value)
    }

    fn text_at(&mut self, at: &Origin, key: &str, value: &'a Value) -> Option<Shape<'a>> {
        let text = match value {
            Value::Null => return None,
            Value::Bool(flag) => flag.to_string(),
            Value::Number(Number::Int(number)) => number.to_string(),
            Value::Number(Number::Float(number)) => format!("{number:?}"),
            Value::Number(Number::Literal(text)) => text.to_string(),
            Value::String(_) => return Some(Shape::Value(value)),
            Value::Array(_) | Value::Object(_) => return self.no_text(at, key, value),
        };
        self.corrected(
            "not-a-text",
            at,
            format!(
                "`{key}` is a text, and this is {}; it is read as `{text}`.",
                a(value)
            ),
            "Put the value in quotes.",
        );
        Some(Shape::Text(text))
    }

    /// The texts of a list; a text by itself is a list of one.
    fn texts(&mut self, origin: &Origin, key: &str, value: &'a Value) -> Option<Shape<'a>> {
        let at = origin.child(key);
        let elements = match value {
            Value::Null => return None,
            Value::Array(elements) => elements.as_slice(),
            Value::Object(_) => return self.no_text(&at, key, value),
            one => {
                let message = format!(
                    "`{key}` is a list, and this is {}; it is read as one of one element.",
                    a(value)
                );
                self.corrected("misplaced-value", &at, message, "Write a list.");
                std::slice::from_ref(one)
            }
        };
        let mut texts = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let at = match value {
                Value::Array(_) => at.index(index),
                _ => at.clone(),
            };
            match self.text_at(&at, key, element) {
                Some(Shape::Text(text)) => texts.push(text),
                Some(Shape::Value(Value::String(text))) => texts.push(text.clone()),
                // Null is no text here, and absent nowhere.
                _ if *element == Value::Null => {
                    self.no_text(&at, key, element);
                }
                _ => {}
            }
        }
        Some(Shape::Texts(texts))
    }

    /// Records that something stands where a text is wanted, and cannot be read as one.
    fn no_text(&mut self, at: &Origin, key: &str, value: &Value) -> Option<Shape<'a>> {
        self.corrected(
            "not-a-text",
            at,
            format!(
                "`{key}` is of text, and this is {}; it is left out.",
                a(value)
            ),
            "Write a text.",
        );
        None
    }

    fn flag(&mut self, origin: &Origin, key: &str, value: &'a Value) -> Option<Shape<'a>> {
        let flag = match value {
            Value::Null => return None,
            Value::String(text) if text.eq_ignore_ascii_case("true") => true,
            Value::String(text) if text.eq_ignore_ascii_case("false") => false,
            Value::Bool(_) => return Some(Shape::Value(value)),
            _ => {
                self.corrected(
                    "not-a-boolean",
                    &origin.child(key),
                    format!(
                        "`{key}` is true or false, and this is {}; it is left out.",
                        a(value)
                    ),
                    "Write true or false.",
                );
                return None;
            }
        };
        self.corrected(
            "not-a-boolean",
            &origin.child(key),
            format!("`{key}` is true or false, and this is a text; it is read as {flag}."),
            "Take the quotes off.",
        );
        Some(Shape::Flag(flag))
    }

    fn later(&mut self, kind: &Kind, origin: &Origin, key: &str) {
        self.refused(
            "not-supported",
            &origin.child(key),
            format!(
                "`{key}` of a {} is not supported; it is left out.",
                kind.name
            ),
            "Describe it without this member, or accept the finding.",
        );
    }

    fn unknown(&mut self, kind: &Kind, origin: &Origin, key: &str) {
        self.corrected(
            "unknown-field",
            &origin.child(key),
            format!("{} has no `{key}`; it is ignored.", with_article(kind.name)),
            "Take it out, or begin its name with `x-`.",
        );
    }
}

/// `An operation`, at the beginning of a sentence.
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "An"
    } else {
        "A"
    };
    format!("{article} {noun}")
}

/// A value as messages call it.
pub(super) fn a(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
