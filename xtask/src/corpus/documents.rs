//! Which files below a folder are OpenAPI documents?

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A document of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    /// Its path below the folder without its ending, as words of a file name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In the order of their names.
    pub documents: Vec<Document>,
    /// JSON and YAML that says nothing of OpenAPI, such as manifests and parts of documents.
    pub others: Vec<PathBuf>,
}

/// Looks through a folder and those in it. Files are told apart by what they hold.
pub(super) fn find(folder: &Path) -> Result<Found> {
    let mut paths = Vec::new();
    walk(folder, &mut paths)?;
    paths.sort();
    let mut found = Found::default();
    let mut by_name: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if is_described(&String::from_utf8_lossy(&text)) {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            let name = words(&below.with_extension(""));
            by_name.entry(name).or_default().push(path);
        } else {
            found.others.push(path);
        }
    }
    for (name, paths) in by_name {
        let is_shared = paths.len() > 1;
        for path in paths {
            // `pets.json` beside `pets.yaml`.
            let mut name = name.clone();
            if is_shared {
                let ending = path.extension().unwrap_or_default();
                name = format!("{name}-{}", ending.to_string_lossy());
            }
            found.documents.push(Document { name, path });
        }
    }
    Ok(found)
}

/// Leaves the documents of these names: whole names, or names of files.
///
/// Gives the names that fit nothing.
pub(super) fn keep(documents: &mut Vec<Document>, names: &[String]) -> Vec<String> {
    let mut used = BTreeSet::new();
    documents.retain(|document| {
        let file = document.path.file_name().unwrap_or_default();
        let fits = |name: &&String| **name == document.name || file == name.as_str();
        let mut fitting = names.iter().filter(fits).peekable();
        let is_kept = fitting.peek().is_some();
        used.extend(fitting.cloned());
        is_kept
    });
    let is_unused = |name: &&String| !used.contains(*name);
    names.iter().filter(is_unused).cloned().collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() {
            walk(&path, paths)?;
        } else if ["json", "yaml", "yml"].iter().any(|known| ending == *known) {
            paths.push(path);
        }
    }
    Ok(())
}

/// Whether a text has a member `openapi` or `swagger` with a version. Broken documents have to be
/// found as well, so it is not parsed.
fn is_described(text: &str) -> bool {
    ["openapi", "swagger"].iter().any(|key| {
        text.match_indices(key).any(|(begin, _)| {
            let behind = text[begin + key.len()..].trim_start_matches(['"', '\'']);
            let Some(value) = behind.trim_start().strip_prefix(':') else {
                return false;
            };
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            value.starts_with(|first: char| first.is_ascii_digit())
        })
    })
}

fn words(path: &Path) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let text = path.to_string_lossy();
    let words = text.chars().map(|c| if is_plain(c) { c } else { '-' });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_what_they_hold() {
        for text in [
            "openapi: 3.1.0\n",
            "{\"openapi\" : \"3.0.3\"}",
            "info: {}\n'openapi': '3.0.0'\n",
            "swagger: \"2.0\"",
        ] {
            assert!(is_described(text), "{text}");
        }
        for text in ["", "type: object", "{\"documents\": [\"openapi.json\"]}"] {
            assert!(!is_described(text), "{text}");
        }
    }

    #[test]
    fn names_are_paths_below_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for path in ["b.json", "b.yaml", "a/v1.2.yaml"] {
            write(path, "{openapi: 3.1.0}");
        }
        write("manifest.json", "[]");
        write("notes.txt", "openapi: 3.1.0");
        let mut found = find(folder.path()).unwrap();
        let names = |documents: &[Document]| -> Vec<String> {
            documents.iter().map(|found| found.name.clone()).collect()
        };
        assert_eq!(names(&found.documents), ["a-v1-2", "b-json", "b-yaml"]);
        assert_eq!(found.others, [folder.path().join("manifest.json")]);
        let wanted = ["b.yaml".to_owned(), "c".to_owned()];
        assert_eq!(keep(&mut found.documents, &wanted), ["c"]);
        assert_eq!(names(&found.documents), ["b-yaml"]);
    }
}
