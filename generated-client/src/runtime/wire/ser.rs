//! From an [`Out`] to serde's formats.

use super::writer::{ItemSink, MemberSink, Out, Sink};
use super::{Json, Wire};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use std::fmt::{self, Display};

/// Writes a value as JSON text.
///
/// # Errors
/// If it has no JSON form, such as a number that is not finite.
pub fn write_json<T: Wire>(value: &T) -> Result<String, WriteError> {
    let mut text = Vec::with_capacity(128);
    serialize(value, &mut serde_json::Serializer::new(&mut text)).map_err(WriteError::new)?;
    String::from_utf8(text).map_err(WriteError::new)
}

/// Writes a value as JSON data.
///
/// # Errors
/// If it has no JSON form, such as a number that is not finite.
pub fn to_json<T: Wire>(value: &T) -> Result<Json, WriteError> {
    serialize(value, serde_json::value::Serializer).map_err(WriteError::new)
}

/// Writes a value to any format of serde.
///
/// # Errors
/// If it has no JSON form, or if the format cannot take it.
pub fn serialize<S: Serializer>(value: &dyn Wire, format: S) -> Result<S::Ok, S::Error> {
    let mut sink = FormatSink::Ready(format);
    value.write(Out::new(&mut sink));
    match sink {
        FormatSink::Done(result) => result,
        FormatSink::Ready(_) | FormatSink::Busy => Err(S::Error::custom("nothing was written")),
    }
}

/// Why a value could not be written as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError(String);

impl WriteError {
    fn new(error: impl Display) -> Self {
        Self(error.to_string())
    }
}

impl Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WriteError {}

struct Serializable<'a>(&'a dyn Wire);

impl Serialize for Serializable<'_> {
    fn serialize<S: Serializer>(&self, format: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, format)
    }
}

/// A format that takes one value.
enum FormatSink<S: Serializer> {
    Ready(S),
    Busy,
    Done(Result<S::Ok, S::Error>),
}

impl<S: Serializer> FormatSink<S> {
    /// Does what is to be done, unless the value was written before.
    fn once(&mut self, run: impl FnOnce(S) -> Result<S::Ok, S::Error>) {
        match std::mem::replace(self, Self::Busy) {
            Self::Ready(format) => *self = Self::Done(run(format)),
            before => *self = before,
        }
    }
}

impl<S: Serializer> Sink for FormatSink<S> {
    fn null(&mut self) {
        self.once(S::serialize_unit);
    }

    fn boolean(&mut self, value: bool) {
        self.once(|format| format.serialize_bool(value));
    }

    fn signed(&mut self, value: i64) {
        self.once(|format| format.serialize_i64(value));
    }

    fn unsigned(&mut self, value: u64) {
        self.once(|format| format.serialize_u64(value));
    }

    fn float(&mut self, value: f64) {
        self.once(|format| format.serialize_f64(value));
    }

    fn text(&mut self, text: &str) {
        self.once(|format| format.serialize_str(text));
    }

    fn json(&mut self, value: &Json) {
        self.once(|format| value.serialize(format));
    }

    fn list(&mut self, length: usize, write: &mut dyn FnMut(&mut dyn ItemSink)) {
        self.once(|format| {
            let mut items = FormatItems {
                items: format.serialize_seq(Some(length))?,
                error: None,
            };
            write(&mut items);
            match items.error {
                Some(error) => Err(error),
                None => items.items.end(),
            }
        });
    }

    fn object(&mut self, write: &mut dyn FnMut(&mut dyn MemberSink)) {
        self.once(|format| {
            let mut members = FormatMembers {
                members: format.serialize_map(None)?,
                error: None,
            };
            write(&mut members);
            match members.error {
                Some(error) => Err(error),
                None => members.members.end(),
            }
        });
    }

    fn refuse(&mut self, message: &str) {
        self.once(|_| Err(S::Error::custom(message)));
    }
}

struct FormatItems<Q: SerializeSeq> {
    items: Q,
    error: Option<Q::Error>,
}

impl<Q: SerializeSeq> ItemSink for FormatItems<Q> {
    fn item(&mut self, value: &dyn Wire) {
        if self.error.is_none() {
            self.error = self.items.serialize_element(&Serializable(value)).err();
        }
    }
}

struct FormatMembers<M: SerializeMap> {
    members: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> MemberSink for FormatMembers<M> {
    fn member(&mut self, key: &str, value: &dyn Wire) {
        if self.error.is_none() {
            self.error = self
                .members
                .serialize_entry(key, &Serializable(value))
                .err();
        }
    }
}
