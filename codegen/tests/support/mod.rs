//! Comparing generated files with those that are kept.

use codegen::emit::GeneratedFiles;
use std::fs;
use std::path::{Path, PathBuf};

/// Compares the files below `src/generated` with those of a folder below `tests/golden`, or writes
/// them if `UPDATE_GOLDEN` is set.
#[track_caller]
pub(crate) fn golden(case: &str, files: &GeneratedFiles) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(case);
    let path = |name: &str| folder.join(name.trim_start_matches("src/generated/"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        for (name, text) in files {
            let path = path(name);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("writable");
            fs::write(path, text).expect("writable");
        }
    }
    for (name, text) in files {
        let path = path(name);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if let Some((line, (new, old))) = differing(text, &kept) {
            panic!(
                "{}:{line}: was `{old}`, is `{new}`; UPDATE_GOLDEN=1 keeps what is",
                path.display()
            );
        }
    }
    let expected: Vec<PathBuf> = files.keys().map(|name| path(name)).collect();
    for file in below(&folder) {
        assert!(
            expected.contains(&file),
            "{} is no longer generated",
            file.display()
        );
    }
}

/// The first line that differs.
fn differing<'t>(new: &'t str, old: &'t str) -> Option<(usize, (&'t str, &'t str))> {
    let lines = new.lines().count().max(old.lines().count());
    let line = |text: &'t str, at: usize| text.lines().nth(at).unwrap_or_default();
    (0..lines)
        .map(|at| (at + 1, (line(new, at), line(old, at))))
        .find(|(_, (new, old))| new != old)
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(below(&path));
        } else {
            files.push(path);
        }
    }
    files
}
