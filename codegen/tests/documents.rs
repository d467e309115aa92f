//! Every document of the test collections loads and is normalized without a panic.

use codegen::diagnostic::{Diagnostics, lines, locate};
use codegen::load::{Source, load};
use codegen::normalize::{apply_overlay, normalize};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

#[test]
fn the_overlay_of_the_project_applies() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let read = |name: &str| Source {
        name: format!("spec/{name}"),
        text: fs::read_to_string(spec.join(name)).expect("the project has it"),
    };
    let mut diagnostics = Diagnostics::default();
    let mut documents = load(vec![read("cloud.yaml")], &mut diagnostics);
    apply_overlay(
        &mut documents,
        &read("cloud.overlay.yaml"),
        &mut diagnostics,
    );
    let documents = normalize(documents, &mut diagnostics);
    let located = locate(&diagnostics.findings, &documents);
    assert!(!diagnostics.has_errors(), "{}", lines(&located));
    assert!(
        located.iter().all(|located| located.line > 1),
        "{}",
        lines(&located)
    );
}

#[test]
fn the_collected_documents_load() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let mut files: Vec<PathBuf> = ["gcore", "corpus"]
        .iter()
        .filter_map(|folder| fs::read_dir(shared.join(folder)).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "yaml" || ending == "json")
        })
        .collect();
    files.sort();
    if files.is_empty() {
        eprintln!("NOTICE: no documents beside the workspace (../shared): nothing was tested.");
    }
    let (even, odd): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    thread::scope(|scope| {
        for half in [even, odd] {
            scope.spawn(move || half.into_iter().for_each(|(_, path)| loads(path)));
        }
    });
}

fn loads(path: &Path) {
    let text = fs::read_to_string(path).expect("a listed file can be read");
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut diagnostics = Diagnostics::default();
    let source = Source {
        name: name.clone(),
        text,
    };
    let documents = normalize(load(vec![source], &mut diagnostics), &mut diagnostics);
    let located = lines(&locate(&diagnostics.findings, &documents));
    assert!(!diagnostics.has_errors(), "{name}: {located}");
    assert!(
        located.lines().count() <= diagnostics.findings.len(),
        "{name}"
    );
    assert!(documents.files[0].root.get("openapi").is_some(), "{name}");
}
