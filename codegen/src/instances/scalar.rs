//! Scalars for a schema: its examples where they serve, else what keeps its limits.

use super::shape::At;
use crate::value::{Number, Value};

/// A scalar: an example of the right kind, else something that keeps the usual limits.
pub(super) fn leaf(schema: &At<'_>, kind: &str) -> Option<Value> {
    if let Some(example) = choose(schema, schema) {
        return Some(example);
    }
    match kind {
        "null" => Some(Value::Null),
        "boolean" => Some(Value::Bool(true)),
        "integer" => Some(Value::Number(Number::Int(within(schema, 1)))),
        "number" if fits(schema, 1.5) => Some(Value::Number(Number::Float(1.5))),
        "number" => Some(Value::Number(Number::Int(within(schema, 1)))),
        "string" => Some(Value::String(text(schema))),
        _ => None,
    }
}

pub(super) fn own_examples<'d>(schema: &At<'d>) -> impl Iterator<Item = &'d Value> {
    let list = schema
        .schema
        .get("examples")
        .and_then(Value::as_array)
        .unwrap_or_default();
    let single = schema.schema.get("example");
    list.iter()
        .chain(single)
        .chain(schema.schema.get("default"))
}

/// The first example that `holder` gives and that is, by its kind, format and limits, one of
/// `schema`, which `holder` refers to or is.
pub(super) fn choose(holder: &At<'_>, schema: &At<'_>) -> Option<Value> {
    let format = schema.schema.get("format").and_then(Value::as_str);
    let values = schema.schema.get("enum").and_then(Value::as_array);
    let kind = schema.kind()?;
    own_examples(holder)
        .find(|value| match kind {
            _ if values.is_some_and(|values| !values.contains(value)) => false,
            "integer" => value
                .as_i64()
                .is_some_and(|_| fits(schema, value.as_f64().unwrap_or(0.0))),
            "number" => value.as_f64().is_some_and(|number| fits(schema, number)),
            "string" => value.as_str().is_some_and(|text| {
                has_form(format, text)
                    && limit(schema, "maxLength").is_none_or(|most| text.chars().count() <= most)
                    && limit(schema, "minLength").is_none_or(|least| text.chars().count() >= least)
            }),
            kind => value.kind() == kind,
        })
        .cloned()
}

/// Whether a text is in the usual form of a format; of unknown formats nothing is known.
fn has_form(format: Option<&str>, text: &str) -> bool {
    let bytes = text.as_bytes();
    match format {
        Some("date-time") => {
            bytes.len() >= 20
                && bytes[10] == b'T'
                && (text.ends_with('Z') || bytes[bytes.len() - 3] == b':')
        }
        Some("date") => bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-',
        Some("uuid" | "uuid4") => {
            bytes.len() == 36 && [8, 13, 18, 23].iter().all(|&dash| bytes[dash] == b'-')
        }
        Some("ipv4") => text.parse::<std::net::Ipv4Addr>().is_ok(),
        Some("ipv6") => text.parse::<std::net::Ipv6Addr>().is_ok(),
        Some("uri") => text.contains(':'),
        Some("email") => text.contains('@'),
        _ => true,
    }
}

fn limit(schema: &At<'_>, keyword: &str) -> Option<usize> {
    schema
        .schema
        .get(keyword)
        .and_then(Value::as_i64)
        .and_then(|limit| usize::try_from(limit).ok())
}

fn bound(schema: &At<'_>, keyword: &str) -> Option<f64> {
    schema.schema.get(keyword).and_then(Value::as_f64)
}

fn fits(schema: &At<'_>, number: f64) -> bool {
    bound(schema, "minimum").is_none_or(|least| number >= least)
        && bound(schema, "maximum").is_none_or(|most| number <= most)
        && bound(schema, "exclusiveMinimum").is_none_or(|below| number > below)
        && bound(schema, "exclusiveMaximum").is_none_or(|above| number < above)
        && bound(schema, "multipleOf").is_none_or(|unit| (number / unit).fract() == 0.0)
}

/// An integer within the schema's bounds, `wanted` if it is.
#[allow(
    clippy::cast_possible_truncation,
    reason = "bounds of any size are only a guide here"
)]
fn within(schema: &At<'_>, wanted: i64) -> i64 {
    let candidates = [
        Some(wanted),
        bound(schema, "multipleOf").map(|unit| unit as i64),
        bound(schema, "minimum").map(|least| least.ceil() as i64),
        bound(schema, "exclusiveMinimum").map(|below| below.floor() as i64 + 1),
        bound(schema, "maximum").map(|most| most.floor() as i64),
        bound(schema, "exclusiveMaximum").map(|above| above.ceil() as i64 - 1),
    ];
    #[allow(clippy::cast_precision_loss, reason = "see above")]
    let fitting = candidates
        .into_iter()
        .flatten()
        .find(|number| fits(schema, *number as f64));
    fitting.unwrap_or(wanted)
}

fn text(schema: &At<'_>) -> String {
    let known = match schema.schema.get("format").and_then(Value::as_str) {
        Some("date-time") => "2024-01-31T12:30:45Z",
        Some("date") => "2024-01-31",
        Some("time") => "12:30:45Z",
        Some("duration") => "P1DT2H",
        Some("uuid" | "uuid4") => "00000000-0000-4000-8000-000000000000",
        Some("ipv4" | "ipvanyaddress" | "ipvanyinterface" | "ipv4interface") => "192.0.2.1",
        Some("ipv6" | "ipv6interface") => "2001:db8::1",
        Some("ipvanynetwork" | "ipv4network") => "192.0.2.0/24",
        Some("ipv6network") => "2001:db8::/32",
        Some("uri" | "url" | "uri-reference" | "iri") => "https://example.com/",
        Some("email" | "idn-email") => "user@example.com",
        Some("hostname" | "idn-hostname") => "example.com",
        Some("byte") => "dGV4dA==",
        _ => "text",
    };
    let mut text = known.to_owned();
    if let Some(least) = limit(schema, "minLength") {
        while text.chars().count() < least.min(4096) {
            text.push('a');
        }
    }
    if let Some(most) = limit(schema, "maxLength") {
        text = text.chars().take(most).collect();
    }
    text
}
