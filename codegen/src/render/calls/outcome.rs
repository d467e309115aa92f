//! What a successful call gives: its type, how it is read, and the enumeration of several shapes.

use super::documentation;
use super::operation::Context;
use crate::analyze::Success;
use crate::ir::{AnswerContent, Framing, Status};
use crate::render::docs;
use crate::render::paths::{file_stem, ident};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// What a successful call gives.
pub(super) struct Answer {
    /// Its type.
    pub(super) ty: TokenStream,
    /// What sends the call and reads it: `.send(rt::json_answer)`.
    pub(super) send: TokenStream,
    /// The enumeration, if there are several shapes.
    pub(super) declaration: Option<TokenStream>,
}

pub(super) fn success(context: &Context<'_, '_>) -> Answer {
    match &context.call.success {
        Success::Empty => single(context, &AnswerContent::Empty),
        Success::One(answers) => {
            let content = answers
                .first()
                .map(|index| &context.operation.answers[*index].content);
            single(context, content.unwrap_or(&AnswerContent::Empty))
        }
        Success::Several(groups) => several(context, groups),
    }
}

fn single(context: &Context<'_, '_>, content: &AnswerContent) -> Answer {
    let send = match content {
        AnswerContent::Empty => quote!(.send(rt::empty_answer)),
        AnswerContent::Json { .. } => quote!(.send(rt::json_answer)),
        AnswerContent::Text { .. } => quote!(.send(rt::text_answer)),
        AnswerContent::Items { framing, .. } => {
            let decode = items(*framing);
            quote!(.values(#decode))
        }
        AnswerContent::Bytes { .. } => quote!(.stream()),
    };
    Answer {
        ty: ty(context, content),
        send,
        declaration: None,
    }
}

fn ty(context: &Context<'_, '_>, content: &AnswerContent) -> TokenStream {
    match content {
        AnswerContent::Empty => quote!(()),
        AnswerContent::Json { ty, .. } => context.scope.ty(ty),
        AnswerContent::Text { .. } => context.scope.prelude("String"),
        AnswerContent::Items { framing, .. } if *framing == Framing::Events => {
            quote!(rt::ItemStream<rt::Event>)
        }
        AnswerContent::Items { ty, .. } => {
            let ty = context.scope.ty(ty);
            quote!(rt::ItemStream<#ty>)
        }
        AnswerContent::Bytes { .. } => quote!(rt::ByteStream),
    }
}

/// What reads a sequence.
fn items(framing: Framing) -> TokenStream {
    match framing {
        Framing::Lines => quote!(rt::json_lines),
        Framing::Sequence => quote!(rt::json_sequence),
        Framing::EventData => quote!(rt::event_data),
        Framing::EventText => quote!(rt::event_text),
        Framing::EventObjects => quote!(rt::event_objects),
        Framing::EventJsonObjects => quote!(rt::event_json_objects),
        Framing::Events => quote!(rt::events),
    }
}

/// What sends the call and asks for another media type; `body` puts the body into the call.
pub(super) fn alternatives(
    context: &Context<'_, '_>,
    body: Option<&TokenStream>,
) -> Vec<TokenStream> {
    let answers: Vec<usize> = match &context.call.success {
        Success::Empty => Vec::new(),
        Success::One(answers) => answers.iter().copied().take(1).collect(),
        Success::Several(groups) => groups.concat(),
    };
    let mut alternatives: Vec<&AnswerContent> = Vec::new();
    for index in answers {
        for content in &context.operation.answers[index].alternatives {
            let same = |known: &&AnswerContent| {
                std::mem::discriminant(*known) == std::mem::discriminant(content)
            };
            if !alternatives.iter().any(same) {
                alternatives.push(content);
            }
        }
    }
    let rendered = alternatives.into_iter().filter_map(|content| {
        let (name, does) = match content {
            AnswerContent::Items { .. } => ("send_stream", "gives the values as they come in"),
            AnswerContent::Text { .. } => ("send_text", "gives a text"),
            AnswerContent::Bytes { .. } => ("send_bytes", "gives the bytes as they come in"),
            AnswerContent::Empty | AnswerContent::Json { .. } => return None,
        };
        let name = ident(name);
        let media_type = content.media_type()?;
        let docs = format!(
            " Sends the request, asks for `{}` and {does}.",
            documentation::plain(media_type)
        );
        let Answer { ty, send, .. } = single(context, content);
        Some(quote! {
            #[doc = #docs]
            pub fn #name(self) -> rt::Sending<#ty> {
                self.call #body .accept(#media_type) #send
            }
        })
    });
    rendered.collect()
}

fn several(context: &Context<'_, '_>, groups: &[Vec<usize>]) -> Answer {
    let Some((name, variants)) = &context.names.outcome else {
        // Naming gives every operation with several shapes an outcome.
        return single(context, &AnswerContent::Empty);
    };
    let name = ident(name);
    let variants: Vec<Ident> = variants.iter().map(|variant| ident(variant)).collect();
    Answer {
        ty: quote!(#name),
        send: decoding(context, &name, &variants, groups),
        declaration: Some(declaration(context, &name, &variants, groups)),
    }
}

/// Reads the variant by the status; a status that is not documented gets whatever shape fits.
fn decoding(
    context: &Context<'_, '_>,
    name: &Ident,
    variants: &[Ident],
    groups: &[Vec<usize>],
) -> TokenStream {
    let mut arms: Vec<(Status, TokenStream, bool)> = Vec::new();
    for (group, variant) in groups.iter().zip(variants) {
        for &index in group {
            let answer = &context.operation.answers[index];
            let streams = is_stream(&answer.content);
            arms.push((answer.status, read(&answer.content, name, variant), streams));
        }
    }
    // Codes come before ranges, and ranges before the default.
    arms.sort_by_key(|(status, ..)| *status);
    let documented = arms.iter().map(|(status, read, _)| {
        let pattern = pattern(*status);
        quote!(#pattern => #read,)
    });
    let is_open = !arms.iter().any(|(status, ..)| *status == Status::Default);
    let rest = is_open.then(|| quote!(_ => raw.undocumented(),));
    let decode = quote!(|raw| match raw.status() { #(#documented)* #rest });
    let statuses = |wanted: bool| {
        let arms = arms.iter().filter(move |(.., streams)| *streams == wanted);
        arms.map(|(status, ..)| *status)
    };
    match statuses(true).next_back() {
        None => quote!(.send(#decode)),
        Some(last) => {
            let streams = streaming(last, statuses(true), statuses(false));
            quote!(.send_by_status(|status| #streams, #decode))
        }
    }
}

/// Whether a status is one whose answer is read as it comes in; `last` is the widest of these.
fn streaming(
    last: Status,
    these: impl Iterator<Item = Status>,
    others: impl Iterator<Item = Status>,
) -> TokenStream {
    // What is narrower comes first where statuses are matched.
    let narrower = others.filter(|other| *other < last).map(pattern);
    let narrower: Vec<TokenStream> = narrower.collect();
    let these: Vec<TokenStream> = these.map(pattern).collect();
    match last {
        Status::Default if narrower.is_empty() => quote!(true),
        Status::Default => quote!(!matches!(status, #(#narrower)|*)),
        Status::Range(_) if !narrower.is_empty() => {
            quote!(matches!(status, #(#these)|*) && !matches!(status, #(#narrower)|*))
        }
        Status::Code(_) | Status::Range(_) => quote!(matches!(status, #(#these)|*)),
    }
}

/// Whether an answer is read as it comes in.
fn is_stream(content: &AnswerContent) -> bool {
    matches!(
        content,
        AnswerContent::Items { .. } | AnswerContent::Bytes { .. }
    )
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => number(code),
        Status::Range(digit) => {
            let first = number(u16::from(digit) * 100);
            let last = number(u16::from(digit) * 100 + 99);
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

fn number(status: u16) -> TokenStream {
    let status = Literal::u16_unsuffixed(status);
    quote!(#status)
}

fn read(content: &AnswerContent, name: &Ident, variant: &Ident) -> TokenStream {
    match content {
        AnswerContent::Empty => quote!(raw.empty().map(|()| #name::#variant)),
        AnswerContent::Json { .. } => quote!(raw.json().map(#name::#variant)),
        AnswerContent::Text { .. } => quote!(raw.text().map(#name::#variant)),
        AnswerContent::Items { framing, .. } => {
            let decode = items(*framing);
            quote!(#decode(raw).map(#name::#variant))
        }
        AnswerContent::Bytes { .. } => quote!(rt::stream_answer(raw).map(#name::#variant)),
    }
}

fn declaration(
    context: &Context<'_, '_>,
    name: &Ident,
    variants: &[Ident],
    groups: &[Vec<usize>],
) -> TokenStream {
    let declared = groups.iter().zip(variants).map(|(group, variant)| {
        let answers = group.iter().map(|index| &context.operation.answers[*index]);
        let statuses: Vec<String> = answers
            .clone()
            .map(|answer| status(answer.status))
            .collect();
        let first = answers.clone().next();
        let mut lines = vec![format!("{}.", statuses.join(", "))];
        if let Some(answer) = first {
            let text = docs::lines(&answer.docs, &[]);
            if !text.is_empty() {
                lines.push(String::new());
                lines.extend(text);
            }
        }
        let docs = docs::attributes(&lines);
        let content = first.map(|answer| &answer.content);
        match content {
            None | Some(AnswerContent::Empty) => quote!(#docs #variant,),
            Some(content) => {
                let ty = ty(context, content);
                quote!(#docs #variant(#ty),)
            }
        }
    });
    let resource = &context.view.names.resources[context.names.resource.0];
    let docs = docs::attributes(&[format!(
        "What [`{}::{}`] gives, by the status of the answer.",
        resource.type_name,
        documentation::plain(file_stem(&context.names.method)),
    )]);
    let allow = context.allow_deprecated();
    let mut answers = groups.iter().flatten();
    let streams = answers.any(|index| is_stream(&context.operation.answers[*index].content));
    // What is read as it comes in can be read once.
    let derived = (!streams).then(|| quote!(, Clone, PartialEq));
    quote! {
        #docs
        #[derive(Debug #derived)]
        #allow
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #name { #(#declared)* }
    }
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => format!("`{code}`"),
        Status::Range(digit) => format!("`{digit}XX`"),
        Status::Default => "Any other status".to_owned(),
    }
}
