//! Which file a type stands in.

use super::tree::Tree;
use crate::analyze::Facts;
use crate::ir::OperationId;
use std::collections::BTreeSet;

/// For each type the module of the one first-level resource that uses it, else `shared`.
pub(super) fn files(facts: &Facts, tree: &Tree, types: usize) -> Vec<String> {
    let first_level: Vec<&str> = tree
        .methods
        .iter()
        .map(|(resource, _)| {
            let mut id = *resource;
            while let Some(parent) = tree.resources[id.0].parent {
                id = parent;
            }
            tree.resources[id.0].module.as_str()
        })
        .collect();
    let file = |index: usize| {
        let used_by = facts
            .types
            .get(index)
            .map_or(&[][..], |facts| &facts.used_by);
        let users: BTreeSet<&str> = used_by
            .iter()
            .map(|OperationId(operation)| first_level[*operation])
            .collect();
        match users.into_iter().collect::<Vec<_>>().as_slice() {
            [one] => (*one).to_owned(),
            _ => "shared".to_owned(),
        }
    };
    (0..types).map(file).collect()
}
