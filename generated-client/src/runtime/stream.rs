//! How is an answer read that is not held in memory as a whole?

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::clock::{self, Instant, Pause};
use super::error::{Error, ErrorKind};
use super::exchange::too_large;
use super::head::Head;
use super::transport::AnswerBody;

/// The body of an answer as it comes in: by [`chunk`](Self::chunk), or as a `futures` stream.
pub struct ByteStream {
    head: Arc<Head>,
    body: AnswerBody,
    limit: usize,
    /// How long each wait for more may be.
    each: Duration,
    /// When all of it has to be there.
    deadline: Option<Instant>,
    /// The wait that is under way.
    pause: Option<Pause>,
    /// Whether nothing more comes.
    is_over: bool,
}

impl ByteStream {
    pub(crate) fn new(
        head: Arc<Head>,
        body: AnswerBody,
        limit: usize,
        each: Duration,
        deadline: Option<Instant>,
    ) -> Self {
        Self {
            head,
            body,
            limit,
            each,
            deadline,
            pause: None,
            is_over: false,
        }
    }

    pub(crate) fn whole(head: Arc<Head>, body: Bytes) -> Self {
        let body = AnswerBody::whole(body);
        Self::new(head, body, usize::MAX, Duration::MAX, None)
    }

    /// The next bytes, or none at the end or after an error.
    ///
    /// # Errors
    /// If the connection fails, or ends before the body does.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|cx| self.poll_chunk(cx))
            .await
            .transpose()
    }

    /// All bytes, up to the limit on bodies.
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

    /// Writes all bytes into a file as they come in, and gives their number. A file that is there
    /// is replaced when all bytes are there, and not before: until then they are in a file beside it,
    /// whose name ends in `.part`.
    ///
    /// # Errors
    /// If reading fails or the file cannot be written. Then all is as it was.
    #[cfg(not(target_arch = "wasm32"))]
    pub async fn save(mut self, path: impl Into<std::path::PathBuf>) -> Result<u64, Error> {
        use super::save::Saved;
        let (path, head) = (path.into(), Arc::clone(&self.head));
        let failed = |error: std::io::Error| {
            let message = format!("the answer cannot be saved: {error}");
            let error = Error::new(ErrorKind::File, message).with_source(error);
            error.with_answer(&head, Bytes::new())
        };
        let create = move || Saved::create(&path);
        let mut file = on_thread(create).await.map_err(failed)?;
        let mut length = 0;
        while let Some(chunk) = self.chunk().await? {
            length += chunk.len() as u64;
            let write = move || file.write(&chunk).map(|()| file);
            file = on_thread(write).await.map_err(failed)?;
        }
        let finish = move || file.finish();
        on_thread(finish).await.map_err(failed)?;
        Ok(length)
    }

    /// The content type the server names.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.head.header("content-type")
    }

    /// The length of the whole body, where the server tells it.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.body.length()
    }

    /// The media type without its parameters.
    pub(crate) fn media_type(&self) -> Option<String> {
        self.head.media_type()
    }

    /// The most bytes to hold in memory.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    pub(crate) fn head(&self) -> &Arc<Head> {
        &self.head
    }

    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let doing = "reading the answer";
        let error = match self.body.poll_chunk(cx) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.pause = None;
                return Poll::Ready(Some(Ok(chunk)));
            }
            Poll::Ready(Some(Err(error))) => Some(Error::transport(error, doing)),
            Poll::Ready(None) => None,
            Poll::Pending => {
                let left = clock::left(self.deadline).unwrap_or(Duration::MAX);
                let wait = left.min(self.each);
                let pause = self.pause.get_or_insert_with(|| clock::sleep(wait));
                ready!(pause.as_mut().poll(cx));
                let message = format!("the time limit was reached while {doing}");
                Some(Error::new(ErrorKind::Timeout, message))
            }
        };
        self.is_over = true;
        Poll::Ready(error.map(|error| Err(error.with_answer(&self.head, Bytes::new()))))
    }
}

/// What a function gives that may wait for a disk.
#[cfg(not(target_arch = "wasm32"))]
async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(std::io::Error::other).flatten()
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
            .field("length", &self.content_length())
            .finish_non_exhaustive()
    }
}
