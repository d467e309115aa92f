//! Values that have one of several shapes.

use super::constant::Constant;
use super::context::Context;
use super::failure::{Failure, ReadError};
use super::source::Source;
use super::union_choice::{Choice, Shape, Step, choose};
use super::unmatched::Unmatched;
use super::writer::Out;
use super::{Wire, to_json};

/// A value that has one of several shapes. Emitted; the macro `union!` builds on it.
pub trait Union: Sized + 'static {
    /// The type's name.
    const NAME: &'static str;
    /// The member that tells the variants apart.
    const TAG: Option<&'static str>;
    /// The variants in the document's order.
    const VARIANTS: &'static [Variant<Self>];
    /// The variant for values that no tag selects.
    const DEFAULT: Option<usize> = None;

    /// The variant for what no variant fits.
    fn unknown(value: Unmatched) -> Self;

    /// Writes the variant's value.
    fn write(&self, out: Out<'_>);
}

/// One shape of a union.
#[derive(Debug)]
pub struct Variant<U: 'static> {
    /// The variant's name.
    pub name: &'static str,
    /// The tags that select it.
    pub tags: &'static [Constant],
    /// Reads a value of this shape.
    pub read: fn(Source<'_>) -> Result<U, Failure>,
}

/// Reads the value of a variant.
///
/// # Errors
/// If it has another shape.
pub fn variant<T: Wire, U>(source: Source<'_>, make: impl FnOnce(T) -> U) -> Result<U, Failure> {
    T::read(source).map(make)
}

/// Reads a value of one of several shapes.
///
/// # Errors
/// If the tag selects a variant that the value does not fit, and no other fits exactly. What has an
/// unknown tag, or no tag and no fitting variant, is kept as it is.
pub fn read_union<U: Union>(source: Source<'_>) -> Result<U, Failure> {
    let shape = Shape {
        tag: U::TAG,
        count: U::VARIANTS.len(),
        tags: &|index| U::VARIANTS[index].tags,
        default: U::DEFAULT,
        identity: U::VARIANTS.as_ptr().addr(),
    };
    let (mut tried, mut kept) = (None, None);
    let choice = choose(source, &shape, &mut |step| {
        match step {
            Step::Try(index, source) => tried = Some((U::VARIANTS[index].read)(source)?),
            Step::Keep => kept = tried.take(),
        }
        Ok(())
    })?;
    match (choice, kept) {
        (Choice::Kept, Some(value)) => Ok(value),
        (Choice::Unknown(value), _) => Ok(U::unknown(Unmatched::new(value, U::TAG))),
        (Choice::Kept, None) => Err(Failure::new(format!("{} was not read", U::NAME))),
    }
}

/// Why a variant does not fit a value.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The variant's name.
    pub variant: &'static str,
    /// Why it does not fit.
    pub error: ReadError,
}

/// Says of each variant that does not fit a value why that is.
#[must_use]
pub fn mismatches<U: Union + Wire>(value: &U) -> Vec<Mismatch> {
    let Ok(value) = to_json(value) else {
        return Vec::new();
    };
    let why = |variant: &Variant<U>| {
        let context = Context::default();
        let (result, _) = context.try_apart(|| (variant.read)(Source::node(&value, &context, 0)));
        result.err().map(|failure| Mismatch {
            variant: variant.name,
            error: failure.into(),
        })
    };
    U::VARIANTS.iter().filter_map(why).collect()
}
