//! How does a request become the answer it asks for? Redirects are followed where that is safe.

use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::Url;
use reqwest::header::LOCATION;

use super::call::Call;
use super::clock::{self, Instant};
use super::error::{ERROR_BODY_LIMIT, Error, ErrorKind};
use super::head::{Head, status_words};
use super::prepare::Prepared;
use super::transport::{Answer, AnswerBody};

/// More redirects in a row lead nowhere.
const REDIRECT_LIMIT: usize = 5;
/// The status says most of what there is to say; its body is not waited for much longer.
const ERROR_BODY_WAIT: Duration = Duration::from_secs(5);

/// An announced length is believed up to this many bytes before they are there.
const FIRST_ROOM: u64 = 64 * 1024;

/// The answer to a request. What is no success is an error.
pub(crate) async fn exchange(
    call: &Call,
    prepared: &Prepared,
    number: u32,
    deadline: Option<Instant>,
) -> Result<(Arc<Head>, AnswerBody), Error> {
    let mut url = Cow::Borrowed(&prepared.url);
    let mut redirects = 0;
    loop {
        let Answer {
            status,
            headers,
            body,
        } = request(call, prepared, &url).await?;
        let redactor = call.client.inner.redactor.clone();
        let target = prepared.target.clone();
        let head = Arc::new(Head::new(status, headers, target, redactor, number));
        match redirect(call, &head, &url) {
            Redirect::To(next) if redirects < REDIRECT_LIMIT => {
                url = Cow::Owned(next);
                redirects += 1;
                continue;
            }
            Redirect::Refused(why) => return Err(failure(&head, body, deadline, Some(&why)).await),
            Redirect::To(_) => {
                let why = "there are too many redirects";
                return Err(failure(&head, body, deadline, Some(why)).await);
            }
            Redirect::No => {}
        }
        if !(200..300).contains(&status) {
            return Err(failure(&head, body, deadline, None).await);
        }
        return Ok((head, body));
    }
}

/// Reads a body to its end, up to a limit.
pub(crate) async fn read(
    mut body: AnswerBody,
    limit: usize,
    head: &Arc<Head>,
    headers_only: bool,
) -> Result<Bytes, Error> {
    let announced = body.length().filter(|_| !headers_only);
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit).with_answer(head, Bytes::new()));
    }
    // Chunks are parts of the connection's buffer, which they would keep for as long as the answer is kept.
    let mut all =
        BytesMut::with_capacity(announced.map_or(0, |length| length.min(FIRST_ROOM) as usize));
    loop {
        match poll_fn(|cx| body.poll_chunk(cx)).await {
            Some(Ok(chunk)) if all.len() + chunk.len() > limit => {
                return Err(too_large(limit).with_answer(head, Bytes::new()));
            }
            Some(Ok(chunk)) => all.extend_from_slice(&chunk),
            None => return Ok(all.freeze()),
            Some(Err(error)) => {
                let error = Error::transport(error, "reading the answer");
                return Err(error.with_answer(head, all.freeze()));
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

/// One request out, the head of an answer in.
async fn request(call: &Call, prepared: &Prepared, url: &Url) -> Result<Answer, Error> {
    let mut request = reqwest::Request::new(prepared.method.clone(), url.clone());
    *request.headers_mut() = prepared.headers.clone();
    if let Some(body) = &prepared.body {
        let body = body.open().map_err(|why| {
            let message = format!("the body cannot be sent: {why}");
            Error::new(ErrorKind::Request, message).with_target(&prepared.target)
        })?;
        *request.body_mut() = Some(body);
    }
    let sent = call.client.inner.transport.send(request).await;
    sent.map_err(|error| {
        Error::transport(error, "waiting for the answer").with_target(&prepared.target)
    })
}

/// What an answer says about where to go.
enum Redirect {
    No,
    To(Url),
    Refused(String),
}

/// Follows a redirect only where a request can be repeated and credentials stay with their host.
fn redirect(call: &Call, head: &Head, from: &Url) -> Redirect {
    if !matches!(head.status, 301 | 302 | 303 | 307 | 308) {
        return Redirect::No;
    }
    let location = head
        .headers
        .get(LOCATION)
        .and_then(|value| value.to_str().ok());
    let Some(mut to) = location.and_then(|location| from.join(location).ok()) else {
        return Redirect::No;
    };
    if to.origin() != from.origin() {
        // Of the address only the host is told: the rest may be signed.
        let host = to.origin().ascii_serialization();
        let why = if to.host() == from.host() && to.scheme() != from.scheme() {
            "the client's base URL is another"
        } else {
            "it is another host"
        };
        return Redirect::Refused(format!(
            "the redirect to {host} is not followed, because {why}"
        ));
    }
    let method = call.operation.method;
    if !method.only_reads() {
        return Redirect::Refused(format!(
            "the redirect of a {} is not followed",
            method.as_str()
        ));
    }
    without_login(&mut to);
    Redirect::To(to)
}

/// Takes a user and password out of an address that a server names: the client's credentials are its own.
pub(crate) fn without_login(url: &mut Url) {
    // Neither fails where there is a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
}

/// The error for an answer that is no success. That its body cannot be read does not hide the status.
async fn failure(
    head: &Arc<Head>,
    mut body: AnswerBody,
    deadline: Option<Instant>,
    why: Option<&str>,
) -> Error {
    let patience = clock::earliest(clock::deadline(Some(ERROR_BODY_WAIT)), deadline);
    let mut kept = BytesMut::new();
    while kept.len() < ERROR_BODY_LIMIT {
        match clock::within(patience, pin!(poll_fn(|cx| body.poll_chunk(cx)))).await {
            Some(Some(Ok(chunk))) => {
                kept.extend_from_slice(&chunk[..chunk.len().min(ERROR_BODY_LIMIT - kept.len())]);
            }
            None | Some(None | Some(Err(_))) => break,
        }
    }
    let mut message = format!("answered {}", status_words(head.status));
    if let Some(why) = why {
        message = format!("{message}: {why}");
    }
    Error::new(ErrorKind::Status, message).with_answer(head, kept.freeze())
}
