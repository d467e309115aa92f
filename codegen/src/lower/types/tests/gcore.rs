//! The documents the generator was first made for, where they are at hand.

use super::{lower_components, read};
use crate::diagnostic::Diagnostics;
use crate::ir::{Item, UntypedReason};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Reads every document, and prints what was found in it.
#[test]
fn all_documents_are_lowered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/gcore");
    let folder = if folder.is_dir() {
        folder
    } else {
        std::env::var_os("GCORE_DOCUMENTS")
            .map(Into::into)
            .unwrap_or(folder)
    };
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("absent, so not tested: {}", folder.display());
        return;
    };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    let mut report = String::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("the document can be read");
        let mut diagnostics = Diagnostics::default();
        let documents = read(&text, &mut diagnostics);
        let start = std::time::Instant::now();
        let lowered = lower_components(&documents, &mut diagnostics);
        let elapsed = start.elapsed();
        let kinds = lowered.types.iter().fold([0; 5], |mut kinds, def| {
            kinds[match def.item {
                Item::Struct(_) => 0,
                Item::Enum(_) => 1,
                Item::Union(_) => 2,
                Item::Alias(_) => 3,
                Item::Wrapper(_) => 4,
            }] += 1;
            kinds
        });
        let mut codes: BTreeMap<_, usize> = BTreeMap::new();
        for finding in &diagnostics.findings {
            *codes.entry(finding.code).or_default() += 1;
        }
        let open = lowered
            .untyped
            .iter()
            .filter(|one| one.reason == UntypedReason::NoShape)
            .count();
        let _ = writeln!(
            report,
            "{}: {} structs, {} enums, {} unions, {} aliases, {} wrappers; {} places, {} untyped, {open} of them without shape; {elapsed:?}\n  {codes:?}",
            path.file_name().unwrap_or_default().to_string_lossy(),
            kinds[0],
            kinds[1],
            kinds[2],
            kinds[3],
            kinds[4],
            lowered.places.len(),
            lowered.untyped.len(),
        );
        if std::env::var_os("SHOW_FINDINGS").is_some() {
            for finding in &diagnostics.findings {
                let _ = writeln!(
                    report,
                    "    {} {} {}",
                    finding.code, finding.origin, finding.message
                );
            }
        }
        if std::env::var_os("SHOW_TYPES").is_some() {
            for def in &lowered.types {
                if let crate::ir::NameHint::Component(key) = &def.hint {
                    let _ = writeln!(
                        report,
                        "    {key} {}",
                        super::show::by_key(&lowered.types, key)
                    );
                }
            }
        }
    }
    eprintln!("{report}");
}
