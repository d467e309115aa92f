//! Answers that come in piece by piece: values one by one, and files.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;
use gcore_client::runtime as rt;
use rt::testing::{Reply, Server};
use serde_json::json;

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: Some("https://api.example.com"),
    base_url_env: None,
    schemes: &[],
    parameters: &[],
};

static WATCH: rt::Operation = rt::Operation {
    id: "watch",
    method: rt::Method::GET,
    path: "/watch",
    security: &[],
    accept: "application/json",
    server: None,
};

/// A call that gets this answer.
fn call(media_type: &str, body: &str) -> rt::Call {
    let server = Server::new();
    let reply = Reply::status(200).header("content-type", media_type);
    server.reply(reply.body(body.to_owned()));
    let client = rt::ClientBuilder::new(&API).transport(server).build();
    rt::Call::new(&client.expect("a client"), &WATCH)
}

#[tokio::test]
async fn json_lines_one_by_one() {
    let call = call("application/x-ndjson", "1\n\n2\r\n\"x\"\n3");
    let mut items = call.values(rt::json_lines::<i64>).await.expect("an answer");
    assert_eq!(items.next().await.expect("a value").ok(), Some(1));
    assert_eq!(items.next().await.expect("a value").ok(), Some(2));
    let error = items.next().await.expect("a value").expect_err("a text");
    assert_eq!(error.kind(), rt::ErrorKind::Decode);
    assert!(
        error.to_string().contains("a value of the answer"),
        "{error}"
    );
    assert_eq!(error.body(), b"\"x\"");
    // What cannot be read does not end the rest.
    assert_eq!(items.next().await.expect("a value").ok(), Some(3));
    assert!(items.next().await.is_none());
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_sequence_of_json_texts_as_a_stream() {
    let call = call(
        "application/json-seq",
        "\u{1e}{\"a\":\n1}\n\u{1e}{\"a\":2}\n",
    );
    let answer = call.values(rt::json_sequence::<rt::Json>).await;
    let mut items = answer.expect("an answer").into_inner();
    let mut found = Vec::new();
    while let Some(item) = poll_fn(|cx| Pin::new(&mut items).poll_next(cx)).await {
        found.push(item.expect("a value"));
    }
    assert_eq!(found, [json!({"a": 1}), json!({"a": 2})]);
}

#[tokio::test]
async fn events_by_what_the_document_says_of_them() {
    const EVENTS: &str =
        ": hello\n\nevent: add\nid: 7\ndata: {\"a\":\ndata: 1}\n\ndata: [DONE]\n\ndata: 5\n\n";
    let media_type = "text/event-stream; charset=utf-8";
    let answer = call(media_type, EVENTS)
        .values(rt::event_data::<rt::Json>)
        .await;
    let mut items = answer.expect("an answer");
    assert_eq!(
        items.next().await.expect("a value").ok(),
        Some(json!({"a": 1}))
    );
    assert_eq!(
        (items.event(), items.last_event_id()),
        (Some("add"), Some("7"))
    );
    assert!(items.next().await.is_none(), "`[DONE]` is the end");

    let answer = call(media_type, EVENTS).values(rt::event_text).await;
    let texts = answer.expect("an answer").into_inner().collect().await;
    assert_eq!(texts.expect("texts"), ["{\"a\":\n1}"]);

    let answer = call(media_type, EVENTS)
        .values(rt::event_objects::<rt::Json>)
        .await;
    let objects = answer.expect("an answer").into_inner().collect().await;
    assert_eq!(
        objects.expect("objects"),
        [
            json!({"event": "add", "id": "7", "data": "{\"a\":\n1}"}),
            json!({"data": "[DONE]"}),
            json!({"data": "5"}),
        ]
    );

    type Data = std::collections::BTreeMap<String, i64>;
    let numbers = call(media_type, "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n");
    let answer = numbers.values(rt::event_json_objects::<Data>).await;
    let objects = answer.expect("an answer").into_inner().collect().await;
    assert_eq!(
        objects.expect("objects"),
        [Data::from([("data".to_owned(), 1)])]
    );

    let answer = call(media_type, EVENTS).values(rt::events).await;
    let events = answer.expect("an answer").into_inner().collect().await;
    assert_eq!(events.expect("events")[0].event.as_deref(), Some("add"));
}

#[tokio::test]
async fn what_is_no_stream_of_events_is_told() {
    let answer = call("application/json", "{}").values(rt::events).await;
    let error = answer.expect_err("no events");
    assert!(error.to_string().contains("application/json"), "{error}");
}

#[tokio::test]
async fn a_value_larger_than_the_limit_ends_the_stream() {
    let mut call = call("application/jsonl", &format!("1\n{}\n", "2".repeat(5000)));
    call.options(rt::CallOptions::new().body_limit(1000));
    let mut items = call
        .values(rt::json_lines::<rt::Json>)
        .await
        .expect("an answer");
    let error = items.next().await.expect("a value").expect_err("too large");
    assert_eq!(error.kind(), rt::ErrorKind::TooLarge);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn another_media_type_may_be_asked_for() {
    let server = Server::new();
    server.reply(Reply::status(200));
    let client = rt::ClientBuilder::new(&API).transport(server.clone());
    let call = rt::Call::new(&client.build().expect("a client"), &WATCH);
    let _ = call.accept("text/csv").stream().await.expect("an answer");
    assert_eq!(server.requests()[0].header("accept"), Some("text/csv"));
}

#[tokio::test]
async fn an_answer_is_saved_in_a_file() {
    let path = std::env::temp_dir().join(format!("saved-{}.txt", std::process::id()));
    let stream = call("application/zip", "a file").stream().await;
    let stream = stream.expect("an answer").into_inner();
    assert_eq!(stream.save(&path).await.expect("a file"), 6);
    assert_eq!(std::fs::read(&path).expect("a file"), b"a file");
    std::fs::remove_file(&path).expect("the file is there");

    let stream = call("application/zip", "a file").stream().await;
    let stream = stream.expect("an answer").into_inner();
    let error = stream.save(path.join("none")).await.expect_err("no folder");
    assert_eq!(error.kind(), rt::ErrorKind::File);
}

#[tokio::test]
async fn headers_and_errors_have_the_types_of_the_document() {
    const RATE: rt::Header<i64> = rt::Header::new("X-Rate-Limit");
    const NOT_FOUND: rt::ErrorBody<Vec<i64>> = rt::ErrorBody::code(404);
    const OTHER: rt::ErrorBody<rt::Json> = rt::ErrorBody::other(&[], &[404]);
    let server = Server::new();
    server.reply(Reply::status(200).header("x-rate-limit", "5"));
    server.reply(Reply::json(404, "[1]").header("x-rate-limit", "0"));
    server.reply(Reply::json(404, "{}").header("x-rate-limit", "none"));
    let client = rt::ClientBuilder::new(&API).transport(server).build();
    let call = rt::Call::new(&client.expect("a client"), &WATCH);
    let answer = call
        .clone()
        .send(rt::empty_answer)
        .await
        .expect("an answer");
    assert_eq!(answer.header(RATE).and_then(Result::ok), Some(5));
    assert!(answer.header(rt::Header::<i64>::new("X-None")).is_none());
    let error = call
        .clone()
        .send(rt::empty_answer)
        .await
        .expect_err("an error");
    assert_eq!(error.documented(NOT_FOUND), Some(vec![1]));
    assert_eq!(error.documented(OTHER), None);
    assert_eq!(error.header(RATE).and_then(Result::ok), Some(0));
    assert!(error.header(rt::Header::<i64>::new("X-None")).is_none());
    let error = call.send(rt::empty_answer).await.expect_err("an error");
    assert_eq!(error.documented(NOT_FOUND), None, "not of its type");
    assert!(error.header(RATE).is_some_and(|read| read.is_err()));
}

#[tokio::test]
async fn values_go_out_as_lines() {
    let server = Server::new();
    server.reply(Reply::status(200));
    let client = rt::ClientBuilder::new(&API).transport(server.clone());
    let call = rt::Call::new(&client.build().expect("a client"), &WATCH);
    let call = call.json_lines("application/x-ndjson", &[json!({"a": "b\nc"}), json!(2)]);
    call.send(rt::empty_answer).await.expect("an answer");
    let request = &server.requests()[0];
    assert_eq!(&request.body[..], b"{\"a\":\"b\\nc\"}\n2\n");
    assert_eq!(request.header("content-type"), Some("application/x-ndjson"));
}
