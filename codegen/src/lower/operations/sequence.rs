//! Content that is a sequence of values: how they follow each other, and what each is.

use super::media::{self, Media};
use crate::ir::Framing;
use crate::model::nodes::MediaTypeNode;
use crate::model::schema::{Kinds, Reference, SchemaId, Schemas};

/// A chain of references or parts that is longer is cyclic, and was reported.
const DEEPEST: usize = 16;

/// How the values of a sequence follow each other, and the schema of each.
///
/// OpenAPI 3.2 has `itemSchema` for it, which describes a server-sent event as an object with `data`
/// and the like. Older documents write `schema`, by which most mean what the data holds, and some the
/// event.
pub(super) fn framing(schemas: &Schemas, node: &MediaTypeNode) -> (Framing, Option<SchemaId>) {
    match media::classify(&node.media_type) {
        Media::Sequence => (Framing::Sequence, element(schemas, node)),
        Media::Events => events(schemas, node),
        _ => (Framing::Lines, element(schemas, node)),
    }
}

/// The schema of one value: `itemSchema`, the `items` of an array, or `schema` itself.
pub(super) fn element(schemas: &Schemas, node: &MediaTypeNode) -> Option<SchemaId> {
    let whole = node.schema.map(|schema| followed(schemas, schema));
    let items = whole.and_then(|schema| schemas[schema].array.as_ref()?.items);
    node.item_schema.or(items).or(node.schema)
}

fn events(schemas: &Schemas, node: &MediaTypeNode) -> (Framing, Option<SchemaId>) {
    let Some(schema) = element(schemas, node) else {
        return (Framing::Events, None);
    };
    let mut fields = Fields::default();
    fields.add(schemas, schema, 0);
    let framing = if fields.has_data && !fields.has_others {
        if fields.is_json {
            Framing::EventJsonObjects
        } else {
            Framing::EventObjects
        }
    } else if is_text(schemas, schema) {
        Framing::EventText
    } else {
        Framing::EventData
    };
    (framing, Some(schema))
}

/// The members that a schema and all it is made of declare, as far as they are those of an event.
#[derive(Default)]
struct Fields {
    has_data: bool,
    has_others: bool,
    /// Whether the data may be anything but text.
    is_json: bool,
}

impl Fields {
    fn add(&mut self, schemas: &Schemas, id: SchemaId, depth: usize) {
        let schema = &schemas[followed(schemas, id)];
        if depth > DEEPEST {
            return;
        }
        let parts = schema
            .all_of
            .iter()
            .chain(&schema.any_of)
            .chain(&schema.one_of);
        for part in parts {
            self.add(schemas, *part, depth + 1);
        }
        let properties = schema.object.iter().flat_map(|object| &object.properties);
        for (name, member) in properties {
            match name.as_str() {
                "data" => {
                    self.has_data = true;
                    self.is_json |= !is_text(schemas, *member);
                }
                "event" | "id" | "retry" => {}
                _ => self.has_others = true,
            }
        }
    }
}

fn is_text(schemas: &Schemas, id: SchemaId) -> bool {
    schemas[followed(schemas, id)].types == Some(Kinds::STRING)
}

fn followed(schemas: &Schemas, mut id: SchemaId) -> SchemaId {
    for _ in 0..DEEPEST {
        match schemas[id].reference {
            Some(Reference::To(target)) => id = target,
            _ => break,
        }
    }
    id
}
