//! Path templates as the naming rule sees them: without product, version and client-wide variables.

use super::{services, tenants, verbs, words};
use crate::config::Config;
use crate::ir::{Api, NameHint, Operation};
use std::collections::{BTreeMap, BTreeSet};

/// One segment of a path that says something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Segment {
    /// As written, without a file extension.
    Literal(String),
    /// The name of a variable.
    Variable(String),
}

impl Segment {
    /// What makes two spellings of a segment the same.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Literal(text) => words::key(text),
            Self::Variable(_) => "{}".to_owned(),
        }
    }
}

/// A path without what every path has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// Literals and variables in order.
    pub segments: Vec<Segment>,
    /// For each of them its place among all segments of the path.
    pub places: Vec<usize>,
    /// The version segment as written, if there is one.
    pub version: Option<String>,
    /// What else the path as written has: a query part, a file extension.
    pub extra: Vec<String>,
    /// Every variable, those that the client sets included.
    pub variables: Vec<String>,
    /// The keys of all segments: two versions of one path have the same.
    pub key: Vec<String>,
}

/// The routes of all operations.
pub(super) fn routes(api: &Api, config: &Config, product: Option<&str>) -> Vec<Route> {
    let product = product.map(words::key);
    let scopes = scopes(api, config);
    let routes = api
        .operations
        .iter()
        .map(|operation| route(operation, &scopes, product.as_deref()));
    let mut routes: Vec<Route> = routes.collect();
    services::resolve(api, &mut routes);
    let base = base(&routes);
    for route in &mut routes {
        route.segments.drain(..base);
        route.places.drain(..base);
        route.key.drain(..base);
    }
    tenants::drop(&mut routes);
    routes
}

/// How many words every path begins with: `/openai/v1/chat` and `/openai/v1/files` are about `chat`
/// and `files`. A word with anything but words behind it is a resource, and so is an only one.
fn base(routes: &[Route]) -> usize {
    let Some((first, others)) = routes.split_first() else {
        return 0;
    };
    let words = |route: &Route| {
        let literal = |segment: &&Segment| matches!(segment, Segment::Literal(_));
        route.segments.iter().take_while(literal).count()
    };
    let below = routes.iter().map(words).min().unwrap_or_default();
    (0..below.saturating_sub(1))
        .take_while(|at| others.iter().all(|route| route.key[*at] == first.key[*at]))
        .filter(|at| {
            others
                .iter()
                .any(|route| route.key[at + 1] != first.key[at + 1])
        })
        .last()
        .map_or(0, |at| at + 1)
}

/// The variables that say for whom all calls are made, and not what they are about: those of the
/// client, and those that stand before other variables behind three collections or more that are not
/// theirs: `/images/{project_id}/{image_id}`, where there is `/projects/{project_id}`.
fn scopes<'a>(api: &'a Api, config: &'a Config) -> BTreeSet<&'a str> {
    let mut own: BTreeSet<&str> = BTreeSet::new();
    let mut behind: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for operation in &api.operations {
        let raw: Vec<&str> = raw(&operation.path).collect();
        for (index, text) in raw.iter().enumerate() {
            let Some(name) = variable(text) else { continue };
            if is_thing(&raw, index) {
                own.insert(name);
            } else if raw
                .get(index + 1)
                .is_some_and(|next| variable(next).is_some())
            {
                let mut before = raw[..index].iter().rev();
                let literal = before.find(|text| variable(text).is_none());
                behind.entry(name).or_default().extend(literal);
            }
        }
    }
    let found = behind
        .into_iter()
        .filter(|(name, behind)| own.contains(name) && behind.len() > 2);
    let given = config.client_parameters.keys().map(String::as_str);
    found.map(|(name, _)| name).chain(given).collect()
}

/// The segments of a path, without a query or fragment that belongs to it.
pub(super) fn raw(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').filter(|segment| !segment.is_empty())
}

fn route(operation: &Operation, scopes: &BTreeSet<&str>, product: Option<&str>) -> Route {
    let mut segments = Vec::new();
    let mut version = None;
    let mut variables = Vec::new();
    let written = operation.origin.tokens().nth(1).unwrap_or_default();
    let query = written
        .split_once(['?', '#'])
        .map_or("", |(_, query)| query);
    let mut extra = words::split(query);
    // `?beta=true` is no more than `?beta`.
    extra.retain(|word| word != "true");
    let raw: Vec<&str> = raw(&operation.path).collect();
    let mut places = Vec::new();
    for (index, text) in raw.iter().enumerate() {
        let literal_before = segments.iter().any(|s| matches!(s, Segment::Literal(_)));
        if let Some(name) = variable(text) {
            variables.push(name.to_owned());
            if !scopes.contains(name) || is_thing(&raw, index) {
                segments.push(Segment::Variable(name.to_owned()));
            }
            segments.extend(custom_verb(text));
        } else if is_version(text) {
            // Between two versions stands where the API of the second one is mounted.
            if version.replace((*text).to_owned()).is_some() && variables.is_empty() {
                segments.clear();
                places.clear();
            }
        } else {
            let key = words::key(text);
            let prefix = !literal_before
                && (product == Some(key.as_str()) || matches!(key.as_str(), "api" | "rest"));
            if !prefix && !key.is_empty() {
                let (stem, extension) = without_extension(text);
                extra.extend(words::split(extension));
                segments.extend(literals(stem));
            }
        }
        places.resize(segments.len(), index);
    }
    Route {
        key: segments.iter().map(Segment::key).collect(),
        segments,
        places,
        version,
        extra,
        variables,
    }
}

/// Whether the client-wide variable at `index` names a thing that the segment before it collects:
/// in `/projects/{project_id}` it is no scope.
fn is_thing(raw: &[&str], index: usize) -> bool {
    let Some(name) = raw.get(index).and_then(|text| variable(text)) else {
        return false;
    };
    let Some(before) = index.checked_sub(1).and_then(|before| raw.get(before)) else {
        return false;
    };
    let one = words::singular_words(&words::split(before)).concat();
    !one.is_empty() && words::key(name).starts_with(&one)
}

/// The name in a segment that is one variable, with or without something fixed around it.
fn variable(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('{')?;
    rest.split_once('}').map(|(name, _)| name)
}

/// The verb of `/things/{id}:cancel`.
fn custom_verb(text: &str) -> Option<Segment> {
    let (_, verb) = text.rsplit_once("}:")?;
    (!verb.is_empty()).then(|| Segment::Literal(verb.to_owned()))
}

/// The format behind a segment says nothing of what it is.
fn without_extension(text: &str) -> (&str, &str) {
    let known = ["json", "xml", "csv", "html"];
    let split = text.rsplit_once('.');
    split
        .filter(|(_, extension)| known.contains(extension))
        .unwrap_or((text, ""))
}

/// A literal segment: `things:search` are two, and so are `chat.postMessage`, where the last word
/// of a name with dots says what is done.
fn literals(text: &str) -> impl Iterator<Item = Segment> {
    let done = text
        .rsplit_once('.')
        .is_some_and(|(_, last)| verbs::is_verb(&words::split(last)));
    text.split(move |sign| sign == ':' || done && sign == '.')
        .filter(|part| !words::key(part).is_empty())
        .map(|part| Segment::Literal(part.to_owned()))
}

/// `v1`, `v2beta1`, `v1.1`, `0`, `2010-04-01`.
fn is_version(text: &str) -> bool {
    let digits =
        |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_digit() || ".-_".contains(c));
    if digits(text) {
        return true;
    }
    let Some(rest) = text.strip_prefix(['v', 'V']) else {
        return false;
    };
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let stage = ["alpha", "beta", "rc", "preview"]
        .iter()
        .find_map(|stage| number.strip_prefix(stage))
        .unwrap_or(number);
    number.len() < rest.len() && stage.chars().all(|c| c.is_ascii_digit())
}

/// Orders versions: `v10` after `v9`, `v2` after `v2beta1`.
pub(super) fn version_order(version: Option<&str>) -> (Vec<u64>, bool) {
    let text = version.unwrap_or_default();
    let numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let trial = ["alpha", "beta", "rc", "preview"]
        .iter()
        .any(|stage| text.contains(stage));
    // A trial version comes before the same version without that word.
    let numbers: Vec<u64> = numbers;
    (
        if trial {
            numbers[..1.min(numbers.len())].to_vec()
        } else {
            numbers
        },
        !trial,
    )
}

/// The fullest spelling of each literal segment, by its letters: `securitygroups` is spelled
/// `security groups` where a tag or another path does.
pub(super) fn spellings(api: &Api, routes: &[Route]) -> BTreeMap<String, Vec<String>> {
    let mut spellings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |text: &str| {
        let words = words::split(text);
        // `RRsets` is no better than `rrsets`.
        if words.iter().any(|word| word.chars().count() < 2) {
            return;
        }
        let known = spellings.entry(words.concat()).or_default();
        // The order of the candidates must not matter: more words first, then the alphabet.
        if (words.len(), &*known) > (known.len(), &words) || known.is_empty() {
            *known = words;
        }
    };
    for operation in &api.operations {
        operation.tags.iter().for_each(|tag| add(tag));
    }
    for tag in &api.tags {
        add(&tag.name);
    }
    for route in routes {
        for segment in &route.segments {
            if let Segment::Literal(text) = segment {
                add(text);
            }
        }
    }
    respell(api, &mut spellings);
    spellings
}

/// Whether a word is more than initials.
fn is_telling(word: &str) -> bool {
    word.chars().count() > 2 || word.contains(|c: char| c.is_ascii_digit())
}

/// Spells words written together as most names of components and operations write them:
/// `healthmonitor` is `health monitor` where there is `CreateHealthMonitor` and no `Healthmonitor`.
fn respell(api: &Api, spellings: &mut BTreeMap<String, Vec<String>>) {
    let together = spellings
        .iter()
        .filter(|(key, words)| words.len() == 1 && key.len() > 4);
    let mut votes: BTreeMap<String, BTreeMap<Vec<String>, usize>> = together
        .map(|(key, _)| (words::singular(key), BTreeMap::new()))
        .collect();
    let components = api.types.iter().filter_map(|def| match &def.hint {
        NameHint::Component(key) => Some(key),
        NameHint::Inline { .. } => None,
    });
    let operations = api.operations.iter().filter(|one| one.variant.is_none());
    let names =
        components.chain(operations.filter_map(|operation| operation.operation_id.as_ref()));
    for name in names {
        let words = words::split(name);
        for from in 0..words.len() {
            for to in from + 1..=words.len().min(from + 4) {
                let run = words::singular_words(&words[from..to]);
                if let Some(votes) = votes.get_mut(&run.concat()) {
                    *votes.entry(run).or_default() += 1;
                }
            }
        }
    }
    for (key, words) in spellings.iter_mut().filter(|(_, words)| words.len() == 1) {
        let Some(votes) = votes.get(&words::singular(key)) else {
            continue;
        };
        let best = votes
            .iter()
            .max_by_key(|(run, count)| (**count, std::cmp::Reverse(*run)));
        let Some((run, _)) = best.filter(|(run, _)| run.iter().all(|word| is_telling(word))) else {
            continue;
        };
        let (_, lead) = run.split_last().expect("a run has a word");
        if let Some(last) = key.strip_prefix(&lead.concat()) {
            *words = [lead, &[last.to_owned()]].concat();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_recognised_and_ordered() {
        for version in ["v1", "v2beta1", "v1.1", "0", "2010-04-01", "V3"] {
            assert!(is_version(version), "{version}");
        }
        for other in ["vms", "v", "videos", "2fa", "v1users"] {
            assert!(!is_version(other), "{other}");
        }
        let order = |v| version_order(Some(v));
        assert!(order("v10") > order("v9") && order("v2") > order("v2beta1"));
        assert!(order("v1") > version_order(None));
    }
}
