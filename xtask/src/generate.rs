//! `cargo xtask generate`: from documents to source files.

use crate::output::{self, Target};
use crate::project::{self, Project, Standalone};
use crate::report;
use anyhow::{Result, anyhow};
use codegen::Output;
use codegen::render::features::with_lines;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Writes generated-client/ from spec/, or a crate of its own from any document.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Writes nothing; fails if the files on disk differ from what would be written.
    #[arg(long)]
    pub check: bool,
    /// Fails on every finding that the configuration does not accept. Always on for spec/.
    #[arg(long)]
    pub strict: bool,
    /// Prints every finding with its source, accepted ones included.
    #[arg(long)]
    pub verbose: bool,
    /// An OpenAPI document to make a crate from.
    #[arg(long, requires_all = ["out", "name"], value_name = "FILE")]
    pub spec: Option<PathBuf>,
    /// The folder of that crate: empty, or written by an earlier run.
    #[arg(long, requires = "spec", value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of that crate.
    #[arg(long, requires = "spec", value_name = "CRATE", value_parser = crate_name)]
    pub name: Option<String>,
    /// Configuration for that document (`codegen.toml`).
    #[arg(long, requires = "spec", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// An OpenAPI Overlay to apply to that document; may be given several times.
    #[arg(long, requires = "spec", value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// Generates only operations with this tag or, if it begins with `/`, with this path or one below
    /// it, and the types they need; may be given several times.
    #[arg(long, requires = "spec", value_name = "TAG|PATH")]
    pub only: Vec<String>,
    /// Also writes what was made and found as JSON.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// A name that a package can have and that code can name it by.
fn crate_name(text: &str) -> Result<String, String> {
    let mut letters = text.chars();
    let begins = letters.next().is_some_and(|c| c.is_ascii_alphabetic());
    let goes_on = letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !begins || !goes_on {
        return Err(
            "a crate's name is letters, digits, `-` and `_`, and begins with a letter".into(),
        );
    }
    let taken = ["alloc", "core", "proc_macro", "std", "test"];
    let code = text.replace('-', "_");
    if taken.contains(&code.as_str()) || codegen::name::is_keyword(&code) {
        return Err(format!(
            "`{text}` has another meaning to Rust: choose another name"
        ));
    }
    Ok(text.to_owned())
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let started = Instant::now();
    let run = Run::new(arguments.project()?)?;
    for output in &run.outputs {
        report::findings(output, arguments.verbose);
        report::names(output, &run.lock);
    }
    if let Some(path) = &arguments.report {
        report::write(&run.outputs[0], path)?;
    }
    let strict = arguments.strict || arguments.spec.is_none();
    if run.fails(strict) {
        report::failure(&run.outputs);
        return Ok(ExitCode::FAILURE);
    }
    let drift = output::compare(&run.target, &run.files)?;
    if arguments.check {
        report::drift(&run.files, &run.target, &drift);
        return Ok(if drift.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        });
    }
    output::write(&run.target, &run.files, &drift)?;
    report::summary(&run.outputs, &run.files, &drift, started.elapsed());
    // The process ends here, and taking all of it apart would take a while.
    std::mem::forget(run);
    Ok(ExitCode::SUCCESS)
}

/// One run of the generator, with its files where they belong.
pub(crate) struct Run {
    /// What the generator gave for each document.
    pub outputs: Vec<Output>,
    /// Paths below the target's folder, and texts.
    pub files: BTreeMap<String, String>,
    /// The path of the lock of names, below the target's folder.
    pub lock: String,
    /// Where they go.
    pub target: Target,
}

impl Run {
    /// Runs the generator.
    pub(crate) fn new(project: Project) -> Result<Self> {
        let generated = codegen::generate_all(project.inputs);
        let files = generated.files.into_iter();
        let mut files: BTreeMap<String, String> = files
            .map(|(path, text)| (format!("{}{path}", project.prefix), text))
            .collect();
        files.insert(project.lock.clone(), generated.lock.to_string());
        if let Some(path) = project.manifest {
            let manifest = project::read(&project.target.folder.join(path))?;
            let manifest = with_lines(&manifest, &generated.features);
            files.insert(
                path.to_owned(),
                manifest.map_err(|why| anyhow!("{path}: {why}"))?,
            );
        }
        Ok(Self {
            outputs: generated.outputs,
            files,
            lock: project.lock,
            target: project.target,
        })
    }

    /// Whether a document fails.
    pub(crate) fn fails(&self, strict: bool) -> bool {
        let mut outputs = self.outputs.iter();
        outputs.any(|output| output.findings.fails(strict))
    }
}

impl Arguments {
    fn project(&self) -> Result<Project> {
        let (Some(spec), Some(out), Some(name)) = (&self.spec, &self.out, &self.name) else {
            return project::of_workspace();
        };
        project::standalone(&Standalone {
            spec,
            out,
            name,
            config: self.config.as_deref(),
            overlays: &self.overlay,
            only: &self.only,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same check as `cargo xtask generate --check`.
    #[test]
    fn the_committed_client_is_what_the_document_gives() {
        let run = Run::new(project::of_workspace().expect("spec/ is readable"))
            .expect("the manifest has a place for features");
        assert!(!run.fails(true), "{:#?}", run.outputs[0].findings.open);
        let drift =
            output::compare(&run.target, &run.files).expect("generated-client/ is readable");
        assert!(
            drift.is_empty(),
            "{drift:#?}\nrun `cargo xtask generate` and commit the result"
        );
    }
}
