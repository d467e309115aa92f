//! What calls send, as a server on this machine sees it.

mod support;

use gcore_client::runtime as rt;
use support::{Recorded, Recorder, Reply};

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: None,
    base_url_env: Some("TEST_BASE_URL"),
    schemes: &[
        rt::Scheme {
            name: "Key",
            place: rt::Place::Header("Authorization"),
            prefix: "apikey ",
            env: Some("TEST_KEY"),
        },
        rt::Scheme {
            name: "InQuery",
            place: rt::Place::Query("api key"),
            prefix: "",
            env: None,
        },
        rt::Scheme {
            name: "InCookie",
            place: rt::Place::Cookie("session"),
            prefix: "",
            env: None,
        },
    ],
    parameters: &[rt::ClientParameter {
        name: "project_id",
        env: Some("TEST_PROJECT_ID"),
    }],
};

static LIST: rt::Operation = rt::Operation {
    id: "list",
    method: rt::Method::GET,
    path: "/v1/{project_id}/things",
    security: &[&["Key"]],
    accept: "application/json",
    server: None,
};

static GET: rt::Operation = rt::Operation {
    id: "get",
    path: "/v1/things/{id}",
    ..LIST
};
static REPORT: rt::Operation = rt::Operation {
    id: "report",
    path: "/v1/reports/{id}.json",
    ..LIST
};
static CREATE: rt::Operation = rt::Operation {
    id: "create",
    method: rt::Method::POST,
    path: "/v1/things",
    ..LIST
};
static PUBLIC: rt::Operation = rt::Operation {
    id: "public",
    path: "/v1/public",
    security: &[],
    ..LIST
};
static QUERY_KEY: rt::Operation = rt::Operation {
    id: "query",
    path: "/q",
    security: &[&["InQuery"]],
    ..LIST
};
static COOKIE_KEY: rt::Operation = rt::Operation {
    id: "cookie",
    path: "/c",
    security: &[&["InCookie"]],
    ..LIST
};

fn client_of(server: &Recorder) -> rt::Client {
    builder(server).build().expect("a client")
}

fn builder(server: &Recorder) -> rt::ClientBuilder {
    rt::ClientBuilder::new(&API)
        .base_url(server.base_url())
        .api_key("s3cr3t-key")
}

fn answering() -> Recorder {
    Recorder::start([Reply::json(200, "{}")])
}

/// What the server gets of a call that is made by `fill`.
async fn sent(operation: &'static rt::Operation, fill: impl FnOnce(&mut rt::Call)) -> Recorded {
    let server = answering();
    let mut call = rt::Call::new(&client_of(&server), operation);
    fill(&mut call);
    call.send(rt::empty_answer).await.expect("an answer");
    server.only()
}

/// Why a call is not sent.
async fn refused(operation: &'static rt::Operation, fill: impl FnOnce(&mut rt::Call)) -> rt::Error {
    let server = answering();
    let mut call = rt::Call::new(&client_of(&server), operation);
    fill(&mut call);
    let error = call.send(rt::empty_answer).await.expect_err("a refusal");
    assert_eq!(server.requests(), [], "nothing is sent");
    error
}

#[tokio::test]
async fn a_request_has_what_the_operation_says_and_nothing_else() {
    let request = sent(&GET, |call| call.path("id", &7_i64)).await;
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("GET", "/v1/things/7")
    );
    let mut names: Vec<_> = request
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
    assert_eq!(request.header("authorization"), Some("apikey s3cr3t-key"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("test-client/1.2.3"));
}

#[tokio::test]
async fn a_json_body_is_sent_as_it_is_written() {
    let server = answering();
    let call = rt::Call::new(&client_of(&server), &CREATE);
    call.json(&vec![1_i64, 2])
        .send(rt::empty_answer)
        .await
        .expect("an answer");
    let request = server.only();
    assert_eq!(
        (request.method.as_str(), request.body.as_slice()),
        ("POST", b"[1,2]".as_slice())
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("content-length"), Some("5"));
}

#[tokio::test]
async fn a_post_without_body_says_so() {
    let request = sent(&CREATE, |_| ()).await;
    assert_eq!(request.header("content-length"), Some("0"));
    assert_eq!(request.header("content-type"), None);
}

#[tokio::test]
async fn hostile_path_values_stay_one_segment() {
    for (value, expected) in [
        ("a/b", "/v1/things/a%2Fb"),
        ("a b", "/v1/things/a%20b"),
        ("%2F", "/v1/things/%252F"),
        ("%2e%2e", "/v1/things/%252e%252e"),
        ("../x", "/v1/things/..%2Fx"),
        ("ü\n", "/v1/things/%C3%BC%0A"),
        ("a?b#c", "/v1/things/a%3Fb%23c"),
    ] {
        let request = sent(&GET, |call| call.path("id", &value.to_owned())).await;
        assert_eq!(request.target, expected);
    }
}

#[tokio::test]
async fn path_values_that_name_another_path_are_refused() {
    for value in ["", ".", ".."] {
        let error = refused(&GET, |call| call.path("id", &value.to_owned())).await;
        assert_eq!(error.kind(), rt::ErrorKind::Request, "{error}");
        assert_eq!(
            (error.method(), error.path()),
            (Some("GET"), Some("/v1/things/{id}"))
        );
    }
    assert!(
        refused(&REPORT, |call| call.path("id", &String::new()))
            .await
            .to_string()
            .contains("`id`")
    );
    let nothing = Option::<i64>::None;
    assert!(
        refused(&GET, |call| call.path("id", &nothing))
            .await
            .to_string()
            .contains("`id`")
    );
}

#[tokio::test]
async fn query_parameters_in_all_styles() {
    let list = vec!["a,b".to_owned(), "c d".to_owned()];
    let object = serde_json::json!({"name": ["x", "y"], "size": {"gte": 1}});
    let request = sent(&PUBLIC, |call| {
        call.query("form", rt::Style::FORM, &list);
        call.query("joined", rt::Style::FORM_JOINED, &list);
        call.query("space", rt::Style::SPACE, &list);
        call.query("pipe", rt::Style::PIPE, &list);
        call.query("deep", rt::Style::DEEP_OBJECT, &object);
        call.query("json", rt::Style::JSON, &serde_json::json!({"a": 1}));
        call.query("free", rt::Style::FORM.reserved(), &"/a:b&c".to_owned());
        call.query("filter[x]", rt::Style::FORM, &true);
        call.query("none", rt::Style::FORM, &Option::<i64>::None);
        call.query("empty", rt::Style::FORM_JOINED, &Vec::<String>::new());
        call.query("blank", rt::Style::FORM, &String::new());
    })
    .await;
    let expected = [
        "form=a%2Cb&form=c%20d",
        "joined=a%2Cb,c%20d",
        "space=a%2Cb%20c%20d",
        "pipe=a%2Cb%7Cc%20d",
        "deep%5Bname%5D=x&deep%5Bname%5D=y&deep%5Bsize%5D%5Bgte%5D=1",
        "json=%7B%22a%22%3A1%7D",
        "free=/a:b%26c",
        "filter%5Bx%5D=true",
        "blank=",
    ];
    assert_eq!(request.query(), expected.join("&"));
}

#[tokio::test]
async fn setting_again_replaces() {
    let request = sent(&LIST, |call| {
        call.path("project_id", &1_i64);
        call.path("project_id", &2_i64);
        call.query("limit", rt::Style::FORM, &1_i64);
        call.query("offset", rt::Style::FORM, &5_i64);
        call.query("limit", rt::Style::FORM, &2_i64);
    })
    .await;
    assert_eq!(request.target, "/v1/2/things?limit=2&offset=5");
}

#[tokio::test]
async fn headers_and_one_cookie_header() {
    let request = sent(&PUBLIC, |call| {
        call.header(
            "X-List",
            rt::Style::SIMPLE,
            &vec!["a".to_owned(), "b c".to_owned()],
        );
        call.header("X-None", rt::Style::SIMPLE, &Option::<i64>::None);
        call.cookie("one", rt::Style::FORM, &1_i64);
        call.cookie("two", rt::Style::FORM, &"b".to_owned());
    })
    .await;
    assert_eq!(request.header("x-list"), Some("a,b c"));
    assert_eq!(request.header("x-none"), None);
    assert_eq!(request.header("cookie"), Some("one=1; two=b"));
    for value in ["a\r\nX-Evil: 1", "a\0"] {
        refused(&PUBLIC, |call| {
            call.header("X-Text", rt::Style::SIMPLE, &value.to_owned())
        })
        .await;
    }
    refused(&PUBLIC, |call| {
        call.cookie("one", rt::Style::FORM, &"a; b=c".to_owned())
    })
    .await;
}

#[tokio::test]
async fn path_variables_come_from_the_client_unless_the_call_has_them() {
    let server = Recorder::start([Reply::status(204), Reply::status(204)]);
    let client = builder(&server)
        .parameter("project_id", 7)
        .build()
        .expect("a client");
    let call = rt::Call::new(&client, &LIST);
    call.clone()
        .send(rt::empty_answer)
        .await
        .expect("an answer");
    let mut call = call;
    call.path("project_id", &8_i64);
    call.send(rt::empty_answer).await.expect("an answer");
    let targets: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(targets, ["/v1/7/things", "/v1/8/things"]);

    let text = refused(&LIST, |_| ()).await.to_string();
    for part in [
        "`project_id`",
        "ClientBuilder::parameter",
        "TEST_PROJECT_ID",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn the_base_url_keeps_its_path_and_query() {
    for (suffix, expected) in [
        ("", "/v1/public"),
        ("/", "/v1/public"),
        ("/base", "/base/v1/public"),
        ("/base/", "/base/v1/public"),
        ("/base?x=1", "/base/v1/public?x=1"),
    ] {
        let server = answering();
        let url = format!("{}{suffix}", server.base_url());
        let client = rt::ClientBuilder::new(&API)
            .base_url(url)
            .build()
            .expect("a client");
        rt::Call::new(&client, &PUBLIC)
            .send(rt::empty_answer)
            .await
            .expect("an answer");
        assert_eq!(server.only().target, expected);
    }
}

#[tokio::test]
async fn without_a_server_the_base_url_is_asked_for() {
    let client = rt::ClientBuilder::new(&API).build().expect("a client");
    let error = rt::Call::new(&client, &PUBLIC)
        .send(rt::empty_answer)
        .await
        .expect_err("no base URL");
    assert_eq!(error.kind(), rt::ErrorKind::Config);
    let text = error.to_string();
    assert!(
        text.contains("base_url") && text.contains("TEST_BASE_URL"),
        "{text}"
    );
}

#[tokio::test]
async fn credentials_go_where_the_operation_says() {
    assert_eq!(sent(&PUBLIC, |_| ()).await.header("authorization"), None);

    let server = Recorder::start([Reply::status(204), Reply::status(204)]);
    let client = builder(&server)
        .credential("InQuery", "a&b")
        .credential("InCookie", "abc")
        .build()
        .expect("a client");
    rt::Call::new(&client, &QUERY_KEY)
        .send(rt::empty_answer)
        .await
        .expect("an answer");
    let mut call = rt::Call::new(&client, &COOKIE_KEY);
    call.cookie("other", rt::Style::FORM, &1_i64);
    call.send(rt::empty_answer).await.expect("an answer");
    let requests = server.requests();
    assert_eq!(requests[0].target, "/q?api%20key=a%26b");
    assert_eq!(requests[1].header("cookie"), Some("other=1; session=abc"));
    assert!(
        requests
            .iter()
            .all(|request| request.header("authorization").is_none())
    );
}

#[tokio::test]
async fn missing_credentials_are_told_before_anything_is_sent() {
    let server = answering();
    let client = rt::ClientBuilder::new(&API)
        .base_url(server.base_url())
        .build()
        .expect("a client");
    let mut call = rt::Call::new(&client, &GET);
    call.path("id", &1_i64);
    let error = call
        .send(rt::empty_answer)
        .await
        .expect_err("no credentials");
    assert_eq!(error.kind(), rt::ErrorKind::Credentials);
    assert!(error.to_string().contains("TEST_KEY"), "{error}");
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn options_add_but_do_not_take_the_place_of_credentials() {
    let options = || {
        rt::CallOptions::new()
            .header("X-Trace", "7")
            .header("Accept", "text/csv")
            .query("debug", "a b")
    };
    let request = sent(&PUBLIC, |call| {
        call.query("q", rt::Style::FORM, &1_i64);
        call.options(options());
    })
    .await;
    assert_eq!(request.query(), "q=1&debug=a%20b");
    assert_eq!(request.header("x-trace"), Some("7"));
    assert_eq!(request.header("accept"), Some("text/csv"));

    let id = |call: &mut rt::Call| call.path("id", &1_i64);
    for name in ["Authorization", "authorization", "Host", "Content-Length"] {
        let error = refused(&GET, |call| {
            id(call);
            call.options(rt::CallOptions::new().header(name, "mine"));
        })
        .await;
        assert_eq!(error.kind(), rt::ErrorKind::Request, "{error}");
    }
}

#[tokio::test]
async fn what_is_not_in_the_document_can_be_called() {
    let server = Recorder::start([Reply::json(200, r#"{"a":1}"#), Reply::status(204)]);
    let client = client_of(&server);
    let answer = client
        .request(rt::Method::GET, "/v9/new#a?x=1#b")
        .send_json::<serde_json::Value>()
        .await;
    assert_eq!(*answer.expect("an answer"), serde_json::json!({"a": 1}));
    client
        .request(rt::Method::other("PURGE"), "/a%2Fb")
        .send(rt::empty_answer)
        .await
        .expect("an answer");
    let requests = server.requests();
    assert_eq!(requests[0].target, "/v9/new%23a?x=1%23b");
    assert_eq!(
        requests[0].header("authorization"),
        Some("apikey s3cr3t-key")
    );
    assert_eq!(
        (requests[1].method.as_str(), requests[1].target.as_str()),
        ("PURGE", "/a%2Fb")
    );
    for path in ["v1", "/a/../b", "/%2e%2e/b", "//evil.example.com/x/.."] {
        let error = client
            .request(rt::Method::GET, path)
            .send(rt::empty_answer)
            .await
            .expect_err(path);
        assert_eq!(error.kind(), rt::ErrorKind::Request, "{error}");
    }
}

#[tokio::test]
async fn futures_can_be_sent_between_threads() {
    fn is_send<T: Send + 'static>(value: T) -> T {
        value
    }
    let server = answering();
    let call = rt::Call::new(&client_of(&server), &PUBLIC);
    is_send(call.send(rt::empty_answer))
        .await
        .expect("an answer");
}

#[tokio::test]
async fn an_operation_may_have_a_server_of_its_own() {
    static RELATIVE: rt::Operation = rt::Operation {
        server: Some("/files/v2/"),
        ..PUBLIC
    };
    static ABSOLUTE: rt::Operation = rt::Operation {
        server: Some("https://files.example.com/v2"),
        ..PUBLIC
    };
    let server = Recorder::start([Reply::status(204), Reply::status(204)]);
    let url = format!("{}/base", server.base_url());
    let client = rt::ClientBuilder::new(&API)
        .base_url(url)
        .build()
        .expect("a client");
    rt::Call::new(&client, &RELATIVE)
        .send(rt::empty_answer)
        .await
        .expect("an answer");
    rt::Call::new(&client, &ABSOLUTE)
        .send(rt::empty_answer)
        .await
        .expect("an answer");
    let targets: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(
        targets,
        ["/files/v2/v1/public", "/base/v1/public"],
        "a base URL that was given stands above all"
    );
}

#[tokio::test]
async fn a_given_http_client_that_follows_redirects_is_told() {
    let other = Recorder::start([Reply::status(204)]);
    let redirecting = || Reply::status(302).header("Location", other.base_url());
    let server = Recorder::start([redirecting(), redirecting()]);
    let following = reqwest::Client::builder().build().expect("an HTTP client");
    let client = builder(&server)
        .http_client(following)
        .build()
        .expect("a client");
    let error = rt::Call::new(&client, &PUBLIC)
        .send(rt::empty_answer)
        .await
        .expect_err("another host");
    assert_eq!(error.kind(), rt::ErrorKind::Config);
    assert!(
        !error.is_unsent() && error.attempts() == 1,
        "the server had it"
    );

    let client = builder(&server)
        .http_client_builder(reqwest::Client::builder())
        .build()
        .expect("a client");
    let error = rt::Call::new(&client, &PUBLIC)
        .send(rt::empty_answer)
        .await
        .expect_err("another host");
    assert_eq!(
        (error.kind(), error.status()),
        (rt::ErrorKind::Status, Some(302))
    );
    assert_eq!(other.requests().len(), 1, "the second is not followed");
}
