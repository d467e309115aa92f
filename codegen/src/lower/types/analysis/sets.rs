//! The fewest members that tell one set of names from others.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Of how many members of a set two or three are tried together.
const TRIED: usize = 16;

/// Sets of names, each different from the others.
pub(super) struct Sets<'a> {
    sets: Vec<&'a BTreeSet<&'a str>>,
}

/// What only one of several sets has and lacks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told<'a> {
    with: Vec<&'a str>,
    without: Vec<&'a str>,
    /// Whether it has nothing else.
    only: bool,
}

impl<'a> Sets<'a> {
    pub(super) fn new(sets: impl Iterator<Item = &'a BTreeSet<&'a str>>) -> Self {
        Self {
            sets: sets.collect(),
        }
    }

    /// What tells a set from all others in few words: what it has, what it lacks, both.
    pub(super) fn told(&self, index: usize, preferred: &dyn Fn(&str) -> bool) -> Option<Told<'a>> {
        let own = self.sets[index];
        let rivals: Vec<&'a BTreeSet<&'a str>> = self
            .sets
            .iter()
            .copied()
            .filter(|set| *set != own)
            .collect();
        let mut names: Vec<&'a str> = own.iter().copied().collect();
        names.sort_by_key(|name| (Reverse(preferred(name)), name.len(), *name));
        let only = |most: usize| {
            (own.len() <= most).then(|| Told {
                with: names.clone(),
                without: Vec::new(),
                only: true,
            })
        };
        let with = |with: usize, without: usize| search(&names, own, &rivals, with, without);
        with(1, 0)
            .or_else(|| with(0, 1))
            .or_else(|| only(1))
            .or_else(|| with(2, 0))
            .or_else(|| only(2))
            .or_else(|| with(1, 1))
            .or_else(|| with(3, 0))
            .or_else(|| with(0, 2))
            .or_else(|| with(2, 1))
            .or_else(|| only(3))
            .or_else(|| with(1, 2))
            .or_else(|| with(2, 2))
    }
}

impl Told<'_> {
    /// `with a and b without c`, by the words for having and lacking.
    pub(super) fn text(&self, [has, lacks]: [&str; 2]) -> String {
        if self.only && self.with.is_empty() {
            return match has {
                "with" => "without members".to_owned(),
                _ => format!("{has} nothing"),
            };
        }
        let mut said = Vec::new();
        if !self.with.is_empty() {
            let only = if self.only { " only" } else { "" };
            said.push(format!("{has}{only} {}", self.with.join(" and ")));
        }
        if !self.without.is_empty() {
            said.push(format!("{lacks} {}", self.without.join(" or ")));
        }
        said.join(" ")
    }
}

/// The first of the smallest combinations that no rival has.
fn search<'a>(
    names: &[&'a str],
    own: &BTreeSet<&str>,
    rivals: &[&'a BTreeSet<&'a str>],
    with: usize,
    without: usize,
) -> Option<Told<'a>> {
    if with == 0 {
        return lacked(own, rivals, without).map(|without| Told {
            with: Vec::new(),
            without,
            only: false,
        });
    }
    let tried = if with + without > 1 {
        TRIED
    } else {
        usize::MAX
    };
    for (index, name) in names.iter().enumerate().take(tried) {
        let left: Vec<_> = rivals
            .iter()
            .copied()
            .filter(|rival| rival.contains(name))
            .collect();
        if let Some(mut told) = search(&names[index + 1..], own, &left, with - 1, without) {
            told.with.insert(0, name);
            return Some(told);
        }
    }
    None
}

/// Up to so many names that are not in the set, of which every rival has one.
fn lacked<'a>(
    own: &BTreeSet<&str>,
    rivals: &[&'a BTreeSet<&'a str>],
    most: usize,
) -> Option<Vec<&'a str>> {
    let Some(first) = rivals.iter().min_by_key(|rival| (rival.len(), **rival)) else {
        return Some(Vec::new());
    };
    if most == 0 {
        return None;
    }
    let mut names: Vec<&'a str> = first
        .iter()
        .copied()
        .filter(|name| !own.contains(name))
        .collect();
    names.sort_by_key(|name| (name.len(), *name));
    names.into_iter().find_map(|name| {
        let left: Vec<_> = rivals
            .iter()
            .copied()
            .filter(|rival| !rival.contains(name))
            .collect();
        let mut lacked = lacked(own, &left, most - 1)?;
        lacked.insert(0, name);
        Some(lacked)
    })
}

#[cfg(test)]
mod tests {
    use super::Sets;
    use std::collections::BTreeSet;

    fn told(sets: &[&[&str]]) -> Vec<String> {
        let sets: Vec<BTreeSet<&str>> = sets
            .iter()
            .map(|set| set.iter().copied().collect())
            .collect();
        let known = Sets::new(sets.iter());
        let told = (0..sets.len()).map(|index| known.told(index, &|_| false));
        told.map(|told| told.map_or_else(String::new, |told| told.text(["with", "without"])))
            .collect()
    }

    #[test]
    fn a_set_is_told_by_the_fewest_members() {
        let sets: [&[&str]; 3] = [&["id", "org"], &["id"], &["id", "repo"]];
        assert_eq!(told(&sets), ["with org", "with only id", "with repo"]);
        let sets: [&[&str]; 2] = [&["id", "org"], &["id"]];
        assert_eq!(told(&sets), ["with org", "without org"]);
        let sets: [&[&str]; 4] = [&["a", "b"], &["b", "c"], &["a", "c"], &[]];
        assert_eq!(
            told(&sets),
            [
                "with a and b",
                "with b and c",
                "with a and c",
                "without members"
            ]
        );
        let sets: [&[&str]; 3] = [&["a", "b", "x"], &["b", "x"], &["a", "x"]];
        assert_eq!(told(&sets), ["with a and b", "without a", "without b"]);
    }
}
