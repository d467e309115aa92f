//! How near the rule comes to the names that the vendor's own clients have.

use super::documents;
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

#[test]
fn dump_types() {
    let Some(out) = std::env::var_os("NAMES_TYPES") else {
        return;
    };
    let mut text = String::new();
    for file in ["cloud", "cdn", "streaming", "waap"] {
        let config = documents::config();
        let Some(t) = documents::shared(&format!("gcore/{file}.yaml")) else {
            return;
        };
        let (api, facts) = documents::read(t, &config);
        let found = &mut Diagnostics::default();
        let started = std::time::Instant::now();
        let (names, lock) = name(&api, &facts, &config, Some(file), &Lock::default(), found);
        let _ = writeln!(
            text,
            "## {file} {:?} {} lock bytes",
            started.elapsed(),
            lock.to_string().len()
        );
        for (def, n) in api.types.iter().zip(&names.types) {
            let _ = writeln!(
                text,
                "{}\t{}\t{:?}\t{}",
                n.name,
                n.file,
                def.hint,
                n.members.join(" ")
            );
        }
        for (op, n) in api.operations.iter().zip(&names.operations) {
            let _ = writeln!(
                text,
                "{}.{} {} ({}) [{}] {:?} {} {}",
                names.path(n.resource).join("."),
                n.method,
                n.builder,
                n.parameters.join(" "),
                n.members.join(" "),
                n.outcome,
                op.method,
                op.path
            );
        }
        let _ = writeln!(text, "{lock}");
    }
    std::fs::write(out, text).expect("write");
}
