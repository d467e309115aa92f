//! `rt::Object` of a struct: its keys, how it is read, how it is written.

use super::super::paths::ident;
use super::super::types::allow_deprecated;
use super::super::{Storage, View};
use super::{constant, with_macro};
use crate::ir::{Additional, Field, Item, Scalar, Struct, Ty, TypeId};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// Above this many members, each local of `read` has a line of its own.
const TUPLE: usize = 12;

/// The implementation and the macro that builds on it.
pub(super) fn implement(view: &View<'_>, id: TypeId, item: &Struct, items: &mut Vec<TokenStream>) {
    let names = view.names_of(id);
    let name = ident(&names.name);
    let text = &names.name;
    let keys = item.fields.iter().map(|field| &field.wire_name);
    let is_deprecated = view.def(id).deprecated || item.fields.iter().any(|field| field.deprecated);
    let allow = allow_deprecated(is_deprecated);
    let option = view.prelude.path("Option");
    let members = Members {
        view,
        item,
        names: &names.members,
        typed: matches!(item.additional, Additional::Typed(_)),
    };
    let (read, write) = (members.read(), members.write());
    items.push(quote! {
        #allow
        impl rt::Object for #name {
            const NAME: &'static str = #text;
            const KEYS: &'static [&'static str] = &[#(#keys),*];
            fn read(m: &mut rt::Members<'_>) -> #option<Self> { #read }
            fn write(&self, w: &mut rt::Writer<'_>) { #write }
        }
    });
    items.push(with_macro(
        view,
        id,
        if members.typed {
            "object_typed"
        } else {
            "object"
        },
    ));
}

/// What the two functions are made from.
struct Members<'a> {
    view: &'a View<'a>,
    item: &'a Struct,
    names: &'a [String],
    typed: bool,
}

impl Members<'_> {
    fn read(&self) -> TokenStream {
        let fields = &self.item.fields;
        let locals = self.locals();
        let rest = self
            .typed
            .then(|| quote!(let mut rest = rt::TypedRest::new();));
        let next = if self.typed {
            quote!(m.next_or(&mut rest))
        } else {
            quote!(m.next())
        };
        let some = self.view.prelude.path("Some");
        let steps: Vec<_> = fields
            .iter()
            .enumerate()
            .map(|(i, f)| self.step(i, f))
            .collect();
        let looped = match steps.as_slice() {
            [] => quote!(while #next.is_some() {}),
            [step] => quote!(while #next.is_some() { #step; }),
            [first @ .., last] => {
                let indexes = (0..first.len()).map(Literal::usize_unsuffixed);
                quote! {
                    while let #some(key) = #next {
                        match key { #(#indexes => #first,)* _ => #last, }
                    }
                }
            }
        };
        let constants = fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.constant.is_some())
            .map(|(index, _)| {
                let (local, index) = (local(index), Literal::usize_unsuffixed(index));
                quote!(m.need_constant(#index, #local)?;)
            });
        let values = fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.constant.is_none())
            .map(|(index, field)| {
                let (name, local) = (ident(&self.names[index]), local(index));
                match Storage::of(field) {
                    Storage::Plain(_) => {
                        let index = Literal::usize_unsuffixed(index);
                        quote!(#name: m.need(#index, #local)?,)
                    }
                    Storage::Optional(_) | Storage::Patch(_) => quote!(#name: #local,),
                }
            });
        let rest_value = if self.typed {
            quote!(additional: rest.into_map())
        } else {
            quote!(extra: m.extra()?)
        };
        quote! {
            #locals
            #rest
            #looped
            #(#constants)*
            #some(Self { #(#values)* #rest_value })
        }
    }

    /// `let (mut k0, mut k1) = (None, rt::Patch::Absent);`
    fn locals(&self) -> TokenStream {
        let fields = &self.item.fields;
        let locals = (0..fields.len()).map(local);
        let none = self.view.prelude.path("None");
        let starts = fields.iter().map(|field| match Storage::of(field) {
            Storage::Patch(_) => quote!(rt::Patch::Absent),
            Storage::Plain(_) | Storage::Optional(_) => quote!(#none),
        });
        match fields.len() {
            0 => TokenStream::new(),
            2..=TUPLE => quote!(let (#(mut #locals),*) = (#(#starts),*);),
            _ => quote!(#(let mut #locals = #starts;)*),
        }
    }

    /// `m.set(&mut k0)`: what is done when the member comes.
    fn step(&self, index: usize, field: &Field) -> TokenStream {
        let local = local(index);
        if let Some(fixed) = &field.constant {
            let fixed = constant(fixed);
            return quote!(m.constant(&mut #local, &#fixed));
        }
        match Storage::of(field) {
            Storage::Plain(_) => quote!(m.set(&mut #local)),
            // Where null is a value like any other, it must not be taken for absence.
            Storage::Optional(ty) if takes_null(self.view, ty) => quote!(m.set(&mut #local)),
            Storage::Optional(_) => quote!(m.optional(&mut #local)),
            Storage::Patch(_) => quote!(m.patch(&mut #local)),
        }
    }

    fn write(&self) -> TokenStream {
        let puts = self
            .item
            .fields
            .iter()
            .zip(self.names)
            .map(|(field, name)| {
                let key = &field.wire_name;
                if let Some(fixed) = &field.constant {
                    let fixed = constant(fixed);
                    return if self.typed {
                        quote!(w.fixed(#key, &#fixed);)
                    } else {
                        quote!(w.constant(#key, &#fixed, &self.extra);)
                    };
                }
                let name = ident(name);
                match Storage::of(field) {
                    Storage::Plain(_) => quote!(w.put(#key, &self.#name);),
                    Storage::Optional(_) => quote!(w.optional(#key, &self.#name);),
                    Storage::Patch(_) => quote!(w.patch(#key, &self.#name);),
                }
            });
        let rest = if self.typed {
            quote!(w.additional(&self.additional);)
        } else {
            quote!(w.extra(&self.extra);)
        };
        quote!(#(#puts)* #rest)
    }
}

/// The local of `read` that holds a member.
fn local(index: usize) -> Ident {
    format_ident!("k{index}")
}

/// Whether null is a value of the type itself.
fn takes_null(view: &View<'_>, ty: &Ty) -> bool {
    match ty {
        Ty::Json | Ty::Nullable(_) | Ty::Scalar(Scalar::Null) => true,
        Ty::Named(id) => match &view.def(*id).item {
            Item::Alias(target) | Item::Wrapper(target) => takes_null(view, target),
            Item::Union(union) => union.variants.iter().any(|v| match &v.ty {
                Ty::Named(_) => false,
                ty => takes_null(view, ty),
            }),
            Item::Struct(_) | Item::Enum(_) => false,
        },
        Ty::Scalar(_) | Ty::List(_) | Ty::Tuple(_) | Ty::Map(_) | Ty::JsonText(_) => false,
    }
}
