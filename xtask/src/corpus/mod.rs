//! `cargo xtask corpus`: does every document of a folder give a crate that compiles and tells the
//! truth?

mod documents;
mod record;
mod steps;
mod table;

use crate::{process, workspace};
use anyhow::{Context, Result, bail};
use documents::Document;
use record::Record;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use steps::{Depth, Workshop};

/// Generates, compiles and tests a crate for every OpenAPI document below a folder.
///
/// Warnings fail. What was found out about a crate is kept, and holds until the crate or the
/// compiler is another, so that an interrupted run goes on where it was.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder; documents are told from other files by what they hold.
    dir: PathBuf,
    /// Only this document, by its name in the table or the name of its file; may be given several
    /// times.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// How many documents to work on at a time. Each has a target folder of its own.
    #[arg(long, default_value_t = 1, value_name = "N")]
    jobs: usize,
    /// Where crates and results go; by default in the target folder.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Compiles nothing.
    #[arg(long)]
    generate_only: bool,
    /// Compiles, and leaves the round trips out.
    #[arg(long, conflicts_with = "generate_only")]
    check_only: bool,
    /// Forgets the results of earlier runs.
    #[arg(long)]
    fresh: bool,
    /// The target folder of the first worker, to share dependencies with other builds that deny
    /// warnings; by default below the folder of results.
    #[arg(long, value_name = "DIR")]
    target: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let documents = arguments.documents()?;
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| target_folder().join("corpus"));
    // Cargo is run in other folders.
    let out = std::path::absolute(out)?;
    for folder in ["crates", "records"] {
        fs::create_dir_all(out.join(folder))?;
    }
    let workshops = arguments.workshops(&out, documents.len())?;
    let records = work(&documents, &workshops)?;

    let generator = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    fs::write(out.join("table.md"), table::markdown(&records, generator))?;
    fs::write(
        out.join("table.json"),
        serde_json::to_string_pretty(&records)?,
    )?;
    println!("\n{}\n{}", table::screen(&records), table::totals(&records));
    println!(
        "{} and .json hold it, with every error",
        out.join("table.md").display()
    );
    let failed = records.iter().filter(|record| !record.is_green()).count();
    if failed > 0 {
        eprintln!("{failed} of {} documents failed", records.len());
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    fn documents(&self) -> Result<Vec<Document>> {
        let mut found = documents::find(&self.dir)?;
        for path in &found.others {
            println!("no OpenAPI document, skipped: {}", path.display());
        }
        if !self.only.is_empty() {
            let unknown = documents::keep(&mut found.documents, &self.only);
            if !unknown.is_empty() {
                bail!(
                    "no document below {} is called {}",
                    self.dir.display(),
                    unknown.join(", ")
                );
            }
        }
        if found.documents.is_empty() {
            bail!("{} holds no OpenAPI document", self.dir.display());
        }
        Ok(found.documents)
    }

    /// One for each document that is worked on at a time.
    fn workshops(&self, out: &Path, documents: usize) -> Result<Vec<Workshop>> {
        let depth = match (self.generate_only, self.check_only) {
            (true, _) => Depth::Generate,
            (_, true) => Depth::Check,
            _ => Depth::Test,
        };
        let toolchain = toolchain()?;
        let workers = 0..self.jobs.clamp(1, documents);
        let workshop = |worker: usize| -> Result<Workshop> {
            let target = match &self.target {
                Some(target) if worker == 0 => std::path::absolute(target)?,
                _ => out.join(format!("target-{worker}")),
            };
            Ok(Workshop {
                out: out.to_path_buf(),
                target,
                worker,
                depth,
                fresh: self.fresh,
                toolchain: toolchain.clone(),
            })
        };
        workers.map(workshop).collect()
    }
}

/// Every workshop takes the next document when it has done one. The records are in the order of
/// the documents.
fn work(documents: &[Document], workshops: &[Workshop]) -> Result<Vec<Record>> {
    let next = AtomicUsize::new(0);
    let records: Mutex<Vec<(usize, Record)>> = Mutex::default();
    let labour = |workshop: &Workshop| -> Result<()> {
        workshop.warm_up()?;
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(document) = documents.get(index) else {
                return Ok(());
            };
            let record = workshop.work(document)?;
            let line = table::line(&record);
            let mut records = records
                .lock()
                .expect("no worker panics while it holds this");
            records.push((index, record));
            println!("[{}/{}] {line}", records.len(), documents.len());
        }
    };
    std::thread::scope(|scope| -> Result<()> {
        let labour = &labour;
        let workers: Vec<_> = workshops
            .iter()
            .map(|workshop| scope.spawn(move || labour(workshop)))
            .collect();
        for worker in workers {
            worker.join().expect("no worker panics")?;
        }
        Ok(())
    })?;
    let mut records = records
        .into_inner()
        .expect("no worker panics while it holds this");
    records.sort_by_key(|(index, _)| *index);
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

/// The target folder of the workspace.
fn target_folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| workspace::root().join("target"))
}

/// The compiler, and the versions of all dependencies.
fn toolchain() -> Result<String> {
    let output = Command::new(process::cargo())
        .args(["--version", "--verbose"])
        .output()
        .context("cannot run cargo")?;
    let lock = fs::read_to_string(workspace::root().join("Cargo.lock"))?;
    Ok(format!("{}{lock}", String::from_utf8_lossy(&output.stdout)))
}
