//! What is published of an operation whose path variables are called otherwise now.
//!
//! The names of variables are in the keys of operations, and of types written in place within them.
//! They say nothing to the server (OpenAPI 3.1, "Path Templating"), so renaming one is no reason to
//! let a published name go.

use super::keys;
use super::{Locked, ProductLock};
use crate::ir::Api;
use std::collections::{BTreeMap, BTreeSet};

/// The lock of a product with the keys that its operations have now.
pub(super) fn following(mut lock: ProductLock, api: &Api) -> ProductLock {
    let renamed = renamed(&lock, &keys::operations(api));
    if renamed.is_empty() {
        return lock;
    }
    let types = std::mem::take(&mut lock.types).into_iter();
    let types = types.map(|(key, locked)| {
        let new = owner(&key, &lock).and_then(|old| Some((old, renamed.get(old)?)));
        let key = new.map_or(key.clone(), |(old, new)| key.replacen(old, new, 1));
        (key, locked)
    });
    lock.types = types.collect();
    for (old, new) in &renamed {
        if let Some(mut locked) = lock.methods.remove(old) {
            rename_arguments(&mut locked, old, new);
            lock.methods.insert(new.clone(), locked);
        }
    }
    lock
}

/// The published operation that a type is written in: the longest whose key the type's begins with.
fn owner<'l>(key: &str, lock: &'l ProductLock) -> Option<&'l str> {
    let owners = lock.methods.keys().map(String::as_str);
    let within = |owner: &&str| {
        let rest = key.strip_prefix(*owner);
        rest.is_some_and(|rest| rest.starts_with(['/', ' ']))
    };
    owners.filter(within).max_by_key(|owner| owner.len())
}

/// Published keys that no operation has, each with the only new one that is equal but for the names
/// of its variables.
fn renamed(lock: &ProductLock, now: &[String]) -> BTreeMap<String, String> {
    let mut new: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for key in now.iter().filter(|key| !lock.methods.contains_key(*key)) {
        new.entry(without_names(key)).or_default().push(key);
    }
    let known: BTreeSet<&String> = now.iter().collect();
    let gone = lock.methods.keys().filter(|key| !known.contains(key));
    let gone: Vec<(&String, String)> = gone.map(|key| (key, without_names(key))).collect();
    let only = |bare: &String| gone.iter().filter(|(_, other)| other == bare).count() == 1;
    let pairs = gone.iter().filter(|(_, bare)| only(bare));
    pairs
        .filter_map(|(old, bare)| match new.get(bare)?.as_slice() {
            [one] => Some(((*old).clone(), (*one).clone())),
            _ => None,
        })
        .collect()
}

/// The arguments keep their names, in the order of the path.
fn rename_arguments(locked: &mut Locked, old: &str, new: &str) {
    let pairs = variables(old).into_iter().zip(variables(new));
    let named: Vec<(String, Option<String>)> = pairs
        .map(|(old, new)| {
            let name = locked.members.remove(&format!("path:{old}"));
            (format!("path:{new}"), name)
        })
        .collect();
    let named = named
        .into_iter()
        .filter_map(|(key, name)| Some((key, name?)));
    locked.members.extend(named);
}

fn without_names(key: &str) -> String {
    let mut bare = key.to_owned();
    for name in variables(key) {
        bare = bare.replacen(&format!("{{{name}}}"), "{}", 1);
    }
    bare
}

/// The names of the variables, in the order of the path.
fn variables(key: &str) -> Vec<&str> {
    let behind = key.split('{').skip(1);
    behind
        .filter_map(|text| Some(text.split_once('}')?.0))
        .collect()
}
