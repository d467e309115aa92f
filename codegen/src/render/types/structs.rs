//! An object with declared members: `pub struct`.

use super::super::Storage;
use super::super::paths::{Scope, complexity, ident};
use super::{allow_deprecated, construct, debug, deprecated, describe, is_boxed, names_deprecated};
use crate::ir::{Additional, Field, Struct, Ty, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

/// The declaration and everything that stands beside it.
pub(super) fn declare(scope: &Scope<'_>, id: TypeId, item: &Struct, items: &mut Vec<TokenStream>) {
    let view = scope.view;
    let (def, facts, names) = (view.def(id), view.facts_of(id), view.names_of(id));
    let name = ident(&names.name);
    let docs = describe::type_docs(view, id);
    let derives = derives(
        scope,
        facts.has_secret,
        facts.default && !construct::has_prefill(item),
    );
    let fields = item
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.constant.is_none());
    let fields = fields.map(|(index, field)| {
        let docs = describe::field_docs(field);
        let deprecated = deprecated(field.deprecated);
        let name = ident(&names.members[index]);
        let ty = stored(scope, id, index, Storage::of(field));
        let complex = allow_complex(complexity(&ty_of_field(field)));
        quote!(#docs #deprecated #complex pub #name: #ty,)
    });
    let rest = match &item.additional {
        Additional::Undeclared => quote!(pub(crate) extra: rt::Extra,),
        Additional::Typed(ty) => {
            let string = scope.prelude("String");
            let value = scope.ty(ty);
            let map = scope.apply("BTreeMap", quote!(#string, #value));
            quote!(#[doc = " Members beyond the declared ones."] pub additional: #map,)
        }
    };
    let allow = allow_deprecated(mentions_deprecated(scope, item));
    let deprecated = deprecated(def.deprecated);
    items.push(quote! {
        #docs
        #derives
        #deprecated
        #allow
        #[non_exhaustive]
        pub struct #name { #(#fields)* #rest }
    });
    if facts.has_secret {
        items.push(debug::redacted(scope, id, item));
    }
    construct::declare(scope, id, item, items);
}

/// The type of a field as far as its complexity goes: `Option` and `rt::Patch` count alike.
fn ty_of_field(field: &Field) -> Ty {
    match &field.ty {
        ty @ Ty::Nullable(_) => ty.clone(),
        ty if field.required => ty.clone(),
        ty => Ty::Nullable(Box::new(ty.clone())),
    }
}

/// `#[allow(clippy::type_complexity)]` where clippy asks for an alias that the document has no name
/// for.
pub(super) fn allow_complex(complexity: usize) -> Option<TokenStream> {
    const LIMIT: usize = 250;
    (complexity > LIMIT).then(|| quote!(#[allow(clippy::type_complexity)]))
}

/// The derives of a struct.
pub(super) fn derives(_scope: &Scope<'_>, has_secret: bool, default: bool) -> TokenStream {
    match (has_secret, default) {
        (false, false) => quote!(#[derive(Debug, Clone, PartialEq)]),
        (false, true) => quote!(#[derive(Debug, Clone, Default, PartialEq)]),
        (true, false) => quote!(#[derive(Clone, PartialEq)]),
        (true, true) => quote!(#[derive(Clone, Default, PartialEq)]),
    }
}

/// The type of a field.
fn stored(scope: &Scope<'_>, id: TypeId, member: usize, storage: Storage<'_>) -> TokenStream {
    let boxed = is_boxed(scope.view, id, member);
    let place = |ty: &Ty| {
        let ty = scope.ty(ty);
        if boxed { scope.apply("Box", ty) } else { ty }
    };
    match storage {
        // The box stands inside `Option`, so that a null costs no allocation.
        Storage::Plain(Ty::Nullable(ty)) => scope.apply("Option", place(ty)),
        Storage::Optional(ty) => scope.apply("Option", place(ty)),
        Storage::Plain(ty) => place(ty),
        Storage::Patch(ty) => {
            let ty = place(ty);
            quote!(rt::Patch<#ty>)
        }
    }
}

/// Whether the declaration names something deprecated.
fn mentions_deprecated(scope: &Scope<'_>, item: &Struct) -> bool {
    let view = scope.view;
    let rest = match &item.additional {
        Additional::Undeclared => false,
        Additional::Typed(ty) => names_deprecated(view, ty),
    };
    rest || item
        .fields
        .iter()
        .any(|field| names_deprecated(view, &field.ty))
}
