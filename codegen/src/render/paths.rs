//! How emitted code names things: identifiers, types, and what the prelude has.

use super::View;
use crate::ir::{Item, Scalar, Ty, TypeId};
use crate::name::Names;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// What emitted code names without a path, with the path that is written where the API has something
/// of that name itself.
const PRELUDE: [(&str, &str); 17] = [
    ("BTreeMap", "::std::collections::BTreeMap"),
    ("Box", "::std::boxed::Box"),
    ("Clone", "::std::clone::Clone"),
    ("Default", "::std::default::Default"),
    ("Err", "::std::result::Result::Err"),
    ("From", "::std::convert::From"),
    ("Into", "::std::convert::Into"),
    ("IntoIterator", "::std::iter::IntoIterator"),
    ("Iterator", "::std::iter::Iterator"),
    ("None", "::std::option::Option::None"),
    ("Ok", "::std::result::Result::Ok"),
    ("Option", "::std::option::Option"),
    ("Result", "::std::result::Result"),
    ("Send", "::std::marker::Send"),
    ("Some", "::std::option::Option::Some"),
    ("String", "::std::string::String"),
    ("Vec", "::std::vec::Vec"),
];

/// Which names of the standard library the API takes for itself, anywhere in the crate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prelude {
    shadowed: BTreeSet<&'static str>,
}

impl Prelude {
    /// Looks through all names that may come into scope beside the prelude.
    #[must_use]
    pub fn new(names: &Names) -> Self {
        let types = names
            .types
            .iter()
            .flat_map(|t| [Some(&t.name), t.required.as_ref()]);
        let resources = names
            .resources
            .iter()
            .map(|resource| Some(&resource.type_name));
        let builders = names.operations.iter().flat_map(|operation| {
            [
                Some(&operation.builder),
                operation.outcome.as_ref().map(|(name, _)| name),
            ]
        });
        let taken: BTreeSet<&str> = types
            .chain(resources)
            .chain(builders)
            .flatten()
            .map(String::as_str)
            .collect();
        Self {
            shadowed: PRELUDE
                .iter()
                .map(|(name, _)| *name)
                .filter(|name| taken.contains(name))
                .collect(),
        }
    }

    /// An item of the prelude (or `BTreeMap`): by its name, or by its path if the name is taken.
    #[must_use]
    pub fn path(&self, name: &'static str) -> TokenStream {
        if self.shadowed.is_empty() || !self.shadowed.contains(name) {
            let ident = Ident::new(name, Span::call_site());
            return quote!(#ident);
        }
        let path = PRELUDE
            .iter()
            .find(|(item, _)| *item == name)
            .map_or(name, |(_, path)| *path);
        let segments = path
            .trim_start_matches("::")
            .split("::")
            .map(|segment| Ident::new(segment, Span::call_site()));
        quote!(#(::#segments)*)
    }

    /// Whether the API has something of that name itself.
    #[must_use]
    pub fn is_shadowed(&self, name: &str) -> bool {
        self.shadowed.contains(name)
    }
}

/// Where a type is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a file of `types/`: bare names, imported from `super` where they stand in another file.
    Types,
    /// Anywhere else: `types::Name`.
    Calls,
}

/// One file's view of names; remembers what the file has to import.
#[derive(Debug)]
pub struct Scope<'v> {
    /// Everything that rendering reads.
    pub view: &'v View<'v>,
    place: Place,
    named: RefCell<BTreeSet<TypeId>>,
    maps: Cell<bool>,
}

impl<'v> Scope<'v> {
    /// An empty file.
    #[must_use]
    pub fn new(view: &'v View<'v>, place: Place) -> Self {
        Self {
            view,
            place,
            named: RefCell::default(),
            maps: Cell::default(),
        }
    }

    /// The types that were named so far.
    #[must_use]
    pub fn named(&self) -> BTreeSet<TypeId> {
        self.named.borrow().clone()
    }

    /// Whether `BTreeMap` was named so far and has to be imported.
    #[must_use]
    pub fn needs_map(&self) -> bool {
        self.maps.get() && !self.view.prelude.is_shadowed("BTreeMap")
    }

    /// An item of the prelude, see [`Prelude::path`].
    #[must_use]
    pub fn prelude(&self, name: &'static str) -> TokenStream {
        self.view.prelude.path(name)
    }

    /// A declared type.
    #[must_use]
    pub fn named_type(&self, id: TypeId) -> TokenStream {
        self.named.borrow_mut().insert(id);
        let name = ident(&self.view.names_of(id).name);
        match self.place {
            Place::Types => quote!(#name),
            Place::Calls => quote!(types::#name),
        }
    }

    /// A type as it is used.
    #[must_use]
    pub fn ty(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Scalar(scalar) => self.scalar(*scalar),
            Ty::Named(id) => self.named_type(*id),
            Ty::List(item) => self.apply("Vec", self.ty(item)),
            Ty::Tuple(items) => {
                let items = items.iter().map(|item| self.ty(item));
                quote!((#(#items,)*))
            }
            Ty::Map(value) => {
                let value = self.ty(value);
                let string = self.prelude("String");
                self.apply("BTreeMap", quote!(#string, #value))
            }
            Ty::Nullable(inner) => self.apply("Option", self.ty(inner)),
            Ty::JsonText(inner) => {
                let inner = self.ty(inner);
                quote!(rt::JsonText<#inner>)
            }
            Ty::Json => quote!(rt::Json),
        }
    }

    /// An item of the prelude (or `BTreeMap`) with its arguments.
    #[must_use]
    pub fn apply(&self, generic: &'static str, arguments: TokenStream) -> TokenStream {
        if generic == "BTreeMap" {
            self.maps.set(true);
        }
        let generic = self.prelude(generic);
        quote!(#generic<#arguments>)
    }

    /// A type after its aliases, which is what decides how a value is given.
    #[must_use]
    pub fn resolve<'t>(&self, ty: &'t Ty) -> &'t Ty
    where
        'v: 't,
    {
        let mut ty = ty;
        while let Ty::Named(id) = ty {
            let Item::Alias(target) = &self.view.def(*id).item else {
                break;
            };
            ty = target;
        }
        ty
    }

    fn scalar(&self, scalar: Scalar) -> TokenStream {
        match scalar {
            Scalar::Null => quote!(()),
            Scalar::Bool => quote!(bool),
            Scalar::I8 => quote!(i8),
            Scalar::I16 => quote!(i16),
            Scalar::I32 => quote!(i32),
            Scalar::I64 => quote!(i64),
            Scalar::U8 => quote!(u8),
            Scalar::U16 => quote!(u16),
            Scalar::U32 => quote!(u32),
            Scalar::U64 => quote!(u64),
            Scalar::F64 => quote!(f64),
            Scalar::String => self.prelude("String"),
            Scalar::Secret => quote!(rt::Secret),
            Scalar::DateTime => quote!(rt::DateTime),
            Scalar::Date => quote!(rt::Date),
            Scalar::Time => quote!(rt::Time),
            Scalar::Duration => quote!(rt::Duration),
            Scalar::Uuid => quote!(rt::Uuid),
            Scalar::Ipv4 => quote!(rt::Ipv4),
            Scalar::Ipv6 => quote!(rt::Ipv6),
            Scalar::Ip => quote!(rt::Ip),
            Scalar::IpNetwork => quote!(rt::IpNetwork),
            Scalar::Uri => quote!(rt::Uri),
            Scalar::Base64 => quote!(rt::Base64),
            Scalar::File => quote!(rt::FilePart),
        }
    }
}

/// How complex clippy finds the type (`clippy::type_complexity`): ten for each name in it, times its
/// depth.
#[must_use]
pub fn complexity(ty: &Ty) -> usize {
    fn at(ty: &Ty, depth: usize) -> usize {
        10 * depth
            + match ty {
                Ty::List(inner) | Ty::Nullable(inner) | Ty::JsonText(inner) => at(inner, depth + 1),
                Ty::Map(value) => 10 * (depth + 1) + at(value, depth + 1),
                Ty::Tuple(items) => items.iter().map(|item| at(item, depth + 1)).sum(),
                Ty::Scalar(_) | Ty::Named(_) | Ty::Json => 0,
            }
    }
    at(ty, 1)
}

/// An identifier from a name of the naming stage, which may carry `r#`.
#[must_use]
pub fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// The name of a module's file, without `.rs`: a raw identifier loses its `r#`.
#[must_use]
pub fn file_stem(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
}

/// The setter that makes a member null: `tags_null` of `tags`, `extra_null` of `extra_`.
#[must_use]
pub fn null_setter(member: &str) -> Ident {
    let name = file_stem(member).trim_end_matches('_');
    Ident::new(&format!("{name}_null"), Span::call_site())
}
