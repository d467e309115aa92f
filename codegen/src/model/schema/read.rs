//! From values to schemas: every schema once, with all it contains and refers to.

use super::keywords::Keywords;
use super::target::no_schema;
use super::{
    Annotations, ArrayKeywords, Discriminator, Edge, NumberKeywords, ObjectKeywords, Reference,
    Schema, SchemaId, Schemas, TextKeywords, Values,
};
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::Documents;
use crate::origin::Origin;
use crate::value::{Object, Value};

impl Schemas {
    /// The schema at a place of the normalized documents, which is read if it was not yet, together
    /// with everything it contains and refers to.
    pub fn add(
        &mut self,
        documents: &Documents,
        origin: &Origin,
        diagnostics: &mut Diagnostics,
    ) -> SchemaId {
        if let Some(id) = self.by_origin.get(origin) {
            return *id;
        }
        let mut reader = Reader {
            schemas: self,
            documents,
            diagnostics,
            pending: Vec::new(),
        };
        let value = documents.get(origin).unwrap_or(&Value::Null);
        let id = reader.id(origin.clone(), value);
        while let Some((id, value)) = reader.pending.pop() {
            reader.read(id, value);
        }
        id
    }
}

/// What is at work while schemas are read. There is no recursion: what a schema leads to waits in
/// `pending`, so depth and cycles need no care.
pub(super) struct Reader<'d, 's> {
    schemas: &'s mut Schemas,
    documents: &'d Documents,
    pub(super) diagnostics: &'s mut Diagnostics,
    pending: Vec<(SchemaId, &'d Value)>,
}

impl<'d> Reader<'d, '_> {
    /// The id of the schema at a place; a new one is read later.
    fn id(&mut self, origin: Origin, value: &'d Value) -> SchemaId {
        if let Some(id) = self.schemas.by_origin.get(&origin) {
            return *id;
        }
        let id = SchemaId(self.schemas.list.len());
        let name = name(&origin, self.documents);
        self.schemas.list.push(Schema::empty(origin.clone(), name));
        self.schemas.by_origin.insert(origin, id);
        self.pending.push((id, value));
        id
    }

    /// The id of a schema written inside another.
    pub(super) fn child(
        &mut self,
        parent: SchemaId,
        origin: Origin,
        edge: Edge,
        value: &'d Value,
    ) -> SchemaId {
        let id = self.id(origin, value);
        self.schemas.list[id.0].parent.get_or_insert((parent, edge));
        id
    }

    pub(super) fn origin(&self, id: SchemaId) -> Origin {
        self.schemas[id].origin.clone()
    }

    fn read(&mut self, id: SchemaId, value: &'d Value) {
        let origin = self.schemas[id].origin.clone();
        match value {
            Value::Bool(always) => self.schemas.list[id.0].always = Some(*always),
            Value::Object(members) => {
                let mut schema = std::mem::replace(
                    &mut self.schemas.list[id.0],
                    Schema::empty(origin.clone(), None),
                );
                let empty_parent = schema.parent.is_none();
                Keywords {
                    reader: self,
                    id,
                    origin: &origin,
                    itself: Vec::new(),
                }
                .read(&mut schema, members);
                // A schema that contains a reference to its own place may have been given a parent.
                let placeholder = &mut self.schemas.list[id.0];
                if empty_parent {
                    schema.parent = placeholder.parent.take();
                }
                *placeholder = schema;
            }
            other => self.malformed(&origin, other),
        }
    }

    fn malformed(&mut self, origin: &Origin, value: &Value) {
        self.diagnostics.push(
            Severity::Widened,
            "malformed-schema",
            origin,
            format!(
                "A schema is an object or a boolean, and this is {}; any value is accepted here.",
                describe(value)
            ),
            "Write a schema here, `{}` if any value is meant.",
        );
    }

    /// Where a `$ref` leads to.
    pub(super) fn target(&self, at: &Origin, reference: &str) -> Option<Origin> {
        self.documents.resolve(at, reference).ok()
    }

    /// What a `$ref` leads to.
    pub(super) fn reference(&mut self, at: &Origin, reference: &str) -> Reference {
        match self.documents.resolve(at, reference) {
            Ok(target) => {
                if let Some(what) = no_schema(self.documents, &target) {
                    self.refuse_target(at, reference, what);
                    return Reference::Broken;
                }
                match self.documents.get(&target) {
                    Some(value) => Reference::To(self.id(target, value)),
                    None => Reference::Broken,
                }
            }
            Err(error) => {
                self.diagnostics.push(
                    Severity::Refused,
                    "ref-dangling",
                    &at.child("$ref"),
                    format!("{error}; any value is accepted here."),
                    "Correct the reference, or add what it names.",
                );
                Reference::Broken
            }
        }
    }

    fn refuse_target(&mut self, at: &Origin, reference: &str, what: &str) {
        self.diagnostics.push(
            Severity::Refused,
            "ref-not-a-schema",
            &at.child("$ref"),
            format!(
                "`{reference}` leads to {what}, which is no schema; any value is accepted here."
            ),
            "Refer to the schema that is meant.",
        );
    }

    /// `discriminator`; values of the mapping are names of components or references, and, where a
    /// document has it so, objects that hold `$ref`.
    pub(super) fn discriminator(&mut self, at: &Origin, value: &Value) -> Option<Discriminator> {
        let Some(property) = value.get("propertyName").and_then(Value::as_str) else {
            self.diagnostics.push(
                Severity::Widened,
                "malformed-discriminator",
                at,
                "The discriminator has no `propertyName` and is not used.",
                "Name the property that tells the variants apart.",
            );
            return None;
        };
        let empty = Object::default();
        let entries = value
            .get("mapping")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let default = value.get("defaultMapping").and_then(Value::as_str);
        let default = default.and_then(|text| {
            let at = at.child("defaultMapping");
            self.mapped(&at, &at, "defaultMapping", text)
        });
        let at = at.child("mapping");
        let mut mapping = Vec::with_capacity(entries.len());
        for (tag, target) in entries {
            let reference = target.get("$ref").unwrap_or(target);
            let place = at.child(tag);
            match reference.as_str() {
                Some(text) => {
                    let id = self.mapped(&at, &place, tag, text);
                    mapping.extend(id.map(|id| (tag.clone(), id)));
                }
                None => self.unmapped(&place, tag, "It is no text"),
            }
        }
        Some(Discriminator {
            property: property.to_owned(),
            mapping,
            default,
        })
    }

    fn mapped(&mut self, base: &Origin, at: &Origin, tag: &str, text: &str) -> Option<SchemaId> {
        let target = match self.documents.mapped(base, text) {
            Ok(target) => target,
            Err(error) => {
                self.unmapped(at, tag, &error.to_string());
                return None;
            }
        };
        let value = self.documents.get(&target)?;
        Some(self.id(target, value))
    }

    fn unmapped(&mut self, at: &Origin, tag: &str, why: &str) {
        self.diagnostics.push(
            Severity::Corrected,
            "discriminator-mapping-dangling",
            at,
            format!("The mapping of `{tag}` leads to no schema and is ignored. {why}."),
            "Map it to the name of a component or to a reference that resolves.",
        );
    }
}

impl Schema {
    fn empty(origin: Origin, name: Option<String>) -> Self {
        Self {
            origin,
            name,
            parent: None,
            always: None,
            reference: None,
            types: None,
            values: None,
            object: None,
            array: None,
            text: None,
            number: None,
            format: None,
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            discriminator: None,
            annotations: Annotations::default(),
        }
    }

    pub(super) fn values_mut(&mut self) -> &mut Values {
        self.values.get_or_insert_default()
    }

    pub(super) fn object_mut(&mut self) -> &mut ObjectKeywords {
        self.object.get_or_insert_default()
    }

    pub(super) fn array_mut(&mut self) -> &mut ArrayKeywords {
        self.array.get_or_insert_default()
    }

    pub(super) fn text_mut(&mut self) -> &mut TextKeywords {
        self.text.get_or_insert_default()
    }

    pub(super) fn number_mut(&mut self) -> &mut NumberKeywords {
        self.number.get_or_insert_default()
    }
}

/// A value in a sentence.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Array(items) if items.is_empty() => "an empty array".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::String(text) => format!("the string `{text}`"),
        other => format!("a {}", other.kind()),
    }
}

/// The key by which others know the schema at a place.
fn name(origin: &Origin, documents: &Documents) -> Option<String> {
    let (before, _) = match origin.pointer.rsplit_once('/') {
        Some(split) => split,
        None if origin.file > 0 => return stem(&documents.files.get(origin.file)?.name),
        None => return None,
    };
    let is_definition = before == "/components/schemas"
        || before.ends_with("/$defs")
        || before.ends_with("/definitions");
    // A property may be called `$defs` or `definitions` as well.
    let is_property = before
        .rsplit_once('/')
        .is_some_and(|(above, _)| above.ends_with("/properties"));
    (is_definition && !is_property)
        .then(|| origin.last_token())
        .flatten()
}

/// The name of a file without its folders and endings.
fn stem(path: &str) -> Option<String> {
    let file = path.rsplit('/').next()?;
    let stem = file.split('.').find(|part| !part.is_empty())?;
    Some(stem.to_owned())
}
