//! What printing and accepting promise.

use super::{Diagnostics, Severity, accept, json, lines, locate, print, summary};
use crate::config::{Accept, Config};
use crate::load::{Documents, Source, load};
use crate::origin::Origin;

const TEXT: &str = "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {type: string}\n    A: {}\n";

fn sample() -> (Documents, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let source = Source {
        name: "spec/a.yaml".to_owned(),
        text: TEXT.to_owned(),
    };
    let documents = load(vec![source], &mut diagnostics);
    let schemas = Origin::root(0).child("components").child("schemas");
    for _ in 0..2 {
        diagnostics.push(
            Severity::Corrected,
            "mapping-object",
            &schemas.child("A").child("type"),
            "It is \u{1b}[31m odd.",
            "Do it\nother.",
        );
    }
    (documents, diagnostics)
}

#[test]
fn findings_print_sorted_once_and_with_their_line() {
    let (documents, diagnostics) = sample();
    let located = locate(&diagnostics.findings, &documents);
    assert_eq!(
        lines(&located),
        "spec/a.yaml:4:9: corrected[mapping-object] #/components/schemas/A/type: It is  [31m odd. Do it other.\n\
         spec/a.yaml:5:5: error[duplicate-key] #/components/schemas/A: The key `A` is written twice in one \
         object: first at line 4, column 5. Remove one of them, or merge them.\n"
    );
    assert_eq!(
        summary(&located),
        "     1 error duplicate-key\n     1 corrected mapping-object\n"
    );
    let printed = print(&located, &documents, false);
    eprintln!("{printed}");
    assert!(!printed.contains('\u{1b}'));
    for part in [
        "error[duplicate-key]: The key `A`",
        "--> spec/a.yaml:5:5",
        "5 |     A: {}",
        "first written here",
        "corrected[mapping-object]",
        "4 |     A: {type: string}",
        "^^^^^^^^^^^^",
        "#/components/schemas/A/type",
        "help: Remove one of them",
    ] {
        assert!(printed.contains(part), "{part} is missing in:\n{printed}");
    }
    let parsed: serde_json::Value = serde_json::from_str(&json(&located)).expect("it is JSON");
    assert_eq!(parsed[1]["line"], 5);
    assert_eq!(parsed[0]["severity"], "corrected");
}

#[test]
fn long_lines_are_shown_in_part() {
    let filler = "é".repeat(5000);
    let text = format!("{{\"{filler}\": 1, \"openapi\": \"3.1.0\", \"b\": \"{filler}\"}}");
    let mut diagnostics = Diagnostics::default();
    let name = "a.json".to_owned();
    let documents = load(vec![Source { name, text }], &mut diagnostics);
    diagnostics.push(
        Severity::Error,
        "syntax",
        &Origin::root(0).child("openapi"),
        "m",
        "c",
    );
    let printed = print(
        &locate(&diagnostics.findings, &documents),
        &documents,
        false,
    );
    assert!(printed.contains("\"openapi\": \"3.1.0\""), "{printed}");
    assert!(printed.contains(":1:5009"), "{printed}");
    assert!(printed.len() < 2000, "{printed}");
}

fn judged(entries: &[(&str, Option<&str>)]) -> (usize, Vec<&'static str>) {
    let (documents, diagnostics) = sample();
    let accept_all = entries.iter().map(|(code, pointer)| Accept {
        code: (*code).to_owned(),
        pointer: pointer.map(str::to_owned),
        reason: "because".to_owned(),
    });
    let config = Config {
        accept: accept_all.collect(),
        ..Config::default()
    };
    let findings = diagnostics
        .findings
        .into_iter()
        .filter(|finding| finding.severity != Severity::Error);
    let judged = accept(findings.collect(), &documents, &config);
    let open = judged.open.iter().map(|finding| finding.code).collect();
    (judged.accepted.len(), open)
}

#[test]
fn findings_are_accepted_by_code_and_pointer() {
    let code = "mapping-object";
    assert_eq!(judged(&[(code, None)]), (2, vec![]));
    assert_eq!(
        judged(&[(code, Some("#/components/schemas/A/*"))]),
        (2, vec![])
    );
    assert_eq!(
        judged(&[(code, Some("#/components/schemas/A/type"))]),
        (2, vec![])
    );
    assert_eq!(
        judged(&[(code, Some("#/components/schemas/A"))]),
        (0, vec![code, code, "unused-acceptance"])
    );
    assert_eq!(
        judged(&[(code, None), ("merge-key", None)]),
        (2, vec!["unused-acceptance"])
    );
    assert_eq!(
        judged(&[("no-such", None)]),
        (0, vec![code, code, "unknown-code"])
    );
}

#[test]
fn every_code_in_the_sources_is_in_the_table() {
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut sources = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("codes.rs") {
                sources += &std::fs::read_to_string(path).expect("sources are text");
            }
        }
    }
    // What follows a severity as an argument is a code, if it is a literal.
    let severities = ["Corrected", "Widened", "Refused", "Error"];
    for severity in severities {
        for (_, after) in sources
            .match_indices(&format!("Severity::{severity},"))
            .map(|(at, found)| (at, &sources[at + found.len()..]))
        {
            let Some(literal) = after.trim_start().strip_prefix('"') else {
                continue;
            };
            let code = literal.split('"').next().unwrap_or_default();
            assert!(
                super::codes::entry(code).is_some(),
                "`{code}` is not in the table"
            );
        }
    }
    for entry in super::codes::all() {
        let literal = format!("\"{}\"", entry.code);
        assert!(
            sources.contains(&literal),
            "`{}` is in the table and nowhere else",
            entry.code
        );
    }
}
