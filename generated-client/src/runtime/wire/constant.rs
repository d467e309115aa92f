//! The only value a member has.

use super::Json;
use super::failure::Failure;
use super::numbers::Number;
use super::source::Source;
use super::writer::Out;
use std::fmt::{self, Display};

/// The only value a member has, or a tag of a union.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constant {
    /// A string.
    Text(&'static str),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Bool(bool),
    /// Anything else, as JSON text.
    Json(&'static str),
}

impl Constant {
    /// Whether it is this value. Numbers are compared as numbers.
    #[must_use]
    pub fn is(&self, value: &Json) -> bool {
        match (self, value) {
            (Self::Text(text), Json::String(value)) => text == value,
            (Self::Bool(known), Json::Bool(value)) => known == value,
            (Self::Integer(known), Json::Number(value)) => {
                Number::of_json(value).is_ok_and(|value| value.integer() == Some((*known).into()))
            }
            (Self::Json(_), value) => same(&self.json(), value),
            _ => false,
        }
    }

    /// Reads a value: the value itself if it is another.
    pub(crate) fn read(&self, source: Source<'_>) -> Result<Result<(), Json>, Failure> {
        if let Self::Text(text) = self
            && source.is_text(text)
        {
            return Ok(Ok(()));
        }
        let value = source.buffer()?;
        Ok(if self.is(&value) {
            Ok(())
        } else {
            Err(value.into_owned())
        })
    }

    /// Writes it.
    pub(crate) fn write(&self, out: Out<'_>) {
        match self {
            Self::Text(text) => out.text(text),
            Self::Integer(value) => out.signed(*value),
            Self::Bool(value) => out.boolean(*value),
            Self::Json(_) => out.json(&self.json()),
        }
    }

    fn json(&self) -> Json {
        match self {
            Self::Text(text) => Json::from(*text),
            Self::Integer(value) => Json::from(*value),
            Self::Bool(value) => Json::from(*value),
            Self::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        }
    }
}

impl Display for Constant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(text) => f.write_str(text),
            _ => self.json().fmt(f),
        }
    }
}

/// Whether two values are the same JSON data: numbers by value, objects whatever their order.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => match (Number::of_json(a), Number::of_json(b)) {
            (Ok(a), Ok(b)) => match (a.integer(), b.integer()) {
                (Some(a), Some(b)) => a == b,
                _ => a == b,
            },
            _ => a == b,
        },
        (Json::Array(a), Json::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}
