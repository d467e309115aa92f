//! Declarations of types, with their documentation, constructors and setters: the files of `types/`.

mod aliases;
mod construct;
mod debug;
mod describe;
mod enums;
mod structs;
mod unions;

pub use construct::{Setter, constant_value, setter};
pub(super) use describe::constant_json;

use super::paths::{Place, Scope, file_stem, ident};
use super::{Plan, SourceFile, View, features, mentions};
use crate::ir::{Item, Ty, TypeId};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// Plans the files below `types/`.
#[must_use]
pub fn plan<'a>(view: &'a View<'a>) -> Vec<Plan<'a>> {
    let files = files(view);
    let mut plans = Vec::with_capacity(files.len() + 1);
    let modules: Vec<&str> = files.keys().copied().collect();
    plans.push(Plan {
        weight: modules.len(),
        render: Box::new(move || index(view, &modules)),
    });
    for (file, types) in files {
        plans.push(Plan {
            weight: types.len() * 20,
            render: Box::new(move || source(view, file, &types)),
        });
    }
    plans
}

/// The types of each file, in the order of their names.
pub(super) fn files<'a>(view: &'a View<'a>) -> BTreeMap<&'a str, Vec<TypeId>> {
    let mut files: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (index, names) in view.names.types.iter().enumerate() {
        let id = TypeId(index);
        files.entry(file_stem(&names.file)).or_default().push(id);
    }
    for types in files.values_mut() {
        types.sort_by_key(|id| view.names_of(*id).name.as_str());
    }
    files
}

/// `types/mod.rs`.
fn index(view: &View<'_>, files: &[&str]) -> SourceFile {
    let mut items = Vec::with_capacity(files.len() * 2);
    for file in files {
        items.push(module_line(view, file, "types"));
    }
    for file in files {
        let (cfg, module) = (file_cfg(view, file), module_ident(file));
        items.push(quote!(#cfg pub use self::#module::*;));
    }
    SourceFile {
        path: format!("{}/types/mod.rs", view.folder()),
        inner_docs: vec!["Every type of the API.".to_owned()],
        items,
    }
}

/// `mod name;` in the module `parent`.
pub(super) fn module_line(view: &View<'_>, file: &str, parent: &str) -> TokenStream {
    let (cfg, module) = (file_cfg(view, file), module_ident(file));
    if file == parent {
        quote!(#cfg #[allow(clippy::module_inception)] mod #module;)
    } else {
        quote!(#cfg mod #module;)
    }
}

/// What leaves a file of types out: they have the same users.
fn file_cfg(view: &View<'_>, file: &str) -> TokenStream {
    let mut types = view.names.types.iter();
    let first = types.find(|names| file_stem(&names.file) == file);
    features::cfg(view, first.map_or(&[], |names| &names.users))
}

/// The identifier of a file's module; raw where the file is named like a keyword.
fn module_ident(file: &str) -> Ident {
    if syn::parse_str::<Ident>(file).is_ok() {
        ident(file)
    } else {
        ident(&format!("r#{file}"))
    }
}

/// `types/<file>.rs`.
fn source(view: &View<'_>, file: &str, types: &[TypeId]) -> SourceFile {
    let scope = Scope::new(view, Place::Types);
    let mut declarations = Vec::with_capacity(types.len() * 2);
    for id in types {
        match &view.def(*id).item {
            Item::Struct(item) => structs::declare(&scope, *id, item, &mut declarations),
            Item::Enum(item) => declarations.push(enums::declare(&scope, *id, item)),
            Item::Union(item) => unions::declare(&scope, *id, item, &mut declarations),
            Item::Alias(ty) => declarations.push(aliases::alias(&scope, *id, ty)),
            Item::Wrapper(ty) => aliases::wrapper(&scope, *id, ty, &mut declarations),
        }
    }
    let mut items = imports(&scope, file, &declarations);
    items.append(&mut declarations);
    SourceFile {
        path: format!("{}/types/{file}.rs", view.folder()),
        inner_docs: vec![used_by(view, types)],
        items,
    }
}

/// Says who needs the types of a file.
fn used_by(view: &View<'_>, types: &[TypeId]) -> String {
    let users = types.first().map(|id| &view.names_of(*id).users);
    match users.map_or(&[][..], Vec::as_slice) {
        [] => "Types that no call needs.".to_owned(),
        [one] => format!("Types of `{one}`."),
        several => format!("Types of `{}`.", several.join("`, `")),
    }
}

/// The `use` lines of a file of types.
fn imports(scope: &Scope<'_>, file: &str, declarations: &[TokenStream]) -> Vec<TokenStream> {
    let view = scope.view;
    let mut foreign: BTreeSet<&str> = BTreeSet::new();
    let mut deprecated: BTreeSet<&str> = BTreeSet::new();
    for id in scope.named() {
        let names = view.names_of(id);
        if file_stem(&names.file) == file {
        } else if view.def(id).deprecated {
            deprecated.insert(&names.name);
        } else {
            foreign.insert(&names.name);
        }
    }
    let mut items = Vec::new();
    if !foreign.is_empty() {
        let names = foreign.into_iter().map(ident);
        items.push(quote!(use super::{#(#names),*};));
    }
    if !deprecated.is_empty() {
        let names = deprecated.into_iter().map(ident);
        items.push(quote!(#[allow(deprecated)] use super::{#(#names),*};));
    }
    if mentions(declarations, "rt") {
        items.push(quote!(
            use crate::runtime as rt;
        ));
    }
    if scope.needs_map() {
        items.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    items
}

/// `#[deprecated]` for what the document calls deprecated.
fn deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[deprecated]))
}

/// `#[allow(deprecated)]` for generated code that must name something deprecated.
pub(crate) fn allow_deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[allow(deprecated)]))
}

/// Whether a type is or contains a deprecated declaration that its use names.
pub(crate) fn names_deprecated(view: &View<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Named(id) => view.def(*id).deprecated,
        Ty::List(inner) | Ty::Map(inner) | Ty::Nullable(inner) | Ty::JsonText(inner) => {
            names_deprecated(view, inner)
        }
        Ty::Tuple(items) => items.iter().any(|item| names_deprecated(view, item)),
        Ty::Scalar(_) | Ty::Json => false,
    }
}

/// Whether a `Box` stands around a member or variant, to break a cycle.
pub(super) fn is_boxed(view: &View<'_>, id: TypeId, member: usize) -> bool {
    view.facts_of(id)
        .boxed
        .get(member)
        .copied()
        .unwrap_or(false)
}
