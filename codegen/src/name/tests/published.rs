//! Published names stay, configured ones come first, and both are checked.

use crate::analyze::analyze;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::*;
use crate::lock::{Lock, Published};
use crate::name::samples::{component, config, field, object, operation, security_groups};
use crate::name::{Names, name};

fn run(api: &Api, config: &Config, lock: &Lock) -> (Names, Lock, Vec<&'static str>) {
    let facts = analyze(api, config, &Published::default());
    let found = &mut Diagnostics::default();
    let before = lock.product(Some("cloud"), api);
    let (names, now) = name(api, &facts, config, Some("cloud"), &before, found);
    let mut lock = lock.clone();
    lock.publish(Some("cloud"), now);
    let codes = found.findings.iter().map(|finding| finding.code).collect();
    (names, lock, codes)
}

fn published(text: &str) -> Lock {
    Lock::parse(&format!("product cloud\n{text}")).expect("the lock of a test is well formed")
}

#[test]
fn a_run_with_its_own_lock_changes_nothing() {
    let api = security_groups();
    let (names, lock, _) = run(&api, &config(), &Lock::default());
    let (again, same, codes) = run(&api, &config(), &lock);
    assert_eq!((names, lock), (again, same));
    assert!(codes.is_empty());
}

#[test]
fn an_object_that_is_called_like_one_with_members_is_not_kept_open() {
    let mut api = Api::default();
    let member = field("Pet", "name", Ty::Json);
    api.types.push(component("Pet", object(vec![member])));
    // Of documents of several files two may have the same key.
    api.open = ["Pet", "Toy"]
        .map(|key| OpenObject {
            hint: NameHint::Component(key.to_owned()),
            declared: Vec::new(),
        })
        .into();
    let (_, lock, _) = run(&api, &config(), &Lock::default());
    let open = &lock.products["cloud"].open;
    assert_eq!(open.iter().collect::<Vec<_>>(), ["Toy"]);
}

#[test]
fn a_published_name_wins_and_a_new_item_yields() {
    let lock = published(
        "method \"PATCH /cloud/v1/securitygroups/{project_id}/{region_id}/{group_id}\" = groups.rename\n\
         type Gone = Old\n\
         type SecurityGroupSerializer/properties/direction = Way\n  egress = Out\n\
         type SecurityGroupSerializer = Group\n  created_at = born\n",
    );
    let mut api = security_groups();
    api.types.push(component("Group", object(vec![])));
    let (names, lock, codes) = run(&api, &config(), &lock);
    assert_eq!(codes, [""; 0]);
    assert_eq!(names.types[0].name, "Group");
    assert_eq!(names.types[0].members[0], "born");
    assert_eq!(names.types[2].name, "Way");
    assert_eq!(names.types[2].members, ["Out", "Ingress"]);
    assert_ne!(names.types[3].name, "Group");
    assert_eq!(names.operations[0].method, "rename");
    assert_eq!(names.path(names.operations[0].resource), ["groups"]);
    let lock = lock.to_string();
    assert!(
        !lock.contains("Gone") && lock.contains("type Group = "),
        "{lock}"
    );
}

#[test]
fn a_method_alone_is_the_products_own() {
    let mut api = Api::default();
    api.operations
        .push(operation("GET", "/cloud/v1/whoami", ""));
    api.operations.push(operation("GET", "/cloud/v1/pets", ""));
    let mut config = config();
    let methods = &mut config.rename.methods;
    methods.insert("GET /cloud/v1/whoami".into(), "look_up".into());
    let (names, lock, codes) = run(&api, &config, &Lock::default());
    assert_eq!(codes, [""; 0]);
    let named = &names.operations[0];
    assert_eq!(
        (named.method.as_str(), names.path(named.resource).len()),
        ("look_up", 0)
    );
    assert!(
        lock.to_string()
            .contains("\"GET /cloud/v1/whoami\" = look_up\n"),
        "{lock}"
    );
    let (again, same, _) = run(&api, &self::config(), &lock);
    assert_eq!((names, lock), (again, same));

    // It stands beside the resources of the first level.
    let methods = &mut config.rename.methods;
    methods.insert("GET /cloud/v1/whoami".into(), "pets".into());
    let (_, _, codes) = run(&api, &config, &Lock::default());
    assert_eq!(codes, ["name-collision"]);
}

#[test]
fn an_enumeration_keeps_its_name_when_another_place_shares_it() {
    let mut api = security_groups();
    let alone = {
        let Item::Struct(rule) = &mut api.types[1].item else {
            return;
        };
        let shared = rule.fields.clone();
        rule.fields.clear();
        shared
    };
    let (names, lock, _) = run(&api, &config(), &Lock::default());
    assert_eq!(names.types[2].name, "SecurityGroupDirection");
    if let Item::Struct(rule) = &mut api.types[1].item {
        rule.fields = alone;
    }
    let (names, lock, _) = run(&api, &config(), &lock);
    assert_eq!(names.types[2].name, "SecurityGroupDirection");
    let keys: Vec<&String> = lock.products["cloud"].types.keys().collect();
    assert_eq!(
        keys.iter()
            .filter(|key| key.ends_with("/direction"))
            .count(),
        2
    );
}

#[test]
fn configured_names_are_used_and_checked() {
    let mut api = security_groups();
    api.types.push(component(
        "Pet",
        object(vec![
            field("Pet", "a", Ty::Json),
            field("Pet", "b", Ty::Json),
        ]),
    ));
    let mut config = config();
    let rename = &mut config.rename;
    rename
        .types
        .insert("SecurityGroupSerializer".into(), "Group".into());
    rename.fields.insert(
        "#/components/schemas/Pet/properties/a".into(),
        "type".into(),
    );
    rename.methods.insert(
        "GET /cloud/v1/tasks/{task_id}".into(),
        "jobs.state.read".into(),
    );
    config
        .resources
        .insert("/cloud/v1/securitygroups".into(), "walls.groups".into());
    let (names, _, codes) = run(&api, &config, &Lock::default());
    assert_eq!(codes, [""; 0]);
    assert_eq!(names.types[0].name, "Group");
    assert_eq!(names.types[3].members, ["r#type", "b"]);
    assert_eq!(names.path(names.operations[2].resource), ["jobs", "state"]);
    assert_eq!(
        names.path(names.operations[0].resource),
        ["walls", "groups"]
    );

    let rename = &mut config.rename;
    rename.types.insert("Nobody".into(), "X".into());
    rename.types.insert("Pet".into(), "Group".into());
    rename
        .fields
        .insert("#/components/schemas/Pet/properties/a".into(), "b".into());
    rename.variants.insert("#/x y".into(), "Z".into());
    rename
        .methods
        .insert("GET /cloud/v1/tasks/{task_id}".into(), "types.read".into());
    config.resources.insert("/nowhere".into(), "x".into());
    config
        .resources
        .insert("/cloud/v2/security_groups".into(), "types".into());
    let (_, _, mut codes) = run(&api, &config, &Lock::default());
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "invalid-name",
            "invalid-name",
            "name-collision",
            "name-collision",
            "unused-rename",
            "unused-rename",
            "unused-resource",
        ]
    );
}

/// A union whose variants have one tag, as the members of a nested union have.
fn one_tag(hints: &[&str]) -> Item {
    let variant = |hint: &&str| Variant {
        tags: vec![Constant::Text("message".to_owned())],
        ty: Ty::Json,
        hint: (*hint).to_owned(),
        docs: Docs::default(),
        origin: crate::origin::Origin::root(0),
    };
    Item::Union(Union {
        tag: Some("type".to_owned()),
        default: None,
        variants: hints.iter().map(variant).collect(),
    })
}

#[test]
fn variants_of_one_tag_are_published_apart() {
    let mut api = Api::default();
    let hints = ["Input", "Output"];
    api.types.push(component("Item", one_tag(&hints)));
    let (names, lock, _) = run(&api, &config(), &Lock::default());
    let (again, same, codes) = run(&api, &config(), &lock);
    assert_eq!((&names, &lock), (&again, &same));
    assert_eq!(codes, [""; 0]);
    assert!(lock.to_string().contains("\"message Input\""), "{lock}");

    // What even that does not tell apart is not published, and goes by the rule every time.
    api.types[0] = component("Item", one_tag(&["Same", "Same"]));
    let (names, lock, _) = run(&api, &config(), &lock);
    let (again, same, codes) = run(&api, &config(), &lock);
    assert_eq!((names, lock), (again, same));
    assert_eq!(codes, [""; 0]);
}

#[test]
fn a_lock_never_makes_generation_fail() {
    let lock = published(
        "method \"GET /cloud/v1/tasks/{task_id}\" = types.read\n\
         type SecurityGroupSerializer = Group\n  created_at = new\n  direction = new\n\
         type SecurityGroupSerializer/properties/direction = Way\n  egress = Other\n",
    );
    let api = security_groups();
    let (names, lock, codes) = run(&api, &config(), &lock);
    // Each of them has another name, and that is said.
    assert_eq!(codes, ["published-name-lost"; 4]);
    assert_eq!(names.types[0].members, ["created_at", "direction"]);
    assert_eq!(names.path(names.operations[2].resource), ["tasks"]);
    let (again, same, codes) = run(&api, &config(), &lock);
    assert_eq!((names, lock), (again, same));
    assert_eq!(codes, [""; 0]);
}

#[test]
fn a_new_resource_does_not_take_the_place_of_a_published_method() {
    let lock = published("method \"POST /cloud/v1/pets/search\" = pets.search\n");
    let mut api = Api::default();
    for (method, path) in [
        ("POST", "/cloud/v1/pets/search"),
        ("GET", "/cloud/v1/pets/search/{id}/rows"),
        ("GET", "/cloud/v1/pets/search/{id}"),
        ("GET", "/cloud/v1/testing/{id}"),
    ] {
        api.operations.push(operation(method, path, ""));
    }
    let (names, lock, codes) = run(&api, &config(), &lock);
    assert_eq!(codes, [""; 0]);
    assert_eq!(names.operations[0].method, "search");
    let path = |operation: usize| names.path(names.operations[operation].resource);
    assert_eq!(path(0), ["pets"]);
    assert!(path(2).starts_with(&["pets", "search_"]), "{:?}", path(2));
    // The library has a module of this name.
    assert_eq!(path(3), ["testing_"]);
    let (again, same, _) = run(&api, &config(), &lock);
    assert_eq!((names, lock), (again, same));
}

pub(super) fn answer(status: u16, content: AnswerContent, headers: &[&str]) -> Answer {
    Answer {
        status: Status::Code(status),
        content,
        alternatives: Vec::new(),
        headers: headers
            .iter()
            .map(|name| AnswerHeader {
                name: (*name).to_owned(),
                ty: Ty::Scalar(Scalar::I64),
                layout: HeaderLayout::Simple,
                docs: Docs::default(),
                deprecated: false,
            })
            .collect(),
        docs: Docs::default(),
        origin: crate::origin::Origin::root(0),
    }
}

/// The names of the first operation's constants.
fn constants(names: &Names) -> Vec<String> {
    let constants = &names.operations[0].constants;
    let errors = constants.errors.iter().map(|(_, name)| name);
    let headers = constants.headers.iter().map(|header| &header.name);
    errors.chain(headers).cloned().collect()
}

#[test]
fn constants_keep_their_names() {
    let problem = || AnswerContent::Json {
        media_type: "application/json".to_owned(),
        ty: Ty::Json,
    };
    let mut api = Api::default();
    api.operations.push(operation("GET", "/cloud/v1/pets", ""));
    let headers = ["Not-Found", "X-Left", "1st"];
    api.operations[0].answers = vec![answer(201, AnswerContent::Empty, &headers)];
    let (names, lock, _) = run(&api, &config(), &Lock::default());
    assert_eq!(constants(&names), ["NOT_FOUND", "X_LEFT", "HEADER_1ST"]);

    // An error has the better claim, but the name is published; a header is the same with any status.
    let all = ["X_Left", "not-found", "X-Left"];
    api.operations[0]
        .answers
        .insert(0, answer(200, AnswerContent::Empty, &all));
    api.operations[0].answers.push(answer(404, problem(), &[]));
    let (names, lock, codes) = run(&api, &config(), &lock);
    assert_eq!(codes, [""; 0]);
    let expected = [
        "NOT_FOUND_ERROR",
        "X_LEFT_HEADER",
        "NOT_FOUND",
        "X_LEFT",
        "HEADER_1ST",
    ];
    assert_eq!(constants(&names), expected);
    let (again, same, _) = run(&api, &config(), &lock);
    assert_eq!((names, lock), (again, same));

    // Without a lock the error is called so.
    let (names, _, _) = run(&api, &config(), &Lock::default());
    let names = constants(&names);
    assert_eq!(
        (names[0].as_str(), names[2].as_str()),
        ("NOT_FOUND", "NOT_FOUND_HEADER")
    );
}

#[test]
fn headers_of_errors_keep_their_names() {
    let mut api = Api::default();
    api.operations.push(operation("GET", "/cloud/v1/pets", ""));
    let gone = answer(404, AnswerContent::Empty, &["X-Left", "X-Gone"]);
    api.operations[0].answers = vec![gone];
    let (names, lock, _) = run(&api, &config(), &Lock::default());
    assert_eq!(constants(&names), ["X_LEFT", "X_GONE"]);

    // What comes to a success and to other errors does not take a published name.
    let mut others = ["X-Left", "X-Gone"].map(|name| {
        let mut one = answer(200, AnswerContent::Empty, &[name]);
        one.headers[0].ty = Ty::Scalar(Scalar::String);
        one
    });
    others[1].status = Status::Code(500);
    api.operations[0].answers.extend(others);
    let (names, lock, codes) = run(&api, &config(), &lock);
    assert_eq!(codes, [""; 0]);
    let expected = ["X_LEFT_HEADER", "X_LEFT", "X_GONE", "X_GONE_HEADER"];
    assert_eq!(constants(&names), expected);
    let (again, same, _) = run(&api, &config(), &lock);
    assert_eq!((names, lock), (again, same));

    // Without a lock the success has the better claim, and errors go by their status.
    let (names, _, _) = run(&api, &config(), &Lock::default());
    let expected = [
        "X_LEFT",
        "X_LEFT_HEADER",
        "X_GONE_HEADER_404",
        "X_GONE_HEADER_500",
    ];
    assert_eq!(constants(&names), expected);
}
