//! `$ref` and what stands beside it.

use super::{Outcome, lower, lower_components, lower_in_operation};
use crate::config::Untyped;
use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::Ty;

#[test]
fn what_repeats_the_target_keeps_its_type() {
    let out = lower(
        "X: {type: object, required: [a], properties: {a: {type: string}}}
S: {type: string, enum: [a, b]}
A:
  type: object
  properties:
    a: {$ref: '#/components/schemas/X', description: Words.}
    b: {$ref: '#/components/schemas/X', type: object}
    c: {allOf: [{$ref: '#/components/schemas/X'}], description: Words.}
    d: {allOf: [{type: string, readOnly: true}, {$ref: '#/components/schemas/S'}]}
    e: {$ref: '#/components/schemas/S', maxLength: 3}
    f: {allOf: [{$ref: '#/components/schemas/X'}, {required: [a]}]}
",
    );
    assert_eq!(out.show("A"), "{a?: X, b?: X, c?: X, d?: S, e?: S, f?: X}");
}

#[test]
fn what_adds_to_the_target_is_merged_with_it() {
    let out = lower(
        "X: {type: object, properties: {a: {type: string}}}
A:
  $ref: '#/components/schemas/X'
  required: [a]
  properties: {b: {type: integer}}
B: {type: object, properties: {x: {$ref: '#/components/schemas/X', required: [a]}}}
",
    );
    assert_eq!(out.show("A"), "{a: String, b?: I64}");
    assert_eq!(out.show("B"), "{x?: <B.x {a: String}>}");
}

#[test]
fn a_component_that_is_a_reference_is_another_name() {
    let out = lower(
        "A: {$ref: '#/components/schemas/B', description: Words.}
B: {type: object, properties: {a: {type: string}}}
C: {type: array, items: {$ref: '#/components/schemas/A'}}
",
    );
    assert_eq!(out.show("A"), "= B");
    assert_eq!(out.show("C"), "= [A]");
}

#[test]
fn references_lead_into_other_schemas() {
    let out = lower(
        "A: {type: object, properties: {x: {$ref: '#/components/schemas/B/properties/y'}}}
B: {type: object, properties: {y: {type: object, properties: {z: {type: string}}}}}
C: {type: object, properties: {w: {$ref: '#/components/schemas/C/$defs/W'}}, $defs: {W: {type: object, properties: {v: {type: integer}}}}}
",
    );
    assert_eq!(out.show("A"), "{x?: <B.y {z?: String}>}");
    assert_eq!(out.show("B"), "{y?: <B.y {z?: String}>}");
    assert_eq!(out.show("C"), "{w?: W}");
    assert_eq!(out.show("W"), "{v?: I64}");
}

#[test]
fn a_reference_to_nothing_costs_itself_only() {
    let out = lower(
        "A: {type: object, required: [x, y], properties: {x: {$ref: '#/components/schemas/Gone'}, y: {type: string}}}\n",
    );
    assert_eq!(out.show("A"), "{x: Json, y: String}");
    assert_eq!(
        out.places("ref-dangling"),
        [(
            "#/components/schemas/A/properties/x/$ref".to_owned(),
            Severity::Refused
        )]
    );
}

#[test]
fn schemas_of_operations_are_named_after_them() {
    let (ty, out) = lower_in_operation(
        "{type: object, properties: {a: {type: object, properties: {b: {$ref: '#/components/schemas/X'}}}}}",
        "X: {type: string}",
    );
    assert_eq!(
        super::show::ty(&out.types.types, &ty),
        "<GET /pets.200 {a?: <GET /pets.200.a {b?: X}>}>"
    );
}

#[test]
fn places_tell_the_type_of_every_schema() {
    let (ty, out) = lower_in_operation(
        "{anyOf: [{$ref: '#/components/schemas/X'}, {type: 'null'}]}",
        "X: {type: object, required: [a], properties: {a: {type: string}}}",
    );
    assert!(matches!(ty, Ty::Nullable(_)));
    let at = |pointer: &str| {
        let found = out
            .types
            .places
            .iter()
            .find(|(origin, _)| origin.pointer == pointer);
        found.map(|(_, ty)| super::show::ty(&out.types.types, ty))
    };
    assert_eq!(at(super::USED).as_deref(), Some("X | null"));
    assert_eq!(at("/components/schemas/X").as_deref(), Some("X"));
    assert_eq!(
        at("/components/schemas/X/properties/a").as_deref(),
        Some("String")
    );
}

#[test]
fn places_within_what_became_one_type_have_that_type() {
    let out = lower(
        "A:
  type: object
  properties:
    a: {anyOf: [{type: string, format: ipv4}, {type: string, format: ipv6}, {type: 'null'}]}
    b: {anyOf: [{type: object, properties: {x: {type: string}}}, {type: 'null'}]}
    c: {allOf: [{type: integer}], description: Words.}
",
    );
    let at = |pointer: &str| {
        let pointer = format!("/components/schemas/A/properties/{pointer}");
        let mut places = out.types.places.iter();
        let found = places.find(|(origin, _)| origin.pointer == pointer);
        found.map(|(_, ty)| super::show::ty(&out.types.types, ty))
    };
    assert_eq!(at("a").as_deref(), Some("Ip | null"));
    assert_eq!(at("a/anyOf/1").as_deref(), Some("Ip"));
    assert_eq!(at("b/anyOf/0").as_deref(), Some("<A.b {x?: String}>"));
    assert_eq!(at("c/allOf/0").as_deref(), Some("I64"));
}

#[test]
fn a_reference_to_what_is_no_schema_is_refused() {
    let schemas = "A: {$ref: '#'}
B: {$ref: ''}
C: {$ref: '#/paths/~1things/post'}
D: {$ref: '#/components/schemas'}
E: {$ref: '#/components/parameters/Limit'}
F: {$ref: '#/paths/~1things/post/requestBody/content/application~1json/schema'}
G: {$ref: '#/components/parameters/Limit/schema'}
H: {$ref: '#/components/parameters/Old'}
I: {$ref: '#/x-schemas/Here'}
";
    let text = format!(
        "openapi: 3.1.0
paths:
  /things:
    post: {{requestBody: {{content: {{application/json: {{schema: {{type: integer}}}}}}}}, responses: {{}}}}
x-schemas: {{Here: {{type: boolean}}}}
components:
  parameters:
    Limit: {{name: limit, in: query, schema: {{type: integer}}}}
    Old: {{name: old, in: query, type: string}}
  schemas:
{}",
        super::indent(schemas, 4)
    );
    let mut diagnostics = Diagnostics::default();
    let documents = super::read(&text, &mut diagnostics);
    let types = lower_components(&documents, Untyped::Deduced, &mut diagnostics);
    let out = Outcome { types, diagnostics };
    let mut refused = out.places("ref-not-a-schema");
    refused.sort();
    let place = |name| {
        let origin = format!("#/components/schemas/{name}/$ref");
        (origin, Severity::Refused)
    };
    assert_eq!(refused, ["A", "B", "C", "D", "E"].map(place));
    let shown = ["F", "G", "H", "I"].map(|name| out.show(name));
    assert_eq!(shown, ["= I64", "= I64", "= String", "= Bool"]);
}
