//! The work on one document: generate, check, test.

use super::documents::Document;
use super::record::{Outcome, Record, Step, Values};
use crate::process::{self, Finished, Measured};
use crate::report::Counts;
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the generator may take, and how long a build with its tests.
const LIMITS: [Duration; 2] = [Duration::from_secs(300), Duration::from_secs(3600)];

/// Errors kept of a failed step.
const KEPT_ERRORS: usize = 12;

/// Where the work is done, and how much of it.
pub(super) struct Workshop {
    /// Crates, records and tables go here.
    pub out: PathBuf,
    /// Cargo's target folder, which no other worker uses.
    pub target: PathBuf,
    /// The worker's number.
    pub worker: usize,
    /// How far to go.
    pub depth: Depth,
    /// Results of earlier runs count for nothing.
    pub fresh: bool,
    /// The compiler and the versions of dependencies, for the keys of results.
    pub toolchain: String,
}

/// How far to go with each document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// No further than the generator.
    Generate,
    /// The crate is checked as well.
    Check,
    /// The round trips are run as well.
    Test,
}

impl Workshop {
    /// Builds what all crates depend on, so that no document pays for it.
    pub(super) fn warm_up(&self) -> Result<()> {
        if self.depth == Depth::Generate {
            return Ok(());
        }
        let stamp = self.target.join("dependencies.stamp");
        if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == self.toolchain) {
            return Ok(());
        }
        fs::create_dir_all(&self.target)?;
        let path = self.target.join("smallest.json");
        fs::write(&path, SMALLEST)?;
        let name = format!("smallest-{}", self.worker);
        let record = self.work(&Document { name, path })?;
        if let Some(step) = [&record.generate, &record.check, &record.test]
            .iter()
            .find(|step| step.failed())
        {
            anyhow::bail!(
                "the smallest document gives no crate that compiles:\n{}",
                step.errors.join("\n")
            );
        }
        Ok(fs::write(stamp, &self.toolchain)?)
    }

    /// Does the work on a document; what an earlier run found out about the same crate still holds.
    pub(super) fn work(&self, document: &Document) -> Result<Record> {
        let place = self
            .out
            .join("records")
            .join(format!("{}.json", document.name));
        let earlier = Record::read(&place).filter(|_| !self.fresh);
        let folder = self.out.join("crates").join(&document.name);
        let mut record = Record {
            name: document.name.clone(),
            ..Record::default()
        };
        self.generate(document, &folder, &mut record)?;
        if record.generate.outcome == Outcome::Passed {
            record.key = key(&folder, &self.toolchain)?;
            if let Some(earlier) = earlier.filter(|earlier| earlier.key == record.key) {
                record.check = earlier.check;
                record.test = earlier.test;
                record.values = earlier.values;
            }
            self.build(&folder, &mut record)?;
        }
        record.write(&place)?;
        Ok(record)
    }

    fn generate(&self, document: &Document, folder: &Path, record: &mut Record) -> Result<()> {
        let report = self
            .out
            .join("records")
            .join(format!("{}.report.json", document.name));
        for stale in [&report, &folder.join("names.lock")] {
            // Names are those of a first run.
            if stale.exists() {
                fs::remove_file(stale)?;
            }
        }
        let program = std::env::current_exe().context("this program does not know its path")?;
        let mut generator = Measured::new(&program, LIMITS[0]);
        generator.command().args(["generate", "--name"]);
        generator.command().arg(crate_name(&document.name));
        generator.command().arg("--spec").arg(&document.path);
        generator.command().arg("--out").arg(folder);
        generator.command().arg("--report").arg(&report);
        let finished = generator.run()?;
        let errors = |line: &&str| line.starts_with("error") || line.contains("panicked");
        let told: Vec<&str> = finished.errors.lines().collect();
        record.generate = step(&finished, told.iter().copied().filter(errors).collect());
        let text = fs::read_to_string(&report).unwrap_or_default();
        record.counts = serde_json::from_str::<Counts>(&text).ok();
        Ok(())
    }

    /// Does what is still to be done with the crate.
    fn build(&self, folder: &Path, record: &mut Record) -> Result<()> {
        let is_open = |step: &Step| step.outcome == Outcome::Skipped;
        let to_check = self.depth >= Depth::Check && is_open(&record.check);
        let to_test = self.depth >= Depth::Test && is_open(&record.test);
        if !(to_check || to_test && record.check.outcome == Outcome::Passed) {
            return Ok(());
        }
        let lock = workspace::root().join("Cargo.lock");
        fs::copy(lock, folder.join("Cargo.lock")).context("the workspace has a lock")?;
        if to_check {
            let finished = self.cargo(folder, &["check", "--lib"])?;
            record.check = step(&finished, compiler_errors(&finished.errors));
        }
        if to_test && record.check.outcome == Outcome::Passed {
            let words = ["test", "--test", "round_trip", "--", "--nocapture"];
            let finished = self.cargo(folder, &words)?;
            record.values = values(&finished.output);
            record.test = step(&finished, test_errors(&finished));
        }
        let clean = self.cargo(folder, &["clean", "--package", &crate_name(&record.name)])?;
        anyhow::ensure!(clean.succeeded, "cargo clean failed: {}", clean.errors);
        Ok(())
    }

    /// Runs cargo on a crate outside the workspace; a warning fails it. Its dependencies are among
    /// those of the workspace and in the versions of its lock, so nothing has to be fetched.
    fn cargo(&self, folder: &Path, words: &[&str]) -> Result<Finished> {
        let mut cargo = Measured::new(process::cargo().as_ref(), LIMITS[1]);
        let (verb, rest) = words.split_first().expect("cargo is told what to do");
        let command = cargo.command();
        command
            .args([verb, "--offline"])
            .args(rest)
            .current_dir(folder);
        command
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("RUSTFLAGS", "-Dwarnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        cargo.run()
    }
}

/// A document that needs all dependencies.
const SMALLEST: &str = r#"{"openapi": "3.1.0", "info": {"title": "Smallest", "version": "1"},
"components": {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}}}"#;

fn step<'a>(finished: &'a Finished, mut errors: Vec<&'a str>) -> Step {
    let outcome = match finished {
        Finished {
            succeeded: true, ..
        } => Outcome::Passed,
        Finished {
            timed_out: true, ..
        } => Outcome::Hung,
        _ => Outcome::Failed,
    };
    if outcome == Outcome::Passed {
        errors.clear();
    } else if errors.is_empty() {
        // Killed, out of memory, or in words that are not known here.
        errors = finished.errors.lines().rev().take(3).collect();
        errors.reverse();
    }
    errors.truncate(KEPT_ERRORS);
    let errors = errors
        .into_iter()
        .map(|line| line.chars().take(400).collect());
    Step {
        outcome,
        cost: finished.cost,
        errors: errors.collect(),
    }
}

/// Each error of the compiler, with its place behind it.
fn compiler_errors(text: &str) -> Vec<&str> {
    let is_told = |line: &&str| {
        line.starts_with("error")
            || line.starts_with("warning")
            || line.trim_start().starts_with("--> ")
    };
    text.lines().filter(is_told).collect()
}

/// What the round trips said, or the compiler if there are none.
fn test_errors(finished: &Finished) -> Vec<&str> {
    let panic = finished.errors.split_once("panicked at");
    match panic {
        Some((_, told)) => told
            .lines()
            .skip(1)
            .filter(|line| !line.starts_with("note: "))
            .collect(),
        None => compiler_errors(&finished.errors),
    }
}

/// What the round trips report: `123 valid values`, and lines for those that were not tried.
fn values(output: &str) -> Values {
    let mut values = Values::default();
    for line in output.lines() {
        let number = |text: &str| text.trim().parse::<usize>().unwrap_or_default();
        if let Some((count, _)) = line.split_once(" valid values") {
            values.valid += number(count);
        } else if let Some((_, count)) = line.split_once(" invalid ") {
            values.invalid += number(count);
        } else if line.starts_with("  not validated: ") {
            values.unread += 1;
        }
    }
    values
}

/// No document may be called as one of the dependencies is, and `a--b` is no snake case to rustc.
fn crate_name(name: &str) -> String {
    let words = name.split(['-', '_']).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let first = if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        ""
    } else {
        "api-"
    };
    format!("{first}{name}-client")
}

/// What the results for a crate hang on. Hashes are only ever compared with those of the same
/// program.
fn key(folder: &Path, toolchain: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    hasher.write(toolchain.as_bytes());
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let mut paths = Vec::new();
        for entry in fs::read_dir(&next)? {
            paths.push(entry?.path());
        }
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("Cargo.lock") {
                hasher.write(path.to_string_lossy().as_bytes());
                hasher.write(&fs::read(&path)?);
            }
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_crates_are_allowed_ones() {
        assert_eq!(crate_name("UUID"), "uuid-client");
        assert_eq!(crate_name("3-scale"), "api-3-scale-client");
        assert_eq!(crate_name("-a__b--c"), "a-b-c-client");
    }

    #[test]
    fn values_are_counted() {
        let told = "\nrunning 1 test\n12 valid values\n  everything object       9\n  \
                    example    invalid      2\n  nulls      invalid      1\n  \
                    not validated: #/a: no\n";
        let expected = Values {
            valid: 12,
            invalid: 3,
            unread: 1,
        };
        assert_eq!(values(told), expected);
        assert_eq!(values(""), Values::default());
    }
}
