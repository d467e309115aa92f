//! Operations: from the parts of the document to what is sent and what may come back.

mod answers;
mod bodies;
mod examples;
mod forms;
mod media;
pub(super) mod messages;
mod owner;
mod parameters;
mod sequence;
mod template;

use super::types::TypeLowering;
use super::{security, servers};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::ir::{Docs, Operation, SecurityScheme};
use crate::model::Document;
use crate::model::nodes::OperationNode;
use crate::model::schema::Schemas;
use crate::origin::Origin;
use crate::value::Value;
use std::collections::BTreeSet;
use template::Template;

pub(super) use examples::complete;

/// Operations, and what the document offers as examples of their parameters.
pub(super) struct Lowered {
    pub(super) operations: Vec<Operation>,
    /// For each operation and parameter the values that might do.
    pub(super) examples: Vec<Vec<Vec<Value>>>,
}

/// What lowering an operation needs.
struct Context<'a, 's, 'd> {
    schemas: &'a Schemas,
    types: &'d mut TypeLowering<'s>,
    diagnostics: &'d mut Diagnostics,
    /// What operations share is found wrong once.
    told: &'d mut BTreeSet<(Code, Origin)>,
    node: &'a OperationNode,
}

/// Lowers every operation.
pub(super) fn lower<'s>(
    document: &'s Document,
    types: &mut TypeLowering<'s>,
    schemes: &mut Vec<SecurityScheme>,
    diagnostics: &mut Diagnostics,
) -> Lowered {
    let mut lowered = Lowered {
        operations: Vec::with_capacity(document.operations.len()),
        examples: Vec::with_capacity(document.operations.len()),
    };
    let (mut told, mut routes) = (BTreeSet::new(), BTreeSet::new());
    for node in &document.operations {
        let security =
            security::requirements(document, node.security.as_ref(), schemes, diagnostics);
        let mut context = Context {
            schemas: &document.schemas,
            types,
            diagnostics,
            told: &mut told,
            node,
        };
        let template = template(node);
        if !routes.insert((&node.method, template.path.clone())) {
            same_route(node, diagnostics);
            continue;
        }
        let mut parameters = parameters::parameters(&mut context, &template);
        let (body, members) = bodies::body(&mut context);
        parameters.extend(members);
        let (parameters, examples) = parameters.into_iter().unzip();
        lowered.examples.push(examples);
        lowered.operations.push(Operation {
            origin: node.origin.clone(),
            method: node.method.clone(),
            path: template.path,
            operation_id: node.operation.operation_id.clone(),
            tags: node.operation.tags.clone(),
            docs: operation_docs(node),
            deprecated: node.operation.deprecated,
            parameters,
            body,
            answers: answers::answers(&mut context),
            security,
            server: node
                .servers
                .first()
                .map(|node| servers::url(node, diagnostics)),
        });
    }
    lowered
}

impl Context<'_, '_, '_> {
    fn push(
        &mut self,
        severity: Severity,
        code: Code,
        origin: &Origin,
        message: impl Into<String>,
        cure: impl Into<String>,
    ) {
        if self.told.insert((code, origin.clone())) {
            self.diagnostics.push(severity, code, origin, message, cure);
        }
    }
}

fn template(node: &OperationNode) -> Template<'_> {
    let declared = node.path_parameters.iter().chain(&node.parameters);
    let names: BTreeSet<&str> = declared
        .map(|node| node.parameter.parameter_data_ref().name.as_str())
        .collect();
    Template::new(&node.path, |name| names.contains(name))
}

/// Two keys of `paths` may differ in operators alone, which are no part of the path.
fn same_route(node: &OperationNode, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Severity::Refused,
        "same-route",
        &node.origin,
        format!(
            "Another operation is {} {} too; this one is left out.",
            node.method, node.path
        ),
        "Take one of them out.",
    );
}

/// What the path item says holds for its operations where they say nothing.
fn operation_docs(node: &OperationNode) -> Docs {
    let own = &node.operation;
    if own.summary.is_none() && own.description.is_none() {
        docs(node.path_summary.as_ref(), node.path_description.as_ref())
    } else {
        docs(own.summary.as_ref(), own.description.as_ref())
    }
}

/// Texts that say something; a summary only if the description does not say the same.
fn docs(summary: Option<&String>, description: Option<&String>) -> Docs {
    let says = |text: Option<&String>| text.filter(|text| !text.trim().is_empty()).cloned();
    let description = says(description);
    let summary = says(summary)
        .filter(|summary| description.as_ref().map(|text| text.trim()) != Some(summary.trim()));
    Docs {
        summary,
        description,
    }
}
