//! The documents the generator was first made for, where they are at hand.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::codes::entry;
use crate::ir::{Api, Item, NameHint, TypeDef, UntypedReason};
use crate::load::{Source, load};
use crate::lower::lower;
use crate::model::model;
use crate::normalize::normalize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Lowers every document and prints what was found in it; `SHOW_TYPES` prints the types as well. The
/// order of the components does not matter, and no two types are named after the same.
#[test]
fn all_documents_are_lowered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/gcore");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("absent, so not tested: {}", folder.display());
        return;
    };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("the document can be read");
        let name = path.display().to_string();
        let mut diagnostics = Diagnostics::default();
        let documents = load(vec![Source { name, text }], &mut diagnostics);
        let documents = normalize(documents, &mut diagnostics);
        let mut document = model(&documents, &mut diagnostics);
        let start = std::time::Instant::now();
        let api = lower(&document, &Config::default(), &mut diagnostics);
        let elapsed = start.elapsed();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        eprintln!("{file}: {elapsed:?}; {}", report(&api, &diagnostics));
        document.components.reverse();
        let reversed = lower(&document, &Config::default(), &mut Diagnostics::default());
        assert_eq!(by_hint(&api), by_hint(&reversed), "{file}");
        for finding in &diagnostics.findings {
            assert!(entry(finding.code).is_some(), "{}", finding.code);
        }
    }
}

/// Every declaration by what it is named after, with its place and its content.
fn by_hint(api: &Api) -> BTreeMap<String, (String, String)> {
    let shown = |def: &TypeDef| {
        let item = super::show::item(&api.types, &def.item);
        (format!("{:?}", def.hint), (def.origin.to_string(), item))
    };
    let by_hint: BTreeMap<_, _> = api.types.iter().map(shown).collect();
    assert_eq!(by_hint.len(), api.types.len());
    by_hint
}

fn report(api: &Api, diagnostics: &Diagnostics) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for def in &api.types {
        let kind = match def.item {
            Item::Struct(_) => "structs",
            Item::Enum(_) => "enums",
            Item::Union(_) => "unions",
            Item::Alias(_) => "aliases",
            Item::Wrapper(_) => "wrappers",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &diagnostics.findings {
        *codes.entry(finding.code).or_default() += 1;
    }
    let is_open = |reason: &UntypedReason| *reason == UntypedReason::NoShape;
    let open = api.untyped.iter().filter(|one| is_open(&one.reason));
    let mut text = format!(
        "{kinds:?}; {} places, {} untyped, {} of them without shape; {codes:?}",
        api.places.len(),
        api.untyped.len(),
        open.count(),
    );
    if std::env::var_os("SHOW_TYPES").is_some() {
        for finding in &diagnostics.findings {
            let _ = write!(text, "\n  {} {}", finding.code, finding.origin);
        }
        for one in &api.untyped {
            let _ = write!(text, "\n  untyped {:?} {}", one.reason, one.origin);
        }
        for def in &api.types {
            if let NameHint::Component(key) = &def.hint {
                let shown = super::show::by_key(&api.types, key);
                let _ = write!(text, "\n  {key} {shown}");
            }
        }
    }
    text
}
