//! The rule for resources and methods: path, method, tag and the shape of the answer.

use super::path::{Route, Segment};
use super::words;
use crate::config::Config;
use crate::ir::{AnswerContent, Api, Item, Operation, Status, Ty};
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
    api: &'a Api,
    config: &'a Config,
    nodes: BTreeMap<Vec<String>, Node>,
    spellings: BTreeMap<String, Vec<String>>,
    /// First-level segment, by its key, to the resource that its tag puts it under.
    parents: BTreeMap<String, Parent>,
}

/// What hangs on one place of the tree of paths.
#[derive(Debug, Default)]
struct Node {
    methods: BTreeSet<String>,
    answers_list: bool,
    variable_below: bool,
    literal_below: bool,
}

/// Where a first-level segment belongs, and what it is called there.
struct Parent {
    resource: Vec<String>,
    child: Vec<String>,
}

impl<'a> Rule<'a> {
    pub(super) fn new(
        api: &'a Api,
        config: &'a Config,
        routes: &[Route],
        spellings: BTreeMap<String, Vec<String>>,
    ) -> Self {
        let mut nodes: BTreeMap<Vec<String>, Node> = BTreeMap::new();
        for (operation, route) in api.operations.iter().zip(routes) {
            let key = route.key();
            for length in 0..key.len() {
                let node = nodes.entry(key[..length].to_vec()).or_default();
                if key[length] == "{}" {
                    node.variable_below = true;
                } else {
                    node.literal_below = true;
                }
            }
            let node = nodes.entry(key).or_default();
            node.methods.insert(operation.method.clone());
            node.answers_list |= operation.method == "GET" && answers_list(api, operation);
        }
        let parents = parents(api, routes, &spellings);
        Self {
            api,
            config,
            nodes,
            spellings,
            parents,
        }
    }

    /// The proposal for one operation.
    pub(super) fn propose(&self, operation: &Operation, route: &Route) -> Proposal {
        let mut proposal = if let Some(proposal) = self.at_root(operation, route) {
            proposal
        } else if matches!(route.segments.last(), Some(Segment::Variable(_))) {
            self.item(operation, route)
        } else {
            self.literal(operation, route)
        };
        if let Some(resources) = configured(self.config, operation, &proposal) {
            proposal.resources = resources;
        } else if let Some(parent) = self.parent(route)
            && proposal.resources.len() > 0
        {
            proposal.resources[0].clone_from(&parent.child);
            proposal.resources.insert(0, parent.resource.clone());
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
                method: verb(operation, answers_list(self.api, operation)),
                item: false,
            }),
            [only] if route.segments.len() == 1 && starts_with_verb(only) && only.len() < 4 => {
                let node = self.nodes.get(&route.key())?;
                let leaf = !node.variable_below && !node.literal_below && node.methods.len() == 1;
                let tag = tag.filter(|tag| leaf && tag != only)?;
                Some(Proposal {
                    resources: vec![tag],
                    method: only.clone(),
                    item: false,
                })
            }
            _ => None,
        }
    }

    /// A path that ends in a variable is about the thing it names, unless it lists.
    fn item(&self, operation: &Operation, route: &Route) -> Proposal {
        let node = self.nodes.get(&route.key());
        let node = node.expect("every route was entered into the tree");
        let collection = node.answers_list && node.variable_below
            || node.answers_list && !self.collection_before(route);
        let has_change = node.methods.contains("PUT") || node.methods.contains("PATCH");
        let method = match operation.method.as_str() {
            "GET" if collection => vec!["list".to_owned()],
            "GET" => vec!["get".to_owned()],
            // A POST to a thing changes it where nothing else does.
            "POST" if !has_change && !collection && node.methods.contains("GET") => {
                vec!["update".to_owned()]
            }
            _ => verb(operation, collection),
        };
        Proposal {
            resources: self.literals(route),
            method,
            item: !collection,
        }
    }

    /// Whether what stands before the last variable lists.
    fn collection_before(&self, route: &Route) -> bool {
        let key = route.key();
        let before = &key[..key.len() - 1];
        self.nodes.get(before).is_some_and(|node| node.answers_list)
    }

    /// A path that ends in a word: a collection, a thing there is one of, or an action.
    fn literal(&self, operation: &Operation, route: &Route) -> Proposal {
        let node = self.nodes.get(&route.key());
        let node = node.expect("every route was entered into the tree");
        let mut resources = self.literals(route);
        let last = resources.last().cloned().unwrap_or_default();
        let lists = operation.method == "GET" && answers_list(self.api, operation);
        if resources.len() == 1 || is_resource(node, &last) {
            return Proposal {
                resources,
                method: verb(operation, lists),
                item: false,
            };
        }
        resources.pop();
        let mut method = if starts_with_verb(&last) {
            Vec::new()
        } else {
            match operation.method.as_str() {
                "POST" => Vec::new(),
                _ => verb(operation, lists),
            }
        };
        method.extend(last);
        Proposal {
            resources,
            method,
            item: true,
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

/// Whether the last word of a path names something that has methods of its own.
fn is_resource(node: &Node, last: &[String]) -> bool {
    let plural = last.last().is_some_and(|word| words::is_plural(word));
    node.variable_below
        || node.literal_below && !starts_with_verb(last)
        || node.answers_list
        || node.methods.len() > 1
        || plural && node.methods.contains("POST") && !starts_with_verb(last)
}

fn starts_with_verb(words: &[String]) -> bool {
    let first = words.first().map(String::as_str).unwrap_or_default();
    VERBS.binary_search(&first).is_ok()
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
    let (prefix, resource) = longest_prefix(config, &operation.path)?;
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

/// The entry of `resources` that is for a path.
pub(super) fn longest_prefix<'a>(config: &'a Config, path: &str) -> Option<(&'a str, &'a str)> {
    let ends = |prefix: &str| {
        path.strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || prefix.ends_with('/'))
    };
    let fitting = config.resources.iter().filter(|(prefix, _)| ends(prefix));
    fitting
        .max_by_key(|(prefix, _)| prefix.len())
        .map(|(prefix, resource)| (prefix.as_str(), resource.as_str()))
}

/// First-level segments whose operations all carry the tag of another first-level segment stand
/// below it: `/subnets` tagged `Networks`, where there is `/networks`.
fn parents(
    api: &Api,
    routes: &[Route],
    spellings: &BTreeMap<String, Vec<String>>,
) -> BTreeMap<String, Parent> {
    let mut tags: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut vocabulary: BTreeSet<String> = BTreeSet::new();
    for (operation, route) in api.operations.iter().zip(routes) {
        let Some(first @ Segment::Literal(_)) = route.segments.first() else {
            continue;
        };
        let tag = operation.tags.first().map_or("", String::as_str);
        tags.entry(first.key()).or_default().insert(tag);
        for segment in &route.segments {
            let (Segment::Literal(text) | Segment::Variable(text)) = segment;
            vocabulary.extend(words::split(text).iter().map(|word| words::singular(word)));
        }
    }
    let mut parents = BTreeMap::new();
    for (first, with) in &tags {
        let [tag] = with.iter().copied().collect::<Vec<_>>()[..] else {
            continue;
        };
        let owner = words::key(tag);
        let owner_is_whole = tags.get(&owner).is_some_and(|own| own.contains(tag));
        if owner == *first || owner.is_empty() || !owner_is_whole {
            continue;
        }
        let spelled = |key: &str| spellings.get(key).cloned();
        let resource = spelled(&owner).unwrap_or_else(|| words::split(tag));
        let child = shortened(first, &resource, &vocabulary)
            .or_else(|| spelled(first))
            .unwrap_or_else(|| vec![first.clone()]);
        parents.insert(first.clone(), Parent { resource, child });
    }
    parents
}

/// A segment without the parent's name or initials before it, if a word of the API is left:
/// `lbpools` is `pools` below `load_balancers`.
fn shortened(first: &str, parent: &[String], vocabulary: &BTreeSet<String>) -> Option<Vec<String>> {
    let name = words::singular_words(parent).concat();
    let initials: String = parent
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let prefixes = [name, initials];
    let rest = prefixes
        .iter()
        .filter(|prefix| prefix.chars().count() > 1)
        .find_map(|prefix| first.strip_prefix(prefix.as_str()))?;
    let known = vocabulary.contains(&words::singular(rest)) && rest.len() > 2;
    known.then(|| vec![rest.to_owned()])
}

/// Whether a GET answers an array, or an object that is a page of one.
pub(super) fn answers_list(api: &Api, operation: &Operation) -> bool {
    let success = operation
        .answers
        .iter()
        .filter(|answer| matches!(answer.status, Status::Code(200..=299) | Status::Range(2)));
    let mut shapes = success.filter_map(|answer| match &answer.content {
        AnswerContent::Json { ty, .. } => Some(ty),
        _ => None,
    });
    let collection = operation
        .path
        .rsplit('/')
        .find(|segment| !segment.contains('{'));
    shapes.any(|ty| is_list(api, ty, collection.unwrap_or_default(), 0))
}

/// Members that hold the elements of a page.
const PAGE_MEMBERS: &[&str] = &[
    "results", "items", "data", "records", "entries", "objects", "values",
];

fn is_list(api: &Api, ty: &Ty, collection: &str, depth: usize) -> bool {
    match api.resolve(ty) {
        Ty::List(_) => true,
        Ty::Nullable(inner) => is_list(api, inner, collection, depth),
        Ty::Named(id) if depth < 4 => match &api.def(*id).item {
            Item::Wrapper(inner) => is_list(api, inner, collection, depth + 1),
            Item::Union(union) => union
                .variants
                .iter()
                .any(|variant| is_list(api, &variant.ty, collection, depth + 1)),
            Item::Struct(object) => object.fields.iter().any(|field| {
                let named = PAGE_MEMBERS.contains(&field.wire_name.as_str())
                    || words::key(&field.wire_name) == words::key(collection);
                let inner = match api.resolve(&field.ty) {
                    Ty::Nullable(inner) => api.resolve(inner),
                    other => other,
                };
                named && matches!(inner, Ty::List(_))
            }),
            Item::Enum(_) | Item::Alias(_) => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_sorted() {
        assert!(VERBS.is_sorted());
    }
}
