//! What is split and what is not, by small documents.

use crate::ir::{BodyContent, Item, Ty};
use crate::load::Source;
use crate::lock::Lock;
use crate::{Input, Output, generate};

/// A document with one operation that sends `body` and answers `answer`, both names of components.
fn generated(body: &str, answer: &str, schemas: &str, lock: &Lock) -> Output {
    let content = |schema: &str| {
        format!("{{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}")
    };
    let text = format!(
        "openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /things:
    post:
      requestBody: {{content: {}}}
      responses: {{'200': {{description: It, content: {}}}}}
components:
  schemas:
{schemas}",
        content(body),
        content(answer)
    );
    generate(Input {
        sources: vec![Source {
            name: "test.yaml".into(),
            text,
        }],
        lock: lock.clone(),
        ..Input::default()
    })
}

/// Each type with its members, `?` behind those that may be absent.
fn shown(output: &Output) -> Vec<String> {
    let types = output.api.types.iter().zip(&output.names.types);
    let shown = types.filter_map(|(def, names)| {
        let Item::Struct(item) = &def.item else {
            return None;
        };
        let fields = item.fields.iter().map(|field| {
            let optional = if field.required { "" } else { "?" };
            format!("{}{optional}", field.wire_name)
        });
        let fields: Vec<String> = fields.collect();
        Some(format!("{}: {}", names.name, fields.join(" ")))
    });
    shown.collect()
}

/// The name of the type that the operation sends.
fn sent(output: &Output) -> &str {
    let body = output.api.operations[0]
        .body
        .as_ref()
        .expect("there is one");
    match &body.content {
        BodyContent::Json(Ty::Named(id)) => &output.names.types[id.0].name,
        other => panic!("{other:?}"),
    }
}

const PLAIN: &str = "    Pet: {type: object, required: [name], properties: {name: {type: string}, tag: {type: string}}}\n";
const READ_ONLY: &str = "    Pet: {type: object, required: [id, name], properties: {id: {type: integer, readOnly: true}, name: {type: string}}}\n";
const NESTED: &str = "    Pet: {type: object, required: [owner], properties: {owner: {$ref: '#/components/schemas/Owner'}, toys: {type: array, items: {$ref: '#/components/schemas/Toy'}}}}
    Owner: {type: object, required: [key], properties: {key: {type: string, writeOnly: true}, name: {type: string}}}
    Toy: {type: object, properties: {name: {type: string}, id: {type: string, readOnly: true}}}\n";

#[test]
fn what_is_the_same_both_ways_is_one_type() {
    let output = generated("Pet", "Pet", PLAIN, &Lock::default());
    assert_eq!(shown(&output), ["Pet: name tag?"]);
    // An optional member that is only read is simply not offered.
    let optional = READ_ONLY.replace("[id, name]", "[name]");
    let output = generated("Pet", "Pet", &optional, &Lock::default());
    assert_eq!(shown(&output), ["Pet: id? name"]);
    assert_eq!(sent(&output), "Pet");
}

#[test]
fn what_excludes_itself_is_in_both_messages() {
    let both = "    Pet:
      type: object
      required: [id, name]
      properties: {id: {type: string, readOnly: true, writeOnly: true}, name: {type: string}}
";
    let output = generated("Pet", "Pet", both, &Lock::default());
    assert_eq!(shown(&output), ["Pet: id name"]);
    let parts = "    Pet:
      type: object
      required: [id]
      allOf: [{properties: {id: {type: string, readOnly: true}}}, {properties: {id: {writeOnly: true}}}]
";
    let output = generated("Pet", "Pet", parts, &Lock::default());
    assert_eq!(shown(&output), ["Pet: id"]);
}

#[test]
fn required_and_read_only_splits() {
    let output = generated("Pet", "Pet", READ_ONLY, &Lock::default());
    assert_eq!(shown(&output), ["Pet: id name", "PetInput: name"]);
    assert_eq!(sent(&output), "PetInput");
}

#[test]
fn whatever_holds_what_is_split_is_split() {
    let output = generated("Pet", "Pet", NESTED, &Lock::default());
    assert_eq!(
        shown(&output),
        [
            "Pet: owner toys?",
            "Owner: name?",
            "Toy: name? id?",
            "PetInput: owner toys?",
            "OwnerInput: key name?"
        ]
    );
    assert_eq!(sent(&output), "PetInput");
}

#[test]
fn in_one_direction_nothing_has_to_be_given_that_goes_the_other_way() {
    let schemas = format!(
        "{READ_ONLY}    Key: {{type: object, required: [id, key], properties: {{id: {{type: string}}, key: {{type: string, writeOnly: true}}}}}}\n"
    );
    let output = generated("Pet", "Key", &schemas, &Lock::default());
    assert_eq!(shown(&output), ["Pet: id? name", "Key: id key?"]);
}

#[test]
fn tags_are_sent_and_received() {
    let union = "    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
    Cat: {type: object, required: [kind, id], properties: {kind: {type: string, readOnly: true}, id: {type: string, readOnly: true}}}
    Dog: {type: object, required: [kind], properties: {kind: {const: Dog, readOnly: true}}}\n";
    let output = generated("Pet", "Pet", union, &Lock::default());
    assert_eq!(
        shown(&output),
        ["Cat: kind id", "Dog: kind", "CatInput: kind"]
    );
    assert_eq!(sent(&output), "PetInput");
}

#[test]
fn a_split_that_was_published_stays() {
    let first = generated("Pet", "Pet", READ_ONLY, &Lock::default());
    let text = first.lock.to_string();
    assert!(text.contains("type Pet/input = PetInput\n"), "{text}");
    let later = generated("Pet", "Pet", PLAIN, &first.lock);
    assert_eq!(shown(&later), ["Pet: name tag?", "PetInput: name tag?"]);
    assert_eq!(later.lock.to_string().matches("type Pet/input").count(), 1);
}

#[test]
fn a_component_keeps_a_name_that_a_split_would_take() {
    let schemas = format!(
        "{READ_ONLY}    PetInput: {{type: object, properties: {{x: {{$ref: '#/components/schemas/Pet'}}}}}}\n"
    );
    let output = generated("Pet", "Pet", &schemas, &Lock::default());
    assert_eq!(
        shown(&output),
        ["Pet: id name", "PetInput: x?", "PetRequestInput: name"]
    );
}

#[test]
fn recursion_is_split_once() {
    let schemas = "    Pet: {type: object, required: [id], properties: {id: {type: string, readOnly: true}, parent: {$ref: '#/components/schemas/Pet'}}}\n";
    let output = generated("Pet", "Pet", schemas, &Lock::default());
    assert_eq!(shown(&output), ["Pet: id parent?", "PetInput: parent?"]);
    let Item::Struct(input) = &output.api.types[1].item else {
        panic!("an object is a struct");
    };
    assert_eq!(input.fields[0].ty, Ty::Named(crate::ir::TypeId(1)));
}

#[test]
fn a_type_that_was_sent_stays_one() {
    let key = "    Key: {type: object, properties: {key: {type: string}}}\n";
    // Sent and received, and alike until now.
    let first = generated("Pet", "Pet", PLAIN, &Lock::default());
    let later = generated("Pet", "Pet", READ_ONLY, &first.lock);
    assert_eq!(shown(&later), ["Pet: id? name"]);
    let again = generated("Pet", "Pet", READ_ONLY, &later.lock);
    assert_eq!((&later.lock, shown(&later)), (&again.lock, shown(&again)));

    // Sent until now, and received too from now on.
    let schemas = format!("{READ_ONLY}{key}");
    let first = generated("Pet", "Key", &schemas, &Lock::default());
    let later = generated("Pet", "Pet", &schemas, &first.lock);
    assert_eq!(shown(&first)[0], shown(&later)[0]);
    assert_eq!(sent(&later), "Pet");

    // No answer has what has to be sent.
    let required = PLAIN.replace(
        "tag: {type: string}",
        "name: {type: string, writeOnly: true}",
    );
    let required = required.replace("name: {type: string}, ", "");
    let first = generated("Pet", "Pet", PLAIN, &Lock::default());
    let later = generated("Pet", "Pet", &required, &first.lock);
    assert_eq!(shown(&later), ["Pet: name?", "PetInput: name"]);
}

#[test]
fn a_type_that_was_received_keeps_its_members_when_it_is_split() {
    let schemas = "    Pet: {type: object, required: [id, key], properties: {id: {type: string, readOnly: true}, key: {type: string, writeOnly: true}}}
    Key: {type: object, properties: {key: {type: string}}}\n";
    let first = generated("Key", "Pet", schemas, &Lock::default());
    let later = generated("Pet", "Pet", schemas, &first.lock);
    assert_eq!(shown(&first)[0], "Pet: id key?");
    assert_eq!(
        shown(&later),
        ["Pet: id key?", "Key: key?", "PetInput: key"]
    );
    let again = generated("Pet", "Pet", schemas, &later.lock);
    assert_eq!(shown(&later), shown(&again));
}
