//! Findings for people: the source line with the place marked, and what to do.

use super::Severity;
use super::report::Located;
use crate::load::{Documents, Lines};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;

/// Lines longer than this are shown in part: whole documents may stand on one line.
const MAX_SHOWN: usize = 160;

/// Prints every finding with its source line; with colours for a terminal.
#[must_use]
pub fn print(located: &[Located<'_>], documents: &Documents, with_colours: bool) -> String {
    let renderer = if with_colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut lines: BTreeMap<usize, Lines<'_>> = BTreeMap::new();
    let mut text = String::new();
    for finding in located {
        let file = finding.finding.origin.file;
        let lines = documents.files.get(file).map(|source| {
            &*lines
                .entry(file)
                .or_insert_with(|| Lines::new(&source.text))
        });
        text.push_str(&renderer.render(&[group(finding, lines)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(located: &'a Located<'a>, lines: Option<&Lines<'a>>) -> Group<'a> {
    let finding = located.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Refused => Level::ERROR.with_name("refused"),
        Severity::Widened => Level::WARNING.with_name("widened"),
        Severity::Corrected => Level::WARNING.with_name("corrected"),
    };
    let place = Origin::path(located.file)
        .line(located.line)
        .char_column(located.column);
    let mut group = level
        .primary_title(finding.message.as_str())
        .id(finding.code)
        .element(place);
    if let Some(lines) = lines {
        for note in &finding.notes {
            if let Some(snippet) = snippet(lines, &note.span, Some(&note.label), false) {
                group = group.element(snippet);
            }
        }
        if let Some(snippet) = snippet(lines, &located.span, None, true) {
            group = group.element(snippet);
        }
    }
    group
        .element(
            Level::NOTE
                .with_name("at")
                .message(located.pointer.as_str()),
        )
        .element(Level::HELP.message(finding.cure.as_str()))
}

/// The first line of a span with the span marked in it.
fn snippet<'a>(
    lines: &Lines<'a>,
    span: &Range<usize>,
    label: Option<&'a str>,
    is_primary: bool,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let text = lines.text();
    let (number, _) = lines.place(span.start);
    let line = lines.line(number);
    let shown = if line.len() > MAX_SHOWN {
        let start = span.start.saturating_sub(MAX_SHOWN / 2).max(line.start);
        let end = (start + MAX_SHOWN).min(line.end);
        text.floor_char_boundary(start)..text.ceil_char_boundary(end)
    } else {
        line
    };
    let source = text.get(shown.clone())?;
    let within = |offset: usize| offset.clamp(shown.start, shown.end) - shown.start;
    let marked = within(span.start)..within(span.end);
    let kind = if is_primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let annotation = kind.span(marked).label(label);
    Some(
        Snippet::source(source)
            .line_start(number)
            .annotation(annotation),
    )
}
