//! Overlays (Overlay Specification 1.0): changes to a document that is itself left as it came.

use super::jsonpath::{Path, Place, Step};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::load::{Documents, Moved, Source};
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Applies an overlay to the entry document. An action that selects nothing, or that changes nothing
/// any more, is an error: it says something about the document that is not so.
pub fn apply_overlay(documents: &mut Documents, overlay: &Source, diagnostics: &mut Diagnostics) {
    let file = documents.add(overlay.clone(), diagnostics);
    let overlay = documents.files[file].root.clone();
    // What could not be read has been reported.
    if overlay == Value::Null && !documents.files[file].text.trim().is_empty() {
        return;
    }
    let mut overlaying = Overlaying {
        documents,
        diagnostics,
        at: Origin::root(file),
    };
    let Some(actions) = overlaying.actions(&overlay) else {
        return;
    };
    for (index, action) in actions.iter().enumerate() {
        overlaying.at = Origin::root(file).child("actions").index(index);
        overlaying.action(action);
    }
    documents.refresh_identities();
}

struct Overlaying<'o> {
    documents: &'o mut Documents,
    diagnostics: &'o mut Diagnostics,
    /// The action.
    at: Origin,
}

impl Overlaying<'_> {
    fn actions<'v>(&mut self, overlay: &'v Value) -> Option<&'v [Value]> {
        let version = overlay.get("overlay").and_then(Value::as_str);
        let is_known = version.is_some_and(|version| version == "1" || version.starts_with("1."));
        let actions = overlay.get("actions").and_then(Value::as_array);
        if !is_known || actions.is_none_or(<[Value]>::is_empty) {
            self.error(
                "overlay-form",
                None,
                "An overlay has a member `overlay` with its version, `1.0.0`, and a list `actions`.",
                "Give it both; a version without quotes needs all three numbers.",
            );
            return None;
        }
        actions
    }

    fn action(&mut self, action: &Value) {
        let Some((target, change)) = self.read(action) else {
            return;
        };
        let path = match Path::parse(target) {
            Ok(path) => path,
            Err(error) => {
                let message = format!(
                    "The target is no JSONPath that can be read: {} (character {}).",
                    error.message,
                    error.at + 1
                );
                let cure = "Use names, indices, `*`, `..` and filters such as `[?@.name == 'x']`.";
                return self.error("overlay-target", Some("target"), message, cure);
            }
        };
        let Some(file) = self.documents.files.first() else {
            return;
        };
        let places = path.select(&file.root);
        if places.is_empty() {
            return self.error(
                "overlay-no-match",
                Some("target"),
                format!("`{target}` selects nothing in the document."),
                "Correct the target, or remove the action if the document no longer needs it.",
            );
        }
        match change {
            Change::Remove => self.remove(&places),
            Change::Update(update) => self.update(&places, update),
        }
    }

    fn read<'v>(&mut self, action: &'v Value) -> Option<(&'v str, Change<'v>)> {
        let known = ["target", "description", "update", "remove"];
        let members = action.as_object();
        let stranger = members
            .into_iter()
            .flat_map(Object::keys)
            .find(|key| !known.contains(&key.as_str()) && !key.starts_with("x-"));
        if let Some(key) = stranger {
            let message = format!("An overlay action has no member `{key}`.");
            self.error(
                "overlay-form",
                Some(key),
                message,
                "Correct its name or remove it.",
            );
            return None;
        }
        let removes = action
            .get("remove")
            .is_some_and(|remove| *remove != Value::Bool(false));
        let change = match (action.get("update"), removes) {
            (None, true) => Some(Change::Remove),
            (Some(update), false) => Some(Change::Update(update)),
            _ => None,
        };
        let read = action.get("target").and_then(Value::as_str).zip(change);
        if read.is_none() {
            self.error(
                "overlay-form",
                None,
                "An overlay action has a `target` as text, and either `update` or `remove: true`.",
                "Give it these.",
            );
        }
        read
    }

    fn update(&mut self, places: &[Place], update: &Value) {
        let mut has_changed = false;
        for place in places {
            let Some(target) = self.target(place) else {
                continue;
            };
            let before = target.clone();
            match target {
                Value::Array(elements) => {
                    if !elements.contains(update) {
                        elements.push(update.clone());
                    }
                }
                Value::Object(_) if update.as_object().is_some() => merge(target, update),
                _ => {
                    let message = format!(
                        "An update changes objects and arrays; the target is of the kind {}.",
                        before.kind()
                    );
                    let cure = "Let the target be what holds it, and give an object as the update.";
                    return self.error("overlay-target", Some("target"), message, cure);
                }
            }
            has_changed |= self.target(place).is_some_and(|target| *target != before);
        }
        if !has_changed {
            self.error(
                "overlay-no-effect",
                Some("update"),
                "The update changes nothing: the document says this already.",
                "Remove the action.",
            );
        }
    }

    fn remove(&mut self, places: &[Place]) {
        let mut by_parent: BTreeMap<&[Step], BTreeSet<&Step>> = BTreeMap::new();
        for place in places {
            let Some((last, parent)) = place.split_last() else {
                let message = "The whole document cannot be removed.";
                return self.error(
                    "overlay-target",
                    Some("target"),
                    message,
                    "Name a part of it.",
                );
            };
            by_parent.entry(parent).or_default().insert(last);
        }
        // Inner places first: removing shifts what follows in the same array only.
        for (parent, steps) in by_parent.into_iter().rev() {
            let mut removed = BTreeSet::new();
            let Some(target) = self.target(parent) else {
                continue;
            };
            for step in steps.into_iter().rev() {
                match (step, &mut *target) {
                    (Step::Name(name), Value::Object(members)) => {
                        members.shift_remove(name);
                    }
                    (Step::Index(index), Value::Array(elements)) if *index < elements.len() => {
                        elements.remove(*index);
                        removed.insert(*index);
                    }
                    _ => {}
                }
            }
            let length = target.as_array().map_or(0, <[Value]>::len) + removed.len();
            self.note_shift(parent, &removed, length);
        }
    }

    /// Records how elements behind removed ones were written.
    fn note_shift(&mut self, parent: &[Step], removed: &BTreeSet<usize>, length: usize) {
        if removed.is_empty() {
            return;
        }
        let origin = origin(parent);
        let kept = (0..length).filter(|index| !removed.contains(index));
        let moved = &mut self.documents.moved;
        let mut shifted = Vec::new();
        for (now, before) in kept.enumerate() {
            // An earlier action may have shifted it already.
            let earlier = moved.get(&origin.index(before)).cloned();
            let as_written = earlier.unwrap_or_else(|| Moved {
                drop: 1,
                suffix: format!("/{before}"),
            });
            shifted.push((origin.index(now), as_written));
        }
        moved.extend(shifted);
    }

    fn target(&mut self, place: &[Step]) -> Option<&mut Value> {
        self.documents.get_mut(&origin(place))
    }

    fn error(&mut self, code: Code, key: Option<&str>, message: impl Into<String>, cure: &str) {
        let origin = key.map_or_else(|| self.at.clone(), |key| self.at.child(key));
        self.diagnostics
            .push(Severity::Error, code, &origin, message, cure);
    }
}

enum Change<'v> {
    Remove,
    Update(&'v Value),
}

/// Objects are merged member by member, arrays get what they lack, all else is replaced.
///
/// The specification appends to arrays even what they have; that would never be meant for `type`,
/// `required` or `enum`, and would hide that an update has become needless.
fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(members), Value::Object(updates)) => {
            for (key, update) in updates {
                match members.get_mut(key) {
                    Some(member) => merge(member, update),
                    None => {
                        members.insert(key.clone(), update.clone());
                    }
                }
            }
        }
        (Value::Array(elements), Value::Array(updates)) => {
            for update in updates {
                if !elements.contains(update) {
                    elements.push(update.clone());
                }
            }
        }
        (target, update) => *target = update.clone(),
    }
}

fn origin(place: &[Step]) -> Origin {
    place
        .iter()
        .fold(Origin::root(0), |origin, step| match step {
            Step::Name(name) => origin.child(name),
            Step::Index(index) => origin.index(*index),
        })
}

#[cfg(test)]
mod tests {
    use super::apply_overlay;
    use crate::diagnostic::Diagnostics;
    use crate::load::{Source, load};
    use crate::origin::Origin;
    use crate::value::Value;

    const DOCUMENT: &str = "a: {type: string, required: [x, y, z], 'b/c': {d: 1}}\nlist: [{name: p, in: query}, {name: q, in: path}, {name: r, in: query}]\n";

    fn source(name: &str, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            text: text.to_owned(),
        }
    }

    fn parse(text: &str) -> Value {
        load(vec![source("", text)], &mut Diagnostics::default())
            .files
            .remove(0)
            .root
    }

    /// What the document becomes by one action, and the codes of findings.
    fn applied(action: &str) -> (Value, Vec<&'static str>) {
        let mut diagnostics = Diagnostics::default();
        let mut documents = load(vec![source("d.yaml", DOCUMENT)], &mut diagnostics);
        let overlay = format!("overlay: 1.0.0\ninfo: {{}}\nactions:\n  - {action}\n");
        apply_overlay(
            &mut documents,
            &source("o.yaml", &overlay),
            &mut diagnostics,
        );
        let codes = diagnostics
            .findings
            .iter()
            .map(|finding| finding.code)
            .collect();
        (documents.files.swap_remove(0).root, codes)
    }

    #[track_caller]
    fn becomes(action: &str, expected: &str) {
        assert_eq!(applied(action), (parse(expected), vec![]));
    }

    #[test]
    fn updates_merge_and_append() {
        becomes(
            "{target: $.a, update: {type: [string, 'null'], required: [w, x], 'b/c': {e: 2}}}",
            "a: {type: [string, 'null'], required: [x, y, z, w], 'b/c': {d: 1, e: 2}}\nlist: [{name: p, in: query}, {name: q, in: path}, {name: r, in: query}]",
        );
        becomes(
            "{target: \"$.list[?@.in == 'query' && !@.schema]\", update: {k: 1}}",
            "a: {type: string, required: [x, y, z], 'b/c': {d: 1}}\nlist: [{name: p, in: query, k: 1}, {name: q, in: path}, {name: r, in: query, k: 1}]",
        );
        becomes(
            "{target: $.list, update: {name: s}}",
            "a: {type: string, required: [x, y, z], 'b/c': {d: 1}}\nlist: [{name: p, in: query}, {name: q, in: path}, {name: r, in: query}, {name: s}]",
        );
    }

    #[test]
    fn removals_take_every_match() {
        becomes(
            "{target: \"$.a.required[?@ == 'x' || @ == 'y']\", remove: true}",
            "a: {type: string, required: [z], 'b/c': {d: 1}}\nlist: [{name: p, in: query}, {name: q, in: path}, {name: r, in: query}]",
        );
        becomes(
            "{target: \"$..['name', 'd']\", remove: true}",
            "a: {type: string, required: [x, y, z], 'b/c': {}}\nlist: [{in: query}, {in: path}, {in: query}]",
        );
        becomes(
            "{target: '$.list[-1]', remove: true}",
            "a: {type: string, required: [x, y, z], 'b/c': {d: 1}}\nlist: [{name: p, in: query}, {name: q, in: path}]",
        );
    }

    #[test]
    fn needless_and_wrong_actions_are_errors() {
        let cases = [
            ("{target: $.nothing, update: {}}", "overlay-no-match"),
            (
                "{target: $.a, update: {type: string, required: [y]}}",
                "overlay-no-effect",
            ),
            ("{target: $.a.type, update: {a: 1}}", "overlay-target"),
            ("{target: 'a.b', remove: true}", "overlay-target"),
            ("{target: '$.list[0:1]', remove: true}", "overlay-target"),
            (
                "{target: '$.list[?length(@) > 1]', remove: true}",
                "overlay-target",
            ),
            ("{target: $, remove: true}", "overlay-target"),
            ("{target: $.a}", "overlay-form"),
            ("{target: $.a, delete: true}", "overlay-form"),
        ];
        for (action, code) in cases {
            assert_eq!(applied(action), (parse(DOCUMENT), vec![code]), "{action}");
        }
    }

    #[test]
    fn hostile_targets_end() {
        let deep = format!("{{target: '$[?{}', remove: true}}", "(!".repeat(100_000));
        assert_eq!(applied(&deep).1, ["overlay-target"]);
    }

    #[test]
    fn what_a_removal_shifts_is_found_where_it_was_written() {
        let mut diagnostics = Diagnostics::default();
        let mut documents = load(vec![source("d.yaml", DOCUMENT)], &mut diagnostics);
        for _ in 0..2 {
            let overlay = "overlay: 1.0.0\nactions: [{target: '$.list[0]', remove: true}]";
            apply_overlay(&mut documents, &source("o.yaml", overlay), &mut diagnostics);
        }
        let now = Origin::root(0).child("list").index(0).child("name");
        assert_eq!(documents.get(&now).and_then(Value::as_str), Some("r"));
        assert_eq!(documents.written(&now).pointer, "/list/2/name");
    }
}
