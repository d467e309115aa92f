//! What is sent again, and how long may anything take?
//!
//! | After | GET, PUT, DELETE and the like | POST and PATCH |
//! | --- | --- | --- |
//! | no connection | again | again |
//! | 429 with `Retry-After` or `retry-after-ms` | again, after that wait | again, after that wait |
//! | 408, 425, 429, 500, 502, 503, 504 | again | no |
//! | a lost connection, an attempt's limit | again | no |
//! | anything else | no | no |
//!
//! A POST is not sent twice where the first may have arrived, unless the call has a header
//! `Idempotency-Key` or its policy says [`repeat_any`](crate::RetryPolicy::repeat_any).
//!
//! ```no_run
//! # #[cfg(feature = "full")]
//! # async fn example() -> Result<(), gcore_client::Error> {
//! use gcore_client::{CallOptions, Client, RetryPolicy};
//! use std::time::Duration;
//!
//! let client = Client::builder()
//!     .from_env()
//!     .retry(RetryPolicy::new().retries(4).longest_wait(Duration::from_secs(20)))
//!     .build()?;
//! let at_once = CallOptions::new()
//!     .retry(RetryPolicy::never())
//!     .timeout(Duration::from_secs(5));
//! let task = client.cloud().tasks().get("d478ae29").options(at_once).await?;
//! println!("{} after {} attempts", task.state, task.attempts());
//! # Ok(())
//! # }
//! ```
//!
//! | Limit | If not set | Set by |
//! | --- | --- | --- |
//! | retries | 2 | [`RetryPolicy::retries`](crate::RetryPolicy::retries) |
//! | connecting | 5 seconds | [`ClientBuilder::connect_timeout`](crate::ClientBuilder::connect_timeout) |
//! | one attempt | 120 seconds | `attempt_timeout` of [`ClientBuilder`](crate::ClientBuilder) or [`CallOptions`](crate::CallOptions) |
//! | a call, its waits included | 10 minutes | `timeout` of either |
//! | waiting for tasks | 2 hours | [`Waiting::timeout`](crate::Waiting::timeout) |
//! | bytes of an answer | 64 MiB | `body_limit` of either |
//!
//! - An answer that streams has no limit as a whole unless the call sets one; an attempt's limit then
//!   holds for each wait for more.
//! - A [`Hook`](crate::Hook) sees every attempt; the feature `tracing` logs them.
