//! What a run tells: findings, a summary, or the drift between disk and document.

use crate::output::{Drift, Target};
use anyhow::{Context, Result};
use codegen::Output;
use codegen::diagnostic::{self, Diagnostic, Severity};
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

/// Prints what was found: each open finding with its source line, accepted ones when asked for.
pub(crate) fn findings(output: &Output, verbose: bool) {
    let documents = &output.documents;
    let open = diagnostic::locate(&output.findings.open, documents);
    if !open.is_empty() {
        let colours = std::io::stderr().is_terminal();
        eprintln!("{}", diagnostic::print(&open, documents, colours));
    }
    if verbose {
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

/// Says why nothing was written.
pub(crate) fn failure(output: &Output) {
    let open = &output.findings.open;
    let errors = count(open, Severity::Error);
    if errors > 0 {
        eprintln!("{errors} errors: nothing was written");
    } else {
        eprintln!(
            "{} findings are not accepted: correct the document, widen it with an overlay, or \
             accept them in codegen.toml with a reason; nothing was written",
            open.len()
        );
    }
}

/// Prints what a run has made.
pub(crate) fn summary(
    output: &Output,
    files: &BTreeMap<String, String>,
    drift: &Drift,
    elapsed: Duration,
) {
    let summary = &output.summary;
    println!(
        "{} operations; {} types: {} structs, {} enums, {} unions, {} aliases",
        summary.operations,
        summary.structs + summary.enums + summary.unions + summary.aliases,
        summary.structs,
        summary.enums,
        summary.unions,
        summary.aliases
    );
    let all = all_findings(output);
    println!(
        "{} constructs corrected, {} widened, {} refused ({} accepted); {} limits left to the server; \
         {} places are any JSON",
        count(&all, Severity::Corrected),
        count(&all, Severity::Widened),
        count(&all, Severity::Refused),
        output.findings.accepted.len(),
        output.unchecked.values().sum::<usize>(),
        summary.untyped,
    );
    let bytes: usize = files.values().map(String::len).sum();
    println!(
        "{} files, {} KB: {} new, {} changed, {} deleted; {:.2} s",
        files.len(),
        bytes / 1000,
        drift.missing.len(),
        drift.stale.len(),
        drift.orphaned.len(),
        elapsed.as_secs_f64()
    );
}

/// Writes what was made and found as JSON: an object with the members of [`Counts`], and `findings`.
pub(crate) fn write(output: &Output, path: &Path) -> Result<()> {
    let all = all_findings(output);
    let located = diagnostic::locate(&all, &output.documents);
    let mut report = serde_json::to_value(Counts::new(output, &all))?;
    report["findings"] = serde_json::from_str(&diagnostic::json(&located))?;
    fs::write(path, format!("{report:#}\n"))
        .with_context(|| format!("cannot write {}", path.display()))
}

impl Counts {
    fn new(output: &Output, findings: &[Diagnostic]) -> Self {
        let summary = &output.summary;
        let is_inexact = |severity| {
            matches!(
                severity,
                Severity::Widened | Severity::Refused | Severity::Error
            )
        };
        let inexact = findings
            .iter()
            .filter(|finding| is_inexact(finding.severity));
        let inexact: BTreeSet<_> = inexact.map(|finding| &finding.origin).collect();
        let places = &output.api.places;
        let mut codes: BTreeMap<String, usize> = BTreeMap::new();
        for finding in findings {
            *codes.entry(finding.code.to_owned()).or_default() += 1;
        }
        Self {
            operations: summary.operations,
            types: summary.structs + summary.enums + summary.unions + summary.aliases,
            places: places.len(),
            exact: places
                .iter()
                .filter(|(origin, _)| !inexact.contains(origin))
                .count(),
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
        println!("{} files are what the document gives", files.len());
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
