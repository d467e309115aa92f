//! Members that tell the variants of a union apart.

use super::lower;
use crate::diagnostic::Severity;

#[test]
fn a_mapping_selects_by_reference_name_and_object() {
    let out = lower(
        "A: {type: object, properties: {t: {type: string}, a: {type: string}}, required: [t]}
B: {type: object, properties: {t: {type: string}, b: {type: string}}, required: [t]}
C: {type: object, properties: {t: {type: string}, c: {type: string}}, required: [t]}
D: {type: object, properties: {t: {type: string}, d: {type: string}}, required: [t]}
U:
  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}]
  discriminator:
    propertyName: t
    mapping: {a: '#/components/schemas/A', b: B, c: {$ref: '#/components/schemas/C'}, bb: B}
",
    );
    assert_eq!(
        out.show("U"),
        "union by t('a': A, 'b'/'bb': B, 'c': C, 'D': D)"
    );
    assert_eq!(out.show("A"), "{t: String prefill 'a', a?: String}");
    assert_eq!(out.show("B"), "{t: String, b?: String}");
    assert_eq!(out.codes(), ["mapping-object"]);
}

#[test]
fn constants_select_without_a_discriminator() {
    let out = lower(
        "Start: {type: object, required: [action], properties: {action: {const: start}}}
Other: {type: object, required: [action], properties: {action: {enum: [stop, reboot]}, x: {type: string}}}
U: {anyOf: [{$ref: '#/components/schemas/Start'}, {$ref: '#/components/schemas/Other'}]}
",
    );
    assert_eq!(
        out.show("U"),
        "union by action('start': Start, 'stop'/'reboot': Other)"
    );
    assert_eq!(out.show("Start"), "{action: 'start'}");
    assert_eq!(
        out.show("Other"),
        "{action: <Other.action enum('stop', 'reboot')>, x?: String}"
    );
}

#[test]
fn equal_constants_do_not_select() {
    let out = lower(
        "Short: {type: object, required: [type], properties: {type: {const: fixed}}}
Long: {type: object, required: [type, more], properties: {type: {const: fixed}, more: {type: string}}}
U: {anyOf: [{$ref: '#/components/schemas/Short'}, {$ref: '#/components/schemas/Long'}]}
",
    );
    assert_eq!(out.show("U"), "union(Short: Short, Long: Long)");
}

#[test]
fn the_variants_own_boolean_wins_over_the_spelling_of_the_mapping() {
    let out = lower(
        "On: {type: object, required: [enabled], properties: {enabled: {type: boolean, const: true}, x: {type: string}}}
Off: {type: object, required: [enabled], properties: {enabled: {type: boolean, const: false}}}
U:
  oneOf: [{$ref: '#/components/schemas/On'}, {$ref: '#/components/schemas/Off'}]
  discriminator: {propertyName: enabled, mapping: {'True': '#/components/schemas/On', 'False': '#/components/schemas/Off'}}
",
    );
    assert_eq!(out.show("U"), "union by enabled(true: On, false: Off)");
    assert_eq!(
        out.places("discriminator-mapping-mismatch"),
        [
            (
                "#/components/schemas/U/discriminator/mapping/True".to_owned(),
                Severity::Corrected
            ),
            (
                "#/components/schemas/U/discriminator/mapping/False".to_owned(),
                Severity::Corrected
            ),
        ]
    );
}

#[test]
fn a_tag_that_a_variant_does_not_fix_is_written_all_the_same() {
    let out = lower(
        "A: {type: object, properties: {t: {type: string, default: a}}}
B: {type: object, properties: {b: {type: string}}}
C: {type: object, properties: {t: {const: c}}}
D: {type: object, properties: {d: {type: string}}}
U:
  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/D'}]
  discriminator: {propertyName: t, mapping: {a: A, b: B, c: C, d: D}}
",
    );
    assert_eq!(out.show("U"), "union by t('a': A, 'b': B, 'c': C, 'd': D)");
    assert_eq!(out.show("A"), "{t?: String prefill 'a'}");
    assert_eq!(out.show("B"), "{b?: String, t?: String prefill 'b'}");
    assert_eq!(out.show("C"), "{t?: <C.t enum('c')> prefill 'c'}");
    assert_eq!(out.show("D"), "{d?: String, t?: String prefill 'd'}");
}

#[test]
fn shared_values_are_settled_by_the_mapping() {
    let out = lower(
        "Kind: {type: string, enum: [a, b]}
Base: {type: object, required: [kind], properties: {kind: {$ref: '#/components/schemas/Kind'}}}
A: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {x: {type: string}}}]}
B: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {y: {type: string}}}]}
U:
  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
  discriminator: {propertyName: kind, mapping: {a: A, b: B}}
",
    );
    assert_eq!(out.show("U"), "union by kind('a': A, 'b': B)");
    assert_eq!(out.show("A"), "{kind: Kind prefill 'a', x?: String}");
}

#[test]
fn named_unions_nest_with_all_their_tags() {
    let out = lower(
        "A: {type: object, required: [t], properties: {t: {const: a}}}
B: {type: object, required: [t], properties: {t: {const: b}}}
C: {type: object, required: [t], properties: {t: {const: c}}}
Inner: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}
U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/Inner'}]}
V: {oneOf: [{$ref: '#/components/schemas/A'}, {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}]}
",
    );
    assert_eq!(out.show("U"), "union by t('a': A, 'b'/'c': Inner)");
    assert_eq!(out.show("V"), "union by t('a': A, 'b': B, 'c': C)");
}

#[test]
fn a_discriminator_that_cannot_select_gives_way_to_the_best_match() {
    let out = lower(
        "A: {type: object, properties: {t: {type: string}}}
U:
  oneOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {x: {type: string}}}]
  discriminator: {propertyName: t, mapping: {a: A, gone: Gone, odd: Other}}
V:
  oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]
  discriminator: {propertyName: t}
Other: {type: object}
",
    );
    assert!(out.show("U").starts_with("union(A: A"));
    assert_eq!(out.show("V"), "union(A: A, string: String)");
    assert_eq!(
        out.codes(),
        [
            "discriminator-mapping-dangling",
            "discriminator-mapping-unused",
            "discriminator-unreachable",
            "discriminator-without-object"
        ]
    );
}

#[test]
fn numbers_of_any_spelling_are_tags_and_only_fitting_ones_are_written() {
    let out = lower(
        "A: {type: object, required: [v], properties: {v: {type: number, const: 1.0}}}
B: {type: object, required: [v], properties: {v: {type: number, const: 2.5}}}
C: {type: object, required: [v], properties: {v: {type: integer}}}
U:
  oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]
  discriminator: {propertyName: v, mapping: {'1.0': A, '2.5': B, '3': C}}
V:
  oneOf: [{$ref: '#/components/schemas/C'}, {$ref: '#/components/schemas/A'}]
  discriminator: {propertyName: v}
",
    );
    assert!(
        out.show("U")
            .starts_with("union by v(1: A, Number(Float(2.5)): B, 3: C")
    );
    // The name of C is no integer, so that no value of `v` selects it.
    assert_eq!(out.show("V"), "union(C: C, A: A)");
    assert_eq!(out.show("C"), "{v: I64 prefill 3}");
    assert_eq!(out.codes(), ["discriminator-unreachable"]);
}

#[test]
fn a_default_is_for_what_no_tag_selects() {
    let out = lower(
        "Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
Pet: {type: object, properties: {kind: {type: string}, name: {type: string}}}
U:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Pet'}]
  discriminator: {propertyName: kind, defaultMapping: Pet}
V:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Pet'}]
  discriminator: {propertyName: kind, defaultMapping: Gone}
",
    );
    let default = |name: &str| {
        let is_it = |def: &&crate::ir::TypeDef| def.origin.last_token().as_deref() == Some(name);
        match &out
            .types
            .types
            .iter()
            .find(is_it)
            .expect("it is there")
            .item
        {
            crate::ir::Item::Union(union) => union.default,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((default("U"), default("V")), (Some(1), None));
    assert_eq!(out.codes(), ["discriminator-mapping-dangling"]);
}

/// Two that are told apart by `type`, and two that are not.
const TOLD_AND_NOT: &str =
    "X: {type: object, required: [type, x], properties: {type: {type: string}, x: {type: integer}}}
Y: {type: object, required: [type, y], properties: {type: {type: string}, y: {type: integer}}}
Z: {type: object, required: [type, z], properties: {type: {type: string}, z: {type: integer}}}
Q: {type: object, required: [q], properties: {q: {type: boolean}}}
R: {type: object, required: [r], properties: {r: {type: boolean}}}
";

#[test]
fn of_several_choices_the_one_with_the_discriminator_has_the_tags() {
    let told = "oneOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}]";
    let within = "oneOf: [{$ref: '#/components/schemas/X'}, {anyOf: [{$ref: '#/components/schemas/Y'}, {$ref: '#/components/schemas/Z'}]}]";
    let not = "[{$ref: '#/components/schemas/Q'}, {$ref: '#/components/schemas/R'}]";
    let named = "discriminator: {propertyName: type}";
    let mapped = "discriminator: {propertyName: type, mapping: {X: X, Y: Y}}";
    for schema in [
        format!("{told}, anyOf: {not}, {named}"),
        format!("{told}, anyOf: {not}, {mapped}"),
        format!("{within}, anyOf: {not}, {named}"),
        format!("{within}, anyOf: {not}, {mapped}"),
        format!("allOf: [{{{told}, {named}}}, {{oneOf: {not}}}]"),
        format!("allOf: [{{oneOf: {not}}}, {{{told}, {named}}}]"),
        format!("allOf: [{{oneOf: {not}}}, {{{told}, {mapped}}}]"),
    ] {
        let out = lower(&format!("B: {{{schema}}}\n{TOLD_AND_NOT}"));
        let union = out.show("B");
        assert_eq!(union.matches("'X': ").count(), 2, "{schema}: {union}");
        assert_eq!(union.matches("'Y': ").count(), 2, "{schema}: {union}");
        assert!(out.codes().is_empty(), "{schema}: {:?}", out.codes());
    }
}
