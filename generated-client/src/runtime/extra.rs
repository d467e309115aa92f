//! The members of an object that its type does not declare.

use super::wire::Json;
use serde_json::Map;
use std::fmt;

/// The members of an object that its type does not declare, as they came.
///
/// They are written again. A member that the type declares is written from its field; only if that
/// is absent, a member of the same name in here is written instead.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Map<String, Json>>>);

impl Extra {
    /// The value of a member.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0.as_ref()?.get(key)
    }

    /// Whether there is such a member.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Sets a member. Gives the value it had.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        self.0
            .get_or_insert_default()
            .insert(key.into(), value.into())
    }

    /// Removes a member. Gives the value it had.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        self.0.as_mut()?.remove(key)
    }

    /// The members.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Json)> {
        self.0.iter().flat_map(|map| map.iter())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |map| map.len())
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(map), Some(other)) => map == other,
            _ => self.is_empty() && other.is_empty(),
        }
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
