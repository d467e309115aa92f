//! Names within a call: its builder, its arguments and setters, and the shapes of its answer.

use super::overrides::Overrides;
use super::scope::{self, Wish};
use super::tree::Tree;
use super::{OperationNames, ResourceId, constants, members, status, words};
use crate::analyze::{CallBody, Facts, Input, Success};
use crate::ir::{Api, Item, Location, Operation, Status};
use crate::lock::Locked;
use std::collections::BTreeSet;

/// What every builder has, and what the emitted functions call their own.
const RESERVED: &[&str] = &[
    "call",
    "clone",
    "into_future",
    "items",
    "options",
    "pages",
    "send",
    "send_and_wait",
    "send_bytes",
    "send_stream",
    "send_text",
];

/// Names that emitted code uses without a path.
pub(super) const PRELUDE: &[&str] = &[
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "From",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// Names what belongs to each operation. `types` are the names of the members of all types.
pub(super) fn operations(
    api: &Api,
    facts: &Facts,
    tree: &Tree,
    types: &[Vec<String>],
    locks: &[Option<&Locked>],
    overrides: &mut Overrides<'_>,
) -> Vec<OperationNames> {
    let mut names: Vec<OperationNames> = tree
        .methods
        .iter()
        .enumerate()
        .map(|(index, (resource, method))| {
            let inputs = inputs(api, facts, index, types, locks[index], overrides);
            OperationNames {
                resource: *resource,
                method: method.clone(),
                builder: String::new(),
                parameters: inputs.parameters,
                members: inputs.members,
                body: inputs.body,
                outcome: None,
                constants: facts
                    .calls
                    .get(index)
                    .map_or_else(Default::default, |call| {
                        let operation = &api.operations[index];
                        constants::constants(operation, &call.success, locks[index], overrides)
                    }),
            }
        })
        .collect();
    for (id, resource) in tree.resources.iter().enumerate() {
        declared(
            api,
            facts,
            ResourceId(id),
            &resource.type_name,
            locks,
            &mut names,
            overrides,
        );
    }
    names
}

/// Arguments and setters of one call.
struct Inputs {
    parameters: Vec<String>,
    members: Vec<String>,
    body: String,
}

fn inputs(
    api: &Api,
    facts: &Facts,
    index: usize,
    types: &[Vec<String>],
    locked: Option<&Locked>,
    overrides: &mut Overrides<'_>,
) -> Inputs {
    let operation = &api.operations[index];
    let call = facts.calls.get(index);
    let spread = call.and_then(|call| match call.body {
        CallBody::Spread(id) => match &api.def(id).item {
            Item::Struct(object) => Some((object, types[id.0].as_slice())),
            _ => None,
        },
        _ => None,
    });
    let nulls = spread.map(|(object, _)| members::null_setters(&object.fields));
    let nulls: BTreeSet<String> = nulls.unwrap_or_default();
    let reserved = |name: &str| RESERVED.contains(&name) || nulls.contains(name);
    let fixed = |key: &str| locked.and_then(|locked| locked.members.get(key)).cloned();

    let mut wishes: Vec<Wish> = Vec::new();
    for parameter in &operation.parameters {
        let (own, name) = members::first_snake(&parameter.name, &reserved);
        let key = format!("{}:{}", place(parameter.location), parameter.name);
        let rank = parameter.location as u8 + 1;
        wishes.push(input(key, rank * 2 + own - 1, name, &fixed));
    }
    // The members of a spread body keep the names of their fields where no parameter has them.
    for (field, name) in spread
        .iter()
        .flat_map(|(object, names)| object.fields.iter().zip(*names))
    {
        let name = if reserved(scope::plain(name)) {
            format!("{}_", scope::plain(name))
        } else {
            name.clone()
        };
        wishes.push(input(format!("body:{}", field.wire_name), 11, name, &fixed));
    }
    let whole = call.is_some_and(|call| {
        call.body == CallBody::Whole || call.arguments.contains(&Input::RequiredMembers)
    });
    if whole {
        let name = if spread.is_some() { "required" } else { "body" };
        wishes.push(input(":body".to_owned(), 11, name.to_owned(), &fixed));
    }
    overrides.release(&mut wishes, &reserved, "argument");
    let mut names = scope::settle(wishes, &reserved, &|_, wish| more(wish, &reserved));
    let body = if whole { names.pop() } else { None };
    Inputs {
        members: names.split_off(operation.parameters.len()),
        parameters: names,
        body: body.unwrap_or_else(|| "body".to_owned()),
    }
}

/// The wish of an argument or setter, with its best name only.
fn input(key: String, rank: u8, name: String, fixed: &dyn Fn(&str) -> Option<String>) -> Wish {
    Wish {
        fixed: fixed(&key),
        candidates: vec![(rank, name)],
        key,
        ..Wish::default()
    }
}

/// Where the best name is disputed: the name with the place it goes to, `query_limit`.
fn more(wish: &Wish, reserved: &dyn Fn(&str) -> bool) -> Vec<(u8, String)> {
    let (place, name) = wish.key.split_once(':').unwrap_or_default();
    if place.is_empty() {
        return vec![(12, format!("request_{name}"))];
    }
    let with = format!("{place}_{name}");
    let first = members::first_snake(&with, reserved).1;
    let mut names = vec![(13, first)];
    names.extend(members::more_snake(&with, reserved));
    names.extend(members::more_snake(name, reserved));
    for (rank, (claim, _)) in (14..).zip(&mut names[1..]) {
        *claim = rank;
    }
    names
}

/// The word for a parameter's place, which also keys its published name.
pub(super) fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
        // As the members of a JSON body, so that names stay when its media type changes.
        Location::Form | Location::Part => "body",
    }
}

/// Names the builders and outcomes declared in the module of one resource.
fn declared(
    api: &Api,
    facts: &Facts,
    resource: ResourceId,
    type_name: &str,
    locks: &[Option<&Locked>],
    names: &mut [OperationNames],
    overrides: &mut Overrides<'_>,
) {
    let members: Vec<usize> = (0..names.len())
        .filter(|index| names[*index].resource == resource)
        .collect();
    let role = |index: usize, role: &str| {
        locks[index]
            .and_then(|locked| locked.roles.get(role))
            .cloned()
    };
    let mut wishes = Vec::new();
    for index in &members {
        let method = scope::plain(&names[*index].method);
        let name = words::pascal(&words::split(method));
        wishes.push(Wish {
            fixed: role(*index, "builder"),
            candidates: vec![(1, name.clone()), (2, format!("{name}Call"))],
            key: format!("{method} builder"),
            pascal: true,
            renamed: None,
        });
    }
    let several: Vec<usize> = members
        .iter()
        .copied()
        .filter(|index| groups(facts, *index).is_some())
        .collect();
    for index in &several {
        let method = scope::plain(&names[*index].method);
        let name = words::pascal(&words::split(method));
        wishes.push(Wish {
            fixed: role(*index, "outcome"),
            candidates: vec![
                (1, format!("{name}Outcome")),
                (2, format!("{name}CallOutcome")),
            ],
            key: format!("{method} outcome"),
            pascal: true,
            renamed: None,
        });
    }
    let reserved = |name: &str| name == type_name || PRELUDE.contains(&name);
    overrides.release(&mut wishes, &reserved, "type");
    let mut settled = scope::settle(wishes, &reserved, &scope::no_more).into_iter();
    for (index, name) in members.iter().zip(settled.by_ref()) {
        names[*index].builder = name;
    }
    for (index, name) in several.into_iter().zip(settled) {
        let groups = groups(facts, index).expect("only operations with groups were kept");
        let variants = outcome_variants(&api.operations[index], groups, locks[index], overrides);
        names[index].outcome = Some((name, variants));
    }
}

fn groups(facts: &Facts, index: usize) -> Option<&[Vec<usize>]> {
    match &facts.calls.get(index)?.success {
        Success::Several(groups) => Some(groups),
        Success::Empty | Success::One(_) => None,
    }
}

/// One variant for each group of statuses, called by the first of them.
fn outcome_variants(
    operation: &Operation,
    groups: &[Vec<usize>],
    locked: Option<&Locked>,
    overrides: &mut Overrides<'_>,
) -> Vec<String> {
    let mut wishes: Vec<Wish> = groups
        .iter()
        .map(|group| {
            let role = outcome_role(operation, group);
            let (_, statuses) = role.split_once(':').unwrap_or_default();
            let reasons: Vec<String> = statuses.split('|').map(status::reason).collect();
            Wish {
                fixed: locked.and_then(|locked| locked.roles.get(&role)).cloned(),
                candidates: vec![(1, reasons[0].clone()), (2, reasons.concat())],
                key: role,
                pascal: true,
                renamed: None,
            }
        })
        .collect();
    overrides.release(&mut wishes, &|_| false, "variant");
    scope::settle(wishes, &|_| false, &scope::no_more)
}

/// The role under which the variant of a group of answers is published.
pub(super) fn outcome_role(operation: &Operation, group: &[usize]) -> String {
    let statuses: Vec<String> = group
        .iter()
        .filter_map(|answer| operation.answers.get(*answer))
        .map(|answer| status_key(answer.status))
        .collect();
    format!("outcome:{}", statuses.join("|"))
}

/// `404`, `4XX` or `default`.
pub(super) fn status_key(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}
