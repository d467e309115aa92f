//! How does a path template become a path? No value can change which route the request takes.

use super::encode;

/// A template with its variables filled in: the path, encoded, and the query that a template may end with.
#[derive(Debug, PartialEq)]
pub(crate) struct Expanded {
    pub(crate) path: String,
    pub(crate) query: String,
}

/// Fills in a path template. `value` gives the encoded text of a variable or says why there is none.
pub(crate) fn expand(
    template: &str,
    value: impl Fn(&str) -> Result<String, String>,
) -> Result<Expanded, String> {
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    let mut out = String::with_capacity(path.len() + 32);
    for segment in path.strip_prefix('/').unwrap_or(path).split('/') {
        out.push('/');
        let start = out.len();
        expand_segment(segment, &mut out, &value)?;
        // A URL parser drops such segments, whose dots no encoding can protect.
        if matches!(&out[start..], "." | "..") {
            return Err(format!(
                "the path segment `{segment}` would be `{}`, which names another path",
                &out[start..]
            ));
        }
    }
    Ok(Expanded {
        path: out,
        query: query.to_owned(),
    })
}

/// Fills in one segment, which may hold text around and between variables.
fn expand_segment(
    segment: &str,
    out: &mut String,
    value: impl Fn(&str) -> Result<String, String>,
) -> Result<(), String> {
    let mut rest = segment;
    while let Some((before, name, after)) = next_variable(rest) {
        encode::literal(before, out);
        let text = value(name)?;
        if text.is_empty() {
            return Err(format!(
                "the path parameter `{name}` is empty, which names another path"
            ));
        }
        out.push_str(&text);
        rest = after;
    }
    encode::literal(rest, out);
    Ok(())
}

/// The text before the next variable, its name, and the text after it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
