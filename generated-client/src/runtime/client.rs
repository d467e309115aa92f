//! What is a client? A cheap handle on an address, credentials and a connection pool.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;

use super::api::{Api, Method};
use super::auth::Credentials;
use super::call::Call;
use super::client_builder::ClientBuilder;
use super::hook::Hook;
use super::redactor::Redactor;
use super::retry::RetryPolicy;
use super::server::Choice;
use super::transport::Transport;

/// A client of the API. Cloning it is cheap, and all clones share one connection pool.
///
/// `Debug` shows no credentials.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<ClientInner>,
}

/// What all clones of a client share.
pub(crate) struct ClientInner {
    pub(crate) api: &'static Api,
    pub(crate) transport: Arc<dyn Transport>,
    /// Whether the user gave the transport.
    pub(crate) transport_given: bool,
    pub(crate) base_url: Option<Url>,
    /// Whether the user gave the base URL, so that servers of single operations stand back.
    pub(crate) base_url_given: bool,
    /// Which of the document's servers that is, and the variables in operations' own.
    pub(crate) choice: Choice,
    pub(crate) credentials: Credentials,
    /// What hides the credentials in text.
    pub(crate) redactor: Redactor,
    /// Path variables that calls fall back to, as JSON text.
    pub(crate) parameters: Vec<(&'static str, String)>,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) hooks: Vec<Arc<dyn Hook>>,
    pub(crate) connect_timeout: Duration,
    pub(crate) body_limit: usize,
    pub(crate) user_agent: HeaderValue,
}

impl Client {
    /// A builder for another client of the same API with the same settings, to change one of them.
    pub fn to_builder(&self) -> ClientBuilder {
        ClientBuilder::from_client(self)
    }

    /// The address requests go to, if the client has one.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.inner.base_url.as_ref().map(Url::as_str)
    }

    /// A call of what is not in the document, with the same credentials and errors:
    /// `client.request(Method::GET, "/v9/new?limit=5").send_json::<Json>().await?`.
    ///
    /// The path is sent as it is written, but for characters that no URL can hold. Headers, query
    /// parameters and limits are set by [`Call::with`].
    pub fn request(&self, method: Method, path: &str) -> Call {
        Call::undocumented(self, method, path)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ClientInner {
            api,
            base_url,
            credentials,
            parameters,
            timeout,
            retry,
            ..
        } = &*self.inner;
        f.debug_struct("Client")
            .field("api", &api.name)
            .field("base_url", &base_url.as_ref().map(without_query))
            .field("credentials", credentials)
            .field("parameters", parameters)
            .field("timeout", timeout)
            .field("retry", retry)
            .finish_non_exhaustive()
    }
}

/// The query of a base URL may hold secrets.
fn without_query(url: &Url) -> String {
    let text = url.as_str();
    text.split('?').next().unwrap_or(text).to_owned()
}
