//! Does the package of the client hold what its users need, and nothing else?

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a user of the crate looks for, besides its source.
const NEEDED: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "api.md",
    "examples/create_rule.rs",
    "examples/update_group.rs",
    "src/generated/mod.rs",
    "src/guide/mod.rs",
    "src/lib.rs",
    "src/runtime/mod.rs",
];

/// What cargo adds to every package.
const ADDED: &[&str] = &[".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml.orig"];

/// The registry takes packages of 10 MB; a file of this size is data rather than source.
const LARGE: u64 = 2 * 1024 * 1024;

#[test]
fn the_package_holds_what_users_need() {
    let (files, warnings) = packaged();
    for needed in NEEDED {
        assert!(files.contains(*needed), "{needed} is not in the package");
    }
    let is_expected = |file: &&String| {
        let is_source = file.starts_with("src/") && file.ends_with(".rs");
        is_source || NEEDED.contains(&file.as_str()) || ADDED.contains(&file.as_str())
    };
    let others: Vec<_> = files.iter().filter(|file| !is_expected(file)).collect();
    assert_eq!(others, [""; 0], "nobody asked for these");
    for file in &files {
        // A link is followed, as cargo does; what cargo makes is not there.
        let size = std::fs::metadata(client().join(file)).map_or(0, |data| data.len());
        assert!(size < LARGE, "{file} has {size} bytes");
    }
    // Cargo warns where description, licence or documentation are missing.
    assert!(!warnings.contains("manifest has no"), "{warnings}");
}

#[test]
fn the_readme_links_to_what_is_in_the_package() {
    let (files, _) = packaged();
    let readme = std::fs::read_to_string(client().join("README.md")).expect("it is packaged");
    let links = readme.split("](").skip(1);
    let links: Vec<_> = links.filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.contains(&"api.md"), "{links:?}");
    for link in links.iter().filter(|link| !link.starts_with("https://")) {
        let mut files = files.iter();
        let below = format!("{link}/");
        assert!(
            files.any(|file| file == link || file.starts_with(&below)),
            "the README links to {link}, which is not in the package"
        );
    }
}

/// The files of the package, and what cargo has to say of it.
fn packaged() -> (BTreeSet<String>, String) {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let mut command = Command::new(cargo);
    command.args(["package", "--list", "--allow-dirty", "--offline"]);
    let output = command.current_dir(client()).output();
    let output = output.expect("cargo, which runs this test, can be run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let warnings = text(&output.stderr);
    assert!(output.status.success(), "{warnings}");
    let files = text(&output.stdout);
    let files = files.lines().map(|line| line.replace('\\', "/"));
    (files.collect(), warnings)
}

fn client() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-client")
}
