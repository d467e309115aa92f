//! What every generated client stands on: sending calls and reading answers. It knows no API.

// Sending.
mod api;
mod auth;
mod body;
mod call;
mod client;
mod client_builder;
mod encode;
mod error;
mod error_message;
mod head;
mod options;
mod param;
mod path;
mod prepare;
mod raw;
mod response;
mod send;
mod sending;
mod stream;
mod style;

pub use self::api::{Api, ClientParameter, Method, Operation, Place, Scheme};
pub use self::body::Body;
pub use self::call::Call;
pub use self::client::Client;
pub use self::client_builder::ClientBuilder;
pub use self::error::{Error, ErrorKind};
pub use self::options::CallOptions;
pub use self::raw::{Raw, bytes_answer, empty_answer, json_answer, text_answer};
pub use self::response::Response;
pub use self::sending::Sending;
#[allow(unused_imports)] // An API without operations has no builders.
pub(crate) use self::sending::into_future;
pub use self::stream::ByteStream;
pub use self::style::Style;
pub use bytes::Bytes;
pub use reqwest::header::HeaderMap;

// JSON.
mod wire_standin;
pub use self::wire_standin::{ReadError, Wire, read_json, write_json};
