//! Ordinary YAML, by `serde_yaml`: what has no duplicate keys, merge keys, foreign tags or numbers
//! that need their literal. For everything else there are the events, which know places.

use super::scalar::{Plain, resolve};
use crate::value::{Number, Object, Value};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The value of a text, or nothing if it has to be read more closely.
pub(super) fn read(text: &str) -> Option<Value> {
    if may_have_tags(text) || has_fractions(text) {
        return None;
    }
    serde_yaml::from_str::<Ordinary>(text)
        .ok()
        .map(|ordinary| ordinary.0)
}

/// Whether a `!` stands where a tag may begin; `serde_yaml` passes over some tags.
fn may_have_tags(text: &str) -> bool {
    let before = std::iter::once(b'\n').chain(text.bytes());
    let mut pairs = before.zip(text.bytes());
    pairs.any(|(before, byte)| byte == b'!' && b" \t\r\n[{,".contains(&before))
}

/// Whether a line ends in a number with a fraction, which would be met only after much was read in
/// vain: its digits have to be kept.
fn has_fractions(text: &str) -> bool {
    text.lines().any(|line| {
        let mut words = line.split_ascii_whitespace().rev();
        let last = words.next().unwrap_or_default();
        let is_value = words
            .next()
            .is_some_and(|word| word == "-" || word.ends_with(':'));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let (whole, fraction) = last.split_once('.').unwrap_or((last, "x"));
        is_value && digits(whole.trim_start_matches('-')) && digits(fraction)
    })
}

struct Ordinary(Value);

impl<'de> Deserialize<'de> for Ordinary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OrdinaryVisitor).map(Self)
    }
}

struct OrdinaryVisitor;

impl<'de> Visitor<'de> for OrdinaryVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ordinary YAML")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(Number::Int(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        let literal = || Number::Literal(value.to_string().into());
        Ok(Value::Number(
            i64::try_from(value).map_or_else(|_| literal(), Number::Int),
        ))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        // The digits that were written are gone, and a bound may have more than an `f64` keeps.
        Err(E::custom("the literal has to be kept"))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        // A number that fits no type arrives as text, and cannot be told from a quoted one.
        if matches!(
            resolve(value),
            Plain::Value(Value::Number(_)) | Plain::NotJson
        ) {
            return Err(E::custom("the literal has to be kept"));
        }
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut read = Vec::new();
        while let Some(Ordinary(element)) = elements.next_element()? {
            read.push(element);
        }
        Ok(Value::Array(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut read = Object::default();
        while let Some(name) = members.next_key::<String>()? {
            let Ordinary(value) = members.next_value()?;
            if name == "<<" || read.insert(name, value).is_some() {
                let why = "the keys have to be looked at more closely";
                return Err(A::Error::custom(why));
            }
        }
        Ok(Value::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_ordinary() {
        let text = "a: [1, 9223372036854776000, yes, 2019-06-18T11:56:16+0000, ~]\n200: &x {b: on}\nc: *x\n";
        let value = read(text).map(|value| value.to_string());
        let list = r#"[1,9223372036854776000,"yes","2019-06-18T11:56:16+0000",null]"#;
        let expected = format!(r#"{{"a":{list},"200":{{"b":"on"}},"c":{{"b":"on"}}}}"#);
        assert_eq!(value, Some(expected));
    }

    #[test]
    fn leaves_the_rest_to_the_events() {
        for text in [
            "a: 1\na: 2\n",
            "a: &x {b: 1}\nc: {<<: *x}\n",
            "a: 92233720368547760001\n",
            "a: 1e400\n",
            "a: 2.5\n",
            "a: !foo x\n",
            "a: 1\n---\nb: 2\n",
            "a: [",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
