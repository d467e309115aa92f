//! Client for the Gcore API.
//!
//! ```no_run
//! use gcore_client::cloud::types::Direction;
//!
//! # async fn example() -> Result<(), gcore_client::Error> {
//! // The key is in GCORE_API_KEY, project and region in GCORE_CLOUD_PROJECT_ID and _REGION_ID.
//! let client = gcore_client::Client::from_env()?;
//! let group = "00000000-0000-4000-8000-000000000000";
//! let answer = client
//!     .cloud()
//!     .security_groups()
//!     .rules()
//!     .create(group, Direction::Ingress)
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
//! `.send_and_wait()` in place of `.await` waits for the tasks as well; lists have `.pages()` and
//! `.items()`. When a call is sent again is said at [`RetryPolicy`], how code that calls is tested at
//! [`testing`]. The feature `blocking` adds `.send().wait()` and `.items().blocking()`, `tracing` logs,
//! `native-tls` the system's TLS in place of `rustls`.
//!
//! What the document does not know yet survives: unknown values of enumerations, undeclared members
//! of objects (`extra()`), unknown variants of unions. Formatted text such as [`DateTime`] keeps the
//! text it was read from and gives the parsed value by `parse()`. [`Patch`] tells an absent member
//! from `null` and from a value.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod runtime;

#[rustfmt::skip]
mod generated;

pub use generated::cloud;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub use runtime::Blocking;
pub use runtime::{
    Answer, AnswerBody, Attempt, Base64, Body, ByteStream, CallOptions, Client, ClientBuilder,
    Date, DateTime, Duration, Error, ErrorBody, ErrorKind, Event, Extra, FilePart, Finished,
    Header, Hook, Ip, IpNetwork, Ipv4, Ipv6, ItemStream, Items, JsonText, Method, Multipart,
    Outcome, Pages, Patch, Progress, ProgressStream, Response, RetryPolicy, Secret, Sending,
    Tagged, Time, TokenError, TokenFuture, TokenProvider, Transport, TransportError,
    TransportFuture, Unmatched, Uri, Uuid, Waiting, testing,
};

#[cfg(test)]
mod kinds;
