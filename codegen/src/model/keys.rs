//! The members that each kind of object has, and who reads them.
//!
//! `openapiv3` describes OpenAPI 3.0 and drops members it does not know in silence. So every member
//! is looked up here first: what is in no table is reported.

/// Who reads a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// `openapiv3`, as text.
    Text,
    /// `openapiv3`, as a truth value.
    Flag,
    /// `openapiv3`, as a list of texts.
    Texts,
    /// The model, by itself.
    Model,
    /// No one: it says nothing that a client needs.
    Nobody,
    /// No one yet: it came with OpenAPI 3.2.
    Later,
}

/// A kind of object.
#[derive(Debug)]
pub(super) struct Kind {
    /// As messages call it.
    pub(super) name: &'static str,
    /// The code of the finding that one is malformed.
    pub(super) malformed: &'static str,
    /// Its members.
    pub(super) keys: &'static [(&'static str, Reads)],
}

use Reads::{Flag, Later, Model, Nobody, Text, Texts};

/// The document itself.
pub(super) const DOCUMENT: Kind = Kind {
    name: "document",
    malformed: "not-openapi",
    keys: &[
        ("openapi", Model),
        ("$self", Model),
        ("info", Model),
        ("jsonSchemaDialect", Nobody),
        ("servers", Model),
        ("paths", Model),
        ("webhooks", Model),
        ("components", Model),
        ("security", Model),
        ("tags", Model),
        ("externalDocs", Nobody),
    ],
};

/// `info`.
pub(super) const INFO: Kind = Kind {
    name: "info object",
    malformed: "malformed-info",
    keys: &[
        ("title", Text),
        ("summary", Nobody),
        ("description", Text),
        ("termsOfService", Nobody),
        ("contact", Nobody),
        ("license", Nobody),
        ("version", Text),
    ],
};

/// A member of `tags`.
pub(super) const TAG: Kind = Kind {
    name: "tag",
    malformed: "malformed-tag",
    keys: &[
        ("name", Text),
        ("summary", Nobody),
        ("description", Text),
        ("externalDocs", Nobody),
        ("parent", Nobody),
        ("kind", Nobody),
    ],
};

/// A member of `servers`.
pub(super) const SERVER: Kind = Kind {
    name: "server",
    malformed: "malformed-server",
    keys: &[
        ("url", Text),
        ("name", Nobody),
        ("description", Text),
        ("variables", Model),
    ],
};

/// A variable of a server.
pub(super) const SERVER_VARIABLE: Kind = Kind {
    name: "server variable",
    malformed: "malformed-server",
    keys: &[("enum", Model), ("default", Text), ("description", Text)],
};

/// `components`.
pub(super) const COMPONENTS: Kind = Kind {
    name: "components object",
    malformed: "malformed-components",
    keys: &[
        ("schemas", Model),
        ("responses", Model),
        ("parameters", Model),
        ("examples", Nobody),
        ("requestBodies", Model),
        ("headers", Model),
        ("securitySchemes", Model),
        ("links", Nobody),
        ("callbacks", Nobody),
        ("pathItems", Model),
        ("mediaTypes", Model),
    ],
};

/// A path, or what `components.pathItems` holds.
pub(super) const PATH_ITEM: Kind = Kind {
    name: "path item",
    malformed: "malformed-path-item",
    keys: &[
        ("$ref", Model),
        ("summary", Model),
        ("description", Model),
        ("get", Model),
        ("put", Model),
        ("post", Model),
        ("delete", Model),
        ("options", Model),
        ("head", Model),
        ("patch", Model),
        ("trace", Model),
        ("query", Model),
        ("additionalOperations", Model),
        ("servers", Model),
        ("parameters", Model),
    ],
};

/// An operation.
pub(super) const OPERATION: Kind = Kind {
    name: "operation",
    malformed: "malformed-operation",
    keys: &[
        ("tags", Texts),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Nobody),
        ("operationId", Text),
        ("parameters", Model),
        ("requestBody", Model),
        ("responses", Model),
        ("callbacks", Model),
        ("deprecated", Flag),
        ("security", Model),
        ("servers", Model),
    ],
};

/// A parameter.
pub(super) const PARAMETER: Kind = Kind {
    name: "parameter",
    malformed: "malformed-parameter",
    keys: &[
        ("name", Text),
        ("in", Text),
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Flag),
        ("style", Text),
        ("explode", Flag),
        ("allowReserved", Flag),
        ("schema", Model),
        ("content", Model),
        ("example", Model),
        ("examples", Model),
    ],
};

/// A request body.
pub(super) const REQUEST_BODY: Kind = Kind {
    name: "request body",
    malformed: "malformed-request-body",
    keys: &[
        ("description", Text),
        ("content", Model),
        ("required", Flag),
    ],
};

/// A response.
pub(super) const RESPONSE: Kind = Kind {
    name: "response",
    malformed: "malformed-response",
    keys: &[
        ("summary", Nobody),
        ("description", Text),
        ("headers", Model),
        ("content", Model),
        ("links", Nobody),
    ],
};

/// A header of a response.
pub(super) const HEADER: Kind = Kind {
    name: "header",
    malformed: "malformed-header",
    keys: &[
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Nobody),
        ("style", Text),
        ("explode", Model),
        ("allowReserved", Nobody),
        ("schema", Model),
        ("content", Model),
        ("example", Model),
        ("examples", Model),
    ],
};

/// A media type below `content`.
pub(super) const MEDIA_TYPE: Kind = Kind {
    name: "media type",
    malformed: "malformed-media-type",
    keys: &[
        ("schema", Model),
        ("itemSchema", Model),
        ("example", Model),
        ("examples", Model),
        ("encoding", Model),
        ("prefixEncoding", Later),
        ("itemEncoding", Later),
    ],
};

/// How a member of a form is written.
pub(super) const ENCODING: Kind = Kind {
    name: "encoding object",
    malformed: "malformed-encoding",
    keys: &[
        ("contentType", Model),
        ("headers", Model),
        ("style", Model),
        ("explode", Model),
        ("allowReserved", Model),
        ("encoding", Later),
        ("prefixEncoding", Later),
        ("itemEncoding", Later),
    ],
};

/// A security scheme.
pub(super) const SECURITY_SCHEME: Kind = Kind {
    name: "security scheme",
    malformed: "malformed-security-scheme",
    keys: &[
        ("type", Text),
        ("description", Text),
        ("name", Text),
        ("in", Text),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Model),
        ("openIdConnectUrl", Text),
        ("oauth2MetadataUrl", Nobody),
        ("deprecated", Nobody),
    ],
};
