//! How a caller gives a value: the type of an argument, and the value it becomes.

use super::paths::Scope;
use crate::ir::{Scalar, Ty};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An argument of a constructor, a method or a setter.
#[derive(Debug, Clone)]
pub struct Argument {
    /// Its type in the signature: `impl Into<String>`.
    pub ty: TokenStream,
    /// What makes the value of the declared type from it: `name.into()`.
    pub value: TokenStream,
}

/// The argument called `name` for a value of type `ty`.
///
/// `impl Into<i64>` takes a bare literal, because `i32`, which an unsuffixed literal falls back to,
/// converts to it; that is not so for the other integers, which are taken as they are.
#[must_use]
pub fn argument(scope: &Scope<'_>, ty: &Ty, name: &Ident) -> Argument {
    match scope.resolve(ty) {
        Ty::List(item) => {
            let (item, converted) = element(scope, item);
            let iterator = scope.prelude("IntoIterator");
            let map = converted.then(|| {
                let into = scope.prelude("Into");
                quote!(.map(#into::into))
            });
            Argument {
                ty: quote!(impl #iterator<Item = #item>),
                value: quote!(#name.into_iter()#map.collect()),
            }
        }
        Ty::Map(value) => {
            let (value, converted) = element(scope, value);
            let iterator = scope.prelude("IntoIterator");
            let into = scope.prelude("Into");
            let string = scope.prelude("String");
            let converted = converted.then(|| quote!(.into()));
            Argument {
                ty: quote!(impl #iterator<Item = (impl #into<#string>, #value)>),
                value: quote!(
                    #name.into_iter().map(|(key, value)| (key.into(), value #converted)).collect()
                ),
            }
        }
        resolved if converts(resolved) => {
            let into = scope.prelude("Into");
            let ty = scope.ty(ty);
            Argument {
                ty: quote!(impl #into<#ty>),
                value: quote!(#name.into()),
            }
        }
        _ => Argument {
            ty: scope.ty(ty),
            value: quote!(#name),
        },
    }
}

/// The type of an element that a caller gives, and whether it is converted.
fn element(scope: &Scope<'_>, ty: &Ty) -> (TokenStream, bool) {
    let plain = scope.ty(ty);
    let resolved = scope.resolve(ty);
    if converts(resolved) && !matches!(resolved, Ty::Nullable(_)) {
        let into = scope.prelude("Into");
        (quote!(impl #into<#plain>), true)
    } else {
        (plain, false)
    }
}

/// Whether a value of this type is taken as `impl Into`.
pub(super) fn converts(ty: &Ty) -> bool {
    match ty {
        Ty::Scalar(scalar) => !matches!(
            scalar,
            Scalar::Null
                | Scalar::Bool
                | Scalar::I8
                | Scalar::I16
                | Scalar::U8
                | Scalar::U16
                | Scalar::U32
                | Scalar::U64
        ),
        Ty::Named(_) | Ty::Nullable(_) | Ty::Json => true,
        Ty::List(_) | Ty::Map(_) | Ty::Tuple(_) | Ty::JsonText(_) => false,
    }
}
