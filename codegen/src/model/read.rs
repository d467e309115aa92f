//! Hands one object to `openapiv3`: its deserializer over our values, with members put in place.

use crate::value::{Number, Value};
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer, Visitor};

/// The members that an object is read from.
pub(super) type Members<'a> = Vec<(&'a str, Shape<'a>)>;

/// A value as `openapiv3` is to see it: the document's own, or one put in its place.
#[derive(Debug, Clone)]
pub(super) enum Shape<'a> {
    /// As the document has it.
    Value(&'a Value),
    /// A text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// A truth value.
    Flag(bool),
    /// An object.
    Object(Members<'a>),
}

impl Shape<'_> {
    /// A reference object, which stands for what is read by itself.
    pub(super) fn reference(pointer: String) -> Self {
        Self::Object(vec![("$ref", Self::Text(pointer))])
    }
}

/// Reads a type of `openapiv3`. The error is a phrase without a full stop.
pub(super) fn read<'a, T: Deserialize<'a>>(members: Members<'a>) -> Result<T, String> {
    T::deserialize(Shape::Object(members)).map_err(|error| error.to_string())
}

impl<'de> IntoDeserializer<'de> for Shape<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Shape<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => visitor.visit_string(text),
            Self::Texts(texts) => visitor.visit_seq(SeqDeserializer::new(texts.into_iter())),
            Self::Flag(flag) => visitor.visit_bool(flag),
            Self::Object(members) => visitor.visit_map(MapDeserializer::new(members.into_iter())),
            Self::Value(value) => match value {
                Value::Null => visitor.visit_unit(),
                Value::Bool(flag) => visitor.visit_bool(*flag),
                Value::Number(Number::Int(number)) => visitor.visit_i64(*number),
                Value::Number(Number::Float(number)) => visitor.visit_f64(*number),
                Value::Number(Number::Literal(text)) => visitor.visit_str(text),
                Value::String(text) => visitor.visit_borrowed_str(text),
                Value::Array(elements) => {
                    visitor.visit_seq(SeqDeserializer::new(elements.iter().map(Shape::Value)))
                }
                Value::Object(members) => visitor.visit_map(MapDeserializer::new(
                    members
                        .iter()
                        .map(|(key, value)| (key.as_str(), Shape::Value(value))),
                )),
            },
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Value(Value::Null) => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => text
                .into_deserializer()
                .deserialize_enum(name, variants, visitor),
            Self::Value(Value::String(text)) => {
                let text: serde::de::value::StrDeserializer<'_, Error> =
                    text.as_str().into_deserializer();
                text.deserialize_enum(name, variants, visitor)
            }
            other => other.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
