//! Client for the Gcore API.
//!
//! ```no_run
//! # #[cfg(feature = "full")]
//! # async fn example() -> Result<(), gcore_client::Error> {
//! use gcore_client::cloud::types::Direction;
//!
//! // The key is in GCORE_API_KEY, project and region in GCORE_CLOUD_PROJECT_ID and _REGION_ID.
//! let client = gcore_client::Client::from_env()?;
//! let answer = client
//!     .cloud()
//!     .security_groups()
//!     .rules()
//!     .create("00000000-0000-4000-8000-000000000000", Direction::Ingress)
//!     .port_range_min(80)
//!     .port_range_max(80)
//!     .await?;
//! println!("{:?}", answer.tasks);
//! # Ok(())
//! # }
//! ```
//!
//! A call takes what is required as arguments and everything else through setters, and is sent when
//! it is awaited. [`Response`] dereferences to what the answer holds and keeps status and headers.
//!
//! The [`guide`] has a page for each of these:
//!
//! - [Setting up](guide::setup): environment, proxies, certificates, many calls at a time.
//! - [Calls and bodies](guide::calls): null and absent, unions, what the document does not know yet.
//! - [Tasks](guide::tasks): `.send_and_wait()` in place of `.await`, and progress on the way.
//! - [Lists](guide::pages): `.pages()` and `.items()`.
//! - [Errors](guide::errors): kinds, the server's message, typed bodies, attempts.
//! - [Retries and limits](guide::retries): what is sent again, and what never is.
//! - [Files and streams](guide::transfers): uploads, downloads, events.
//! - [Testing](guide::testing): a server in memory.
//! - [Features](guide::features): one for each resource, TLS, `blocking`, `tracing`.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod guide;
#[doc(hidden)]
pub mod runtime;

#[rustfmt::skip]
mod generated;

pub use generated::*;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use runtime::Blocking;
pub use runtime::{
    Answer, AnswerBody, Attempt, Base64, Body, ByteStream, Call, CallOptions, Client,
    ClientBuilder, Date, DateTime, Duration, Error, ErrorBody, ErrorKind, Event, Extra, FilePart,
    Finished, Header, Hook, Ip, IpNetwork, Ipv4, Ipv6, ItemStream, Items, JsonText, Method,
    Multipart, Outcome, Pages, Patch, Progress, ProgressStream, Response, RetryPolicy, Secret,
    Sending, Tagged, Time, TokenError, TokenFuture, TokenProvider, Transport, TransportError,
    TransportFuture, Unmatched, Uri, Uuid, Waiting, reqwest, testing,
};

#[cfg(test)]
mod calls;
#[cfg(test)]
mod kinds;

/// The program in the README compiles.
#[cfg(all(doctest, feature = "full"))]
#[doc = include_str!("../README.md")]
struct Readme;
