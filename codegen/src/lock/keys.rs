//! Under which keys names are published: never by an array index or the order of the document.

use super::uses::Place;
use crate::ir::{
    Api, Constant, EnumValue, Item, NameHint, Operation, Owner, Scalar, Step, Ty, TypeDef, Variant,
};
use std::collections::{BTreeMap, BTreeSet};

/// The key of each operation: `GET /pets/{id}`, and `POST /pets text/csv` for a body of another type.
pub(crate) fn operations(api: &Api) -> Vec<String> {
    let plain: Vec<String> = api.operations.iter().map(operation).collect();
    let unique = unique(&plain);
    let keys = unique.into_iter().zip(&api.operations);
    keys.map(|(key, operation)| {
        // Two keys of `paths` may differ in a query part only.
        let written = || operation.origin.tokens().nth(1).unwrap_or_default();
        key.unwrap_or_else(|| format!("{} {}", operation.method, written()))
    })
    .collect()
}

/// The key of an operation by what it says of itself, which another may say as well.
pub(crate) fn operation(operation: &Operation) -> String {
    let variant = operation.variant.iter();
    let variant: String = variant.map(|media_type| format!(" {media_type}")).collect();
    format!("{} {}{variant}", operation.method, operation.path)
}

/// The keys of each type: one, or for an enumeration written at several places one for each. Empty
/// where nothing that stays tells the type from another.
pub(crate) fn types(api: &Api, places: &[BTreeSet<Place>]) -> Vec<Vec<String>> {
    let own: Vec<String> = api
        .types
        .iter()
        .map(|def| with_role(def, hint(&def.hint)))
        .collect();
    let own = unique(&own);
    let fuller: Vec<String> = own
        .into_iter()
        .zip(&api.types)
        .map(|(key, def)| key.unwrap_or_else(|| fuller(def)))
        .collect();
    let titled: Vec<String> = unique(&fuller)
        .into_iter()
        .zip(&fuller)
        .zip(&api.types)
        .map(|((unique, key), def)| match &def.hint {
            NameHint::Inline {
                title: Some(title), ..
            } if unique.is_none() => format!("{key} {title}"),
            _ => key.clone(),
        })
        .collect();
    let all: Vec<BTreeSet<String>> = unique(&titled)
        .into_iter()
        .enumerate()
        .map(|(index, own)| {
            let def = &api.types[index];
            let inline = matches!(def.hint, NameHint::Inline { .. });
            let shared = inline && matches!(def.item, Item::Enum(_));
            let places = places[index].iter().filter(|_| shared);
            places
                .map(|(owner, steps)| inline_key(owner, steps))
                .chain(own)
                .collect()
        })
        .collect();
    let flat: Vec<String> = all.iter().flatten().cloned().collect();
    let known: BTreeSet<String> = unique(&flat).into_iter().flatten().collect();
    let keep = |keys: BTreeSet<String>| keys.intersection(&known).cloned().collect();
    all.into_iter().map(keep).collect()
}

/// A key for a type whose plain one another type has too.
fn fuller(def: &TypeDef) -> String {
    let key = match &def.hint {
        NameHint::Component(_) => def.origin.to_string(),
        NameHint::Inline { .. } => {
            format!("{} ({})", hint(&def.hint), content(&def.item).join(", "))
        }
    };
    with_role(def, key)
}

/// What is sent of a type that is another where it is received.
pub(crate) fn of_input(key: &str) -> String {
    format!("{key}/input")
}

fn with_role(def: &TypeDef, key: String) -> String {
    if def.input_of.is_some() {
        of_input(&key)
    } else {
        key
    }
}

/// Each key that only one has.
pub(crate) fn unique(keys: &[String]) -> Vec<Option<String>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    keys.iter()
        .map(|key| (counts[key.as_str()] == 1).then(|| key.clone()))
        .collect()
}

/// The key of what has this hint, which another may have as well.
pub(crate) fn hint(hint: &NameHint) -> String {
    match hint {
        NameHint::Component(key) => escaped(key),
        NameHint::Inline { owner, steps, .. } => inline_key(owner, steps),
    }
}

fn inline_key(owner: &Owner, steps: &[Step]) -> String {
    let mut key = match owner {
        Owner::Component(key) => escaped(key),
        Owner::Operation { method, path } => format!("{method} {path}"),
        Owner::Shared(key) => format!("shared {}", escaped(key)),
        Owner::Message {
            kind,
            name,
            method,
            of,
        } => {
            let of = of
                .as_ref()
                .map(|(method, path)| format!("{method} {path} "));
            let of = of.unwrap_or_default();
            format!("{of}{} {} {method}", kind.word(), escaped(name))
        }
    };
    for step in steps {
        key.push_str(&match step {
            Step::Property(name) => format!("/properties/{}", escaped(name)),
            Step::Items => "/items".to_owned(),
            Step::Values => "/values".to_owned(),
            Step::Keys => "/keys".to_owned(),
            Step::Variant(name) => format!("/variant/{}", escaped(name)),
            Step::Body => "/body".to_owned(),
            Step::Response(status) => format!("/response/{}", escaped(status)),
            Step::Parameter(name) => format!("/parameter/{}", escaped(name)),
            Step::Header(name) => format!("/header/{}", escaped(name)),
        });
    }
    key
}

fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// What a type is made of, by the names on the wire.
fn content(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(object) => object.fields.iter().map(|f| f.wire_name.clone()).collect(),
        Item::Enum(list) => list.values.iter().map(value).collect(),
        Item::Union(union) => union.variants.iter().map(variant).collect(),
        Item::Alias(ty) | Item::Wrapper(ty) => vec![kind(ty)],
    }
}

/// The key of each member of a type, in the order of the IR. Where two variants have the same tags,
/// what else they are tells them apart.
pub(crate) fn members(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(object) => object.fields.iter().map(|f| f.wire_name.clone()).collect(),
        Item::Enum(list) => list.values.iter().map(value).collect(),
        Item::Union(union) => {
            let plain: Vec<String> = union.variants.iter().map(variant).collect();
            let keys = unique(&plain).into_iter().zip(&union.variants);
            let full = |member: &Variant| format!("{} {}", variant(member), member.hint);
            keys.map(|(key, member)| key.unwrap_or_else(|| full(member)))
                .collect()
        }
        Item::Alias(_) | Item::Wrapper(_) => Vec::new(),
    }
}

/// The key of a value of an enumeration.
pub(crate) fn value(value: &EnumValue) -> String {
    constant(&value.value)
}

/// The key of a variant: its tag, else what tells it from its siblings.
fn variant(variant: &Variant) -> String {
    let tags: Vec<String> = variant.tags.iter().map(constant).collect();
    if tags.is_empty() {
        variant.hint.clone()
    } else {
        tags.join("|")
    }
}

/// A constant as text.
pub(crate) fn constant(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => text.clone(),
        Constant::Integer(number) => number.to_string(),
        Constant::Bool(value) => value.to_string(),
        Constant::Json(value) => value.to_string(),
    }
}

/// What a type is in one word.
pub(crate) fn kind(ty: &Ty) -> String {
    let word = match ty {
        Ty::Named(_) | Ty::Json => "json",
        Ty::List(_) => "array",
        Ty::Tuple(_) => "tuple",
        Ty::Map(_) => "map",
        Ty::Nullable(inner) => return kind(inner),
        Ty::JsonText(_) => "json text",
        Ty::Scalar(scalar) => match scalar {
            Scalar::Null => "null",
            Scalar::Bool => "bool",
            Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::I64 => "integer",
            Scalar::U8 | Scalar::U16 | Scalar::U32 | Scalar::U64 => "unsigned",
            Scalar::F64 => "number",
            Scalar::String => "string",
            Scalar::Secret => "secret",
            Scalar::DateTime => "date time",
            Scalar::Date => "date",
            Scalar::Time => "time",
            Scalar::Duration => "duration",
            Scalar::Uuid => "uuid",
            Scalar::Ipv4 => "ipv4",
            Scalar::Ipv6 => "ipv6",
            Scalar::Ip => "ip",
            Scalar::IpNetwork => "ip network",
            Scalar::Uri => "uri",
            Scalar::Base64 => "base64",
            Scalar::File => "file",
        },
    };
    word.to_owned()
}
