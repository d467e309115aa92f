//! What does the document say of answers beside their content? Typed headers, and typed bodies of errors.
//!
//! Generated code holds one constant for each; nothing is decoded before it is asked for.

use std::fmt;
use std::marker::PhantomData;

use reqwest::header::HeaderMap;

use super::error::{Error, ErrorKind};
use super::response::Response;
use super::{ReadError, Wire, read_json};

/// A header of an answer and its type, for [`Response::header`] and [`Error::header`].
pub struct Header<T> {
    name: &'static str,
    layout: Layout,
    // Values are made, not held.
    value: PhantomData<fn() -> T>,
}

/// How a header is written.
#[derive(Debug, Clone, Copy)]
enum Layout {
    Simple,
    /// An object, exploded or not.
    Object(bool),
    Json,
}

impl<T> Header<T> {
    /// The header of this name: a text, or a list with commas.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self::of(name, Layout::Simple)
    }

    /// A header that is an object: `R,100,G,200`, or `R=100,G=200` if it is exploded.
    #[must_use]
    pub const fn object(name: &'static str, explode: bool) -> Self {
        Self::of(name, Layout::Object(explode))
    }

    /// A header that is JSON.
    #[must_use]
    pub const fn json(name: &'static str) -> Self {
        Self::of(name, Layout::Json)
    }

    const fn of(name: &'static str, layout: Layout) -> Self {
        Self {
            name,
            layout,
            value: PhantomData,
        }
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    fn read(&self, headers: &HeaderMap) -> Option<Result<T, ReadError>>
    where
        T: Wire,
    {
        let values = headers.get_all(self.name).iter();
        let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        let text = values.join(",");
        (!values.is_empty()).then(|| match self.layout {
            Layout::Simple => from_text(&text),
            Layout::Object(explode) => object_from_text(&text, explode),
            Layout::Json => read_json(text.as_bytes()),
        })
    }
}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}

impl<V> Response<V> {
    /// A header as the type that the document gives it; none if it is absent.
    ///
    /// # Errors
    /// If the header is not such a value.
    pub fn header<T: Wire>(&self, header: Header<T>) -> Option<Result<T, ReadError>> {
        header.read(self.headers())
    }
}

/// Reads a value from text of the style `simple`: as text, as a number or the like, or as a list of
/// either.
fn from_text<T: Wire>(text: &str) -> Result<T, ReadError> {
    let text = text.trim();
    let quoted = |text: &str| serde_json::Value::from(text.trim()).to_string();
    let list = |item: &dyn Fn(&str) -> String| {
        let items: Vec<String> = text.split(',').map(item).collect();
        format!("[{}]", items.join(","))
    };
    let first = read_json(quoted(text).as_bytes());
    if first.is_ok() {
        return first;
    }
    let others = [
        text.to_owned(),
        list(&quoted),
        list(&|item| item.trim().to_owned()),
    ];
    let read = others
        .iter()
        .find_map(|json| read_json(json.as_bytes()).ok());
    read.map_or(first, Ok)
}

/// The most members of an object that are tried as numbers as well as texts.
const AMBIGUOUS: usize = 8;

/// Reads an object of the style `simple`. Nothing in it says which values are texts, so each that
/// could be a number or a truth value is tried as that first.
fn object_from_text<T: Wire>(text: &str, explode: bool) -> Result<T, ReadError> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let pairs: Vec<(&str, &str)> = if explode {
        let pairs = parts.iter().filter_map(|part| part.split_once('='));
        pairs.collect()
    } else {
        let pairs = parts.chunks(2);
        pairs
            .map(|pair| (pair[0], pair.get(1).copied().unwrap_or_default()))
            .collect()
    };
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let is_bare = |text: &str| {
        let value = serde_json::from_str::<serde_json::Value>(text);
        value.is_ok_and(|value| value.is_number() || value.is_boolean())
    };
    let bare: Vec<usize> = (0..pairs.len())
        .filter(|index| is_bare(pairs[*index].1))
        .take(AMBIGUOUS)
        .collect();
    let read = |as_texts: usize| {
        let member = |(index, (name, value)): (usize, &(&str, &str))| {
            let known = bare.iter().position(|at| *at == index);
            let is_text = known.is_none_or(|bit| as_texts & (1 << bit) != 0);
            let value = if is_text {
                quoted(value)
            } else {
                (*value).to_owned()
            };
            format!("{}:{value}", quoted(name))
        };
        let members: Vec<String> = pairs.iter().enumerate().map(member).collect();
        read_json(format!("{{{}}}", members.join(",")).as_bytes())
    };
    let first = read(0);
    if first.is_ok() {
        return first;
    }
    (1..1 << bare.len())
        .find_map(|as_texts| read(as_texts).ok())
        .map_or(first, Ok)
}

/// For which errors the document gives a body of a type, for [`Error::documented`].
pub struct ErrorBody<T> {
    statuses: Statuses,
    // Values are made, not held.
    value: PhantomData<fn() -> T>,
}

#[derive(Debug, Clone, Copy)]
enum Statuses {
    Code(u16),
    Range(u8, &'static [u16]),
    Other(&'static [u8], &'static [u16]),
}

impl<T> ErrorBody<T> {
    /// For one status.
    #[must_use]
    pub const fn code(status: u16) -> Self {
        Self::of(Statuses::Code(status))
    }

    /// For a hundred of them, but for those that are described by themselves.
    #[must_use]
    pub const fn range(hundred: u8, but: &'static [u16]) -> Self {
        Self::of(Statuses::Range(hundred, but))
    }

    /// For all that are not described by themselves.
    #[must_use]
    pub const fn other(ranges: &'static [u8], codes: &'static [u16]) -> Self {
        Self::of(Statuses::Other(ranges, codes))
    }

    const fn of(statuses: Statuses) -> Self {
        Self {
            statuses,
            value: PhantomData,
        }
    }

    fn is_for(&self, status: u16) -> bool {
        let hundred = |digit: u8| status / 100 == u16::from(digit);
        match self.statuses {
            Statuses::Code(code) => code == status,
            Statuses::Range(digit, but) => hundred(digit) && !but.contains(&status),
            Statuses::Other(ranges, codes) => {
                !codes.contains(&status) && !ranges.iter().any(|digit| hundred(*digit))
            }
        }
    }
}

impl<T> fmt::Debug for ErrorBody<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ErrorBody").field(&self.statuses).finish()
    }
}

impl Error {
    /// The body of an answer as the type that the document gives it:
    /// `error.documented(Get::NOT_FOUND)`. None if the status is another, or the body is not such a
    /// value; [`body_as`](Self::body_as) tells why.
    #[must_use]
    pub fn documented<T: Wire>(&self, body: ErrorBody<T>) -> Option<T> {
        let is_meant = self.kind() == ErrorKind::Status && body.is_for(self.status()?);
        is_meant.then(|| self.body_as().ok()).flatten()
    }

    /// A header of the answer as the type that the document gives it: `error.header(Get::X_REASON)`.
    /// None if it is absent, or there was no answer.
    ///
    /// # Errors
    /// If the header is not such a value.
    pub fn header<T: Wire>(&self, header: Header<T>) -> Option<Result<T, ReadError>> {
        header.read(self.headers()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::{Json, Uuid};

    #[test]
    fn headers_are_read_by_their_type() {
        assert_eq!(from_text::<String>(" 5 ").ok(), Some("5".to_owned()));
        assert_eq!(from_text::<i64>("5").ok(), Some(5));
        assert_eq!(from_text::<bool>("true").ok(), Some(true));
        assert_eq!(from_text::<f64>("0.5").ok(), Some(0.5));
        assert_eq!(from_text::<Vec<i64>>("1, 2").ok(), Some(vec![1, 2]));
        let texts = Some(vec!["a".to_owned(), "b c".to_owned()]);
        assert_eq!(from_text::<Vec<String>>("a,b c").ok(), texts);
        let id = "024a29e9-b4b7-4c91-9a46-505be123d9f8";
        assert_eq!(from_text::<Uuid>(id).ok(), Some(Uuid::from(id)));
        assert!(from_text::<i64>("soon").is_err());
        assert_eq!(from_text::<Json>("x").ok(), Some(Json::from("x")));
    }

    #[test]
    fn headers_may_be_objects() {
        type Map<T> = std::collections::BTreeMap<String, T>;
        let map = |one: &str, other: &str| {
            Map::from([
                ("R".to_owned(), one.to_owned()),
                ("G".to_owned(), other.to_owned()),
            ])
        };
        let numbers = Map::from([("R".to_owned(), 100), ("G".to_owned(), 200)]);
        let read = object_from_text::<Map<i64>>;
        assert_eq!(read("R,100,G,200", false).ok(), Some(numbers.clone()));
        assert_eq!(read("R=100, G=200", true).ok(), Some(numbers));
        let texts = object_from_text::<Map<String>>("R=100,G=a=b", true);
        assert_eq!(texts.ok(), Some(map("100", "a=b")));
        assert!(read("R,soon", false).is_err());
    }

    #[test]
    fn bodies_are_for_their_statuses() {
        let is_for = |body: ErrorBody<Json>, status| body.is_for(status);
        assert!(is_for(ErrorBody::code(404), 404) && !is_for(ErrorBody::code(404), 400));
        let range = || ErrorBody::range(4, &[404]);
        assert!(is_for(range(), 400) && !is_for(range(), 404) && !is_for(range(), 500));
        let other = || ErrorBody::other(&[5], &[404]);
        assert!(is_for(other(), 400) && !is_for(other(), 404) && !is_for(other(), 503));
    }
}
