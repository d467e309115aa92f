//! What an operation's own name and summary say is done, where its path leaves that open.

use super::{verbs, words};
use crate::ir::Operation;

/// Verbs that say no more than the HTTP method does.
const PLAIN: &[&str] = &[
    "change", "create", "delete", "edit", "get", "list", "modify", "patch", "post", "put", "read",
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
    changing(&said(operation)?)
}

/// Whether a verb changes what there is, or makes something.
fn changing(verb: &str) -> Option<bool> {
    match verb {
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

/// The verb a text begins with. To create or update is to update, for that is what can be done again.
fn leading(text: &str) -> Option<String> {
    let words = words::split(text);
    let mut words = words.iter().map(String::as_str);
    let first = words.next()?;
    let is_choice = matches!(words.next(), Some("or" | "and"));
    if is_choice && words.next().and_then(changing) == Some(true) {
        return Some("update".to_owned());
    }
    let is_known = PLAIN.contains(&first) || verbs::is_verb(&[first.to_owned()]);
    is_known.then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::leading;

    #[test]
    fn a_choice_that_ends_in_a_change_is_one() {
        for (text, verb) in [
            ("Create or update a pet", Some("update")),
            ("addAndReplacePets", Some("update")),
            ("List and filter pets", Some("list")),
            ("Start or stop a server", Some("start")),
            ("Pets of a shop", None),
        ] {
            assert_eq!(leading(text).as_deref(), verb, "{text}");
        }
    }
}
