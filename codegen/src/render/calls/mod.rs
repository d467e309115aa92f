//! Resource modules: what a user calls, one module for each resource.

mod builder;
mod constants;
mod documentation;
pub(crate) mod follow;
mod method;
pub(crate) mod operation;
mod outcome;
mod parameter;

use super::paths::{self, Place, Scope, ident};
use super::{Plan, SourceFile, View, crate_files, docs, features};
use crate::name::{Resource, ResourceId};
use proc_macro2::TokenStream;
use quote::quote;

/// Plans the module of every resource.
#[must_use]
pub fn plan<'a>(view: &'a View<'a>) -> Vec<Plan<'a>> {
    (0..view.names.resources.len())
        .map(|index| Plan {
            weight: weight(view, ResourceId(index)),
            render: Box::new(move || module(view, ResourceId(index))),
        })
        .collect()
}

/// The method that gives a resource: of its parent, of the product or of the client, which is
/// `client`.
#[must_use]
pub fn accessor(view: &View<'_>, resource: &Resource, client: &TokenStream) -> TokenStream {
    let module = ident(&resource.module);
    let type_name = ident(&resource.type_name);
    let docs = docs::attributes(&[summary(view, resource)]);
    let cfg = cfg(view, resource);
    quote! {
        #docs
        #cfg
        #[must_use]
        pub fn #module(&self) -> #module::#type_name {
            #module::#type_name::new(#client)
        }
    }
}

/// What leaves a resource out: those below the first level are left out with what they are below.
#[must_use]
pub fn cfg(view: &View<'_>, resource: &Resource) -> Option<TokenStream> {
    let is_root = resource.parent.is_none();
    is_root.then(|| features::cfg(view, std::slice::from_ref(&resource.module)))
}

/// The resources of the first level.
pub fn roots<'a>(view: &'a View<'a>) -> impl Iterator<Item = &'a Resource> {
    first_modules(view).filter(|resource| !resource.direct)
}

/// What has a module on the first level.
pub fn first_modules<'a>(view: &'a View<'a>) -> impl Iterator<Item = &'a Resource> {
    let resources = view.names.resources.iter();
    resources.filter(|resource| resource.parent.is_none())
}

/// What a user writes to get to the resource: `client.cloud().security_groups().rules()`.
#[must_use]
pub fn chain(view: &View<'_>, id: ResourceId) -> Vec<String> {
    let mut calls: Vec<String> = ancestry(view, id)
        .filter(|resource| !resource.direct)
        .map(|resource| format!("{}()", resource.module))
        .collect();
    if let Some(product) = &view.names.product {
        calls.push(format!("{product}()"));
    }
    calls.push("client".to_owned());
    calls.reverse();
    calls
}

/// The resource and what is above it, innermost first.
fn ancestry<'a>(view: &'a View<'a>, id: ResourceId) -> impl Iterator<Item = &'a Resource> {
    let mut next = Some(id);
    std::iter::from_fn(move || {
        let resource = &view.names.resources[next?.0];
        next = resource.parent;
        Some(resource)
    })
}

/// Tokens are made for each operation and its parts; what they come to is in proportion.
fn weight(view: &View<'_>, id: ResourceId) -> usize {
    let operations = &view.names.resources[id.0].operations;
    let inputs = operations.iter().map(|operation| {
        let call = &view.facts.calls[operation.0];
        call.arguments.len() + call.setters.len()
    });
    30 * operations.len() + 10 * inputs.sum::<usize>()
}

/// The path of a resource's file below the crate.
fn path(view: &View<'_>, id: ResourceId) -> String {
    let mut modules: Vec<&str> = ancestry(view, id)
        .map(|resource| paths::file_stem(&resource.module))
        .collect();
    modules.reverse();
    let modules = modules.join("/");
    let folder = view.folder();
    if view.names.resources[id.0].children.is_empty() {
        format!("{folder}/{modules}.rs")
    } else {
        format!("{folder}/{modules}/mod.rs")
    }
}

fn module(view: &View<'_>, id: ResourceId) -> SourceFile {
    let resource = &view.names.resources[id.0];
    let scope = Scope::new(view, Place::Calls);
    let mut methods = Vec::new();
    let mut calls = Vec::new();
    for &operation in &resource.operations {
        let call = operation::Context::new(&scope, operation);
        methods.push(method::method(&call));
        calls.push(operation::description(&call));
        calls.extend(builder::items(&call));
    }
    let mut items = imports(&scope, view, id);
    let children = resource.children.iter();
    items.extend(children.map(|child| {
        let module = ident(&view.names.resources[child.0].module);
        quote!(pub mod #module;)
    }));
    if resource.direct {
        items.extend(direct(view, resource, &methods));
    } else {
        items.extend(declaration(view, resource, &methods));
    }
    items.extend(calls);
    SourceFile {
        path: path(view, id),
        inner_docs: match resource.description.as_deref().map(docs::markdown) {
            Some(lines) if !lines.is_empty() => lines,
            _ => vec![summary(view, resource)],
        },
        items,
    }
}

/// The `use` items of a resource's file, after everything else was rendered.
fn imports(scope: &Scope<'_>, view: &View<'_>, id: ResourceId) -> Vec<TokenStream> {
    let mut imports = Vec::new();
    if !scope.named().is_empty() {
        let up = ancestry(view, id).map(|_| quote!(super));
        imports.push(quote!(use #(#up::)*types;));
    }
    imports.push(quote!(
        use crate::runtime as rt;
    ));
    if scope.needs_map() {
        imports.push(quote!(
            use std::collections::BTreeMap;
        ));
    }
    imports
}

/// Methods of the product's own type or, without products, of the client.
fn direct(view: &View<'_>, resource: &Resource, methods: &[TokenStream]) -> Vec<TokenStream> {
    let Some(product) = &view.names.product else {
        return vec![quote! {
            impl rt::Client {
                #(#methods)*
            }
        }];
    };
    let name = ident(&resource.type_name);
    let product_type = ident(&crate_files::roots::product_type(product));
    let import = if name == product_type {
        quote!(use super::#product_type;)
    } else {
        quote!(use super::#product_type as #name;)
    };
    let methods = quote! {
        impl #name {
            #(#methods)*
        }
    };
    vec![import, methods]
}

/// The resource's type with its accessors and methods.
fn declaration(view: &View<'_>, resource: &Resource, methods: &[TokenStream]) -> [TokenStream; 2] {
    let type_name = ident(&resource.type_name);
    let docs = docs::attributes(&[summary(view, resource)]);
    let client = quote!(self.client.clone());
    let accessors = resource
        .children
        .iter()
        .map(|child| accessor(view, &view.names.resources[child.0], &client));
    [
        quote! {
            #docs
            #[derive(Debug, Clone)]
            pub struct #type_name {
                client: rt::Client,
            }
        },
        quote! {
            impl #type_name {
                pub(crate) fn new(client: rt::Client) -> Self {
                    Self { client }
                }
                #(#accessors)*
                #(#methods)*
            }
        },
    ]
}

/// One line that says what a resource is.
fn summary(view: &View<'_>, resource: &Resource) -> String {
    if resource.direct {
        return match &view.names.product {
            Some(product) => {
                let product = paths::file_stem(product).replace('_', " ");
                format!("Calls of {product} itself.")
            }
            None => "Calls of the client itself.".to_owned(),
        };
    }
    let words = paths::file_stem(&resource.module).replace('_', " ");
    match resource.parent {
        Some(parent) => {
            let parent = &view.names.resources[parent.0].module;
            let parent = paths::file_stem(parent).replace('_', " ");
            format!("Calls of {words}, below {parent}.")
        }
        None => format!("Calls of {words}."),
    }
}

#[cfg(test)]
mod tests;
