//! What tells an operation from the one that sends a body of another media type.

use super::words;

/// The words for a media type, its parameters aside: `multipart`, `form`, `merge patch`, `csv`.
pub(super) fn words(media_type: &str) -> Vec<String> {
    let essence = media_type.split(';').next().unwrap_or(media_type).trim();
    let essence = essence.to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    let subtype = subtype.split('+').next().unwrap_or_default();
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    let said = match (kind, subtype) {
        ("multipart", "form-data") => "multipart",
        ("application", "www-form-urlencoded") => "form",
        ("application", "octet-stream") => "bytes",
        ("text", "plain") => "text",
        ("application", "ndjson" | "jsonl" | "jsonlines" | "json-lines") => "lines",
        ("multipart", _) => &essence,
        (_, "*" | "") => kind,
        _ => subtype.strip_prefix("vnd.").unwrap_or(subtype),
    };
    let words = words::split(said);
    if words.is_empty() {
        vec!["other".to_owned()]
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn media_types_have_words() {
        for (media_type, expected) in [
            ("multipart/form-data", "multipart"),
            ("application/x-www-form-urlencoded", "form"),
            ("application/octet-stream", "bytes"),
            ("application/merge-patch+json", "merge patch"),
            ("application/json", "json"),
            ("text/plain", "text"),
            ("text/csv", "csv"),
            ("image/*", "image"),
            ("*/*", "other"),
            ("application/vnd.pets.v2+json", "pets v2"),
            ("multipart/mixed", "multipart mixed"),
        ] {
            assert_eq!(words(media_type).join(" "), expected, "{media_type}");
        }
    }
}
