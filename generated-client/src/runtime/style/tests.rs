//! The styles, byte for byte.

use super::query::query;
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
