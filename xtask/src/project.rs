//! Reads what a run needs: documents, overlays, configuration, lock, and the runtime's files.

use crate::output::Target;
use crate::workspace;
use anyhow::{Context, Result, bail};
use codegen::load::{Source, needed_files};
use codegen::name::Lock;
use codegen::{Input, RuntimeFile};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Everything a run starts from, and where its output goes.
pub(crate) struct Project {
    /// For the generator.
    pub input: Input,
    /// Where its files go.
    pub target: Target,
    /// What comes before the path of each file of the crate.
    pub prefix: &'static str,
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

/// The project's own documents, for `generated-client/`.
pub(crate) fn of_workspace() -> Result<Project> {
    let folder = workspace::spec();
    let document = only_document(&folder)?;
    let product = document
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let overlay = folder.join(format!("{product}.overlay.yaml"));
    let overlays = if overlay.exists() {
        vec![source(&overlay)?]
    } else {
        Vec::new()
    };
    let lock = folder.join("names.lock");
    let input = Input {
        sources: sources(&document)?,
        overlays,
        config: config(&folder.join("codegen.toml"))?,
        only: Vec::new(),
        names: config(&folder.join("names.toml"))?,
        lock: read_lock(&lock)?,
        label: workspace::shown(&document),
        target: codegen::Target::Product {
            crate_name: "gcore-client".into(),
            product,
        },
        runner: runner()?,
    };
    let owned = vec![
        "generated-client/src/generated",
        "generated-client/tests/generated",
    ];
    let target = Target {
        folder: workspace::root(),
        owned,
    };
    Ok(Project {
        input,
        target,
        prefix: "generated-client/",
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
    };
    Ok(Project {
        input,
        target,
        prefix: "",
        lock: "names.lock".into(),
    })
}

fn only_document(folder: &Path) -> Result<PathBuf> {
    let mut documents: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", workspace::shown(folder)))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_>>()?;
    documents.retain(|path| is_document(path));
    documents.sort();
    match documents.as_slice() {
        [document] => Ok(document.clone()),
        [] => bail!(
            "{} holds no OpenAPI document: put one there (.yaml, .yml or .json)",
            workspace::shown(folder)
        ),
        several => bail!(
            "{} holds {} documents and one is expected: {}",
            workspace::shown(folder),
            several.len(),
            several
                .iter()
                .map(|path| file_name(path))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
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
    let mut tried = BTreeSet::new();
    loop {
        let mut needed = needed_files(&sources);
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

/// The configuration, if there is one.
fn config(path: &Path) -> Result<Option<Source>> {
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

fn read(path: &Path) -> Result<String> {
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
