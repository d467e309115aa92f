//! Every kind of finding: its code, what it means for the output, and why it is one.

use super::{Code, Severity};
use Severity::{Corrected, Error, Refused, Widened};

/// One kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The name that configuration accepts it by.
    pub code: Code,
    /// The gravest meaning it can have.
    pub severity: Severity,
    /// One sentence for whoever meets it.
    pub explanation: &'static str,
}

/// The entry of a code.
#[must_use]
pub fn entry(code: &str) -> Option<&'static Entry> {
    CODES.iter().find(|entry| entry.code == code)
}

const fn code(code: Code, severity: Severity, explanation: &'static str) -> Entry {
    Entry {
        code,
        severity,
        explanation,
    }
}

/// All codes, by the stage that reports them, alphabetically within a stage.
pub const CODES: &[Entry] = &[
    // Load.
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
        "unknown-tag",
        Error,
        "A YAML tag asks for a kind of value that JSON does not have.",
    ),
    // Configuration.
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
    // Overlays.
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
    // Normalize.
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
        "nullable-in-3.1",
        Corrected,
        "`nullable` is of OpenAPI 3.0 and has no meaning in 3.1; null is accepted as 3.0 has it.",
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
        "unknown-version",
        Error,
        "The document is written for a version of OpenAPI that is not read.",
    ),
    code(
        "version-not-text",
        Corrected,
        "A version without quotes is a number to YAML; it is read as the text that was written.",
    ),
    // Model.
    // Lower.
    // Name.
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

// Referred to by stages that leave things out or widen them.
const _: [Severity; 2] = [Widened, Refused];

#[cfg(test)]
mod tests {
    use super::CODES;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_distinct_kebab_case_and_explained() {
        let distinct: BTreeSet<_> = CODES.iter().map(|entry| entry.code).collect();
        assert_eq!(distinct.len(), CODES.len());
        for entry in CODES {
            let is_kebab =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
            assert!(entry.code.chars().all(is_kebab), "{}", entry.code);
            assert!(entry.explanation.ends_with('.'), "{}", entry.code);
        }
    }
}
