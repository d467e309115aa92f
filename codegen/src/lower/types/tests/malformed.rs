//! What is malformed costs itself only.

use super::lower;
use crate::diagnostic::Severity;

#[test]
fn a_malformed_keyword_is_left_out() {
    let out = lower(
        "A: {type: object, required: yes, properties: {a: {type: strng}, b: {type: [], enum: x, format: 3}, c: 7, d: {anyOf: {}}}}\n",
    );
    assert_eq!(
        out.show("A"),
        "{a?: Json | null, b?: Json | null, c?: Json | null, d?: Json | null}"
    );
    assert_eq!(out.codes(), ["malformed-keyword", "malformed-schema"]);
    assert!(out.places("malformed-keyword").contains(&(
        "#/components/schemas/A/properties/a/type".to_owned(),
        Severity::Widened
    )));
    assert_eq!(
        out.places("malformed-schema"),
        [(
            "#/components/schemas/A/properties/c".to_owned(),
            Severity::Widened
        )]
    );
}

#[test]
fn boolean_schemas_are_schemas() {
    let out = lower(
        "A: true\nB: false\nC: {type: array, items: true}\nD: {anyOf: [false, {type: string}]}\n",
    );
    assert_eq!(out.show("A"), "= Json");
    assert_eq!(out.show("B"), "= Json");
    assert_eq!(out.show("C"), "= [Json]");
    assert_eq!(out.show("D"), "= String");
    assert_eq!(out.codes(), ["schema-false"]);
}

#[test]
fn what_types_do_not_follow_is_reported() {
    let out = lower("A: {type: string, not: {const: x}}\n");
    assert_eq!(out.show("A"), "= String");
    assert_eq!(out.codes(), ["keyword-not-followed"]);
}

#[test]
fn keywords_of_draft_7_and_other_dialects_are_told() {
    let out = lower(
        "A: {$schema: 'http://json-schema.org/draft-07/schema#', type: object, properties: {a: {type: string}}, dependencies: {a: [b]}}
B: {$schema: 'https://example.com/own', type: object, properties: {a: {type: string}}, dependencies: {a: {required: [b]}}}
",
    );
    assert_eq!(out.diagnostics.unchecked.get("dependentRequired"), Some(&1));
    assert_eq!(out.codes(), ["keyword-not-followed", "unknown-dialect"]);
    assert_eq!(out.places("unknown-dialect").len(), 1);
}

#[test]
fn lists_that_may_not_be_empty_are_told() {
    let out = lower(
        "A: {type: object, properties: {a: {type: string, enum: []}, b: {type: string, allOf: []}, c: {type: string, anyOf: []}, d: {type: string, oneOf: []}}}\n",
    );
    assert_eq!(
        out.show("A"),
        "{a?: String, b?: String, c?: String, d?: String}"
    );
    let place = |end: &str| {
        let origin = format!("#/components/schemas/A/properties/{end}");
        (origin, Severity::Widened)
    };
    let mut places = out.places("malformed-keyword");
    places.sort();
    assert_eq!(
        places,
        ["a/enum", "b/allOf", "c/anyOf", "d/oneOf"].map(place)
    );
}

#[test]
fn a_member_that_is_required_and_forbidden_is_told() {
    let out = lower(
        "A: {type: object, required: [q, r], properties: {q: false, r: {type: string}, s: false}}\n",
    );
    assert_eq!(out.show("A"), "{r: String}");
    assert_eq!(
        out.places("schemas-contradict"),
        [(
            "#/components/schemas/A/properties/q".to_owned(),
            Severity::Widened
        )]
    );
}
