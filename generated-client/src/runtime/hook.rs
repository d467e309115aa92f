//! What can be done around each attempt of a call?

use std::fmt;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::error::Error;

/// Sees every attempt of every call of a client: to count, to log, to sign. Given by
/// [`ClientBuilder::hook`](super::ClientBuilder::hook).
pub trait Hook: Send + Sync + 'static {
    /// Before an attempt is sent. Headers can be added and changed.
    fn before(&self, attempt: &mut Attempt<'_>) {
        let _ = attempt;
    }

    /// After an attempt: its answer is there (the body too, unless it streams), or it has failed.
    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>) {
        let _ = (attempt, outcome);
    }
}

/// An attempt to send a call.
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The document's operationId; empty for what is not in the document.
    pub operation: &'a str,
    /// The method.
    pub method: &'a str,
    /// The path as the document writes it, with its variables in braces.
    pub path: &'a str,
    /// Which attempt of the call it is, from 1.
    pub number: u32,
    /// Where it goes. The query may hold credentials.
    pub url: &'a Url,
    /// The headers that are sent. Those that hold credentials are marked as sensitive.
    pub headers: &'a mut HeaderMap,
}

/// How an attempt ended.
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The status, if the server answered.
    pub status: Option<u16>,
    /// Why the attempt failed, if it did.
    pub error: Option<&'a Error>,
    /// The time the attempt took.
    pub elapsed: Duration,
    /// The wait after which the call is sent again, if it is.
    pub retry_in: Option<Duration>,
}

/// Shows no query and no header: both may hold credentials.
impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Outcome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome")
            .field("status", &self.status)
            .field("error", &self.error)
            .field("elapsed", &self.elapsed)
            .field("retry_in", &self.retry_in)
            .finish()
    }
}
