//! JSON inside a string.

use crate::runtime::{Failure, Out, ReadError, Source, Wire, WriteError, read_json, write_json};
use std::fmt;
use std::marker::PhantomData;

/// A string that contains JSON. It keeps the text it was read from.
pub struct JsonText<T> {
    /// The error of a value that has no JSON form is kept until the text is written.
    text: Result<String, WriteError>,
    value: PhantomData<fn() -> T>,
}

impl<T> JsonText<T> {
    /// A text that is taken as it is.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self {
            text: Ok(text.into()),
            value: PhantomData,
        }
    }

    /// The text; empty if it was made from a value that has no JSON form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

impl<T: Wire> JsonText<T> {
    /// The value in the text.
    ///
    /// # Errors
    /// If the text is no JSON, or other JSON than the type describes.
    pub fn parse(&self) -> Result<T, ReadError> {
        read_json(self.as_str().as_bytes())
    }
}

impl<T: Wire> From<T> for JsonText<T> {
    fn from(value: T) -> Self {
        Self {
            text: write_json(&value),
            value: PhantomData,
        }
    }
}

impl<T> Wire for JsonText<T> {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        String::read(source).map(Self::from_text)
    }

    fn write(&self, out: Out<'_>) {
        match &self.text {
            Ok(text) => out.text(text),
            Err(error) => out.refuse(&error.to_string()),
        }
    }
}

impl<T> serde::Serialize for JsonText<T> {
    fn serialize<S: serde::Serializer>(&self, format: S) -> Result<S::Ok, S::Error> {
        crate::runtime::serialize(self, format)
    }
}

impl<'de, T> serde::Deserialize<'de> for JsonText<T> {
    fn deserialize<D: serde::Deserializer<'de>>(format: D) -> Result<Self, D::Error> {
        crate::runtime::deserialize(format)
    }
}

impl<T> Clone for JsonText<T> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            value: PhantomData,
        }
    }
}

impl<T> PartialEq for JsonText<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> fmt::Debug for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
