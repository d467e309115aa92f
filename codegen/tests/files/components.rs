//! Components of every kind in another file, and the names that schemas give themselves there.

use super::{Folder, found, input, made, member, types};
use codegen::ir::{AnswerContent, Operation, Scalar, SecurityKind, Ty};
use codegen::{Input, generate};

/// A document that takes one of everything from another file.
fn office() -> Folder {
    Folder::from([
        (
            "spec/api.yaml",
            "
openapi: 3.1.0
info: {title: t, version: v}
security: [{key: []}]
paths:
  /pets:
    post:
      parameters: [{$ref: 'parts/other.yaml#/components/parameters/Limit'}]
      requestBody: {$ref: 'parts/other.yaml#/components/requestBodies/Pet'}
      responses:
        '200': {$ref: 'parts/other.yaml#/components/responses/Pet'}
        '201':
          description: d
          headers: {X-Left: {$ref: 'parts/other.yaml#/components/headers/Left'}}
          content: {application/json: {schema: {$ref: 'parts/named.yaml#kind'}}}
        '404': {$ref: 'parts/other.yaml#/components/responses/Gone'}
  /toys: {$ref: 'parts/other.yaml#/components/pathItems/Toys'}
  /rest: {$ref: 'parts/other.yaml#/paths/~1rest'}
components:
  securitySchemes: {key: {$ref: 'parts/other.yaml#/components/securitySchemes/key'}}
  schemas:
    Mine: {type: object, properties: {theirs: {$ref: 'parts/other.yaml#/components/schemas/Theirs'}}}
    Tree: {$ref: 'parts/named.yaml#/$defs/Tree/$defs/Leaf'}
",
        ),
        (
            "spec/parts/other.yaml",
            "
openapi: 3.1.0
info: {title: o, version: v}
paths:
  /rest:
    get:
      parameters: [{$ref: '#/components/parameters/Limit'}]
      responses: {'200': {$ref: '#/components/responses/Pet'}}
components:
  parameters: {Limit: {name: limit, in: query, schema: {$ref: 'l%C3%AFmit%23.yaml'}}}
  headers: {Left: {schema: {$ref: '#/components/schemas/Count'}}}
  requestBodies:
    Pet: {required: true, content: {application/json: {schema: {$ref: pet.yaml}}}}
  responses:
    Pet: {description: d, content: {application/json: {schema: {$ref: ./pet.yaml}}}}
    Gone: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
  pathItems:
    Toys:
      delete: {responses: {'204': {description: d}}}
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Count: {type: integer}
    Problem: {type: object, properties: {why: {type: string}}}
    Theirs: {type: object, properties: {mine: {$ref: '../api.yaml#/components/schemas/Mine'}}}
",
        ),
        (
            "spec/parts/pet.yaml",
            "{type: object, required: [name], properties: {name: {$ref: '../names/name.json'}}}",
        ),
        (
            "spec/parts/l\u{ef}mit#.yaml",
            "{type: integer, format: int32}",
        ),
        (
            "spec/names/name.json",
            r#"{"type": "string", "enum": ["Tom", "Ann"]}"#,
        ),
        (
            "spec/parts/named.yaml",
            "
$defs:
  Kind: {$anchor: kind, type: string, enum: [cat, dog]}
  Tree:
    $id: https://example.com/tree/
    $defs:
      Leaf: {$id: leaf, type: object, properties: {next: {$ref: '#'}, up: {$ref: 'https://example.com/tree/root'}}}
      Root: {$id: root, $anchor: kind, type: object, properties: {leaf: {$ref: leaf}, same: {$ref: '#kind'}}}
",
        ),
    ])
}

#[test]
fn every_kind_of_component_may_be_in_another_file() {
    let output = made("spec/api.yaml", &office());
    assert_eq!(found(&output), "");
    let [post, toys, rest] = output.api.operations.as_slice() else {
        panic!("{:?}", output.api.operations);
    };
    let places = [post, toys, rest].map(|one| format!("{} {}", one.method, one.path));
    assert_eq!(places, ["POST /pets", "DELETE /toys", "GET /rest"]);
    let limit = &post.parameters[0];
    assert_eq!(
        (limit.name.as_str(), output.api.resolve(&limit.ty)),
        ("limit", &Ty::Scalar(Scalar::I32))
    );
    assert_eq!(rest.parameters, post.parameters);
    let ty = |operation: &Operation, answer: usize| match &operation.answers[answer].content {
        AnswerContent::Json { ty, .. } => ty.clone(),
        other => panic!("no JSON: {other:?}"),
    };
    assert_eq!(ty(rest, 0), ty(post, 0));
    assert!(matches!(ty(post, 2), Ty::Named(_)));
    let header = &post.answers[1].headers[0];
    assert_eq!(
        (header.name.as_str(), output.api.resolve(&header.ty)),
        ("X-Left", &Ty::Scalar(Scalar::I64))
    );
    let schemes = &output.api.security_schemes;
    assert!(
        matches!(&schemes[0].kind, SecurityKind::ApiKey { name, .. } if name == "X-Key"),
        "{schemes:?}"
    );
    // However often it is referred to, each is one type.
    let names = [
        "Count", "Kind", "Leaf", "Limit", "Mine", "Name", "Pet", "Problem", "Root", "Theirs",
        "Tree",
    ];
    assert_eq!(types(&output), names);
}

#[test]
fn files_may_refer_to_each_other() {
    let output = made("spec/api.yaml", &office());
    let named = |ty: &Ty| matches!(ty, Ty::Named(_));
    assert!(named(member(&output, "Mine", "theirs")));
    assert!(named(member(&output, "Theirs", "mine")));
}

#[test]
fn schemas_in_another_file_are_known_by_their_names() {
    let output = made("spec/api.yaml", &office());
    let root = member(&output, "Leaf", "up");
    assert_eq!(member(&output, "Root", "same"), root);
    assert_eq!(
        member(&output, "Leaf", "next"),
        member(&output, "Root", "leaf")
    );
}

#[test]
fn what_stands_within_a_body_may_be_in_another_file() {
    let folder = Folder::from([
        (
            "spec/api.yaml",
            "
openapi: 3.2.0
info: {title: t, version: v}
paths:
  /pets:
    post:
      parameters:
        - {name: x, in: query, schema: {type: string}, examples: {one: {$ref: 'other.yaml#/components/examples/One'}}}
      requestBody:
        content: {application/json: {$ref: 'other.yaml#/components/mediaTypes/Pet'}}
      callbacks: {told: {$ref: 'other.yaml#/components/callbacks/Told'}}
      responses: {'204': {description: d, links: {l: {$ref: 'other.yaml#/components/links/L'}}}}
webhooks:
  born: {$ref: 'other.yaml#/components/pathItems/Born'}
",
        ),
        (
            "spec/other.yaml",
            "
openapi: 3.2.0
info: {title: t, version: v}
components:
  examples: {One: {value: '1'}}
  links: {L: {operationId: x}}
  mediaTypes: {Pet: {schema: {$ref: '#/components/schemas/Pet'}}}
  callbacks:
    Told:
      '{$request.query.x}':
        post:
          requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Told'}}}}
          responses: {'204': {description: d}}
  pathItems:
    Born:
      post:
        requestBody: {content: {application/json: {schema: {$ref: 'born.yaml'}}}}
        responses: {'204': {description: d}}
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Told: {type: object, properties: {what: {type: string}}}
",
        ),
        (
            "spec/born.yaml",
            "{type: object, properties: {when: {type: string}}}",
        ),
    ]);
    let output = made("spec/api.yaml", &folder);
    assert_eq!(found(&output), "");
    assert_eq!(types(&output), ["Born", "Pet", "Told"]);
    assert_eq!(output.api.messages.len(), 2);
    assert!(output.api.operations[0].body.is_some());
}

#[test]
fn a_part_of_several_files_has_what_it_needs() {
    let only = vec!["/toys".to_owned(), "/rest".to_owned()];
    let output = generate(Input {
        only,
        ..input("spec/api.yaml", &office())
    });
    assert_eq!(found(&output), "");
    assert_eq!(output.api.operations.len(), 2);
    assert_eq!(types(&output), ["Limit", "Name", "Pet"]);
}
