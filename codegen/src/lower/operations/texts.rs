//! Which values are text of a media type as they are? What is not is given as text, or as a file.

use super::Context;
use super::media::{self, Media};
use crate::diagnostic::Severity;
use crate::model::schema::{Kinds, Reference, SchemaId, Schemas};
use crate::origin::Origin;

/// A chain of references or choices that is longer is cyclic, and was reported.
const DEEPEST: usize = 16;

/// Whether the client writes values of a schema in a media type: as JSON, or as text that says the
/// same in it. A number has a plain text, and none in XML.
pub(super) fn is_written(schemas: &Schemas, schema: SchemaId, media_type: &str) -> bool {
    let scalars = Kinds::ALL.without(Kinds::ARRAY).without(Kinds::OBJECT);
    match media::classify(media_type) {
        Media::Json => true,
        Media::Any | Media::Text => is_of(schemas, schema, scalars, 0),
        _ => is_of(schemas, schema, Kinds::STRING, 0),
    }
}

/// Tells that something has a structure in a media type that the client does not write or read.
/// `what` is at the beginning of a sentence, `way` says as what it is given.
pub(super) fn untyped(
    context: &mut Context<'_, '_, '_>,
    origin: &Origin,
    what: &str,
    media_type: &str,
    way: &str,
) {
    context.push(
        Severity::Widened,
        "untyped-content",
        origin,
        format!("{what} is in `{media_type}`, which is not taken apart: it is given as {way}."),
        "Accept the finding.",
    );
}

/// Whether a schema allows these kinds of values alone, and null, which is not sent.
fn is_of(schemas: &Schemas, id: SchemaId, allowed: Kinds, depth: usize) -> bool {
    let schema = &schemas[id];
    let is_of = |id: &SchemaId| is_of(schemas, *id, allowed, depth + 1);
    if depth > DEEPEST {
        return false;
    }
    if let Some(types) = schema.types {
        return allowed.contains(types.without(Kinds::NULL));
    }
    if let Some(values) = &schema.values {
        let kinds = values.allowed.iter().map(Kinds::of);
        let mut kinds = kinds.map(|kind| kind.without(Kinds::NULL));
        return kinds.all(|kind| allowed.contains(kind));
    }
    let target = match schema.reference {
        Some(Reference::To(target)) => Some(target),
        Some(Reference::Broken) | None => None,
    };
    let mut choices = schema.any_of.iter().chain(&schema.one_of).peekable();
    target.iter().chain(&schema.all_of).any(is_of)
        || choices.peek().is_some() && choices.all(is_of)
        || schema.text.is_some()
}
