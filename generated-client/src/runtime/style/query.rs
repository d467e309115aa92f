//! What goes into a query, a form or the parts of a body: pairs of a name and a text.

use super::{Layout, Style, encoded, joined};
use crate::runtime::param::Param;

/// What a query parameter adds to the query.
pub(crate) fn query_text(name: &str, style: Style, json: &str) -> Vec<String> {
    let pairs = match style.layout {
        Layout::QueryJson => return vec![style.encode(json)],
        Layout::QueryText => {
            let value = Param::from_json(json);
            return value.text().iter().map(|text| style.encode(text)).collect();
        }
        Layout::QueryForm => match Param::from_json(json) {
            Param::Object(members) => members
                .iter()
                .flat_map(|(name, value)| form(name, Style::CONTENT, &value.json()))
                .collect(),
            _ => Vec::new(),
        },
        _ => query(name, style, json),
    };
    let pairs = pairs.into_iter();
    pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}

/// The pairs of a query parameter, both sides encoded. `json` is the value.
pub(crate) fn query(name: &str, style: Style, json: &str) -> Vec<(String, String)> {
    let encode = |text: &str| style.encode(text);
    let pairs = match style.layout {
        Layout::Json => vec![(name.to_owned(), style.encode(json))],
        Layout::Content => content(name, style, json)
            .into_iter()
            .map(|(name, text, _)| (name, encode(&text)))
            .collect(),
        _ => query_pairs(name, style, &Param::from_json(json), &encode),
    };
    pairs
        .into_iter()
        .map(|(name, value)| (encoded(&name), value))
        .collect()
}

/// The pairs of a member of a form, encoded as `application/x-www-form-urlencoded`: as in a query,
/// but with `+` for each space (RFC 1866, section 8.2.1).
pub(crate) fn form(name: &str, style: Style, json: &str) -> Vec<(String, String)> {
    let plus = |text: String| text.replace("%20", "+");
    query(name, style, json)
        .into_iter()
        .map(|(name, value)| (plus(name), plus(value)))
        .collect()
}

/// The parts of a member of a body of several: name, text and media type. Nothing is percent-encoded.
pub(crate) fn parts(name: &str, style: Style, json: &str) -> Vec<(String, String, &'static str)> {
    match style.layout {
        Layout::Content => content(name, style, json),
        Layout::Json => vec![(name.to_owned(), json.to_owned(), "application/json")],
        _ => query_pairs(name, style, &Param::from_json(json), &str::to_owned)
            .into_iter()
            .map(|(name, value)| (name, value, ""))
            .collect(),
    }
}

/// The texts of a value without a style, each with its media type unless it is plain text.
fn content(name: &str, style: Style, json: &str) -> Vec<(String, String, &'static str)> {
    let items = match Param::from_json(json) {
        Param::List(items) => items,
        one => vec![one],
    };
    let text = |item: &Param| {
        let is_json = style.is_json() || style.media_type.is_empty() && item.is_nested();
        let text = if is_json {
            item.json()
        } else {
            item.text()?.into_owned()
        };
        let media_type = if is_json && style.media_type.is_empty() {
            "application/json"
        } else {
            style.media_type
        };
        Some((name.to_owned(), text, media_type))
    };
    let defined = items.iter().filter(|item| **item != Param::Null);
    defined.filter_map(text).collect()
}

/// The pairs of a query parameter: the names as they are, the values encoded.
fn query_pairs(
    name: &str,
    style: Style,
    value: &Param,
    encode: &dyn Fn(&str) -> String,
) -> Vec<(String, String)> {
    let separator = match style.layout {
        Layout::DeepObject => return deep_pairs(name, value, encode),
        // Neither may stand in a URL as it is, reserved or not.
        Layout::Space => encode(" "),
        Layout::Pipe => encode("|"),
        _ => ",".to_owned(),
    };
    match value {
        _ if value.is_undefined() => Vec::new(),
        // A list within an object has no defined form; repeating the name is what servers read.
        Param::Object(members) if style.explode => members
            .iter()
            .flat_map(|(key, value)| deep_pairs(key, value, encode))
            .collect(),
        Param::List(items) if style.explode => {
            let texts = items.iter().filter_map(Param::text);
            texts.map(|text| (name.to_owned(), encode(&text))).collect()
        }
        _ => vec![(name.to_owned(), joined(value, style, &separator, encode))],
    }
}

/// `a[b][c]=1` for objects within objects; lists repeat their name, lists of objects number theirs.
fn deep_pairs(name: &str, value: &Param, encode: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    match value {
        Param::Object(members) => members
            .iter()
            .flat_map(|(key, value)| deep_pairs(&format!("{name}[{key}]"), value, encode))
            .collect(),
        Param::List(items) => {
            let nested = items.iter().any(Param::is_nested);
            let name_of = |at: usize| {
                if nested {
                    format!("{name}[{at}]")
                } else {
                    name.to_owned()
                }
            };
            items
                .iter()
                .enumerate()
                .flat_map(|(at, item)| deep_pairs(&name_of(at), item, encode))
                .collect()
        }
        scalar => scalar
            .text()
            .map_or_else(Vec::new, |text| vec![(name.to_owned(), encode(&text))]),
    }
}
