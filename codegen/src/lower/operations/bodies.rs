//! Request bodies, and what media types and schemas say of content.

use super::media::{self, Media};
use super::parameters::WithExamples;
use super::{Context, again, docs, forms, owner, sequence};
use crate::diagnostic::Severity;
use crate::ir::{Body, BodyContent, Location, Step, Ty};
use crate::lower::types::HintContext;
use crate::model::nodes::{MediaTypeNode, RequestBodyNode};
use crate::model::schema::{Kinds, Reference, SchemaId, Schemas};
use crate::origin::Origin;

/// A request body, and its members where they are parameters.
pub(super) type WithMembers = (Body, Vec<WithExamples>);

/// The request bodies that an operation may be sent with: the preferred one, then each that says
/// something else.
pub(super) fn bodies(context: &mut Context<'_, '_, '_>) -> Vec<WithMembers> {
    let Some(node) = context.node.body.as_ref() else {
        return Vec::new();
    };
    let Some(chosen) = preferred(context, &node.content) else {
        context.push(
            Severity::Corrected,
            "empty-content",
            &node.origin,
            "The request body names no media type; none is sent.",
            "Name one below `content`.",
        );
        return Vec::new();
    };
    let mut bodies: Vec<(&MediaTypeNode, Vec<String>)> = vec![(chosen, Vec::new())];
    let mut reached: Vec<&str> = Vec::new();
    let others_of = |other: &&MediaTypeNode| other.media_type != chosen.media_type;
    for other in node.content.iter().filter(others_of) {
        let same = bodies
            .iter_mut()
            .find(|(body, _)| again::says_the_same(context.schemas, body, other));
        match same {
            Some((_, also)) => also.push(other.media_type.clone()),
            None if again::is_unreachable(context.schemas, chosen, other) => continue,
            None => bodies.push((other, Vec::new())),
        }
        reached.push(&other.media_type);
    }
    let cure = "Send the others by `CallOptions::body`; accept the finding.";
    others(context, &node.content, chosen, &reached, cure);
    let bodies = bodies.into_iter().enumerate();
    bodies
        .map(|(index, (media_type, also))| body(context, node, media_type, also, index > 0))
        .collect()
}

fn body(
    context: &mut Context<'_, '_, '_>,
    node: &RequestBodyNode,
    chosen: &MediaTypeNode,
    also: Vec<String>,
    is_further: bool,
) -> WithMembers {
    let mut steps = vec![Step::Body];
    if is_further {
        steps.push(Step::Variant(media::essence(&chosen.media_type)));
    }
    let (content, members) = content(context, node, chosen, steps);
    let media_type = match (&content, media::classify(&chosen.media_type)) {
        (BodyContent::Json(_), Media::Any) => "application/json".to_owned(),
        _ if !media::is_media_type(&chosen.media_type) => {
            no_media_type(context, chosen);
            "application/octet-stream".to_owned()
        }
        _ => chosen.media_type.clone(),
    };
    let body = Body {
        required: node.body.required,
        media_type,
        content,
        also,
        docs: docs(None, node.body.description.as_ref()),
        origin: chosen.origin.clone(),
    };
    (body, members)
}

/// What a body holds, and its members where they are parameters.
fn content(
    context: &mut Context<'_, '_, '_>,
    node: &RequestBodyNode,
    chosen: &MediaTypeNode,
    steps: Vec<Step>,
) -> (BodyContent, Vec<WithExamples>) {
    if is_json(context.schemas, chosen) {
        let ty = ty(context, &node.origin, chosen.schema, steps);
        return (BodyContent::Json(ty), Vec::new());
    }
    if media::classify(&chosen.media_type) == Media::Lines {
        let ty = match sequence::element(context.schemas, chosen) {
            Some(schema) => ty(context, &node.origin, Some(schema), steps),
            None => Ty::Json,
        };
        return (BodyContent::Lines(Ty::List(Box::new(ty))), Vec::new());
    }
    let location = match media::classify(&chosen.media_type) {
        Media::Form => Location::Form,
        Media::Parts => Location::Part,
        Media::Text if media::essence(&chosen.media_type) == "text/plain" => {
            return (BodyContent::Text, Vec::new());
        }
        _ => {
            untyped_body(context, chosen);
            return (BodyContent::Bytes, Vec::new());
        }
    };
    if let Some(members) = forms::members(context, &node.origin, chosen, location, &steps) {
        return (BodyContent::Members, members);
    }
    if location == Location::Form && chosen.schema.is_some() {
        let ty = ty(context, &node.origin, chosen.schema, steps);
        let styles = forms::styles(context, chosen);
        return (BodyContent::Form(ty, styles), Vec::new());
    }
    untyped_body(context, chosen);
    let content = match location {
        Location::Form => BodyContent::Bytes,
        _ => BodyContent::Parts,
    };
    (content, Vec::new())
}

/// The media type to be used: JSON before anything else, then what comes first.
pub(super) fn preferred<'a>(
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
pub(super) fn is_json(schemas: &Schemas, node: &MediaTypeNode) -> bool {
    match media::classify(&node.media_type) {
        Media::Json => true,
        Media::Any => node
            .schema
            .is_some_and(|schema| has_structure(schemas, schema)),
        _ => false,
    }
}

/// Whether what may be of any media type is a text, and not a file.
pub(super) fn is_text(schemas: &Schemas, node: &MediaTypeNode) -> bool {
    node.schema.is_some_and(|schema| {
        let said = &schemas[schema];
        said.types == Some(Kinds::STRING) && said.format.as_deref() != Some("binary")
    })
}

pub(super) fn has_structure(schemas: &Schemas, mut schema: SchemaId) -> bool {
    // A chain of references that is longer is cyclic, and was reported.
    for _ in 0..16 {
        let said = &schemas[schema];
        match said.reference {
            Some(Reference::To(target)) => schema = target,
            Some(Reference::Broken) => return false,
            None => {
                let of_more = |kinds: Kinds| !kinds.meets(Kinds::STRING);
                return said.types.is_some_and(of_more)
                    || said.object.is_some()
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
pub(super) fn ty(
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

/// Tells which media types are not used: neither the chosen one nor one of `also`.
pub(super) fn others(
    context: &mut Context<'_, '_, '_>,
    content: &[MediaTypeNode],
    chosen: &MediaTypeNode,
    also: &[&str],
    cure: &str,
) {
    let others: Vec<String> = content
        .iter()
        .filter(|node| node.media_type != chosen.media_type)
        .filter(|node| !also.contains(&node.media_type.as_str()))
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
            cure,
        );
    }
}

fn no_media_type(context: &mut Context<'_, '_, '_>, chosen: &MediaTypeNode) {
    context.push(
        Severity::Corrected,
        "not-a-media-type",
        &chosen.origin,
        format!(
            "`{}` is no media type; the body is sent as `application/octet-stream`.",
            chosen.media_type
        ),
        "Correct the key.",
    );
}

/// A body that has a structure which the client does not write.
fn untyped_body(context: &mut Context<'_, '_, '_>, chosen: &MediaTypeNode) {
    let Some(schema) = chosen.schema else { return };
    let media_type = &chosen.media_type;
    let message = match media::classify(media_type) {
        Media::Parts => {
            format!(
                "The schema of this `{media_type}` is no plain list of declared members: the body is \
                 put together by hand."
            )
        }
        _ if media::is_xml(media_type) => {
            format!("XML is not written: a body of `{media_type}` is given as bytes.")
        }
        _ if !media::is_opaque(media_type) || has_structure(context.schemas, schema) => {
            format!("A body of `{media_type}` is given as bytes.")
        }
        _ => return,
    };
    context.push(
        Severity::Widened,
        "untyped-body",
        &chosen.origin,
        message,
        "Accept the finding.",
    );
}
