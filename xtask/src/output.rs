//! Compares generated files with those on disk, and writes what differs.
//!
//! Only files that bear the header line are ever overwritten or deleted.

use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What the first line of every generated file contains.
pub(crate) const HEADER: &str = "by `cargo xtask generate`";

/// Ending of files on their way to their name.
const TEMPORARY: &str = ".generating.tmp";

/// A folder that the generator owns, in whole or in part.
pub(crate) struct Target {
    /// The crate's folder.
    pub folder: PathBuf,
    /// Below it: folders in which every file is the generator's; the empty path is the folder itself.
    pub owned: Vec<&'static str>,
    /// Files of people in which a part is the generator's; they bear no header line.
    pub edited: Vec<&'static str>,
}

/// What a crate's folder holds besides source.
const NOT_SOURCE: [&str; 3] = ["target", ".git", "Cargo.lock"];

/// How the files on disk differ from those generated. Paths are relative to the target's folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Drift {
    /// Generated, and not on disk.
    pub missing: Vec<String>,
    /// On disk with another content.
    pub stale: Vec<String>,
    /// On disk with the header line, and no longer generated.
    pub orphaned: Vec<String>,
}

impl Drift {
    /// Whether disk and generation agree.
    pub(crate) fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.stale.is_empty() && self.orphaned.is_empty()
    }
}

/// Compares, and refuses a folder that holds files of somebody else where generated ones go.
pub(crate) fn compare(target: &Target, files: &BTreeMap<String, String>) -> Result<Drift> {
    let mut drift = Drift::default();
    for (path, text) in files {
        let place = target.folder.join(path);
        let old = if target.edited.contains(&path.as_str()) {
            read(&place)?
        } else {
            read_own(&place)?
        };
        match old {
            None => drift.missing.push(path.clone()),
            Some(old) if old != *text => drift.stale.push(path.clone()),
            Some(_) => {}
        }
    }
    for path in owned_files(target)? {
        if !files.contains_key(&path) && read_own(&target.folder.join(&path))?.is_some() {
            drift.orphaned.push(path);
        }
    }
    Ok(drift)
}

/// Brings the disk in line: everything is first written beside its place, then renamed into it, so
/// that an interrupted run leaves no half-written file.
pub(crate) fn write(
    target: &Target,
    files: &BTreeMap<String, String>,
    drift: &Drift,
) -> Result<()> {
    let changed: Vec<&String> = drift.missing.iter().chain(&drift.stale).collect();
    let staged = stage(target, files, &changed);
    if let Err(error) = staged {
        for path in &changed {
            let _ = fs::remove_file(temporary(&target.folder.join(path)));
        }
        return Err(error.context("nothing was changed"));
    }
    for path in changed {
        let place = target.folder.join(path);
        fs::rename(temporary(&place), &place)
            .with_context(|| format!("cannot put {} in its place", place.display()))?;
    }
    for path in &drift.orphaned {
        let place = target.folder.join(path);
        fs::remove_file(&place).with_context(|| format!("cannot delete {}", place.display()))?;
        remove_empty_folders(&target.folder, place.parent());
    }
    Ok(())
}

fn stage(target: &Target, files: &BTreeMap<String, String>, changed: &[&String]) -> Result<()> {
    for path in changed {
        let place = target.folder.join(path);
        let folder = place.parent().expect("a file stands in a folder");
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
        let staged = temporary(&place);
        let mut file = fs::File::create(&staged)
            .with_context(|| format!("cannot write {}", staged.display()))?;
        file.write_all(files[*path].as_bytes())
            .with_context(|| format!("cannot write {}", staged.display()))?;
    }
    Ok(())
}

fn temporary(place: &Path) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(TEMPORARY);
    PathBuf::from(name)
}

/// The text of a file, `None` if there is none.
fn read(place: &Path) -> Result<Option<String>> {
    match fs::read_to_string(place) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", place.display())),
    }
}

/// The text of a file that bears the header, `None` if there is no file.
fn read_own(place: &Path) -> Result<Option<String>> {
    let Some(text) = read(place)? else {
        return Ok(None);
    };
    let first = text.lines().next().unwrap_or_default();
    if !first.contains(HEADER) {
        bail!(
            "{} was not generated (its first line does not say so) and stands where a generated \
             file goes: move it away, or choose another folder",
            place.display()
        );
    }
    Ok(Some(text))
}

/// Every file in the owned folders, temporary ones of an interrupted run left out and deleted.
fn owned_files(target: &Target) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for owned in &target.owned {
        walk(&target.folder, &target.folder.join(owned), &mut found)?;
    }
    Ok(found)
}

fn walk(root: &Path, folder: &Path, found: &mut BTreeSet<String>) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read {}", folder.display()));
        }
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if folder == root && NOT_SOURCE.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(root, &path, found)?;
        } else if path.to_string_lossy().ends_with(TEMPORARY) {
            fs::remove_file(&path)?;
        } else {
            let relative = path.strip_prefix(root).expect("the walk started there");
            found.insert(relative.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}

fn remove_empty_folders(root: &Path, mut folder: Option<&Path>) {
    while let Some(path) = folder {
        if path == root || fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
        let text = |body: &str| format!("// Generated {HEADER} from x. Do not edit.\n{body}");
        entries
            .iter()
            .map(|(path, body)| ((*path).to_owned(), text(body)))
            .collect()
    }

    fn target(folder: &Path) -> Target {
        Target {
            folder: folder.to_path_buf(),
            owned: vec!["src/generated"],
            edited: Vec::new(),
        }
    }

    #[test]
    fn writes_changes_and_deletes_orphans() {
        let folder = tempfile::tempdir().unwrap();
        let target = target(folder.path());
        let first = files(&[("src/generated/a.rs", "1"), ("src/generated/x/b.rs", "2")]);
        let drift = compare(&target, &first).unwrap();
        assert_eq!(
            drift.missing,
            ["src/generated/a.rs", "src/generated/x/b.rs"]
        );
        write(&target, &first, &drift).unwrap();
        assert!(compare(&target, &first).unwrap().is_empty());

        let second = files(&[("src/generated/a.rs", "changed")]);
        let drift = compare(&target, &second).unwrap();
        assert_eq!(drift.stale, ["src/generated/a.rs"]);
        assert_eq!(drift.orphaned, ["src/generated/x/b.rs"]);
        write(&target, &second, &drift).unwrap();
        assert!(compare(&target, &second).unwrap().is_empty());
        assert!(!folder.path().join("src/generated/x").exists());
    }

    #[test]
    fn refuses_a_file_of_somebody_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("src/generated")).unwrap();
        fs::write(
            folder.path().join("src/generated/mine.rs"),
            "fn mine() {}\n",
        )
        .unwrap();
        let error = compare(&target(folder.path()), &BTreeMap::new()).unwrap_err();
        assert!(error.to_string().contains("was not generated"), "{error}");
    }

    #[test]
    fn a_failed_write_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let target = target(folder.path());
        let first = files(&[("src/generated/a.rs", "1")]);
        write(&target, &first, &compare(&target, &first).unwrap()).unwrap();
        // `b` is to become a folder, and a file of that name is in the way.
        fs::write(folder.path().join("src/generated/b"), "x").unwrap();
        let second = files(&[("src/generated/a.rs", "2"), ("src/generated/b/c.rs", "3")]);
        let drift = Drift {
            missing: vec!["src/generated/b/c.rs".into()],
            stale: vec!["src/generated/a.rs".into()],
            orphaned: Vec::new(),
        };
        assert!(write(&target, &second, &drift).is_err());
        let left = fs::read_to_string(folder.path().join("src/generated/a.rs")).unwrap();
        assert_eq!(left, first["src/generated/a.rs"]);
        assert!(!temporary(&folder.path().join("src/generated/a.rs")).exists());
    }

    #[test]
    fn clears_up_after_an_interrupted_run() {
        let folder = tempfile::tempdir().unwrap();
        let target = target(folder.path());
        let first = files(&[("src/generated/a.rs", "1")]);
        write(&target, &first, &compare(&target, &first).unwrap()).unwrap();
        let left_over = temporary(&folder.path().join("src/generated/a.rs"));
        fs::write(&left_over, "half a f").unwrap();
        assert!(compare(&target, &first).unwrap().is_empty());
        assert!(!left_over.exists());
    }
}
