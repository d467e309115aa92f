//! `allOf`.

use super::lower;
use crate::diagnostic::Severity;

#[test]
fn members_and_demands_are_united() {
    let out = lower(
        "Base: {type: object, required: [id], properties: {id: {type: integer}, name: {type: string}}}
A:
  allOf:
    - $ref: '#/components/schemas/Base'
    - {type: object, required: [name, more], properties: {more: {type: boolean}}}
B:
  allOf: [{$ref: '#/components/schemas/Base'}]
  properties: {extra: {type: string}}
",
    );
    assert_eq!(out.show("A"), "{id: I64, name: String, more: Bool}");
    assert_eq!(out.show("B"), "{id: I64, name?: String, extra?: String}");
}

#[test]
fn the_narrower_of_two_members_wins() {
    let out = lower(
        "Kind: {type: string, enum: [cat, dog]}
X: {type: object, properties: {p: {type: string}}}
Y: {allOf: [{$ref: '#/components/schemas/X'}, {properties: {q: {type: string}}}]}
Base:
  type: object
  required: [kind]
  properties:
    kind: {$ref: '#/components/schemas/Kind'}
    id: {type: string}
    count: {type: number}
    same: {$ref: '#/components/schemas/X'}
    child: {$ref: '#/components/schemas/X'}
Cat:
  allOf:
    - $ref: '#/components/schemas/Base'
    - properties:
        kind: {const: cat}
        id: {type: string, format: uuid}
        count: {type: integer}
        same: {$ref: '#/components/schemas/X', description: Words.}
        child: {$ref: '#/components/schemas/Y'}
",
    );
    assert_eq!(
        out.show("Cat"),
        "{kind: 'cat', id?: Uuid, count?: I64, same?: X, child?: Y}"
    );
}

#[test]
fn objects_that_meet_in_a_member_are_merged() {
    let out = lower(
        "A:
  allOf:
    - {type: object, properties: {o: {type: object, properties: {x: {type: string}}}}}
    - {type: object, properties: {o: {type: object, properties: {y: {type: string}}}}}
",
    );
    assert_eq!(out.show("A"), "{o?: <A.o {x?: String, y?: String}>}");
}

#[test]
fn scalars_are_narrowed() {
    let out = lower(
        "S: {type: string, enum: [a, b, c]}
A: {allOf: [{$ref: '#/components/schemas/S'}, {enum: [b, c, d]}]}
B: {allOf: [{type: string, pattern: a}, {type: string, pattern: b}]}
C: {allOf: [{type: number}, {type: integer, minimum: 3}]}
",
    );
    assert_eq!(out.show("A"), "enum('b', 'c')");
    assert_eq!(out.show("B"), "= String");
    assert_eq!(out.show("C"), "= I64");
}

#[test]
fn what_excludes_itself_is_widened_where_it_is() {
    let out = lower(
        "A: {type: object, properties: {x: {allOf: [{type: string}, {type: object}]}}}
B: {allOf: [{enum: [a]}, {enum: [b]}]}
",
    );
    assert_eq!(out.show("A"), "{x?: Json | null}");
    assert_eq!(out.show("B"), "= String");
    assert_eq!(
        out.places("schemas-contradict"),
        [
            (
                "#/components/schemas/A/properties/x".to_owned(),
                Severity::Widened
            ),
            ("#/components/schemas/B".to_owned(), Severity::Widened),
        ]
    );
}

#[test]
fn a_choice_beside_members_is_made_for_all_of_them() {
    let out = lower(
        "Cat: {type: object, required: [kind], properties: {kind: {const: cat}, claws: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
A:
  type: object
  required: [id]
  properties: {id: {type: string}}
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
B: {allOf: [{type: object, properties: {id: {type: string}}}, {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}]}
C: {type: object, oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
",
    );
    assert_eq!(
        out.show("A"),
        "union by kind('cat': <A.<cat> {id: String, kind: 'cat', claws?: I64}>, \
         'dog': <A.<dog> {id: String, kind: 'dog'}>)"
    );
    assert_eq!(
        out.show("B"),
        "union by kind('cat': <B.<cat> {id?: String, kind: 'cat', claws?: I64}>, \
         'dog': <B.<dog> {id?: String, kind: 'dog'}>)"
    );
    assert_eq!(out.show("C"), "union by kind('cat': Cat, 'dog': Dog)");
}

#[test]
fn a_child_of_a_parent_that_offers_it_is_no_cycle() {
    let out = lower(
        "Pet:
  type: object
  required: [kind]
  properties: {kind: {type: string}}
  discriminator: {propertyName: kind}
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {tricks: {type: integer}}}]}
",
    );
    assert_eq!(out.show("Pet"), "union by kind('Cat': Cat, 'Dog': Dog)");
    assert_eq!(out.show("Cat"), "{kind: String prefill 'Cat', claws?: I64}");
}

#[test]
fn children_of_a_parent_without_a_choice_are_found() {
    let out = lower(
        "Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: Cat}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {claws: {type: integer}}}]}
Lion: {allOf: [{$ref: '#/components/schemas/Cat'}]}
House: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
",
    );
    assert_eq!(out.show("House"), "{pet?: Pet}");
    assert_eq!(out.show("Pet"), "union by kind('cat': Cat, 'Lion': Lion)");
    assert_eq!(out.show("Cat"), "{kind: String prefill 'cat', claws?: I64}");
    assert_eq!(
        out.show("Lion"),
        "{kind: String prefill 'Lion', claws?: I64}"
    );
}

#[test]
fn a_cycle_of_all_of_is_refused() {
    let out = lower(
        "A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, properties: {a: {type: string}}}]}
B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {b: {type: string}}}]}
",
    );
    assert_eq!(out.show("A"), "= Json");
    assert_eq!(out.codes(), ["schema-cycle"]);
}

#[test]
fn where_schemas_meet_twice_the_first_place_by_name_counts() {
    let text = |first: &str, second: &str| {
        format!(
            "P: {{type: object, properties: {{o: {{type: object, properties: {{x: {{type: string}}}}}}}}}}
Q: {{type: object, properties: {{o: {{type: object, properties: {{y: {{type: string}}}}}}}}}}
{first}: {{allOf: [{{$ref: '#/components/schemas/P'}}, {{$ref: '#/components/schemas/Q'}}], properties: {{{first}: {{type: string}}}}}}
{second}: {{allOf: [{{$ref: '#/components/schemas/P'}}, {{$ref: '#/components/schemas/Q'}}], properties: {{{second}: {{type: string}}}}}}
"
        )
    };
    let expected = "{o?: <A.o {x?: String, y?: String}>, A?: String}";
    assert_eq!(lower(&text("A", "B")).show("A"), expected);
    assert_eq!(lower(&text("B", "A")).show("A"), expected);
}
