//! Does the vendor's whole cloud document give a crate that compiles, and loses nothing?
//!
//! The document has a licence of its own, so it stands in a folder beside the checkout; without it
//! nothing is tested here.
#![allow(
    clippy::print_stdout,
    reason = "what was measured is shown with --nocapture"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What the generated source may weigh, in bytes.
const MOST_SOURCE: usize = 5_000_000;

#[test]
fn the_whole_cloud_document_compiles_and_loses_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let spec = root.join("../shared/gcore/cloud.yaml");
    if !spec.exists() {
        eprintln!("skipped: ../shared/gcore/cloud.yaml is absent");
        return;
    }
    let gate = Gate::new(root, spec);

    let client = gate.folder.join("gcore-cloud");
    // Names are to be those of a first run; files that stay the same are not compiled again.
    remove(&client.join("names.lock"));
    gate.generate(&client);
    let again = gate.folder.join("gcore-cloud-again");
    remove(&again);
    gate.generate(&again);
    let files = files(&client);
    assert_same(&files, &self::files(&again));
    assert_small(&files);

    gate.test(&gate.package(&client));
}

/// Where everything stands.
struct Gate {
    root: PathBuf,
    spec: PathBuf,
    /// Crates are made here, and compiled.
    folder: PathBuf,
}

impl Gate {
    fn new(root: PathBuf, spec: PathBuf) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("gates");
        fs::create_dir_all(&folder).expect("the target folder is writable");
        Self { root, spec, folder }
    }

    /// What belongs to this document.
    fn sources(&self) -> PathBuf {
        self.root.join("xtask/gates/gcore-cloud")
    }

    /// Writes the crate, and expects every operation to be in it.
    fn generate(&self, out: &Path) {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .args(["generate", "--strict", "--name", "gcore-cloud", "--spec"])
            .arg(&self.spec)
            .arg("--config")
            .arg(self.sources().join("codegen.toml"))
            .arg("--out")
            .arg(out)
            .output()
            .expect("xtask can be run");
        let summary = succeeded(&output, "cargo xtask generate");
        for number in ["542 operations", "0 widened", "0 refused"] {
            let is_told = summary.split(['\n', ';', ',']).any(|part| {
                let words = part.trim().strip_prefix(number);
                words.is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
            });
            assert!(is_told, "not {number}:\n{summary}");
        }
    }

    /// Makes the package that calls the generated crate as a user would. The crate's own test is
    /// built here too, so that so large a crate is compiled once.
    fn package(&self, client: &Path) -> PathBuf {
        let folder = self.folder.join("gcore-cloud-tests");
        fs::create_dir_all(&folder).expect("the target folder is writable");
        let theirs = fs::read_to_string(client.join("Cargo.toml")).expect("it was generated");
        let (_, behind) = theirs
            .split_once("[dev-dependencies]\n")
            .expect("round trips need a validator");
        let dev_dependencies = behind.split("\n[").next().unwrap_or_default();
        let lossy_unions = self.sources().join("lossy_unions.rs");
        let round_trip = client.join("tests/round_trip.rs");
        let manifest = format!(
            r#"[package]
name = "gcore-cloud-tests"
edition = "2024"
publish = false

[features]
default = ["full"]
full = []

[dependencies]
gcore-cloud = {{ path = {client:?} }}
serde = {{ version = "1", default-features = false, features = ["std"] }}
serde_json = "1"

[dev-dependencies]
{dev_dependencies}
[[test]]
name = "lossy_unions"
path = {lossy_unions:?}

[[test]]
name = "round_trip"
path = {round_trip:?}

[workspace]
"#
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("the target folder is writable");
        folder
    }

    /// Runs the tests of a package outside the workspace; a warning fails them.
    ///
    /// Its dependencies are among those of the workspace, and in the versions of its lock: nothing
    /// has to be fetched.
    fn test(&self, package: &Path) {
        fs::copy(self.root.join("Cargo.lock"), package.join("Cargo.lock"))
            .expect("the workspace has a lock");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["test", "--offline", "--no-fail-fast"])
            .current_dir(package)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("RUSTFLAGS", "-Dwarnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .output()
            .expect("cargo can be run");
        let told = succeeded(&output, &format!("cargo test in {}", package.display()));
        println!("{told}");
        for test in ["every_valid_instance_comes_back ... ok", "9 passed"] {
            assert!(told.contains(test), "no {test:?} in\n{told}");
        }
    }
}

/// What a process printed, if it succeeded.
fn succeeded(output: &Output, what: &str) -> String {
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{what} failed:\n{told}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    told
}

/// Every file that was generated below a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("the folder is readable") {
            let path = entry.expect("the folder is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("Cargo.lock") {
                let bytes = fs::read(&path).expect("the file is readable");
                let below = path.strip_prefix(folder).expect("the walk began there");
                found.insert(below.to_path_buf(), bytes);
            }
        }
    }
    found
}

/// Two runs give the same bytes.
fn assert_same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    let paths: Vec<_> = one.keys().collect();
    assert_eq!(paths, other.keys().collect::<Vec<_>>(), "other files");
    for (path, bytes) in one {
        assert!(
            bytes == &other[path],
            "{} is not the same in two runs",
            path.display()
        );
    }
}

fn assert_small(files: &BTreeMap<PathBuf, Vec<u8>>) {
    let is_source = |path: &Path| {
        path.starts_with("src/generated") && path.extension().is_some_and(|end| end == "rs")
    };
    let source = files.iter().filter(|(path, _)| is_source(path));
    let size: usize = source.map(|(_, bytes)| bytes.len()).sum();
    println!("{size} bytes of generated source");
    assert!(size > 0, "nothing was generated");
    assert!(size <= MOST_SOURCE, "{size} bytes of source are too many");
}

/// Deletes a file or a folder, if there is one.
fn remove(path: &Path) {
    let done = if path.is_dir() {
        fs::remove_dir_all(path)
    } else if path.exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    };
    done.unwrap_or_else(|error| panic!("cannot delete {}: {error}", path.display()));
}
