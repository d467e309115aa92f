//! Constants of a builder: typed headers of a success, and typed bodies of errors.

use super::operation::Context;
use crate::analyze::Success;
use crate::ir::{Answer, AnswerContent, Status};
use crate::name::{status, words};
use crate::render::docs;
use crate::render::paths::ident;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The constants, each name once.
pub(super) fn constants(context: &Context<'_, '_>) -> Vec<TokenStream> {
    let mut taken = BTreeSet::new();
    let mut constants = errors(context, &mut taken);
    constants.extend(headers(context, &mut taken));
    constants
}

/// `NOT_FOUND: rt::ErrorBody<types::Problem>`.
fn errors(context: &Context<'_, '_>, taken: &mut BTreeSet<String>) -> Vec<TokenStream> {
    let answers = &context.operation.answers;
    let failures = answers.iter().enumerate().filter(|(index, answer)| {
        !is_success(context, *index)
            && !matches!(answer.status, Status::Code(..=399) | Status::Range(..=3))
    });
    let rendered = failures.filter_map(|(_, answer)| {
        let AnswerContent::Json { ty, .. } = &answer.content else {
            return None;
        };
        let name = claim(&status::reason(&key(answer.status)), "Error", taken)?;
        let name = ident(&name);
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
fn headers(context: &Context<'_, '_>, taken: &mut BTreeSet<String>) -> Vec<TokenStream> {
    let answers = context.operation.answers.iter().enumerate();
    let successes = answers.filter(|(index, _)| is_success(context, *index));
    let rendered = successes
        .flat_map(|(_, answer)| &answer.headers)
        .filter_map(|header| {
            let wire_name = &header.name;
            let name = ident(&claim(wire_name, "Header", taken)?);
            let ty = context.scope.ty(&header.ty);
            let lines = docs::lines(&header.docs, &[]);
            let docs = if lines.is_empty() {
                docs::attributes(&["A header of the answer.".to_owned()])
            } else {
                docs::attributes(&lines)
            };
            let deprecated = header.deprecated.then(|| quote!(#[deprecated]));
            Some(quote! {
                #docs
                #deprecated
                pub const #name: rt::Header<#ty> = rt::Header::new(#wire_name);
            })
        });
    rendered.collect()
}

fn is_success(context: &Context<'_, '_>, index: usize) -> bool {
    match &context.call.success {
        Success::Empty => matches!(
            context.operation.answers[index].status,
            Status::Code(200..=299) | Status::Range(2)
        ),
        Success::One(answers) => answers.contains(&index),
        Success::Several(groups) => groups.iter().any(|group| group.contains(&index)),
    }
}

/// A name in capitals that is not taken: the words, or the words and one more.
fn claim(text: &str, more: &str, taken: &mut BTreeSet<String>) -> Option<String> {
    let capitals = |text: &str| {
        let letters: String = words::split(text).join("_").to_ascii_uppercase();
        let is_name = letters.starts_with(|c: char| c.is_ascii_alphabetic())
            && letters
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_');
        is_name.then_some(letters)
    };
    let candidates = [capitals(text), capitals(&format!("{text} {more}"))];
    let mut candidates = candidates.into_iter().flatten();
    candidates.find(|name| taken.insert(name.clone()))
}

fn documentation(answer: &Answer, otherwise: &str) -> TokenStream {
    let mut lines = vec![match answer.status {
        Status::Code(code) => format!("`{code}`."),
        Status::Range(digit) => format!("`{digit}XX`."),
        Status::Default => "Any other status.".to_owned(),
    }];
    let text = docs::lines(&answer.docs, &[]);
    lines.push(String::new());
    if text.is_empty() {
        lines.push(otherwise.to_owned());
    } else {
        lines.extend(text);
    }
    docs::attributes(&lines)
}

fn key(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// The codes that are declared by themselves.
fn codes(answers: &[Answer]) -> impl Iterator<Item = u16> {
    answers.iter().filter_map(|answer| match answer.status {
        Status::Code(code) => Some(code),
        Status::Range(_) | Status::Default => None,
    })
}
