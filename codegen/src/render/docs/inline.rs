//! Makes the text of one paragraph safe: no HTML, no links to Rust items, no bare addresses.

use std::iter::repeat_n;

/// A space at which no line may be broken. The text holds no control characters of its own.
pub(super) const FIXED_SPACE: char = '\u{1}';

/// A line break that the author asked for.
pub(super) const BREAK: char = '\u{2}';

/// How far the end of a link, tag or address is looked for, so that a text of nothing but their
/// beginnings stays cheap.
const FARTHEST: usize = 2000;

/// The safe text of a paragraph.
pub(super) fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    write(text, false, &mut out);
    out
}

/// Within the text of a link there are no further links.
fn write(text: &str, in_link: bool, out: &mut String) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let used = match c {
            '`' => code(rest, out),
            '\\' => escape(rest, out),
            '<' => angle(rest, in_link, out),
            '[' => bracket(rest, in_link, out),
            '!' if rest.starts_with("![") => image(rest, in_link, out),
            ']' if in_link => {
                out.push_str("\\]");
                1
            }
            'h' | 'H' => address(rest, in_link, out),
            c => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[used..];
    }
}

/// A code span; backticks without their counterpart are text.
fn code(text: &str, out: &mut String) -> usize {
    let Some((length, content)) = code_at(text) else {
        let run = backticks(text);
        out.extend(repeat_n("\\`", run));
        return run;
    };
    let run = backticks(text);
    out.push_str(&text[..run]);
    out.extend(content.chars().map(|c| match c {
        ' ' | BREAK => FIXED_SPACE,
        c => c,
    }));
    out.push_str(&text[..run]);
    length
}

fn backticks(text: &str) -> usize {
    text.bytes().take_while(|b| *b == b'`').count()
}

/// The whole length and the content of the code span at the beginning of the text.
fn code_at(text: &str) -> Option<(usize, &str)> {
    let run = backticks(text);
    let mut at = run;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = backticks(&text[start..]);
        if length == run {
            return Some((start + length, &text[run..start]));
        }
        at = start + length;
    }
    None
}

/// A backslash and what it escapes.
fn escape(text: &str, out: &mut String) -> usize {
    match text[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => {
            out.push('\\');
            out.push(next);
            2
        }
        _ => {
            out.push_str("\\\\");
            1
        }
    }
}

/// `<..>`: an address, a tag that has a form in Markdown, or text.
fn angle(text: &str, in_link: bool, out: &mut String) -> usize {
    if let Some(end) = text.bytes().take(FARTHEST).position(|b| b == b'>') {
        let inside = &text[1..end];
        if is_address(inside) && !inside.contains([' ', '<', BREAK]) {
            if in_link {
                out.push_str(inside);
            } else {
                out.push_str(&text[..=end]);
            }
            return end + 1;
        }
        let tag = inside.trim_end_matches('/').trim().to_ascii_lowercase();
        let mark = match tag.as_str() {
            "br" | "p" | "/p" => Some(BREAK),
            _ => None,
        };
        if let Some(mark) = mark {
            out.push(mark);
            return end + 1;
        }
        let mark = match tag.as_str() {
            "b" | "/b" | "strong" | "/strong" => Some("**"),
            "i" | "/i" | "em" | "/em" => Some("*"),
            _ => None,
        };
        if let Some(mark) = mark {
            out.push_str(mark);
            return end + 1;
        }
    }
    out.push_str("\\<");
    1
}

/// A link that leads somewhere from the documentation's pages; of any other, the text.
fn bracket(text: &str, in_link: bool, out: &mut String) -> usize {
    let link = if in_link { None } else { link_at(text) };
    let Some(link) = link else {
        out.push_str("\\[");
        return 1;
    };
    if is_address(&link.target) {
        if link.text.trim().is_empty() {
            autolink(&link.target, out);
        } else {
            out.push('[');
            write(link.text, true, out);
            out.push_str("](");
            target(&link.target, out);
            out.push(')');
        }
    } else {
        write(link.text, false, out);
    }
    link.length
}

/// A picture, as a link to it: documentation loads nothing. Within a link it is its description.
fn image(text: &str, in_link: bool, out: &mut String) -> usize {
    match link_at(&text[1..]) {
        Some(link) if in_link => {
            write(link.text, true, out);
            return 1 + link.length;
        }
        Some(_) => return 1 + bracket(&text[1..], false, out),
        None => {}
    }
    out.push('!');
    1
}

/// `[text](target)`
struct Link<'t> {
    text: &'t str,
    target: String,
    length: usize,
}

/// The link at the beginning of the text.
fn link_at(text: &str) -> Option<Link<'_>> {
    let close = closing(text, '[', ']')?;
    let after = &text[close + 1..];
    if !after.starts_with('(') {
        return None;
    }
    let end = closing(after, '(', ')')?;
    let inside = after[1..end].trim();
    // A title follows the target after a space.
    let target = match inside
        .strip_prefix('<')
        .and_then(|rest| rest.split_once('>'))
    {
        Some((target, _)) => target,
        None => inside.split([' ', BREAK]).next().unwrap_or_default(),
    };
    Some(Link {
        text: &text[1..close],
        target: target.to_owned(),
        length: close + 1 + end + 1,
    })
}

/// Where the bracket that opens the text is closed; code and escapes are passed over.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len().min(FARTHEST) {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        if c == '`' && open == '[' {
            at += code_at(rest).map_or_else(|| backticks(rest), |(length, _)| length);
            continue;
        }
        if c == '\\' {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            continue;
        }
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
        at += c.len_utf8();
    }
    None
}

/// A bare address is put between angle brackets.
fn address(text: &str, in_link: bool, out: &mut String) -> usize {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let Some(scheme) = scheme else {
        out.push_str(&text[..1]);
        return 1;
    };
    let stop =
        |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '`' | '"' | '\\' | '|' | BREAK);
    let mut end = text.find(stop).unwrap_or(text.len());
    while end <= FARTHEST {
        let found = &text[..end];
        let unbalanced = |open, close| found.matches(close).count() > found.matches(open).count();
        let strip = match found.chars().next_back() {
            Some(c @ ('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~')) => c.len_utf8(),
            Some(')') if unbalanced('(', ')') => 1,
            Some(']') if unbalanced('[', ']') => 1,
            Some('}') if unbalanced('{', '}') => 1,
            Some(c @ ('”' | '’' | '»')) => c.len_utf8(),
            _ => break,
        };
        end -= strip;
    }
    if end <= scheme.len() {
        out.push_str(&text[..scheme.len()]);
        return scheme.len();
    }
    if in_link {
        out.push_str(&text[..end].replace('[', "\\["));
    } else {
        autolink(&text[..end], out);
    }
    end
}

fn autolink(address: &str, out: &mut String) {
    out.push('<');
    encoded(address, out);
    out.push('>');
}

/// The target of a link, between angle brackets where it holds a parenthesis.
fn target(address: &str, out: &mut String) {
    if address.contains(['(', ')']) {
        autolink(address, out);
    } else {
        encoded(address, out);
    }
}

/// An address without the characters that would end it.
fn encoded(address: &str, out: &mut String) {
    for c in address.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push_str("%5C"),
            ' ' | BREAK | FIXED_SPACE => out.push_str("%20"),
            c => out.push(c),
        }
    }
}

/// Whether a link's target leads anywhere without a page to start from.
fn is_address(target: &str) -> bool {
    let starts = |scheme: &str| {
        target.len() > scheme.len()
            && target
                .get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts("https://") || starts("http://") || starts("mailto:")
}
