//! Small documents through the whole way to the IR and its facts.

mod bodies;
mod forms;
mod members;
mod operations;
mod parameters;
mod security;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::codes::entry;
use crate::ir::{Api, Location, Operation};
use crate::load::{Source, load};
use crate::model::model;
use crate::normalize::normalize;
use std::path::{Path, PathBuf};

/// A document of which only what matters is written.
fn lowered(body: &str) -> (Api, Diagnostics) {
    lower(&format!(
        "openapi: 3.1.0\ninfo: {{title: Test, version: '1'}}\n{}",
        unindented(body)
    ))
}

fn unindented(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| line.strip_prefix("        ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn lower(text: &str) -> (Api, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let source = Source {
        name: "api.yaml".to_owned(),
        text: text.to_owned(),
    };
    let documents = normalize(load(vec![source], &mut diagnostics), &mut diagnostics);
    let document = model(&documents, &mut diagnostics);
    let api = super::lower(&document, &Config::default(), &mut diagnostics);
    (api, diagnostics)
}

fn parameters(operation: &Operation) -> impl Iterator<Item = (&str, Location, bool)> {
    operation
        .parameters
        .iter()
        .map(|one| (one.name.as_str(), one.location, one.required))
}

/// The codes of all findings, each once, in alphabetical order.
fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    let mut codes: Vec<_> = diagnostics.findings.iter().map(|one| one.code).collect();
    for code in &codes {
        assert!(entry(code).is_some(), "`{code}` is not explained");
    }
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared")
}
