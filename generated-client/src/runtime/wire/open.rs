//! Enumerations that keep values they do not know.

use super::Wire;
use super::context::MisfitKind;
use super::failure::Failure;
use super::source::Source;

/// An enumeration of strings. Emitted; the macro `open_enum!` builds on it.
pub trait OpenEnum: Sized + Clone + 'static {
    /// The type's name.
    const NAME: &'static str;
    /// Each value in JSON, and its variant.
    const VALUES: &'static [(&'static str, Self)];
    /// Whether the document allows other values, so that one is no misfit.
    const IS_OPEN: bool = false;

    /// The value in JSON.
    fn as_str(&self) -> &str;

    /// A value that is not in [`OpenEnum::VALUES`].
    fn unknown(text: String) -> Self;
}

/// An enumeration of integers. Emitted; the macro `open_int_enum!` builds on it.
pub trait OpenIntEnum: Sized + Clone + 'static {
    /// The type's name.
    const NAME: &'static str;
    /// Each value in JSON, and its variant.
    const VALUES: &'static [(i64, Self)];

    /// The value in JSON.
    fn as_i64(&self) -> i64;

    /// A value that is not in [`OpenIntEnum::VALUES`].
    fn unknown(value: i64) -> Self;
}

/// The variant of a text.
#[must_use]
pub fn known<T: OpenEnum>(text: &str) -> Option<T> {
    let found = T::VALUES.iter().find(|(value, _)| *value == text);
    found.map(|(_, variant)| variant.clone())
}

/// The variant of an integer.
#[must_use]
pub fn known_integer<T: OpenIntEnum>(integer: i64) -> Option<T> {
    let found = T::VALUES.iter().find(|(value, _)| *value == integer);
    found.map(|(_, variant)| variant.clone())
}

/// Reads a value of an enumeration, known or not.
///
/// # Errors
/// If it is no string.
pub fn read_enum<T: OpenEnum>(source: Source<'_>) -> Result<T, Failure> {
    let context = source.context();
    let text = source.text()?;
    Ok(known(&text).unwrap_or_else(|| {
        if !T::IS_OPEN {
            context.note(MisfitKind::UnknownValue);
        }
        T::unknown(text.into_owned())
    }))
}

/// Reads a value of an enumeration, known or not.
///
/// # Errors
/// If it is no integer of 64 bits.
pub fn read_int_enum<T: OpenIntEnum>(source: Source<'_>) -> Result<T, Failure> {
    let context = source.context();
    let integer = i64::read(source)?;
    Ok(known_integer(integer).unwrap_or_else(|| {
        context.note(MisfitKind::UnknownValue);
        T::unknown(integer)
    }))
}
