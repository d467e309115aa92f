//! The builder of a call: optional things are its setters, and sending is its end.

use super::operation::Context;
use super::{constants, documentation, follow, outcome, parameter};
use crate::analyze::{CallBody, Input};
use crate::ir::{Body, BodyContent, Field, Location};
use crate::render::Storage;
use crate::render::arguments::argument;
use crate::render::docs;
use crate::render::paths::{file_stem, ident, null_setter};
use crate::render::types::{Setter, setter as setter_of};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The builder's type, its methods, and the enumeration of outcomes if there is one.
pub(super) fn items(context: &Context<'_, '_>) -> Vec<TokenStream> {
    let builder = ident(&context.names.builder);
    let success = outcome::success(context);
    let answer = &success.ty;
    let mut items = vec![
        declaration(context, &builder),
        implementation(context, &builder, &success),
        awaiting(context, &builder, answer),
    ];
    items.extend(success.declaration);
    items
}

/// The argument or setter for a body that is given as one value: its type, what is done to it, and
/// what puts it into a call.
pub(super) fn whole_body(
    context: &Context<'_, '_>,
    body: &Body,
    name: &Ident,
) -> (TokenStream, TokenStream, TokenStream) {
    let media_type = &body.media_type;
    match &body.content {
        BodyContent::Json(ty) | BodyContent::Lines(ty) | BodyContent::Form(ty, _) => {
            let given = argument(context.scope, ty, name);
            let value = given.value;
            let declared = context.scope.ty(ty);
            let json = match &body.content {
                BodyContent::Form(_, styles) if styles.is_empty() => quote!(.form_of(&#name)),
                BodyContent::Form(_, styles) => {
                    let styles = styles.iter().map(parameter::member_style);
                    quote!(.form_styled(&#name, &[#(#styles),*]))
                }
                BodyContent::Lines(_) => quote!(.json_lines(#media_type, &#name)),
                _ => json(body, &quote!(&#name)),
            };
            (
                given.ty,
                quote!(let #name: #declared = #value;),
                quote!(#json),
            )
        }
        // Nothing asks for a whole body whose members are parameters.
        BodyContent::Parts | BodyContent::Members => (
            quote!(rt::Multipart),
            TokenStream::new(),
            quote!(.multipart(#name)),
        ),
        BodyContent::Text => {
            let (into, string) = (
                context.scope.prelude("Into"),
                context.scope.prelude("String"),
            );
            (
                quote!(impl #into<#string>),
                TokenStream::new(),
                quote!(.bytes(#media_type, #name.into())),
            )
        }
        BodyContent::Bytes => {
            let into = context.scope.prelude("Into");
            (
                quote!(impl #into<rt::Body>),
                TokenStream::new(),
                quote!(.bytes(#media_type, #name)),
            )
        }
    }
}

/// Puts JSON into a call, with its media type where that is not the plain one.
fn json(body: &Body, value: &TokenStream) -> TokenStream {
    let media_type = &body.media_type;
    if media_type == "application/json" {
        quote!(.json(#value))
    } else {
        quote!(.json_as(#media_type, #value))
    }
}

fn declaration(context: &Context<'_, '_>, builder: &Ident) -> TokenStream {
    let docs = docs::attributes(&[made_by(context)]);
    let body = context.spread().map(|(id, _)| {
        let ty = context.scope.named_type(id);
        quote!(, body: #ty)
    });
    let allow = context.allow_deprecated();
    quote! {
        #docs
        #[must_use = "nothing is sent before the call is awaited"]
        #[derive(Debug, Clone)]
        #allow
        pub struct #builder { call: rt::Call #body }
    }
}

/// Makes `.await` on the builder send it.
fn awaiting(context: &Context<'_, '_>, builder: &Ident, answer: &TokenStream) -> TokenStream {
    let implement = quote!(rt::into_future!(#builder => #answer););
    match context.allow_deprecated() {
        Some(allow) => quote!(#allow const _: () = { #implement };),
        None => implement,
    }
}

/// The first line of a builder's documentation: where it comes from.
fn made_by(context: &Context<'_, '_>) -> String {
    let resource = &context.view.names.resources[context.names.resource.0];
    let method = file_stem(&context.names.method);
    format!("The call that [`{}::{method}`] begins.", resource.type_name)
}

fn implementation(
    context: &Context<'_, '_>,
    builder: &Ident,
    success: &outcome::Answer,
) -> TokenStream {
    let setters = context
        .call
        .setters
        .iter()
        .map(|&input| setter(context, input));
    let answer = &success.ty;
    let send = &success.send;
    let body = match (context.call.body, &context.operation.body) {
        (CallBody::Spread(_), Some(body)) => Some(json(body, &quote!(&self.body))),
        _ => None,
    };
    let follow = follow::methods(context, &quote!(self.call #body));
    let alternatives = outcome::alternatives(context, body.as_ref());
    let constants = constants::constants(context);
    let allow = context.allow_deprecated();
    quote! {
        #allow
        impl #builder {
            #(#constants)*
            #(#setters)*
            /// Settings of this call alone.
            pub fn options(mut self, options: rt::CallOptions) -> Self {
                self.call.options(options);
                self
            }
            /// Sends the request, as `.await` does.
            pub fn send(self) -> rt::Sending<#answer> {
                self.call #body #send
            }
            #follow
            #(#alternatives)*
        }
    }
}

fn setter(context: &Context<'_, '_>, input: Input) -> TokenStream {
    let name = ident(context.input_name(input));
    let value = format_ident!("value");
    let call = quote!(self.call);
    match input {
        Input::Parameter(index) => {
            let parameter = &context.operation.parameters[index];
            let from_client = parameter.location == Location::Path;
            let docs = documentation::parameter(parameter, from_client);
            let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
            let (ty, statement) = parameter::set(context, parameter, &value, &call);
            quote! {
                #docs
                #deprecated
                pub fn #name(mut self, value: #ty) -> Self { #statement self }
            }
        }
        Input::Body => {
            let Some(body) = &context.operation.body else {
                return TokenStream::new();
            };
            let docs = documentation::body(&body.docs);
            let (ty, prepare, set) = whole_body(context, body, &value);
            quote! {
                #docs
                pub fn #name(mut self, value: #ty) -> Self {
                    #prepare
                    self.call = self.call #set;
                    self
                }
            }
        }
        Input::Member(index) => member(context, index, &name),
        // The required members are always arguments.
        Input::RequiredMembers => TokenStream::new(),
    }
}

/// The setter of a member of the body, and the one that makes it null.
fn member(context: &Context<'_, '_>, index: usize, name: &Ident) -> TokenStream {
    let Some((id, item)) = context.spread() else {
        return TokenStream::new();
    };
    let field = &item.fields[index];
    let docs = documentation::member(field);
    // A deprecated setter may not name a deprecated field without being told so.
    let deprecated = field
        .deprecated
        .then(|| quote!(#[deprecated] #[allow(deprecated)]));
    let place = ident(&context.view.names_of(id).members[index]);
    let Setter { ty, stored } = setter_of(context.scope, id, index, field, &format_ident!("value"));
    let null = sets_null(field, name, &place, deprecated.as_ref());
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self { self.body.#place = #stored; self }
        #null
    }
}

fn sets_null(
    field: &Field,
    name: &Ident,
    place: &Ident,
    deprecated: Option<&TokenStream>,
) -> Option<TokenStream> {
    let Storage::Patch(_) = Storage::of(field) else {
        return None;
    };
    let null = null_setter(&name.to_string());
    let docs = format!(
        " Sends `null` for `{}`.",
        documentation::plain(&field.wire_name)
    );
    Some(quote! {
        #[doc = #docs]
        #deprecated
        pub fn #null(mut self) -> Self { self.body.#place = rt::Patch::Null; self }
    })
}
