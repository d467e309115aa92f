//! Who gets which name where two want the same: decided for all at once, never by visiting order.

use crate::digest::digest;
use crate::origin::Origin;
use std::collections::{BTreeMap, BTreeSet};

/// Names with their ranks, the best first.
pub(super) type Candidates = Vec<(u8, String)>;

/// The further candidates of an item, by its place among the wishes.
pub(super) type More<'a> = &'a dyn Fn(usize, &Wish) -> Candidates;

/// Names one item would take, the best first.
#[derive(Debug, Clone, Default)]
pub(super) struct Wish {
    /// A name given by configuration or published before: it is not up for discussion.
    pub fixed: Option<String>,
    /// Names with their ranks. Where two items meet, the lower rank has the better claim; with
    /// equal claims nobody gets the name and all go on to their next one.
    pub candidates: Candidates,
    /// What the item is in the document; the last resort is made from it.
    pub key: String,
    /// Whether the names are in `PascalCase`, for the last resort.
    pub pascal: bool,
    /// Where the item is, if `fixed` comes from configuration.
    pub renamed: Option<Origin>,
}

/// The rank of a last resort.
const LAST: u8 = u8::MAX;

impl Wish {
    fn at(&self, level: usize, index: usize) -> (u8, String) {
        if let Some(name) = &self.fixed {
            return (0, name.clone());
        }
        if let Some((rank, name)) = self.candidates.get(level) {
            return (*rank, name.clone());
        }
        // Items that agree in every word differ in their keys, so the digest tells them apart. Two
        // items with one key are the same to every reader; they are told apart by their order.
        let base = self.candidates.last().map_or("x", |(_, name)| name);
        let round = level - self.candidates.len();
        let digest = if round < 4 {
            digest(&self.key, round)
        } else {
            digest(&format!("{} {index}", self.key), round)
        };
        let base = base.trim_start_matches("r#").trim_end_matches('_');
        let name = if self.pascal {
            format!("{base}X{digest:x}")
        } else {
            format!("{base}_x{digest:x}")
        };
        (LAST, name)
    }
}

/// Takes published names away from items that cannot keep them: where configuration gives the name
/// to another item, where the emitted code needs it, or where two items were published under it, as
/// an edited lock or an older version can say. Gives back the items with the names they lost.
pub(super) fn release(
    wishes: &mut [Wish],
    reserved: &dyn Fn(&str) -> bool,
) -> Vec<(usize, String)> {
    let mut holders: BTreeMap<String, (bool, bool, String, usize)> = BTreeMap::new();
    for (index, wish) in wishes.iter().enumerate() {
        let Some(name) = &wish.fixed else { continue };
        // Configuration comes first, then who would have the name without any lock.
        let wished = wish.candidates.first().is_some_and(|(_, own)| own == name);
        let claim = (wish.renamed.is_none(), !wished, wish.key.clone(), index);
        let holder = holders.entry(plain(name).to_owned());
        let holder = holder.or_insert_with(|| claim.clone());
        *holder = claim.min(holder.clone());
    }
    let mut released = Vec::new();
    for (index, wish) in wishes.iter_mut().enumerate() {
        let keeps = |name: &String| {
            let name = plain(name);
            wish.renamed.is_some() || holders[name].3 == index && !reserved(name)
        };
        if wish.fixed.as_ref().is_some_and(|name| !keeps(name)) {
            released.extend(wish.fixed.take().map(|name| (index, name)));
        }
    }
    released
}

/// Settles a scope: the names of all items, none equal to another and none of the `reserved`.
///
/// In every round all items state their name at once; those that lose move on together. A name
/// over which equals met stays free for good, so that it never means the lucky one of them. Most
/// items never move: `more` gives an item's further candidates when it does.
pub(super) fn settle(
    wishes: Vec<Wish>,
    reserved: &dyn Fn(&str) -> bool,
    more: More<'_>,
) -> Vec<String> {
    let settled = settle_marked(wishes, reserved, more);
    settled.into_iter().map(|(name, _)| name).collect()
}

/// Settles a scope; each name comes with whether it is the last resort, which is made from the key.
pub(super) fn settle_marked(
    mut wishes: Vec<Wish>,
    reserved: &dyn Fn(&str) -> bool,
    more: More<'_>,
) -> Vec<(String, bool)> {
    if let Some(names) = undisputed(&wishes, reserved) {
        return names.into_iter().map(|name| (name, false)).collect();
    }
    let mut levels = vec![0_usize; wishes.len()];
    let mut burnt: BTreeMap<String, u8> = BTreeMap::new();
    let all = wishes.iter().enumerate();
    let mut stated: Vec<(u8, String)> = all.map(|(index, wish)| wish.at(0, index)).collect();
    loop {
        let mut claims: BTreeMap<&str, Vec<(u8, usize)>> = BTreeMap::new();
        for (index, (rank, name)) in stated.iter().enumerate() {
            claims.entry(plain(name)).or_default().push((*rank, index));
        }
        let mut moving = Vec::new();
        for (name, claimants) in claims {
            moving.extend(losers(name, &claimants, &wishes, reserved, &mut burnt));
        }
        if moving.is_empty() {
            break;
        }
        for index in moving {
            if levels[index] == 0 {
                let further = more(index, &wishes[index]);
                wishes[index].candidates.extend(further);
            }
            levels[index] += 1;
            stated[index] = wishes[index].at(levels[index], index);
        }
    }
    let stated = stated.into_iter();
    stated.map(|(rank, name)| (name, rank == LAST)).collect()
}

/// For items whose candidates are all stated at once.
pub(super) fn no_more(_: usize, _: &Wish) -> Candidates {
    Vec::new()
}

/// The first names of all items, if nobody has to move on: most scopes need no more than that.
fn undisputed(wishes: &[Wish], reserved: &dyn Fn(&str) -> bool) -> Option<Vec<String>> {
    let mut names = Vec::with_capacity(wishes.len());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for wish in wishes {
        let first = wish.candidates.first().map(|(_, name)| name);
        let name = wish.fixed.as_ref().or(first)?;
        let free = wish.fixed.is_some() || !reserved(plain(name));
        if !free || !seen.insert(plain(name)) {
            return None;
        }
        names.push(name.clone());
    }
    Some(names)
}

/// Who of the claimants of a name has to move on.
fn losers(
    name: &str,
    claimants: &[(u8, usize)],
    wishes: &[Wish],
    reserved: &dyn Fn(&str) -> bool,
    burnt: &mut BTreeMap<String, u8>,
) -> Vec<usize> {
    let free: Vec<(u8, usize)> = claimants
        .iter()
        .copied()
        .filter(|(_, index)| wishes[*index].fixed.is_none())
        .collect();
    if free.len() < claimants.len() || reserved(name) {
        return free.into_iter().map(|(_, index)| index).collect();
    }
    let best = claimants.iter().map(|(rank, _)| *rank).min().unwrap_or(0);
    let equals = claimants.iter().filter(|(rank, _)| *rank == best).count();
    let contested = burnt.get(name).is_some_and(|rank| *rank <= best);
    if equals > 1 {
        let rank = burnt.entry(name.to_owned()).or_insert(best);
        *rank = best.min(*rank);
    }
    claimants
        .iter()
        .filter(|(rank, _)| contested || equals > 1 || *rank > best)
        .map(|(_, index)| *index)
        .collect()
}

/// A name without the mark of a raw identifier: `r#type` and `type` are one.
pub(super) fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(key: &str, candidates: &[(u8, &str)]) -> Wish {
        Wish {
            fixed: None,
            candidates: candidates
                .iter()
                .map(|(rank, name)| (*rank, (*name).to_owned()))
                .collect(),
            key: key.to_owned(),
            ..Wish::default()
        }
    }

    fn fixed(name: &str) -> Wish {
        Wish {
            fixed: Some(name.to_owned()),
            ..Wish::default()
        }
    }

    #[test]
    fn equals_both_move_and_a_better_claim_stays() {
        let wishes = [
            wish("a", &[(1, "A"), (1, "LongA")]),
            wish("b", &[(1, "A"), (1, "LongB")]),
            wish("c", &[(2, "C"), (2, "Other")]),
            wish("d", &[(1, "C")]),
        ];
        assert_eq!(
            settle(wishes.to_vec(), &|_| false, &no_more),
            ["LongA", "LongB", "Other", "C"]
        );
    }

    #[test]
    fn order_does_not_matter_and_a_contested_name_stays_free() {
        let wishes = [
            wish("a", &[(1, "A"), (1, "B")]),
            wish("b", &[(1, "A"), (1, "C")]),
            wish("c", &[(1, "Z"), (1, "A"), (1, "D")]),
            fixed("Z"),
        ];
        let mut reversed = wishes.to_vec();
        reversed.reverse();
        let mut names = settle(reversed, &|_| false, &no_more);
        names.reverse();
        assert_eq!(names, settle(wishes.to_vec(), &|_| false, &no_more));
        assert_eq!(names, ["B", "C", "D", "Z"]);
    }

    #[test]
    fn a_published_name_that_is_not_free_is_given_up() {
        let published = |key: &str, name: &str, own: &str| Wish {
            fixed: Some(name.to_owned()),
            ..wish(key, &[(1, own)])
        };
        let mut wishes = [
            published("a", "Pet", "A"),
            published("b", "Pet", "Pet"),
            published("c", "r#type", "C"),
            published("d", "new", "D"),
            published("e", "Kept", "E"),
            Wish {
                renamed: Some(Origin::root(0)),
                ..published("f", "type", "F")
            },
        ];
        let released = release(&mut wishes, &|name| name == "new");
        let lost: Vec<(usize, &str)> = released.iter().map(|(i, n)| (*i, n.as_str())).collect();
        assert_eq!(lost, [(0, "Pet"), (2, "r#type"), (3, "new")]);
        let names = settle(wishes.to_vec(), &|name| name == "new", &no_more);
        assert_eq!(names, ["A", "Pet", "C", "D", "Kept", "type"]);
    }

    #[test]
    fn fixed_names_win_and_the_last_resort_differs() {
        let names = settle(
            vec![
                fixed("r#type"),
                wish("k1", &[(1, "type")]),
                wish("k2", &[(1, "type")]),
            ],
            &|name| name == "send",
            &no_more,
        );
        assert_eq!(names[0], "r#type");
        assert!(names[1].starts_with("type_x") && names[1] != names[2]);
    }
}
