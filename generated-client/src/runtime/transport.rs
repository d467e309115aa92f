//! How does one request become one answer? The seam that everything above stands on.
//!
//! Retries, redirects, credentials and limits are above it: a transport sends what it is given,
//! once. [`reqwest::Client`] is one, and so is [`testing::Server`](super::testing::Server).

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::HeaderMap;

/// Sends requests. Given to a client by [`ClientBuilder::transport`](super::ClientBuilder::transport).
pub trait Transport: Send + Sync + 'static {
    /// Sends a request and gives the head of the answer with its body still to come. It follows no
    /// redirect and repeats nothing. Dropping the future gives the request up.
    fn send(&self, request: reqwest::Request) -> TransportFuture;
}

/// The answer that a [`Transport`] gives, under way.
#[cfg(not(target_arch = "wasm32"))]
pub type TransportFuture = Pin<Box<dyn Future<Output = Result<Answer, TransportError>> + Send>>;
/// The answer that a [`Transport`] gives, under way.
#[cfg(target_arch = "wasm32")]
pub type TransportFuture = Pin<Box<dyn Future<Output = Result<Answer, TransportError>>>>;

/// The answer to one request.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as it comes in.
    pub body: AnswerBody,
}

/// The body of an answer, as it comes in.
pub struct AnswerBody {
    chunks: Chunks,
    length: Option<u64>,
}

enum Chunks {
    /// Those of reqwest, which need no box.
    #[cfg(not(target_arch = "wasm32"))]
    Frames(reqwest::Body),
    #[cfg(not(target_arch = "wasm32"))]
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
    #[cfg(target_arch = "wasm32")]
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>>>>),
}

impl AnswerBody {
    /// A body that comes in chunks; its length, if it is known.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn new(
        chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
        length: Option<u64>,
    ) -> Self {
        let chunks = Chunks::Stream(Box::pin(chunks));
        Self { chunks, length }
    }

    /// A body that comes in chunks; its length, if it is known.
    #[cfg(target_arch = "wasm32")]
    pub fn new(
        chunks: impl Stream<Item = Result<Bytes, TransportError>> + 'static,
        length: Option<u64>,
    ) -> Self {
        let chunks = Chunks::Stream(Box::pin(chunks));
        Self { chunks, length }
    }

    /// A body that is there already.
    pub fn whole(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let length = body.len() as u64;
        Self::new(Once(Some(body)), Some(length))
    }

    /// The length of the whole body, where the server tells it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The next bytes, or none at the end.
    pub fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        match &mut self.chunks {
            #[cfg(not(target_arch = "wasm32"))]
            Chunks::Frames(body) => poll_data(body, cx),
            Chunks::Stream(chunks) => chunks.as_mut().poll_next(cx),
        }
    }
}

impl fmt::Debug for AnswerBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerBody")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// A body in one chunk.
struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().filter(|body| !body.is_empty()).map(Ok))
    }
}

/// Why a transport gave no answer. What it knows about the request decides whether it may be sent again.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) reached: Reached,
    pub(crate) timed_out: bool,
    pub(crate) source: Box<dyn StdError + Send + Sync>,
}

/// How far a request came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reached {
    /// It is none that can be sent.
    Unsendable,
    /// It went out by a transport that is not set up as it has to be.
    Misused,
    /// There was no connection, so nothing was sent.
    Nothing,
    /// The server may have got it.
    Perhaps,
}

impl TransportError {
    /// No byte of the request can have reached the server: whatever it asks for may be sent again.
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Reached::Nothing, source.into())
    }

    /// The connection was lost when the server may have got the request.
    pub fn lost(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Reached::Perhaps, source.into())
    }

    /// A limit of the transport's own was reached when the server may have got the request.
    pub fn timed_out(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let mut error = Self::lost(source);
        error.timed_out = true;
        error
    }

    pub(crate) fn new(reached: Reached, source: Box<dyn StdError + Send + Sync>) -> Self {
        Self {
            reached,
            timed_out: false,
            source,
        }
    }

    /// The innermost cause, which is the one that says something: `Connection refused`.
    pub(crate) fn root_cause(&self) -> String {
        let mut cause: &(dyn StdError + 'static) = &*self.source;
        while let Some(next) = cause.source() {
            cause = next;
        }
        cause.to_string()
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// The URL is left out, because its query may hold credentials.
impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        let error = error.without_url();
        #[cfg(not(target_arch = "wasm32"))]
        let unconnected = error.is_connect();
        // A browser does not tell.
        #[cfg(target_arch = "wasm32")]
        let unconnected = false;
        let reached = if error.is_builder() {
            Reached::Unsendable
        } else if unconnected {
            Reached::Nothing
        } else {
            Reached::Perhaps
        };
        Self {
            reached,
            timed_out: error.is_timeout(),
            source: Box::new(error),
        }
    }
}

impl Transport for reqwest::Client {
    fn send(&self, request: reqwest::Request) -> TransportFuture {
        let asked = request.url().clone();
        let response = self.execute(request);
        Box::pin(async move {
            let response = response.await?;
            if *response.url() != asked && response.url().origin() != asked.origin() {
                let why = "the given reqwest::Client followed a redirect to another host; build it with Policy::none()";
                return Err(TransportError::new(Reached::Misused, why.into()));
            }
            Ok(answer(response))
        })
    }
}

/// A client that follows no redirect.
pub(crate) struct Direct(pub(crate) reqwest::Client);

impl Transport for Direct {
    fn send(&self, request: reqwest::Request) -> TransportFuture {
        let response = self.0.execute(request);
        Box::pin(async move { Ok(answer(response.await?)) })
    }
}

fn answer(mut response: reqwest::Response) -> Answer {
    let status = response.status().as_u16();
    let headers = std::mem::take(response.headers_mut());
    let length = response.content_length();
    #[cfg(not(target_arch = "wasm32"))]
    let body = AnswerBody {
        chunks: Chunks::Frames(response.into()),
        length,
    };
    #[cfg(target_arch = "wasm32")]
    let body = AnswerBody::new(Frames(Box::pin(response.bytes_stream())), length);
    Answer {
        status,
        headers,
        body,
    }
}

/// All of the body of a request.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) async fn collect(body: reqwest::Body) -> Result<Bytes, TransportError> {
    let mut body = body;
    let mut all = bytes::BytesMut::new();
    while let Some(chunk) = std::future::poll_fn(|cx| poll_data(&mut body, cx)).await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all.freeze())
}

/// All of the body of a request.
#[cfg(target_arch = "wasm32")]
pub(crate) async fn collect(body: reqwest::Body) -> Result<Bytes, TransportError> {
    Ok(Bytes::copy_from_slice(body.as_bytes().unwrap_or_default()))
}

/// The next frame of a body that is data. Trailers are no part of it.
#[cfg(not(target_arch = "wasm32"))]
fn poll_data(
    body: &mut reqwest::Body,
    cx: &mut Context<'_>,
) -> Poll<Option<Result<Bytes, TransportError>>> {
    use http_body::Body as _;
    use std::task::ready;
    loop {
        match ready!(Pin::new(&mut *body).poll_frame(cx)) {
            None => return Poll::Ready(None),
            Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
            Some(Ok(frame)) => {
                if let Ok(bytes) = frame.into_data() {
                    return Poll::Ready(Some(Ok(bytes)));
                }
            }
        }
    }
}

/// The chunks of a body in a browser.
#[cfg(target_arch = "wasm32")]
struct Frames(Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>>>>);

#[cfg(target_arch = "wasm32")]
impl Stream for Frames {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(cx);
        next.map(|chunk| chunk.map(|chunk| chunk.map_err(TransportError::from)))
    }
}
