//! JSON data exactly as a document has it: numbers keep their literal, members keep their order.

use indexmap::IndexMap;
use std::fmt;

/// One JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number of any size.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object; members in document order.
    Object(Object),
}

/// The members of an object, in document order. Members are looked up all the time, by short names:
/// the hash is one that is quick for those, and seeded anew in each process.
pub type Object = IndexMap<String, Value, foldhash::fast::RandomState>;

/// A number; what neither `i64` nor `f64` holds exactly is kept as the literal that was written.
#[derive(Debug, Clone, PartialEq)]
pub enum Number {
    /// An integer that fits.
    Int(i64),
    /// A number written with a fraction or an exponent.
    Float(f64),
    /// Any other number, as the JSON literal that was written.
    Literal(Box<str>),
}

impl Value {
    /// The members, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(members) = self {
            Some(members)
        } else {
            None
        }
    }

    /// The elements, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Self::Array(elements) = self {
            Some(elements)
        } else {
            None
        }
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The truth value, if this is a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The number as `i64`, if it is one without a fraction (`1.0` and `1e2` count).
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Number(number) = self {
            number.as_i64()
        } else {
            None
        }
    }

    /// The number as the nearest `f64`.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self {
            Some(number.as_f64())
        } else {
            None
        }
    }

    /// A member of an object; `None` for anything else.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }

    /// The JSON kind, as JSON Schema spells it in `type` (`number` for every number).
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

impl fmt::Display for Value {
    /// JSON text (RFC 8259) without blanks.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(Number::Int(value)) => write!(f, "{value}"),
            // Debug of a finite `f64` is a JSON number that reads back as the same one.
            Self::Number(Number::Float(value)) => write!(f, "{value:?}"),
            Self::Number(Number::Literal(text)) => f.write_str(text),
            Self::String(text) => quoted(f, text),
            Self::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if index == 0 { '[' } else { ',' })?;
                }
                f.write_str(if elements.is_empty() { "[]" } else { "]" })
            }
            Self::Object(members) => {
                for (index, (name, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "{" } else { "," })?;
                    quoted(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    // Hardly any text needs an escape.
    if text
        .bytes()
        .all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\')
    {
        f.write_str("\"")?;
        f.write_str(text)?;
        return f.write_str("\"");
    }
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

impl Number {
    /// The value as `i64` when it is integral and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            #[allow(clippy::cast_possible_truncation, reason = "the range was checked")]
            Self::Float(value) if value.fract() == 0.0 && value.abs() < 9.0e18 => {
                Some(*value as i64)
            }
            Self::Float(_) => None,
            Self::Literal(text) => text.parse().ok(),
        }
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        match self {
            #[allow(
                clippy::cast_precision_loss,
                reason = "the nearest f64 is what is asked for"
            )]
            Self::Int(value) => *value as f64,
            Self::Float(value) => *value,
            Self::Literal(text) => text.parse().unwrap_or(f64::NAN),
        }
    }
}
