//! What is known of an answer before its body: status, headers, and the call it belongs to.

use reqwest::header::{HeaderMap, HeaderValue, SET_COOKIE};

use super::error::Target;
use super::media_type;
use super::redactor::Redactor;

/// The head of an answer.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) target: Target,
    redactor: Redactor,
    /// How many attempts it took.
    pub(crate) attempts: u32,
}

impl Head {
    /// Takes the head of an answer. Headers that hold cookies or repeat a credential will not be printed.
    pub(crate) fn new(
        status: u16,
        mut headers: HeaderMap,
        target: Target,
        redactor: Redactor,
        attempts: u32,
    ) -> Self {
        for (name, value) in &mut headers {
            let is_secret = match value.to_str() {
                Ok(text) => redactor.finds(text),
                Err(_) => redactor.finds(&String::from_utf8_lossy(value.as_bytes())),
            };
            if is_secret || name == SET_COOKIE {
                value.set_sensitive(true);
            }
        }
        Self {
            status,
            headers,
            target,
            redactor,
            attempts,
        }
    }

    /// The text without any of the client's credentials.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.redactor.redact(text)
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        const NAMES: [&str; 5] = [
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-amzn-requestid",
            "x-trace-id",
        ];
        NAMES
            .iter()
            .find_map(|name| self.header(name))
            .filter(|id| !id.is_empty() && id.len() <= 200)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .filter(|value| !value.is_sensitive())
            .and_then(|value: &HeaderValue| value.to_str().ok())
    }

    /// The media type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> Option<String> {
        let essence = media_type::essence(self.header("content-type")?);
        (!essence.is_empty()).then_some(essence)
    }
}

/// What a status means in words, such as `404 Not Found`.
pub(crate) fn status_words(status: u16) -> String {
    match reqwest::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
    {
        Some(reason) => format!("{status} {reason}"),
        None => status.to_string(),
    }
}
