//! Turns the document's texts into documentation that rustdoc and the compiler take without complaint.
//!
//! The text of a document is Markdown by somebody who never saw rustdoc: it must not become a test,
//! a link to a Rust item or HTML, and may not leave its comment. It is read into blocks
//! ([`blocks`]), its characters are made safe ([`inline`]), and it is wrapped again.

mod blocks;
mod inline;
mod line;
mod wrap;

use crate::ir::Docs;
use proc_macro2::TokenStream;
use quote::quote;

/// Columns of documentation text; with indentation and marker it stays below a hundred.
const WIDTH: usize = 92;

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
    let mut lines = Vec::new();
    if let Some(summary) = docs.summary.as_deref() {
        append(&mut lines, title(summary));
    }
    if let Some(description) = docs.description.as_deref() {
        let block = if lines.is_empty() {
            blocks::summarized(&clean(description))
        } else {
            blocks::blocks(&clean(description))
        };
        append(&mut lines, block);
    }
    for note in notes {
        append(&mut lines, wrap::wrap(note, WIDTH));
    }
    lines
}

/// The lines of one text of the document, made safe. Its first sentence is a paragraph of its own
/// where the first paragraph is long, because rustdoc shows the first paragraph in lists of items.
#[must_use]
pub fn markdown(text: &str) -> Vec<String> {
    blocks::summarized(&clean(text))
}

/// A text that is one line in the document (a title, a summary), made safe.
#[must_use]
pub fn title(text: &str) -> Vec<String> {
    let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    wrap::wrap(&inline::inline(&text), WIDTH)
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

/// Text as a code span: on one line, between more backticks than it holds, cut where it is long.
#[must_use]
pub fn code_span(text: &str) -> String {
    const LONGEST: usize = 200;
    let clean = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if clean.is_empty() {
        return "`\"\"`".to_owned();
    }
    let mut shown: String = clean.chars().take(LONGEST).collect();
    if shown.len() < clean.len() {
        shown.push('…');
    }
    let longest_run = shown
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest_run + 1);
    if shown.starts_with('`') || shown.ends_with('`') {
        format!("{fence} {shown} {fence}")
    } else {
        format!("{fence}{shown}{fence}")
    }
}

/// The text with one kind of line end and without characters that no comment may hold: controls,
/// and those that turn the direction of text, which hide what code says.
fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\u{feff}' | '\u{61c}' => {}
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

fn append(lines: &mut Vec<String>, block: Vec<String>) {
    if !lines.is_empty() && !block.is_empty() {
        lines.push(String::new());
    }
    lines.extend(block);
}

#[cfg(test)]
mod tests;
