//! One small document for each construct, and the type it becomes.

mod all_of;
mod arrays;
mod enums;
mod gcore;
mod malformed;
mod maps;
mod null;
mod recursion;
mod references;
mod scalars;
mod show;
mod structs;
mod tags;
mod unions;

use super::{HintContext, LoweredTypes, TypeLowering};
use crate::config::Untyped;
use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::{Owner, Step, Ty};
use crate::load::{Documents, Source, load};
use crate::model::schema::{SchemaId, Schemas};
use crate::normalize::normalize;
use crate::origin::Origin;

/// What a document became.
struct Outcome {
    types: LoweredTypes,
    diagnostics: Diagnostics,
}

/// Lowers the component schemas of a document; `yaml` holds what is below `components.schemas`.
fn lower(yaml: &str) -> Outcome {
    lower_untyped(yaml, Untyped::Deduced)
}

/// The same, with schemas without `type` as configured.
fn lower_untyped(yaml: &str, untyped: Untyped) -> Outcome {
    let indented = indent(yaml, 4);
    let text = format!("openapi: 3.1.0\ncomponents:\n  schemas:\n{indented}");
    let mut diagnostics = Diagnostics::default();
    let documents = read(&text, &mut diagnostics);
    let types = lower_components(&documents, untyped, &mut diagnostics);
    Outcome { types, diagnostics }
}

fn read(text: &str, diagnostics: &mut Diagnostics) -> Documents {
    let source = Source {
        name: "test.yaml".to_owned(),
        text: text.to_owned(),
    };
    normalize(load(vec![source], diagnostics), diagnostics)
}

fn lower_components(
    documents: &Documents,
    untyped: Untyped,
    diagnostics: &mut Diagnostics,
) -> LoweredTypes {
    let mut schemas = Schemas::default();
    let components = add_components(documents, &mut schemas, diagnostics);
    let mut lowering = TypeLowering::new(&schemas, untyped);
    lowering.declare_components(&components, diagnostics);
    lowering.finish(diagnostics)
}

fn add_components(
    documents: &Documents,
    schemas: &mut Schemas,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, SchemaId)> {
    let at = Origin::root(0).child("components").child("schemas");
    let members = documents.get(&at).and_then(|value| value.as_object());
    members
        .into_iter()
        .flatten()
        .map(|(name, _)| {
            let id = schemas.add(documents, &at.child(name), diagnostics);
            (name.clone(), id)
        })
        .collect()
}

fn indent(text: &str, depth: usize) -> String {
    let line = |line| format!("{:depth$}{line}\n", "");
    text.lines().map(line).collect()
}

/// Where [`lower_in_operation`] puts the schema.
const USED: &str = "/components/headers/used/schema";

/// The type of a schema that an operation uses; `yaml` holds the schema, `components` the others.
fn lower_in_operation(yaml: &str, components: &str) -> (Ty, Outcome) {
    let text = format!(
        "openapi: 3.1.0\ncomponents:\n  headers:\n    used:\n      schema:\n{}  schemas:\n{}",
        indent(yaml, 8),
        indent(components, 4)
    );
    let mut diagnostics = Diagnostics::default();
    let documents = read(&text, &mut diagnostics);
    let mut schemas = Schemas::default();
    let components = add_components(&documents, &mut schemas, &mut diagnostics);
    let at = Origin {
        file: 0,
        pointer: USED.to_owned(),
    };
    let used = schemas.add(&documents, &at, &mut diagnostics);
    let mut lowering = TypeLowering::new(&schemas, Untyped::Deduced);
    lowering.declare_components(&components, &mut diagnostics);
    let hint = HintContext {
        owner: Owner::Operation {
            method: "GET".to_owned(),
            path: "/pets".to_owned(),
        },
        steps: vec![Step::Response("200".to_owned())],
    };
    let ty = lowering.ty(used, &hint, &mut diagnostics);
    let types = lowering.finish(&mut diagnostics);
    (ty, Outcome { types, diagnostics })
}

impl Outcome {
    /// A declaration by the key of its component, as text.
    fn show(&self, key: &str) -> String {
        show::by_key(&self.types.types, key)
    }

    /// The codes of all findings, in order, each once.
    fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<_> = self
            .diagnostics
            .findings
            .iter()
            .map(|one| one.code)
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// The places of the findings with a code.
    fn places(&self, code: &str) -> Vec<(String, Severity)> {
        let findings = self.diagnostics.findings.iter();
        findings
            .filter(|one| one.code == code)
            .map(|one| (one.origin.to_string(), one.severity))
            .collect()
    }
}
