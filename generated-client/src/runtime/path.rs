//! How does a path template become a path? No value can change which route the request takes.

use super::encode;

/// A template with its variables filled in: the path, encoded, and the query that a template may
/// end with.
#[derive(Debug, PartialEq)]
pub(crate) struct Expanded<'t> {
    pub(crate) path: String,
    pub(crate) query: &'t str,
}

/// Fills in a path template. `write` adds the encoded text of a variable or says why there is none.
pub(crate) fn expand(
    template: &str,
    write: impl Fn(&str, &mut String) -> Result<(), String>,
) -> Result<Expanded<'_>, String> {
    // A fragment only tells apart what is sent to one path.
    let template = cut(template, b'#').map_or(template, |(before, _)| before);
    let (path, query) = cut(template, b'?').unwrap_or((template, ""));
    let mut out = String::with_capacity(path.len() + 32);
    for segment in segments(path.strip_prefix('/').unwrap_or(path)) {
        out.push('/');
        let start = out.len();
        expand_segment(segment, &mut out, &write)?;
        // A URL parser drops such segments, whose dots no encoding can protect.
        let dots = |part: &&str| matches!(*part, "." | "..");
        if let Some(dots) = segments(&out[start..]).find(dots) {
            return Err(format!(
                "the path segment `{segment}` would be `{dots}`, which names another path"
            ));
        }
    }
    Ok(Expanded { path: out, query })
}

/// Fills in one segment, which may hold text around and between variables.
fn expand_segment(
    segment: &str,
    out: &mut String,
    write: impl Fn(&str, &mut String) -> Result<(), String>,
) -> Result<(), String> {
    let mut rest = segment;
    while let Some((before, name, after)) = next_variable(rest) {
        encode::literal(before, out);
        let start = out.len();
        write(name, out)?;
        if out.len() == start {
            return Err(format!(
                "the path parameter `{name}` is empty, which names another path"
            ));
        }
        rest = after;
    }
    encode::literal(rest, out);
    Ok(())
}

/// What stands between the slashes.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let (segment, after) =
            cut(path, b'/').map_or((path, None), |(segment, after)| (segment, Some(after)));
        rest = after;
        Some(segment)
    })
}

/// The text before the next variable, its name, and the text after it.
fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = cut(text, b'{')?;
    let (name, after) = cut(rest, b'}')?;
    Some((before, name, after))
}

/// The text before and after the first such ASCII character. Templates are short, and looking at each byte
/// costs less than what `split_once` sets up first.
pub(crate) fn cut(text: &str, character: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == character)?;
    Some((&text[..at], &text[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(template: &str, value: &str) -> Result<String, String> {
        let expanded = expand(template, |_, out| {
            encode::strict(value, out);
            Ok(())
        });
        expanded.map(|expanded| expanded.path)
    }

    #[test]
    fn values_stay_one_segment() {
        for (value, expected) in [
            ("a/b", "/x/a%2Fb/y"),
            ("a b", "/x/a%20b/y"),
            ("%2F", "/x/%252F/y"),
            ("%2e%2e", "/x/%252e%252e/y"),
            ("ü", "/x/%C3%BC/y"),
            ("a?b#c", "/x/a%3Fb%23c/y"),
            ("..\\..", "/x/..%5C../y"),
            ("...", "/x/.../y"),
        ] {
            assert_eq!(with("/x/{id}/y", value).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn values_that_change_the_route_are_refused() {
        for value in ["", ".", ".."] {
            assert!(with("/x/{id}/y", value).is_err(), "{value:?}");
        }
        assert!(
            with("/x/{a}{b}", ".").is_err(),
            "two variables make `..` together"
        );
        assert!(with("/x/.{a}", ".").is_err());
        // A value in which `/` stays as it is.
        for value in ["a/../b", "..", "a/."] {
            let expanded = expand("/x/{a}", |_, out| {
                out.push_str(value);
                Ok(())
            });
            assert!(expanded.is_err(), "{value}");
        }
    }

    #[test]
    fn a_fragment_is_not_sent() {
        assert_eq!(with("/token#refresh", "").as_deref(), Ok("/token"));
        let expanded = expand("/token?beta=true#refresh", |_, _| Ok(()));
        assert_eq!(expanded.map(|it| it.query), Ok("beta=true"));
    }

    #[test]
    fn text_may_stand_around_variables() {
        assert_eq!(with("/x/{id}.json", "7").as_deref(), Ok("/x/7.json"));
        assert_eq!(with("/x/{id}.json", ".").as_deref(), Ok("/x/..json"));
        assert!(with("/x/{id}.json", "").is_err());
        assert_eq!(with("/x/{a}-{b}:undo", "7").as_deref(), Ok("/x/7-7:undo"));
        assert_eq!(with("/a b/{id", "7").as_deref(), Ok("/a%20b/%7Bid"));
        assert_eq!(with("/", "7").as_deref(), Ok("/"));
    }

    #[test]
    fn a_template_may_end_with_a_query() {
        let expanded = expand("/x?action=start", |_, _| Err(String::new()));
        assert_eq!(
            expanded,
            Ok(Expanded {
                path: "/x".to_owned(),
                query: "action=start"
            })
        );
    }
}
