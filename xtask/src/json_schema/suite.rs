//! Reads the JSON Schema Test Suite, and turns its files into OpenAPI documents.

use anyhow::{Context, Result, bail};
use codegen::diagnostic::Diagnostics;
use codegen::load::{Source, load};
use codegen::value::{Object, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// Files about numbers that no JSON parser of the standard kind holds.
const LEFT_OUT: [&str; 2] = ["bignum", "float-overflow"];

/// Where the schemas under `remotes/` are said to be.
const REMOTES: &str = "http://localhost:1234/";

/// The suite for Draft 2020-12.
pub(super) struct Suite {
    /// In the order of their folders and names.
    pub(super) files: Vec<File>,
    /// What schemas of the suite refer to, by address.
    pub(super) remotes: Vec<(String, Value)>,
}

/// A file of the suite.
pub(super) struct File {
    /// Where it stands.
    pub(super) folder: Folder,
    /// Its name without `.json`.
    pub(super) stem: String,
    /// Each a schema with instances.
    pub(super) groups: Vec<Value>,
}

/// The folders of the suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folder {
    Main,
    /// `optional/format`, where formats are asserted.
    Format,
    /// The rest of `optional`.
    Optional,
}

impl Suite {
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let tests = folder.join("tests/draft2020-12");
        let mut files = Vec::new();
        for (which, below) in [
            (Folder::Main, ""),
            (Folder::Format, "optional/format"),
            (Folder::Optional, "optional"),
        ] {
            for path in json_files(&tests.join(below))? {
                let stem = path.file_stem().unwrap_or_default();
                let stem = stem.to_string_lossy().into_owned();
                if which == Folder::Optional && LEFT_OUT.contains(&stem.as_str()) {
                    continue;
                }
                let groups = value(&path)?.as_array().map(<[Value]>::to_vec);
                let groups = groups.with_context(|| format!("{} is no list", path.display()))?;
                files.push(File {
                    folder: which,
                    stem,
                    groups,
                });
            }
        }
        let mut remotes = Vec::new();
        let at = folder.join("remotes");
        for below in ["", "draft2020-12", "draft2019-09", "draft7"] {
            read_remotes(&at, &at.join(below), below.is_empty(), &mut remotes)?;
        }
        Ok(Self { files, remotes })
    }

    /// The remotes as files of a description, each under its address.
    pub(super) fn sources(&self) -> impl Iterator<Item = Source> {
        self.remotes.iter().map(|(address, schema)| Source {
            name: address.clone(),
            text: schema.to_string(),
        })
    }
}

impl File {
    /// The module of its types.
    pub(super) fn module(&self) -> String {
        let stem = self.stem.to_lowercase().replace('-', "_");
        format!("{}_{stem}", self.folder.name())
    }

    /// The OpenAPI document with its schemas. Each schema is a resource of its own, so that `#`
    /// means the schema, as in the suite.
    pub(super) fn document(&self) -> Source {
        let mut schemas = Object::default();
        for (index, group) in self.groups.iter().enumerate() {
            let mut schema = group.get("schema").cloned().unwrap_or(Value::Null);
            if let Value::Object(members) = &mut schema
                && !members.contains_key("$id")
            {
                let id = format!("https://suite.invalid/{}/{index}", self.stem);
                members.insert("$id".into(), Value::String(id));
            }
            schemas.insert(format!("G{index}"), schema);
        }
        let text = |text: &str| Value::String(text.to_owned());
        let object = |members: Vec<(&str, Value)>| {
            let members = members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            Value::Object(members.collect())
        };
        let document = object(vec![
            ("openapi", text("3.1.0")),
            (
                "info",
                object(vec![("title", text(&self.stem)), ("version", text("1"))]),
            ),
            (
                "components",
                object(vec![("schemas", Value::Object(schemas))]),
            ),
        ]);
        Source {
            name: format!("{}/{}.json", self.folder.name(), self.stem),
            text: document.to_string(),
        }
    }
}

impl Folder {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Format => "format",
            Self::Optional => "optional",
        }
    }
}

fn read_remotes(
    root: &Path,
    folder: &Path,
    only_files: bool,
    remotes: &mut Vec<(String, Value)>,
) -> Result<()> {
    for path in json_files(folder)? {
        let below = path.strip_prefix(root).context("the walk began there")?;
        let below = below.to_string_lossy().replace('\\', "/");
        remotes.push((format!("{REMOTES}{below}"), value(&path)?));
    }
    let mut folders: Vec<PathBuf> = entries(folder)?;
    folders.retain(|path| path.is_dir() && !only_files);
    for folder in folders {
        read_remotes(root, &folder, false, remotes)?;
    }
    Ok(())
}

fn json_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = entries(folder)?;
    files.retain(|path| path.extension().is_some_and(|end| end == "json"));
    Ok(files)
}

/// What a folder holds, by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}: give the suite's folder", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.sort();
    Ok(paths)
}

fn value(path: &Path) -> Result<Value> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
    // The loader takes text for JSON only where an object begins.
    let text = format!("{{\"value\": {text}}}");
    let mut diagnostics = Diagnostics::default();
    let documents = load(vec![Source { name, text }], &mut diagnostics);
    if let Some(finding) = diagnostics.findings.first() {
        bail!("{}: {}", path.display(), finding.message);
    }
    let value = documents.files[0].root.get("value").cloned();
    value.with_context(|| format!("{} is empty", path.display()))
}
