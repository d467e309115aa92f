//! Turns OpenAPI documents into the source of a Rust client.
//!
//! The whole way, each arrow a function from one plain data type to the next:
//!
//! ```text
//! Sources (text) --load--> Documents (values) --normalize--> Documents (3.1)
//!   --model--> Document (operations; schemas by pointer) --lower--> Api (the IR)
//!   --split--> Api --analyze--> Facts --name--> Names --render--> source files as tokens --emit--> GeneratedFiles
//! ```
//!
//! The crate does no input or output: text comes in, text and diagnostics go out.

pub mod analyze;
pub mod config;
pub mod diagnostic;
pub mod emit;
pub mod explain;
pub mod instances;
mod interface;
pub mod ir;
pub mod load;
pub mod lower;
pub mod model;
pub mod name;
pub mod normalize;
pub mod origin;
pub mod render;
pub mod split;
pub mod value;

pub use interface::{Input, Output, RuntimeFile, Summary, Target};

use config::{Config, NamesFile};
use diagnostic::{Diagnostics, Severity};
use emit::GeneratedFiles;
use origin::Origin;
use render::{View, crate_files};

/// Stack of the thread that runs the stages, in bytes: schemas lead through others to as many levels
/// as the limits of `load` and `lower` let them, and each level costs a few frames.
const STACK: usize = 512 << 20;

/// Runs every stage. Nothing is generated if an error was found; what was found comes out either
/// way.
#[must_use]
pub fn generate(input: Input) -> Output {
    std::thread::scope(|scope| {
        let stages = std::thread::Builder::new().stack_size(STACK);
        let running = stages.spawn_scoped(scope, || run_stages(input));
        let output = running.expect("the system has threads").join();
        output.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn run_stages(mut input: Input) -> Output {
    let mut diagnostics = Diagnostics::default();
    let found = &mut diagnostics;
    let mut documents = load::load(std::mem::take(&mut input.sources), found);
    let described = documents.files.len();
    let config = input.config.take();
    let config = config.map(|source| Config::read(source, &mut documents, found));
    let mut config = config.unwrap_or_default();
    let names = input.names.take();
    let names = names.map(|source| NamesFile::read(source, &mut documents, found));
    for overlay in &input.overlays {
        normalize::apply_overlay(&mut documents, overlay, found);
    }
    normalize::select(&mut documents, &config, &input.only, found);
    let documents = normalize::normalize(documents, found);
    let mut document = model::model(&documents, found);
    model::map_formats(&mut document.schemas, &config, found);
    let mut api = lower::lower(&document, &config, found);
    if let Some(names) = &names {
        let operations = api.operations.iter();
        config.adopt(
            names,
            operations.map(|o| (o.method.as_str(), o.path.as_str())),
        );
    }
    let product = input.target.product();
    let published = name::published_inputs(&api, product, &input.lock);
    split::split(&mut api, &published);
    let facts = analyze::analyze(&api, &config);
    analyze::report(&facts, &config, found);
    let (names, lock) = name::name(&api, &facts, &config, product, &input.lock, found);

    let crate_name = input.target.crate_name();
    let view = View::new(&api, &facts, &names, &crate_name);
    let files = if found.has_errors() {
        Ok(GeneratedFiles::new())
    } else {
        let described = &documents.files[..described];
        crate_files::all(&view, &documents, described, &config, &input)
    };
    let files = files.unwrap_or_else(|error| {
        let origin = Origin::root(0);
        let cure = "Report this together with the document.";
        found.push(
            Severity::Error,
            "internal-error",
            &origin,
            error.to_string(),
            cure,
        );
        GeneratedFiles::new()
    });
    let findings = diagnostic::accept(diagnostics.findings, &documents, &config);
    let files = if findings.fails(false) {
        GeneratedFiles::new()
    } else {
        files
    };
    Output {
        summary: Summary::new(&api),
        files,
        lock,
        findings,
        unchecked: diagnostics.unchecked,
        documents,
        api,
        facts,
        names,
        crate_name,
    }
}
