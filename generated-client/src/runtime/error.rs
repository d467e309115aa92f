//! What can go wrong with a call, and what is known about it.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use super::api::Method;
use super::error_message;
use super::head::Head;
use super::raw::without_mark;
use super::retry;
use super::transport::{Reached, TransportError};
use super::{ReadError, Wire, read_json};

/// Why a call gave no answer of its documented type.
///
/// It is one pointer in size and never shows credentials.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// What happened, as a sentence without its end.
    message: String,
    target: Option<Target>,
    head: Option<Arc<Head>>,
    body: Bytes,
    json_path: Option<String>,
    excerpt: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    /// A limit was reached, whatever the kind says.
    timed_out: bool,
    /// The request went out, though the kind is one of those before that.
    went_out: bool,
    /// What the failure means for the whole.
    about: Option<String>,
    /// The task it is about.
    task: Option<String>,
    /// What went wrong with the attempts before this one.
    earlier: Vec<Error>,
}

/// More of an answer's body is not kept in an error.
pub(crate) const ERROR_BODY_LIMIT: usize = 64 * 1024;

/// The call an error belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) method: Method,
    pub(crate) path: Cow<'static, str>,
}

/// The kind of an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client was set up with something that cannot work.
    Config,
    /// The call holds something that cannot be sent. Nothing was sent.
    Request,
    /// The operation needs credentials that the client does not have. Nothing was sent.
    Credentials,
    /// No connection was made.
    Connect,
    /// A time limit was reached.
    Timeout,
    /// The connection failed while the request or the answer was under way.
    Transport,
    /// The server answered with a status that is no success.
    Status,
    /// The server answered with a success that the document does not describe.
    Undocumented,
    /// The answer is not what its type says.
    Decode,
    /// Work that goes on after the answer has failed.
    Task,
    /// The answer is larger than the client accepts.
    TooLarge,
    /// A file that the answer was to be saved in cannot be written.
    File,
}

impl Error {
    /// The kind of error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status the server answered with, if it answered.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.head.as_ref().map(|head| head.status)
    }

    /// The headers of the answer, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.head.as_ref().map(|head| &head.headers)
    }

    /// The body of the answer, cut where it was longer than an error keeps.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Reads the body as a type the document gives for this answer.
    ///
    /// # Errors
    /// If the body is not such a value.
    pub fn body_as<T: Wire>(&self) -> Result<T, ReadError> {
        read_json(without_mark(&self.0.body))
    }

    /// What the server says went wrong, where its answer says so in one of the usual ways.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        let head = self
            .0
            .head
            .as_ref()
            .filter(|_| self.0.kind == ErrorKind::Status)?;
        error_message::server_message(&self.0.body, head)
    }

    /// The id of the task that has failed or could not be waited for. The task itself is the body: see
    /// [`body_as`](Self::body_as).
    #[must_use]
    pub fn task(&self) -> Option<&str> {
        self.0.task.as_deref()
    }

    /// The method of the call.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.0.target.as_ref().map(|target| target.method.as_str())
    }

    /// The path of the call, as the document writes it.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.target.as_ref().map(|target| &*target.path)
    }

    /// The id the server gave the request, for its support to find it by.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.head.as_ref().and_then(|head| head.request_id())
    }

    /// Where in the answer's JSON decoding failed, such as `rules[3].direction`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// The part of the answer that could not be read, shortened, with the values of secret members
    /// left out.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    /// Whether the server answered 404 or 410.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.0.kind == ErrorKind::Status && matches!(self.status(), Some(404 | 410))
    }

    /// Whether a time limit was reached, here or at the server (408, 504).
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match self.0.kind {
            ErrorKind::Status => matches!(self.status(), Some(408 | 504)),
            _ => self.0.timed_out,
        }
    }

    /// Whether it is certain that no byte of the request reached the server, so that it cannot have
    /// acted.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        use ErrorKind::{Config, Connect, Credentials, Request};
        let unsent = |error: &Self| {
            let before = matches!(error.0.kind, Config | Request | Credentials | Connect);
            before && !error.0.went_out
        };
        unsent(self) && self.0.earlier.iter().all(unsent)
    }

    /// The wait the server asks for before the next attempt, by `Retry-After` or `retry-after-ms`.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        retry::retry_after(self.headers()?)
    }

    /// How often the call was sent, or tried to be. None if it could not be sent at all.
    #[must_use]
    pub fn attempts(&self) -> usize {
        use ErrorKind::{Config, Credentials, Request};
        let sent = self.0.went_out || !matches!(self.0.kind, Config | Request | Credentials);
        self.0.earlier.len() + usize::from(sent)
    }

    /// What went wrong with the attempts before the last, which this error is about, in their order.
    #[must_use]
    pub fn earlier_attempts(&self) -> &[Error] {
        &self.0.earlier
    }

    /// Whether the same call may succeed later: no connection, a lost one, a time limit, or a
    /// status that says so (408, 425, 429, 500, 502, 503, 504). Whether repeating it is safe is for
    /// the caller to know: the server may have acted before the connection was lost.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.0.kind {
            ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => true,
            ErrorKind::Status => {
                matches!(self.status(), Some(408 | 425 | 429 | 500 | 502 | 503 | 504))
            }
            _ => false,
        }
    }
}

/// How the runtime makes errors.
impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            target: None,
            head: None,
            body: Bytes::new(),
            json_path: None,
            excerpt: None,
            source: None,
            timed_out: kind == ErrorKind::Timeout,
            went_out: false,
            about: None,
            task: None,
            earlier: Vec::new(),
        }))
    }

    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, message)
    }

    /// An error of the transport.
    pub(crate) fn transport(error: TransportError, doing: &str) -> Self {
        let cause = error.root_cause();
        let timed_out = error.timed_out;
        let went_out = error.reached == Reached::Misused;
        let (kind, message) = match error.reached {
            Reached::Unsendable => (
                ErrorKind::Request,
                format!("the request cannot be sent: {cause}"),
            ),
            Reached::Misused => (ErrorKind::Config, cause),
            Reached::Nothing => (
                ErrorKind::Connect,
                format!("no connection to the server: {cause}"),
            ),
            Reached::Perhaps if timed_out => (
                ErrorKind::Timeout,
                format!("the time limit was reached while {doing}"),
            ),
            Reached::Perhaps => (
                ErrorKind::Transport,
                format!("the connection failed while {doing}: {cause}"),
            ),
        };
        let mut made = Self::new(kind, message);
        made.0.timed_out = timed_out;
        made.0.went_out = went_out;
        made.0.source = Some(error.source);
        made
    }

    /// Says what the failure means for the whole.
    pub(crate) fn about(mut self, what: String) -> Self {
        self.0.about = Some(what);
        self
    }

    /// Says which task it is about.
    pub(crate) fn of_task(mut self, id: &str) -> Self {
        self.0.task = Some(id.to_owned());
        self
    }

    /// The error after those of earlier attempts.
    pub(crate) fn after(mut self, earlier: Vec<Error>) -> Self {
        self.0.earlier = earlier;
        self
    }

    /// The errors of earlier attempts, which belong to the next error now.
    pub(crate) fn take_earlier(&mut self) -> Vec<Error> {
        std::mem::take(&mut self.0.earlier)
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(crate) fn with_target(mut self, target: &Target) -> Self {
        self.0.target = Some(target.clone());
        self
    }

    pub(crate) fn with_answer(mut self, head: &Arc<Head>, body: Bytes) -> Self {
        self.0.target = Some(head.target.clone());
        self.0.head = Some(Arc::clone(head));
        // A part is copied, because a slice would hold all of it.
        self.0.body = match body.get(..ERROR_BODY_LIMIT) {
            Some(part) => Bytes::copy_from_slice(part),
            None => body,
        };
        self
    }

    /// Says where in the body decoding failed.
    pub(crate) fn at_json(mut self, head: &Head, body: &[u8], path: &str) -> Self {
        self.0.excerpt = error_message::excerpt(body, path, head);
        self.0.json_path = Some(path.to_owned()).filter(|path| !path.is_empty());
        self
    }

    pub(crate) fn http_client(error: reqwest::Error) -> Self {
        Self::config(format!(
            "the HTTP client cannot be set up: {}",
            TransportError::from(error).root_cause()
        ))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            kind,
            message,
            target,
            head,
            ..
        } = &*self.0;
        if let Some(about) = &self.0.about {
            write!(f, "{about}: ")?;
        }
        if let Some(Target { method, path }) = target {
            write!(f, "{} {path}", method.as_str())?;
            f.write_str(if *kind == ErrorKind::Status {
                " "
            } else {
                ": "
            })?;
        }
        f.write_str(message)?;
        if let Some(said) = self.message() {
            write!(f, ": {said}")?;
        }
        if let Some(excerpt) = self.excerpt() {
            write!(f, ", in `{excerpt}`")?;
        }
        if !self.0.earlier.is_empty() {
            write!(f, " (after {} attempts)", self.attempts())?;
        }
        match head.as_ref().and_then(|head| head.request_id()) {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", &self.0.kind)
            .field("message", &self.to_string());
        if let Some(status) = self.status() {
            debug.field("status", &status);
        }
        if let Some(source) = &self.0.source {
            debug.field("source", source);
        }
        debug.finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
