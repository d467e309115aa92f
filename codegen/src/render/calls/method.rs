//! The method that begins a call: required things are its arguments.

use super::operation::Context;
use super::{builder, documentation, parameter};
use crate::analyze::{CallBody, Input};
use crate::render::arguments::argument;
use crate::render::docs;
use crate::render::paths::ident;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// More arguments than this, `self` among them, and clippy asks whether a struct would be better.
const CLIPPY_ARGUMENTS: usize = 7;

/// The method of the resource.
pub(super) fn method(context: &Context<'_, '_>) -> TokenStream {
    let docs = docs::attributes(&documentation::method(context));
    let allow = context.allow_deprecated();
    let deprecated = context
        .operation
        .deprecated
        .then(|| documentation::deprecation(&context.operation.docs));
    let arguments = &context.call.arguments;
    let many = (arguments.len() + 1 > CLIPPY_ARGUMENTS)
        .then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let name = ident(&context.names.method);
    let builder = ident(&context.names.builder);
    let call = context.local("call");
    let mut signature = Vec::new();
    let mut statements = Vec::new();
    let mut members = Vec::new();
    let mut last = None;
    for &input in arguments {
        let name = ident(context.input_name(input));
        let ty = match input {
            Input::Parameter(index) => {
                let parameter = &context.operation.parameters[index];
                let (ty, statement) = parameter::set(context, parameter, &name, &quote!(#call));
                statements.push(statement);
                ty
            }
            Input::Member(index) => {
                members.push(name.clone());
                member_type(context, index, &name)
            }
            Input::RequiredMembers => {
                members.push(name.clone());
                required_type(context)
            }
            Input::Body => {
                let Some(body) = &context.operation.body else {
                    continue;
                };
                let (ty, prepare, set) = builder::whole_body(context, body, &name);
                last = Some(quote!(#prepare let #call = #call #set;));
                ty
            }
        };
        signature.push(quote!(#name: #ty));
    }
    if let Some(header) = crate::analyze::idempotency_header(context.operation) {
        statements.push(quote!(#call.idempotency(#header);));
    }
    let mutable = (!statements.is_empty()).then(|| quote!(mut));
    let body = match context.call.body {
        CallBody::Spread(id) => {
            let ty = context.scope.named_type(id);
            Some(quote!(, body: #ty::new(#(#members),*)))
        }
        CallBody::None | CallBody::Whole => None,
    };
    let operation = context.static_name();
    let client = if context.is_of_client() {
        quote!(self)
    } else {
        quote!(&self.client)
    };
    let call_field = if call == "call" {
        quote!(call)
    } else {
        quote!(call: #call)
    };
    quote! {
        #docs
        #deprecated
        #allow
        #many
        pub fn #name(&self #(, #signature)*) -> #builder {
            let #mutable #call = rt::Call::new(#client, &#operation);
            #(#statements)*
            #last
            #builder { #call_field #body }
        }
    }
}

fn member_type(context: &Context<'_, '_>, index: usize, name: &Ident) -> TokenStream {
    match context.spread() {
        Some((_, item)) => argument(context.scope, &item.fields[index].ty, name).ty,
        None => TokenStream::new(),
    }
}

/// The struct that takes the required members of the body.
fn required_type(context: &Context<'_, '_>) -> TokenStream {
    let required = context
        .spread()
        .and_then(|(id, _)| context.view.names_of(id).required.as_deref())
        .map(ident);
    quote!(types::#required)
}
