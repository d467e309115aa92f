//! What one line of Markdown can be (CommonMark 0.31), with more leniency about indentation.

/// Languages of code blocks that keep their name. Anything else is text, above all what rustdoc
/// would take for Rust.
const LANGUAGES: [&str; 24] = [
    "bash",
    "c",
    "cpp",
    "css",
    "csv",
    "go",
    "graphql",
    "hcl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "php",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "toml",
    "xml",
    "yaml",
];

/// The line that opens a code block.
pub(super) struct Fence<'l> {
    pub(super) indent: usize,
    pub(super) length: usize,
    /// `None` where no language is given.
    pub(super) language: Option<&'l str>,
    character: char,
}

impl Fence<'_> {
    pub(super) fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|c| c == self.character)
    }
}

/// The beginning of a list item.
pub(super) struct Marker {
    pub(super) indent: usize,
    /// `None` for a bullet.
    pub(super) number: Option<u64>,
    /// Where the item's text begins.
    text: usize,
}

impl Marker {
    pub(super) fn is_ordered(&self) -> bool {
        self.number.is_some()
    }

    /// The text on the marker's line.
    pub(super) fn content<'l>(&self, line: &'l str) -> &'l str {
        let text = line.get(self.text..).unwrap_or_default();
        // Where the text begins with more than four spaces, it is meant as text all the same.
        text.trim_start()
    }

    /// A later line of the item, from where its text begins; of a line that is indented less, all.
    pub(super) fn dedent<'l>(&self, line: &'l str) -> &'l str {
        dedent(line, self.text)
    }
}

pub(super) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Leading spaces; tabs were spaces before.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The line without as many leading spaces, or as it has.
pub(super) fn dedent(line: &str, columns: usize) -> &str {
    &line[indent(line).min(columns)..]
}

/// The lines without blank ones at the beginning and the end.
pub(super) fn without_blank_ends<'s, 'l>(lines: &'s [&'l str]) -> &'s [&'l str] {
    let start = lines
        .iter()
        .position(|line| !is_blank(line))
        .unwrap_or(lines.len());
    let end = lines
        .iter()
        .rposition(|line| !is_blank(line))
        .map_or(start, |last| last + 1);
    &lines[start..end]
}

pub(super) fn fence(line: &str) -> Option<Fence<'_>> {
    let text = line.trim_start();
    let character = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(character);
    let length = text.len() - info.len();
    // Backticks later in the line make it a code span.
    if length < 3 || (character == '`' && info.contains('`')) {
        return None;
    }
    let word = info
        .split([' ', ',', '{', ':'])
        .find(|word| !word.is_empty());
    Some(Fence {
        indent: indent(line),
        length,
        language: word.map(|word| {
            let known = LANGUAGES
                .iter()
                .find(|known| known.eq_ignore_ascii_case(word));
            known.copied().unwrap_or("text")
        }),
        character,
    })
}

/// `## Text`: level and text.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    if !(1..=6).contains(&level) || !(text.is_empty() || text.starts_with(' ')) {
        return None;
    }
    Some((level, text.trim_end_matches('#').trim()))
}

/// `===` or `---` below a paragraph: the level of the heading it makes.
pub(super) fn underline(line: &str) -> Option<usize> {
    let line = line.trim();
    let all = |mark: char| line.len() >= 2 && line.chars().all(|c| c == mark);
    if all('=') {
        Some(1)
    } else if all('-') {
        Some(2)
    } else {
        None
    }
}

/// `---`, `***`, `___`
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| *c != ' ');
    let Some(first) = marks.next().filter(|c| matches!(c, '-' | '*' | '_')) else {
        return false;
    };
    let mut count = 1;
    marks.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}

/// `|---|:---:|`
pub(super) fn is_delimiter_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

pub(super) fn marker(line: &str) -> Option<Marker> {
    let indent = indent(line);
    let text = &line[indent..];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut marks = text[digits..].chars();
    let sign = marks.next()?;
    let number = match (digits, sign) {
        (0, '-' | '+' | '*') => None,
        (1..=9, '.' | ')') => Some(text[..digits].parse().ok()?),
        _ => return None,
    };
    let after = marks.as_str();
    if !after.is_empty() && !after.starts_with(' ') {
        return None;
    }
    if is_rule(line) {
        return None;
    }
    Some(Marker {
        indent,
        number,
        text: indent + digits + 2,
    })
}

/// How many lines belong to the item that the first of them begins.
pub(super) fn item_end(marker: &Marker, lines: &[&str]) -> usize {
    let mut end = 1;
    let mut blank = false;
    for (index, line) in lines.iter().enumerate().skip(1) {
        if is_blank(line) {
            blank = true;
            continue;
        }
        let deeper = indent(line) > marker.indent;
        let belongs = if self::marker(line).is_some() || blank {
            deeper
        } else {
            deeper || !interrupts(line)
        };
        if !belongs {
            break;
        }
        end = index + 1;
        blank = false;
    }
    end
}

/// Whether a line ends the paragraph above it.
pub(super) fn interrupts(line: &str) -> bool {
    is_blank(line)
        || fence(line).is_some()
        || heading(line).is_some_and(|(_, text)| !text.is_empty())
        || line.trim_start().starts_with('>')
        || (is_rule(line) && underline(line).is_none())
        || marker(line).is_some_and(|marker| {
            marker.number.is_none_or(|number| number == 1) && !marker.content(line).is_empty()
        })
}

/// Whether indented text is code: it has the signs of it and does not read as prose.
pub(super) fn looks_like_code(lines: &[&str]) -> bool {
    let Some(first) = lines.first() else {
        return false;
    };
    let signs = ['{', '}', '<', '>', ';', '=', '$', '|', '/'];
    let prose = first.trim_end().ends_with(['.', ':', ','])
        || marker(first).is_some()
        || heading(first).is_some();
    !prose && lines.iter().any(|line| line.contains(signs))
}
