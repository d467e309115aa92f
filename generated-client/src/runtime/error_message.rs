//! What does the body of an answer say? The server's message, and an excerpt that is safe to print.

use serde_json::{Map, Value};

use super::head::Head;
use super::raw::without_mark;

/// More than this of a message is not shown.
const MESSAGE_LIMIT: usize = 500;
/// More than this of a body is not shown.
const EXCERPT_LIMIT: usize = 240;
/// More levels of objects and lists are not searched.
const MESSAGE_DEPTH: usize = 4;
/// More items of a list and more fields are not repeated.
const SEVERAL: usize = 5;

/// The message in a body, by the members that servers commonly use, `application/problem+json`
/// among them.
pub(crate) fn server_message(body: &[u8], head: &Head) -> Option<String> {
    let body = without_mark(body);
    let media_type = head.media_type();
    let text = match (serde_json::from_slice::<Value>(body), media_type.as_deref()) {
        (Ok(value), _) => message_in(&value, 0)?,
        (Err(_), Some("text/plain")) => String::from_utf8_lossy(body).trim().to_owned(),
        // What is called nothing may be words, or markup.
        (Err(_), None) => {
            let text = std::str::from_utf8(body).ok()?.trim();
            (!text.starts_with('<')).then(|| text.to_owned())?
        }
        (Err(_), Some(_)) => return None,
    };
    (!text.is_empty()).then(|| shortened(&head.redact(&text), MESSAGE_LIMIT))
}

/// The message in a value that stands so many levels deep.
fn message_in(value: &Value, depth: usize) -> Option<String> {
    match value {
        _ if depth > MESSAGE_DEPTH => None,
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Array(items) => {
            let items = items.iter().take(SEVERAL);
            let said: Vec<_> = items
                .filter_map(|item| message_in(item, depth + 1))
                .collect();
            (!said.is_empty()).then(|| said.join("; "))
        }
        Value::Object(members) => {
            // `errors: {name: ["too long"]}` has the names of fields where others have those of messages.
            // At the top only lists of texts can be nothing else.
            let is_by_field = depth > 0 || members.values().all(is_texts);
            named(members, depth).or_else(|| is_by_field.then(|| by_field(members, depth))?)
        }
        _ => None,
    }
}

/// The message in a member that is called so, with the field that it is about.
fn named(members: &Map<String, Value>, depth: usize) -> Option<String> {
    const NAMES: [&str; 11] = [
        "message",
        "error_message",
        "error_description",
        "detail",
        "error",
        "title",
        "errors",
        "reason",
        "description",
        "msg",
        "Message",
    ];
    let mut said = NAMES.iter().filter_map(|name| members.get(*name));
    let said = said.find_map(|value| message_in(value, depth + 1))?;
    let field = members.get("loc").or_else(|| members.get("field"));
    // A field's own message is of use only with the field.
    Some(match field.and_then(place) {
        Some(place) => format!("{place}: {said}"),
        None => said,
    })
}

fn is_texts(value: &Value) -> bool {
    let Value::Array(items) = value else {
        return false;
    };
    !items.is_empty() && items.iter().all(Value::is_string)
}

/// The messages in members that are called like fields.
fn by_field(members: &Map<String, Value>, depth: usize) -> Option<String> {
    let lists = members
        .iter()
        .filter(|(name, value)| (value.is_array() || value.is_string()) && !is_secret(name));
    let said: Vec<_> = lists
        .take(SEVERAL)
        .filter_map(|(name, value)| Some(format!("{name}: {}", message_in(value, depth + 1)?)))
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// The field that a message is about: its name, or the way to it.
fn place(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => {
            let parts = parts.iter().map(|part| {
                part.as_str()
                    .map_or_else(|| part.to_string(), str::to_owned)
            });
            Some(parts.collect::<Vec<_>>().join("."))
        }
        _ => None,
    }
}

/// The part of a body around a JSON path, short, without the values of secret members.
pub(crate) fn excerpt(body: &[u8], path: &str, head: &Head) -> Option<String> {
    let body = without_mark(body);
    let text = match serde_json::from_slice::<Value>(body) {
        Ok(mut value) => {
            hide_secrets(&mut value);
            nearest(&value, path).to_string()
        }
        // Text that is no JSON has no members to tell secrets by; its beginning says what it is.
        Err(_) => String::from_utf8_lossy(&body[..body.len().min(4 * EXCERPT_LIMIT)])
            .trim()
            .to_owned(),
    };
    (!text.is_empty()).then(|| shortened(&head.redact(&text), EXCERPT_LIMIT))
}

/// The object or array that holds the value at the path, so that a missing member is seen among its
/// siblings.
fn nearest<'a>(value: &'a Value, path: &str) -> &'a Value {
    let mut at = value;
    let mut around = value;
    for step in path
        .split(['.', '[', ']'])
        .filter(|step| !step.is_empty() && *step != "$")
    {
        around = at;
        let next = match at {
            Value::Object(members) => members.get(step),
            Value::Array(items) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get(index)),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => return at,
        }
    }
    if at.is_object() || at.is_array() {
        at
    } else {
        around
    }
}

fn hide_secrets(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                if is_secret(name) && !value.is_null() {
                    *value = Value::from("***");
                } else {
                    hide_secrets(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide_secrets),
        _ => {}
    }
}

/// Whether a member of this name may hold something that no log should.
pub(crate) fn is_secret(name: &str) -> bool {
    const PARTS: [&str; 9] = [
        "password",
        "passwd",
        "secret",
        "token",
        "credential",
        "authorization",
        "apikey",
        "private",
        "kubeconfig",
    ];
    let name: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    name == "key" || name.ends_with("accesskey") || PARTS.iter().any(|part| name.contains(part))
}

/// At most so many characters, on one line.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let mut out: String = text
        .chars()
        .take(limit)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(limit).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> Option<String> {
        message_in(&serde_json::from_str(json).expect("JSON"), 0)
    }

    #[test]
    fn messages_are_found_where_servers_put_them() {
        for (json, expected) in [
            (r#"{"message":"no"}"#, "no"),
            (r#"{"error":{"code":7,"message":"no"}}"#, "no"),
            (
                r#"{"type":"about:blank","title":"Bad","status":400,"detail":"no"}"#,
                "no",
            ),
            (r#"{"title":"Bad","status":400}"#, "Bad"),
            (r#"{"errors":["no","never"]}"#, "no; never"),
            (r#"{"errors":{"name":["too long"]}}"#, "name: too long"),
            (
                r#"{"detail":[{"loc":["body","name"],"msg":"field required"}]}"#,
                "body.name: field required",
            ),
            (r#"{"name":["too long","no"]}"#, "name: too long; no"),
            (r#""no""#, "no"),
        ] {
            assert_eq!(said(json).as_deref(), Some(expected), "{json}");
        }
        for nothing in [r#"{"id":7,"name":"x"}"#, r#"{"id":7,"names":["x"]}"#, "{}"] {
            assert_eq!(said(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn secrets_are_told_by_their_names() {
        for name in [
            "password",
            "user_password",
            "api_key",
            "apiToken",
            "secret-access-key",
            "key",
            "kubeconfig",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in ["name", "key_name", "monkey", "status"] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn the_excerpt_is_what_holds_the_place() {
        let value = serde_json::json!({"rules": [{"id": 1}, {"id": 2, "direction": 5}]});
        assert_eq!(nearest(&value, "rules[1].direction"), &value["rules"][1]);
        assert_eq!(nearest(&value, "rules[1].missing"), &value["rules"][1]);
        assert_eq!(nearest(&value, "rules[0]"), &value["rules"][0]);
        assert_eq!(nearest(&value, ""), &value);
    }
}
