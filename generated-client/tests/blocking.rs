//! Calls of programs without `async`.
#![cfg(feature = "blocking")]

use gcore_client::runtime as rt;
use gcore_client::testing::{Reply, Server};
use gcore_client::{Client, ErrorKind, Method};

fn client(server: &Server) -> Client {
    let builder = Client::builder().api_key("s3cr3t");
    builder.transport(server.clone()).build().expect("a client")
}

#[test]
fn calls_pages_and_work_block() {
    let server = Server::new();
    server.reply(Reply::json(200, "5"));
    let client = client(&server);
    let answer = client.request(Method::GET, "/x").send_json::<i64>().wait();
    assert_eq!(*answer.expect("an answer"), 5);

    server.reply(Reply::json(200, r#"{"count": 3, "results": [1, 2]}"#));
    server.reply(Reply::json(200, r#"{"count": 3, "results": [3]}"#));
    let paging = rt::Paging::offset("offset").items("results").total("count");
    let items = client
        .request(Method::GET, "/x")
        .items::<i64>(paging)
        .blocking();
    let items: Result<Vec<i64>, _> = items.collect();
    assert_eq!(items.expect("items"), [1, 2, 3]);

    server.reply(Reply::json(200, r#"{"tasks": []}"#));
    let group = "00000000-0000-4000-8000-000000000000";
    let rules = client.cloud().security_groups().rules();
    let create = rules.create(group, "ingress").project_id(1).region_id(1);
    assert!(
        create
            .send_and_wait()
            .wait()
            .expect("nothing to do")
            .tasks
            .is_empty()
    );
}

#[test]
fn streams_block() {
    let server = Server::new();
    let client = client(&server);
    server.reply(Reply::json(200, "1\n2\n"));
    let call = client.request(Method::GET, "/x");
    let values = call
        .values(rt::json_lines::<i64>)
        .wait()
        .expect("an answer");
    let values: Result<Vec<i64>, _> = values.into_inner().blocking().collect();
    assert_eq!(values.expect("values"), [1, 2]);

    let path = std::env::temp_dir().join(format!("blocking-{}.txt", std::process::id()));
    server.reply(Reply::status(200).body("a file"));
    let answer = client.request(Method::GET, "/x").stream().wait();
    let bytes = answer.expect("an answer").into_inner().blocking();
    assert_eq!(bytes.save(&path).expect("a file"), 6);
    assert_eq!(std::fs::read(&path).expect("a file"), b"a file");
    std::fs::remove_file(&path).expect("the file is there");
}

#[test]
fn async_code_is_not_blocked() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let error = runtime.expect("a runtime").block_on(async {
        let client = client(&Server::new());
        let answer = client.request(Method::GET, "/x").send_json::<i64>().wait();
        answer.expect_err("a refusal")
    });
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("std::thread::spawn"), "{error}");
}
