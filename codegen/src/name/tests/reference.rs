//! Names of real documents: valid, the same in any order, and near those of the vendor's clients.

use super::{documents, valid};
use crate::analyze::Facts;
use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::lock::{Lock, ProductLock};
use crate::name::{Names, name};
use std::collections::BTreeMap;

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
        &ProductLock::default(),
        found,
    );
    assert!(!found.has_errors(), "{:?}", found.findings);
    valid::check(&api, &facts, &names);
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
    let mut counts = [0_usize; 4];
    for line in table.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let Some((resource, method)) = ours.get(&format!("{} {}", columns[2], columns[3])) else {
            continue;
        };
        let same_resource = resource == columns[0];
        let same_method = method.trim_start_matches("r#") == columns[1].trim_end_matches('_');
        let found = [
            true,
            same_resource,
            same_method,
            same_resource && same_method,
        ];
        for (count, found) in counts.iter_mut().zip(found) {
            *count += usize::from(found);
        }
    }
    let [all, resources, methods, both] = counts;
    eprintln!("{all} methods: {resources} resources, {methods} methods, {both} both as the vendor");
    assert!(both * 100 >= all * 62, "{both} of {all}");
}

/// A document has the same names whichever way round its components stand, and again with the lock
/// that the names were published in.
#[test]
fn the_order_of_components_changes_no_name() {
    for file in ["gcore/dns.yaml", "gcore/cdn.yaml"] {
        let Some(text) = documents::shared(file) else {
            return;
        };
        let config = documents::config();
        let backwards = documents::read_backwards(text.clone(), &config);
        let forwards = documents::read(text, &config);
        let by_place = |(api, facts): &(Api, Facts)| {
            let found = &mut Diagnostics::default();
            let (names, now) = name(api, facts, &config, None, &ProductLock::default(), found);
            let mut lock = Lock::default();
            lock.publish(None, now.clone());
            let lock = Lock::parse(&lock.to_string()).expect("a lock that was written is read");
            let (again, same) = name(api, facts, &config, None, &lock.product(None, api), found);
            assert!(
                again == names && same == now,
                "{file}: its own lock changes names"
            );
            let places = api.types.iter().map(|def| def.origin.pointer.clone());
            let names = names.types.into_iter();
            let names = names.map(|named| (named.name, named.members));
            places.zip(names).collect::<BTreeMap<_, _>>()
        };
        let (one, two) = (by_place(&backwards), by_place(&forwards));
        for (place, names) in &one {
            let other = two.get(place).unwrap_or(names);
            assert_eq!(other, names, "{file} {place}");
        }
    }
}
