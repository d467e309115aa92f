//! Names for a whole API, of which the documents at hand may describe a part: `names.toml`.

use super::{Config, ConfigError, Rename, from_toml, unreadable};
use crate::diagnostic::Diagnostics;
use crate::load::{Documents, Source};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A names file: the sections of a [`Config`] that give names to operations. It covers more than the
/// document at hand, so a line that concerns none of its operations is no error there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamesFile {
    /// What the file covers, in words: which documents of which API.
    pub covers: String,
    /// As in [`Config::resources`].
    #[serde(default)]
    pub resources: BTreeMap<String, String>,
    /// As in [`Config::rename`].
    #[serde(default)]
    pub rename: Methods,
    /// Number of the file it was read from in `Documents::files`.
    #[serde(skip)]
    pub file: usize,
}

/// The one section of renames that a names file has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Methods {
    /// As in [`Rename::methods`].
    pub methods: BTreeMap<String, String>,
}

/// A section of a names file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// `[resources]`.
    Resources,
    /// `[rename.methods]`.
    Methods,
}

/// The lines of a configuration that a names file gave, for findings about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Adopted {
    pub file: usize,
    pub lines: BTreeSet<(Section, String)>,
}

impl Adopted {
    /// The file that a line is from, if a names file gave it.
    pub fn has(&self, section: Section, key: &str) -> Option<usize> {
        let line = (section, key.to_owned());
        self.lines.contains(&line).then_some(self.file)
    }
}

impl NamesFile {
    /// Reads the text of a names file.
    ///
    /// # Errors
    ///
    /// The text is not TOML, or has something that belongs into no names file.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ConfigError> {
        from_toml(name, text)
    }

    /// Reads the text of a names file and keeps it among the documents, as [`Config::read`] does.
    pub fn read(source: Source, documents: &mut Documents, diagnostics: &mut Diagnostics) -> Self {
        let file = documents.add_text(source);
        let source = &documents.files[file];
        let mut names: Self = from_toml(&source.name, &source.text)
            .map_err(|error| diagnostics.findings.push(unreadable(file, error)))
            .unwrap_or_default();
        names.file = file;
        names
    }

    /// Every line: its section and its key.
    pub fn lines(&self) -> impl Iterator<Item = (Section, &str)> {
        let resources = self.resources.keys().map(|key| (Section::Resources, key));
        let methods = self.rename.methods.keys();
        resources
            .chain(methods.map(|key| (Section::Methods, key)))
            .map(|(section, key)| (section, key.as_str()))
    }

    /// The lines that concern operations, each given by its method and its path.
    #[must_use]
    pub fn concerning<'a>(
        &self,
        operations: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> BTreeSet<(Section, String)> {
        let mut lines = BTreeSet::new();
        for (method, path) in operations {
            let key = format!("{method} {path}");
            if self.rename.methods.contains_key(&key) {
                lines.insert((Section::Methods, key));
            }
            if let Some((prefix, _)) = longest_prefix(&self.resources, path) {
                lines.insert((Section::Resources, prefix.to_owned()));
            }
        }
        lines
    }
}

impl Config {
    /// Takes over what a names file says of the operations at hand. What the configuration says
    /// itself stays.
    pub fn adopt<'a>(
        &mut self,
        names: &NamesFile,
        operations: impl Iterator<Item = (&'a str, &'a str)>,
    ) {
        let Rename { methods, .. } = &mut self.rename;
        let mut lines = names.concerning(operations);
        lines.retain(|(section, key)| {
            let (from, to) = match section {
                Section::Resources => (&names.resources, &mut self.resources),
                Section::Methods => (&names.rename.methods, &mut *methods),
            };
            let new = !to.contains_key(key);
            to.entry(key.clone()).or_insert_with(|| from[key].clone());
            new
        });
        self.adopted = Adopted {
            file: names.file,
            lines,
        };
    }
}

/// The entry of `resources` that is for a path: the longest prefix that ends at a `/` or at the end.
#[must_use]
pub fn longest_prefix<'a>(
    resources: &'a BTreeMap<String, String>,
    path: &str,
) -> Option<(&'a str, &'a str)> {
    let ends = |prefix: &str| {
        path.strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || prefix.ends_with('/'))
    };
    let fitting = resources.iter().filter(|(prefix, _)| ends(prefix));
    fitting
        .max_by_key(|(prefix, _)| prefix.len())
        .map(|(prefix, resource)| (prefix.as_str(), resource.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_takes_the_lines_that_concern_it() {
        let text = "covers = \"all\"\n[resources]\n\"/a\" = \"x\"\n\"/a/b\" = \"y\"\n\"/other\" = \"z\"\n\
                    [rename.methods]\n\"GET /a\" = \"x.find\"\n\"PUT /a\" = \"x.write\"\n";
        let names = NamesFile::from_toml("names.toml", text).expect("the file is well formed");
        assert_eq!(names.lines().count(), 5);
        let mut config = Config::default();
        config
            .rename
            .methods
            .insert("GET /a".into(), "mine.get".into());
        config.adopt(&names, [("GET", "/a"), ("POST", "/a/c")].into_iter());
        assert_eq!(
            config.resources,
            BTreeMap::from([("/a".into(), "x".into())])
        );
        let methods = BTreeMap::from([("GET /a".into(), "mine.get".into())]);
        assert_eq!(config.rename.methods, methods);
    }

    #[test]
    fn a_names_file_holds_nothing_else() {
        for text in [
            "",
            "covers = \"all\"\n[rename.types]\n",
            "covers = \"all\"\nuntyped = \"any\"\n",
        ] {
            assert!(NamesFile::from_toml("names.toml", text).is_err(), "{text}");
        }
    }
}
