//! Every way to say that null is allowed.

use super::lower;

#[test]
fn null_is_taken_out_of_every_spelling() {
    let out = lower(
        "N: {type: 'null'}
A: {type: [string, 'null']}
B: {anyOf: [{$ref: '#/components/schemas/X'}, {type: 'null'}]}
C: {oneOf: [{const: null}, {$ref: '#/components/schemas/X'}]}
D: {anyOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/N'}]}
E: {enum: [a, null]}
F: {oneOf: [{type: string}, {enum: [null]}]}
X: {type: object, properties: {a: {type: string}}}
U: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}, c: {$ref: '#/components/schemas/C'}, d: {$ref: '#/components/schemas/D'}, e: {$ref: '#/components/schemas/E'}, f: {$ref: '#/components/schemas/F'}, n: {$ref: '#/components/schemas/N'}}}
",
    );
    assert_eq!(out.show("A"), "= String");
    assert_eq!(out.show("B"), "= X");
    assert_eq!(out.show("E"), "enum('a')");
    assert_eq!(out.show("N"), "= Null");
    assert_eq!(
        out.show("U"),
        "{a?: A | null, b?: B | null, c?: C | null, d?: D | null, e?: E | null, f?: F | null, n?: N | null}"
    );
    assert_eq!(out.codes(), [""; 0]);
}

#[test]
fn null_is_not_said_twice() {
    let out = lower(
        "A: {anyOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}
B: {type: [integer, 'null']}
C: {type: object, required: [a], properties: {a: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}}}
",
    );
    assert_eq!(out.show("A"), "= B");
    assert_eq!(out.show("C"), "{a: A | null}");
}

#[test]
fn null_stays_inside_lists_and_maps() {
    let out = lower(
        "A: {type: array, items: {type: [string, 'null']}}
B: {type: object, additionalProperties: {anyOf: [{type: string}, {type: 'null'}]}}
",
    );
    assert_eq!(out.show("A"), "= [String | null]");
    assert_eq!(out.show("B"), "= map String | null");
}

#[test]
fn a_nullable_member_of_a_union_makes_the_union_nullable() {
    let out = lower(
        "A: {type: object, required: [x], properties: {x: {anyOf: [{type: [string, 'null']}, {type: integer}]}}}\n",
    );
    assert_eq!(
        out.show("A"),
        "{x: <A.x union(string: String, integer: I64)> | null}"
    );
}

#[test]
fn null_beside_a_reference_is_meant() {
    let out = lower(
        "X: {type: object, properties: {a: {type: string}}}
A: {type: object, properties: {x: {type: [object, 'null'], allOf: [{$ref: '#/components/schemas/X'}]}}}
",
    );
    assert_eq!(out.show("A"), "{x?: X | null}");
    assert_eq!(out.codes(), ["null-unreachable"]);
}

#[test]
fn all_parts_of_all_of_have_to_allow_null() {
    let out = lower(
        "A: {type: object, required: [x, y], properties: {x: {allOf: [{type: [string, 'null']}, {type: [string, 'null'], maxLength: 3}]}, y: {allOf: [{type: [string, 'null']}, {type: string}]}}}\n",
    );
    assert_eq!(out.show("A"), "{x: String | null, y: String}");
}

#[test]
fn null_that_type_and_values_disagree_about_is_meant() {
    let out = lower(
        "A: {type: object, required: [x, y], properties: {x: {type: string, enum: [a, null]}, y: {type: [string, 'null'], enum: [b]}}}\n",
    );
    assert_eq!(
        out.show("A"),
        "{x: <A.x enum('a')> | null, y: <A.y enum('b')> | null}"
    );
    assert_eq!(out.codes(), ["null-beside-type", "null-unreachable"]);
}
