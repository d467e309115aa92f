//! How a value of a sent struct is made: `new`, the struct of its required members, setters.

use super::super::Storage;
use super::super::arguments::argument;
use super::super::paths::{Scope, complexity, ident, null_setter};
use super::{allow_deprecated, debug, deprecated, describe, is_boxed, names_deprecated, structs};
use crate::ir::{
    Additional, Constant, EnumRepr, Field, Item, Scalar, ScalarKind, Struct, Ty, TypeId,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// A member's setter.
#[derive(Debug, Clone)]
pub struct Setter {
    /// The type of the argument.
    pub ty: TokenStream,
    /// What is stored in the field: `Some(value.into())`.
    pub stored: TokenStream,
}

/// How the member at an index of a struct is set from an argument called `name`.
///
/// A required member that is nullable takes null as `None`; an optional one is set to null by a
/// setter of its own.
#[must_use]
pub fn setter(scope: &Scope<'_>, id: TypeId, member: usize, field: &Field, name: &Ident) -> Setter {
    let boxed = is_boxed(scope.view, id, member);
    let in_box = |value: TokenStream| {
        if boxed {
            let path = scope.prelude("Box");
            quote!(#path::new(#value))
        } else {
            value
        }
    };
    match Storage::of(field) {
        // The conversion has to name its result, or `map` would not know what it is called on.
        Storage::Plain(ty @ Ty::Nullable(_)) if boxed => {
            let argument = argument(scope, ty, name);
            let (into, path) = (scope.prelude("Into"), scope.prelude("Box"));
            let ty = scope.ty(ty);
            Setter {
                ty: argument.ty,
                stored: quote!(#into::<#ty>::into(#name).map(#path::new)),
            }
        }
        Storage::Plain(ty) => {
            let argument = argument(scope, ty, name);
            Setter {
                ty: argument.ty,
                stored: in_box(argument.value),
            }
        }
        Storage::Optional(ty) => {
            let argument = argument(scope, ty, name);
            let some = scope.prelude("Some");
            let value = in_box(argument.value);
            Setter {
                ty: argument.ty,
                stored: quote!(#some(#value)),
            }
        }
        Storage::Patch(ty) => {
            let argument = argument(scope, ty, name);
            let value = in_box(argument.value);
            Setter {
                ty: argument.ty,
                stored: quote!(rt::Patch::Value(#value)),
            }
        }
    }
}

/// Whether a new value starts with more than absence.
pub(super) fn has_prefill(item: &Struct) -> bool {
    item.fields.iter().any(|field| field.prefill.is_some())
}

/// Everything by which a value is made, if the struct is sent.
pub(super) fn declare(scope: &Scope<'_>, id: TypeId, item: &Struct, items: &mut Vec<TokenStream>) {
    let facts = scope.view.facts_of(id);
    if !facts.sent {
        return;
    }
    if facts.many_required {
        required_struct(scope, id, item, items);
    }
    let mut methods = vec![constructor(scope, id, item)];
    if facts.body_of.is_none() {
        for (index, field) in item.fields.iter().enumerate() {
            if !field.required && !field.read_only {
                setters(scope, id, index, field, &mut methods);
            }
        }
    }
    let name = ident(&scope.view.names_of(id).name);
    let allow = allow_deprecated(scope.view.def(id).deprecated);
    items.push(quote!(#allow impl #name { #(#methods)* }));
    if facts.default && has_prefill(item) {
        let default = scope.prelude("Default");
        items.push(quote! {
            #allow
            impl #default for #name {
                fn default() -> Self { Self::new() }
            }
        });
    }
}

/// The members that have to be given, with their indexes.
fn given(item: &Struct) -> impl Iterator<Item = (usize, &Field)> {
    item.fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.required && field.constant.is_none() && field.prefill.is_none())
}

/// `pub fn new(..) -> Self`
fn constructor(scope: &Scope<'_>, id: TypeId, item: &Struct) -> TokenStream {
    let (view, facts) = (scope.view, scope.view.facts_of(id));
    let names = view.names_of(id);
    let allow =
        allow_deprecated(item.fields.iter().any(|field| {
            field.deprecated || (field.required && names_deprecated(view, &field.ty))
        }));
    if facts.default && !has_prefill(item) {
        // By the trait's name, because a member's setter may be called `default`.
        let default = scope.prelude("Default");
        return quote! {
            #[doc = " A value without any optional member."]
            #[must_use]
            pub fn new() -> Self { #default::default() }
        };
    }
    let mut arguments = Vec::new();
    let required = names.required.as_ref().filter(|_| facts.many_required);
    if let Some(required) = required {
        let required = ident(required);
        arguments.push(quote!(required: #required));
    }
    let values = item
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.constant.is_none());
    let values: Vec<_> = values
        .map(|(index, field)| {
            let name = ident(&names.members[index]);
            if let Some(constant) = &field.prefill
                && let Some(value) = prefilled(scope, id, index, field, constant)
            {
                return quote!(#name: #value,);
            }
            match Storage::of(field) {
                Storage::Optional(_) => {
                    let none = scope.prelude("None");
                    quote!(#name: #none,)
                }
                Storage::Patch(_) => quote!(#name: rt::Patch::Absent,),
                Storage::Plain(_) if required.is_some() => {
                    let value = in_box(scope, id, index, field, quote!(required.#name));
                    quote!(#name: #value,)
                }
                Storage::Plain(_) => {
                    let setter = setter(scope, id, index, field, &name);
                    let ty = setter.ty;
                    arguments.push(quote!(#name: #ty));
                    let value = setter.stored;
                    // `Self { name, .. }` where nothing is converted.
                    if name == value.to_string() {
                        quote!(#name,)
                    } else {
                        quote!(#name: #value,)
                    }
                }
            }
        })
        .collect();
    let rest = match item.additional {
        Additional::Undeclared => quote!(extra: rt::Extra::default()),
        Additional::Typed(_) => {
            let map = scope.prelude("BTreeMap");
            let _ = scope.apply("BTreeMap", TokenStream::new());
            quote!(additional: #map::new())
        }
    };
    quote! {
        #[doc = " A value with what is required."]
        #allow
        #[must_use]
        pub fn new(#(#arguments),*) -> Self { Self { #(#values)* #rest } }
    }
}

/// A required value put into its box, if it has one.
fn in_box(
    scope: &Scope<'_>,
    id: TypeId,
    member: usize,
    field: &Field,
    value: TokenStream,
) -> TokenStream {
    if !is_boxed(scope.view, id, member) {
        return value;
    }
    let path = scope.prelude("Box");
    match &field.ty {
        Ty::Nullable(_) => quote!(#value.map(#path::new)),
        _ => quote!(#path::new(#value)),
    }
}

/// The exhaustive struct of the required members.
fn required_struct(scope: &Scope<'_>, id: TypeId, item: &Struct, items: &mut Vec<TokenStream>) {
    let view = scope.view;
    let names = view.names_of(id);
    let Some(required) = &names.required else {
        return;
    };
    let name = ident(required);
    let secret = given(item).any(|(_, field)| field.secret);
    let derives = structs::derives(scope, secret, false);
    let fields = given(item).map(|(index, field)| {
        let docs = describe::field_docs(field);
        let deprecated = deprecated(field.deprecated);
        let complex = structs::allow_complex(complexity(&field.ty));
        let name = ident(&names.members[index]);
        let ty = scope.ty(&field.ty);
        quote!(#docs #deprecated #complex pub #name: #ty,)
    });
    let allow = allow_deprecated(given(item).any(|(_, field)| names_deprecated(view, &field.ty)));
    let docs = format!(" What [`{}`] requires.", names.name);
    items.push(quote! {
        #[doc = #docs]
        #derives
        #allow
        pub struct #name { #(#fields)* }
    });
    if secret {
        let fields = given(item).map(|(index, field)| (field, &names.members[index]));
        items.push(debug::implement(&name, false, fields, &TokenStream::new()));
    }
}

/// The setters of one optional member.
fn setters(
    scope: &Scope<'_>,
    id: TypeId,
    member: usize,
    field: &Field,
    methods: &mut Vec<TokenStream>,
) {
    let member_name = &scope.view.names_of(id).members[member];
    let name = ident(member_name);
    let value = format_ident!("value");
    let Setter { ty, stored } = setter(scope, id, member, field, &value);
    let text = member_name.trim_start_matches("r#");
    let docs = format!(" Sets `{text}`.");
    let deprecated = deprecated(field.deprecated);
    // That a method is deprecated itself does not make up for its body and signature.
    let allow = allow_deprecated(field.deprecated || names_deprecated(scope.view, &field.ty));
    let allow_null = allow_deprecated(field.deprecated);
    let operator = is_operator(text).then(|| quote!(#[allow(clippy::should_implement_trait)]));
    methods.push(quote! {
        #[doc = #docs]
        #deprecated
        #allow
        #operator
        #[must_use]
        pub fn #name(mut self, value: #ty) -> Self { self.#name = #stored; self }
    });
    if let Storage::Patch(_) = Storage::of(field) {
        let null = null_setter(text);
        let docs = format!(" Sets `{text}` to null.");
        methods.push(quote! {
            #[doc = #docs]
            #deprecated
            #allow_null
            #[must_use]
            pub fn #null(mut self) -> Self { self.#name = rt::Patch::Null; self }
        });
    }
}

/// Whether a setter of this name looks to clippy like a method of an operator's trait.
fn is_operator(name: &str) -> bool {
    const NAMES: [&str; 10] = [
        "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
    ];
    NAMES.contains(&name)
}

/// What a field starts with that the document fixes for a new value.
fn prefilled(
    scope: &Scope<'_>,
    id: TypeId,
    member: usize,
    field: &Field,
    constant: &Constant,
) -> Option<TokenStream> {
    let inner = match &field.ty {
        Ty::Nullable(inner) => inner,
        ty => ty,
    };
    let mut value = constant_value(scope, inner, constant)?;
    if is_boxed(scope.view, id, member) {
        let path = scope.prelude("Box");
        value = quote!(#path::new(#value));
    }
    let some = scope.prelude("Some");
    Some(match Storage::of(field) {
        Storage::Plain(Ty::Nullable(_)) | Storage::Optional(_) => quote!(#some(#value)),
        Storage::Plain(_) => value,
        Storage::Patch(_) => quote!(rt::Patch::Value(#value)),
    })
}

/// A constant as a value of a type; `None` if the type has no such value.
#[must_use]
pub fn constant_value(scope: &Scope<'_>, ty: &Ty, constant: &Constant) -> Option<TokenStream> {
    match (scope.resolve(ty), constant) {
        (Ty::Json, Constant::Text(text)) => Some(quote!(rt::Json::from(#text))),
        (Ty::Json, Constant::Integer(value)) => Some(quote!(rt::Json::from(#value))),
        (Ty::Json, Constant::Bool(value)) => Some(quote!(rt::Json::from(#value))),
        (Ty::Scalar(Scalar::Bool), Constant::Bool(value)) => Some(quote!(#value)),
        (Ty::Scalar(scalar), Constant::Integer(value)) => integer(*scalar, *value),
        (Ty::Scalar(scalar), Constant::Text(text)) => {
            (scalar.kind() == ScalarKind::Text).then(|| {
                let ty = scope.ty(&Ty::Scalar(*scalar));
                quote!(#ty::from(#text))
            })
        }
        (Ty::Named(id), constant) => match &scope.view.def(*id).item {
            Item::Enum(item) => {
                let names = scope.view.names_of(*id);
                let ty = scope.named_type(*id);
                if let Some(index) = item.values.iter().position(|v| v.value == *constant) {
                    let variant = ident(&names.members[index]);
                    return Some(quote!(#ty::#variant));
                }
                match (item.repr, constant) {
                    (EnumRepr::Text, Constant::Text(text)) => Some(quote!(#ty::from(#text))),
                    (EnumRepr::Integer, Constant::Integer(value)) => {
                        Some(quote!(#ty::Unknown(#value)))
                    }
                    _ => None,
                }
            }
            _ => None,
        },
        _ => None,
    }
}

fn integer(scalar: Scalar, value: i64) -> Option<TokenStream> {
    let literal = proc_macro2::Literal::i64_unsuffixed(value);
    match scalar {
        Scalar::I8 => i8::try_from(value).is_ok(),
        Scalar::I16 => i16::try_from(value).is_ok(),
        Scalar::I32 => i32::try_from(value).is_ok(),
        Scalar::I64 => true,
        Scalar::U8 => u8::try_from(value).is_ok(),
        Scalar::U16 => u16::try_from(value).is_ok(),
        Scalar::U32 => u32::try_from(value).is_ok(),
        Scalar::U64 => value >= 0,
        _ => false,
    }
    .then(|| quote!(#literal))
}
