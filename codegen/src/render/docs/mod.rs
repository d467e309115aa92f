//! Turns the document's texts into documentation that rustdoc and the compiler take without complaint.

use crate::ir::Docs;
use proc_macro2::TokenStream;
use quote::quote;

/// The documentation of an item as `#[doc]` attributes, one for each line.
///
/// `notes` are lines of the generator's own, already Markdown, each a paragraph after the text:
/// ``Default: `IPv4`.``
#[must_use]
pub fn docs(docs: &Docs, notes: &[String]) -> TokenStream {
    attributes(&lines(docs, notes))
}

/// The lines of [`docs`], without comment markers; for `SourceFile::inner_docs` too.
#[must_use]
pub fn lines(docs: &Docs, notes: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let texts = [docs.summary.as_deref(), docs.description.as_deref()];
    for block in texts
        .into_iter()
        .flatten()
        .map(markdown)
        .chain(notes.iter().map(|n| vec![n.clone()]))
    {
        if !lines.is_empty() && !block.is_empty() {
            lines.push(String::new());
        }
        lines.extend(block);
    }
    lines
}

/// The lines of one text of the document, made safe.
#[must_use]
pub fn markdown(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.replace(['[', '<'], "(").trim().to_owned())
        .collect()
}

/// Lines of Markdown as `#[doc]` attributes.
#[must_use]
pub fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// Text as a code span: on one line, between more backticks than it holds.
#[must_use]
pub fn code_span(text: &str) -> String {
    format!("`{}`", text.replace('`', "'"))
}
