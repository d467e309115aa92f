//! Names of inline types that their places do not tell apart, such as variants of a union that have
//! the same members: they are called by what is in them, and what is below them by them.

use super::scope::{self, Wish};
use super::types::type_name;
use super::words;
use crate::ir::{Api, Constant, Field, Item, NameHint, Struct, Ty, TypeDef};
use crate::lock::keys;
use std::collections::{BTreeMap, BTreeSet};

/// How many words of its members a name may have.
const MEMBERS: usize = 3;

/// Names the types in `undecided` anew, those nearest to their owners first, since the others are
/// called after them. `taken` are names beside those of the types.
pub(super) fn rename(
    api: &Api,
    names: &mut [String],
    undecided: &BTreeSet<usize>,
    taken: &BTreeSet<String>,
) {
    let around = around(api, undecided);
    let mut by_depth: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in undecided {
        by_depth
            .entry(depth(&api.types[*index]))
            .or_default()
            .push(*index);
    }
    let mut waiting = undecided.clone();
    for (_, group) in by_depth {
        let decided = names
            .iter()
            .enumerate()
            .filter(|(index, _)| !waiting.contains(index));
        let mut known: BTreeSet<String> = decided.map(|(_, name)| name.clone()).collect();
        known.extend(taken.iter().cloned());
        let wishes: Vec<Wish> = group
            .iter()
            .map(|index| wish(api, *index, names, around.get(index)))
            .collect();
        let settled = scope::settle(wishes, &|name| known.contains(name), &scope::no_more);
        for (index, name) in group.iter().zip(settled) {
            names[*index] = name;
            waiting.remove(index);
        }
    }
}

fn depth(def: &TypeDef) -> usize {
    match &def.hint {
        NameHint::Component(_) => 0,
        NameHint::Inline { steps, .. } => steps.len(),
    }
}

/// What a type stands in: the type around it, and as which member if it is one.
struct Around<'a> {
    index: usize,
    member: Option<&'a str>,
    variant: Option<&'a str>,
}

/// The nearest type around each of the undecided ones.
fn around<'a>(api: &'a Api, undecided: &BTreeSet<usize>) -> BTreeMap<usize, Around<'a>> {
    let mut around: BTreeMap<usize, Around<'a>> = BTreeMap::new();
    let mut enter = |ty: &Ty, new: Around<'a>| {
        let Some(id) = declared(ty).filter(|id| undecided.contains(id) && *id != new.index) else {
            return;
        };
        let order = |at: &Around<'_>| {
            let def = &api.types[at.index];
            (depth(def), &def.origin)
        };
        if around
            .get(&id)
            .is_none_or(|known| order(&new) < order(known))
        {
            around.insert(id, new);
        }
    };
    for (index, def) in api.types.iter().enumerate() {
        match &def.item {
            Item::Struct(object) => {
                for field in &object.fields {
                    let member = Some(field.wire_name.as_str());
                    enter(
                        &field.ty,
                        Around {
                            index,
                            member,
                            variant: None,
                        },
                    );
                }
            }
            Item::Union(union) => {
                for variant in &union.variants {
                    let hint = Some(variant.hint.as_str());
                    enter(
                        &variant.ty,
                        Around {
                            index,
                            member: None,
                            variant: hint,
                        },
                    );
                }
            }
            Item::Enum(_) | Item::Alias(_) | Item::Wrapper(_) => {}
        }
    }
    around
}

/// The declared type in a use, through containers and null.
fn declared(ty: &Ty) -> Option<usize> {
    match ty {
        Ty::Named(id) => Some(id.0),
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::JsonText(inner) => {
            declared(inner)
        }
        Ty::Tuple(_) | Ty::Scalar(_) | Ty::Json => None,
    }
}

fn wish(api: &Api, index: usize, names: &[String], around: Option<&Around<'_>>) -> Wish {
    let def = &api.types[index];
    let mut labels: Vec<Vec<String>> = Vec::new();
    if let Some(member) = around.and_then(|around| around.member) {
        labels.push(words::singular_words(&words::words(member)));
        labels.push(words::words(member));
    }
    if let Item::Struct(object) = &def.item {
        labels.push(constants(api, object));
        labels.push(members(object.fields.iter().filter(|field| field.required)));
        labels.push(members(object.fields.iter()));
        labels.push(members_of(object.fields.iter(), 2 * MEMBERS));
    }
    labels.extend(around.and_then(|around| around.variant).map(words::words));
    if let NameHint::Inline {
        title: Some(title), ..
    } = &def.hint
    {
        labels.push(words::words(title));
    }
    labels.retain(|label| !label.is_empty());
    let base = around.map_or(&names[index], |around| &names[around.index]);
    let candidates = (10..)
        .zip(labels)
        .map(|(rank, label)| (rank, format!("{base}{}", type_name(&label))));
    Wish {
        candidates: candidates.chain([(50, names[index].clone())]).collect(),
        key: def.origin.to_string(),
        pascal: true,
        ..Wish::default()
    }
}

/// The values that members always have: what most unions are told apart by.
fn constants(api: &Api, object: &Struct) -> Vec<String> {
    let fixed = object
        .fields
        .iter()
        .filter_map(|field| match &field.constant {
            Some(constant @ Constant::Text(_)) => Some(keys::constant(constant)),
            Some(_) => None,
            None => match &api.types[declared(&field.ty)?].item {
                Item::Enum(list) if list.values.len() == 1 => Some(keys::value(&list.values[0])),
                _ => None,
            },
        });
    fixed
        .take(MEMBERS)
        .flat_map(|text| words::words(&text))
        .collect()
}

fn members<'a>(fields: impl Iterator<Item = &'a Field>) -> Vec<String> {
    members_of(fields, MEMBERS)
}

fn members_of<'a>(fields: impl Iterator<Item = &'a Field>, count: usize) -> Vec<String> {
    let names = fields
        .filter(|field| field.constant.is_none())
        .map(|field| &field.wire_name);
    let names: Vec<String> = names
        .take(count)
        .flat_map(|name| words::words(name))
        .collect();
    if names.is_empty() {
        return names;
    }
    [vec!["with".to_owned()], names].concat()
}
