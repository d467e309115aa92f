//! Which media types of a request body say the same, so that one value can be sent in each.

use super::bodies::{has_structure, is_json};
use super::forms;
use super::media::{self, Media};
use crate::model::nodes::MediaTypeNode;
use crate::model::schema::{Reference, SchemaId, Schemas};

/// A chain of references that is longer is cyclic, and was reported.
const DEEPEST: usize = 16;

/// Whether what is sent in one media type can be written in the other as it is.
pub(super) fn says_the_same(schemas: &Schemas, one: &MediaTypeNode, other: &MediaTypeNode) -> bool {
    let target = |node: &MediaTypeNode| node.schema.map(|schema| followed(schemas, schema));
    target(one) == target(other)
        && match (way(schemas, one), way(schemas, other)) {
            (Way::Opaque, Way::Opaque) => true,
            (Way::Data(one), Way::Data(other)) => one && other,
            _ => false,
        }
}

/// Whether the client can only send bytes for it that say what another media type says better.
pub(super) fn is_unreachable(
    schemas: &Schemas,
    chosen: &MediaTypeNode,
    other: &MediaTypeNode,
) -> bool {
    let is_data = |node| matches!(way(schemas, node), Way::Data(_));
    let has_structure = other
        .schema
        .is_some_and(|schema| has_structure(schemas, schema));
    media::is_xml(&other.media_type) || is_data(chosen) && !is_data(other) && has_structure
}

/// How a media type is written.
enum Way {
    /// From a value; whether nothing but the value decides how.
    Data(bool),
    /// Bytes as the caller gives them.
    Opaque,
    /// Values one by one, or what the client does not write.
    Other,
}

fn way(schemas: &Schemas, node: &MediaTypeNode) -> Way {
    let plain = node.encodings.is_empty();
    match media::classify(&node.media_type) {
        _ if is_json(schemas, node) || media::is_yaml(&node.media_type) => Way::Data(true),
        Media::Form => Way::Data(plain),
        Media::Parts => {
            let has_files = |schema| forms::has_files(schemas, schema);
            Way::Data(plain && !node.schema.is_none_or(has_files))
        }
        Media::Text | Media::Bytes if !media::is_xml(&node.media_type) => Way::Opaque,
        _ => Way::Other,
    }
}

/// Where the references of a schema end.
pub(super) fn followed(schemas: &Schemas, mut id: SchemaId) -> SchemaId {
    for _ in 0..DEEPEST {
        match schemas[id].reference {
            // What stands beside a reference is nothing that a body has for itself.
            Some(Reference::To(target)) => id = target,
            _ => break,
        }
    }
    id
}
