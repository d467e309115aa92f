//! Who owns a schema that is written in place, by where it is and not by who refers to it.

use crate::ir::Owner;
use crate::model::nodes::OperationNode;
use crate::origin::Origin;

/// The owner of what is written below a place.
pub(super) fn of(origin: &Origin, node: &OperationNode) -> Owner {
    let tokens: Vec<String> = origin.tokens().take(4).collect();
    match tokens.as_slice() {
        [first, _, key, ..] if first == "components" => Owner::Shared(key.clone()),
        [first, path, below, ..] if first == "paths" && below == "parameters" => {
            Owner::Shared(path.clone())
        }
        [first, path, below, method] if first == "paths" && below == "additionalOperations" => {
            Owner::Operation {
                method: method.clone(),
                path: path.clone(),
            }
        }
        [first, path, method, ..] if first == "paths" => Owner::Operation {
            method: method.to_ascii_uppercase(),
            path: path.clone(),
        },
        // Another file, or a place that references alone make what it is.
        _ => Owner::Operation {
            method: node.method.clone(),
            path: node.path.clone(),
        },
    }
}
