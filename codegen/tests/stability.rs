//! Does the same document always give the same code, and does what is added leave the rest alone?

use codegen::explain::entries;
use codegen::load::{Source, load};
use codegen::lock::Lock;
use codegen::value::{Object, Value};
use codegen::{Input, Output, Target, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn two_runs_give_the_same_bytes() {
    each_document(|name, text| {
        let (one, other) = (run(text, &Lock::default()), run(text, &Lock::default()));
        assert!(!one.files.is_empty(), "{name}: nothing was generated");
        assert!(one.files == other.files, "{name}: the files differ");
        assert_eq!(one.lock, other.lock, "{name}");
    });
}

#[test]
fn a_run_with_its_own_lock_changes_nothing() {
    each_document(|name, text| {
        let first = run(text, &Lock::default());
        let lock = Lock::parse(&first.lock.to_string()).expect("what is written can be read");
        let second = run(text, &lock);
        assert!(first.files == second.files, "{name}: the files differ");
        assert_eq!(first.lock, second.lock, "{name}");
    });
}

#[test]
fn the_order_of_components_and_paths_changes_no_more_than_order() {
    each_document(|name, text| {
        let mut shuffled = parse(text);
        for place in ["paths", "components"] {
            let place = member(&mut shuffled, place);
            reverse(place);
            place.values_mut().for_each(|inner| {
                if let Value::Object(inner) = inner {
                    reverse(inner);
                }
            });
        }
        let before = run(&parse(text).to_string(), &Lock::default());
        let after = run(&shuffled.to_string(), &Lock::default());
        assert_eq!(before.lock, after.lock, "{name}: names differ");
        let (before, after) = (sorted_lines(&before), sorted_lines(&after));
        let paths: Vec<_> = before.keys().collect();
        assert_eq!(paths, after.keys().collect::<Vec<_>>(), "{name}");
        for (path, lines) in &before {
            assert!(lines == &after[path], "{name}: {path} differs");
        }
    });
}

#[test]
fn what_is_added_changes_no_other_name() {
    let addition = r#"{"type": "object", "properties": {"stripes": {"type": "object",
        "properties": {"width": {"type": "integer"}}}, "kind": {"enum": ["plains", "grevy"]}}}"#;
    each_document(|name, text| {
        let before = run(&parse(text).to_string(), &Lock::default());
        let mut more = parse(text);
        let components = member(&mut more, "components");
        let schemas = components.entry("schemas".into());
        let schemas = schemas.or_insert_with(|| Value::Object(Object::default()));
        let Value::Object(schemas) = schemas else {
            panic!("schemas are an object");
        };
        schemas.insert_before(0, "AAZebra".into(), parse(addition));
        let after = run(&more.to_string(), &Lock::default());
        let (before, after) = (rust_names(&before), rust_names(&after));
        assert!(after.len() >= before.len() + 4, "{name}: it was not added");
        for (pointer, rust) in before {
            let now = after.get(&pointer);
            assert_eq!(Some(&rust), now, "{name}: {pointer:?} is called otherwise");
        }
    });
}

/// A component that takes the very name that rule gave to a schema written in place.
#[test]
fn the_lock_keeps_a_name_that_something_new_asks_for() {
    let document = |more: &str| {
        let owner = r#""Owner": {"type": "object", "properties": {"address": {"type": "object",
            "properties": {"city": {"type": "string"}}}}}"#;
        format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "t", "version": "v"}},
            "components": {{"schemas": {{{owner}{more}}}}}}}"#
        )
    };
    let first = run(&document(""), &Lock::default());
    let place = "#/components/schemas/Owner/properties/address";
    let is_address = |names: &BTreeMap<Key, BTreeSet<String>>| {
        let mut types = names.iter();
        types.any(|((pointer, _), rust)| {
            pointer == place && rust.iter().any(|name| name.ends_with("::OwnerAddress"))
        })
    };
    assert!(is_address(&rust_names(&first)), "{:#?}", rust_names(&first));
    let second = run(
        &document(
            r#", "OwnerAddress": {"type": "object", "properties": {"zip": {"type": "string"}}}"#,
        ),
        &first.lock,
    );
    assert!(!second.files.is_empty(), "{:#?}", second.findings.open);
    assert!(
        is_address(&rust_names(&second)),
        "{:#?}",
        rust_names(&second)
    );
}

/// An object that takes any members is a map, and what is declared of it later does not make it another type.
#[test]
fn an_object_of_any_members_stays_one_until_its_line_is_taken_out() {
    let document = |labels: &str| {
        format!(
            r##"{{"openapi": "3.1.0", "info": {{"title": "t", "version": "v"}}, "components": {{"schemas": {{
            "Pet": {{"type": "object", "properties": {{"labels": {labels}}}}}}}}}}}"##
        )
    };
    let any = document(r#"{"type": "object"}"#);
    let declared = document(r#"{"type": "object", "properties": {"colour": {"type": "string"}}}"#);
    let first = run(&any, &Lock::default());
    let line = "open Pet/properties/labels\n";
    assert!(first.lock.to_string().contains(line), "{}", first.lock);
    assert_eq!(first.changes.open, []);

    let second = run(&declared, &first.lock);
    assert_eq!(sorted_lines(&second), sorted_lines(&first));
    assert_eq!(second.lock, first.lock);
    let [held] = second.changes.open.as_slice() else {
        panic!("it is not told: {:?}", second.changes);
    };
    assert_eq!(held.key, "Pet/properties/labels");
    assert_eq!(held.declared, ["colour"]);

    let without = first.lock.to_string().replace(line, "");
    let without = Lock::parse(&without).expect("the other lines are as they were");
    let third = run(&declared, &without);
    assert!(rust_names(&third).len() > rust_names(&second).len());
    assert!(!third.lock.to_string().contains("open "), "{}", third.lock);
    assert_eq!(third.changes.open, []);
}

/// Pointer and kind.
type Key = (String, String);

/// What every place of a document is called in Rust.
fn rust_names(output: &Output) -> BTreeMap<Key, BTreeSet<String>> {
    let Output {
        api, facts, names, ..
    } = output;
    let mut found: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
    for entry in entries(api, facts, names, &output.crate_name) {
        let key = (entry.pointer, format!("{:?}", entry.kind));
        found.entry(key).or_default().insert(entry.rust);
    }
    found
}

/// The lines of every source file, in the order of their text.
fn sorted_lines(output: &Output) -> BTreeMap<&str, Vec<&str>> {
    let is_source = |path: &str| path.starts_with("src/generated/");
    let files = output.files.iter().filter(|(path, _)| is_source(path));
    files
        .map(|(path, text)| {
            // A list that is broken into lines ends with a comma, and its last element may change.
            let mut lines: Vec<&str> = text.split([' ', '\n', ',']).collect();
            lines.sort_unstable();
            (
                path.as_str(),
                lines.into_iter().filter(|word| !word.is_empty()).collect(),
            )
        })
        .collect()
}

fn run(text: &str, lock: &Lock) -> Output {
    let output = generate(Input {
        sources: vec![source(text)],
        lock: lock.clone(),
        label: "api".into(),
        target: Target::Product {
            crate_name: "api-client".into(),
            product: "api".into(),
        },
        ..Input::default()
    });
    assert!(!output.findings.fails(false), "{:#?}", output.findings.open);
    output
}

fn source(text: &str) -> Source {
    Source {
        name: "api".into(),
        text: text.into(),
    }
}

fn parse(text: &str) -> Value {
    let mut documents = load(vec![source(text)], &mut Default::default());
    documents.files.remove(0).root
}

fn member<'v>(value: &'v mut Value, name: &str) -> &'v mut Object {
    let Value::Object(members) = value else {
        panic!("the document is an object");
    };
    let member = members.entry(name.into());
    match member.or_insert_with(|| Value::Object(Object::default())) {
        Value::Object(members) => members,
        _ => panic!("{name} is an object"),
    }
}

fn reverse(members: &mut Object) {
    members.reverse();
}

/// The project's document, and small ones of the collection beside the workspace.
fn each_document(test: impl Fn(&str, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths: Vec<PathBuf> = vec![root.join("spec/cloud.yaml")];
    for name in ["cdn_reseller", "dns", "iam", "waap_reseller"] {
        let path = root.join(format!("../shared/gcore/{name}.yaml"));
        if path.exists() {
            paths.push(path);
        } else {
            eprintln!("NOTICE: ../shared/gcore/{name}.yaml is absent and not tested");
        }
    }
    for path in paths {
        let text = fs::read_to_string(&path).expect("the document is readable");
        test(&path.display().to_string(), &text);
    }
}
