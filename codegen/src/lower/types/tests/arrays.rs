//! Arrays.

use super::lower;

#[test]
fn lists_and_tuples() {
    let out = lower(
        "A: {type: array, items: {type: string}}
B: {type: array}
C: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, maxItems: 2}
D: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}
E: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}
F: {type: array, prefixItems: [{type: string}, {type: integer}]}
G: {items: {type: string}}
H: {type: array, uniqueItems: true, items: {type: array, items: {type: boolean}}}
",
    );
    assert_eq!(out.show("A"), "= [String]");
    assert_eq!(out.show("B"), "= [Json]");
    assert_eq!(out.show("C"), "= (String, I64)");
    assert_eq!(out.show("D"), "= (String, I64)");
    assert_eq!(
        out.show("E"),
        "= [<E.[] union(string: String, integer: I64)>]"
    );
    assert_eq!(out.show("F"), "= [Json]");
    assert_eq!(out.show("G"), "= [String]");
    assert_eq!(out.show("H"), "= [[Bool]]");
    assert_eq!(out.codes(), ["tuple-without-length", "type-missing"]);
}
