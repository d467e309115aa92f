//! How does a call get its answer? One path for all operations, with nothing generic in it.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use super::call::Call;
use super::clock::{self, Instant};
use super::error::{Error, ErrorKind};
use super::exchange::{exchange, read};
use super::hook::{Attempt, Outcome};
use super::prepare::{Prepared, prepare};
use super::raw::Raw;
use super::sending::Answering;
use super::stream::ByteStream;
use super::trace;

/// Sends a call and reads the whole answer. An answer that is no success is an error.
pub(crate) fn whole(call: Call) -> Answering {
    traced(call, Reading::Whole)
}

/// Sends a call and leaves the body of a success to be read as it comes.
pub(crate) fn streamed(call: Call) -> Answering {
    traced(call, Reading::Stream)
}

/// Sends a call and leaves the body of a success to be read as it comes where its status says so.
pub(crate) fn by_status(call: Call, streams: fn(u16) -> bool) -> Answering {
    traced(call, Reading::ByStatus(streams))
}

/// One box for all operations. The block works with the call where it is; an `async fn` would move it first.
fn traced(call: Call, reading: Reading) -> Answering {
    Box::pin(async move { trace::call(&call, run(&call, reading)).await })
}

/// What is done with the body of a success.
#[derive(Clone, Copy)]
enum Reading {
    Whole,
    Stream,
    ByStatus(fn(u16) -> bool),
}

impl Reading {
    fn streams(self, status: u16) -> bool {
        match self {
            Self::Whole => false,
            Self::Stream => true,
            Self::ByStatus(streams) => streams(status),
        }
    }
}

/// The limits of one attempt.
struct Limits {
    reading: Reading,
    /// When the whole call has to be done.
    call: Option<Instant>,
    /// When the attempt has to be done.
    attempt: Option<Instant>,
    /// How long an attempt may take, and then each wait for more of a streamed body.
    each: Duration,
}

/// Attempts, until one succeeds or may not be repeated.
async fn run(call: &Call, reading: Reading) -> Result<Raw, Error> {
    let mut prepared = prepare(call).await?;
    let client = &*call.client.inner;
    let limit = match reading {
        Reading::Whole => Some(call.own_options().timeout.unwrap_or(client.timeout)),
        // A limit on the whole would cut long downloads short, so only the call's own holds.
        Reading::Stream | Reading::ByStatus(_) => call.own_options().timeout,
    };
    let deadline = clock::deadline(limit);
    let each = call
        .own_options()
        .attempt_timeout
        .unwrap_or(client.attempt_timeout);
    // What a hook changes is for its attempt alone.
    let hooked = !client.hooks.is_empty();
    let headers = hooked.then(|| prepared.headers.clone());
    let mut earlier = Vec::new();
    let mut number = 0;
    loop {
        number += 1;
        if let Some(headers) = &headers {
            prepared.headers.clone_from(headers);
        }
        before(call, &mut prepared, number);
        let began = Instant::now();
        let limits = Limits {
            reading,
            call: deadline,
            attempt: clock::earliest(clock::after(began, each), deadline),
            each,
        };
        let result = attempt(call, &prepared, &limits, number).await;
        let result = result.map_err(|error| error.after(std::mem::take(&mut earlier)));
        let wait = match &result {
            Ok(_) => None,
            Err(error) => pause(call, &prepared, error, number, deadline),
        };
        after(call, &mut prepared, number, began, &result, wait);
        match (result, wait) {
            (Err(mut error), Some(wait)) => {
                earlier = error.take_earlier();
                earlier.push(error);
                clock::sleep(wait).await;
            }
            (result, _) => return result,
        }
    }
}

/// One attempt: a request out, an answer in.
async fn attempt(
    call: &Call,
    prepared: &Prepared,
    limits: &Limits,
    number: u32,
) -> Result<Raw, Error> {
    let late = |doing: &str| {
        let over = limits.attempt.is_some() && limits.attempt == limits.call;
        let which = if over { "the call" } else { "an attempt" };
        let message = format!("the time limit of {which} was reached while {doing}");
        Error::new(ErrorKind::Timeout, message).with_target(&prepared.target)
    };
    let answer = pin!(exchange(call, prepared, number, limits.attempt));
    let (head, body) = clock::within(limits.attempt, answer)
        .await
        .unwrap_or_else(|| Err(late("waiting for the answer")))?;
    if limits.reading.streams(head.status) {
        let limit = prepared.body_limit;
        let stream = ByteStream::new(Arc::clone(&head), body, limit, limits.each, limits.call);
        return Ok(Raw::streaming(head, stream));
    }
    let headers_only = call.operation.method.as_str() == "HEAD";
    let limit = prepared.body_limit;
    let body = clock::within(limits.attempt, pin!(read(body, limit, &head, headers_only)))
        .await
        .unwrap_or_else(|| {
            Err(late("reading the answer").with_answer(&head, bytes::Bytes::new()))
        })?;
    Ok(Raw::new(head, body))
}

/// The wait before the next attempt, if there may be one.
fn pause(
    call: &Call,
    prepared: &Prepared,
    error: &Error,
    number: u32,
    deadline: Option<Instant>,
) -> Option<Duration> {
    if prepared
        .body
        .as_ref()
        .is_some_and(|body| !body.is_repeatable())
    {
        return None;
    }
    let policy = call.own_options().retry.as_ref();
    let policy = policy.unwrap_or(&call.client.inner.retry);
    let wait = policy.wait(error, number, prepared.idempotent)?;
    // There is no use in waiting for an attempt that may not be made.
    let in_time = clock::left(deadline).is_none_or(|left| wait < left);
    in_time.then_some(wait)
}

fn before(call: &Call, prepared: &mut Prepared, number: u32) {
    for hook in &call.client.inner.hooks {
        hook.before(&mut attempt_of(call, prepared, number));
    }
}

fn after(
    call: &Call,
    prepared: &mut Prepared,
    number: u32,
    began: Instant,
    result: &Result<Raw, Error>,
    retry_in: Option<Duration>,
) {
    let status = match result {
        Ok(raw) => Some(raw.status()),
        Err(error) => error.status(),
    };
    let outcome = Outcome {
        status,
        error: result.as_ref().err(),
        elapsed: began.elapsed(),
        retry_in,
    };
    trace::attempt(call, number, &outcome);
    for hook in &call.client.inner.hooks {
        hook.after(&attempt_of(call, prepared, number), &outcome);
    }
}

fn attempt_of<'a>(call: &'a Call, prepared: &'a mut Prepared, number: u32) -> Attempt<'a> {
    Attempt {
        operation: call.operation.id,
        method: call.operation.method.as_str(),
        path: &prepared.target.path,
        number,
        url: &prepared.url,
        headers: &mut prepared.headers,
    }
}
