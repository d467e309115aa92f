//! Small documents through the whole way to the IR and its facts.

use crate::analyze::{CallBody, Input, analyze};
use crate::config::Config;
use crate::diagnostic::codes::entry;
use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::{
    AnswerContent, Api, BodyContent, Framing, Location, Operation, Scalar, SecurityKind, Status,
    Style, Ty,
};
use crate::load::{Source, load};
use crate::model::model;
use crate::normalize::normalize;
use crate::value::Value;
use std::path::{Path, PathBuf};

#[test]
fn parameters_are_merged_and_ordered_by_the_template() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a/{x}/b/{y}:
            parameters:
              - {name: q, in: query, schema: {type: integer}}
              - {name: y, in: path, required: true, schema: {type: string}}
              - {name: X-Trace, in: header, schema: {type: string}}
            get:
              parameters:
                - {name: x-trace, in: header, required: true, schema: {type: integer}}
                - {name: x, in: path, required: true, schema: {type: [integer, 'null']}}
                - {name: accept, in: header, schema: {type: string}}
                - {name: z, in: path, required: true, schema: {type: string}}
              responses: {}
        ",
    );
    let names: Vec<_> = parameters(&api.operations[0]).collect();
    assert_eq!(
        names,
        [
            ("x", Location::Path, true),
            ("y", Location::Path, true),
            ("q", Location::Query, false),
            ("x-trace", Location::Header, true),
        ]
    );
    assert_eq!(api.operations[0].parameters[0].ty, Ty::Scalar(Scalar::I64));
    assert_eq!(
        codes(&diagnostics),
        ["ignored-header-parameter", "path-parameter-not-in-path"]
    );
}

#[test]
fn an_undeclared_variable_is_a_text_and_a_query_in_the_key_is_sent_as_one() {
    let (api, diagnostics) = lowered(
        "
        paths:
          '/a/{x}?page={p}&beta=true':
            get:
              parameters:
                - {name: p, in: path, required: true, schema: {type: integer}}
              responses: {}
        ",
    );
    let operation = &api.operations[0];
    assert_eq!(operation.path, "/a/{x}?beta=true");
    let names: Vec<_> = parameters(operation).collect();
    assert_eq!(
        names,
        [("x", Location::Path, true), ("page", Location::Query, true)]
    );
    assert_eq!(operation.parameters[0].ty, Ty::Scalar(Scalar::String));
    assert_eq!(operation.parameters[1].style, Style::Form);
    assert_eq!(codes(&diagnostics), ["undeclared-path-parameter"]);
}

#[test]
fn styles_have_their_defaults_and_content_is_json() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a/{p}:
            get:
              parameters:
                - {name: p, in: path, required: true, style: form, schema: {type: string}}
                - {name: q, in: query, schema: {type: array, items: {type: string}}}
                - {name: d, in: query, style: deepObject, explode: true, schema: {type: object}}
                - {name: s, in: query, explode: false, allowReserved: true, schema: {type: string}}
                - {name: c, in: query, content: {application/json: {schema: {type: integer}}}}
                - {name: h, in: header, schema: {type: string}}
              responses: {}
        ",
    );
    let styles: Vec<_> = api.operations[0]
        .parameters
        .iter()
        .map(|one| (one.style, one.explode, one.allow_reserved, one.json))
        .collect();
    assert_eq!(
        styles,
        [
            (Style::Simple, false, false, false),
            (Style::Form, true, false, false),
            (Style::DeepObject, true, false, false),
            (Style::Form, false, true, false),
            (Style::Form, true, false, true),
            (Style::Simple, false, false, false),
        ]
    );
    assert_eq!(codes(&diagnostics), ["style-not-allowed"]);
}

#[test]
fn an_example_is_taken_if_it_fits() {
    let (api, _) = lowered(
        "
        paths:
          /a:
            get:
              parameters:
                - name: ids
                  in: query
                  example: 7
                  schema: {type: array, items: {type: string}, default: [a], examples: [[b]]}
              responses: {}
        ",
    );
    let parameter = &api.operations[0].parameters[0];
    let list = |text: &str| Value::Array(vec![Value::String(text.to_owned())]);
    assert_eq!(parameter.example, Some(list("b")));
    assert_eq!(parameter.default, Some(list("a")));
}

#[test]
fn bodies_prefer_json_and_required_members_make_them_required() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            post:
              requestBody:
                content:
                  text/csv: {schema: {type: string}}
                  Application/Merge-Patch+JSON; charset=utf-8:
                    schema: {$ref: '#/components/schemas/Pet'}
              responses: {}
            put:
              requestBody: {$ref: '#/components/requestBodies/Form'}
              responses: {}
        components:
          schemas:
            Pet: {type: object, required: [name], properties: {name: {type: string}}}
          requestBodies:
            Form:
              content:
                multipart/form-data: {schema: {type: object}}
        ",
    );
    let json = api.operations[0].body.as_ref().expect("a body");
    assert!(json.required);
    assert_eq!(
        json.media_type,
        "Application/Merge-Patch+JSON; charset=utf-8"
    );
    assert!(matches!(json.content, BodyContent::Json(Ty::Named(_))));
    let form = api.operations[1].body.as_ref().expect("a body");
    assert!(!form.required);
    assert_eq!(form.content, BodyContent::Parts);
    assert_eq!(codes(&diagnostics), ["other-media-types", "untyped-body"]);

    let facts = analyze(&api, &Config::default());
    assert!(matches!(facts.calls[0].body, CallBody::Spread(_)));
    assert_eq!(facts.calls[0].arguments, [Input::Member(0)]);
    assert_eq!(facts.calls[1].setters, [Input::Body]);
}

#[test]
fn members_of_a_form_are_parameters() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            post:
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema:
                      allOf:
                        - $ref: '#/components/schemas/Base'
                        - required: [tags]
                          properties:
                            tags: {type: array, items: {type: string}}
                            card: {type: object, properties: {number: {type: string}}}
                      anyOf: [{required: [card]}, {required: [tags]}]
                    encoding:
                      tags: {style: pipeDelimited}
                      card: {style: deepObject, explode: true}
              responses: {}
        components:
          schemas:
            Base:
              type: object
              required: [id]
              properties:
                id: {type: integer, readOnly: true}
                state: {type: string, enum: [on, off]}
        ",
    );
    let operation = &api.operations[0];
    assert_eq!(
        operation.body.as_ref().map(|body| &body.content),
        Some(&BodyContent::Members)
    );
    let members: Vec<_> = operation
        .parameters
        .iter()
        .map(|one| {
            (
                one.name.as_str(),
                one.location,
                one.required,
                one.style,
                one.explode,
            )
        })
        .collect();
    assert_eq!(
        members,
        [
            ("state", Location::Form, false, Style::Content, true),
            ("tags", Location::Form, true, Style::PipeDelimited, false),
            ("card", Location::Form, false, Style::DeepObject, true),
        ]
    );
    assert_eq!(codes(&diagnostics), [""; 0]);
    let facts = analyze(&api, &Config::default());
    assert_eq!(facts.calls[0].body, CallBody::None);
    assert_eq!(facts.calls[0].arguments, [Input::Parameter(1)]);
}

#[test]
fn parts_are_files_by_their_schema_or_encoding() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            post:
              requestBody:
                content:
                  multipart/form-data:
                    schema:
                      type: object
                      required: [old]
                      properties:
                        old: {type: string, format: binary}
                        new: {}
                        many: {type: array, items: {type: string, contentMediaType: image/png}}
                        encoded: {type: string}
                        some: {anyOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]}
                        text: {type: string}
                        base64: {type: string, contentEncoding: base64}
                        json: {type: object, properties: {a: {type: string}}}
                        list: {type: array, items: {type: string}}
                    encoding:
                      encoded: {contentType: 'image/png, image/jpeg'}
                      new: {contentType: application/pdf}
                      text: {contentType: text/csv}
              responses: {}
        ",
    );
    let file = || Ty::Scalar(Scalar::File);
    let files = || Ty::List(Box::new(file()));
    let parameters = &api.operations[0].parameters;
    assert!(parameters.iter().all(|one| one.location == Location::Part));
    let types: Vec<_> = parameters
        .iter()
        .map(|one| (one.name.as_str(), one.ty.clone(), one.media_type.as_deref()))
        .collect();
    assert_eq!(
        types[..7],
        [
            ("old", file(), None),
            ("new", file(), Some("application/pdf")),
            ("many", files(), None),
            ("encoded", file(), None),
            ("some", files(), None),
            ("text", Ty::Scalar(Scalar::String), Some("text/csv")),
            ("base64", Ty::Scalar(Scalar::Base64), None),
        ]
    );
    assert!(matches!(types[7].1, Ty::Named(_)));
    assert_eq!(types[8].1, Ty::List(Box::new(Ty::Scalar(Scalar::String))));
    assert_eq!(codes(&diagnostics), [""; 0]);
}

#[test]
fn a_form_that_is_more_than_members_is_given_as_a_whole() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            post:
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema:
                      oneOf:
                        - {type: object, required: [a], properties: {a: {type: string}}}
                        - {type: object, required: [b], properties: {b: {type: string}}}
              responses: {}
            put:
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema: {type: object, additionalProperties: {type: string}}
              responses: {}
            patch:
              requestBody: {content: {text/plain: {schema: {type: string}}}}
              responses: {}
        ",
    );
    let contents: Vec<_> = api
        .operations
        .iter()
        .map(|one| one.body.as_ref().map(|body| body.content.clone()))
        .collect();
    assert!(matches!(contents[0], Some(BodyContent::Form(Ty::Named(_)))));
    assert!(matches!(contents[1], Some(BodyContent::Form(Ty::Map(_)))));
    assert_eq!(contents[2], Some(BodyContent::Text));
    assert_eq!(codes(&diagnostics), [""; 0]);
}

#[test]
fn answers_keep_their_order_and_shape() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            get:
              responses:
                default: {description: Fault, content: {application/problem+json: {}}}
                200:
                  description: Fine
                  content:
                    text/plain: {schema: {type: string}}
                    application/json: {schema: {type: string}}
                204: {description: Gone}
                4xx: {description: Wrong, content: {text/html: {}}}
                '503': {$ref: '#/components/responses/Down', description: Elsewhere}
                twice: {description: Bad}
        components:
          responses:
            Down: {content: {application/zip: {}}}
        ",
    );
    let answers: Vec<_> = api.operations[0]
        .answers
        .iter()
        .map(|answer| (answer.status, answer.content.clone()))
        .collect();
    let json = |media_type: &str, ty| AnswerContent::Json {
        media_type: media_type.to_owned(),
        ty,
    };
    assert_eq!(
        answers,
        [
            (Status::Default, json("application/problem+json", Ty::Json)),
            (
                Status::Code(200),
                json("application/json", Ty::Scalar(Scalar::String))
            ),
            (Status::Code(204), AnswerContent::Empty),
            (
                Status::Range(4),
                AnswerContent::Text {
                    media_type: "text/html".to_owned()
                }
            ),
            (
                Status::Code(503),
                AnswerContent::Bytes {
                    media_type: "application/zip".to_owned()
                }
            ),
        ]
    );
    assert_eq!(
        api.operations[0].answers[1].alternatives,
        [AnswerContent::Text {
            media_type: "text/plain".to_owned()
        }]
    );
    let elsewhere = &api.operations[0].answers[4].docs;
    assert_eq!(elsewhere.description.as_deref(), Some("Elsewhere"));
    assert_eq!(codes(&diagnostics), ["bad-status", "missing-description"]);
}

#[test]
fn sequences_are_framed_by_media_type_and_schema() {
    let content = |content: &str| {
        let (api, found) = lowered(&format!(
            "
        paths:
          /a:
            get: {{responses: {{'200': {{description: d, content: {{{content}}}}}}}}}
        components:
          schemas:
            Chunk: {{type: object, required: [data], properties: {{data: {{type: object}}, id: {{type: string}}}}}}
            Plain: {{type: object, properties: {{data: {{type: string}}, event: {{type: string}}}}}}
            Part: {{type: object, properties: {{data: {{type: string}}, type: {{type: string}}}}}}
            "
        ));
        assert_eq!(api.operations.len(), 1, "{found:?}");
        api.operations[0].answers[0].clone()
    };
    let framing = |text: &str| match content(text).content {
        AnswerContent::Items { framing, ty, .. } => (framing, ty),
        other => panic!("no sequence: {other:?}"),
    };
    let events = |schema: &str| framing(&format!("text/event-stream: {schema}")).0;
    let of = |name: &str| format!("{{schema: {{$ref: '#/components/schemas/{name}'}}}}");
    assert_eq!(events("{}"), Framing::Events);
    assert_eq!(events("{schema: {type: string}}"), Framing::EventText);
    assert_eq!(events(&of("Part")), Framing::EventData);
    assert_eq!(events(&of("Plain")), Framing::EventObjects);
    assert_eq!(events(&of("Chunk")), Framing::EventJsonObjects);
    assert_eq!(
        events(&of("Chunk").replace("schema:", "itemSchema:")),
        Framing::EventJsonObjects
    );
    let number = Ty::Scalar(Scalar::I64);
    for text in [
        "application/x-ndjson: {schema: {type: array, items: {type: integer}}}",
        "application/jsonl: {schema: {type: integer}}",
        "application/jsonl: {itemSchema: {type: integer}, schema: {type: array}}",
    ] {
        assert_eq!(framing(text), (Framing::Lines, number.clone()), "{text}");
    }
    let sequence = framing("application/json-seq: {itemSchema: {type: integer}}");
    assert_eq!(sequence, (Framing::Sequence, number));
    // JSON comes first, and what else there is can be asked for.
    let both = content("text/event-stream: {}, application/json: {}, application/xml: {}");
    assert!(matches!(both.content, AnswerContent::Json { .. }));
    assert!(matches!(
        both.alternatives[..],
        [AnswerContent::Items { .. }]
    ));
}

#[test]
fn headers_of_a_success_have_types() {
    let (api, _) = lowered(
        "
        paths:
          /a:
            get:
              responses:
                200:
                  description: d
                  headers:
                    Content-Type: {schema: {type: string}}
                    X-Rate: {schema: {type: [integer, 'null']}, description: Left}
                    X-List: {schema: {type: array, items: {type: string}}}
                    X-Object: {schema: {type: object}}
                404: {description: d, headers: {X-Gone: {schema: {type: string}}}}
        ",
    );
    let answers = &api.operations[0].answers;
    let headers: Vec<_> = answers[0]
        .headers
        .iter()
        .map(|one| (one.name.as_str(), &one.ty))
        .collect();
    let list = Ty::List(Box::new(Ty::Scalar(Scalar::String)));
    assert_eq!(
        headers,
        [("X-Rate", &Ty::Scalar(Scalar::I64)), ("X-List", &list)]
    );
    assert!(answers[1].headers.is_empty());
}

#[test]
fn security_is_inherited_lifted_and_never_lost() {
    let (api, diagnostics) = lowered(
        "
        security: [{key: []}]
        paths:
          /a:
            get: {responses: {}}
            put: {security: [], responses: {}}
            post: {security: [{}, {key: [], token: []}], responses: {}}
            delete: {security: [{nowhere: []}], responses: {}}
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X-Key}
            token: {type: oauth2, flows: {implicit: {}}}
            mutual: {type: mutualTLS}
        ",
    );
    let security: Vec<_> = api
        .operations
        .iter()
        .map(|one| one.security.clone())
        .collect();
    assert_eq!(
        security,
        [
            vec![vec![0]],
            vec![],
            vec![vec![], vec![0, 1]],
            vec![vec![3]]
        ]
    );
    let kinds: Vec<_> = api.security_schemes.iter().map(|one| &one.kind).collect();
    let key = SecurityKind::ApiKey {
        location: Location::Header,
        name: "X-Key".to_owned(),
    };
    assert_eq!(kinds[..2], [&key, &SecurityKind::Bearer]);
    assert!(matches!(
        kinds[2..],
        [SecurityKind::Other(_), SecurityKind::Other(_)]
    ));
    assert_eq!(
        codes(&diagnostics),
        ["security-scheme", "unknown-security-scheme"]
    );
}

#[test]
fn servers_have_their_variables_filled_in() {
    let (api, _) = lowered(
        "
        servers:
          - url: https://{region}.example.com:{port}/v1
            variables: {region: {default: eu}, port: {enum: ['443'], default: 443}}
        paths:
          /a:
            servers: [{url: https://path.example.com}]
            get: {responses: {}}
            put: {responses: {}, servers: [{url: https://own.example.com}]}
        ",
    );
    assert_eq!(api.servers[0].url, "https://eu.example.com:443/v1");
    let own: Vec<_> = api
        .operations
        .iter()
        .map(|one| one.server.as_deref())
        .collect();
    assert_eq!(
        own,
        [
            Some("https://path.example.com"),
            Some("https://own.example.com")
        ]
    );
}

#[test]
fn a_malformed_operation_costs_itself_alone() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            get: {tags: 7, responses: {}}
            put: {responses: {200: {$ref: '#/nowhere'}}}
            post: {responses: {404: {$ref: '#/nowhere'}}}
            patch: {parameters: [{name: q, in: nowhere, required: true, schema: {}}], responses: {}}
            delete: {parameters: [{$ref: '#/components/parameters/A'}], responses: {}}
          /b: {$ref: '#/paths/~1b'}
          /c: {$ref: '#/paths/~1a'}
        components:
          parameters:
            A: {$ref: '#/components/parameters/B'}
            B: {$ref: '#/components/parameters/A'}
        ",
    );
    let left: Vec<_> = api
        .operations
        .iter()
        .map(|one| (one.method.as_str(), one.path.as_str()))
        .collect();
    assert_eq!(left, [("POST", "/a"), ("POST", "/c")]);
    assert!(
        diagnostics
            .findings
            .iter()
            .all(|one| one.severity == Severity::Refused)
    );
    for code in [
        "malformed-operation",
        "ref-dangling",
        "malformed-parameter",
        "ref-cycle",
        "incomplete-operation",
    ] {
        assert!(codes(&diagnostics).contains(&code), "{code}");
    }
}

#[test]
fn methods_of_openapi_3_2_are_read() {
    let (api, _) = lowered(
        "
        paths:
          /a:
            query: {responses: {}}
            additionalOperations: {LINK: {responses: {}}, 'B AD': {responses: {}}}
        ",
    );
    let methods: Vec<_> = api
        .operations
        .iter()
        .map(|one| one.method.as_str())
        .collect();
    assert_eq!(methods, ["QUERY", "LINK"]);
}

#[test]
fn a_fragment_tells_operations_of_one_path_apart() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a/{x*}: &item
            parameters: [{name: x, in: path, required: true, schema: {type: string}}]
            get: {responses: {}}
          /a/{.x}: *item
          /a/{x}#other: *item
        ",
    );
    let paths: Vec<_> = api.operations.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["/a/{x}", "/a/{x}#other"]);
    assert_eq!(codes(&diagnostics), ["same-route"]);
}

#[test]
fn unknown_members_are_told_and_extensions_are_not() {
    let (_, diagnostics) = lowered(
        "
        x-own: 1
        extra: 1
        paths:
          /a:
            get:
              operatonId: typo
              x-own: 1
              deprecated: 'true'
              summary: 3
              responses: {}
              callbacks: {done: {}}
        webhooks: {ping: {post: {responses: {}}}}
        ",
    );
    let found: Vec<_> = diagnostics
        .findings
        .iter()
        .map(|one| (one.code, one.origin.pointer.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("unknown-field", "/extra"),
            ("unknown-field", "/paths/~1a/get/operatonId"),
            ("not-a-boolean", "/paths/~1a/get/deprecated"),
            ("not-a-text", "/paths/~1a/get/summary"),
        ]
    );
}

#[test]
fn gcore_documents_have_all_their_operations() {
    let folder = shared().join("gcore");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("not tested: there is no {}", folder.display());
        return;
    };
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("readable").path()).collect();
    paths.sort();
    let mut total = 0;
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("readable");
        let (api, diagnostics) = lower(&text);
        let refused: Vec<_> = diagnostics
            .findings
            .iter()
            .filter(|finding| finding.severity >= Severity::Refused)
            .collect();
        assert!(refused.is_empty(), "{}: {refused:#?}", path.display());
        if path.ends_with("cloud.yaml") {
            assert_eq!(api.operations.len(), 542);
        }
        total += api.operations.len();
    }
    assert_eq!(total, 1166);
}

/// A document of which only what matters is written.
fn lowered(body: &str) -> (Api, Diagnostics) {
    lower(&format!(
        "openapi: 3.1.0\ninfo: {{title: Test, version: '1'}}\n{}",
        unindented(body)
    ))
}

fn unindented(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.strip_prefix("        ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn lower(text: &str) -> (Api, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let source = Source {
        name: "api.yaml".to_owned(),
        text: text.to_owned(),
    };
    let documents = normalize(load(vec![source], &mut diagnostics), &mut diagnostics);
    let document = model(&documents, &mut diagnostics);
    let api = super::lower(&document, &Config::default(), &mut diagnostics);
    (api, diagnostics)
}

fn parameters(operation: &Operation) -> impl Iterator<Item = (&str, Location, bool)> {
    operation
        .parameters
        .iter()
        .map(|one| (one.name.as_str(), one.location, one.required))
}

/// The codes of all findings, each once, in alphabetical order.
fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    let mut codes: Vec<_> = diagnostics.findings.iter().map(|one| one.code).collect();
    for code in &codes {
        assert!(entry(code).is_some(), "`{code}` is not explained");
    }
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared")
}

#[test]
fn webhooks_and_callbacks_are_types() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /streams:
            post:
              responses: {}
              callbacks:
                onData: {'{$request.query.url}': {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {at: {type: string}}}}}}, responses: {'200': {description: d, content: {application/json: {schema: {type: boolean}}}}}}}}
                shared: {$ref: '#/components/callbacks/shared'}
          /again:
            post: {responses: {}, callbacks: {shared: {$ref: '#/components/callbacks/shared'}}}
        webhooks:
          ping: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}, responses: {}}}
        components:
          callbacks:
            shared: {'{$url}': {put: {requestBody: {content: {text/csv: {schema: {type: string}}}}, responses: {}}}}
          schemas: {Pet: {type: object, properties: {name: {type: string}}}}
        ",
    );
    let shown: Vec<_> = api
        .messages
        .iter()
        .map(|one| {
            (
                one.kind.word(),
                one.name.as_str(),
                one.body.is_some(),
                one.answers.len(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("callback", "onData", true, 1),
            ("callback", "shared", false, 0),
            ("webhook", "ping", true, 0)
        ]
    );
    assert_eq!(api.messages[2].body, Some(Ty::Named(crate::ir::TypeId(0))));
    let codes: Vec<_> = diagnostics.findings.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["message-not-json"]);
}
