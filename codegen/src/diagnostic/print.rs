//! Findings for people: the source line with the place marked, and what to do.

use super::Severity;
use super::report::Located;
use crate::load::{Documents, Lines};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;

/// Lines longer than this are shown in part: whole documents may stand on one line.
const MAX_SHOWN: usize = 160;

/// Notes further away from their finding are left to its message.
const MAX_BETWEEN: usize = 1 << 16;

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
    let mut group = Group::with_title(
        level
            .primary_title(finding.message.as_str())
            .id(finding.code),
    );
    if let Some(lines) = lines {
        let (first, _) = lines.place(located.span.start);
        if lines.line(first).len() > MAX_SHOWN {
            // A part of a line does not know its column.
            let place = Origin::path(located.file);
            group = group.element(place.line(located.line).char_column(located.column));
            group = group.elements(part_of_line(located, lines));
        } else {
            group = group.elements(whole_lines(located, lines));
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

type Lined<'a> = Snippet<'a, Annotation<'a>>;

/// The first line of the finding and those of its notes, what lies between them left out.
fn whole_lines<'a>(located: &'a Located<'a>, lines: &Lines<'a>) -> Option<Lined<'a>> {
    let line_of = |span: &Range<usize>| lines.line(lines.place(span.start).0);
    let mut shown = line_of(&located.span);
    let mut notes = Vec::new();
    for note in &located.finding.notes {
        let line = line_of(&note.span);
        let with = shown.start.min(line.start)..shown.end.max(line.end);
        // The message says where the others are.
        if with.len() <= MAX_BETWEEN {
            shown = with;
            notes.push((note, line.end));
        }
    }
    let within = |span: &Range<usize>, end: usize| {
        let end = span.end.clamp(span.start, end.max(span.start));
        span.start.clamp(shown.start, shown.end) - shown.start
            ..end.clamp(shown.start, shown.end) - shown.start
    };
    let primary = within(&located.span, line_of(&located.span).end);
    let (first, _) = lines.place(shown.start);
    let notes = notes.into_iter().map(|(note, end)| {
        AnnotationKind::Context
            .span(within(&note.span, end))
            .label(note.label.as_str())
    });
    Some(
        Snippet::source(lines.text().get(shown.clone())?)
            .path(located.file)
            .line_start(first)
            .annotation(AnnotationKind::Primary.span(primary))
            .annotations(notes),
    )
}

/// What stands around the finding on its long line.
fn part_of_line<'a>(located: &Located<'_>, lines: &Lines<'a>) -> Option<Lined<'a>> {
    let text = lines.text();
    let (number, _) = lines.place(located.span.start);
    let line = lines.line(number);
    let mut start = located
        .span
        .start
        .saturating_sub(MAX_SHOWN / 2)
        .max(line.start);
    let mut end = (start + MAX_SHOWN).min(line.end);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let shown = start..end;
    let within = |offset: usize| offset.clamp(shown.start, shown.end) - shown.start;
    let marked = within(located.span.start)..within(located.span.end);
    Some(
        Snippet::source(text.get(shown.clone())?)
            .line_start(number)
            .annotation(AnnotationKind::Primary.span(marked)),
    )
}
