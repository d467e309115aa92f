//! What is kept while one document is read: how well the types fit it.

use super::failure::Step;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Something that was read although the type does not provide for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Where, as a JSON pointer (RFC 6901).
    pub path: String,
    /// What.
    pub kind: MisfitKind,
}

/// What was read although the type does not provide for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MisfitKind {
    /// A member that the type does not declare.
    Undeclared,
    /// A value that the enumeration does not have.
    UnknownValue,
    /// A value that no variant of the union fits.
    Unmatched,
    /// A tag that the union does not have.
    UnknownTag,
    /// `null` for a member that may be absent but not null.
    NullAsAbsent,
    /// Another value than the only one the member may have.
    ConstantMismatch,
}

/// What is kept while one document is read.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// Whether misfits are to be listed, not only counted.
    auditing: bool,
    /// Whether a variant of a union is being tried, so that failing is cheap.
    trying: Cell<bool>,
    misfits: Cell<u32>,
    /// Those of them through which the value does not come back as it was.
    losses: Cell<u32>,
    matched: Cell<u32>,
    list: RefCell<Vec<Found>>,
    /// Which variant fits best, by union and place of the value in memory. Without it, unions inside
    /// unions would take time exponential in their depth.
    choices: RefCell<BTreeMap<(usize, usize), Option<usize>>>,
}

#[derive(Debug)]
struct Found {
    /// From the misfit outwards.
    steps: Vec<Step>,
    kind: MisfitKind,
}

/// How well something fits, and what does not.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    misfits: u32,
    losses: u32,
    matched: u32,
    list: Vec<Found>,
}

impl Tally {
    /// Whether nothing was read that the type does not provide for.
    pub(crate) fn is_exact(&self) -> bool {
        self.misfits == 0
    }

    /// Whether it fits better: less is lost, else fewer misfits, else more members that the type
    /// declares.
    pub(crate) fn is_better_than(&self, other: &Self) -> bool {
        let rank = |tally: &Self| {
            let matched = std::cmp::Reverse(tally.matched);
            (tally.losses, tally.misfits, matched)
        };
        rank(self) < rank(other)
    }
}

impl Context {
    pub(crate) fn auditing() -> Self {
        Self {
            auditing: true,
            ..Self::default()
        }
    }

    pub(crate) fn is_trying(&self) -> bool {
        self.trying.get()
    }

    /// Counts a misfit of the value at hand.
    pub(crate) fn note(&self, kind: MisfitKind) {
        self.misfits.set(self.misfits.get().saturating_add(1));
        if kind == MisfitKind::NullAsAbsent {
            self.losses.set(self.losses.get().saturating_add(1));
        }
        if self.auditing {
            let steps = Vec::new();
            self.list.borrow_mut().push(Found { steps, kind });
        }
    }

    /// Counts a text that is not of its format, which matters only among variants.
    pub(crate) fn note_format(&self) {
        self.misfits.set(self.misfits.get().saturating_add(1));
    }

    /// Counts members that the type declares.
    pub(crate) fn matched(&self, members: u32) {
        self.matched.set(self.matched.get().saturating_add(members));
    }

    /// How many misfits are listed so far, if they are listed.
    pub(crate) fn mark(&self) -> Option<usize> {
        self.auditing.then(|| self.list.borrow().len())
    }

    /// Puts the misfits since the mark under a step: they were inside a member or an element.
    pub(crate) fn put_under(&self, mark: Option<usize>, step: impl FnOnce() -> Step) {
        let Some(mark) = mark else { return };
        let mut list = self.list.borrow_mut();
        if let Some(found) = list.get_mut(mark..).filter(|found| !found.is_empty()) {
            let step = step();
            for found in found {
                found.steps.push(step.clone());
            }
        }
    }

    /// Tries something, apart from what was counted so far.
    pub(crate) fn try_apart<T>(&self, run: impl FnOnce() -> T) -> (T, Tally) {
        let was_trying = self.trying.replace(true);
        let result = self.apart(run);
        self.trying.set(was_trying);
        result
    }

    /// Reads something, apart from what was counted so far.
    pub(crate) fn apart<T>(&self, run: impl FnOnce() -> T) -> (T, Tally) {
        let before = self.take();
        let result = run();
        let tally = self.take();
        self.add(before);
        (result, tally)
    }

    /// Counts what a trial counted, since its result is used.
    pub(crate) fn add(&self, tally: Tally) {
        self.misfits
            .set(self.misfits.get().saturating_add(tally.misfits));
        self.losses
            .set(self.losses.get().saturating_add(tally.losses));
        self.matched(tally.matched);
        if !tally.list.is_empty() {
            self.list.borrow_mut().extend(tally.list);
        }
    }

    fn take(&self) -> Tally {
        Tally {
            misfits: self.misfits.take(),
            losses: self.losses.take(),
            matched: self.matched.take(),
            list: self.list.take(),
        }
    }

    pub(crate) fn choice(&self, key: (usize, usize)) -> Option<Option<usize>> {
        self.choices.borrow().get(&key).copied()
    }

    pub(crate) fn remember_choice(&self, key: (usize, usize), variant: Option<usize>) {
        self.choices.borrow_mut().insert(key, variant);
    }

    /// Forgets where values were, before their memory is used again.
    pub(crate) fn forget_choices(&self) {
        self.choices.take();
    }

    /// The misfits in the order they were met.
    pub(crate) fn into_misfits(self) -> Vec<Misfit> {
        let list = self.list.into_inner();
        list.into_iter()
            .map(|found| Misfit {
                path: pointer(&found.steps),
                kind: found.kind,
            })
            .collect()
    }
}

fn pointer(steps: &[Step]) -> String {
    let mut pointer = String::new();
    for step in steps.iter().rev() {
        pointer.push('/');
        match step {
            Step::Index(index) => pointer.push_str(&index.to_string()),
            Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
        }
    }
    pointer
}
