//! Schemas that contain themselves.

use super::lower;
use crate::diagnostic::Severity;
use crate::ir::{Item, Ty, TypeId};

#[test]
fn structs_and_unions_contain_themselves() {
    let out = lower(
        "Node: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, list: {type: array, items: {$ref: '#/components/schemas/Node'}}}}
Value: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Value'}}]}
",
    );
    assert_eq!(out.show("Node"), "{next?: Node, list?: [Node]}");
    assert_eq!(out.show("Value"), "union(string: String, array: [Value])");
}

#[test]
fn an_alias_of_itself_is_a_type_of_its_own() {
    let out = lower(
        "A: {type: array, items: {$ref: '#/components/schemas/B'}}
B: {type: object, additionalProperties: {$ref: '#/components/schemas/A'}}
C: {type: array, items: {$ref: '#/components/schemas/A'}}
",
    );
    assert_eq!(out.show("A"), "wraps [B]");
    assert_eq!(out.show("B"), "wraps map A");
    assert_eq!(out.show("C"), "= [A]");
}

#[test]
fn an_inline_schema_may_contain_itself() {
    let out = lower(
        "A: {type: object, properties: {x: {type: array, items: {$ref: '#/components/schemas/A/properties/x'}}}}\n",
    );
    let wrappers: Vec<_> = out
        .types
        .types
        .iter()
        .enumerate()
        .filter(|(index, def)| {
            let itself = Ty::List(Box::new(Ty::Named(TypeId(*index))));
            def.item == Item::Wrapper(itself)
        })
        .collect();
    assert_eq!(wrappers.len(), 1);
}

#[test]
fn references_in_a_circle_are_refused() {
    let out = lower(
        "A: {$ref: '#/components/schemas/B'}
B: {$ref: '#/components/schemas/A'}
C: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/C/properties/b'}}}
",
    );
    assert_eq!(out.show("A"), "= Json");
    assert_eq!(out.show("C"), "{a: A, b?: Json | null}");
    assert_eq!(
        out.places("schema-cycle"),
        [
            (
                "#/components/schemas/C/properties/b".to_owned(),
                Severity::Refused
            ),
            ("#/components/schemas/A".to_owned(), Severity::Refused),
            ("#/components/schemas/B".to_owned(), Severity::Refused),
        ]
    );
}

#[test]
fn a_choice_that_offers_itself_ends() {
    let out = lower(
        "A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}
B: {anyOf: [{$ref: '#/components/schemas/C'}, {type: string}]}
C: {anyOf: [{$ref: '#/components/schemas/B'}, {type: integer}]}
P: {type: object, properties: {x: {allOf: [{$ref: '#/components/schemas/P'}, {$ref: '#/components/schemas/Q'}]}}}
Q: {type: object, properties: {x: {allOf: [{$ref: '#/components/schemas/Q'}, {$ref: '#/components/schemas/P'}]}}}
",
    );
    assert!(out.show("B").starts_with("union("));
    assert!(!out.types.types.is_empty());
}
