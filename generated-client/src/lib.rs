//! Client for the Gcore API.

#[doc(hidden)]
pub mod runtime;

pub use runtime::{ByteStream, CallOptions, Client, ClientBuilder, Error, ErrorKind, Response};

#[cfg(test)]
mod kinds;
