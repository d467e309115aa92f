//! Every kind of finding: its code, what it means for the output, and why it is one.
//!
//! One file for each stage that reports them, in the order of the stages; those without a file of
//! their own are in `output`.

mod configuration;
mod load;
mod lower;
mod model;
mod normalize;
mod output;

use super::{Code, Severity};

/// One kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The name that configuration accepts it by.
    pub code: Code,
    /// The gravest meaning it can have.
    pub severity: Severity,
    /// One sentence for whoever meets it.
    pub explanation: &'static str,
}

/// In alphabetical order within each.
const STAGES: [&[Entry]; 6] = [
    load::CODES,
    configuration::CODES,
    normalize::CODES,
    model::CODES,
    lower::CODES,
    output::CODES,
];

/// Every kind of finding.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    STAGES.into_iter().flatten()
}

/// The entry of a code.
#[must_use]
pub fn entry(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code == code)
}

const fn code(code: Code, severity: Severity, explanation: &'static str) -> Entry {
    Entry {
        code,
        severity,
        explanation,
    }
}

#[cfg(test)]
mod tests {
    use super::{STAGES, all};
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_distinct_kebab_case_and_explained() {
        let distinct: BTreeSet<_> = all().map(|entry| entry.code).collect();
        assert_eq!(distinct.len(), all().count());
        for entry in all() {
            let is_kebab =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            assert!(entry.code.chars().all(is_kebab), "{}", entry.code);
            assert!(entry.explanation.ends_with('.'), "{}", entry.code);
        }
    }

    #[test]
    fn codes_are_in_alphabetical_order() {
        for stage in STAGES {
            assert!(
                stage.is_sorted_by_key(|entry| entry.code),
                "{}",
                stage[0].code
            );
        }
    }
}
