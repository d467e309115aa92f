//! The names that the rules give, on small APIs.

use super::valid;
use crate::analyze::analyze;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::*;
use crate::lock::ProductLock;
use crate::lock::Published;
use crate::name::samples::{component, config, field, inline, object, operation, texts};
use crate::name::{Names, name, samples};

fn named(api: &Api, config: &Config) -> Names {
    let facts = analyze(api, config, &Published::default());
    let found = &mut Diagnostics::default();
    let (names, _) = name(
        api,
        &facts,
        config,
        Some("cloud"),
        &ProductLock::default(),
        found,
    );
    assert!(!found.has_errors(), "{:?}", found.findings);
    valid::check(api, &facts, &names);
    names
}

fn types(defs: Vec<TypeDef>) -> Api {
    Api {
        types: defs,
        ..Api::default()
    }
}

fn type_names(api: &Api) -> Vec<String> {
    let names = named(api, &config());
    names.types.into_iter().map(|named| named.name).collect()
}

fn members(item: Item) -> Vec<String> {
    let names = named(&types(vec![component("T", item)]), &config());
    names.types[0].members.clone()
}

pub(super) fn calls(operations: &[(&str, &str, &str)]) -> Vec<String> {
    let operations = operations.iter();
    let api = Api {
        operations: operations
            .map(|(method, path, tag)| operation(method, path, tag))
            .collect(),
        ..Api::default()
    };
    calls_of(&api)
}

pub(super) fn calls_of(api: &Api) -> Vec<String> {
    let names = named(api, &config());
    let call = |named: &crate::name::OperationNames| {
        format!("{}.{}", names.path(named.resource).join("."), named.method)
    };
    names.operations.iter().map(call).collect()
}

fn empty() -> Item {
    object(Vec::new())
}

fn property(owner: &str, steps: &[Step], item: Item) -> TypeDef {
    inline(Owner::Component(owner.to_owned()), steps.to_vec(), item)
}

fn step(name: &str) -> Step {
    Step::Property(name.to_owned())
}

#[test]
fn the_seeds_have_the_names_of_the_pages() {
    let api = samples::security_groups();
    let names = named(&api, &config());
    let paths: Vec<String> = names
        .operations
        .iter()
        .map(|named| format!("{}.{}", names.path(named.resource).join("."), named.method))
        .collect();
    assert_eq!(
        paths,
        [
            "security_groups.update",
            "security_groups.rules.create",
            "tasks.get"
        ]
    );
    let types: Vec<&str> = names
        .types
        .iter()
        .map(|named| named.name.as_str())
        .collect();
    assert_eq!(
        types,
        ["SecurityGroup", "CreateSecurityGroupRule", "Direction"]
    );
}

#[test]
fn endings_are_taken_off_unless_names_would_meet() {
    let keys = [
        "PetSerializer",
        "PetSchema",
        "OwnerSchema",
        "Schema",
        "Cat",
        "CatSerializer",
    ];
    let api = types(keys.map(|key| component(key, empty())).to_vec());
    let names = [
        "PetSerializer",
        "PetSchema",
        "Owner",
        "Schema",
        "Cat",
        "CatSerializer",
    ];
    assert_eq!(type_names(&api), names);
}

#[test]
fn components_with_one_name_differ_by_how_they_are_written() {
    let keys = ["ID", "id", "Path", "path", "Self", "+", "1 (example)", ""];
    let api = types(keys.map(|key| component(key, empty())).to_vec());
    let names = [
        "IdUpper",
        "IdLower",
        "Path",
        "PathLower",
        "SelfValue",
        "Plus",
        "N1Example",
        "Empty",
    ];
    assert_eq!(type_names(&api), names);
}

#[test]
fn inline_types_are_called_by_owner_and_property() {
    let group = "SecurityGroupSerializer";
    let items = Step::Items;
    let api = types(vec![
        component(group, empty()),
        property(group, &[step("flavor")], empty()),
        property(
            group,
            &[step("security_group_rules"), items.clone()],
            empty(),
        ),
        property(group, &[step("a"), step("x")], empty()),
        property(group, &[step("b"), step("x")], empty()),
        property(group, &[step("addresses"), Step::Values, items], empty()),
        property(group, &[Step::Variant("object auth".to_owned())], empty()),
        property(
            group,
            &[Step::Variant("object without auth".to_owned())],
            empty(),
        ),
        property(
            group,
            &[Step::Variant("object requiring auth".to_owned())],
            empty(),
        ),
        property(
            group,
            &[
                Step::Variant("object array with auth".to_owned()),
                Step::Items,
            ],
            empty(),
        ),
        property(
            group,
            &[
                step("part"),
                Step::Variant("object without auth".to_owned()),
            ],
            empty(),
        ),
    ]);
    let names = [
        "SecurityGroup",
        "SecurityGroupFlavor",
        "SecurityGroupRule",
        "SecurityGroupAX",
        "SecurityGroupBX",
        "SecurityGroupAddressItem",
        "SecurityGroupWithAuth",
        "SecurityGroupWithoutAuth",
        "SecurityGroupRequiringAuth",
        "SecurityGroupWithAuthItem",
        "SecurityGroupPartWithoutAuth",
    ];
    assert_eq!(type_names(&api), names);
}

#[test]
fn parts_of_calls_are_called_by_method_and_resource() {
    let owner = Owner::Operation {
        method: "POST".to_owned(),
        path: "/groups/{id}/rules".to_owned(),
    };
    let steps = |steps: &[Step]| inline(owner.clone(), steps.to_vec(), empty());
    let response = |status: &str| Step::Response(status.to_owned());
    let mut api = types(vec![
        steps(&[Step::Body]),
        steps(&[response("201")]),
        steps(&[response("404")]),
        steps(&[response("201"), step("items"), Step::Items]),
        steps(&[Step::Parameter("order".to_owned())]),
    ]);
    api.operations = vec![operation("POST", "/groups/{id}/rules", "")];
    let names = [
        "CreateGroupRule",
        "CreateGroupRuleResponse",
        "CreateGroupRuleNotFound",
        "CreateGroupRuleItem",
        "GroupRuleOrder",
    ];
    assert_eq!(type_names(&api), names);
}

#[test]
fn values_that_meet_are_told_apart_whatever_their_order() {
    let mut values = vec![
        "ACK_REQ", "ack_req", "", "name", "-name", "1.0", "1", "Unknown", "a+b", "a-b",
    ];
    let forward = members(texts(&values));
    assert_eq!(
        forward,
        [
            "AckReqUpper",
            "AckReqSnake",
            "Empty",
            "Name",
            "MinusName",
            "V1_0",
            "N1",
            "UnknownValue",
            "APlusB",
            "AMinusB",
        ]
    );
    values.reverse();
    let mut backward = members(texts(&values));
    backward.reverse();
    assert_eq!(forward, backward);
}

#[test]
fn fields_yield_to_what_the_struct_has_itself() {
    let keys = [
        "type", "self", "fooBar", "foo_bar", "foo-bar", "extra", "new", "@id", "id", "",
    ];
    let mut fields: Vec<Field> = keys
        .iter()
        .map(|key| field("T", key, Ty::Scalar(Scalar::String)))
        .collect();
    let mut note = field(
        "T",
        "note",
        Ty::Nullable(Box::new(Ty::Scalar(Scalar::String))),
    );
    note.required = false;
    fields.push(note);
    fields.push(field("T", "note_null", Ty::Scalar(Scalar::String)));
    let names = [
        "r#type",
        "self_",
        "foo_bar_camel",
        "foo_bar",
        "foo_minus_bar",
        "extra_",
        "new_",
        "at_id",
        "id",
        "empty",
        "note",
        "note_null_",
    ];
    assert_eq!(members(object(fields)), names);
}

#[test]
fn methods_follow_path_and_verb() {
    let tag = "Pets";
    assert_eq!(
        calls(&[
            ("POST", "/v1/pets", tag),
            ("GET", "/v1/pets/{id}", tag),
            ("PUT", "/v1/pets/{id}", tag),
            ("PATCH", "/v1/pets/{id}", tag),
            ("DELETE", "/v1/pets/{id}", tag),
            ("DELETE", "/v1/pets", tag),
            ("POST", "/v1/pets/{id}/start", tag),
            ("GET", "/v1/pets/{id}/get_console", tag),
            ("GET", "/v1/pets/{id}/owner", tag),
            ("POST", "/v1/pets/{id}/toys", tag),
            ("GET", "/", ""),
        ]),
        [
            "pets.create",
            "pets.get",
            "pets.replace",
            "pets.update",
            "pets.delete",
            "pets.delete_all",
            "pets.start",
            "pets.get_console",
            "pets.owner",
            "pets.toys.create",
            "root.get",
        ]
    );
}

#[test]
fn places_in_the_path_say_what_is_a_resource() {
    let tag = "Users";
    assert_eq!(
        calls(&[
            ("POST", "/v1/pet", "Pets"),
            ("DELETE", "/v1/pet/{pet_id}", "Pets"),
            ("GET", "/v1/me", "Me"),
            ("GET", "/v1/statistics/vod/views", "Statistics"),
            ("GET", "/v1/statistics/countries", "Statistics"),
            ("GET", "/v1/zones/{zone_id}/records", "Zones"),
            ("DELETE", "/v1/zones/{zone_id}/{record_name}", "Zones"),
            ("POST", "/v1/clients/invite_user", tag),
            ("GET", "/v1/users", tag),
            ("POST", "/v1/clients/{client_id}/tokens", "API Tokens"),
            ("POST", "/v1/rentals/assignments", "Rental Role Assignments"),
            ("POST", "/v1/preview-custom-page", "Custom Page Sets"),
            ("PUT", "/v1/qualities/default", "Qualities"),
        ]),
        [
            "pets.create",
            "pets.delete",
            "me.get",
            "statistics.get_vod_views",
            "statistics.get_countries",
            "zones.get_records",
            "zones.records.delete",
            "users.invite",
            "users.get",
            "api_tokens.create",
            "rentals.role_assignments.create",
            "custom_page_sets.preview",
            "qualities.set_default",
        ]
    );
}

#[test]
fn verbs_that_end_paths_act_on_what_is_beside_them() {
    let tag = "Servers";
    assert_eq!(
        calls(&[
            ("POST", "/servers/{id}/interfaces", tag),
            ("POST", "/servers/{id}/attach_interface", tag),
            ("PUT", "/servers/{id}/lock", tag),
            ("DELETE", "/servers/{id}/lock", tag),
            ("GET", "/servers/{id}/lock", tag),
            ("POST", "/servers/{id}", tag),
            ("POST", "/servers", tag),
        ]),
        [
            "servers.interfaces.create",
            "servers.interfaces.attach",
            "servers.lock",
            "servers.unlock",
            "servers.get_lock",
            "servers.update",
            "servers.create",
        ]
    );
}

#[test]
fn a_variable_of_several_collections_is_a_scope() {
    let paths = ["images", "disks", "hosts"].map(|name| format!("/{name}/{{project_id}}/{{id}}"));
    let mut calls_of = vec![("GET", "/projects/{project_id}", "")];
    calls_of.extend(paths.iter().map(|path| ("GET", path.as_str(), "")));
    calls_of.push(("POST", "/images/{project_id}", ""));
    let api = Api {
        operations: calls_of
            .iter()
            .map(|(method, path, tag)| operation(method, path, tag))
            .collect(),
        ..Api::default()
    };
    let names = named(&api, &Config::default());
    let methods: Vec<&str> = names
        .operations
        .iter()
        .map(|named| named.method.as_str())
        .collect();
    assert_eq!(methods, ["get", "get", "get", "get", "create"]);
}

#[test]
fn words_written_together_are_spelled_as_names_spell_them() {
    let mut api = types(vec![
        component("CreateHealthMonitor", empty()),
        component("Username", empty()),
        component("UserName", empty()),
        component("UsernameList", empty()),
    ]);
    api.operations = vec![
        operation("POST", "/pools/{id}/healthmonitor/{hm}/members", ""),
        operation("GET", "/usernames/{id}", ""),
    ];
    let names = named(&api, &config());
    let paths = names
        .operations
        .iter()
        .map(|named| names.path(named.resource).join("."));
    assert_eq!(
        paths.collect::<Vec<_>>(),
        ["pools.health_monitor.members", "usernames"]
    );
}

#[test]
fn both_spellings_of_a_resource_are_one_and_the_newest_version_is_short() {
    let tag = "Security Groups";
    let calls = calls(&[
        (
            "POST",
            "/cloud/v1/securitygroups/{project_id}/{region_id}",
            tag,
        ),
        (
            "POST",
            "/cloud/v2/security_groups/{project_id}/{region_id}",
            tag,
        ),
        (
            "GET",
            "/cloud/v1/securitygroups/{project_id}/{region_id}/{group_id}",
            tag,
        ),
        ("GET", "/cloud/v1/types/{id}", "Types"),
        ("GET", "/cloud/v1/self/{id}", "Self"),
    ]);
    let expected = [
        "security_groups.create_v1",
        "security_groups.create",
        "security_groups.get",
        "types_.get",
        "self_.get",
    ];
    assert_eq!(calls, expected);
}

#[test]
fn order_and_unrelated_schemas_change_no_name() {
    let group = "SecurityGroupSerializer";
    let mut api = samples::security_groups();
    api.types
        .push(property(group, &[step("a"), step("x")], empty()));
    api.types
        .push(property(group, &[step("b"), step("x")], empty()));
    api.types
        .push(property("Other", &[step("kind")], texts(&["a", "b"])));
    let by_origin = |api: &Api| -> Vec<(String, String)> {
        let names = type_names(api);
        let origins = api.types.iter().map(|def| def.origin.to_string());
        let mut pairs: Vec<(String, String)> = origins.zip(names).collect();
        pairs.sort();
        pairs
    };
    let before = by_origin(&api);
    let mut shuffled = api.clone();
    // The ids stay right where only types without uses change places.
    shuffled.types[3..].reverse();
    shuffled.operations.reverse();
    assert_eq!(before, by_origin(&shuffled));
    api.types.push(component("Unrelated", object(vec![])));
    api.types
        .push(property("Unrelated", &[step("kind")], texts(&["c"])));
    let after = by_origin(&api);
    assert!(before.iter().all(|pair| after.contains(pair)), "{after:?}");
}
