//! Calls rendered from a small API made by hand.

use crate::analyze::analyze;
use crate::config::{ClientParameter, Config};
use crate::emit::{GeneratedFiles, emit};
use crate::ir::*;
use crate::lock::Published;
use crate::name::{Constants, HeaderName, Names, OperationNames, Resource, ResourceId, TypeNames};
use crate::origin::Origin;
use crate::render::crate_files;
use crate::{Input, Output, Part};

fn parameter(name: &str, location: Location, ty: Ty) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location,
        ty,
        required: location == Location::Path,
        style: match location {
            Location::Path | Location::Header => Style::Simple,
            Location::Query | Location::Cookie => Style::Form,
            Location::Form | Location::Part => Style::Content,
        },
        explode: !matches!(location, Location::Path | Location::Header),
        allow_reserved: false,
        json: false,
        media_type: None,
        docs: Docs::default(),
        deprecated: false,
        default: None,
        example: None,
        origin: Origin::root(0),
    }
}

fn field(name: &str, ty: Ty, required: bool) -> Field {
    Field {
        wire_name: name.to_owned(),
        ty,
        required,
        constant: None,
        prefill: None,
        docs: Docs::default(),
        deprecated: false,
        read_only: false,
        write_only: false,
        secret: false,
        default: None,
        example: None,
        origin: Origin::root(0),
    }
}

fn structure(name: &str, fields: Vec<Field>) -> TypeDef {
    TypeDef {
        origin: Origin::root(0),
        hint: NameHint::Component(name.to_owned()),
        docs: Docs::default(),
        deprecated: false,
        item: Item::Struct(Struct {
            fields,
            additional: Additional::Undeclared,
        }),
        input_of: None,
    }
}

fn operation(method: &str, path: &str, parameters: Vec<Parameter>) -> Operation {
    Operation {
        origin: Origin::root(0),
        method: method.to_owned(),
        path: path.to_owned(),
        operation_id: None,
        tags: Vec::new(),
        docs: Docs::default(),
        deprecated: false,
        parameters,
        body: None,
        answers: Vec::new(),
        security: vec![vec![0]],
        server: None,
        variant: None,
    }
}

fn answer(status: u16, content: AnswerContent) -> Answer {
    Answer {
        status: Status::Code(status),
        content,
        alternatives: Vec::new(),
        headers: Vec::new(),
        docs: Docs::default(),
        origin: Origin::root(0),
    }
}

fn json(ty: Ty) -> AnswerContent {
    AnswerContent::Json {
        media_type: "application/json".to_owned(),
        ty,
    }
}

fn body(content: BodyContent, required: bool) -> Option<Body> {
    Some(Body {
        required,
        media_type: match content {
            BodyContent::Json(_) => "application/json".to_owned(),
            _ => "image/png".to_owned(),
        },
        content,
        also: Vec::new(),
        docs: Docs::default(),
        origin: Origin::root(0),
    })
}

fn string() -> Ty {
    Ty::Scalar(Scalar::String)
}

fn type_names(name: &str, members: &[&str]) -> TypeNames {
    TypeNames {
        name: name.to_owned(),
        members: members.iter().map(|&member| member.to_owned()).collect(),
        required: None,
        file: "shared".to_owned(),
        users: Vec::new(),
    }
}

/// Pets, with toys below them.
fn api() -> (Api, Names) {
    let pet = Ty::Named(TypeId(0));
    let mut update = operation(
        "PATCH",
        "/v1/{project_id}/pets/{pet_id}",
        vec![
            parameter("project_id", Location::Path, Ty::Scalar(Scalar::I64)),
            parameter("pet_id", Location::Path, Ty::Scalar(Scalar::Uuid)),
            parameter("call", Location::Query, Ty::List(Box::new(string()))),
        ],
    );
    update.deprecated = true;
    update.docs.description = Some("**Deprecated** Use `/v2` instead.".to_owned());
    update.body = body(BodyContent::Json(Ty::Named(TypeId(1))), false);
    update.answers = vec![answer(200, json(pet.clone()))];
    let mut create = operation(
        "POST",
        "/v1/pets",
        vec![parameter("call", Location::Header, string())],
    );
    create.parameters[0].required = true;
    create.body = body(BodyContent::Json(Ty::List(Box::new(pet.clone()))), true);
    create.answers = vec![
        answer(201, json(pet)),
        answer(202, AnswerContent::Empty),
        answer(203, json(string())),
    ];
    let mut photo = operation("PUT", "/v1/pets/photo", Vec::new());
    photo.body = body(BodyContent::Bytes, false);
    photo.security = Vec::new();
    photo.answers = vec![answer(
        200,
        AnswerContent::Bytes {
            media_type: "image/png".to_owned(),
        },
    )];
    let mut toys = operation(
        "GET",
        "/v1/pets/toys",
        vec![
            parameter("name", Location::Part, string()),
            parameter(
                "files",
                Location::Part,
                Ty::List(Box::new(Ty::Scalar(Scalar::File))),
            ),
            parameter("count", Location::Form, Ty::Scalar(Scalar::I64)),
        ],
    );
    toys.parameters[1].media_type = Some("image/png".to_owned());
    toys.answers = vec![
        answer(200, json(string())),
        answer(404, json(Ty::Scalar(Scalar::I64))),
        answer(500, json(Ty::Scalar(Scalar::I64))),
    ];
    toys.answers[2].status = Status::Default;
    toys.answers[0].alternatives = vec![AnswerContent::Items {
        media_type: "text/event-stream".to_owned(),
        ty: string(),
        framing: Framing::EventText,
    }];
    toys.answers[0].headers = vec![AnswerHeader {
        name: "X-Rate-Limit".to_owned(),
        ty: Ty::Scalar(Scalar::I64),
        layout: HeaderLayout::Simple,
        docs: Docs::default(),
        deprecated: false,
    }];
    let api = Api {
        title: "Pets".to_owned(),
        types: vec![
            structure("Pet", vec![field("id", string(), true)]),
            structure(
                "UpdatePet",
                vec![
                    field("name", string(), false),
                    field("tag", Ty::Nullable(Box::new(string())), false),
                ],
            ),
        ],
        operations: vec![update, create, photo, toys],
        servers: vec![Server {
            url: "https://pets.example".to_owned(),
            template: "https://pets.example".to_owned(),
            ..Server::default()
        }],
        security_schemes: vec![SecurityScheme {
            name: "Key".to_owned(),
            kind: SecurityKind::ApiKey {
                location: Location::Header,
                name: "Authorization".to_owned(),
            },
            docs: Docs::default(),
            origin: Origin::root(0),
        }],
        ..Api::default()
    };
    (api, names())
}

fn names() -> Names {
    let operation = |resource: usize, method: &str, builder: &str| OperationNames {
        resource: ResourceId(resource),
        method: method.to_owned(),
        builder: builder.to_owned(),
        parameters: Vec::new(),
        members: Vec::new(),
        body: "body".to_owned(),
        outcome: None,
        constants: Constants::default(),
    };
    let mut update = operation(0, "update", "Update");
    update.parameters = ["project_id", "pet_id", "call"].map(str::to_owned).to_vec();
    update.members = ["name", "tag"].map(str::to_owned).to_vec();
    let mut moving = operation(1, "r#move", "Move");
    moving.parameters = ["name", "files", "count"].map(str::to_owned).to_vec();
    let errors = [(1, "NOT_FOUND"), (2, "ERROR")];
    moving.constants = Constants {
        errors: errors
            .map(|(answer, name)| (answer, name.to_owned()))
            .to_vec(),
        headers: vec![HeaderName {
            place: (0, 0),
            name: "X_RATE_LIMIT".to_owned(),
            keys: Vec::new(),
        }],
    };
    let mut create = operation(0, "create", "Create");
    create.parameters = vec!["call".to_owned()];
    create.outcome = Some((
        "CreateOutcome".to_owned(),
        ["Created", "Accepted", "Text"].map(str::to_owned).to_vec(),
    ));
    let resource = |module: &str, type_name: &str| Resource {
        direct: false,
        module: module.to_owned(),
        type_name: type_name.to_owned(),
        parent: None,
        description: None,
        operations: Vec::new(),
        children: Vec::new(),
    };
    let mut pets = resource("pets", "Pets");
    pets.operations = (0..3).map(OperationId).collect();
    pets.children = vec![ResourceId(1)];
    let mut toys = resource("toys", "Toys");
    toys.operations = vec![OperationId(3)];
    toys.parent = Some(ResourceId(0));
    Names {
        swaps: Vec::new(),
        product: None,
        types: vec![
            type_names("Pet", &["id"]),
            type_names("UpdatePet", &["name", "tag"]),
        ],
        operations: vec![update, create, operation(0, "photo", "Photo"), moving],
        resources: vec![pets, toys],
    }
}

fn generated() -> GeneratedFiles {
    let (api, names) = api();
    let config = Config {
        client_parameters: [("project_id".to_owned(), ClientParameter::default())].into(),
        ..Config::default()
    };
    let parts = [Part {
        output: Output {
            facts: analyze(&api, &config, &Published::default()),
            api,
            names,
            crate_name: "pets".to_owned(),
            ..Output::default()
        },
        config,
        described: 0,
        input: Input::default(),
    }];
    let views = [parts[0].view()];
    let mut plans = crate_files::plan_one(&views[0]);
    plans.extend(crate_files::plan_shared(&views, &parts));
    emit(plans, "pets.yaml").expect("what is rendered is Rust")
}

fn file<'a>(files: &'a GeneratedFiles, path: &str) -> &'a str {
    files.get(path).expect("the file is generated")
}

#[test]
fn a_resource_with_children_is_a_folder() {
    let files = generated();
    assert!(files.contains_key("src/generated/pets/mod.rs"));
    let toys = file(&files, "src/generated/pets/toys.rs");
    assert!(toys.contains("pub fn r#move(&self) -> Move {"));
    assert!(toys.contains("static MOVE: rt::Operation"));
    assert!(!toys.contains("types;"), "an unused import");
}

#[test]
fn optional_things_are_setters() {
    let files = generated();
    let pets = file(&files, "src/generated/pets/mod.rs");
    assert!(pets.contains("pub fn update(&self, pet_id: impl Into<rt::Uuid>) -> Update {"));
    assert!(pets.contains("pub fn project_id(mut self, value: impl Into<i64>) -> Self {"));
    assert!(pets.contains("self.body.tag = rt::Patch::Null;"));
    assert!(pets.contains("self.call.json(&self.body).send(rt::json_answer)"));
}

#[test]
fn deprecation_says_what_to_use() {
    let files = generated();
    let pets = file(&files, "src/generated/pets/mod.rs");
    assert!(pets.contains("#[deprecated = \"Use `/v2` instead.\"]"));
    assert!(pets.contains("/// # #[allow(deprecated)]"));
}

#[test]
fn an_argument_may_be_called_like_a_local() {
    let files = generated();
    let pets = file(&files, "src/generated/pets/mod.rs");
    assert!(pets.contains("let mut call_ = rt::Call::new(&self.client, &CREATE);"));
    assert!(pets.contains("call_.header(\"call\", rt::Style::SIMPLE, &call.into());"));
}

#[test]
fn several_shapes_are_one_enumeration() {
    let files = generated();
    let pets = file(&files, "src/generated/pets/mod.rs");
    assert!(pets.contains("201 => raw.json().map(CreateOutcome::Created),"));
    assert!(pets.contains("202 => raw.empty().map(|()| CreateOutcome::Accepted),"));
    assert!(pets.contains("_ => raw.undocumented(),"));
}

#[test]
fn bytes_stream_and_no_credentials_are_sent_unasked() {
    let files = generated();
    let pets = file(&files, "src/generated/pets/mod.rs");
    assert!(pets.contains("self.call = self.call.bytes(\"image/png\", value);"));
    assert!(pets.contains("self.call.stream()"));
    assert!(pets.contains("security: &[],"));
}

#[test]
fn members_of_bodies_are_set_like_parameters() {
    let files = generated();
    let toys = file(&files, "src/generated/pets/toys.rs");
    assert!(toys.contains("self.call.part(\"name\", rt::Style::CONTENT, &value.into());"));
    assert!(toys.contains("value: impl IntoIterator<Item = impl Into<rt::FilePart>>"));
    let flat: String = toys.split_whitespace().collect();
    assert!(flat.contains("rt::Style::content(\"image/png\"),value.into_iter().map(Into::into)"));
    assert!(toys.contains("self.call.form(\"count\", rt::Style::CONTENT, &value.into());"));
}

#[test]
fn what_the_document_says_beside_the_answer_is_constant() {
    let files = generated();
    let toys = file(&files, "src/generated/pets/toys.rs");
    let flat = toys.split_whitespace().collect::<Vec<_>>().join(" ");
    for constant in [
        "pub const NOT_FOUND: rt::ErrorBody<i64> = rt::ErrorBody::code(404);",
        "pub const ERROR: rt::ErrorBody<i64> = rt::ErrorBody::other(&[], &[200, 404]);",
        "pub const X_RATE_LIMIT: rt::Header<i64> = rt::Header::new(\"X-Rate-Limit\");",
    ] {
        assert!(flat.contains(constant), "{constant}: {flat}");
    }
    assert!(flat.contains("self.call.accept(\"text/event-stream\").values(rt::event_text)"));
}
