//! What whole paths say: services and their procedures, tenants, mounted APIs, what a tag holds.

use super::rules::calls;

#[test]
fn services_are_resources_and_their_procedures_methods() {
    let paths = [
        ("/shop.v1.PetService/ListPets", "pets.list"),
        ("/shop.v1.PetService/FeedPet", "pets.feed_pet"),
        ("/shop.v1.PetService/StartPet", "pets.start"),
        (
            "/shop.v1.PetService/CreatePetFromEgg",
            "pets.create_from_egg",
        ),
        ("/shop.v1.PetService/CreateToy", "pets.toys.create"),
        ("/shop.v1.PetService/ListPetToys", "pets.toys.list"),
        ("/shop.v1.PetService/GetToyPart", "pets.toys.parts.get"),
        (
            "/shop.v1.PetService/DeleteToyPart",
            "pets.toys.parts.delete",
        ),
        ("/shop.v1.PetDoctorService/ListDoctors", "pets.doctors.list"),
        ("/shop.v1.UsageService/ListRecords", "usage.list_records"),
        ("/grpc.health.v1.Health/Check", "health.check"),
    ];
    let posts = paths.map(|(path, _)| ("POST", path, ""));
    assert_eq!(calls(&posts), paths.map(|(_, name)| name));
}

#[test]
fn only_a_type_with_a_procedure_behind_it_is_a_service() {
    assert_eq!(
        calls(&[
            ("GET", "/files/logo.Png/content", ""),
            ("GET", "/{file.Name}/Info", ""),
            ("GET", "/pets/{id}", ""),
        ]),
        ["files.logo_png.content", "info.get", "pets.get"]
    );
}

/// Calls below the things of a collection, so many that they can be tenants.
fn below(collection: &str, count: usize) -> Vec<String> {
    let letters = ('a'..='z').take(count);
    letters
        .map(|letter| format!("/{collection}/{{id}}/{letter}{letter}pets"))
        .collect()
}

fn listed(paths: &[String], others: &[(&'static str, &'static str)]) -> Vec<String> {
    let lists = paths.iter().map(|path| ("GET", path.as_str(), ""));
    let others = others.iter().map(|(method, path)| (*method, *path, ""));
    let all: Vec<(&str, &str, &str)> = others.chain(lists).collect();
    let names = calls(&all);
    names.into_iter().take(all.len() - paths.len()).collect()
}

#[test]
fn what_nearly_every_path_begins_with_is_a_tenant() {
    let others = [
        ("GET", "/accounts/{id}"),
        ("GET", "/accounts/{id}/queues/{queue_id}"),
        ("POST", "/accounts/{id}/queues/{queue_id}/purge"),
        ("POST", "/accounts/{id}/pause"),
        ("DELETE", "/accounts/{id}/members/{member_id}"),
        ("DELETE", "/members/{member_id}"),
    ];
    assert_eq!(
        listed(&below("accounts", 20), &others),
        [
            "accounts.get",
            "queues.get",
            "queues.purge",
            "accounts.pause",
            "accounts.members.delete",
            "members.delete",
        ]
    );
}

#[test]
fn a_collection_among_others_is_no_tenant() {
    let others = [("GET", "/accounts/{id}/queues/{queue_id}")];
    let few = below("accounts", 12);
    assert_eq!(listed(&few, &others), ["accounts.queues.get"]);
    let beside = [below("accounts", 20), below("pets", 10)].concat();
    assert_eq!(listed(&beside, &others), ["accounts.queues.get"]);
    let both = [below("accounts", 20), below("zones", 22)].concat();
    assert_eq!(listed(&both, &others), ["queues.get"]);
}

#[test]
fn what_stands_between_two_versions_is_where_an_api_is_mounted() {
    assert_eq!(
        calls(&[
            ("POST", "/v1/other/v1/pets", ""),
            ("GET", "/v1/toys", ""),
            ("GET", "/v1/pets/{id}/v2/toys", ""),
        ]),
        ["pets.create", "toys.get", "pets.get_toys"]
    );
}

#[test]
fn what_has_most_of_the_calls_of_a_tag_is_no_part() {
    let helpers = [
        ("GET", "/helpers/{id}", "Helpers"),
        ("POST", "/threads", "Helpers"),
    ];
    assert_eq!(calls(&helpers), ["helpers.get", "helpers.threads.create"]);
    let most = [
        &helpers[..],
        &[
            ("GET", "/threads/{id}", "Helpers"),
            ("DELETE", "/threads/{id}", "Helpers"),
        ],
    ]
    .concat();
    assert_eq!(
        calls(&most),
        [
            "helpers.get",
            "threads.create",
            "threads.get",
            "threads.delete"
        ]
    );
}

#[test]
fn a_tag_that_spells_the_whole_path_renames_nothing() {
    let tag = "Api2 Phone Number Local";
    assert_eq!(
        calls(&[
            ("POST", "/phone-numbers", "Phone Numbers"),
            ("POST", "/phone-numbers/local", tag),
            ("DELETE", "/phone-numbers/local", tag),
        ]),
        [
            "phone_numbers.create",
            "phone_numbers.local.create",
            "phone_numbers.local.delete",
        ]
    );
}
