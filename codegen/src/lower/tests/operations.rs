//! Which operations there are, and what a description that is not quite right costs.

use super::{codes, lower, lowered, shared};
use crate::diagnostic::Severity;
use crate::ir::{Status, Style, Ty};
use std::path::PathBuf;

#[test]
fn a_malformed_operation_costs_itself_alone() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            get: 7
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

#[test]
fn malformed_tags_cost_no_operation() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            get: {tags: [1, b, null, {}], responses: {}}
            put: {tags: foo, responses: {}}
            post: {tags: {a: b}, operationId: [x], deprecated: maybe, responses: {}}
        ",
    );
    let tags: Vec<_> = api.operations.iter().map(|one| &one.tags).collect();
    assert_eq!(tags, [&vec!["1", "b"], &vec!["foo"], &vec![]]);
    let is_corrected = |one: &Severity| *one == Severity::Corrected;
    let mut severities = diagnostics.findings.iter().map(|one| &one.severity);
    assert!(severities.all(is_corrected));
    assert_eq!(diagnostics.findings.len(), 7);
}

#[test]
fn names_that_http_does_not_have_are_left_out() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            get:
              parameters:
                - {name: X Y, in: header, schema: {type: string}}
                - {name: 'a;b', in: cookie, schema: {type: string}}
                - {name: 'a[b]', in: cookie, schema: {type: string}}
                - {name: X-Y, in: header, schema: {type: string}}
                - {name: deep, in: query, style: deepObject, schema: {type: integer}}
              responses:
                600: {description: d}
        ",
    );
    let parameters = &api.operations[0].parameters;
    let names: Vec<_> = parameters.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["a[b]", "X-Y", "deep"]);
    assert_eq!(parameters[2].style, Style::Form);
    assert_eq!(api.operations[0].answers[0].status, Status::Code(600));
    assert_eq!(
        codes(&diagnostics),
        ["bad-status", "impossible-name", "style-not-allowed"]
    );
}
