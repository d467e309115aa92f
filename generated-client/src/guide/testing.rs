//! How is code tested that calls?
//!
//! [`testing::Server`](crate::testing::Server) takes the place of the network. Credentials, retries,
//! limits and waits are at work above it, and it keeps every request:
//!
//! ```
//! # fn main() -> Result<(), gcore_client::Error> {
//! # #[cfg(feature = "full")]
//! # {
//! use gcore_client::Client;
//! use gcore_client::cloud::types::Direction;
//! use gcore_client::testing::{Reply, Server};
//! use serde_json::json;
//!
//! # let builder = &mut tokio::runtime::Builder::new_current_thread();
//! # let runtime = builder.enable_time().start_paused(true).build().expect("a runtime");
//! # runtime.block_on(async {
//! // In a test of yours this is the body of `#[tokio::test(start_paused = true)]`.
//! let task = |state: &str| {
//!     let task = json!({"id": "t", "state": state, "task_type": "create_rule",
//!         "user_id": 1, "created_on": null});
//!     Reply::json(200, task.to_string())
//! };
//! let server = Server::new();
//! server.reply(Reply::status(429).header("retry-after", "30"));
//! server.reply(Reply::json(200, r#"{"tasks": ["t"]}"#));
//! server.reply(task("RUNNING"));
//! server.reply(task("FINISHED"));
//! let client = Client::builder()
//!     .api_key("key")
//!     .parameter("project_id", 1)
//!     .parameter("region_id", 2)
//!     .transport(server.clone())
//!     .build()?;
//!
//! let group = "00000000-0000-4000-8000-000000000000";
//! let call = client.cloud().security_groups().rules().create(group, Direction::Ingress);
//! let end = call.description("Web").send_and_wait().await?;
//!
//! assert_eq!(end.tasks.len(), 1);
//! let requests = server.requests();
//! assert_eq!(requests.len(), 4);
//! assert_eq!(requests[1].header("authorization"), Some("apikey key"));
//! assert_eq!(requests[1].json().expect("JSON")["description"], "Web");
//! # Ok::<(), gcore_client::Error>(())
//! # })?;
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! - Each reply is given once, in order; [`respond`](crate::testing::Server::respond) answers by a
//!   function what none is left for. A request without a reply is an error that names it.
//! - [`Reply`](crate::testing::Reply) also plays a network that fails or is slow: `not_sent()`, `lost()`,
//!   `never()`, `after(delay)`, and `cut()` within a body.
//! - Waits are tokio's: with `start_paused` (its feature `test-util`) half a minute takes no time.
//! - For a server of your own there is [`ClientBuilder::base_url`](crate::ClientBuilder::base_url),
//!   for anything else the trait [`Transport`](crate::Transport).
