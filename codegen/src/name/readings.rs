//! What is only read and is no resource of its own: readings, parts of one thing, views of many.

use super::path::{Route, Segment};
use super::rule::{Draft, Part, Rule};
use super::shape::Node;
use super::{verbs, words};
use crate::ir::Operation;

impl Rule<'_> {
    /// A place below one that has nothing but readings: the words after that say which.
    pub(super) fn reading(&self, route: &Route, depth: usize) -> Draft {
        let (parts, rest): (Vec<Part>, Vec<Part>) = self
            .parts(route)
            .into_iter()
            .partition(|part| part.at < depth);
        let mut method: Vec<String> = rest.into_iter().flat_map(|part| part.words).collect();
        // `search.users` says it all.
        let says_so = parts.last().is_some_and(|part| verbs::is_verb(&part.words));
        if !says_so && !verbs::reads(&method) {
            method.insert(0, "get".to_owned());
        }
        Draft {
            parts,
            method,
            item: false,
            moved: false,
        }
    }

    /// Whether what is read is a part that its word in the singular tells alone: `/files/{id}/content`.
    /// Beside the things of a collection it could be one of them, and is got.
    pub(super) fn is_told_alone(
        &self,
        operation: &Operation,
        route: &Route,
        last: &[String],
    ) -> bool {
        let collection = self.word_before(route);
        let collection = collection.is_some_and(|node| node.variable_below);
        let plural = last.last().is_some_and(|word| words::is_plural(word));
        operation.method == "GET" && !collection && !plural
    }

    /// Whether a list is nothing but a view of the collection it stands beside: `/videos/names`.
    pub(super) fn is_aspect(&self, route: &Route, node: &Node, action: bool) -> bool {
        let collection = self.word_before(route);
        let read_only = node.is_leaf() && node.methods.len() == 1 && node.methods.contains("GET");
        let last = self.parts(route).pop().unwrap_or_default().words;
        read_only
            && !action
            && last.last().is_some_and(|word| words::is_plural(word))
            && node.answers_list
            && collection.is_some_and(|node| !node.methods.is_empty())
    }

    /// What is at the word that stands before the last one of a path, if that is a word too.
    fn word_before(&self, route: &Route) -> Option<&Node> {
        match route.segments.as_slice() {
            [before @ .., Segment::Literal(_), _] => self.shape.at(&route.key[..=before.len()]),
            _ => None,
        }
    }
}
