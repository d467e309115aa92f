//! Strings with a format: they keep the text they were read from and give the parsed value on demand.

mod base64;
mod json_text;
mod macros;
mod moment;
mod network;
mod secret;
mod time;
mod uri;
mod uuid;

pub use self::base64::Base64;
pub use self::json_text::JsonText;
pub use self::moment::{Clock, Moment};
pub use self::network::{Ip, IpNetwork, Ipv4, Ipv6, Network};
pub use self::secret::Secret;
pub use self::time::{Date, DateTime, Duration, Time};
pub use self::uri::Uri;
pub use self::uuid::Uuid;

use std::fmt;

/// Why a text is not of its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    text: String,
    format: &'static str,
    reason: String,
}

impl ParseError {
    fn new(text: &str, format: &'static str, reason: impl fmt::Display) -> Self {
        Self {
            text: text.to_owned(),
            format,
            reason: reason.to_string(),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            text,
            format,
            reason,
        } = self;
        write!(f, "`{text}` is not {format}: {reason}")
    }
}

impl std::error::Error for ParseError {}
