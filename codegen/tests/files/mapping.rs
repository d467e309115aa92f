//! Values of a discriminator's `mapping` that name files.

use super::{Folder, found, made, types};
use codegen::ir::Item;

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
