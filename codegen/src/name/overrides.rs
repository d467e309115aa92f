//! Names that configuration gives: each has to be used, valid and free.

use super::scope::{self, Wish};
use super::{tree, words};
use crate::config::{Config, longest_prefix};
use crate::diagnostic::{Diagnostics, Severity};
use crate::origin::Origin;
use std::collections::{BTreeMap, BTreeSet};

/// A name that configuration gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    pub name: String,
    /// The entry in the configuration.
    pub place: Origin,
}

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
    pub(super) fn a_type(&mut self, component: Option<&str>, origin: &Origin) -> Option<Given> {
        let config = self.config;
        let pointer = origin.to_string();
        let keys = component.into_iter().chain([pointer.as_str()]);
        for key in keys {
            if let Some(name) = config.rename.types.get(key) {
                return self.take("types", key, name);
            }
        }
        None
    }

    /// The name configured for a field, by the pointer of its property.
    pub(super) fn field(&mut self, origin: &Origin) -> Option<Given> {
        let config = self.config;
        if config.rename.fields.is_empty() {
            return None;
        }
        let key = origin.to_string();
        let name = config.rename.fields.get(&key)?;
        self.take("fields", &key, name)
    }

    /// The name configured for a value or variant, by the pointer of its schema and its own key.
    pub(super) fn variant(&mut self, origin: &Origin, value: &str) -> Option<Given> {
        let config = self.config;
        if config.rename.variants.is_empty() {
            return None;
        }
        let key = format!("{origin} {value}");
        let name = config.rename.variants.get(&key)?;
        self.take("variants", &key, name)
    }

    /// The resource and method configured for an operation. Where there is a product, the method
    /// alone makes it the product's own.
    pub(super) fn method(&mut self, key: &str, product: Option<&str>) -> Option<Given> {
        let config = self.config;
        let name = config.rename.methods.get(key)?;
        let given = self.take("methods", key, name)?;
        let modules = given.name.rsplit_once('.').map(|(modules, _)| modules);
        if modules.map_or(product.is_some(), tree::are_modules) {
            return Some(given);
        }
        self.diagnostics.push(
            Severity::Error,
            "invalid-name",
            &given.place,
            format!("The new name `{name}` of `{key}` is not a resource and a method."),
            "Write both with a dot between them, such as `pets.get`.",
        );
        None
    }

    fn take(&mut self, section: &'static str, key: &str, name: &str) -> Option<Given> {
        self.used.insert((section, key.to_owned()));
        let place = self.config.origin(&["rename", section, key]);
        let parts: Vec<String> = name.split('.').map(words::identifier).collect();
        let dots = parts.len() == 1 || section == "methods";
        if dots && parts.iter().all(|part| words::is_identifier(part)) {
            let name = parts.join(".");
            return Some(Given { name, place });
        }
        self.diagnostics.push(
            Severity::Error,
            "invalid-name",
            &place,
            format!("The new name `{name}` of `{key}` is no identifier."),
            "Give a name of letters, digits and underscores that begins with a letter.",
        );
        None
    }

    /// Gives up published names that are not free any more. Then reports configured names that meet
    /// another, a reserved one, or what an item without an equally good name of its own is called.
    pub(super) fn settled(
        &mut self,
        wishes: &mut [Wish],
        reserved: &dyn Fn(&str) -> bool,
        kind: &str,
    ) {
        self.release(wishes, reserved, kind);
        let mut holders: BTreeMap<&str, &Wish> = BTreeMap::new();
        for wish in wishes.iter() {
            let Some(name) = &wish.fixed else { continue };
            let name = scope::plain(name);
            if let Some(other) = holders.insert(name, wish) {
                self.collision(kind, name, wish, &format!("`{}`", other.key));
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
                self.collision(kind, name, holder, &format!("`{}`", wish.key));
            }
        }
    }

    /// Gives up published names that are not free any more: generating goes on without them.
    pub(super) fn release(
        &mut self,
        wishes: &mut [Wish],
        reserved: &dyn Fn(&str) -> bool,
        kind: &str,
    ) {
        for (index, name) in scope::release(wishes, reserved) {
            self.lost(kind, &wishes[index].key, &name);
        }
    }

    /// Whether a published method is where one can be: an edited lock, or one of an older version,
    /// may say otherwise.
    pub(super) fn can_stay(&mut self, key: &str, name: &str, product: Option<&str>) -> bool {
        let modules = name.rsplit_once('.').map(|(modules, _)| modules);
        let can = modules.map_or(product.is_some(), tree::are_modules);
        if !can {
            self.lost("method", key, name);
        }
        can
    }

    fn lost(&mut self, kind: &str, key: &str, name: &str) {
        self.diagnostics.push(
            Severity::Corrected,
            "published-name-lost",
            &Origin::root(0),
            format!("The {kind} `{key}` was published as `{name}`, which is not free any more; it has another name now."),
            "Give it a name under `[rename]`, or accept that the published one changes.",
        );
    }

    fn collision(&mut self, kind: &str, name: &str, wish: &Wish, other: &str) {
        let origin = wish.renamed.clone().unwrap_or_else(|| Origin::root(0));
        let one = &wish.key;
        self.diagnostics.push(
            Severity::Error,
            "name-collision",
            &origin,
            format!("These are two names that become one: `{one}` and {other} would both be the {kind} `{name}`."),
            "Give one of them another name under `[rename]`.",
        );
    }

    /// Reports every rename and resource that nothing used.
    pub(super) fn finish(self, paths: &BTreeSet<&str>) {
        let config = self.config;
        let rename = &config.rename;
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
                        &config.origin(&["rename", section, key]),
                        format!("The document does not have `{key}`."),
                        "Correct the key, which `cargo xtask explain` prints, or remove the entry.",
                    );
                }
            }
        }
        let used: BTreeSet<&str> = paths
            .iter()
            .filter_map(|path| longest_prefix(&config.resources, path))
            .map(|(prefix, _)| prefix)
            .collect();
        for (prefix, resource) in &config.resources {
            let place = config.origin(&["resources", prefix]);
            if !tree::are_modules(resource) {
                self.diagnostics.push(
                    Severity::Error,
                    "invalid-name",
                    &place,
                    format!("The resource `{resource}` of `{prefix}` cannot be a module."),
                    "Give modules in snake case, joined by dots.",
                );
            } else if !used.contains(prefix.as_str()) {
                self.diagnostics.push(
                    Severity::Error,
                    "unused-resource",
                    &place,
                    format!("No path needs the resource of `{prefix}`."),
                    "Correct the prefix or remove the entry.",
                );
            }
        }
    }
}
