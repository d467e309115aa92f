//! What the API sends by itself: webhooks and callbacks.

use super::nodes::{MessageNode, OperationNode};
use super::operation;
use super::reader::Reader;
use crate::ir::MessageKind;
use crate::origin::Origin;
use crate::value::{Object, Value};

/// Reads `webhooks` (OpenAPI 3.1, "OpenAPI Object").
pub(super) fn webhooks<'a>(reader: &mut Reader<'a, '_>, origin: &Origin, root: &'a Object) {
    let (at, webhooks) = reader.entries(origin, root, "webhooks");
    for (name, _) in webhooks {
        read(reader, MessageKind::Webhook, name, &at.child(name), None);
    }
}

/// Reads the `callbacks` of an operation ("Callback Object"). Each has path items by expression.
pub(super) fn callbacks<'a>(
    reader: &mut Reader<'a, '_>,
    origin: &Origin,
    members: &'a Object,
    of: (&str, &str),
) {
    let (at, callbacks) = reader.entries(origin, members, "callbacks");
    for (name, _) in callbacks {
        let mut at = at.child(name);
        // A chain of references that is longer is cyclic.
        for _ in 0..16 {
            let callback = reader.documents.get(&at).and_then(Value::as_object);
            let Some(callback) = callback else { break };
            let Some(reference) = callback.get("$ref") else {
                for expression in callback.keys().filter(|key| !key.starts_with("x-")) {
                    let at = at.child(expression);
                    read(reader, MessageKind::Callback, name, &at, Some(of));
                }
                break;
            };
            match reader.resolve(&at, reference) {
                Some(target) => at = target,
                None => break,
            }
        }
    }
}

/// Reads one path item. What several operations refer to is read once.
fn read(
    reader: &mut Reader<'_, '_>,
    kind: MessageKind,
    name: &str,
    origin: &Origin,
    of: Option<(&str, &str)>,
) {
    if !reader.sent_from.insert(origin.clone()) {
        return;
    }
    let is_shared = origin.pointer.starts_with("/components/");
    let of = of.filter(|_| !is_shared);
    let mut nodes: Vec<OperationNode> = Vec::new();
    operation::path_item(reader, name, origin, &mut nodes);
    reader
        .messages
        .extend(nodes.into_iter().map(|node| MessageNode {
            kind,
            name: name.to_owned(),
            of: of.map(|(method, path)| (method.to_owned(), path.to_owned())),
            node,
        }));
}
