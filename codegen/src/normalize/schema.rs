//! What is settled in one schema.

use super::null::names_null;
use super::version::Dialect;
use super::walk::{Walk, is_annotation};
use crate::diagnostic::Severity;
use crate::load::Moved;
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::collections::BTreeMap;

/// Brings one schema to JSON Schema 2020-12; what is below it has been settled.
pub(super) fn settle(schema: &mut Object, walk: &mut Walk<'_>) {
    if walk.dialect == Dialect::V30 {
        later_keywords(schema, walk);
    }
    null_name(schema, walk);
    required_flag(schema, walk);
    for bound in ["minimum", "maximum"] {
        exclusive_bound(schema, bound, walk);
    }
    tuple(schema, walk);
    example(schema, walk);
    nullable(schema, walk);
}

/// Keywords of 3.1 in a document of 3.0, where they have no meaning, mean what they do in 3.1.
fn later_keywords(schema: &Object, walk: &mut Walk<'_>) {
    const LATER: [&str; 16] = [
        "$anchor",
        "$defs",
        "const",
        "contains",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "dependentRequired",
        "dependentSchemas",
        "else",
        "if",
        "patternProperties",
        "prefixItems",
        "propertyNames",
        "then",
        "unevaluatedProperties",
    ];
    let is_later = |key: &str, value: &Value| match key {
        "type" => value.as_array().is_some() || names_null(value),
        "exclusiveMinimum" | "exclusiveMaximum" => value.as_f64().is_some(),
        key => LATER.contains(&key),
    };
    let found = schema.iter().find(|(key, value)| is_later(key, value));
    if let Some((key, _)) = found {
        let key = key.clone();
        walk.report(
            Severity::Corrected,
            "keyword-of-3.1",
            &key,
            format!("In OpenAPI 3.0 `{key}` does not have this meaning; it is read as 3.1 has it."),
            "Say `openapi: 3.1.0`, or write the schema as 3.0 has it.",
        );
    }
}

/// `type: null` without quotes is a null to YAML; the name of the type was meant.
fn null_name(schema: &mut Object, walk: &mut Walk<'_>) {
    let unquoted = |kind: &mut Value| {
        let found = *kind == Value::Null;
        if found {
            *kind = Value::String("null".to_owned());
        }
        found
    };
    let found = match schema.get_mut("type") {
        Some(Value::Array(kinds)) => {
            kinds
                .iter_mut()
                .filter_map(|kind| unquoted(kind).then_some(()))
                .count()
                > 0
        }
        Some(kind) => unquoted(kind),
        None => false,
    };
    if found {
        walk.report(
            Severity::Corrected,
            "null-without-quotes",
            "type",
            "Without quotes `null` is no text to YAML; it is read as the name of the type.",
            "Write `\"null\"`.",
        );
    }
}

/// `required: true` in a property is of JSON Schema's draft 3; the parent says what is required.
fn required_flag(schema: &mut Object, walk: &mut Walk<'_>) {
    if schema
        .get("required")
        .is_some_and(|value| value.as_bool().is_some())
    {
        schema.shift_remove("required");
        walk.report(
            Severity::Corrected,
            "required-flag",
            "required",
            "In a schema `required` lists the names of properties; a truth value is ignored.",
            "Name the property in the `required` list of the schema that has it.",
        );
    }
}

/// `minimum: 1, exclusiveMinimum: true` becomes `exclusiveMinimum: 1`.
fn exclusive_bound(schema: &mut Object, bound: &str, walk: &mut Walk<'_>) {
    let exclusive = if bound == "minimum" {
        "exclusiveMinimum"
    } else {
        "exclusiveMaximum"
    };
    let Some(is_exclusive) = schema.get(exclusive).and_then(Value::as_bool) else {
        return;
    };
    if walk.dialect == Dialect::V31 {
        walk.report(
            Severity::Corrected,
            "exclusive-flag-in-3.1",
            exclusive,
            format!(
                "In OpenAPI 3.1 `{exclusive}` is a number; the truth value is read as 3.0 has it."
            ),
            format!("Write `{exclusive}` with the bound itself."),
        );
    }
    schema.shift_remove(exclusive);
    if is_exclusive && let Some(value) = schema.shift_remove(bound) {
        schema.insert(exclusive.to_owned(), value);
    }
}

/// `items: [A, B]` of older drafts becomes `prefixItems`, `additionalItems` becomes `items`.
fn tuple(schema: &mut Object, walk: &mut Walk<'_>) {
    if !matches!(schema.get("items"), Some(Value::Array(_))) || schema.contains_key("prefixItems") {
        return;
    }
    let rest = schema.shift_remove("additionalItems");
    if let Some(items) = schema.insert("items".to_owned(), Value::Bool(true)) {
        schema.insert("prefixItems".to_owned(), items);
    }
    match rest {
        Some(rest) => schema.insert("items".to_owned(), rest),
        None => schema.shift_remove("items"),
    };
    let here = walk.at.clone();
    rebase(walk.moved, &here, |key| match key {
        "items" => Some(here.child("prefixItems")),
        "additionalItems" => Some(here.child("items")),
        _ => None,
    });
    for (now, written) in [("prefixItems", "/items"), ("items", "/additionalItems")] {
        let moved = Moved {
            drop: 1,
            suffix: written.to_owned(),
        };
        walk.moved.insert(here.child(now), moved);
    }
    walk.report(
        Severity::Corrected,
        "items-list",
        "items",
        "An `items` list is of older drafts of JSON Schema; it is read as `prefixItems`.",
        "Write `prefixItems` for the list and `items` for what follows it.",
    );
}

/// `example` becomes the last of `examples`.
fn example(schema: &mut Object, walk: &mut Walk<'_>) {
    if !schema.contains_key("example") {
        return;
    }
    if !matches!(schema.get("examples"), None | Some(Value::Array(_))) {
        return;
    }
    let Some((place, _, example)) = schema.shift_remove_full("example") else {
        return;
    };
    let index = if let Some(Value::Array(examples)) = schema.get_mut("examples") {
        if examples.contains(&example) {
            return;
        }
        examples.push(example);
        examples.len() - 1
    } else {
        schema.shift_insert(place, "examples".to_owned(), Value::Array(vec![example]));
        0
    };
    let moved = Moved {
        drop: 2,
        suffix: "/example".to_owned(),
    };
    walk.moved
        .insert(walk.at.child("examples").index(index), moved);
}

/// Keywords through which other schemas or values have a say.
const COMPOSED: [&str; 8] = [
    "$dynamicRef",
    "$ref",
    "allOf",
    "anyOf",
    "const",
    "if",
    "not",
    "oneOf",
];

/// `nullable` becomes the type `null`, and a null that `type` allows is let through the rest.
fn nullable(schema: &mut Object, walk: &mut Walk<'_>) {
    let is_marked = match schema.get("nullable") {
        Some(Value::Bool(marked)) => {
            let marked = *marked;
            schema.shift_remove("nullable");
            marked
        }
        _ => false,
    };
    let is_unreachable = walk.unreachable.contains(&walk.at);
    if !is_marked && !is_unreachable {
        return;
    }
    if walk.nullable_alone.contains(&walk.at) {
        schema.insert("type".to_owned(), Value::String("null".to_owned()));
        return walk.report(
            Severity::Corrected,
            "nullable-alone",
            "nullable",
            "By the letter this branch accepts every value, for `nullable` only adds to a `type`; \
             null is meant, and is what it accepts.",
            "Write `nullable: true` beside the other branches.",
        );
    }
    if is_marked && walk.dialect == Dialect::V31 {
        walk.report(
            Severity::Corrected,
            "nullable-in-3.1",
            "nullable",
            "OpenAPI 3.1 has no `nullable`; null is accepted here as 3.0 has it.",
            "Add `\"null\"` to the `type`, or `{type: \"null\"}` to an `anyOf`.",
        );
    } else if is_unreachable {
        let key = match is_marked {
            true => "nullable",
            false if schema.contains_key("type") => "type",
            false => "allOf",
        };
        walk.report(
            Severity::Corrected,
            "null-unreachable",
            key,
            "Null is allowed here, yet another keyword beside it forbids null; it is accepted.",
            "Write `anyOf` with what is meant and `{type: \"null\"}`.",
        );
    }
    // Where null passes the other keywords already, only the type is left to be told.
    if is_unreachable || !COMPOSED.iter().any(|key| schema.contains_key(*key)) {
        accept_null(schema, walk);
    } else if let Some(kind) = schema.get_mut("type") {
        add_null(kind);
    }
}

fn accept_null(schema: &mut Object, walk: &mut Walk<'_>) {
    let composed: Vec<&str> = COMPOSED
        .into_iter()
        .filter(|key| schema.contains_key(*key))
        .collect();
    let is_typed = schema.contains_key("type") || schema.contains_key("enum");
    match composed.as_slice() {
        [] => {}
        // A branch more leaves the places of the others as they are.
        [keyword @ ("anyOf" | "oneOf")] if !is_typed => {
            if let Some(Value::Array(branches)) = schema.get_mut(*keyword) {
                let is_null = |branch: &Value| branch.get("type").is_some_and(names_null);
                if !branches.iter().any(is_null) {
                    branches.push(null_schema());
                }
            }
            return;
        }
        _ => return wrap(schema, walk),
    }
    if let Some(kinds) = schema.get_mut("type") {
        add_null(kinds);
    } else if ["properties", "additionalProperties", "required"]
        .iter()
        .any(|key| schema.contains_key(*key))
    {
        schema.insert("type".to_owned(), kinds(&["object", "null"]));
    } else if schema.contains_key("items") {
        schema.insert("type".to_owned(), kinds(&["array", "null"]));
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}

/// Adds `null` to a `type`.
fn add_null(kind: &mut Value) {
    if names_null(kind) {
        return;
    }
    match kind {
        Value::Array(kinds) => kinds.push(Value::String("null".to_owned())),
        other => {
            let single = std::mem::replace(other, Value::Null);
            *other = Value::Array(vec![single, Value::String("null".to_owned())]);
        }
    }
}

/// `{annotations, rest}` becomes `{annotations, anyOf: [{rest}, {type: "null"}]}`.
fn wrap(schema: &mut Object, walk: &mut Walk<'_>) {
    let stays = |key: &str| {
        is_annotation(key) || matches!(key, "$id" | "$schema" | "$anchor" | "$defs" | "definitions")
    };
    let mut inner = Object::default();
    let mut outer = Object::default();
    for (key, value) in std::mem::take(schema) {
        if stays(&key) {
            outer.insert(key, value);
            continue;
        }
        if inner.is_empty() {
            outer.insert("anyOf".to_owned(), Value::Null);
        }
        inner.insert(key, value);
    }
    if let Some(kind) = inner.get_mut("type") {
        remove_null(kind);
    }
    let here = walk.at.clone();
    let within = here.child("anyOf").index(0);
    rebase(walk.moved, &here, |key| {
        inner.contains_key(key).then(|| within.child(key))
    });
    let moved = Moved {
        drop: 2,
        suffix: String::new(),
    };
    walk.moved.insert(within, moved);
    let branches = vec![Value::Object(inner), null_schema()];
    outer.insert("anyOf".to_owned(), Value::Array(branches));
    *schema = outer;
}

/// Takes `null` off a `type`, unless nothing else is in it.
fn remove_null(kind: &mut Value) {
    if let Value::Array(kinds) = kind {
        let others: Vec<Value> = kinds
            .iter()
            .filter(|kind| !names_null(kind))
            .cloned()
            .collect();
        match <[Value; 1]>::try_from(others) {
            Ok([single]) => *kind = single,
            Err(others) if others.is_empty() => {}
            Err(others) => *kinds = others,
        }
    }
}

/// Carries what was recorded about places below `here` over to where their members are now.
fn rebase(moved: &mut BTreeMap<Origin, Moved>, here: &Origin, to: impl Fn(&str) -> Option<Origin>) {
    let prefix = format!("{}/", here.pointer);
    let start = Origin {
        file: here.file,
        pointer: prefix.clone(),
    };
    let below: Vec<Origin> = moved
        .range(start..)
        .map(|(origin, _)| origin)
        .take_while(|origin| origin.file == here.file && origin.pointer.starts_with(&prefix))
        .cloned()
        .collect();
    let mut carried = Vec::new();
    for origin in below {
        let path = &origin.pointer[prefix.len()..];
        let (key, rest) = path
            .find('/')
            .map_or((path, ""), |slash| path.split_at(slash));
        // No keyword that moves has a character that pointers escape.
        if let Some(mut new) = to(key)
            && let Some(entry) = moved.remove(&origin)
        {
            new.pointer.push_str(rest);
            carried.push((new, entry));
        }
    }
    moved.extend(carried);
}

fn null_schema() -> Value {
    let kind = ("type".to_owned(), Value::String("null".to_owned()));
    Value::Object(Object::from_iter([kind]))
}

fn kinds(names: &[&str]) -> Value {
    Value::Array(
        names
            .iter()
            .map(|name| Value::String((*name).to_owned()))
            .collect(),
    )
}
