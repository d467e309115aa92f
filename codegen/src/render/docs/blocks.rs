//! Reads Markdown into blocks and writes each in the one form that is safe in documentation.

use super::WIDTH;
use super::inline::{BREAK, inline};
use super::line::{self, Marker};
use super::wrap::wrap;

/// Blocks within blocks deeper than this are text.
const DEEPEST: usize = 8;

/// A first paragraph longer than this is cut after its first sentence.
const LONG_SUMMARY: usize = 140;

/// The blocks of a text that stands after others.
pub(super) fn blocks(text: &str) -> Vec<String> {
    write(text, false)
}

/// The blocks of a text whose first paragraph is the summary of the whole.
pub(super) fn summarized(text: &str) -> Vec<String> {
    write(text, true)
}

fn write(text: &str, summary: bool) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut writer = Writer {
        out: Vec::new(),
        width: WIDTH,
        depth: 0,
        summary,
        tight: false,
    };
    writer.blocks(&lines);
    writer.out
}

/// Writes the blocks of a text, or of a part of it that stands within a quotation or list.
struct Writer {
    out: Vec<String>,
    width: usize,
    depth: usize,
    /// Whether the next paragraph is a summary.
    summary: bool,
    /// Whether a list may follow a paragraph without a blank line.
    tight: bool,
}

impl Writer {
    fn blocks(&mut self, lines: &[&str]) {
        let mut at = 0;
        while at < lines.len() {
            let rest = &lines[at..];
            let used = if line::is_blank(rest[0]) {
                1
            } else {
                self.block(rest)
            };
            if !line::is_blank(rest[0]) {
                self.summary = false;
            }
            at += used.max(1);
        }
    }

    /// Writes the block at the beginning of the lines; gives the number of its lines.
    fn block(&mut self, lines: &[&str]) -> usize {
        let first = lines[0];
        if let Some(fence) = line::fence(first) {
            return self.fenced(&fence, lines);
        }
        if line::indent(first) >= 4 {
            return self.indented(lines);
        }
        if let Some((level, text)) = line::heading(first) {
            self.heading(level, text);
            return 1;
        }
        if line::is_rule(first) {
            self.push(vec!["---".to_owned()]);
            return 1;
        }
        if self.depth < DEEPEST {
            if first.trim_start().starts_with('>') {
                return self.quotation(lines);
            }
            if let Some(marker) = line::marker(first) {
                return self.list(&marker, lines);
            }
        }
        if lines.len() > 1 && first.contains('|') && line::is_delimiter_row(lines[1]) {
            return self.table(lines);
        }
        self.paragraph(lines)
    }

    fn push(&mut self, block: Vec<String>) {
        if !self.out.is_empty() && !block.is_empty() {
            self.out.push(String::new());
        }
        self.out.extend(block);
    }

    /// The parts of a quotation or list item.
    fn inner(&self, lines: &[&str], margin: usize) -> Vec<String> {
        let mut writer = Writer {
            out: Vec::new(),
            width: self.width.saturating_sub(margin).max(20),
            depth: self.depth + 1,
            summary: false,
            tight: true,
        };
        writer.blocks(lines);
        writer.out
    }

    /// A code block ends where it is closed, or with the text.
    fn fenced(&mut self, fence: &line::Fence<'_>, lines: &[&str]) -> usize {
        let body = &lines[1..];
        let end = body.iter().position(|line| fence.is_closed_by(line));
        let code = &body[..end.unwrap_or(body.len())];
        let code: Vec<&str> = code
            .iter()
            .map(|line| line::dedent(line, fence.indent))
            .collect();
        self.code(fence.language, &code);
        1 + end.map_or(body.len(), |end| end + 1)
    }

    fn code(&mut self, language: Option<&str>, code: &[&str]) {
        let code = line::without_blank_ends(code);
        if code.is_empty() {
            return;
        }
        let language = language.unwrap_or_else(|| {
            let json = code[0].trim_start().starts_with(['{', '[']);
            if json { "json" } else { "text" }
        });
        let inside = code
            .iter()
            .filter_map(|line| line::fence(line))
            .map(|f| f.length)
            .max();
        let fence = "`".repeat(inside.map_or(3, |length| length + 1));
        let mut block = vec![format!("{fence}{language}")];
        block.extend(code.iter().map(|line| line.trim_end().to_owned()));
        block.push(fence);
        self.push(block);
    }

    /// Markdown takes indented text for code, rustdoc then for a test. Most of it is prose by its
    /// author's lights: only what looks like code stays a block.
    fn indented(&mut self, lines: &[&str]) -> usize {
        let end = lines
            .iter()
            .position(|line| !line::is_blank(line) && line::indent(line) < 4)
            .unwrap_or(lines.len());
        let block = line::without_blank_ends(&lines[..end]);
        let margin = block.iter().filter(|line| !line::is_blank(line));
        let margin = margin
            .map(|line| line::indent(line))
            .min()
            .unwrap_or_default();
        let block: Vec<&str> = block
            .iter()
            .map(|line| line::dedent(line, margin))
            .collect();
        if line::looks_like_code(&block) || self.depth >= DEEPEST {
            self.code(None, &block);
        } else {
            self.depth += 1;
            self.blocks(&block);
            self.depth -= 1;
        }
        end
    }

    /// A heading of the text stands below those that rustdoc and we have. What should be a summary
    /// is none.
    fn heading(&mut self, level: usize, text: &str) {
        let text = inline(text).replace(BREAK, " ");
        let lines = wrap(&text, usize::MAX);
        let marks = if self.summary {
            String::new()
        } else {
            format!("{} ", "#".repeat((level + 3).min(6)))
        };
        self.push(
            lines
                .into_iter()
                .map(|line| format!("{marks}{line}"))
                .collect(),
        );
    }

    fn quotation(&mut self, lines: &[&str]) -> usize {
        let end = lines
            .iter()
            .position(|line| !line.trim_start().starts_with('>'))
            .unwrap_or(lines.len());
        let quoted: Vec<&str> = lines[..end]
            .iter()
            .map(|line| {
                let text = line.trim_start().strip_prefix('>').unwrap_or(line);
                text.strip_prefix(' ').unwrap_or(text)
            })
            .collect();
        let inner = self.inner(&quoted, 2);
        self.push(
            inner
                .iter()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect(),
        );
        end
    }

    /// All items of a list, one below the other.
    fn list(&mut self, first: &Marker, lines: &[&str]) -> usize {
        let mut block: Vec<String> = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            let Some(marker) = line::marker(lines[at]) else {
                break;
            };
            if marker.indent >= first.indent + 4 || marker.is_ordered() != first.is_ordered() {
                break;
            }
            let end = at + line::item_end(&marker, &lines[at..]);
            let mut item: Vec<&str> = vec![marker.content(lines[at])];
            item.extend(lines[at + 1..end].iter().map(|line| marker.dedent(line)));
            self.item(&marker, &item, &mut block);
            at = end;
            let blank = lines[at..]
                .iter()
                .take_while(|line| line::is_blank(line))
                .count();
            if lines
                .get(at + blank)
                .is_some_and(|line| line::marker(line).is_some())
            {
                at += blank;
            }
        }
        let interrupts = first.number.is_none_or(|number| number == 1);
        if self.tight && interrupts && !self.out.is_empty() {
            self.out.extend(block);
        } else {
            self.push(block);
        }
        at.max(1)
    }

    fn item(&self, marker: &Marker, lines: &[&str], block: &mut Vec<String>) {
        let sign = match marker.number {
            Some(number) => format!("{number}. "),
            None => "- ".to_owned(),
        };
        let margin = " ".repeat(sign.len());
        for (index, line) in self.inner(lines, sign.len()).iter().enumerate() {
            let start = if index == 0 { &sign } else { &margin };
            block.push(format!("{start}{line}").trim_end().to_owned());
        }
    }

    /// A table keeps its lines.
    fn table(&mut self, lines: &[&str]) -> usize {
        let end = lines
            .iter()
            .position(|line| line::is_blank(line) || !line.contains('|'))
            .unwrap_or(lines.len());
        let row = |line: &&str| {
            let row = inline(line.trim()).replace(BREAK, " ");
            wrap(&row, usize::MAX).join(" ").replacen(
                "\\|",
                "|",
                usize::from(line.trim().starts_with('|')),
            )
        };
        let mut rows: Vec<String> = lines[..end].iter().map(row).collect();
        rows[1] = lines[1].trim().to_owned();
        self.push(rows);
        end
    }

    /// Everything else: lines up to a blank one or the beginning of another block.
    fn paragraph(&mut self, lines: &[&str]) -> usize {
        let mut end = 1;
        while end < lines.len() && !line::interrupts(lines[end]) {
            if let Some(level) = line::underline(lines[end]) {
                self.heading(level, &joined(&lines[..end]));
                return end + 1;
            }
            end += 1;
        }
        let text = joined(&lines[..end]);
        match first_sentence(&text) {
            Some((first, rest)) if self.summary => {
                let (first, rest) = (
                    wrap(&inline(first), self.width),
                    wrap(&inline(rest), self.width),
                );
                self.push(first);
                self.push(rest);
            }
            _ => {
                let block = wrap(&inline(&text), self.width);
                self.push(block);
            }
        }
        end
    }
}

/// The lines of a paragraph as one, with the breaks that two spaces or a backslash at the end ask for.
fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        let last = index + 1 == lines.len();
        let trimmed = line.trim();
        if last {
            text.push_str(trimmed);
        } else if let Some(broken) = trimmed.strip_suffix('\\') {
            text.push_str(broken);
            text.push(BREAK);
        } else {
            text.push_str(trimmed);
            text.push(if line.ends_with("  ") { BREAK } else { ' ' });
        }
    }
    text
}

/// The first sentence of a long paragraph and what follows it.
fn first_sentence(text: &str) -> Option<(&str, &str)> {
    if text.len() <= LONG_SUMMARY {
        return None;
    }
    let (end, _) = text.match_indices(". ").find(|(end, _)| {
        let (first, rest) = (&text[..*end], &text[end + 2..]);
        let abbreviated = ["e.g", "i.e", "etc", "vs", "approx", "No"];
        rest.starts_with(|c: char| c.is_uppercase())
            && !abbreviated.iter().any(|short| first.ends_with(short))
            && first.matches('`').count() % 2 == 0
            && first.matches("**").count() % 2 == 0
            && first.matches('[').count() == first.matches(']').count()
            && first.matches('(').count() == first.matches(')').count()
    })?;
    Some((&text[..=end], &text[end + 2..]))
}
