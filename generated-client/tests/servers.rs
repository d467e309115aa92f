//! Which of the document's servers do calls go to, and what can be set in their addresses?

use gcore_client::runtime as rt;
use gcore_client::testing::{Reply, Server};
use gcore_client::{Client, ClientBuilder, ErrorKind};

static API: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: Some("https://eu.example.com/v1"),
    base_url_env: Some("SERVERS_TEST_ADDRESS"),
    schemes: &[],
    parameters: &[],
};

const REGION: rt::ServerVariable = rt::ServerVariable {
    name: "region",
    default: "eu",
    values: &["eu", "us"],
};
const PATH: rt::ServerVariable = rt::ServerVariable {
    name: "base_path",
    default: "v1",
    values: &[],
};
const TENANT: rt::ServerVariable = rt::ServerVariable {
    name: "tenant",
    default: "all",
    values: &[],
};

static SERVERS: rt::Servers = rt::Servers {
    document: &[
        rt::Server {
            url: "https://{region}.example.com/{base_path}",
            description: "Production",
            variables: &[REGION, PATH],
        },
        rt::Server {
            url: "https://{tenant}.sandbox.example.com",
            description: "Sandbox\n",
            variables: &[TENANT],
        },
        rt::Server {
            url: "/local",
            description: "",
            variables: &[],
        },
    ],
    operations: &[rt::Server {
        url: "https://uploads-{region}.example.com",
        description: "",
        variables: &[REGION],
    }],
};

static LIST: rt::Operation = rt::Operation {
    id: "list",
    method: rt::Method::GET,
    path: "/things",
    security: &[],
    accept: "application/json",
    server: None,
};
static UPLOADS: rt::Operation = rt::Operation {
    server: Some("https://uploads-{region}.example.com"),
    ..LIST
};

fn builder() -> ClientBuilder {
    ClientBuilder::new(&API).servers(&SERVERS)
}

/// Where a call goes.
async fn address(builder: ClientBuilder, operation: &'static rt::Operation) -> String {
    let server = Server::new();
    server.reply(Reply::json(200, "1"));
    let client = builder.transport(server.clone()).build().expect("a client");
    let call = rt::Call::new(&client, operation);
    call.send(rt::json_answer::<i64>).await.expect("an answer");
    server.requests()[0].url.to_string()
}

/// Why no client is made.
fn refusal(builder: ClientBuilder) -> String {
    let error = builder.build().expect_err("a setting that cannot work");
    assert_eq!(error.kind(), ErrorKind::Config);
    error.to_string()
}

#[tokio::test]
async fn the_first_server_has_its_defaults() {
    assert_eq!(
        address(builder(), &LIST).await,
        "https://eu.example.com/v1/things"
    );
    assert_eq!(
        address(builder(), &UPLOADS).await,
        "https://uploads-eu.example.com/things"
    );
}

#[tokio::test]
async fn variables_are_set_wherever_they_occur() {
    let us = || {
        builder()
            .server_variable("region", "eu")
            .server_variable("region", "us")
    };
    let deep = us().server_variable("base_path", "v2/beta");
    assert_eq!(
        address(deep, &LIST).await,
        "https://us.example.com/v2/beta/things"
    );
    assert_eq!(
        address(us(), &UPLOADS).await,
        "https://uploads-us.example.com/things"
    );
    // Another client keeps them, and may change one.
    let client: Client = us().build().expect("a client");
    let other = client.to_builder().server_variable("base_path", "v3");
    assert_eq!(
        address(other, &LIST).await,
        "https://us.example.com/v3/things"
    );
}

#[tokio::test]
async fn servers_are_chosen_by_description_address_and_place() {
    let sandbox = "https://all.sandbox.example.com/things";
    assert_eq!(address(builder().server("Sandbox"), &LIST).await, sandbox);
    let by_address = builder().server("https://{tenant}.sandbox.example.com");
    assert_eq!(address(by_address, &LIST).await, sandbox);
    let tenant = builder().server_at(1).server_variable("tenant", "acme");
    assert_eq!(
        address(tenant, &LIST).await,
        "https://acme.sandbox.example.com/things"
    );
    // The variable of an operation's own server stays, whatever is chosen for the others.
    let both = builder().server("Sandbox").server_variable("region", "us");
    assert_eq!(
        address(both, &UPLOADS).await,
        "https://uploads-us.example.com/things"
    );
}

#[tokio::test]
async fn what_is_said_last_counts() {
    let given = "https://proxy.example.com";
    let last = builder().server("Sandbox").base_url(given);
    assert_eq!(
        address(last, &LIST).await,
        "https://proxy.example.com/things"
    );
    let first = builder().base_url(given).server("Sandbox");
    assert_eq!(
        address(first, &LIST).await,
        "https://all.sandbox.example.com/things"
    );
    let over = builder().server_variable("region", "us").base_url(given);
    assert_eq!(
        address(over, &UPLOADS).await,
        "https://proxy.example.com/things"
    );
}

#[test]
fn what_cannot_be_is_told_before_anything_is_sent() {
    let mars = refusal(builder().server_variable("region", "mars"));
    assert!(
        mars.contains("`region` cannot be `mars`; the document allows `eu`, `us`"),
        "{mars}"
    );
    let unknown = refusal(
        builder()
            .server("Sandbox")
            .server_variable("base_path", "v2"),
    );
    assert!(
        unknown.contains("has no variable `base_path`, only `region`, `tenant`"),
        "{unknown}"
    );
    let server = refusal(builder().server("Staging"));
    assert!(
        server.contains("no server `Staging`, only `Production`, `https://{region}"),
        "{server}"
    );
    let index = refusal(builder().server_at(3));
    assert!(index.contains("no server 3: the document has 3"), "{index}");
    let relative = refusal(builder().server_at(2));
    assert!(
        relative.contains("`/local` has no host") && relative.contains("base_url"),
        "{relative}"
    );
    let none = refusal(ClientBuilder::new(&API).server("Production"));
    assert!(none.contains("only none"), "{none}");
}

#[tokio::test]
async fn a_value_outside_the_enum_of_an_own_server_is_told_before_sending() {
    let server = Server::new();
    // The chosen server has no such variable, so that it is the call that finds it wrong.
    let client = builder()
        .server("Sandbox")
        .server_variable("region", "mars");
    let client = client.transport(server.clone()).build().expect("a client");
    let call = rt::Call::new(&client, &UPLOADS);
    let error = call
        .send(rt::json_answer::<i64>)
        .await
        .expect_err("no such region");
    assert!(
        error.to_string().contains("the document allows `eu`, `us`"),
        "{error}"
    );
    assert_eq!(
        (error.kind(), server.requests().len()),
        (ErrorKind::Config, 0)
    );
}

#[test]
fn a_value_never_leads_to_another_host() {
    for value in [
        "evil.org/",
        "evil.org\\",
        "evil.org?",
        "evil.org#",
        "me@evil.org",
        "a b",
        "a\nb",
    ] {
        let tenant = builder().server("Sandbox").server_variable("tenant", value);
        let Ok(client) = tenant.build() else { continue };
        panic!("{value:?} leads to {:?}", client.base_url());
    }
    let query = refusal(builder().server_variable("base_path", "v1?key=x"));
    assert!(query.contains("`base_path` cannot hold '?'"), "{query}");
}
