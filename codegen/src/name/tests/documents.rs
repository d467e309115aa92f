//! The rule on real documents, read only as far as the rule looks at them.

use crate::config::{ClientParameter, Config};
use crate::diagnostic::Diagnostics;
use crate::ir::*;
use crate::load::{Source, load};
use crate::name::samples::{self, component, object};
use crate::value::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A file of the shared test inputs beside the workspace, or `None` with a word about it.
pub(super) fn shared(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let root = std::env::var_os("SHARED").map_or(root, PathBuf::from);
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: ../shared/{path} is absent");
    }
    text
}

/// The operations of a document with the shape of their answers.
pub(super) fn operations(text: String) -> Api {
    let name = "document".to_owned();
    let mut diagnostics = Diagnostics::default();
    let documents = load(vec![Source { name, text }], &mut diagnostics);
    let root = &documents.files[0].root;
    let mut api = Api::default();
    let paths = root.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let methods = [
                "get", "put", "post", "delete", "patch", "head", "options", "trace",
            ];
            if !methods.contains(&method.as_str()) {
                continue;
            }
            let tag = operation.get("tags").and_then(Value::as_array);
            let tag = tag.and_then(<[Value]>::first).and_then(Value::as_str);
            let path = path.split('?').next().unwrap_or_default();
            let mut made =
                samples::operation(&method.to_uppercase(), path, tag.unwrap_or_default());
            made.deprecated = operation.get("deprecated").and_then(Value::as_bool) == Some(true);
            let id = operation.get("operationId").and_then(Value::as_str);
            made.operation_id = id.map(str::to_owned);
            if tag.is_none() {
                made.tags.clear();
            }
            answers(root, operation, &mut made, &mut api);
            api.operations.push(made);
        }
    }
    api
}

fn answers(root: &Value, operation: &Value, made: &mut Operation, api: &mut Api) {
    let responses = operation.get("responses").and_then(Value::as_object);
    for (status, response) in responses.into_iter().flatten() {
        let Some(code) = status.parse().ok().filter(|code| (200..300).contains(code)) else {
            continue;
        };
        let content = resolve(root, response)
            .get("content")
            .and_then(Value::as_object);
        let media =
            content.and_then(|content| content.iter().find(|(name, _)| name.contains("json")));
        let schema = media.and_then(|(_, media)| media.get("schema"));
        let Some(schema) = schema else { continue };
        let ty = shape(root, schema, api, 0);
        made.answers.push(Answer {
            status: Status::Code(code),
            content: AnswerContent::Json {
                media_type: "application/json".to_owned(),
                ty,
            },
            docs: Docs::default(),
            origin: made.origin.clone(),
        });
    }
}

fn shape(root: &Value, schema: &Value, api: &mut Api, depth: usize) -> Ty {
    let schema = resolve(root, schema);
    if schema.get("type").and_then(Value::as_str) == Some("array") {
        return Ty::List(Box::new(Ty::Json));
    }
    let parts = ["allOf", "anyOf", "oneOf"]
        .iter()
        .filter_map(|key| schema.get(key)?.as_array());
    let mut fields = Vec::new();
    if depth < 3 {
        for part in parts.flatten() {
            match shape(root, part, api, depth + 1) {
                Ty::Named(id) => {
                    if let Item::Struct(object) = &api.def(id).item {
                        fields.extend(object.fields.clone());
                    }
                }
                Ty::List(_) => return Ty::List(Box::new(Ty::Json)),
                _ => {}
            }
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let ty = resolve(root, property).get("type").and_then(Value::as_str);
            let ty = if ty == Some("array") {
                Ty::List(Box::new(Ty::Json))
            } else {
                Ty::Json
            };
            fields.push(samples::field("X", name, ty));
        }
    }
    let id = TypeId(api.types.len());
    api.types
        .push(component(&format!("T{}", id.0), object(fields)));
    Ty::Named(id)
}

fn resolve<'v>(root: &'v Value, mut value: &'v Value) -> &'v Value {
    for _ in 0..8 {
        let Some(pointer) = value.get("$ref").and_then(Value::as_str) else {
            break;
        };
        let tokens = pointer.trim_start_matches("#/").split('/');
        let mut at = Some(root);
        for token in tokens {
            at = at.and_then(|at| at.get(&token.replace("~1", "/").replace("~0", "~")));
        }
        let Some(target) = at else { break };
        value = target;
    }
    value
}

/// Configuration for the vendor's documents: what they cannot say themselves.
pub(super) fn config() -> Config {
    let parameter = |name: &str| (name.to_owned(), ClientParameter::default());
    Config {
        client_parameters: BTreeMap::from([parameter("project_id"), parameter("region_id")]),
        ..samples::config()
    }
}
