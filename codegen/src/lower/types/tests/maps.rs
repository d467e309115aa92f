//! Objects whose members are not declared.

use super::lower;

#[test]
fn values_have_the_type_that_is_said() {
    let out = lower(
        "A: {type: object, additionalProperties: {type: integer}}
B: {type: object, additionalProperties: true}
C: {type: object, properties: {a: {type: string}}, additionalProperties: {type: array, items: {type: string}}}
D: {type: object, additionalProperties: {type: object, properties: {x: {type: string}}}, propertyNames: {pattern: '^x'}}
E: {type: object, properties: {a: {type: string}}, additionalProperties: {}}
",
    );
    assert_eq!(out.show("A"), "= map I64");
    assert_eq!(out.show("B"), "= map Json");
    assert_eq!(out.show("C"), "{a?: String, *: [String]}");
    assert_eq!(out.show("D"), "= map <D.{} {x?: String}>");
    assert_eq!(out.show("E"), "{a?: String}");
    assert_eq!(out.diagnostics.unchecked.get("propertyNames"), Some(&1));
}

#[test]
fn patterns_give_the_values_types() {
    let out = lower(
        "A: {type: object, patternProperties: {'^s': {type: string}}, additionalProperties: false}
B: {type: object, patternProperties: {'^s': {type: string}, '^i': {type: [integer, 'null']}}, additionalProperties: false}
C: {type: object, patternProperties: {'^s': {type: string}}}
D: {type: object, properties: {a: {type: integer}}, patternProperties: {'^s': {type: string}}}
",
    );
    assert_eq!(out.show("A"), "= map String");
    assert_eq!(
        out.show("B"),
        "= map <B.{} union(string: String, integer: I64)> | null"
    );
    assert_eq!(out.show("C"), "= map String");
    assert_eq!(out.show("D"), "{a?: I64}");
    assert_eq!(out.codes(), ["patterns-beside-properties", "patterns-open"]);
}

#[test]
fn choices_within_patterns_are_laid_out() {
    let out = lower(
        "A: {type: object, patternProperties: {'^a': {oneOf: [{type: string}, {type: number}]}, '^b': {type: object, properties: {x: {type: string}}}, '^c': {type: object, properties: {y: {type: string}}}}, additionalProperties: false}\n",
    );
    assert_eq!(
        out.show("A"),
        "= map <A.{} union(string: String, number: F64, object x: <A.{}.<^b> {x?: String}>, \
         object y: <A.{}.<^c> {y?: String}>)>"
    );
}
