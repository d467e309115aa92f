//! Numbers: one kind in JSON, several types here.

use super::failure::Failure;
use super::source::Source;
use super::writer::Out;
use super::{Json, Wire};
use std::fmt::{self, Display};

/// A JSON number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Number {
    Integer(i128),
    /// Finite.
    Float(f64),
}

impl Number {
    /// A number of `serde_json`, which with `arbitrary_precision` is a text.
    pub(crate) fn of_json(number: &serde_json::Number) -> Result<Self, Failure> {
        if let Some(value) = number.as_i64() {
            return Ok(Self::Integer(i128::from(value)));
        }
        if let Some(value) = number.as_u64() {
            return Ok(Self::Integer(i128::from(value)));
        }
        match number.as_f64() {
            Some(value) => Self::of_float(value),
            None => Self::of_text(&number.to_string()),
        }
    }

    /// A number as it is written in JSON.
    pub(crate) fn of_text(text: &str) -> Result<Self, Failure> {
        if let Ok(value) = text.parse() {
            return Ok(Self::Integer(value));
        }
        match text.parse() {
            Ok(value) => Self::of_float(value),
            Err(_) => Err(Failure::new(format!("`{text}` is not a number"))),
        }
    }

    pub(crate) fn of_float(value: f64) -> Result<Self, Failure> {
        if value.is_finite() {
            Ok(Self::Float(value))
        } else {
            Err(Failure::new("the number is beyond the range of 64 bits"))
        }
    }

    /// Its value if it is an integer, however it is written.
    pub(crate) fn integer(self) -> Option<i128> {
        /// 2 to the 126th: what is above it is out of every range, but must not be mistaken.
        const HUGE: f64 = 85_070_591_730_234_615_865_843_651_857_942_052_864.0;
        match self {
            Self::Integer(value) => Some(value),
            #[allow(clippy::cast_possible_truncation)]
            // It has no fraction, and it fits or is clamped.
            Self::Float(value) if value.fract() == 0.0 => Some(value.clamp(-HUGE, HUGE) as i128),
            Self::Float(_) => None,
        }
    }

    #[allow(clippy::cast_precision_loss)] // A `number` is an `f64` here, whatever digits it has.
    pub(crate) fn float(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }

    pub(crate) fn into_json(self) -> Json {
        match self {
            Self::Integer(value) => {
                if let Ok(value) = i64::try_from(value) {
                    Json::from(value)
                } else if let Ok(value) = u64::try_from(value) {
                    Json::from(value)
                } else {
                    Json::from(self.float())
                }
            }
            Self::Float(value) => Json::from(value),
        }
    }
}

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            // `Debug` keeps `1.0` and exponents apart from integers.
            Self::Float(value) => write!(f, "{value:?}"),
        }
    }
}

/// Reads an integer within bounds.
fn integer(source: Source<'_>, least: i128, most: i128) -> Result<i128, Failure> {
    let number = source.number("an integer")?;
    match number.integer() {
        Some(value) if value < least || value > most => Err(Failure::new(format!(
            "expected an integer from {least} to {most}, found {number}, which is out of range"
        ))),
        Some(value) => Ok(value),
        None => Err(Failure::new(format!(
            "expected an integer, found {number}, which has a fraction"
        ))),
    }
}

macro_rules! integers {
    ($write:ident: $($integer:ident)*) => { $(
        impl Wire for $integer {
            fn read(source: Source<'_>) -> Result<Self, Failure> {
                integer(source, i128::from(Self::MIN), i128::from(Self::MAX))
                    .map(|value| Self::try_from(value).unwrap_or_default())
            }

            fn write(&self, out: Out<'_>) {
                out.$write((*self).into());
            }
        }
    )* };
}

integers!(signed: i8 i16 i32 i64);
integers!(unsigned: u8 u16 u32 u64);

impl Wire for f64 {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        source.number("a number").map(Number::float)
    }

    fn write(&self, out: Out<'_>) {
        out.float(*self);
    }
}
