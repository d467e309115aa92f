//! What a call leads to: waiting for the work it starts, and reading a list page by page.

use super::operation::{Context, described};
use crate::analyze::{Advance, Fetch, Paging, Wait};
use crate::render::{View, docs};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// The methods beside `send`. `call` is the call with its body.
pub(super) fn methods(context: &Context<'_, '_>, call: &TokenStream) -> TokenStream {
    let facts = context.view.facts;
    let wait = facts.waits[context.id.0].as_ref();
    let wait = wait.map(|wait| send_and_wait(context, wait, call));
    let paging = facts.paging[context.id.0].as_ref();
    let paging = paging.map(|paging| pages(context, paging, call));
    quote!(#wait #paging)
}

fn send_and_wait(context: &Context<'_, '_>, wait: &Wait, call: &TokenStream) -> TokenStream {
    let kind = &context.view.facts.long_running[wait.kind];
    let plan = plan_name(context.view, &kind.name);
    let task = context.scope.ty(&kind.task);
    let (result, fetch, then) = match &wait.fetch {
        Some(fetch) => {
            let ty = context.scope.ty(&fetch.ty);
            let some = context.scope.prelude("Some");
            let value = fetch_value(context, fetch);
            (
                quote!(, #ty),
                quote!(#some(#value)),
                ", then reads what it was about",
            )
        }
        None => (TokenStream::new(), context.scope.prelude("None"), ""),
    };
    let docs = docs::attributes(&[format!(
        "Sends the request and waits until the work that it starts has finished{then}."
    )]);
    quote! {
        #docs
        pub fn send_and_wait(self) -> rt::Waiting<#task #result> {
            #call.wait(&crate::generated::config::#plan, #fetch)
        }
    }
}

/// The operation is described in place, because the resource it belongs to may be left out of a build.
fn fetch_value(context: &Context<'_, '_>, fetch: &Fetch) -> TokenStream {
    let operation = &context.view.api.operations[fetch.operation.0];
    let described = described(context.view, operation);
    let id = match &fetch.id {
        Some((variable, path)) => {
            let some = context.scope.prelude("Some");
            quote!(#some((#variable, #path)))
        }
        None => context.scope.prelude("None"),
    };
    quote!(rt::Fetch { operation: &#described, id: #id })
}

/// The `static` that describes a kind of work: `WORK_CLOUD_TASKS` for `tasks` of the product `cloud`.
pub(crate) fn plan_name(view: &View<'_>, name: &str) -> proc_macro2::Ident {
    let product = view.names.product.iter().map(String::as_str);
    let name: String = product
        .chain([name])
        .collect::<Vec<_>>()
        .join("_")
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect();
    format_ident!("WORK_{name}")
}

fn pages(context: &Context<'_, '_>, paging: &Paging, call: &TokenStream) -> TokenStream {
    let super::outcome::Answer { ty, .. } = super::outcome::success(context);
    let item = context.scope.ty(&paging.item);
    let value = paging_value(paging);
    quote! {
        /// The pages of the list, each read when it is asked for.
        pub fn pages(self) -> rt::Pages<#ty> {
            #call.pages(#value, rt::json_answer)
        }
        /// The items of the list, over all its pages.
        pub fn items(self) -> rt::Items<#item> {
            #call.items(#value)
        }
    }
}

fn paging_value(paging: &Paging) -> TokenStream {
    let advance = match &paging.advance {
        Advance::Offset(parameter) => quote!(offset(#parameter)),
        Advance::Page(parameter, first) => {
            let first = Literal::i64_unsuffixed(*first);
            quote!(page(#parameter, #first))
        }
        Advance::Cursor(parameter, next) => quote!(cursor(#parameter, #next)),
        Advance::Link(next) => quote!(link(#next)),
        Advance::LinkHeader => quote!(link_header()),
    };
    let path = |name: &str, path: &str| {
        let name = format_ident!("{name}");
        (!path.is_empty()).then(|| quote!(.#name(#path)))
    };
    let setter = if paging.items_optional {
        "items_if_any"
    } else {
        "items"
    };
    let items = path(setter, &paging.items);
    let total = path("total", paging.total.as_deref().unwrap_or_default());
    let more = path("more", paging.more.as_deref().unwrap_or_default());
    quote!(rt::Paging::#advance #items #total #more)
}
