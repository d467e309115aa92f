//! What can go wrong, and what is known of it then?
//!
//! Every call has the same [`Error`](crate::Error). Printed, it says what was called, what came of
//! it, the server's own message, how often it was tried and the id of the request. It never shows
//! credentials. [`kind()`](crate::Error::kind) says what sort of thing happened:
//!
//! ```no_run
//! # #[cfg(feature = "full")]
//! # async fn example(client: gcore_client::Client) -> Result<(), gcore_client::Error> {
//! use gcore_client::ErrorKind;
//!
//! match client.cloud().tasks().get("d478ae29").await {
//!     Ok(task) => println!("{}", task.state),
//!     Err(error) if error.is_not_found() => println!("there is no such task"),
//!     Err(error) if error.kind() == ErrorKind::Credentials => println!("set GCORE_API_KEY"),
//!     Err(error) if error.is_unsent() => println!("nothing has happened: {error}"),
//!     Err(error) => {
//!         for earlier in error.earlier_attempts() {
//!             eprintln!("before that: {earlier}");
//!         }
//!         return Err(error);
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | Kind | It means |
//! | --- | --- |
//! | `Config`, `Request`, `Credentials` | something is missing or cannot be sent; nothing was, which `is_unsent()` tells for sure |
//! | `Connect` | no connection was made; nothing was sent |
//! | `Timeout`, `Transport` | a limit was reached or the connection lost; the server may have acted |
//! | `Status` | the server refused: `status()`, `headers()`, `message()`, `retry_after()` |
//! | `Undocumented`, `Decode`, `TooLarge` | it succeeded, and the answer cannot be read; `json_path()` says where |
//! | `Task` | the work failed that the call had started: `task()` |
//! | `File` | the file that an answer is saved in cannot be written |
//!
//! - [`message()`](crate::Error::message) finds the server's words in the usual members of JSON and in
//!   `application/problem+json`.
//! - Where the document types the body of an error, the call's builder has a constant for it:
//!   `error.documented(Get::NOT_FOUND)` is that type if this is the error. For anything else there is
//!   [`body_as`](crate::Error::body_as), as in `error.body_as::<serde_json::Value>()`. Typed headers
//!   of errors are constants as well, for [`header`](crate::Error::header).
//! - [`is_retryable()`](crate::Error::is_retryable) says whether the same call may succeed later;
//!   what was tried until then is in [`earlier_attempts()`](crate::Error::earlier_attempts).
