//! What does a media type say? (RFC 9110, section 8.3.1)

/// The media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether values of the media type are JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    let (_, subtype) = essence.split_once('/').unwrap_or_default();
    subtype == "json" || subtype.ends_with("+json")
}

/// Whether JSON text is a body of the media type: YAML holds JSON.
pub(crate) fn holds_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    let (_, subtype) = essence.split_once('/').unwrap_or_default();
    is_json(media_type) || matches!(subtype, "yaml" | "x-yaml") || subtype.ends_with("+yaml")
}

/// The value of the parameter `charset`, in lower case.
pub(crate) fn charset(media_type: &str) -> Option<String> {
    let mut parameters = media_type
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches('"').to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_do_not_count() {
        assert!(is_json("Application/JSON; charset=utf-8"));
        assert!(is_json("application/problem+json"));
        assert!(!is_json("application/json-seq") && !is_json("text/plain") && !is_json(""));
    }

    #[test]
    fn yaml_holds_json_but_is_none() {
        for yaml in ["application/yaml", "text/x-yaml", "application/a+yaml"] {
            assert!(holds_json(yaml) && !is_json(yaml), "{yaml}");
        }
        assert!(holds_json("application/json") && !holds_json("text/plain"));
    }

    #[test]
    fn the_charset_may_be_quoted() {
        assert_eq!(
            charset("text/plain; Charset=\"UTF-8\"").as_deref(),
            Some("utf-8")
        );
        assert_eq!(charset("text/plain; format=flowed"), None);
    }
}
