//! `cargo xtask features`: does a crate compile without warnings with each of its features alone,
//! with none, and with all of them?

use crate::workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Checks a crate with each of its features alone, with none, and with all of them.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The crate's folder; by default `generated-client/`.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let folder = arguments.dir.clone().unwrap_or_else(workspace::client);
    let features = features(&folder)?;
    let mut trials = vec![vec!["--no-default-features".to_owned()]];
    for feature in features {
        let alone = ["--no-default-features", "--features", &feature];
        trials.push(alone.map(str::to_owned).to_vec());
    }
    trials.push(vec!["--all-features".to_owned()]);
    let mut failed = 0;
    for trial in &trials {
        println!("==> {}", trial.join(" "));
        failed += usize::from(!check(&folder, trial)?);
    }
    println!(
        "{} of {} sets of features compile",
        trials.len() - failed,
        trials.len()
    );
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The features that a crate has, in alphabetical order.
fn features(folder: &Path) -> Result<Vec<String>> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(folder)
        .output()
        .context("cannot run cargo")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let manifest = folder.canonicalize()?.join("Cargo.toml");
    let is_meant = |package: &&Value| {
        let path = package["manifest_path"].as_str();
        path.is_some_and(|path| Path::new(path) == manifest)
    };
    let package = packages.iter().find(is_meant);
    let package = package.with_context(|| format!("{} is no crate", folder.display()))?;
    let features = package["features"].as_object().context("no features")?;
    Ok(features.keys().cloned().collect())
}

/// Whether the crate compiles so. Warnings are denied for this crate alone, so that dependencies
/// are those that other commands have compiled.
fn check(folder: &Path, features: &[String]) -> Result<bool> {
    let status = Command::new("cargo")
        .args(["clippy", "--quiet", "--lib"])
        .args(features)
        .args(["--", "-D", "warnings"])
        .current_dir(folder)
        .status()
        .context("cannot run cargo")?;
    Ok(status.success())
}
