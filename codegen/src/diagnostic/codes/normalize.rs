//! What overlays and older ways of writing are told of.

use super::{Entry, code};
use crate::diagnostic::Severity::{Corrected, Error, Widened};

pub(super) const CODES: &[Entry] = &[
    code(
        "exclusive-flag-in-3.1",
        Corrected,
        "A truth value for an exclusive bound is of OpenAPI 3.0 and read as 3.0 has it.",
    ),
    code(
        "items-list",
        Corrected,
        "A list for `items` is of older drafts of JSON Schema and read as `prefixItems`.",
    ),
    code(
        "keyword-of-3.1",
        Corrected,
        "A document of OpenAPI 3.0 uses a keyword of 3.1; it is read as 3.1 has it.",
    ),
    code(
        "mapping-object",
        Corrected,
        "A discriminator's mapping value is an object with `$ref`; it is read as the reference itself.",
    ),
    code(
        "not-openapi",
        Error,
        "The document does not say which version of OpenAPI it is written for.",
    ),
    code(
        "null-unreachable",
        Corrected,
        "Null is allowed by one keyword and forbidden by another beside it; it is accepted.",
    ),
    code(
        "null-without-quotes",
        Corrected,
        "YAML reads an unquoted `null` as a null; under `type` the name of the type was meant.",
    ),
    code(
        "nullable-alone",
        Corrected,
        "A branch of a choice says `nullable` and nothing else, which means null.",
    ),
    code(
        "nullable-in-3.1",
        Corrected,
        "`nullable` is of OpenAPI 3.0 and has no meaning in 3.1; null is accepted as 3.0 has it.",
    ),
    code(
        "overlay-form",
        Error,
        "An overlay does not have the form that the Overlay Specification gives it.",
    ),
    code(
        "overlay-no-effect",
        Error,
        "An overlay action changes nothing: the document says already what it asks for.",
    ),
    code(
        "overlay-no-match",
        Error,
        "The target of an overlay action selects nothing in the document.",
    ),
    code(
        "overlay-target",
        Error,
        "The target of an overlay action cannot be read, or cannot be changed as asked.",
    ),
    code(
        "ref-not-allowed",
        Corrected,
        "A reference stands where OpenAPI allows none; it is followed.",
    ),
    code(
        "ref-siblings",
        Corrected,
        "What stands beside a `$ref` has no effect there and is ignored.",
    ),
    code(
        "required-flag",
        Corrected,
        "`required: true` within a schema is of an old draft and has no effect.",
    ),
    code(
        "swagger-2",
        Error,
        "The document is written for Swagger 2.0, which is not read.",
    ),
    code(
        "unknown-dialect",
        Widened,
        "The document names a dialect of JSON Schema that is not known; 2020-12 is taken.",
    ),
    code(
        "unknown-version",
        Error,
        "The document is written for a version of OpenAPI that is not read.",
    ),
    code(
        "version-not-text",
        Corrected,
        "A version without quotes is a number to YAML; it is read as the text that was written.",
    ),
];
