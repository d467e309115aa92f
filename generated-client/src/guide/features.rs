//! What can be left out of the build, and what can be added?
//!
//! By default everything is there. A program that needs a few resources compiles faster with these
//! alone:
//!
//! ```toml
//! [dependencies.gcore-client]
//! version = "0.1"
//! default-features = false
//! features = ["rustls", "cloud-security-groups", "cloud-tasks"]
//! ```
//!
//! | Feature | It brings | By default |
//! | --- | --- | --- |
//! | `full` | every product | yes |
//! | `cloud` | a product, here `client.cloud()`, whole | by `full` |
//! | `cloud-security-groups` | a resource of a product with all below it, and the types it needs | by `cloud` |
//! | `rustls` | HTTPS without a library of the system | yes |
//! | `native-tls` | HTTPS by what the system has, in place of `rustls` | |
//! | `blocking` | calls without `async` | |
//! | `tracing` | a span for each call and an event for each attempt, without URLs, headers and bodies | |
//!
//! The column "Feature" of `api.md` says for every operation which one brings it. Waiting for tasks
//! needs no feature of its own. Without `rustls` and `native-tls` there is no HTTPS, unless the
//! client is given an HTTP client that has it.
//!
//! With `blocking`, what would be awaited has `wait()`, and what would be a stream `blocking()`. Neither
//! works on a thread that runs async code, `spawn_blocking` included:
//!
//! ```no_run
//! # #[cfg(all(feature = "full", feature = "blocking"))]
//! # fn example() -> Result<(), gcore_client::Error> {
//! let client = gcore_client::Client::from_env()?;
//! let task = client.cloud().tasks().get("d478ae29").send().wait()?;
//! println!("{}", task.state);
//! # Ok(())
//! # }
//! ```
//!
//! In a browser (`wasm32-unknown-unknown`) there are no files and no `blocking`.
