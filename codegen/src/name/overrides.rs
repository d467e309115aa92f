//! Names that configuration gives: each has to be used, valid and free.

use super::scope::{self, Wish};
use super::words;
use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity};
use crate::origin::Origin;
use std::collections::{BTreeMap, BTreeSet};

/// The renames of a configuration, and which of them were used.
pub(super) struct Overrides<'a> {
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    used: BTreeSet<(&'static str, String)>,
}

impl<'a> Overrides<'a> {
    pub(super) fn new(config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            config,
            diagnostics,
            used: BTreeSet::new(),
        }
    }

    /// The name configured for a type, by its component key or its pointer.
    pub(super) fn a_type(&mut self, component: Option<&str>, origin: &Origin) -> Option<String> {
        let config = self.config;
        let pointer = origin.to_string();
        let keys = component.into_iter().chain([pointer.as_str()]);
        for key in keys {
            if let Some(name) = config.rename.types.get(key) {
                return self.take("types", key, name, origin);
            }
        }
        None
    }

    /// The name configured for a field, by the pointer of its property.
    pub(super) fn field(&mut self, origin: &Origin) -> Option<String> {
        let config = self.config;
        if config.rename.fields.is_empty() {
            return None;
        }
        let key = origin.to_string();
        let name = config.rename.fields.get(&key)?;
        self.take("fields", &key, name, origin)
    }

    /// The name configured for a value or variant, by the pointer of its schema and its own key.
    pub(super) fn variant(&mut self, origin: &Origin, value: &str) -> Option<String> {
        let config = self.config;
        if config.rename.variants.is_empty() {
            return None;
        }
        let key = format!("{origin} {value}");
        let name = config.rename.variants.get(&key)?;
        self.take("variants", &key, name, origin)
    }

    /// The resource and method configured for an operation.
    pub(super) fn method(&mut self, key: &str, origin: &Origin) -> Option<String> {
        let config = self.config;
        let name = config.rename.methods.get(key)?;
        if !name.contains('.') {
            self.diagnostics.push(
                Severity::Error,
                "invalid-name",
                origin,
                format!("`rename.methods` gives `{key}` the name `{name}`, which has no resource"),
                "Write resource and method with a dot between them, such as `pets.get`.",
            );
            self.used.insert(("methods", key.to_owned()));
            return None;
        }
        self.take("methods", key, name, origin)
    }

    fn take(
        &mut self,
        section: &'static str,
        key: &str,
        name: &str,
        origin: &Origin,
    ) -> Option<String> {
        self.used.insert((section, key.to_owned()));
        if name.split('.').all(words::is_identifier) {
            return Some(name.to_owned());
        }
        self.diagnostics.push(
            Severity::Error,
            "invalid-name",
            origin,
            format!("`rename.{section}` gives `{key}` the name `{name}`, which is no identifier"),
            "Give a name of letters, digits and underscores; a keyword is written `r#type`.",
        );
        None
    }

    /// Reports fixed names that meet another fixed name, a reserved one, or what an item without an
    /// equally good name of its own is called.
    pub(super) fn settled(&mut self, wishes: &[Wish], reserved: &dyn Fn(&str) -> bool, kind: &str) {
        let mut holders: BTreeMap<&str, &Wish> = BTreeMap::new();
        for wish in wishes {
            let Some(name) = &wish.fixed else { continue };
            let name = scope::plain(name);
            if let Some(other) = holders.insert(name, wish) {
                self.collision(kind, name, wish, &other.key);
            } else if reserved(name) {
                self.collision(kind, name, wish, "a name of the emitted code");
            }
        }
        for wish in wishes.iter().filter(|wish| wish.fixed.is_none()) {
            let Some((1, name)) = wish.candidates.first() else {
                continue;
            };
            let name = scope::plain(name);
            if let Some(holder) = holders.get(name).filter(|holder| holder.renamed.is_some()) {
                self.collision(kind, name, holder, &wish.key);
            }
        }
    }

    fn collision(&mut self, kind: &str, name: &str, wish: &Wish, other: &str) {
        let origin = wish.renamed.clone().unwrap_or_else(|| Origin::root(0));
        let one = &wish.key;
        self.diagnostics.push(
            Severity::Error,
            "name-collision",
            &origin,
            format!(
                "two names that become one: `{one}` and `{other}` would both be the {kind} `{name}`"
            ),
            "Give one of them another name under `[rename]`, or correct names.lock.",
        );
    }

    /// Reports every rename and resource that nothing used.
    pub(super) fn finish(self, paths: &BTreeSet<&str>) {
        let rename = &self.config.rename;
        let sections = [
            ("types", &rename.types),
            ("fields", &rename.fields),
            ("variants", &rename.variants),
            ("methods", &rename.methods),
        ];
        for (section, entries) in sections {
            for key in entries.keys() {
                if !self.used.contains(&(section, key.clone())) {
                    self.diagnostics.push(
                        Severity::Error,
                        "unused-rename",
                        &Origin::root(0),
                        format!(
                            "`rename.{section}` names `{key}`, which the document does not have"
                        ),
                        "Correct the key (`cargo xtask explain` prints it) or remove the entry.",
                    );
                }
            }
        }
        let used: BTreeSet<&str> = paths
            .iter()
            .filter_map(|path| super::rule::longest_prefix(self.config, path))
            .map(|(prefix, _)| prefix)
            .collect();
        for prefix in self.config.resources.keys() {
            if !used.contains(prefix.as_str()) {
                self.diagnostics.push(
                    Severity::Error,
                    "unused-resource",
                    &Origin::root(0),
                    format!("`resources` names `{prefix}`, but no path needs the entry"),
                    "Correct the prefix or remove the entry.",
                );
            }
        }
    }
}
