//! A fixed list of values, open for those that come later: `pub enum`.

use super::super::docs::code_span;
use super::super::paths::{Scope, ident};
use super::{deprecated, describe};
use crate::ir::{Enum, EnumRepr, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

/// The declaration.
pub(super) fn declare(scope: &Scope<'_>, id: TypeId, item: &Enum) -> TokenStream {
    let view = scope.view;
    let names = view.names_of(id);
    let name = ident(&names.name);
    let docs = describe::type_docs(view, id);
    let deprecated = deprecated(view.def(id).deprecated);
    let variants = item
        .values
        .iter()
        .zip(&names.members)
        .map(|(value, member)| {
            let docs = describe::or_else(&value.docs, Vec::new(), || {
                format!("{}.", code_span(&describe::plain(&value.value)))
            });
            let member = ident(member);
            quote!(#docs #member,)
        });
    let (copy, unknown) = match item.repr {
        EnumRepr::Text => (None, scope.prelude("String")),
        EnumRepr::Integer => (Some(quote!(Copy,)), quote!(i64)),
    };
    let beyond = if item.is_open {
        " Any other text; the document allows it."
    } else {
        " A value that this version of the crate does not know."
    };
    quote! {
        #docs
        #[derive(Debug, Clone, #copy PartialEq, Eq, PartialOrd, Ord, Hash)]
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = #beyond]
            Unknown(#unknown),
        }
    }
}
