//! Objects with declared members.

use super::{lower, lower_untyped};
use crate::config::Untyped;
use crate::ir::Item;

#[test]
fn members_are_required_or_not_and_nullable_or_not() {
    let out = lower(
        "A:
  type: object
  required: [a, b]
  properties:
    a: {type: string}
    b: {type: [string, 'null']}
    c: {type: integer}
    d: {anyOf: [{type: boolean}, {type: 'null'}]}
",
    );
    assert_eq!(
        out.show("A"),
        "{a: String, b: String | null, c?: I64, d?: Bool | null}"
    );
    assert_eq!(out.codes(), [""; 0]);
}

#[test]
fn a_required_constant_is_fixed_and_an_optional_one_is_a_type() {
    let out = lower(
        "A:
  type: object
  required: [kind, fixed, flag]
  properties:
    kind: {const: a}
    fixed: {type: string, enum: [one]}
    flag: {type: boolean, const: true}
    maybe: {const: b}
    switch: {const: false}
    gone: {enum: [x, null]}
",
    );
    assert_eq!(
        out.show("A"),
        "{kind: 'a', fixed: 'one', flag: true, maybe?: <A.maybe enum('b')>, switch?: Bool, \
         gone?: <A.gone enum('x')> | null}"
    );
}

#[test]
fn a_required_member_without_schema_is_json() {
    let out = lower("A: {type: object, required: [a], properties: {b: {type: string}}}\n");
    assert_eq!(out.show("A"), "{b?: String, a: Json}");
    assert_eq!(out.types.untyped.len(), 1);
}

#[test]
fn an_optional_member_that_may_be_anything_may_be_null() {
    let out = lower(
        "A: {type: object, required: [a], properties: {a: {}, b: {}, c: {$ref: '#/components/schemas/Any'}}}
Any: {description: anything}
",
    );
    assert_eq!(out.show("A"), "{a: Json, b?: Json | null, c?: Any | null}");
}

#[test]
fn properties_may_be_called_like_keywords() {
    let out = lower(
        "A:
  type: object
  properties:
    $ref: {type: string}
    properties: {type: integer}
    enum: {type: boolean}
    '': {type: number}
",
    );
    assert_eq!(
        out.show("A"),
        "{$ref?: String, properties?: I64, enum?: Bool, ?: F64}"
    );
}

#[test]
fn properties_without_type_mean_an_object() {
    let out = lower("A: {properties: {a: {type: string}}}\n");
    assert_eq!(out.show("A"), "{a?: String}");
    assert_eq!(out.codes(), ["type-missing"]);
}

#[test]
fn a_closed_object_without_members_is_an_empty_struct() {
    let out = lower(
        "A: {type: object, additionalProperties: false}\nB: {type: object, properties: {}}\n",
    );
    assert_eq!(out.show("A"), "{}");
    assert_eq!(out.show("B"), "= map Json");
}

#[test]
fn a_forbidden_member_is_no_field() {
    let out = lower("A: {type: object, properties: {a: false, b: {type: string}}}\n");
    assert_eq!(out.show("A"), "{b?: String}");
}

#[test]
fn secrets_are_passwords_and_strings_that_are_only_written() {
    let out = lower(
        "A:
  type: object
  properties:
    a: {type: string, format: password}
    b: {type: string, writeOnly: true}
    c: {type: [string, 'null'], writeOnly: true}
    d: {type: integer, writeOnly: true}
",
    );
    assert_eq!(
        out.show("A"),
        "{a?: Secret secret, b?: String secret, c?: String | null secret, d?: I64}"
    );
}

#[test]
fn annotations_beside_a_reference_are_the_members() {
    let out = lower(
        "A:
  type: object
  properties:
    a:
      $ref: '#/components/schemas/B'
      description: Of the use.
      default: x
      deprecated: true
      readOnly: true
B: {type: string, enum: [x, y], description: Of the type.}
",
    );
    let Item::Struct(item) = &out.types.types[0].item else {
        panic!("A is a struct");
    };
    let field = &item.fields[0];
    assert_eq!(field.docs.description.as_deref(), Some("Of the use."));
    assert!(field.deprecated && field.read_only && !field.write_only);
    assert_eq!(
        field.default.as_ref().and_then(|value| value.as_str()),
        Some("x")
    );
    let docs = &out.types.types[1].docs;
    assert_eq!(docs.description.as_deref(), Some("Of the type."));
    assert!(!out.types.types[1].deprecated);
}

#[test]
fn a_title_that_repeats_the_name_is_left_out() {
    let out = lower(
        "A: {type: object, title: a, properties: {port_max: {type: integer, title: Port Max}, x: {type: integer, title: More}}}\n",
    );
    let Item::Struct(item) = &out.types.types[0].item else {
        panic!("A is a struct");
    };
    assert_eq!(out.types.types[0].docs.summary, None);
    assert_eq!(item.fields[0].docs.summary, None);
    assert_eq!(item.fields[1].docs.summary.as_deref(), Some("More"));
}

#[test]
fn a_constant_here_may_be_a_type_there() {
    let text = |first: &str, second: &str| {
        let text = |key: &str| match key {
            "A" => "A: {type: object, properties: {kind: {const: a}}}\n",
            _ => "B: {allOf: [{$ref: '#/components/schemas/A'}, {required: [kind]}]}\n",
        };
        format!("{}{}", text(first), text(second))
    };
    for out in [lower(&text("A", "B")), lower(&text("B", "A"))] {
        assert_eq!(out.show("A"), "{kind?: <A.kind enum('a')>}");
        assert_eq!(out.show("B"), "{kind: 'a'}");
    }
}

#[test]
fn by_the_letter_keywords_for_objects_let_other_kinds_through() {
    let yaml = "A: {properties: {a: {type: string}}}\nB: {items: {type: string}}\nC: {type: object, properties: {a: {minimum: 1}}}\n";
    let out = lower_untyped(yaml, Untyped::Any);
    assert_eq!(
        out.show("A"),
        "union(boolean: Bool, number: F64, string: String, array: [Json], object: <A.<object> {a?: String}>)"
    );
    assert_eq!(
        out.show("B"),
        "union(boolean: Bool, number: F64, string: String, array: [String], object: map Json)"
    );
    assert_eq!(out.show("C"), "{a?: Json | null}");
    assert_eq!(out.codes(), [""; 0]);
}
