//! `cargo xtask bench`: what generation and the emitted crate cost.
//!
//! Every figure is of a whole process, taken by GNU time. Machines are noisy: with `--beside`, the
//! crate of another generator is checked in turn with ours, and ratios are printed.

use crate::process::{self, Cost, Measured};
use crate::workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

/// How long anything that is measured may take.
const LIMIT: Duration = Duration::from_secs(3600);

/// Measures generation and what it costs to compile the result.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The document; by default the one in spec/.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// Its configuration.
    #[arg(long, requires = "spec", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The crate of another generator for the same document, to be checked in turn with ours.
    #[arg(long, value_name = "DIR")]
    beside: Option<PathBuf>,
    /// How often each thing is measured.
    #[arg(long, default_value_t = 5)]
    runs: usize,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    if arguments.runs == 0 {
        bail!("--runs 0 measures nothing");
    }
    let spec = match &arguments.spec {
        Some(spec) => spec.clone(),
        None => workspace::spec().join("cloud.yaml"),
    };
    let folder = workspace::root().join("target/bench");
    let out = folder.join("crate");
    build_release()?;
    let generate: Vec<Cost> = (0..arguments.runs)
        .map(|_| generate(&spec, arguments, &out))
        .collect::<Result<_>>()?;
    print_row("generate (release)", &generate);
    println!(
        "emitted Rust: {:.2} MB",
        rust_bytes(&out.join("src/generated"))? as f64 / 1e6
    );

    let ours = folder.join("check-ours");
    let theirs = folder.join("check-beside");
    check(&out, &ours)?;
    if let Some(beside) = &arguments.beside {
        check(beside, &theirs)?;
    }
    let (mut our_costs, mut their_costs) = (Vec::new(), Vec::new());
    for _ in 0..arguments.runs {
        our_costs.push(check(&out, &ours)?);
        if let Some(beside) = &arguments.beside {
            their_costs.push(check(beside, &theirs)?);
        }
    }
    print_row("cargo check", &our_costs);
    if !their_costs.is_empty() {
        print_row("cargo check, beside", &their_costs);
        print_ratios(&our_costs, &their_costs);
    }
    Ok(ExitCode::SUCCESS)
}

fn build_release() -> Result<()> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--quiet", "--package", "xtask"])
        .current_dir(workspace::root())
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("the release build of xtask failed");
    }
    Ok(())
}

fn generate(spec: &Path, arguments: &Arguments, out: &Path) -> Result<Cost> {
    if out.exists() {
        fs::remove_dir_all(out)?;
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| workspace::root().join("target"));
    let mut measured = Measured::new(&target.join("release/xtask"), LIMIT);
    let command = measured.command();
    command
        .args(["generate", "--name", "bench-client", "--spec"])
        .arg(spec);
    command.arg("--out").arg(out);
    if let Some(config) = &arguments.config {
        command.arg("--config").arg(config);
    }
    measure(measured)
}

/// Checks the crate alone: its dependencies are built by the first call.
fn check(folder: &Path, target: &Path) -> Result<Cost> {
    process::touch(folder)?;
    let mut measured = Measured::new("cargo".as_ref(), LIMIT);
    let command = measured.command();
    command.args(["check", "--quiet"]).current_dir(folder);
    command
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0");
    measure(measured)
}

fn measure(measured: Measured) -> Result<Cost> {
    let finished = measured.run()?;
    if !finished.succeeded {
        bail!("it failed:\n{}", finished.errors);
    }
    Ok(finished.cost)
}

/// The middle one by a figure.
fn median(costs: &[Cost], figure: fn(&Cost) -> f64) -> f64 {
    let mut figures: Vec<f64> = costs.iter().map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

fn print_row(what: &str, costs: &[Cost]) {
    println!(
        "{what}: {:.2} s wall, {:.2} s CPU, {:.0} MB (medians of {})",
        median(costs, |cost| cost.wall_s),
        median(costs, |cost| cost.cpu_s),
        median(costs, |cost| cost.peak_mb),
        costs.len()
    );
}

fn print_ratios(ours: &[Cost], theirs: &[Cost]) {
    let pairs = ours.iter().zip(theirs);
    let ratios: Vec<Cost> = pairs
        .map(|(ours, theirs)| Cost {
            wall_s: ours.wall_s / theirs.wall_s,
            cpu_s: ours.cpu_s / theirs.cpu_s,
            peak_mb: ours.peak_mb / theirs.peak_mb,
        })
        .collect();
    println!(
        "ours to the one beside: {:.2} of its CPU, {:.2} of its memory (medians of pairs)",
        median(&ratios, |ratio| ratio.cpu_s),
        median(&ratios, |ratio| ratio.peak_mb)
    );
}

fn rust_bytes(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() {
            rust_bytes(&entry.path())?
        } else {
            metadata.len()
        };
    }
    Ok(bytes)
}
