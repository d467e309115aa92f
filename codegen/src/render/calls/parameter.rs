//! How a parameter's value is put into a call.

use super::operation::Context;
use crate::ir::{Location, MemberStyle, Parameter, Scalar, Style, Ty};
use crate::render::arguments::argument;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The type in the signature and the statements that hand `name` to `call`.
pub(super) fn set(
    context: &Context<'_, '_>,
    parameter: &Parameter,
    name: &Ident,
    call: &TokenStream,
) -> (TokenStream, TokenStream) {
    let given = argument(context.scope, &parameter.ty, name);
    let value = given.value;
    let (prepare, value) = match context.scope.resolve(&parameter.ty) {
        Ty::List(_) | Ty::Map(_) => {
            let ty = context.scope.ty(&parameter.ty);
            (quote!(let #name: #ty = #value;), quote!(#name))
        }
        _ => (TokenStream::new(), value),
    };
    let wire_name = &parameter.name;
    if let Some(files) = files(context, &parameter.ty, name) {
        let style = style(context, parameter);
        return (given.ty, quote!(#call.files(#wire_name, #style, #files);));
    }
    let statement = match parameter.location {
        Location::Path => match path_style(context, parameter) {
            None => quote!(#call.path(#wire_name, &#value);),
            Some(style) => quote!(#call.path_styled(#wire_name, #style, &#value);),
        },
        Location::Query => {
            let style = style(context, parameter);
            quote!(#call.query(#wire_name, #style, &#value);)
        }
        Location::Header => {
            let style = style(context, parameter);
            quote!(#call.header(#wire_name, #style, &#value);)
        }
        Location::Cookie => {
            let style = style(context, parameter);
            quote!(#call.cookie(#wire_name, #style, &#value);)
        }
        Location::Form => {
            let style = style(context, parameter);
            quote!(#call.form(#wire_name, #style, &#value);)
        }
        Location::Part => {
            let style = style(context, parameter);
            quote!(#call.part(#wire_name, #style, &#value);)
        }
    };
    (given.ty, quote!(#prepare #statement))
}

/// The files of a part, if its type says that it is one or several.
fn files(context: &Context<'_, '_>, ty: &Ty, name: &Ident) -> Option<TokenStream> {
    let file = Ty::Scalar(Scalar::File);
    match ty {
        ty if *ty == file => Some(quote!([#name.into()])),
        Ty::List(item) if **item == file => {
            let into = context.scope.prelude("Into");
            Some(quote!(#name.into_iter().map(#into::into)))
        }
        _ => None,
    }
}

/// The style of a path parameter unless it is the plain one.
fn path_style(context: &Context<'_, '_>, parameter: &Parameter) -> Option<TokenStream> {
    let special = parameter.style != Style::Simple
        || parameter.json
        || parameter.allow_reserved
        || (parameter.explode && is_compound(context, &parameter.ty));
    special.then(|| style(context, parameter))
}

/// The constant of the runtime for the parameter's style.
fn style(context: &Context<'_, '_>, parameter: &Parameter) -> TokenStream {
    if parameter.json && parameter.allow_reserved {
        return quote!(rt::Style::JSON.reserved());
    }
    if parameter.json {
        return quote!(rt::Style::JSON);
    }
    constant(&Written {
        style: parameter.style,
        explode: parameter.explode,
        compound: is_compound(context, &parameter.ty),
        allow_reserved: parameter.allow_reserved,
        media_type: parameter.media_type.as_deref(),
    })
}

/// `("tags", rt::Style::PIPE)`.
pub(super) fn member_style(member: &MemberStyle) -> TokenStream {
    let name = &member.name;
    let style = constant(&Written {
        style: member.style,
        explode: member.explode,
        compound: true,
        allow_reserved: member.allow_reserved,
        media_type: member.media_type.as_deref(),
    });
    quote!((#name, #style))
}

/// What decides how a value is written.
struct Written<'a> {
    style: Style,
    explode: bool,
    /// Whether it may be an array or an object.
    compound: bool,
    allow_reserved: bool,
    media_type: Option<&'a str>,
}

fn constant(written: &Written<'_>) -> TokenStream {
    let Written {
        style,
        explode,
        compound,
        allow_reserved,
        media_type,
    } = *written;
    let style = match style {
        Style::Form if explode || !compound => quote!(rt::Style::FORM),
        Style::Form => quote!(rt::Style::FORM_JOINED),
        Style::SpaceDelimited if explode => quote!(rt::Style::SPACE_EXPLODED),
        Style::SpaceDelimited => quote!(rt::Style::SPACE),
        Style::PipeDelimited if explode => quote!(rt::Style::PIPE_EXPLODED),
        Style::PipeDelimited => quote!(rt::Style::PIPE),
        Style::DeepObject => quote!(rt::Style::DEEP_OBJECT),
        Style::Simple if explode && compound => quote!(rt::Style::SIMPLE_EXPLODED),
        Style::Simple => quote!(rt::Style::SIMPLE),
        Style::Label if explode => quote!(rt::Style::LABEL_EXPLODED),
        Style::Label => quote!(rt::Style::LABEL),
        Style::Matrix if explode => quote!(rt::Style::MATRIX_EXPLODED),
        Style::Matrix => quote!(rt::Style::MATRIX),
        Style::QueryForm => quote!(rt::Style::QUERY_FORM),
        Style::QueryJson => quote!(rt::Style::QUERY_JSON),
        Style::QueryText => quote!(rt::Style::QUERY_TEXT),
        Style::Content => match media_type {
            Some(media_type) => quote!(rt::Style::content(#media_type)),
            None => quote!(rt::Style::CONTENT),
        },
    };
    if allow_reserved {
        quote!(#style.reserved())
    } else {
        style
    }
}

/// Whether the value may be an array or an object, for which alone `explode` means something.
fn is_compound(context: &Context<'_, '_>, ty: &Ty) -> bool {
    use crate::ir::Item;
    match context.scope.resolve(ty) {
        Ty::Scalar(_) | Ty::JsonText(_) => false,
        Ty::Named(id) => match &context.view.def(*id).item {
            Item::Enum(_) => false,
            Item::Wrapper(inner) => is_compound(context, inner),
            Item::Struct(_) | Item::Union(_) | Item::Alias(_) => true,
        },
        Ty::Nullable(inner) => is_compound(context, inner),
        Ty::List(_) | Ty::Tuple(_) | Ty::Map(_) | Ty::Json => true,
    }
}
