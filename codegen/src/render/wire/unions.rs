//! `rt::Union` of a union: its tag, its variants and how each is read and written.

use super::super::View;
use super::super::paths::ident;
use super::super::types::{allow_deprecated, is_boxed, names_deprecated};
use super::{constant, with_macro};
use crate::ir::{TypeId, Union};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The implementation and the macro that builds on it.
pub(super) fn implement(view: &View<'_>, id: TypeId, item: &Union, items: &mut Vec<TokenStream>) {
    let names = view.names_of(id);
    let (name, text) = (ident(&names.name), &names.name);
    let is_deprecated = view.def(id).deprecated
        || item
            .variants
            .iter()
            .any(|variant| names_deprecated(view, &variant.ty));
    let allow = allow_deprecated(is_deprecated);
    let (some, none) = (view.prelude.path("Some"), view.prelude.path("None"));
    let option = view.prelude.path("Option");
    let tag = match &item.tag {
        Some(tag) => quote!(#some(#tag)),
        None => none,
    };
    let variants = item.variants.iter().zip(&names.members).enumerate();
    let variants = variants.map(|(index, (variant, member))| {
        let label = member.trim_start_matches("r#");
        let member = ident(member);
        let tags = variant.tags.iter().map(constant);
        let make = if is_boxed(view, id, index) {
            let boxed = view.prelude.path("Box");
            quote!(|x| Self::#member(#boxed::new(x)))
        } else {
            quote!(Self::#member)
        };
        quote! {
            rt::Variant { name: #label, tags: &[#(#tags),*], read: |v| rt::variant(v, #make) }
        }
    });
    let (unknown, catch_all) = if item.tag.is_some() {
        (quote!(Self::Unknown(value.into())), quote!(Unknown))
    } else {
        (quote!(Self::Other(value)), quote!(Other))
    };
    let members = names.members.iter().map(|member| ident(member));
    let default = item.default.map(|index| {
        let index = Literal::usize_unsuffixed(index);
        quote!(const DEFAULT: #option<usize> = #some(#index);)
    });
    items.push(quote! {
        #allow
        impl rt::Union for #name {
            const NAME: &'static str = #text;
            const TAG: #option<&'static str> = #tag;
            const VARIANTS: &'static [rt::Variant<Self>] = &[#(#variants),*];
            #default
            fn unknown(value: rt::Unmatched) -> Self { #unknown }
            fn write(&self, out: rt::Out<'_>) {
                match self {
                    #(Self::#members(v) => rt::Wire::write(v, out),)*
                    Self::#catch_all(v) => rt::Wire::write(v, out),
                }
            }
        }
    });
    items.push(with_macro(view, id, "union"));
}
