//! What is wrong with a text, before it is known to be a description.

use super::{Entry, code};
use crate::diagnostic::Severity::{Corrected, Error};

pub(super) const CODES: &[Entry] = &[
    code(
        "alias-cycle",
        Error,
        "A YAML alias names an anchor that it stands within, so that its value would have no end.",
    ),
    code(
        "alias-expansion",
        Error,
        "Anchors and aliases repeat more than any real document does, which only a hostile text needs.",
    ),
    code(
        "duplicate-key",
        Error,
        "An object has a key twice, and readers differ in which of the values they keep.",
    ),
    code(
        "key-not-text",
        Error,
        "A YAML mapping has an array or object as a key, which JSON cannot say.",
    ),
    code(
        "merge-key",
        Error,
        "`<<` is of YAML 1.1; its members are merged where it takes objects, and it is an error elsewhere.",
    ),
    code(
        "not-a-json-number",
        Corrected,
        "YAML's infinities and not-a-number have no counterpart in JSON and are read as strings.",
    ),
    code(
        "several-documents",
        Error,
        "A YAML file holds several documents, and only one can be meant.",
    ),
    code("syntax", Error, "The text is neither JSON nor YAML."),
    code(
        "too-deep",
        Error,
        "Arrays and objects nest deeper than any real document does.",
    ),
    code(
        "too-many-findings",
        Error,
        "So much is wrong with a text that reading it to its end would help nobody.",
    ),
    code(
        "unknown-tag",
        Error,
        "A YAML tag asks for a kind of value that JSON does not have.",
    ),
];
