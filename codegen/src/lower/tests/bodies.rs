//! What request bodies, answers and their headers become.

use super::{codes, lowered};
use crate::analyze::{CallBody, Input, analyze};
use crate::config::Config;
use crate::ir::{Answer, AnswerContent, BodyContent, Framing, HeaderLayout, Scalar, Status, Ty};
use crate::lock::Published;

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
    let csv = &api.operations[1];
    assert_eq!(csv.variant.as_deref(), Some("text/csv"));
    let body = csv.body.as_ref().expect("a body");
    assert_eq!(body.content, BodyContent::Bytes);
    let form = api.operations[2].body.as_ref().expect("a body");
    assert!(!form.required);
    assert_eq!(form.content, BodyContent::Parts);
    assert_eq!(codes(&diagnostics), ["untyped-body"]);

    let facts = analyze(&api, &Config::default(), &Published::default());
    assert!(matches!(facts.calls[0].body, CallBody::Spread(_)));
    assert_eq!(facts.calls[0].arguments, [Input::Member(0)]);
    assert_eq!(facts.calls[2].setters, [Input::Body]);
}

#[test]
fn media_types_that_say_the_same_are_one_call() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            post:
              requestBody:
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Pet'}}
                  application/*+json: {schema: {$ref: '#/components/schemas/Pet'}}
                  application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Pet'}}
                  application/xml: {schema: {$ref: '#/components/schemas/Pet'}}
                  text/plain: {schema: {$ref: '#/components/schemas/Pet'}}
              responses: {}
            put:
              requestBody:
                content:
                  application/json: {schema: {type: object, properties: {a: {type: string}}}}
                  multipart/form-data: {schema: {type: object, properties: {a: {type: string}}}}
                  application/x-www-form-urlencoded:
                    schema: {type: object, properties: {a: {type: string}}}
                    encoding: {a: {contentType: application/json}}
              responses: {}
            patch:
              requestBody:
                content:
                  application/json: {schema: {$ref: '#/components/schemas/Upload'}}
                  multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}
              responses: {}
        components:
          schemas:
            Pet: {type: object, required: [name], properties: {name: {type: string}}}
            Upload: {type: object, properties: {file: {type: string, format: binary}}}
        ",
    );
    let told: Vec<(&str, Option<&str>, &[String])> = api
        .operations
        .iter()
        .map(|operation| {
            let also = operation.body.as_ref().map(|body| body.also.as_slice());
            let variant = operation.variant.as_deref();
            (operation.method.as_str(), variant, also.expect("a body"))
        })
        .collect();
    let form = "application/x-www-form-urlencoded";
    let like_json = ["application/*+json".to_owned(), form.to_owned()];
    let parts = ["multipart/form-data".to_owned()];
    assert_eq!(
        told,
        [
            ("POST", None, like_json.as_slice()),
            ("PUT", None, parts.as_slice()),
            ("PUT", Some(form), &[]),
            ("PATCH", None, &[]),
            ("PATCH", Some("multipart/form-data"), &[]),
        ]
    );
    // XML is not written, and a text of the same structure says nothing more.
    assert_eq!(codes(&diagnostics), ["other-media-types"]);
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
fn headers_have_types() {
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
                302: {description: d, headers: {X-Moved: {schema: {type: string}}}}
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
    let object = Ty::Map(Box::new(Ty::Json));
    assert_eq!(
        headers,
        [
            ("X-Rate", &Ty::Scalar(Scalar::I64)),
            ("X-List", &list),
            ("X-Object", &object)
        ]
    );
    let layouts: Vec<HeaderLayout> = answers[0].headers.iter().map(|one| one.layout).collect();
    let object = HeaderLayout::Object { explode: false };
    assert_eq!(
        layouts,
        [HeaderLayout::Simple, HeaderLayout::Simple, object]
    );
    assert!(answers[1].headers.is_empty());
    assert_eq!(answers[2].headers[0].name, "X-Gone");
}

#[test]
fn errors_of_lines_are_bytes_and_said_to_be() {
    let lines = "content: {application/jsonl: {schema: {type: array, items: {type: object}}}}";
    let (api, diagnostics) = lowered(&format!(
        "
        paths:
          /a:
            get:
              responses:
                200: {{description: d, {lines}}}
                400: {{description: d, {lines}}}
                default: {{description: d, {lines}}}
            put:
              responses: {{default: {{description: d, {lines}}}}}
        "
    ));
    let is_items = |answer: &Answer| matches!(answer.content, AnswerContent::Items { .. });
    let answers = |index: usize| -> Vec<bool> {
        api.operations[index].answers.iter().map(is_items).collect()
    };
    assert_eq!(answers(0), [true, false, false]);
    assert_eq!(answers(1), [true]);
    let told = diagnostics.findings.iter().map(|one| one.code);
    assert_eq!(told.collect::<Vec<_>>(), ["untyped-answer"; 2]);
}

#[test]
fn further_headers_of_the_same_name_are_told() {
    let (api, diagnostics) = lowered(
        "
        paths:
          /a:
            put:
              requestBody: {content: {not a media: {schema: {type: string}}}}
              responses:
                200: {description: d, headers: {X-N: {schema: {type: string}}, x-n: {schema: {type: integer}}}}
        ",
    );
    let operation = &api.operations[0];
    assert_eq!(operation.answers[0].headers.len(), 1);
    let body = operation.body.as_ref().expect("a body");
    assert_eq!(body.media_type, "application/octet-stream");
    assert_eq!(
        codes(&diagnostics),
        ["duplicate-parameter", "not-a-media-type"]
    );
}
