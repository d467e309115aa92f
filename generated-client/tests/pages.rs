//! Lists that are read page by page, and where that stops.

use std::time::Duration;

use gcore_client::runtime as rt;
use gcore_client::testing::{self, Reply, Request, Server};
use gcore_client::{ErrorKind, Items};
use rt::Paging;
use serde_json::{Value, json};

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: Some("https://api.example.com/base"),
    base_url_env: None,
    schemes: &[rt::Scheme {
        name: "Key",
        place: rt::Place::Header("X-Key"),
        prefix: "",
        env: None,
    }],
    parameters: &[],
};

static LIST: rt::Operation = rt::Operation {
    id: "list",
    method: rt::Method::GET,
    path: "/things",
    security: &[&["Key"]],
    accept: "application/json",
    server: None,
};

const OFFSET: Paging = Paging::offset("offset").items("results").total("count");

fn call(server: &Server) -> rt::Call {
    let builder = rt::ClientBuilder::new(&API).api_key("s3cr3t");
    let client = builder.transport(server.clone()).build();
    rt::Call::new(&client.expect("a client"), &LIST)
}

/// What the items are, and how many requests they took.
async fn read(server: &Server, paging: Paging) -> (Vec<i64>, usize) {
    let items: Items<i64> = call(server).items(paging);
    let all = items.all().await.expect("items");
    (all, server.requests().len())
}

/// A server of `total` numbers that gives at most `most` at once.
fn numbers(total: i64, most: i64) -> Server {
    let server = Server::new();
    server.respond(move |request: &Request| {
        let number = |name: &str| request.parameter(name).and_then(|text| text.parse().ok());
        let limit = number("limit").unwrap_or(most).min(most);
        let from = number("offset").or_else(|| number("page").map(|page: i64| (page - 1) * most));
        let from = from.unwrap_or(0);
        let items: Vec<i64> = (from..total.min(from + limit)).collect();
        Reply::json(200, json!({"count": total, "results": items}).to_string())
    });
    server
}

fn answers(pages: impl IntoIterator<Item = Value>) -> Server {
    let server = Server::new();
    for page in pages {
        server.reply(Reply::json(200, page.to_string()));
    }
    server
}

#[tokio::test]
async fn offsets_go_on_by_what_was_received() {
    let server = numbers(7, 3);
    assert_eq!(read(&server, OFFSET).await, ((0..7).collect(), 3));
    let queries: Vec<_> = server.requests();
    let queries: Vec<_> = queries.iter().map(Request::query).collect();
    assert_eq!(queries, ["", "offset=3", "offset=6"]);

    // The server gives less than was asked for, and the caller begins in the middle.
    let server = numbers(7, 2);
    let mut list = call(&server);
    list.query("limit", rt::Style::FORM, &100_i64);
    list.query("offset", rt::Style::FORM, &1_i64);
    let items: Items<i64> = list.items(OFFSET);
    assert_eq!(items.all().await.expect("items"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(server.requests()[2].query(), "limit=100&offset=5");
}

#[tokio::test]
async fn the_total_may_move_and_may_be_missing() {
    let page = |count: i64, items: &[i64]| json!({"count": count, "results": items});
    let server = answers([page(9, &[1, 2]), page(9, &[3, 4]), page(4, &[])]);
    assert_eq!(
        read(&server, OFFSET).await,
        (vec![1, 2, 3, 4], 3),
        "it shrinks"
    );
    let server = answers([page(2, &[1, 2])]);
    assert_eq!(read(&server, OFFSET).await, (vec![1, 2], 1));
    let plain = Paging::offset("offset").items("results");
    let server = answers([page(0, &[1, 2]), page(0, &[3]), page(0, &[])]);
    assert_eq!(
        read(&server, plain).await,
        (vec![1, 2, 3], 3),
        "no total is known"
    );
}

#[tokio::test]
async fn a_page_that_does_not_advance_is_the_last() {
    let same = json!({"count": 100, "results": [1, 2]});
    let server = answers(vec![same; 5]);
    assert_eq!(read(&server, OFFSET).await, (vec![1, 2], 2));
}

#[tokio::test]
async fn lists_may_be_bare() {
    let server = answers([json!([1, 2]), json!([3]), json!([])]);
    assert_eq!(read(&server, OFFSET).await, (vec![1, 2, 3], 3));
    let server = answers([json!([1, 2]), json!({"count": 3, "results": [3]})]);
    assert_eq!(read(&server, OFFSET).await, (vec![1, 2, 3], 2));
}

#[tokio::test]
async fn pages_are_counted() {
    let paging = Paging::page("page", 1).items("results").total("count");
    let server = numbers(5, 2);
    assert_eq!(read(&server, paging).await, ((0..5).collect(), 3));
    let queries: Vec<_> = server.requests();
    let queries: Vec<_> = queries.iter().map(Request::query).collect();
    assert_eq!(queries, ["", "page=2", "page=3"]);

    let server = numbers(5, 2);
    let mut list = call(&server);
    list.query("page", rt::Style::FORM, &2_i64);
    let items: Items<i64> = list.items(paging);
    assert_eq!(items.all().await.expect("items"), [2, 3, 4]);
    assert_eq!(server.requests().len(), 3, "an empty page ends it");

    let zero = Paging::page("page", 0);
    let server = answers([json!([1]), json!([])]);
    read(&server, zero).await;
    assert_eq!(server.requests()[1].query(), "page=1");
}

#[tokio::test]
async fn servers_say_that_there_is_no_more() {
    let paging = Paging::page("page", 1).items("data").more("has_more");
    let page = |more: bool, items: &[i64]| json!({"has_more": more, "data": items});
    let server = answers([page(true, &[1]), page(false, &[2])]);
    assert_eq!(read(&server, paging).await, (vec![1, 2], 2));
    let paging = Paging::page("page", 1).items("data").more("next");
    let server = answers([
        json!({"next": "/x", "data": [1]}),
        json!({"next": null, "data": [2]}),
    ]);
    assert_eq!(read(&server, paging).await, (vec![1, 2], 2));
    // The header `Link` counts as such a word.
    let server = Server::new();
    let link = |link: &str| Reply::json(200, "[1]").header("Link", link);
    server.reply(link(
        "</things?page=2>; rel=\"next\", </things?page=2>; rel=\"last\"",
    ));
    server.reply(Reply::json(200, "[2]").header("Link", "</things?page=1>; rel=\"first\""));
    assert_eq!(
        read(&server, Paging::page("page", 1)).await,
        (vec![1, 2], 2)
    );
}

#[tokio::test]
async fn cursors_are_followed_to_their_end() {
    let paging = Paging::cursor("after", "meta.next").items("data");
    let page = |next: Value, items: &[i64]| json!({"meta": {"next": next}, "data": items});
    let server = answers([
        page(json!("a&b"), &[1]),
        page(json!("c"), &[]),
        page(json!(7), &[2]),
        page(Value::Null, &[3]),
    ]);
    assert_eq!(
        read(&server, paging).await,
        (vec![1, 2, 3], 4),
        "empty pages may lie between"
    );
    let queries: Vec<_> = server.requests();
    let queries: Vec<_> = queries.iter().map(Request::query).collect();
    assert_eq!(queries, ["", "after=a%26b", "after=c", "after=7"]);

    let around = ["a", "b", "a", "b"].map(|next| page(json!(next), &[next.len() as i64 + 1]));
    let mut circle = Vec::from(around);
    circle[1]["data"] = json!([9]);
    assert_eq!(read(&answers(circle), paging).await.1, 3, "circles end");

    let last = Paging::cursor("after", "data.-1.id")
        .items("data")
        .more("more");
    let server = answers([
        json!({"more": true, "data": [{"id": "x"}, {"id": "y"}]}),
        json!({"more": false, "data": [{"id": "z"}]}),
    ]);
    let items: Items<Value> = call(&server).items(last);
    assert_eq!(items.all().await.expect("items").len(), 3);
    assert_eq!(server.requests()[1].query(), "after=y");
}

#[tokio::test]
async fn links_are_followed_on_their_host_alone() {
    let paging = Paging::link("next").items("data");
    let page = |next: Value, item: i64| json!({"next": next, "data": [item]});
    let server = answers([
        page(json!("https://api.example.com/base/things?page=2"), 1),
        page(json!("?page=3"), 2),
        page(json!(""), 3),
    ]);
    assert_eq!(read(&server, paging).await, (vec![1, 2, 3], 3));
    let requests = server.requests();
    assert_eq!(
        requests[2].url.as_str(),
        "https://api.example.com/base/things?page=3"
    );
    assert!(
        requests
            .iter()
            .all(|request| request.header("x-key") == Some("s3cr3t"))
    );

    let server = answers([page(json!("https://evil.example.com/things?signed=1"), 1)]);
    let mut items: Items<i64> = call(&server).items(paging);
    let error = items
        .next()
        .await
        .expect("a result")
        .expect_err("another host");
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(
        error.to_string().contains("https://evil.example.com"),
        "{error}"
    );
    assert!(!error.to_string().contains("signed"), "{error}");
    assert_eq!(server.requests().len(), 1);
    assert!(items.next().await.is_none(), "an error is the end");

    let server = Server::new();
    server.reply(Reply::json(200, "[1]").header("Link", "</base/things?c=2>; rel=next"));
    server.reply(Reply::json(200, "[2]"));
    assert_eq!(read(&server, Paging::link_header()).await, (vec![1, 2], 2));
}

#[tokio::test]
async fn pages_are_whole_answers() {
    let server = numbers(5, 2);
    let mut pages = call(&server).pages::<Value>(OFFSET, rt::json_answer);
    let mut counts = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        assert_eq!((page.status(), &page["count"]), (200, &json!(5)));
        counts.push(page["results"].as_array().map(Vec::len));
    }
    assert_eq!(counts, [Some(2), Some(2), Some(1)]);

    let empty = numbers(0, 2);
    let mut pages = call(&empty).pages::<Value>(OFFSET, rt::json_answer);
    assert!(
        pages.next().await.is_some(),
        "the first page is given though it is empty"
    );
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn nothing_is_read_ahead() {
    let server = numbers(6, 2);
    let mut items: Items<i64> = call(&server).items(OFFSET);
    for expected in [0, 1] {
        assert_eq!(
            items.next().await.expect("an item").expect("a number"),
            expected
        );
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_wrong_item_is_told_with_its_place() {
    let server = answers([json!({"count": 2, "results": [1, {"password": "hunter2"}]})]);
    let mut items: Items<i64> = call(&server).items(OFFSET);
    assert!(items.next().await.expect("an item").is_ok());
    let error = items.next().await.expect("an item").expect_err("no number");
    assert_eq!(
        (error.kind(), error.json_path()),
        (ErrorKind::Decode, Some("results[1]"))
    );
    assert!(
        !format!("{error} {error:?}").contains("hunter2"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_page_that_fails_ends_the_list() {
    let server = numbers(6, 2);
    let mut items: Items<i64> = call(&server).items(OFFSET);
    items.next().await.expect("an item").expect("a number");
    items.next().await.expect("an item").expect("a number");
    server.reply(Reply::status(403));
    let error = items
        .next()
        .await
        .expect("a result")
        .expect_err("a refusal");
    assert_eq!(error.status(), Some(403));
    assert!(items.next().await.is_none());
}

/// A sign-in page, an error that is called a success or half a page is not an empty list.
#[tokio::test]
async fn an_answer_that_is_no_page_is_told() {
    let html = Reply::status(200).header("content-type", "text/html");
    for (reply, said) in [
        (html.body("<html>sign in"), "`text/html`, not JSON"),
        (
            Reply::json(200, r#"{"results": [1, 2"#),
            "could not be read",
        ),
        (
            Reply::json(200, r#"{"error": "no"}"#),
            "no list at `results`",
        ),
        (
            Reply::json(200, r#"{"results": "1"}"#),
            "no list at `results`",
        ),
        (Reply::json(200, "7"), "no list at `results`"),
        (Reply::status(204), "has no body"),
    ] {
        for after in [0, 1] {
            let server = numbers(6, 2);
            for _ in 0..after {
                server.reply(Reply::json(200, r#"{"count": 6, "results": [1, 2]}"#));
            }
            server.reply(reply.clone());
            let items: Items<i64> = call(&server).items(OFFSET);
            let error = items.all().await.expect_err(said);
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert!(error.to_string().contains(said), "{error}");
        }
    }
    let optional = Paging::offset("offset")
        .items_if_any("results")
        .total("count");
    for empty in [json!({"count": 0}), json!({"results": null})] {
        let (items, requests) = read(&answers([empty]), optional).await;
        assert_eq!((items.len(), requests), (0, 1));
    }
    // A byte order mark is none of JSON's, and does no harm.
    let server = Server::new();
    server.reply(Reply::json(200, "\u{feff}{\"count\": 1, \"results\": [7]}"));
    assert_eq!(read(&server, OFFSET).await, (vec![7], 1));
}

#[tokio::test]
async fn a_beginning_given_by_options_moves_on() {
    let from = |name: &str, value: &str| {
        rt::CallOptions::new()
            .query("limit", "2")
            .query(name, value)
    };
    let server = numbers(7, 2);
    let items: Items<i64> = call(&server).with(from("offset", "2")).items(OFFSET);
    assert_eq!(items.all().await.expect("items"), [2, 3, 4, 5, 6]);
    let queries = server.requests();
    let queries: Vec<_> = queries.iter().map(testing::Request::query).collect();
    let sent = ["offset=2&limit=2", "offset=4&limit=2", "offset=6&limit=2"];
    assert_eq!(queries, sent);

    let paging = Paging::cursor("after", "next").items("data");
    let page = |next: Value, item: i64| json!({"next": next, "data": [item]});
    let server = answers([page(json!("y"), 1), page(json!(null), 2)]);
    let items: Items<i64> = call(&server).with(from("after", "x")).items(paging);
    assert_eq!(items.all().await.expect("items"), [1, 2]);
    assert_eq!(server.requests()[0].query(), "after=x&limit=2");
    assert_eq!(server.requests()[1].query(), "after=y&limit=2");
}

/// Asking for an item can be given up, as `select!` does, and begun again where it was.
#[tokio::test(start_paused = true)]
async fn asking_for_the_next_item_can_be_given_up() {
    let seconds = Duration::from_secs;
    let page = Reply::json(200, r#"{"count": 2, "results": [1, 2]}"#);
    let server = Server::new();
    server.reply(page.after(seconds(5)));
    let mut items: Items<i64> = call(&server).items(OFFSET);
    let mut given_up = 0;
    let item = loop {
        match tokio::time::timeout(seconds(2), items.next()).await {
            Ok(item) => break item,
            Err(_) => given_up += 1,
        }
    };
    assert_eq!((item.and_then(Result::ok), given_up), (Some(1), 2));
    assert_eq!(items.next().await.and_then(Result::ok), Some(2));
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn after_an_error_there_is_nothing() {
    let page = || json!({"count": 6, "results": [1, "x", 3]});
    let server = answers([page(), page()]);
    let mut items: Items<i64> = call(&server).items(OFFSET);
    assert_eq!(items.next().await.and_then(Result::ok), Some(1));
    assert!(items.next().await.is_some_and(|item| item.is_err()));
    assert!(items.next().await.is_none(), "the list has ended");
    let mut pages = call(&server).pages::<i64>(OFFSET, rt::json_answer);
    assert!(pages.next().await.is_some_and(|page| page.is_err()));
    assert!(pages.next().await.is_none(), "the list has ended");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_server_behind_a_proxy_may_call_itself_http() {
    let page = |next: &str, item: i64| json!({"next": next, "data": [item]});
    let server = answers([
        page("http://api.example.com/base/things?page=2", 1),
        page("http://user:pass@api.example.com/base/things?page=3", 2),
        page("", 3),
    ]);
    let paging = Paging::link("next").items("data");
    assert_eq!(read(&server, paging).await, (vec![1, 2, 3], 3));
    for request in &server.requests()[1..] {
        let url = request.url.as_str();
        assert!(
            url.starts_with("https://api.example.com/base/things?page="),
            "{url}"
        );
    }
    let server = answers([page("http://api.example.com:8080/base/things?page=2", 1)]);
    let items: Items<i64> = call(&server).items(paging);
    let error = items.all().await.expect_err("another port");
    assert_eq!(error.kind(), ErrorKind::Request);
}

#[tokio::test]
async fn lists_are_streams_and_can_be_sent() {
    fn is_stream<T: futures_core::Stream + Send + 'static>(_: T) {}
    let server = numbers(1, 1);
    is_stream(call(&server).items::<i64>(OFFSET));
    is_stream(call(&server).pages::<Value>(OFFSET, rt::json_answer));
}
