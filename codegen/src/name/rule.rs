//! The rule for resources and methods: path, method, tag and the shape of the answer.

use super::listing::answers_list;
use super::path::{Route, Segment};
use super::tags::{self, Groups, Parent};
use super::{tree, words};
use crate::config::{Config, longest_prefix};
use crate::ir::{Api, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// What the rule says of an operation, before names are settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Proposal {
    /// The words of each resource, outermost first; never empty.
    pub resources: Vec<Vec<String>>,
    /// The words of the method.
    pub method: Vec<String>,
    /// Whether the operation is about one thing rather than about all of them.
    pub item: bool,
}

/// Verbs of the language that paths end in; everything else there is taken for a noun.
const VERBS: &[&str] = &[
    "abort",
    "accept",
    "acknowledge",
    "activate",
    "add",
    "apply",
    "approve",
    "archive",
    "assign",
    "attach",
    "authorize",
    "block",
    "cancel",
    "change",
    "check",
    "clear",
    "clone",
    "close",
    "complete",
    "confirm",
    "connect",
    "copy",
    "count",
    "create",
    "deactivate",
    "delete",
    "deploy",
    "detach",
    "disable",
    "disconnect",
    "download",
    "duplicate",
    "enable",
    "execute",
    "export",
    "extend",
    "failover",
    "finish",
    "flush",
    "force",
    "generate",
    "get",
    "import",
    "install",
    "invite",
    "join",
    "leave",
    "list",
    "lock",
    "login",
    "logout",
    "mark",
    "merge",
    "migrate",
    "move",
    "open",
    "pause",
    "ping",
    "preview",
    "publish",
    "purge",
    "put",
    "query",
    "reboot",
    "rebuild",
    "recover",
    "recreate",
    "refresh",
    "register",
    "reject",
    "release",
    "reload",
    "remove",
    "rename",
    "renew",
    "replace",
    "replay",
    "reset",
    "resize",
    "resolve",
    "restart",
    "restore",
    "resume",
    "retry",
    "revert",
    "revoke",
    "rollback",
    "rotate",
    "run",
    "scan",
    "search",
    "send",
    "set",
    "shutdown",
    "sign",
    "start",
    "stop",
    "submit",
    "subscribe",
    "suspend",
    "swap",
    "sync",
    "test",
    "toggle",
    "transfer",
    "trigger",
    "unarchive",
    "unassign",
    "unblock",
    "undelete",
    "uninstall",
    "unlock",
    "unpublish",
    "unsubscribe",
    "update",
    "upgrade",
    "upload",
    "validate",
    "verify",
];

/// What the rule needs to know of the whole API.
pub(super) struct Rule<'a> {
    config: &'a Config,
    nodes: BTreeMap<Vec<String>, Node>,
    spellings: BTreeMap<String, Vec<String>>,
    /// First-level segment, by its key, to the resource that its tag puts it under.
    parents: BTreeMap<String, Parent>,
    groups: Groups,
}

/// What hangs on one place of the tree of paths.
#[derive(Debug, Default)]
struct Node {
    methods: BTreeSet<String>,
    answers_list: bool,
    variable_below: bool,
    literal_below: bool,
}

impl<'a> Rule<'a> {
    pub(super) fn new(
        api: &Api,
        config: &'a Config,
        routes: &[Route],
        spellings: BTreeMap<String, Vec<String>>,
    ) -> Self {
        let mut nodes: BTreeMap<Vec<String>, Node> = BTreeMap::new();
        for (operation, route) in api.operations.iter().zip(routes) {
            let key = &route.key;
            for length in 0..key.len() {
                let node = nodes.entry(key[..length].to_vec()).or_default();
                if key[length] == "{}" {
                    node.variable_below = true;
                } else {
                    node.literal_below = true;
                }
            }
            let node = nodes.entry(key.clone()).or_default();
            node.methods.insert(operation.method.clone());
        }
        for (operation, route) in api.operations.iter().zip(routes) {
            if operation.method == "GET"
                && let Some(node) = nodes.get_mut(&route.key)
            {
                node.answers_list |= answers_list(api, operation, node.variable_below);
            }
        }
        let parents = tags::parents(api, routes, &spellings);
        Self {
            config,
            nodes,
            spellings,
            parents,
            groups: Groups::new(api, routes),
        }
    }

    /// The proposal for one operation.
    pub(super) fn propose(&self, operation: &Operation, route: &Route) -> Proposal {
        let at_root = self.at_root(operation, route);
        let is_root = at_root.is_some();
        let mut proposal = at_root.unwrap_or_else(|| {
            if matches!(route.segments.last(), Some(Segment::Variable(_))) {
                self.item(operation, route)
            } else {
                self.literal(operation, route)
            }
        });
        if let Some(resources) = configured(self.config, operation, &proposal) {
            proposal.resources = resources;
        } else if is_root {
            // The tag is the resource already.
        } else if let Some(parent) = self.parent(route) {
            proposal.resources[0].clone_from(&parent.child);
            proposal.resources.insert(0, parent.resource.clone());
        } else {
            proposal.resources = self.groups.apply(operation, route, proposal.resources);
        }
        proposal
    }

    fn parent(&self, route: &Route) -> Option<&Parent> {
        self.parents.get(&route.segments.first()?.key())
    }

    /// A path without any word, and a verb with nothing before it: the tag is the resource.
    fn at_root(&self, operation: &Operation, route: &Route) -> Option<Proposal> {
        let literals = self.literals(route);
        let tag = operation.tags.first().map(|tag| self.spell(tag));
        let tag = tag.filter(|words| !words.is_empty());
        match literals.as_slice() {
            [] => Some(Proposal {
                resources: vec![tag.unwrap_or_else(|| vec!["root".to_owned()])],
                method: verb(operation, self.node(route).answers_list),
                item: false,
            }),
            [only] if route.segments.len() == 1 && is_action(operation, only) => {
                let node = self.node(route);
                let leaf = !node.variable_below && !node.literal_below && node.methods.len() == 1;
                let tag = tag.filter(|tag| leaf && tag != only)?;
                let proposal = Proposal {
                    resources: vec![tag],
                    method: only.clone(),
                    item: false,
                };
                Some(proposal)
            }
            _ => None,
        }
    }

    fn node(&self, route: &Route) -> &Node {
        self.nodes
            .get(&route.key)
            .expect("every route was entered into the tree")
    }

    /// A path that ends in a variable is about the thing it names, unless it alone lists.
    fn item(&self, operation: &Operation, route: &Route) -> Proposal {
        let node = self.node(route);
        let collection = node.answers_list && !self.collection_before(route);
        let mut method = match operation.method.as_str() {
            // A POST to a thing changes it where nothing else does.
            "POST" if !node.has_change() && !collection && node.methods.contains("GET") => {
                vec!["update".to_owned()]
            }
            _ => verb(operation, collection),
        };
        let mut resources = self.literals(route);
        // `/by-name/{name}` is another way to the things before it.
        if resources.len() > 1 && resources[resources.len() - 1][0] == "by" {
            method.extend(resources.pop().into_iter().flatten());
        }
        Proposal {
            resources,
            method,
            item: !collection,
        }
    }

    /// Whether what stands before the last variable lists.
    fn collection_before(&self, route: &Route) -> bool {
        let key = &route.key;
        let before = &key[..key.len() - 1];
        self.nodes.get(before).is_some_and(|node| node.answers_list)
    }

    /// A path that ends in a word: a collection, a thing there is one of, or an action.
    fn literal(&self, operation: &Operation, route: &Route) -> Proposal {
        let node = self.node(route);
        let mut resources = self.literals(route);
        let last = resources.last().cloned().unwrap_or_default();
        let action = is_action(operation, &last);
        if resources.len() == 1 || node.is_resource(&last, action) {
            return Proposal {
                resources,
                method: verb(operation, node.answers_list),
                item: false,
            };
        }
        resources.pop();
        let mut method = match operation.method.as_str() {
            _ if action => Vec::new(),
            "POST" => Vec::new(),
            // A list of one thing's parts is got, as nothing else can be done with it.
            _ => verb(operation, false),
        };
        method.extend(last);
        let below_item = route
            .segments
            .iter()
            .any(|s| matches!(s, Segment::Variable(_)));
        Proposal {
            resources,
            method,
            item: below_item,
        }
    }

    /// The words of the literal segments.
    fn literals(&self, route: &Route) -> Vec<Vec<String>> {
        let literals = route.segments.iter().filter_map(|segment| match segment {
            Segment::Literal(text) => Some(self.spell(text)),
            Segment::Variable(_) => None,
        });
        literals.collect()
    }

    fn spell(&self, text: &str) -> Vec<String> {
        let words = words::split(text);
        self.spellings
            .get(&words.concat())
            .cloned()
            .unwrap_or(words)
    }
}

impl Node {
    /// Whether the last word of a path names something that has methods of its own.
    fn is_resource(&self, last: &[String], action: bool) -> bool {
        let plural = last.last().is_some_and(|word| words::is_plural(word));
        let filled = self.answers_list || self.methods.contains("POST");
        self.variable_below
            || self.literal_below && !action
            || self.methods.len() > 1
            || plural && filled && !action
    }

    fn has_change(&self) -> bool {
        self.methods.contains("PUT") || self.methods.contains("PATCH")
    }
}

/// Whether words that end a path say what is done. What a GET does begins with few verbs; other
/// words that could be one are nouns there (`purge-statuses`).
fn is_action(operation: &Operation, words: &[String]) -> bool {
    let first = words.first().map_or("", String::as_str);
    let reads = [
        "check", "count", "download", "export", "get", "list", "preview", "search",
    ];
    let verb = VERBS.binary_search(&first).is_ok();
    verb && (operation.method != "GET" || words.len() == 1 || reads.contains(&first))
}

/// The word for an HTTP method.
fn verb(operation: &Operation, lists: bool) -> Vec<String> {
    let word = match operation.method.as_str() {
        "GET" if lists => "list",
        "GET" => "get",
        "POST" => "create",
        "PUT" => "replace",
        "PATCH" => "update",
        "DELETE" => "delete",
        other => return words::words(other),
    };
    vec![word.to_owned()]
}

/// The resource that configuration gives to a path, with what follows the configured prefix.
fn configured(
    config: &Config,
    operation: &Operation,
    proposal: &Proposal,
) -> Option<Vec<Vec<String>>> {
    let (prefix, resource) = longest_prefix(&config.resources, &operation.path)?;
    if !tree::are_modules(resource) {
        return None;
    }
    let mut resources: Vec<Vec<String>> = resource.split('.').map(words::split).collect();
    let rest = operation.path[prefix.len()..].split('/');
    let rest: BTreeSet<String> = rest
        .filter(|segment| !segment.contains('{'))
        .map(words::key)
        .filter(|key| !key.is_empty())
        .collect();
    // What the rule made of the segments behind the prefix stays; a final action is not among them.
    let kept = proposal
        .resources
        .iter()
        .filter(|words| rest.contains(&words.concat()));
    resources.extend(kept.cloned());
    Some(resources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_sorted() {
        assert!(VERBS.is_sorted());
    }
}
