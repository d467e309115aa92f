//! What became of a document, as it is kept for the next run.

use crate::process::Cost;
use crate::report::Counts;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// What became of one document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Its name in the corpus.
    pub name: String,
    /// What was made, in numbers; absent if nothing was.
    pub counts: Option<Counts>,
    /// The generator's run.
    pub generate: Step,
    /// `cargo check` of the crate, its dependencies being there.
    pub check: Step,
    /// Building and running the round trips.
    pub test: Step,
    /// What the round trips were made with.
    pub values: Values,
    /// What the results of `check` and `test` hang on: the crate, the compiler.
    pub key: String,
}

/// The values of a document, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Values {
    /// Those that are valid, and made the round trip.
    pub valid: usize,
    /// Those that their own schema does not allow: faulty examples, and values made in vain.
    pub invalid: usize,
    /// Schemas that the validator cannot read, so that their values were not tried.
    pub unread: usize,
}

/// One step of the work on a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Step {
    /// What came of it.
    pub outcome: Outcome,
    /// What it cost.
    pub cost: Cost,
    /// Errors, each in a line; few, and none for a success.
    pub errors: Vec<String>,
}

/// What came of a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// It was not asked for, or a step before it failed.
    #[default]
    Skipped,
    /// As wanted.
    Passed,
    /// It failed.
    Failed,
    /// It had not ended when its time was over.
    Hung,
}

impl Step {
    /// Whether it was tried without success.
    pub(super) fn failed(&self) -> bool {
        matches!(self.outcome, Outcome::Failed | Outcome::Hung)
    }
}

impl Record {
    /// Whether nothing that was tried failed.
    pub(super) fn is_green(&self) -> bool {
        ![&self.generate, &self.check, &self.test]
            .iter()
            .any(|step| step.failed())
    }

    /// The record of an earlier run, if there is a readable one.
    pub(super) fn read(path: &Path) -> Option<Self> {
        serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
    }

    /// Keeps it for the next run.
    pub(super) fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)?;
        fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
    }
}
