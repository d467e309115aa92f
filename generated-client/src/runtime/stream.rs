//! How is an answer read that is not held in memory as a whole?

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::Body as _;

use super::error::Error;
use super::head::Head;
use super::send::too_large;

/// The body of an answer as it comes in: by [`chunk`](Self::chunk), or as a `futures` stream.
pub struct ByteStream {
    head: Arc<Head>,
    body: reqwest::Body,
    length: Option<u64>,
    limit: usize,
}

impl ByteStream {
    pub(crate) fn new(head: Arc<Head>, response: reqwest::Response, limit: usize) -> Self {
        let length = response.content_length();
        Self {
            head,
            body: response.into(),
            length,
            limit,
        }
    }

    pub(crate) fn whole(head: Arc<Head>, body: Bytes) -> Self {
        let length = Some(body.len() as u64);
        Self {
            head,
            body: body.into(),
            length,
            limit: usize::MAX,
        }
    }

    /// The next bytes, or none at the end.
    ///
    /// # Errors
    /// If the connection fails, or ends before the body does.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|cx| self.poll_chunk(cx))
            .await
            .transpose()
    }

    /// All bytes, up to the client's limit on bodies.
    ///
    /// # Errors
    /// If reading fails or the body is larger than the limit.
    pub async fn collect(mut self) -> Result<Bytes, Error> {
        let mut all = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if all.len() + chunk.len() > self.limit {
                return Err(too_large(self.limit).with_answer(&self.head, Bytes::new()));
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }

    /// The content type the server names.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.head.header("content-type")
    }

    /// The length of the whole body, where the server tells it.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => {
                    let error = Error::transport(error, "reading the answer")
                        .with_answer(&self.head, Bytes::new());
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok(frame)) => {
                    // Trailers are no part of the body.
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(cx)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
