//! Breaks safe text into lines, so that no line begins what its author did not mean.

use super::inline::{BREAK, FIXED_SPACE};

/// Wraps the text of one paragraph. Spaces inside code are fixed; a break is kept.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut parts = text
        .split(BREAK)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .peekable();
    while let Some(part) = parts.next() {
        fill(part, width, &mut lines);
        if let (Some(last), Some(_)) = (lines.last_mut(), parts.peek()) {
            last.push('\\');
        }
    }
    for line in &mut lines {
        if line.contains(FIXED_SPACE) {
            *line = line.replace(FIXED_SPACE, " ");
        }
    }
    lines
}

fn fill(text: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut columns = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if line.is_empty() {
            line = escaped_start(word);
            columns = length;
        } else if columns + 1 + length > width && !starts_block(word) {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
            columns = length;
        } else {
            line.push(' ');
            line.push_str(word);
            columns += 1 + length;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

/// Whether a line that begins with this word could be something other than text.
fn starts_block(word: &str) -> bool {
    let Some(first) = word.chars().next() else {
        return false;
    };
    match first {
        '#' => word.chars().all(|c| c == '#'),
        '>' | '|' => true,
        '-' | '+' | '*' | '_' | '=' => word.chars().all(|c| c == first),
        '`' | '~' => word.chars().take_while(|c| *c == first).count() >= 3,
        ':' => word.chars().all(|c| matches!(c, ':' | '-' | '|')),
        '0'..='9' => {
            let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
            rest == "." || rest == ")"
        }
        _ => false,
    }
}

/// The first word of a paragraph, which cannot stand at the end of the line before.
fn escaped_start(word: &str) -> String {
    if !starts_block(word) {
        return word.to_owned();
    }
    match word.find(|c: char| !c.is_ascii_digit()) {
        // Code stays code: between three backticks in one line nothing is opened.
        Some(0) if word.starts_with('`') => word.to_owned(),
        Some(index) => format!("{}\\{}", &word[..index], &word[index..]),
        None => word.to_owned(),
    }
}
