//! Request bodies and answers.

use super::media::{self, Media};
use super::{Context, docs, owner};
use crate::diagnostic::Severity;
use crate::ir::{Answer, AnswerContent, Body, BodyContent, Status, Step, Ty};
use crate::lower::types::HintContext;
use crate::model::nodes::{MediaTypeNode, StatusKey};
use crate::model::schema::{Reference, SchemaId, Schemas};
use crate::origin::Origin;

/// The request body.
pub(super) fn body(context: &mut Context<'_, '_, '_>) -> Option<Body> {
    let node = context.node.body.as_ref()?;
    let Some(chosen) = preferred(context, &node.content) else {
        context.push(
            Severity::Corrected,
            "empty-content",
            &node.origin,
            "The request body names no media type; none is sent.",
            "Name one below `content`.",
        );
        return None;
    };
    others(context, &node.content, chosen);
    let content = if is_json(context.schemas, chosen) {
        let steps = vec![Step::Body];
        BodyContent::Json(ty(context, &node.origin, chosen.schema, steps))
    } else {
        untyped_body(context, chosen);
        BodyContent::Bytes
    };
    let media_type = match (&content, media::classify(&chosen.media_type)) {
        (BodyContent::Json(_), Media::Any) => "application/json".to_owned(),
        _ => chosen.media_type.clone(),
    };
    Some(Body {
        required: node.body.required,
        media_type,
        content,
        docs: docs(None, node.body.description.as_ref()),
        origin: chosen.origin.clone(),
    })
}

/// Every documented answer.
pub(super) fn answers(context: &mut Context<'_, '_, '_>) -> Vec<Answer> {
    let mut answers = Vec::with_capacity(context.node.responses.len());
    for (key, node) in &context.node.responses {
        let status = match key {
            StatusKey::Code(code) => Status::Code(*code),
            StatusKey::Range(range) => Status::Range(*range),
            StatusKey::Default => Status::Default,
        };
        answers.push(Answer {
            status,
            content: answer(context, status, &node.origin, &node.content),
            docs: docs(None, Some(&node.response.description)),
            origin: node.origin.clone(),
        });
    }
    answers
}

fn answer(
    context: &mut Context<'_, '_, '_>,
    status: Status,
    origin: &Origin,
    content: &[MediaTypeNode],
) -> AnswerContent {
    let Some(chosen) = preferred(context, content) else {
        return AnswerContent::Empty;
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
        return AnswerContent::Empty;
    }
    others(context, content, chosen);
    let media_type = chosen.media_type.clone();
    if is_json(context.schemas, chosen) {
        let steps = vec![Step::Response(key(status))];
        let ty = ty(context, origin, chosen.schema, steps);
        return AnswerContent::Json { media_type, ty };
    }
    match media::classify(&media_type) {
        Media::Text => AnswerContent::Text { media_type },
        _ => AnswerContent::Bytes { media_type },
    }
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

/// The media type to be used: JSON before anything else, then what comes first.
fn preferred<'a>(
    context: &Context<'_, '_, '_>,
    content: &'a [MediaTypeNode],
) -> Option<&'a MediaTypeNode> {
    let plain = |node: &&MediaTypeNode| media::essence(&node.media_type) == "application/json";
    let json = |node: &&MediaTypeNode| media::classify(&node.media_type) == Media::Json;
    let like_json = |node: &&MediaTypeNode| is_json(context.schemas, node);
    let mut content = content.iter();
    let all = content.clone();
    content
        .find(plain)
        .or_else(|| all.clone().find(json))
        .or_else(|| all.clone().find(like_json))
        .or_else(|| all.clone().next())
}

/// Whether content is read and written as JSON. What may be of any media type is JSON if its schema
/// tells of more than a text.
fn is_json(schemas: &Schemas, node: &MediaTypeNode) -> bool {
    match media::classify(&node.media_type) {
        Media::Json => true,
        Media::Any => node
            .schema
            .is_some_and(|schema| has_structure(schemas, schema)),
        Media::Text | Media::Bytes => false,
    }
}

fn has_structure(schemas: &Schemas, mut schema: SchemaId) -> bool {
    // A chain of references that is longer is cyclic, and was reported.
    for _ in 0..16 {
        let said = &schemas[schema];
        match said.reference {
            Some(Reference::To(target)) => schema = target,
            Some(Reference::Broken) => return false,
            None => {
                return said.object.is_some()
                    || said.array.is_some()
                    || said.number.is_some()
                    || !(said.all_of.is_empty()
                        && said.any_of.is_empty()
                        && said.one_of.is_empty());
            }
        }
    }
    false
}

/// The type of JSON content. Without a schema it is any JSON.
fn ty(
    context: &mut Context<'_, '_, '_>,
    origin: &Origin,
    schema: Option<SchemaId>,
    steps: Vec<Step>,
) -> Ty {
    let Some(schema) = schema else {
        return Ty::Json;
    };
    let owner = owner::of(origin, context.node);
    context
        .types
        .ty(schema, &HintContext { owner, steps }, context.diagnostics)
}

/// Tells which media types are not used.
fn others(context: &mut Context<'_, '_, '_>, content: &[MediaTypeNode], chosen: &MediaTypeNode) {
    let others: Vec<String> = content
        .iter()
        .filter(|node| node.media_type != chosen.media_type)
        .map(|node| format!("`{}`", node.media_type))
        .collect();
    if !others.is_empty() {
        context.push(
            Severity::Widened,
            "other-media-types",
            &chosen.origin,
            format!(
                "`{}` is used, and {} not.",
                chosen.media_type,
                others.join(", ")
            ),
            "Accept the finding.",
        );
    }
}

/// A body that has a structure which the client does not write.
fn untyped_body(context: &mut Context<'_, '_, '_>, chosen: &MediaTypeNode) {
    if chosen.schema.is_some() && !media::is_opaque(&chosen.media_type) {
        context.push(
            Severity::Widened,
            "untyped-body",
            &chosen.origin,
            format!("A body of `{}` is given as bytes.", chosen.media_type),
            "Accept the finding.",
        );
    }
}
