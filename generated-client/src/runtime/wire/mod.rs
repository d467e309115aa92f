//! What has a JSON form, and how it is read and written.
//!
//! Reading and writing are not generic over serde's traits: a [`Source`] and an [`Out`] stand in
//! front of them, so that the code of every emitted type exists once and not once per format. Only
//! [`de`] and [`ser`] know serde.

mod constant;
mod containers;
mod context;
mod de;
mod failure;
mod members;
mod node;
mod numbers;
mod object;
mod open;
mod scalars;
mod seen;
mod ser;
mod source;
#[cfg(test)]
mod tests;
mod union;
mod union_choice;
mod unmatched;
mod writer;

pub use self::constant::Constant;
pub use self::context::{Misfit, MisfitKind};
pub use self::de::{deserialize, from_json, read_json};
pub use self::failure::{Failure, ReadError};
pub use self::members::{Members, TypedRest};
pub use self::object::{Object, read_object, write_object};
pub use self::open::{OpenEnum, OpenIntEnum, known, known_integer, read_enum, read_int_enum};
pub use self::ser::{WriteError, serialize, to_json, write_json};
pub use self::source::Source;
pub use self::union::{Mismatch, Union, Variant, mismatches, read_union, variant};
pub use self::unmatched::{Tagged, Unmatched};
pub use self::writer::{Out, Writer};

pub(crate) use self::de::read_audited;

/// A value of any JSON kind.
pub type Json = serde_json::Value;

/// What has a JSON form.
///
/// Emitted types implement it by macro. They implement `serde::Serialize` and `Deserialize` too,
/// for users; inside, only this trait is used.
pub trait Wire {
    /// Reads a value.
    ///
    /// # Errors
    /// If it is of another kind or shape.
    fn read(source: Source<'_>) -> Result<Self, Failure>
    where
        Self: Sized;

    /// Writes the value: calls one method of `out`, once.
    fn write(&self, out: Out<'_>);
}
