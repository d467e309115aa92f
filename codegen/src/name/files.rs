//! Which file a type stands in: types that the same first-level resources need stand together, so
//! that one `cfg` on the file's `mod` line leaves them out with those resources.

use super::tree::Tree;
use super::words;
use crate::analyze::Facts;
use crate::digest::digest;
use crate::ir::OperationId;
use std::collections::{BTreeMap, BTreeSet};

/// Names of files that are longer are cut.
const LONGEST: usize = 100;

/// A type's file, and who needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The file below `types/` and `wire/`, without `.rs`.
    pub file: String,
    /// The modules of the first-level resources that use it.
    pub users: Vec<String>,
}

/// The place of each type, by the names of the types.
pub(super) fn files(facts: &Facts, tree: &Tree, names: &[String]) -> Vec<Place> {
    let users = users(facts, tree, names.len());
    let mut groups: BTreeMap<&BTreeSet<&str>, Vec<&str>> = BTreeMap::new();
    for (users, name) in users.iter().zip(names) {
        groups.entry(users).or_default().push(name);
    }
    let mut taken: BTreeSet<String> = first_level(tree).map(str::to_owned).collect();
    let files: BTreeMap<_, String> = groups
        .into_iter()
        .map(|(users, names)| (users, file(users, &names, &mut taken)))
        .collect();
    let places = users.iter().map(|users| Place {
        file: files[users].clone(),
        users: users.iter().map(|user| (*user).to_owned()).collect(),
    });
    places.collect()
}

/// For each type the first-level resources whose calls need it.
fn users<'t>(facts: &Facts, tree: &'t Tree, types: usize) -> Vec<BTreeSet<&'t str>> {
    let roots: Vec<&str> = tree
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
    let users = |index: usize| {
        let used_by = facts.types.get(index);
        let used_by = used_by.map_or(&[][..], |facts| &facts.used_by);
        let roots = used_by.iter().map(|OperationId(index)| roots[*index]);
        roots.collect()
    };
    (0..types).map(users).collect()
}

/// The name of a group's file: that of its only user, else of the first type in it.
fn file(users: &BTreeSet<&str>, names: &[&str], taken: &mut BTreeSet<String>) -> String {
    if users.len() == 1 {
        return users.iter().copied().collect();
    }
    let first = names.iter().min().copied().unwrap_or_default();
    let first = fit(&words::split(first).join("_"));
    let mut file = if users.is_empty() {
        "unused".to_owned()
    } else {
        format!("shared_{first}")
    };
    while !taken.insert(file.clone()) {
        file.push_str("_types");
    }
    file
}

/// A name for a file: the compiler loads none whose name has letters beyond ASCII, and no system has
/// one of more than 255 bytes.
pub(super) fn fit(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii() {
            text.push(c);
        } else {
            text.push_str(&format!("u{:x}", u32::from(c)));
        }
    }
    if text.len() > LONGEST {
        text.truncate(LONGEST);
        text.push_str(&format!("_x{:x}", digest(name, 0)));
    }
    text
}

fn first_level(tree: &Tree) -> impl Iterator<Item = &str> {
    let roots = tree.resources.iter();
    let roots = roots.filter(|resource| resource.parent.is_none());
    roots.map(|resource| resource.module.as_str())
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn names_of_files_are_short_and_of_ascii() {
        assert_eq!(fit("pets_é"), "pets_ue9");
        let (one, other) = (fit(&format!("{}a", "x".repeat(300))), fit(&"x".repeat(300)));
        assert!(one.len() < 120 && one.is_ascii() && one != other, "{one}");
    }
}
