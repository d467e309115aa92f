//! Names of fields, of enumeration values and of variants.

use super::overrides::Overrides;
use super::scope::{self, Wish};
use super::words;
use crate::ir::{Additional, Constant, Enum, Field, Item, Struct, Ty, TypeDef, Union, Variant};
use crate::lock::{Locked, keys};
use std::collections::BTreeSet;

/// Functions that every struct has or whose name its derives need.
const RESERVED_FIELDS: &[&str] = &["clone", "extra", "extra_mut", "new"];

/// The catch-alls of open enumerations and unions.
const RESERVED_VARIANTS: &[&str] = &["Other", "Self", "Unknown"];

/// The names of a type's members, in the order of the IR.
pub(super) fn members(
    def: &TypeDef,
    types: &[String],
    locked: Option<&Locked>,
    overrides: &mut Overrides<'_>,
) -> Vec<String> {
    match &def.item {
        Item::Struct(object) => fields(object, locked, overrides),
        Item::Enum(list) => values(def, list, locked, overrides),
        Item::Union(union) => variants(def, union, types, locked, overrides),
        Item::Alias(_) | Item::Wrapper(_) => Vec::new(),
    }
}

fn fields(object: &Struct, locked: Option<&Locked>, overrides: &mut Overrides<'_>) -> Vec<String> {
    let nulls = null_setters(&object.fields);
    let typed = matches!(object.additional, Additional::Typed(_));
    let reserved = |name: &str| {
        RESERVED_FIELDS.contains(&name) || typed && name == "additional" || nulls.contains(name)
    };
    let mut wishes: Vec<Wish> = object
        .fields
        .iter()
        .map(|field| {
            let given = overrides.field(&field.origin);
            let locked = locked.and_then(|locked| locked.members.get(&field.wire_name));
            Wish {
                renamed: given.as_ref().map(|given| given.place.clone()),
                fixed: given.map(|given| given.name).or_else(|| locked.cloned()),
                candidates: vec![first_snake(&field.wire_name, &reserved)],
                key: field.wire_name.clone(),
                pascal: false,
            }
        })
        .collect();
    overrides.settled(&mut wishes, &reserved, "field");
    scope::settle(wishes, &reserved, &|_, wish| {
        more_snake(&wish.key, &reserved)
    })
}

/// The setters that send null: a member of the same name has to yield.
pub(super) fn null_setters(fields: &[Field]) -> BTreeSet<String> {
    let nullable = fields
        .iter()
        .filter(|field| !field.required && matches!(field.ty, Ty::Nullable(_)));
    nullable
        .map(|field| format!("{}_null", words::snake(&words::words(&field.wire_name))))
        .collect()
}

/// The names a member would take where its best one is disputed: with its signs, then with its
/// style.
pub(super) fn more_snake(wire_name: &str, reserved: &dyn Fn(&str) -> bool) -> Vec<(u8, String)> {
    let name = words::snake(&words::words(wire_name));
    let spelled = words::snake(&words::spelled(wire_name));
    let style = words::style(wire_name);
    let names = [
        (3, spelled.clone()),
        (4, format!("{name}_{style}")),
        (5, format!("{spelled}_{style}")),
    ];
    let names = names.into_iter();
    names
        .map(|(rank, name)| (rank, valid(name, reserved)))
        .collect()
}

/// The best name for a member. One that is called so already has the better claim to it than one
/// that becomes it.
pub(super) fn first_snake(wire_name: &str, reserved: &dyn Fn(&str) -> bool) -> (u8, String) {
    let name = words::snake(&words::words(wire_name));
    let rank = if name == wire_name { 1 } else { 2 };
    (rank, valid(name, reserved))
}

fn valid(name: String, reserved: &dyn Fn(&str) -> bool) -> String {
    if reserved(&name) {
        format!("{name}_")
    } else {
        words::identifier(&name)
    }
}

fn values(
    def: &TypeDef,
    list: &Enum,
    locked: Option<&Locked>,
    overrides: &mut Overrides<'_>,
) -> Vec<String> {
    let mut wishes: Vec<Wish> = list
        .values
        .iter()
        .zip(keys::members(&def.item))
        .map(|(value, key)| {
            let given = overrides.variant(&def.origin, &key);
            let locked = locked.and_then(|locked| locked.members.get(&key));
            let mut candidates = Vec::new();
            // The title of an only value says what the property is, not what the value is.
            let hint = value.hint.as_deref().filter(|_| list.values.len() > 1);
            let hint = hint.filter(|hint| !words::key(hint).is_empty());
            if let Some(hint) = hint {
                candidates.push((1, variant_name(&words::words(hint))));
            }
            candidates.push(first_pascal(&key));
            Wish {
                renamed: given.as_ref().map(|given| given.place.clone()),
                fixed: given.map(|given| given.name).or_else(|| locked.cloned()),
                candidates,
                key,
                pascal: true,
            }
        })
        .collect();
    overrides.settled(&mut wishes, &is_catch_all, "value");
    let more = |_: usize, wish: &Wish| more_pascal(&wish.key).to_vec();
    scope::settle(wishes, &is_catch_all, &more)
}

fn is_catch_all(name: &str) -> bool {
    RESERVED_VARIANTS.contains(&name)
}

/// The best name for a value: its words. Where signs were dropped, a value without them has the
/// better claim.
fn first_pascal(text: &str) -> (u8, String) {
    let words = words::words(text);
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let name = variant_name(&words);
    let rank = if name == text {
        2
    } else if letters == text.chars().count() {
        3
    } else {
        4
    };
    (rank, name)
}

/// The other names for a value: with its signs, then with its style.
fn more_pascal(text: &str) -> [(u8, String); 3] {
    let (plain, spelled) = (words::words(text), words::spelled(text));
    let style = vec![words::style(text).to_owned()];
    [
        (5, variant_name(&spelled)),
        (6, variant_name(&[plain, style.clone()].concat())),
        (7, variant_name(&[spelled, style].concat())),
    ]
}

fn variant_name(words: &[String]) -> String {
    let name = words::pascal(words);
    if is_catch_all(&name) {
        format!("{name}Value")
    } else {
        name
    }
}

fn variants(
    def: &TypeDef,
    union: &Union,
    types: &[String],
    locked: Option<&Locked>,
    overrides: &mut Overrides<'_>,
) -> Vec<String> {
    let mut wishes: Vec<Wish> = union
        .variants
        .iter()
        .zip(keys::members(&def.item))
        .map(|(variant, key)| {
            let given = overrides.variant(&def.origin, &key);
            let locked = locked.and_then(|locked| locked.members.get(&key));
            Wish {
                renamed: given.as_ref().map(|given| given.place.clone()),
                fixed: given.map(|given| given.name).or_else(|| locked.cloned()),
                candidates: variant_candidates(variant, types),
                key,
                pascal: true,
            }
        })
        .collect();
    overrides.settled(&mut wishes, &is_catch_all, "variant");
    scope::settle(wishes, &is_catch_all, &scope::no_more)
}

/// The tag value where there is one, else the member's whole type name, else its kind.
fn variant_candidates(variant: &Variant, types: &[String]) -> Vec<(u8, String)> {
    let mut candidates = Vec::new();
    if let [tag] = variant.tags.as_slice() {
        candidates.push((1, variant_name(&tag_words(tag))));
    }
    if let Ty::Named(id) = plain(&variant.ty) {
        candidates.push((2, valid_variant(&types[id.0])));
    }
    if !variant.tags.is_empty() {
        let tags: Vec<String> = variant.tags.iter().flat_map(tag_words).collect();
        candidates.push((3, variant_name(&tags)));
        let spelled = variant
            .tags
            .iter()
            .flat_map(|tag| words::spelled(&keys::constant(tag)));
        candidates.push((4, variant_name(&spelled.collect::<Vec<_>>())));
    }
    candidates.push((5, variant_name(&kind_words(&variant.ty, types, false))));
    candidates.push((6, variant_name(&kind_words(&variant.ty, types, true))));
    candidates.push((7, variant_name(&words::words(&variant.hint))));
    candidates
}

fn valid_variant(name: &str) -> String {
    if is_catch_all(name) {
        format!("{name}Value")
    } else {
        name.to_owned()
    }
}

fn tag_words(tag: &Constant) -> Vec<String> {
    words::words(&keys::constant(tag))
}

fn plain(ty: &Ty) -> &Ty {
    match ty {
        Ty::Nullable(inner) => plain(inner),
        other => other,
    }
}

/// `array`, or in full `pet array`.
fn kind_words(ty: &Ty, types: &[String], full: bool) -> Vec<String> {
    let kind = words::words(&keys::kind(ty));
    let inner = match ty {
        Ty::Named(id) => return words::words(&types[id.0]),
        Ty::Nullable(inner) => return kind_words(inner, types, full),
        Ty::List(inner) | Ty::Map(inner) | Ty::JsonText(inner) if full => {
            kind_words(inner, types, full)
        }
        Ty::Tuple(parts) if full => {
            let parts = parts.iter().flat_map(|part| kind_words(part, types, full));
            parts.collect()
        }
        _ => Vec::new(),
    };
    [inner, kind].concat()
}
