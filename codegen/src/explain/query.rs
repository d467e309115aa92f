//! Questions about names, as people ask them: a pointer, a Rust path, a call, a method and path.

use super::{Entry, Kind};
use std::fmt::Write as _;

/// The entries a question is about: those at the pointer or path, else the innermost thing around
/// the pointer, else those whose Rust path ends so. Empty if there are none.
#[must_use]
pub fn find<'a>(entries: &'a [Entry], query: &str) -> Vec<&'a Entry> {
    let query = query.trim();
    if let Some(pointer) = pointer(query) {
        return at_pointer(entries, &pointer);
    }
    let by_key: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            entry.key.as_deref() == Some(query) || entry.operation_id.as_deref() == Some(query)
        })
        .collect();
    if !by_key.is_empty() {
        return by_key;
    }
    let wanted = parts(query);
    let ends = |entry: &&Entry| !wanted.is_empty() && parts(&entry.rust).ends_with(&wanted);
    entries.iter().filter(ends).collect()
}

/// `#/a/b`, `/a/b` and `file.yaml#/a/b` as `#/a/b`; `None` if the question is no pointer.
fn pointer(query: &str) -> Option<String> {
    match query.split_once('#') {
        Some((_, pointer)) if pointer.is_empty() || pointer.starts_with('/') => {
            Some(format!("#{pointer}"))
        }
        Some(_) => None,
        None => query.starts_with('/').then(|| format!("#{query}")),
    }
}

fn at_pointer<'a>(entries: &'a [Entry], pointer: &str) -> Vec<&'a Entry> {
    let mut pointer = pointer;
    loop {
        let here: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.pointer == pointer)
            .collect();
        if !here.is_empty() {
            return here;
        }
        match pointer.rsplit_once('/') {
            Some((around, _)) => pointer = around,
            None => return Vec::new(),
        }
    }
}

/// The names in a path or call: `client.pets().get(..)` and `client::pets::get` are alike.
fn parts(path: &str) -> Vec<&str> {
    let path = path
        .split('(')
        .map(|part| part.split_once(')').map_or(part, |(_, rest)| rest));
    let names = path.flat_map(|part| part.split([':', '.']));
    let names = names.map(|name| name.strip_prefix("r#").unwrap_or(name).trim());
    names.filter(|name| !name.is_empty()).collect()
}

/// Entries as text for a person, one block each.
#[must_use]
pub fn text(entries: &[&Entry]) -> String {
    let mut text = String::new();
    let mut before: Option<&Entry> = None;
    for entry in entries {
        // The values of an enumeration follow it without its pointer said again.
        let repeated = entry.kind == Kind::Value
            && before.is_some_and(|before| before.pointer == entry.pointer);
        if !repeated {
            let _ = writeln!(text, "{}", entry.pointer);
        }
        let _ = writeln!(text, "  {} {}", entry.kind.word(), entry.rust);
        if let Some(key) = entry.key.as_deref().filter(|key| *key != entry.pointer) {
            let _ = writeln!(text, "    rename as {key:?}");
        }
        if let Some(id) = &entry.operation_id {
            let _ = writeln!(text, "    operationId {id}");
        }
        before = Some(entry);
    }
    text
}

/// All entries as a JSON array, one entry per line.
#[must_use]
pub fn json(entries: &[Entry]) -> String {
    let mut text = "[".to_owned();
    for (index, entry) in entries.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(
            &serde_json::to_string(entry).expect("an entry holds only text and small integers"),
        );
    }
    text.push_str("\n]\n");
    text
}
