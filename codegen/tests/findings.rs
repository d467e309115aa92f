//! Every kind of finding has a case: a document that gives it, and the place it is given for.
//!
//! A case begins with `>>> code line:column`, or `>>> code file:line:column` where the finding is
//! not in the document; `%%% overlay`, `%%% config` and `%%% NAME` begin a further file of the case.
//! `>>> code anywhere` is for findings whose place says nothing.

use codegen::diagnostic::codes;
use codegen::diagnostic::{Located, Severity, lines, locate};
use codegen::load::Source;
use codegen::{Input, Target, generate};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What no single document gives: a mistake of the generator itself, what two documents say, and what
/// an earlier run published.
const WITHOUT_A_CASE: [&str; 3] = ["internal-error", "products-disagree", "published-name-lost"];

#[test]
fn every_finding_is_given_for_its_place() {
    let mut failures = Vec::new();
    for case in &cases() {
        if let Err(why) = case.judge() {
            failures.push(format!("{} ({}): {why}", case.code, case.place));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let cases = cases();
    let covered: BTreeSet<&str> = cases.iter().map(|case| case.code.as_str()).collect();
    let missing: Vec<&str> = codes::all()
        .map(|entry| entry.code)
        .filter(|code| !covered.contains(code) && !WITHOUT_A_CASE.contains(code))
        .collect();
    assert!(missing.is_empty(), "add cases for {missing:?}");
}

/// A description and what is to be found in it.
#[derive(Default)]
struct Case {
    code: String,
    place: String,
    document: String,
    others: Vec<Source>,
    overlays: Vec<Source>,
    config: Option<Source>,
}

impl Case {
    fn judge(&self) -> Result<(), String> {
        let entry = codes::entry(&self.code);
        let entry = entry.ok_or("no such code")?;
        let output = generate(self.input());
        let located = locate(&output.findings.open, &output.documents);
        let is_meant = |found: &&Located<'_>| found.finding.code == self.code;
        let all: Vec<_> = located.iter().filter(is_meant).collect();
        if !all.iter().any(|found| self.is_place(found)) {
            return Err(format!("not found; found:\n{}", lines(&located)));
        }
        for found in all {
            let Located { finding, .. } = found;
            if finding.severity > entry.severity {
                return Err(format!("is graver than the table says: {finding:?}"));
            }
            if finding.message.is_empty() || finding.cure.is_empty() {
                return Err(format!("says nothing: {finding:?}"));
            }
        }
        let is_error = entry.severity == Severity::Error;
        if is_error && !output.files.is_empty() {
            return Err("files come out in spite of an error".into());
        }
        Ok(())
    }

    fn is_place(&self, found: &Located<'_>) -> bool {
        let Located {
            file, line, column, ..
        } = found;
        self.place == "anywhere"
            || self.place == format!("{file}:{line}:{column}")
            || format!("api.yaml:{}", self.place) == format!("{file}:{line}:{column}")
    }

    fn input(&self) -> Input {
        let mut sources = vec![source("api.yaml", &self.document)];
        sources.extend(self.others.iter().cloned());
        Input {
            sources,
            overlays: self.overlays.clone(),
            config: self.config.clone(),
            label: "api.yaml".into(),
            target: Target::Product {
                crate_name: "case".into(),
                product: "api".into(),
            },
            ..Input::default()
        }
    }

    /// Adds a part of the case by the line that begins it.
    fn add(&mut self, heading: &str, text: &str) {
        match heading {
            "" => text.clone_into(&mut self.document),
            "config" => self.config = Some(source("codegen.toml", text)),
            "overlay" => self.overlays.push(source("overlay.yaml", text)),
            name => self.others.push(source(name, text)),
        }
    }
}

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.into(),
        text: text.into(),
    }
}

/// The written cases, and those that would be too long to write.
fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the cases are there")
        .map(|entry| entry.expect("the folder is readable").path())
        .collect();
    files.sort();
    let mut cases = long_cases();
    for file in files {
        cases.extend(read(&fs::read_to_string(file).expect("a case is readable")));
    }
    cases
}

fn read(text: &str) -> Vec<Case> {
    let parts = text.split("\n>>> ").skip(1);
    parts
        .map(|part| {
            let (heading, text) = part.split_once('\n').expect("a heading ends with its line");
            let (code, place) = heading.split_once(' ').expect("a case has a place");
            let mut case = Case {
                code: code.into(),
                place: place.into(),
                ..Case::default()
            };
            let text = format!("{text}\n");
            let mut files = text.split("%%% ");
            case.add("", files.next().unwrap_or_default());
            for file in files {
                let (heading, text) = file.split_once('\n').expect("a heading ends with its line");
                case.add(heading, text);
            }
            case
        })
        .collect()
}

fn long_cases() -> Vec<Case> {
    let long = |code: &str, place: &str, document: String| Case {
        code: code.into(),
        place: place.into(),
        document,
        ..Case::default()
    };
    let bomb = (1..40).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
        let before = level - 1;
        let line = format!("a{level}: &a{level} [*a{before}, *a{before}, *a{before}]\n");
        text + &line
    });
    let chain = (0..700).fold(String::new(), |text, level| {
        let next = level + 1;
        let both = format!("[{{$ref: '#/components/schemas/S{next}'}}, {{required: [a]}}]");
        text + &format!("    S{level}: {{type: object, properties: {{next: {{allOf: {both}}}}}}}\n")
    });
    let head = "openapi: 3.1.0\ninfo: {title: t, version: v}\ncomponents:\n  schemas:\n";
    let chain = format!("{head}{chain}    S700: {{type: string}}\n");
    vec![
        long("schema-too-deep", "anywhere", chain),
        long("alias-expansion", "anywhere", bomb),
        long("too-deep", "anywhere", r#"{"a":"#.repeat(20_000)),
        long("too-many-findings", "anywhere", "a: 1\n".repeat(20_000)),
    ]
}
