//! Do several documents become products side by side in one crate?

#[path = "support/product.rs"]
mod product;

use codegen::load::Source;
use codegen::lock::Lock;
use codegen::{Generated, Input, generate_all};
use product::input;

fn document(url: &str, path: &str, scheme: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: t, version: v}}
servers: [{{url: {url}}}]
security: [{{key: []}}]
paths:
  {path}:
    get:
      tags: [things]
      responses:
        '200': {{description: d, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}
components:
  securitySchemes: {{key: {scheme}}}
  schemas: {{Thing: {{type: object, properties: {{name: {{type: string}}}}}}}}
"
    )
}

const KEY: &str = "{type: apiKey, in: header, name: X-Key}";

fn both(dns: String) -> Generated {
    let cloud = document("https://cloud.example.com", "/cloud/v1/machines/{id}", KEY);
    generate_all(vec![input("cloud", cloud), input("dns", dns)])
}

#[test]
fn each_document_has_its_module_its_accessor_and_its_features() {
    let made = both(document(
        "https://cloud.example.com",
        "/dns/v2/zones/{id}",
        KEY,
    ));
    let root = &made.files["src/generated/mod.rs"];
    for part in [
        "pub mod cloud;",
        "pub mod dns;",
        "fn cloud(&self)",
        "fn dns(&self)",
    ] {
        assert!(root.contains(part), "{part} is not in\n{root}");
    }
    for path in [
        "src/generated/cloud/types/machines.rs",
        "src/generated/dns/types/zones.rs",
        "tests/generated/cloud/instances.jsonl",
        "tests/generated/dns/instances.jsonl",
    ] {
        assert!(made.files.contains_key(path), "{path} is missing");
    }
    let features = &made.features;
    for line in [
        "full = [",
        "cloud = [",
        "dns = [",
        "cloud-machines = []",
        "dns-zones = []",
    ] {
        assert!(features.contains(line), "{line} is not in\n{features}");
    }
    let config = &made.files["src/generated/config.rs"];
    assert_eq!(config.matches("rt::Scheme {").count(), 1, "{config}");
    // What is published of both is in one lock.
    let lock = Lock::parse(&made.lock.to_string()).expect("what is written can be read");
    assert_eq!(lock.products.keys().collect::<Vec<_>>(), ["cloud", "dns"]);
}

#[test]
fn an_address_of_its_own_stays_with_its_operations() {
    let made = both(document(
        "https://dns.example.com",
        "/dns/v2/zones/{id}",
        KEY,
    ));
    let config = &made.files["src/generated/config.rs"];
    assert!(config.contains("https://cloud.example.com"), "{config}");
    let zones = &made.files["src/generated/dns/zones.rs"];
    assert!(
        zones.contains("server: Some(\"https://dns.example.com\")"),
        "{zones}"
    );
    let machines = &made.files["src/generated/cloud/machines.rs"];
    assert!(machines.contains("server: None"), "{machines}");
}

#[test]
fn an_entry_of_a_shared_configuration_has_to_be_used_by_one_document() {
    let made = |renamed: &str| {
        let both = [
            ("cloud", "/cloud/v1/machines/{id}"),
            ("dns", "/dns/v2/zones/{id}"),
        ];
        let inputs = both.map(|(product, path)| Input {
            config: Some(Source {
                name: "spec/codegen.toml".into(),
                text: format!("[rename.methods]\n\"GET {renamed}\" = \"things.read\"\n"),
            }),
            ..input(product, document("https://a.example.com", path, KEY))
        });
        generate_all(inputs.to_vec())
    };
    let used = made("/dns/v2/zones/{id}");
    assert!(
        !used.files.is_empty(),
        "{:#?}",
        used.outputs[0].findings.open
    );
    let unused = made("/dns/v2/planets/{id}");
    let open = &unused.outputs[0].findings.open;
    assert!(
        open.iter().any(|finding| finding.code == "unused-rename"),
        "{open:#?}"
    );
    assert!(unused.files.is_empty());
}

#[test]
fn credentials_of_one_name_have_to_be_the_same() {
    let other = "{type: apiKey, in: query, name: key}";
    let made = both(document(
        "https://cloud.example.com",
        "/dns/v2/zones/{id}",
        other,
    ));
    assert!(made.files.is_empty(), "something was generated");
    let open = &made.outputs[1].findings.open;
    let found = open
        .iter()
        .find(|finding| finding.code == "products-disagree");
    let found = found.expect("the difference is told");
    assert_eq!(found.origin.to_string(), "#/components/securitySchemes/key");
}
