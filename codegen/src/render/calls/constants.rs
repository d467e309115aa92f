//! Constants of a builder: typed headers of answers, and typed bodies of errors.

use super::operation::Context;
use crate::ir::{Answer, AnswerContent, AnswerHeader, HeaderLayout, Status};
use crate::render::docs;
use crate::render::paths::ident;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The constants, each name once.
pub(super) fn constants(context: &Context<'_, '_>) -> Vec<TokenStream> {
    let mut constants = errors(context);
    constants.extend(headers(context));
    constants
}

/// `NOT_FOUND: rt::ErrorBody<types::Problem>`.
fn errors(context: &Context<'_, '_>) -> Vec<TokenStream> {
    let answers = &context.operation.answers;
    let names = context.names.constants.errors.iter();
    let rendered = names.filter_map(|(index, name)| {
        let answer = &answers[*index];
        let AnswerContent::Json { ty, .. } = &answer.content else {
            return None;
        };
        let name = ident(name);
        let ty = context.scope.ty(ty);
        let made = match answer.status {
            Status::Code(code) => {
                let code = Literal::u16_unsuffixed(code);
                quote!(rt::ErrorBody::code(#code))
            }
            Status::Range(digit) => {
                let declared = codes(answers).filter(|code| code / 100 == u16::from(digit));
                let declared = declared.map(Literal::u16_unsuffixed);
                let digit = Literal::u8_unsuffixed(digit);
                quote!(rt::ErrorBody::range(#digit, &[#(#declared),*]))
            }
            Status::Default => {
                let declared = codes(answers).map(Literal::u16_unsuffixed);
                let ranges = answers.iter().filter_map(|answer| match answer.status {
                    Status::Range(digit) => Some(Literal::u8_unsuffixed(digit)),
                    _ => None,
                });
                quote!(rt::ErrorBody::other(&[#(#ranges),*], &[#(#declared),*]))
            }
        };
        let docs = documentation(answer, "The body of this error.");
        Some(quote!(#docs pub const #name: rt::ErrorBody<#ty> = #made;))
    });
    rendered.collect()
}

/// `X_RATE_LIMIT: rt::Header<i64>`.
fn headers(context: &Context<'_, '_>) -> Vec<TokenStream> {
    let names = context.names.constants.headers.iter();
    let rendered = names.map(|named| {
        let (answer, index) = named.place;
        let header = &context.operation.answers[answer].headers[index];
        let wire_name = &header.name;
        let name = ident(&named.name);
        let ty = context.scope.ty(&header.ty);
        let docs = header_documentation(context, answer, header);
        let made = match header.layout {
            HeaderLayout::Simple => quote!(new(#wire_name)),
            HeaderLayout::Object { explode } => quote!(object(#wire_name, #explode)),
            HeaderLayout::Json => quote!(json(#wire_name)),
        };
        let deprecated = header.deprecated.then(|| quote!(#[deprecated]));
        quote! {
            #docs
            #deprecated
            pub const #name: rt::Header<#ty> = rt::Header::#made;
        }
    });
    rendered.collect()
}

fn documentation(answer: &Answer, otherwise: &str) -> TokenStream {
    below(
        vec![status(answer.status)],
        docs::lines(&answer.docs, &[]),
        otherwise,
    )
}

/// What is said of a header, below the statuses that have it if only errors do.
fn header_documentation(
    context: &Context<'_, '_>,
    answer: usize,
    header: &AnswerHeader,
) -> TokenStream {
    let answers = &context.operation.answers;
    let text = docs::lines(&header.docs, &[]);
    if context.call.success.contains(answers, answer) {
        return below(Vec::new(), text, "A header of the answer.");
    }
    let has_it = |answer: &&Answer| answer.headers.iter().any(|one| one.is_same(header));
    let statuses = answers.iter().filter(has_it);
    let statuses: Vec<String> = statuses.map(|answer| status(answer.status)).collect();
    below(vec![statuses.join(" ")], text, "A header of this error.")
}

/// A text under a heading, if there is one.
fn below(heading: Vec<String>, text: Vec<String>, otherwise: &str) -> TokenStream {
    let mut lines = heading;
    if !lines.is_empty() {
        lines.push(String::new());
    }
    if text.is_empty() {
        lines.push(otherwise.to_owned());
    } else {
        lines.extend(text);
    }
    docs::attributes(&lines)
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => format!("`{code}`."),
        Status::Range(digit) => format!("`{digit}XX`."),
        Status::Default => "Any other status.".to_owned(),
    }
}

/// The codes that are declared by themselves.
fn codes(answers: &[Answer]) -> impl Iterator<Item = u16> {
    answers.iter().filter_map(|answer| match answer.status {
        Status::Code(code) => Some(code),
        Status::Range(_) | Status::Default => None,
    })
}
