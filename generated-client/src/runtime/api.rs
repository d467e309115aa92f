//! What the runtime is told about an API: its address, its security schemes, its operations.
//!
//! Everything here is static data that generated code fills in. The runtime knows no API besides.

/// An API: where it is and what a client of it can be given.
#[derive(Debug)]
pub struct Api {
    /// Package name and version, sent as the user agent unless another is given.
    pub name: &'static str,
    /// The document's server, if it names an absolute one.
    pub base_url: Option<&'static str>,
    /// The environment variable that may hold another base URL.
    pub base_url_env: Option<&'static str>,
    /// The security schemes, in document order.
    pub schemes: &'static [Scheme],
    /// The path parameters that may be set once on the client.
    pub parameters: &'static [ClientParameter],
}

/// A security scheme: where its credential goes.
#[derive(Debug)]
pub struct Scheme {
    /// The name the document gives it, to which security requirements refer.
    pub name: &'static str,
    /// Where in the request the credential stands.
    pub place: Place,
    /// Text that stands before the credential, such as `apikey `.
    pub prefix: &'static str,
    /// The environment variable that may hold the credential.
    pub env: Option<&'static str>,
}

/// The place of a credential in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
    /// `Authorization: Basic`, made from `user:password`.
    Basic,
    /// `Authorization: Bearer`.
    Bearer,
    /// A scheme the runtime has no rule for, by its type in the document. The credential is sent as
    /// the whole value of `Authorization`; `mutualTLS` needs none, because the transport's
    /// certificate is the credential.
    Other(&'static str),
}

/// A path parameter that the client itself can hold.
#[derive(Debug)]
pub struct ClientParameter {
    /// Its name between the braces of the path.
    pub name: &'static str,
    /// The environment variable that may hold it.
    pub env: Option<&'static str>,
}

/// An operation, as far as sending it goes.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The document's operationId, or a name made from method and path.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path template, with variables in braces.
    pub path: &'static str,
    /// The alternatives of security schemes. No alternative at all sends no credentials; an empty
    /// one allows a request without.
    pub security: &'static [&'static [&'static str]],
    /// The value of `Accept`. Empty sends none.
    pub accept: &'static str,
    /// A server of this operation's own, whose variables [`Servers`](super::Servers) has. It is not used
    /// when the client was given a base URL, unless it is relative.
    pub server: Option<&'static str>,
}

/// A request method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Method(&'static str);

impl Method {
    /// GET
    pub const GET: Self = Self("GET");
    /// HEAD
    pub const HEAD: Self = Self("HEAD");
    /// POST
    pub const POST: Self = Self("POST");
    /// PUT
    pub const PUT: Self = Self("PUT");
    /// PATCH
    pub const PATCH: Self = Self("PATCH");
    /// DELETE
    pub const DELETE: Self = Self("DELETE");
    /// OPTIONS
    pub const OPTIONS: Self = Self("OPTIONS");
    /// TRACE
    pub const TRACE: Self = Self("TRACE");
    /// QUERY
    pub const QUERY: Self = Self("QUERY");

    /// A method that has no constant here.
    #[must_use]
    pub const fn other(name: &'static str) -> Self {
        Self(name)
    }

    /// The method as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Whether the method only reads, so that following a redirect repeats nothing.
    pub(crate) fn only_reads(self) -> bool {
        self == Self::GET || self == Self::HEAD
    }

    /// Whether doing it again does what doing it once does (RFC 9110, 9.2.2).
    pub(crate) fn is_idempotent(self) -> bool {
        matches!(
            self.0,
            "GET" | "HEAD" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "QUERY"
        )
    }

    /// Whether a request usually has a body, so that one without has to say so.
    pub(crate) fn expects_body(self) -> bool {
        self == Self::POST || self == Self::PUT || self == Self::PATCH
    }
}
