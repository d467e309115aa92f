//! Webhooks and callbacks: the types of what the API sends and of what it is answered.

use super::media::{self, Media};
use super::owner;
use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::{Docs, Message, Owner, Step, Ty};
use crate::lower::types::{HintContext, TypeLowering};
use crate::model::nodes::{MediaTypeNode, MessageNode, OperationNode, StatusKey};
use crate::origin::Origin;

/// Lowers every webhook and callback.
pub(in crate::lower) fn lower(
    nodes: &[MessageNode],
    types: &mut TypeLowering<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Message> {
    nodes
        .iter()
        .map(|node| message(node, types, diagnostics))
        .collect()
}

fn message(
    node: &MessageNode,
    types: &mut TypeLowering<'_>,
    diagnostics: &mut Diagnostics,
) -> Message {
    let mut ty = |origin: &Origin, content: &[MediaTypeNode], step: Step| {
        let json = |one: &&MediaTypeNode| {
            matches!(media::classify(&one.media_type), Media::Json | Media::Any)
        };
        let chosen = content.iter().find(json);
        let others = content
            .iter()
            .filter(|other| chosen.is_none_or(|chosen| other.schema != chosen.schema));
        for other in others {
            not_json(other, diagnostics);
        }
        let chosen = chosen?;
        let hint = HintContext {
            owner: owner(origin, node),
            steps: vec![step],
        };
        let schema = chosen.schema;
        Some(schema.map_or(Ty::Json, |schema| types.ty(schema, &hint, diagnostics)))
    };
    let operation = &node.node;
    let body = operation.body.as_ref();
    let body = body.and_then(|body| ty(&body.origin, &body.content, Step::Body));
    let answers = operation.responses.iter().filter_map(|(status, response)| {
        let step = Step::Response(key(status));
        ty(&response.origin, &response.content, step)
    });
    let answers: Vec<Ty> = answers.collect();
    without_types(operation, diagnostics);
    Message {
        origin: operation.origin.clone(),
        kind: node.kind,
        name: node.name.clone(),
        method: operation.method.clone(),
        docs: Docs {
            summary: operation.operation.summary.clone(),
            description: operation.operation.description.clone(),
        },
        body,
        answers,
    }
}

/// Parameters of what is received and headers of what it is answered, of which there are no types.
fn without_types(operation: &OperationNode, diagnostics: &mut Diagnostics) {
    let parameters = operation
        .path_parameters
        .iter()
        .chain(&operation.parameters);
    let parameters = parameters.map(|node| &node.parameter.parameter_data_ref().name);
    let answers = operation.responses.iter();
    let headers = answers.flat_map(|(_, answer)| &answer.headers);
    let mut names: Vec<String> = Vec::new();
    for name in parameters.chain(headers.map(|header| &header.name)) {
        let name = format!("`{name}`");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        diagnostics.push(
            Severity::Widened,
            "message-parameters",
            &operation.origin,
            format!(
                "What the API sends here has parameters and headers without types: {}.",
                names.join(", ")
            ),
            "Read them as the server that receives them gives them, and accept the finding.",
        );
    }
}

fn not_json(node: &MediaTypeNode, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Severity::Widened,
        "message-not-json",
        &node.origin,
        format!(
            "What is received or answered here as `{}` has no type.",
            node.media_type
        ),
        "Accept the finding, or describe it as JSON.",
    );
}

/// The owner of what is written in place.
fn owner(origin: &Origin, node: &MessageNode) -> Owner {
    match owner::of(origin, &node.node) {
        owner @ Owner::Shared(_) if !in_message(origin) => owner,
        _ => Owner::Message {
            kind: node.kind,
            name: node.name.clone(),
            method: node.node.method.clone(),
            of: node.of.clone(),
        },
    }
}

/// Whether a place is in a webhook or callback, and not in a body or response that others share.
fn in_message(origin: &Origin) -> bool {
    let mut tokens = origin.tokens();
    let component = tokens.nth(1);
    component.is_some_and(|kind| kind == "callbacks" || kind == "pathItems")
}

fn key(status: &StatusKey) -> String {
    match status {
        StatusKey::Code(code) => code.to_string(),
        StatusKey::Range(range) => format!("{range}XX"),
        StatusKey::Default => "default".to_owned(),
    }
}
