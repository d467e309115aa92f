//! When calls are sent again, and when they must not be. Time is paused: waits take none.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use gcore_client::runtime as rt;
use gcore_client::testing::{Reply, Server};
use gcore_client::{Attempt, CallOptions, ErrorKind, Hook, Outcome, RetryPolicy};
use tokio::time::Instant;

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: Some("https://api.example.com"),
    base_url_env: None,
    schemes: &[],
    parameters: &[],
};

static GET: rt::Operation = rt::Operation {
    id: "get",
    method: rt::Method::GET,
    path: "/things/{id}",
    security: &[],
    accept: "application/json",
    server: None,
};
static CREATE: rt::Operation = rt::Operation {
    id: "create",
    method: rt::Method::POST,
    ..GET
};

/// What became of a call: the server that saw it, its answer, and the time it took.
struct Done {
    server: Server,
    result: Result<rt::Response<i64>, rt::Error>,
    took: Duration,
}

impl Done {
    fn sent(&self) -> usize {
        self.server.requests().len()
    }

    fn error(&self) -> &rt::Error {
        self.result.as_ref().expect_err("an error")
    }
}

async fn run(
    operation: &'static rt::Operation,
    replies: impl IntoIterator<Item = Reply>,
    set_up: impl FnOnce(rt::ClientBuilder) -> rt::ClientBuilder,
    options: CallOptions,
) -> Done {
    let server = Server::new();
    for reply in replies {
        server.reply(reply);
    }
    let builder = rt::ClientBuilder::new(&API).transport(server.clone());
    let client = set_up(builder).build().expect("a client");
    let mut call = rt::Call::new(&client, operation);
    call.path("id", &7_i64);
    call.options(options);
    let began = Instant::now();
    let result = call.json(&1_i64).send(rt::json_answer::<i64>).await;
    Done {
        server,
        result,
        took: began.elapsed(),
    }
}

async fn plainly(
    operation: &'static rt::Operation,
    replies: impl IntoIterator<Item = Reply>,
) -> Done {
    run(operation, replies, |builder| builder, CallOptions::new()).await
}

fn ok() -> Reply {
    Reply::json(200, "5")
}

fn failures() -> Vec<(&'static str, Reply)> {
    let mut all = vec![
        ("lost", Reply::lost()),
        ("cut", Reply::json(200, "5").cut()),
        ("no answer", Reply::never()),
    ];
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let name: &'static str = format!("{status}").leak();
        all.push((name, Reply::status(status)));
    }
    all
}

#[tokio::test(start_paused = true)]
async fn what_reads_is_sent_again_after_every_passing_failure() {
    for (name, failure) in failures() {
        let done = plainly(&GET, [failure.clone(), failure, ok()]).await;
        assert_eq!(done.sent(), 3, "{name}");
        let answer = done.result.expect(name);
        assert_eq!((*answer, answer.attempts()), (5, 3), "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_post_is_not_sent_again_when_it_may_have_arrived() {
    for (name, failure) in failures() {
        let done = plainly(&CREATE, [failure, ok()]).await;
        assert_eq!(done.sent(), 1, "{name}");
        assert_eq!(done.error().attempts(), 1, "{name}");
        assert!(!done.error().is_unsent(), "{name}");
    }
    let busy = Reply::status(503).header("Retry-After", "1");
    assert_eq!(plainly(&CREATE, [busy, ok()]).await.sent(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_post_is_sent_again_when_it_cannot_have_been_done() {
    let done = plainly(&CREATE, [Reply::not_sent(), Reply::not_sent(), ok()]).await;
    assert_eq!((done.sent(), done.result.is_ok()), (3, true));
    let refused = Reply::status(429).header("Retry-After", "1");
    let done = plainly(&CREATE, [refused, ok()]).await;
    assert_eq!((done.sent(), done.result.is_ok()), (2, true));

    let done = plainly(&CREATE, [Reply::not_sent(), Reply::lost(), ok()]).await;
    assert_eq!(done.sent(), 2, "the second may have arrived");
    assert!(!done.error().is_unsent());
    let done = plainly(&CREATE, vec![Reply::not_sent(); 3]).await;
    assert!(done.error().is_unsent() && done.error().kind() == ErrorKind::Connect);
}

#[tokio::test(start_paused = true)]
async fn a_post_is_sent_again_when_the_caller_says_that_it_may() {
    for (name, failure) in failures() {
        let key = CallOptions::new().header("Idempotency-Key", "k-1");
        let done = run(&CREATE, [failure.clone(), ok()], |builder| builder, key).await;
        assert_eq!(done.sent(), 2, "{name}");
        for request in done.server.requests() {
            assert_eq!(request.header("idempotency-key"), Some("k-1"));
        }
        let any = CallOptions::new().retry(RetryPolicy::new().repeat_any(true));
        let done = run(&CREATE, [failure, ok()], |builder| builder, any).await;
        assert_eq!(done.sent(), 2, "{name}");
        assert_eq!(done.server.requests()[1].body.as_ref(), b"1");
    }
}

#[tokio::test(start_paused = true)]
async fn what_will_not_pass_is_not_sent_again() {
    for status in [400, 401, 403, 404, 409, 422, 501] {
        let done = plainly(&GET, [Reply::status(status), ok()]).await;
        assert_eq!(done.sent(), 1, "{status}");
    }
    let done = plainly(&GET, [Reply::json(200, "{}"), ok()]).await;
    assert_eq!(
        (done.sent(), done.error().kind()),
        (1, ErrorKind::Decode),
        "a wrong answer stays wrong"
    );
}

#[tokio::test(start_paused = true)]
async fn the_wait_the_server_asks_for_is_kept() {
    const NOW: &str = "Sun, 06 Nov 1994 08:49:30 GMT";
    const THEN: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
    let asking =
        |name: &str, value: &str| Reply::status(429).header("Date", NOW).header(name, value);
    for (name, value, expected) in [
        ("Retry-After", "20", 20_000),
        ("Retry-After", THEN, 7_000),
        ("retry-after-ms", "1500", 1_500),
        ("Retry-After", "0", 0),
        ("Retry-After", "3600", 60_000),
        ("Retry-After", "99999999999999999999", 60_000),
    ] {
        let done = plainly(&CREATE, [asking(name, value), ok()]).await;
        assert_eq!(done.sent(), 2, "{name}: {value}");
        let took = done.took.as_millis();
        assert!((expected..expected + 10).contains(&took), "{value}: {took}");
    }
    let patient = |builder: rt::ClientBuilder| {
        builder.retry(RetryPolicy::new().longest_hint(Duration::from_secs(5000)))
    };
    let replies = [asking("Retry-After", "3600"), ok()];
    let patient = |builder: rt::ClientBuilder| patient(builder).timeout(Duration::from_secs(9000));
    let done = run(&GET, replies, patient, CallOptions::new()).await;
    assert!(done.took >= Duration::from_secs(3600), "{:?}", done.took);
}

#[tokio::test(start_paused = true)]
async fn every_limit_is_kept() {
    let seconds = Duration::from_secs;
    // Each attempt.
    let limits = |builder: rt::ClientBuilder| builder.attempt_timeout(seconds(3));
    let done = run(&GET, vec![Reply::never(); 3], limits, CallOptions::new()).await;
    assert_eq!((done.sent(), done.error().kind()), (3, ErrorKind::Timeout));
    assert!(
        (seconds(9)..seconds(11)).contains(&done.took),
        "{:?}",
        done.took
    );
    // The whole call, the client's and the call's own.
    let limits = |builder: rt::ClientBuilder| builder.timeout(seconds(4));
    let done = run(&GET, vec![Reply::never(); 3], limits, CallOptions::new()).await;
    assert_eq!((done.sent(), done.error().kind()), (1, ErrorKind::Timeout));
    assert!(
        done.error().to_string().contains("the call"),
        "{}",
        done.error()
    );
    assert!(
        (seconds(4)..seconds(5)).contains(&done.took),
        "{:?}",
        done.took
    );
    let options = CallOptions::new()
        .timeout(seconds(7))
        .attempt_timeout(seconds(3));
    let done = run(&GET, vec![Reply::never(); 4], |builder| builder, options).await;
    assert!(
        (seconds(6)..=seconds(7)).contains(&done.took),
        "{:?}",
        done.took
    );
    // No wait begins that cannot end in time.
    let busy = Reply::status(503).header("Retry-After", "30");
    let options = CallOptions::new().timeout(seconds(20));
    let done = run(&GET, [busy, ok()], |builder| builder, options).await;
    assert_eq!((done.sent(), done.error().status()), (1, Some(503)));
    assert!(done.took < seconds(1), "{:?}", done.took);
    assert_eq!(done.error().retry_after(), Some(seconds(30)));
}

/// Who asks for a token may have to ask a person.
#[tokio::test(start_paused = true)]
async fn the_limit_of_a_call_does_not_count_the_wait_for_a_token() {
    static WITH_TOKENS: rt::Api = rt::Api {
        schemes: &[rt::Scheme {
            name: "OAuth",
            place: rt::Place::Bearer,
            prefix: "",
            env: None,
        }],
        ..API
    };
    static SECURED: rt::Operation = rt::Operation {
        security: &[&["OAuth"]],
        ..GET
    };
    let server = Server::new();
    server.reply(ok().after(Duration::from_secs(4)));
    let builder = rt::ClientBuilder::new(&WITH_TOKENS).transport(server.clone());
    let client = builder.token_provider("OAuth", || async {
        tokio::time::sleep(Duration::from_secs(10)).await;
        Ok("token-of-today".to_owned())
    });
    let mut call = rt::Call::new(&client.build().expect("a client"), &SECURED);
    call.path("id", &7_i64);
    call.options(CallOptions::new().timeout(Duration::from_secs(5)));
    let answer = call.send(rt::json_answer::<i64>).await;
    assert_eq!(*answer.expect("an answer"), 5);
}

#[tokio::test(start_paused = true)]
async fn policies_hold_for_clients_and_for_calls() {
    let failing = || vec![Reply::lost(); 9];
    let policy = |builder: rt::ClientBuilder| builder.retry(RetryPolicy::new().retries(4));
    assert_eq!(
        run(&GET, failing(), policy, CallOptions::new())
            .await
            .sent(),
        5
    );
    let never = CallOptions::new().retry(RetryPolicy::never());
    assert_eq!(run(&GET, failing(), policy, never).await.sent(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_error_tells_of_every_attempt() {
    let refused = Reply::json(503, r#"{"message": "later"}"#);
    let done = plainly(&GET, [Reply::not_sent(), Reply::lost(), refused]).await;
    let error = done.error();
    assert_eq!((error.attempts(), error.status()), (3, Some(503)));
    let kinds: Vec<_> = error
        .earlier_attempts()
        .iter()
        .map(rt::Error::kind)
        .collect();
    assert_eq!(kinds, [ErrorKind::Connect, ErrorKind::Transport]);
    assert_eq!(
        error.to_string(),
        "GET /things/{id} answered 503 Service Unavailable: later (after 3 attempts)"
    );
}

#[tokio::test(start_paused = true)]
async fn a_stalled_refusal_keeps_its_status() {
    let server = StalledBody;
    let builder = rt::ClientBuilder::new(&API).transport(server);
    let client = builder.build().expect("a client");
    // Its body is not waited for beyond a moment, or the limit of the call.
    for (limit, took) in [(60, 5), (2, 2)] {
        let mut call = rt::Call::new(&client, &CREATE);
        call.path("id", &7_i64);
        call.options(CallOptions::new().timeout(Duration::from_secs(limit)));
        let began = Instant::now();
        let error = call.send(rt::empty_answer).await.expect_err("a refusal");
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Status, Some(409))
        );
        assert_eq!(began.elapsed().as_secs(), took);
    }
}

/// A refusal whose body never comes.
struct StalledBody;

impl gcore_client::Transport for StalledBody {
    fn send(&self, _: reqwest::Request) -> gcore_client::TransportFuture {
        struct Stalled;
        impl futures_core::Stream for Stalled {
            type Item = Result<rt::Bytes, gcore_client::TransportError>;
            fn poll_next(
                self: std::pin::Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Self::Item>> {
                std::task::Poll::Pending
            }
        }
        Box::pin(async {
            Ok(gcore_client::Answer {
                status: 409,
                headers: rt::HeaderMap::new(),
                body: gcore_client::AnswerBody::new(Stalled, None),
            })
        })
    }
}

#[derive(Default, Clone)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, line: String) {
        self.0.lock().expect("a lock").push(line);
    }
}

impl Hook for Log {
    fn before(&self, attempt: &mut Attempt<'_>) {
        let number = attempt.number.to_string().parse().expect("a value");
        attempt.headers.insert("x-attempt", number);
        self.add(format!(
            "{} {} {}",
            attempt.number, attempt.method, attempt.path
        ));
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome<'_>) {
        let again = outcome.retry_in.is_some();
        self.add(format!("{} {:?} {again}", attempt.number, outcome.status));
    }
}

#[tokio::test(start_paused = true)]
async fn hooks_see_and_change_every_attempt() {
    let log = Log::default();
    let hook = log.clone();
    let set_up = |builder: rt::ClientBuilder| builder.hook(hook);
    let done = run(&GET, [Reply::status(500), ok()], set_up, CallOptions::new()).await;
    assert_eq!(
        *log.0.lock().expect("a lock"),
        [
            "1 GET /things/{id}",
            "1 Some(500) true",
            "2 GET /things/{id}",
            "2 Some(200) false",
        ]
    );
    let numbers: Vec<_> = done.server.requests();
    let numbers: Vec<_> = numbers
        .iter()
        .map(|request| request.header("x-attempt"))
        .collect();
    assert_eq!(numbers, [Some("1"), Some("2")]);
}

/// What a hook adds is for its attempt alone.
#[tokio::test(start_paused = true)]
async fn what_hooks_add_does_not_add_up() {
    struct Signs;
    impl Hook for Signs {
        fn before(&self, attempt: &mut Attempt<'_>) {
            let number = attempt.number.into();
            attempt.headers.append("x-signature", number);
        }
    }
    let hooked = |builder: rt::ClientBuilder| builder.hook(Signs);
    let replies = [Reply::lost(), Reply::lost(), ok()];
    let done = run(&GET, replies, hooked, CallOptions::new()).await;
    let requests = done.server.requests();
    let signatures = requests.iter().map(|request| {
        let values = request.headers.get_all("x-signature").iter();
        values
            .filter_map(|value| value.to_str().ok())
            .collect::<Vec<_>>()
    });
    assert_eq!(signatures.collect::<Vec<_>>(), [["1"], ["2"], ["3"]]);
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_gives_it_up() {
    let server = Server::new();
    for _ in 0..3 {
        server.reply(Reply::lost());
    }
    let builder = rt::ClientBuilder::new(&API).transport(server.clone());
    let client = builder.build().expect("a client");
    let mut call = rt::Call::new(&client, &GET);
    call.path("id", &7_i64);
    let sending = call.send(rt::empty_answer);
    let given_up = tokio::time::timeout(Duration::from_millis(100), sending).await;
    assert!(given_up.is_err());
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_test_server_without_a_reply_says_so() {
    let done = plainly(&GET, []).await;
    assert!(
        done.error()
            .to_string()
            .contains("no reply for GET /things/7")
    );
}
