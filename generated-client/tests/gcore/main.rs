//! The client against a server that plays Gcore, over real connections and in real time.
#![cfg(feature = "full")]

mod cloud;

use cloud::{Cloud, DELAY, KEY, Step};
use gcore_client::cloud::types::{Direction, Task, TaskState};
use gcore_client::runtime as rt;
use gcore_client::{CallOptions, Client, ErrorKind, Progress, RetryPolicy};
use std::time::{Duration, SystemTime};

const POST: &str = "POST /cloud/v2/security_groups/1/2/g/rules";
const POLLS: &str = "GET /cloud/v1/tasks/";

fn client(cloud: &Cloud) -> Client {
    let builder = Client::builder().base_url(cloud.base_url()).api_key(KEY);
    let builder = builder.retry(RetryPolicy::new().first_wait(Duration::from_millis(1)));
    let builder = builder.parameter("project_id", 1).parameter("region_id", 2);
    builder.build().expect("a client")
}

/// Creates a rule, and asks after its tasks without much of a pause.
fn create(client: &Client) -> rt::Waiting<Task> {
    let rules = client.cloud().security_groups().rules();
    let waiting = rules.create("g", Direction::Ingress).send_and_wait();
    waiting.interval(Duration::from_millis(1), Duration::from_millis(5))
}

#[tokio::test]
async fn all_tasks_are_waited_for_whatever_happens_on_the_way() {
    use Step::{Broken, Finished, Running, Vanished};
    let cloud = Cloud::start();
    cloud.plan([
        vec![Running, Broken, Running, Finished],
        vec![Finished],
        // Servers that have several copies of their data may not know a task yet.
        vec![Vanished, Running, Running, Running, Finished],
    ]);
    let done = create(&client(&cloud)).await.expect("all have finished");
    let ids: Vec<&str> = done.tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids, ["task-1", "task-2", "task-3"]);
    assert!(
        done.tasks
            .iter()
            .all(|task| task.state == TaskState::Finished)
    );
    assert_eq!(cloud.count(POST), 1);
    assert_eq!(cloud.count("GET /cloud/v1/tasks/task-2"), 1, "it was done");
    assert_eq!(cloud.count(POLLS), 4 + 1 + 5);
}

#[tokio::test]
async fn no_tasks_are_done() {
    let cloud = Cloud::start();
    let done = create(&client(&cloud))
        .await
        .expect("nothing is left to do");
    assert!(done.tasks.is_empty());
    assert_eq!((cloud.count(POST), cloud.count(POLLS)), (1, 0));
}

#[tokio::test]
async fn a_task_that_fails_is_told_with_its_reason() {
    let cloud = Cloud::start();
    cloud.plan([vec![Step::Running, Step::Failed], vec![Step::Running]]);
    let error = create(&client(&cloud)).await.expect_err("one has failed");
    assert_eq!(
        (error.kind(), error.task()),
        (ErrorKind::Task, Some("task-1"))
    );
    assert!(error.to_string().contains("there is no room"), "{error}");
    let task: Task = error.body_as().expect("the task");
    assert_eq!(task.state, TaskState::Error);
    assert_eq!(cloud.count(POST), 1);
}

#[tokio::test]
async fn a_task_that_is_gone_for_good_is_not_waited_for() {
    let cloud = Cloud::start();
    cloud.plan([vec![Step::Running, Step::Vanished]]);
    let error = create(&client(&cloud)).tolerate(3).await;
    let error = error.expect_err("it is gone");
    assert!(error.is_not_found(), "{error}");
    assert_eq!(cloud.count(POLLS), 1 + 4);
}

#[tokio::test]
async fn a_wait_ends_with_its_limit_or_its_future() {
    let cloud = Cloud::start();
    cloud.plan([vec![Step::Running]]);
    let waiting = create(&client(&cloud)).timeout(Duration::from_millis(200));
    let error = waiting.await.expect_err("it runs for ever");
    assert!(error.is_timeout(), "{error}");

    let cloud = Cloud::start();
    cloud.plan([vec![Step::Running]]);
    let mut progress = create(&client(&cloud)).progress();
    let first = progress.next().await.expect("a start").expect("an answer");
    assert!(matches!(first, Progress::Started(ids) if ids == ["task-1"]));
    assert!(matches!(progress.next().await, Some(Ok(Progress::Task(_)))));
    drop(progress);
    let polls = cloud.count(POLLS);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(cloud.count(POLLS), polls, "nobody asks any more");
}

static GROUPS: rt::Operation = rt::Operation {
    id: "groups",
    method: rt::Method::GET,
    path: "/cloud/v1/securitygroups/{project_id}/{region_id}",
    security: &[&["APIKey"]],
    accept: "application/json",
    server: None,
};

/// All groups of a server that has so many, of which some vanish with each page.
async fn groups(cloud: &Cloud, count: usize, vanishing: usize) -> Vec<u32> {
    cloud.groups(count, vanishing);
    let paging = rt::Paging::offset("offset").items("results").total("count");
    let items: rt::Items<u32> = rt::Call::new(&client(cloud), &GROUPS).items(paging);
    items.all().await.expect("pages")
}

#[tokio::test]
async fn pages_that_shrink_are_read_to_their_end() {
    let cloud = Cloud::start();
    assert_eq!(groups(&cloud, 25, 0).await, (0..25).collect::<Vec<_>>());
    // What moves to a page that was read already cannot be seen.
    let read = groups(&cloud, 25, 3).await;
    assert!(read.len() >= 15, "{read:?}");
    assert!(read.is_sorted_by(|one, next| one < next), "twice: {read:?}");
    assert!(cloud.count("GET /cloud/v1/securitygroups") <= 6);
}

#[tokio::test]
async fn a_refusal_is_kept_to_in_either_form() {
    let cloud = Cloud::start();
    for form in ["seconds", "date", "milliseconds"] {
        let now = SystemTime::now();
        let (header, value, wait) = match form {
            "seconds" => ("retry-after", "1".to_owned(), Duration::from_secs(1)),
            // It has whole seconds, so that less than two are left.
            "date" => {
                let date = http_date(now + Duration::from_secs(2));
                ("retry-after", date, Duration::from_secs(1))
            }
            _ => (
                "retry-after-ms",
                "150".to_owned(),
                Duration::from_millis(150),
            ),
        };
        cloud.refuse(header, value.clone());
        let done = create(&client(&cloud)).await;
        assert!(done.is_ok(), "{header}: {value}");
        assert!(SystemTime::now() >= now + wait, "{header}: {value}");
    }
    // It was refused unprocessed, so that it could be sent again.
    assert_eq!(cloud.count(POST), 6);
}

/// As `Retry-After` has it (RFC 9110, section 5.6.7).
fn http_date(time: SystemTime) -> String {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).expect("now");
    let seconds = i64::try_from(since.as_secs()).expect("this age");
    let time = jiff::Timestamp::from_second(seconds).expect("this age");
    let time = time.to_zoned(jiff::tz::TimeZone::UTC);
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[tokio::test]
async fn no_key_goes_to_another_host() {
    let (cloud, elsewhere) = (Cloud::start(), Cloud::start());
    cloud.lead_to(&elsewhere);
    let call = client(&cloud).request(rt::Method::GET, "/cloud/v1/away");
    let error = call.send(rt::empty_answer).await.expect_err("a redirect");
    assert!(error.to_string().contains("another host"), "{error}");
    assert_eq!(elsewhere.count(""), 0);
}

#[tokio::test]
async fn a_slow_body_has_the_time_it_is_given() {
    let cloud = Cloud::start();
    let slow = |limit| {
        let options = CallOptions::new()
            .attempt_timeout(limit)
            .retry(RetryPolicy::never());
        let call = client(&cloud)
            .request(rt::Method::GET, "/cloud/v1/slow")
            .with(options);
        call.send_json::<Vec<i64>>()
    };
    assert_eq!(*slow(DELAY * 20).await.expect("all of it"), [1, 2]);
    let error = slow(DELAY / 3).await.expect_err("half of it");
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn many_calls_at_a_time_are_sent_once_each() {
    let cloud = Cloud::start();
    let client = client(&cloud);
    let calls = (0..500).map(|number| {
        let call = client.cloud().tasks().get(format!("t{number}"));
        tokio::spawn(async move { call.await.is_ok() })
    });
    let calls: Vec<_> = calls.collect();
    for call in calls {
        assert!(call.await.expect("no panic"));
    }
    assert_eq!(cloud.count(POLLS), 500);
}
