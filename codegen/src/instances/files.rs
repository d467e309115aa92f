//! Instances as files of the crate that is tested with them.
//!
//! `instances.jsonl` has one instance a line with its schema and type, `documents.json` the
//! documents they are validated against, and `decoders.rs` a decode function for each type. The
//! values are data and not Rust text, so that they cost nothing to compile.

use super::{instances, validated};
use crate::Part;
use crate::emit::{self, GeneratedFiles};
use crate::ir::{Api, Ty};
use crate::load::Documents;
use crate::origin::Origin;
use crate::render::paths::{Place, Scope, file_stem};
use crate::render::types::{allow_deprecated, names_deprecated};
use crate::render::{Plan, SourceFile, View};
use crate::value::Value;
use quote::quote;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The folder of these files in the crate.
const FOLDER: &str = "tests/generated";

/// The data files: instances and documents.
#[must_use]
pub fn files(view: &View<'_>, part: &Part) -> GeneratedFiles {
    let documents = &part.output.documents;
    let described = &documents.files[..part.described];
    let header = emit::header(&part.input.label);
    let header = Value::String(header.trim_start_matches("// ").trim_end().to_owned());
    let types = types(view);
    let names = validated::names(described);
    let mut files = GeneratedFiles::new();
    files.insert(
        format!("{FOLDER}/{}instances.jsonl", below(view)),
        lines(&header, &names, view.api, documents, &types),
    );
    let roots = validated::roots(documents, described, view.api);
    files.insert(
        format!("{FOLDER}/{}documents.json", below(view)),
        whole(&header, &names, &roots),
    );
    files
}

/// The Rust types of each schema, as the table of decoders calls them: the one that is received,
/// then the one that is sent if it is another.
#[must_use]
pub fn types(view: &View<'_>) -> BTreeMap<Origin, Vec<String>> {
    let scope = Scope::new(view, Place::Calls);
    let mut types: BTreeMap<Origin, Vec<String>> = BTreeMap::new();
    for (origin, ty) in view.api.places.iter().chain(&view.api.inputs) {
        let keys = types.entry(origin.clone()).or_default();
        keys.push(type_key(&scope, ty));
    }
    types
}

fn type_key(scope: &Scope<'_>, ty: &Ty) -> String {
    scope.ty(ty).to_string().replace(' ', "")
}

/// How a schema is called in these files: its pointer, behind the file's name unless that is the
/// entry document.
fn key(names: &[String], origin: &Origin) -> String {
    match origin.file {
        0 => origin.to_string(),
        file => format!("{}{origin}", names[file]),
    }
}

fn lines(
    header: &Value,
    names: &[String],
    api: &Api,
    documents: &Documents,
    types: &BTreeMap<Origin, Vec<String>>,
) -> String {
    // Where types are split, one lacks what is only sent, the other what is only received.
    let is_split = !api.inputs.is_empty();
    let mut text = format!("{{\"header\":{header},\"split\":{is_split}}}\n");
    for instance in instances(api, documents) {
        let schema = Value::String(key(names, &instance.schema));
        let source = instance.source.as_str();
        // A part of a type's schema has no type of its own.
        for ty in types.get(&instance.schema).into_iter().flatten() {
            let _ = writeln!(
                text,
                "{{\"schema\":{schema},\"type\":\"{ty}\",\"source\":\"{source}\",\"value\":{}}}",
                instance.value
            );
        }
    }
    text
}

fn whole(header: &Value, names: &[String], roots: &[Cow<'_, Value>]) -> String {
    let mut text = format!("{{\"header\":{header},\n\"files\":[");
    for (index, (name, root)) in names.iter().zip(roots).enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let name = Value::String(name.clone());
        let _ = write!(text, "{comma}\n{{\"name\":{name},\"document\":{root}}}");
    }
    text.push_str("\n]}\n");
    text
}

/// `mod.rs`: what there is to test, for each document.
#[must_use]
pub fn index(views: &[View<'_>]) -> SourceFile {
    let mut items = Vec::new();
    let mut rows = Vec::new();
    for view in views {
        let module = view.names.product.as_deref().unwrap_or("decoders");
        let name = crate::render::paths::ident(module);
        let path = format!("{}decoders.rs", below(view));
        items.push(quote!(#[path = #path] pub mod #name;));
        let instances = format!("{}instances.jsonl", below(view));
        let documents = format!("{}documents.json", below(view));
        rows.push(quote! {
            Described {
                decoders: #name::DECODERS,
                instances: include_str!(#instances),
                documents: include_str!(#documents),
            }
        });
    }
    let crate_name = views.first().map_or("client", |view| view.crate_name);
    let crate_name = crate::render::paths::ident(crate_name);
    // The test that includes this file takes the runtime from here, so that it names no crate.
    items.push(quote!(pub use #crate_name::runtime as rt;));
    items.push(quote! {
        /// Decodes a value and writes it again.
        pub type Decode = fn(&str) -> Result<rt::Audit, rt::ReadError>;
    });
    items.push(quote! {
        /// What a document's types are tested with.
        pub struct Described {
            /// The decode function of each type.
            pub decoders: &'static [(&'static str, Decode)],
            /// Values, one on a line.
            pub instances: &'static str,
            /// The files of the description.
            pub documents: &'static str,
        }
    });
    items.push(quote! {
        /// Every document that the crate was generated from.
        pub const DESCRIBED: &[Described] = &[#(#rows),*];
    });
    SourceFile {
        path: format!("{FOLDER}/mod.rs"),
        inner_docs: vec!["What the generated types are tested with.".to_owned()],
        items,
    }
}

/// The folder of a product's files, below that of all.
fn below(view: &View<'_>) -> String {
    let product = view.names.product.as_deref();
    product.map_or_else(String::new, |product| format!("{}/", file_stem(product)))
}

/// Plans the table from types to decode functions. Many schemas share a type, so schemas are not in it.
#[must_use]
pub fn decoders<'a>(view: &'a View<'a>) -> Plan<'a> {
    let render = move || {
        let scope = Scope::new(view, Place::Calls);
        let distinct: BTreeMap<String, &Ty> = view
            .api
            .places
            .iter()
            .chain(&view.api.inputs)
            .map(|(_, ty)| (type_key(&scope, ty), ty))
            .collect();
        let is_deprecated = distinct.values().any(|ty| names_deprecated(view, ty));
        let allow = allow_deprecated(is_deprecated);
        let rows = distinct.iter().map(|(key, ty)| {
            let ty = scope.ty(ty);
            quote!((#key, rt::audit::<#ty>))
        });
        let rows: Vec<_> = rows.collect();
        let crate_name = crate::render::paths::ident(view.crate_name);
        let types = match &view.names.product {
            Some(product) => {
                let product = crate::render::paths::ident(product);
                quote!(use #crate_name::#product::types;)
            }
            None => quote!(use #crate_name::types;),
        };
        let types = (!scope.named().is_empty()).then_some(types);
        let maps = scope.needs_map().then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let runtime = if distinct.is_empty() {
            quote!(
                use super::Decode;
            )
        } else {
            quote!(
                use super::{Decode, rt};
            )
        };
        let table = quote! {
            /// The decode function of each type.
            #allow
            pub const DECODERS: &[(&str, Decode)] = &[#(#rows),*];
        };
        SourceFile {
            path: format!("{FOLDER}/{}decoders.rs", below(view)),
            inner_docs: vec!["How each schema's instances are decoded.".to_owned()],
            items: types
                .into_iter()
                .chain([runtime])
                .chain(maps)
                .chain([table])
                .collect(),
        }
    };
    Plan {
        weight: view.api.places.len(),
        render: Box::new(render),
    }
}
