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
        "too-many-findings",
        Error,
        "So much is wrong with a text that reading it to its end would help nobody.",
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
    // Model.
    code(
        "bad-method",
        Refused,
        "A key of `additionalOperations` is no method of HTTP; the operation is left out.",
    ),
    code(
        "bad-path",
        Refused,
        "A path does not begin with `/`; its operations are left out.",
    ),
    code(
        "bad-scopes",
        Corrected,
        "The scopes of a security requirement are not a list; none are read.",
    ),
    code(
        "bad-status",
        Refused,
        "A key of `responses` is no status, and the response is left out, or one that HTTP does not have.",
    ),
    code(
        "discriminator-mapping-dangling",
        Corrected,
        "A discriminator maps a value to a schema that is not there; the entry is ignored.",
    ),
    code(
        "enum-value-outside-type",
        Corrected,
        "`type` excludes some of the values that `enum` or `const` lists; they are left out.",
    ),
    code(
        "enum-value-repeated",
        Corrected,
        "`enum` lists a value more than once; it is taken once.",
    ),
    code(
        "read-and-write-only",
        Corrected,
        "A schema is both `readOnly` and `writeOnly`, so it would be in no message; neither is followed.",
    ),
    code(
        "security-null",
        Corrected,
        "`security` is null, which says nothing; what is said further up counts.",
    ),
    code(
        "format-too-narrow",
        Corrected,
        "A limit or the default of an integer is beyond its format; it is read with 64 bits.",
    ),
    code(
        "incomplete-operation",
        Refused,
        "An operation needs something that was refused, and is left out.",
    ),
    code(
        "keyword-not-followed",
        Widened,
        "`not`, `if` and the like exclude values in ways that types do not follow.",
    ),
    code(
        "malformed-components",
        Refused,
        "`components` cannot be read and is left out.",
    ),
    code(
        "malformed-discriminator",
        Widened,
        "A discriminator does not name its property and is not used.",
    ),
    code(
        "malformed-encoding",
        Refused,
        "How a member of a form is encoded cannot be read; it is written as if nothing were said.",
    ),
    code(
        "malformed-header",
        Refused,
        "A response header cannot be read and is left out.",
    ),
    code(
        "malformed-info",
        Refused,
        "`info` cannot be read and is taken as empty.",
    ),
    code(
        "malformed-keyword",
        Widened,
        "A keyword of a schema does not have the form it needs and is ignored.",
    ),
    code(
        "malformed-media-type",
        Refused,
        "An entry of `content` cannot be read and is left out.",
    ),
    code(
        "malformed-operation",
        Refused,
        "An operation cannot be read and is left out.",
    ),
    code(
        "malformed-parameter",
        Refused,
        "A parameter cannot be read and is left out.",
    ),
    code(
        "malformed-path-item",
        Refused,
        "A path item cannot be read; its operations are left out.",
    ),
    code(
        "malformed-request-body",
        Refused,
        "A request body cannot be read and is left out.",
    ),
    code(
        "malformed-response",
        Refused,
        "A response cannot be read and is left out.",
    ),
    code(
        "malformed-schema",
        Widened,
        "Where a schema is wanted stands something else; any value is accepted.",
    ),
    code(
        "malformed-security",
        Refused,
        "A security requirement cannot be read and is left out.",
    ),
    code(
        "malformed-security-scheme",
        Refused,
        "A security scheme cannot be read; no credentials can be sent for it.",
    ),
    code(
        "malformed-server",
        Refused,
        "A server cannot be read and is left out.",
    ),
    code(
        "malformed-tag",
        Refused,
        "A tag cannot be read; its description is left out.",
    ),
    code(
        "misplaced-value",
        Refused,
        "A list or an object is wanted where something else stands, which is left out.",
    ),
    code(
        "missing-default",
        Corrected,
        "A server variable has no default; the first value it may have is taken.",
    ),
    code(
        "missing-description",
        Corrected,
        "A response has no description; it is taken as empty.",
    ),
    code(
        "missing-info",
        Corrected,
        "`info` or one of its required members is missing; it is taken as empty.",
    ),
    code(
        "not-a-boolean",
        Corrected,
        "A text stands where true or false is wanted, and is read as what it says; anything else is left out.",
    ),
    code(
        "not-a-text",
        Corrected,
        "A number or truth value stands where a text is wanted, and is read as a text; anything else is left out.",
    ),
    code(
        "not-supported",
        Refused,
        "A member that OpenAPI 3.2 has added is not supported and is left out.",
    ),
    code(
        "null-beside-type",
        Corrected,
        "`enum` or `const` lists null, which `type` excludes; null is accepted.",
    ),
    code(
        "parameter-encoding",
        Refused,
        "The content of a parameter says how its members are encoded, and they are written as by default.",
    ),
    code(
        "parameter-schema",
        Corrected,
        "A parameter says nothing of its values, or more than one thing; the first or a text is taken.",
    ),
    code(
        "path-parameter-not-required",
        Corrected,
        "A parameter in the path does not say that it is required; it is.",
    ),
    code(
        "ref-cycle",
        Refused,
        "A reference leads back to itself; what needs it is left out.",
    ),
    code(
        "ref-dangling",
        Refused,
        "A reference leads to nothing; what needs it is left out, or takes any value.",
    ),
    code(
        "ref-not-a-schema",
        Refused,
        "A schema refers to something in the description that is no schema; any value is accepted.",
    ),
    code(
        "schema-within-itself",
        Corrected,
        "A schema is part of itself, or one of its own choices, which adds nothing; it is left out there.",
    ),
    code(
        "style-not-allowed",
        Corrected,
        "A parameter names a style that its location or its type does not have; the location's default is taken.",
    ),
    code(
        "unknown-field",
        Corrected,
        "An object has a member that OpenAPI does not know; it is ignored.",
    ),
    // Lower.
    code(
        "choices-multiply",
        Widened,
        "Choices that apply at once offer more shapes than there can be types; any value is accepted.",
    ),
    code(
        "content-not-allowed",
        Corrected,
        "An answer whose status never has content is given some; none is read.",
    ),
    code(
        "discriminator-mapping-mismatch",
        Corrected,
        "A discriminator maps a value to a variant whose own schema allows another; the variant is right.",
    ),
    code(
        "discriminator-mapping-unused",
        Corrected,
        "A discriminator maps a value to a schema that is none of the variants.",
    ),
    code(
        "discriminator-unreachable",
        Corrected,
        "A discriminator has no value for a variant; the best match is taken instead.",
    ),
    code(
        "discriminator-without-object",
        Corrected,
        "A discriminator stands where a variant is no object; the best match is taken instead.",
    ),
    code(
        "duplicate-parameter",
        Corrected,
        "An operation has a parameter twice, or an answer a header; the first is taken.",
    ),
    code(
        "empty-content",
        Corrected,
        "A request body names no media type; none is sent.",
    ),
    code(
        "encoding-without-member",
        Corrected,
        "The encoding of a member that the schema of the body does not have is ignored.",
    ),
    code(
        "enum-of-fractions",
        Widened,
        "`enum` lists numbers with fractions; every number is accepted.",
    ),
    code(
        "enum-of-json",
        Widened,
        "`enum` lists arrays or objects; any value is accepted.",
    ),
    code(
        "impossible-name",
        Refused,
        "A header or a cookie has a name that HTTP does not allow; the parameter is left out.",
    ),
    code(
        "ignored-header-parameter",
        Corrected,
        "`Accept`, `Content-Type` and `Authorization` are no parameters: the client sends them by itself.",
    ),
    code(
        "member-without-end",
        Corrected,
        "A required member demands the object it stands in, which no value could end; it is taken as optional.",
    ),
    code(
        "message-not-json",
        Widened,
        "What a webhook or callback holds is not JSON; it has no type.",
    ),
    code(
        "message-parameters",
        Widened,
        "Parameters and headers of webhooks and callbacks have no types: a client does not read them.",
    ),
    code(
        "mixed-part",
        Widened,
        "A part of a body may be a file or something else; it is taken as a file, which may be text.",
    ),
    code(
        "not-a-media-type",
        Corrected,
        "A key below the `content` of a request is no media type; bytes without one are sent.",
    ),
    code(
        "other-media-types",
        Widened,
        "A body comes in several media types; one of them is used, JSON if it is among them.",
    ),
    code(
        "part-headers",
        Widened,
        "A part of a body declares headers, which are given by hand and only where the part is a file.",
    ),
    code(
        "path-parameter-not-in-path",
        Corrected,
        "A parameter in the path is not in its template and is ignored.",
    ),
    code(
        "patterns-beside-properties",
        Widened,
        "`patternProperties` stand beside `properties` and nothing closes the object; what is not declared is kept as JSON.",
    ),
    code(
        "patterns-open",
        Corrected,
        "`patternProperties` do not say what other members are; they are read as the patterns say.",
    ),
    code(
        "query-string-not-alone",
        Corrected,
        "A parameter that is the whole query stands beside others of the query; all are sent.",
    ),
    code(
        "reserved-in-path",
        Corrected,
        "`allowReserved` stands at a parameter of the path, where it holds only since OpenAPI 3.2.",
    ),
    code(
        "schema-cycle",
        Refused,
        "A schema is part of itself through references and `allOf` alone; any value is accepted.",
    ),
    code(
        "schema-false",
        Refused,
        "A schema that no value satisfies is used; any value is accepted.",
    ),
    code(
        "schema-too-deep",
        Refused,
        "Schemas lead through others to one another endlessly deep; any value is accepted.",
    ),
    code(
        "schemas-contradict",
        Widened,
        "Schemas that apply together exclude each other; what the rest of them says is accepted, else any value.",
    ),
    code(
        "same-route",
        Refused,
        "Two operations have the same method and path; the first is kept.",
    ),
    code(
        "security-scheme",
        Refused,
        "A client cannot apply a security scheme by itself.",
    ),
    code(
        "tuple-without-length",
        Widened,
        "`prefixItems` without a fixed length become a list of whatever the elements may be.",
    ),
    code(
        "type-missing",
        Corrected,
        "Keywords for objects or arrays stand without `type`; that type is taken.",
    ),
    code(
        "undeclared-path-parameter",
        Corrected,
        "A variable of a path is not declared; it is taken as a text.",
    ),
    code(
        "undeclared-server-variable",
        Corrected,
        "A variable of a server is not declared; its name is left in its place.",
    ),
    code(
        "unknown-security-scheme",
        Refused,
        "A security requirement names a scheme that is not there; no credentials can be sent for it.",
    ),
    code(
        "untyped-answer",
        Widened,
        "An answer that the client does not read, such as XML or an error of JSON lines, is given as bytes, whatever its schema says.",
    ),
    code(
        "untyped-body",
        Widened,
        "A request body that the client does not write, such as XML, is given as bytes, whatever its schema says.",
    ),
    code(
        "untyped-content",
        Widened,
        "A parameter, a member or a header in a media type that the client does not write or read, such as XML, is given as text or as a file, whatever its schema says.",
    ),
    code(
        "products-disagree",
        Error,
        "Documents of one crate give one name to different credentials or client-wide parameters.",
    ),
    code(
        "unused-client-parameter",
        Error,
        "The configuration names a path parameter that the document does not have.",
    ),
    code(
        "unused-security",
        Error,
        "The configuration names a security scheme that the document does not have.",
    ),
    // Analyze.
    code(
        "unfit-behaviour",
        Error,
        "The configuration describes tasks or pages that the document does not have.",
    ),
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
        "published-name-lost",
        Corrected,
        "A name in the lock is not free any more, so that what it belongs to has another one.",
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
    // Generate.
    code(
        "internal-error",
        Error,
        "What was generated is not Rust, which is a mistake of the generator and not of the document.",
    ),
];

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
