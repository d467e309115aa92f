//! Versions of one call, and what becomes of names when the document changes.

use crate::analyze::analyze;
use crate::ir::{Api, Ty};
use crate::lock::{Lock, Published};
use crate::name::samples::{component, config, field, object, operation};
use crate::name::{Changes, Swap, changes, name};

/// The calls of some versions of one path; a deprecated one has a `-` before it.
fn pets(versions: &[&str]) -> Api {
    let mut api = Api::default();
    for version in versions {
        let plain = version.trim_start_matches('-');
        let path = format!("/cloud/{plain}/pets/{{id}}");
        let mut pets = operation("GET", &path, "Pets");
        pets.deprecated = plain != *version;
        api.operations.push(pets);
    }
    api
}

/// The names of all methods, the lock, and what changes.
fn run(api: &Api, lock: &Lock) -> (Vec<String>, Lock, Changes) {
    let config = config();
    let facts = analyze(api, &config, &Published::default());
    let found = &mut crate::diagnostic::Diagnostics::default();
    let before = lock.product(Some("cloud"), api);
    let (names, now) = name(api, &facts, &config, Some("cloud"), &before, found);
    assert_eq!(found.findings, []);
    let changes = changes(api, &names, &before, &now);
    let methods = names.operations.into_iter().map(|named| named.method);
    let mut lock = lock.clone();
    lock.publish(Some("cloud"), now);
    (methods.collect(), lock, changes)
}

fn keys(swap: &Swap) -> [&str; 4] {
    [&swap.newer.0, &swap.newer.1, &swap.older.0, &swap.older.1].map(String::as_str)
}

const SWAP: [&str; 4] = [
    "GET /cloud/v2/pets/{id}",
    "pets.get_v2",
    "GET /cloud/v1/pets/{id}",
    "pets.get",
];

#[test]
fn at_first_the_newest_version_that_is_not_deprecated_has_the_short_name() {
    for (versions, expected) in [
        (&["v1", "v2"][..], &["get_v1", "get"][..]),
        (&["v1", "-v2"], &["get", "get_v2"]),
        (&["-v1", "v2", "v3"], &["get_v1", "get_v2", "get"]),
    ] {
        let (methods, lock, changes) = run(&pets(versions), &Lock::default());
        assert_eq!(methods, expected);
        assert_eq!(changes, Changes::default());
        let (again, same, changes) = run(&pets(versions), &lock);
        assert_eq!((methods, lock), (again, same));
        assert_eq!(changes, Changes::default());
    }
}

#[test]
fn a_newer_version_does_not_take_a_published_name_but_may_be_given_it() {
    let (_, lock, _) = run(&pets(&["v1"]), &Lock::default());
    let (methods, lock, changes) = run(&pets(&["v1", "v2"]), &lock);
    assert_eq!(methods, ["get", "get_v2"]);
    assert_eq!(changes.gone, [""; 0]);
    assert_eq!(changes.swaps.iter().map(keys).collect::<Vec<_>>(), [SWAP]);

    // It stays proposed, also when the older version is deprecated.
    let (methods, mut lock, changes) = run(&pets(&["-v1", "v2"]), &lock);
    assert_eq!(methods, ["get", "get_v2"]);
    assert_eq!(changes.swaps.iter().map(keys).collect::<Vec<_>>(), [SWAP]);

    // A newer version that is deprecated itself is not proposed.
    let (_, _, changes) = run(&pets(&["v1", "-v2"]), &lock);
    assert_eq!(changes.swaps, []);

    // Accepted, as the note says.
    let cloud = lock.products.get_mut("cloud").expect("it was generated");
    cloud.methods.clear();
    let (methods, lock, changes) = run(&pets(&["-v1", "v2"]), &lock);
    assert_eq!(methods, ["get_v1", "get"]);
    assert_eq!(changes, Changes::default());
    let (again, same, _) = run(&pets(&["-v1", "v2"]), &lock);
    assert_eq!((methods, lock), (again, same));
}

#[test]
fn a_path_variable_may_be_called_otherwise() {
    let with = |variable: &str, below: &str| {
        let mut api = Api::default();
        let path = format!("/cloud/v1/pets/{{{variable}}}");
        api.operations.push(operation("GET", &path, "Pets"));
        let path = format!("/cloud/v1/pets/{{{below}}}/toys/{{toy_id}}");
        api.operations.push(operation("GET", &path, "Pets"));
        api
    };
    let (_, mut lock, _) = run(&with("pet_id", "pet_id"), &Lock::default());
    let cloud = lock.products.get_mut("cloud").expect("it was generated");
    let pets = cloud.methods.get_mut("GET /cloud/v1/pets/{pet_id}");
    pets.expect("it was published").name = "pets.fetch".to_owned();
    let (methods, new, changes) = run(&with("id", "pet_id"), &lock);
    assert_eq!(methods, ["fetch", "get"]);
    assert_eq!(changes, Changes::default());
    let cloud = &new.products["cloud"];
    let pets = &cloud.methods["GET /cloud/v1/pets/{id}"];
    assert_eq!(pets.members["path:id"], "pet_id");
    // Nothing else is taken for the same.
    let (methods, _, changes) = run(&with("pet_id}/{part", "pet_id"), &lock);
    assert_eq!(methods, ["get", "get"]);
    assert_eq!(changes.gone.len(), 1);
}

#[test]
fn names_that_go_are_told() {
    let with = |key: &str, members: &[&str]| {
        let mut api = pets(&["v1"]);
        let fields = members.iter().map(|name| field(key, name, Ty::Json));
        api.types.push(component(key, object(fields.collect())));
        api
    };
    let (_, lock, _) = run(&with("PetSerializer", &["age", "name"]), &Lock::default());
    let (_, _, changes) = run(&with("PetSerializer", &["name"]), &lock);
    assert_eq!(changes.gone, ["The type `Pet` has no `age` any more."]);
    // A name goes to something else in the same run: the schema may only be called otherwise now.
    let (_, _, changes) = run(&with("PetSchema", &["age", "name"]), &lock);
    let passed = "The type `Pet` was published for `PetSerializer` and is for `PetSchema` now.";
    assert_eq!(changes.gone, [passed]);
    let (_, lock, changes) = run(&pets(&["v2"]), &lock);
    let gone = [
        "The type `Pet` is gone, because the document has no `PetSerializer` any more.",
        "The method `pets.get` was published for `GET /cloud/v1/pets/{id}` and is for \
         `GET /cloud/v2/pets/{id}` now.",
    ];
    assert_eq!(changes.gone, gone);
    // It is told once.
    assert!(!lock.to_string().contains("Pet = "), "{lock}");
    assert_eq!(run(&pets(&["v2"]), &lock).2, Changes::default());
}
