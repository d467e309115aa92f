//! What makes generated files a complete crate: its manifest, its `lib.rs`, the runtime's files.

use crate::render::{View, calls, docs};

/// What a complete crate takes over from the project's own client.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// Its `Cargo.toml`, for the tables of dependencies and features.
    pub manifest: String,
    /// Its `src/lib.rs`, for what is re-exported from the runtime.
    pub library: String,
    /// The files of its runtime.
    pub runtime: Vec<RuntimeFile>,
}

/// A file of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeFile {
    /// Below `src/runtime`, with `/`: `mod.rs`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// `Cargo.toml`.
#[must_use]
pub fn manifest(name: &str, template: &Template, header: &str) -> String {
    let header = header.trim().trim_start_matches('/').trim();
    let mut text = format!(
        "# {header}\n\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         rust-version = \"1.89\"\npublish = false\n",
    );
    for table in tables(&template.manifest) {
        text.push('\n');
        text.push_str(table.trim_end());
        text.push('\n');
    }
    // The crate may be written below a folder that has a workspace of its own.
    text.push_str("\n[workspace]\n");
    text
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
            let dependencies = heading.ends_with("dependencies]") && !heading.contains("dev-");
            dependencies || heading.contains("dependencies.") || heading == "[features]"
        })
}

/// `src/lib.rs`.
#[must_use]
pub fn library(view: &View<'_>, template: &Template, header: &str) -> String {
    let mut text = String::from(header);
    text.push_str(&format!("\n//! Client for {}.\n//!\n", title(view)));
    text.push_str("//! [`Client::from_env`] and [`Client::builder`] make a client.\n\n");
    text.push_str("#![forbid(unsafe_code)]\n\n#[doc(hidden)]\npub mod runtime;\n\n");
    text.push_str("#[rustfmt::skip]\nmod generated;\n\n");
    let mut modules: Vec<&str> = calls::roots(view)
        .map(|resource| resource.module.as_str())
        .collect();
    modules.push("types");
    modules.sort_unstable();
    for module in modules {
        text.push_str(&format!("pub use generated::{module};\n"));
    }
    for reexport in reexports(&template.library) {
        text.push_str(reexport);
        text.push('\n');
    }
    text
}

/// The items `pub use runtime::..;` of a `lib.rs`.
fn reexports(library: &str) -> impl Iterator<Item = &str> {
    const BEGIN: &str = "\npub use runtime::";
    library.match_indices(BEGIN).filter_map(|(index, _)| {
        let item = &library[index + 1..];
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
