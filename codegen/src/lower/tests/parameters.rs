//! What parameters become, wherever they stand.

use super::{codes, lowered, parameters};
use crate::ir::{HeaderLayout, Location, Scalar, Style, Ty};
use crate::value::Value;

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
fn content_that_is_no_json_is_text() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            get:
              parameters:
                - {name: c, in: query, content: {application/xml: {schema: {type: object, properties: {q: {type: integer}}}}}}
                - {name: t, in: query, content: {text/plain: {schema: {type: object}}}}
                - {name: X-Y, in: header, content: {application/x-yaml: {schema: {type: array, items: {type: string}}}}}
                - {name: n, in: query, content: {text/plain: {schema: {type: integer}}}}
                - {name: s, in: query, content: {application/xml: {schema: {type: string}}}}
                - {name: j, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}}
              responses:
                200: {description: d, headers: {X-Z: {content: {application/xml: {schema: {type: object}}}}}}
        ",
    );
    let operation = &api.operations[0];
    let types: Vec<_> = operation.parameters.iter().map(|one| &one.ty).collect();
    let text = Ty::Scalar(Scalar::String);
    let list = Ty::List(Box::new(text.clone()));
    let number = Ty::Scalar(Scalar::I64);
    assert_eq!(types, [&text, &text, &text, &number, &text, &list]);
    let header = &operation.answers[0].headers[0];
    assert_eq!((&header.ty, header.layout), (&text, HeaderLayout::Simple));
    let told = diagnostics.findings.iter();
    let told: Vec<_> = told.map(|one| one.code).collect();
    assert_eq!(told, ["untyped-content"; 4]);
}
