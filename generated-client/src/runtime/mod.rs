//! What every generated client stands on: sending calls and reading answers. It knows no API.

// Sending.
mod api;
mod auth;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
mod blocking;
mod body;
mod call;
mod client;
mod client_builder;
mod clock;
mod documented;
mod encode;
mod error;
mod error_message;
mod exchange;
mod form;
mod frames;
mod head;
mod hook;
mod items;
mod json_path;
mod link_header;
mod long_running;
mod media_type;
mod multipart;
mod options;
mod pages;
mod paging;
mod param;
mod path;
mod prepare;
mod raw;
mod redactor;
mod response;
mod retry;
#[cfg(not(target_arch = "wasm32"))]
mod save;
mod send;
mod sending;
mod server;
mod steps;
mod stream;
mod style;
pub mod testing;
mod token;
mod trace;
mod transport;
mod upload;
mod waiting;

pub use self::api::{Api, ClientParameter, Method, Operation, Place, Scheme};
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use self::blocking::Blocking;
pub use self::body::Body;
pub use self::call::Call;
pub use self::client::Client;
pub use self::client_builder::ClientBuilder;
pub use self::documented::{ErrorBody, Header};
pub use self::error::{Error, ErrorKind};
pub use self::frames::Event;
pub use self::hook::{Attempt, Hook, Outcome};
pub use self::items::{
    ItemStream, event_data, event_json_objects, event_objects, event_text, events, json_lines,
    json_sequence,
};
pub use self::long_running::{Fetch, LongRunning};
pub use self::multipart::{FilePart, Multipart};
pub use self::options::CallOptions;
pub use self::pages::{Items, Pages};
pub use self::paging::Paging;
pub use self::raw::{Raw, bytes_answer, empty_answer, json_answer, stream_answer, text_answer};
pub use self::response::Response;
pub use self::retry::RetryPolicy;
pub use self::sending::Sending;
#[allow(unused_imports)] // An API without operations has no builders.
pub(crate) use self::sending::into_future;
pub use self::server::{Server, ServerVariable, Servers};
pub use self::stream::ByteStream;
pub use self::style::Style;
pub use self::token::{TokenError, TokenFuture, TokenProvider};
pub use self::transport::{Answer, AnswerBody, Transport, TransportError, TransportFuture};
pub use self::waiting::{Finished, Progress, ProgressStream, Waiting};
pub use bytes::Bytes;
pub use reqwest;
pub use reqwest::header::HeaderMap;

// JSON.
mod audit;
mod extra;
#[allow(unused_macros)] // Not every API has a type of every kind.
mod macros;
mod patch;
mod redacted;
mod text;
mod wire;

pub use self::audit::{Audit, audit};
pub use self::extra::Extra;
#[allow(unused_imports)] // Not every API has a type of every kind.
pub(crate) use self::macros::{
    object, object_typed, open_enum, open_int_enum, serde, union, wire, wrapper,
};
pub use self::patch::Patch;
pub use self::redacted::Redacted;
pub use self::text::{
    Base64, Clock, Date, DateTime, Duration, Ip, IpNetwork, Ipv4, Ipv6, JsonText, Moment, Network,
    ParseError, Secret, Time, Uri, Uuid,
};
pub use self::wire::{
    Constant, Failure, Json, Members, Misfit, MisfitKind, Mismatch, Object, OpenEnum, OpenIntEnum,
    Out, ReadError, Source, Tagged, TypedRest, Union, Unmatched, Variant, Wire, WriteError, Writer,
    deserialize, from_json, known, known_integer, mismatches, read_enum, read_int_enum, read_json,
    read_object, read_union, serialize, to_json, variant, write_json, write_object,
};
pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};
