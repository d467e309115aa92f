//! The calls of the documentation pages, on the wire: what is sent, byte for byte in structure, and
//! what is read from the answers that the pages show.
#![cfg(feature = "full")]
#![allow(
    deprecated,
    reason = "the document deprecates the update of a security group"
)]

#[path = "../examples/create_rule.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod create_rule;
mod support;
#[path = "../examples/update_group.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod update_group;

use gcore_client::cloud::types::{
    Direction, SecurityGroup, SecurityGroupProtocol, Task, TaskState, UpdateSecurityGroupRule,
};
use gcore_client::{Client, ErrorKind, Patch};
use serde_json::{Value, json};
use std::time::Duration;
use support::{Recorded, Recorder, Reply};

const GROUP: &str = "00000000-0000-4000-8000-000000000000";
const TASK: &str = "d478ae29-dedc-4869-82f0-96104425f565";

/// The answer that the page "Update security group" shows.
fn group() -> Value {
    json!({
        "created_at": "2019-06-18T11:56:16+0000",
        "description": "Some description",
        "id": GROUP,
        "name": "my_security_group",
        "project_id": 1337,
        "region": "Luxembourg 1",
        "region_id": 7,
        "revision_number": 1,
        "security_group_rules": [{
            "created_at": "2019-06-18T11:56:16+0000",
            "description": "Some description",
            "direction": "egress",
            "ethertype": "IPv4",
            "id": GROUP,
            "port_range_max": 80,
            "port_range_min": 80,
            "protocol": "tcp",
            "remote_group_id": "<string>",
            "remote_ip_prefix": "10.0.0.0/8",
            "revision_number": 0,
            "security_group_id": GROUP,
            "updated_at": "2019-06-18T11:57:00+0000"
        }],
        "tags_v2": [{"key": "my-tag", "read_only": false, "value": "my-tag-value"}],
        "updated_at": "2019-06-18T11:57:00+0000"
    })
}

fn client(server: &Recorder) -> Client {
    Client::builder()
        .api_key("1234$abcdef")
        .base_url(server.base_url())
        .parameter("project_id", "1")
        .parameter("region_id", "1")
        .build()
        .expect("the configuration is whole")
}

fn answering(answer: &Value) -> Recorder {
    Recorder::start([Reply::json(200, answer.to_string())])
}

/// Method, path, query, and the headers that the API asks for.
fn assert_request(request: &Recorded, method: &str, path: &str) {
    assert_eq!(request.method, method);
    assert_eq!(request.target, path);
    assert_eq!(request.header("authorization"), Some("apikey 1234$abcdef"));
    assert_eq!(request.header("accept"), Some("application/json"));
    let has_body = !request.body.is_empty();
    assert_eq!(
        request.header("content-type"),
        has_body.then_some("application/json")
    );
}

#[tokio::test]
async fn a_rule_is_created_as_the_page_says() {
    let server = answering(&json!({"tasks": [TASK]}));
    let answer = client(&server)
        .cloud()
        .security_groups()
        .rules()
        .create(GROUP, Direction::Ingress)
        .await
        .expect("an answer");
    assert_eq!(answer.tasks, [TASK]);
    let request = server.only();
    assert_request(
        &request,
        "POST",
        &format!("/cloud/v2/security_groups/1/1/{GROUP}/rules"),
    );
    assert_eq!(request.body, br#"{"direction":"ingress"}"#);
}

#[tokio::test]
async fn a_rule_has_every_member_that_is_set() {
    let server = answering(&json!({"tasks": []}));
    let answer = client(&server)
        .cloud()
        .security_groups()
        .rules()
        .create(GROUP, Direction::Egress)
        .project_id(7)
        .region_id(8)
        .description("Some description")
        .port_range_max(80)
        .port_range_min_null()
        .protocol(SecurityGroupProtocol::from("quic"))
        .remote_group_id(GROUP)
        .remote_ip_prefix("10.0.0.0/8")
        .await
        .expect("an answer");
    assert!(answer.tasks.is_empty());
    let request = server.only();
    assert_request(
        &request,
        "POST",
        &format!("/cloud/v2/security_groups/7/8/{GROUP}/rules"),
    );
    let expected = json!({
        "direction": "egress",
        "description": "Some description",
        "port_range_max": 80,
        "port_range_min": null,
        "protocol": "quic",
        "remote_group_id": GROUP,
        "remote_ip_prefix": "10.0.0.0/8",
    });
    assert_eq!(request.json(), expected);
}

#[tokio::test]
async fn the_example_waits_for_every_task() {
    let task = |state: &str, created: Value| {
        let task = json!({
            "id": TASK, "user_id": 1, "task_type": "create_security_group_rule", "state": state,
            "created_on": "2019-06-25T08:42:42Z", "created_resources": created,
        });
        Reply::json(200, task.to_string())
    };
    let server = Recorder::start([
        Reply::json(200, json!({"tasks": [TASK]}).to_string()),
        task("NEW", Value::Null),
        task("PAUSED", Value::Null),
        task(
            "FINISHED",
            json!({"security_group_rules": ["r1"], "later_kind": [1]}),
        ),
    ]);
    let client = client(&server);
    let at_once = Duration::from_millis(1);
    let end = create_rule::create_rule(&client, GROUP)
        .interval(at_once, at_once)
        .await
        .expect("a finished task");
    let created = end.tasks[0].created_resources.value();
    let created = created.expect("something was created");
    assert_eq!(
        created.security_group_rules.as_deref(),
        Some(&["r1".to_owned()][..])
    );
    assert_eq!(created.extra().get("later_kind"), Some(&json!([1])));

    let requests = server.requests();
    assert_eq!(requests.len(), 4);
    let expected = json!({
        "direction": "ingress", "ethertype": "IPv4", "protocol": "tcp", "port_range_min": 80,
        "port_range_max": 80, "remote_ip_prefix": "0.0.0.0/0", "description": "Web traffic",
    });
    assert_eq!(requests[0].json(), expected);
    for poll in &requests[1..] {
        assert_request(poll, "GET", &format!("/cloud/v1/tasks/{TASK}"));
    }
}

#[tokio::test]
async fn the_example_reports_a_task_that_fails() {
    let failed = json!({
        "id": TASK, "user_id": 1, "task_type": "create_security_group_rule", "state": "ERROR",
        "created_on": null, "error": "quota exceeded",
    });
    let server = answering(&json!({"tasks": [TASK]}));
    server.push(Reply::json(200, failed.to_string()));
    let at_once = Duration::from_millis(1);
    let error = create_rule::create_rule(&client(&server), GROUP)
        .interval(at_once, at_once)
        .await
        .expect_err("a task that failed");
    assert!(error.to_string().contains("quota exceeded"), "{error}");
    assert_eq!((error.kind(), error.task()), (ErrorKind::Task, Some(TASK)));
    let task: Task = error.body_as().expect("the task");
    assert_eq!(task.state, TaskState::Error);
}

#[tokio::test]
async fn three_states_of_tags_are_three_bodies() {
    let mut bodies = Vec::new();
    for state in 0..3 {
        let server = answering(&group());
        let client = client(&server);
        match state {
            0 => update_group::leave_tags(&client, GROUP, "web servers").await,
            1 => update_group::merge_tags(&client, GROUP).await,
            _ => update_group::remove_tags(&client, GROUP).await,
        }
        .expect("an answer");
        let request = server.only();
        assert_request(
            &request,
            "PATCH",
            &format!("/cloud/v1/securitygroups/1/1/{GROUP}"),
        );
        bodies.push(request.json());
    }
    let merged = json!({"tags": {"environment": "production", "old-tag": null}});
    assert_eq!(
        bodies,
        [
            json!({"name": "web servers"}),
            merged,
            json!({"tags": null})
        ]
    );
}

#[tokio::test]
async fn an_update_without_changes_sends_an_empty_object() {
    let server = answering(&group());
    client(&server)
        .cloud()
        .security_groups()
        .update(GROUP)
        .send()
        .await
        .expect("an answer");
    assert_eq!(server.only().body, b"{}");
}

#[tokio::test]
async fn rules_are_deleted_and_created_with_their_action() {
    let server = answering(&group());
    let old = [gcore_client::Uuid::from(GROUP)];
    update_group::replace_rules(&client(&server), GROUP, old)
        .await
        .expect("an answer");
    let expected = json!({"changed_rules": [
        {"action": "delete", "security_group_rule_id": GROUP},
        {
            "action": "create", "description": "HTTPS", "direction": "ingress",
            "port_range_max": 443, "port_range_min": 443, "protocol": "tcp",
        },
    ]});
    assert_eq!(server.only().json(), expected);
}

#[tokio::test]
async fn the_answer_of_the_page_is_read() {
    let server = answering(&group());
    let answer = client(&server)
        .cloud()
        .security_groups()
        .update(GROUP)
        .await
        .expect("an answer");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.created_at.as_str(), "2019-06-18T11:56:16+0000");
    assert!(
        answer.created_at.parse().is_ok(),
        "an offset without a colon is understood"
    );
    assert_eq!(answer.region, "Luxembourg 1");
    let rule = &answer.security_group_rules.as_ref().expect("rules")[0];
    assert_eq!(rule.protocol, Some(SecurityGroupProtocol::Tcp));
    assert_eq!(serde_json::to_value(&*answer).expect("JSON"), group());
}

#[test]
fn a_description_may_be_text_null_or_absent() {
    let read = |value: &Value| serde_json::from_value::<SecurityGroup>(value.clone());
    let mut value = group();
    assert_eq!(
        read(&value).expect("text").description,
        Patch::Value("Some description".into())
    );
    value["description"] = Value::Null;
    assert_eq!(read(&value).expect("null").description, Patch::Null);
    value
        .as_object_mut()
        .expect("an object")
        .remove("description");
    let absent = read(&value).expect("absent");
    assert_eq!(absent.description, Patch::Absent);
    assert_eq!(serde_json::to_value(absent).expect("JSON"), value);
}

#[test]
fn what_the_document_does_not_know_survives() {
    let mut value = group();
    value["security_group_rules"][0]["protocol"] = json!("quic");
    value["security_group_rules"][0]["later"] = json!({"a": 1});
    let read: SecurityGroup = serde_json::from_value(value.clone()).expect("read");
    assert_eq!(serde_json::to_value(read).expect("JSON"), value);

    let rule = json!({"action": "move", "to": 3});
    let read: UpdateSecurityGroupRule = serde_json::from_value(rule.clone()).expect("read");
    assert!(matches!(read, UpdateSecurityGroupRule::Unknown(_)));
    assert_eq!(serde_json::to_value(read).expect("JSON"), rule);
}

#[test]
fn what_is_wrong_is_named() {
    let mut value = group();
    value["security_group_rules"][0]
        .as_object_mut()
        .expect("an object")
        .remove("protocol");
    let error = serde_json::from_value::<SecurityGroup>(value)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("security_group_rules[0]") && error.contains("protocol"),
        "{error}"
    );

    let rule = json!({"action": "create", "direction": 1});
    let error = serde_json::from_value::<UpdateSecurityGroupRule>(rule)
        .unwrap_err()
        .to_string();
    assert!(error.contains("direction"), "{error}");
}

#[tokio::test]
async fn a_missing_project_is_told_before_anything_is_sent() {
    let server = answering(&group());
    let client = Client::builder()
        .api_key("k")
        .base_url(server.base_url())
        .build()
        .expect("whole");
    let error = client
        .cloud()
        .security_groups()
        .update(GROUP)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("project_id") && error.contains("GCORE_CLOUD_PROJECT_ID"),
        "{error}"
    );
    assert!(server.requests().is_empty());
}

/// What the vendor's own clients take from the environment, and where they send.
#[tokio::test]
async fn the_environment_and_the_address_are_those_of_the_vendors_clients() {
    let client = Client::builder().build().expect("a client");
    assert_eq!(client.base_url(), Some("https://api.gcore.com/"));
    let with_key = client.to_builder().api_key("k").build().expect("a client");
    let groups = with_key.cloud().security_groups();
    let error = groups.update(GROUP).project_id(1).await.unwrap_err();
    assert!(
        error.to_string().contains("GCORE_CLOUD_REGION_ID"),
        "{error}"
    );
    let error = client.cloud().tasks().get("t").await.unwrap_err();
    assert!(error.to_string().contains("GCORE_API_KEY"), "{error}");
}

#[test]
fn what_users_hold_is_shared_between_threads() {
    fn is_shared<T: Clone + Send + Sync + std::fmt::Debug + 'static>() {}
    fn is_sent<T: Send + std::fmt::Debug + 'static>() {}
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_shared::<Client>();
    is_shared::<gcore_client::ClientBuilder>();
    is_shared::<gcore_client::CallOptions>();
    is_shared::<gcore_client::RetryPolicy>();
    is_shared::<gcore_client::testing::Server>();
    is_sent::<gcore_client::Response<SecurityGroup>>();
    is_sent::<gcore_client::ByteStream>();
    is_sent::<gcore_client::ItemStream<SecurityGroup>>();
    is_error::<gcore_client::Error>();
}

#[tokio::test]
async fn an_error_tells_what_the_server_says_and_no_key() {
    let server = Recorder::start([Reply::json(404, r#"{"message": "no such group"}"#)]);
    let error = client(&server)
        .cloud()
        .security_groups()
        .update(GROUP)
        .await
        .unwrap_err();
    assert!(error.is_not_found());
    let text = format!("{error} {error:?}");
    assert!(
        text.contains("no such group") && text.contains("PATCH"),
        "{text}"
    );
    assert!(!text.contains("abcdef"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn a_task_that_fails_tells_why_and_no_key() {
    use gcore_client::testing;
    let server = testing::Server::new();
    let failed = json!({"id": "t", "state": "ERROR", "error": "no room for 777$abcdef",
        "task_type": "create_rule", "user_id": 1, "created_on": null});
    server.reply(testing::Reply::json(200, r#"{"tasks": ["t"]}"#));
    server.reply(testing::Reply::json(200, failed.to_string()));
    let client = Client::builder().api_key("777$abcdef").transport(server);
    let client = client.build().expect("a client");
    let rules = client.cloud().security_groups().rules();
    let create = rules.create(GROUP, "ingress").project_id(1).region_id(1);
    let error = create.send_and_wait().await.unwrap_err();
    assert_eq!((error.kind(), error.task()), (ErrorKind::Task, Some("t")));
    let text = format!("{error} {error:?}");
    assert!(text.contains("no room for ***"), "{text}");
    assert!(!text.contains("abcdef"), "{text}");
}
