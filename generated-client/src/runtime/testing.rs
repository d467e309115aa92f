//! How is code tested that uses the client? With a server in memory that records and answers.
//!
//! It takes the place of the network below credentials, redirects, retries and limits, so that all
//! of these are at work in a test:
//!
//! ```
//! use gcore_client::testing::{Reply, Server};
//! use gcore_client::{Client, Method};
//!
//! # fn main() -> Result<(), gcore_client::Error> {
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
//! # runtime.block_on(async {
//! let server = Server::new();
//! server.reply(Reply::json(200, r#"{"name": "one"}"#));
//! let client = Client::builder()
//!     .base_url("https://api.example.com")
//!     .transport(server.clone())
//!     .build()?;
//! let call = client.request(Method::GET, "/things/1");
//! let answer = call.send_json::<serde_json::Value>().await?;
//! assert_eq!(answer["name"], "one");
//! assert_eq!(server.requests()[0].path(), "/things/1");
//! # Ok(())
//! # })
//! # }
//! ```
//!
//! Waits between retries and polls are tokio's, so `#[tokio::test(start_paused = true)]` makes them
//! take no time.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::Url;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::clock;
use super::transport::{Answer, AnswerBody, Reached, Transport, TransportError, TransportFuture};

/// A server in memory. Clones are the same server.
#[derive(Clone, Default)]
pub struct Server {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    responder: Option<Responder>,
    requests: Vec<Request>,
}

type Responder = Arc<dyn Fn(&Request) -> Reply + Send + Sync>;

/// A request as it would have gone over the network.
#[derive(Debug, Clone)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The whole URL.
    pub url: Url,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What is answered to a request.
#[derive(Debug, Clone)]
pub struct Reply {
    kind: Kind,
    delay: Duration,
}

#[derive(Debug, Clone)]
enum Kind {
    Answer {
        status: u16,
        headers: HeaderMap,
        body: Bytes,
        cut: bool,
    },
    NotSent,
    Lost,
    Never,
}

impl Server {
    /// A server without replies. What it has no reply for becomes an error that says so.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a reply after those there are; each is given once.
    pub fn reply(&self, reply: Reply) {
        self.state().replies.push_back(reply);
    }

    /// Answers by a function whatever no reply is left for.
    pub fn respond(&self, respond: impl Fn(&Request) -> Reply + Send + Sync + 'static) {
        self.state().responder = Some(Arc::new(respond));
    }

    /// All requests so far, every attempt for itself.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request and finds its reply. The function is called without the lock, so that it
    /// may use the server.
    fn answer(&self, request: Request) -> Option<Reply> {
        let mut state = self.state();
        state.requests.push(request.clone());
        let reply = state.replies.pop_front();
        let responder = state.responder.clone();
        drop(state);
        reply.or_else(|| responder.map(|respond| respond(&request)))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Server")
            .field("requests", &state.requests.len())
            .field("replies", &state.replies.len())
            .finish_non_exhaustive()
    }
}

impl Transport for Server {
    fn send(&self, mut request: reqwest::Request) -> TransportFuture {
        let server = self.clone();
        Box::pin(async move {
            let body = match request.body_mut().take() {
                Some(body) => super::transport::collect(body).await?,
                None => Bytes::new(),
            };
            let request = Request {
                method: request.method().to_string(),
                url: request.url().clone(),
                headers: request.headers().clone(),
                body,
            };
            let wanted = format!("{} {}", request.method, request.url.path());
            let Some(Reply { kind, delay }) = server.answer(request) else {
                let why = format!("testing::Server has no reply for {wanted}");
                return Err(TransportError::new(Reached::Misused, why.into()));
            };
            if !delay.is_zero() {
                clock::sleep(delay).await;
            }
            kind.answer().await
        })
    }
}

impl Kind {
    async fn answer(self) -> Result<Answer, TransportError> {
        match self {
            Self::Answer {
                status,
                headers,
                body,
                cut,
            } => {
                let body = if cut {
                    let longer = body.len() as u64 + 1;
                    AnswerBody::new(Cut(Some(body)), Some(longer))
                } else {
                    AnswerBody::whole(body)
                };
                Ok(Answer {
                    status,
                    headers,
                    body,
                })
            }
            Self::NotSent => Err(TransportError::not_sent("connection refused")),
            Self::Lost => Err(TransportError::lost("connection reset")),
            Self::Never => std::future::pending().await,
        }
    }
}

impl Request {
    /// The path, as it was sent.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// The query, as it was sent.
    #[must_use]
    pub fn query(&self) -> &str {
        self.url.query().unwrap_or_default()
    }

    /// The first value of a query parameter, decoded.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self.url.query_pairs();
        pairs.find_map(|(known, value)| (known == name).then(|| value.into_owned()))
    }

    /// The value of a header, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// If it is not JSON.
    pub fn json(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

impl Reply {
    /// An answer with a status and no body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::of(Kind::Answer {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            cut: false,
        })
    }

    /// An answer with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::status(status)
            .header("content-type", "application/json")
            .body(body)
    }

    /// No connection: the request is not sent.
    #[must_use]
    pub fn not_sent() -> Self {
        Self::of(Kind::NotSent)
    }

    /// The connection is lost after the request was sent.
    #[must_use]
    pub fn lost() -> Self {
        Self::of(Kind::Lost)
    }

    /// No answer at all, until a limit is reached.
    #[must_use]
    pub fn never() -> Self {
        Self::of(Kind::Never)
    }

    /// Adds a header to an answer.
    ///
    /// # Panics
    /// If a header cannot have this name or value.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Kind::Answer { headers, .. } = &mut self.kind {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("the name of a header");
            let value = HeaderValue::from_str(value).expect("the value of a header");
            headers.append(name, value);
        }
        self
    }

    /// Gives an answer a body.
    #[must_use]
    pub fn body(mut self, bytes: impl Into<Bytes>) -> Self {
        if let Kind::Answer { body, .. } = &mut self.kind {
            *body = bytes.into();
        }
        self
    }

    /// Lets this time pass first.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Loses the connection within the body of an answer.
    #[must_use]
    pub fn cut(mut self) -> Self {
        if let Kind::Answer { cut, .. } = &mut self.kind {
            *cut = true;
        }
        self
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            delay: Duration::ZERO,
        }
    }
}

/// A body that ends in an error.
struct Cut(Option<Bytes>);

impl Stream for Cut {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(match self.0.take() {
            Some(body) if !body.is_empty() => Ok(body),
            _ => Err(TransportError::lost("connection reset")),
        }))
    }
}
