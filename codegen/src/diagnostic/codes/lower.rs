//! What a description says and types or calls do not follow.

use super::{Entry, code};
use crate::diagnostic::Severity::{Corrected, Error, Refused, Widened};

pub(super) const CODES: &[Entry] = &[
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
        "format-too-narrow",
        Corrected,
        "A limit or the default of an integer is beyond its format; it is read with 64 bits.",
    ),
    code(
        "ignored-header-parameter",
        Corrected,
        "`Accept`, `Content-Type` and `Authorization` are no parameters: the client sends them by itself.",
    ),
    code(
        "impossible-name",
        Refused,
        "A header or a cookie has a name that HTTP does not allow; the parameter is left out.",
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
        "same-route",
        Refused,
        "Two operations have the same method and path; the first is kept.",
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
        "unused-client-parameter",
        Error,
        "The configuration names a path parameter that the document does not have.",
    ),
    code(
        "unused-security",
        Error,
        "The configuration names a security scheme that the document does not have.",
    ),
];
