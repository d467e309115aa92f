//! What does the header `Link` of an answer say (RFC 8288, 3)?

use reqwest::header::{HeaderMap, LINK};

/// The target of the relation `next`.
pub(crate) fn next(headers: &HeaderMap) -> Option<String> {
    let mut links = links(headers).into_iter();
    links.find_map(|link| link.is(&["next"]).then_some(link.target))
}

/// Whether the header is about pages and names none after this one.
pub(crate) fn is_last(headers: &HeaderMap) -> bool {
    let links = links(headers);
    let any = |relations: &[&str]| links.iter().any(|link| link.is(relations));
    any(&["prev", "first", "last"]) && !any(&["next"])
}

/// A target and its relations, with spaces between them.
#[derive(Debug, PartialEq)]
struct Link {
    target: String,
    relations: String,
}

impl Link {
    /// Whether one of its relations is one of these.
    fn is(&self, known: &[&str]) -> bool {
        self.relations.split_whitespace().any(|relation| {
            known
                .iter()
                .any(|known| relation.eq_ignore_ascii_case(known))
        })
    }
}

fn links(headers: &HeaderMap) -> Vec<Link> {
    let values = headers.get_all(LINK).iter();
    let texts = values.filter_map(|value| value.to_str().ok());
    texts.flat_map(links_in).collect()
}

/// The links in one value of the header.
fn links_in(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('<') {
        let Some((target, behind)) = behind.split_once('>') else {
            break;
        };
        // The parameters go up to the next target.
        let end = behind.find('<').unwrap_or(behind.len());
        let (parameters, behind) = behind.split_at(end);
        let relations = parameters.split([';', ',']).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_relation = name.trim().eq_ignore_ascii_case("rel");
            is_relation.then(|| value.trim().trim_matches('"').to_owned())
        });
        found.push(Link {
            target: target.to_owned(),
            relations: relations.unwrap_or_default(),
        });
        rest = behind;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn headers(values: &[&'static str]) -> HeaderMap {
        let values = values.iter().copied();
        values
            .map(|value| (LINK, HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn links_are_told_by_their_relation() {
        let header =
            r#"</a?x=1,2>; rel="prev", <https://e.org/b>; title="a;b"; REL=Next, </c>;rel="last""#;
        let found = links_in(header);
        let found: Vec<_> = found
            .iter()
            .map(|link| (link.target.as_str(), link.relations.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("/a?x=1,2", "prev"),
                ("https://e.org/b", "Next"),
                ("/c", "last")
            ]
        );
        assert_eq!(links_in("<unclosed"), []);
    }

    #[test]
    fn the_next_page_may_be_named_in_any_value() {
        let named = headers(&["</a>; rel=first", "</b>; rel=\"start NEXT\""]);
        assert_eq!(next(&named).as_deref(), Some("/b"));
        assert!(!is_last(&named));
        assert_eq!(next(&headers(&["</a>; rel=nextpage"])), None);
    }

    #[test]
    fn the_last_page_is_one_among_pages() {
        assert!(is_last(&headers(&["</a>; rel=\"prev first\""])));
        assert!(!is_last(&headers(&["</a>; rel=stylesheet"])));
        assert!(!is_last(&headers(&[])));
    }
}
