//! What documentation says where the document says nothing, and what it adds.

use super::super::View;
use super::super::docs::{code_span, docs};
use crate::ir::{Constant, Docs, Field, Item, NameHint, Owner, Step, Struct, TypeDef, TypeId};
use crate::value::{Number, Value};
use proc_macro2::TokenStream;

/// The documentation of a declared type.
pub(super) fn type_docs(view: &View<'_>, id: TypeId) -> TokenStream {
    let def = view.def(id);
    let mut notes = match &def.item {
        Item::Struct(item) => constants_note(item),
        _ => Vec::new(),
    };
    if let Some(received) = def.input_of {
        let received = &view.names_of(received).name;
        notes.push(format!(
            "What is sent where [`{received}`](super::{received}) is received."
        ));
    }
    or_else(&def.docs, notes, || origin_of(def))
}

/// The documentation of a member.
pub(super) fn field_docs(field: &Field) -> TokenStream {
    let default = field.default.as_ref().filter(|_| !field.secret);
    or_else(
        &field.docs,
        default_note(default).into_iter().collect(),
        || format!("{}.", code_span(&field.wire_name)),
    )
}

/// The documentation of something that has a text, notes, or else a description of what it is.
pub(super) fn or_else(
    text: &Docs,
    notes: Vec<String>,
    otherwise: impl FnOnce() -> String,
) -> TokenStream {
    let empty = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    if empty(&text.summary) && empty(&text.description) {
        let mut all = vec![otherwise()];
        all.extend(notes);
        docs(&Docs::default(), &all)
    } else {
        docs(text, &notes)
    }
}

/// ``Default: `IPv4`.``
fn default_note(default: Option<&Value>) -> Option<String> {
    let default = default.filter(|value| **value != Value::Null)?;
    let mut text = String::new();
    match default {
        Value::String(value) if !value.trim().is_empty() => text.push_str(value),
        other => write_json(&mut text, other),
    }
    Some(format!("Default: {}.", code_span(&text)))
}

/// What a struct writes without having a field for it.
fn constants_note(item: &Struct) -> Vec<String> {
    item.fields
        .iter()
        .filter_map(|field| {
            let value = plain(field.constant.as_ref()?);
            let name = code_span(&field.wire_name);
            Some(format!("Its {name} is always {}.", code_span(&value)))
        })
        .collect()
}

/// A constant as a reader writes it: text without quotes.
pub(super) fn plain(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) if !text.trim().is_empty() => text.clone(),
        other => constant_json(other),
    }
}

/// ``The schema `Pet`.``, or where an inline schema stands.
fn origin_of(def: &TypeDef) -> String {
    match &def.hint {
        NameHint::Component(key) => format!("The schema {}.", code_span(key)),
        NameHint::Inline { owner, steps, .. } => {
            let owner = match owner {
                Owner::Component(key) | Owner::Shared(key) => code_span(key),
                Owner::Operation { method, path } => code_span(&format!("{method} {path}")),
                Owner::Message { kind, name, .. } => {
                    format!("the {} {}", kind.word(), code_span(name))
                }
            };
            match steps.iter().rev().find_map(step_name) {
                Some(step) => format!("{step} of {owner}."),
                None => format!("A part of {owner}."),
            }
        }
    }
}

fn step_name(step: &Step) -> Option<String> {
    match step {
        Step::Property(name) => Some(code_span(name)),
        Step::Parameter(name) => Some(format!("The parameter {}", code_span(name))),
        Step::Header(name) => Some(format!("The header {}", code_span(name))),
        Step::Body => Some("The body".to_owned()),
        Step::Response(status) => Some(format!("The answer {}", code_span(status))),
        Step::Items | Step::Values | Step::Keys | Step::Variant(_) => None,
    }
}

/// A constant as JSON text.
pub(crate) fn constant_json(constant: &Constant) -> String {
    let mut text = String::new();
    match constant {
        Constant::Text(value) => write_string(&mut text, value),
        Constant::Integer(value) => text.push_str(&value.to_string()),
        Constant::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Constant::Json(value) => write_json(&mut text, value),
    }
    text
}

/// A value as compact JSON text.
pub(crate) fn write_json(out: &mut String, value: &Value) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(Number::Int(value)) => out.push_str(&value.to_string()),
        Value::Number(Number::Float(value)) => out.push_str(&format!("{value:?}")),
        Value::Number(Number::Literal(text)) => out.push_str(text),
        Value::String(text) => write_string(out, text),
        Value::Array(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(out, element);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(out, name);
                out.push(':');
                write_json(out, value);
            }
            out.push('}');
        }
    }
}

fn write_string(out: &mut String, text: &str) {
    out.push_str(&serde_json::to_string(text).expect("a string is always JSON"));
}
