//! From serde's formats to a [`Source`].

use super::context::{Context, Misfit};
use super::failure::{Failure, ReadError};
use super::numbers::Number;
use super::source::{Entries, Input, Items, Source, Take};
use super::{Json, Wire};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Reads a value from JSON text.
///
/// # Errors
/// If the text is no JSON, or other JSON than the type describes.
pub fn read_json<T: Wire>(text: &[u8]) -> Result<T, ReadError> {
    let mut value = None;
    read_text(text, &Context::default(), &mut |source| {
        value = Some(T::read(source)?);
        Ok(())
    })?;
    value.ok_or_else(nothing)
}

/// Reads a value from JSON data.
///
/// # Errors
/// If it is other JSON than the type describes.
pub fn from_json<T: Wire>(value: &Json) -> Result<T, ReadError> {
    Ok(T::read(Source::node(value, &Context::default(), 0))?)
}

/// Reads a value from any format of serde that describes itself.
///
/// # Errors
/// If it is another value than the type describes. The text of the error has the path in it.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(format: D) -> Result<T, D::Error> {
    let mut value = None;
    let mut failure = None;
    let context = Context::default();
    let result = format.deserialize_any(Give {
        take: &mut |source| {
            value = Some(T::read(source)?);
            Ok(())
        },
        failure: &mut failure,
        context: &context,
    });
    match (result, failure) {
        (Ok(()), _) => value.ok_or_else(|| D::Error::custom(nothing())),
        (Err(error), Some(failure)) => {
            Err(D::Error::custom(ReadError::from(failure.placed_by(&error))))
        }
        (Err(error), None) => Err(error),
    }
}

/// Reads a value and says what in it the type does not provide for.
pub(crate) fn read_audited<T: Wire>(text: &str) -> Result<(T, Vec<Misfit>), ReadError> {
    let context = Context::auditing();
    let mut value = None;
    read_text(text.as_bytes(), &context, &mut |source| {
        value = Some(T::read(source)?);
        Ok(())
    })?;
    Ok((value.ok_or_else(nothing)?, context.into_misfits()))
}

fn read_text(text: &[u8], context: &Context, take: Take<'_>) -> Result<(), ReadError> {
    let mut format = serde_json::Deserializer::from_slice(text);
    give(context, take, |seed| seed.deserialize(&mut format))?;
    format
        .end()
        .map_err(|error| ReadError::from(Failure::of_format(&error)))
}

fn nothing() -> ReadError {
    ReadError::from(Failure::new("the format gave no value"))
}

/// Lets a format give a value, and keeps our failure rather than the format's words for it.
fn give<E: fmt::Display>(
    context: &Context,
    take: Take<'_>,
    run: impl FnOnce(Give<'_, '_>) -> Result<(), E>,
) -> Result<(), Failure> {
    let mut failure = None;
    let result = run(Give {
        take,
        failure: &mut failure,
        context,
    });
    match result {
        Ok(()) => Ok(()),
        Err(error) => Err(match failure {
            Some(failure) => failure.placed_by(&error),
            None => Failure::of_format(&error),
        }),
    }
}

/// Takes whatever the format has next.
struct Give<'f, 'c> {
    take: Take<'f>,
    failure: &'f mut Option<Failure>,
    context: &'c Context,
}

impl<'c> Give<'_, 'c> {
    fn input<'i, E: serde::de::Error>(self, input: Input<'i>) -> Result<(), E>
    where
        'c: 'i,
    {
        match (self.take)(Source::new(input, self.context)) {
            Ok(()) => Ok(()),
            Err(failure) => {
                *self.failure = Some(failure);
                // The words do not matter: whoever gets this error takes our failure instead.
                Err(E::custom(""))
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Give<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<(), D::Error> {
        format.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Give<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON's kinds")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.input(Input::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.input(Input::Number(Number::Integer(value.into())))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.input(Input::Number(Number::Integer(value.into())))
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<(), E> {
        self.input(Input::Number(Number::Integer(value)))
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<(), E> {
        // Beyond `i128` it is out of every range in any case.
        let value = i128::try_from(value).unwrap_or(i128::MAX);
        self.input(Input::Number(Number::Integer(value)))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        match Number::of_float(value) {
            Ok(number) => self.input(Input::Number(number)),
            Err(failure) => {
                *self.failure = Some(failure);
                Err(E::custom(""))
            }
        }
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.input(Input::Text(Cow::Borrowed(text)))
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<(), E> {
        self.input(Input::Text(Cow::Owned(text)))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.input(Input::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.input(Input::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, format: D) -> Result<(), D::Error> {
        format.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, format: D) -> Result<(), D::Error> {
        format.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        let context = self.context;
        self.input(Input::List(&mut FormatItems { items, context }))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        let context = self.context;
        self.input(Input::Object(&mut FormatEntries {
            entries,
            context,
            is_first: true,
            first_key: None,
        }))
    }
}

struct FormatItems<'c, A> {
    items: A,
    context: &'c Context,
}

impl<'de, A: SeqAccess<'de>> Items for FormatItems<'_, A> {
    fn next(&mut self, take: Take<'_>) -> Result<bool, Failure> {
        let mut is_there = false;
        let items = &mut self.items;
        give(self.context, take, |seed| {
            items.next_element_seed(seed).map(|found| {
                is_there = found.is_some();
            })
        })?;
        Ok(is_there)
    }
}

struct FormatEntries<'c, A> {
    entries: A,
    context: &'c Context,
    is_first: bool,
    /// The first key, if it was read to see whether the object stands for a number.
    first_key: Option<String>,
}

/// The only key of an object that stands for a number: `serde_json`'s feature `arbitrary_precision`,
/// which any crate of a build can switch on for all, gives numbers that way.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de, A: MapAccess<'de>> Entries for FormatEntries<'_, A> {
    fn key(&mut self, take: &mut dyn FnMut(&str)) -> Result<bool, Failure> {
        if !self.is_first {
            return next_key(&mut self.entries, take);
        }
        self.is_first = false;
        if let Some(key) = self.first_key.take() {
            take(&key);
            return Ok(true);
        }
        let mut is_number = false;
        let is_there = next_key(&mut self.entries, &mut |key| {
            if key == NUMBER {
                is_number = true;
            } else {
                take(key);
            }
        })?;
        if is_number {
            return Err(Failure::new("expected an object, found a number"));
        }
        Ok(is_there)
    }

    fn value(&mut self, take: Take<'_>) -> Result<(), Failure> {
        let entries = &mut self.entries;
        give(self.context, take, |seed| entries.next_value_seed(seed))
    }

    fn number(&mut self) -> Result<Option<Number>, Failure> {
        let mut key = None;
        if !next_key(&mut self.entries, &mut |next| key = Some(next.to_owned()))? {
            return Ok(None);
        }
        if key.as_deref() == Some(NUMBER) {
            let text = self.entries.next_value::<String>();
            return Number::of_text(&text.map_err(|error| Failure::of_format(&error))?).map(Some);
        }
        self.first_key = key;
        Ok(None)
    }
}

fn next_key<'de, A: MapAccess<'de>>(
    entries: &mut A,
    take: &mut dyn FnMut(&str),
) -> Result<bool, Failure> {
    match entries.next_key_seed(Key(take)) {
        Ok(found) => Ok(found.is_some()),
        Err(error) => Err(Failure::of_format(&error)),
    }
}

/// Takes a key without copying it.
struct Key<'f>(&'f mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, format: D) -> Result<(), D::Error> {
        format.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<(), E> {
        (self.0)(key);
        Ok(())
    }
}
