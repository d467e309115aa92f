//! Parameters as a server on this machine sees them, against the tables of the standards.
//!
//! Each row is sent in a request of its own, so that the URL parser and the transport have their say.

mod support;

use gcore_client::runtime as rt;
use rt::Style;
use serde_json::{Value, json};
use support::{Recorder, Reply};

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: None,
    base_url_env: None,
    schemes: &[],
    parameters: &[],
};

static GET: rt::Operation = rt::Operation {
    id: "get",
    method: rt::Method::GET,
    path: "/X{color}",
    security: &[],
    accept: "",
    server: None,
};
static PLAIN: rt::Operation = rt::Operation { path: "/X", ..GET };
static FIXED: rt::Operation = rt::Operation {
    path: "/X?fixed=yes",
    ..GET
};

/// Where a parameter goes.
#[derive(Debug, Clone, Copy)]
enum In {
    Path,
    Query,
    Header,
    Cookie,
}

/// A value written in a style, and what the server is to see of it. `None` is nothing, which in a
/// path is a refusal to send.
type Row = (In, Style, Value, Option<&'static str>);

/// Sends every row in turn; the parameter's name is `name`.
async fn check(name: &'static str, rows: &[Row]) {
    let server = Recorder::start(rows.iter().map(|_| Reply::status(204)));
    let client = rt::ClientBuilder::new(&API).base_url(server.base_url());
    let client = client.build().expect("a client");
    let mut seen = 0;
    for (place, style, value, expected) in rows {
        let row = format!("{place:?} {style:?} {value}");
        let mut call = match place {
            In::Path => rt::Call::new(&client, template(name)),
            _ => rt::Call::new(&client, &PLAIN),
        };
        match place {
            In::Path => call.path_styled(name, *style, value),
            In::Query => call.query(name, *style, value),
            In::Header => call.header(name, *style, value),
            In::Cookie => call.cookie(name, *style, value),
        }
        let answer = call.send(rt::empty_answer).await;
        if let (In::Path, None) = (place, expected) {
            assert!(answer.is_err(), "{row}");
            continue;
        }
        answer.expect(&row);
        let request = server.requests().pop().expect("a request");
        seen += 1;
        assert_eq!(server.requests().len(), seen, "{row}");
        let got = match place {
            In::Path => request.target.strip_prefix("/X"),
            In::Query => request.target.split_once('?').map(|(_, query)| query),
            In::Header => request.header(&name.to_ascii_lowercase()),
            In::Cookie => request.header("cookie"),
        };
        // Members of a JSON text stand in the order of `serde_json`, which its `preserve_order` changes.
        let sorted = "color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D";
        let as_written = "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
        let got = got.map(|got| if got == as_written { sorted } else { got });
        assert_eq!(got, *expected, "{row}");
    }
}

/// The operation whose path has a variable of this name.
fn template(name: &'static str) -> &'static rt::Operation {
    let path: &'static str = Box::leak(format!("/X{{{name}}}").into_boxed_str());
    Box::leak(Box::new(rt::Operation { path, ..GET }))
}

/// OpenAPI 3.1.2, section "Style Examples": every row and column that is defined.
///
/// The first column is of what is undefined, which is left out as RFC 6570 has it (section 2.3); what
/// the table shows there is what an empty string gives, as its older versions say.
#[tokio::test]
async fn the_style_examples_of_the_standard() {
    use In::{Cookie, Header, Path, Query};
    let table: [(In, Style, [Option<&str>; 4]); 18] = [
        (
            Path,
            Style::MATRIX,
            [
                Some(";color"),
                Some(";color=blue"),
                Some(";color=blue,black,brown"),
                Some(";color=R,100,G,200,B,150"),
            ],
        ),
        (
            Path,
            Style::MATRIX_EXPLODED,
            [
                Some(";color"),
                Some(";color=blue"),
                Some(";color=blue;color=black;color=brown"),
                Some(";R=100;G=200;B=150"),
            ],
        ),
        (
            Path,
            Style::LABEL,
            [
                Some("."),
                Some(".blue"),
                Some(".blue,black,brown"),
                Some(".R,100,G,200,B,150"),
            ],
        ),
        (
            Path,
            Style::LABEL_EXPLODED,
            [
                Some("."),
                Some(".blue"),
                Some(".blue.black.brown"),
                Some(".R=100.G=200.B=150"),
            ],
        ),
        // An empty path variable names another path, and is not sent.
        (
            Path,
            Style::SIMPLE,
            [
                None,
                Some("blue"),
                Some("blue,black,brown"),
                Some("R,100,G,200,B,150"),
            ],
        ),
        (
            Path,
            Style::SIMPLE_EXPLODED,
            [
                None,
                Some("blue"),
                Some("blue,black,brown"),
                Some("R=100,G=200,B=150"),
            ],
        ),
        (
            Header,
            Style::SIMPLE,
            [
                Some(""),
                Some("blue"),
                Some("blue,black,brown"),
                Some("R,100,G,200,B,150"),
            ],
        ),
        (
            Header,
            Style::SIMPLE_EXPLODED,
            [
                Some(""),
                Some("blue"),
                Some("blue,black,brown"),
                Some("R=100,G=200,B=150"),
            ],
        ),
        (
            Query,
            Style::FORM_JOINED,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue,black,brown"),
                Some("color=R,100,G,200,B,150"),
            ],
        ),
        (
            Query,
            Style::FORM,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue&color=black&color=brown"),
                Some("R=100&G=200&B=150"),
            ],
        ),
        // The delimiters of the table stand in a query; OpenAPI 3.2 has `; ` between cookies.
        (
            Cookie,
            Style::FORM_JOINED,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue,black,brown"),
                Some("color=R,100,G,200,B,150"),
            ],
        ),
        (
            Cookie,
            Style::FORM,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue; color=black; color=brown"),
                Some("R=100; G=200; B=150"),
            ],
        ),
        (
            Query,
            Style::SPACE,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue%20black%20brown"),
                Some("color=R%20100%20G%20200%20B%20150"),
            ],
        ),
        (
            Query,
            Style::PIPE,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue%7Cblack%7Cbrown"),
                Some("color=R%7C100%7CG%7C200%7CB%7C150"),
            ],
        ),
        // Undefined by the standard; written as `form` exploded, which is what servers read.
        (
            Query,
            Style::SPACE_EXPLODED,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue&color=black&color=brown"),
                Some("R=100&G=200&B=150"),
            ],
        ),
        (
            Query,
            Style::PIPE_EXPLODED,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue&color=black&color=brown"),
                Some("R=100&G=200&B=150"),
            ],
        ),
        (
            Query,
            Style::DEEP_OBJECT,
            [
                Some("color="),
                Some("color=blue"),
                Some("color=blue&color=black&color=brown"),
                Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
            ],
        ),
        (
            Query,
            Style::JSON,
            [
                Some("color=%22%22"),
                Some("color=%22blue%22"),
                Some("color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D"),
                Some("color=%7B%22B%22%3A150%2C%22G%22%3A200%2C%22R%22%3A100%7D"),
            ],
        ),
    ];
    for (place, style, expected) in table {
        let values = [json!(""), json!("blue"), json!(["blue", "black", "brown"])];
        let rows: Vec<Row> = values
            .into_iter()
            .zip(expected)
            .map(|(value, expected)| (place, style, value, expected))
            .collect();
        check("color", &rows).await;
        object(place, style, expected[3]).await;
    }
}

/// The table's object, whose members come in an order that `serde_json::Value` does not keep.
async fn object(place: In, style: Style, expected: Option<&'static str>) {
    let (style_is_json, value) = (style == Style::JSON, json!({"R": 100, "G": 200, "B": 150}));
    if style_is_json {
        check("color", &[(place, style, value, expected)]).await;
        return;
    }
    let server = Recorder::start([Reply::status(204)]);
    let client = rt::ClientBuilder::new(&API).base_url(server.base_url());
    let client = client.build().expect("a client");
    let mut call = match place {
        In::Path => rt::Call::new(&client, &GET),
        _ => rt::Call::new(&client, &PLAIN),
    };
    match place {
        In::Path => call.path_styled("color", style, &Rgb),
        In::Query => call.query("color", style, &Rgb),
        In::Header => call.header("color", style, &Rgb),
        In::Cookie => call.cookie("color", style, &Rgb),
    }
    call.send(rt::empty_answer).await.expect("an answer");
    let request = server.only();
    let got = match place {
        In::Path => request.target.strip_prefix("/X"),
        In::Query => request.target.split_once('?').map(|(_, query)| query),
        In::Header => request.header("color"),
        In::Cookie => request.header("cookie"),
    };
    assert_eq!(got, expected, "{place:?} {style:?}");
}

/// `{"R": 100, "G": 200, "B": 150}` in this order.
struct Rgb;

impl rt::Wire for Rgb {
    fn read(_: rt::Source<'_>) -> Result<Self, rt::Failure> {
        Ok(Self)
    }

    fn write(&self, out: rt::Out<'_>) {
        rt::write_object(&Ordered, out);
    }
}

struct Ordered;

impl rt::Object for Ordered {
    const NAME: &'static str = "Ordered";
    const KEYS: &'static [&'static str] = &[];

    fn read(_: &mut rt::Members<'_>) -> Option<Self> {
        Some(Self)
    }

    fn write(&self, w: &mut rt::Writer<'_>) {
        w.put("R", &100_i64);
        w.put("G", &200_i64);
        w.put("B", &150_i64);
    }
}

/// RFC 6570, section 3.2: the expansions of one variable that an OpenAPI style is defined by.
#[tokio::test]
async fn the_vectors_of_uri_templates() {
    use In::{Path, Query};
    let list = || json!(["red", "green", "blue"]);
    let count = || json!(["one", "two", "three"]);
    // Sorted, as the members of a `Value` are.
    let keys = || json!({"comma": ",", "dot": ".", "semi": ";"});
    let text = |text: &str| Value::from(text);
    check(
        "v",
        &[
            // 3.2.2, simple string expansion.
            (Path, Style::SIMPLE, text("value"), Some("value")),
            (
                Path,
                Style::SIMPLE,
                text("Hello World!"),
                Some("Hello%20World%21"),
            ),
            (Path, Style::SIMPLE, text("50%"), Some("50%25")),
            (Path, Style::SIMPLE, text("me/too"), Some("me%2Ftoo")),
            (Path, Style::SIMPLE, text(""), None),
            (Path, Style::SIMPLE, Value::Null, None),
            (Path, Style::SIMPLE, json!({}), None),
            (Path, Style::SIMPLE, list(), Some("red,green,blue")),
            (Path, Style::SIMPLE_EXPLODED, list(), Some("red,green,blue")),
            (
                Path,
                Style::SIMPLE,
                keys(),
                Some("comma,%2C,dot,.,semi,%3B"),
            ),
            (
                Path,
                Style::SIMPLE_EXPLODED,
                keys(),
                Some("comma=%2C,dot=.,semi=%3B"),
            ),
            // 3.2.5, label expansion.
            (Path, Style::LABEL, text("fred"), Some(".fred")),
            (Path, Style::LABEL, text("50%"), Some(".50%25")),
            (Path, Style::LABEL, text("value"), Some(".value")),
            (Path, Style::LABEL, text(""), Some(".")),
            (Path, Style::LABEL, Value::Null, None),
            (Path, Style::LABEL, list(), Some(".red,green,blue")),
            (Path, Style::LABEL_EXPLODED, list(), Some(".red.green.blue")),
            (
                Path,
                Style::LABEL,
                keys(),
                Some(".comma,%2C,dot,.,semi,%3B"),
            ),
            (
                Path,
                Style::LABEL_EXPLODED,
                keys(),
                Some(".comma=%2C.dot=..semi=%3B"),
            ),
            (Path, Style::LABEL, json!({}), None),
            (Path, Style::LABEL_EXPLODED, json!({}), None),
            (
                Path,
                Style::LABEL_EXPLODED,
                json!(["example", "com"]),
                Some(".example.com"),
            ),
            // 3.2.7, path-style parameter expansion.
            (Path, Style::MATRIX, text("fred"), Some(";v=fred")),
            (Path, Style::MATRIX, text("50%"), Some(";v=50%25")),
            (
                Path,
                Style::MATRIX,
                text("Hello World!"),
                Some(";v=Hello%20World%21"),
            ),
            (Path, Style::MATRIX, text(""), Some(";v")),
            (Path, Style::MATRIX, json!(6), Some(";v=6")),
            (Path, Style::MATRIX, list(), Some(";v=red,green,blue")),
            (
                Path,
                Style::MATRIX_EXPLODED,
                list(),
                Some(";v=red;v=green;v=blue"),
            ),
            (Path, Style::MATRIX, count(), Some(";v=one,two,three")),
            (
                Path,
                Style::MATRIX_EXPLODED,
                count(),
                Some(";v=one;v=two;v=three"),
            ),
            (
                Path,
                Style::MATRIX,
                keys(),
                Some(";v=comma,%2C,dot,.,semi,%3B"),
            ),
            (
                Path,
                Style::MATRIX_EXPLODED,
                keys(),
                Some(";comma=%2C;dot=.;semi=%3B"),
            ),
            // The algorithm of section 3.2.1: no `=` where the operator has none for what is empty.
            (
                Path,
                Style::MATRIX_EXPLODED,
                json!(["", "a"]),
                Some(";v;v=a"),
            ),
            (
                Path,
                Style::MATRIX_EXPLODED,
                json!({"a": "", "b": 1}),
                Some(";a;b=1"),
            ),
            // 3.2.8, form-style query expansion.
            (Query, Style::FORM, text("fred"), Some("v=fred")),
            (Query, Style::FORM, text("50%"), Some("v=50%25")),
            (Query, Style::FORM, json!(1024), Some("v=1024")),
            (Query, Style::FORM, text(""), Some("v=")),
            (Query, Style::FORM, Value::Null, None),
            (Query, Style::FORM, text("value"), Some("v=value")),
            (Query, Style::FORM_JOINED, list(), Some("v=red,green,blue")),
            (Query, Style::FORM, list(), Some("v=red&v=green&v=blue")),
            (Query, Style::FORM_JOINED, count(), Some("v=one,two,three")),
            (Query, Style::FORM, count(), Some("v=one&v=two&v=three")),
            (
                Query,
                Style::FORM_JOINED,
                keys(),
                Some("v=comma,%2C,dot,.,semi,%3B"),
            ),
            (Query, Style::FORM, keys(), Some("comma=%2C&dot=.&semi=%3B")),
            (Query, Style::FORM, json!([]), None),
            (Query, Style::FORM_JOINED, json!([]), None),
            (Query, Style::FORM, json!({}), None),
            (Query, Style::FORM_JOINED, json!({}), None),
            (Query, Style::FORM, json!(["", "a"]), Some("v=&v=a")),
            // 3.2.3, reserved expansion, which `allowReserved` is; in a query `'` is encoded by URLs.
            (
                Query,
                Style::FORM.reserved(),
                text("value"),
                Some("v=value"),
            ),
            (
                Query,
                Style::FORM.reserved(),
                text("Hello World!"),
                Some("v=Hello%20World!"),
            ),
            (Query, Style::FORM.reserved(), text("50%"), Some("v=50%25")),
            (
                Query,
                Style::FORM.reserved(),
                text("http://example.com/home/"),
                Some("v=http://example.com/home/"),
            ),
            (
                Query,
                Style::FORM.reserved(),
                text("/foo/bar"),
                Some("v=/foo/bar"),
            ),
            (
                Query,
                Style::FORM.reserved(),
                text("a%2Fb%zz"),
                Some("v=a%2Fb%25zz"),
            ),
            (
                Query,
                Style::FORM_JOINED.reserved(),
                list(),
                Some("v=red,green,blue"),
            ),
            (
                Query,
                Style::FORM.reserved(),
                list(),
                Some("v=red&v=green&v=blue"),
            ),
            (
                Query,
                Style::FORM_JOINED.reserved(),
                keys(),
                Some("v=comma,,,dot,.,semi,;"),
            ),
            (
                Query,
                Style::FORM.reserved(),
                keys(),
                Some("comma=,&dot=.&semi=;"),
            ),
        ],
    )
    .await;
}

/// OpenAPI 3.1.2, sections "Parameter Object Examples", "Fixed Fields for use with `content`" and
/// appendices C to E.
#[tokio::test]
async fn what_the_standard_says_around_the_tables() {
    use In::{Cookie, Header, Path, Query};
    check(
        "a b",
        &[
            // Names are encoded like values.
            (
                Query,
                Style::FORM,
                json!("c&d=e+f#g"),
                Some("a%20b=c%26d%3De%2Bf%23g"),
            ),
            (
                Query,
                Style::DEEP_OBJECT,
                json!({"x y": {"z": [1, 2]}}),
                Some("a%20b%5Bx%20y%5D%5Bz%5D=1&a%20b%5Bx%20y%5D%5Bz%5D=2"),
            ),
            // Elements are encoded before they are joined.
            (
                Query,
                Style::FORM_JOINED,
                json!(["a,b", "c d"]),
                Some("a%20b=a%2Cb,c%20d"),
            ),
            (
                Query,
                Style::PIPE,
                json!(["a|b", ""]),
                Some("a%20b=a%7Cb%7C"),
            ),
            (Query, Style::FORM, json!(true), Some("a%20b=true")),
            (Query, Style::FORM, json!(-0.5), Some("a%20b=-0.5")),
            (
                Query,
                Style::FORM,
                json!(1e21),
                Some("a%20b=1000000000000000000000"),
            ),
            (
                Query,
                Style::FORM,
                json!("2024-01-02T03:04:05+00:00"),
                Some("a%20b=2024-01-02T03%3A04%3A05%2B00%3A00"),
            ),
            // Nulls within are undefined.
            (
                Query,
                Style::FORM_JOINED,
                json!(["a", null]),
                Some("a%20b=a"),
            ),
            (Query, Style::FORM, json!([null]), None),
            (Query, Style::FORM_JOINED, json!({"a": null}), None),
            (
                Query,
                Style::DEEP_OBJECT,
                json!({"a": null, "b": 1}),
                Some("a%20b%5Bb%5D=1"),
            ),
            // JSON in a parameter: `content` with `application/json`.
            (Query, Style::JSON, json!(null), Some("a%20b=null")),
            (
                Path,
                Style::JSON,
                json!({"a": "b/c"}),
                Some("%7B%22a%22%3A%22b%2Fc%22%7D"),
            ),
            (Path, Style::SIMPLE, json!("ü/?#"), Some("%C3%BC%2F%3F%23")),
        ],
    )
    .await;
    check(
        "X-A",
        &[
            (Header, Style::SIMPLE, json!("a b,c"), Some("a b,c")),
            (
                Header,
                Style::SIMPLE,
                json!([1, 2.5, true]),
                Some("1,2.5,true"),
            ),
            (Header, Style::SIMPLE, json!([]), None),
            (Header, Style::SIMPLE, json!(null), None),
            (Header, Style::JSON, json!({"a": [1]}), Some(r#"{"a":[1]}"#)),
        ],
    )
    .await;
    check(
        "c",
        &[
            (Cookie, Style::FORM, json!(null), None),
            (Cookie, Style::FORM, json!([]), None),
            (Cookie, Style::FORM, json!("a%20b"), Some("c=a%20b")),
            // A cookie cannot hold quotation marks and commas of JSON.
            (
                Cookie,
                Style::JSON,
                json!({"a": "b;c"}),
                Some("c=%7B%22a%22%3A%22b%3Bc%22%7D"),
            ),
        ],
    )
    .await;
}

/// A query in the key of the path comes first; `&` then begins what follows (RFC 6570, 3.2.9).
#[tokio::test]
async fn a_query_that_is_always_sent_comes_first() {
    let server = Recorder::start([Reply::status(204)]);
    let client = rt::ClientBuilder::new(&API).base_url(server.base_url());
    let client = client.build().expect("a client");
    let mut call = rt::Call::new(&client, &FIXED);
    call.query("x", Style::FORM, &1024_i64);
    call.query("empty", Style::FORM, &String::new());
    call.send(rt::empty_answer).await.expect("an answer");
    assert_eq!(server.only().target, "/X?fixed=yes&x=1024&empty=");
}
