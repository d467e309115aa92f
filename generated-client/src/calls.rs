//! Calls as the generator writes them, against a server in memory. The files are the golden files of
//! `codegen/tests/calls.rs`, made from `codegen/tests/calls/api.yaml`.

#[rustfmt::skip]
#[allow(dead_code, unreachable_pub)]
#[path = "../../codegen/tests/golden/calls"]
mod generated {
    pub mod api;
    pub(crate) mod config;
}

use crate::runtime::testing::{Reply, Request, Server};
use crate::runtime::{CallOptions, Client, ClientBuilder, Error, ErrorKind, Sending};
use generated::api::{files, pets, types};

const FORM: &str = "application/x-www-form-urlencoded";

fn clients(base_url: Option<&str>) -> (Server, generated::api::Api) {
    let server = Server::new();
    let builder = ClientBuilder::new(&generated::config::API).servers(&generated::config::SERVERS);
    let builder = builder.transport(server.clone());
    let builder = match base_url {
        Some(url) => builder.base_url(url),
        None => builder,
    };
    let client: Client = builder.build().expect("a client");
    (server, generated::api::Api::new(client))
}

/// The request of a call to the document's own server.
async fn sent<T>(call: impl FnOnce(&generated::api::Api) -> Sending<T>, reply: Reply) -> Request {
    sent_to(None, call, reply).await
}

async fn sent_to<T>(
    base_url: Option<&str>,
    call: impl FnOnce(&generated::api::Api) -> Sending<T>,
    reply: Reply,
) -> Request {
    let (server, api) = clients(base_url);
    server.reply(reply);
    call(&api).await.map(drop).expect("an answer");
    server.requests().remove(0)
}

fn pet() -> Reply {
    Reply::json(201, r#"{"name":"Tom"}"#)
}

fn done() -> Reply {
    Reply::status(204)
}

fn text(request: &Request) -> &str {
    std::str::from_utf8(&request.body).expect("a text")
}

fn media_type(request: &Request) -> &str {
    request.header("content-type").unwrap_or_default()
}

#[tokio::test]
async fn what_says_the_same_is_sent_in_any_media_type() {
    let create = |options| {
        move |api: &generated::api::Api| {
            api.pets()
                .create("Tom")
                .tags(["a", "b"])
                .options(options)
                .send()
        }
    };
    let request = sent(create(CallOptions::new()), pet()).await;
    assert_eq!(media_type(&request), "application/json");
    assert_eq!(text(&request), r#"{"name":"Tom","tags":["a","b"]}"#);
    let request = sent(create(CallOptions::new().content_type(FORM)), pet()).await;
    assert_eq!(media_type(&request), FORM);
    assert_eq!(text(&request), "name=Tom&tags=a&tags=b");
    let request = sent(create(CallOptions::new().member("age", 3)), pet()).await;
    assert_eq!(text(&request), r#"{"name":"Tom","tags":["a","b"],"age":3}"#);
}

#[tokio::test]
async fn what_says_something_else_has_a_call_of_its_own() {
    let home = types::CreatePetHome::new().street("Elm");
    let call = |api: &generated::api::Api| {
        api.pets()
            .create_multipart("Tom", b"jpeg".as_slice())
            .home(home)
            .send()
    };
    let request = sent(call, pet()).await;
    assert!(media_type(&request).starts_with("multipart/form-data; boundary="));
    let body = text(&request);
    assert!(body.contains("name=\"name\"\r\n\r\nTom\r\n"), "{body}");
    assert!(
        body.contains("name=\"photo\"; filename=\"photo\"\r\n"),
        "{body}"
    );
    assert!(body.contains(r#"{"street":"Elm"}"#), "{body}");

    let request = sent(|api| api.pets().create_csv("name\nTom").send(), pet()).await;
    assert_eq!(
        (media_type(&request), text(&request)),
        ("text/csv", "name\nTom")
    );

    let change = types::UpdatePetJsonPatchItem::new("remove");
    let call = |api: &generated::api::Api| api.pets().update_json_patch(1).body([change]).send();
    let request = sent(call, done()).await;
    assert_eq!(media_type(&request), "application/json-patch+json");
    assert_eq!(text(&request), r#"[{"op":"remove"}]"#);
}

#[tokio::test]
async fn servers_are_joined_with_paths() {
    let url = |request: Request| request.url.to_string();
    let create = |api: &generated::api::Api| api.pets().create("Tom").send();
    let get = |api: &generated::api::Api| api.pets().get(1).send();
    let update = |api: &generated::api::Api| api.pets().update(1, "Tom").send();
    let delete = |api: &generated::api::Api| api.pets().delete(1).send();
    // The document's server with its variable, the path's, the operation's.
    assert_eq!(
        url(sent(create, pet()).await),
        "https://eu.example.com/base/pets"
    );
    assert_eq!(
        url(sent(get, pet()).await),
        "https://pets.example.com/v2/pets/1"
    );
    assert_eq!(
        url(sent(update, done()).await),
        "https://eu.example.com/edge/pets/1"
    );
    assert_eq!(
        url(sent(delete, done()).await),
        "https://other.example.com:8443/x/pets/1"
    );
    // What the user says goes before every absolute one; a relative one is relative to it.
    let own = Some("https://proxy.test/a/b/?key=1");
    assert_eq!(
        url(sent_to(own, create, pet()).await),
        "https://proxy.test/a/b/pets?key=1"
    );
    assert_eq!(
        url(sent_to(own, get, pet()).await),
        "https://proxy.test/a/b/pets/1?key=1"
    );
    assert_eq!(
        url(sent_to(own, delete, done()).await),
        "https://proxy.test/a/b/pets/1?key=1"
    );
    let bare = Some("https://proxy.test");
    assert_eq!(
        url(sent_to(bare, create, pet()).await),
        "https://proxy.test/pets"
    );
    assert_eq!(
        url(sent_to(bare, update, done()).await),
        "https://proxy.test/edge/pets/1"
    );
}

#[tokio::test]
async fn a_parameter_may_be_the_whole_query() {
    let query = types::SearchQ::new().name("a b&c").tags(["x", "y"]);
    let call =
        |api: &generated::api::Api| api.search().get().q(query).theme(["dark", "big"]).send();
    let request = sent(call, done()).await;
    assert_eq!(request.url.query(), Some("name=a+b%26c&tags=x&tags=y"));
    assert_eq!(request.header("cookie"), Some("theme=dark; theme=big"));
    let request = sent(|api| api.search().query([1, 2]).send(), done()).await;
    assert_eq!(request.url.query(), Some("%5B1%2C2%5D"));
}

#[tokio::test]
async fn reserved_characters_stay_in_paths_and_lead_nowhere_else() {
    let (server, api) = clients(None);
    for (value, path) in [
        ("a/b.txt", "/base/files/a/b.txt"),
        ("a?b#c[d]", "/base/files/a%3Fb%23c%5Bd%5D"),
        ("x;y=1,2&z:@!$'()*+", "/base/files/x;y=1,2&z:@!$'()*+"),
        ("100% %2F", "/base/files/100%25%20%2F"),
        ("a/...", "/base/files/a/..."),
    ] {
        server.reply(pet_later());
        api.files().get(value).await.expect("an answer");
        let request = server.requests().pop().expect("a request");
        assert_eq!(request.url.path(), path);
        assert_eq!(request.url.query(), None);
    }
    let before = server.requests().len();
    for value in ["..", "a/../b", "./a", "a/..", "%2e%2e/a", "a/.%2E", ""] {
        let refused: Result<_, Error> = api.files().get(value).await;
        let refused = refused.expect_err(value);
        assert_eq!(refused.kind(), ErrorKind::Request, "{value}");
    }
    assert_eq!(server.requests().len(), before);
}

fn pet_later() -> Reply {
    Reply::json(202, r#"{"name":"Tom"}"#)
}

#[tokio::test]
async fn headers_have_the_types_of_the_document() {
    let (server, api) = clients(None);
    server.reply(
        Reply::json(200, r#"{"name":"Tom"}"#)
            .header("X-Place", "row=3,shelf=7")
            .header("X-Pair", "low,1,high,2")
            .header("X-Tags", "a, b")
            .header("X-Meta", r#"{"name":"Meta, in JSON"}"#),
    );
    let answer = api.pets().get(1).await.expect("an answer");
    let place = answer
        .header(pets::Get::X_PLACE)
        .expect("there")
        .expect("a place");
    assert_eq!((place.row, place.shelf.as_deref()), (Some(3), Some("7")));
    let pair = answer
        .header(pets::Get::X_PAIR)
        .expect("there")
        .expect("a pair");
    assert_eq!((pair.low, pair.high), (Some(1), Some(2)));
    let tags = answer
        .header(pets::Get::X_TAGS)
        .expect("there")
        .expect("tags");
    assert_eq!(tags, ["a", "b"]);
    let meta = answer
        .header(pets::Get::X_META)
        .expect("there")
        .expect("a pet");
    assert_eq!(meta.name, "Meta, in JSON");
}

#[tokio::test]
async fn of_several_answers_one_may_come_as_a_stream() {
    let (server, api) = clients(None);
    server.reply(Reply::status(200).body("bytes"));
    let answer = api.files().get("a").await.expect("an answer");
    let files::GetOutcome::Ok(stream) = answer.into_inner() else {
        panic!("the file comes with 200");
    };
    assert_eq!(stream.collect().await.expect("bytes"), "bytes");
    server.reply(pet_later());
    let answer = api.files().get("a").await.expect("an answer");
    assert!(matches!(&*answer, files::GetOutcome::Accepted(pet) if pet.name == "Tom"));

    use generated::api::events::GetOutcome;
    server.reply(Reply::status(200).body("{\"name\":\"a\"}\n{\"name\":\"b\"}\n"));
    let answer = api.events().get().await.expect("an answer");
    let GetOutcome::Ok(mut values) = answer.into_inner() else {
        panic!("the values come with 200");
    };
    let mut names = Vec::new();
    while let Some(value) = values.next().await {
        names.push(value.expect("a pet").name);
    }
    assert_eq!(names, ["a", "b"]);
    server.reply(Reply::status(202));
    let answer = api.events().get().await.expect("an answer");
    assert!(matches!(&*answer, GetOutcome::Accepted));
}

#[tokio::test]
async fn members_of_a_form_given_as_a_whole_have_their_styles() {
    let area = types::UpdateSearchArea::new().north(5);
    let body = types::UpdateSearch::new().tags(["a", "b"]).area(area);
    let request = sent(|api| api.search().update().body(body).send(), done()).await;
    assert_eq!(text(&request), "tags=a%7Cb&area%5Bnorth%5D=5");
    assert_eq!(media_type(&request), FORM);
}
