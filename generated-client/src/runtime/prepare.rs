//! What goes on the wire for a call? Method, URL, headers and body, or why nothing can be sent.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::Url;
use reqwest::header::{
    ACCEPT, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName,
    HeaderValue, TRANSFER_ENCODING, USER_AGENT,
};

use super::auth::{Authorization, Credentials, Security};
use super::body::Body;
use super::call::{Argument, ArgumentPlace, Call};
use super::client::ClientInner;
use super::clock;
use super::encode;
use super::error::{Error, ErrorKind, Target};
use super::form;
use super::path::{Expanded, expand};
use super::style;

/// By this header a server recognises a request that it has had already
/// (draft-ietf-httpapi-idempotency-key-header).
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// A request that can be sent, and sent again.
pub(crate) struct Prepared {
    pub(crate) method: reqwest::Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
    /// Whether sending it again does what sending it once does.
    pub(crate) idempotent: bool,
    pub(crate) body_limit: usize,
    pub(crate) target: Target,
}

/// Works out the request of a call.
pub(crate) async fn prepare(call: &Call) -> Result<Prepared, Error> {
    let target = call.target();
    let client = &*call.client.inner;
    let tokens = client.credentials.with_tokens(client.api, security(call));
    let prepared = match tokens.await {
        Ok(credentials) => assemble(call, &credentials, target.clone()),
        Err(error) => Err(error),
    };
    prepared.map_err(|error| error.with_target(&target))
}

/// The request of a call as far as it is known before tokens are asked for.
pub(crate) fn outline(call: &Call) -> Result<Prepared, Error> {
    let target = call.target();
    let credentials = &call.client.inner.credentials;
    assemble(call, credentials, target.clone()).map_err(|error| error.with_target(&target))
}

fn security(call: &Call) -> Security {
    match call.raw_path {
        Some(_) => Security::Any,
        None => Security::Declared(call.operation.security),
    }
}

fn assemble(call: &Call, credentials: &Credentials, target: Target) -> Result<Prepared, Error> {
    let client = &*call.client.inner;
    let method = reqwest::Method::from_bytes(call.operation.method.as_str().as_bytes())
        .map_err(|_| request_error("the method is not one"))?;
    if let Some((name, why)) = call
        .arguments
        .iter()
        .find_map(|argument| Some((argument.name, argument.json.as_ref().err()?)))
    {
        return Err(request_error(format!(
            "the parameter `{name}` cannot be written: {why}"
        )));
    }
    let template = template(call).map_err(request_error)?;
    let path = expand(&template, |name, out| write_variable(call, name, out));
    let path = path.map_err(request_error)?;
    let authorization = credentials.authorize(client.api, security(call))?;
    let url = url(call, &path, &authorization)?;
    let body = form::body(call)
        .map_err(|why| request_error(format!("the body cannot be written: {why}")))?;
    let (media_type, body) = body.unzip();
    let mut headers = headers(call, media_type.as_deref(), &authorization)?;
    if let Some(name) = call.idempotency.map(header_name).transpose()?
        && !headers.contains_key(&name)
    {
        headers.insert(name.clone(), header_value(name.as_str(), &new_key())?);
    }
    let idempotent = call.operation.method.is_idempotent()
        || call.idempotency.is_some()
        || headers.contains_key(IDEMPOTENCY_KEY);
    let body_limit = call.own_options().body_limit.unwrap_or(client.body_limit);
    Ok(Prepared {
        method,
        url,
        headers,
        body,
        idempotent,
        body_limit,
        target,
    })
}

/// A key that no other request has.
fn new_key() -> String {
    let random = u128::from(clock::random()) << 64 | u128::from(clock::random());
    uuid::Builder::from_random_bytes(random.to_be_bytes())
        .into_uuid()
        .to_string()
}

/// The path with its variables, or as it is sent where the call is not in the document. Of such a path only
/// what no URL can hold is encoded.
fn template(call: &Call) -> Result<Cow<'_, str>, String> {
    match &call.raw_path {
        None => Ok(Cow::Borrowed(call.operation.path)),
        Some(path) if path.starts_with('/') => {
            Ok(Cow::Owned(path.replace('{', "%7B").replace('#', "%23")))
        }
        Some(_) => Err("the path must begin with `/`".to_owned()),
    }
}

/// Adds the encoded text of a path variable, from the call or else from the client.
fn write_variable(call: &Call, name: &str, out: &mut String) -> Result<(), String> {
    let of_call = arguments(call, ArgumentPlace::Path).find(|(argument, _)| argument.name == name);
    let client = &*call.client.inner;
    if let Some((argument, json)) = of_call {
        let text = style::path(name, argument.style, json).ok_or_else(|| {
            format!("the path parameter `{name}` is empty, which names another path")
        })?;
        out.push_str(&text);
    } else if let Some((_, text)) = client.parameters.iter().find(|(known, _)| *known == name) {
        encode::strict(text, out);
    } else {
        return Err(unset_variable(client, name));
    }
    Ok(())
}

fn unset_variable(client: &ClientInner, name: &str) -> String {
    let Some(parameter) = client
        .api
        .parameters
        .iter()
        .find(|parameter| parameter.name == name)
    else {
        return format!("the path parameter `{name}` is not set");
    };
    let by_env = match parameter.env {
        Some(env) => format!(", or set the environment variable {env} and use from_env()"),
        None => String::new(),
    };
    format!(
        "the path parameter `{name}` is not set; set it on the call, or on the client with \
         ClientBuilder::parameter({name:?}, ..){by_env}"
    )
}

/// The URL: the server's, then the path, then the query.
fn url(call: &Call, path: &Expanded<'_>, authorization: &Authorization<'_>) -> Result<Url, Error> {
    if let Some(link) = &call.link {
        return Ok(linked(link, authorization));
    }
    let mut base = server(call)?;
    let query = query(call, base.query(), path.query, authorization)?;
    // The host was parsed when the base was: a path in its place costs less than an address anew.
    let path = match base.path().trim_end_matches('/') {
        "" => Cow::Borrowed(&*path.path),
        before => Cow::Owned(format!("{before}{}", path.path)),
    };
    base.set_fragment(None);
    base.set_query(Some(&*query).filter(|query| !query.is_empty()));
    base.set_path(&path);
    // A URL parser resolves `%2e%2e` and the like: a path that changed is not the one that was meant.
    if base.path() == path {
        Ok(base)
    } else {
        Err(request_error("the path would be sent as another path"))
    }
}

/// All parts of the query: the server's, the path's, those of parameters, of the options and of credentials.
fn query(
    call: &Call,
    of_server: Option<&str>,
    of_path: &str,
    authorization: &Authorization<'_>,
) -> Result<String, Error> {
    let mut query = of_server.unwrap_or_default().to_owned();
    let mut add = |part: &str| {
        if !part.is_empty() {
            let separator = if query.is_empty() { "" } else { "&" };
            query.push_str(separator);
            query.push_str(part);
        }
    };
    add(of_path);
    for (argument, json) in arguments(call, ArgumentPlace::Query) {
        for part in style::query_text(argument.name, argument.style, json) {
            add(&part);
        }
    }
    for (name, value) in &call.own_options().query {
        if authorization.query().any(|(carrier, _)| carrier == name) {
            return Err(request_error(format!(
                "the query parameter `{name}` carries the client's credentials"
            )));
        }
        add(&encoded_pair(name, value));
    }
    for (name, value) in authorization.query() {
        add(&encoded_pair(name, value));
    }
    Ok(query)
}

/// The address of a next page. Credentials that go into the query are added where the server left
/// them out.
fn linked(link: &Url, authorization: &Authorization<'_>) -> Url {
    let mut url = link.clone();
    for (name, value) in authorization.query() {
        if !link.query_pairs().any(|(known, _)| known == name) {
            url.query_pairs_mut().append_pair(name, value);
        }
    }
    url
}

/// The server of a call: the one the user gave, or the operation's own, or the document's.
fn server(call: &Call) -> Result<Url, Error> {
    let client = &*call.client.inner;
    let base = client.base_url.clone().ok_or_else(|| {
        let env = client
            .api
            .base_url_env
            .map(|env| format!(", or set the environment variable {env} and use from_env()"));
        Error::config(format!(
            "the document names no server that can be called; call ClientBuilder::base_url(..){}",
            env.unwrap_or_default()
        ))
    });
    let Some(own) = call.operation.server.filter(|_| call.raw_path.is_none()) else {
        return base;
    };
    let own = client.choice.own(own)?;
    match Url::parse(&own) {
        Ok(_) if client.base_url_given => base,
        Ok(url) => Ok(url),
        Err(_) => base?.join(&own).map_err(|error| {
            Error::config(format!("the operation's server cannot be used: {error}"))
        }),
    }
}

fn headers(
    call: &Call,
    media_type: Option<&str>,
    authorization: &Authorization<'_>,
) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    if !call.operation.accept.is_empty() {
        let accept =
            HeaderValue::from_maybe_shared(Bytes::from_static(call.operation.accept.as_bytes()));
        headers.insert(ACCEPT, accept.map_err(|_| bad_value("Accept"))?);
    }
    headers.insert(USER_AGENT, call.client.inner.user_agent.clone());
    match media_type {
        Some(media_type) => {
            let media_type = header_value("Content-Type", media_type)?;
            headers.insert(CONTENT_TYPE, media_type);
        }
        // Servers wait for a body where such a method says nothing of its length.
        None if call.operation.method.expects_body() => {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        None => {}
    }
    for (argument, json) in arguments(call, ArgumentPlace::Header) {
        if let Some(value) = style::header(argument.style, json) {
            headers.insert(
                header_name(argument.name)?,
                header_value(argument.name, &value)?,
            );
        }
    }
    for (name, value) in &call.own_options().headers {
        add_extra(&mut headers, authorization, name, value)?;
    }
    if let Some(cookies) = cookies(call, authorization)? {
        headers.insert(COOKIE, cookies);
    }
    // Last, so that nothing takes their place.
    for (name, value) in authorization.headers() {
        headers.append(name.clone(), value.clone());
    }
    Ok(headers)
}

/// All cookies in one header, as RFC 6265 (5.4) wants it: those of parameters, of the options and of credentials.
fn cookies(call: &Call, authorization: &Authorization<'_>) -> Result<Option<HeaderValue>, Error> {
    let mut cookies: Vec<String> = Vec::new();
    for (argument, json) in arguments(call, ArgumentPlace::Cookie) {
        for (name, value) in style::cookie(argument.name, argument.style, json) {
            cookies.push(cookie_pair(&name, &value)?);
        }
    }
    let extra = call.own_options().headers.iter();
    let extra = extra.filter(|(name, _)| name.eq_ignore_ascii_case(COOKIE.as_str()));
    cookies.extend(extra.map(|(_, value)| value.clone()));
    for (name, value) in authorization.cookies() {
        cookies.push(cookie_pair(name, value)?);
    }
    if cookies.is_empty() {
        return Ok(None);
    }
    let mut value = header_value("Cookie", &cookies.join("; "))?;
    value.set_sensitive(true);
    Ok(Some(value))
}

/// Adds a header of the call's options, unless it is one that only the runtime may set. Cookies are
/// added with all others.
fn add_extra(
    headers: &mut HeaderMap,
    authorization: &Authorization<'_>,
    name: &str,
    value: &str,
) -> Result<(), Error> {
    let header = header_name(name)?;
    if authorization.headers().any(|(name, _)| *name == header) {
        return Err(request_error(format!(
            "the header `{name}` carries the client's credentials"
        )));
    }
    if [HOST, CONTENT_LENGTH, TRANSFER_ENCODING, CONNECTION].contains(&header) {
        return Err(request_error(format!(
            "the header `{name}` is made by the transport"
        )));
    }
    let mut value = header_value(name, value)?;
    if header != COOKIE {
        // Whoever adds a header by hand may well add a token.
        value.set_sensitive(true);
        headers.insert(header, value);
    }
    Ok(())
}

pub(crate) fn arguments(
    call: &Call,
    place: ArgumentPlace,
) -> impl Iterator<Item = (&Argument, &str)> {
    let here = call
        .arguments
        .iter()
        .filter(move |argument| argument.place == place);
    here.filter_map(|argument| Some((argument, argument.json.as_deref().ok()?)))
}

fn encoded_pair(name: &str, value: &str) -> String {
    let mut out = String::with_capacity(name.len() + value.len() + 1);
    encode::strict(name, &mut out);
    out.push('=');
    encode::strict(value, &mut out);
    out
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| request_error(format!("`{name}` is not a header name")))
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(value).map_err(|_| bad_value(name))
}

fn bad_value(name: &str) -> Error {
    request_error(format!(
        "the value of the header `{name}` has characters that headers cannot hold"
    ))
}

/// Cookies have no encoding of their own (RFC 6265), so what they cannot hold is refused.
fn cookie_pair(name: &str, value: &str) -> Result<String, Error> {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\";\\".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        return Err(request_error(format!("`{name}` is not a cookie name")));
    }
    if !value.bytes().all(is_octet) {
        return Err(request_error(format!(
            "the value of the cookie `{name}` has characters that cookies cannot hold"
        )));
    }
    Ok(format!("{name}={value}"))
}

fn request_error(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Request, message)
}
