//! What is emitted for the servers of a document?

#[path = "support/product.rs"]
mod product;

use codegen::{Generated, Input, generate_all};

fn input(product: &str, servers: &str, own: &str) -> Input {
    let text = format!(
        "openapi: 3.1.0
info: {{title: t, version: v}}
servers: {servers}
paths:
  /{product}/things:
    get:
      {own}
      responses: {{'204': {{description: d}}}}
"
    );
    product::input(product, text)
}

/// A text of the crate, its lines in one.
fn text(made: &Generated, path: &str) -> String {
    let words = made.files[path].split_whitespace();
    words
        .collect::<Vec<_>>()
        .join(" ")
        .replace(", ]", "]")
        .replace(", }", " }")
}

const ONE: &str = "[{url: https://api.example.com}]";
const CHOICE: &str = "[{url: 'https://{region}.example.com', description: 'Over `there`', variables: {region: {default: eu, enum: [eu, us]}, unused: {default: x}}}]";

#[test]
fn a_document_with_one_address_gives_nothing_to_choose() {
    let own = "servers: [{url: 'https://own.example.com'}]";
    let made = generate_all(vec![
        input("cloud", ONE, own),
        input("dns", ONE, "tags: []"),
    ]);
    let config = text(&made, "src/generated/config.rs");
    assert!(!config.contains("SERVERS"), "{config}");
    let root = text(&made, "src/generated/mod.rs");
    assert!(!root.contains("server"), "{root}");
    assert!(
        root.contains("rt::ClientBuilder::new(&config::API).from_env().build()"),
        "{root}"
    );
}

#[test]
fn variables_can_be_set_with_the_values_that_the_document_allows() {
    let made = generate_all(vec![input("cloud", CHOICE, "tags: []")]);
    let config = text(&made, "src/generated/config.rs");
    assert!(
        config.contains("base_url: Some(\"https://eu.example.com\")"),
        "{config}"
    );
    assert!(
        config.contains(
            "document: &[ rt::Server { url: \"https://{region}.example.com\", description: \"Over `there`\", \
             variables: &[ rt::ServerVariable { name: \"region\", default: \"eu\", values: &[\"eu\", \"us\"] }] }], \
             operations: &[]"
        ),
        "{config}"
    );
    let root = text(&made, "src/generated/mod.rs");
    for part in [
        "new(&config::API).servers(&config::SERVERS).from_env()",
        "/// - `https://{region}.example.com`: `` Over `there` `` /// - `region`: `eu` if not set; `eu`, `us`",
    ] {
        assert!(root.contains(part), "{part} is not in {root}");
    }
}

#[test]
fn operations_and_later_documents_keep_the_variables_of_their_servers() {
    let own = "servers: [{url: 'https://{zone}.own.example.com', variables: {zone: {default: a}}}]";
    let made = generate_all(vec![
        input("cloud", ONE, own),
        input("dns", CHOICE, "tags: []"),
    ]);
    let config = text(&made, "src/generated/config.rs");
    let operations = config.split("operations: &[").nth(1).expect("operations");
    assert!(
        operations.contains("https://{zone}.own.example.com"),
        "{config}"
    );
    assert!(
        operations.contains("https://{region}.example.com"),
        "{config}"
    );
    let calls = text(&made, "src/generated/dns/things.rs");
    assert!(
        calls.contains("server: Some(\"https://{region}.example.com\")"),
        "{calls}"
    );
}
