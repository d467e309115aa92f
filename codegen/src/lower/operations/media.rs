//! What a media type holds.

/// What a media type holds, as far as a client can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    /// JSON.
    Json,
    /// Any media type, such as `*/*`.
    Any,
    /// A form (`application/x-www-form-urlencoded`).
    Form,
    /// Several parts with names (`multipart/form-data`).
    Parts,
    /// JSON values, each on a line of its own.
    Lines,
    /// JSON text sequences (RFC 7464).
    Sequence,
    /// Server-sent events.
    Events,
    /// Text.
    Text,
    /// Anything else.
    Bytes,
}

/// What a media type holds. Parameters and letter case do not matter.
pub(super) fn classify(media_type: &str) -> Media {
    match essence(media_type).as_str() {
        "application/json" | "text/json" => Media::Json,
        "*/*" | "application/*" | "*" => Media::Any,
        "application/x-www-form-urlencoded" => Media::Form,
        "multipart/form-data" => Media::Parts,
        "text/event-stream" => Media::Events,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/stream+json"
        | "application/x-json-stream"
        | "text/jsonl"
        | "text/x-jsonl"
        | "text/x-ndjson" => Media::Lines,
        essence if essence.ends_with("json-seq") => Media::Sequence,
        essence if essence.ends_with("+json") => Media::Json,
        essence if is_xml(essence) => Media::Bytes,
        essence if essence.starts_with("text/") => Media::Text,
        _ => Media::Bytes,
    }
}

/// The media type without parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or(media_type);
    essence.trim().to_ascii_lowercase()
}

/// Whether a text is a media type, or a range of them: two tokens (RFC 9110, section 8.3.1).
pub(super) fn is_media_type(text: &str) -> bool {
    let is_token = |token: &str| {
        let allowed = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c);
        !token.is_empty() && token.bytes().all(allowed)
    };
    let essence = essence(text);
    essence == "*"
        || essence
            .split_once('/')
            .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// Whether bytes of this media type have no structure that a schema could tell more of.
pub(super) fn is_opaque(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence != "application/x-www-form-urlencoded"
        && !is_xml(&essence)
        && !essence.starts_with("multipart/")
}

/// Whether a media type is of YAML, which JSON is a part of.
pub(super) fn is_yaml(media_type: &str) -> bool {
    let essence = essence(media_type);
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    matches!(subtype, "yaml" | "x-yaml") || subtype.ends_with("+yaml")
}

/// Whether a media type is of XML, which the client neither reads nor writes.
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

#[cfg(test)]
mod tests {
    use super::{Media, classify};

    #[test]
    fn media_types_are_matched_by_what_they_are() {
        for json in [
            "application/json; charset=utf-8",
            "Application/Problem+JSON",
            "text/json",
        ] {
            assert_eq!(classify(json), Media::Json, "{json}");
        }
        assert_eq!(classify("*/*"), Media::Any);
        assert_eq!(classify("text/csv"), Media::Text);
        assert_eq!(classify("text/event-stream"), Media::Events);
        assert_eq!(classify("application/x-ndjson"), Media::Lines);
        assert_eq!(classify("application/geo+json-seq"), Media::Sequence);
        assert_eq!(classify("plain/text"), Media::Bytes);
    }
}
