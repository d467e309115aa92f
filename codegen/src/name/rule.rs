//! The rule for resources and methods: path, method, tag and the shape of the answer.

use super::actions::{done, is_batch};
use super::path::{Route, Segment};
use super::shape::{self, Node, Shape};
use super::tags::{self, Groups, Parent};
use super::{hints, tree, verbs, words};
use crate::config::{Config, longest_prefix};
use crate::ir::{Api, Operation};
use std::collections::BTreeMap;

/// What the rule says of an operation, before names are settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Proposal {
    /// The words of each resource, outermost first.
    pub resources: Vec<Vec<String>>,
    /// The words of the method.
    pub method: Vec<String>,
    /// Whether the operation is about one thing rather than about all of them.
    pub item: bool,
    /// Whether its tag put it into another resource than the path.
    pub moved: bool,
}

/// A resource and the segment of the route that it is from.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub words: Vec<String>,
    pub at: usize,
}

/// What the path says of an operation.
pub(super) struct Draft {
    pub parts: Vec<Part>,
    pub method: Vec<String>,
    pub item: bool,
    pub moved: bool,
}

/// So many procedures are no accident.
const MANY: usize = 3;

/// What the rule needs to know of the whole API.
pub(super) struct Rule<'a> {
    pub(super) api: &'a Api,
    config: &'a Config,
    pub(super) shape: Shape,
    spellings: BTreeMap<String, Vec<String>>,
    /// First-level segment, by its key, to the resource that its tag puts it under.
    parents: BTreeMap<String, Parent>,
    groups: Groups,
    /// Whether paths of one word are names of procedures.
    procedural: bool,
}

impl<'a> Rule<'a> {
    pub(super) fn new(
        api: &'a Api,
        config: &'a Config,
        routes: &[Route],
        spellings: BTreeMap<String, Vec<String>>,
    ) -> Self {
        let mut rule = Self {
            api,
            config,
            shape: Shape::new(api, routes),
            parents: tags::parents(api, routes, &spellings),
            groups: Groups::new(api, routes),
            spellings,
            procedural: false,
        };
        rule.procedural = rule.is_procedural(routes);
        rule
    }

    /// Whether most of what is posted to paths of one word says what is done, as where every call is
    /// a procedure: `POST /sendMessage`, and then `POST /kickMember` as well.
    fn is_procedural(&self, routes: &[Route]) -> bool {
        let posts = self.api.operations.iter().zip(routes);
        let posts = posts.filter(|(operation, route)| {
            operation.method == "POST" && route.segments.len() == 1 && self.is_alone(route)
        });
        let (mut actions, mut others) = (0, 0);
        for (operation, route) in posts {
            match self.parts(route).as_slice() {
                [only] if verbs::is_action(&operation.method, &only.words) => actions += 1,
                _ => others += 1,
            }
        }
        actions >= MANY && actions > 2 * others
    }

    /// Whether one operation is all there is at a path and below it.
    fn is_alone(&self, route: &Route) -> bool {
        let node = self.shape.node(route);
        node.is_leaf() && node.methods.len() == 1
    }

    /// The proposal for one operation.
    pub(super) fn propose(&self, operation: &Operation, route: &Route) -> Proposal {
        let root = self.at_root(operation, route);
        let is_root = root.is_some();
        let mut draft = root.unwrap_or_else(|| self.below_root(operation, route));
        self.without_other_ways(route, &mut draft);
        let configured = self.configured(operation, route, &draft.parts);
        let by_path: Vec<Vec<String>> = draft.parts.into_iter().map(|part| part.words).collect();
        let mut moved = draft.moved;
        let resources = match configured {
            Some(resources) => resources,
            // The tag is the resource already.
            None if is_root || moved => by_path,
            None => {
                let unscoped = self
                    .groups
                    .unscoped(operation, route, &self.shape, &by_path);
                moved = unscoped.is_some();
                unscoped.unwrap_or_else(|| self.tagged(operation, route, by_path))
            }
        };
        Proposal {
            method: without_stutter(draft.method, &resources),
            resources,
            item: draft.item,
            moved,
        }
    }

    fn below_root(&self, operation: &Operation, route: &Route) -> Draft {
        if let Some(depth) = self.shape.readings(route) {
            return self.reading(route, depth);
        }
        match route.segments.last() {
            Some(Segment::Variable(_)) => self.item(operation, route),
            _ => self.literal(operation, route),
        }
    }

    /// What the tag makes of resources that the path gave.
    fn tagged(
        &self,
        operation: &Operation,
        route: &Route,
        mut resources: Vec<Vec<String>>,
    ) -> Vec<Vec<String>> {
        let first = route.segments.first().map(Segment::key);
        let Some(parent) = first.and_then(|first| self.parents.get(&first)) else {
            return self.groups.apply(operation, route, resources);
        };
        resources[0].clone_from(&parent.child);
        resources.insert(0, parent.resource.clone());
        resources
    }

    /// A path without any word, and a verb with nothing before it: the tag is the resource. Where no
    /// tag says more than the verb, there is no resource.
    fn at_root(&self, operation: &Operation, route: &Route) -> Option<Draft> {
        let parts = self.parts(route);
        let node = self.shape.node(route);
        let tag = operation.tags.first().map(|tag| self.spell(tag));
        let tag = tag.filter(|words| !words.is_empty());
        let draft = |words, method| Draft {
            parts: vec![Part { words, at: 0 }],
            method,
            item: false,
            moved: false,
        };
        match parts.as_slice() {
            [] => Some(draft(
                tag.unwrap_or_else(|| vec!["root".to_owned()]),
                self.verb(operation, node),
            )),
            [only] if route.segments.len() == 1 && self.is_alone(route) => {
                let is_procedure = self.procedural && operation.method == "POST";
                if !is_procedure && !verbs::is_action(&operation.method, &only.words) {
                    return None;
                }
                let told = tag.filter(|tag| *tag != only.words);
                if told.is_none() && self.has_company(operation) {
                    return None;
                }
                let parts = told.map(|words| Part { words, at: 0 });
                Some(Draft {
                    // Without a tag it is done with the API as a whole.
                    parts: parts.into_iter().collect(),
                    method: only.words.clone(),
                    item: false,
                    moved: false,
                })
            }
            _ => None,
        }
    }

    /// Whether other operations have the same tag.
    fn has_company(&self, operation: &Operation) -> bool {
        let tag = operation.tags.first().filter(|tag| !tag.is_empty());
        let others = self.api.operations.iter();
        let others = others.filter(|other| tag.is_some() && other.tags.first() == tag);
        others.count() > 1
    }

    /// A path that ends in a variable is about the thing it names, unless it alone lists.
    fn item(&self, operation: &Operation, route: &Route) -> Draft {
        let node = self.shape.node(route);
        let collection = node.answers_list && !node.has_change() && !self.collection_before(route);
        let mut parts = self.parts(route);
        if let Some(method) = self.done_with(operation, route, &parts) {
            parts.pop();
            return Draft {
                parts,
                method,
                item: true,
                moved: false,
            };
        }
        let hint = || hints::verb(operation).filter(|_| !collection);
        let mut method = match operation.method.as_str() {
            // A POST to a thing changes it where nothing else does.
            "POST" if !node.has_change() && !collection && self.exists(route, node) => {
                vec![hint().unwrap_or_else(|| "update".to_owned())]
            }
            // A thing that is put where nothing updates it need not be replaced.
            "PUT" if !node.methods.contains("PATCH") => {
                hint().map_or_else(|| self.verb_of(operation, collection), |verb| vec![verb])
            }
            _ => self
                .switch(operation, route)
                .unwrap_or_else(|| self.verb_of(operation, collection)),
        };
        // `/by-name/{name}` is another way to the things before it.
        if parts.len() > 1 && parts[parts.len() - 1].words[0] == "by" {
            method.extend(parts.pop().into_iter().flat_map(|part| part.words));
        }
        Draft {
            parts,
            method,
            item: !collection,
            moved: false,
        }
    }

    /// Whether there is something at a path before it is posted to: it can be read or deleted, or is
    /// made by posting to the collection, or listed there.
    fn exists(&self, route: &Route, node: &Node) -> bool {
        let before = self.shape.at(&route.key[..route.key.len() - 1]);
        ["GET", "DELETE"]
            .iter()
            .any(|method| node.methods.contains(*method))
            || before.is_some_and(|node| node.methods.contains("POST") || node.answers_list)
    }

    /// Whether what stands before the last variable lists.
    fn collection_before(&self, route: &Route) -> bool {
        let before = self.shape.at(&route.key[..route.key.len() - 1]);
        before.is_some_and(|node| node.answers_list || node.methods.contains("POST"))
    }

    /// A path that ends in a word: a collection, a thing there is one of, or an action.
    fn literal(&self, operation: &Operation, route: &Route) -> Draft {
        let node = self.shape.node(route);
        let mut parts = self.parts(route);
        let simple = |parts, method| Draft {
            parts,
            method,
            item: false,
            moved: false,
        };
        let last = parts.last().cloned().filter(|_| parts.len() > 1);
        let Some(Part { words: last, at }) = last else {
            return simple(parts, self.verb(operation, node));
        };
        if self.is_shortcut(route, node) {
            parts.pop();
            let one = words::singular_words(&last);
            return simple(parts, [vec!["create".to_owned()], one].concat());
        }
        let Some(method) = self.ending(operation, route, &parts, &last) else {
            return simple(parts, self.verb(operation, node));
        };
        parts.pop();
        let mut method = self.sub_action(route, &mut parts, method);
        let mut moved = false;
        if let Some(words) = self.object(route, &method) {
            parts.push(Part { words, at });
            method.truncate(1);
        } else if let Some(words) = self.object_of_tag(operation, &method) {
            parts = vec![Part { words, at }];
            method.truncate(1);
            moved = true;
        }
        let is_variable = |segment: &Segment| matches!(segment, Segment::Variable(_));
        Draft {
            parts,
            method,
            item: route.segments.iter().any(is_variable),
            moved,
        }
    }

    /// What the last word of a path is the method of, or none if it is a resource.
    fn ending(
        &self,
        operation: &Operation,
        route: &Route,
        parts: &[Part],
        last: &[String],
    ) -> Option<Vec<String>> {
        let node = self.shape.node(route);
        let action = verbs::is_action(&operation.method, last);
        if let Some(doing) = node.doing(last) {
            return Some(done(operation, last, doing));
        }
        if self.is_aspect(route, node, action) {
            return Some([self.verb(operation, node), last.to_vec()].concat());
        }
        if node.is_resource(last, action) {
            return None;
        }
        if is_batch(operation, parts) {
            return Some(vec!["create".to_owned(), "multiple".to_owned()]);
        }
        let told =
            action || operation.method == "POST" || self.is_told_alone(operation, route, last);
        Some(if told {
            last.to_vec()
        } else {
            [leaf_verb(operation), last.to_vec()].concat()
        })
    }

    /// The resources that the words of the path are: those of literals, and of a variable that names
    /// a thing of a collection beside it (`/zones/{zone}/{record}` where `/zones/{zone}/records` is).
    pub(super) fn parts(&self, route: &Route) -> Vec<Part> {
        let mut parts = Vec::new();
        for (at, segment) in route.segments.iter().enumerate() {
            let words = match segment {
                Segment::Literal(text) => {
                    let words = self.spell(text);
                    let many = words::plural_words(&words);
                    let collects = self.shape.collects(&route.key[..=at], &many.concat());
                    Some(if collects { many } else { words })
                }
                Segment::Variable(name) => self.beside(route, at, name),
            };
            parts.extend(words.map(|words| Part { words, at }));
        }
        parts
    }

    fn beside(&self, route: &Route, at: usize, name: &str) -> Option<Vec<String>> {
        if at == 0 || !matches!(route.segments[at - 1], Segment::Variable(_)) {
            return None;
        }
        let thing = words::singular(&shape::thing(name).concat());
        let mut literals = self.shape.at(&route.key[..at])?.literals.iter();
        let key = literals.find(|key| words::singular(key) == thing && **key != thing)?;
        Some(self.spell(key))
    }

    /// The word for an HTTP method.
    fn verb(&self, operation: &Operation, node: &Node) -> Vec<String> {
        if operation.method == "POST" && node.queried && node.methods.len() == 1 {
            return vec!["list".to_owned()];
        }
        if operation.method == "POST" && node.is_single() && self.is_changed(operation) {
            return vec![hints::verb(operation).unwrap_or_else(|| "update".to_owned())];
        }
        self.verb_of(operation, node.answers_list)
    }

    /// Whether a POST to the one thing of a place changes it, by its name or summary, or else by the
    /// word there: what is called by a plural is rather one of many.
    fn is_changed(&self, operation: &Operation) -> bool {
        let words = operation.path.rsplit('/').next().map(words::split);
        let plural = words
            .unwrap_or_default()
            .last()
            .is_some_and(|word| words::is_plural(word));
        hints::changes(operation).unwrap_or(!plural)
    }

    /// Where nothing of the API is both replaced and updated, what is put is an update.
    fn verb_of(&self, operation: &Operation, lists: bool) -> Vec<String> {
        if operation.method == "PUT" && !self.shape.replaces {
            return vec!["update".to_owned()];
        }
        verb_of(operation, lists)
    }

    pub(super) fn spell(&self, text: &str) -> Vec<String> {
        let words = words::split(text);
        self.spellings
            .get(&words.concat())
            .cloned()
            .unwrap_or(words)
    }

    /// The resource that configuration gives to a path, with what the rule made of the segments
    /// behind the configured prefix.
    fn configured(
        &self,
        operation: &Operation,
        route: &Route,
        parts: &[Part],
    ) -> Option<Vec<Vec<String>>> {
        let (prefix, resource) = longest_prefix(&self.config.resources, &operation.path)?;
        if !tree::are_modules(resource) {
            return None;
        }
        let covered = prefix.split('/').filter(|s| !s.is_empty()).count();
        let behind = parts.iter().filter(|part| route.places[part.at] >= covered);
        let configured = resource.split('.').map(words::split);
        Some(
            configured
                .chain(behind.map(|part| part.words.clone()))
                .collect(),
        )
    }
}

/// `preview_custom_page` of `custom_page_sets` is `preview`.
fn without_stutter(mut method: Vec<String>, resources: &[Vec<String>]) -> Vec<String> {
    let Some(resource) = resources.last().map(|words| words::singular_words(words)) else {
        return method;
    };
    let object = method.get(1..).unwrap_or_default();
    let said = *object == resource || object.len() > 1 && resource.starts_with(object);
    let says_more = |verb: &String| verb != "get" && verb != "list";
    if said && verbs::is_verb(&method) && method.first().is_some_and(says_more) {
        method.truncate(1);
    }
    method
}

/// What is not a resource has no list, and what is put there is one value.
pub(super) fn leaf_verb(operation: &Operation) -> Vec<String> {
    match operation.method.as_str() {
        "PUT" => vec!["set".to_owned()],
        _ => verb_of(operation, false),
    }
}

fn verb_of(operation: &Operation, lists: bool) -> Vec<String> {
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
