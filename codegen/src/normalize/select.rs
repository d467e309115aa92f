//! Takes everything out of a description that a part of its operations does not need.

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::Documents;
use crate::load::structure::Kind;
use crate::load::visit::{visit, visit_from};
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::collections::BTreeSet;

/// The keys of a path item that hold an operation.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Leaves the operations and webhooks that configuration and command line (`only`: tags, or paths,
/// which begin with `/`) select, and the components that they need. Without a selection nothing is
/// taken out. What comes back are the operations that were, by method and path: `GET /pets`.
pub fn select(
    documents: &mut Documents,
    config: &Config,
    only: &[String],
    diagnostics: &mut Diagnostics,
) -> BTreeSet<String> {
    let mut wanted = Wanted::new(config, only);
    if wanted.entries.is_empty() || documents.files.is_empty() {
        return BTreeSet::new();
    }
    let all = operations(documents);
    let paths = selected_paths(documents, "paths", &mut wanted);
    let webhooks = selected_paths(documents, "webhooks", &mut wanted);
    wanted.report(diagnostics);
    if let Some(Value::Object(root)) = documents.get_mut(&Origin::root(0)) {
        if webhooks.is_empty() {
            root.shift_remove("webhooks");
        } else {
            root.insert("webhooks".to_owned(), Value::Object(webhooks));
        }
        root.insert("paths".to_owned(), Value::Object(paths));
    }
    keep_needed_components(documents);
    documents.refresh_identities();
    let left = operations(documents);
    all.difference(&left).cloned().collect()
}

/// Takes out the components that nothing leads to any more.
fn keep_needed_components(documents: &mut Documents) {
    let needed = needed_components(documents);
    let components = Origin::root(0).child("components");
    let Some(Value::Object(sections)) = documents.get_mut(&components) else {
        return;
    };
    for (section, members) in sections {
        // Schemes are needed by name.
        if let (true, Value::Object(members)) = (section != "securitySchemes", members) {
            let at = components.child(section);
            members.retain(|name, _| needed.contains(&at.child(name)));
        }
    }
}

/// Method and path of every operation, as the configuration names them.
fn operations(documents: &Documents) -> BTreeSet<String> {
    let at = Origin::root(0).child("paths");
    let paths = documents.get(&at).and_then(Value::as_object);
    let mut operations = BTreeSet::new();
    for (path, item) in paths.into_iter().flatten() {
        let referred = referred_item(documents, &at.child(path), item);
        let items = [Some(item), referred].into_iter().flatten();
        let members = items.filter_map(Value::as_object).flatten();
        // A query or fragment in the key is no part of an operation's path.
        let path = path.split(['?', '#']).next().unwrap_or_default();
        for (key, value) in members {
            if is_operation(key) {
                operations.insert(format!("{} {path}", key.to_ascii_uppercase()));
            } else if let ("additionalOperations", Some(more)) = (key.as_str(), value.as_object()) {
                operations.extend(more.keys().map(|method| format!("{method} {path}")));
            }
        }
    }
    operations
}

/// What stands where the reference of a path item leads.
fn referred_item<'d>(documents: &'d Documents, at: &Origin, item: &Value) -> Option<&'d Value> {
    let reference = item.get("$ref").and_then(Value::as_str)?;
    let target = documents.resolve(at, reference).ok()?;
    documents.get(&target)
}

/// What is selected, and whether anything is.
struct Wanted {
    entries: Vec<Entry>,
}

struct Entry {
    text: String,
    /// In the configuration, if it is from there.
    origin: Origin,
    is_used: bool,
}

impl Wanted {
    fn new(config: &Config, only: &[String]) -> Self {
        let entry = |text: &String, origin| Entry {
            text: text.clone(),
            origin,
            is_used: false,
        };
        let configured = |key: &'static str| {
            let list = if key == "tags" {
                &config.select.tags
            } else {
                &config.select.paths
            };
            let list = list.iter().enumerate();
            list.map(move |(index, text)| {
                entry(text, config.origin(&["select", key, &index.to_string()]))
            })
        };
        let given = only.iter().map(|text| entry(text, Origin::root(0)));
        Self {
            entries: configured("tags")
                .chain(configured("paths"))
                .chain(given)
                .collect(),
        }
    }

    /// Whether a path is selected with all its operations. `/pets` selects `/pets/{id}` as well.
    fn has_path(&mut self, path: &str) -> bool {
        self.any(|text| {
            let is_path = text.starts_with('/');
            let rest = path.strip_prefix(text).filter(|_| is_path || text == path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || text.ends_with('/'))
        })
    }

    fn has_tag(&mut self, operation: &Value) -> bool {
        let tags = operation.get("tags").and_then(Value::as_array);
        let tags: Vec<&str> = tags
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        self.any(|text| tags.contains(&text))
    }

    fn any(&mut self, fits: impl Fn(&str) -> bool) -> bool {
        let mut found = false;
        for entry in &mut self.entries {
            if fits(&entry.text) {
                entry.is_used = true;
                found = true;
            }
        }
        found
    }

    fn report(&self, diagnostics: &mut Diagnostics) {
        for entry in self.entries.iter().filter(|entry| !entry.is_used) {
            diagnostics.push(
                Severity::Error,
                "unused-selection",
                &entry.origin,
                format!("No operation has the tag or path `{}`.", entry.text),
                "Select a tag or path of the document, or remove the entry.",
            );
        }
    }
}

/// The member `paths` or `webhooks` with what is selected of it.
fn selected_paths(documents: &Documents, member: &str, wanted: &mut Wanted) -> Object {
    let at = Origin::root(0).child(member);
    let paths = documents.get(&at).and_then(Value::as_object);
    let mut selected = Object::default();
    for (path, item) in paths.into_iter().flatten() {
        let all = wanted.has_path(path);
        // An item may stand elsewhere, where others may need the rest of it.
        let referred = referred_item(documents, &at.child(path), item);
        let mut left = item.clone();
        if let (false, Value::Object(members)) = (all, &mut left) {
            members.retain(|key, value| !is_operation(key) || wanted.has_tag(value));
        }
        let has_some = |item: &Value| {
            let members = item.as_object();
            members.is_some_and(|members| members.keys().any(|key| is_operation(key)))
        };
        let referred = referred.and_then(Value::as_object);
        let elsewhere = referred
            .into_iter()
            .flatten()
            .any(|(key, value)| is_operation(key) && wanted.has_tag(value));
        if all || elsewhere || has_some(&left) {
            selected.insert(path.clone(), left);
        }
    }
    selected
}

fn is_operation(key: &str) -> bool {
    METHODS.contains(&key)
}

/// Every component that paths lead to, and those that stand for one of them: schemas made by `allOf`
/// of a parent with a `discriminator`.
fn needed_components(documents: &Documents) -> BTreeSet<Origin> {
    let mut heirs: Vec<(Origin, Vec<Origin>)> = Vec::new();
    let mut parents = BTreeSet::new();
    visit(documents, &mut |members, kind, origin| {
        if kind != Kind::Schema {
            return;
        }
        if members.contains_key("discriminator") {
            parents.insert(origin.clone());
        }
        let parts = members.get("allOf").and_then(Value::as_array);
        let references = parts.into_iter().flatten();
        let references = references.filter_map(|part| part.get("$ref")?.as_str());
        let targets = references.filter_map(|text| documents.resolve(origin, text).ok());
        let targets: Vec<Origin> = targets.collect();
        if !targets.is_empty() {
            heirs.push((origin.clone(), targets));
        }
    });
    let mut needed = BTreeSet::new();
    // Parents may be in other files, of which nothing is taken out.
    let mut reached = BTreeSet::new();
    let root = Origin::root(0);
    let mut starts = vec![(root.child("paths"), Kind::Paths)];
    let webhooks = documents.get(&root.child("webhooks"));
    let webhooks = webhooks.and_then(Value::as_object).into_iter().flatten();
    starts.extend(webhooks.map(|(name, _)| (root.child("webhooks").child(name), Kind::PathItem)));
    loop {
        visit_from(documents, starts.clone(), &mut |_, _, origin| {
            needed.extend(component(origin));
            reached.extend(parents.get(origin).cloned());
        });
        let before = starts.len();
        for (heir, targets) in &heirs {
            let stands_for = |target: &Origin| {
                parents.contains(target) && needed.contains(target)
                    || reached.contains(target)
                    || starts.iter().any(|(start, _)| start == target)
            };
            let is_new = component(heir).is_some_and(|component| !needed.contains(&component));
            if is_new && targets.iter().any(stands_for) {
                starts.push((heir.clone(), Kind::Schema));
            }
        }
        if starts.len() == before {
            return needed;
        }
    }
}

/// The component that a place of the entry document is in.
fn component(origin: &Origin) -> Option<Origin> {
    let mut tokens = origin.pointer.strip_prefix("/components/")?.splitn(3, '/');
    let (section, name) = (tokens.next()?, tokens.next()?);
    (origin.file == 0).then(|| Origin {
        file: 0,
        pointer: format!("/components/{section}/{name}"),
    })
}
