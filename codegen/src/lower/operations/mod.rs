//! Operations: from the parts of the document to what is sent and what may come back.

mod again;
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
mod texts;

use super::types::TypeLowering;
use super::{security, servers};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::ir::{Docs, Operation, SecurityScheme};
use crate::model::Document;
use crate::model::nodes::OperationNode;
use crate::model::schema::Schemas;
use crate::origin::Origin;
use crate::value::Value;
use bodies::WithMembers;
use parameters::WithExamples;
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
    /// Whether the document is of OpenAPI 3.2, where `allowReserved` holds in paths.
    allows_reserved_in_path: bool,
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
            allows_reserved_in_path: document.minor_version >= 2,
            told: &mut told,
            node,
        };
        let template = template(node);
        if !routes.insert((&node.method, template.path.clone())) {
            same_route(node, diagnostics);
            continue;
        }
        let mut parameters = parameters::parameters(&mut context, &template);
        let mut bodies = bodies::bodies(&mut context).into_iter();
        let (body, members) = bodies.next().unzip();
        let further: Vec<_> = bodies.collect();
        let own = parameters.clone();
        parameters.extend(members.into_iter().flatten());
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
                .map(|node| servers::server(node, diagnostics)),
            variant: None,
        });
        for body in further {
            lowered.add_variant(&own, body);
        }
    }
    lowered
}

impl Lowered {
    /// The operation that was added last once more, with a body of another media type.
    fn add_variant(&mut self, own: &[WithExamples], (body, members): WithMembers) {
        let Some(first) = self.operations.iter().rfind(|one| one.variant.is_none()) else {
            return;
        };
        let parameters = own.iter().cloned().chain(members);
        let (parameters, examples) = parameters.unzip();
        let operation = Operation {
            parameters,
            variant: Some(body.media_type.clone()),
            body: Some(body),
            ..first.clone()
        };
        self.examples.push(examples);
        self.operations.push(operation);
    }
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
