//! The project's commands; `cargo xtask help` lists them.

mod bench;
mod ci;
mod corpus;
mod explain;
mod features;
mod generate;
mod json_schema;
mod names;
mod output;
mod process;
mod project;
mod report;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Generates the API client from the documents in spec/.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes generated-client/ from spec/, or a crate of its own from any document.
    Generate(generate::Arguments),
    /// Tells which Rust item a place in the document became, and the reverse.
    Explain(explain::Arguments),
    /// Measures generation and what it costs to compile the result.
    Bench(bench::Arguments),
    /// Generates, compiles and tests a crate for every document below a folder.
    Corpus(corpus::Arguments),
    /// Compares the generated types with the JSON Schema Test Suite.
    JsonSchema(json_schema::Arguments),
    /// Compares the names that the rule gives to operations with a reference table.
    Names(names::Arguments),
    /// Checks a crate with each of its features alone, with none, and with all of them.
    Features(features::Arguments),
    /// Runs what continuous integration runs.
    Ci,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::JsonSchema(arguments) => json_schema::run(&arguments),
        Command::Names(arguments) => names::run(&arguments),
        Command::Features(arguments) => features::run(&arguments),
        Command::Ci => ci::run(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
