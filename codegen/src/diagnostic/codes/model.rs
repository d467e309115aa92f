//! What is wrong with the objects of a description.

use super::{Entry, code};
use crate::diagnostic::Severity::{Corrected, Refused, Widened};

pub(super) const CODES: &[Entry] = &[
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
        "read-and-write-only",
        Corrected,
        "A schema is both `readOnly` and `writeOnly`, so it would be in no message; neither is followed.",
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
        "security-null",
        Corrected,
        "`security` is null, which says nothing; what is said further up counts.",
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
];
