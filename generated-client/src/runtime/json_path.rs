//! What stands at a place in an answer? Places are member names with dots between them: `meta.next`.

use serde_json::Value;

/// The value at a path. A number counts in a list, from the end if it is negative; the empty path
/// is the whole.
pub(crate) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let steps = path.split('.').filter(|step| !step.is_empty());
    steps
        .into_iter()
        .try_fold(value, |value, step| match value {
            Value::Object(members) => members.get(step),
            Value::Array(items) => {
                let index: isize = step.parse().ok()?;
                let index = if index < 0 {
                    items.len().checked_sub(index.unsigned_abs())?
                } else {
                    index.unsigned_abs()
                };
                items.get(index)
            }
            _ => None,
        })
}

/// A value as one plain text: what is in a string, a number, a boolean.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// All texts at a path: one, or each of a list.
pub(crate) fn texts(value: &Value, path: &str) -> Option<Vec<String>> {
    match at(value, path)? {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Null => Some(Vec::new()),
        one => Some(vec![text(one)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_objects_and_lists() {
        let value = serde_json::json!({"a": {"b": [{"id": "x"}, {"id": 7}]}, "n": null});
        assert_eq!(at(&value, "a.b.0.id").and_then(text).as_deref(), Some("x"));
        assert_eq!(at(&value, "a.b.-1.id").and_then(text).as_deref(), Some("7"));
        assert_eq!(at(&value, ""), Some(&value));
        for path in ["a.c", "a.b.2", "a.b.-3", "a.b.x", "n.a"] {
            assert_eq!(at(&value, path), None, "{path}");
        }
        assert_eq!(texts(&value, "n"), Some(Vec::new()));
        assert_eq!(texts(&value, "a.b"), None, "objects are no texts");
    }
}
