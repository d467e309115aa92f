//! How is an answer read that is a sequence of values? One by one, while it comes in.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::error::{Error, ErrorKind};
use super::exchange::too_large;
use super::frames::{Event, Frame, Frames, Framing};
use super::raw::Raw;
use super::stream::ByteStream;
use super::{Json, ReadError, Wire, read_json};

/// The values of an answer as they come in: by [`next`](Self::next), or as a `futures` stream.
///
/// A value that is not of its type is an error, after which the next can be read all the same.
pub struct ItemStream<T> {
    bytes: ByteStream,
    frames: Frames,
    decode: fn(Frame) -> Result<T, ReadError>,
    is_done: bool,
    event: Option<String>,
    id: Option<String>,
    // Values are made, not held.
    values: PhantomData<fn() -> T>,
}

/// Gives the values of JSON lines (also called `ndjson`).
///
/// # Errors
/// Never: the type is what the other decoders have.
pub fn json_lines<T: Wire>(raw: Raw) -> Result<ItemStream<T>, Error> {
    ItemStream::new(raw, Framing::Lines, json)
}

/// Gives the values of a JSON text sequence (RFC 7464).
///
/// # Errors
/// Never: the type is what the other decoders have.
pub fn json_sequence<T: Wire>(raw: Raw) -> Result<ItemStream<T>, Error> {
    ItemStream::new(raw, Framing::Sequence, json)
}

/// Gives the data of server-sent events, each of which is JSON. `[DONE]` is the end.
///
/// # Errors
/// If the answer is no stream of events.
pub fn event_data<T: Wire>(raw: Raw) -> Result<ItemStream<T>, Error> {
    ItemStream::new(raw, Framing::Events, json)
}

/// Gives the data of server-sent events, each of which is text. `[DONE]` is the end.
///
/// # Errors
/// If the answer is no stream of events.
pub fn event_text(raw: Raw) -> Result<ItemStream<String>, Error> {
    ItemStream::new(raw, Framing::Events, |frame| Ok(frame.event.data))
}

/// Gives server-sent events as objects with `event`, `data`, `id` and `retry` (OpenAPI 3.2, "Special
/// Considerations for Server-Sent Events").
///
/// # Errors
/// If the answer is no stream of events.
pub fn event_objects<T: Wire>(raw: Raw) -> Result<ItemStream<T>, Error> {
    ItemStream::new(raw, Framing::WholeEvents, |frame| {
        let quoted = Json::from(frame.event.data.as_str()).to_string();
        object(&frame.event, &quoted)
    })
}

/// Gives server-sent events as objects whose `data` is JSON, or text where it is none. `[DONE]` is
/// the end where it is no value.
///
/// # Errors
/// If the answer is no stream of events.
pub fn event_json_objects<T: Wire>(raw: Raw) -> Result<ItemStream<T>, Error> {
    ItemStream::new(raw, Framing::WholeEvents, |frame| {
        let data = frame.event.data.as_str();
        match serde_json::from_str::<serde::de::IgnoredAny>(data) {
            Ok(_) => object(&frame.event, data),
            Err(_) => object(&frame.event, &Json::from(data).to_string()),
        }
    })
}

/// An event as an object; `data` is JSON text.
fn object<T: Wire>(event: &Event, data: &str) -> Result<T, ReadError> {
    let mut text = format!("{{\"data\":{data}");
    let members = [
        ("event", event.event.as_deref().map(Json::from)),
        ("id", event.id.as_deref().map(Json::from)),
        ("retry", event.retry.map(Json::from)),
    ];
    for (name, value) in members {
        if let Some(value) = value {
            text.push_str(&format!(",\"{name}\":{value}"));
        }
    }
    text.push('}');
    read_json(text.as_bytes())
}

/// Gives server-sent events as they are.
///
/// # Errors
/// If the answer is no stream of events.
pub fn events(raw: Raw) -> Result<ItemStream<Event>, Error> {
    ItemStream::new(raw, Framing::WholeEvents, |frame| Ok(frame.event))
}

fn json<T: Wire>(frame: Frame) -> Result<T, ReadError> {
    read_json(frame.event.data.as_bytes())
}

impl<T> ItemStream<T> {
    fn new(
        raw: Raw,
        framing: Framing,
        decode: fn(Frame) -> Result<T, ReadError>,
    ) -> Result<Self, Error> {
        let bytes = raw.into_stream()?;
        if framing.is_of_events()
            && let Some(other) = bytes.media_type().filter(|one| one != "text/event-stream")
        {
            let message = format!("the answer is `{other}`, not a stream of events");
            let error = Error::new(ErrorKind::Decode, message);
            return Err(error.with_answer(bytes.head(), Bytes::new()));
        }
        Ok(Self {
            frames: Frames::new(framing),
            bytes,
            decode,
            is_done: false,
            event: None,
            id: None,
            values: PhantomData,
        })
    }

    /// The next value, or none at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// All values to the end.
    ///
    /// # Errors
    /// If reading fails, or one of the values is not of its type.
    pub async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    /// The name of the server-sent event that the last value came in, if it has one.
    #[must_use]
    pub fn event(&self) -> Option<&str> {
        self.event.as_deref()
    }

    /// The id of the last server-sent event that had one, which a later call can go on from.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if self.is_done {
                return Poll::Ready(None);
            }
            if let Some(frame) = self.frames.next() {
                self.event.clone_from(&frame.event.event);
                if frame.event.id.is_some() {
                    self.id.clone_from(&frame.event.id);
                }
                let is_end = frame.is_end();
                if is_end && self.frames.is_of_data() {
                    self.is_done = true;
                    continue;
                }
                let decoded = self.decoded(frame);
                if is_end && decoded.is_err() {
                    self.is_done = true;
                    continue;
                }
                return Poll::Ready(Some(decoded));
            }
            if self.frames.is_ended() {
                self.is_done = true;
                continue;
            }
            match ready!(self.bytes.poll_chunk(cx)) {
                None => self.frames.end(),
                Some(Ok(chunk)) => {
                    if self.frames.push(&chunk) > self.bytes.limit() {
                        self.is_done = true;
                        let error = too_large(self.bytes.limit());
                        let error = error.with_answer(self.bytes.head(), Bytes::new());
                        return Poll::Ready(Some(Err(error)));
                    }
                }
                Some(Err(error)) => {
                    self.is_done = true;
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    fn decoded(&self, frame: Frame) -> Result<T, Error> {
        let text = Bytes::from(frame.event.data.clone());
        (self.decode)(frame).map_err(|error| {
            let raw = Raw::new(Arc::clone(self.bytes.head()), text);
            raw.misread("a value of the answer", &error)
        })
    }
}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(cx)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream")
            .field("event", &self.event)
            .field("last_event_id", &self.id)
            .finish_non_exhaustive()
    }
}
