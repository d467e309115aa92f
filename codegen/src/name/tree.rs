//! The resource tree, and one name for each method in it.

use super::claims::{All, is_own};
use super::overrides::{Given, Overrides};
use super::path;
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
    "reqwest",
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
pub(super) struct Placed {
    pub(super) chain: Vec<String>,
    pub(super) fixed: Option<String>,
    /// The entry in the configuration that gives it.
    pub(super) renamed: Option<Origin>,
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
