//! What the members of forms and the parts of bodies become.

use super::{codes, lowered};
use crate::analyze::{CallBody, Input, analyze};
use crate::config::Config;
use crate::ir::{BodyContent, Item, Location, Scalar, Style, Ty};

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
    let facts = analyze(&api, &Config::default(), &[]);
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
fn a_form_that_demands_what_it_does_not_declare_is_given_as_a_whole() {
    let (api, _) = lowered(
        "
        paths:
          /a:
            post:
              requestBody:
                content:
                  application/x-www-form-urlencoded:
                    schema:
                      type: object
                      required: [grant_type]
                      properties: {token: {type: string}}
              responses: {}
        ",
    );
    let operation = &api.operations[0];
    assert!(operation.parameters.is_empty());
    let body = operation.body.as_ref().map(|body| &body.content);
    let Some(BodyContent::Form(Ty::Named(id))) = body else {
        panic!("{body:?}");
    };
    let Item::Struct(item) = &api.def(*id).item else {
        panic!("no struct");
    };
    let names = item.fields.iter().map(|field| field.wire_name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["token", "grant_type"]);
}
