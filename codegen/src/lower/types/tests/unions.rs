//! `oneOf` and `anyOf` without a tag.

use super::lower;

const THINGS: &str = "Plain: {type: object, required: [id], properties: {id: {type: string}}}
Priced: {type: object, required: [id, price], properties: {id: {type: string}, price: {type: number}}}
Colour: {type: string, enum: [red, blue]}
Size: {type: string, enum: [big, red]}
";

fn shown(schema: &str) -> String {
    let out = lower(&format!("{THINGS}A: {schema}\n"));
    out.show("A")
}

#[test]
fn scalars_of_one_kind_are_one_scalar() {
    assert_eq!(shown("{anyOf: [{type: number}, {type: integer}]}"), "= F64");
    assert_eq!(
        shown("{anyOf: [{type: integer, format: int32}, {type: integer}]}"),
        "= I64"
    );
    assert_eq!(
        shown("{anyOf: [{type: string, format: ipv4}, {type: string, format: ipv6}]}"),
        "= Ip"
    );
    assert_eq!(
        shown(
            "{anyOf: [{type: string, format: ipvanyaddress}, {type: string, format: ipvanynetwork}]}"
        ),
        "= String"
    );
    assert_eq!(
        shown("{anyOf: [{type: string, format: uri}, {type: string}]}"),
        "= String"
    );
    assert_eq!(
        shown("{anyOf: [{const: ''}, {type: string, format: uuid4}]}"),
        "= Uuid"
    );
    assert_eq!(
        shown("{type: string, anyOf: [{format: ipv4}, {format: ipv6}]}"),
        "= Ip"
    );
}

#[test]
fn values_listed_beside_a_format_are_not_lost() {
    for format in ["uuid", "date-time", "ipv4", "byte"] {
        let text = format!("{{type: string, format: {format}}}");
        let listed = "enum('any', 'all', ..)";
        let of_enum = format!("{{anyOf: [{text}, {{type: string, enum: [any, all]}}]}}");
        assert_eq!(shown(&of_enum), listed, "{format}");
        let of_const = format!("{{oneOf: [{{const: now}}, {text}]}}");
        assert_eq!(shown(&of_const), "enum('now', ..)", "{format}");
    }
    // A secret is any text, and hidden.
    assert_eq!(
        shown("{anyOf: [{type: string, format: password}, {const: none}]}"),
        "= Secret"
    );
}

#[test]
fn an_open_enumeration_holds_plain_text() {
    assert_eq!(
        shown("{anyOf: [{type: string}, {enum: [a, b]}]}"),
        "enum('a', 'b', ..)"
    );
    assert_eq!(
        shown("{anyOf: [{$ref: '#/components/schemas/Colour'}, {type: string}]}"),
        "= Colour"
    );
    assert_eq!(
        shown(
            "{oneOf: [{$ref: '#/components/schemas/Colour'}, {$ref: '#/components/schemas/Size'}]}"
        ),
        "enum('red', 'blue', 'big')"
    );
}

#[test]
fn kinds_are_told_apart() {
    assert_eq!(
        shown(
            "{type: [string, object, array], properties: {a: {type: string}}, items: {type: integer}}"
        ),
        "union(string: String, array: [I64], object: <A.<object> {a?: String}>)"
    );
    assert_eq!(
        shown(
            "{anyOf: [{type: array, items: {$ref: '#/components/schemas/Plain'}}, {$ref: '#/components/schemas/Plain'}, {type: string}]}"
        ),
        "union(array: [Plain], Plain: Plain, string: String)"
    );
    assert_eq!(
        shown("{anyOf: [{type: [string, integer]}, {type: boolean}]}"),
        "union(integer: I64, string: String, boolean: Bool)"
    );
}

#[test]
fn a_superset_stays_beside_what_it_contains() {
    assert_eq!(
        shown(
            "{anyOf: [{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Priced'}]}"
        ),
        "union(Plain: Plain, Priced: Priced)"
    );
}

#[test]
fn one_member_is_no_choice() {
    assert_eq!(
        shown("{oneOf: [{$ref: '#/components/schemas/Plain'}]}"),
        "= Plain"
    );
    assert_eq!(
        shown(
            "{anyOf: [{$ref: '#/components/schemas/Plain'}, {$ref: '#/components/schemas/Plain'}]}"
        ),
        "= Plain"
    );
    assert_eq!(
        shown(
            "{oneOf: [{type: object, title: One, properties: {a: {type: string}}}, {type: object, title: Two, properties: {a: {type: string, maxLength: 3}}}]}"
        ),
        "{a?: String}"
    );
}

#[test]
fn demands_alone_are_no_choice() {
    assert_eq!(
        shown(
            "{type: object, properties: {a: {type: string}, b: {type: string}}, oneOf: [{required: [a]}, {required: [b]}]}"
        ),
        "{a?: String, b?: String}"
    );
}

#[test]
fn anything_in_a_choice_is_anything() {
    assert_eq!(shown("{anyOf: [{type: string}, {}]}"), "= Json");
}

#[test]
fn inline_choices_are_laid_out_and_named_ones_are_not() {
    let out = lower(
        "A: {oneOf: [{type: string}, {oneOf: [{type: array, items: {type: string}}, {type: boolean}]}]}
B: {oneOf: [{type: boolean}, {$ref: '#/components/schemas/C'}]}
C: {oneOf: [{type: string}, {type: array, items: {type: string}}]}
",
    );
    assert_eq!(
        out.show("A"),
        "union(string: String, array: [String], boolean: Bool)"
    );
    assert_eq!(out.show("B"), "union(boolean: Bool, C: C)");
}

#[test]
fn two_choices_are_multiplied() {
    assert_eq!(
        shown(
            "{allOf: [{oneOf: [{properties: {a: {type: string}}, required: [a]}, {properties: {b: {type: string}}, required: [b]}]}, \
             {oneOf: [{properties: {c: {type: string}}, required: [c]}, {properties: {d: {type: string}}, required: [d]}]}]}"
        )
        .matches("object")
        .count(),
        8
    );
}

#[test]
fn inline_members_are_named_by_what_only_they_have() {
    assert_eq!(
        shown(
            "{anyOf: [{type: object, properties: {x: {type: string}, y: {type: string}}}, {type: object, properties: {x: {type: string}, z: {type: string}}}]}"
        ),
        "union(object y: <A.<object y> {x?: String, y?: String}>, \
         object z: <A.<object z> {x?: String, z?: String}>)"
    );
    assert_eq!(
        shown(
            "{anyOf: [{type: object, properties: {x: {type: string}}}, {type: object, properties: {x: {type: integer}}}]}"
        ),
        "union(object x string: <A.<object x string> {x?: String}>, \
         object x integer: <A.<object x integer> {x?: I64}>)"
    );
}

#[test]
fn lists_of_text_are_one_list() {
    assert_eq!(
        shown(
            "{anyOf: [{type: array, items: {enum: [a]}}, {type: boolean}, {type: array, items: {enum: [b]}}]}"
        ),
        "union(string array: [<A.<string array>.[] enum('a', 'b')>], boolean: Bool)"
    );
}

#[test]
fn names_of_variants_are_distinct() {
    assert_eq!(
        shown(
            "{anyOf: [{type: array, items: {type: array, items: {type: array, items: {type: number}}}}, {type: array, items: {type: array, items: {type: number}}}]}"
        ),
        "union(number array array array: [[[F64]]], number array array: [[F64]])"
    );
    assert_eq!(
        shown(
            "{anyOf: [{type: object, properties: {x: {type: object, properties: {a: {type: string}}}}}, {type: object, properties: {x: {type: object, properties: {b: {type: string}}}}}]}"
        ),
        "union(object x a: <A.<object x a> {x?: <A.<object x a>.x {a?: String}>}>, \
         object x b: <A.<object x b> {x?: <A.<object x b>.x {b?: String}>}>)"
    );
}

#[test]
fn choices_beside_members_of_a_choice_are_named_by_both() {
    let out = lower(
        "T: {type: object, required: [t], properties: {t: {type: string}}}
I: {type: object, required: [i], properties: {i: {type: string}}}
A:
  oneOf:
    - {type: object, required: [x], properties: {x: {type: string}}, oneOf: [{$ref: '#/components/schemas/T'}, {$ref: '#/components/schemas/I'}]}
    - {type: object, required: [y], properties: {y: {type: string}}, oneOf: [{$ref: '#/components/schemas/T'}, {$ref: '#/components/schemas/I'}]}
",
    );
    assert_eq!(
        out.show("A"),
        "union(T x: <A.<T x> {x: String, t: String}>, I x: <A.<I x> {x: String, i: String}>, \
         T y: <A.<T y> {y: String, t: String}>, I y: <A.<I y> {y: String, i: String}>)"
    );
}

/// What the members of a choice between objects are called, in the order in which they are written;
/// the same must come out whatever that order is.
fn called(members: &[&str]) -> Vec<String> {
    let hints = |members: &[&str]| {
        let out = lower(&format!("A: {{anyOf: [{}]}}\n", members.join(", ")));
        let def = out.types.types.iter().find_map(|def| match &def.item {
            crate::ir::Item::Union(union) => Some(union),
            _ => None,
        });
        let variants = &def.expect("objects that differ are a union").variants;
        let hints = variants.iter().map(|variant| variant.hint.clone());
        hints.collect::<Vec<_>>()
    };
    let forward = hints(members);
    let reversed: Vec<&str> = members.iter().rev().copied().collect();
    let mut backward = hints(&reversed);
    backward.reverse();
    assert_eq!(forward, backward, "the order of branches counts");
    forward
}

fn object(properties: &str, required: &str) -> String {
    format!("{{type: object, properties: {{{properties}}}, required: [{required}]}}")
}

fn called_objects(objects: &[(&str, &str)]) -> Vec<String> {
    let texts: Vec<String> = objects.iter().map(|(p, r)| object(p, r)).collect();
    called(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn objects_are_told_by_what_members_they_have_and_lack() {
    let names = called_objects(&[
        ("a: {type: string}, b: {type: string}", ""),
        ("b: {type: string}, c: {type: string}", ""),
        ("a: {type: string}, c: {type: string}", ""),
        (
            "a: {type: string}, b: {type: string}, c: {type: string}",
            "",
        ),
        ("a: {type: string}", ""),
        ("b: {type: string}", ""),
    ]);
    assert_eq!(
        names,
        [
            "object only a and b",
            "object only b and c",
            "object only a and c",
            "object a and b and c",
            "object only a",
            "object only b",
        ]
    );
}

#[test]
fn objects_are_told_by_values_before_members() {
    let (github, gitlab) = ("type: {const: github}", "type: {const: gitlab}");
    let names = called_objects(&[
        (&format!("{github}, repo: {{type: string}}"), "type"),
        (&format!("{github}, org: {{type: string}}"), "type"),
        (&format!("{gitlab}, repo: {{type: string}}"), "type"),
        (&format!("{gitlab}, org: {{type: string}}"), "type"),
    ]);
    assert_eq!(
        names,
        [
            "github with repo",
            "github with org",
            "gitlab with repo",
            "gitlab with org"
        ]
    );
}

#[test]
fn objects_with_the_same_members_are_told_by_what_differs_in_them() {
    let list = |of: &str| format!("labels: {{type: array, items: {{type: {of}}}}}");
    let names = called_objects(&[(&list("string"), ""), (&list("object"), "")]);
    assert_eq!(names, ["object string labels", "object object labels"]);
    let names = called_objects(&[
        ("state: {enum: [open, draft]}", ""),
        ("state: {enum: [closed, draft]}", ""),
    ]);
    assert_eq!(names, ["object state open", "object state closed"]);
    let names = called_objects(&[
        ("a: {type: string}, b: {type: string}", "a"),
        ("a: {type: string}, b: {type: string}", "a, b"),
        ("a: {type: string}, b: {type: string}", "b"),
    ]);
    assert_eq!(
        names,
        [
            "object optional b",
            "object requiring a and b",
            "object optional a"
        ]
    );
}

#[test]
fn only_what_no_words_tell_apart_has_a_digest() {
    let deep = |of: &str| {
        format!(
            "a: {{properties: {{b: {{properties: {{c: {{properties: {{d: {{type: {of}}}}}}}}}}}}}}}"
        )
    };
    let names = called_objects(&[(&deep("string"), ""), (&deep("integer"), "")]);
    assert_ne!(names[0], names[1]);
    let digest = names[0].strip_prefix("object x").expect("a digest");
    assert_eq!(digest.len(), 6, "{names:?}");
}
