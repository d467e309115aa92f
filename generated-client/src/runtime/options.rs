//! What can be set for one call alone?

use std::fmt;
use std::time::Duration;

use super::Json;
use super::body::Body;
use super::retry::RetryPolicy;

/// Headers about one request or its body, which say nothing of others.
const OF_ONE_REQUEST: [&str; 10] = [
    "accept",
    "content-encoding",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "prefer",
    "range",
];

/// Settings of one call, such as
/// `CallOptions::new().timeout(Duration::from_secs(5)).header("X-Trace", "7")`.
#[derive(Clone)]
pub struct CallOptions {
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body_limit: Option<usize>,
    pub(crate) body: Option<(String, Body)>,
    pub(crate) content_type: Option<String>,
    pub(crate) members: Vec<(String, Json)>,
}

impl CallOptions {
    pub(crate) const NONE: Self = Self {
        timeout: None,
        attempt_timeout: None,
        retry: None,
        headers: Vec::new(),
        query: Vec::new(),
        body_limit: None,
        body: None,
        content_type: None,
        members: Vec::new(),
    };

    /// No settings: everything is as the client has it.
    #[must_use]
    pub fn new() -> Self {
        Self::NONE
    }

    /// The time the whole call may take with all its attempts, instead of the client's. For an
    /// answer that streams, its body included.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sends this body, under this media type, instead of the operation's own: for media types that
    /// the document allows besides.
    #[must_use]
    pub fn body(mut self, media_type: impl Into<String>, body: impl Into<Body>) -> Self {
        self.body = Some((media_type.into(), body.into()));
        self
    }

    /// Sends what the call says under another media type: JSON, `application/x-www-form-urlencoded`
    /// or `multipart/form-data`, whichever the document allows besides the operation's own. Objects
    /// within forms are JSON.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a member that the document does not declare to a body of JSON members, a form or parts.
    /// A body that has the member already is not sent.
    #[must_use]
    pub fn member(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.members.push((name.into(), value.into()));
        self
    }

    /// The time each attempt may take, instead of the client's. While an answer streams it limits
    /// each wait for more.
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// When the call is sent again, instead of the client's policy.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Sends one more header. A header of the operation by the same name is replaced; credentials
    /// cannot be.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends one more query parameter, after those of the operation.
    #[must_use]
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// The most bytes an answer may have, instead of the client's limit.
    #[must_use]
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// What holds for requests that a call leads to as well: asking after tasks, reading what they made.
    pub(crate) fn for_what_follows(&self) -> Self {
        let mut options = self.clone();
        options.timeout = None;
        options.query.clear();
        options.body = None;
        options.content_type = None;
        options.members.clear();
        let is_of_one = |name: &str| {
            let mut known = OF_ONE_REQUEST.iter();
            known.any(|known| name.eq_ignore_ascii_case(known))
        };
        options.headers.retain(|(name, _)| !is_of_one(name));
        options
    }
}

impl Default for CallOptions {
    fn default() -> Self {
        Self::NONE
    }
}

/// Shows names alone: a header may well be a secret.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retry", &self.retry)
            .field("headers", &names(&self.headers))
            .field("query", &names(&self.query))
            .field("body_limit", &self.body_limit)
            .field("body", &self.body)
            .field("content_type", &self.content_type)
            .field("members", &names(&self.members))
            .finish()
    }
}

fn names<T>(pairs: &[(String, T)]) -> Vec<&str> {
    pairs.iter().map(|(name, _)| name.as_str()).collect()
}
