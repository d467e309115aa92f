//! Answers: what they hold, what else may be asked for, and their headers.

use super::bodies::{has_structure, is_json, is_text, others, preferred, ty};
use super::media::{self, Media};
use super::{Context, again, docs, sequence, texts};
use crate::diagnostic::Severity;
use crate::ir::{Answer, AnswerContent, AnswerHeader, HeaderLayout, Scalar, Status, Step, Ty};
use crate::model::nodes::{HeaderNode, MediaTypeNode, ResponseNode, StatusKey};
use crate::model::schema::{Kinds, SchemaId, Schemas};
use crate::origin::Origin;

/// Every documented answer.
pub(super) fn answers(context: &mut Context<'_, '_, '_>) -> Vec<Answer> {
    let mut answers = Vec::with_capacity(context.node.responses.len());
    for (key, node) in &context.node.responses {
        let status = match key {
            StatusKey::Code(code) => Status::Code(*code),
            StatusKey::Range(range) => Status::Range(*range),
            StatusKey::Default => Status::Default,
        };
        let (content, alternatives) = contents(context, status, &node.origin, &node.content);
        answers.push(Answer {
            status,
            content,
            alternatives,
            headers: headers(context, status, node),
            docs: docs(None, Some(&node.response.description)),
            origin: node.origin.clone(),
        });
    }
    answers
}

/// What an answer holds, and what it may hold instead.
fn contents(
    context: &mut Context<'_, '_, '_>,
    status: Status,
    origin: &Origin,
    content: &[MediaTypeNode],
) -> (AnswerContent, Vec<AnswerContent>) {
    let Some(chosen) = preferred(context, content) else {
        return (AnswerContent::Empty, Vec::new());
    };
    if has_no_body(&context.node.method, status) {
        if context.node.method != "HEAD" {
            context.push(
                Severity::Corrected,
                "content-not-allowed",
                &chosen.origin,
                "An answer with this status never has content; none is read.",
                "Take the content out.",
            );
        }
        return (AnswerContent::Empty, Vec::new());
    }
    let mut alternatives: Vec<AnswerContent> = Vec::new();
    for node in content.iter().filter(|_| is_success(status)) {
        let is_known = |one: &AnswerContent| same_kind(one, &kind(context, node));
        if node.media_type != chosen.media_type
            && is_alternative(context, node)
            && !same_kind(&kind(context, chosen), &kind(context, node))
            && !alternatives.iter().any(is_known)
        {
            alternatives.push(read(context, status, origin, node));
        }
    }
    let mut used: Vec<&str> = alternatives
        .iter()
        .filter_map(AnswerContent::media_type)
        .collect();
    // The same data in another syntax is no loss.
    let is_data = is_json(context.schemas, chosen);
    let same =
        |node: &&MediaTypeNode| is_data && again::says_the_same(context.schemas, chosen, node);
    used.extend(
        content
            .iter()
            .filter(same)
            .map(|node| node.media_type.as_str()),
    );
    others(context, content, chosen, &used, "Accept the finding.");
    (read(context, status, origin, chosen), alternatives)
}

/// Whether it is worth asking for: values one by one, or what no schema describes otherwise.
fn is_alternative(context: &Context<'_, '_, '_>, node: &MediaTypeNode) -> bool {
    let is_opaque = || {
        !media::is_xml(&node.media_type)
            && node
                .schema
                .is_none_or(|schema| !has_structure(context.schemas, schema))
    };
    match media::classify(&node.media_type) {
        Media::Lines | Media::Sequence | Media::Events => true,
        Media::Text | Media::Bytes => is_opaque(),
        Media::Json | Media::Any | Media::Form | Media::Parts => false,
    }
}

/// What content is, without its type.
fn kind(context: &Context<'_, '_, '_>, node: &MediaTypeNode) -> AnswerContent {
    let media_type = String::new();
    if is_json(context.schemas, node) {
        return AnswerContent::Json {
            media_type,
            ty: Ty::Json,
        };
    }
    match media::classify(&node.media_type) {
        Media::Lines | Media::Sequence | Media::Events => AnswerContent::Items {
            media_type,
            ty: Ty::Json,
            framing: crate::ir::Framing::Lines,
        },
        Media::Text => AnswerContent::Text { media_type },
        Media::Any if is_text(context.schemas, node) => AnswerContent::Text { media_type },
        _ => AnswerContent::Bytes { media_type },
    }
}

fn same_kind(one: &AnswerContent, other: &AnswerContent) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn read(
    context: &mut Context<'_, '_, '_>,
    status: Status,
    origin: &Origin,
    node: &MediaTypeNode,
) -> AnswerContent {
    let media_type = node.media_type.clone();
    let steps = vec![Step::Response(key(status))];
    match kind(context, node) {
        AnswerContent::Json { .. } => AnswerContent::Json {
            media_type,
            ty: ty(context, origin, node.schema, steps),
        },
        AnswerContent::Items { .. } => {
            let (framing, schema) = sequence::framing(context.schemas, node);
            if schema.is_some() && is_error(context, status) {
                let way = "values one by one: the body of an error is not taken apart into them";
                given_as_it_comes(context, node, format!("`{media_type}` is of {way}."));
                return AnswerContent::Bytes { media_type };
            }
            let ty = match framing {
                crate::ir::Framing::EventText => Ty::Scalar(Scalar::String),
                _ => ty(context, origin, schema, steps),
            };
            AnswerContent::Items {
                media_type,
                ty,
                framing,
            }
        }
        AnswerContent::Text { .. } => {
            untyped(context, node);
            AnswerContent::Text { media_type }
        }
        AnswerContent::Empty | AnswerContent::Bytes { .. } => {
            untyped(context, node);
            AnswerContent::Bytes { media_type }
        }
    }
}

/// An answer that has a structure which the client does not read.
fn untyped(context: &mut Context<'_, '_, '_>, node: &MediaTypeNode) {
    let structured = |schema| has_structure(context.schemas, schema);
    let media_type = &node.media_type;
    let has_parts = media::essence(media_type).starts_with("multipart/");
    if !has_parts && !node.schema.is_some_and(structured) {
        return;
    }
    let message = if media::is_xml(media_type) {
        format!("XML is not read: an answer of `{media_type}` is given as bytes.")
    } else if has_parts {
        format!(
            "The parts of an answer of `{media_type}` are not taken apart: it is given as it \
             comes, and its header `Content-Type` has the boundary."
        )
    } else {
        format!("An answer of `{media_type}` is given as it comes.")
    };
    given_as_it_comes(context, node, message);
}

fn given_as_it_comes(context: &mut Context<'_, '_, '_>, node: &MediaTypeNode, message: String) {
    context.push(
        Severity::Widened,
        "untyped-answer",
        &node.origin,
        message,
        "Accept the finding.",
    );
}

/// Whether an answer is an error: what is not documented otherwise is one beside a success.
fn is_error(context: &Context<'_, '_, '_>, status: Status) -> bool {
    let has_success = || {
        let keys = context.node.responses.iter().map(|(key, _)| key);
        let mut successes =
            keys.filter(|key| matches!(key, StatusKey::Code(200..=299) | StatusKey::Range(2)));
        successes.next().is_some()
    };
    match status {
        Status::Default => has_success(),
        status => !is_success(status),
    }
}

/// The headers of a success or an error. `Content-Type` is none of them
/// (OpenAPI 3.1.2, "Response Object").
fn headers(
    context: &mut Context<'_, '_, '_>,
    status: Status,
    node: &ResponseNode,
) -> Vec<AnswerHeader> {
    if !status.is_error() && !is_success(status) {
        return Vec::new();
    }
    let mut headers = Vec::with_capacity(node.headers.len());
    for header in &node.headers {
        let Some(schema) = header.schema else {
            continue;
        };
        if header.name.eq_ignore_ascii_case("Content-Type") {
            continue;
        }
        let is_same = |one: &AnswerHeader| one.name.eq_ignore_ascii_case(&header.name);
        if headers.iter().any(is_same) {
            duplicate_header(context, header);
            continue;
        }
        let is_json = |one: &String| media::classify(one) == Media::Json;
        let layout = if header.media_type.as_ref().is_some_and(is_json) {
            HeaderLayout::Json
        } else if is_object(context.schemas, schema) {
            HeaderLayout::Object {
                explode: header.explode,
            }
        } else {
            HeaderLayout::Simple
        };
        let of_error = (!is_success(status)).then(|| Step::Response(key(status)));
        let steps = of_error.into_iter();
        let steps = steps.chain([Step::Header(header.name.clone())]).collect();
        let is_read = |one: &&String| texts::is_written(context.schemas, schema, one);
        let unread = header.media_type.as_ref().filter(|one| !is_read(one));
        let (ty, layout) = match unread {
            Some(media_type) => {
                let what = format!("The header `{}`", header.name);
                texts::untyped(context, &header.origin, &what, media_type, "text");
                (Ty::Scalar(Scalar::String), HeaderLayout::Simple)
            }
            None => match ty(context, &header.origin, Some(schema), steps) {
                Ty::Nullable(inner) => (*inner, layout),
                ty => (ty, layout),
            },
        };
        let own = &header.header;
        let annotations = &context.schemas[schema].annotations;
        headers.push(AnswerHeader {
            name: header.name.clone(),
            ty,
            layout,
            docs: docs(
                None,
                own.description
                    .as_ref()
                    .or(annotations.description.as_ref()),
            ),
            deprecated: own.deprecated.unwrap_or(annotations.deprecated),
        });
    }
    headers
}

/// Header names do not know letter case.
fn duplicate_header(context: &mut Context<'_, '_, '_>, header: &HeaderNode) {
    context.push(
        Severity::Corrected,
        "duplicate-parameter",
        &header.origin,
        format!(
            "The header `{}` is there twice, in other letters; the first is taken.",
            header.name
        ),
        "Take one out.",
    );
}

/// Whether a status is a success, or may be one.
fn is_success(status: Status) -> bool {
    matches!(
        status,
        Status::Code(200..=299) | Status::Range(2) | Status::Default
    )
}

/// Whether a schema is of an object.
fn is_object(schemas: &Schemas, schema: SchemaId) -> bool {
    let schema = &schemas[again::followed(schemas, schema)];
    let said = schema.types.map(|kinds| kinds.meets(Kinds::OBJECT));
    said.unwrap_or(schema.object.is_some() || !schema.all_of.is_empty())
}

/// Answers that HTTP gives no content, whatever the document says.
fn has_no_body(method: &str, status: Status) -> bool {
    method == "HEAD" || matches!(status, Status::Code(100..=199 | 204 | 205 | 304))
}

fn key(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(range) => format!("{range}XX"),
        Status::Default => "default".to_owned(),
    }
}
