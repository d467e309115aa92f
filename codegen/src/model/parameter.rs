//! Parameters.

use super::content;
use super::keys::PARAMETER;
use super::nodes::{EncodingNode, MediaTypeNode, ParameterNode};
use super::read::{Members, Shape};
use super::reader::{Found, Reader};
use crate::origin::Origin;
use crate::value::{Object, Value};

/// The location of a parameter that is the whole query (OpenAPI 3.2).
const QUERY_STRING: &str = "querystring";

/// The parameter at a place, or the one that the reference there leads to.
pub(super) fn parameter<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    value: &'a Value,
) -> Option<ParameterNode> {
    let found = reader.find(&PARAMETER, origin, value)?;
    if !found.is_shared {
        return read(reader, &found);
    }
    let known = match reader.parameters.get(&found.origin) {
        Some(known) => known.clone(),
        None => {
            let read = read(reader, &found);
            reader.parameters.insert(found.origin.clone(), read.clone());
            read
        }
    };
    let mut node = known?;
    if let Some(description) = found.description {
        data(&mut node.parameter).description = Some(description.to_owned());
    }
    Some(node)
}

fn read<'a>(reader: &mut Reader<'a, '_>, found: &Found<'a>) -> Option<ParameterNode> {
    let Found {
        origin, members, ..
    } = found;
    let mut fields = reader.fields(&PARAMETER, origin, members);
    repair(reader, origin, members, &mut fields);
    let (mut schema, mut media_type) = (None, None);
    if members.contains_key("schema") {
        if members.contains_key("content") {
            reader.corrected(
                "parameter-schema",
                &origin.child("content"),
                "The parameter has both `schema` and `content`; the schema is taken.",
                "Leave one of them.",
            );
        }
        let at = origin.child("schema");
        fields.push(("schema", Shape::reference(at.to_string())));
        schema = Some(reader.schema(&at));
    } else {
        let content = content::content(reader, origin, members);
        if content.len() != 1 {
            missing_schema(reader, origin, content.len());
        }
        match content.into_iter().next() {
            Some(only) => {
                encoding(reader, &only);
                fields.push(("content", Shape::Object(Vec::new())));
                (schema, media_type) = (only.schema, Some(only.media_type));
            }
            None => fields.push(("schema", Shape::reference(String::new()))),
        }
    }
    Some(ParameterNode {
        origin: origin.clone(),
        parameter: reader.typed(&PARAMETER, origin, fields)?,
        schema,
        media_type,
        is_query_string: members.get("in").and_then(Value::as_str) == Some(QUERY_STRING),
        allow_reserved: members.get("allowReserved") == Some(&Value::Bool(true)),
        examples: examples(reader, origin, members),
    })
}

/// Puts right what `openapiv3` needlessly rejects.
fn repair<'a>(
    reader: &mut Reader<'_, '_>,
    origin: &Origin,
    members: &'a Object,
    fields: &mut Members<'a>,
) {
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let location = text("in").unwrap_or_default();
    let allowed: &[&str] = match location {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form", "cookie"],
        QUERY_STRING => {
            fields.retain(|(key, _)| !["in", "style", "explode"].contains(key));
            fields.push(("in", Shape::Text("query".to_owned())));
            return;
        }
        _ => return,
    };
    if let Some(style) = text("style")
        && !allowed.contains(&style)
    {
        let default = allowed[0];
        reader.corrected(
            "style-not-allowed",
            &origin.child("style"),
            format!("The style `{style}` is not allowed in a {location}; `{default}` is taken."),
            format!("Write one of: {}.", allowed.join(", ")),
        );
        fields.retain(|(key, _)| *key != "style");
    }
    if text("style") == Some("cookie") {
        // It differs from `form` in what is percent-encoded, which in a cookie nothing is.
        fields.retain(|(key, _)| *key != "style");
    }
    if location == "path" && members.get("required") != Some(&Value::Bool(true)) {
        reader.corrected(
            "path-parameter-not-required",
            origin,
            "A parameter in the path is always required.",
            "Write `required: true`.",
        );
        fields.retain(|(key, _)| *key != "required");
        fields.push(("required", Shape::Flag(true)));
    }
}

fn missing_schema(reader: &mut Reader<'_, '_>, origin: &Origin, entries: usize) {
    let (message, cure) = if entries == 0 {
        (
            "The parameter has neither `schema` nor `content`; it is read as a text.",
            "Write a schema.",
        )
    } else {
        (
            "The parameter's `content` has more than one entry; the first is taken.",
            "Leave one entry.",
        )
    };
    reader.corrected("parameter-schema", origin, message, cure);
}

/// How members of a parameter's content are to be written, which only bodies keep to.
fn encoding(reader: &mut Reader<'_, '_>, content: &MediaTypeNode) {
    let says = |encoding: &EncodingNode| {
        !encoding.content_types.is_empty()
            || encoding.style.is_some()
            || encoding.explode.is_some()
            || encoding.allow_reserved == Some(true)
    };
    let members = content.encodings.iter();
    let members = members.filter(|(_, encoding)| says(encoding));
    let members: Vec<String> = members.map(|(name, _)| format!("`{name}`")).collect();
    if members.is_empty() {
        return;
    }
    reader.refused(
        "parameter-encoding",
        &content.origin.child("encoding"),
        format!(
            "The encoding of {} is left out: in the content of a parameter texts are written as they \
             are, objects as JSON, and lists with their name repeated.",
            members.join(", ")
        ),
        "Use parameters `in: query`, which have a `style`, or accept the finding.",
    );
}

/// `example`, then the values of `examples`.
fn examples(reader: &mut Reader<'_, '_>, origin: &Origin, members: &Object) -> Vec<Value> {
    let mut examples: Vec<Value> = members.get("example").cloned().into_iter().collect();
    if let Some(Value::Object(named)) = members.get("examples") {
        for (name, value) in named {
            let value = match value.get("$ref").and_then(Value::as_str) {
                None => value.get("value"),
                Some(reference) => {
                    let at = origin.child("examples").child(name);
                    let target = reader.documents.resolve(&at, reference).ok();
                    target.and_then(|target| reader.documents.get(&target)?.get("value"))
                }
            };
            examples.extend(value.cloned());
        }
    }
    examples
}

fn data(parameter: &mut openapiv3::Parameter) -> &mut openapiv3::ParameterData {
    use openapiv3::Parameter::{Cookie, Header, Path, Query};
    match parameter {
        Query { parameter_data, .. }
        | Header { parameter_data, .. }
        | Path { parameter_data, .. }
        | Cookie { parameter_data, .. } => parameter_data,
    }
}
