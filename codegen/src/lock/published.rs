//! What the lock says of an API beyond its names: what the stages before naming keep to, so that what
//! is added to a document does not change what is published.

use super::{Locked, ProductLock, keys, uses};
use crate::ir::Api;
use std::collections::BTreeMap;

/// The role of a type that is sent: the name it is sent by.
pub(crate) const SENT: &str = "sent";

/// The role of a member that is held by a `Box`: the member's name.
pub(crate) fn boxed(member: &str) -> String {
    format!("box:{member}")
}

/// The role of a method whose answers are read page by page: where in an answer its items are.
pub(crate) fn items(path: &str) -> String {
    format!("{ITEMS}{path}")
}

const ITEMS: &str = "items:";

/// What is published of an API.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// One for each of `Api::types`, or none at all.
    pub types: Vec<PublishedType>,
    /// One for each of `Api::operations`, or none at all: where in an answer the items of its pages are.
    pub items: Vec<Option<String>>,
}

/// What is published of one type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishedType {
    /// Whether it is two types, one that is received and one that is sent.
    pub two: bool,
    /// Whether it, or the one of the two, is sent.
    pub sent: bool,
    /// Its members by their keys, and whether each is held by a `Box`; empty if nothing is published.
    pub members: BTreeMap<String, bool>,
}

/// What is published of each type and operation.
#[must_use]
pub fn published(api: &Api, lock: &ProductLock) -> Published {
    Published {
        types: types(api, lock),
        items: keys::operations(api)
            .iter()
            .map(|key| lock.methods.get(key).and_then(items_of))
            .collect(),
    }
}

fn items_of(locked: &Locked) -> Option<String> {
    let mut roles = locked.roles.keys();
    roles.find_map(|role| role.strip_prefix(ITEMS).map(str::to_owned))
}

fn types(api: &Api, lock: &ProductLock) -> Vec<PublishedType> {
    if lock.types.is_empty() {
        return vec![PublishedType::default(); api.types.len()];
    }
    let keys = keys::types(api, &uses::places(api));
    let one = |keys: &Vec<String>| {
        let is_two = |key: &String| lock.types.contains_key(&keys::of_input(key));
        let locked = lock.a_type(keys).unwrap_or_default();
        PublishedType {
            two: keys.iter().any(is_two),
            sent: locked.roles.contains_key(SENT),
            members: members(&locked),
        }
    };
    keys.iter().map(one).collect()
}

fn members(locked: &Locked) -> BTreeMap<String, bool> {
    let members = locked.members.keys();
    let with_box = |key: &String| (key.clone(), locked.roles.contains_key(&boxed(key)));
    members.map(with_box).collect()
}
