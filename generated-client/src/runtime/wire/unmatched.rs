//! Values that no variant of a union fits.

use super::failure::Failure;
use super::source::Source;
use super::writer::Out;
use super::{Json, Wire};

/// A value that no variant of the union fits, as it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmatched {
    value: Json,
    tag: Option<&'static str>,
}

impl Unmatched {
    pub(crate) fn new(value: Json, tag: Option<&'static str>) -> Self {
        Self { value, tag }
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &Json {
        &self.value
    }

    /// The value.
    #[must_use]
    pub fn into_value(self) -> Json {
        self.value
    }
}

impl From<Json> for Unmatched {
    fn from(value: Json) -> Self {
        Self::new(value, None)
    }
}

/// A value whose tag the union does not know, as it came.
#[derive(Debug, Clone)]
pub struct Tagged {
    value: Json,
    tag: Option<&'static str>,
}

impl Tagged {
    /// The tag's value, if the value has a tag.
    #[must_use]
    pub fn tag(&self) -> Option<&Json> {
        self.value.get(self.tag?)
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &Json {
        &self.value
    }

    /// The value.
    #[must_use]
    pub fn into_value(self) -> Json {
        self.value
    }
}

impl PartialEq for Tagged {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl From<Unmatched> for Tagged {
    fn from(Unmatched { value, tag }: Unmatched) -> Self {
        Self { value, tag }
    }
}

impl From<Json> for Tagged {
    fn from(value: Json) -> Self {
        Self { value, tag: None }
    }
}

impl Wire for Unmatched {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        source.json().map(Self::from)
    }

    fn write(&self, out: Out<'_>) {
        out.json(&self.value);
    }
}

impl Wire for Tagged {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        source.json().map(Self::from)
    }

    fn write(&self, out: Out<'_>) {
        out.json(&self.value);
    }
}
