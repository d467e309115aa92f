//! The document itself: what stands at its top, and the way to every operation.

use super::keys::{COMPONENTS, DOCUMENT, INFO, SERVER, SERVER_VARIABLE, TAG};
use super::messages;
use super::nodes::{Document, ServerNode};
use super::operation;
use super::read::{Members, Shape};
use super::reader::Reader;
use super::schema::{SchemaId, Schemas};
use super::security;
use crate::diagnostic::Diagnostics;
use crate::load::Documents;
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Reads the entry document.
pub(super) fn read(documents: &Documents, diagnostics: &mut Diagnostics) -> Document {
    let origin = Origin::root(0);
    let empty = Object::default();
    let root = documents.get(&origin).and_then(Value::as_object);
    let root = root.unwrap_or(&empty);
    let version = root.get("openapi").and_then(Value::as_str);
    let minor = version.and_then(|version| version.split('.').nth(1)?.parse().ok());
    let mut reader = Reader {
        documents,
        minor_version: minor.unwrap_or_default(),
        diagnostics,
        schemas: Schemas::default(),
        parameters: BTreeMap::new(),
        bodies: BTreeMap::new(),
        responses: BTreeMap::new(),
        messages: Vec::new(),
        sent_from: BTreeSet::new(),
    };
    reader.check(&DOCUMENT, &origin, root);
    let components = components(&mut reader, &origin, root);
    let mut document = Document {
        minor_version: reader.minor_version,
        info: info(&mut reader, &origin, root),
        servers: servers(&mut reader, &origin, root),
        tags: tags(&mut reader, &origin, root),
        security: security::requirements(&mut reader, &origin, root),
        security_schemes: security::schemes(&mut reader, &origin, root),
        operations: operations(&mut reader, &origin, root),
        components,
        messages: Vec::new(),
        schemas: Schemas::default(),
    };
    messages::webhooks(&mut reader, &origin, root);
    document.messages = reader.messages;
    document.schemas = reader.schemas;
    document
}

/// `servers` of the document, a path item or an operation.
pub(super) fn servers<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    members: &'a Object,
) -> Vec<ServerNode> {
    let (at, elements) = reader.list(origin, members, "servers");
    (0..elements.len())
        .filter_map(|index| server(reader, at.index(index)))
        .collect()
}

fn server(reader: &mut Reader<'_, '_>, origin: Origin) -> Option<ServerNode> {
    let members = reader.object(&SERVER, &origin)?;
    let mut fields = reader.fields(&SERVER, &origin, members);
    let (at, entries) = reader.entries(&origin, members, "variables");
    let variables: Members<'_> = entries
        .into_iter()
        .filter_map(|(name, _)| {
            let variable = server_variable(reader, &at.child(name))?;
            Some((name.as_str(), Shape::Object(variable)))
        })
        .collect();
    if !variables.is_empty() {
        fields.push(("variables", Shape::Object(variables)));
    }
    let server = reader.typed(&SERVER, &origin, fields)?;
    Some(ServerNode { origin, server })
}

/// Without a default the first allowed value is taken. A number among the allowed values is its text.
fn server_variable<'a>(reader: &mut Reader<'a, '_>, origin: &Origin) -> Option<Members<'a>> {
    let members = reader.object(&SERVER_VARIABLE, origin)?;
    let mut fields = reader.fields(&SERVER_VARIABLE, origin, members);
    let allowed = members.get("enum").and_then(Value::as_array);
    let allowed = allowed.into_iter().flatten();
    let allowed: Vec<String> = allowed
        .filter_map(|value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
            scalar => Some(scalar.to_string()),
        })
        .collect();
    if !members.contains_key("default") {
        let value = allowed.first().map_or("", String::as_str);
        reader.corrected(
            "missing-default",
            origin,
            format!("A server variable has a default; `{value}` is taken."),
            "Write a default.",
        );
        fields.push(("default", Shape::Text(value.to_owned())));
    }
    fields.push(("enum", Shape::Texts(allowed)));
    Some(fields)
}

fn info<'a>(reader: &mut Reader<'a, '_>, origin: &Origin, root: &'a Object) -> openapiv3::Info {
    let at = origin.child("info");
    let info = root.get("info").and_then(|_| {
        let members = reader.object(&INFO, &at)?;
        let mut fields = reader.fields(&INFO, &at, members);
        for key in ["title", "version"] {
            if fields.iter().all(|(name, _)| *name != key) {
                missing_info(reader, &at, key);
                fields.push((key, Shape::Text(String::new())));
            }
        }
        reader.typed(&INFO, &at, fields)
    });
    if !root.contains_key("info") && !root.is_empty() {
        missing_info(reader, origin, "info");
    }
    info.unwrap_or_default()
}

fn missing_info(reader: &mut Reader<'_, '_>, origin: &Origin, key: &str) {
    reader.corrected(
        "missing-info",
        origin,
        format!("`{key}` is missing; it is taken as empty."),
        "Write it.",
    );
}

fn tags<'a>(reader: &mut Reader<'a, '_>, origin: &Origin, root: &'a Object) -> Vec<openapiv3::Tag> {
    let (at, elements) = reader.list(origin, root, "tags");
    (0..elements.len())
        .filter_map(|index| {
            let at = at.index(index);
            let members = reader.object(&TAG, &at)?;
            let fields = reader.fields(&TAG, &at, members);
            reader.typed(&TAG, &at, fields)
        })
        .collect()
}

/// The component schemas, before anything refers to them. All other components are read where they
/// are used.
fn components<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    root: &'a Object,
) -> Vec<(String, SchemaId)> {
    let at = origin.child("components");
    if !root.contains_key("components") {
        return Vec::new();
    }
    let Some(members) = reader.object(&COMPONENTS, &at) else {
        return Vec::new();
    };
    reader.check(&COMPONENTS, &at, members);
    let Some(Value::Object(schemas)) = members.get("schemas") else {
        return Vec::new();
    };
    let at = at.child("schemas");
    schemas
        .keys()
        .map(|key| (key.clone(), reader.schema(&at.child(key))))
        .collect()
}

fn operations<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    root: &'a Object,
) -> Vec<super::nodes::OperationNode> {
    let mut operations = Vec::new();
    let (at, paths) = reader.entries(origin, root, "paths");
    for (path, _) in paths {
        let at = at.child(path);
        if path.starts_with('/') {
            operation::path_item(reader, path, &at, &mut operations);
        } else {
            reader.refused(
                "bad-path",
                &at,
                format!("A path begins with `/`, and `{path}` does not; it is left out."),
                "Correct the path.",
            );
        }
    }
    operations
}
