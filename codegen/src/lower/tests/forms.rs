//! What the members of forms and the parts of bodies become.

use super::{codes, lowered, unindented};
use crate::analyze::{CallBody, Input, analyze};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, BodyContent, Item, Location, Scalar, Style, Ty};
use crate::lock::Published;

/// A document with one call that sends a body of a media type.
fn posted(media_type: &str, content: &str) -> (Api, Diagnostics) {
    let content = unindented(content);
    let content = content
        .lines()
        .map(|line| format!("                    {line}\n"));
    lowered(&format!(
        "
        paths:
          /a:
            post:
              requestBody:
                content:
                  {media_type}:
{}
              responses: {{}}
        ",
        content.collect::<String>()
    ))
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
    let facts = analyze(&api, &Config::default(), &Published::default());
    assert_eq!(facts.calls[0].body, CallBody::None);
    assert_eq!(facts.calls[0].arguments, [Input::Parameter(1)]);
}

#[test]
fn parts_are_files_by_their_schema_or_encoding() {
    let (api, diagnostics) = posted(
        "multipart/form-data",
        "
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
    assert!(matches!(
        contents[0],
        Some(BodyContent::Form(Ty::Named(_), _))
    ));
    assert!(matches!(
        contents[1],
        Some(BodyContent::Form(Ty::Map(_), _))
    ));
    assert_eq!(contents[2], Some(BodyContent::Text));
    assert_eq!(codes(&diagnostics), [""; 0]);
}

#[test]
fn a_form_that_demands_what_it_does_not_declare_is_given_as_a_whole() {
    let (api, _) = posted(
        "application/x-www-form-urlencoded",
        "
        schema:
          type: object
          required: [grant_type]
          properties: {token: {type: string}}
        ",
    );
    let operation = &api.operations[0];
    assert!(operation.parameters.is_empty());
    let body = operation.body.as_ref().map(|body| &body.content);
    let Some(BodyContent::Form(Ty::Named(id), _)) = body else {
        panic!("{body:?}");
    };
    let Item::Struct(item) = &api.def(*id).item else {
        panic!("no struct");
    };
    let names = item.fields.iter().map(|field| field.wire_name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["token", "grant_type"]);
}

#[test]
fn the_encoding_of_a_form_stays_where_it_is_given_as_a_whole() {
    let (api, diagnostics) = posted(
        "application/x-www-form-urlencoded",
        "
        schema:
          type: object
          additionalProperties: {type: string}
          properties:
            arr: {type: array, items: {type: string}}
            d: {type: object, properties: {x: {type: string}}}
            plain: {type: string}
        encoding:
          arr: {style: pipeDelimited, explode: false}
          d: {style: deepObject, explode: true}
          plain: {contentType: text/plain}
          xml: {contentType: application/xml}
        ",
    );
    let body = api.operations[0].body.as_ref().map(|body| &body.content);
    let Some(BodyContent::Form(_, styles)) = body else {
        panic!("{body:?}");
    };
    let styles: Vec<_> = styles
        .iter()
        .map(|one| (one.name.as_str(), one.style, one.explode))
        .collect();
    assert_eq!(
        styles,
        [
            ("arr", Style::PipeDelimited, false),
            ("d", Style::DeepObject, true),
            ("plain", Style::Content, true),
            ("xml", Style::Content, true),
        ]
    );
    assert_eq!(codes(&diagnostics), ["untyped-content"]);
}

#[test]
fn what_is_no_json_is_not_written_as_json() {
    let content = "
        schema:
          type: object
          properties:
            o: {type: object, properties: {x: {type: string}}}
            n: {type: integer}
            list: {type: array, items: {type: object}}
            text: {allOf: [{type: string, enum: [a]}]}
            count: {type: integer}
            yaml: {type: object}
            styled: {type: array, items: {type: string}}
        encoding:
          o: {contentType: application/xml}
          n: {contentType: application/cbor}
          list: {contentType: text/plain}
          text: {contentType: application/xml}
          count: {contentType: text/plain}
          yaml: {contentType: application/yaml}
          styled: {style: form, contentType: application/xml}
        ";
    let untyped = |media_type: &str| {
        let (api, diagnostics) = posted(media_type, content);
        let findings = diagnostics.findings.iter();
        let places: Vec<String> = findings
            .filter(|one| one.code == "untyped-content")
            .map(|one| one.origin.to_string())
            .map(|place| place.rsplit('/').next().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(places, ["o", "n", "list"], "{media_type}");
        let parameters = api.operations[0].parameters.iter();
        parameters.map(|one| one.ty.clone()).collect::<Vec<_>>()
    };
    let file = Ty::Scalar(Scalar::File);
    let parts = untyped("multipart/form-data");
    assert_eq!(
        parts[..3],
        [file.clone(), file.clone(), Ty::List(Box::new(file))]
    );
    let text = Ty::Scalar(Scalar::String);
    let form = untyped("application/x-www-form-urlencoded");
    assert_eq!(
        form[..3],
        [text.clone(), text.clone(), Ty::List(Box::new(text))]
    );
    assert_eq!(form[4], Ty::Scalar(Scalar::I64));
}

#[test]
fn declared_parts_stay_beside_what_is_not_declared() {
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
                      properties: {a: {type: integer}}
                      additionalProperties: {type: string}
              responses: {}
            put:
              requestBody:
                content:
                  multipart/form-data:
                    schema:
                      type: object
                      properties: {a: {type: integer}}
                      additionalProperties: {type: string, format: binary}
              responses: {}
            patch:
              requestBody:
                content:
                  multipart/form-data:
                    schema: {type: object, properties: {a: {type: integer}}}
                    encoding: {a: {contentType: text/plain}, b: {contentType: text/plain}}
              responses: {}
        ",
    );
    let names = |index: usize| -> Vec<&str> {
        let parameters = api.operations[index].parameters.iter();
        parameters.map(|one| one.name.as_str()).collect()
    };
    assert_eq!((names(0), names(1)), (vec!["a"], vec![]));
    let told = diagnostics.findings.iter().map(|one| one.code);
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["untyped-body", "untyped-body", "encoding-without-member"]
    );
}
