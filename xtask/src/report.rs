//! What a run tells: findings, a summary, or the drift between disk and document.

use crate::output::{Drift, Target};
use codegen::Output;
use codegen::diagnostic::{self, Diagnostic, Severity};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::fs;
use std::io::IsTerminal as _;
use std::time::Duration;

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
    let findings = &output.findings;
    let accepted = findings.accepted.iter().map(|(finding, _)| finding);
    let all: Vec<Diagnostic> = findings.open.iter().chain(accepted).cloned().collect();
    println!(
        "{} constructs corrected, {} widened, {} refused ({} accepted); {} limits left to the server; \
         {} places are any JSON",
        count(&all, Severity::Corrected),
        count(&all, Severity::Widened),
        count(&all, Severity::Refused),
        findings.accepted.len(),
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

fn count(findings: &[Diagnostic], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}
