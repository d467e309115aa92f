//! Text that is not shown.

use crate::runtime::{Failure, Out, Redacted, Source, Wire};
use std::fmt;

/// Text that `Debug` does not show.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Secret(String);

impl Secret {
    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Secret").field(&Redacted).finish()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl Wire for Secret {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        String::read(source).map(Self)
    }

    fn write(&self, out: Out<'_>) {
        out.text(&self.0);
    }
}

crate::runtime::serde!(Secret);
