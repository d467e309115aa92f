//! What a run tells: findings, a summary, or the drift between disk and document.

use crate::output::{Drift, Target};
use anyhow::{Context, Result};
use codegen::Output;
use codegen::diagnostic::{self, Diagnostic, Located, Severity};
use codegen::ir::Ty;
use codegen::ir::{Untyped, UntypedReason};
use codegen::name::{Opened, Swap};
use codegen::origin::Origin;
use serde::{Deserialize, Serialize};
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::IsTerminal as _;
use std::path::Path;
use std::time::Duration;

/// What was made, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Operations.
    pub operations: usize,
    /// Structs, enums, unions and aliases.
    pub types: usize,
    /// Schemas with a type.
    pub places: usize,
    /// Those of them that no finding says to be widened or refused.
    pub exact: usize,
    /// Places that take any JSON, because their schema does.
    pub untyped: usize,
    /// Findings.
    pub corrected: usize,
    /// Findings.
    pub widened: usize,
    /// Findings.
    pub refused: usize,
    /// Findings.
    pub errors: usize,
    /// Findings by code.
    pub codes: BTreeMap<String, usize>,
}

/// How many findings are shown with their source if nobody asks for all.
const SHOWN: usize = 20;

/// Prints what was found: open findings with their source lines, errors alone if there are any;
/// all of them, the accepted ones and the untyped places too, when asked for.
pub(crate) fn findings(output: &Output, verbose: bool) {
    let documents = &output.documents;
    let open = diagnostic::locate(&output.findings.open, documents);
    let gravest = open.iter().map(|found| found.finding.severity).max();
    let is_shown = |found: &&Located<'_>| {
        verbose || gravest != Some(Severity::Error) || found.finding.severity == Severity::Error
    };
    let most = if verbose { usize::MAX } else { SHOWN };
    let shown: Vec<_> = open.iter().filter(is_shown).take(most).cloned().collect();
    if !shown.is_empty() {
        let colours = std::io::stderr().is_terminal();
        eprintln!("{}", diagnostic::print(&shown, documents, colours));
    }
    if shown.len() < open.len() {
        eprintln!(
            "{} of {} findings shown; `--verbose` shows all of them:\n{}",
            shown.len(),
            open.len(),
            diagnostic::summary(&open)
        );
    }
    if verbose {
        untyped(output);
        let accepted: Vec<Diagnostic> = output
            .findings
            .accepted
            .iter()
            .map(|(finding, _)| finding.clone())
            .collect();
        println!("accepted:");
        println!(
            "{}",
            diagnostic::lines(&diagnostic::locate(&accepted, documents))
        );
    }
}

/// Says what becomes of published names: those that are gone, and those that another version of a
/// call would have.
pub(crate) fn names(output: &Output, lock: &str) {
    let changes = &output.changes;
    if !changes.gone.is_empty() {
        eprintln!("note: published names change, which may break code that uses them:");
    }
    for sentence in changes.gone.iter().take(SHOWN) {
        eprintln!("  {sentence}");
    }
    if let Some(more @ 1..) = changes.gone.len().checked_sub(SHOWN) {
        eprintln!("  and {more} more: compare {lock} with its last version");
    }
    for Swap { newer, older } in &changes.swaps {
        eprintln!(
            "note: `{}` is the version to use and is called `{}`, because `{}` was published for `{}`. \
             For a major version the names can be swapped: remove both methods from {lock}, with the \
             lines below them, and generate again. To keep them as they are without this note, write \
             both under `[rename.methods]`",
            newer.0, newer.1, older.1, older.0
        );
    }
    for Opened { key, declared } in &changes.open {
        eprintln!(
            "note: `{key}` was published as an object of any members and stays one, though the document \
             declares {} now: they are got and set by name. For a major version it can have fields: \
             remove its line `open` from {lock}, and generate again",
            declared
                .iter()
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(", ")
        );
    }
}

/// Says why nothing was written.
pub(crate) fn failure(outputs: &[Output]) {
    let open = outputs.iter().flat_map(|output| &output.findings.open);
    let open: Vec<Diagnostic> = open.cloned().collect();
    let errors = count(&open, Severity::Error);
    if errors > 0 {
        eprintln!("{}: nothing was written", number(errors, "error"));
    } else {
        eprintln!(
            "not accepted: {}; correct the document, change it with an overlay, or accept them in \
             codegen.toml with a reason. Nothing was written",
            number(open.len(), "finding")
        );
    }
}

/// Prints what a run has made.
pub(crate) fn summary(
    outputs: &[Output],
    files: &BTreeMap<String, String>,
    drift: &Drift,
    elapsed: Duration,
) {
    for output in outputs {
        made(output);
    }
    let bytes: usize = files.values().map(String::len).sum();
    println!(
        "{}, {} KB: {} new, {} changed, {} deleted; {:.2} s",
        number(files.len(), "file"),
        bytes / 1000,
        drift.missing.len(),
        drift.stale.len(),
        drift.orphaned.len(),
        elapsed.as_secs_f64()
    );
}

/// Prints what was made of one document.
fn made(output: &Output) {
    let summary = &output.summary;
    if let Some(product) = &output.names.product {
        print!("{product}: ");
    }
    println!(
        "{}; {}: {}, {}, {}, {}",
        number(summary.operations, "operation"),
        number(summary.types(), "type"),
        number(summary.structs, "struct"),
        number(summary.enums, "enum"),
        number(summary.unions, "union"),
        number(summary.aliases, "alias")
    );
    let all = all_findings(output);
    println!(
        "{} corrected, {} widened, {} refused ({} accepted); {} left to the server; {} any JSON",
        number(count(&all, Severity::Corrected), "construct"),
        count(&all, Severity::Widened),
        count(&all, Severity::Refused),
        output.findings.accepted.len(),
        number(output.unchecked.values().sum(), "limit"),
        number(summary.untyped, "place"),
    );
}

/// Writes what was made and found as JSON: an object with the members of [`Counts`], `findings`,
/// and `any_json`: the places that take any JSON, each with the reason.
pub(crate) fn write(output: &Output, path: &Path) -> Result<()> {
    let all = all_findings(output);
    let located = diagnostic::locate(&all, &output.documents);
    let mut report = serde_json::to_value(Counts::new(output, &all))?;
    report["findings"] = serde_json::from_str(&diagnostic::json(&located))?;
    let untyped = output.api.untyped.iter().map(|place| {
        let pointer = diagnostic::shown_pointer(&output.documents, &place.origin);
        (pointer, format!("{:?}", place.reason))
    });
    report["any_json"] = serde_json::to_value(untyped.collect::<BTreeMap<_, _>>())?;
    fs::write(path, format!("{report:#}\n"))
        .with_context(|| format!("cannot write {}", path.display()))
}

impl Counts {
    fn new(output: &Output, findings: &[Diagnostic]) -> Self {
        let summary = &output.summary;
        let places = &output.api.places;
        let mut codes: BTreeMap<String, usize> = BTreeMap::new();
        for finding in findings {
            *codes.entry(finding.code.to_owned()).or_default() += 1;
        }
        Self {
            operations: summary.operations,
            types: summary.types(),
            places: places.len(),
            exact: places.len() - inexact(places, findings).len(),
            untyped: summary.untyped,
            corrected: count(findings, Severity::Corrected),
            widened: count(findings, Severity::Widened),
            refused: count(findings, Severity::Refused),
            errors: count(findings, Severity::Error),
            codes,
        }
    }
}

/// Prints how the disk differs from what would be written, with the first hunk of each kind.
pub(crate) fn drift(files: &BTreeMap<String, String>, target: &Target, drift: &Drift) {
    if drift.is_empty() {
        println!("{}: what the document gives", number(files.len(), "file"));
        return;
    }
    for path in &drift.missing {
        eprintln!("missing: {path}");
    }
    for path in &drift.orphaned {
        eprintln!("orphaned: {path}");
    }
    for path in &drift.stale {
        eprintln!("stale: {path}");
    }
    if let Some(path) = drift.stale.first() {
        let old = fs::read_to_string(target.folder.join(path)).unwrap_or_default();
        let diff = TextDiff::from_lines(old.as_str(), files[path].as_str());
        if let Some(hunk) = diff.unified_diff().context_radius(2).iter_hunks().next() {
            eprintln!("\n--- {path} on disk\n+++ {path} as generated\n{hunk}");
        }
    }
    eprintln!("run `cargo xtask generate` and commit the result");
}

/// Lists the places that take any JSON.
fn untyped(output: &Output) {
    println!("any JSON:");
    for Untyped { origin, reason } in &output.api.untyped {
        let pointer = diagnostic::shown_pointer(&output.documents, origin);
        let why = match reason {
            UntypedReason::NoShape => "the schema says nothing about shape",
            UntypedReason::Widened(code) => code,
            UntypedReason::Refused => "it was refused",
        };
        println!("{pointer}: {why}");
    }
}

/// A number and what it counts.
fn number(number: usize, what: &str) -> String {
    let ending = match what {
        _ if number == 1 => "",
        "alias" => "es",
        _ => "s",
    };
    format!("{number} {what}{ending}")
}

/// The places that a finding says to be wider than their schema: each finding is about the schema
/// that it stands in, if it stands in one.
fn inexact<'p>(places: &'p [(Origin, Ty)], findings: &[Diagnostic]) -> BTreeSet<&'p Origin> {
    let is_wider = |finding: &&Diagnostic| {
        matches!(
            finding.severity,
            Severity::Widened | Severity::Refused | Severity::Error
        )
    };
    let around = |finding: &Diagnostic| {
        let mut at = finding.origin.clone();
        loop {
            if let Ok(index) = places.binary_search_by(|(place, _)| place.cmp(&at)) {
                return Some(&places[index].0);
            }
            let slash = at.pointer.rfind('/')?;
            at.pointer.truncate(slash);
        }
    };
    findings
        .iter()
        .filter(is_wider)
        .filter_map(around)
        .collect()
}

/// Open ones and accepted ones.
fn all_findings(output: &Output) -> Vec<Diagnostic> {
    let findings = &output.findings;
    let accepted = findings.accepted.iter().map(|(finding, _)| finding);
    findings.open.iter().chain(accepted).cloned().collect()
}

fn count(findings: &[Diagnostic], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}
