//! What bodies that are not JSON look like to a server on this machine.

mod support;

use std::convert::Infallible;
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use gcore_client::runtime as rt;
use rt::Style;
use serde_json::json;
use support::{Recorded, Recorder, Reply};

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: None,
    base_url_env: None,
    schemes: &[],
    parameters: &[],
};

static UPLOAD: rt::Operation = rt::Operation {
    id: "upload",
    method: rt::Method::POST,
    path: "/upload",
    security: &[],
    accept: "*/*",
    server: None,
};

fn client_of(server: &Recorder) -> rt::Client {
    let client = rt::ClientBuilder::new(&API).base_url(server.base_url());
    client.build().expect("a client")
}

/// What the server gets of a call that is made by `fill`.
async fn sent(fill: impl FnOnce(rt::Call) -> rt::Call) -> Recorded {
    let server = Recorder::start([Reply::status(204)]);
    let call = fill(rt::Call::new(&client_of(&server), &UPLOAD));
    call.send(rt::empty_answer).await.expect("an answer");
    server.only()
}

/// Why a call is not sent.
async fn refused(fill: impl FnOnce(rt::Call) -> rt::Call) -> String {
    let server = Recorder::start([Reply::status(204)]);
    let call = fill(rt::Call::new(&client_of(&server), &UPLOAD));
    let error = call.send(rt::empty_answer).await.expect_err("a refusal");
    assert_eq!(server.requests(), [], "nothing is sent");
    assert_eq!(error.kind(), rt::ErrorKind::Request);
    error.to_string()
}

fn text(request: &Recorded) -> &str {
    std::str::from_utf8(&request.body).expect("a text")
}

/// The body of several parts with its boundary replaced by `B`.
fn parts(request: &Recorded) -> String {
    let media_type = request.header("content-type").expect("a media type");
    let (essence, boundary) = media_type.split_once("; boundary=").expect("a boundary");
    assert_eq!(essence, "multipart/form-data");
    assert!(boundary.len() <= 70, "RFC 2046, section 5.1.1");
    text(request).replace(boundary, "B")
}

/// A file of its own for a test.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bodies-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, content).expect("a file");
    path
}

/// A stream of given chunks.
struct Chunks(Vec<&'static str>);

impl Stream for Chunks {
    type Item = Result<&'static [u8], Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = (!self.0.is_empty()).then(|| self.0.remove(0));
        Poll::Ready(next.map(|text| Ok(text.as_bytes())))
    }
}

/// OpenAPI 3.1.2, "Example: URL Encoded Form with JSON Values" and "with Binary Values".
#[tokio::test]
async fn the_form_examples_of_the_standard() {
    let request = sent(|mut call| {
        call.form(
            "id",
            Style::CONTENT,
            &"f81d4fae-7dec-11d0-a765-00a0c91e6bf6".to_owned(),
        );
        call.form("address", Style::CONTENT, &Address);
        call
    })
    .await;
    assert_eq!(
        text(&request),
        "id=f81d4fae-7dec-11d0-a765-00a0c91e6bf6&address=%7B%22streetAddress%22%3A%22123+Example+Dr.%22%2C\
         %22city%22%3A%22Somewhere%22%2C%22state%22%3A%22CA%22%2C%22zip%22%3A%2299999%2B1234%22%7D"
    );
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );

    let request = sent(|mut call| {
        let id = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6".to_owned();
        call.form("id", Style::content("application/json"), &id);
        call
    })
    .await;
    assert_eq!(
        text(&request),
        "id=%22f81d4fae-7dec-11d0-a765-00a0c91e6bf6%22"
    );

    let request = sent(|mut call| {
        call.form("name", Style::CONTENT, &"example".to_owned());
        let icon = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAABGdBTUEAALGPC_xhBQ==";
        call.form(
            "icon",
            Style::content("image/png, image/jpeg"),
            &icon.to_owned(),
        );
        call
    })
    .await;
    assert_eq!(
        text(&request),
        "name=example&icon=iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAABGdBTUEAALGPC_xhBQ%3D%3D"
    );
}

/// The address of the standard's example, its members in order.
struct Address;

impl rt::Wire for Address {
    fn read(_: rt::Source<'_>) -> Result<Self, rt::Failure> {
        Ok(Self)
    }

    fn write(&self, out: rt::Out<'_>) {
        rt::write_object(self, out);
    }
}

impl rt::Object for Address {
    const NAME: &'static str = "Address";
    const KEYS: &'static [&'static str] = &[];

    fn read(_: &mut rt::Members<'_>) -> Option<Self> {
        Some(Self)
    }

    fn write(&self, w: &mut rt::Writer<'_>) {
        w.put("streetAddress", &"123 Example Dr.".to_owned());
        w.put("city", &"Somewhere".to_owned());
        w.put("state", &"CA".to_owned());
        w.put("zip", &"99999+1234".to_owned());
    }
}

#[tokio::test]
async fn members_of_a_form_in_all_styles() {
    let list = json!(["a b", "c,d"]);
    let object = json!({"x": {"y": 1}, "z": ["p", "q"]});
    for (style, value, expected) in [
        (
            Style::CONTENT,
            &json!("a b+c&d=é~"),
            "m=a+b%2Bc%26d%3D%C3%A9~",
        ),
        (Style::CONTENT, &json!(1.5), "m=1.5"),
        (Style::CONTENT, &json!(null), "other=1"),
        (Style::CONTENT, &list, "m=a+b&m=c%2Cd"),
        (
            Style::CONTENT,
            &json!([{"a": 1}, null, {"a": 2}]),
            "m=%7B%22a%22%3A1%7D&m=%7B%22a%22%3A2%7D",
        ),
        (
            Style::content("application/json"),
            &list,
            "m=%22a+b%22&m=%22c%2Cd%22",
        ),
        (Style::FORM, &list, "m=a+b&m=c%2Cd"),
        (Style::FORM_JOINED, &list, "m=a+b,c%2Cd"),
        (Style::SPACE, &list, "m=a+b+c%2Cd"),
        (Style::PIPE, &list, "m=a+b%7Cc%2Cd"),
        (
            Style::DEEP_OBJECT,
            &object,
            "m%5Bx%5D%5By%5D=1&m%5Bz%5D=p&m%5Bz%5D=q",
        ),
        (Style::FORM.reserved(), &json!("/a?b&c"), "m=/a?b%26c"),
        (Style::JSON, &list, "m=%5B%22a+b%22%2C%22c%2Cd%22%5D"),
    ] {
        let request = sent(|mut call| {
            call.form("m", style, value);
            call.form("other", Style::CONTENT, &1_i64);
            call
        })
        .await;
        let expected = match expected {
            "other=1" => expected.to_owned(),
            _ => format!("{expected}&other=1"),
        };
        assert_eq!(text(&request), expected, "{style:?} {value}");
    }
}

#[tokio::test]
async fn a_value_as_a_whole_is_a_form_of_its_members() {
    let value = json!({"a b": "c d", "list": [1, 2], "none": null, "object": {"x": true}});
    let request = sent(|call| call.form_of(&value)).await;
    assert_eq!(
        text(&request),
        "a+b=c+d&list=1&list=2&object=%7B%22x%22%3Atrue%7D"
    );
}

#[tokio::test]
async fn members_of_a_value_as_a_whole_have_their_styles() {
    let value = json!({"arr": ["a", "b"], "d": {"x": "y"}, "rest": [1, 2]});
    let styles = [("arr", Style::PIPE), ("d", Style::DEEP_OBJECT)];
    let request = sent(|call| call.form_styled(&value, &styles)).await;
    assert_eq!(text(&request), "arr=a%7Cb&d%5Bx%5D=y&rest=1&rest=2");
}

/// OpenAPI 3.1.2, "Encoding `multipart` Media Types" and the table of default media types.
#[tokio::test]
async fn parts_by_type_with_names_and_headers() {
    let request = sent(|mut call| {
        call.part("id", Style::CONTENT, &7_i64);
        call.part("tags", Style::CONTENT, &json!(["a", "ü"]));
        call.part("address", Style::CONTENT, &json!({"city": "X"}));
        call.part("csv", Style::content("text/csv"), &"a;b".to_owned());
        call.part("deep", Style::DEEP_OBJECT, &json!({"a b": "c d"}));
        call.part("joined", Style::FORM_JOINED, &json!(["a b", "c"]));
        call.part("none", Style::CONTENT, &Option::<i64>::None);
        let image = rt::FilePart::new(Vec::new());
        let image = image
            .file_name("a\"b\r\n.png")
            .header("X-Rate-Limit-Limit", "5");
        call.files("image", Style::content("image/png"), [image]);
        call.files(
            "files",
            Style::CONTENT,
            [
                rt::FilePart::from("one"),
                rt::FilePart::new("two")
                    .file_name("2.txt")
                    .media_type("text/plain"),
                rt::FilePart::text("three"),
            ],
        );
        call
    })
    .await;
    let expected = [
        "--B\nContent-Disposition: form-data; name=\"id\"\n\n7\n",
        "--B\nContent-Disposition: form-data; name=\"tags\"\n\na\n",
        "--B\nContent-Disposition: form-data; name=\"tags\"\n\nü\n",
        "--B\nContent-Disposition: form-data; name=\"address\"\nContent-Type: application/json\n\n{\"city\":\"X\"}\n",
        "--B\nContent-Disposition: form-data; name=\"csv\"\nContent-Type: text/csv\n\na;b\n",
        "--B\nContent-Disposition: form-data; name=\"deep[a b]\"\n\nc d\n",
        "--B\nContent-Disposition: form-data; name=\"joined\"\n\na b,c\n",
        "--B\nContent-Disposition: form-data; name=\"image\"; filename=\"a%22b%0D%0A.png\"\n\
         Content-Type: image/png\nX-Rate-Limit-Limit: 5\n\n\n",
        "--B\nContent-Disposition: form-data; name=\"files\"; filename=\"files\"\n\
         Content-Type: application/octet-stream\n\none\n",
        "--B\nContent-Disposition: form-data; name=\"files\"; filename=\"2.txt\"\nContent-Type: text/plain\n\ntwo\n",
        "--B\nContent-Disposition: form-data; name=\"files\"\n\nthree\n",
        "--B--\n",
    ];
    assert_eq!(parts(&request), expected.concat().replace('\n', "\r\n"));
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
}

#[tokio::test]
async fn headers_of_parts_end_nothing() {
    for part in [
        rt::FilePart::new("x").header("X-A", "a\r\nX-B: c"),
        rt::FilePart::new("x").header("X A", "a"),
        rt::FilePart::new("x").media_type("text/plain\r\n\r\n"),
    ] {
        let why = refused(|mut call| {
            call.files("f", Style::CONTENT, [part]);
            call
        })
        .await;
        assert!(why.contains("cannot be sent"), "{why}");
    }
}

#[tokio::test]
async fn boundaries_differ_and_parts_can_be_given_by_hand() {
    let body = || {
        let body = rt::Multipart::new().text("purpose", "batch");
        body.file("file", "--part-")
            .file("file", rt::FilePart::text("x"))
    };
    let (one, other) = (
        sent(|call| call.multipart(body())).await,
        sent(|call| call.multipart(body())).await,
    );
    assert_ne!(one.header("content-type"), other.header("content-type"));
    assert_eq!(parts(&one), parts(&other));
}

#[tokio::test]
async fn files_are_read_while_they_are_sent() {
    // More than is read at once.
    let content: Vec<u8> = (0..200_000_u32).map(|at| b'a' + (at % 26) as u8).collect();
    let path = file("big.txt", &content);
    let request = sent(|call| call.bytes("text/plain", path.clone())).await;
    assert!(request.body == content, "the file as it is");
    assert_eq!(request.header("content-length"), Some("200000"));

    let request = sent(|mut call| {
        call.files("file", Style::CONTENT, [path.clone().into()]);
        call
    })
    .await;
    let sent = parts(&request);
    assert!(sent.starts_with(
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.txt\"\r\n"
    ));
    assert!(sent.len() > content.len());
    assert!(request.header("content-length").is_some());

    let why = refused(|call| call.bytes("text/plain", path.with_file_name("none"))).await;
    assert!(why.contains("cannot be read"), "{why}");
    std::fs::remove_file(path).expect("the file is there");
}

#[tokio::test]
async fn streams_go_out_once() {
    let stream = || rt::Body::stream(Chunks(vec!["ab", "", "cd"]));
    let request = sent(|call| call.bytes("application/octet-stream", stream())).await;
    assert_eq!(text(&request), "abcd");
    assert_eq!(request.header("transfer-encoding"), Some("chunked"));
    let request = sent(|call| call.bytes("application/octet-stream", stream().sized(4))).await;
    assert_eq!(text(&request), "abcd");
    assert_eq!(request.header("content-length"), Some("4"));

    let server = Recorder::start([Reply::status(204), Reply::status(204)]);
    let call = rt::Call::new(&client_of(&server), &UPLOAD).bytes("a/b", stream());
    let again = call.clone();
    call.send(rt::empty_answer).await.expect("an answer");
    let error = again.send(rt::empty_answer).await.expect_err("a refusal");
    assert!(error.to_string().contains("was sent before"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn options_may_hold_another_body() {
    let request = sent(|mut call| {
        call.form("a", Style::CONTENT, &1_i64);
        call.options(rt::CallOptions::new().body("application/xml", "<a>1</a>"));
        call
    })
    .await;
    assert_eq!(text(&request), "<a>1</a>");
    assert_eq!(request.header("content-type"), Some("application/xml"));
}

#[tokio::test]
async fn setting_a_member_again_replaces_it() {
    let request = sent(|mut call| {
        call.form("a", Style::CONTENT, &1_i64);
        call.form("a", Style::CONTENT, &2_i64);
        call
    })
    .await;
    assert_eq!(text(&request), "a=2");
}

#[tokio::test]
async fn one_body_is_sent_under_another_media_type() {
    let body = json!({"name": "a b", "ids": [1, 2], "at": {"x": 1.5}});
    let as_type = |media_type: &'static str| {
        let body = body.clone();
        move |mut call: rt::Call| {
            call.options(rt::CallOptions::new().content_type(media_type));
            call.json(&body)
        }
    };
    let form = "application/x-www-form-urlencoded";
    let request = sent(as_type(form)).await;
    assert_eq!(request.header("content-type"), Some(form));
    let mut pairs: Vec<&str> = text(&request).split('&').collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        ["at=%7B%22x%22%3A1.5%7D", "ids=1", "ids=2", "name=a+b"]
    );

    let written = parts(&sent(as_type("multipart/form-data")).await);
    for part in [
        "Content-Disposition: form-data; name=\"name\"\r\n\r\na b\r\n",
        "name=\"ids\"\r\n\r\n1\r\n",
        "name=\"at\"\r\nContent-Type: application/json\r\n\r\n{\"x\":1.5}\r\n",
    ] {
        assert!(written.contains(part), "{written}");
    }

    for label in [
        "text/json",
        "application/merge-patch+json",
        "application/apply-patch+yaml",
    ] {
        let request = sent(as_type(label)).await;
        assert_eq!(request.header("content-type"), Some(label));
        assert_eq!(
            serde_json::from_slice::<serde_json::Value>(&request.body).ok(),
            Some(body.clone())
        );
    }
    let why = refused(as_type("application/xml")).await;
    assert!(
        why.contains("`application/xml`") && why.contains("CallOptions::body"),
        "{why}"
    );
    let why = refused(|mut call| {
        call.options(rt::CallOptions::new().content_type(form));
        call.json(&vec![1])
    });
    assert!(why.await.contains("no object"));
}

#[tokio::test]
async fn members_of_forms_are_sent_as_parts_or_as_json() {
    let options = |media_type| rt::CallOptions::new().content_type(media_type);
    let request = sent(|mut call| {
        call.form("a", Style::CONTENT, &"x".to_owned());
        call.form("n", Style::CONTENT, &2);
        call.options(options("application/json"));
        call
    });
    assert_eq!(text(&request.await), r#"{"a":"x","n":2}"#);
    let request = sent(|mut call| {
        call.form("a", Style::CONTENT, &"x".to_owned());
        call.options(options("multipart/form-data"));
        call
    });
    assert!(parts(&request.await).contains("name=\"a\"\r\n\r\nx\r\n"));
    let why = refused(|mut call| {
        call.files("file", Style::CONTENT, ["x".into()]);
        call.options(options("application/json"));
        call
    });
    assert!(why.await.contains("`file` is a file"));
}

#[tokio::test]
async fn undeclared_members_are_added_to_bodies() {
    let options = || {
        rt::CallOptions::new()
            .member("beta", true)
            .member("l", json!([1]))
    };
    let request = sent(|mut call| {
        call.options(options());
        call.json(&json!({"price": {"from": 1.0}}))
    });
    let written = r#"{"price":{"from":1.0},"beta":true,"l":[1]}"#;
    assert_eq!(text(&request.await), written);
    let request = sent(|mut call| {
        call.options(options());
        call.json(&json!({}))
    });
    assert_eq!(text(&request.await), r#"{"beta":true,"l":[1]}"#);
    let request = sent(|mut call| {
        call.form("a", Style::CONTENT, &1);
        call.options(options());
        call
    });
    assert_eq!(text(&request.await), "a=1&beta=true&l=1");
    let request = sent(|mut call| {
        call.part("a", Style::CONTENT, &1);
        call.options(options());
        call
    });
    assert!(parts(&request.await).contains("name=\"beta\"\r\n\r\ntrue\r\n"));

    for (body, why) in [
        (json!({"beta": 1}), "`beta` already"),
        (json!([]), "no object"),
    ] {
        let told = refused(|mut call| {
            call.options(options());
            call.json(&body)
        });
        assert!(told.await.contains(why), "{why}");
    }
    let told = refused(|mut call| {
        call.options(options());
        call
    });
    assert!(told.await.contains("no body"));
}
