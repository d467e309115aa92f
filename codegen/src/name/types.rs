//! Names of declared types, and the keys under which they are published.

use super::inline::{self, Context};
use super::overrides::Overrides;
use super::scope::{self, Wish};
use super::{siblings, words};
use crate::analyze::Facts;
use crate::config::Config;
use crate::ir::{Api, Item, NameHint, Owner};
use crate::lock::uses::Place;
use crate::lock::{Locked, ProductLock, keys};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Names that only the emitted code has.
const RESERVED: &[&str] = &["Self"];

/// The names of all types, and of the structs that take their required members.
pub(super) struct Named {
    pub names: Vec<String>,
    pub required: Vec<Option<String>>,
}

/// Names every type: components by their keys, inline types from what owns them.
pub(super) fn types(
    api: &Api,
    facts: &Facts,
    config: &Config,
    methods: &BTreeMap<Owner, inline::Method>,
    published: &Published<'_>,
    overrides: &mut Overrides<'_>,
) -> Named {
    let components = component_names(api, config);
    let context = Context::new(api, methods, &components, published.places);
    let own = |index: usize| match &api.types[index].hint {
        NameHint::Component(key) => component_candidates(api, index, key, config),
        NameHint::Inline { .. } => context.candidates(index),
    };
    let candidates = |index: usize| match api.types[index].input_of {
        Some(of) => with_input(&own(of.0)),
        None => own(index),
    };
    let first = |index: usize| match &api.types[index].hint {
        NameHint::Component(key) => first_component(api, index, key, config),
        NameHint::Inline { .. } => context.candidates(index).swap_remove(0),
    };
    let mut wishes: Vec<Wish> = Vec::with_capacity(api.types.len());
    for (index, def) in api.types.iter().enumerate() {
        // What is sent of a type follows it.
        wishes.push(match def.input_of {
            Some(of) => input_wish(&wishes[of.0], index, published),
            None => wish(api, index, first(index), published, overrides),
        });
    }
    let many: Vec<usize> = (0..api.types.len())
        .filter(|index| facts.types.get(*index).is_some_and(|f| f.many_required))
        .collect();
    for index in &many {
        let wish = required_wish(&wishes[*index], published.locked[*index].as_ref());
        wishes.push(wish);
    }
    let reserved = |name: &str| RESERVED.contains(&name);
    overrides.settled(&mut wishes, &reserved, "type");
    let more = |index: usize, wish: &Wish| match many.get(index.wrapping_sub(api.types.len())) {
        // The struct of required members is called after its type, whatever that is called.
        Some(of) => with_required(&candidates(*of)),
        None if wish.fixed.is_none() => candidates(index).split_off(1),
        None => Vec::new(),
    };
    let mut settled = scope::settle_marked(wishes, &reserved, &more);
    let made = settled.split_off(api.types.len()).into_iter();
    let made: Vec<String> = made.map(|(name, _)| name).collect();
    let marked = settled.iter().enumerate().filter(|(_, (_, last))| *last);
    let undecided: BTreeSet<usize> = marked.map(|(index, _)| index).collect();
    let mut names: Vec<String> = settled.into_iter().map(|(name, _)| name).collect();
    siblings::rename(api, &mut names, &undecided, &made.iter().cloned().collect());
    let mut required = vec![None; names.len()];
    for (index, name) in many.into_iter().zip(made) {
        required[index] = Some(name);
    }
    Named { names, required }
}

/// What is known of types beforehand, one of each for every type.
pub(super) struct Published<'a> {
    /// The places it is written at.
    pub places: &'a [BTreeSet<Place>],
    /// Its keys.
    pub keys: &'a [Vec<String>],
    /// What is published of it.
    pub locked: &'a [Option<Locked>],
}

/// What is published of each type. A name that two types have been published under, as happens when
/// one type becomes two, stays with the one that has more places.
pub(super) fn locked(keys: &[Vec<String>], lock: &ProductLock) -> Vec<Option<Locked>> {
    let mut locked: Vec<Option<Locked>> = keys.iter().map(|keys| lock.a_type(keys)).collect();
    let mut holders: BTreeMap<String, (Reverse<usize>, &[String], usize)> = BTreeMap::new();
    for (index, known) in locked.iter().enumerate() {
        let Some(known) = known else { continue };
        let places = keys[index]
            .iter()
            .filter(|key| lock.types.contains_key(*key))
            .count();
        let claim = (Reverse(places), keys[index].as_slice(), index);
        let holder = holders.entry(known.name.clone()).or_insert(claim);
        *holder = claim.min(*holder);
    }
    for (index, known) in locked.iter_mut().enumerate() {
        *known = known.take().filter(|known| holders[&known.name].2 == index);
    }
    locked
}

fn wish(
    api: &Api,
    index: usize,
    first: (u8, String),
    published: &Published<'_>,
    overrides: &mut Overrides<'_>,
) -> Wish {
    let def = &api.types[index];
    let component = match &def.hint {
        NameHint::Component(key) => Some(key.as_str()),
        NameHint::Inline { .. } => None,
    };
    let given = overrides.a_type(component, &def.origin);
    let locked = published.locked[index].as_ref();
    let key = published.keys[index].first().cloned();
    Wish {
        renamed: given.as_ref().map(|given| given.place.clone()),
        fixed: given
            .map(|given| given.name)
            .or_else(|| locked.map(|locked| locked.name.clone())),
        candidates: vec![first],
        key: key.unwrap_or_else(|| def.origin.to_string()),
        pascal: true,
    }
}

/// What is sent of a type that is another where it is received: it is called after that.
fn input_wish(of: &Wish, index: usize, published: &Published<'_>) -> Wish {
    let own: Vec<(u8, String)> = of.fixed.iter().map(|name| (0, name.clone())).collect();
    let locked = published.locked[index].as_ref();
    Wish {
        fixed: locked.map(|locked| locked.name.clone()),
        candidates: with_input(if own.is_empty() { &of.candidates } else { &own }),
        key: keys::of_input(&of.key),
        pascal: true,
        renamed: None,
    }
}

fn with_input(candidates: &[(u8, String)]) -> Vec<(u8, String)> {
    let with = |rank: u8, ending: &str| {
        let all = candidates
            .iter()
            .map(move |(own, name)| (own + rank, format!("{name}{ending}")));
        all.collect::<Vec<_>>()
    };
    [with(30, "Input"), with(60, "RequestInput")].concat()
}

/// The struct of the required members of a type.
fn required_wish(of: &Wish, locked: Option<&Locked>) -> Wish {
    let locked = locked.and_then(|locked| locked.roles.get("required"));
    let own = of
        .fixed
        .iter()
        .map(|name| (0, name.clone()))
        .collect::<Vec<_>>();
    Wish {
        fixed: locked.cloned(),
        candidates: with_required(if own.is_empty() { &of.candidates } else { &own }),
        key: format!("{} required", of.key),
        pascal: true,
        renamed: None,
    }
}

fn with_required(candidates: &[(u8, String)]) -> Vec<(u8, String)> {
    let with = |(rank, name): &(u8, String)| (rank + 30, format!("{name}Required"));
    candidates.iter().map(with).collect()
}

/// The best name of a component.
fn first_component(api: &Api, index: usize, key: &str, config: &Config) -> (u8, String) {
    let short = stripped(key, config);
    let name = type_name(&words::words(short));
    let rank = if short != key {
        3
    } else if name == key {
        1
    } else {
        2
    };
    (rank + 3 * u8::from(is_nested(api, index)), name)
}

/// Whether a component-like type is a member of `$defs` somewhere.
fn is_nested(api: &Api, index: usize) -> bool {
    let pointer = &api.types[index].origin.pointer;
    !pointer.starts_with("/components/") || pointer.matches('/').count() > 3
}

/// The names a component would take: its key without a configured ending, else its key.
fn component_candidates(api: &Api, index: usize, key: &str, config: &Config) -> Vec<(u8, String)> {
    let full = words::words(key);
    let name = type_name(&full);
    let mut candidates = Vec::new();
    let short = stripped(key, config);
    if short != key {
        candidates.push((3, type_name(&words::words(short))));
    }
    // A key that is already the name has the better claim to it than one that becomes it.
    candidates.push((if name == key { 1 } else { 2 }, name));
    let spelled = words::spelled(key);
    let style = words::style(key).to_owned();
    if is_nested(api, index) {
        let origin: Vec<String> = api.types[index].origin.tokens().collect();
        // A member of `$defs`: what surrounds it tells it apart from others of its name.
        for (rank, _) in &mut candidates {
            *rank += 3;
        }
        if let Some(around) = origin.get(2) {
            let mut whole = words::words(stripped(around, config));
            whole.extend(full.iter().cloned());
            candidates.push((7, type_name(&whole)));
        }
    }
    candidates.push((8, type_name(&spelled)));
    candidates.push((9, type_name(&[full, vec![style.clone()]].concat())));
    candidates.push((9, type_name(&[spelled, vec![style]].concat())));
    candidates
}

/// A key without the first configured ending it has, unless nothing would be left.
pub(super) fn stripped<'k>(key: &'k str, config: &Config) -> &'k str {
    let mut endings = config.strip_suffixes.iter();
    let short = endings.find_map(|ending| key.strip_suffix(ending.as_str()));
    short
        .filter(|short| !words::key(short).is_empty())
        .unwrap_or(key)
}

/// A type's name; the one that cannot be is made longer.
pub(super) fn type_name(words: &[String]) -> String {
    let name = words::pascal(words);
    if name == "Self" {
        "SelfValue".to_owned()
    } else {
        name
    }
}

/// What components are called as the owners of inline types: the name by rule, whoever else wants
/// it, so that an inline type's name depends on its owner's key alone.
fn component_names(api: &Api, config: &Config) -> BTreeMap<String, Vec<String>> {
    let mut names = BTreeMap::new();
    for def in &api.types {
        let key = match &def.hint {
            NameHint::Component(key) => key,
            NameHint::Inline {
                owner: Owner::Component(key) | Owner::Shared(key),
                ..
            } => key,
            NameHint::Inline { .. } => continue,
        };
        names
            .entry(key.clone())
            .or_insert_with(|| words::words(stripped(key, config)));
    }
    names
}

/// Whether a type is an enumeration.
pub(super) fn is_enum(item: &Item) -> bool {
    matches!(item, Item::Enum(_))
}
