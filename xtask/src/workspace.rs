//! Where things stand in the workspace.

use std::path::{Path, PathBuf};

/// The folder of the workspace's manifest.
pub(crate) fn root() -> PathBuf {
    let manifest_dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest_dir
        .parent()
        .expect("xtask is a folder of the workspace")
        .to_path_buf()
}

/// The documents and what belongs to them.
pub(crate) fn spec() -> PathBuf {
    root().join("spec")
}

/// The crate that users depend on.
pub(crate) fn client() -> PathBuf {
    root().join("generated-client")
}

/// A path as a reader of a message knows it: relative to the workspace if it is inside.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// The path behind a name that [`shown`] gave, or that a reference in such a file leads to.
pub(crate) fn unshown(name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    if path.is_absolute() || path.exists() {
        path
    } else {
        root().join(path)
    }
}
