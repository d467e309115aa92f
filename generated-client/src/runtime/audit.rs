//! How well does a type fit an instance? For tests.

use super::wire::{Json, Misfit, ReadError, Wire, read_audited, to_json};

/// What became of an instance that was read and written again.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Audit {
    /// What was written; what could not be written is the text of the error.
    pub value: Json,
    /// What was read although the type does not provide for it.
    pub misfits: Vec<Misfit>,
}

/// Reads a value from JSON text and writes it again.
///
/// # Errors
/// If the text cannot be read as the type.
pub fn audit<T: Wire>(text: &str) -> Result<Audit, ReadError> {
    let (value, misfits) = read_audited::<T>(text)?;
    let value = to_json(&value).unwrap_or_else(|error| Json::String(error.to_string()));
    Ok(Audit { value, misfits })
}
