//! Do small and different documents of others give crates that compile and tell the truth?
//!
//! The documents have licences of their own, so they stand in a folder beside the checkout; without
//! it nothing is tested here. `cargo xtask corpus` tries all of them.

use std::path::Path;
use std::process::Command;

/// What each is there for.
const SAMPLE: [&str; 7] = [
    // 3.0 as most write it, with OAuth 2, an API key, files and forms.
    "petstore-swaggerio",
    // 3.1 with nearly every keyword, references into a file that is absent, odd names.
    "heyapi31-full",
    // Parents with a `discriminator` and their children, in several levels.
    "oagen30-oneof-polymorphism-inheritance",
    // Keywords of Rust and names of its prelude.
    "oagen30-reserved-words",
    // Every style of parameter.
    "oapicodegen-parameters",
    // `$dynamicRef`, and a document that is mostly out of the ordinary.
    "swaggerparser31-dynamicref",
    // Webhooks and no paths.
    "oai31-webhook-example",
];

#[test]
fn a_sample_of_the_corpus_compiles_and_loses_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = root.join("../shared/corpus");
    if !corpus.exists() {
        eprintln!("skipped: ../shared/corpus is absent");
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("gates");
    let only = SAMPLE.iter().flat_map(|name| ["--only", name]);
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("corpus")
        .arg(corpus)
        .args(only)
        .arg("--out")
        .arg(folder.join("corpus"))
        // Dependencies are built once for all gates.
        .arg("--target")
        .arg(folder.join("target"))
        .output()
        .expect("xtask can be run");
    let told = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n{errors}");
    let total = format!("{0} documents: {0} generated", SAMPLE.len());
    assert!(told.contains(&total), "not all were tried:\n{told}");
}
