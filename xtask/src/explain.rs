//! `cargo xtask explain`: which Rust item a place in the document became, and the reverse.

use crate::generate::Run;
use crate::project::{self, Standalone};
use anyhow::Result;
use codegen::explain;
use std::path::PathBuf;
use std::process::ExitCode;

/// Tells which Rust item a place in the document became, and the reverse.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A JSON pointer (`#/components/schemas/Pet`), an operation (`GET /pets`), an operationId, or a
    /// Rust name (`Pet`, `types::Pet::name`).
    #[arg(required_unless_present = "json")]
    query: Option<String>,
    /// Prints the whole map as JSON.
    #[arg(long)]
    json: bool,
    /// Another document than the one in spec/.
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// Its configuration.
    #[arg(long, requires = "spec", value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let project = match &arguments.spec {
        None => project::of_workspace()?,
        Some(spec) => project::standalone(&Standalone {
            spec,
            out: "".as_ref(),
            name: "client",
            config: arguments.config.as_deref(),
            overlays: &[],
            only: &[],
        })?,
    };
    let run = Run::new(project)?;
    for output in &run.outputs {
        crate::report::findings(output, false);
    }
    if run.fails(false) {
        return Ok(ExitCode::FAILURE);
    }
    let entries = run.outputs.iter().flat_map(|output| {
        explain::entries(
            &output.api,
            &output.facts,
            &output.names,
            &output.crate_name,
        )
    });
    let entries: Vec<_> = entries.collect();
    if arguments.json {
        println!("{}", explain::json(&entries));
        return Ok(ExitCode::SUCCESS);
    }
    let query = arguments.query.as_deref().unwrap_or_default();
    let found = explain::find(&entries, query);
    if found.is_empty() {
        eprintln!("nothing is called {query:?}; `cargo xtask explain --json` prints everything");
        return Ok(ExitCode::FAILURE);
    }
    println!("{}", explain::text(&found));
    Ok(ExitCode::SUCCESS)
}
