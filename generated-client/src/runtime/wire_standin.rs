//! A stand-in for the serde half of the runtime until it is here.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What has a JSON form.
pub trait Wire: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// If it is another.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
    /// Writes a value.
    ///
    /// # Errors
    /// If it has no JSON form.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl<T: Serialize + for<'de> Deserialize<'de>> Wire for T {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// Why a value could not be read.
#[derive(Debug)]
pub struct ReadError(String);

impl ReadError {
    /// Where.
    #[must_use]
    pub fn path(&self) -> &str {
        ""
    }

    /// Why.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ReadError {}

/// Reads JSON text.
///
/// # Errors
/// If it is not such a value.
pub fn read_json<T: Wire>(text: &[u8]) -> Result<T, ReadError> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = T::read(&mut deserializer).map_err(|error| ReadError(error.to_string()))?;
    deserializer
        .end()
        .map_err(|error| ReadError(error.to_string()))?;
    Ok(value)
}

/// Writes JSON text.
///
/// # Errors
/// If the value has no JSON form.
pub fn write_json<T: Wire>(value: &T) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    value.write(&mut serde_json::Serializer::new(&mut out))?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}
