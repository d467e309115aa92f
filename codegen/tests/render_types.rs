//! What types and their serde support look like, kept as files that the client's tests compile and
//! use (`generated-client/tests/kinds.rs`). `UPDATE_GOLDEN=1` writes them.

mod support;

use codegen::analyze::analyze;
use codegen::config::Config;
use codegen::emit::emit;
use codegen::ir::{
    Additional, Answer, AnswerContent, Api, Body, BodyContent, Constant, Docs, Enum, EnumRepr,
    EnumValue, Field, Item, NameHint, Operation, Scalar, Status, Struct, Ty, TypeDef, TypeId,
    Union, Variant,
};
use codegen::lock::Published;
use codegen::name::{Names, TypeNames};
use codegen::origin::Origin;
use codegen::render::{View, plan_types};
use codegen::value::Value;
use heck::{ToSnakeCase, ToUpperCamelCase};

#[test]
fn every_kind_of_item() {
    let mut api = Api::default();
    let direction = text_enum(
        &mut api,
        "Direction",
        &["egress", "ingress", "Unknown \"é\u{202e}"],
    );
    let version = int_enum(&mut api, "Version", &[4, 6, -1]);
    let old = add(
        &mut api,
        "OldPort",
        Item::Struct(object(vec![required("port", int())])),
    );
    api.types[old.0].deprecated = true;
    let group = rule_group(&mut api, direction, version, old);
    let action = actions(&mut api, direction);
    let amount = amounts(&mut api, old);
    let node = recursive(&mut api);
    let labels = Struct {
        fields: vec![
            required("name", string()),
            constant("kind", Constant::Bool(true)),
        ],
        additional: Additional::Typed(Ty::Nullable(Box::new(int()))),
    };
    let labels = add(&mut api, "Labels", Item::Struct(labels));
    let servers = many_required(&mut api);
    let tags = Ty::Map(Box::new(Ty::Nullable(Box::new(string()))));
    let tags = add(&mut api, "Tags", Item::Alias(tags));
    let change = object(vec![
        optional("changed_rules", Ty::List(Box::new(named(action)))),
        optional("tags", Ty::Nullable(Box::new(named(tags)))),
    ]);
    let change = add(&mut api, "Change", Item::Struct(change));
    for id in [group, amount, node, labels, servers, action, change] {
        exchange(&mut api, id);
    }
    compare(&api, "kinds");
}

/// An API may call its types like what the prelude has.
#[test]
fn names_of_the_prelude() {
    let mut api = Api::default();
    let option = add(
        &mut api,
        "Option",
        Item::Struct(object(vec![optional("type", string())])),
    );
    let boxed = object(vec![
        required("option", named(option)),
        optional("again", named(TypeId(1))),
        optional("more", Ty::Nullable(Box::new(Ty::List(Box::new(string()))))),
        optional("map", Ty::Map(Box::new(int()))),
    ]);
    let boxed = add(&mut api, "Box", Item::Struct(boxed));
    for (name, ty) in [
        ("String", string()),
        ("Some", named(option)),
        ("None", int()),
    ] {
        add(&mut api, name, Item::Wrapper(ty));
    }
    let union = Union {
        tag: None,
        default: None,
        variants: vec![
            variant("String", string(), &[]),
            variant("Box", named(boxed), &[]),
        ],
    };
    let vec = add(&mut api, "Vec", Item::Union(union));
    text_enum(&mut api, "Into", &["from", "default"]);
    for id in [TypeId(0), boxed, vec, TypeId(2), TypeId(3), TypeId(4)] {
        exchange(&mut api, id);
    }
    compare(&api, "prelude");
}

fn rule_group(api: &mut Api, direction: TypeId, version: TypeId, old: TypeId) -> TypeId {
    let mut fields = vec![
        required("created_at", Ty::Scalar(Scalar::DateTime)),
        required("description", Ty::Nullable(Box::new(string()))),
        optional("direction", named(direction)),
        optional("port_range_max", Ty::Nullable(Box::new(int()))),
        optional("ip-version", named(version)),
        optional("old", named(old)),
        optional("anything", Ty::Json),
        optional("type", Ty::Scalar(Scalar::Bool)),
        optional(
            "pairs",
            Ty::List(Box::new(Ty::Tuple(vec![int(), Ty::Scalar(Scalar::F64)]))),
        ),
        optional("token", string()),
    ];
    fields[0].docs.description = Some("When it was made, e.g. `[gte]`, see [gte].".to_owned());
    fields[4].default = Some(Value::String("4".to_owned()));
    fields[5].deprecated = true;
    fields[9].secret = true;
    let id = add(api, "Rule", Item::Struct(object(fields)));
    api.types[id.0].docs.description = Some("A rule of a group.\n\n    let x = 1;\n".to_owned());
    id
}

fn actions(api: &mut Api, direction: TypeId) -> TypeId {
    let create = object(vec![
        constant("action", Constant::Text("create".to_owned())),
        required("direction", named(direction)),
        optional(
            "cidr",
            Ty::Nullable(Box::new(Ty::Scalar(Scalar::IpNetwork))),
        ),
    ]);
    let create = add(api, "CreateAction", Item::Struct(create));
    let mut tag = optional("action", string());
    tag.prefill = Some(Constant::Text("delete".to_owned()));
    let delete = object(vec![tag, required("id", Ty::Scalar(Scalar::Uuid))]);
    let delete = add(api, "DeleteAction", Item::Struct(delete));
    let union = Union {
        tag: Some("action".to_owned()),
        default: None,
        variants: vec![
            variant("Create", named(create), &["create"]),
            variant("Delete", named(delete), &["delete", "remove"]),
        ],
    };
    add(api, "Action", Item::Union(union))
}

fn amounts(api: &mut Api, old: TypeId) -> TypeId {
    let union = Union {
        tag: None,
        default: None,
        variants: vec![
            variant("Integer", int(), &[]),
            variant("Text", string(), &[]),
            variant("List", Ty::List(Box::new(int())), &[]),
            variant("More", Ty::List(Box::new(int())), &[]),
            variant("Old", named(old), &[]),
        ],
    };
    add(api, "Amount", Item::Union(union))
}

fn recursive(api: &mut Api) -> TypeId {
    let tree = TypeId(api.types.len() + 1);
    let node = TypeId(api.types.len());
    let fields = vec![
        required("parent", Ty::Nullable(Box::new(named(node)))),
        optional("next", named(node)),
        optional("last", Ty::Nullable(Box::new(named(node)))),
        required("tree", named(tree)),
    ];
    add(api, "Node", Item::Struct(object(fields)));
    add(api, "Tree", Item::Wrapper(Ty::List(Box::new(named(tree)))));
    node
}

fn many_required(api: &mut Api) -> TypeId {
    let mut fields: Vec<Field> = ["flavor", "name", "image", "region", "password"]
        .into_iter()
        .map(|name| required(name, string()))
        .collect();
    fields[4].secret = true;
    fields.extend((0..9).map(|index| optional(&format!("option_{index}"), int())));
    add(api, "CreateServer", Item::Struct(object(fields)))
}

fn int() -> Ty {
    Ty::Scalar(Scalar::I64)
}

fn string() -> Ty {
    Ty::Scalar(Scalar::String)
}

fn named(id: TypeId) -> Ty {
    Ty::Named(id)
}

fn object(fields: Vec<Field>) -> Struct {
    Struct {
        fields,
        additional: Additional::Undeclared,
    }
}

fn required(name: &str, ty: Ty) -> Field {
    Field {
        wire_name: name.to_owned(),
        ty,
        required: true,
        constant: None,
        prefill: None,
        docs: Docs::default(),
        deprecated: false,
        read_only: false,
        write_only: false,
        secret: false,
        default: None,
        example: None,
        origin: Origin::root(0).child(name),
    }
}

fn optional(name: &str, ty: Ty) -> Field {
    Field {
        required: false,
        ..required(name, ty)
    }
}

fn constant(name: &str, value: Constant) -> Field {
    Field {
        constant: Some(value),
        ..required(name, Ty::Json)
    }
}

fn variant(hint: &str, ty: Ty, tags: &[&str]) -> Variant {
    Variant {
        tags: tags
            .iter()
            .map(|tag| Constant::Text((*tag).to_owned()))
            .collect(),
        ty,
        hint: hint.to_owned(),
        docs: Docs::default(),
        origin: Origin::root(0).child(hint),
    }
}

fn text_enum(api: &mut Api, name: &str, values: &[&str]) -> TypeId {
    let values = values
        .iter()
        .map(|value| Constant::Text((*value).to_owned()));
    enumeration(api, name, EnumRepr::Text, values.collect())
}

fn int_enum(api: &mut Api, name: &str, values: &[i64]) -> TypeId {
    let values = values.iter().map(|value| Constant::Integer(*value));
    enumeration(api, name, EnumRepr::Integer, values.collect())
}

fn enumeration(api: &mut Api, name: &str, repr: EnumRepr, values: Vec<Constant>) -> TypeId {
    let values = values
        .into_iter()
        .map(|value| EnumValue {
            value,
            hint: None,
            docs: Docs::default(),
        })
        .collect();
    let is_open = false;
    let item = Enum {
        repr,
        values,
        is_open,
    };
    add(api, name, Item::Enum(item))
}

fn add(api: &mut Api, name: &str, item: Item) -> TypeId {
    let id = TypeId(api.types.len());
    api.types.push(TypeDef {
        origin: Origin::root(0)
            .child("components")
            .child("schemas")
            .child(name),
        hint: NameHint::Component(name.to_owned()),
        docs: Docs::default(),
        deprecated: false,
        item,
        input_of: None,
    });
    id
}

/// An operation that takes and gives the type, as part of a list so that it is no body of one call.
fn exchange(api: &mut Api, id: TypeId) {
    let path = format!("/{}", id.0);
    let origin = Origin::root(0).child("paths").child(&path);
    let ty = Ty::List(Box::new(Ty::Named(id)));
    api.operations.push(Operation {
        origin: origin.clone(),
        method: "POST".to_owned(),
        path,
        operation_id: None,
        tags: Vec::new(),
        docs: Docs::default(),
        deprecated: false,
        parameters: Vec::new(),
        body: Some(Body {
            required: true,
            media_type: "application/json".to_owned(),
            also: Vec::new(),
            content: BodyContent::Json(ty.clone()),
            docs: Docs::default(),
            origin: origin.clone(),
        }),
        answers: vec![Answer {
            alternatives: Vec::new(),
            headers: Vec::new(),
            status: Status::Code(200),
            content: AnswerContent::Json {
                media_type: "application/json".to_owned(),
                ty,
            },
            docs: Docs::default(),
            origin,
        }],
        security: Vec::new(),
        server: None,
        variant: None,
    });
}

/// Names of the plainest kind; enumerations stand in a file of their own.
fn names(api: &Api) -> Names {
    let types = api.types.iter().map(|def| {
        let NameHint::Component(name) = &def.hint else {
            unreachable!("all types here are components")
        };
        let (members, file): (Vec<String>, &str) = match &def.item {
            Item::Struct(item) => (item.fields.iter().map(field_name).collect(), "rules"),
            Item::Enum(item) => (item.values.iter().map(value_name).collect(), "shared"),
            Item::Union(item) => (
                item.variants
                    .iter()
                    .map(|variant| variant.hint.clone())
                    .collect(),
                "rules",
            ),
            Item::Alias(_) | Item::Wrapper(_) => (Vec::new(), "shared"),
        };
        TypeNames {
            name: name.clone(),
            members,
            required: (name == "CreateServer").then(|| "CreateServerRequired".to_owned()),
            file: file.to_owned(),
            users: Vec::new(),
        }
    });
    Names {
        types: types.collect(),
        ..Names::default()
    }
}

fn field_name(field: &Field) -> String {
    let name = field.wire_name.to_snake_case();
    if name == "type" {
        "r#type".to_owned()
    } else {
        name
    }
}

fn value_name(value: &EnumValue) -> String {
    match &value.value {
        Constant::Text(text) if text.starts_with("Unknown") => "UnknownValue".to_owned(),
        Constant::Text(text) => text.to_upper_camel_case(),
        Constant::Integer(value) => format!("V{value}").replace('-', "Minus"),
        other => unreachable!("{other:?} is no value of an enumeration"),
    }
}

fn compare(api: &Api, case: &str) {
    let facts = analyze(api, &Config::default(), &Published::default());
    let names = names(api);
    let view = View::new(api, &facts, &names, "gcore_client");
    let files = emit(plan_types(&view), "a test").expect("what is rendered is Rust");
    support::golden(case, &files);
}
