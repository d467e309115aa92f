//! What tags say of resources: which belong below others, and which are called by the tag.

use super::path::{Route, Segment};
use super::shape::Shape;
use super::words;
use crate::ir::{Api, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// Where a first-level segment belongs, and what it is called there.
pub(super) struct Parent {
    pub resource: Vec<String>,
    pub child: Vec<String>,
}

/// What a tag makes of the segments before the first variable, which nothing tells apart but their
/// words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Grouping {
    /// Segments that spell the tag together are one resource: `/gpu/virtual` tagged `GPU Virtual`.
    Joined(usize),
    /// Segments before the one that the tag names are left out: `/iaas/profiles` tagged `Profiles`.
    Named { at: usize, words: Vec<String> },
    /// Where the tag begins with the segment before, it says only what the one it names is called:
    /// `/users/assignments` tagged `User Role Assignments`.
    Nested { at: usize, words: Vec<String> },
}

/// The groupings of an API.
pub(super) struct Groups {
    /// For each tag's key the different segments that stand before the one it names.
    prefixes: BTreeMap<String, BTreeSet<Vec<String>>>,
    /// For the segments before the first variable the tags of everything below them.
    tags: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// Segments with something directly below that its tag does not name: what is beside that is not
    /// called without them either.
    mixed: BTreeSet<Vec<String>>,
    /// For a word, a variable and another word, that begin a path, the tags of everything below.
    scoped: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// For each word of a path and the tag there what stands before it.
    homes: BTreeMap<(String, String), BTreeSet<Vec<String>>>,
}

impl Groups {
    pub(super) fn new(api: &Api, routes: &[Route]) -> Self {
        let mut prefixes: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
        let mut tags: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        let mut mixed: BTreeSet<Vec<String>> = BTreeSet::new();
        let mut scoped: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        let mut homes: BTreeMap<(String, String), BTreeSet<Vec<String>>> = BTreeMap::new();
        for (operation, route) in api.operations.iter().zip(routes) {
            for (at, key) in route.key.iter().enumerate() {
                let tag = operation.tags.first().cloned().unwrap_or_default();
                let home = homes.entry((key.clone(), tag)).or_default();
                home.insert(route.key[..at].to_vec());
            }
            if let Some(key) = route.key.get(..3) {
                let tag = operation.tags.first().cloned();
                scoped
                    .entry(key.to_vec())
                    .or_default()
                    .insert(tag.unwrap_or_default());
            }
            let keys: Vec<String> = leading(route).iter().map(|text| words::key(text)).collect();
            let tag = operation.tags.first().map_or("", String::as_str);
            for at in 0..keys.len() {
                let below = tags.entry(keys[..=at].to_vec()).or_default();
                below.insert(tag.to_owned());
                if let Some(words) = named(operation, &words::split(leading(route)[at])) {
                    prefixes
                        .entry(words.concat())
                        .or_default()
                        .insert(keys[..at].to_vec());
                } else if keys.len() == at + 1
                    && !words::split(leading(route)[at]).ends_with(&words::split(tag))
                {
                    mixed.insert(keys[..at].to_vec());
                }
            }
        }
        Self {
            prefixes,
            tags,
            mixed,
            scoped,
            homes,
        }
    }

    /// The resources without the first, where that has no calls of its own, nor have its things, and
    /// the tag names what is below them: `/clients/{id}/tokens` tagged `API Tokens`. Where the word has
    /// that tag elsewhere too, the scope tells them apart.
    pub(super) fn unscoped(
        &self,
        operation: &Operation,
        route: &Route,
        shape: &Shape,
        resources: &[Vec<String>],
    ) -> Option<Vec<Vec<String>>> {
        let key = route.key.get(..3)?;
        let [
            Segment::Literal(_),
            Segment::Variable(_),
            Segment::Literal(_),
        ] = &route.segments[..3]
        else {
            return None;
        };
        let [scope, owned, rest @ ..] = resources else {
            return None;
        };
        let idle = |key: &[String]| shape.at(key).is_none_or(|node| node.methods.is_empty());
        if !idle(&key[..1]) || !idle(&key[..2]) || self.scoped.get(key)?.len() != 1 {
            return None;
        }
        let one = words::singular_words(scope);
        let owned = owned.strip_prefix(one.as_slice()).unwrap_or(owned);
        let words = named(operation, owned)?;
        let home = (key[2].clone(), operation.tags.first()?.clone());
        let only = self.homes.get(&home).is_some_and(|homes| homes.len() == 1);
        only.then(|| [&[words], rest].concat())
    }

    /// The resources with what the tag says of them.
    pub(super) fn apply(
        &self,
        operation: &Operation,
        route: &Route,
        mut resources: Vec<Vec<String>>,
    ) -> Vec<Vec<String>> {
        let leading = &leading(route);
        let leading = &leading[..leading.len().min(resources.len())];
        match self.grouping(operation, leading, &resources) {
            Some(Grouping::Joined(last)) => {
                let segments = leading[..=last].iter();
                let written = segments.flat_map(|text| words::split(text)).collect();
                resources.splice(..=last, [written]);
            }
            Some(Grouping::Named { at, words }) => {
                resources.splice(..=at, [words]);
            }
            Some(Grouping::Nested { at, words }) => resources[at] = words,
            None => {}
        }
        resources
    }

    fn grouping(
        &self,
        operation: &Operation,
        leading: &[&str],
        resources: &[Vec<String>],
    ) -> Option<Grouping> {
        let tag = words::key(operation.tags.first()?);
        let keys: Vec<String> = leading.iter().map(|text| words::key(text)).collect();
        (1..leading.len()).find_map(|at| {
            // What is below a segment stays together.
            if self
                .tags
                .get(&keys[..=at])
                .is_none_or(|tags| tags.len() != 1)
            {
                return None;
            }
            if keys[..=at].concat() == tag {
                return Some(Grouping::Joined(at));
            }
            let words = named(operation, &resources[at])?;
            let before = words::singular_words(&resources[at - 1]);
            if let Some(rest) = words.strip_prefix(before.as_slice())
                && !before.is_empty()
                && !rest.is_empty()
            {
                let words = rest.to_vec();
                return Some(Grouping::Nested { at, words });
            }
            // A tag that spells the segment before too says no more than the path.
            let told = words.strip_suffix(resources[at].as_slice());
            let spelled = told.is_some_and(|told| words::singular_words(told).ends_with(&before));
            if spelled && !before.is_empty() || self.mixed.contains(&keys[..at]) {
                return None;
            }
            // Where the name occurs behind other segments too, these say what it is.
            let only = self
                .prefixes
                .get(&words.concat())
                .is_some_and(|all| all.len() == 1);
            only.then_some(Grouping::Named { at, words })
        })
    }
}

/// What the tag calls a segment, if it names it: by the same words, or with words before them.
fn named(operation: &Operation, segment: &[String]) -> Option<Vec<String>> {
    let tag = words::split(operation.tags.first()?);
    if words::singular_words(segment) == words::singular_words(&tag)
        || segment.concat() == tag.concat()
    {
        return Some(segment.to_vec());
    }
    (tag.len() > segment.len() && tag.ends_with(segment)).then_some(tag)
}

/// The literal segments before the first variable.
fn leading(route: &Route) -> Vec<&str> {
    let literals = route.segments.iter().map_while(|segment| match segment {
        Segment::Literal(text) => Some(text.as_str()),
        Segment::Variable(_) => None,
    });
    literals.collect()
}

/// First-level segments whose operations all carry the tag of another first-level segment stand
/// below it: `/subnets` tagged `Networks`, where there is `/networks`.
pub(super) fn parents(
    api: &Api,
    routes: &[Route],
    spellings: &BTreeMap<String, Vec<String>>,
) -> BTreeMap<String, Parent> {
    let mut tags: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut vocabulary: BTreeSet<String> = BTreeSet::new();
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    let mut tagged: BTreeMap<&str, usize> = BTreeMap::new();
    // What has calls of its own, or things.
    let mut called: BTreeSet<String> = BTreeSet::new();
    for (operation, route) in api.operations.iter().zip(routes) {
        let Some(first @ Segment::Literal(_)) = route.segments.first() else {
            continue;
        };
        let tag = operation.tags.first().map_or("", String::as_str);
        tags.entry(first.key()).or_default().insert(tag);
        *sizes.entry(first.key()).or_default() += 1;
        *tagged.entry(tag).or_default() += 1;
        if matches!(route.segments.get(1), None | Some(Segment::Variable(_))) {
            called.insert(first.key());
        }
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
        let owner_is_whole =
            tags.get(&owner).is_some_and(|own| own.contains(tag)) && called.contains(&owner);
        // `/app` beside `/apps` is one of them, and not below them.
        let same = words::singular(&owner) == words::singular(first);
        // What has most of the calls of its tag is no part of something else.
        let is_most = 2 * sizes[first] > tagged[tag];
        if same || owner.is_empty() || !owner_is_whole || is_most {
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
