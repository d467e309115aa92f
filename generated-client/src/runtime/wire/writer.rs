//! Where a value is written to, whatever becomes of it.

use super::constant::Constant;
use super::seen::Seen;
use super::{Json, Wire};
use crate::runtime::{Extra, Patch};
use std::collections::BTreeMap;

/// Where a value is written to.
pub struct Out<'a>(&'a mut dyn Sink);

/// Takes one value.
pub(crate) trait Sink {
    fn null(&mut self);
    fn boolean(&mut self, value: bool);
    fn signed(&mut self, value: i64);
    fn unsigned(&mut self, value: u64);
    /// The value is finite.
    fn float(&mut self, value: f64);
    fn text(&mut self, text: &str);
    fn json(&mut self, value: &Json);
    fn list(&mut self, length: usize, write: &mut dyn FnMut(&mut dyn ItemSink));
    fn object(&mut self, write: &mut dyn FnMut(&mut dyn MemberSink));
    fn refuse(&mut self, message: &str);
}

/// Takes the elements of a list.
pub(crate) trait ItemSink {
    fn item(&mut self, value: &dyn Wire);
}

/// Takes the members of an object.
pub(crate) trait MemberSink {
    fn member(&mut self, key: &str, value: &dyn Wire);
}

impl<'a> Out<'a> {
    pub(crate) fn new(sink: &'a mut dyn Sink) -> Self {
        Self(sink)
    }

    pub(crate) fn null(self) {
        self.0.null();
    }

    pub(crate) fn boolean(self, value: bool) {
        self.0.boolean(value);
    }

    pub(crate) fn signed(self, value: i64) {
        self.0.signed(value);
    }

    pub(crate) fn unsigned(self, value: u64) {
        self.0.unsigned(value);
    }

    pub(crate) fn float(self, value: f64) {
        if value.is_finite() {
            self.0.float(value);
        } else {
            // `serde_json` would write `null`, which is another value.
            self.0.refuse(&format!("JSON has no number {value}"));
        }
    }

    pub(crate) fn text(self, text: &str) {
        self.0.text(text);
    }

    pub(crate) fn json(self, value: &Json) {
        self.0.json(value);
    }

    pub(crate) fn list(self, length: usize, write: &mut dyn FnMut(&mut dyn ItemSink)) {
        self.0.list(length, write);
    }

    pub(crate) fn object(self, write: &mut dyn FnMut(&mut dyn MemberSink)) {
        self.0.object(write);
    }

    pub(crate) fn refuse(self, message: &str) {
        self.0.refuse(message);
    }
}

impl std::fmt::Debug for Out<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Out")
    }
}

/// Where the members of an object are written to: one call for each declared member, in order,
/// whether it is there or not, then one for the others.
pub struct Writer<'a> {
    members: &'a mut dyn MemberSink,
    keys: &'static [&'static str],
    /// How many declared members were dealt with.
    count: usize,
    written: Seen,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(members: &'a mut dyn MemberSink, keys: &'static [&'static str]) -> Self {
        Self {
            members,
            keys,
            count: 0,
            written: Seen::default(),
        }
    }

    /// Writes a member that is always there.
    pub fn put(&mut self, key: &'static str, value: &dyn Wire) {
        self.member(key, Some(value));
    }

    /// Writes a member if it is there.
    pub fn optional<T: Wire>(&mut self, key: &'static str, value: &Option<T>) {
        self.member(key, value.as_ref().map(|value| value as &dyn Wire));
    }

    /// Writes a member, or `null`, or nothing.
    pub fn patch<T: Wire>(&mut self, key: &'static str, value: &Patch<T>) {
        self.member(
            key,
            match value {
                Patch::Absent => None,
                Patch::Null => Some(&()),
                Patch::Value(value) => Some(value),
            },
        );
    }

    /// Writes the only value the member has, unless another was read and is among the others.
    pub fn constant(&mut self, key: &'static str, constant: &Constant, extra: &Extra) {
        if extra.contains_key(key) {
            self.count += 1;
        } else {
            self.fixed(key, constant);
        }
    }

    /// Writes the only value the member has.
    pub fn fixed(&mut self, key: &'static str, constant: &Constant) {
        self.member(key, Some(&Fixed(constant)));
    }

    /// Writes the members that are not declared. What is there already is not written again.
    pub fn extra(&mut self, extra: &Extra) {
        for (key, value) in extra.iter() {
            self.other(key, value);
        }
    }

    /// Writes the members that are not declared, where they have a type.
    pub fn additional<T: Wire>(&mut self, additional: &BTreeMap<String, T>) {
        for (key, value) in additional {
            self.other(key, value);
        }
    }

    fn member(&mut self, key: &'static str, value: Option<&dyn Wire>) {
        if let Some(value) = value {
            self.written.insert(self.count);
            self.members.member(key, value);
        }
        self.count += 1;
    }

    fn other(&mut self, key: &str, value: &dyn Wire) {
        let declared = self.keys.iter().position(|known| *known == key);
        if !declared.is_some_and(|index| self.written.contains(index)) {
            self.members.member(key, value);
        }
    }
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

struct Fixed<'a>(&'a Constant);

impl Wire for Fixed<'_> {
    fn read(_: super::Source<'_>) -> Result<Self, super::Failure> {
        Err(super::Failure::new("a constant is not read this way"))
    }

    fn write(&self, out: Out<'_>) {
        self.0.write(out);
    }
}
