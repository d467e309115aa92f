//! Does a text need other files? Asked before it is read, because most documents are one file.

/// Whether all references of a text stay within it: every `$ref` and `$dynamicRef` begins with `#`, and
/// so does every value of a discriminator's `mapping` that is no name of a component. What cannot be
/// told without reading the text needs other files: they are then looked for and not found.
#[must_use]
pub fn is_self_contained(text: &str) -> bool {
    let references = ["$ref", "$dynamicRef"];
    let all_stay = references.iter().all(|key| {
        let mut values = text.match_indices(key).map(|(at, _)| value(text, at, key));
        values.all(|value| value.is_some_and(is_local))
    });
    all_stay && (!text.contains("discriminator") || mappings_stay(text))
}

/// Whether a value of a `mapping` can only be the name of a component.
pub(super) fn is_word(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    !text.is_empty() && text.chars().all(is_letter)
}

/// Whether all that looks like a mapping does.
fn mappings_stay(text: &str) -> bool {
    let mut mappings = text.match_indices("mapping");
    values_of(text, "defaultMapping").all(|value| is_target(line(value)))
        && mappings.all(|(at, key)| {
            value(text, at, key).is_none_or(|value| mapping_stays(value, column(text, at)))
        })
}

fn values_of<'t>(text: &'t str, key: &'static str) -> impl Iterator<Item = &'t str> {
    let places = text.match_indices(key);
    places.filter_map(move |(at, _)| value(text, at, key))
}

/// What follows the key at a place, if it is a key.
fn value<'t>(text: &'t str, at: usize, key: &str) -> Option<&'t str> {
    let after = text[at + key.len()..].trim_start_matches(['"', '\'']);
    after.trim_start_matches([' ', '\t']).strip_prefix(':')
}

fn is_local(value: &str) -> bool {
    value
        .trim_start()
        .trim_start_matches(['"', '\''])
        .starts_with('#')
}

/// Whether one value of a mapping stays within the text.
fn is_target(value: &str) -> bool {
    let end = ['"', '\'', ',', '}', ' ', '\r'];
    is_local(value) || is_word(value.trim().trim_matches(end))
}

/// Whether every entry of a mapping does, whose key stands in a column.
fn mapping_stays(value: &str, column: usize) -> bool {
    let entry_stays = |entry: &str| {
        let target = entry.split_once(':').map_or(entry, |(_, target)| target);
        entry.trim().is_empty() || is_target(target)
    };
    if let Some(flow) = value.trim_start().strip_prefix('{') {
        let flow = flow.split('}').next().unwrap_or_default();
        return flow.split(',').all(entry_stays);
    }
    let is_below = |line: &&str| {
        let indent = line.len() - line.trim_start().len();
        line.trim().is_empty() || indent > column
    };
    line(value).trim().is_empty() && value.lines().skip(1).take_while(is_below).all(entry_stays)
}

fn line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// In bytes, from the beginning of its line.
fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::is_self_contained;

    #[test]
    fn references_that_begin_with_a_hash_stay() {
        for text in [
            "",
            "{\"$ref\" : \"#/a\"}",
            "$ref: '#/a'\n$dynamicRef: '#node'",
            "mapping:\n  dog: '#/components/schemas/Dog'\n\n  cat: Cat\nother: cat.yaml",
            "mapping: {dog: '#/a', \"cat\": \"Cat\", hen: Hen}",
            "{\"mapping\": {\n\"dog\": \"#/a\",\n\"cat\": \"Cat\"\n}, \"other\": \"cat.yaml\"}",
            "- mapping:\n    dog: Dog\n- cat.yaml",
            "defaultMapping: Dog\ndefaultMapping: '#/components/schemas/Dog'",
            "description: What a mapping is.",
        ] {
            let text = format!("{text}\n# discriminator");
            assert!(is_self_contained(&text), "{text}");
        }
        // No mapping of a discriminator.
        assert!(is_self_contained("mapping: {cat: cat.yaml}"));
    }

    #[test]
    fn references_to_files_do_not() {
        for text in [
            "$ref: a.yaml",
            "{\"$ref\":\"a.yaml#/b\"}",
            "$dynamicRef: 'a.yaml#node'",
            "mapping:\n  dog: '#/a'\n  cat: cat.yaml",
            "mapping:\n  cat: 'cats/cat'",
            "mapping:\n  cat:\n    ./cat.yaml",
            "mapping:\n  # All: Of\n  cat: cat.yaml # A: B",
            "mapping: {dog: Dog, cat: \"cat.yaml#/Cat\"}",
            "{\"mapping\":{\"cat\":\"cat.yaml\"}}",
            "mapping: {cat: {$ref: cat.yaml}}",
            "mapping: *cats",
            "defaultMapping: dog.yaml",
        ] {
            let text = format!("discriminator:\n{text}");
            assert!(!is_self_contained(&text), "{text}");
        }
    }
}
