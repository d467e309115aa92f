//! The members of an object while it is read: which key comes next, what was there, what is missing.

use super::constant::Constant;
use super::context::{Context, MisfitKind};
use super::failure::{Failure, Step};
use super::seen::Seen;
use super::source::{Entries, Source, Take};
use super::{Json, Wire};
use crate::runtime::{Extra, Patch};
use std::collections::BTreeMap;

/// The members of an object while it is read.
///
/// Errors are kept in it: after the first, [`Members::next`] ends and [`Members::need`] gives
/// nothing, so that emitted code has no errors to pass on.
pub struct Members<'a> {
    entries: &'a mut dyn Entries,
    context: &'a Context,
    name: &'static str,
    keys: &'static [&'static str],
    /// The member whose value comes next.
    at: usize,
    seen: Seen,
    extra: Extra,
    /// Whether members that are not declared have a type, so that none can be kept as JSON.
    is_typed: bool,
    failure: Option<Failure>,
}

/// What a key turned out to be.
enum Next {
    Declared(usize),
    Undeclared(String),
    End,
}

impl Members<'_> {
    pub(crate) fn read(
        source: Source<'_>,
        name: &'static str,
        keys: &'static [&'static str],
        run: &mut dyn FnMut(&mut Members<'_>),
    ) -> Result<(), Failure> {
        let context = source.context();
        source.object(&mut |entries| {
            let mut members = Members {
                entries,
                context,
                name,
                keys,
                at: keys.len(),
                seen: Seen::default(),
                extra: Extra::default(),
                is_typed: false,
                failure: None,
            };
            run(&mut members);
            match members.failure {
                Some(failure) => Err(failure),
                None => {
                    context.matched(members.seen.count());
                    Ok(())
                }
            }
        })
    }

    /// The index of the next declared member; its value must be taken before the next call. Members
    /// that are not declared are kept. `None` at the end and after an error.
    #[allow(clippy::should_implement_trait)] // It is no iterator: values are taken in between.
    pub fn next(&mut self) -> Option<usize> {
        loop {
            match self.advance() {
                Next::Declared(index) => return Some(index),
                Next::Undeclared(key) => self.keep(key),
                Next::End => return None,
            }
        }
    }

    /// As [`Members::next`], where members that are not declared have a type.
    pub fn next_or<T: Wire>(&mut self, rest: &mut TypedRest<T>) -> Option<usize> {
        self.is_typed = true;
        loop {
            match self.advance() {
                Next::Declared(index) => return Some(index),
                Next::Undeclared(key) => {
                    let mut value = None;
                    self.undeclared(&key, &mut |source| {
                        value = Some(T::read(source)?);
                        Ok(())
                    });
                    let Some(value) = value else { continue };
                    if rest.0.insert(key.clone(), value).is_some() {
                        self.fail(twice(&key));
                    }
                }
                Next::End => return None,
            }
        }
    }

    /// Takes the value of a required member.
    pub fn set<T: Wire>(&mut self, slot: &mut Option<T>) {
        self.declared(&mut |source| {
            *slot = Some(T::read(source)?);
            Ok(())
        });
    }

    /// Takes the value of a member that may be absent but not null; null is read as absence.
    pub fn optional<T: Wire>(&mut self, slot: &mut Option<T>) {
        self.declared(&mut |source| {
            if source.is_null() {
                source.context().note(MisfitKind::NullAsAbsent);
            } else {
                *slot = Some(T::read(source)?);
            }
            Ok(())
        });
    }

    /// Takes the value of a member that may be absent and may be null.
    pub fn patch<T: Wire>(&mut self, slot: &mut Patch<T>) {
        self.declared(&mut |source| {
            *slot = if source.is_null() {
                Patch::Null
            } else {
                Patch::Value(T::read(source)?)
            };
            Ok(())
        });
    }

    /// Takes the value of a member that has only one. Another is an error where that tells variants
    /// of a union apart; else it is kept, and written again.
    pub fn constant(&mut self, slot: &mut Option<()>, constant: &Constant) {
        *slot = Some(());
        let must_fit = self.is_typed || self.context.is_trying();
        let mut other = None;
        self.declared(&mut |source| {
            let context = source.context();
            let Err(found) = constant.read(source)? else {
                return Ok(());
            };
            if must_fit {
                return Err(Failure::new(format!("expected {constant}, found {found}")));
            }
            context.note(MisfitKind::ConstantMismatch);
            other = Some(found);
            Ok(())
        });
        if let Some(found) = other {
            self.extra.insert(self.keys[self.at], found);
        }
    }

    /// The value of a required member.
    pub fn need<T>(&mut self, index: usize, slot: Option<T>) -> Option<T> {
        if slot.is_none() || self.failure.is_some() {
            self.missing(index);
            return None;
        }
        slot
    }

    /// Sees to it that a member with only one value was there.
    pub fn need_constant(&mut self, index: usize, slot: Option<()>) -> Option<()> {
        self.need(index, slot)
    }

    /// The members that are not declared.
    pub fn extra(&mut self) -> Option<Extra> {
        self.failure
            .is_none()
            .then(|| std::mem::take(&mut self.extra))
    }

    fn missing(&mut self, index: usize) {
        let (name, key) = (self.name, self.keys[index]);
        self.fail_with(|| format!("the member `{key}` of {name} is missing"));
    }

    fn fail_with(&mut self, message: impl FnOnce() -> String) {
        if self.failure.is_none() {
            self.failure = Some(Failure::new(message()));
        }
    }

    fn fail(&mut self, failure: Failure) {
        self.failure.get_or_insert(failure);
    }

    /// Reads the next key.
    fn advance(&mut self) -> Next {
        if self.failure.is_some() {
            return Next::End;
        }
        let (keys, after) = (self.keys, self.at + 1);
        let mut next = Next::End;
        let found = self.entries.key(&mut |key| {
            next = match find(keys, after, key) {
                Some(index) => Next::Declared(index),
                None => Next::Undeclared(key.to_owned()),
            };
        });
        match (found, &next) {
            (Err(failure), _) => {
                self.fail(failure);
                return Next::End;
            }
            (Ok(_), &Next::Declared(index)) => {
                self.at = index;
                if !self.seen.insert(index) {
                    self.fail(twice(keys[index]));
                    return Next::End;
                }
            }
            (Ok(_), Next::Undeclared(_) | Next::End) => {}
        }
        next
    }

    /// Takes the value of the declared member whose key was read last.
    fn declared(&mut self, take: Take<'_>) {
        let key = self.keys[self.at];
        let mark = self.context.mark();
        let result = self.entries.value(take);
        self.context.put_under(mark, || Step::Key(key.into()));
        if let Err(failure) = result {
            self.fail(failure.under_key(key));
        }
    }

    /// Takes the value of a member that is not declared.
    fn undeclared(&mut self, key: &str, take: Take<'_>) {
        let mark = self.context.mark();
        let result = self.entries.value(take);
        self.context
            .put_under(mark, || Step::Key(key.to_owned().into()));
        if let Err(failure) = result {
            self.fail(failure.under_key(key.to_owned()));
        }
    }

    /// Keeps a member that is not declared.
    fn keep(&mut self, key: String) {
        let mut value = Json::Null;
        self.undeclared(&key, &mut |source| {
            source.context().note(MisfitKind::Undeclared);
            value = source.json()?;
            Ok(())
        });
        if self.failure.is_none() && self.extra.contains_key(&key) {
            self.fail(twice(&key));
        } else {
            self.extra.insert(key, value);
        }
    }
}

/// The key's index, looked for from where it is if members come in order.
fn find(keys: &[&str], after: usize, key: &str) -> Option<usize> {
    let (before, rest) = keys.split_at(after.min(keys.len()));
    let found = rest.iter().position(|known| *known == key);
    match found {
        Some(index) => Some(before.len() + index),
        None => before.iter().position(|known| *known == key),
    }
}

fn twice(key: &str) -> Failure {
    Failure::new(format!("the member `{key}` is there twice"))
}

impl std::fmt::Debug for Members<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Members")
            .field("name", &self.name)
            .field("failure", &self.failure)
            .finish_non_exhaustive()
    }
}

/// The members that are not declared, where they have a type.
#[derive(Debug)]
pub struct TypedRest<T>(BTreeMap<String, T>);

impl<T> TypedRest<T> {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// All of them.
    #[must_use]
    pub fn into_map(self) -> BTreeMap<String, T> {
        self.0
    }
}

impl<T> Default for TypedRest<T> {
    fn default() -> Self {
        Self::new()
    }
}
