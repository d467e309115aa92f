//! Reads what a run needs: documents, overlays, configuration, lock, and the runtime's files.

use crate::output::Target;
use crate::workspace;
use anyhow::{Context, Result, bail};
use codegen::diagnostic::Diagnostics;
use codegen::load::{Documents, Source, external_files, is_self_contained};
use codegen::lock::Lock;
use codegen::{Input, RuntimeFile};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Everything a run starts from, and where its output goes.
pub(crate) struct Project {
    /// For the generator: one for each document.
    pub inputs: Vec<Input>,
    /// Where its files go.
    pub target: Target,
    /// What comes before the path of each file of the crate.
    pub prefix: &'static str,
    /// A manifest of people, the features of which are the generator's: its path below the target's
    /// folder.
    pub manifest: Option<&'static str>,
    /// The path of the lock of names, below the target's folder.
    pub lock: String,
}

/// Documents of somebody else, named on the command line.
pub(crate) struct Standalone<'a> {
    /// The document.
    pub spec: &'a Path,
    /// The crate's folder.
    pub out: &'a Path,
    /// The crate's name.
    pub name: &'a str,
    /// Its `codegen.toml`.
    pub config: Option<&'a Path>,
    /// Overlays, in the order they apply.
    pub overlays: &'a [PathBuf],
    /// Tags and paths to generate; everything where there are none.
    pub only: &'a [String],
}

/// The manifest of the committed client.
const MANIFEST: &str = "generated-client/Cargo.toml";

/// The project's own documents, for `generated-client/`.
pub(crate) fn of_workspace() -> Result<Project> {
    let folder = workspace::spec();
    let lock = read_lock(&folder.join("names.lock"))?;
    let inputs = documents(&folder)?.into_iter().map(|(document, sources)| {
        let product = stem(&document);
        let own = folder.join(format!("{product}.codegen.toml"));
        let common = folder.join("codegen.toml");
        let overlay = folder.join(format!("{product}.overlay.yaml"));
        Ok(Input {
            sources,
            overlays: optional(&overlay)?.into_iter().collect(),
            config: optional(if own.exists() { &own } else { &common })?,
            names: optional(&folder.join("names.toml"))?,
            lock: lock.clone(),
            label: workspace::shown(&document),
            target: codegen::Target::Product {
                crate_name: "gcore-client".into(),
                product,
            },
            runner: runner()?,
            ..Input::default()
        })
    });
    let inputs = inputs.collect::<Result<_>>()?;
    let owned = vec![
        "generated-client/src/generated",
        "generated-client/tests/generated",
    ];
    let target = Target {
        folder: workspace::root(),
        owned,
        edited: vec![MANIFEST],
    };
    Ok(Project {
        inputs,
        target,
        prefix: "generated-client/",
        manifest: Some(MANIFEST),
        lock: "spec/names.lock".into(),
    })
}

/// A crate of its own from any document.
pub(crate) fn standalone(arguments: &Standalone<'_>) -> Result<Project> {
    let lock = arguments.out.join("names.lock");
    let input = Input {
        sources: sources(arguments.spec)?,
        overlays: arguments
            .overlays
            .iter()
            .map(|path| source(path))
            .collect::<Result<_>>()?,
        config: arguments.config.map(source).transpose()?,
        only: arguments.only.to_vec(),
        names: None,
        lock: read_lock(&lock)?,
        label: file_name(arguments.spec),
        target: codegen::Target::Crate {
            name: arguments.name.to_owned(),
            runtime: runtime_files()?,
            manifest: read(&workspace::client().join("Cargo.toml"))?,
            library: read(&workspace::client().join("src/lib.rs"))?,
        },
        runner: runner()?,
    };
    let target = Target {
        folder: arguments.out.to_path_buf(),
        owned: vec![""],
        edited: Vec::new(),
    };
    Ok(Project {
        inputs: vec![input],
        target,
        prefix: "",
        manifest: None,
        lock: "names.lock".into(),
    })
}

/// Every document in a folder with the files it refers to, in alphabetical order. A file that
/// another document refers to is part of that one.
fn documents(folder: &Path) -> Result<Vec<(PathBuf, Vec<Source>)>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", workspace::shown(folder)))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    paths.retain(|path| is_document(path));
    paths.sort();
    let read = |path: PathBuf| {
        let sources = sources(&path)?;
        Ok((path, sources))
    };
    let all: Vec<(PathBuf, Vec<Source>)> = paths.into_iter().map(read).collect::<Result<_>>()?;
    let referred = all.iter().flat_map(|(_, sources)| &sources[1..]);
    let referred: BTreeSet<String> = referred.map(|source| source.name.clone()).collect();
    let is_own = |(_, sources): &(PathBuf, Vec<Source>)| !referred.contains(&sources[0].name);
    let documents: Vec<_> = all.into_iter().filter(is_own).collect();
    if documents.is_empty() {
        bail!(
            "{} holds no OpenAPI document: put one there (.yaml, .yml or .json)",
            workspace::shown(folder)
        );
    }
    Ok(documents)
}

/// The product that a document is: `cloud` for `spec/cloud.yaml`.
fn stem(document: &Path) -> String {
    let stem = document.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn is_document(path: &Path) -> bool {
    let name = file_name(path);
    let extension = path.extension().unwrap_or_default();
    ["yaml", "yml", "json"]
        .iter()
        .any(|known| extension == *known)
        && !name.contains(".overlay.")
}

/// The document, and every local file that it refers to, however indirectly. What cannot be read is
/// left out: the generator says of each reference that it leads nowhere, and why.
fn sources(document: &Path) -> Result<Vec<Source>> {
    let mut sources = vec![source(document)?];
    if is_self_contained(&sources[0].text) {
        return Ok(sources);
    }
    let mut documents = Documents::default();
    let mut tried = BTreeSet::new();
    let mut seen = 0;
    loop {
        for source in &sources[seen..] {
            // What is wrong with a text is found again when all are read together.
            documents.add(source.clone(), &mut Diagnostics::default());
        }
        seen = sources.len();
        let mut needed = external_files(&documents);
        needed.retain(|name| tried.insert(name.clone()));
        if needed.is_empty() {
            return Ok(sources);
        }
        let read = |name: String| -> Option<Source> {
            let text = read(&workspace::unshown(&name)).ok()?;
            Some(Source { name, text })
        };
        sources.extend(needed.into_iter().filter_map(read));
    }
}

fn source(path: &Path) -> Result<Source> {
    Ok(Source {
        name: workspace::shown(path),
        text: read(path)?,
    })
}

/// A file that need not be there.
fn optional(path: &Path) -> Result<Option<Source>> {
    path.exists().then(|| source(path)).transpose()
}

fn read_lock(path: &Path) -> Result<Lock> {
    if !path.exists() {
        return Ok(Lock::default());
    }
    Lock::parse(&read(path)?).with_context(|| {
        format!(
            "{} cannot be read; restore it from version control",
            workspace::shown(path)
        )
    })
}

/// The written half of every generated crate.
pub(crate) fn runtime_files() -> Result<Vec<RuntimeFile>> {
    let mut files = Vec::new();
    collect(&workspace::client().join("src/runtime"), "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// The test that reads generated instances back; every generated crate has it.
fn runner() -> Result<String> {
    read(&workspace::client().join("tests/round_trip.rs"))
}

fn collect(folder: &Path, below: &str, files: &mut Vec<RuntimeFile>) -> Result<()> {
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let entry = entry?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push(RuntimeFile {
                path,
                text: read(&entry.path())?,
            });
        }
    }
    Ok(())
}

/// The text of a file, which has to be UTF-8.
pub(crate) fn read(path: &Path) -> Result<String> {
    let bytes =
        fs::read(path).with_context(|| format!("cannot read {}", workspace::shown(path)))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        anyhow::anyhow!(
            "{} is not UTF-8: byte {at} is invalid; save the file as UTF-8",
            workspace::shown(path)
        )
    })
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
