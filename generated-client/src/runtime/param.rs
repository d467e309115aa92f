//! A parameter's value before it is styled: JSON data whose members keep their order.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// JSON data. `serde_json::Value` would sort the members of an object, and a query is read in order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Param<'j> {
    Null,
    Bool(bool),
    Integer(String),
    Float(f64),
    Text(Cow<'j, str>),
    List(Vec<Param<'j>>),
    Object(Vec<(String, Param<'j>)>),
}

impl<'j> Param<'j> {
    /// Reads JSON text that was just written by us.
    pub(crate) fn from_json(json: &'j str) -> Self {
        serde_json::from_str(json).unwrap_or(Self::Text(Cow::Borrowed(json)))
    }

    /// A scalar as text; what is no scalar as JSON, since no style says better; null as nothing.
    pub(crate) fn text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Null => return None,
            Self::Bool(true) => Cow::Borrowed("true"),
            Self::Bool(false) => Cow::Borrowed("false"),
            Self::Integer(text) => Cow::Borrowed(text),
            Self::Text(text) => Cow::Borrowed(text),
            // `Display` of `f64` never uses an exponent, which not every server reads.
            Self::Float(value) => Cow::Owned(value.to_string()),
            nested => Cow::Owned(nested.json()),
        })
    }

    /// Whether RFC 6570 calls the value undefined: null, or nothing in it that is not.
    pub(crate) fn is_undefined(&self) -> bool {
        match self {
            Self::Null => true,
            Self::List(items) => items.iter().all(|item| *item == Self::Null),
            Self::Object(members) => members.iter().all(|(_, value)| *value == Self::Null),
            _ => false,
        }
    }

    pub(crate) fn is_nested(&self) -> bool {
        matches!(self, Self::List(_) | Self::Object(_))
    }

    /// As JSON.
    pub(crate) fn json(&self) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        match self {
            Self::Null => "null".to_owned(),
            Self::Text(text) => quoted(text),
            Self::List(items) => format!(
                "[{}]",
                items.iter().map(Self::json).collect::<Vec<_>>().join(",")
            ),
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(key, value)| format!("{}:{}", quoted(key), value.json()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
            scalar => scalar.text().unwrap_or_default().into_owned(),
        }
    }
}

impl<'de: 'j, 'j> Deserialize<'de> for Param<'j> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ParamVisitor(PhantomData))
    }
}

/// A number comes as an object with this key where somebody has switched on `arbitrary_precision`
/// of `serde_json`.
const NUMBER: &str = "$serde_json::private::Number";

/// A number by its text.
fn number<'j>(text: &str) -> Param<'j> {
    let is_integer = text.parse::<i64>().is_ok() || text.parse::<u64>().is_ok();
    match text.parse::<f64>() {
        Ok(value) if !is_integer => Param::Float(value),
        _ => Param::Integer(text.to_owned()),
    }
}

struct ParamVisitor<'j>(PhantomData<Param<'j>>);

impl<'de: 'j, 'j> Visitor<'de> for ParamVisitor<'j> {
    type Value = Param<'j>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Param<'j>, E> {
        Ok(Param::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Param<'j>, E> {
        Ok(Param::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Param<'j>, E> {
        Ok(Param::Integer(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Param<'j>, E> {
        Ok(Param::Integer(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Param<'j>, E> {
        Ok(Param::Float(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Param<'j>, E> {
        Ok(Param::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Param<'j>, E> {
        Ok(Param::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Param<'j>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Param::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Param<'j>, A::Error> {
        let mut object: Vec<(String, Param<'j>)> = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        match object.as_slice() {
            [(key, Param::Text(text))] if key == NUMBER => Ok(number(text)),
            _ => Ok(Param::Object(object)),
        }
    }
}
