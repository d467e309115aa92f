//! What a plain scalar is, by the core schema of YAML 1.2 (of which JSON is a part).

use crate::value::{Number, Value};

/// The kind of a plain scalar.
#[derive(Debug, PartialEq)]
pub(super) enum Plain {
    /// A null, a boolean, a number or a string.
    Value(Value),
    /// `.inf` or `.nan`, for which JSON has nothing.
    NotJson,
}

/// Resolves a plain scalar. `NO`, `on`, `12:30`, `1_000` and dates are strings.
pub(super) fn resolve(text: &str) -> Plain {
    Plain::Value(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => match text.as_bytes()[0] {
            b'0'..=b'9' | b'+' | b'-' | b'.' => return resolve_number(text),
            _ => Value::String(text.to_owned()),
        },
    })
}

fn resolve_number(text: &str) -> Plain {
    let (sign, digits) = match text.as_bytes().first() {
        Some(b'-') => ("-", &text[1..]),
        Some(b'+') => ("", &text[1..]),
        _ => ("", text),
    };
    if matches!(digits, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Plain::NotJson;
    }
    Plain::Value(
        radix_integer(text)
            .or_else(|| decimal(sign, digits))
            .map_or_else(|| Value::String(text.to_owned()), Value::Number),
    )
}

/// `0o17` and `0x1F`, which take no sign.
fn radix_integer(text: &str) -> Option<Number> {
    let (digits, radix) = match (text.strip_prefix("0o"), text.strip_prefix("0x")) {
        (Some(octal), _) => (octal, 8),
        (_, Some(hexadecimal)) => (hexadecimal, 16),
        _ => return None,
    };
    if !digits.bytes().all(|c| c.is_ascii_hexdigit()) {
        return None;
    }
    // Beyond 128 bits it is no number that anybody means.
    let value = u128::from_str_radix(digits, radix).ok()?;
    Some(
        i64::try_from(value)
            .map_or_else(|_| Number::Literal(value.to_string().into()), Number::Int),
    )
}

fn decimal(sign: &str, text: &str) -> Option<Number> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = &text[..digits(text)];
    let mut rest = &text[whole.len()..];
    let mut fraction = "";
    if let Some(after) = rest.strip_prefix('.') {
        fraction = &after[..digits(after)];
        rest = &after[fraction.len()..];
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let exponent = match rest.strip_prefix(['e', 'E']) {
        None if rest.is_empty() => "",
        Some(exponent) => {
            let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if unsigned.is_empty() || digits(unsigned) != unsigned.len() {
                return None;
            }
            exponent
        }
        None => return None,
    };
    // `0123` is 123 in the core schema, octal 83 in YAML 1.1 and no number in JSON. Authors mean the
    // text: account codes, and enums that go on as `08`, `09`.
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    let is_integer = rest.is_empty() && !text.contains('.');
    Some(if is_integer {
        integer(sign, whole)
    } else {
        float(sign, whole, fraction, exponent)
    })
}

fn integer(sign: &str, whole: &str) -> Number {
    let text = format!("{sign}{whole}");
    match text.parse() {
        Ok(value) => Number::Int(value),
        Err(_) => Number::Literal(text.into()),
    }
}

fn float(sign: &str, whole: &str, fraction: &str, exponent: &str) -> Number {
    let point = if fraction.is_empty() { "" } else { "." };
    let e = if exponent.is_empty() { "" } else { "e" };
    let text = format!("{sign}{whole}{point}{fraction}{e}{exponent}");
    let Ok(value) = text.parse::<f64>() else {
        return Number::Literal(text.into());
    };
    // Exact here means that the shortest text of the f64 has the digits that were written.
    let written: String = [whole, fraction].concat();
    let shortest: String = format!("{value:e}")
        .chars()
        .take_while(|c| *c != 'e')
        .filter(char::is_ascii_digit)
        .collect();
    let significant = |digits: &str| digits.trim_matches('0').to_owned();
    if value.is_finite() && significant(&written) == significant(&shortest) {
        Number::Float(value)
    } else {
        Number::Literal(text.into())
    }
}
