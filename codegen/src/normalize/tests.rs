//! What normalizing promises.

use super::normalize;
use crate::diagnostic::Diagnostics;
use crate::load::{Documents, Source, load};
use crate::origin::Origin;
use crate::value::Value;

fn normalized(text: &str) -> (Documents, Vec<(&'static str, String)>) {
    let mut diagnostics = Diagnostics::default();
    let source = Source {
        name: "test.yaml".to_owned(),
        text: text.to_owned(),
    };
    let documents = normalize(load(vec![source], &mut diagnostics), &mut diagnostics);
    let findings = diagnostics
        .findings
        .iter()
        .map(|finding| (finding.code, finding.origin.pointer.clone()))
        .collect();
    (documents, findings)
}

/// The schema `S` of a document of the given version, what it became, and the codes of findings.
fn schema(version: &str, text: &str) -> (Value, Vec<&'static str>) {
    let indented = text.replace('\n', "\n      ");
    let document = format!(
        "openapi: {version}\ncomponents:\n  schemas:\n    T: {{type: string}}\n    \
         N: {{type: string, nullable: true}}\n    S:\n      {indented}\n"
    );
    let (documents, findings) = normalized(&document);
    let origin = Origin::root(0)
        .child("components")
        .child("schemas")
        .child("S");
    let codes = findings
        .iter()
        .filter(|(_, pointer)| !pointer.contains("/N"))
        .map(|(code, _)| *code)
        .collect();
    (documents.get(&origin).cloned().expect("it is there"), codes)
}

fn parse(text: &str) -> Value {
    let mut diagnostics = Diagnostics::default();
    let source = Source {
        name: String::new(),
        text: text.to_owned(),
    };
    load(vec![source], &mut diagnostics).files.remove(0).root
}

#[track_caller]
fn becomes(version: &str, text: &str, expected: &str, codes: &[&str]) {
    let (value, found) = schema(version, text);
    assert_eq!(value, parse(expected));
    assert_eq!(found, codes);
}

#[test]
fn nullable_of_3_0() {
    becomes(
        "3.0.3",
        "{type: string, nullable: true}",
        "{type: [string, 'null']}",
        &[],
    );
    becomes(
        "3.0.3",
        "{type: string, nullable: false}",
        "{type: string}",
        &[],
    );
    becomes(
        "3.0.3",
        "{type: string, nullable: true, enum: [a, null]}",
        "{type: [string, 'null'], enum: [a, null]}",
        &[],
    );
    becomes(
        "3.0.3",
        "{type: string, nullable: true, enum: [a]}",
        "{type: [string, 'null'], enum: [a, null]}",
        &["null-unreachable"],
    );
    becomes(
        "3.0.3",
        "{nullable: true, description: d, allOf: [{$ref: '#/components/schemas/T'}]}",
        "{description: d, anyOf: [{allOf: [{$ref: '#/components/schemas/T'}]}, {type: 'null'}]}",
        &["null-unreachable"],
    );
    becomes(
        "3.0.3",
        "{nullable: true, allOf: [{$ref: '#/components/schemas/N'}]}",
        "{allOf: [{$ref: '#/components/schemas/N'}]}",
        &[],
    );
    becomes(
        "3.0.3",
        "{$ref: '#/components/schemas/T', nullable: true}",
        "{anyOf: [{$ref: '#/components/schemas/T'}, {type: 'null'}]}",
        &["null-unreachable"],
    );
    becomes(
        "3.0.3",
        "{nullable: true, oneOf: [{$ref: '#/components/schemas/T'}]}",
        "{oneOf: [{$ref: '#/components/schemas/T'}, {type: 'null'}]}",
        &["null-unreachable"],
    );
    becomes(
        "3.0.3",
        "{anyOf: [{$ref: '#/components/schemas/T'}, {nullable: true, description: d}]}",
        "{anyOf: [{$ref: '#/components/schemas/T'}, {description: d, type: 'null'}]}",
        &["nullable-alone"],
    );
    becomes(
        "3.0.3",
        "{allOf: [{$ref: '#/components/schemas/T'}, {nullable: true}]}",
        "{anyOf: [{allOf: [{$ref: '#/components/schemas/T'}, {}]}, {type: 'null'}]}",
        &["null-unreachable"],
    );
    becomes(
        "3.0.3",
        "{allOf: [{$ref: '#/components/schemas/T'}, {type: object, nullable: true}]}",
        "{anyOf: [{allOf: [{$ref: '#/components/schemas/T'}, {type: [object, 'null']}]}, {type: 'null'}]}",
        &["null-unreachable"],
    );
    becomes(
        "3.0.3",
        "{allOf: [{type: string}, {type: string, nullable: true}]}",
        "{allOf: [{type: string}, {type: [string, 'null']}]}",
        &[],
    );
    becomes(
        "3.0.3",
        "{nullable: true, properties: {nullable: {type: boolean}}}",
        "{properties: {nullable: {type: boolean}}, type: [object, 'null']}",
        &[],
    );
}

#[test]
fn leftovers_of_3_0_in_3_1() {
    becomes(
        "3.1.0",
        "{type: string, nullable: true, enum: [a]}",
        "{type: [string, 'null'], enum: [a, null]}",
        &["nullable-in-3.1"],
    );
    becomes(
        "3.1.0",
        "{type: integer, minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false}",
        "{type: integer, maximum: 9, exclusiveMinimum: 1}",
        &["exclusive-flag-in-3.1", "exclusive-flag-in-3.1"],
    );
    becomes(
        "3.1.0",
        "{type: [object, 'null'], title: t, allOf: [{type: object}]}",
        "{anyOf: [{type: object, allOf: [{type: object}]}, {type: 'null'}], title: t}",
        &["null-unreachable"],
    );
    becomes(
        "3.1.0",
        "{type: [string, null]}",
        "{type: [string, 'null']}",
        &["null-without-quotes"],
    );
    becomes(
        "3.1.0",
        "{items: [{type: string}], additionalItems: false}",
        "{prefixItems: [{type: string}], items: false}",
        &["items-list"],
    );
}

#[test]
fn the_rest_of_3_0() {
    becomes(
        "3.0.0",
        "{type: integer, minimum: 1, exclusiveMinimum: true, example: 2}",
        "{type: integer, examples: [2], exclusiveMinimum: 1}",
        &[],
    );
    becomes(
        "3.0.0",
        "{$ref: '#/components/schemas/T', description: d, example: x}",
        "{$ref: '#/components/schemas/T'}",
        &[],
    );
    becomes(
        "3.0.0",
        "{$ref: '#/components/schemas/T', maxLength: 3}",
        "{$ref: '#/components/schemas/T'}",
        &["ref-siblings"],
    );
    becomes("3.0.0", "{const: a}", "{const: a}", &["keyword-of-3.1"]);
    becomes(
        "3.0.0",
        "{properties: {a: {required: true}}}",
        "{properties: {a: {}}}",
        &["required-flag"],
    );
}

#[test]
fn payloads_and_names_are_left_alone() {
    let text = "{properties: {nullable: {type: string, default: {nullable: true}}, example: {type: string}}, x-a: {nullable: true}, enum: [{nullable: true}]}";
    becomes("3.0.0", text, text, &[]);
}

#[test]
fn mapping_objects_are_read_as_their_reference() {
    let (value, codes) = schema(
        "3.1.0",
        "{discriminator: {propertyName: k, mapping: {a: {$ref: '#/components/schemas/T'}, b: T}}}",
    );
    let expected =
        "{discriminator: {propertyName: k, mapping: {a: '#/components/schemas/T', b: T}}}";
    assert_eq!((value, codes), (parse(expected), vec!["mapping-object"]));
}

#[test]
fn moved_values_know_how_they_were_written() {
    let text = "openapi: 3.0.0\ncomponents:\n  schemas:\n    S:\n      nullable: true\n      allOf:\n        - type: object\n          properties:\n            a: {type: string, nullable: true, oneOf: [{type: string, example: x}], allOf: []}\n";
    let (documents, _) = normalized(text);
    let now = "/components/schemas/S/anyOf/0/allOf/0/properties/a/anyOf/0/oneOf/0/examples/0";
    let written = "/components/schemas/S/allOf/0/properties/a/oneOf/0/example";
    let origin = Origin {
        file: 0,
        pointer: now.to_owned(),
    };
    assert_eq!(documents.get(&origin).and_then(Value::as_str), Some("x"));
    assert_eq!(documents.written(&origin).pointer, written);
    let position = documents
        .locate_all(0, &[&origin])
        .remove(0)
        .expect("it is in the text");
    assert_eq!(&text[position.span], "example: x");
}

#[test]
fn versions() {
    let codes = |text: &str| -> Vec<&str> {
        normalized(text)
            .1
            .into_iter()
            .map(|(code, _)| code)
            .collect()
    };
    assert_eq!(codes("swagger: '2.0'"), ["swagger-2"]);
    assert_eq!(codes("openapi: 4.0.0"), ["unknown-version"]);
    assert_eq!(codes("openapi: 3.0"), ["version-not-text"]);
    assert_eq!(codes("{\"openapi\": 3.0}"), ["version-not-text"]);
    assert_eq!(codes("a: 1"), ["not-openapi"]);
    assert_eq!(codes(""), ["not-openapi"]);
    assert_eq!(codes("- a\n- b"), ["not-openapi"]);
    let dialect = "openapi: 3.1.0\njsonSchemaDialect: https://";
    assert_eq!(codes(&format!("{dialect}a.b/c")), ["unknown-dialect"]);
    assert!(codes(&format!("{dialect}spec.openapis.org/oas/3.1/dialect/base")).is_empty());
    let (documents, findings) = normalized("openapi: 3.1\ninfo: {version: 1.10}");
    assert_eq!(findings.len(), 2);
    assert_eq!(
        documents.files[0].root,
        parse("{openapi: '3.1', info: {version: '1.10'}}")
    );
}

#[test]
fn parts_reached_by_reference_are_settled_in_the_kind_they_are_used_as() {
    let mut diagnostics = Diagnostics::default();
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let entry = "openapi: 3.0.0\npaths:\n  /a: {$ref: 'b.yaml#/item'}\nx-parts: {P: {type: string, nullable: true}}\n";
    let other = "item: {get: {responses: {200: {content: {j: {schema: {$ref: 'main.yaml#/x-parts/P'}}}}}}}\nunused: {type: string, nullable: true}\n";
    let documents = load(vec![source("main.yaml", entry)], &mut diagnostics);
    assert_eq!(crate::load::external_files(&documents), ["b.yaml"]);
    let sources = vec![source("main.yaml", entry), source("b.yaml", other)];
    assert!(!crate::load::is_self_contained(&sources[0].text));
    assert!(crate::load::is_self_contained("{\"$ref\" : \"#/a\"}"));
    let documents = normalize(load(sources, &mut diagnostics), &mut diagnostics);
    assert!(crate::load::external_files(&documents).is_empty());
    let part = documents.files[0]
        .root
        .get("x-parts")
        .and_then(|parts| parts.get("P"));
    assert_eq!(part, Some(&parse("{type: [string, 'null']}")));
    assert!(
        documents.files[1]
            .root
            .get("unused")
            .is_some_and(|schema| schema.get("nullable").is_some())
    );
}

const SHOP: &str = "
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /pets/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get: {tags: [pets], responses: {'200': {$ref: '#/components/responses/Pet'}}}
    delete: {tags: [admin], responses: {}}
  /petshops:
    get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Shop'}}}}}}
components:
  parameters: {Id: {name: id, in: path, required: true, schema: {type: string}}, Unused: {}}
  responses:
    Pet: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  schemas:
    Shop: {type: object}
    Pet:
      type: object
      properties: {kind: {type: string}, toy: {$ref: '#/components/schemas/Toy'}}
      discriminator: {propertyName: kind}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object}]}
    Lion: {allOf: [{$ref: '#/components/schemas/Cat'}]}
    Toy: {type: object}
  securitySchemes: {key: {type: http, scheme: basic}}
webhooks:
  bought:
    post:
      tags: [shops]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Toy'}}}}
      responses: {}
";

fn selected(only: &[&str]) -> (Vec<String>, Vec<&'static str>) {
    let mut found = Diagnostics::default();
    let source = Source {
        name: "shop.yaml".to_owned(),
        text: SHOP.to_owned(),
    };
    let mut documents = load(vec![source], &mut found);
    let only: Vec<String> = only.iter().map(|text| (*text).to_owned()).collect();
    let config = crate::config::Config::default();
    crate::normalize::select(&mut documents, &config, &only, &mut found);
    let below = |pointer: &str| -> Vec<String> {
        let origin = Origin {
            file: 0,
            pointer: pointer.to_owned(),
        };
        let members = documents.get(&origin).and_then(Value::as_object);
        members
            .into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect()
    };
    let mut left = below("/paths");
    left.extend(below("/webhooks"));
    left.extend(below("/paths/~1pets~1{id}"));
    for section in ["parameters", "responses", "schemas", "securitySchemes"] {
        left.extend(below(&format!("/components/{section}")));
    }
    let codes = found.findings.iter().map(|finding| finding.code);
    (left, codes.collect())
}

#[test]
fn a_selection_leaves_what_it_needs() {
    let (left, codes) = selected(&["pets"]);
    let pets = [
        "/pets/{id}",
        "parameters",
        "get",
        "Id",
        "Pet",
        "Pet",
        "Cat",
        "Lion",
        "Toy",
        "key",
    ];
    assert_eq!(left, pets);
    assert_eq!(codes, [""; 0]);
    let (left, _) = selected(&["/petshops"]);
    assert_eq!(left, ["/petshops", "Shop", "key"]);
    for webhook in ["shops", "bought"] {
        let (left, codes) = selected(&[webhook]);
        assert_eq!(left, ["bought", "Toy", "key"]);
        assert_eq!(codes, [""; 0]);
    }
    let (left, codes) = selected(&["/pets", "gone"]);
    assert!(left.contains(&"delete".to_owned()) && !left.contains(&"/petshops".to_owned()));
    assert_eq!(codes, ["unused-selection"]);
}
