//! How does a call get its answer? One path for all operations, with nothing generic in it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use reqwest::header::LOCATION;
use reqwest::{Response, Url};

use super::call::Call;
use super::error::{ERROR_BODY_LIMIT, Error, ErrorKind};
use super::head::{Head, status_words};
use super::prepare::{Prepared, prepare};
use super::raw::Raw;
use super::stream::ByteStream;

/// More redirects in a row lead nowhere.
const REDIRECT_LIMIT: usize = 5;

/// Sends a call and reads the whole answer. An answer that is no success is an error.
pub(crate) async fn whole(call: Call) -> Result<Raw, Error> {
    let prepared = prepare(&call)?;
    let (head, response) = exchange(&call, &prepared, Some(prepared.timeout)).await?;
    let body = read(
        response,
        prepared.body_limit,
        &head,
        call.operation.method.as_str() == "HEAD",
    )
    .await?;
    Ok(Raw::new(head, body))
}

/// Sends a call and leaves the body of a success to be read as it comes.
pub(crate) async fn streamed(call: Call) -> Result<Raw, Error> {
    let prepared = prepare(&call)?;
    // A limit on the whole would cut long downloads short; the client limits each wait for more.
    let (head, response) = exchange(&call, &prepared, call.options.timeout).await?;
    let stream = ByteStream::new(Arc::clone(&head), response, prepared.body_limit);
    Ok(Raw::streaming(head, stream))
}

/// The answer to a request, redirects followed where that is safe. What is no success is an error.
async fn exchange(
    call: &Call,
    prepared: &Prepared,
    timeout: Option<Duration>,
) -> Result<(Arc<Head>, Response), Error> {
    let deadline = timeout.map(|timeout| Instant::now() + timeout);
    let mut url = prepared.url.clone();
    let mut redirects = 0;
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let mut response = attempt(call, prepared, &url, left).await?;
        match redirect(call, &response, &url) {
            Redirect::To(next) if redirects < REDIRECT_LIMIT => {
                url = next;
                redirects += 1;
                continue;
            }
            Redirect::Refused(why) => {
                return Err(failure(call, prepared, response, Some(&why)).await);
            }
            Redirect::To(_) => {
                return Err(failure(
                    call,
                    prepared,
                    response,
                    Some("there are too many redirects"),
                )
                .await);
            }
            Redirect::No => {}
        }
        if !response.status().is_success() {
            return Err(failure(call, prepared, response, None).await);
        }
        let head = head(call, prepared, &mut response);
        return Ok((head, response));
    }
}

/// One attempt: a request out, the head of an answer in.
async fn attempt(
    call: &Call,
    prepared: &Prepared,
    url: &Url,
    timeout: Option<Duration>,
) -> Result<Response, Error> {
    let mut request = reqwest::Request::new(prepared.method.clone(), url.clone());
    *request.headers_mut() = prepared.headers.clone();
    *request.body_mut() = prepared.body.clone().map(reqwest::Body::from);
    *request.timeout_mut() = timeout;
    let doing = "waiting for the answer";
    let sent = call.client.inner.http.execute(request).await;
    let response =
        sent.map_err(|error| Error::transport(error, doing).with_target(&prepared.target))?;
    if response.url().origin() != url.origin() {
        let why = "the given reqwest::Client followed a redirect to another host; build it with Policy::none()";
        return Err(Error::config(why).with_target(&prepared.target));
    }
    Ok(response)
}

/// What an answer says about where to go.
enum Redirect {
    No,
    To(Url),
    Refused(String),
}

/// Follows a redirect only where a request can be repeated and credentials stay with their host.
fn redirect(call: &Call, response: &Response, from: &Url) -> Redirect {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Redirect::No;
    }
    let location = response
        .headers()
        .get(LOCATION)
        .and_then(|value| value.to_str().ok());
    let Some(to) = location.and_then(|location| from.join(location).ok()) else {
        return Redirect::No;
    };
    let method = call.operation.method;
    if to.origin() != from.origin() {
        // Of the address only the host is told: the rest may be signed.
        let host = to.origin().ascii_serialization();
        return Redirect::Refused(format!(
            "the redirect to {host} is not followed, because it is another host"
        ));
    }
    if !method.only_reads() {
        return Redirect::Refused(format!(
            "the redirect of a {} is not followed",
            method.as_str()
        ));
    }
    Redirect::To(to)
}

/// The error for an answer that is no success. That its body cannot be read does not hide the status.
async fn failure(
    call: &Call,
    prepared: &Prepared,
    mut response: Response,
    why: Option<&str>,
) -> Error {
    let head = head(call, prepared, &mut response);
    let mut body = BytesMut::new();
    while body.len() < ERROR_BODY_LIMIT {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                body.extend_from_slice(&chunk[..chunk.len().min(ERROR_BODY_LIMIT - body.len())])
            }
            Ok(None) | Err(_) => break,
        }
    }
    let mut message = format!("answered {}", status_words(head.status));
    if let Some(why) = why {
        message = format!("{message}: {why}");
    }
    Error::new(ErrorKind::Status, message).with_answer(&head, body.freeze())
}

fn head(call: &Call, prepared: &Prepared, response: &mut Response) -> Arc<Head> {
    let redactor = call.client.inner.redactor.clone();
    let headers = std::mem::take(response.headers_mut());
    Arc::new(Head::new(
        response.status().as_u16(),
        headers,
        prepared.target.clone(),
        redactor,
    ))
}

/// Reads a body to its end, up to a limit.
async fn read(
    mut response: Response,
    limit: usize,
    head: &Arc<Head>,
    headers_only: bool,
) -> Result<Bytes, Error> {
    let announced = response.content_length().filter(|_| !headers_only);
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit).with_answer(head, Bytes::new()));
    }
    let mut body = BytesMut::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > limit => {
                return Err(too_large(limit).with_answer(head, Bytes::new()));
            }
            Ok(Some(chunk)) if body.is_empty() && announced == Some(chunk.len() as u64) => {
                body = BytesMut::from(chunk)
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body.freeze()),
            Err(error) => {
                return Err(
                    Error::transport(error, "reading the answer").with_answer(head, body.freeze())
                );
            }
        }
    }
}

/// The error for a body that is longer than accepted.
pub(crate) fn too_large(limit: usize) -> Error {
    let message = format!(
        "the answer is larger than the limit of {limit} bytes, which ClientBuilder::body_limit and \
         CallOptions::body_limit set"
    );
    Error::new(ErrorKind::TooLarge, message)
}
