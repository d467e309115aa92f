//! What is a call that is being sent? One boxed future for all types of answer.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use super::error::Error;
use super::raw::Raw;
use super::response::Response;

/// The future of a call. Dropping it gives the call up.
///
/// The boxed part is the same type for every operation, so that each only costs its decoder.
#[must_use = "nothing is sent before the call is awaited"]
pub struct Sending<T> {
    answer: Answering,
    decode: fn(Raw) -> Result<T, Error>,
}

/// The future of an answer before it is decoded.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) type Answering = Pin<Box<dyn Future<Output = Result<Raw, Error>> + Send>>;
#[cfg(target_arch = "wasm32")]
pub(crate) type Answering = Pin<Box<dyn Future<Output = Result<Raw, Error>>>>;

impl<T> Sending<T> {
    pub(crate) fn new(answer: Answering, decode: fn(Raw) -> Result<T, Error>) -> Self {
        Self { answer, decode }
    }
}

impl<T> Future for Sending<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let raw = match ready!(self.answer.as_mut().poll(cx)) {
            Ok(raw) => raw,
            Err(error) => return Poll::Ready(Err(error)),
        };
        let (head, body) = (Arc::clone(&raw.head), raw.body.clone());
        Poll::Ready((self.decode)(raw).map(|value| Response::new(value, head, body)))
    }
}

impl<T> std::fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sending")
    }
}

/// Makes a builder awaitable: `.await` on it is `.send().await`.
#[allow(unused_macros)] // An API without operations has no builders.
macro_rules! into_future {
    ($builder:ident => $answer:ty) => {
        impl ::std::future::IntoFuture for $builder {
            type Output =
                ::std::result::Result<$crate::runtime::Response<$answer>, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::Sending<$answer>;

            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}
pub(crate) use into_future;
