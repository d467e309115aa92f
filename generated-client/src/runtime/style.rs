//! How is a parameter's value written? The styles of OpenAPI over plain JSON data, with nothing generic.
//!
//! An absent or null value is not sent, and neither is an empty array or object: RFC 6570 treats them as undefined.

use super::encode;
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
    /// A member of a form that has no style: text, or JSON for objects; the elements of an array one by one
    /// under the same name (OpenAPI 3.1.2, "Encoding Object").
    pub const CONTENT: Self = Self::of(Layout::Content, true);

    /// A parameter that is the whole query, as `application/x-www-form-urlencoded` (OpenAPI 3.2, `in: querystring`).
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
        let essence = self.media_type.split(';').next().unwrap_or_default().trim();
        essence == "application/json" || essence.ends_with("+json")
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

/// What a query parameter adds to the query.
pub(crate) fn query_text(name: &str, style: Style, json: &str) -> Vec<String> {
    let pairs = match style.layout {
        Layout::QueryJson => return vec![style.encode(json)],
        Layout::QueryText => {
            let text = Param::from_json(json).text();
            return text.iter().map(|text| style.encode(text)).collect();
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

/// The pairs of a member of a form, encoded as `application/x-www-form-urlencoded`: as in a query, but with `+`
/// for each space (RFC 1866, section 8.2.1).
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
        let text = if is_json { item.json() } else { item.text()? };
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
            .map(|text| (name.to_owned(), text))
            .collect(),
        Param::Object(members) if style.explode => members
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.text()?)))
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
    let name = encoded(name);
    Some(match (style.layout, &value) {
        (Layout::Label, _) => format!(
            ".{}",
            joined(&value, style, if style.explode { "." } else { "," }, encode)
        ),
        (Layout::Matrix, Param::List(items)) if style.explode => items
            .iter()
            .filter_map(Param::text)
            .map(|text| matrix_pair(&name, &encode(&text)))
            .collect(),
        (Layout::Matrix, Param::Object(members)) if style.explode => members
            .iter()
            .filter_map(|(key, value)| Some(matrix_pair(&encode(key), &encode(&value.text()?))))
            .collect(),
        (Layout::Matrix, _) => matrix_pair(&name, &joined(&value, style, ",", encode)),
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
        scalar => scalar
            .text()
            .map(|text| encode(&text))
            .into_iter()
            .collect(),
    };
    parts.join(separator)
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode::strict(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = r#""""#;
    const TEXT: &str = r#""blue""#;
    const LIST: &str = r#"["blue","black","brown"]"#;
    const OBJECT: &str = r#"{"R":100,"G":200,"B":150}"#;

    fn query_text(style: Style, json: &str) -> String {
        let pairs = query("color", style, json).into_iter();
        pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("&")
    }

    /// The style examples of OpenAPI 3.1.2, section "Style Examples".
    #[test]
    fn the_style_examples_of_the_standard() {
        let path_rows = [
            (
                Style::MATRIX,
                [
                    ";color",
                    ";color=blue",
                    ";color=blue,black,brown",
                    ";color=R,100,G,200,B,150",
                ],
            ),
            (
                Style::MATRIX_EXPLODED,
                [
                    ";color",
                    ";color=blue",
                    ";color=blue;color=black;color=brown",
                    ";R=100;G=200;B=150",
                ],
            ),
            (
                Style::LABEL,
                [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
            ),
            (
                Style::LABEL_EXPLODED,
                [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
            ),
            (
                Style::SIMPLE,
                ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
            ),
            (
                Style::SIMPLE_EXPLODED,
                ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
            ),
        ];
        for (style, expected) in path_rows {
            for (json, expected) in [EMPTY, TEXT, LIST, OBJECT].iter().zip(expected) {
                assert_eq!(
                    path("color", style, json).as_deref(),
                    Some(expected),
                    "{style:?} {json}"
                );
            }
        }
        let query_rows = [
            (Style::FORM_JOINED, LIST, "color=blue,black,brown"),
            (Style::FORM_JOINED, OBJECT, "color=R,100,G,200,B,150"),
            (Style::FORM, EMPTY, "color="),
            (Style::FORM, TEXT, "color=blue"),
            (Style::FORM, LIST, "color=blue&color=black&color=brown"),
            (Style::FORM, OBJECT, "R=100&G=200&B=150"),
            (Style::SPACE, LIST, "color=blue%20black%20brown"),
            (Style::SPACE, OBJECT, "color=R%20100%20G%20200%20B%20150"),
            (Style::PIPE, LIST, "color=blue%7Cblack%7Cbrown"),
            (Style::PIPE, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
            (
                Style::DEEP_OBJECT,
                OBJECT,
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ),
        ];
        for (style, json, expected) in query_rows {
            assert_eq!(query_text(style, json), expected, "{style:?} {json}");
        }
    }

    #[test]
    fn each_element_is_encoded_before_they_are_joined() {
        assert_eq!(
            query_text(Style::FORM_JOINED, r#"["a,b","c&d"]"#),
            "color=a%2Cb,c%26d"
        );
        assert_eq!(query_text(Style::PIPE, r#"["a|b","c"]"#), "color=a%7Cb%7Cc");
        assert_eq!(
            query_text(Style::FORM, r#""2024-01-02T03:04:05+00:00""#),
            "color=2024-01-02T03%3A04%3A05%2B00%3A00"
        );
    }

    #[test]
    fn nothing_is_sent_for_what_is_undefined() {
        for style in [
            Style::FORM,
            Style::FORM_JOINED,
            Style::PIPE,
            Style::DEEP_OBJECT,
        ] {
            for json in ["null", "[]", "{}", "[null]", r#"{"a":null}"#] {
                assert_eq!(query_text(style, json), "", "{style:?} {json}");
            }
        }
        assert_eq!(query_text(Style::FORM, r#"["a",null]"#), "color=a");
        assert_eq!(header(Style::SIMPLE, "[]"), None);
    }

    #[test]
    fn deep_objects_nest_and_repeat() {
        let json = r#"{"tag":["a","b"],"size":{"gte":1,"lt":null},"list":[{"x":1},{"x":2}]}"#;
        let expected =
            "color[tag]=a&color[tag]=b&color[size][gte]=1&color[list][0][x]=1&color[list][1][x]=2";
        let expected = expected.replace('[', "%5B").replace(']', "%5D");
        assert_eq!(query_text(Style::DEEP_OBJECT, json), expected);
    }

    #[test]
    fn json_within_a_query_parameter() {
        assert_eq!(
            query_text(Style::JSON, r#"{"a":[1]}"#),
            "color=%7B%22a%22%3A%5B1%5D%7D"
        );
    }

    #[test]
    fn reserved_characters_pass_where_allowed_but_end_nothing() {
        assert_eq!(
            query_text(Style::FORM.reserved(), r#""/a:b?c,%2F%zz&d=e#f g""#),
            "color=/a:b?c,%2F%25zz%26d%3De%23f%20g"
        );
    }

    #[test]
    fn numbers_have_no_exponent() {
        assert_eq!(
            query_text(Style::FORM, "1e21"),
            "color=1000000000000000000000"
        );
        assert_eq!(query_text(Style::FORM, "0.0000001"), "color=0.0000001");
        assert_eq!(
            query_text(Style::FORM, "18446744073709551615"),
            "color=18446744073709551615"
        );
        assert_eq!(query_text(Style::FORM, "true"), "color=true");
    }

    #[test]
    fn headers_and_cookies_are_not_encoded() {
        assert_eq!(
            header(Style::SIMPLE, r#"["a b","c"]"#).as_deref(),
            Some("a b,c")
        );
        assert_eq!(
            header(Style::SIMPLE_EXPLODED, OBJECT).as_deref(),
            Some("R=100,G=200,B=150")
        );
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            cookie("c", Style::FORM, r#"["a","b"]"#),
            [pair("c", "a"), pair("c", "b")]
        );
        assert_eq!(
            cookie("c", Style::FORM_JOINED, r#"["a","b"]"#),
            [pair("c", "a,b")]
        );
        assert_eq!(
            cookie("c", Style::FORM, OBJECT),
            [pair("R", "100"), pair("G", "200"), pair("B", "150")]
        );
    }
}
