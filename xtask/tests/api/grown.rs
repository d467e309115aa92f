//! A document with something optional added wherever it can be.

use codegen::load::{Source, load};
use codegen::value::{Object, Value};

/// Added to every object: names at both ends of the alphabet, one of them a list.
const MEMBERS: &str = r#"{"aa_added": {"type": "array", "items": {"type": "string"}},
    "zz_added": {"type": "string"}}"#;
/// Added to every operation.
const PARAMETERS: &str = r#"[{"name": "zz_added", "in": "query", "schema": {"type": "string"}},
    {"name": "X-Added", "in": "header", "schema": {"type": "integer"}}]"#;
const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];
/// What holds values and not schemas.
const VALUES: [&str; 5] = ["const", "default", "enum", "example", "examples"];

/// A document as its next version might be, and how many objects and operations have got something.
pub(crate) fn grown(text: &str) -> (String, usize) {
    let mut root = parse(text);
    let objects = grow_objects(&mut root);
    let paths = members(&mut root, "paths").values_mut();
    let operations = paths.map(grow_operations).sum::<usize>();
    (root.to_string(), objects + operations)
}

fn grow_objects(value: &mut Value) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(grow_objects).sum(),
        Value::Object(schema) => {
            let inner = schema.iter_mut();
            let inner = inner.filter(|(key, _)| !VALUES.contains(&key.as_str()));
            let within = inner.map(|(_, value)| grow_objects(value)).sum::<usize>();
            let may_grow = may_grow(schema);
            if may_grow && let Value::Object(more) = parse(MEMBERS) {
                let properties = schema.entry("properties".into());
                let properties = properties.or_insert_with(|| Value::Object(Object::default()));
                if let Value::Object(properties) = properties {
                    properties.extend(more);
                }
            }
            within + usize::from(may_grow)
        }
        _ => 0,
    }
}

/// Whether a value describes an object. One whose further members have a type would have to have declared
/// ones of that type.
fn may_grow(schema: &Object) -> bool {
    let has_type = matches!(schema.get("additionalProperties"), Some(Value::Object(_)));
    let is_object = match schema.get("type") {
        Some(Value::String(kind)) => kind == "object",
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind.as_str() == Some("object")),
        _ => false,
    };
    is_object && !has_type && !schema.contains_key("$ref")
}

fn grow_operations(path: &mut Value) -> usize {
    let Value::Object(path) = path else { return 0 };
    let mut count = 0;
    for method in METHODS {
        if let Some(Value::Object(operation)) = path.get_mut(method)
            && let Value::Array(more) = parse(PARAMETERS)
        {
            let parameters = operation.entry("parameters".into());
            let parameters = parameters.or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(parameters) = parameters {
                parameters.extend(more);
                count += 1;
            }
        }
    }
    count
}

fn members<'v>(value: &'v mut Value, name: &str) -> &'v mut Object {
    match value {
        Value::Object(object) => match object.get_mut(name) {
            Some(Value::Object(members)) => members,
            _ => panic!("{name} is an object"),
        },
        _ => panic!("the document is an object"),
    }
}

fn parse(text: &str) -> Value {
    let (name, text) = ("document".into(), text.into());
    let mut documents = load(vec![Source { name, text }], &mut Default::default());
    documents.files.remove(0).root
}
