//! What is known of one operation while its call is rendered, and the description that is sent by.

use crate::analyze::{Call, CallBody, Input};
use crate::ir::{BodyContent, Item, Operation, OperationId, Struct, Ty, TypeId};
use crate::name::OperationNames;
use crate::render::View;
use crate::render::paths::{Scope, ident};
use crate::render::types::{allow_deprecated, names_deprecated};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// An operation with its facts and its names.
pub(super) struct Context<'s, 'v> {
    pub(super) scope: &'s Scope<'v>,
    pub(super) view: &'v View<'v>,
    pub(super) id: OperationId,
    pub(super) operation: &'v Operation,
    pub(super) call: &'v Call,
    pub(super) names: &'v OperationNames,
}

impl<'s, 'v> Context<'s, 'v> {
    pub(super) fn new(scope: &'s Scope<'v>, id: OperationId) -> Self {
        let view = scope.view;
        Self {
            scope,
            view,
            id,
            operation: &view.api.operations[id.0],
            call: &view.facts.calls[id.0],
            names: &view.names.operations[id.0],
        }
    }

    /// The struct whose members are spread over the builder.
    pub(super) fn spread(&self) -> Option<(TypeId, &'v Struct)> {
        let CallBody::Spread(id) = self.call.body else {
            return None;
        };
        match &self.view.def(id).item {
            Item::Struct(item) => Some((id, item)),
            _ => None,
        }
    }

    /// Whether the call is a method of the client itself.
    pub(super) fn is_of_client(&self) -> bool {
        let names = self.view.names;
        names.product.is_none() && names.resources[self.names.resource.0].direct
    }

    /// Name of the argument or setter.
    pub(super) fn input_name(&self, input: Input) -> &'v str {
        match input {
            Input::Parameter(index) => &self.names.parameters[index],
            Input::Member(index) => &self.names.members[index],
            Input::RequiredMembers | Input::Body => &self.names.body,
        }
    }

    /// What lets the code of this call name a deprecated type, if it has to.
    pub(super) fn allow_deprecated(&self) -> Option<TokenStream> {
        let names = |ty: &Ty| names_deprecated(self.view, ty);
        let mut parameters = self.operation.parameters.iter();
        let body = match self.operation.body.as_ref().map(|body| &body.content) {
            Some(BodyContent::Json(ty) | BodyContent::Lines(ty) | BodyContent::Form(ty, _)) => {
                names(ty)
            }
            _ => false,
        };
        let members = self
            .spread()
            .is_some_and(|(_, item)| item.fields.iter().any(|field| names(&field.ty)));
        let answers = self
            .operation
            .answers
            .iter()
            .any(|answer| answer.types().any(names));
        let facts = self.view.facts;
        let items = facts.paging[self.id.0].as_ref();
        let items = items.is_some_and(|paging| names(&paging.item));
        let work = facts.waits[self.id.0].as_ref().is_some_and(|wait| {
            let fetched = wait.fetch.as_ref();
            names(&facts.long_running[wait.kind].task)
                || fetched.is_some_and(|fetch| names(&fetch.ty))
        });
        let called = body || members || answers || parameters.any(|p| names(&p.ty));
        let needed = called || items || work;
        allow_deprecated(needed)
    }

    /// The `static` that describes the operation: `SECURITY_GROUPS` for `security_groups`.
    pub(super) fn static_name(&self) -> Ident {
        let method = crate::render::paths::file_stem(&self.names.method);
        let upper: String = method
            .chars()
            .map(|c| {
                let mut upper = c.to_uppercase();
                match (upper.next(), upper.next()) {
                    (Some(one), None) => one,
                    _ => c,
                }
            })
            .collect();
        ident(&upper)
    }

    /// A name for a local variable that no argument has.
    pub(super) fn local(&self, wanted: &str) -> Ident {
        let mut name = wanted.to_owned();
        let arguments = &self.call.arguments;
        while arguments
            .iter()
            .any(|input| self.input_name(*input) == name)
        {
            name.push('_');
        }
        format_ident!("{name}")
    }
}

/// The operation as the runtime has to know it.
pub(super) fn description(call: &Context<'_, '_>) -> TokenStream {
    let name = call.static_name();
    let described = described(call.view, call.operation);
    quote!(static #name: rt::Operation = #described;)
}

/// The value that describes an operation.
pub(crate) fn described(view: &View<'_>, operation: &Operation) -> TokenStream {
    let id = operation.operation_id.clone();
    let id = id.unwrap_or_else(|| format!("{} {}", operation.method, operation.path));
    let method = method(&operation.method);
    let path = &operation.path;
    let security = operation.security.iter().map(|alternative| {
        let schemes = alternative
            .iter()
            .map(|scheme| &view.api.security_schemes[*scheme].name);
        quote!(&[#(#schemes),*])
    });
    let accept = accept(operation);
    let server = match &operation.server {
        Some(server) => {
            let some = view.prelude.path("Some");
            let template = &server.template;
            quote!(#some(#template))
        }
        None => view.prelude.path("None"),
    };
    quote! {
        rt::Operation {
            id: #id,
            method: #method,
            path: #path,
            security: &[#(#security),*],
            accept: #accept,
            server: #server,
        }
    }
}

fn method(method: &str) -> TokenStream {
    match method {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY" => {
            let name = format_ident!("{method}");
            quote!(rt::Method::#name)
        }
        other => quote!(rt::Method::other(#other)),
    }
}

/// The media types of all answers, each once, those of success first.
fn accept(operation: &Operation) -> String {
    let mut types: Vec<&str> = Vec::new();
    for answer in &operation.answers {
        let Some(media_type) = answer.content.media_type() else {
            continue;
        };
        if !types.contains(&media_type) {
            types.push(media_type);
        }
    }
    if types.is_empty() {
        "*/*".to_owned()
    } else {
        types.join(", ")
    }
}
