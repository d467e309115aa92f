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
mod digest;
pub mod emit;
pub mod explain;
pub mod instances;
mod interface;
pub mod ir;
pub mod load;
pub mod lock;
pub mod lower;
pub mod model;
pub mod name;
pub mod normalize;
pub mod origin;
mod products;
pub mod render;
pub mod split;
pub mod value;

pub use interface::{Generated, Input, Output, RuntimeFile, Summary, Target};

use config::{Config, NamesFile};
use diagnostic::{Diagnostic, Diagnostics, Severity};
use emit::{EmitError, GeneratedFiles};
use lock::Lock;
use origin::Origin;
pub use products::Part;
use render::{View, crate_files};

/// Stack of the thread that runs the stages, in bytes: schemas lead through others to as many levels
/// as the limits of `load` and `lower` let them, and each level costs a few frames.
const STACK: usize = 512 << 20;

/// Runs every stage for one description. Nothing is generated if an error was found; what was found
/// comes out either way.
#[must_use]
pub fn generate(input: Input) -> Output {
    let mut all = generate_all(vec![input]);
    let mut output = all
        .outputs
        .pop()
        .expect("one comes out for one that goes in");
    output.files = all.files;
    output.lock = all.lock;
    output.features = all.features;
    output
}

/// Runs every stage for descriptions that become the products of one crate. The lock is that of the
/// first input, and so is all that they have in common.
#[must_use]
pub fn generate_all(inputs: Vec<Input>) -> Generated {
    std::thread::scope(|scope| {
        let stages = std::thread::Builder::new().stack_size(STACK);
        let running = stages.spawn_scoped(scope, || run_stages(inputs));
        let generated = running.expect("the system has threads").join();
        generated.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn run_stages(mut inputs: Vec<Input>) -> Generated {
    let mut lock = inputs
        .first_mut()
        .map(|first| std::mem::take(&mut first.lock));
    let lock = lock.get_or_insert_default();
    let mut parts: Vec<Part> = inputs
        .into_iter()
        .map(|input| described(input, lock))
        .collect();
    products::share_configuration(&mut parts);
    products::agree(&mut parts);
    let fails = parts.iter().any(|part| part.output.findings.fails(false));
    let views: Vec<View<'_>> = parts.iter().map(Part::view).collect();
    let features = render::features::lines(&views);
    let files = if fails {
        Ok(GeneratedFiles::new())
    } else {
        crate_files::all(&views, &parts)
    };
    let files = files.unwrap_or_else(|error| {
        parts[0].output.findings.open.push(internal_error(&error));
        GeneratedFiles::new()
    });
    Generated {
        files,
        lock: std::mem::take(lock),
        features,
        outputs: parts.into_iter().map(|part| part.output).collect(),
    }
}

/// The stages that look at one description alone.
fn described(mut input: Input, lock: &mut Lock) -> Part {
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
    let left_out = normalize::select(&mut documents, &config, &input.only, found);
    let documents = normalize::normalize(documents, found);
    let mut document = model::model(&documents, found);
    model::map_formats(&mut document.schemas, &config, found);
    let product = input.target.product();
    let open = lock.of_product(product).map(|known| known.open.clone());
    let mut api = lower::lower_published(&document, &config, open.unwrap_or_default(), found);
    if let Some(names) = &names {
        let operations = api.operations.iter();
        config.adopt(
            names,
            operations.map(|o| (o.method.as_str(), o.path.as_str())),
        );
    }
    let before = lock.product(product, &api);
    let published = lock::published(&api, &before);
    split::split(&mut api, &published.types);
    let published = lock::published(&api, &before);
    let facts = analyze::analyze(&api, &config, &published);
    analyze::report(&facts, &config, &left_out, found);
    let (names, now) = name::name(&api, &facts, &config, product, &before, found);
    let changes = name::changes(&api, &names, &before, &now);
    lock.publish(product, now);
    let findings = diagnostic::accept(diagnostics.findings, &documents, &config);
    let output = Output {
        summary: Summary::new(&api),
        crate_name: input.target.crate_name(),
        findings,
        unchecked: diagnostics.unchecked,
        documents,
        api,
        facts,
        names,
        changes,
        ..Output::default()
    };
    Part {
        output,
        config,
        described,
        input,
    }
}

/// Tokens that are no Rust: a fault of the generator, told at the beginning of the document.
fn internal_error(error: &EmitError) -> Diagnostic {
    Diagnostic {
        code: "internal-error",
        severity: Severity::Error,
        origin: Origin::root(0),
        message: error.to_string(),
        cure: "Report this together with the document.".to_owned(),
        span: None,
        notes: Vec::new(),
    }
}
