//! Serde support of types, written out over the runtime: the files of `wire/`.

mod enums;
mod structs;
mod unions;

use super::paths::ident;
use super::types::{allow_deprecated, files, module_line};
use super::{Plan, SourceFile, View};
use crate::ir::{Constant, Item, TypeId};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Plans the files below `wire/`.
#[must_use]
pub fn plan<'a>(view: &'a View<'a>) -> Vec<Plan<'a>> {
    let mut files = files(view);
    for types in files.values_mut() {
        types.retain(|id| !matches!(view.def(*id).item, Item::Alias(_)));
    }
    files.retain(|_, types| !types.is_empty());
    let mut plans = Vec::with_capacity(files.len() + 1);
    let modules: Vec<&str> = files.keys().copied().collect();
    plans.push(Plan {
        weight: modules.len(),
        render: Box::new(move || SourceFile {
            path: format!("{}/wire/mod.rs", view.folder()),
            inner_docs: vec!["How the types are read from JSON and written to it.".to_owned()],
            items: modules
                .iter()
                .map(|file| module_line(view, file, "wire"))
                .collect(),
        }),
    });
    for (file, types) in files {
        plans.push(Plan {
            weight: types.len() * 20,
            render: Box::new(move || source(view, file, &types)),
        });
    }
    plans
}

/// `wire/<file>.rs`.
fn source(view: &View<'_>, file: &str, types: &[TypeId]) -> SourceFile {
    let (old, current): (Vec<TypeId>, Vec<TypeId>) =
        types.iter().partition(|id| view.def(**id).deprecated);
    let mut items = Vec::with_capacity(types.len() * 2 + 3);
    items.push(quote!(
        use crate::runtime as rt;
    ));
    for (types, allow) in [(current, None), (old, allow_deprecated(true))] {
        if !types.is_empty() {
            let names = types.iter().map(|id| ident(&view.names_of(*id).name));
            items.push(quote!(#allow use super::super::types::{#(#names),*};));
        }
    }
    for id in types {
        match &view.def(*id).item {
            Item::Struct(item) => structs::implement(view, *id, item, &mut items),
            Item::Enum(item) => enums::implement(view, *id, item, &mut items),
            Item::Union(item) => unions::implement(view, *id, item, &mut items),
            Item::Wrapper(_) => items.push(with_macro(view, *id, "wrapper")),
            Item::Alias(_) => {}
        }
    }
    SourceFile {
        path: format!("{}/wire/{file}.rs", view.folder()),
        inner_docs: vec![format!("The JSON form of the types of `{file}`.")],
        items,
    }
}

/// `rt::object!(Name);` and the like: what is the same for every type of a kind.
fn with_macro(view: &View<'_>, id: TypeId, name: &str) -> TokenStream {
    let name = Ident::new(name, proc_macro2::Span::call_site());
    let ty = ident(&view.names_of(id).name);
    if view.def(id).deprecated {
        // An attribute on a macro call is without effect; on an item around it, it is not.
        quote!(#[allow(deprecated)] const _: () = { rt::#name!(#ty); };)
    } else {
        quote!(rt::#name!(#ty);)
    }
}

/// `rt::Constant::Text("create")`
fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => quote!(rt::Constant::Text(#text)),
        Constant::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(rt::Constant::Integer(#value))
        }
        Constant::Bool(value) => quote!(rt::Constant::Bool(#value)),
        Constant::Json(_) => {
            let text = super::types::constant_json(constant);
            quote!(rt::Constant::Json(#text))
        }
    }
}
