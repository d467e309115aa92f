//! What a run changes about published names, and what it proposes to change.

use super::Names;
use crate::ir::Api;
use crate::lock::{Locked, ProductLock, keys};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to tell about published names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Names that nothing has any more, or that something else has now, a sentence each.
    pub gone: Vec<String>,
    /// Newer versions of calls that an older version keeps the short name from.
    pub swaps: Vec<Swap>,
    /// Objects that are published as taking any members, and stay so though members are declared now.
    pub open: Vec<Opened>,
}

/// An object that stays one of any members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its key, which is the line `open` of the lock.
    pub key: String,
    /// The members that are declared.
    pub declared: Vec<String>,
}

/// A newer version of a call, and the older one that was published under the short name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// Key and name of the newer version: `GET /v2/pets` and `pets.list_v2`.
    pub newer: (String, String),
    /// Key and name of the older one.
    pub older: (String, String),
}

/// Compares what was published before a run with what is after it.
#[must_use]
pub fn changes(api: &Api, names: &Names, before: &ProductLock, after: &ProductLock) -> Changes {
    let mut gone = compared("type", &before.types, &after.types);
    gone.extend(compared("method", &before.methods, &after.methods));
    let keys = keys::operations(api);
    let named = |index: usize| {
        let key = keys[index].clone();
        let name = after.methods.get(&key).map(|locked| locked.name.clone());
        (key, name.unwrap_or_default())
    };
    let swaps = names.swaps.iter().map(|(newer, older)| Swap {
        newer: named(newer.0),
        older: named(older.0),
    });
    let held = api.open.iter().filter(|object| !object.declared.is_empty());
    let open = held.map(|object| Opened {
        key: keys::hint(&object.hint),
        declared: object.declared.clone(),
    });
    Changes {
        gone,
        swaps: swaps.collect(),
        open: open.collect(),
    }
}

type Section = BTreeMap<String, Locked>;

/// What one name is published for.
#[derive(Default)]
struct Holder<'a> {
    keys: BTreeSet<&'a str>,
    members: BTreeSet<&'a str>,
}

/// By name, because a type may have several keys.
fn holders(section: &Section) -> BTreeMap<&str, Holder<'_>> {
    let mut holders: BTreeMap<&str, Holder<'_>> = BTreeMap::new();
    for (key, locked) in section {
        let holder = holders.entry(&locked.name).or_default();
        holder.keys.insert(key);
        holder
            .members
            .extend(locked.members.keys().map(String::as_str));
    }
    holders
}

fn compared(kind: &str, before: &Section, after: &Section) -> Vec<String> {
    let now = holders(after);
    let mut sentences = Vec::new();
    for (name, was) in holders(before) {
        let keys = list(&was.keys);
        match now.get(name) {
            Some(is) if is.keys.is_disjoint(&was.keys) => {
                let new = list(&is.keys);
                sentences.push(format!(
                    "The {kind} `{name}` was published for {keys} and is for {new} now."
                ));
            }
            Some(is) => {
                let lost: BTreeSet<&str> = was.members.difference(&is.members).copied().collect();
                if !lost.is_empty() {
                    let lost = list(&lost);
                    sentences.push(format!("The {kind} `{name}` has no {lost} any more."));
                }
            }
            None => match was.keys.iter().find_map(|key| after.get(*key)) {
                Some(locked) => sentences.push(format!(
                    "The {kind} `{name}` of {keys} is called `{}` now.",
                    locked.name
                )),
                None => sentences.push(format!(
                    "The {kind} `{name}` is gone, because the document has no {keys} any more."
                )),
            },
        }
    }
    sentences
}

fn list(words: &BTreeSet<&str>) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}
