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
    // The client with all its features, and as somebody else's dependencies may switch on in one
    // build with it.
    Step {
        words: &[
            "cargo",
            "test",
            "--package",
            "gcore-client",
            "--locked",
            "--features",
            "blocking,tracing,serde_json/arbitrary_precision,serde_json/preserve_order",
        ],
        environment: &[],
    },
    Step {
        words: &["cargo", "xtask", "generate", "--check"],
        environment: &[],
    },
    Step {
        words: &["cargo", "xtask", "features"],
        environment: &[],
    },
    // What would be published, without asking a registry and without compiling it once more.
    Step {
        words: &[
            "cargo",
            "package",
            "--package",
            "gcore-client",
            "--no-verify",
            "--allow-dirty",
            "--locked",
            "--offline",
            "--quiet",
        ],
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

/// Run where the target is installed, which a stable toolchain alone does not bring.
const BROWSER: &str = "wasm32-unknown-unknown";
const FOR_BROWSER: Step = Step {
    words: &[
        "cargo",
        "check",
        "--package",
        "gcore-client",
        "--locked",
        "--target",
        BROWSER,
    ],
    environment: &[("RUSTFLAGS", "-D warnings")],
};

/// Runs every step and stops at the first that fails.
pub(crate) fn run() -> Result<ExitCode> {
    let mut steps: Vec<&Step> = STEPS.iter().collect();
    if is_installed(BROWSER)? {
        steps.push(&FOR_BROWSER);
    } else {
        println!("skipped: the target {BROWSER} is not installed");
    }
    for step in steps {
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

/// Whether the toolchain can compile for a target.
fn is_installed(target: &str) -> Result<bool> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", target])
        .output()
        .context("cannot run `rustc`")?;
    let folder = String::from_utf8_lossy(&output.stdout);
    Ok(output.status.success() && std::path::Path::new(folder.trim()).is_dir())
}
