//! `cargo xtask json-schema`: do the generated types agree with the JSON Schema Test Suite?
//!
//! Each file of the suite becomes an OpenAPI document with a component for each of its schemas, and
//! each document is generated twice: with `untyped = "any"`, and with types deduced. All of it is
//! one crate, which `gates/json-schema/main.rs` turns into a program that decodes every instance.

mod package;
mod suite;

use crate::workspace;
use anyhow::{Context, Result, bail};
use codegen::config::Untyped;
use codegen::instances;
use codegen::ir::{Api, Ty};
use codegen::load::Source;
use codegen::origin::Origin;
use codegen::render::View;
use codegen::value::{Object, Value};
use codegen::{Input, Output};
use package::{Decoder, Package};
use std::path::PathBuf;
use std::process::ExitCode;
use suite::{File, Suite};

/// Compares the generated types with the JSON Schema Test Suite.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The suite (<https://github.com/json-schema-org/JSON-Schema-Test-Suite>).
    #[arg(default_value = "../shared/suites/json-schema-test-suite")]
    suite: PathBuf,
    /// Takes only files whose name contains this.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Prints what became of each valid instance that no variant or value was found for, too.
    #[arg(long)]
    verbose: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let folder = workspace::unshown(&arguments.suite.display().to_string());
    let suite = Suite::read(&folder)?;
    let mut package = Package::default();
    for file in &suite.files {
        if arguments
            .only
            .as_ref()
            .is_none_or(|only| file.stem.contains(only))
        {
            for untyped in [Untyped::Any, Untyped::Deduced] {
                generate(file, untyped, &suite, &mut package)?;
            }
        }
    }
    if package.is_empty() {
        bail!("no file of {} has that name", folder.display());
    }
    package.remotes(&suite.remotes);
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| workspace::root().join("target"));
    let folder = target.join("gates/json-schema");
    package.write(&folder)?;
    let status = package::run(&folder, &target.join("gates/target"), arguments.verbose)?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Generates the types of one file in one way, and adds them with the file's instances.
fn generate(file: &File, untyped: Untyped, suite: &Suite, package: &mut Package) -> Result<()> {
    let way = match untyped {
        Untyped::Any => "any",
        Untyped::Deduced => "deduced",
    };
    let product = format!("{}_{way}", file.module());
    let output = codegen::generate(Input {
        sources: [file.document()]
            .into_iter()
            .chain(suite.sources())
            .collect(),
        config: Some(Source {
            name: "codegen.toml".into(),
            text: format!("untyped = \"{way}\"\n"),
        }),
        label: file.stem.clone(),
        target: codegen::Target::Product {
            crate_name: package::NAME.into(),
            product: product.clone(),
        },
        ..Input::default()
    });
    if output.findings.fails(false) {
        bail!("{} cannot be generated", file.document().name);
    }
    let view = View::new(
        &output.api,
        &output.facts,
        &output.names,
        &output.crate_name,
    );
    let types = instances::types(&view);
    let schemas = followed(file, &output)?;
    let mut decoders = Vec::new();
    for (index, group) in file.groups.iter().enumerate() {
        let name = format!("G{index}");
        let origin = component(&name);
        let ty = types.get(&origin).and_then(|types| types.first());
        let ty = ty.with_context(|| format!("{}: {name} has no type", file.stem))?;
        decoders.push(Decoder {
            name: name.clone(),
            ty: ty.clone(),
        });
        let mut line = Object::default();
        line.insert("folder".into(), Value::String(file.folder.name().into()));
        line.insert("file".into(), Value::String(file.stem.clone()));
        line.insert("way".into(), Value::String(way.into()));
        line.insert("decoder".into(), Value::String(format!("{product} {name}")));
        line.insert("typed".into(), Value::Bool(is_typed(&output.api, &origin)));
        line.insert("schema".into(), schemas[&name].clone());
        line.insert("group".into(), group.clone());
        package.line(&Value::Object(line));
    }
    package.module(&product, &output.files, decoders);
    Ok(())
}

/// The schemas as the generator took them: where it says that a `type` is missing, it is written.
fn followed(file: &File, output: &Output) -> Result<Object> {
    let mut documents = codegen::load::load(vec![file.document()], &mut Default::default());
    for finding in &output.findings.open {
        let cure = finding.cure.strip_prefix("Write `type: ");
        let ty = cure.and_then(|cure| cure.strip_suffix("`."));
        let (Some(ty), "type-missing", 0) = (ty, finding.code, finding.origin.file) else {
            continue;
        };
        let place = documents.get_mut(&finding.origin);
        let Some(Value::Object(schema)) = place else {
            bail!("{}: nothing is at {}", file.stem, finding.origin);
        };
        // Keywords for objects and for arrays side by side mean either.
        let mut kinds = match schema.shift_remove("type") {
            Some(Value::Array(kinds)) => kinds,
            other => other.into_iter().collect(),
        };
        let kind = Value::String(ty.to_owned());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        schema.insert("type".into(), Value::Array(kinds));
    }
    let schemas = documents.get(&Origin::root(0).child("components").child("schemas"));
    let schemas = schemas.and_then(Value::as_object);
    Ok(schemas.context("the document has components")?.clone())
}

fn component(name: &str) -> Origin {
    let components = Origin::root(0).child("components");
    components.child("schemas").child(name)
}

/// Whether a component is anything else than any JSON.
fn is_typed(api: &Api, origin: &Origin) -> bool {
    let place = api.places.iter().find(|(known, _)| known == origin);
    place.is_some_and(|(_, ty)| {
        let ty = match ty {
            Ty::Nullable(inner) => inner,
            ty => ty,
        };
        *api.resolve(ty) != Ty::Json
    })
}
