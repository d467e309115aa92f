//! Facts of small APIs.

use super::{Call, CallBody, Facts, Input, Success, analyze};
use crate::config::{ClientParameter, Config};
use crate::ir::{
    Answer, AnswerContent, Api, Body, BodyContent, Docs, Enum, EnumRepr, Field, Item, Location,
    NameHint, Operation, OperationId, Parameter, Scalar, Status, Struct, Style, Ty, TypeDef,
    TypeId, Union, Variant,
};
use crate::lock::{Published, PublishedType};
use crate::origin::Origin;

#[test]
fn a_box_breaks_a_cycle_and_lists_need_none() {
    let api = api(vec![
        ("Leaf", object(vec![("name", string(), true)])),
        (
            "Node",
            object(vec![
                ("children", Ty::List(Box::new(named(1))), true),
                ("parent", Ty::Nullable(Box::new(named(1))), true),
                ("leaf", named(0), true),
            ]),
        ),
    ]);
    let facts = analyze(&api, &Config::default(), &Published::default());
    assert_eq!(facts.types[0].boxed, [false]);
    assert_eq!(facts.types[1].boxed, [false, true, false]);
}

#[test]
fn a_cycle_through_a_union_and_an_alias_has_one_box() {
    let api = api(vec![
        (
            "Expression",
            object(vec![("left", named(2), false), ("right", named(2), false)]),
        ),
        ("Operand", union(vec![string(), named(0)])),
        ("Alias", Item::Alias(named(1))),
    ]);
    let facts = analyze(&api, &Config::default(), &Published::default());
    assert_eq!(facts.types[0].boxed, [false, false]);
    assert_eq!(facts.types[1].boxed, [false, true]);
}

#[test]
fn the_box_stays_when_types_are_shuffled_and_added() {
    let of = |names: &[&'static str]| {
        let id = |name: &str| {
            named(
                names
                    .iter()
                    .position(|other| *other == name)
                    .expect("named"),
            )
        };
        let item = |name: &str| match name {
            "A" => object(vec![("b", id("B"), false)]),
            "B" => object(vec![("c", id("C"), false), ("x", string(), false)]),
            "C" => object(vec![("a", id("A"), false), ("b", id("B"), false)]),
            _ => object(vec![("c", id("C"), false)]),
        };
        let api = api(names.iter().map(|name| (*name, item(name))).collect());
        let facts = analyze(&api, &Config::default(), &Published::default());
        let mut boxed: Vec<(&str, Vec<bool>)> = names
            .iter()
            .zip(facts.types)
            .map(|(name, facts)| (*name, facts.boxed))
            .filter(|(name, _)| *name != "0Unrelated")
            .collect();
        boxed.sort();
        boxed
    };
    let expected = vec![
        ("A", vec![false]),
        ("B", vec![false, false]),
        ("C", vec![true, true]),
    ];
    assert_eq!(of(&["A", "B", "C"]), expected);
    assert_eq!(of(&["C", "B", "A"]), expected);
    assert_eq!(of(&["0Unrelated", "B", "C", "A"]), expected);
}

#[test]
fn direction_reaches_through_lists_and_aliases() {
    let mut api = api(vec![
        (
            "Body",
            object(vec![("tags", Ty::List(Box::new(named(1))), true)]),
        ),
        ("Tags", Item::Alias(named(2))),
        ("Tag", object(vec![("kind", named(3), true)])),
        (
            "Kind",
            Item::Enum(Enum {
                repr: EnumRepr::Text,
                values: Vec::new(),
                is_open: false,
            }),
        ),
        ("Answer", object(vec![("kind", named(3), true)])),
        ("Unused", object(vec![("kind", named(3), true)])),
    ]);
    api.operations = vec![
        operation("POST", vec![], Some(named(0)), vec![]),
        operation(
            "GET",
            vec![],
            None,
            vec![(Status::Code(200), json(named(4)))],
        ),
    ];
    let Facts { types, .. } = analyze(&api, &Config::default(), &Published::default());
    let flags: Vec<(bool, bool)> = types.iter().map(|t| (t.sent, t.received)).collect();
    assert_eq!(
        flags,
        [
            (true, false),
            (true, false),
            (true, false),
            (true, true),
            (false, true),
            (false, false)
        ]
    );
    assert_eq!(types[3].used_by, [OperationId(0), OperationId(1)]);
    assert_eq!(types[5].used_by, []);
}

#[test]
fn a_body_used_elsewhere_belongs_to_no_call() {
    let mut api = api(vec![
        ("Own", object(vec![("name", string(), true)])),
        ("Shared", object(vec![("name", string(), true)])),
    ]);
    api.operations = vec![
        operation("POST", vec![], Some(named(0)), vec![]),
        operation(
            "PUT",
            vec![],
            Some(named(1)),
            vec![(Status::Code(200), json(named(1)))],
        ),
    ];
    let facts = analyze(&api, &Config::default(), &Published::default());
    assert_eq!(facts.types[0].body_of, Some(OperationId(0)));
    assert_eq!(facts.types[1].body_of, None);
    assert_eq!(facts.calls[1].body, CallBody::Spread(TypeId(1)));
}

#[test]
fn required_things_are_arguments_in_order() {
    let mut api = api(vec![(
        "Body",
        object(vec![("size", string(), false), ("name", string(), true)]),
    )]);
    let parameters = vec![
        parameter("project_id", Location::Path, true),
        parameter("group_id", Location::Path, true),
        parameter("limit", Location::Query, false),
        parameter("kind", Location::Query, true),
    ];
    api.operations = vec![operation("POST", parameters, Some(named(0)), vec![])];
    let mut config = Config::default();
    config
        .client_parameters
        .insert("project_id".to_owned(), ClientParameter::default());
    assert_eq!(
        analyze(&api, &config, &Published::default()).calls[0],
        Call {
            arguments: vec![Input::Parameter(1), Input::Parameter(3), Input::Member(1)],
            setters: vec![Input::Parameter(0), Input::Parameter(2), Input::Member(0)],
            body: CallBody::Spread(TypeId(0)),
            success: Success::Empty,
        }
    );
}

#[test]
fn more_than_four_required_members_are_one_argument() {
    let fields = ["a", "b", "c", "d", "e"].map(|name| (name, string(), true));
    let mut api = api(vec![("Body", object(fields.to_vec()))]);
    api.operations = vec![operation("POST", vec![], Some(named(0)), vec![])];
    let facts = analyze(&api, &Config::default(), &Published::default());
    assert_eq!(facts.calls[0].arguments, [Input::RequiredMembers]);
    assert!(facts.types[0].many_required);
    assert!(!facts.types[0].default);
}

#[test]
fn successes_of_one_shape_are_one() {
    let of = |answers: Vec<(Status, AnswerContent)>| {
        let mut api = api(vec![("A", object(vec![("name", string(), true)]))]);
        api.operations = vec![operation("GET", vec![], None, answers)];
        analyze(&api, &Config::default(), &Published::default())
            .calls
            .remove(0)
            .success
    };
    let (ok, created, fault) = (Status::Code(200), Status::Code(201), Status::Code(400));
    assert_eq!(
        of(vec![
            (fault, json(string())),
            (ok, json(named(0))),
            (created, json(named(0)))
        ]),
        Success::One(vec![1, 2])
    );
    assert_eq!(
        of(vec![(ok, json(named(0))), (created, AnswerContent::Empty)]),
        Success::Several(vec![vec![0], vec![1]])
    );
    assert_eq!(of(vec![(ok, AnswerContent::Empty)]), Success::Empty);
    assert_eq!(
        of(vec![
            (fault, json(string())),
            (Status::Default, json(named(0)))
        ]),
        Success::One(vec![1])
    );
}

fn api(types: Vec<(&str, Item)>) -> Api {
    let def = |(name, item): (&str, Item)| TypeDef {
        origin: Origin::root(0).child(name),
        hint: NameHint::Component(name.to_owned()),
        docs: Docs::default(),
        deprecated: false,
        item,
        input_of: None,
    };
    Api {
        types: types.into_iter().map(def).collect(),
        ..Api::default()
    }
}

fn named(id: usize) -> Ty {
    Ty::Named(TypeId(id))
}

fn string() -> Ty {
    Ty::Scalar(Scalar::String)
}

fn object(fields: Vec<(&str, Ty, bool)>) -> Item {
    let field = |(name, ty, required): (&str, Ty, bool)| Field {
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
    };
    Item::Struct(Struct {
        fields: fields.into_iter().map(field).collect(),
        ..Struct::default()
    })
}

fn union(variants: Vec<Ty>) -> Item {
    let variant = |ty| Variant {
        tags: Vec::new(),
        ty,
        hint: String::new(),
        docs: Docs::default(),
        origin: Origin::root(0),
    };
    Item::Union(Union {
        tag: None,
        default: None,
        variants: variants.into_iter().map(variant).collect(),
    })
}

fn operation(
    method: &str,
    parameters: Vec<Parameter>,
    body: Option<Ty>,
    answers: Vec<(Status, AnswerContent)>,
) -> Operation {
    Operation {
        origin: Origin::root(0),
        method: method.to_owned(),
        path: "/things".to_owned(),
        operation_id: None,
        tags: Vec::new(),
        docs: Docs::default(),
        deprecated: false,
        parameters,
        body: body.map(|ty| Body {
            required: true,
            media_type: "application/json".to_owned(),
            also: Vec::new(),
            content: BodyContent::Json(ty),
            docs: Docs::default(),
            origin: Origin::root(0),
        }),
        answers: answers
            .into_iter()
            .map(|(status, content)| Answer {
                status,
                content,
                alternatives: Vec::new(),
                headers: Vec::new(),
                docs: Docs::default(),
                origin: Origin::root(0),
            })
            .collect(),
        security: Vec::new(),
        server: None,
        variant: None,
    }
}

fn json(ty: Ty) -> AnswerContent {
    AnswerContent::Json {
        media_type: "application/json".to_owned(),
        ty,
    }
}

fn parameter(name: &str, location: Location, required: bool) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location,
        ty: string(),
        required,
        style: Style::Simple,
        explode: false,
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

fn types(published: &[PublishedType]) -> Published {
    Published {
        types: published.to_vec(),
        ..Published::default()
    }
}

#[test]
fn a_published_member_keeps_its_box_and_gets_none() {
    let published = |members: &[(&str, bool)]| PublishedType {
        members: members
            .iter()
            .map(|(key, boxed)| ((*key).to_owned(), *boxed))
            .collect(),
        ..PublishedType::default()
    };
    // B held nothing before, so what is new in it is what closes the cycle.
    let mut api = api(vec![
        ("A", object(vec![("b", named(1), true)])),
        (
            "B",
            object(vec![("x", string(), true), ("a", named(0), false)]),
        ),
    ]);
    let boxed = |api: &Api, published: &[PublishedType]| -> Vec<Vec<bool>> {
        let facts = analyze(api, &Config::default(), &types(published));
        facts.types.into_iter().map(|facts| facts.boxed).collect()
    };
    let before = [published(&[("b", false)]), published(&[("x", false)])];
    assert_eq!(boxed(&api, &before), [vec![false], vec![false, true]]);
    let both = [
        published(&[("b", false)]),
        published(&[("a", true), ("x", false)]),
    ];
    assert_eq!(boxed(&api, &both), [vec![false], vec![false, true]]);
    // What is published cannot hold itself: one of it changes.
    let neither = [
        published(&[("b", false)]),
        published(&[("a", false), ("x", false)]),
    ];
    assert_eq!(boxed(&api, &neither), boxed(&api, &[]));
    // A box stays where nothing needs it any more.
    api.types[1].item = object(vec![("x", string(), true)]);
    let alone = [published(&[("b", true)]), published(&[("x", false)])];
    assert_eq!(boxed(&api, &alone), [vec![true], vec![false]]);
}

#[test]
fn what_would_be_too_large_in_place_has_a_box() {
    let texts = |count: usize| {
        let names: Vec<&'static str> = (0..count).map(|_| "text").collect();
        object(
            names
                .into_iter()
                .map(|name| (name, string(), true))
                .collect(),
        )
    };
    let api = api(vec![
        ("Small", texts(4)),
        // 24 bytes each, so most of what a type may take.
        ("Large", texts(160)),
        (
            "Holder",
            object(vec![
                ("small", named(0), true),
                ("one", named(1), true),
                ("list", Ty::List(Box::new(named(1))), true),
                ("other", Ty::Nullable(Box::new(named(1))), true),
            ]),
        ),
        ("Outer", object(vec![("holder", named(2), true)])),
    ]);
    let boxed = |published: &[PublishedType]| {
        let facts = analyze(&api, &Config::default(), &types(published));
        let boxed = |index: usize| facts.types[index].boxed.clone();
        assert_eq!(boxed(3), [false]);
        boxed(2)
    };
    // One box is enough.
    assert_eq!(boxed(&[]), [false, true, false, false]);
    let members = ["small", "one", "list"];
    let mut published = vec![PublishedType::default(); 4];
    published[2].members = members.map(|key| (key.to_owned(), false)).into();
    assert_eq!(boxed(&published), [false, false, false, true]);
}
