//! What do logs see of a call? With the feature `tracing` a span for each call and an event for
//! each attempt.
//!
//! Method, path template, status and number of the attempt; never a URL, a header or a body.

#![cfg_attr(not(feature = "tracing"), allow(unused_variables))]

use std::future::Future;

use super::call::Call;
use super::hook::Outcome;

/// The future, within the span of its call.
#[cfg(feature = "tracing")]
pub(crate) fn call<F: Future>(call: &Call, future: F) -> impl Future<Output = F::Output> {
    use tracing::Instrument as _;
    let target = call.target();
    future.instrument(tracing::debug_span!(
        "call",
        operation = call.operation.id,
        method = target.method.as_str(),
        path = &*target.path,
    ))
}

/// The future as it is.
#[cfg(not(feature = "tracing"))]
pub(crate) fn call<F: Future>(call: &Call, future: F) -> F {
    future
}

/// Tells how an attempt ended.
pub(crate) fn attempt(call: &Call, number: u32, outcome: &Outcome<'_>) {
    #[cfg(feature = "tracing")]
    {
        let target = call.target();
        let elapsed_ms = u64::try_from(outcome.elapsed.as_millis()).unwrap_or(u64::MAX);
        let retry_in_ms = outcome
            .retry_in
            .map(|wait| u64::try_from(wait.as_millis()).unwrap_or(u64::MAX));
        match outcome.error {
            None => tracing::debug!(
                operation = call.operation.id,
                method = target.method.as_str(),
                path = &*target.path,
                status = outcome.status,
                attempt = number,
                elapsed_ms,
                "answered"
            ),
            Some(error) => tracing::warn!(
                operation = call.operation.id,
                method = target.method.as_str(),
                path = &*target.path,
                status = outcome.status,
                attempt = number,
                elapsed_ms,
                retry_in_ms,
                %error,
                "failed"
            ),
        }
    }
}
