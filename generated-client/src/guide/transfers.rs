//! How are files and streams sent and received?
//!
//! What an operation sends or answers decides which of these its call has; the example makes the
//! calls by hand, and so shows all at once:
//!
//! ```no_run
//! # async fn example(client: gcore_client::Client) -> Result<(), gcore_client::Error> {
//! use gcore_client::{Body, FilePart, Method, Multipart};
//! use serde_json::Value;
//!
//! // A file as the body. It is read while it is sent.
//! let upload = client.request(Method::PUT, "/images/1");
//! upload.bytes("application/octet-stream", Body::file("disk.img")).send_json::<Value>().await?;
//!
//! // A file among other members of a form.
//! let form = Multipart::new()
//!     .text("title", "Boot disk")
//!     .file("image", FilePart::open("disk.img").media_type("application/x-raw-disk"));
//! client.request(Method::POST, "/images").multipart(form).send_json::<Value>().await?;
//!
//! // An answer into a file, as it comes in.
//! let answer = client.request(Method::GET, "/images/1").stream().await?;
//! let length = answer.into_inner().save("copy.img").await?;
//! println!("{length} bytes");
//! # Ok(())
//! # }
//! ```
//!
//! - [`Body`](crate::Body) is made from bytes, text, a path, or a stream
//!   ([`Body::stream`](crate::Body::stream)). Files are opened anew for each attempt; a stream can be
//!   taken once, so that such a call is not sent again. [`sized`](crate::Body::sized) tells the length
//!   of a stream to servers that want it; one that is longer or shorter fails the call.
//! - Members of forms that are files are setters, which take bytes, a path or a
//!   [`FilePart`](crate::FilePart).
//! - An answer that is no JSON is a [`ByteStream`](crate::ByteStream): `chunk()` by `chunk()`,
//!   `collect()` or `save()`. A file that is saved is whole or as it was before.
//! - JSON lines and server-sent events are an [`ItemStream`](crate::ItemStream) of typed values:
//!   `while let Some(value) = values.next().await`. One that is not of its type is an error, after
//!   which the next is read. `last_event_id()` is where a later call can go on.
//! - Both are `Stream`s as well.
