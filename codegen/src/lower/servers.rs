//! Base URLs.

use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::{Server, ServerVariable};
use crate::model::nodes::ServerNode;

/// Every server.
pub(super) fn servers(nodes: &[ServerNode], diagnostics: &mut Diagnostics) -> Vec<Server> {
    let servers = nodes.iter();
    servers.map(|node| server(node, diagnostics)).collect()
}

/// A server, with its address once with the defaults of its variables and once with their names.
pub(super) fn server(node: &ServerNode, diagnostics: &mut Diagnostics) -> Server {
    let mut server = Server {
        description: node.server.description.clone(),
        ..Server::default()
    };
    let mut rest = node.server.url.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        rest = after;
        server.push(before);
        let variables = node.server.variables.as_ref();
        match variables.and_then(|variables| variables.get(name)) {
            Some(variable) => server.push_variable(name, variable),
            None => {
                diagnostics.push(
                    Severity::Corrected,
                    "undeclared-server-variable",
                    &node.origin,
                    format!("The server has no variable `{name}`; the name is left in its place."),
                    "Declare it, or give the client a base URL.",
                );
                server.push(name);
            }
        }
    }
    server.push(rest);
    server
}

impl Server {
    fn push(&mut self, text: &str) {
        self.url.push_str(text);
        self.template.push_str(text);
    }

    fn push_variable(&mut self, name: &str, variable: &openapiv3::ServerVariable) {
        self.url.push_str(&variable.default);
        self.template.push_str(&format!("{{{name}}}"));
        if self.variables.iter().all(|known| known.name != name) {
            self.variables.push(ServerVariable {
                name: name.to_owned(),
                default: variable.default.clone(),
                values: variable.enumeration.clone(),
                description: variable.description.clone(),
            });
        }
    }
}
