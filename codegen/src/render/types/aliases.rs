//! Another name for a type: `pub type`, or a transparent struct where an alias would name itself.

use super::super::paths::{Scope, ident};
use super::{allow_deprecated, deprecated, describe, is_boxed, names_deprecated};
use crate::ir::{Ty, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

/// `pub type Name = ..;`
pub(super) fn alias(scope: &Scope<'_>, id: TypeId, ty: &Ty) -> TokenStream {
    let view = scope.view;
    let name = ident(&view.names_of(id).name);
    let docs = describe::type_docs(view, id);
    let deprecated = deprecated(view.def(id).deprecated);
    let allow = allow_deprecated(names_deprecated(view, ty));
    let ty = scope.ty(ty);
    quote!(#docs #deprecated #allow pub type #name = #ty;)
}

/// `pub struct Name(pub ..);` with `From`.
pub(super) fn wrapper(scope: &Scope<'_>, id: TypeId, ty: &Ty, items: &mut Vec<TokenStream>) {
    let view = scope.view;
    let name = ident(&view.names_of(id).name);
    let docs = describe::type_docs(view, id);
    let is_deprecated = view.def(id).deprecated;
    let deprecated = deprecated(is_deprecated);
    let allow = allow_deprecated(names_deprecated(view, ty));
    let allow_impl = allow_deprecated(is_deprecated || names_deprecated(view, ty));
    let plain = scope.ty(ty);
    let (inner, value) = if is_boxed(view, id, 0) {
        let boxed = scope.prelude("Box");
        (
            scope.apply("Box", plain.clone()),
            quote!(#boxed::new(value)),
        )
    } else {
        (plain.clone(), quote!(value))
    };
    items.push(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #deprecated
        #allow
        pub struct #name(#[doc = " What it holds."] pub #inner);
    });
    let from = scope.prelude("From");
    items.push(quote! {
        #allow_impl
        impl #from<#plain> for #name {
            fn from(value: #plain) -> Self { Self(#value) }
        }
    });
}
