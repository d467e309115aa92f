//! Types as text, so that a test says what it expects in a line.

use crate::ir::{
    Additional, Constant, Enum, Field, Item, NameHint, Owner, Step, Struct, Ty, TypeDef, Union,
};

/// A component's declaration.
pub(super) fn by_key(types: &[TypeDef], key: &str) -> String {
    let def = types
        .iter()
        .find(|def| def.hint == NameHint::Component(key.to_owned()));
    item(types, &def.expect("the component is declared").item)
}

/// What a declaration is.
pub(super) fn item(types: &[TypeDef], item: &Item) -> String {
    match item {
        Item::Struct(item) => structure(types, item),
        Item::Enum(item) => enumeration(item),
        Item::Union(item) => union(types, item),
        Item::Alias(target) => format!("= {}", ty(types, target)),
        Item::Wrapper(target) => format!("wraps {}", ty(types, target)),
    }
}

fn structure(types: &[TypeDef], item: &Struct) -> String {
    let mut members: Vec<String> = item.fields.iter().map(|one| field(types, one)).collect();
    if let Additional::Typed(value) = &item.additional {
        members.push(format!("*: {}", ty(types, value)));
    }
    format!("{{{}}}", members.join(", "))
}

fn field(types: &[TypeDef], field: &Field) -> String {
    let optional = if field.required { "" } else { "?" };
    let mut text = format!("{}{optional}: ", field.wire_name);
    match &field.constant {
        Some(value) => text.push_str(&constant(value)),
        None => text.push_str(&ty(types, &field.ty)),
    }
    if let Some(value) = &field.prefill {
        text.push_str(&format!(" prefill {}", constant(value)));
    }
    if field.secret {
        text.push_str(" secret");
    }
    text
}

fn enumeration(item: &Enum) -> String {
    let values: Vec<String> = item.values.iter().map(|one| constant(&one.value)).collect();
    let beyond = if item.is_open { ", .." } else { "" };
    format!("enum({}{beyond})", values.join(", "))
}

fn union(types: &[TypeDef], item: &Union) -> String {
    let variants: Vec<String> = item
        .variants
        .iter()
        .map(|variant| {
            let tags: Vec<String> = variant.tags.iter().map(constant).collect();
            let name = if tags.is_empty() {
                variant.hint.clone()
            } else {
                tags.join("/")
            };
            format!("{name}: {}", ty(types, &variant.ty))
        })
        .collect();
    match &item.tag {
        Some(tag) => format!("union by {tag}({})", variants.join(", ")),
        None => format!("union({})", variants.join(", ")),
    }
}

fn constant(value: &Constant) -> String {
    match value {
        Constant::Text(text) => format!("'{text}'"),
        Constant::Integer(value) => value.to_string(),
        Constant::Bool(value) => value.to_string(),
        Constant::Json(value) => format!("{value:?}"),
    }
}

/// A use of a type; inline declarations are written out behind the way to them.
pub(super) fn ty(types: &[TypeDef], value: &Ty) -> String {
    match value {
        Ty::Scalar(scalar) => format!("{scalar:?}"),
        Ty::Named(id) => named(types, &types[id.0]),
        Ty::List(inner) => format!("[{}]", ty(types, inner)),
        Ty::Tuple(elements) => {
            let elements: Vec<String> = elements.iter().map(|one| ty(types, one)).collect();
            format!("({})", elements.join(", "))
        }
        Ty::Map(inner) => format!("map {}", ty(types, inner)),
        Ty::Nullable(inner) => format!("{} | null", ty(types, inner)),
        Ty::JsonText(inner) => format!("text of {}", ty(types, inner)),
        Ty::Json => "Json".to_owned(),
    }
}

fn named(types: &[TypeDef], def: &TypeDef) -> String {
    match &def.hint {
        NameHint::Component(key) => key.clone(),
        NameHint::Inline { owner, steps, .. } => {
            let steps: Vec<String> = steps.iter().map(step).collect();
            let item = item(types, &def.item);
            format!("<{}.{} {item}>", self::owner(owner), steps.join("."))
        }
    }
}

fn owner(owner: &Owner) -> String {
    match owner {
        Owner::Message { kind, name, .. } => format!("{} {name}", kind.word()),
        Owner::Component(key) | Owner::Shared(key) => key.clone(),
        Owner::Operation { method, path } => format!("{method} {path}"),
    }
}

fn step(step: &Step) -> String {
    match step {
        Step::Property(name) | Step::Parameter(name) | Step::Header(name) => name.clone(),
        Step::Items => "[]".to_owned(),
        Step::Values => "{}".to_owned(),
        Step::Keys => "keys".to_owned(),
        Step::Variant(name) => format!("<{name}>"),
        Step::Body => "body".to_owned(),
        Step::Response(status) => status.clone(),
    }
}
