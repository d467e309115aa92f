//! Names that schemas give themselves, `$id`, `$anchor` and `$dynamicAnchor`, and documents: `$self` of
//! OpenAPI 3.2.

use super::reference::is_network;
use super::{Documents, File};
use crate::origin::Origin;
use crate::value::Value;
use std::collections::BTreeMap;

/// The names within one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identities {
    /// Absolute `$id` (as far as it can be made so), by pointer of the schema that has it.
    resources: BTreeMap<String, String>,
    /// Pointer by `$id` of the surrounding schema and name of the anchor.
    anchors: BTreeMap<(String, String), String>,
}

impl Identities {
    /// Collects the names in the value of a file. Text without the keywords is not searched.
    pub(super) fn of(file: &str, text: &str, root: &Value) -> Self {
        let mut identities = Self::default();
        if ["$id", "$anchor", "$dynamicAnchor", "$self"]
            .iter()
            .any(|key| text.contains(key))
        {
            identities.collect(root, &Origin::root(0), base(file));
        }
        identities
    }

    fn collect(&mut self, value: &Value, at: &Origin, base: &str) {
        match value {
            Value::Object(members) => {
                let text = |key: &str| members.get(key).and_then(Value::as_str);
                let is_document = at.pointer.is_empty() && members.contains_key("openapi");
                let key = if is_document { "$self" } else { "$id" };
                let id = text(key).and_then(|id| id.split('#').next());
                let own = id.filter(|id| !id.is_empty()).map(|id| join(base, id));
                let base = own.as_deref().unwrap_or(base);
                if own.is_some() {
                    self.resources.insert(at.pointer.clone(), base.to_owned());
                }
                for name in [text("$anchor"), text("$dynamicAnchor")]
                    .into_iter()
                    .flatten()
                {
                    let name = (base.to_owned(), name.to_owned());
                    self.anchors
                        .entry(name)
                        .or_insert_with(|| at.pointer.clone());
                }
                for (key, value) in members {
                    self.collect(value, &at.child(key), base);
                }
            }
            Value::Array(elements) => {
                for (index, value) in elements.iter().enumerate() {
                    self.collect(value, &at.index(index), base);
                }
            }
            _ => {}
        }
    }

    /// The innermost schema with an `$id` around a pointer: its pointer and its `$id`.
    fn around(&self, pointer: &str) -> (&str, &str) {
        let mut end = pointer.len();
        while !self.resources.is_empty() {
            if let Some((root, id)) = self.resources.get_key_value(&pointer[..end]) {
                return (root, id);
            }
            let Some(slash) = pointer[..end].rfind('/') else {
                break;
            };
            end = slash;
        }
        ("", "")
    }
}

impl Documents {
    /// The schema around `base` that references without an address are relative to: the innermost
    /// with an `$id`, else the whole file.
    pub(super) fn resource_around(&self, base: &Origin) -> Origin {
        let root = self
            .files
            .get(base.file)
            .map_or("", |file| file.identities.around(&base.pointer).0);
        Origin {
            file: base.file,
            pointer: root.to_owned(),
        }
    }

    /// The schema that says of itself, by `$id`, that `address` is its name.
    pub(super) fn resource_named(&self, base: &Origin, address: &str) -> Option<Origin> {
        let file = self.files.get(base.file)?;
        let around = match file.identities.around(&base.pointer).1 {
            "" => self::base(&file.name),
            id => id,
        };
        let wanted = join(around, address);
        let mut files = self.files.iter().enumerate();
        let named = files.find_map(|(number, file)| {
            let named = |(_, id): &(&String, &String)| **id == wanted || *id == address;
            let (pointer, _) = file.identities.resources.iter().find(named)?;
            Some(Origin {
                file: number,
                pointer: pointer.clone(),
            })
        });
        let fetched = || {
            let is_it = |file: &File| is_network(&file.name) && file.name == wanted;
            self.files.iter().position(is_it).map(Origin::root)
        };
        named.or_else(|| is_network(&wanted).then(fetched).flatten())
    }

    /// The schema with an anchor, within the resource at `resource` or else anywhere in its file.
    pub(super) fn anchored(&self, resource: &Origin, name: &str) -> Option<Origin> {
        let identities = &self.files.get(resource.file)?.identities;
        let (_, id) = identities.around(&resource.pointer);
        let own = identities.anchors.get(&(id.to_owned(), name.to_owned()));
        let anywhere = || {
            let mut all = identities.anchors.iter();
            all.find(|((_, anchor), _)| anchor == name)
                .map(|(_, pointer)| pointer)
        };
        Some(Origin {
            file: resource.file,
            pointer: own.or_else(anywhere)?.clone(),
        })
    }
}

/// What references in a file are relative to: its name, if that is an address on the network.
fn base(file: &str) -> &str {
    if is_network(file) { file } else { "" }
}

/// A reference made absolute (RFC 3986, section 5.2), for addresses without a query.
fn join(base: &str, reference: &str) -> String {
    let has_scheme = |text: &str| {
        text.split_once(':').is_some_and(|(scheme, _)| {
            let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
            scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(letters)
        })
    };
    if base.is_empty() || has_scheme(reference) {
        return reference.to_owned();
    }
    let authority = base.find("://").map_or(0, |colon| colon + 3);
    let path = base[authority..]
        .find('/')
        .map_or(base.len(), |slash| authority + slash);
    if reference.starts_with('/') {
        return format!("{}{reference}", &base[..path]);
    }
    let folder = base[path..]
        .rfind('/')
        .map_or("", |slash| &base[path..=path + slash]);
    let joined = super::reference::clean_path(&format!("{folder}{reference}"));
    let is_folder = reference.ends_with('/') && !joined.ends_with('/');
    let end = if is_folder { "/" } else { "" };
    format!("{}{joined}{end}", &base[..path])
}
