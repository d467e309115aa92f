//! Path templates.

/// A key of `paths`, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Template<'a> {
    /// With that part of a query that is always the same, and with the fragment by which some
    /// documents tell apart what is sent to one path.
    pub(super) path: String,
    /// The variables of the path in order, each once.
    pub(super) variables: Vec<&'a str>,
    /// Those whose values may hold what is reserved: the operator `+`.
    pub(super) reserved: Vec<&'a str>,
    /// The variables of a query that some documents write into the key: the names they are sent
    /// under, and their own.
    pub(super) query: Vec<(&'a str, &'a str)>,
}

impl<'a> Template<'a> {
    /// Takes a key of `paths` apart.
    ///
    /// Some documents write the operators of RFC 6570 into it, `{;name*}`, though the parameter's
    /// style says the same. They are taken off if only the bare name is declared.
    pub(super) fn new(key: &'a str, is_declared: impl Fn(&str) -> bool) -> Self {
        let (key, fragment) = split(key, '#');
        let (path, query) = split(key, '?');
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let variable = |pair: &'a str| {
            let (name, value) = pair.split_once('=')?;
            Some((name, value.strip_prefix('{')?.strip_suffix('}')?))
        };
        let (sent, fixed): (Vec<_>, Vec<_>) = pairs.partition(|pair| variable(pair).is_some());
        let (mut path, mut variables) = (path.to_owned(), variables(path));
        let mut reserved = Vec::new();
        for variable in &mut variables {
            let bare = variable
                .trim_start_matches(['.', ';', '+'])
                .trim_end_matches('*');
            if bare != *variable && !is_declared(variable) && is_declared(bare) {
                path = path.replace(&format!("{{{variable}}}"), &format!("{{{bare}}}"));
                if variable.starts_with('+') {
                    reserved.push(bare);
                }
                *variable = bare;
            }
        }
        if !fixed.is_empty() {
            path = format!("{path}?{}", fixed.join("&"));
        }
        if !fragment.is_empty() {
            path = format!("{path}#{fragment}");
        }
        Self {
            path,
            variables,
            reserved,
            query: sent.into_iter().filter_map(variable).collect(),
        }
    }
}

/// What is before and after a character; inside braces it belongs to the name of a variable.
fn split(text: &str, separator: char) -> (&str, &str) {
    let mut depth = 0_usize;
    let at = text.find(|c| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == separator && depth == 0
    });
    at.map_or((text, ""), |at| (&text[..at], &text[at + 1..]))
}

fn variables(path: &str) -> Vec<&str> {
    let mut variables = Vec::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        if !name.is_empty() && !variables.contains(&name) {
            variables.push(name);
        }
        rest = after;
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::Template;

    fn template(key: &str) -> Template<'_> {
        Template::new(key, |name| name == "x")
    }

    #[test]
    fn variables_stand_anywhere_and_count_once() {
        let read = template("/a/{x}.json/{y}-{z}/{x}:action");
        assert_eq!(read.variables, ["x", "y", "z"]);
        assert_eq!(template("/a/{").variables, [""; 0]);
    }

    #[test]
    fn operators_are_taken_off_declared_names() {
        let read = template("/a/{;x*}/{.y}");
        assert_eq!(read.path, "/a/{x}/{.y}");
        assert_eq!(read.variables, ["x", ".y"]);
        assert_eq!(read.reserved, [""; 0]);
        assert_eq!(template("/a/{+x}").reserved, ["x"]);
    }

    #[test]
    fn a_query_in_the_key_is_taken_off() {
        let read = template("/a/{x}?beta=true&page={p}");
        assert_eq!(read.path, "/a/{x}?beta=true");
        assert_eq!(read.variables, ["x"]);
        assert_eq!(read.query, [("page", "p")]);
        let read = template("/a?beta#b");
        assert_eq!(read.path, "/a?beta#b");
    }
}
