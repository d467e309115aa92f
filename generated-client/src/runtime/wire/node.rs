//! Lists and objects that are in memory already.

use super::Json;
use super::context::Context;
use super::failure::Failure;
use super::numbers::Number;
use super::source::{Entries, Items, Source, Take};

pub(crate) struct NodeItems<'a> {
    items: std::slice::Iter<'a, Json>,
    context: &'a Context,
    depth: u32,
}

impl<'a> NodeItems<'a> {
    pub(crate) fn new(items: &'a [Json], context: &'a Context, depth: u32) -> Self {
        Self {
            items: items.iter(),
            context,
            depth,
        }
    }
}

impl Items for NodeItems<'_> {
    fn next(&mut self, take: Take<'_>) -> Result<bool, Failure> {
        match self.items.next() {
            Some(item) => take(Source::node(item, self.context, self.depth)).map(|()| true),
            None => Ok(false),
        }
    }
}

pub(crate) struct NodeEntries<'a> {
    entries: serde_json::map::Iter<'a>,
    value: Option<&'a Json>,
    context: &'a Context,
    depth: u32,
}

impl<'a> NodeEntries<'a> {
    pub(crate) fn new(
        members: &'a serde_json::Map<String, Json>,
        context: &'a Context,
        depth: u32,
    ) -> Self {
        Self {
            entries: members.iter(),
            value: None,
            context,
            depth,
        }
    }
}

impl Entries for NodeEntries<'_> {
    fn key(&mut self, take: &mut dyn FnMut(&str)) -> Result<bool, Failure> {
        let Some((key, value)) = self.entries.next() else {
            return Ok(false);
        };
        self.value = Some(value);
        take(key);
        Ok(true)
    }

    fn value(&mut self, take: Take<'_>) -> Result<(), Failure> {
        match self.value.take() {
            Some(value) => take(Source::node(value, self.context, self.depth)),
            None => Err(Failure::new("a value was read before its key")),
        }
    }

    fn number(&mut self) -> Result<Option<Number>, Failure> {
        Ok(None)
    }
}
