//! What makes generated files a complete crate: its manifest, its `lib.rs`, the runtime's files.

use crate::render::paths::ident;
use crate::render::{SourceFile, View, calls, docs};
use proc_macro2::TokenStream;
use quote::quote;

/// A file of the runtime, as the caller read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeFile {
    /// Below `src/runtime`, with `/`: `mod.rs`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// `Cargo.toml`. `dependencies` is the text of the tables that the runtime needs.
#[must_use]
pub fn manifest(name: &str, dependencies: &str, header: &str) -> String {
    let header = header.replacen("//", "#", 1);
    format!(
        "{header}\n[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         rust-version = \"1.89\"\npublish = false\n\n{}\n\n[workspace]\n",
        dependencies.trim(),
    )
}

/// `src/lib.rs`.
#[must_use]
pub fn library(view: &View<'_>) -> SourceFile {
    let mut modules: Vec<&str> = calls::roots(view)
        .map(|resource| resource.module.as_str())
        .collect();
    modules.push("types");
    modules.sort_unstable();
    let modules = modules.into_iter().map(ident);
    let items: Vec<TokenStream> = vec![
        quote!(
            #[doc(hidden)]
            pub mod runtime;
        ),
        quote!(
            
        ),
        quote!(pub use generated::{#(#modules),*};),
        quote!(
            pub use runtime::api_surface::*;
        ),
    ];
    let mut inner_docs = vec![format!("Client for {}.", title(view))];
    inner_docs.extend([
        String::new(),
        "Begin with [`Client::from_env`] or [`Client::builder`].".to_owned(),
    ]);
    SourceFile {
        path: "src/lib.rs".to_owned(),
        inner_docs,
        items,
    }
}

fn title(view: &View<'_>) -> String {
    let lines = docs::markdown(&view.api.title);
    lines
        .into_iter()
        .next()
        .unwrap_or_else(|| "an API".to_owned())
}
