//! Addresses of resources.

use super::ParseError;
use super::macros::text;
use reqwest::Url;

text! {
    /// A URI, URL, IRI, or a reference to one.
    Uri
}

impl Uri {
    /// The address in normal form. The text itself stays as it is.
    ///
    /// # Errors
    /// If the text is no absolute URL.
    pub fn parse(&self) -> Result<Url, ParseError> {
        Url::parse(&self.0).map_err(|error| ParseError::new(&self.0, "an absolute URL", error))
    }
}

impl From<Url> for Uri {
    fn from(url: Url) -> Self {
        Self(url.into())
    }
}
