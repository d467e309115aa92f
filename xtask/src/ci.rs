//! `cargo xtask ci`: what continuous integration runs, step by step.

use crate::workspace;
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

/// A command, and the environment that denies warnings where it matters.
struct Step {
    words: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

const STEPS: &[Step] = &[
    Step {
        words: &["cargo", "fmt", "--all", "--", "--check"],
        environment: &[],
    },
    Step {
        words: &[
            "cargo",
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ],
        environment: &[],
    },
    Step {
        words: &["cargo", "test", "--workspace", "--locked"],
        environment: &[],
    },
    Step {
        words: &["cargo", "xtask", "generate", "--check"],
        environment: &[],
    },
    Step {
        words: &["cargo", "doc", "--workspace", "--no-deps", "--locked"],
        environment: &[(
            "RUSTDOCFLAGS",
            "-D warnings -A rustdoc::private-intra-doc-links",
        )],
    },
];

/// Runs every step and stops at the first that fails.
pub(crate) fn run() -> Result<ExitCode> {
    for step in STEPS {
        let line = step.words.join(" ");
        println!("==> {line}");
        let status = Command::new(step.words[0])
            .args(&step.words[1..])
            .envs(step.environment.iter().copied())
            .current_dir(workspace::root())
            .status()
            .with_context(|| format!("cannot run `{line}`"))?;
        if !status.success() {
            eprintln!("`{line}` failed");
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}
