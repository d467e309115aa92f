//! Scalars by type and format.

use super::lower;

#[test]
fn formats_of_the_runtime_are_kept_and_others_ignored() {
    for (schema, expected) in [
        ("{type: boolean}", "Bool"),
        ("{type: integer}", "I64"),
        ("{type: integer, format: int32}", "I32"),
        ("{type: integer, format: uint64}", "U64"),
        ("{type: integer, format: int32, maximum: 2147483647}", "I32"),
        ("{type: integer, format: int32, maximum: 4294967295}", "I64"),
        ("{type: integer, format: uint8, minimum: -1}", "I64"),
        ("{type: integer, format: int16, default: 40000}", "I64"),
        ("{type: integer, format: unix}", "I64"),
        ("{type: number, format: float}", "F64"),
        ("{type: number, format: decimal}", "F64"),
        ("{type: string, format: date-time}", "DateTime"),
        ("{type: string, format: uuid4}", "Uuid"),
        ("{type: string, format: ipvanynetwork}", "IpNetwork"),
        ("{type: string, format: url}", "Uri"),
        ("{type: string, format: binary}", "String"),
        ("{type: string, format: 'P(n)Y(n)M'}", "String"),
        ("{type: string, contentEncoding: base64}", "Base64"),
        ("{type: object, format: Rule}", "map Json"),
        (
            "{type: string, contentMediaType: application/json, contentSchema: {type: array, items: {type: integer}}}",
            "text of [I64]",
        ),
    ] {
        let out = lower(&format!("A: {schema}\n"));
        assert_eq!(out.show("A"), format!("= {expected}"), "{schema}");
    }
}

#[test]
fn limits_are_counted_and_do_not_bear_on_types() {
    let out = lower(
        "A: {type: integer, minimum: 0, maximum: 9223372036854776000}\nB: {type: string, pattern: '^(?=a)', minLength: 1}\n",
    );
    assert_eq!(out.show("A"), "= I64");
    assert_eq!(out.show("B"), "= String");
    let counted: Vec<_> = out.diagnostics.unchecked.into_iter().collect();
    assert_eq!(
        counted,
        [
            ("maximum", 1),
            ("minLength", 1),
            ("minimum", 1),
            ("pattern", 1)
        ]
    );
}
