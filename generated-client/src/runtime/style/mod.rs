//! How is a parameter's value written? The styles of OpenAPI over plain JSON data, with nothing generic.
//!
//! An absent or null value is not sent, and neither is an empty array or object: RFC 6570 treats
//! them as undefined.

mod query;
mod single;
#[cfg(test)]
mod tests;

pub(crate) use query::{form, parts, query_text};
pub(crate) use single::{cookie, header, path};

use super::encode;
use super::media_type;
use super::param::Param;

/// How a parameter is written: its `style`, `explode` and `allowReserved`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    layout: Layout,
    explode: bool,
    reserved: bool,
    media_type: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    DeepObject,
    Json,
    Content,
    QueryForm,
    QueryJson,
    QueryText,
}

impl Style {
    /// `form` exploded, what query and cookie parameters have by default: `color=blue&color=black`.
    pub const FORM: Self = Self::of(Layout::Form, true);
    /// `form` not exploded: `color=blue,black`.
    pub const FORM_JOINED: Self = Self::of(Layout::Form, false);
    /// `spaceDelimited`: `color=blue%20black`.
    pub const SPACE: Self = Self::of(Layout::Space, false);
    /// `spaceDelimited` exploded, which is `form` exploded.
    pub const SPACE_EXPLODED: Self = Self::of(Layout::Form, true);
    /// `pipeDelimited`: `color=blue%7Cblack`.
    pub const PIPE: Self = Self::of(Layout::Pipe, false);
    /// `pipeDelimited` exploded, which is `form` exploded.
    pub const PIPE_EXPLODED: Self = Self::of(Layout::Form, true);
    /// `deepObject`: `color[R]=100`, arrays by repeated names, objects within by further brackets.
    pub const DEEP_OBJECT: Self = Self::of(Layout::DeepObject, true);
    /// `simple`, what path and header parameters have by default: `blue,black`.
    pub const SIMPLE: Self = Self::of(Layout::Simple, false);
    /// `simple` exploded: differs for objects alone, `R=100,G=200`.
    pub const SIMPLE_EXPLODED: Self = Self::of(Layout::Simple, true);
    /// `label`: `.blue,black`.
    pub const LABEL: Self = Self::of(Layout::Label, false);
    /// `label` exploded: `.blue.black`.
    pub const LABEL_EXPLODED: Self = Self::of(Layout::Label, true);
    /// `matrix`: `;color=blue,black`.
    pub const MATRIX: Self = Self::of(Layout::Matrix, false);
    /// `matrix` exploded: `;color=blue;color=black`.
    pub const MATRIX_EXPLODED: Self = Self::of(Layout::Matrix, true);
    /// The value's JSON text, as a parameter with a `content` of JSON has it.
    pub const JSON: Self = Self::of(Layout::Json, false);
    /// A member of a form that has no style: text, or JSON for objects; the elements of an array
    /// one by one under the same name (OpenAPI 3.1.2, "Encoding Object").
    pub const CONTENT: Self = Self::of(Layout::Content, true);

    /// A parameter that is the whole query, as `application/x-www-form-urlencoded` (OpenAPI 3.2,
    /// `in: querystring`).
    pub const QUERY_FORM: Self = Self::of(Layout::QueryForm, true);
    /// A parameter that is the whole query, as JSON.
    pub const QUERY_JSON: Self = Self::of(Layout::QueryJson, false);
    /// A parameter that is the whole query, as text.
    pub const QUERY_TEXT: Self = Self::of(Layout::QueryText, false);

    /// This style with `allowReserved`.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self {
            reserved: true,
            ..self
        }
    }

    /// [`CONTENT`](Self::CONTENT) of a media type: JSON if it says so, else text. A part of a body is labelled
    /// with it.
    #[must_use]
    pub const fn content(media_type: &'static str) -> Self {
        Self {
            media_type,
            ..Self::CONTENT
        }
    }

    const fn of(layout: Layout, explode: bool) -> Self {
        Self {
            layout,
            explode,
            reserved: false,
            media_type: "",
        }
    }

    /// The media type that a part is labelled with, empty for none.
    pub(crate) fn media_type(self) -> &'static str {
        self.media_type
    }

    fn is_json(self) -> bool {
        media_type::is_json(self.media_type)
    }

    fn encode_in_path(self, text: &str) -> String {
        if !self.reserved {
            return self.encode(text);
        }
        let mut out = String::with_capacity(text.len());
        encode::reserved_in_path(text, &mut out);
        out
    }

    fn encode(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        if self.reserved {
            encode::reserved(text, &mut out)
        } else {
            encode::strict(text, &mut out)
        }
        out
    }
}

/// `blue,black`, `R,100,G,200` or, exploded, `R=100,G=200`. Each part is encoded before they are joined.
fn joined(value: &Param, style: Style, separator: &str, encode: impl Fn(&str) -> String) -> String {
    let parts: Vec<String> = match value {
        Param::List(items) => items
            .iter()
            .filter_map(Param::text)
            .map(|text| encode(&text))
            .collect(),
        Param::Object(members) => members
            .iter()
            .filter_map(|(key, value)| Some((encode(key), encode(&value.text()?))))
            .flat_map(|(key, value)| {
                if style.explode {
                    vec![format!("{key}={value}")]
                } else {
                    vec![key, value]
                }
            })
            .collect(),
        scalar => return scalar.text().map_or_else(String::new, |text| encode(&text)),
    };
    parts.join(separator)
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode::strict(text, &mut out);
    out
}
