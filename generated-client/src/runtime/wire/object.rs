//! Objects with declared members.

use super::failure::Failure;
use super::members::Members;
use super::source::Source;
use super::writer::{Out, Writer};

/// An object with declared members. Emitted for every struct; the macros `object!` and
/// `object_typed!` build on it.
pub trait Object: Sized {
    /// The type's name, for messages.
    const NAME: &'static str;
    /// The declared members, constants included.
    const KEYS: &'static [&'static str];

    /// Reads the members. `None`: `members` has the error.
    fn read(members: &mut Members<'_>) -> Option<Self>;

    /// Writes the members in the order of [`Object::KEYS`], each whether it is there or not, then
    /// the others.
    fn write(&self, writer: &mut Writer<'_>);
}

/// Reads an object.
///
/// # Errors
/// If it is none, if a member is missing, or if a value does not fit.
pub fn read_object<T: Object>(source: Source<'_>) -> Result<T, Failure> {
    let mut value = None;
    Members::read(source, T::NAME, T::KEYS, &mut |members| {
        value = T::read(members);
    })?;
    value.ok_or_else(|| Failure::new(format!("{} was not read", T::NAME)))
}

/// Writes an object.
pub fn write_object<T: Object>(value: &T, out: Out<'_>) {
    out.object(&mut |members| value.write(&mut Writer::new(members, T::KEYS)));
}
