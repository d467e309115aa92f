//! How near the rule comes to the names that the vendor's own clients have.

use super::{documents, valid};
use crate::analyze::Facts;
use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::name::{Lock, Names, name};
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn named(product: &str, file: &str) -> Option<(Api, Names)> {
    let config = documents::config();
    let text = documents::shared(&format!("gcore/{file}.yaml"))?;
    let (api, facts) = documents::read(text, &config);
    let found = &mut Diagnostics::default();
    let (names, _) = name(
        &api,
        &facts,
        &config,
        Some(product),
        &Lock::default(),
        found,
    );
    assert!(!found.has_errors(), "{:?}", found.findings);
    Some((api, names))
}

#[test]
fn the_rule_comes_near_the_reference() {
    let table = "reference/gcore_methods_with_operation_id.tsv";
    let Some(table) = documents::shared(table) else {
        return;
    };
    let mut ours: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (product, file) in [
        ("cloud", "cloud"),
        ("waap", "waap"),
        ("iam", "iam"),
        ("fastedge", "fastedge"),
        ("streaming", "streaming"),
        ("security", "ddos_protection"),
        ("dns", "dns"),
        ("storage", "object_storage"),
        ("cdn", "cdn"),
    ] {
        let Some((api, names)) = named(product, file) else {
            return;
        };
        for (operation, named) in api.operations.iter().zip(&names.operations) {
            let key = format!("{} {}", operation.method, operation.path);
            let resource = format!("{product}.{}", names.path(named.resource).join("."));
            ours.insert(key, (resource, named.method.clone()));
        }
    }
    let (mut all, mut resources, mut methods, mut both) = (0, 0, 0, 0);
    let mut report = String::new();
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let key = format!("{} {}", columns[2], columns[3]);
        all += 1;
        let Some((resource, method)) = ours.get(&key) else {
            let _ = writeln!(report, "absent {key}");
            continue;
        };
        let (r, m) = (
            resource == columns[0],
            method.replace("r#", "") == columns[1].trim_end_matches('_'),
        );
        resources += usize::from(r);
        methods += usize::from(m);
        both += usize::from(r && m);
        let mark = match (r, m) {
            (true, true) => "=",
            (true, false) => "m",
            (false, true) => "r",
            _ => "x",
        };
        let _ = writeln!(
            report,
            "{mark} {key}: {resource}.{method}  want {}.{}",
            columns[0], columns[1]
        );
    }
    let _ = writeln!(
        report,
        "all {all} resources {resources} methods {methods} both {both}"
    );
    if let Some(path) = std::env::var_os("NAMES_REPORT") {
        let mut list = String::new();
        for (key, (resource, method)) in &ours {
            let _ = writeln!(list, "{resource}.{method}\t{key}");
        }
        std::fs::write(&path, report + &list).expect("write report");
    }
    assert!(both * 100 >= all * 53, "{both} of {all}");
}

/// Any document has valid names, and the same whichever way round its components stand.
#[test]
fn every_document_has_valid_names() {
    let files = std::env::var("NAMES_FILES").unwrap_or_else(|_| "gcore/dns.yaml".to_owned());
    for file in files.split_whitespace() {
        let Some(text) = documents::shared(file) else {
            continue;
        };
        let config = documents::config();
        let backwards = documents::read_backwards(text.clone(), &config);
        let forwards = documents::read(text, &config);
        let keyed = |(api, facts): &(Api, Facts)| {
            let found = &mut Diagnostics::default();
            let (names, _) = name(api, facts, &config, None, &Lock::default(), found);
            valid::check(api, facts, &names);
            if let Some(path) = std::env::var_os("NAMES_DUMP") {
                documents::dump(&path, file, api, &names);
            }
            let origins = api.types.iter().map(|def| def.origin.pointer.clone());
            let names = names
                .types
                .into_iter()
                .map(|named| (named.name, named.members));
            origins.zip(names).collect::<BTreeMap<_, _>>()
        };
        let (one, two) = (keyed(&backwards), keyed(&forwards));
        for (pointer, names) in &one {
            assert!(
                two.get(pointer).is_none_or(|other| other == names),
                "{file} {pointer}: {names:?} {:?}",
                two[pointer]
            );
        }
        eprintln!("{file}: {} types", two.len());
    }
}
