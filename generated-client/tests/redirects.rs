//! Where are redirects followed, and what goes there?

mod support;

use gcore_client::runtime as rt;
use gcore_client::{ErrorKind, testing};
use support::{CREATE, GET, KEYED, Recorder, Reply};

const KEY: &str = "s3cr3t-key";

/// What becomes of a call that a server on this machine answers so.
async fn send(
    server: &Recorder,
    operation: &'static rt::Operation,
) -> Result<rt::Response<Vec<i64>>, rt::Error> {
    let client = rt::ClientBuilder::new(&KEYED).base_url(server.base_url());
    let client = client.api_key(KEY).build().expect("a client");
    let call = rt::Call::new(&client, operation);
    call.send(rt::json_answer).await
}

async fn error_of(reply: Reply) -> rt::Error {
    let server = Recorder::start([reply]);
    send(&server, &GET).await.expect_err("a redirect")
}

#[tokio::test]
async fn redirects_stay_with_their_host() {
    let other = Recorder::start([Reply::json(200, "[]")]);
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = format!("{}/x?signature=hunter2", other.base_url());
        let error = error_of(Reply::status(status).header("Location", elsewhere)).await;
        let told = (error.kind(), error.status());
        assert_eq!(told, (ErrorKind::Status, Some(status)));
        let text = error.to_string();
        assert!(
            text.contains("another host") && !text.contains("hunter2"),
            "{text}"
        );
    }
    assert_eq!(other.requests(), [], "nothing goes to another host");
    let secure = Reply::status(301).header("Location", "https://127.0.0.1/things");
    let text = error_of(secure).await.to_string();
    assert!(text.contains("the client's base URL is another"), "{text}");

    let server = Recorder::start([
        Reply::status(302).header("Location", "/there?x=1"),
        Reply::json(200, "[5]"),
    ]);
    assert_eq!(*send(&server, &GET).await.expect("an answer"), [5]);
    let requests = server.requests();
    assert_eq!(requests[1].target, "/there?x=1");
    assert_eq!(requests[1].header("x-api-key"), Some(KEY));
}

#[tokio::test]
async fn what_does_more_than_read_is_not_redirected() {
    let server = Recorder::start([Reply::status(307).header("Location", "/there")]);
    let error = send(&server, &CREATE).await.expect_err("a redirect");
    assert!(error.to_string().contains("POST"), "{error}");
    assert_eq!(server.requests().len(), 1, "a POST is not repeated");
}

#[tokio::test]
async fn five_redirects_in_a_row_are_followed_and_no_more() {
    let again = |count| (0..count).map(|_| Reply::status(302).header("Location", "/again"));
    let server = Recorder::start(again(5).chain([Reply::json(200, "[5]")]));
    assert_eq!(*send(&server, &GET).await.expect("an answer"), [5]);

    let server = Recorder::start(again(9));
    let error = send(&server, &GET).await.expect_err("a loop");
    assert!(error.to_string().contains("too many"), "{error}");
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn a_redirect_brings_no_login_of_its_own() {
    let server = testing::Server::new();
    let there = "https://user:pass@api.example.com/there";
    server.reply(testing::Reply::status(302).header("Location", there));
    server.reply(testing::Reply::json(200, "[5]"));
    let client = rt::ClientBuilder::new(&KEYED).base_url("https://api.example.com");
    let client = client.api_key(KEY).transport(server.clone()).build();
    let call = rt::Call::new(&client.expect("a client"), &GET);
    let answer = call.send(rt::json_answer::<Vec<i64>>).await;
    assert_eq!(*answer.expect("an answer"), [5]);
    let asked = &server.requests()[1];
    assert_eq!(asked.url.as_str(), "https://api.example.com/there");
    assert_eq!(asked.header("authorization"), None);
}
