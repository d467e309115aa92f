//! Base URLs.

use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::Server;
use crate::model::nodes::ServerNode;

/// Servers with the defaults of their variables in place.
pub(super) fn servers(nodes: &[ServerNode], diagnostics: &mut Diagnostics) -> Vec<Server> {
    nodes
        .iter()
        .map(|node| Server {
            url: url(node, diagnostics),
            description: node.server.description.clone(),
        })
        .collect()
}

/// The address of a server, with the defaults of its variables in place.
pub(super) fn url(node: &ServerNode, diagnostics: &mut Diagnostics) -> String {
    let mut url = String::with_capacity(node.server.url.len());
    let mut rest = node.server.url.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        url.push_str(before);
        rest = after;
        let variables = node.server.variables.as_ref();
        match variables.and_then(|variables| variables.get(name)) {
            Some(variable) => url.push_str(&variable.default),
            None => {
                diagnostics.push(
                    Severity::Corrected,
                    "undeclared-server-variable",
                    &node.origin,
                    format!("The server has no variable `{name}`; the name is left in its place."),
                    "Declare it, or give the client a base URL.",
                );
                url.push_str(name);
            }
        }
    }
    url.push_str(rest);
    url
}
