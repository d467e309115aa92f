//! Gives everything its Rust name, once the IR is complete.

mod actions;
mod changes;
mod claims;
mod constants;
mod features;
mod files;
mod hints;
mod inline;
mod letters;
mod listing;
mod members;
mod operations;
mod overrides;
mod path;
mod plurals;
mod readings;
mod rule;
#[cfg(test)]
pub(crate) mod samples;
mod scope;
mod services;
mod shape;
mod siblings;

pub(crate) mod status;
mod tags;
mod tenants;
#[cfg(test)]
mod tests;
mod tree;
mod types;
mod variant;
mod verbs;
mod ways;
pub(crate) mod words;

pub use changes::{Changes, Opened, Swap, changes};
pub use constants::{Constants, HeaderName};
pub use words::is_keyword;

use crate::analyze::{Facts, TypeFacts};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Item, OperationId, Owner, TypeDef};
use crate::lock::{self, Locked, ProductLock, keys, uses};
use overrides::Overrides;
use std::collections::{BTreeMap, BTreeSet};

/// Every Rust name. Names are plain identifiers; a raw one carries its `r#`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// The product's module (`cloud`); `None` in a crate of one document without product level.
    pub product: Option<String>,
    /// One for each of `Api::types`.
    pub types: Vec<TypeNames>,
    /// One for each of `Api::operations`.
    pub operations: Vec<OperationNames>,
    /// Every resource; parents come before their children. A [`ResourceId`] indexes it.
    pub resources: Vec<Resource>,
    /// Newer versions of calls, each with the older one that was published under the name it would
    /// have.
    pub swaps: Vec<(OperationId, OperationId)>,
}

/// Names of a declared type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TypeNames {
    /// `SecurityGroup`.
    pub name: String,
    /// One for each field, enumeration value or variant, in the order of the IR: `snake_case` for
    /// fields, `PascalCase` for the others. A constant member has a name too.
    pub members: Vec<String>,
    /// For a struct the builder methods and for a union the constructors are the members' names.
    /// Name of the struct that takes its required members, if it has one: `CreateImageRequired`.
    pub required: Option<String>,
    /// The file below `types/` and `wire/` it stands in, without `.rs`. Types that the same
    /// resources need stand together.
    pub file: String,
    /// The modules of the first-level resources whose calls need it, in alphabetical order.
    pub users: Vec<String>,
}

/// Index into `Names::resources`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub usize);

/// A node of the resource tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// Module and accessor: `security_groups`.
    pub module: String,
    /// Type: `SecurityGroups`.
    pub type_name: String,
    /// `None` for the first level.
    pub parent: Option<ResourceId>,
    /// The tag's description, for documentation.
    pub description: Option<String>,
    /// In the order of `Api::operations`.
    pub operations: Vec<OperationId>,
    /// In alphabetical order.
    pub children: Vec<ResourceId>,
    /// Whether its methods are the own ones of the product (`client.dns().lookup()`) or, without
    /// products, of the client: its module holds what they need, and no method gives it.
    pub direct: bool,
}

/// Names of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationNames {
    /// Where it is found.
    pub resource: ResourceId,
    /// `create`.
    pub method: String,
    /// The builder's type in the resource's module: `Create`.
    pub builder: String,
    /// One for each of `Operation::parameters`: argument or setter.
    pub parameters: Vec<String>,
    /// For a spread body one for each field of its struct: argument or setter. Differs from the
    /// field's own name only where it would meet a parameter's or a reserved one.
    pub members: Vec<String>,
    /// The argument or setter of a whole body: `body`, or what the body is.
    pub body: String,
    /// With several success shapes the name of the enumeration and of its variants.
    pub outcome: Option<(String, Vec<String>)>,
    /// Of the builder's constants.
    pub constants: Constants,
}

/// Gives everything its name: a configured one first, then the published one, then the rule's.
///
/// What comes back beside them is to be published.
#[must_use]
pub fn name(
    api: &Api,
    facts: &Facts,
    config: &Config,
    product: Option<&str>,
    published: &ProductLock,
    diagnostics: &mut Diagnostics,
) -> (Names, ProductLock) {
    let mut overrides = Overrides::new(config, diagnostics);
    let tree = tree::tree(api, config, product, published, &mut overrides);
    let methods = called(api, &tree);
    let places = uses::places(api);
    let type_keys = keys::types(api, &places);
    let locked = types::locked(&type_keys, published);
    let known = types::Published {
        places: &places,
        keys: &type_keys,
        locked: &locked,
    };
    let named = types::types(api, facts, config, &methods, &known, &mut overrides);
    let members: Vec<Vec<String>> = api
        .types
        .iter()
        .zip(&locked)
        .map(|(def, locked)| members::members(def, &named.names, locked.as_ref(), &mut overrides))
        .collect();
    let operation_keys = keys::operations(api);
    let locks: Vec<Option<&Locked>> = operation_keys
        .iter()
        .map(|key| published.methods.get(key))
        .collect();
    let operations = operations::operations(api, facts, &tree, &members, &locks, &mut overrides);
    let paths: BTreeSet<&str> = api.operations.iter().map(|o| o.path.as_str()).collect();
    overrides.finish(&paths);

    let files = files::files(facts, &tree, &named.names);
    let types = named
        .names
        .into_iter()
        .zip(members)
        .zip(named.required)
        .zip(files);
    let names = Names {
        product: product.map(str::to_owned),
        types: types
            .map(|(((name, members), required), place)| TypeNames {
                name,
                members,
                required,
                file: place.file,
                users: place.users,
            })
            .collect(),
        operations,
        resources: tree.resources,
        swaps: tree.swaps,
    };
    let published = publish(api, facts, &names, &type_keys, operation_keys);
    (names, published)
}

/// What each operation is called, for the names of inline types below it.
fn called(api: &Api, tree: &tree::Tree) -> BTreeMap<Owner, inline::Method> {
    let mut called = BTreeMap::new();
    let operations = api.operations.iter().zip(&tree.methods);
    for (operation, (resource, method)) in operations.filter(|(one, _)| one.variant.is_none()) {
        let mut chain = Vec::new();
        let mut next = Some(*resource);
        while let Some(ResourceId(id)) = next {
            let resource = &tree.resources[id];
            if !resource.direct {
                chain.push(words::split(&resource.module));
            }
            next = resource.parent;
        }
        // `security group` before `rules`: all but the last are about one of many.
        let mut resources: Vec<String> = Vec::new();
        for words in chain.into_iter().rev() {
            resources = inline::overlap(words::singular_words(&resources), &words);
        }
        let owner = Owner::Operation {
            method: operation.method.clone(),
            path: operation.path.clone(),
        };
        let method = words::split(scope::plain(method));
        called.insert(owner, inline::Method { resources, method });
    }
    called
}

/// The names of this run as they are published.
fn publish(
    api: &Api,
    facts: &Facts,
    names: &Names,
    type_keys: &[Vec<String>],
    operation_keys: Vec<String>,
) -> ProductLock {
    let mut published = ProductLock::default();
    for (index, keys) in type_keys.iter().enumerate() {
        let mut locked = publish_type(
            &api.types[index],
            &names.types[index],
            facts.types.get(index),
        );
        for key in keys {
            published.types.insert(key.clone(), locked.clone());
            // The values of an enumeration at several places are written down once.
            locked.members.clear();
        }
    }
    published.open = open_objects(api);
    for (index, key) in operation_keys.into_iter().enumerate() {
        let locked = publish_method(api, facts, names, index);
        published.methods.insert(key, locked);
    }
    published
}

/// The keys of objects that take any members, but for those that an object with members has as well.
fn open_objects(api: &Api) -> BTreeSet<String> {
    let structs = api.types.iter();
    let structs = structs.filter(|def| matches!(def.item, Item::Struct(_)));
    let taken: BTreeSet<String> = structs.map(|def| keys::hint(&def.hint)).collect();
    let open = api.open.iter().map(|object| keys::hint(&object.hint));
    open.filter(|key| !taken.contains(key)).collect()
}

fn publish_type(def: &TypeDef, named: &TypeNames, facts: Option<&TypeFacts>) -> Locked {
    // What nothing tells from its siblings has no key to be published under.
    let keys = keys::unique(&keys::members(&def.item)).into_iter();
    let members = keys.zip(&named.members).enumerate();
    let members = members.filter_map(|(index, (key, name))| Some((index, key?, name.clone())));
    let mut locked = Locked {
        name: named.name.clone(),
        ..Locked::default()
    };
    for (index, key, name) in members {
        if facts.is_some_and(|facts| facts.boxed.get(index) == Some(&true)) {
            locked.roles.insert(lock::boxed(&key), name.clone());
        }
        locked.members.insert(key, name);
    }
    let required = named.required.iter().cloned();
    let required = required.map(|name| ("required".to_owned(), name));
    locked.roles.extend(required);
    if facts.is_some_and(|facts| facts.sent) && !matches!(def.item, Item::Enum(_)) {
        let name = named.name.clone();
        locked.roles.insert(lock::SENT.to_owned(), name);
    }
    locked
}

fn publish_method(api: &Api, facts: &Facts, names: &Names, index: usize) -> Locked {
    use crate::analyze::{CallBody, Input, Success};
    let (operation, named) = (&api.operations[index], &names.operations[index]);
    let mut members = BTreeMap::new();
    for (parameter, name) in operation.parameters.iter().zip(&named.parameters) {
        let place = operations::place(parameter.location);
        members.insert(format!("{place}:{}", parameter.name), name.clone());
    }
    members.extend(named.constants.published(operation));
    let mut roles = BTreeMap::from([("builder".to_owned(), named.builder.clone())]);
    if let Some(Some(paging)) = facts.paging.get(index) {
        roles.insert(lock::items(&paging.items), "items".to_owned());
    }
    if let Some(call) = facts.calls.get(index) {
        if let CallBody::Spread(id) = call.body {
            let wire_names = keys::members(&api.def(id).item);
            for (wire_name, name) in wire_names.iter().zip(&named.members) {
                members.insert(format!("body:{wire_name}"), name.clone());
            }
        }
        if call.body == CallBody::Whole || call.arguments.contains(&Input::RequiredMembers) {
            members.insert(":body".to_owned(), named.body.clone());
        }
        if let (Success::Several(groups), Some((name, variants))) = (&call.success, &named.outcome)
        {
            roles.insert("outcome".to_owned(), name.clone());
            for (group, variant) in groups.iter().zip(variants) {
                roles.insert(operations::outcome_role(operation, group), variant.clone());
            }
        }
    }
    Locked {
        name: [names.path(named.resource), vec![&named.method]]
            .concat()
            .join("."),
        members,
        roles,
    }
}

impl Names {
    /// The calls that lead to a resource, outermost first: none if its methods are those of the
    /// product or the client.
    #[must_use]
    pub fn path(&self, resource: ResourceId) -> Vec<&str> {
        if self.resources[resource.0].direct {
            return Vec::new();
        }
        self.modules(resource)
    }

    /// The modules that lead to a resource, outermost first.
    #[must_use]
    pub fn modules(&self, resource: ResourceId) -> Vec<&str> {
        let mut path = Vec::new();
        let mut next = Some(resource);
        while let Some(ResourceId(id)) = next {
            path.push(self.resources[id].module.as_str());
            next = self.resources[id].parent;
        }
        path.reverse();
        path
    }
}
