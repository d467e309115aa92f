//! Schemas that contain themselves.

use super::{lower, lower_components, read};
use crate::config::Untyped;
use crate::diagnostic::{Diagnostics, Severity};
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

#[test]
fn depth_does_not_exhaust_the_stack() {
    let nested = |open: &str, close: &str, levels: usize| {
        let (open, close) = (open.repeat(levels), close.repeat(levels));
        let schema = format!("{open}{{\"type\":\"string\"}}{close}");
        format!("{{\"openapi\":\"3.1.0\",\"components\":{{\"schemas\":{{\"A\":{schema}}}}}}}")
    };
    let chain = |link: &dyn Fn(usize) -> String| {
        let links: String = (0..3000).map(link).collect();
        format!("openapi: 3.1.0\ncomponents:\n  schemas:\n{links}")
    };
    let texts = [
        nested("{\"items\":", "}", 480),
        nested("{\"properties\":{\"p\":", "}}", 240),
        nested("{\"allOf\":[", "]}", 240),
        nested("{\"oneOf\":[{\"type\":\"boolean\"},", "]}", 240),
        chain(&|n| format!("    A{n}: {{$ref: '#/components/schemas/A{}'}}\n", n + 1)),
        chain(&|n| {
            format!(
                "    A{n}: {{allOf: [{{$ref: '#/components/schemas/A{}'}}]}}\n",
                n + 1
            )
        }),
        chain(&|n| {
            let next = n + 1;
            format!(
                "    A{n}: {{properties: {{p: {{anyOf: [{{type: string}}, {{$ref: '#/components/schemas/A{next}'}}]}}}}}}\n"
            )
        }),
        chain(&|n| {
            let next = n + 1;
            format!(
                "    A{n}: {{properties: {{p: {{properties: {{q: {{$ref: '#/components/schemas/A{next}/properties/p'}}}}}}}}}}\n"
            )
        }),
    ];
    // The main thread has as much.
    let thread = std::thread::Builder::new().stack_size(8 << 20);
    let work = move || {
        texts.iter().for_each(|text| {
            let mut diagnostics = Diagnostics::default();
            let documents = read(text, &mut diagnostics);
            let out = lower_components(&documents, Untyped::Deduced, &mut diagnostics);
            assert!(!out.types.is_empty(), "{text:.100}");
        });
    };
    let done = thread.spawn(work).expect("a thread can be started");
    done.join().expect("every text is lowered");
}

#[test]
fn an_endless_all_of_is_not_null() {
    let out = lower(
        "A: {allOf: [{$ref: '#/components/schemas/B'}]}
B: {allOf: [{$ref: '#/components/schemas/A'}]}
C: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
",
    );
    assert_eq!(out.show("A"), "= Json");
    assert_eq!(out.show("C"), "= A");
    assert_eq!(out.codes(), ["schema-cycle"]);
}

#[test]
fn what_is_part_of_itself_is_what_the_rest_says() {
    let out = lower(
        "A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {x: {type: string}}}]}
B: {type: object, properties: {x: {type: string}}, allOf: [{$ref: '#/components/schemas/B', description: d}]}
C: {anyOf: [{$ref: '#/components/schemas/C'}, {type: string}]}
D: {oneOf: [{type: string}, {$ref: '#/components/schemas/D'}, {type: integer}]}
E: {type: object, properties: {x: {type: string}}, oneOf: [{$ref: '#/components/schemas/E'}, {$ref: '#/components/schemas/A'}]}
",
    );
    for name in ["A", "B", "E"] {
        assert_eq!(out.show(name), "{x?: String}", "{name}");
    }
    assert_eq!(out.show("C"), "= String");
    assert_eq!(out.show("D"), "union(string: String, integer: I64)");
    let place = |pointer: &str| {
        let origin = format!("#/components/schemas/{pointer}");
        (origin, Severity::Corrected)
    };
    let mut places = out.places("schema-within-itself");
    places.sort();
    assert_eq!(
        places,
        ["A/allOf/0", "B/allOf/0", "C/anyOf/0", "D/oneOf/1"].map(place)
    );
    assert_eq!(out.codes(), ["schema-within-itself"]);
}

#[test]
fn parents_that_are_made_of_each_other_are_refused() {
    let out = lower(
        "A: {discriminator: {propertyName: t}, allOf: [{$ref: '#/components/schemas/B'}, {type: object, properties: {t: {type: string}}}]}
B: {discriminator: {propertyName: t}, allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {t: {type: string}}}]}
C: {allOf: [{$ref: '#/components/schemas/C'}]}
",
    );
    let mut refused = out.places("schema-cycle");
    refused.sort();
    let place = |name: &str| (format!("#/components/schemas/{name}"), Severity::Refused);
    assert_eq!(refused, ["A", "B", "C"].map(place));
}

#[test]
fn a_member_that_demands_its_own_object_is_optional() {
    let out = lower(
        "A: {type: object, required: [a, n], properties: {a: {$ref: '#/components/schemas/A'}, n: {type: string}}}
B: {type: object, required: [c], properties: {c: {$ref: '#/components/schemas/C'}}}
C: {type: object, required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}
D: {type: object, required: [b, e, l, m], properties: {b: {$ref: '#/components/schemas/B'}, e: {$ref: '#/components/schemas/E'}, l: {type: array, items: {$ref: '#/components/schemas/D'}}, m: {oneOf: [{$ref: '#/components/schemas/D'}, {type: 'null'}]}}}
E: {oneOf: [{$ref: '#/components/schemas/D'}, {type: string}]}
",
    );
    assert_eq!(out.show("A"), "{a?: A, n: String}");
    assert_eq!(out.show("B"), "{c?: C}");
    assert_eq!(out.show("C"), "{b: B}");
    assert_eq!(out.show("D"), "{b: B, e: E, l: [D], m: D | null}");
    let place = |end: &str| {
        let origin = format!("#/components/schemas/{end}");
        (origin, Severity::Corrected)
    };
    assert_eq!(
        out.places("member-without-end"),
        ["A/properties/a", "B/properties/c"].map(place)
    );
}
