//! Everything of a crate: the files around types and calls, and the whole of them as text.

pub mod index;
pub mod roots;
pub mod standalone;

use super::{Plan, SourceFile, View, calls, config, features, plan_types};
use crate::emit::{self, EmitError, GeneratedFiles};
use crate::{Input, Part, Target, instances};

/// Every file of the target, rendered and printed. `views` are those of the parts.
///
/// # Errors
///
/// If something was rendered that is no Rust, which is a fault of the generator.
pub fn all(views: &[View<'_>], parts: &[Part]) -> Result<GeneratedFiles, EmitError> {
    let labels: Vec<&str> = parts.iter().map(|part| part.input.label.as_str()).collect();
    let label = labels.join(", ");
    let header = emit::header(&label);
    let mut files = printed(views, parts, &label)?;
    files.insert("api.md".to_owned(), index::text(views, &header));
    if let (
        [view],
        [
            Part {
                input:
                    Input {
                        target:
                            Target::Crate {
                                name,
                                runtime,
                                manifest,
                                library,
                            },
                        runner,
                        ..
                    },
                ..
            },
        ],
    ) = (views, parts)
    {
        let name_in_rust = view.crate_name;
        let copies = standalone::copies(runtime, runner, manifest, name_in_rust, &header);
        files.extend(copies);
        let features = features::lines(views);
        let manifest = standalone::manifest(name, manifest, &features, &header);
        files.insert("Cargo.toml".to_owned(), manifest);
        let library = standalone::library(view, library, &header);
        files.insert("src/lib.rs".to_owned(), library);
    }
    Ok(files)
}

/// The files that are rendered, and the data they are tested with. Instances need no tokens, so they
/// are made while the other files are rendered and printed.
fn printed(views: &[View<'_>], parts: &[Part], label: &str) -> Result<GeneratedFiles, EmitError> {
    std::thread::scope(|scope| {
        let data = || {
            views
                .iter()
                .zip(parts)
                .flat_map(|(view, part)| instances::files(view, part))
        };
        let data = scope.spawn(move || data().collect::<GeneratedFiles>());
        let mut shared = plan_shared(views, parts);
        let mut files = GeneratedFiles::new();
        for (view, part) in views.iter().zip(parts) {
            let mut plans = plan_one(view);
            if parts.len() == 1 {
                plans.append(&mut shared);
            }
            files.extend(emit::emit(plans, &part.input.label)?);
        }
        files.extend(emit::emit(shared, label)?);
        files.extend(
            data.join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        );
        Ok(files)
    })
}

/// Plans the files of one document.
#[must_use]
pub fn plan_one<'a>(view: &'a View<'a>) -> Vec<Plan<'a>> {
    let mut plans = plan_types(view);
    plans.extend(calls::plan(view));
    plans.push(instances::decoders(view));
    if let Some(product) = &view.names.product {
        plans.push(small(move || roots::product(view, product)));
    }
    plans
}

/// Plans what stands around the files of all documents.
#[must_use]
pub fn plan_shared<'a>(views: &'a [View<'a>], parts: &'a [Part]) -> Vec<Plan<'a>> {
    vec![
        small(move || config::file(views, parts)),
        small(move || roots::generated(views, parts)),
        small(move || instances::index(views)),
    ]
}

fn small<'a>(render: impl Fn() -> SourceFile + Send + Sync + 'a) -> Plan<'a> {
    Plan {
        weight: 1,
        render: Box::new(render),
    }
}
