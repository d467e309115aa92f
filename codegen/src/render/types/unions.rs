//! One of several shapes: `pub enum` with a payload for each.

use super::super::docs::code_span;
use super::super::paths::{Scope, complexity, ident};
use super::{allow_deprecated, deprecated, describe, is_boxed, names_deprecated, structs};
use crate::ir::{Item, Scalar, ScalarKind, Ty, TypeId, Union, Variant};
use proc_macro2::TokenStream;
use quote::quote;

/// The declaration, and `From` for each payload that only one variant has.
pub(super) fn declare(scope: &Scope<'_>, id: TypeId, item: &Union, items: &mut Vec<TokenStream>) {
    let view = scope.view;
    let names = view.names_of(id);
    let name = ident(&names.name);
    let docs = describe::type_docs(view, id);
    let is_deprecated = view.def(id).deprecated;
    let variants = item.variants.iter().enumerate().map(|(index, variant)| {
        let docs = describe::or_else(&variant.docs, Vec::new(), || fallback(scope, variant));
        let name = ident(&names.members[index]);
        let payload = scope.ty(&variant.ty);
        let payload = if is_boxed(view, id, index) {
            scope.apply("Box", payload)
        } else {
            payload
        };
        let complex = structs::allow_complex(complexity(&variant.ty));
        quote!(#docs #complex #name(#payload),)
    });
    let unknown = if item.tag.is_some() {
        quote! {
            #[doc = " A variant that this version of the crate does not know."]
            Unknown(rt::Tagged),
        }
    } else {
        quote! {
            #[doc = " A value that fits no variant; `mismatches` says why."]
            Other(rt::Unmatched),
        }
    };
    let names_deprecated = item.variants.iter().any(|v| names_deprecated(view, &v.ty));
    let allow = allow_deprecated(names_deprecated);
    let deprecated = deprecated(is_deprecated);
    items.push(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #deprecated
        #allow
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #unknown }
    });
    conversions(scope, id, item, items);
}

/// What the documentation of a variant says where the document says nothing.
fn fallback(scope: &Scope<'_>, variant: &Variant) -> String {
    if let [tag, ..] = variant.tags.as_slice() {
        return format!("{}.", code_span(&describe::plain(tag)));
    }
    let kind = match scope.resolve(&variant.ty) {
        Ty::Named(id) => return format!("{}.", code_span(&scope.view.names_of(*id).name)),
        Ty::Scalar(scalar) => match scalar.kind() {
            ScalarKind::Null => "Null",
            ScalarKind::Bool => "A boolean",
            ScalarKind::Integer => "An integer",
            ScalarKind::Number => "A number",
            ScalarKind::Text => "A string",
        },
        Ty::List(_) | Ty::Tuple(_) => "An array",
        Ty::Map(_) => "An object",
        Ty::Nullable(_) => "A value or null",
        Ty::JsonText(_) => "JSON text",
        Ty::Json => "Any JSON",
    };
    format!("{kind}.")
}

/// `From` for each payload that no other variant has.
fn conversions(scope: &Scope<'_>, id: TypeId, item: &Union, items: &mut Vec<TokenStream>) {
    let view = scope.view;
    let names = view.names_of(id);
    let name = ident(&names.name);
    let payloads: Vec<Ty> = item
        .variants
        .iter()
        .map(|v| canonical(scope, &v.ty))
        .collect();
    for (index, variant) in item.variants.iter().enumerate() {
        let payload = &payloads[index];
        let alone = payloads.iter().filter(|other| *other == payload).count() == 1;
        let takes_itself = *payload == Ty::Named(id);
        if !alone || takes_itself || matches!(payload, Ty::Json | Ty::Scalar(Scalar::Null)) {
            continue;
        }
        let from = scope.prelude("From");
        let member = ident(&names.members[index]);
        let ty = scope.ty(&variant.ty);
        let value = if is_boxed(view, id, index) {
            let boxed = scope.prelude("Box");
            quote!(#boxed::new(value))
        } else {
            quote!(value)
        };
        let deprecated = view.def(id).deprecated || names_deprecated(view, &variant.ty);
        let allow = allow_deprecated(deprecated);
        items.push(quote! {
            #allow
            impl #from<#ty> for #name {
                fn from(value: #ty) -> Self { Self::#member(#value) }
            }
        });
        if *payload == Ty::Scalar(Scalar::String) {
            let allow = allow_deprecated(view.def(id).deprecated);
            items.push(quote! {
                #allow
                impl #from<&str> for #name {
                    fn from(value: &str) -> Self { Self::#member(value.into()) }
                }
            });
        }
    }
}

/// The type with every alias in it followed: two payloads are one type if these are equal.
fn canonical(scope: &Scope<'_>, ty: &Ty) -> Ty {
    let inner = |ty: &Ty| Box::new(canonical(scope, ty));
    match ty {
        Ty::Named(id) => match &scope.view.def(*id).item {
            Item::Alias(target) => canonical(scope, target),
            _ => ty.clone(),
        },
        Ty::List(item) => Ty::List(inner(item)),
        Ty::Map(value) => Ty::Map(inner(value)),
        Ty::Nullable(ty) => Ty::Nullable(inner(ty)),
        Ty::JsonText(ty) => Ty::JsonText(inner(ty)),
        Ty::Tuple(items) => Ty::Tuple(items.iter().map(|ty| canonical(scope, ty)).collect()),
        Ty::Scalar(_) | Ty::Json => ty.clone(),
    }
}
