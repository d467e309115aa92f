//! `rt::OpenEnum` of an enumeration: its values and their variants.

use super::super::View;
use super::super::paths::ident;
use super::super::types::allow_deprecated;
use super::with_macro;
use crate::ir::{Constant, Enum, EnumRepr, TypeId};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The implementation and the macro that builds on it.
pub(super) fn implement(view: &View<'_>, id: TypeId, item: &Enum, items: &mut Vec<TokenStream>) {
    let names = view.names_of(id);
    let (name, text) = (ident(&names.name), &names.name);
    let allow = allow_deprecated(view.def(id).deprecated);
    let variants: Vec<_> = names.members.iter().map(|member| ident(member)).collect();
    let values: Vec<_> = item
        .values
        .iter()
        .map(|value| literal(&value.value))
        .collect();
    let string = view.prelude.path("String");
    let is_open = item.is_open.then(|| {
        quote!(
            const IS_OPEN: bool = true;
        )
    });
    items.push(match item.repr {
        EnumRepr::Text => quote! {
            #allow
            impl rt::OpenEnum for #name {
                const NAME: &'static str = #text;
                const VALUES: &'static [(&'static str, Self)] = &[#((#values, Self::#variants)),*];
                #is_open
                fn as_str(&self) -> &str {
                    match self { #(Self::#variants => #values,)* Self::Unknown(text) => text }
                }
                fn unknown(text: #string) -> Self { Self::Unknown(text) }
            }
        },
        EnumRepr::Integer => quote! {
            #allow
            impl rt::OpenIntEnum for #name {
                const NAME: &'static str = #text;
                const VALUES: &'static [(i64, Self)] = &[#((#values, Self::#variants)),*];
                fn as_i64(&self) -> i64 {
                    match self { #(Self::#variants => #values,)* Self::Unknown(value) => *value }
                }
                fn unknown(value: i64) -> Self { Self::Unknown(value) }
            }
        },
    });
    items.push(with_macro(
        view,
        id,
        match item.repr {
            EnumRepr::Text => "open_enum",
            EnumRepr::Integer => "open_int_enum",
        },
    ));
}

/// The value as a literal; lower makes enumerations of strings and of integers only.
fn literal(value: &Constant) -> Literal {
    match value {
        Constant::Text(text) => Literal::string(text),
        Constant::Integer(value) => Literal::i64_unsuffixed(*value),
        Constant::Bool(_) | Constant::Json(_) => {
            Literal::string(&super::super::types::constant_json(value))
        }
    }
}
