//! How does a body go out that is not held in memory as a whole?

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll, ready};
#[cfg(not(target_arch = "wasm32"))]
use std::{
    fs::File,
    future::Future,
    io::{self, Read, Take},
};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
#[cfg(not(target_arch = "wasm32"))]
use tokio::task::{JoinHandle, spawn_blocking};

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type ChunkStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// How much of a file is read at once.
#[cfg(not(target_arch = "wasm32"))]
const CHUNK: usize = 64 * 1024;

/// Bytes from several sources, one after the other, as the transport reads them.
#[derive(Default)]
pub(crate) struct Upload {
    sources: VecDeque<Source>,
    /// How much is left to send, as far as it is known.
    known: u64,
    is_exact: bool,
    is_begun: bool,
}

/// Where bytes come from.
pub(crate) enum Source {
    Bytes(Bytes),
    #[cfg(not(target_arch = "wasm32"))]
    File(FileReader),
    Chunks(Chunks),
}

/// A stream of bytes. The lock is never waited for: it is what makes any stream shareable.
pub(crate) struct Chunks(Mutex<ChunkStream>);

/// A file between two reads, or while it is read on a thread of its own.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) enum FileReader {
    Idle(Option<Take<File>>),
    Reading(JoinHandle<io::Result<(Take<File>, Bytes)>>),
}

impl Upload {
    /// The body as the transport takes it.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn into_body(self) -> Result<reqwest::Body, String> {
        Ok(reqwest::Body::wrap(self))
    }

    /// The body as the transport takes it: a browser takes nothing but bytes.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn into_body(self) -> Result<reqwest::Body, String> {
        let mut all = Vec::new();
        for source in self.sources {
            match source {
                Source::Bytes(bytes) => all.extend_from_slice(&bytes),
                _ => return Err("a browser sends no files and streams".to_owned()),
            }
        }
        Ok(all.into())
    }

    /// Adds what comes next, and its length if it is known.
    pub(crate) fn push(&mut self, source: Source, length: Option<u64>) {
        self.is_exact = length.is_some() && (self.is_exact || !self.is_begun);
        self.is_begun = true;
        self.known = self.known.saturating_add(length.unwrap_or(0));
        self.sources.push_back(source);
    }
}

impl Source {
    /// A file, up to the length that was announced if there is one.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn file(file: File, length: Option<u64>) -> Self {
        Self::File(FileReader::Idle(Some(
            file.take(length.unwrap_or(u64::MAX)),
        )))
    }

    /// The next bytes, or none at the end.
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        match self {
            Self::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            #[cfg(not(target_arch = "wasm32"))]
            Self::File(reader) => reader.poll_next(cx),
            Self::Chunks(Chunks(stream)) => match stream.get_mut() {
                Ok(stream) => stream.as_mut().poll_next(cx),
                Err(poisoned) => poisoned.into_inner().as_mut().poll_next(cx),
            },
        }
    }
}

impl Chunks {
    pub(crate) fn new<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let stream = Converted(Box::pin(stream));
        Self(Mutex::new(Box::pin(stream)))
    }
}

/// A stream whose items are converted.
struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(next.map(|item| item.map(Into::into).map_err(Into::into)))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl FileReader {
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        if let Self::Idle(file) = self {
            let Some(file) = file.take() else {
                return Poll::Ready(None);
            };
            *self = Self::Reading(spawn_blocking(move || read(file)));
        }
        let Self::Reading(reading) = self else {
            return Poll::Ready(None);
        };
        let read = ready!(Pin::new(reading).poll(cx));
        *self = Self::Idle(None);
        match read.unwrap_or_else(|error| Err(io::Error::other(error))) {
            Ok((_, bytes)) if bytes.is_empty() => Poll::Ready(None),
            Ok((file, bytes)) => {
                *self = Self::Idle(Some(file));
                Poll::Ready(Some(Ok(bytes)))
            }
            Err(error) => Poll::Ready(Some(Err(error.into()))),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn read(mut file: Take<File>) -> io::Result<(Take<File>, Bytes)> {
    let mut bytes = Vec::with_capacity(CHUNK);
    (&mut file).take(CHUNK as u64).read_to_end(&mut bytes)?;
    Ok((file, bytes.into()))
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let upload = &mut *self;
        // The bytes that end what was announced, until it is seen whether more come.
        let mut last = None;
        while let Some(source) = upload.sources.front_mut() {
            let next = match (source.poll_next(cx), &last) {
                // Whoever waits for more than was announced may wait for ever.
                (Poll::Pending, Some(_)) => break,
                (next, _) => ready!(next),
            };
            match next {
                Some(Ok(bytes)) => {
                    let length = bytes.len() as u64;
                    // The transport would cut off what comes after the length it was told.
                    if upload.is_exact && length > upload.known {
                        return Poll::Ready(Some(Err("there is more than was announced".into())));
                    }
                    upload.known = upload.known.saturating_sub(length);
                    if upload.is_exact && upload.known == 0 && length > 0 {
                        last = Some(bytes);
                        continue;
                    }
                    return Poll::Ready(Some(Ok(Frame::data(bytes))));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => upload.sources.pop_front(),
            };
        }
        Poll::Ready(last.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.sources.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let mut hint = SizeHint::new();
        if self.is_exact {
            hint.set_exact(self.known);
        } else {
            hint.set_lower(self.known);
        }
        hint
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body::Body as _;
    use std::task::Waker;

    /// A stream that gives its bytes and then neither ends nor goes on.
    struct Stalls(Option<Bytes>);

    impl Stream for Stalls {
        type Item = Result<Bytes, BoxError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let bytes = self.0.take();
            bytes.map_or(Poll::Pending, |bytes| Poll::Ready(Some(Ok(bytes))))
        }
    }

    fn chunks(text: &'static str) -> Source {
        Source::Chunks(Chunks::new(Stalls(Some(text.into()))))
    }

    #[test]
    fn what_was_announced_goes_out_though_the_stream_does_not_end() {
        let mut upload = Upload::default();
        upload.push(chunks("abc"), Some(3));
        assert_eq!(upload.size_hint().exact(), Some(3));
        let mut cx = Context::from_waker(Waker::noop());
        let Poll::Ready(Some(Ok(frame))) = Pin::new(&mut upload).poll_frame(&mut cx) else {
            panic!("it waits for more than was announced");
        };
        assert_eq!(frame.into_data().expect("data"), "abc");
        assert_eq!(upload.size_hint().exact(), Some(0));
    }

    #[test]
    fn a_length_is_exact_where_all_are_known() {
        let mut upload = Upload::default();
        upload.push(chunks("a"), Some(1));
        upload.push(chunks("bc"), Some(2));
        assert_eq!(upload.size_hint().exact(), Some(3));
        upload.push(chunks("d"), None);
        upload.push(chunks("e"), Some(u64::MAX));
        assert_eq!(upload.size_hint().exact(), None);
    }
}
