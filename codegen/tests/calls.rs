//! What calls look like, kept as files that the client's tests compile and send
//! (`generated-client/src/calls.rs`). `UPDATE_GOLDEN=1` writes them.

mod support;

use codegen::load::Source;
use codegen::{Input, Target, generate};

#[test]
fn every_kind_of_call() {
    let text = include_str!("calls/api.yaml").to_owned();
    let output = generate(Input {
        sources: vec![Source {
            name: "api.yaml".to_owned(),
            text,
        }],
        label: "api.yaml".to_owned(),
        runner: "cargo xtask generate".to_owned(),
        target: Target::Product {
            crate_name: "calls".to_owned(),
            product: "api".to_owned(),
        },
        ..Input::default()
    });
    assert_eq!(output.findings.open, []);
    let is_code =
        |name: &str| name.ends_with("/config.rs") || name.starts_with("src/generated/api/");
    let mut files = output.files;
    files.retain(|name, _| is_code(name));
    for text in files.values_mut() {
        // The client that compiles them has no such features.
        let lines = text
            .lines()
            .filter(|line| !line.trim().starts_with("#[cfg("));
        *text = lines.map(|line| format!("{line}\n")).collect();
    }
    support::golden("calls", &files);
}
