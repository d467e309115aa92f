//! Names of schemas written in place, from what owns them and the steps down to them.

use super::types::{is_enum, type_name};
use super::words;
use crate::ir::{Api, Item, NameHint, Owner, Step};
use crate::lock::uses::{self, Place};
use std::collections::{BTreeMap, BTreeSet};

/// What an operation is called, for the names of its parts.
#[derive(Debug, Clone)]
pub(super) struct Method {
    /// The words of its resources, outermost first, without repetition.
    pub resources: Vec<String>,
    /// The words of the method itself.
    pub method: Vec<String>,
}

/// What naming an inline type needs to know.
pub(super) struct Context<'a> {
    api: &'a Api,
    methods: &'a BTreeMap<Owner, Method>,
    components: &'a BTreeMap<String, Vec<String>>,
    places: &'a [BTreeSet<Place>],
}

impl<'a> Context<'a> {
    pub(super) fn new(
        api: &'a Api,
        methods: &'a BTreeMap<Owner, Method>,
        components: &'a BTreeMap<String, Vec<String>>,
        places: &'a [BTreeSet<Place>],
    ) -> Self {
        Self {
            api,
            methods,
            components,
            places,
        }
    }

    /// The names an inline type would take, the shortest first.
    pub(super) fn candidates(&self, index: usize) -> Vec<(u8, String)> {
        let NameHint::Inline {
            owner,
            steps,
            title,
        } = &self.api.types[index].hint
        else {
            return Vec::new();
        };
        let own = (owner.clone(), steps.clone());
        let shared = self.shared(index);
        // Of several places the nearest to its owner counts, whichever was read first.
        let places = self.places[index].iter().filter(|_| shared.is_some());
        let nearest = places
            .chain([&own])
            .min_by_key(|place| (place.1.len(), *place));
        let (owner, steps) = nearest.unwrap_or(&own);
        let mut names: Vec<Vec<String>> = Vec::new();
        names.extend(shared);
        let bases = self.bases(owner, steps);
        let in_operation = matches!(owner, Owner::Operation { .. } | Owner::Message { .. });
        let shorter = groups(steps, in_operation, false);
        let groups: Vec<&[String]> = shorter.iter().map(Vec::as_slice).collect();
        for base in &bases {
            if let Some((last, before)) = groups.split_last() {
                let telling = telling(before, last);
                names.push(join(base, telling, last));
            }
        }
        for base in &bases {
            names.push(
                groups
                    .iter()
                    .fold(base.clone(), |name, group| overlap(name, group)),
            );
        }
        let longer = self::groups(steps, in_operation, true);
        let groups: Vec<&[String]> = longer.iter().map(Vec::as_slice).collect();
        for base in bases.iter().rev().take(1) {
            let whole = groups
                .iter()
                .fold(base.clone(), |name, group| [&name, *group].concat());
            let kind = match self.api.types[index].item {
                Item::Enum(_) => "kind",
                Item::Union(_) => "choice",
                _ => "value",
            };
            names.push(whole.clone());
            names.push([whole.clone(), vec![kind.to_owned()]].concat());
            // Between siblings that nothing else tells apart, what people call them.
            names.extend(
                title
                    .as_ref()
                    .map(|title| overlap(whole, &words::words(title))),
            );
        }
        names
            .iter()
            .enumerate()
            .map(|(level, words)| (10 + u8::try_from(level).unwrap_or(9), type_name(words)))
            .collect()
    }

    /// An enumeration that several things use under one name is called by that name.
    fn shared(&self, index: usize) -> Option<Vec<String>> {
        if !is_enum(&self.api.types[index].item) {
            return None;
        }
        let places = &self.places[index];
        let users: BTreeSet<&Owner> = places.iter().map(|(owner, _)| owner).collect();
        let names: BTreeSet<Vec<String>> = places
            .iter()
            .filter_map(uses::member)
            .map(|name| words::singular_words(&words::words(name)))
            .collect();
        if users.len() < 2 || names.len() != 1 {
            return None;
        }
        names.into_iter().next()
    }

    /// The words that stand for the owner, the shortest first.
    fn bases(&self, owner: &Owner, steps: &[Step]) -> Vec<Vec<String>> {
        let component = |key: &String| {
            let known = self.components.get(key).cloned();
            known.unwrap_or_else(|| words::words(key))
        };
        match owner {
            Owner::Component(key) | Owner::Shared(key) => vec![component(key)],
            Owner::Message {
                kind,
                name,
                method,
                of,
            } => {
                let kind = [kind.word().to_owned()];
                let plain = overlap(words::words(name), &kind);
                let of = of.as_ref().and_then(|(method, path)| {
                    let (method, path) = (method.clone(), path.clone());
                    self.methods.get(&Owner::Operation { method, path })
                });
                let mut longer = of.map(call_words).unwrap_or_default();
                longer.extend(words::words(method));
                longer.extend(plain.iter().cloned());
                vec![plain, longer]
            }
            Owner::Operation { method, path } => {
                let Some(called) = self.methods.get(owner) else {
                    return vec![words::words(&format!("{method} {path}"))];
                };
                let thing = words::singular_words(&called.resources);
                let call = call_words(called);
                match steps.first() {
                    Some(Step::Parameter(_)) => vec![thing, call],
                    _ => vec![call],
                }
            }
        }
    }
}

/// `create security group rule`, `list security groups`, `start instance`.
fn call_words(called: &Method) -> Vec<String> {
    let thing = words::singular_words(&called.resources);
    match called.method.as_slice() {
        [verb] if verb == "list" => overlap(called.method.clone(), &called.resources),
        [_] => overlap(called.method.clone(), &thing),
        _ => overlap(thing, &called.method),
    }
}

/// The words of each step; in full also those that say whether something is sent, or with which
/// status it comes. Steps that only pass through a container make the name before them singular.
fn groups(steps: &[Step], in_operation: bool, full: bool) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let last = index + 1 == steps.len();
        match step {
            Step::Property(name) | Step::Parameter(name) => groups.push(words::words(name)),
            Step::Items => contained(&mut groups, "item"),
            Step::Values => contained(&mut groups, "value"),
            Step::Keys => groups.push(vec!["key".to_owned()]),
            // A body of a further media type.
            Step::Variant(name)
                if index > 0 && steps[index - 1] == Step::Body && name.contains('/') =>
            {
                groups.push(super::variant::words(name));
            }
            Step::Variant(name) => groups.push(variant(name)),
            Step::Body if !full && (in_operation || !last) => {}
            Step::Body => groups.push(vec!["body".to_owned()]),
            Step::Response(status) if full => {
                groups.push(words::split(&super::status::reason(status)));
                groups.push(vec!["response".to_owned()]);
            }
            Step::Response(status) => groups.extend(answer(status, last)),
            Step::Header(name) => {
                groups.push([words::words(name), vec!["header".to_owned()]].concat());
            }
        }
    }
    groups
}

/// What tells a variant from its siblings. An object is told by members that only it has, an array
/// by what is said of its elements.
fn variant(name: &str) -> Vec<String> {
    if let Some(elements) = name.strip_prefix("object array") {
        return words::words(if elements.is_empty() {
            "array"
        } else {
            elements
        });
    }
    let says_how = ["without ", "requiring "];
    match name.strip_prefix("object ") {
        Some(members) if says_how.iter().any(|start| members.starts_with(start)) => {
            words::words(members)
        }
        Some(members) => [vec!["with".to_owned()], words::words(members)].concat(),
        None => words::words(name),
    }
}

/// What an element is called: the singular of what holds it.
fn contained(groups: &mut Vec<Vec<String>>, otherwise: &str) {
    if let Some(group) = groups.last_mut() {
        let one = words::singular_words(group);
        if one != *group {
            *group = one;
            return;
        }
    }
    groups.push(vec![otherwise.to_owned()]);
}

/// A successful answer is the response; every other is called by its status.
fn answer(status: &str, last: bool) -> Option<Vec<String>> {
    let success = status.starts_with('2');
    if success {
        return last.then(|| vec!["response".to_owned()]);
    }
    let reason = super::status::reason(status);
    Some(words::split(&reason))
}

/// A last group that says nothing by itself needs the one before it.
fn telling<'g>(before: &[&'g [String]], last: &[String]) -> &'g [String] {
    let vague = matches!(
        last,
        [word] if matches!(
            word.as_str(),
            "item" | "value" | "key" | "object" | "string" | "array" | "number" | "integer" | "boolean"
        )
    );
    let first = last.first().map(String::as_str);
    let with = matches!(first, Some("with" | "without" | "requiring"));
    match before.last() {
        Some(group) if vague || with => group,
        _ => &[],
    }
}

fn join(base: &[String], telling: &[String], last: &[String]) -> Vec<String> {
    overlap(overlap(base.to_vec(), telling), last)
}

/// Both in a row, without the words that the first ends in and the second begins with.
pub(super) fn overlap(mut first: Vec<String>, second: &[String]) -> Vec<String> {
    let same = |a: &String, b: &String| words::singular(a) == words::singular(b);
    let longest = first.len().min(second.len());
    let common = (1..=longest).rev().find(|length| {
        let tail = &first[first.len() - length..];
        tail.iter().zip(second).all(|(a, b)| same(a, b))
    });
    if let Some(length) = common {
        first.truncate(first.len() - length);
    }
    first.extend(second.iter().cloned());
    first
}
