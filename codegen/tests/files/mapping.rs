//! Values of a discriminator's `mapping` that name files.

use super::{Folder, found, input, made, member, types};
use codegen::ir::{Item, Ty};
use codegen::{Input, generate};

#[test]
fn what_a_mapping_alone_names_is_read() {
    let folder = Folder::from([
        (
            "spec/api.yaml",
            "
openapi: 3.2.0
info: {title: t, version: v}
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator:
        propertyName: kind
        defaultMapping: pet%20of%20any%20kind.yaml
        mapping:
          dog: dog.yaml
          cat: 'more/pets.yaml#/components/schemas/Cat'
          hen: Hen
          gone: gone.yaml
    Hen: {allOf: [{$ref: '#/components/schemas/Pet'}]}
",
        ),
        (
            "spec/dog.yaml",
            "{allOf: [{$ref: 'api.yaml#/components/schemas/Pet'}], properties: {name: {type: string}}}",
        ),
        (
            "spec/more/pets.yaml",
            "
components:
  schemas:
    Cat: {allOf: [{$ref: '../api.yaml#/components/schemas/Pet'}], properties: {lives: {type: integer}}}
",
        ),
        (
            "spec/pet of any kind.yaml",
            "{allOf: [{$ref: 'api.yaml#/components/schemas/Pet'}], properties: {what: {type: string}}}",
        ),
    ]);
    let output = made("spec/api.yaml", &folder);
    let found = found(&output);
    assert_eq!(found.lines().count(), 1, "{found}");
    let gone = "spec/api.yaml:17:11: corrected[discriminator-mapping-dangling]";
    assert!(found.starts_with(gone), "{found}");
    assert!(
        found.contains("`spec/gone.yaml` was not supplied"),
        "{found}"
    );
    let names = ["Cat", "Dog", "Hen", "Pet", "PetOfAnyKind"];
    assert_eq!(types(&output), names);
    let mut all = output.names.types.iter();
    let pet = all.position(|ty| ty.name == "Pet");
    let Item::Union(pet) = &output.api.types[pet.expect("it is a type")].item else {
        panic!("a pet is one of several");
    };
    assert_eq!(pet.variants.len(), 4);
}

#[test]
fn a_parent_may_be_in_another_file_than_the_entry() {
    let folder = Folder::from([
        (
            "spec/api.yaml",
            "
openapi: 3.1.0
info: {title: t, version: v}
components:
  schemas:
    Owner: {type: object, properties: {pet: {$ref: 'pets/all.yaml#/components/schemas/Pet'}}}
",
        ),
        (
            "spec/pets/all.yaml",
            "
openapi: 3.1.0
info: {title: t, version: v}
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind, mapping: {cat: Cat, dog: '#/components/schemas/Dog', hen: hen.yaml}}
    Cat: {allOf: [{$ref: '#/components/schemas/Pet'}], properties: {lives: {type: integer}}}
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}], properties: {name: {type: string}}}
",
        ),
        (
            "spec/pets/hen.yaml",
            "
allOf: [{$ref: 'all.yaml#/components/schemas/Pet'}]
properties: {eggs: {type: integer}, mother: {$dynamicRef: 'bird.yaml#bird'}}
",
        ),
        (
            "spec/pets/bird.yaml",
            "{$dynamicAnchor: bird, type: object, properties: {wings: {type: integer}}}",
        ),
    ]);
    let output = made("spec/api.yaml", &folder);
    assert_eq!(found(&output), "");
    let names = ["Bird", "Cat", "Dog", "Hen", "Owner", "Pet"];
    assert_eq!(types(&output), names);
    let Ty::Named(pet) = member(&output, "Owner", "pet") else {
        panic!("a pet has a type of its own");
    };
    assert!(matches!(&output.api.def(*pet).item, Item::Union(pet) if pet.variants.len() == 3));
}

#[test]
fn a_part_has_the_children_of_a_parent_in_another_file() {
    let folder = Folder::from([
        (
            "spec/api.yaml",
            "
openapi: 3.1.0
info: {title: t, version: v}
paths:
  /pets:
    get:
      responses:
        '200':
          description: d
          content: {application/json: {schema: {$ref: 'pet.yaml'}}}
components:
  schemas:
    Cat: {allOf: [{$ref: 'pet.yaml'}], properties: {lives: {type: integer}}}
    Toy: {type: object}
",
        ),
        (
            "spec/pet.yaml",
            "
type: object
required: [kind]
properties: {kind: {type: string}}
discriminator: {propertyName: kind}
",
        ),
    ]);
    let only = vec!["/pets".to_owned()];
    let input = input("spec/api.yaml", &folder);
    let output = generate(Input { only, ..input });
    assert_eq!(found(&output), "");
    // A pet may be of no kind that is known.
    assert_eq!(types(&output), ["Cat", "Pet", "PetPet"]);
}
