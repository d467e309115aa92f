//! Which names an operation would take in its resource, the best first, and how good its claims are.

use super::path::{self, Route, Segment};
use super::rule::Proposal;
use super::scope::Wish;
use super::tree::Placed;
use super::words;
use crate::ir::{Api, OperationId};

/// Everything that is known of operations when their names are settled.
pub(super) struct All<'a> {
    pub(super) api: &'a Api,
    pub(super) keys: &'a [String],
    pub(super) routes: &'a [Route],
    pub(super) proposals: &'a [Proposal],
    pub(super) placed: &'a [Placed],
}

impl All<'_> {
    /// The name an operation would take in its resource, among the other `members` of that. An older
    /// version of a call has no claim to the short name at all.
    pub(super) fn wish(&self, index: usize, members: &[usize]) -> Wish {
        let method = &self.proposals[index].method;
        let twins = self.versions(index, members);
        let best = twins
            .iter()
            .all(|other| self.standing(*other) <= self.standing(index));
        let candidates = if best {
            vec![(self.claim(index), identifier(method))]
        } else {
            self.more(index, members)
        };
        Wish {
            fixed: self.placed[index].fixed.clone(),
            candidates,
            key: self.keys[index].clone(),
            pascal: false,
            renamed: self.placed[index].renamed.clone(),
        }
    }

    /// The names an operation would take where the short one is disputed.
    pub(super) fn more(&self, index: usize, members: &[usize]) -> Vec<(u8, String)> {
        let (proposal, route) = (&self.proposals[index], &self.routes[index]);
        let method = &proposal.method;
        let with = |more: &[String]| [method.as_slice(), more].concat();
        let mut candidates = self.beside_twins(index, members);
        if !route.extra.is_empty() {
            candidates.push((5, with(&route.extra)));
        }
        if route.segments.is_empty() {
            candidates.push((5, with(&["root".to_owned()])));
        }
        let verb = method.first().map_or("", String::as_str);
        if !proposal.item && !matches!(verb, "list" | "create") {
            let http = self.api.operations[index].method.as_str();
            // What is sent says which of all.
            let many = if matches!(http, "POST" | "PATCH") {
                "multiple"
            } else {
                "all"
            };
            candidates.push((6, with(&[many.to_owned()])));
        }
        if let Some(Segment::Variable(name)) = route.segments.last() {
            candidates.push((6, with(&by([name]))));
        }
        let telling = telling(proposal, route);
        if !telling.is_empty() {
            candidates.push((7, with(&telling)));
        }
        let own: Vec<String> = owners(route);
        candidates.push((8, with(&by(own.last()))));
        candidates.push((8, with(&by(own))));
        candidates.push((8, with(&by(&route.variables))));
        candidates.extend(self.in_full(index));
        // What every resource has itself is told apart by how it is written.
        let own = Some(identifier(method)).filter(|name| is_own(name));
        let own = own.map(|name| (self.claim(index), format!("{name}_")));
        let named = candidates.into_iter();
        let named = named.map(|(rank, words)| (rank, identifier(&words)));
        own.into_iter().chain(named).collect()
    }

    /// What tells an operation from others at the same path: the version, or what it is called where
    /// the paths differ by a slash or a sign alone.
    fn beside_twins(&self, index: usize, members: &[usize]) -> Vec<(u8, Vec<String>)> {
        let route = &self.routes[index];
        let twins = self.versions(index, members);
        let twins = || twins.iter().map(|other| &self.routes[*other]);
        let mut candidates = Vec::new();
        if twins().any(|other| other.version != route.version) {
            let version = match &route.version {
                Some(version) => words::split(version),
                None => vec!["unversioned".to_owned()],
            };
            let method = &self.proposals[index].method;
            candidates.push((5, [method.as_slice(), &version].concat()));
        }
        let same = |other: &&Route| {
            (&other.version, &other.extra, &other.variables)
                == (&route.version, &route.extra, &route.variables)
        };
        if twins().filter(same).count() > 1 {
            candidates.extend(self.id(index).map(|id| (5, id)));
        }
        candidates
    }

    /// Everything the path says, and at last what the operation is called.
    fn in_full(&self, index: usize) -> Vec<(u8, Vec<String>)> {
        let route = &self.routes[index];
        let version = route.version.as_deref().map(words::split);
        let version = version.unwrap_or_default();
        let method = &self.proposals[index].method;
        let full = [spelled_out(route, method), by(&route.variables)].concat();
        let http = words::words(&self.api.operations[index].method);
        let mut candidates = vec![
            (9, full.clone()),
            (10, [full.as_slice(), &version].concat()),
            (11, [&http, full.as_slice(), &version].concat()),
        ];
        candidates.extend(self.id(index).map(|id| (12, id)));
        candidates
    }

    /// The words of the operation's id.
    fn id(&self, index: usize) -> Option<Vec<String>> {
        let id = self.api.operations[index].operation_id.as_deref();
        id.map(words::split)
    }

    /// How good an operation's claim to its short name is: what is about one thing by one variable
    /// comes first, what is deprecated after all that is not.
    fn claim(&self, index: usize) -> u8 {
        let proposal = &self.proposals[index];
        let route = &self.routes[index];
        let verb = proposal.method.first().map_or("", String::as_str);
        let whole = matches!(verb, "list" | "create");
        let is_variable = |segment: &&Segment| matches!(segment, Segment::Variable(_));
        let variables = route.segments.iter().rev().take_while(is_variable).count();
        let second = proposal.item == whole
            || variables > 1
            || proposal.moved
            || route.segments.is_empty()
            || route.segments.first().as_ref().is_some_and(is_variable);
        let operation = &self.api.operations[index];
        1 + u8::from(second)
            + u8::from(!route.extra.is_empty())
            + 3 * u8::from(operation.deprecated)
            + 4 * u8::from(operation.variant.is_some())
    }

    /// The versions of one call: the same path but for the version. Only the best of them has the
    /// short name.
    fn versions(&self, index: usize, members: &[usize]) -> Vec<usize> {
        let same = |other: &&usize| {
            self.proposals[**other].method == self.proposals[index].method
                && self.routes[**other].key == self.routes[index].key
                && self.api.operations[**other].method == self.api.operations[index].method
        };
        members.iter().filter(same).copied().collect()
    }

    /// The best versions of calls that the lock keeps the short name from.
    pub(super) fn swaps(
        &self,
        members: &[usize],
        names: &[String],
    ) -> Vec<(OperationId, OperationId)> {
        let published = |index: usize| {
            let placed = &self.placed[index];
            placed.fixed.is_some() && placed.renamed.is_none()
        };
        let swap = |&index: &usize| {
            let twins = self.versions(index, members);
            let mut others = twins.iter().copied().filter(|other| *other != index);
            let best = others
                .clone()
                .all(|other| self.standing(other) < self.standing(index));
            let short = identifier(&self.proposals[index].method);
            let older = others.find(|other| names[*other] == short && published(*other))?;
            let is_open = best && self.placed[index].renamed.is_none();
            is_open.then_some((OperationId(index), OperationId(older)))
        };
        members.iter().filter_map(swap).collect()
    }

    /// What is not deprecated stands before what is, and then the newer version before the older.
    fn standing(&self, index: usize) -> (bool, (Vec<u64>, bool)) {
        let version = self.routes[index].version.as_deref();
        (
            !self.api.operations[index].deprecated,
            path::version_order(version),
        )
    }
}

/// Whether every resource has a function of that name.
pub(super) fn is_own(name: &str) -> bool {
    matches!(name, "new" | "clone")
}

fn identifier(words: &[String]) -> String {
    words::identifier(&words::snake(words))
}

/// `by cluster id and node id`.
fn by<S: AsRef<str>>(variables: impl IntoIterator<Item = S>) -> Vec<String> {
    let mut words = Vec::new();
    for name in variables {
        words.push(if words.is_empty() { "by" } else { "and" }.to_owned());
        words.extend(words::words(name.as_ref()));
    }
    words
}

/// What each variable of a path names: an `id` is told by the word before it.
fn owners(route: &Route) -> Vec<String> {
    let mut before = "";
    let mut owners = Vec::new();
    for segment in &route.segments {
        match segment {
            Segment::Literal(text) => before = text,
            Segment::Variable(name) if words::key(name) == "id" && !before.is_empty() => {
                owners.push(words::singular_words(&words::split(before)).join("_"));
            }
            Segment::Variable(name) => owners.push(name.clone()),
        }
    }
    owners
}

/// The words of the path that neither the resources nor the method have.
fn telling(proposal: &Proposal, route: &Route) -> Vec<String> {
    let method = proposal.method.concat();
    let said = |key: &str| {
        method.ends_with(key) || proposal.resources.iter().any(|words| words.concat() == key)
    };
    let mut words = route.extra.clone();
    for segment in &route.segments {
        if let Segment::Literal(text) = segment
            && !said(&words::key(text))
        {
            words.extend(words::split(text));
        }
    }
    words
}

/// The method followed by every word of the path.
fn spelled_out(route: &Route, method: &[String]) -> Vec<String> {
    let mut all = method.to_vec();
    for segment in &route.segments {
        if let Segment::Literal(text) = segment {
            all.extend(words::split(text));
        }
    }
    all
}
