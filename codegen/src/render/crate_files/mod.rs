//! Everything of a crate: the files around types and calls, and the whole of them as text.

pub mod index;
pub mod roots;
pub mod standalone;

use super::{Plan, SourceFile, View, calls, config, plan_types};
use crate::config::Config;
use crate::emit::{self, EmitError, GeneratedFiles};
use crate::instances;
use crate::load::{Documents, File};
use crate::{Input, Target};

/// Every file of the target, rendered and printed.
///
/// # Errors
///
/// If something was rendered that is no Rust, which is a fault of the generator.
pub fn all(
    view: &View<'_>,
    documents: &Documents,
    described: &[File],
    settings: &Config,
    input: &Input,
) -> Result<GeneratedFiles, EmitError> {
    let label = &input.label;
    let mut plans = plan_types(view);
    plans.extend(plan(view, settings));
    plans.push(instances::decoders(view));
    // Instances need no tokens, so they are made while the other files are rendered and printed.
    let (printed, data) = std::thread::scope(|scope| {
        let data = scope.spawn(|| instances::files(view, documents, described, label));
        (emit::emit(plans, label), data.join())
    });
    let mut files = printed?;
    files.extend(data.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
    let header = emit::header(label);
    files.insert("api.md".to_owned(), index::text(view, &header));
    if let Target::Crate {
        name,
        runtime,
        manifest,
        library,
    } = &input.target
    {
        let (runner, name_in_rust) = (&input.runner, view.crate_name);
        files.extend(standalone::copies(
            runtime,
            runner,
            manifest,
            name_in_rust,
            &header,
        ));
        let manifest = standalone::manifest(name, manifest, &header);
        files.insert("Cargo.toml".to_owned(), manifest);
        let library = standalone::library(view, library, &header);
        files.insert("src/lib.rs".to_owned(), library);
    }
    Ok(files)
}

/// Plans the files of all calls, and of what stands around them in `src/generated`.
#[must_use]
pub fn plan<'a>(view: &'a View<'a>, settings: &'a Config) -> Vec<Plan<'a>> {
    let mut plans = calls::plan(view);
    let mut small = |render: Box<dyn Fn() -> SourceFile + Send + Sync + 'a>| {
        plans.push(Plan { weight: 1, render });
    };
    small(Box::new(move || config::file(view, settings)));
    small(Box::new(move || roots::generated(view, settings)));
    if let Some(product) = &view.names.product {
        small(Box::new(move || roots::product(view, product)));
    }
    plans
}
