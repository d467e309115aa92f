//! Every document of the test collections loads and is normalized without a panic.

use codegen::diagnostic::{Diagnostics, Severity};
use codegen::load::{Source, load};
use codegen::normalize::normalize;
use std::fs;
use std::path::{Path, PathBuf};

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
    for path in files {
        let text = fs::read_to_string(&path).expect("a listed file can be read");
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
        let errors: Vec<_> = diagnostics
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        eprintln!("{name}: {} findings", diagnostics.findings.len());
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert!(documents.files[0].root.get("openapi").is_some(), "{name}");
    }
}
