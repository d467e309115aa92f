//! Operations: what is sent, and what may come back.

use super::{Docs, Server, Ty};
use crate::origin::Origin;
use crate::value::Value;

/// Index into `Api::operations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub usize);

/// One method on one path.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The operation object.
    pub origin: Origin,
    /// Upper-case method.
    pub method: String,
    /// The path template as written. A `?query` in it holds only what is always sent; its
    /// variables are query parameters. A `#fragment` tells apart what is sent to one path, and is
    /// not sent.
    pub path: String,
    /// `operationId`, as written.
    pub operation_id: Option<String>,
    /// `tags`, in order.
    pub tags: Vec<String>,
    /// Documentation.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// Path-level and operation-level parameters merged; path parameters in the order of the
    /// template, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// Every documented answer, in document order.
    pub answers: Vec<Answer>,
    /// Alternatives, any one of which suffices; each is a list of indexes into
    /// `Api::security_schemes`, all of which are needed. An empty outer list means that no
    /// credentials are sent; an empty alternative means that none are needed.
    pub security: Vec<Vec<usize>>,
    /// A base URL of its own, if the path or operation has `servers`.
    pub server: Option<Server>,
    /// The media type of the body, where the same request may have a body of several types that
    /// differ in what they say: each further one is an operation of its own beside the first.
    pub variant: Option<String>,
}

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub location: Location,
    /// Its type. A nullable outermost type is unwrapped: in a parameter, null is absence.
    pub ty: Ty,
    /// Whether it must be given; always true in a path.
    pub required: bool,
    /// How arrays and objects are written.
    pub style: Style,
    /// `explode`, with the style's default applied.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// Whether the value is written as JSON text (a `content` parameter).
    pub json: bool,
    /// The media type of a member of a form or of a part, where the document names one.
    pub media_type: Option<String>,
    /// Documentation.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `default`, for documentation only.
    pub default: Option<Value>,
    /// A valid value the document gives, for the examples in the documentation.
    pub example: Option<Value>,
    /// The parameter object.
    pub origin: Origin,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// In the path template.
    Path,
    /// In the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A member of a form (`application/x-www-form-urlencoded`).
    Form,
    /// A part of a body of several (`multipart/form-data`).
    Part,
}

/// How a parameter's value becomes text (OpenAPI 3.1, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// Path: `;color=blue`.
    Matrix,
    /// Path: `.blue`.
    Label,
    /// Path and header: `blue`.
    Simple,
    /// Query and cookie: `color=blue`.
    Form,
    /// Query: `blue%20black`.
    SpaceDelimited,
    /// Query: `blue%7Cblack`.
    PipeDelimited,
    /// Query: `color%5BR%5D=100`.
    DeepObject,
    /// The whole query, as a form.
    QueryForm,
    /// The whole query, as JSON.
    QueryJson,
    /// The whole query, as text.
    QueryText,
    /// In a form, none of them: text, JSON for objects, the elements of an array one by one.
    Content,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// Whether it must be given: `required: true`, or a schema with required members.
    pub required: bool,
    /// The media type that is sent.
    pub media_type: String,
    /// What it holds.
    pub content: BodyContent,
    /// The media types in which the same may be sent.
    pub also: Vec<String>,
    /// Documentation.
    pub docs: Docs,
    /// The media type object.
    pub origin: Origin,
}

/// What a request body holds.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyContent {
    /// JSON of this type.
    Json(Ty),
    /// JSON of the elements of this list, each on a line of its own.
    Lines(Ty),
    /// A form of the members that a value of this type has, and how those are written that the
    /// document says more of.
    Form(Ty, Vec<MemberStyle>),
    /// A form, or several parts: the parameters in [`Location::Form`] or [`Location::Part`].
    Members,
    /// Several parts, which the caller puts together.
    Parts,
    /// Text.
    Text,
    /// Anything else: the caller gives the bytes, sent with the media type.
    Bytes,
}

/// How a member of a form that is given as one value is written, where it is not by
/// [`Style::Content`] alone.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberStyle {
    /// Its name.
    pub name: String,
    /// Its style.
    pub style: Style,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// The media type it is written in, without a style.
    pub media_type: Option<String>,
}

/// A documented answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Which statuses it is for.
    pub status: Status,
    /// What it holds.
    pub content: AnswerContent,
    /// What it may hold instead, if the caller asks for that: at most one sequence, one text and one
    /// of bytes.
    pub alternatives: Vec<AnswerContent>,
    /// The headers that the document gives a type, in document order.
    pub headers: Vec<AnswerHeader>,
    /// Documentation.
    pub docs: Docs,
    /// The response object.
    pub origin: Origin,
}

/// A documented header of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerHeader {
    /// Its name.
    pub name: String,
    /// Its type; null is absence.
    pub ty: Ty,
    /// How it is written.
    pub layout: HeaderLayout,
    /// Documentation.
    pub docs: Docs,
    /// `deprecated: true`.
    pub deprecated: bool,
}

impl AnswerHeader {
    /// Whether the header of another answer is the same one, and one constant is enough for both.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.name.eq_ignore_ascii_case(&other.name)
            && (&self.ty, self.layout) == (&other.ty, other.layout)
    }
}

/// How a header of an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderLayout {
    /// As text, lists with commas.
    Simple,
    /// An object: `R,100,G,200`, or `R=100,G=200` if it is exploded.
    Object {
        /// `explode`.
        explode: bool,
    },
    /// As JSON.
    Json,
}

/// The statuses an answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status.
    Code(u16),
    /// `2XX` is 2.
    Range(u8),
    /// Everything that no other answer is for.
    Default,
}

impl Status {
    /// Whether it is an error, or may be one.
    #[must_use]
    pub fn is_error(self) -> bool {
        !matches!(self, Self::Code(..=399) | Self::Range(..=3))
    }
}

/// What an answer holds.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerContent {
    /// Nothing.
    Empty,
    /// JSON of this type.
    Json {
        /// As the document has it.
        media_type: String,
        /// Its type.
        ty: Ty,
    },
    /// Text (`text/*`).
    Text {
        /// As the document has it.
        media_type: String,
    },
    /// Values of this type one after the other.
    Items {
        /// As the document has it.
        media_type: String,
        /// The type of each.
        ty: Ty,
        /// How they follow each other.
        framing: Framing,
    },
    /// Anything else, as a stream of bytes.
    Bytes {
        /// As the document has it.
        media_type: String,
    },
}

/// How the values of a sequence follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// JSON, each on a line of its own.
    Lines,
    /// JSON text sequences (RFC 7464).
    Sequence,
    /// The data of server-sent events, which is JSON.
    EventData,
    /// The data of server-sent events, which is text: the type is `Scalar::String`.
    EventText,
    /// Server-sent events as objects, their data a text.
    EventObjects,
    /// Server-sent events as objects, their data JSON.
    EventJsonObjects,
    /// Server-sent events of which nothing is said: the type is `Ty::Json` and not used.
    Events,
}

impl Answer {
    /// Every type that it names.
    pub fn types(&self) -> impl Iterator<Item = &Ty> {
        let contents = std::iter::once(&self.content).chain(&self.alternatives);
        let headers = self.headers.iter().map(|header| &header.ty);
        contents.filter_map(AnswerContent::ty).chain(headers)
    }
}

impl AnswerContent {
    /// The type of what it holds, if the document gives one.
    #[must_use]
    pub fn ty(&self) -> Option<&Ty> {
        match self {
            Self::Json { ty, .. } | Self::Items { ty, .. } => Some(ty),
            Self::Empty | Self::Text { .. } | Self::Bytes { .. } => None,
        }
    }

    /// The media type, unless there is nothing.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        match self {
            Self::Json { media_type, .. }
            | Self::Items { media_type, .. }
            | Self::Text { media_type }
            | Self::Bytes { media_type } => Some(media_type),
            Self::Empty => None,
        }
    }
}

/// A security scheme (OpenAPI 3.1, "Security Scheme Object").
#[derive(Debug, Clone, PartialEq)]
pub struct SecurityScheme {
    /// Its key under `components.securitySchemes`.
    pub name: String,
    /// What it is.
    pub kind: SecurityKind,
    /// Documentation.
    pub docs: Docs,
    /// The scheme object.
    pub origin: Origin,
}

/// How a scheme's credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where: never `Location::Path`.
        location: Location,
        /// The name of the header, query parameter or cookie.
        name: String,
    },
    /// `Authorization: Basic ..`.
    Basic,
    /// `Authorization: Bearer ..`; oauth2 and openIdConnect end in one too.
    Bearer,
    /// What the client cannot apply by itself; named in a diagnostic.
    Other(String),
}
