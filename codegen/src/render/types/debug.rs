//! `Debug` of a struct that has something to hide.

use super::super::paths::{Scope, ident};
use super::allow_deprecated;
use crate::ir::{Additional, Field, Struct, TypeId};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The `Debug` of a struct with secret members.
pub(super) fn redacted(scope: &Scope<'_>, id: TypeId, item: &Struct) -> TokenStream {
    let names = scope.view.names_of(id);
    let fields = item
        .fields
        .iter()
        .zip(&names.members)
        .filter(|(field, _)| field.constant.is_none());
    let rest = match item.additional {
        Additional::Undeclared => quote!(.field("extra", &self.extra)),
        Additional::Typed(_) => quote!(.field("additional", &self.additional)),
    };
    implement(
        &ident(&names.name),
        scope.view.def(id).deprecated,
        fields,
        &rest,
    )
}

/// `Debug` of a struct with these fields, and those that `rest` writes.
pub(super) fn implement<'a>(
    name: &Ident,
    is_deprecated: bool,
    fields: impl Iterator<Item = (&'a Field, &'a String)>,
    rest: &TokenStream,
) -> TokenStream {
    let mut any_deprecated = is_deprecated;
    let mut calls = TokenStream::new();
    for (field, member) in fields {
        any_deprecated |= field.deprecated;
        let text = member.trim_start_matches("r#");
        let member = ident(member);
        calls.extend(if field.secret {
            quote!(.field(#text, &rt::Redacted))
        } else {
            quote!(.field(#text, &self.#member))
        });
    }
    let allow = allow_deprecated(any_deprecated);
    let text = name.to_string();
    quote! {
        #allow
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#text)#calls #rest.finish()
            }
        }
    }
}
