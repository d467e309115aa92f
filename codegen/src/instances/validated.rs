//! The documents as a validator of JSON Schema is to read them.
//!
//! A validator knows neither OpenAPI's structure, so that it finds no anchors in it, nor what was
//! corrected on the way to types. Hence every reference is the pointer that it was resolved to, and
//! where a type was taken for granted it is written.

use crate::ir::{Api, Item, ScalarKind, Ty};
use crate::load::structure::Kind;
use crate::load::visit::visit;
use crate::load::{Documents, File};
use crate::origin::Origin;
use crate::value::{Number, Object, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The root of each of the files of the description; a copy only where something is to be changed.
pub(super) fn roots<'d>(
    documents: &Documents,
    described: &'d [File],
    api: &Api,
) -> Vec<Cow<'d, Value>> {
    let names = names(described);
    let mut edits: BTreeMap<Origin, Object> = BTreeMap::new();
    visit(documents, &mut |members, kind, origin| {
        if kind == Kind::Schema && SUSPECTS.iter().any(|key| members.contains_key(*key)) {
            let plain = plain(documents, &names, members, origin);
            if SUSPECTS
                .iter()
                .any(|key| members.get(*key) != plain.get(*key))
            {
                edits.insert(origin.clone(), plain);
            }
        }
    });
    let roots = described.iter().map(|file| Cow::Borrowed(&file.root));
    let mut roots: Vec<Cow<'d, Value>> = roots.collect();
    // From the inside out, so that no edit undoes another.
    for (origin, plain) in edits.into_iter().rev() {
        if let Some(Value::Object(members)) = at_mut(&mut roots, &origin) {
            for key in SUSPECTS {
                match plain.get(key) {
                    Some(value) => drop(members.insert(key.to_owned(), value.clone())),
                    None => drop(members.shift_remove(key)),
                }
            }
        }
    }
    for (origin, ty) in &api.places {
        if let (Some(name), Some(Value::Object(members))) = (kind(api, ty), at(&roots, origin))
            && !SHAPING.iter().any(|key| members.contains_key(*key))
            && let Some(Value::Object(members)) = at_mut(&mut roots, origin)
        {
            members.insert("type".to_owned(), Value::String(name.to_owned()));
        }
    }
    for root in roots.iter_mut().filter(|root| is_beyond(root)) {
        limit(root.to_mut());
    }
    roots
}

/// Whether a number in the value is larger than any that readers of JSON take.
pub(super) fn is_beyond(value: &Value) -> bool {
    match value {
        Value::Number(number) => !number.as_f64().is_finite(),
        Value::Array(elements) => elements.iter().any(is_beyond),
        Value::Object(members) => members.values().any(is_beyond),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

/// Puts the largest number in place of larger ones: as a limit it says the same.
fn limit(value: &mut Value) {
    match value {
        Value::Number(number) if !number.as_f64().is_finite() => {
            *number = Number::Float(number.as_f64().clamp(f64::MIN, f64::MAX));
        }
        Value::Array(elements) => elements.iter_mut().for_each(limit),
        Value::Object(members) => members.values_mut().for_each(limit),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The name of each file here: the last part of its path, with its number before it where another
/// is called so.
pub(super) fn names(described: &[File]) -> Vec<String> {
    let last = |file: &File| file.name.rsplit('/').next().unwrap_or_default().to_owned();
    let all: Vec<String> = described.iter().map(last).collect();
    let numbered = all.iter().enumerate().map(|(index, name)| {
        let is_first = all.iter().position(|other| other == name) == Some(index);
        if is_first {
            name.clone()
        } else {
            format!("{index}-{name}")
        }
    });
    numbered.collect()
}

/// Keywords that lead elsewhere or name what leads here.
const SUSPECTS: [&str; 6] = [
    "$ref",
    "$dynamicRef",
    "$id",
    "$anchor",
    "$dynamicAnchor",
    "$schema",
];

/// Keywords that say of which type a value is.
const SHAPING: [&str; 10] = [
    "type",
    "$ref",
    "$dynamicRef",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "const",
    "not",
    "if",
];

/// What is left of the suspects: one reference by a pointer, if it leads somewhere.
fn plain(documents: &Documents, names: &[String], members: &Object, origin: &Origin) -> Object {
    let mut plain = Object::default();
    let reference = ["$ref", "$dynamicRef"]
        .iter()
        .find_map(|key| members.get(*key)?.as_str());
    let target = reference.and_then(|reference| documents.resolve(origin, reference).ok());
    if let Some(target) = target {
        let name = match names.get(target.file) {
            Some(name) if target.file != origin.file => name.as_str(),
            _ => "",
        };
        let address = format!("{name}#{}", percent_encoded(&target.pointer));
        plain.insert("$ref".to_owned(), Value::String(address));
    }
    plain
}

fn percent_encoded(pointer: &str) -> String {
    let mut text = String::with_capacity(pointer.len());
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b'$' => {
                text.push(char::from(byte));
            }
            // Writing to a string does not fail.
            byte => drop(write!(text, "%{byte:02X}")),
        }
    }
    text
}

fn at<'r>(roots: &'r [Cow<'_, Value>], origin: &Origin) -> Option<&'r Value> {
    let root = roots.get(origin.file)?.as_ref();
    origin.tokens().try_fold(root, |value, token| match value {
        Value::Object(members) => members.get(token.as_ref() as &str),
        Value::Array(elements) => elements.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

fn at_mut<'r>(roots: &'r mut [Cow<'_, Value>], origin: &Origin) -> Option<&'r mut Value> {
    let root = roots.get_mut(origin.file)?.to_mut();
    origin.tokens().try_fold(root, |value, token| match value {
        Value::Object(members) => members.get_mut(&token),
        Value::Array(elements) => elements.get_mut(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// What `type` calls the values of a type, if they are of one kind.
fn kind(api: &Api, ty: &Ty) -> Option<&'static str> {
    Some(match ty {
        Ty::Scalar(scalar) => match scalar.kind() {
            ScalarKind::Null => "null",
            ScalarKind::Bool => "boolean",
            ScalarKind::Integer => "integer",
            ScalarKind::Number => "number",
            ScalarKind::Text => "string",
        },
        Ty::JsonText(_) => "string",
        Ty::List(_) | Ty::Tuple(_) => "array",
        Ty::Map(_) => "object",
        Ty::Named(id) => match &api.def(*id).item {
            Item::Struct(_) => "object",
            Item::Alias(ty) => return kind(api, ty),
            Item::Enum(_) | Item::Union(_) | Item::Wrapper(_) => return None,
        },
        Ty::Nullable(_) | Ty::Json => return None,
    })
}
