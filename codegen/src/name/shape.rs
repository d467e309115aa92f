//! The tree that the paths of an API make, and what hangs on each place of it.

use super::listing::{answers_list, answers_page, is_things};
use super::path::{Route, Segment};
use super::{hints, verbs, words};
use crate::ir::{Api, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// What hangs on one place of the tree.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The methods of the path that ends here.
    pub methods: BTreeSet<String>,
    /// Whether its GET answers an array or a page.
    pub answers_list: bool,
    /// Whether its POST answers a page, which is a query and creates nothing.
    pub queried: bool,
    /// Whether a variable stands directly below.
    pub variable_below: bool,
    /// The keys of the words directly below.
    pub literals: BTreeSet<String>,
    /// Whether what stands directly below names one of the things that this place collects.
    pub collects: bool,
    /// How many paths end below.
    below: usize,
    /// Whether anything here or below is done by another method than GET.
    written: bool,
    /// Whether a variable below names a thing.
    things: bool,
}

/// The tree of an API.
pub(super) struct Shape {
    nodes: BTreeMap<Vec<String>, Node>,
    /// Whether anything has both a PUT and a PATCH, or has its things patched, so that a PUT is
    /// something else than an update.
    pub replaces: bool,
}

impl Shape {
    pub(super) fn new(api: &Api, routes: &[Route]) -> Self {
        let mut nodes: BTreeMap<Vec<String>, Node> = BTreeMap::new();
        let operations = api.operations.iter().zip(routes);
        for (operation, route) in operations.filter(|(one, _)| one.variant.is_none()) {
            for length in 0..route.key.len() {
                let node = nodes.entry(route.key[..length].to_vec()).or_default();
                node.below += 1;
                node.written |= operation.method != "GET";
                node.things |= (length..route.key.len()).any(|at| names_thing(route, at));
                match &route.segments[length] {
                    Segment::Variable(name) => {
                        node.variable_below = true;
                        node.collects |= length > 0 && is_of(name, &route.key[length - 1]);
                    }
                    Segment::Literal(_) => {
                        node.literals.insert(route.key[length].clone());
                    }
                }
            }
            let node = nodes.entry(route.key.clone()).or_default();
            node.written |= operation.method != "GET";
            node.methods.insert(operation.method.clone());
        }
        for (operation, route) in api.operations.iter().zip(routes) {
            let Some(node) = nodes.get_mut(&route.key) else {
                continue;
            };
            match operation.method.as_str() {
                "GET" => node.answers_list |= answers_list(api, operation, node.variable_below),
                "POST" => node.queried |= answers_page(api, operation),
                _ => {}
            }
        }
        let called: Vec<Vec<String>> = routes
            .iter()
            .zip(&api.operations)
            .filter(|(route, operation)| is_called_list(&nodes, route, operation))
            .map(|(route, _)| route.key.clone())
            .collect();
        for key in called {
            nodes.entry(key).or_default().answers_list = true;
        }
        let replaces = nodes.iter().any(|(key, node)| {
            let each = nodes.get(&[key.as_slice(), &["{}".to_owned()]].concat());
            let patched = |node: &Node| node.methods.contains("PATCH");
            node.methods.contains("PUT") && (patched(node) || each.is_some_and(patched))
        });
        Self { nodes, replaces }
    }

    /// The place at which a path ends.
    pub(super) fn node(&self, route: &Route) -> &Node {
        self.nodes
            .get(&route.key)
            .expect("every route was entered into the tree")
    }

    /// The place of a part of a path.
    pub(super) fn at(&self, key: &[String]) -> Option<&Node> {
        self.nodes.get(key)
    }

    /// Whether a word in the singular is a collection, which is called by its plural: what stands
    /// below names one of it, it is not one thing itself, and nothing beside it has that name.
    pub(super) fn collects(&self, key: &[String], plural: &str) -> bool {
        let beside = key.split_last().and_then(|(_, above)| self.at(above));
        let taken = beside.is_some_and(|node| node.literals.contains(plural));
        let single =
            |node: &Node| !node.answers_list && (node.has_change() || node.methods.contains("GET"));
        !taken
            && self
                .at(key)
                .is_some_and(|node| node.collects && !single(node))
    }

    /// How many segments lead to the first place above the end of a path that has nothing but
    /// readings below: no call of its own, no thing, no change. It is one resource (`statistics`),
    /// however many words follow.
    pub(super) fn readings(&self, route: &Route) -> Option<usize> {
        (1..route.key.len()).find(|length| {
            let node = self.nodes.get(&route.key[..*length]);
            let node = node.filter(|_| matches!(route.segments[length - 1], Segment::Literal(_)));
            node.is_some_and(|node| {
                node.methods.is_empty() && !node.written && !node.things && node.below > 1
            })
        })
    }
}

impl Node {
    /// Whether nothing stands below.
    pub(super) fn is_leaf(&self) -> bool {
        !self.variable_below && self.literals.is_empty()
    }

    /// Whether the last word of a path names something that has methods of its own.
    pub(super) fn is_resource(&self, last: &[String], action: bool) -> bool {
        let plural = last.last().is_some_and(|word| words::is_plural(word));
        let filled = self.answers_list || self.methods.contains("POST");
        self.variable_below
            || !self.literals.is_empty() && !action
            || self.methods.len() > 1
            || plural && filled && !action
    }

    /// The method that does what a verb at the end of a path says, where others stand beside it.
    pub(super) fn doing(&self, last: &[String]) -> Option<&'static str> {
        let several = self.methods.len() > 1 && self.is_leaf();
        let acts = several && verbs::is_verb(last) && !verbs::reads(last);
        let mut doing = ["POST", "PUT", "PATCH"].into_iter();
        doing.find(|method| acts && self.methods.contains(*method))
    }

    /// Whether there is one thing here that can be read: a POST changes it.
    pub(super) fn is_single(&self) -> bool {
        self.methods.contains("GET")
            && !self.answers_list
            && !self.has_change()
            && !self.variable_below
    }

    pub(super) fn has_change(&self) -> bool {
        self.methods.contains("PUT") || self.methods.contains("PATCH")
    }
}

/// Whether a GET lists, whatever its answer looks like: by the name of the operation, or because each
/// of the things that the word names can be read alone.
fn is_called_list(
    nodes: &BTreeMap<Vec<String>, Node>,
    route: &Route,
    operation: &Operation,
) -> bool {
    let Some(Segment::Literal(last)) = route.segments.last() else {
        return false;
    };
    let one = [route.key.as_slice(), &["{}".to_owned()]].concat();
    let each = nodes
        .get(&one)
        .is_some_and(|node| node.methods.contains("GET"));
    let things = words::split(last)
        .pop()
        .is_some_and(|word| is_things(&word));
    operation.method == "GET" && things && (each || hints::lists(operation))
}

/// Words that end the name of a variable and say nothing of what it names.
const HANDLES: &[&str] = &[
    "code", "guid", "id", "key", "name", "number", "slug", "uuid",
];

/// The words of a variable without the last, where that says only how a thing is named.
pub(super) fn thing(variable: &str) -> Vec<String> {
    let mut words = words::split(variable);
    if words
        .last()
        .is_some_and(|word| HANDLES.contains(&word.as_str()))
    {
        words.pop();
    }
    words
}

/// Whether a variable names one of what a word before it collects: `template_id` of `template`.
fn is_of(variable: &str, collection: &str) -> bool {
    let one = words::singular(collection);
    let thing = words::singular(&thing(variable).concat());
    !thing.is_empty() && (one.ends_with(&thing) || words::key(variable).starts_with(&one))
}

/// Whether the segment is a variable by which a thing is found, and no choice (`{dimension}`).
fn names_thing(route: &Route, at: usize) -> bool {
    let Segment::Variable(name) = &route.segments[at] else {
        return false;
    };
    let words = words::split(name);
    let handle = words
        .last()
        .is_some_and(|word| HANDLES.contains(&word.as_str()));
    handle || at + 1 < route.segments.len() || at > 0 && is_of(name, &route.key[at - 1])
}
