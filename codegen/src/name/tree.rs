//! The resource tree, and one name for each method in it.

use super::overrides::{Given, Overrides};
use super::path::{self, Route, Segment};
use super::rule::{Proposal, Rule};
use super::scope::{self, Wish};
use super::{Resource, ResourceId, files, operations, variant, words};
use crate::config::Config;
use crate::ir::{Api, OperationId};
use crate::lock::{Locked, ProductLock, keys};
use crate::origin::Origin;
use std::collections::{BTreeMap, BTreeSet};

/// Modules that every file of resources imports.
const RESERVED_MODULES: &[&str] = &["rt", "types"];

/// Modules beside the first-level resources, and crates whose names they would hide.
const RESERVED_FIRST: &[&str] = &[
    DIRECT,
    "alloc",
    "config",
    "core",
    "generated",
    "runtime",
    "shared",
    "std",
    "testing",
    "wire",
];

/// The module for what methods of a product itself, or of the client, need.
const DIRECT: &str = "direct";

/// What some systems do not let a file be called.
const RESERVED_FILES: &[&str] = &["aux", "con", "nul", "prn"];

/// Functions of a client or a product, which its first-level resources and its own methods stand
/// beside.
pub(super) const RESERVED_ACCESSORS: &[&str] = &[
    "base_url",
    "builder",
    "clone",
    "from_env",
    "new",
    "request",
    "to_builder",
];

/// Where every operation is found.
pub(super) struct Tree {
    /// Parents before their children.
    pub resources: Vec<Resource>,
    /// For each operation its resource and its method.
    pub methods: Vec<(ResourceId, String)>,
    /// Newer versions of calls, each with the older one that was published under the short name.
    pub swaps: Vec<(OperationId, OperationId)>,
}

/// Places every operation.
pub(super) fn tree(
    api: &Api,
    config: &Config,
    product: Option<&str>,
    lock: &ProductLock,
    overrides: &mut Overrides<'_>,
) -> Tree {
    let routes = path::routes(api, config, product);
    let spellings = path::spellings(api, &routes);
    let rule = Rule::new(api, config, &routes, spellings);
    let keys = keys::operations(api);
    let proposals: Vec<Proposal> = api
        .operations
        .iter()
        .zip(&routes)
        .map(|(operation, route)| {
            let mut proposal = rule.propose(operation, route);
            let variant = operation.variant.as_deref().map(variant::words);
            proposal.method.extend(variant.into_iter().flatten());
            proposal
        })
        .collect();
    let published = keys.iter().filter_map(|key| lock.methods.get(key));
    let taken: BTreeSet<&str> = published.map(|locked| locked.name.as_str()).collect();
    let placed: Vec<Placed> = (0..api.operations.len())
        .map(|index| {
            let key = &keys[index];
            let given = overrides.method(key, product);
            let locked = lock.methods.get(key);
            let locked = locked.filter(|locked| overrides.can_stay(key, &locked.name, product));
            placed(&proposals[index], given, locked, &taken)
        })
        .collect();
    let chains: BTreeSet<&[String]> = placed
        .iter()
        .flat_map(|place| (1..=place.chain.len()).map(|length| &place.chain[..length]))
        .collect();
    let all = All {
        api,
        keys: &keys,
        routes: &routes,
        proposals: &proposals,
        placed: &placed,
    };
    let mut names = vec![String::new(); placed.len()];
    let mut swaps = Vec::new();
    for chain in &chains {
        let members: Vec<usize> = (0..placed.len())
            .filter(|index| placed[*index].chain == *chain)
            .collect();
        let mut wishes: Vec<Wish> = members
            .iter()
            .map(|index| all.wish(*index, &members))
            .collect();
        let above: &[String] = if is_direct(chain) { &[] } else { chain };
        let children: BTreeSet<&str> = chains
            .iter()
            .filter(|other| other.len() == above.len() + 1 && other.starts_with(above))
            .filter_map(|other| other.last().map(String::as_str))
            .collect();
        let is_direct = is_direct(chain);
        let reserved = |name: &str| {
            is_own(name)
                || children.contains(name)
                || is_direct && RESERVED_ACCESSORS.contains(&name)
        };
        overrides.settled(&mut wishes, &reserved, "method");
        let more = |at: usize, _: &Wish| all.more(members[at], &members);
        let settled = scope::settle(wishes, &reserved, &more);
        for (index, name) in members.iter().zip(settled) {
            names[*index] = name;
        }
        swaps.extend(all.swaps(&members, &names));
    }
    swaps.sort_unstable();
    Tree {
        swaps,
        ..build(api, product, &chains, &placed, names)
    }
}

/// The modules that lead to an operation, and its method where that is given.
struct Placed {
    chain: Vec<String>,
    fixed: Option<String>,
    /// The entry in the configuration that gives it.
    renamed: Option<Origin>,
}

fn placed(
    proposal: &Proposal,
    given: Option<Given>,
    locked: Option<&Locked>,
    taken: &BTreeSet<&str>,
) -> Placed {
    let name = given.as_ref().map(|given| given.name.as_str());
    let fixed = name.or(locked.map(|locked| locked.name.as_str()));
    let Some(fixed) = fixed else {
        return Placed {
            chain: match proposal.resources.as_slice() {
                // A method alone is the own one of the product, or of the client.
                [] => vec![String::new()],
                resources => modules(resources, taken),
            },
            fixed: None,
            renamed: None,
        };
    };
    // A method alone is the own one of the product, or of the client.
    let (chain, method) = fixed.rsplit_once('.').unwrap_or(("", fixed));
    Placed {
        chain: chain.split('.').map(str::to_owned).collect(),
        fixed: Some(method.to_owned()),
        renamed: given.map(|given| given.place),
    }
}

/// Whether the methods of a chain are the own ones of the product, or of the client.
fn is_direct(chain: &[String]) -> bool {
    matches!(chain, [only] if only.is_empty())
}

/// The module of each resource. One that is new does not take the place of a published method, one of
/// `taken`, beside which it would stand.
fn modules(resources: &[Vec<String>], taken: &BTreeSet<&str>) -> Vec<String> {
    let mut modules: Vec<String> = Vec::with_capacity(resources.len());
    for (level, words) in resources.iter().enumerate() {
        let mut name = files::fit(&words::snake(words));
        if is_reserved(level, &name) {
            name.push('_');
        }
        modules.push(name);
        while taken.contains(modules.join(".").as_str()) {
            modules[level].push('_');
        }
    }
    modules
}

/// Whether a resource at that level cannot be called so.
fn is_reserved(level: usize, name: &str) -> bool {
    let reserved = |names: &[&str]| names.contains(&name);
    words::is_keyword(name)
        || reserved(RESERVED_MODULES)
        || reserved(RESERVED_FILES)
        || level == 0 && (reserved(RESERVED_FIRST) || reserved(RESERVED_ACCESSORS))
        || name == "new"
}

/// Whether a name, with dots, can be that of nested resources.
pub(super) fn are_modules(path: &str) -> bool {
    let mut modules = path.split('.').enumerate();
    modules.all(|(level, name)| words::is_identifier(name) && !is_reserved(level, name))
}

/// Everything that is known of operations when their names are settled.
struct All<'a> {
    api: &'a Api,
    keys: &'a [String],
    routes: &'a [Route],
    proposals: &'a [Proposal],
    placed: &'a [Placed],
}

impl All<'_> {
    /// The name an operation would take in its resource, among the other `members` of that. An older
    /// version of a call has no claim to the short name at all.
    fn wish(&self, index: usize, members: &[usize]) -> Wish {
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
    fn more(&self, index: usize, members: &[usize]) -> Vec<(u8, String)> {
        let (proposal, route) = (&self.proposals[index], &self.routes[index]);
        let method = &proposal.method;
        let with = |more: &[String]| [method.as_slice(), more].concat();
        let twins = self.versions(index, members);
        let version = match &route.version {
            Some(version) => words::split(version),
            None => vec!["unversioned".to_owned()],
        };
        let id = self.api.operations[index].operation_id.as_deref();
        let id = id.map(words::split);
        let mut candidates = Vec::new();
        if twins
            .iter()
            .any(|other| self.routes[*other].version != route.version)
        {
            candidates.push((5, with(&version)));
        }
        let same = |other: &&usize| {
            let other = &self.routes[**other];
            (&other.version, &other.extra, &other.variables)
                == (&route.version, &route.extra, &route.variables)
        };
        if twins.iter().filter(same).count() > 1 {
            // The paths differ by a slash or a sign alone.
            candidates.extend(id.clone().map(|id| (5, id)));
        }
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
        let full = [spelled_out(route, method), by(&route.variables)].concat();
        let http = words::words(&self.api.operations[index].method);
        let told = route.version.is_some().then_some(version.as_slice());
        let told = told.unwrap_or_default();
        candidates.push((9, full.clone()));
        candidates.push((10, [full.as_slice(), told].concat()));
        candidates.push((11, [&http, full.as_slice(), told].concat()));
        candidates.extend(id.map(|id| (12, id)));
        // What every resource has itself is told apart by how it is written.
        let own = Some(identifier(method)).filter(|name| is_own(name));
        let own = own.map(|name| (self.claim(index), format!("{name}_")));
        let named = candidates.into_iter();
        let named = named.map(|(rank, words)| (rank, identifier(&words)));
        own.into_iter().chain(named).collect()
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
    fn swaps(&self, members: &[usize], names: &[String]) -> Vec<(OperationId, OperationId)> {
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
fn is_own(name: &str) -> bool {
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

fn build(
    api: &Api,
    product: Option<&str>,
    chains: &BTreeSet<&[String]>,
    placed: &[Placed],
    names: Vec<String>,
) -> Tree {
    // The order of a `BTreeSet` of slices puts parents before their children.
    let ids: BTreeMap<&[String], ResourceId> = chains
        .iter()
        .enumerate()
        .map(|(index, chain)| (*chain, ResourceId(index)))
        .collect();
    let mut resources: Vec<Resource> = Vec::with_capacity(ids.len());
    for chain in chains {
        let (module, above) = chain.split_last().expect("every chain has a module");
        let parent = ids.get(above).copied();
        if let Some(parent) = parent {
            let id = ResourceId(resources.len());
            resources[parent.0].children.push(id);
        }
        let direct = is_direct(chain);
        resources.push(Resource {
            module: if direct {
                DIRECT.to_owned()
            } else {
                module.clone()
            },
            type_name: type_name(product.filter(|_| direct).unwrap_or(module)),
            direct,
            parent,
            description: None,
            operations: Vec::new(),
            children: Vec::new(),
        });
    }
    let mut methods = Vec::with_capacity(names.len());
    for (index, name) in names.into_iter().enumerate() {
        let resource = ids[placed[index].chain.as_slice()];
        resources[resource.0].operations.push(OperationId(index));
        methods.push((resource, name));
    }
    describe(api, &mut resources);
    Tree {
        resources,
        methods,
        swaps: Vec::new(),
    }
}

/// The type of a resource, which is no name that its module uses otherwise.
fn type_name(module: &str) -> String {
    let name = words::pascal(&words::split(module));
    if operations::PRELUDE.contains(&name.as_str()) {
        format!("{name}Resource")
    } else {
        name
    }
}

/// Gives a resource the description of its tag: of the tag that spells its name, else of the one
/// tag that all its operations have.
fn describe(api: &Api, resources: &mut [Resource]) {
    for resource in resources {
        let key = words::key(&resource.module);
        let mut tags: BTreeSet<&str> = BTreeSet::new();
        for OperationId(index) in &resource.operations {
            tags.extend(api.operations[*index].tags.first().map(String::as_str));
        }
        let by_name = api.tags.iter().find(|tag| words::key(&tag.name) == key);
        let only = (tags.len() == 1 && resource.parent.is_none()).then(|| tags.first());
        let shared = only
            .flatten()
            .and_then(|name| api.tags.iter().find(|tag| tag.name == **name));
        resource.description = by_name.or(shared).and_then(|tag| tag.description.clone());
    }
}
