//! Are pages that the header `Link` names read to the last, on their host alone, and never in circles?

mod support;

use gcore_client::runtime as rt;
use gcore_client::{ErrorKind, Items};
use support::{KEYED, Recorder, Reply};

static LIST: rt::Operation = rt::Operation {
    id: "list",
    method: rt::Method::GET,
    path: "/things",
    security: &[&["Key"]],
    accept: "application/json",
    server: None,
};

fn items(server: &Recorder) -> Items<i64> {
    let builder = rt::ClientBuilder::new(&KEYED).base_url(server.base_url());
    let client = builder.api_key("s3cr3t").build().expect("a client");
    let mut call = rt::Call::new(&client, &LIST);
    call.query("per_page", rt::Style::FORM, &2_i64);
    call.items(rt::Paging::link_header())
}

fn page(items: &str, link: &str) -> Reply {
    Reply::json(200, items).header("Link", link)
}

fn targets(server: &Recorder) -> Vec<String> {
    let requests = server.requests().into_iter();
    requests.map(|request| request.target).collect()
}

#[tokio::test]
async fn links_lead_from_page_to_page_up_to_the_last() {
    let server = Recorder::start([]);
    let next = format!(
        "<{}/things?per_page=2&page=2>; rel=\"next\", </things?page=3>; rel=\"last\"",
        server.base_url()
    );
    server.push(page("[1, 2]", &next));
    server.push(page(
        "[3, 4]",
        "</things?after=x%2Fy>; rel=\"prefetch next\"",
    ));
    server.push(page("[5]", "</things?per_page=2>; rel=\"first\""));
    let all = items(&server).all().await.expect("items");
    assert_eq!(all, [1, 2, 3, 4, 5]);
    let sent = [
        "/things?per_page=2",
        "/things?per_page=2&page=2",
        "/things?after=x%2Fy",
    ];
    assert_eq!(targets(&server), sent);
    let requests = server.requests();
    let mut keys = requests.iter().map(|request| request.header("x-api-key"));
    assert!(keys.all(|key| key == Some("s3cr3t")), "{requests:?}");
}

#[tokio::test]
async fn another_host_is_never_asked() {
    let (server, other) = (Recorder::start([]), Recorder::start([]));
    // Another port is another host, and `//` leads to one as well.
    let elsewhere = other.base_url();
    let host = elsewhere.trim_start_matches("http:");
    for link in [
        format!("<{elsewhere}/things>; rel=next"),
        format!("<{host}/things>; rel=next"),
    ] {
        server.push(page("[1]", &link));
        let mut items = items(&server);
        let error = items
            .next()
            .await
            .expect("an end")
            .expect_err("another host");
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains("another host"), "{error}");
        assert!(items.next().await.is_none(), "an error is the end");
    }
    assert_eq!(server.requests().len(), 2);
    assert_eq!(other.requests(), [], "neither a request nor a key");
}

#[tokio::test]
async fn an_address_is_read_once() {
    // Its own address, once as it was sent and once beside a fragment.
    for link in [
        "</things?per_page=2>; rel=next",
        "<?per_page=2#top>; rel=next",
    ] {
        let server = Recorder::start([page("[1]", link), page("[2]", link)]);
        assert_eq!(items(&server).all().await.expect("items"), [1]);
        assert_eq!(server.requests().len(), 1, "{link}");
    }
    // A circle of two, whose items are others each time.
    let (there, back) = (
        "</things?page=2>; rel=next",
        "</things?per_page=2>; rel=next",
    );
    let circle = [("[1]", there), ("[2]", back), ("[3]", there)];
    let server = Recorder::start(circle.map(|(items, link)| page(items, link)));
    assert_eq!(items(&server).all().await.expect("items"), [1, 2]);
    assert_eq!(server.requests().len(), 2);
}

/// A server may leave a key out of the address of the next page, or repeat it.
#[tokio::test]
async fn a_key_in_the_query_is_sent_with_every_page_once() {
    static IN_QUERY: rt::Api = rt::Api {
        schemes: &[rt::Scheme {
            name: "Key",
            place: rt::Place::Query("key"),
            prefix: "",
            env: None,
        }],
        ..KEYED
    };
    let server = Recorder::start([
        page("[1]", "</things?page=2>; rel=next"),
        page("[2]", "</things?page=3&key=s3cr3t>; rel=next"),
        Reply::json(200, "[3]"),
    ]);
    let builder = rt::ClientBuilder::new(&IN_QUERY).base_url(server.base_url());
    let client = builder.api_key("s3cr3t").build().expect("a client");
    let call = rt::Call::new(&client, &LIST);
    let items: Items<i64> = call.items(rt::Paging::link_header());
    assert_eq!(items.all().await.expect("items"), [1, 2, 3]);
    let sent = [
        "/things?key=s3cr3t",
        "/things?page=2&key=s3cr3t",
        "/things?page=3&key=s3cr3t",
    ];
    assert_eq!(targets(&server), sent);
}
