//! `config.rs` of a crate: what the runtime must know of the API.

use super::calls::follow::plan_name;
use super::calls::operation::described;
use super::paths::Prelude;
use super::{SourceFile, View};
use crate::analyze::LongRunning;
use crate::config::{self, Config};
use crate::ir::{Location, SecurityKind, SecurityScheme, Server, ServerVariable};
use crate::{Part, products};
use proc_macro2::TokenStream;
use quote::quote;

/// Renders the file.
#[must_use]
pub fn file(views: &[View<'_>], parts: &[Part]) -> SourceFile {
    let plain = Prelude::default();
    let prelude = views.first().map_or(&plain, |view| &view.prelude);
    let base_url = option(prelude, parts.first().and_then(Part::base_url));
    let base_url_env = option(prelude, products::base_url_env(parts));
    let schemes = products::schemes(parts).into_values();
    let schemes = schemes.map(|(scheme, config)| self::scheme(prelude, scheme, config));
    let parameters = products::parameters(parts)
        .into_iter()
        .map(|(name, parameter)| {
            let env = option(prelude, parameter.env.as_deref());
            quote!(rt::ClientParameter { name: #name, env: #env })
        });
    let mut items = vec![
        quote!(
            use crate::runtime as rt;
        ),
        quote! {
            pub(crate) static API: rt::Api = rt::Api {
                name: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                base_url: #base_url,
                base_url_env: #base_url_env,
                schemes: &[#(#schemes),*],
                parameters: &[#(#parameters),*],
            };
        },
    ];
    items.extend(products::servers(parts).map(|(document, own)| {
        let document = document.iter().map(server);
        let own = own.into_iter().map(server);
        quote! {
            pub(crate) static SERVERS: rt::Servers = rt::Servers {
                document: &[#(#document),*],
                operations: &[#(#own),*],
            };
        }
    }));
    for view in views {
        items.extend(view.facts.long_running.iter().map(|kind| work(view, kind)));
    }
    SourceFile {
        path: "src/generated/config.rs".to_owned(),
        inner_docs: vec!["What the runtime must know of this API.".to_owned()],
        items,
    }
}

fn server(server: &Server) -> TokenStream {
    let url = &server.template;
    let description = server.description.as_deref().unwrap_or_default();
    let variables = server.variables.iter().map(|variable| {
        let ServerVariable {
            name,
            default,
            values,
            ..
        } = variable;
        quote!(rt::ServerVariable { name: #name, default: #default, values: &[#(#values),*] })
    });
    quote! {
        rt::Server { url: #url, description: #description, variables: &[#(#variables),*] }
    }
}

fn scheme(prelude: &Prelude, scheme: &SecurityScheme, config: &Config) -> TokenStream {
    let name = &scheme.name;
    let settings = config.security.get(name);
    let prefix = settings.map_or("", |settings| settings.prefix.as_str());
    let env = option(
        prelude,
        settings.and_then(|settings| settings.env.as_deref()),
    );
    let place = match &scheme.kind {
        SecurityKind::ApiKey { location, name } => match location {
            Location::Query => quote!(rt::Place::Query(#name)),
            Location::Cookie => quote!(rt::Place::Cookie(#name)),
            Location::Header | Location::Path | Location::Form | Location::Part => {
                quote!(rt::Place::Header(#name))
            }
        },
        SecurityKind::Basic => quote!(rt::Place::Basic),
        SecurityKind::Bearer => quote!(rt::Place::Bearer),
        SecurityKind::Other(kind) => quote!(rt::Place::Other(#kind)),
    };
    quote!(rt::Scheme { name: #name, place: #place, prefix: #prefix, env: #env })
}

/// A kind of work that goes on after the answer. Not every choice of features has operations that
/// start it.
fn work(view: &View<'_>, kind: &LongRunning) -> TokenStream {
    let name = plan_name(view, &kind.name);
    let poll = described(view, &view.api.operations[kind.poll.0]);
    let variable = &kind.variable;
    let config::LongRunning {
        ids,
        status,
        finished,
        failed,
        reason,
        ..
    } = &kind.config;
    let reason = reason.as_deref().unwrap_or_default();
    quote! {
        #[allow(dead_code)]
        pub(crate) static #name: rt::LongRunning = rt::LongRunning {
            ids: #ids,
            poll: #poll,
            variable: #variable,
            status: #status,
            finished: &[#(#finished),*],
            failed: &[#(#failed),*],
            reason: #reason,
        };
    }
}

fn option(prelude: &Prelude, value: Option<&str>) -> TokenStream {
    match value {
        Some(value) => {
            let some = prelude.path("Some");
            quote!(#some(#value))
        }
        None => prelude.path("None"),
    }
}
