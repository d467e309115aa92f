//! What is wrong with `codegen.toml` and its like.

use super::{Entry, code};
use crate::diagnostic::Severity::Error;

pub(super) const CODES: &[Entry] = &[
    code(
        "config",
        Error,
        "The configuration does not have the form that it needs.",
    ),
    code(
        "unknown-code",
        Error,
        "An acceptance names a code that no finding has.",
    ),
    code(
        "unused-acceptance",
        Error,
        "An acceptance is not needed: what it accepts is not found any more.",
    ),
    code(
        "unused-format",
        Error,
        "The configuration maps a format that no schema of the document has.",
    ),
    code(
        "unused-selection",
        Error,
        "A selected tag or path is that of no operation.",
    ),
];
