//! Bodies: request bodies, responses with their headers, and the media types they come in.

use super::keys::{ENCODING, HEADER, MEDIA_TYPE, REQUEST_BODY, RESPONSE};
use super::nodes::{EncodingNode, HeaderNode, MediaTypeNode, RequestBodyNode, ResponseNode};
use super::read::Shape;
use super::reader::{Found, Reader};
use super::schema::SchemaId;
use crate::origin::Origin;
use crate::value::{Object, Value};

/// The request body at a place, or the one that the reference there leads to.
pub(super) fn body<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    value: &'a Value,
) -> Option<RequestBodyNode> {
    let found = reader.find(&REQUEST_BODY, origin, value)?;
    if !found.is_shared {
        return read_body(reader, &found);
    }
    let known = match reader.bodies.get(&found.origin) {
        Some(known) => known.clone(),
        None => {
            let read = read_body(reader, &found);
            reader.bodies.insert(found.origin.clone(), read.clone());
            read
        }
    };
    let mut node = known?;
    if let Some(description) = found.description {
        node.body.description = Some(description.to_owned());
    }
    Some(node)
}

/// The response at a place, or the one that the reference there leads to.
pub(super) fn response<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    value: &'a Value,
) -> Option<ResponseNode> {
    let found = reader.find(&RESPONSE, origin, value)?;
    if !found.is_shared {
        return read_response(reader, &found);
    }
    let known = match reader.responses.get(&found.origin) {
        Some(known) => known.clone(),
        None => {
            let read = read_response(reader, &found);
            reader.responses.insert(found.origin.clone(), read.clone());
            read
        }
    };
    let mut node = known?;
    if let Some(description) = found.description {
        node.response.description = description.to_owned();
    }
    Some(node)
}

/// `content`, in document order.
pub(super) fn content<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    members: &'a Object,
) -> Vec<MediaTypeNode> {
    let (at, entries) = reader.entries(origin, members, "content");
    let mut content: Vec<MediaTypeNode> = Vec::with_capacity(entries.len());
    let mut written: Vec<Option<&'a Value>> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        // What is said again for a further media type is the same schema, and so the same type.
        let schema = value.get("schema");
        let known = schema.and_then(|_| written.iter().position(|known| *known == schema));
        let known = known.and_then(|index| content[index].schema);
        if let Some(node) = media_type(reader, key, &at.child(key), value, known) {
            content.push(node);
            written.push(schema);
        }
    }
    content
}

fn read_body<'a>(reader: &mut Reader<'a, '_>, found: &Found<'a>) -> Option<RequestBodyNode> {
    let Found {
        origin, members, ..
    } = found;
    let fields = reader.fields(&REQUEST_BODY, origin, members);
    Some(RequestBodyNode {
        body: reader.typed(&REQUEST_BODY, origin, fields)?,
        content: content(reader, origin, members),
        origin: origin.clone(),
    })
}

fn read_response<'a>(reader: &mut Reader<'a, '_>, found: &Found<'a>) -> Option<ResponseNode> {
    let Found {
        origin, members, ..
    } = found;
    let mut fields = reader.fields(&RESPONSE, origin, members);
    if fields.iter().all(|(key, _)| *key != "description") {
        // 3.2 asks for none.
        if reader.minor_version < 2 {
            reader.corrected(
                "missing-description",
                origin,
                "A response has a description; it is taken as empty.",
                "Write one.",
            );
        }
        fields.push(("description", Shape::Text(String::new())));
    }
    let (at, entries) = reader.named(origin, members, "headers");
    let headers = entries
        .into_iter()
        .filter_map(|(name, value)| header(reader, name, &at.child(name), value))
        .collect();
    Some(ResponseNode {
        response: reader.typed(&RESPONSE, origin, fields)?,
        headers,
        content: content(reader, origin, members),
        origin: origin.clone(),
    })
}

fn media_type<'a>(
    reader: &mut Reader<'a, '_>,
    key: &str,
    origin: &Origin,
    value: &'a Value,
    known: Option<SchemaId>,
) -> Option<MediaTypeNode> {
    let Found {
        origin, members, ..
    } = reader.find(&MEDIA_TYPE, origin, value)?;
    reader.check(&MEDIA_TYPE, &origin, members);
    let mut schema = |key: &str| {
        let written = members.get(key).filter(|schema| **schema != Value::Null);
        written.map(|_| reader.schema(&origin.child(key)))
    };
    let (whole, item) = (known.or_else(|| schema("schema")), schema("itemSchema"));
    let (at, entries) = reader.named(&origin, members, "encoding");
    let encodings = entries
        .into_iter()
        .filter_map(|(key, value)| Some((key.clone(), encoding(reader, &at.child(key), value)?)))
        .collect();
    Some(MediaTypeNode {
        media_type: key.to_owned(),
        schema: whole,
        item_schema: item,
        encodings,
        origin,
    })
}

fn encoding<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    value: &'a Value,
) -> Option<EncodingNode> {
    use openapiv3::QueryStyle;
    let Found {
        origin, members, ..
    } = reader.find(&ENCODING, origin, value)?;
    reader.check(&ENCODING, &origin, members);
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let flag = |key: &str| members.get(key).and_then(Value::as_bool);
    let (_, headers) = reader.named(&origin, members, "headers");
    let headers = headers.into_iter().map(|(name, _)| name.clone()).collect();
    let content_types = text("contentType").unwrap_or_default().split(',');
    let style = match text("style") {
        None => None,
        Some("form") => Some(QueryStyle::Form),
        Some("spaceDelimited") => Some(QueryStyle::SpaceDelimited),
        Some("pipeDelimited") => Some(QueryStyle::PipeDelimited),
        Some("deepObject") => Some(QueryStyle::DeepObject),
        Some(other) => {
            reader.corrected(
                "style-not-allowed",
                &origin.child("style"),
                format!("The style `{other}` is not allowed in a form; `form` is taken."),
                "Write one of: form, spaceDelimited, pipeDelimited, deepObject.",
            );
            Some(QueryStyle::Form)
        }
    };
    Some(EncodingNode {
        content_types: content_types
            .map(|one| one.trim().to_owned())
            .filter(|one| !one.is_empty())
            .collect(),
        style,
        explode: flag("explode"),
        allow_reserved: flag("allowReserved"),
        headers,
    })
}

fn header<'a>(
    reader: &mut Reader<'a, '_>,
    name: &str,
    origin: &Origin,
    value: &'a Value,
) -> Option<HeaderNode> {
    let Found {
        origin, members, ..
    } = reader.find(&HEADER, origin, value)?;
    let mut fields = reader.fields(&HEADER, &origin, members);
    let (schema, media_type) = if members.contains_key("schema") {
        (Some(reader.schema(&origin.child("schema"))), None)
    } else {
        let only = content(reader, &origin, members).into_iter().next();
        only.map_or((None, None), |only| (only.schema, Some(only.media_type)))
    };
    fields.retain(|(key, _)| *key != "style");
    fields.push((
        "schema",
        Shape::reference(origin.child("schema").to_string()),
    ));
    Some(HeaderNode {
        header: reader.typed(&HEADER, &origin, fields)?,
        name: name.to_owned(),
        schema,
        media_type,
        explode: members.get("explode") == Some(&Value::Bool(true)),
        origin,
    })
}
