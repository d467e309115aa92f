//! How is a client set up?
//!
//! [`Client::from_env`](crate::Client::from_env) takes everything from the environment;
//! [`Client::builder`](crate::Client::builder) says it by hand, and
//! [`from_env`](crate::ClientBuilder::from_env) on it takes from the environment what is not said:
//!
//! ```no_run
//! # #[cfg(all(feature = "full", feature = "rustls"))]
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use gcore_client::{Client, reqwest};
//! use std::time::Duration;
//!
//! let own_root = reqwest::Certificate::from_pem(&std::fs::read("company.pem")?)?;
//! let http = reqwest::Client::builder()
//!     .proxy(reqwest::Proxy::https("http://proxy.example.com:3128")?)
//!     .tls_certs_merge([own_root])
//!     .pool_max_idle_per_host(8);
//! let client = Client::builder()
//!     .http_client_builder(http)
//!     .parameter("project_id", 1)
//!     .parameter("region_id", 76)
//!     .timeout(Duration::from_secs(60))
//!     .user_agent("inventory/1.0")
//!     .from_env()
//!     .build()?;
//!
//! // Another region, with everything else as it is and the same connections.
//! let other = client.to_builder().parameter("region_id", 104).build()?;
//! let calls = [&client, &other].map(|client| tokio::spawn(client.cloud().tasks().get("d478ae29").send()));
//! for call in calls {
//!     println!("{}", call.await??.state);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | To have | Say |
//! | --- | --- |
//! | another address, such as a proxy's or a test server's | [`base_url`](crate::ClientBuilder::base_url); a path in it comes first |
//! | a proxy | nothing where `HTTPS_PROXY` and `NO_PROXY` name it; else [`http_client_builder`](crate::ClientBuilder::http_client_builder) |
//! | a certificate of one's own, as root or as client | the same |
//! | a token that changes | [`token_provider`](crate::ClientBuilder::token_provider) |
//! | limits and retries | what [the page about them](super::retries) lists |
//! | one more header, query parameter or limit in one call | [`CallOptions`](crate::CallOptions), by `.options(..)` |
//! | a header in every call, counts, logs | a [`Hook`](crate::Hook) |
//! | another project in some calls | `.project_id(..)` on the call, or [`to_builder`](crate::Client::to_builder) |
//! | many calls at a time | clones of one client, which share its connections: `tokio::spawn(client.cloud()..send())` |
//!
//! - A client is cheap to clone and is made once: each one that is built has connections of its own.
//! - `gcore_client::reqwest` is the version of that crate which the client is built with.
//! - Connections belong to the tokio runtime that made them. A client is not of use in a second one
//!   after the first has ended.
