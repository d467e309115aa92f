//! `enum` and `const`.

use super::lower;
use crate::ir::{Item, NameHint, Ty};

#[test]
fn values_of_one_kind_are_an_enumeration() {
    let out = lower(
        "A: {type: string, enum: [a, b, '']}
B: {type: integer, enum: [3, 1]}
C: {enum: [a]}
D: {type: boolean, enum: [true]}
E: {type: number, enum: [1.5, 2]}
",
    );
    assert_eq!(out.show("A"), "enum('a', 'b', '')");
    assert_eq!(out.show("B"), "enum(3, 1)");
    assert_eq!(out.show("C"), "enum('a')");
    assert_eq!(out.show("D"), "= Bool");
    assert_eq!(out.show("E"), "= F64");
    assert_eq!(out.codes(), ["enum-of-fractions"]);
}

#[test]
fn values_of_several_kinds_are_a_union() {
    let out = lower("A: {enum: [1, a, true, null]}\n");
    assert_eq!(
        out.show("A"),
        "union(boolean: Bool, integer: <A.<integer> enum(1)>, string: <A.<string> enum('a')>)"
    );
}

#[test]
fn values_that_are_no_scalars_are_json() {
    let out = lower("A: {enum: [{a: 1}, {a: 2}]}\n");
    assert_eq!(out.show("A"), "= Json");
    assert_eq!(out.codes(), ["enum-of-json"]);
}

#[test]
fn dead_and_repeated_values_are_left_out() {
    let out = lower("A: {type: string, enum: [a, 1, b, a]}\nB: {type: string, enum: [1, 2]}\n");
    assert_eq!(out.show("A"), "enum('a', 'b')");
    assert_eq!(out.show("B"), "= String");
    assert_eq!(
        out.codes(),
        [
            "enum-value-outside-type",
            "enum-value-repeated",
            "schemas-contradict"
        ]
    );
}

#[test]
fn names_and_descriptions_of_values_are_kept() {
    let out = lower(
        "A: {type: integer, enum: [1, 2], x-enum-varnames: [One, Two], x-enum-descriptions: [The first., The second.]}
B:
  oneOf:
    - {const: x, title: Ex, description: An x.}
    - {const: y}
",
    );
    let values = |index: usize| match &out.types.types[index].item {
        Item::Enum(item) => item.values.clone(),
        other => panic!("not an enumeration: {other:?}"),
    };
    assert_eq!(values(0)[1].hint.as_deref(), Some("Two"));
    assert_eq!(
        values(0)[1].docs.description.as_deref(),
        Some("The second.")
    );
    assert_eq!(values(1)[0].hint.as_deref(), Some("Ex"));
    assert_eq!(values(1)[0].docs.description.as_deref(), Some("An x."));
    assert_eq!(out.show("B"), "enum('x', 'y')");
}

#[test]
fn inline_enumerations_of_one_property_name_and_the_same_values_are_one() {
    let text = "B: {type: object, properties: {direction: {enum: [in, out]}}}
A: {type: object, properties: {direction: {type: string, enum: [out, in], description: Whither.}}}
C: {type: object, properties: {way: {enum: [in, out]}, direction: {enum: [up, down]}}}
";
    let out = lower(text);
    assert_eq!(
        out.show("A"),
        "{direction?: <A.direction enum('out', 'in')>}"
    );
    assert_eq!(
        out.show("B"),
        "{direction?: <A.direction enum('out', 'in')>}"
    );
    let inline = out
        .types
        .types
        .iter()
        .filter(|def| matches!(def.hint, NameHint::Inline { .. }));
    assert_eq!(inline.count(), 3);
}

#[test]
fn one_and_one_point_nought_are_one_value() {
    let out = lower(
        "A: {type: object, required: [a], properties: {a: {allOf: [{const: 1}, {const: 1.0}]}}}\n",
    );
    assert_eq!(out.show("A"), "{a: 1}");
}

#[test]
fn an_element_may_be_an_enumeration() {
    let out = lower("A: {type: array, items: {enum: [a, b]}}\n");
    assert!(matches!(&out.types.types[0].item, Item::Alias(Ty::List(_))));
    assert_eq!(out.show("A"), "= [<A.[] enum('a', 'b')>]");
}
