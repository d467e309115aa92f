//! What an operation's own name and summary say is done, where its path leaves that open.

use super::{verbs, words};
use crate::ir::Operation;

/// Verbs that say no more than the HTTP method does.
const PLAIN: &[&str] = &[
    "change", "create", "delete", "edit", "get", "list", "modify", "patch", "post", "put",
    "remove", "replace", "save", "store", "submit", "update", "upsert",
];

/// The verb that an operation is told by, if it says more than the HTTP method: `cancel` of
/// `cancelEvalRun`, `add` of `members/add-member`, and `enable` of the summary `Enable a member`.
///
/// The operation's name comes first: a summary counts where the name begins with no verb at all.
pub(super) fn verb(operation: &Operation) -> Option<String> {
    said(operation).filter(|verb| !PLAIN.contains(&verb.as_str()))
}

/// Whether an operation is told to change what there is, or to make something; `None` where neither
/// its name nor its summary say.
pub(super) fn changes(operation: &Operation) -> Option<bool> {
    match said(operation)?.as_str() {
        "change" | "edit" | "modify" | "patch" | "replace" | "save" | "set" | "update" => {
            Some(true)
        }
        "add" | "create" => Some(false),
        _ => None,
    }
}

/// Whether an operation is told to list.
pub(super) fn lists(operation: &Operation) -> bool {
    said(operation).is_some_and(|verb| verb == "list")
}

fn said(operation: &Operation) -> Option<String> {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    let own = id.rsplit(['/', '.']).next().unwrap_or_default();
    let summary = operation.docs.summary.as_deref().unwrap_or_default();
    leading(own).or_else(|| leading(summary))
}

/// The verb a text begins with, unless it leaves a choice: `create or update`.
fn leading(text: &str) -> Option<String> {
    let mut words = words::split(text).into_iter();
    let first = words.next()?;
    let known = PLAIN.contains(&first.as_str()) || verbs::is_verb(std::slice::from_ref(&first));
    let choice = words
        .next()
        .is_some_and(|word| matches!(word.as_str(), "or" | "and"));
    if choice {
        return Some("update".to_owned());
    }
    known.then_some(first)
}
