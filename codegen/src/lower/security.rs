//! Security schemes, and which of them an operation needs.

use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::{Docs, Location, SecurityKind, SecurityScheme};
use crate::model::Document;
use crate::model::nodes::{Scheme, SecurityNode, SecuritySchemeNode};
use openapiv3::APIKeyLocation;

/// The schemes of the document, in order.
pub(super) fn schemes(document: &Document, diagnostics: &mut Diagnostics) -> Vec<SecurityScheme> {
    document
        .security_schemes
        .iter()
        .map(|node| scheme(node, diagnostics))
        .collect()
}

/// The alternatives of an operation, as indexes into the schemes.
///
/// A name that no scheme has becomes a scheme that the client cannot apply: what needs it must not
/// look as if it needed nothing.
pub(super) fn requirements(
    document: &Document,
    own: Option<&SecurityNode>,
    schemes: &mut Vec<SecurityScheme>,
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<usize>> {
    let Some(node) = own.or(document.security.as_ref()) else {
        return Vec::new();
    };
    let mut index_of = |name: &String| {
        if let Some(index) = schemes.iter().position(|scheme| scheme.name == *name) {
            return index;
        }
        diagnostics.push(
            Severity::Refused,
            "unknown-security-scheme",
            &node.origin,
            format!("There is no security scheme `{name}`; no credentials can be sent for it."),
            "Describe it under `components.securitySchemes`.",
        );
        schemes.push(SecurityScheme {
            name: name.clone(),
            kind: SecurityKind::Other("a scheme that the document does not describe".to_owned()),
            docs: Docs::default(),
            origin: node.origin.clone(),
        });
        schemes.len() - 1
    };
    node.requirements
        .iter()
        .map(|requirement| requirement.keys().map(&mut index_of).collect())
        .collect()
}

fn scheme(node: &SecuritySchemeNode, diagnostics: &mut Diagnostics) -> SecurityScheme {
    let (kind, description) = kind(&node.scheme);
    if let SecurityKind::Other(what) = &kind {
        diagnostics.push(
            Severity::Refused,
            "security-scheme",
            &node.origin,
            format!("The client cannot apply `{}` by itself: {what}.", node.name),
            "Apply it with a client of your own, or accept the finding.",
        );
    }
    SecurityScheme {
        name: node.name.clone(),
        kind,
        docs: Docs {
            summary: None,
            description: description.cloned(),
        },
        origin: node.origin.clone(),
    }
}

fn kind(scheme: &Scheme) -> (SecurityKind, Option<&String>) {
    use openapiv3::SecurityScheme::{APIKey, HTTP, OAuth2, OpenIDConnect};
    let plain = match scheme {
        Scheme::MutualTls(description) => {
            let kind = SecurityKind::Other("mutual TLS".to_owned());
            return (kind, description.as_ref());
        }
        Scheme::Plain(plain) => plain.as_ref(),
    };
    let (APIKey { description, .. }
    | HTTP { description, .. }
    | OAuth2 { description, .. }
    | OpenIDConnect { description, .. }) = plain;
    let kind = match plain {
        APIKey { location, name, .. } => SecurityKind::ApiKey {
            location: match location {
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Cookie => Location::Cookie,
            },
            name: name.clone(),
        },
        HTTP { scheme, .. } => http(scheme),
        OAuth2 { .. } | OpenIDConnect { .. } => SecurityKind::Bearer,
    };
    (kind, description.as_ref())
}

fn http(scheme: &str) -> SecurityKind {
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => SecurityKind::Basic,
        "bearer" => SecurityKind::Bearer,
        _ => SecurityKind::Other(format!("the HTTP authentication scheme {scheme}")),
    }
}
