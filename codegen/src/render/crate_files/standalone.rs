//! What makes generated files a complete crate: its manifest, its `lib.rs`, the runtime's files.

use crate::RuntimeFile;
use crate::emit::GeneratedFiles;
use crate::render::{View, calls, docs, features};

/// What is copied from the crate that the runtime is from, each file under the header line. Where an
/// example in its documentation names that crate, it names this one.
#[must_use]
pub fn copies(
    runtime: &[RuntimeFile],
    runner: &str,
    from: &str,
    crate_name: &str,
    header: &str,
) -> GeneratedFiles {
    let from = package_name(from).map(|name| format!("{}::", name.replace('-', "_")));
    let to = format!("{crate_name}::");
    let mut files: GeneratedFiles = runtime
        .iter()
        .map(|file| {
            let text = match &from {
                Some(from) => file.text.replace(from, &to),
                None => file.text.clone(),
            };
            let path = format!("src/runtime/{}", file.path);
            (path, format!("{header}\n{text}"))
        })
        .collect();
    if !runner.is_empty() {
        let path = "tests/round_trip.rs".to_owned();
        files.insert(path, format!("{header}\n{runner}"));
    }
    files
}

/// `Cargo.toml`, with the dependencies of the manifest `like`, and its features besides those of
/// resources, which are `features`.
#[must_use]
pub fn manifest(name: &str, like: &str, features: &str, header: &str) -> String {
    let like = features::with_lines(like, features).unwrap_or_else(|_| like.to_owned());
    let header = header.trim().trim_start_matches('/').trim();
    let mut text = format!(
        "# {header}\n\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         rust-version = \"1.89\"\npublish = false\n",
    );
    for table in tables(&like) {
        text.push('\n');
        text.push_str(table.trim_end());
        text.push('\n');
    }
    // The crate may be written below a folder that has a workspace of its own.
    text.push_str("\n[workspace]\n");
    text
}

/// The name in a manifest: the first in the file, since `[package]` comes first.
fn package_name(manifest: &str) -> Option<&str> {
    manifest.lines().find_map(|line| {
        let value = line.strip_prefix("name")?.trim_start().strip_prefix('=')?;
        Some(value.trim().trim_matches('"'))
    })
}

/// The tables of dependencies and features, each with its heading.
fn tables(manifest: &str) -> impl Iterator<Item = &str> {
    let begins = manifest
        .match_indices("\n[")
        .map(|(index, _)| index + 1)
        .chain(manifest.starts_with('[').then_some(0));
    let mut begins: Vec<usize> = begins.collect();
    begins.sort_unstable();
    let ends: Vec<usize> = begins
        .iter()
        .skip(1)
        .copied()
        .chain([manifest.len()])
        .collect();
    begins
        .into_iter()
        .zip(ends)
        .map(|(begin, end)| &manifest[begin..end])
        .filter(|table| {
            let heading = table.lines().next().unwrap_or_default();
            // A development dependency with a table of its own is for tests that are not copied.
            let is_copied = !heading.starts_with("[dev-dependencies.");
            is_copied && heading.contains("dependencies") || heading.starts_with("[features]")
        })
}

/// `src/lib.rs`, with the re-exports from the runtime of the `lib.rs` `like`.
#[must_use]
pub fn library(view: &View<'_>, like: &str, header: &str) -> String {
    let mut text = String::from(header);
    text.push_str(&format!("\n//! Client for {}.\n//!\n", title(view)));
    text.push_str("//! [`Client::from_env`] and [`Client::builder`] make a client.\n\n");
    text.push_str("#![forbid(unsafe_code)]\n\n#[doc(hidden)]\npub mod runtime;\n\n");
    text.push_str("#[rustfmt::skip]\nmod generated;\n\n");
    let mut modules: Vec<(&str, String)> = calls::roots(view)
        .map(|resource| {
            let feature = view.names.feature(&resource.module);
            let cfg = format!("#[cfg(feature = {feature:?})]\n");
            (resource.module.as_str(), cfg)
        })
        .collect();
    modules.push(("types", String::new()));
    modules.sort_unstable();
    for (module, cfg) in modules {
        text.push_str(&format!("{cfg}pub use generated::{module};\n"));
    }
    for reexport in reexports(like) {
        text.push_str(reexport);
        text.push('\n');
    }
    text
}

/// The items `pub use runtime::..;` of a `lib.rs`, with the condition before them if there is one.
fn reexports(library: &str) -> impl Iterator<Item = &str> {
    const BEGIN: &str = "\npub use runtime::";
    library.match_indices(BEGIN).filter_map(|(index, _)| {
        let before = library[..index].rfind('\n').map_or(0, |line| line + 1);
        let is_conditional = library[before..index].starts_with("#[cfg(");
        let item = &library[if is_conditional { before } else { index + 1 }..];
        item.find(';').map(|end| &item[..=end])
    })
}

fn title(view: &View<'_>) -> String {
    let lines = docs::markdown(&view.api.title);
    let title = lines.into_iter().next().unwrap_or_default();
    if title.is_empty() {
        "an API".to_owned()
    } else {
        title
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_has_the_dependencies_of_what_is_copied() {
        let like = "[package]\nname = \"a\"\n\n[dependencies]\nb = \"1\"\n\n[dev-dependencies]\nc = \"1\"\n\n\
                    [dev-dependencies.d]\nversion = \"1\"\n\n[[example]]\nname = \"e\"\n";
        let text = manifest("new", like, "", "// Header.");
        let rest = text.split_once("publish = false\n").map(|(_, rest)| rest);
        let expected =
            "\n[dependencies]\nb = \"1\"\n\n[dev-dependencies]\nc = \"1\"\n\n[workspace]\n";
        assert_eq!(rest, Some(expected));
    }

    #[test]
    fn reexports_keep_their_conditions() {
        let library =
            "mod a;\npub use runtime::{A, B};\n#[cfg(feature = \"x\")]\npub use runtime::C;\n";
        let found: Vec<&str> = reexports(library).collect();
        let expected = [
            "pub use runtime::{A, B};",
            "#[cfg(feature = \"x\")]\npub use runtime::C;",
        ];
        assert_eq!(found, expected);
    }
}
