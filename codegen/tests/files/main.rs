//! Documents of several files: where a reference leads, and that each file is read as one.

mod components;
mod mapping;

use codegen::diagnostic::Diagnostics;
use codegen::diagnostic::{lines, locate};
use codegen::ir::{AnswerContent, Item, Ty};
use codegen::load::{Source, external_files, is_self_contained, load};
use codegen::{Input, Output, Target, generate};
use std::collections::BTreeMap;

/// A folder: texts by path.
type Folder = BTreeMap<&'static str, &'static str>;

/// What the generator makes of the first path.
fn made(entry: &str, folder: &Folder) -> Output {
    generate(input(entry, folder))
}

/// The first path, with all files that it needs and that are there.
fn input(entry: &str, folder: &Folder) -> Input {
    let source = |name: &str| {
        let text = folder.get(name)?;
        Some(Source {
            name: name.to_owned(),
            text: (*text).to_owned(),
        })
    };
    let mut sources = vec![source(entry).expect("the entry is there")];
    // Whoever reads files asks this first.
    while !is_self_contained(&sources[0].text) {
        let known = sources.len();
        let documents = load(sources.clone(), &mut Diagnostics::default());
        let needed = external_files(&documents);
        let needed = needed.iter().filter_map(|name| source(name));
        sources.extend(needed.collect::<Vec<_>>());
        if sources.len() == known {
            break;
        }
    }
    Input {
        sources,
        label: entry.to_owned(),
        target: Target::Product {
            crate_name: "files".to_owned(),
            product: "api".to_owned(),
        },
        ..Input::default()
    }
}

/// What is found, a line for each.
fn found(output: &Output) -> String {
    lines(&locate(&output.findings.open, &output.documents))
}

fn types(output: &Output) -> Vec<&str> {
    let mut names: Vec<&str> = output
        .names
        .types
        .iter()
        .map(|ty| ty.name.as_str())
        .collect();
    names.sort_unstable();
    names
}

/// The type of a member of a type.
fn member<'o>(output: &'o Output, name: &str, member: &str) -> &'o Ty {
    let index = output.names.types.iter().position(|ty| ty.name == name);
    let def = &output.api.types[index.expect("there is such a type")];
    let Item::Struct(object) = &def.item else {
        panic!("{name} is no struct");
    };
    let mut fields = object.fields.iter();
    &fields
        .find(|field| field.wire_name == member)
        .expect("a member")
        .ty
}

fn shop() -> Folder {
    Folder::from([
        (
            "shop/api/openapi.yaml",
            "
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /pets: {$ref: paths/pets.yaml}
  /toys: {$ref: '../common/all%20paths.json#/toys'}
components:
  schemas:
    Kind: {$ref: '../common/all%20paths.json#/kinds/kind~1of%20pet'}
",
        ),
        (
            "shop/api/paths/pets.yaml",
            "
get:
  operationId: listPets
  parameters: [{$ref: '../../common/parameters.yaml#/limit'}]
  responses:
    '200': {$ref: ../responses/list.json}
",
        ),
        (
            "shop/api/responses/list.json",
            r#"{"description": "Pets.",
               "headers": {"X-Total": {"$ref": "../../common/parameters.yaml#/total"}},
               "content": {"application/json": {"schema": {"$ref": "../schemas/pet.yaml"}}}}"#,
        ),
        (
            "shop/api/schemas/pet.yaml",
            "
type: object
properties:
  owner: {$ref: ./../schemas/owner.yaml}
  kind: {$ref: '../openapi.yaml#/components/schemas/Kind'}
",
        ),
        (
            "shop/api/schemas/owner.yaml",
            "
type: object
properties:
  pets: {type: array, items: {$ref: pet.yaml}}
  first: {$ref: '../schemas/./pet.yaml#'}
  old: {$ref: '../../../shared/old.yaml#/components/schemas/Old'}
",
        ),
        (
            "shop/common/parameters.yaml",
            "
limit: {name: limit, in: query, schema: {type: integer}}
total: {schema: {type: integer}}
",
        ),
        (
            "shop/common/all paths.json",
            r##"{"kinds": {"kind/of pet": {"type": "string", "enum": ["cat", "dog"]}},
                "toys": {"post": {"requestBody": {"$ref": "#/body"}, "responses": {"204": {"description": "Done."}}}},
                "body": {"required": true, "content": {"application/json": {"schema": {"$ref": "../api/schemas/pet.yaml"}}}}}"##,
        ),
        // A document of 3.0 beside the entry's folder, which refers to one of 3.1.
        (
            "shared/old.yaml",
            "
openapi: 3.0.3
info: {title: Old, version: '1'}
paths: {}
components:
  schemas:
    Old:
      type: object
      properties:
        name: {type: string, nullable: true}
        new: {$ref: 'new.yaml#/components/schemas/New'}
",
        ),
        (
            "shared/new.yaml",
            "
openapi: 3.1.0
info: {title: New, version: '1'}
components:
  schemas:
    New:
      type: object
      properties:
        name: {type: [string, 'null']}
        old: {$ref: 'old.yaml#/components/schemas/Old'}
",
        ),
    ])
}

#[test]
fn references_lead_through_folders() {
    let output = made("shop/api/openapi.yaml", &shop());
    assert_eq!(found(&output), "");
    // However a file is spelled, it makes each of its types once.
    assert_eq!(types(&output), ["Kind", "New", "Old", "Owner", "Pet"]);
    let list = &output.api.operations[0];
    assert_eq!(list.parameters[0].name, "limit");
    let answer = &list.answers[0];
    assert_eq!(answer.headers[0].name, "X-Total");
    let AnswerContent::Json {
        ty: pet @ Ty::Named(_),
        ..
    } = &answer.content
    else {
        panic!("an answer is a pet: {answer:?}");
    };
    assert_eq!(member(&output, "Owner", "first"), pet);
    assert_eq!(
        member(&output, "Owner", "pets"),
        &Ty::List(Box::new(pet.clone()))
    );
    assert_eq!(output.api.operations[1].method, "POST");
}

#[test]
fn each_file_speaks_its_own_version() {
    let output = made("shop/api/openapi.yaml", &shop());
    for name in ["Old", "New"] {
        let ty = member(&output, name, "name");
        assert!(matches!(ty, Ty::Nullable(_)), "{name}: {ty:?}");
    }
}

/// A document with one schema that is a reference.
fn referring(reference: &str) -> Output {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{title: t, version: v}}\ncomponents:\n  schemas:\n    A: {{$ref: '{reference}'}}\n"
    );
    let folder = Folder::from([
        ("spec/api.yaml", &*text.leak()),
        ("spec/empty.yaml", ""),
        ("spec/loop.yaml", "A: {$ref: 'back.yaml#/A'}"),
        ("spec/back.yaml", "A: {$ref: 'loop.yaml#/A'}"),
    ]);
    made("spec/api.yaml", &folder)
}

#[test]
fn what_is_not_there_is_told_with_its_place() {
    for (reference, told) in [
        ("gone.yaml#/A", "The file `spec/gone.yaml` was not supplied"),
        (
            "../../gone.yaml",
            "The file `../gone.yaml` was not supplied",
        ),
        (
            "https://example.com/a.yaml#/A",
            "is on the network, and nothing is fetched from there",
        ),
        ("//example.com/a.yaml", "is on the network"),
        ("empty.yaml#/A", "leads to nothing"),
        (
            "#/components/schemas/%zz",
            "is neither a JSON pointer nor an anchor",
        ),
        ("loop.yaml#/A", "schema-cycle"),
    ] {
        let output = referring(reference);
        let found = found(&output);
        assert!(found.contains(told), "{reference}: {found}");
        let place = if told == "schema-cycle" {
            ".yaml:1:"
        } else {
            "spec/api.yaml:5:9: refused[ref-dangling]"
        };
        assert!(found.contains(place), "{reference}: {found}");
    }
}

#[test]
fn a_document_is_known_by_the_name_it_gives_itself() {
    let folder = Folder::from([
        (
            "spec/api.yaml",
            "
openapi: 3.2.0
$self: https://example.com/v1/openapi
info: {title: t, version: v}
components:
  schemas:
    A:
      type: object
      properties:
        by_self: {$ref: 'https://example.com/v1/openapi#/components/schemas/B'}
        by_base: {$ref: 'openapi#/components/schemas/B'}
        by_file: {$ref: 'other.yaml#/components/schemas/C'}
    B: {type: object}
",
        ),
        (
            "spec/other.yaml",
            "
openapi: 3.2.0
$self: https://example.com/v1/other.yaml
info: {title: t, version: v}
components:
  schemas:
    C: {type: object, properties: {back: {$ref: 'openapi#/components/schemas/B'}}}
",
        ),
    ]);
    let output = made("spec/api.yaml", &folder);
    assert_eq!(found(&output), "");
    assert_eq!(types(&output), ["A", "B", "C"]);
    let b = member(&output, "A", "by_self");
    assert_eq!(member(&output, "A", "by_base"), b);
    assert_eq!(member(&output, "C", "back"), b);
}

#[test]
fn an_operation_may_be_in_a_file_of_its_own() {
    let folder = Folder::from([
        (
            "spec/api.yaml",
            "
openapi: 3.0.3
info: {title: t, version: v}
paths:
  /pets:
    get: {$ref: pets/list.yaml}
    post: {$ref: pets/loop.yaml}
",
        ),
        (
            "spec/pets/list.yaml",
            "
operationId: listPets
responses:
  200: {$ref: '../shared.yaml#/pets'}
",
        ),
        ("spec/pets/loop.yaml", "{$ref: loop.yaml}"),
        (
            "spec/shared.yaml",
            "
pets:
  description: d
  content: {application/json: {schema: {$ref: '#/Pet'}}}
Pet: {type: object, properties: {name: {type: string}}}
",
        ),
    ]);
    let output = made("spec/api.yaml", &folder);
    let found = found(&output);
    assert_eq!(
        found.matches("corrected[ref-not-allowed]").count(),
        3,
        "{found}"
    );
    assert_eq!(found.matches("refused[ref-cycle]").count(), 1, "{found}");
    assert_eq!(types(&output), ["Pet"]);
    let [operation] = output.api.operations.as_slice() else {
        panic!("one of the two operations leads somewhere");
    };
    assert_eq!(operation.path, "/pets");
    assert!(matches!(
        operation.answers[0].content,
        AnswerContent::Json { .. }
    ));
}
