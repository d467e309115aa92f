//! What callers get from answers, whole and broken ones.

mod support;

use std::time::Duration;

use gcore_client::runtime as rt;
use gcore_client::testing;
use serde_json::json;
use support::{KEYED, Recorder, Reply};

static GET: rt::Operation = rt::Operation {
    id: "get",
    method: rt::Method::GET,
    path: "/things/{id}",
    security: &[&["Key"]],
    accept: "application/json",
    server: None,
};

static HEAD: rt::Operation = rt::Operation {
    id: "head",
    method: rt::Method::HEAD,
    ..GET
};

const KEY: &str = "s3cr3t-key";

fn builder(server: &Recorder) -> rt::ClientBuilder {
    rt::ClientBuilder::new(&KEYED)
        .base_url(server.base_url())
        .api_key(KEY)
        // What is sent again is tested in retries.rs.
        .retry(rt::RetryPolicy::never())
}

fn call(server: &Recorder, operation: &'static rt::Operation) -> rt::Call {
    let client = builder(server).build().expect("a client");
    let mut call = rt::Call::new(&client, operation);
    call.path("id", &7_i64);
    call
}

async fn error_of(reply: Reply) -> rt::Error {
    let server = Recorder::start([reply]);
    let error = call(&server, &GET)
        .send(rt::json_answer::<Vec<i64>>)
        .await
        .expect_err("an error");
    assert!(
        !format!("{error} {error:?} {error:#?}").contains(KEY),
        "{error:?}"
    );
    error
}

#[tokio::test]
async fn an_answer_keeps_what_came_with_it() {
    let reply = Reply::json(201, "[1,2]")
        .header("X-Request-Id", "r-1")
        .header("X-Total", "9");
    let server = Recorder::start([reply]);
    let answer = call(&server, &GET)
        .send(rt::json_answer::<Vec<i64>>)
        .await
        .expect("an answer");
    assert_eq!(answer.len(), 2, "it dereferences to the value");
    assert_eq!((answer.status(), answer.request_id()), (201, Some("r-1")));
    assert_eq!(answer.headers()["x-total"], "9");
    assert_eq!(answer.raw_body().as_ref(), b"[1,2]");
    assert_eq!(answer.into_inner(), [1, 2]);
}

#[tokio::test]
async fn several_shapes_are_told_by_their_status() {
    #[derive(Debug, PartialEq)]
    enum Outcome {
        Ok(Vec<i64>),
        Text(String),
        NoContent,
    }
    let replies = [
        Reply::json(200, "[1]"),
        Reply::status(202)
            .header("Content-Type", "text/plain; charset=latin1")
            .body(*b"caf\xe9"),
        Reply::status(204),
        Reply::json(206, "[1]").header("X-Request-Id", "r-9"),
    ];
    let server = Recorder::start(replies);
    let send = || {
        call(&server, &GET).send(|raw| match raw.status() {
            200 => raw.json().map(Outcome::Ok),
            202 => raw.text().map(Outcome::Text),
            204 => raw.empty().map(|()| Outcome::NoContent),
            _ => raw.undocumented(),
        })
    };
    assert_eq!(*send().await.expect("an answer"), Outcome::Ok(vec![1]));
    assert_eq!(
        *send().await.expect("an answer"),
        Outcome::Text("café".to_owned())
    );
    assert_eq!(*send().await.expect("an answer"), Outcome::NoContent);
    let error = send().await.expect_err("a status nobody described");
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::Undocumented, Some(206))
    );
    assert_eq!(error.body_as::<Vec<i64>>().expect("the body"), [1]);
}

#[tokio::test]
async fn a_refusal_says_what_the_server_says() {
    let reply = Reply::json(
        404,
        r#"{"exception":"NotFound","message":"no such thing, s3cr3t-key"}"#,
    );
    let error = error_of(reply.header("X-Request-Id", "r-2")).await;
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::Status, Some(404))
    );
    assert!(error.is_not_found() && !error.is_retryable());
    assert_eq!(error.message().as_deref(), Some("no such thing, ***"));
    assert_eq!(
        error.to_string(),
        "GET /things/{id} answered 404 Not Found: no such thing, *** (request id r-2)"
    );
    let body: serde_json::Value = error.body_as().expect("the documented body");
    assert_eq!(body["exception"], "NotFound");
    assert_eq!(
        std::mem::size_of::<rt::Error>(),
        std::mem::size_of::<usize>()
    );
}

#[tokio::test]
async fn a_refusal_without_a_message_is_still_one() {
    let error = error_of(
        Reply::status(503)
            .header("Retry-After", "3")
            .body("<html>busy</html>"),
    )
    .await;
    assert_eq!(
        error.to_string(),
        "GET /things/{id} answered 503 Service Unavailable"
    );
    assert!(error.is_retryable());
    assert_eq!(error.headers().expect("headers")["retry-after"], "3");
    assert_eq!(error.body(), b"<html>busy</html>");
    let error = error_of(Reply::json(500, "{}").truncated()).await;
    assert_eq!(
        (error.status(), error.body()),
        (Some(500), b"{}".as_slice())
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_its_place() {
    let error = error_of(Reply::json(200, r#"[1,"two"]"#)).await;
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::Decode, Some(200))
    );
    assert!(
        error.excerpt().is_some_and(|text| text == r#"[1,"two"]"#),
        "{error}"
    );

    assert_eq!(error.json_path(), Some("[1]"));
    assert!(error.to_string().contains("at `[1]`"), "{error}");

    let server = Recorder::start([Reply::json(200, r#"{"password":"hunter2"}"#)]);
    let sending = call(&server, &GET).send_json::<std::collections::BTreeMap<String, i64>>();
    let error = sending.await.expect_err("a password is no number");
    assert_eq!(error.json_path(), Some("password"));
    assert!(
        !format!("{error} {error:?}").contains("hunter2"),
        "{error:?}"
    );

    let error = error_of(Reply::json(200, r#"{"password":"hunter2","id":1}"#)).await;
    assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");

    let error = error_of(
        Reply::status(200)
            .header("Content-Type", "text/html")
            .body("<html>login</html>"),
    )
    .await;
    assert!(error.to_string().contains("`text/html`"), "{error}");

    let error = error_of(Reply::status(200)).await;
    assert!(error.to_string().contains("no body"), "{error}");
}

#[tokio::test]
async fn json_is_read_whatever_it_is_called() {
    for reply in [
        Reply::status(200).body("[1]"),
        Reply::status(200)
            .header("Content-Type", "text/plain")
            .body("[1]"),
        Reply::json(200, "\u{feff}[1]"),
    ] {
        let server = Recorder::start([reply]);
        let answer = call(&server, &GET)
            .send(rt::json_answer::<Vec<i64>>)
            .await
            .expect("an answer");
        assert_eq!(*answer, [1]);
    }
}

#[tokio::test]
async fn bodies_that_end_early_are_errors() {
    let error = error_of(Reply::json(200, "[1]").truncated()).await;
    assert_eq!(error.kind(), rt::ErrorKind::Transport);
    assert!(error.is_retryable());

    let server = Recorder::start([Reply::json(200, "[1]").truncated()]);
    let mut stream = call(&server, &GET)
        .stream()
        .await
        .expect("a head")
        .into_inner();
    assert_eq!(
        stream.chunk().await.expect("a first chunk").as_deref(),
        Some(b"[1]".as_slice())
    );
    assert_eq!(
        stream
            .chunk()
            .await
            .expect_err("the end comes early")
            .kind(),
        rt::ErrorKind::Transport
    );
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let replies = [
        Reply::json(200, "[1,2,3]"),
        Reply::json(200, "[1,2,3]"),
        Reply::json(200, "[1,2,3]"),
    ];
    let server = Recorder::start(replies);
    let client = builder(&server).body_limit(6).build().expect("a client");
    let mut call = rt::Call::new(&client, &GET);
    call.path("id", &7_i64);
    let error = call
        .clone()
        .send(rt::json_answer::<Vec<i64>>)
        .await
        .expect_err("too long");
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::TooLarge, Some(200))
    );
    let stream = call.clone().stream().await.expect("a head").into_inner();
    assert_eq!(
        stream.collect().await.expect_err("too long").kind(),
        rt::ErrorKind::TooLarge
    );
    call.options(rt::CallOptions::new().body_limit(7));
    assert_eq!(
        *call
            .send(rt::json_answer::<Vec<i64>>)
            .await
            .expect("an answer"),
        [1, 2, 3]
    );
}

#[tokio::test]
async fn a_head_announces_a_length_it_does_not_send() {
    let server = Recorder::start([Reply::status(200).body(vec![b'x'; 1000])]);
    let client = builder(&server).body_limit(10).build().expect("a client");
    let mut call = rt::Call::new(&client, &HEAD);
    call.path("id", &7_i64);
    let answer = call.send(rt::empty_answer).await.expect("an answer");
    assert_eq!(answer.headers()["content-length"], "1000");
}

#[tokio::test]
async fn streams_give_bytes_type_and_length() {
    let reply = Reply::status(200)
        .header("Content-Type", "application/pdf")
        .body(vec![7; 300_000]);
    let server = Recorder::start([reply, Reply::json(404, r#"{"message":"gone"}"#)]);
    let stream = call(&server, &GET)
        .stream()
        .await
        .expect("a head")
        .into_inner();
    assert_eq!(stream.content_type(), Some("application/pdf"));
    assert_eq!(stream.content_length(), Some(300_000));
    assert_eq!(stream.collect().await.expect("all bytes").len(), 300_000);
    let error = call(&server, &GET).stream().await.expect_err("a refusal");
    assert_eq!(error.message().as_deref(), Some("gone"));
}

#[tokio::test]
async fn time_limits_are_kept() {
    let slow = || Reply::json(200, "[]").after(Duration::from_secs(5));
    let server = Recorder::start([slow(), slow()]);
    let client = builder(&server)
        .timeout(Duration::from_millis(50))
        .build()
        .expect("a client");
    let mut of_client = rt::Call::new(&client, &GET);
    of_client.path("id", &7_i64);
    let mut of_call = call(&server, &GET);
    of_call.options(rt::CallOptions::new().timeout(Duration::from_millis(50)));
    for call in [of_client, of_call] {
        let error = call
            .send(rt::json_answer::<Vec<i64>>)
            .await
            .expect_err("too late");
        assert_eq!(error.kind(), rt::ErrorKind::Timeout);
        assert!(error.is_timeout() && error.is_retryable());
    }
}

#[tokio::test]
async fn no_server_is_told() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .expect("a port");
    let client = rt::ClientBuilder::new(&KEYED)
        .base_url(format!("http://{port}/base"))
        .api_key(KEY)
        .retry(rt::RetryPolicy::never())
        .build();
    let mut call = rt::Call::new(&client.expect("a client"), &GET);
    call.path("id", &7_i64);
    let error = call
        .send(rt::json_answer::<Vec<i64>>)
        .await
        .expect_err("nobody listens");
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::Connect, None)
    );
    assert!(
        error
            .to_string()
            .starts_with("GET /things/{id}: no connection"),
        "{error}"
    );
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn what_a_server_says_without_a_type_is_told_unless_it_is_markup() {
    for (body, told) in [
        ("no such thing", "404 Not Found: no such thing"),
        ("\u{feff}{\"message\": \"gone\"}", "404 Not Found: gone"),
        ("<h1>Not Found</h1>", "404 Not Found"),
        ("", "404 Not Found"),
    ] {
        let error = error_of(Reply::status(404).body(body)).await;
        assert!(error.to_string().ends_with(told), "{error}");
    }
}

/// Some servers on Windows begin every text so.
#[tokio::test]
async fn a_byte_order_mark_is_no_part_of_an_answer() {
    let marked = |text: &str| testing::Reply::status(200).body(format!("\u{feff}{text}"));
    let server = testing::Server::new();
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.api_key(KEY).transport(server.clone()).build();
    let client = client.expect("a client");
    let call = || client.request(rt::Method::GET, "/x");

    server.reply(marked("text").header("content-type", "text/plain"));
    let text = call().send(rt::text_answer).await.expect("text");
    assert_eq!(*text, "text");

    let secret = marked(r#"{"password": "hunter2", "size": 1}"#);
    server.reply(secret.header("content-type", "text/plain"));
    let error = call().send_json::<Vec<i64>>().await.expect_err("no list");
    let told = format!("{error:?}");
    assert!(told.contains("size") && !told.contains("hunter2"), "{told}");
    assert!(!told.contains("not JSON"), "{told}");
    let body = error.body_as::<serde_json::Value>().expect("JSON");
    assert_eq!(body["size"], 1);
}

/// A server repeats a key as its own JSON writes it, or without the word that stands before it.
#[tokio::test]
async fn a_key_is_hidden_however_it_is_repeated() {
    for (key, repeated) in [
        ("se\"cr\\et/key", "se\"cr\\et/key"),
        ("Bearer s3cr3t", "s3cr3t"),
    ] {
        let server = testing::Server::new();
        let json = json!({"state": 7, "said": repeated}).to_string();
        let html = || testing::Reply::status(200).header("content-type", "text/html");
        for reply in [
            testing::Reply::json(400, json!({"message": repeated}).to_string()),
            testing::Reply::json(200, json.clone()),
            testing::Reply::json(200, format!("{json} and more")),
            html().body(format!("<p>{repeated}")),
        ] {
            server.reply(reply);
            let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
            let client = client.api_key(key).transport(server.clone()).build();
            let call = client.expect("a client").request(rt::Method::GET, "/x");
            let error = call.send_json::<Vec<i64>>().await.expect_err("no list");
            let told = format!("{error} {error:?}");
            assert!(told.contains("***"), "{told}");
            assert!(
                !told.contains("et/key") && !told.contains("s3cr3t"),
                "{told}"
            );
        }
    }
}

/// What goes out is marked, so that no log of a transport or hook shows it.
#[tokio::test]
async fn a_request_prints_no_secret() {
    let server = testing::Server::new();
    server.reply(testing::Reply::status(204));
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.api_key(KEY).transport(server.clone()).build();
    let mut call = rt::Call::new(&client.expect("a client"), &GET);
    call.path("id", &7_i64);
    call.cookie("session", rt::Style::FORM, &"hunter2".to_owned());
    let options = rt::CallOptions::new().header("X-Token", "hunter3");
    call.options(options.header("Cookie", "other=hunter4"));
    call.send(rt::empty_answer).await.expect("an answer");
    let requests = server.requests();
    for (name, value) in [
        ("x-api-key", KEY),
        ("cookie", "session=hunter2; other=hunter4"),
        ("x-token", "hunter3"),
    ] {
        assert_eq!(requests[0].header(name), Some(value));
    }
    let told = format!("{requests:?}");
    assert!(!told.contains(KEY) && !told.contains("hunter"), "{told}");
}

#[tokio::test]
async fn nothing_prints_the_key() {
    let reply = || {
        Reply::json(200, "[1]")
            .header("X-Echo", KEY)
            // Not ASCII.
            .header("X-Greeting", format!("grüß {KEY}"))
            .header("Set-Cookie", "session=hunter2")
    };
    let server = Recorder::start([reply()]);
    let client = builder(&server).build().expect("a client");
    let mut call = rt::Call::new(&client, &GET);
    call.path("id", &7_i64);
    call.options(
        rt::CallOptions::new()
            .header("X-Token", "hunter2")
            .query("token", "hunter2"),
    );
    let before = format!("{client:?} {client:#?} {call:?} {call:#?}");
    let answer = call
        .send(rt::json_answer::<Vec<i64>>)
        .await
        .expect("an answer");
    let after = format!("{answer:?} {:?}", answer.headers());
    for text in [before, after] {
        assert!(!text.contains(KEY) && !text.contains("hunter2"), "{text}");
    }
}
