//! Path items and their operations.

use super::content;
use super::document::servers;
use super::keys::{OPERATION, PATH_ITEM};
use super::messages;
use super::nodes::{OperationNode, ParameterNode, ResponseNode, ServerNode, StatusKey};
use super::parameter;
use super::read::Shape;
use super::reader::Reader;
use super::security;
use crate::origin::Origin;
use crate::value::{Object, Value};

/// The methods that a path item has members for.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Reads the operations of a path.
///
/// A path item may be a reference and have members beside it; OpenAPI leaves open what that means,
/// and here they stand together, those that are written in place first.
pub(super) fn path_item(
    reader: &mut Reader<'_, '_>,
    path: &str,
    origin: &Origin,
    operations: &mut Vec<OperationNode>,
) {
    let mut item = PathItem::default();
    let mut parts: Vec<Origin> = vec![origin.clone()];
    while let Some(at) = parts.last().cloned() {
        let Some(members) = reader.object(&PATH_ITEM, &at) else {
            return;
        };
        reader.check(&PATH_ITEM, &at, members);
        item.add(reader, &at, members);
        let Some(reference) = members.get("$ref") else {
            break;
        };
        match reader.resolve(&at, reference) {
            Some(next) if !parts.contains(&next) => parts.push(next),
            Some(_) => {
                reader.refused(
                    "ref-cycle",
                    &at,
                    "The reference of this path item leads back to itself.",
                    "Let it lead to a path item.",
                );
                return;
            }
            None => return,
        }
    }
    for (method, at) in &item.operations {
        operations.extend(operation(reader, path, method, at, &item));
    }
}

/// What the operations of a path share, and where they are.
#[derive(Default)]
struct PathItem {
    summary: Option<String>,
    description: Option<String>,
    parameters: Vec<ParameterNode>,
    lost: bool,
    servers: Vec<ServerNode>,
    operations: Vec<(String, Origin)>,
}

impl PathItem {
    fn add<'a>(&mut self, reader: &mut Reader<'a, '_>, origin: &Origin, members: &'a Object) {
        let text = |key: &str| Some(members.get(key)?.as_str()?.to_owned());
        self.summary = self.summary.take().or_else(|| text("summary"));
        self.description = self.description.take().or_else(|| text("description"));
        match parameters(reader, origin, members) {
            Some(parameters) => self.parameters.extend(parameters),
            None => self.lost = true,
        }
        if self.servers.is_empty() {
            self.servers = servers(reader, origin, members);
        }
        for key in members.keys().filter(|key| METHODS.contains(&key.as_str())) {
            self.add_operation(key.to_ascii_uppercase(), origin.child(key));
        }
        let (at, entries) = reader.entries(origin, members, "additionalOperations");
        for (method, _) in entries {
            if is_token(method) {
                self.add_operation(method.clone(), at.child(method));
            } else {
                reader.refused(
                    "bad-method",
                    &at.child(method),
                    format!("`{method}` is no method of HTTP; the operation is left out."),
                    "Correct the method.",
                );
            }
        }
    }

    fn add_operation(&mut self, method: String, at: Origin) {
        if self.operations.iter().all(|(other, _)| *other != method) {
            self.operations.push((method, at));
        }
    }
}

/// Whether HTTP allows a text as a method (RFC 9110, section 5.6.2).
fn is_token(text: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c);
    !text.is_empty() && text.bytes().all(allowed)
}

fn operation(
    reader: &mut Reader<'_, '_>,
    path: &str,
    method: &str,
    origin: &Origin,
    item: &PathItem,
) -> Option<OperationNode> {
    let place = origin;
    let origin = &written_at(reader, place)?;
    let members = reader.object(&OPERATION, origin)?;
    let mut fields = reader.fields(&OPERATION, origin, members);
    fields.push(("responses", Shape::Object(Vec::new())));
    let operation = reader.typed(&OPERATION, origin, fields)?;
    messages::callbacks(reader, origin, members, (method, path));
    let own_servers = servers(reader, origin, members);
    let parameters = parameters(reader, origin, members);
    let body = match members.get("requestBody") {
        None | Some(Value::Null) => Some(None),
        Some(value) => content::body(reader, &origin.child("requestBody"), value).map(Some),
    };
    let responses = responses(reader, origin, members);
    let (Some(parameters), Some(body), Some(responses), false) =
        (parameters, body, responses, item.lost)
    else {
        reader.refused(
            "incomplete-operation",
            origin,
            format!("{method} {path} is left out: it needs something that was refused."),
            "Correct what another finding says.",
        );
        return None;
    };
    Some(OperationNode {
        origin: place.clone(),
        method: method.to_owned(),
        path: path.to_owned(),
        operation,
        path_summary: item.summary.clone(),
        path_description: item.description.clone(),
        path_parameters: item.parameters.clone(),
        parameters,
        body,
        responses,
        security: security::requirements(reader, origin, members),
        servers: if own_servers.is_empty() {
            item.servers.clone()
        } else {
            own_servers
        },
    })
}

/// Where an operation is written. OpenAPI allows no reference in its place, yet documents of several
/// files often have one, and what is meant is clear.
fn written_at(reader: &mut Reader<'_, '_>, place: &Origin) -> Option<Origin> {
    let mut passed = vec![place.clone()];
    while let Some(at) = passed.last().cloned() {
        let Some(reference) = reader.object(&OPERATION, &at)?.get("$ref") else {
            return Some(at);
        };
        reader.corrected(
            "ref-not-allowed",
            &at.child("$ref"),
            "An operation may not be a reference; it is read where the reference leads.",
            "Let the path item be the reference, or write the operation in its place.",
        );
        let next = reader.resolve(&at, reference)?;
        if passed.contains(&next) {
            reader.refused(
                "ref-cycle",
                &at,
                "The reference of this operation leads back to itself.",
                "Let it lead to an operation.",
            );
            return None;
        }
        passed.push(next);
    }
    None
}

/// The parameters of a path item or operation; `None` if one that must be sent cannot be read. One
/// of a path is not missed: its place in the template tells enough.
fn parameters<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    members: &'a Object,
) -> Option<Vec<ParameterNode>> {
    let (at, elements) = reader.list(origin, members, "parameters");
    let mut parameters = Vec::with_capacity(elements.len());
    for (index, value) in elements.iter().enumerate() {
        let at = at.index(index);
        match parameter::parameter(reader, &at, value) {
            Some(parameter) => parameters.push(parameter),
            None if is_needed(reader, &at) => return None,
            None => {}
        }
    }
    Some(parameters)
}

/// Whether a parameter that was refused has to be sent.
fn is_needed(reader: &mut Reader<'_, '_>, origin: &Origin) -> bool {
    let mut at = origin.clone();
    // A chain of references that is longer is cyclic, and was reported.
    for _ in 0..16 {
        let Some(members) = reader.documents.get(&at).and_then(Value::as_object) else {
            return true;
        };
        let Some(reference) = members.get("$ref").and_then(Value::as_str) else {
            let in_path = members.get("in").and_then(Value::as_str) == Some("path");
            return !in_path
                && members
                    .get("required")
                    .is_some_and(|value| *value != Value::Bool(false));
        };
        match reader.documents.resolve(&at, reference) {
            Ok(next) => at = next,
            Err(_) => return true,
        }
    }
    true
}

/// The responses; `None` if one that success may give cannot be read.
fn responses<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    members: &'a Object,
) -> Option<Vec<(StatusKey, ResponseNode)>> {
    let (at, entries) = reader.entries(origin, members, "responses");
    let mut responses = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let at = at.child(key);
        let Some(status) = status(key) else {
            reader.refused(
                "bad-status",
                &at,
                format!("`{key}` is no status, no range such as `4XX` and not `default`."),
                "Correct the key.",
            );
            continue;
        };
        if matches!(status, StatusKey::Code(600..) | StatusKey::Range(6..)) {
            reader.corrected(
                "bad-status",
                &at,
                format!("HTTP has no status `{key}`: the last is 599; it is kept."),
                "Correct the key.",
            );
        }
        match content::response(reader, &at, value) {
            Some(response) => responses.push((status, response)),
            None if is_success(&status) => return None,
            None => {}
        }
    }
    Some(responses)
}

fn is_success(status: &StatusKey) -> bool {
    matches!(
        status,
        StatusKey::Code(200..=299) | StatusKey::Range(2) | StatusKey::Default
    )
}

fn status(key: &str) -> Option<StatusKey> {
    if key == "default" {
        return Some(StatusKey::Default);
    }
    let [first @ b'1'..=b'9', rest @ ..] = key.as_bytes() else {
        return None;
    };
    match rest {
        [b'X' | b'x', b'X' | b'x'] => Some(StatusKey::Range(first - b'0')),
        [_, _] => Some(StatusKey::Code(key.parse().ok()?)),
        _ => None,
    }
}
