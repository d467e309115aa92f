//! Do small and different documents give crates that compile and tell the truth?

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

/// Documents of others, and what each is there for. They have licences of their own, so they stand
/// in a folder beside the checkout. `cargo xtask corpus` tries all of them.
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

/// Documents of the project: three that lack what others have, and two that have what is rare.
const SMALL: [&str; 5] = ["calls", "deprecated", "nothing", "servers", "types"];

/// Both tests build in the same folder.
static FOLDER: Mutex<()> = Mutex::new(());

#[test]
fn a_sample_of_the_corpus_compiles_and_loses_nothing() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if corpus.exists() {
        is_green(&corpus, &SAMPLE);
    } else {
        eprintln!("skipped: ../shared/corpus is absent");
    }
}

#[test]
fn small_documents_compile_and_lose_nothing() {
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/small");
    is_green(&small, &SMALL);
}

fn is_green(documents: &Path, names: &[&str]) {
    // A poisoned lock protects as well as another.
    let _alone = FOLDER.lock();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("gates");
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("corpus")
        .arg(documents)
        .args(names.iter().flat_map(|name| ["--only", name]))
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
    let total = format!("{0} documents: {0} generated", names.len());
    assert!(told.contains(&total), "not all were tried:\n{told}");
}
