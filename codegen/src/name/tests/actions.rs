//! What calls are named by the end of their path, their own name and what stands beside them.

use super::super::samples::operation;
use super::published::answer;
use super::rules::{calls, calls_of};
use crate::ir::{AnswerContent, Api, Ty};
use crate::name::{hints, tree};

#[test]
fn a_put_is_an_update_where_nothing_is_both_replaced_and_updated() {
    assert_eq!(
        calls(&[
            ("PUT", "/pets/{id}", ""),
            ("PUT", "/pets/{id}/toys/{toy_id}", ""),
            ("PATCH", "/owners/{id}", ""),
        ]),
        ["pets.update", "pets.toys.update", "owners.update"]
    );
    assert_eq!(
        calls(&[
            ("PUT", "/pets/{id}", ""),
            ("PUT", "/owners/{id}", ""),
            ("PATCH", "/owners/{id}", ""),
        ]),
        ["pets.replace", "owners.replace", "owners.update"]
    );
}

#[test]
fn what_is_put_is_done_as_the_call_says_unless_a_patch_is_beside() {
    let operations = [
        (
            "PUT",
            "/pets/{id}/friends/{friend_id}",
            "befriend",
            "Add a friend",
        ),
        ("PUT", "/pets/{id}", "adopt-pet", "Adopt a pet"),
        ("PUT", "/owners/{id}", "block-owner", ""),
        ("PATCH", "/owners/{id}", "update-owner", ""),
    ];
    let told = |(method, path, id, summary): (&str, &str, &str, &str)| {
        let mut one = operation(method, path, "");
        one.operation_id = Some(id.to_owned());
        one.docs.summary = Some(summary.to_owned());
        one
    };
    let api = Api {
        operations: operations.map(told).into(),
        ..Api::default()
    };
    assert_eq!(
        calls_of(&api),
        [
            "pets.friends.add",
            "pets.replace",
            "owners.replace",
            "owners.update"
        ]
    );
}

#[test]
fn what_is_listed_is_a_collection_where_it_is_put_to_as_well() {
    let operations = [("GET", "/pet"), ("PUT", "/pet"), ("PATCH", "/pet/{pet_id}")];
    let operations = operations.map(|(method, path)| operation(method, path, ""));
    let mut api = Api {
        operations: operations.into(),
        ..Api::default()
    };
    assert_eq!(calls_of(&api), ["pet.get", "pet.replace", "pet.update"]);
    let pets = AnswerContent::Json {
        ty: Ty::List(Box::new(Ty::Json)),
        media_type: "application/json".to_owned(),
    };
    api.operations[0].answers = vec![answer(200, pets, &[])];
    assert_eq!(calls_of(&api), ["pets.list", "pets.replace", "pets.update"]);
}

#[test]
fn a_part_of_one_thing_is_called_by_its_word() {
    assert_eq!(
        calls(&[
            ("GET", "/files/{id}/content", ""),
            ("POST", "/files/{id}/restore", ""),
            ("GET", "/files/{id}/restore/status", ""),
            ("GET", "/files/{id}/statistics", ""),
            ("GET", "/files", ""),
            ("GET", "/files/latest", ""),
        ]),
        [
            "files.content",
            "files.restore",
            "files.restore_status",
            "files.get_statistics",
            "files.get",
            "files.get_latest",
        ]
    );
}

#[test]
fn a_post_to_what_there_is_changes_it() {
    assert_eq!(
        calls(&[
            ("GET", "/pets/{id}/diet", ""),
            ("POST", "/pets/{id}/diet", ""),
            ("DELETE", "/pets/{id}", ""),
            ("POST", "/pets/{id}", ""),
            ("POST", "/pets/{id}/toys/batch", ""),
            ("POST", "/pets/{id}/toys", ""),
        ]),
        [
            "pets.diet.get",
            "pets.diet.update",
            "pets.delete",
            "pets.update",
            "pets.toys.create_multiple",
            "pets.toys.create",
        ]
    );
}

#[test]
fn a_verb_before_the_last_variable_is_what_is_done_with_the_thing() {
    assert_eq!(
        calls(&[
            ("GET", "/pets/{id}/toys/{toy_id}", ""),
            ("PATCH", "/pets/{id}/toys/attach/{toy_id}", ""),
            ("POST", "/pets/{id}/change-diet", ""),
            ("POST", "/pets/{id}/change-diet/preview", ""),
        ]),
        [
            "pets.toys.get",
            "pets.toys.attach",
            "pets.change_diet",
            "pets.preview_change_diet",
        ]
    );
}

#[test]
fn another_way_to_name_a_thing_is_no_resource() {
    assert_eq!(
        calls(&[
            ("GET", "/pets/{id}", ""),
            ("GET", "/pets/external_pet_id/{external_pet_id}", ""),
            ("POST", "/pets/external_pet_id/{external_pet_id}/feed", ""),
            ("POST", "/pets/{id}/walks", ""),
            ("GET", "/pets/{id}/walks/{walk_id}", ""),
            ("POST", "/pets/walks", ""),
        ]),
        [
            "pets.get",
            "pets.get_by_external_id",
            "pets.feed_by_external_id",
            "pets.walks.create",
            "pets.walks.get",
            "pets.create_walk",
        ]
    );
}

#[test]
fn what_all_paths_begin_with_is_no_resource() {
    assert_eq!(
        calls(&[
            ("POST", "/shop/v1/pets", ""),
            ("DELETE", "/shop/v1/owners/{id}", ""),
        ]),
        ["pets.create", "owners.delete"]
    );
    assert_eq!(
        calls(&[
            ("POST", "/pets", ""),
            ("DELETE", "/pets/{id}", ""),
            ("POST", "/search", "Pets"),
            ("POST", "/pets/permanently-delete", ""),
        ]),
        [
            "pets.create",
            "pets.delete",
            "pets.search",
            "pets.permanently_delete",
        ]
    );
}

#[test]
fn names_with_dots_are_a_resource_and_what_is_done() {
    assert_eq!(
        calls(&[
            ("GET", "/rpc/zoo.pet.getOwner", ""),
            ("POST", "/rpc/zoo.pet.createPet", ""),
            ("POST", "/rpc/shop.cart.addItem", ""),
        ]),
        ["zoo.pet.get_owner", "zoo.pet.create", "shop.cart.add_item"]
    );
}

#[test]
fn what_is_not_the_short_name_says_how_it_differs() {
    assert_eq!(
        calls(&[
            ("POST", "/pets", ""),
            ("POST", "/pets?beta=true", ""),
            ("GET", "/pets/{id}", ""),
            ("GET", "/pets/toys/{id}", ""),
            ("GET", "/pets/{id}/toys/{toy_id}", ""),
            ("GET", "/", "Pets"),
        ]),
        [
            "pets.create",
            "pets.create_beta",
            "pets.get",
            "pets.toys.get_by_id",
            "pets.toys.get_by_toy_id",
            "pets.get_root",
        ]
    );
}

#[test]
fn a_method_that_every_resource_has_is_written_differently() {
    assert_eq!(calls(&[("POST", "/pets/{id}/clone", "")]), ["pets.clone_"]);
}

#[test]
fn an_operation_tells_what_is_done_unless_it_says_what_http_says() {
    let told = |id: Option<&str>, summary: Option<&str>| {
        let mut operation = operation("PUT", "/pets/{id}/owners/{owner_id}", "");
        operation.operation_id = id.map(str::to_owned);
        operation.docs.summary = summary.map(str::to_owned);
        hints::verb(&operation)
    };
    assert_eq!(told(Some("pets/add-owner"), None).as_deref(), Some("add"));
    assert_eq!(told(Some("cancelRun"), None).as_deref(), Some("cancel"));
    assert_eq!(told(Some("PetView.put"), Some("Add an owner")), None);
    assert_eq!(
        told(Some("PetView"), Some("Add an owner")).as_deref(),
        Some("add")
    );
    assert_eq!(told(Some("create-or-update-owner"), None), None);
    assert_eq!(told(None, None), None);
}

#[test]
fn paths_that_differ_by_a_sign_are_told_apart_by_what_operations_are_called() {
    let mut api = Api::default();
    for (path, id) in [
        ("/pets", "listPets"),
        ("/pets/", "listPetsSlash"),
        ("/PETS", "loadPets"),
    ] {
        let mut one = operation("GET", path, "");
        one.operation_id = Some(id.to_owned());
        api.operations.push(one);
    }
    assert_eq!(
        calls_of(&api),
        ["pets.list_pets", "pets.list_pets_slash", "pets.load_pets"]
    );
}

#[test]
fn what_is_posted_to_what_can_be_read_does_what_its_name_says() {
    let called = |id: &str| {
        let mut api = Api::default();
        for (method, id) in [("GET", "get"), ("POST", id)] {
            let mut one = operation(method, "/store", "");
            one.operation_id = Some(id.to_owned());
            api.operations.push(one);
        }
        calls_of(&api).pop().unwrap_or_default()
    };
    assert_eq!(called("closeStore"), "store.close");
    assert_eq!(called("updateStore"), "store.update");
    assert_eq!(called("storeThings"), "store.update");
    assert_eq!(called("createStore"), "store.create");
}

#[test]
fn procedures_without_a_tag_are_methods_of_the_client() {
    let procedures = [
        ("POST", "/cloud/sendMessage", ""),
        ("POST", "/cloud/getMe", ""),
        ("POST", "/cloud/deleteMessage", ""),
        ("POST", "/cloud/kickMember", ""),
        ("POST", "/cloud/clone", ""),
        ("GET", "/cloud/members", "Members"),
    ];
    assert_eq!(
        calls(&procedures),
        [
            ".send_message",
            ".get_me",
            ".delete_message",
            ".kick_member",
            ".clone_",
            "members.get"
        ]
    );
    // A few say nothing of the others.
    assert_eq!(
        calls(&[
            ("POST", "/cloud/sendMessage", ""),
            ("POST", "/cloud/kickMember", "")
        ]),
        [".send_message", "kick_member.create"]
    );
    // What others have as their tag is a resource.
    assert_eq!(
        calls(&[
            ("GET", "/cloud/search", "Search"),
            ("POST", "/cloud/find/x", "Search")
        ])[0],
        "search.get"
    );
}

#[test]
fn methods_of_the_client_do_not_meet_those_it_has() {
    let runtime = include_str!("../../../../generated-client/src/runtime/client.rs");
    let client = runtime.split("impl Client {").nth(1);
    let methods = client.and_then(|text| text.split("\n}\n").next());
    let methods = methods.unwrap_or_default().split("fn ").skip(1);
    let names: Vec<&str> = methods.filter_map(|text| text.split('(').next()).collect();
    assert!(names.len() > 2, "{names:?}");
    for name in names {
        assert!(tree::RESERVED_ACCESSORS.contains(&name), "{name}");
    }
}
