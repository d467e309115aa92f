//! The documentation of calls: what the document says, and what a reader of Rust needs besides.

use super::operation::Context;
use crate::analyze::Input;
use crate::ir::{Docs, Field, Operation, Parameter};
use crate::render::paths::file_stem;
use crate::render::{docs, examples};
use crate::value::{Number, Value};
use proc_macro2::TokenStream;
use quote::quote;

/// What the document says, the arguments, method and path, and an example.
pub(super) fn method(context: &Context<'_, '_>) -> Vec<String> {
    let operation = context.operation;
    let mut lines = docs::lines(&operation.docs, &[]);
    let arguments = argument_lines(context);
    if !arguments.is_empty() {
        push_paragraph(&mut lines, arguments);
    }
    let path = format!("`{} {}`", operation.method, plain(&operation.path));
    push_paragraph(&mut lines, vec![path]);
    media_types(operation, &mut lines);
    let mut example = vec![
        "# Examples".to_owned(),
        String::new(),
        "```no_run".to_owned(),
    ];
    example.extend(examples::example(context.view, context.id));
    example.push("```".to_owned());
    push_paragraph(&mut lines, example);
    lines
}

/// The media type of a further body, and those in which the same may be sent.
fn media_types(operation: &Operation, lines: &mut Vec<String>) {
    let mut said = Vec::new();
    if let Some(variant) = &operation.variant {
        said.push(format!("Sends `{}`.", plain(variant)));
    }
    let also = operation.body.iter().flat_map(|body| &body.also);
    let also: Vec<String> = also.map(|one| format!("`{}`", plain(one))).collect();
    if !also.is_empty() {
        said.push(format!(
            "By `CallOptions::content_type` the body is sent as {} too.",
            also.join(", ")
        ));
    }
    if !said.is_empty() {
        push_paragraph(lines, vec![said.join(" ")]);
    }
}

fn push_paragraph(lines: &mut Vec<String>, paragraph: Vec<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(paragraph);
}

/// One list item for each argument that the document says something about.
fn argument_lines(context: &Context<'_, '_>) -> Vec<String> {
    let mut lines = Vec::new();
    for &input in &context.call.arguments {
        let docs = match input {
            Input::Parameter(index) => Some(&context.operation.parameters[index].docs),
            Input::Member(index) => context.spread().map(|(_, item)| &item.fields[index].docs),
            Input::Body => context.operation.body.as_ref().map(|body| &body.docs),
            Input::RequiredMembers => None,
        };
        let name = file_stem(context.input_name(input));
        if let Some(line) = docs.and_then(first_paragraph)
            && !repeats(name, &line)
        {
            lines.push(format!("- `{name}`: {line}"));
        }
    }
    lines
}

/// The first paragraph as one line, unless it is anything but plain text.
fn first_paragraph(docs: &Docs) -> Option<String> {
    let text = docs.description.as_deref().or(docs.summary.as_deref())?;
    let lines = docs::markdown(text);
    let paragraph: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .take_while(|line| !line.is_empty())
        .take_while(|line| !line.starts_with(['-', '*', '#', '>', '|', '`', '~', '+']))
        .collect();
    (!paragraph.is_empty()).then(|| paragraph.join(" "))
}

/// Whether a text says no more than the name: `Group ID` of `group_id`.
fn repeats(name: &str, text: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    letters(name) == letters(text)
}

/// `#[deprecated]`, with what the document says to use instead.
pub(super) fn deprecation(docs: &Docs) -> TokenStream {
    match deprecation_note(docs) {
        Some(note) => quote!(#[deprecated = #note]),
        None => quote!(#[deprecated]),
    }
}

/// What follows the word `Deprecated` in the first line of the description.
fn deprecation_note(docs: &Docs) -> Option<String> {
    let line = docs::markdown(docs.description.as_deref()?)
        .into_iter()
        .next()?;
    let line = line.trim_start_matches('*');
    let head = line.get(.."deprecated".len())?;
    if !head.eq_ignore_ascii_case("deprecated") {
        return None;
    }
    let note = line[head.len()..]
        .trim_start_matches(['*', '.', ':', '-', ',', '!', ' '])
        .trim();
    (!note.is_empty()).then(|| note.to_owned())
}

/// The documentation of a setter for a parameter.
pub(super) fn parameter(parameter: &Parameter, from_client: bool) -> TokenStream {
    let notes = from_client.then(|| "Without it the client's value is sent.".to_owned());
    setter(
        &parameter.docs,
        &parameter.name,
        parameter.default.as_ref(),
        notes,
    )
}

/// The documentation of a setter for a member of the body.
pub(super) fn member(field: &Field) -> TokenStream {
    setter(&field.docs, &field.wire_name, field.default.as_ref(), None)
}

fn setter(docs: &Docs, name: &str, default: Option<&Value>, note: Option<String>) -> TokenStream {
    let default = default
        .and_then(scalar)
        .map(|text| format!("Default: `{text}`."));
    let notes: Vec<String> = default.into_iter().chain(note).collect();
    if docs.summary.is_none() && docs.description.is_none() {
        let sets = format!("Sets `{}`.", plain(name));
        let notes: Vec<String> = std::iter::once(sets).chain(notes).collect();
        return docs::docs(docs, &notes);
    }
    docs::docs(docs, &notes)
}

/// A scalar as it stands in JSON, if it fits into a line and a code span.
fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::Bool(value) => value.to_string(),
        Value::Number(Number::Int(value)) => value.to_string(),
        Value::Number(Number::Float(value)) => value.to_string(),
        Value::Number(Number::Literal(text)) => text.to_string(),
        Value::String(text) => text.clone(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    let fits = !text.trim().is_empty() && text.len() <= 60 && plain(&text) == text;
    fits.then_some(text)
}

/// The text without what ends a code span or a line.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_graphic() || *c == ' ' || c.is_alphanumeric())
        .filter(|c| *c != '`')
        .collect()
}

/// The documentation of a setter for the whole body.
pub(super) fn body(docs: &Docs) -> TokenStream {
    if docs.summary.is_none() && docs.description.is_none() {
        docs::attributes(&["Sets the body of the request.".to_owned()])
    } else {
        docs::docs(docs, &[])
    }
}
