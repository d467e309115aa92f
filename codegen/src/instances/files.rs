//! Instances as files of the crate that is tested with them.
//!
//! `instances.jsonl` has one instance a line with its schema and type, `documents.json` the documents
//! they are validated against, and `decoders.rs` a decode function for each type. The values are data and not Rust
//! text, so that they cost nothing to compile.

use super::{instances, validated};
use crate::emit::{self, GeneratedFiles};
use crate::ir::{Api, Ty};
use crate::load::{Documents, File};
use crate::origin::Origin;
use crate::render::paths::{Place, Scope};
use crate::render::types::{allow_deprecated, names_deprecated};
use crate::render::{Plan, SourceFile, View};
use crate::value::Value;
use quote::quote;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The folder of these files in the crate.
const FOLDER: &str = "tests/generated";

/// The data files: instances and documents. `described` are the files of the description
/// itself, without overlays and the like; `label` is what header lines name.
#[must_use]
pub fn files(
    view: &View<'_>,
    documents: &Documents,
    described: &[File],
    label: &str,
) -> GeneratedFiles {
    let header = emit::header(label);
    let header = Value::String(header.trim_start_matches("// ").trim_end().to_owned());
    let types = types(view);
    let names = validated::names(described);
    let mut files = GeneratedFiles::new();
    files.insert(
        format!("{FOLDER}/instances.jsonl"),
        lines(&header, &names, view.api, documents, &types),
    );
    let roots = validated::roots(documents, described, view.api);
    files.insert(
        format!("{FOLDER}/documents.json"),
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

fn whole(header: &Value, names: &[String], roots: &[Value]) -> String {
    let mut text = format!("{{\"header\":{header},\n\"files\":[");
    for (index, (name, root)) in names.iter().zip(roots).enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let name = Value::String(name.clone());
        let _ = write!(text, "{comma}\n{{\"name\":{name},\"document\":{root}}}");
    }
    text.push_str("\n]}\n");
    text
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
        // The test that includes this file takes the runtime from here, so that it names no crate.
        let runtime = quote!(pub use #crate_name::runtime as rt;);
        let table = quote! {
            /// The decode function of each type.
            #allow
            pub const DECODERS: &[(&str, Decode)] = &[#(#rows),*];
        };
        let decode = quote! {
            /// Decodes a value and writes it again.
            pub type Decode = fn(&str) -> Result<rt::Audit, rt::ReadError>;
        };
        SourceFile {
            path: format!("{FOLDER}/decoders.rs"),
            inner_docs: vec!["How each schema's instances are decoded.".to_owned()],
            items: types
                .into_iter()
                .chain([runtime])
                .chain(maps)
                .chain([decode, table])
                .collect(),
        }
    };
    Plan {
        weight: view.api.places.len(),
        render: Box::new(render),
    }
}
