//! Which kind of object stands where in an OpenAPI document.
//!
//! Everything that rewrites or searches a document goes by this table and never by a key alone: a
//! property may be called `nullable`, and an example may hold a `$ref`.

/// The kinds of object in which schemas or references are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Document,
    Components,
    Paths,
    PathItem,
    Operation,
    /// A parameter or a header.
    Parameter,
    RequestBody,
    Responses,
    Response,
    MediaType,
    Encoding,
    Callback,
    Schema,
    Discriminator,
    /// Examples, links, security schemes: of interest only as a reference.
    Leaf,
}

/// How many objects of a kind stand below a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    One,
    List,
    Map,
    /// An array holds several, anything else is one.
    OneOrList,
}

/// What stands below `key` in an object of kind `parent`.
pub(crate) fn child(parent: Kind, key: &str) -> Option<(Kind, Shape)> {
    use Kind::{
        Callback, Components, Discriminator, Document, Encoding, Leaf, MediaType, Operation,
        Parameter, PathItem, Paths, RequestBody, Response, Responses, Schema,
    };
    use Shape::{List, Map, One};
    Some(match (parent, key) {
        (Document, "paths") => (Paths, One),
        (Document, "webhooks") => (PathItem, Map),
        (Document, "components") => (Components, One),
        (Components, section) => (component(section)?, Map),
        (Paths | Callback, key) if !key.starts_with("x-") => (PathItem, One),
        (
            PathItem,
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query",
        ) => (Operation, One),
        (PathItem, "additionalOperations") => (Operation, Map),
        (PathItem | Operation, "parameters") => (Parameter, List),
        (Operation, "requestBody") => (RequestBody, One),
        (Operation, "responses") => (Responses, One),
        (Operation, "callbacks") => (Callback, Map),
        (Responses, key) if !key.starts_with("x-") => (Response, One),
        (Parameter, "schema") => (Schema, One),
        (Parameter | RequestBody | Response, "content") => (MediaType, Map),
        (Parameter | MediaType, "examples") => (Leaf, Map),
        (Response | Encoding, "headers") => (Parameter, Map),
        (Response, "links") => (Leaf, Map),
        (MediaType, "schema" | "itemSchema") => (Schema, One),
        (MediaType | Encoding, "encoding") => (Encoding, Map),
        (MediaType | Encoding, "prefixEncoding") => (Encoding, List),
        (MediaType | Encoding, "itemEncoding") => (Encoding, One),
        (Schema, "discriminator") => (Discriminator, One),
        (Schema, key) => (Schema, subschemas(key)?),
        _ => return None,
    })
}

fn component(section: &str) -> Option<Kind> {
    Some(match section {
        "schemas" => Kind::Schema,
        "responses" => Kind::Response,
        "parameters" | "headers" => Kind::Parameter,
        "requestBodies" => Kind::RequestBody,
        "callbacks" => Kind::Callback,
        "pathItems" => Kind::PathItem,
        "mediaTypes" => Kind::MediaType,
        "examples" | "links" | "securitySchemes" => Kind::Leaf,
        _ => return None,
    })
}

/// The keywords of JSON Schema that hold schemas; `definitions` is of older drafts.
fn subschemas(keyword: &str) -> Option<Shape> {
    Some(match keyword {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            Shape::Map
        }
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Shape::List,
        "items" => Shape::OneOrList,
        "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "additionalProperties"
        | "additionalItems"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => Shape::One,
        _ => return None,
    })
}
