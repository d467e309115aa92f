//! What must hold of the names of any document: each is an identifier, and no two of a scope meet.

use crate::analyze::{CallBody, Facts};
use crate::ir::{Api, Item};
use crate::name::{Names, ResourceId, scope, words};
use std::collections::BTreeSet;

/// Panics with the first thing that is wrong.
pub(super) fn check(api: &Api, facts: &Facts, names: &Names) {
    let types = names.types.iter().map(|named| named.name.as_str());
    let required = names
        .types
        .iter()
        .filter_map(|named| named.required.as_deref());
    distinct("types", types.chain(required));
    for (def, named) in api.types.iter().zip(&names.types) {
        let place = def.origin.to_string();
        distinct(&place, named.members.iter().map(String::as_str));
        let catch_all = |name: &String| matches!(name.as_str(), "Unknown" | "Other");
        let own = |name: &String| matches!(name.as_str(), "extra" | "extra_mut" | "new");
        match &def.item {
            Item::Struct(_) => assert!(!named.members.iter().any(own), "{place}"),
            Item::Enum(_) | Item::Union(_) => {
                assert!(!named.members.iter().any(catch_all), "{place}");
            }
            Item::Alias(_) | Item::Wrapper(_) => {}
        }
    }
    for (id, resource) in names.resources.iter().enumerate() {
        let place = names.path(ResourceId(id)).join(".");
        let operations = || resource.operations.iter().map(|id| &names.operations[id.0]);
        let children = resource
            .children
            .iter()
            .map(|id| names.resources[id.0].module.as_str());
        distinct(
            &place,
            operations()
                .map(|named| named.method.as_str())
                .chain(children),
        );
        let outcomes = operations().filter_map(|named| named.outcome.as_ref());
        let declared = operations().map(|named| named.builder.as_str());
        let declared = declared.chain(outcomes.map(|(name, _)| name.as_str()));
        distinct(&place, declared.chain([resource.type_name.as_str()]));
    }
    let first = names
        .resources
        .iter()
        .filter(|resource| resource.parent.is_none());
    distinct("resources", first.map(|resource| resource.module.as_str()));
    for (index, named) in names.operations.iter().enumerate() {
        let operation = &api.operations[index];
        let place = format!("{} {}", operation.method, operation.path);
        assert_eq!(
            named.parameters.len(),
            operation.parameters.len(),
            "{place}"
        );
        if let CallBody::Spread(id) = facts.calls[index].body {
            assert_eq!(
                named.members.len(),
                names.types[id.0].members.len(),
                "{place}"
            );
        }
        let inputs = named
            .parameters
            .iter()
            .chain(&named.members)
            .map(String::as_str);
        distinct(
            &place,
            inputs.chain(["send", "send_and_wait", "pages", "items", "options"]),
        );
        if let Some((_, variants)) = &named.outcome {
            distinct(&place, variants.iter().map(String::as_str));
        }
    }
}

fn distinct<'n>(place: &str, names: impl Iterator<Item = &'n str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(words::is_identifier(name), "{place}: {name}");
        assert!(seen.insert(scope::plain(name)), "{place}: {name} twice");
    }
}
