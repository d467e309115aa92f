//! What stands where the `$ref` of a schema leads, if it is no schema.

use crate::load::Documents;
use crate::origin::Origin;
use crate::value::Value;

/// Keywords that say of an object in the wrong place that it was meant as a schema.
const SHAPE: [&str; 9] = [
    "$ref",
    "allOf",
    "anyOf",
    "const",
    "enum",
    "items",
    "oneOf",
    "properties",
    "type",
];

/// What the place is, in a sentence. Only descriptions (OpenAPI 3.1, "OpenAPI Object") have places for
/// anything but schemas; the root of any other file is a schema (JSON Schema 2020-12, 4.3.5).
pub(super) fn no_schema(documents: &Documents, target: &Origin) -> Option<&'static str> {
    let root = documents.get(&Origin::root(target.file))?;
    root.get("openapi")?;
    let tokens: Vec<String> = target.tokens().collect();
    let mut rest = tokens.iter().map(String::as_str);
    let (what, depth) = match (rest.next(), rest.next(), rest.next()) {
        (None, ..) => return Some("the whole description"),
        (Some("components"), None | Some(_), None) => return Some("a map of components"),
        (Some("components"), Some("schemas"), _) => return None,
        (Some("components"), ..) => ("a component of another kind, or a part of one", 3),
        (Some("paths" | "webhooks"), None, _) => return Some("a map of paths or webhooks"),
        (Some("paths" | "webhooks"), _, None) => return Some("a path or a webhook"),
        (Some("paths" | "webhooks"), ..) => ("an operation, or a part of one", 2),
        (Some("info" | "servers" | "security" | "tags"), ..) => ("a part of the description", 1),
        _ => return None,
    };
    let leads_to_schema = |token: &String| {
        matches!(token.as_str(), "schema" | "itemSchema") || token.starts_with("x-")
    };
    let is_schema = tokens.iter().skip(depth).any(leads_to_schema);
    let value = documents.get(target)?;
    (!is_schema && !is_meant(value)).then_some(what)
}

fn is_meant(value: &Value) -> bool {
    SHAPE.iter().any(|keyword| value.get(keyword).is_some())
}
