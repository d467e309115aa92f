//! What the generator has to say about a document.

mod accept;
pub mod codes;
mod print;
mod report;
#[cfg(test)]
mod tests;

pub use accept::{Judged, accept};
pub use print::print;
pub use report::{Located, json, lines, locate, shown_pointer, summary};

use crate::origin::Origin;
use std::collections::BTreeMap;
use std::ops::Range;

/// A stable name of one kind of finding, `kebab-case`; configuration accepts findings by it.
pub type Code = &'static str;

/// How a finding bears on the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Malformed, but the meaning is clear; the output is right for that meaning.
    Corrected,
    /// The emitted type accepts other shapes than the schema does.
    Widened,
    /// The construct is left out of the output; the rest is complete.
    Refused,
    /// Nothing can be generated.
    Error,
}

impl Severity {
    /// The word for it in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Widened => "widened",
            Self::Refused => "refused",
            Self::Error => "error",
        }
    }
}

/// One finding. Line and column are found from the origin when it is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// What it means for the output.
    pub severity: Severity,
    /// Where it was found.
    pub origin: Origin,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do about it, as a sentence.
    pub cure: String,
    /// The bytes of the file that it is about, where they were known when it was found; otherwise
    /// they are found from the origin.
    pub span: Option<Range<usize>>,
    /// Further places in the same file that it is about.
    pub notes: Vec<Note>,
}

/// A further place that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its bytes in the file of the finding.
    pub span: Range<usize>,
    /// What is there, without a full stop.
    pub label: String,
}

/// Findings as they collect, and counts of the limits that only the server enforces.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics {
    /// In the order they were found; `locate` puts them into the order to print.
    pub findings: Vec<Diagnostic>,
    /// How often each keyword (`pattern`, `maxLength`, ..) was left to the server.
    pub unchecked: BTreeMap<&'static str, usize>,
}

impl Diagnostics {
    /// Records a finding.
    pub fn push(
        &mut self,
        severity: Severity,
        code: Code,
        origin: &Origin,
        message: impl Into<String>,
        cure: impl Into<String>,
    ) {
        self.findings.push(Diagnostic {
            code,
            severity,
            origin: origin.clone(),
            message: message.into(),
            cure: cure.into(),
            span: None,
            notes: Vec::new(),
        });
    }

    /// Counts one use of a keyword that only the server enforces.
    pub fn unchecked(&mut self, keyword: &'static str) {
        *self.unchecked.entry(keyword).or_default() += 1;
    }

    /// Whether anything was found that stops generation.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }
}
