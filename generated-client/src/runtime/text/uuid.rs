//! Universally unique identifiers.

use super::ParseError;
use super::macros::text;

text! {
    /// A UUID, of whatever version.
    Uuid
}

impl Uuid {
    /// The identifier.
    ///
    /// # Errors
    /// If the text is no UUID.
    pub fn parse(&self) -> Result<uuid::Uuid, ParseError> {
        uuid::Uuid::try_parse(&self.0).map_err(|error| ParseError::new(&self.0, "a UUID", error))
    }
}

impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Self(uuid.hyphenated().to_string())
    }
}
