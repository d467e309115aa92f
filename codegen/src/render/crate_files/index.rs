//! `api.md`: which operation of the document is which call.

use crate::ir::{OperationId, Ty};
use crate::render::paths::{Place, Scope};
use crate::render::{View, calls};
use std::fmt::Write;

/// The text of the file.
#[must_use]
pub fn text(views: &[View<'_>], header: &str) -> String {
    let header = header.trim().trim_start_matches('/').trim();
    let mut text = format!("<!-- {header} -->\n\n# Operations\n");
    for view in views {
        if let (Some(product), true) = (&view.names.product, views.len() > 1) {
            text.push_str(&format!("\n## `{product}`\n"));
        }
        operations(view, &mut text);
    }
    text
}

/// The table of one document's operations.
fn operations(view: &View<'_>, text: &mut String) {
    text.push_str(
        "\n| Operation | Method and path | Call | Feature | |\n| --- | --- | --- | --- | --- |\n",
    );
    for (index, operation) in view.api.operations.iter().enumerate() {
        let names = &view.names.operations[index];
        let mut chain = calls::chain(view, names.resource);
        chain.push(format!(
            "{}({})",
            names.method,
            arguments(view, OperationId(index))
        ));
        let id = operation.operation_id.as_deref().map(cell);
        let deprecated = if operation.deprecated {
            "deprecated"
        } else {
            ""
        };
        let row = writeln!(
            text,
            "| {} | `{} {}` | `{}` | `{}` | {deprecated} |",
            id.map_or_else(String::new, |id| format!("`{id}`")),
            operation.method,
            cell(&operation.path),
            chain.join("."),
            view.names.feature(view.names.modules(names.resource)[0]),
        );
        row.expect("writing to a string cannot fail");
    }
    if !view.api.messages.is_empty() {
        text.push_str(&messages(view));
    }
}

/// What the API sends by itself: for a webhook or callback that is received, its type.
fn messages(view: &View<'_>) -> String {
    let mut text = String::from(
        "\n# Webhooks and callbacks\n\n\
         | | Name | Method | Type of what is received | Types of answers |\n\
         | --- | --- | --- | --- | --- |\n",
    );
    let scope = Scope::new(view, Place::Calls);
    let shown = |ty: &Ty| format!("`{}`", scope.ty(ty).to_string().replace(' ', ""));
    for message in &view.api.messages {
        let body = message.body.as_ref().map(shown).unwrap_or_default();
        let answers: Vec<String> = message.answers.iter().map(shown).collect();
        let row = writeln!(
            text,
            "| {} | `{}` | {} | {body} | {} |",
            message.kind.word(),
            cell(&message.name),
            cell(&message.method),
            answers.join(", "),
        );
        row.expect("writing to a string cannot fail");
    }
    text
}

fn arguments(view: &View<'_>, id: OperationId) -> String {
    use crate::analyze::Input;
    let names = &view.names.operations[id.0];
    let call = &view.facts.calls[id.0];
    let names: Vec<&str> = call
        .arguments
        .iter()
        .map(|input| match *input {
            Input::Parameter(index) => names.parameters[index].as_str(),
            Input::Member(index) => names.members[index].as_str(),
            Input::RequiredMembers | Input::Body => names.body.as_str(),
        })
        .collect();
    names.join(", ")
}

/// A text of the document within a code span in a table.
fn cell(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '`' | '|') && !c.is_control())
        .collect()
}
