//! Findings in the order of the text, each once, with file, line and column.

use super::{Diagnostic, Severity};
use crate::load::{Documents, Lines};
use crate::origin::Origin;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// A finding and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<'d> {
    /// The finding.
    pub finding: &'d Diagnostic,
    /// The name of its file.
    pub file: &'d str,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The bytes of its file to mark.
    pub span: Range<usize>,
    /// Its pointer as users are shown it: as written, behind the file's name unless that is the
    /// entry document.
    pub pointer: String,
}

/// Finds the place of every finding; equal ones come once.
#[must_use]
pub fn locate<'d>(findings: &'d [Diagnostic], documents: &'d Documents) -> Vec<Located<'d>> {
    let mut by_file: BTreeMap<usize, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        by_file
            .entry(finding.origin.file)
            .or_default()
            .push(finding);
    }
    let mut located = Vec::new();
    for (file, findings) in by_file {
        let (name, text) = documents
            .files
            .get(file)
            .map_or(("", ""), |file| (file.name.as_str(), file.text.as_str()));
        let lines = Lines::new(text);
        let unknown: Vec<&Origin> = findings
            .iter()
            .filter(|finding| finding.span.is_none())
            .map(|finding| &finding.origin)
            .collect();
        let mut found = documents.locate_all(file, &unknown).into_iter();
        for finding in findings {
            let span = match &finding.span {
                Some(span) => span.clone(),
                None => found
                    .next()
                    .flatten()
                    .map_or(0..0, |position| position.span),
            };
            let (line, column) = lines.place(span.start);
            located.push(Located {
                finding,
                file: name,
                line,
                column,
                span,
                pointer: shown_pointer(documents, &finding.origin),
            });
        }
    }
    located.sort_by(|a, b| order(a).cmp(&order(b)));
    located.dedup_by(|a, b| order(a) == order(b));
    located
}

/// A pointer as users are shown it and as configuration names it.
#[must_use]
pub fn shown_pointer(documents: &Documents, origin: &Origin) -> String {
    let written = documents.written(origin);
    match documents.files.get(origin.file) {
        Some(file) if origin.file != 0 => format!("{}{written}", file.name),
        _ => written.to_string(),
    }
}

/// One line per finding, for tools: `file:line:column: severity[code] pointer: message cure`.
#[must_use]
pub fn lines(located: &[Located<'_>]) -> String {
    let mut text = String::new();
    for Located {
        finding,
        file,
        line,
        column,
        pointer,
        ..
    } in located
    {
        let Diagnostic {
            code,
            severity,
            message,
            cure,
            ..
        } = finding;
        let severity = severity.name();
        let entry =
            format!("{file}:{line}:{column}: {severity}[{code}] {pointer}: {message} {cure}");
        text.extend(entry.chars().map(|c| if is_hidden(c) { ' ' } else { c }));
        text.push('\n');
    }
    text
}

/// All findings as a JSON array of objects.
#[must_use]
pub fn json(located: &[Located<'_>]) -> String {
    let objects = located.iter().map(|located| {
        serde_json::json!({
            "code": located.finding.code,
            "severity": located.finding.severity.name(),
            "file": located.file,
            "line": located.line,
            "column": located.column,
            "pointer": located.pointer,
            "message": located.finding.message,
            "cure": located.finding.cure,
        })
    });
    let array = serde_json::Value::Array(objects.collect());
    format!("{array:#}\n")
}

/// How many findings of each code there are, gravest first: a line each, none for none.
#[must_use]
pub fn summary(located: &[Located<'_>]) -> String {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for Located { finding, .. } in located {
        *counts.entry((finding.severity, finding.code)).or_default() += 1;
    }
    let mut text = String::new();
    for ((severity, code), count) in counts.iter().rev() {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{count:>6} {} {code}", severity.name());
    }
    text
}

/// Characters that would change how a terminal shows what follows.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
}

fn order<'l>(located: &'l Located<'_>) -> (usize, usize, usize, &'l str, &'l str, &'l str) {
    let finding = located.finding;
    (
        finding.origin.file,
        located.span.start,
        located.span.end,
        &located.pointer,
        finding.code,
        &finding.message,
    )
}
