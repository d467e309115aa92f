//! Waiting for work that goes on after the answer. Time is paused: waits take none.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gcore_client::runtime as rt;
use gcore_client::testing::{Reply, Request, Server};
use gcore_client::{ErrorKind, Progress, Waiting};
use serde_json::{Value, json};
use tokio::time::Instant;

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: Some("https://api.example.com"),
    base_url_env: None,
    schemes: &[],
    parameters: &[rt::ClientParameter {
        name: "project",
        env: None,
    }],
};

static CREATE: rt::Operation = rt::Operation {
    id: "create",
    method: rt::Method::POST,
    path: "/{project}/things",
    security: &[],
    accept: "application/json",
    server: None,
};
static UPDATE: rt::Operation = rt::Operation {
    id: "update",
    method: rt::Method::PATCH,
    path: "/{project}/things/{thing}",
    ..CREATE
};
static GET: rt::Operation = rt::Operation {
    id: "get",
    method: rt::Method::GET,
    path: "/{project}/things/{thing}",
    ..CREATE
};

static TASKS: rt::LongRunning = rt::LongRunning {
    ids: "tasks",
    poll: rt::Operation {
        id: "task",
        method: rt::Method::GET,
        path: "/tasks/{task}",
        ..CREATE
    },
    variable: "task",
    status: "state",
    finished: &["FINISHED"],
    failed: &["ERROR"],
    reason: "error",
};

const CREATED: rt::Fetch = rt::Fetch {
    operation: &GET,
    id: Some(("thing", "created.things")),
};
const CHANGED: rt::Fetch = rt::Fetch {
    operation: &GET,
    id: None,
};

/// A server whose tasks answer one after the other, the last of them for ever.
fn server(tasks: &[(&str, &[Reply])]) -> Server {
    let server = Server::new();
    let ids: Vec<&str> = tasks.iter().map(|(id, _)| *id).collect();
    let started = json!({ "tasks": ids }).to_string();
    let replies = tasks
        .iter()
        .map(|(id, replies)| ((*id).to_owned(), replies.to_vec()));
    let replies: Arc<Mutex<BTreeMap<String, Vec<Reply>>>> = Arc::new(Mutex::new(replies.collect()));
    server.respond(move |request: &Request| {
        if let Some(id) = request.path().strip_prefix("/tasks/") {
            let mut replies = replies.lock().expect("a lock");
            return match replies.get_mut(id) {
                Some(left) if left.len() > 1 => left.remove(0),
                Some(last) => last[0].clone(),
                None => Reply::status(404),
            };
        }
        match request.method.as_str() {
            "GET" => Reply::json(200, json!(request.path()).to_string()),
            _ => Reply::json(200, started.clone()),
        }
    });
    server
}

fn task(state: &str) -> Reply {
    let things: &[&str] = if state == "FINISHED" { &["t-1"] } else { &[] };
    let body = json!({"state": state, "created": {"things": things}, "error": "no room"});
    Reply::json(200, body.to_string())
}

fn client(server: &Server) -> rt::Client {
    let builder = rt::ClientBuilder::new(&API).transport(server.clone());
    builder.parameter("project", 7).build().expect("a client")
}

fn create(server: &Server) -> Waiting<Value, String> {
    rt::Call::new(&client(server), &CREATE).wait(&TASKS, Some(CREATED))
}

#[tokio::test(start_paused = true)]
async fn a_body_given_by_options_is_not_sent_with_what_follows() {
    let server = server(&[("a", &[task("NEW"), task("FINISHED")])]);
    for options in [
        rt::CallOptions::new().body("text/plain", "x"),
        rt::CallOptions::new().member("b", 2),
    ] {
        let mut call = rt::Call::new(&client(&server), &CREATE).json(&json!({"a": 1}));
        call.options(options);
        call.wait::<Value, String>(&TASKS, Some(CREATED))
            .await
            .expect("finished tasks");
    }
    let (posts, others): (Vec<_>, Vec<_>) = server
        .requests()
        .into_iter()
        .partition(|request| request.method == "POST");
    let sent: Vec<&[u8]> = posts.iter().map(|request| &request.body[..]).collect();
    assert_eq!(sent, [&b"x"[..], br#"{"a":1,"b":2}"#]);
    assert!(others.len() > 2);
    assert!(others.iter().all(|request| request.body.is_empty()));
}

fn posts(server: &Server) -> usize {
    let requests = server.requests();
    requests
        .iter()
        .filter(|request| request.method == "POST")
        .count()
}

fn polls(server: &Server, id: &str) -> usize {
    let path = format!("/tasks/{id}");
    let requests = server.requests();
    requests
        .iter()
        .filter(|request| request.path() == path)
        .count()
}

#[tokio::test(start_paused = true)]
async fn all_tasks_are_waited_for_and_what_they_made_is_read() {
    let server = server(&[
        ("a", &[task("NEW"), task("FINISHED")]),
        (
            "b",
            &[
                task("NEW"),
                task("RUNNING"),
                task("RUNNING"),
                task("FINISHED"),
            ],
        ),
    ]);
    let end = create(&server).await.expect("finished tasks");
    assert_eq!(end.tasks.len(), 2);
    assert!(end.tasks.iter().all(|task| task["state"] == "FINISHED"));
    assert_eq!(
        (polls(&server, "a"), polls(&server, "b"), posts(&server)),
        (2, 4, 1)
    );
    assert_eq!(
        end.into_resource().as_deref(),
        Some("/7/things/t-1"),
        "read once"
    );
}

#[tokio::test(start_paused = true)]
async fn what_was_changed_is_read_by_the_variables_of_the_call() {
    for tasks in [&[("a", &[task("FINISHED")] as &[Reply])] as &[_], &[]] {
        let server = server(tasks);
        let mut call = rt::Call::new(&client(&server), &UPDATE);
        call.path("thing", &"t 9".to_owned());
        call.path("project", &8_i64);
        let end = call.wait::<Value, String>(&TASKS, Some(CHANGED)).await;
        assert_eq!(end.expect("done").resources, ["/8/things/t%209"]);
    }
}

#[tokio::test(start_paused = true)]
async fn no_tasks_are_done_at_once() {
    let server = server(&[]);
    let end = create(&server).await.expect("nothing to do");
    assert_eq!((end.tasks.len(), end.resources.len()), (0, 0));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_task_that_fails_is_an_error_that_has_the_task() {
    let server = server(&[
        ("a", &[task("FINISHED")]),
        ("b", &[task("NEW"), task("ERROR")]),
    ]);
    let error = create(&server).await.expect_err("a failed task");
    assert_eq!((error.kind(), error.task()), (ErrorKind::Task, Some("b")));
    assert_eq!(
        error.body_as::<Value>().expect("the task")["state"],
        "ERROR"
    );
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "GET /tasks/{task}: task b ended as ERROR: no room"
    );
    assert_eq!(posts(&server), 1);
}

#[tokio::test(start_paused = true)]
async fn polls_may_fail_now_and_then() {
    let nonsense = || Reply::json(200, "{}");
    let failures = [
        Reply::status(404),
        nonsense(),
        Reply::status(500),
        Reply::status(502),
        Reply::lost(),
        task("RUNNING"),
        Reply::json(200, "{").cut(),
        Reply::status(429).header("Retry-After", "1"),
        task("FINISHED"),
    ];
    let server = server(&[("a", &failures)]);
    create(&server).await.expect("a finished task");
    assert_eq!(posts(&server), 1);
}

/// The limit and the query of a call are those of its request, not of the polls.
#[tokio::test(start_paused = true)]
async fn limits_and_queries_of_the_call_do_not_hold_for_polls() {
    let slow = task("FINISHED").after(Duration::from_secs(9));
    let server = server(&[("a", &[slow])]);
    let options = rt::CallOptions::new().timeout(Duration::from_secs(2));
    let call = rt::Call::new(&client(&server), &CREATE).with(options.query("dry", "1"));
    let waiting = call.wait::<Value, String>(&TASKS, Some(CREATED));
    waiting.await.expect("a finished task");
    let requests = server.requests();
    let queries: Vec<&str> = requests.iter().map(Request::query).collect();
    assert_eq!(queries, ["dry=1", "", ""]);
}

#[tokio::test(start_paused = true)]
async fn failed_polls_are_counted_in_a_row() {
    let gone = || Reply::status(404);
    let polls = [
        gone(),
        task("RUNNING"),
        gone(),
        task("RUNNING"),
        gone(),
        task("FINISHED"),
    ];
    let done = create(&server(&[("a", &polls)])).tolerate(1).await;
    done.expect("never twice in a row");
    let error = create(&server(&[("a", &[gone(), gone(), task("FINISHED")])])).tolerate(1);
    assert!(error.await.expect_err("twice in a row").is_not_found());
}

#[tokio::test(start_paused = true)]
async fn what_several_tasks_were_about_is_read_once() {
    let server = server(&[("a", &[task("FINISHED")]), ("b", &[task("FINISHED")])]);
    let end = create(&server).await.expect("finished tasks");
    assert_eq!(end.tasks.len(), 2);
    assert_eq!(end.resources, ["/7/things/t-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_task_that_vanishes_or_is_forbidden_is_told() {
    for (status, polled) in [(404, 6), (403, 1)] {
        let server = server(&[("a", &[Reply::status(status)])]);
        let error = create(&server).await.expect_err("no task");
        assert_eq!((error.status(), error.task()), (Some(status), Some("a")));
        assert_eq!(polls(&server, "a"), polled, "{status}");
        assert!(
            error
                .to_string()
                .starts_with("task a cannot be asked after"),
            "{error}"
        );
    }
    let server = server(&[("a", &[Reply::status(404), task("FINISHED")])]);
    let error = create(&server)
        .tolerate(0)
        .await
        .expect_err("nothing is tolerated");
    assert!(error.is_not_found());
}

#[tokio::test(start_paused = true)]
async fn waits_grow_within_bounds_and_end() {
    let seconds = Duration::from_secs;
    let server = server(&[("a", &[task("RUNNING")])]);
    let began = Instant::now();
    let waiting = create(&server)
        .interval(seconds(2), seconds(5))
        .timeout(seconds(60));
    let error = waiting.await.expect_err("no end");
    assert_eq!(
        (error.kind(), error.task()),
        (ErrorKind::Timeout, Some("a"))
    );
    assert!(
        error.is_timeout() && error.to_string().contains("60s"),
        "{error}"
    );
    let took = began.elapsed();
    assert!((seconds(60)..seconds(61)).contains(&took), "{took:?}");
    // 2, 3, 4.5, and 5 from then on.
    assert_eq!(polls(&server, "a"), 3 + 10);

    // A poll that never ends does not hold the whole back.
    let stuck = self::server(&[("a", &[Reply::never()])]);
    let began = Instant::now();
    let error = create(&stuck)
        .timeout(seconds(30))
        .await
        .expect_err("no end");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(began.elapsed() < seconds(31));
}

#[tokio::test(start_paused = true)]
async fn progress_is_told_step_by_step() {
    let server = server(&[(
        "a",
        &[Reply::status(404), task("RUNNING"), task("FINISHED")],
    )]);
    let mut progress = create(&server).progress();
    let mut told = Vec::new();
    while let Some(step) = progress.next().await {
        told.push(match step.expect("no failure") {
            Progress::Started(ids) => format!("started {ids:?}"),
            Progress::Task(task) => format!("{}", task["state"]),
            Progress::PollFailed(error) => format!("{:?}", error.status()),
            Progress::Finished(end) => format!("{:?}", end.resources),
            other => format!("{other:?}"),
        });
    }
    assert_eq!(
        told,
        [
            "started [\"a\"]",
            "Some(404)",
            "\"RUNNING\"",
            "\"FINISHED\"",
            "[\"/7/things/t-1\"]"
        ]
    );
    assert!(progress.next().await.is_none(), "the end stays the end");
}

#[tokio::test(start_paused = true)]
async fn dropping_stops_the_waiting() {
    let server = server(&[("a", &[task("RUNNING")])]);
    let limit = Duration::from_secs(20);
    assert!(tokio::time::timeout(limit, create(&server)).await.is_err());
    let sent = server.requests().len();
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert_eq!(server.requests().len(), sent);
    // Nothing is sent before it is awaited.
    let untouched = self::server(&[]);
    drop(create(&untouched));
    assert_eq!(untouched.requests().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_failure_after_the_work_says_that_the_work_is_done() {
    let server = Server::new();
    server.reply(Reply::json(200, r#"{"tasks": "a"}"#));
    server.reply(task("FINISHED"));
    server.reply(Reply::status(403));
    let error = create(&server).await.expect_err("no reading");
    assert!(error.to_string().starts_with("the work is done"), "{error}");

    server.reply(Reply::json(200, "{}"));
    let error = create(&server).await.expect_err("no ids");
    assert!(error.to_string().contains("names no tasks"), "{error}");
    assert_eq!(posts(&server), 2, "never again");
}

#[tokio::test(start_paused = true)]
async fn the_limit_holds_from_the_first_request_to_the_last() {
    let seconds = Duration::from_secs;
    let stuck = Server::new();
    stuck.reply(Reply::never());
    let began = Instant::now();
    let error = create(&stuck)
        .timeout(seconds(5))
        .await
        .expect_err("no answer");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(began.elapsed() < seconds(6), "{:?}", began.elapsed());
    assert_eq!(posts(&stuck), 1);

    let server = Server::new();
    server.reply(Reply::json(200, r#"{"tasks": ["a"]}"#));
    server.reply(task("FINISHED"));
    server.respond(|_| Reply::never());
    let began = Instant::now();
    let error = create(&server)
        .timeout(seconds(5))
        .await
        .expect_err("no answer");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(began.elapsed() < seconds(6), "{:?}", began.elapsed());
    let said = "the work is done, but what it was about (thing t-1) cannot be read";
    assert!(error.to_string().starts_with(said), "{error}");

    // A limit of the call's own that is shorter stays.
    let stuck = Server::new();
    stuck.respond(|_| Reply::never());
    let mut call = rt::Call::new(&client(&stuck), &CREATE);
    call.options(rt::CallOptions::new().timeout(seconds(2)));
    let began = Instant::now();
    let waiting = call.wait::<Value, String>(&TASKS, Some(CREATED));
    waiting.timeout(seconds(50)).await.expect_err("no answer");
    assert!(began.elapsed() < seconds(3), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn any_interval_can_be_set() {
    let server = server(&[("a", &[task("RUNNING")])]);
    let seconds = Duration::from_secs;
    for (first, longest, expected) in [
        (Duration::MAX, Duration::MAX, 0..=0),
        (Duration::ZERO, seconds(10), 5..=30),
        (seconds(100), seconds(10), 5..=5),
    ] {
        let before = polls(&server, "a");
        let waiting = create(&server).interval(first, longest);
        let waiting = waiting.timeout(seconds(60));
        let error = waiting.await.expect_err("no end");
        assert_eq!(error.kind(), ErrorKind::Timeout);
        let polled = polls(&server, "a") - before;
        assert!(expected.contains(&polled), "{polled}");
    }
}

#[tokio::test(start_paused = true)]
async fn polls_come_when_the_server_asks_for_them() {
    let busy = || Reply::status(429).header("retry-after", "50");
    let server = server(&[("a", &[busy(), busy(), task("FINISHED")])]);
    let mut call = rt::Call::new(&client(&server), &CREATE);
    call.options(rt::CallOptions::new().retry(rt::RetryPolicy::never()));
    let began = Instant::now();
    let waiting = call.wait::<Value, String>(&TASKS, Some(CREATED));
    waiting.await.expect("a finished task");
    assert_eq!(polls(&server, "a"), 3);
    assert_eq!(began.elapsed().as_secs(), 101);
}

#[tokio::test(start_paused = true)]
async fn what_the_call_says_of_itself_is_not_said_of_polls() {
    let server = server(&[("a", &[task("FINISHED")])]);
    let mut call = rt::Call::new(&client(&server), &CREATE);
    let options = rt::CallOptions::new().header("X-Tenant", "7");
    call.options(
        options
            .header("Idempotency-Key", "k")
            .header("If-Match", "1")
            .header("Range", "bytes=0-1"),
    );
    let waiting = call.wait::<Value, String>(&TASKS, Some(CREATED));
    waiting.await.expect("a finished task");
    let requests = server.requests();
    assert_eq!(requests[0].header("idempotency-key"), Some("k"));
    for request in &requests[1..] {
        assert_eq!(request.header("x-tenant"), Some("7"));
        assert_eq!(request.header("idempotency-key"), None);
        assert_eq!(request.header("if-match"), None);
        assert_eq!(request.header("range"), None);
    }
}

/// A task that is not of its type does not end the waiting, which reads no more than its state.
#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_read_does_not_end_the_waiting() {
    let odd = |state: &str| Reply::json(200, json!({"state": state, "created": {}}).to_string());
    let typed = |server: &Server| {
        let call = rt::Call::new(&client(server), &CREATE);
        call.wait::<Vec<i64>, String>(&TASKS, Some(CREATED))
    };
    let server = server(&[("a", &[odd("RUNNING"), odd("FINISHED")])]);
    let mut progress = typed(&server).progress();
    let mut failed = 0;
    let error = loop {
        match progress.next().await.expect("a step") {
            Ok(Progress::PollFailed(error)) => {
                assert_eq!(error.kind(), ErrorKind::Decode);
                failed += 1;
            }
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(failed, 2);
    assert!(error.to_string().starts_with("the work is done"), "{error}");
    assert!(progress.next().await.is_none(), "an error is the end");
}

#[tokio::test(start_paused = true)]
async fn a_failure_says_that_other_tasks_are_left_alone() {
    let tasks: &[(&str, &[Reply])] = &[
        ("a", &[task("FINISHED")]),
        ("b", &[task("RUNNING"), task("ERROR")]),
        ("c", &[task("RUNNING")]),
    ];
    let error = create(&server(tasks)).await.expect_err("a failed task");
    assert_eq!((error.kind(), error.task()), (ErrorKind::Task, Some("b")));
    let said = "task b ended as ERROR: no room (others may still go on: 1)";
    assert!(error.to_string().ends_with(said), "{error}");
}

#[tokio::test]
async fn waiting_can_be_sent_between_threads() {
    fn is_send<T: Send + 'static>(_: T) {}
    let server = server(&[]);
    is_send(create(&server));
    is_send(create(&server).progress());
}
