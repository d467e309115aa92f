//! `generated/mod.rs` and the product's `mod.rs`: how a client is made and where the resources hang.

use crate::Part;
use crate::ir::Server;
use crate::products;
use crate::render::paths::{self, ident};
use crate::render::{SourceFile, View, calls, docs};
use proc_macro2::TokenStream;
use quote::quote;

/// `generated/mod.rs`.
#[must_use]
pub fn generated(views: &[View<'_>], parts: &[Part]) -> SourceFile {
    let making = making(views, parts);
    let accessors = views.iter().flat_map(|view| match &view.names.product {
        Some(product) => vec![product_accessor(view, product)],
        None => accessors(view, &quote!(self.clone())),
    });
    let mut items = vec![
        quote!(
            use crate::runtime as rt;
        ),
        quote!(
            mod config;
        ),
    ];
    for view in views {
        match &view.names.product {
            Some(product) => {
                let product = ident(product);
                items.push(quote!(pub mod #product;));
            }
            None => items.extend(modules(view)),
        }
    }
    items.push(quote! {
        impl rt::Client {
            #making
            #(#accessors)*
        }
    });
    SourceFile {
        path: "src/generated/mod.rs".to_owned(),
        inner_docs: match views {
            [view] if view.names.product.is_none() => title(view),
            _ => vec!["Everything that is generated.".to_owned()],
        },
        items,
    }
}

/// The product's `mod.rs`.
#[must_use]
pub fn product(view: &View<'_>, product: &str) -> SourceFile {
    let type_name = ident(&product_type(product));
    let accessors = accessors(view, &quote!(self.client.clone()));
    let docs = docs::attributes(&[format!(
        "Calls of {}: `client.{product}()`.",
        paths::file_stem(product).replace('_', " ")
    )]);
    let mut items = vec![quote!(
        use crate::runtime as rt;
    )];
    items.extend(modules(view));
    items.push(quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct #type_name {
            #[allow(dead_code, reason = "without features there is no resource to give it to")]
            client: rt::Client,
        }
    });
    items.push(quote! {
        impl #type_name {
            pub(crate) fn new(client: rt::Client) -> Self {
                Self { client }
            }
            #(#accessors)*
        }
    });
    SourceFile {
        path: format!("{}/mod.rs", view.folder()),
        inner_docs: title(view),
        items,
    }
}

/// What the document says of itself.
fn title(view: &View<'_>) -> Vec<String> {
    let mut lines = docs::markdown(&view.api.title);
    if let Some(description) = &view.api.description {
        lines.push(String::new());
        lines.extend(docs::markdown(description));
    }
    lines
}

fn modules(view: &View<'_>) -> Vec<TokenStream> {
    let mut modules: Vec<(&str, Option<TokenStream>)> = calls::first_modules(view)
        .map(|resource| (resource.module.as_str(), calls::cfg(view, resource)))
        .collect();
    modules.push(("types", None));
    modules.sort_unstable_by_key(|(module, _)| *module);
    let modules = modules.into_iter().map(|(module, cfg)| {
        let module = ident(module);
        quote!(#cfg pub mod #module;)
    });
    modules
        .chain([quote!(
            mod wire;
        )])
        .collect()
}

fn accessors(view: &View<'_>, client: &TokenStream) -> Vec<TokenStream> {
    calls::roots(view)
        .map(|resource| calls::accessor(view, resource, client))
        .collect()
}

fn product_accessor(view: &View<'_>, product: &str) -> TokenStream {
    let module = ident(product);
    let type_name = ident(&product_type(product));
    let title = docs::markdown(&view.api.title);
    let docs = docs::attributes(title.get(..1).unwrap_or_default());
    quote! {
        #docs
        #[must_use]
        pub fn #module(&self) -> #module::#type_name {
            #module::#type_name::new(self.clone())
        }
    }
}

/// The type of a product's module: `Cloud`.
#[must_use]
pub fn product_type(product: &str) -> String {
    use heck::ToUpperCamelCase;
    paths::file_stem(product).to_upper_camel_case()
}

/// The ways to make a client, with the environment variables they read.
fn making(views: &[View<'_>], parts: &[Part]) -> TokenStream {
    // With one document its types may stand beside this.
    let prelude = views.first().filter(|view| view.names.product.is_none());
    let result = prelude.map_or_else(|| quote!(Result), |view| view.prelude.path("Result"));
    let from_env = docs::attributes(&from_env_docs(parts));
    let plain = |url: &&str| url.chars().all(|c| c.is_ascii_graphic() && c != '`');
    let address = match parts.first().and_then(Part::base_url) {
        Some(url) if plain(&url) => format!("The address is `{url}` unless another is given."),
        Some(_) => "The address is the document's unless another is given.".to_owned(),
        None => "The document names no address: it has to be given.".to_owned(),
    };
    let mut builder = vec![
        "Makes a client from settings given here; reads no environment.".to_owned(),
        String::new(),
        address,
    ];
    let servers = products::servers(parts);
    let given = servers.as_ref().map(|_| quote!(.servers(&config::SERVERS)));
    if let Some((document, own)) = servers {
        builder.extend(server_docs(document, &own));
    }
    let builder = docs::attributes(&builder);
    quote! {
        #from_env
        pub fn from_env() -> #result<Self, rt::Error> {
            rt::ClientBuilder::new(&config::API)#given.from_env().build()
        }
        #builder
        pub fn builder() -> rt::ClientBuilder {
            rt::ClientBuilder::new(&config::API)#given
        }
    }
}

/// Which servers there are, and what can be set in their addresses.
fn server_docs(document: &[Server], own: &[&Server]) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        "`.server(..)` chooses one of these by its address or description, `.server_variable(..)` sets what \
         is in braces:"
            .to_owned(),
        String::new(),
    ];
    let own = own.iter().map(|server| (*server, " (of single calls)"));
    for (server, which) in document.iter().map(|server| (server, "")).chain(own) {
        let description = server.description.as_deref().map(str::trim);
        let description = description.filter(|text| !text.is_empty());
        let description =
            description.map_or_else(String::new, |text| format!(": {}", docs::code_span(text)));
        let address = docs::code_span(&server.template);
        lines.push(format!("- {address}{which}{description}"));
        for variable in &server.variables {
            let name = docs::code_span(&variable.name);
            let default = docs::code_span(&variable.default);
            let values: Vec<_> = variable
                .values
                .iter()
                .map(|value| docs::code_span(value))
                .collect();
            let values = match values.as_slice() {
                [] => String::new(),
                values => format!("; {}", values.join(", ")),
            };
            lines.push(format!("  - {name}: {default} if not set{values}"));
        }
    }
    lines
}

fn from_env_docs(parts: &[Part]) -> Vec<String> {
    let mut variables = Vec::new();
    for (scheme, config) in products::schemes(parts).into_values() {
        let settings = config.security.get(&scheme.name);
        if let Some(env) = settings.and_then(|settings| settings.env.as_deref()) {
            variables.push(format!("- `{env}`: the credential of `{}`", scheme.name));
        }
    }
    if let Some(env) = products::base_url_env(parts) {
        variables.push(format!("- `{env}`: another address than the document's"));
    }
    for (name, parameter) in products::parameters(parts) {
        if let Some(env) = &parameter.env {
            variables.push(format!("- `{env}`: `{name}` of calls that are given none"));
        }
    }
    let mut lines = vec!["Makes a client from environment variables.".to_owned()];
    if !variables.is_empty() {
        lines.push(String::new());
        lines.extend(variables);
    }
    lines.extend([
        String::new(),
        "# Errors".to_owned(),
        String::new(),
        "If a variable holds what cannot be used, or no connection can be prepared.".to_owned(),
    ]);
    lines
}
