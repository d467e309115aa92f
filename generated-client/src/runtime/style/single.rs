//! What goes into one place: the path, a header, a cookie.

use super::{Layout, Style, encoded, joined};
use crate::runtime::param::Param;

/// The pairs of a cookie parameter. Nothing is encoded, because cookies have no encoding; but JSON, whose
/// punctuation no cookie can hold, is percent-encoded.
pub(crate) fn cookie(name: &str, style: Style, json: &str) -> Vec<(String, String)> {
    let one = |text: String| vec![(name.to_owned(), text)];
    match Param::from_json(json) {
        _ if style.layout == Layout::Json => one(encoded(json)),
        value if value.is_undefined() => Vec::new(),
        Param::List(items) if style.explode => items
            .iter()
            .filter_map(Param::text)
            .map(|text| (name.to_owned(), text.into_owned()))
            .collect(),
        Param::Object(members) if style.explode => members
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.text()?.into_owned())))
            .collect(),
        value => one(joined(&value, Style::SIMPLE, ",", str::to_owned)),
    }
}

/// The value of a header parameter, which is not encoded, or none where there is nothing to send.
pub(crate) fn header(style: Style, json: &str) -> Option<String> {
    if style.layout == Layout::Json {
        return Some(json.to_owned());
    }
    let value = Param::from_json(json);
    (!value.is_undefined()).then(|| joined(&value, style, ",", str::to_owned))
}

/// The text of a path variable, encoded, or none where there is nothing to send.
pub(crate) fn path(name: &str, style: Style, json: &str) -> Option<String> {
    if style.layout == Layout::Json {
        return Some(style.encode_in_path(json));
    }
    let value = Param::from_json(json);
    if value.is_undefined() {
        return None;
    }
    let encode = |text: &str| style.encode_in_path(text);
    Some(match (style.layout, &value) {
        (Layout::Label, _) => format!(
            ".{}",
            joined(&value, style, if style.explode { "." } else { "," }, encode)
        ),
        (Layout::Matrix, Param::List(items)) if style.explode => items
            .iter()
            .filter_map(Param::text)
            .map(|text| matrix_pair(&encoded(name), &encode(&text)))
            .collect(),
        (Layout::Matrix, Param::Object(members)) if style.explode => members
            .iter()
            .filter_map(|(key, value)| Some(matrix_pair(&encode(key), &encode(&value.text()?))))
            .collect(),
        (Layout::Matrix, _) => matrix_pair(&encoded(name), &joined(&value, style, ",", encode)),
        _ => joined(&value, style, ",", encode),
    })
}

/// `;name=value`, or the name alone where the value is empty (RFC 6570, section 3.2.7).
fn matrix_pair(name: &str, value: &str) -> String {
    if value.is_empty() {
        format!(";{name}")
    } else {
        format!(";{name}={value}")
    }
}
