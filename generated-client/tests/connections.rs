//! What happens when connections break, over real ones: nothing is done twice.

mod support;

use std::time::Duration;

use gcore_client::runtime as rt;
use gcore_client::{CallOptions, ErrorKind, RetryPolicy};
use support::{CREATE, GET, KEYED, Recorder, Reply};

fn client(server: &Recorder) -> rt::Client {
    rt::ClientBuilder::new(&KEYED)
        .base_url(server.base_url())
        .api_key("s3cr3t")
        .retry(RetryPolicy::new().first_wait(Duration::ZERO))
        .build()
        .expect("a client")
}

async fn send(
    client: &rt::Client,
    operation: &'static rt::Operation,
) -> Result<rt::Response<i64>, rt::Error> {
    rt::Call::new(client, operation)
        .json(&7_i64)
        .send(rt::json_answer)
        .await
}

fn ok() -> Reply {
    Reply::json(200, "5")
}

#[tokio::test]
async fn a_get_outlives_broken_connections() {
    let server = Recorder::start([Reply::none(), ok().truncated(), ok()]);
    let answer = send(&client(&server), &GET).await.expect("an answer");
    assert_eq!((*answer, answer.attempts()), (5, 3));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_post_that_may_have_arrived_is_sent_once() {
    for reply in [Reply::none(), ok().truncated()] {
        let server = Recorder::start([reply, ok()]);
        let error = send(&client(&server), &CREATE).await.expect_err("a break");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1));
        assert!(!error.is_unsent());
        assert_eq!(server.requests().len(), 1, "no POST twice");
    }
    let slow = Recorder::start([ok().after(Duration::from_secs(5)), ok()]);
    let mut call = rt::Call::new(&client(&slow), &CREATE);
    call.options(CallOptions::new().attempt_timeout(Duration::from_secs(1)));
    let error = call
        .send(rt::json_answer::<i64>)
        .await
        .expect_err("too late");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    // A machine that is busy may not have seen it yet.
    assert!(slow.requests().len() <= 1, "no POST twice");
}

#[tokio::test]
async fn a_connection_that_closes_behind_an_answer_costs_nothing() {
    let server = Recorder::start((0..6).map(|_| ok().then_close()));
    let client = client(&server);
    for _ in 0..3 {
        send(&client, &GET).await.expect("an answer");
        // The server has closed; the client finds out before or while it sends.
        tokio::time::sleep(Duration::from_millis(20)).await;
        send(&client, &CREATE).await.expect("an answer");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(server.requests().len(), 6, "each request arrives once");
}

#[tokio::test]
async fn connections_that_close_at_once_are_made_again_for_a_get() {
    let server = Recorder::start([ok(), ok()]);
    server.close(2);
    assert!(send(&client(&server), &GET).await.is_ok());
    server.close(1);
    let client = client(&server);
    let error = send(&client, &CREATE).await.expect_err("a break");
    assert_eq!(error.attempts(), 1, "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_post_is_sent_when_there_is_a_connection_at_last() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let client = rt::ClientBuilder::new(&KEYED)
        .base_url(format!("http://{address}"))
        .api_key("s3cr3t")
        .retry(RetryPolicy::new().first_wait(Duration::ZERO))
        .build()
        .expect("a client");
    let error = send(&client, &CREATE).await.expect_err("nobody listens");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 3));
    assert!(error.is_unsent());
}

#[tokio::test]
async fn an_idempotency_key_is_made_for_each_call_and_kept_for_its_attempts() {
    let server = Recorder::start([Reply::none(), ok(), ok(), ok()]);
    let mut call = rt::Call::new(&client(&server), &CREATE);
    call.idempotency("X-Idempotency-Key");
    call.clone()
        .send(rt::json_answer::<i64>)
        .await
        .expect("an answer");
    call.clone()
        .send(rt::json_answer::<i64>)
        .await
        .expect("an answer");
    call.header("X-Idempotency-Key", rt::Style::SIMPLE, &"mine".to_owned());
    call.send(rt::json_answer::<i64>).await.expect("an answer");
    let requests = server.requests();
    let keys: Vec<&str> = requests
        .iter()
        .map(|request| request.header("x-idempotency-key").expect("a key"))
        .collect();
    assert_eq!(keys[0], keys[1], "one call, one key");
    assert_ne!(keys[1], keys[2], "another call, another key");
    assert_eq!((keys[0].len(), keys[3]), (36, "mine"));
}

#[tokio::test]
async fn retries_follow_no_redirect_to_another_host() {
    let other = Recorder::start([ok()]);
    let redirect = Reply::status(307).header("Location", other.base_url());
    let server = Recorder::start([Reply::status(503), redirect]);
    let error = send(&client(&server), &GET)
        .await
        .expect_err("another host");
    assert_eq!((error.status(), error.attempts()), (Some(307), 2));
    assert_eq!(other.requests(), [], "no key to another host");
}
