//! What is found when names are given and files are made.

use super::{Entry, code};
use crate::diagnostic::Severity::{Corrected, Error};

pub(super) const CODES: &[Entry] = &[
    code(
        "internal-error",
        Error,
        "What was generated is not Rust, which is a mistake of the generator and not of the document.",
    ),
    code(
        "invalid-name",
        Error,
        "A name given in the configuration is no Rust name, or is not free.",
    ),
    code(
        "name-collision",
        Error,
        "Two things would have the same Rust name, and no rule tells which of them keeps it.",
    ),
    code(
        "products-disagree",
        Error,
        "Documents of one crate give one name to different credentials or client-wide parameters.",
    ),
    code(
        "published-name-lost",
        Corrected,
        "A name in the lock is not free any more, so that what it belongs to has another one.",
    ),
    code(
        "unfit-behaviour",
        Error,
        "The configuration describes tasks or pages that the document does not have.",
    ),
    code(
        "unused-rename",
        Error,
        "A rename names something that the document does not have.",
    ),
    code(
        "unused-resource",
        Error,
        "A resource prefix fits no path of the document.",
    ),
];
