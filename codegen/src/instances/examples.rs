//! The examples a document gives: of schemas, parameters and media types.

use crate::load::Documents;
use crate::origin::Origin;
use crate::value::Value;

/// Every example of a schema, and of the parameter or media type that it is the schema of.
pub(super) fn examples(documents: &Documents, origin: &Origin) -> Vec<Value> {
    let Some(schema) = documents.get(origin) else {
        return Vec::new();
    };
    let mut found = of_schema(schema);
    if let Some(holder) = holder(origin).and_then(|holder| documents.get(&holder)) {
        found.extend(of_holder(holder));
    }
    found.into_iter().cloned().collect()
}

fn of_schema(schema: &Value) -> Vec<&Value> {
    let list = schema
        .get("examples")
        .and_then(Value::as_array)
        .unwrap_or_default();
    schema.get("example").into_iter().chain(list).collect()
}

/// A parameter, header or media type names its examples: `examples: {name: {value: ..}}`.
fn of_holder(holder: &Value) -> Vec<&Value> {
    let named = holder.get("examples").and_then(Value::as_object);
    let named = named.into_iter().flat_map(|named| named.values());
    holder
        .get("example")
        .into_iter()
        .chain(named.filter_map(|named| named.get("value")))
        .collect()
}

/// What holds the schema, if that is no schema itself: the pointer then ends in `/schema`.
fn holder(schema: &Origin) -> Option<Origin> {
    let pointer = schema.pointer.strip_suffix("/schema")?;
    let before = pointer.rsplit_once('/')?.0;
    let is_property = before.ends_with("/properties") || pointer.ends_with("/properties");
    (!is_property).then(|| Origin {
        file: schema.file,
        pointer: pointer.to_owned(),
    })
}
