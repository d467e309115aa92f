//! What the model consists of: `openapiv3` objects with their places, and the schemas they hold.
//!
//! Each object was read by itself. What it holds stands beside it as a node of its own, so that the
//! nested members of the `openapiv3` type are empty or references.

use super::schema::{SchemaId, Schemas};
use crate::ir::MessageKind;
use crate::origin::Origin;
use crate::value::Value;

/// A description of an API, all references outside schemas followed.
#[derive(Debug)]
pub struct Document {
    /// The minor version of OpenAPI that it is written for: 2 for `3.2.0`.
    pub minor_version: u32,
    /// `info`.
    pub info: openapiv3::Info,
    /// `servers`, in order.
    pub servers: Vec<ServerNode>,
    /// `tags`, in order.
    pub tags: Vec<openapiv3::Tag>,
    /// `security`, unless it is absent.
    pub security: Option<SecurityNode>,
    /// `components.securitySchemes`, in order.
    pub security_schemes: Vec<SecuritySchemeNode>,
    /// Every operation that could be read, in document order.
    pub operations: Vec<OperationNode>,
    /// Every webhook and callback that could be read, callbacks first.
    pub messages: Vec<MessageNode>,
    /// `components.schemas`, in order.
    pub components: Vec<(String, SchemaId)>,
    /// Every schema.
    pub schemas: Schemas,
}

/// An operation.
#[derive(Debug)]
pub struct OperationNode {
    /// Where it is.
    pub origin: Origin,
    /// Upper-case method.
    pub method: String,
    /// The key of its path item.
    pub path: String,
    /// Its own members; `parameters`, `requestBody`, `responses`, `security` and `servers` are
    /// below.
    pub operation: openapiv3::Operation,
    /// `summary` of the path item.
    pub path_summary: Option<String>,
    /// `description` of the path item.
    pub path_description: Option<String>,
    /// `parameters` of the path item.
    pub path_parameters: Vec<ParameterNode>,
    /// `parameters`.
    pub parameters: Vec<ParameterNode>,
    /// `requestBody`.
    pub body: Option<RequestBodyNode>,
    /// `responses`, in document order.
    pub responses: Vec<(StatusKey, ResponseNode)>,
    /// `security`, unless it is absent.
    pub security: Option<SecurityNode>,
    /// `servers`, or those of the path item.
    pub servers: Vec<ServerNode>,
}

/// A webhook or a callback.
#[derive(Debug)]
pub struct MessageNode {
    /// Which of the two.
    pub kind: MessageKind,
    /// Its key in `webhooks` or `callbacks`.
    pub name: String,
    /// Method and path of the operation that a callback is written in.
    pub of: Option<(String, String)>,
    /// What the API calls.
    pub node: OperationNode,
}

/// A key of `responses`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusKey {
    /// `200`.
    Code(u16),
    /// `2XX` is 2.
    Range(u8),
    /// `default`.
    Default,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct ParameterNode {
    /// Where it is; not where a reference to it is.
    pub origin: Origin,
    /// Its own members. The description beside a reference has replaced that of the object.
    pub parameter: openapiv3::Parameter,
    /// What it holds; `None` if neither `schema` nor `content` say anything.
    pub schema: Option<SchemaId>,
    /// The media type of a `content` parameter.
    pub media_type: Option<String>,
    /// Whether it is the whole query (`in: querystring`), which is read as one in the query.
    pub is_query_string: bool,
    /// `allowReserved`, wherever it stands.
    pub allow_reserved: bool,
    /// `example` and the values of `examples`.
    pub examples: Vec<Value>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct RequestBodyNode {
    /// Where it is.
    pub origin: Origin,
    /// Its own members.
    pub body: openapiv3::RequestBody,
    /// `content`, in document order.
    pub content: Vec<MediaTypeNode>,
}

/// A response.
#[derive(Debug, Clone)]
pub struct ResponseNode {
    /// Where it is.
    pub origin: Origin,
    /// Its own members.
    pub response: openapiv3::Response,
    /// `headers`, in document order.
    pub headers: Vec<HeaderNode>,
    /// `content`, in document order.
    pub content: Vec<MediaTypeNode>,
}

/// A header of a response.
#[derive(Debug, Clone)]
pub struct HeaderNode {
    /// Where it is.
    pub origin: Origin,
    /// Its name.
    pub name: String,
    /// Its own members.
    pub header: openapiv3::Header,
    /// What it holds; `None` if nothing is said.
    pub schema: Option<SchemaId>,
    /// The media type of a header with `content`.
    pub media_type: Option<String>,
    /// `explode`.
    pub explode: bool,
}

/// An entry of `content`.
#[derive(Debug, Clone)]
pub struct MediaTypeNode {
    /// Where it is.
    pub origin: Origin,
    /// The key.
    pub media_type: String,
    /// `schema`.
    pub schema: Option<SchemaId>,
    /// `itemSchema`, of one item of a sequence.
    pub item_schema: Option<SchemaId>,
    /// `encoding`, in document order, by the member it is for.
    pub encodings: Vec<(String, EncodingNode)>,
}

/// How a member of a form or a part of a body is written.
#[derive(Debug, Clone, Default)]
pub struct EncodingNode {
    /// `contentType`: media types and ranges of them.
    pub content_types: Vec<String>,
    /// `style`.
    pub style: Option<openapiv3::QueryStyle>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: Option<bool>,
    /// The names below `headers`.
    pub headers: Vec<String>,
}

impl EncodingNode {
    /// Whether it has headers besides `Content-Type`, which is ignored there ("Encoding Object").
    #[must_use]
    pub fn has_headers(&self) -> bool {
        let ignored = |name: &String| name.eq_ignore_ascii_case("Content-Type");
        self.headers.iter().any(|name| !ignored(name))
    }
}

/// A list of security requirements.
#[derive(Debug, Clone)]
pub struct SecurityNode {
    /// Where it is.
    pub origin: Origin,
    /// In order.
    pub requirements: Vec<openapiv3::SecurityRequirement>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct SecuritySchemeNode {
    /// Where it is.
    pub origin: Origin,
    /// Its key.
    pub name: String,
    /// What it is.
    pub scheme: Scheme,
}

/// What a security scheme is.
#[derive(Debug, Clone)]
pub enum Scheme {
    /// One that OpenAPI 3.0 has too.
    Plain(Box<openapiv3::SecurityScheme>),
    /// `mutualTLS`, with its description.
    MutualTls(Option<String>),
}

/// A server.
#[derive(Debug, Clone)]
pub struct ServerNode {
    /// Where it is.
    pub origin: Origin,
    /// All of it.
    pub server: openapiv3::Server,
}
