//! How is a client set up? By hand, from the environment, or both.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;

use super::api::{Api, ClientParameter, Place, Scheme};
use super::auth::{Credentials, default_scheme};
use super::client::{Client, ClientInner};
use super::error::Error;
use super::hook::Hook;
use super::retry::RetryPolicy;
use super::server::{self, Choice};
use super::transport::{Direct, Transport};

const TIMEOUT: Duration = Duration::from_secs(600);
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(120);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const BODY_LIMIT: usize = 64 * 1024 * 1024;

/// Sets up a [`Client`]. What cannot work is told by [`build`](Self::build).
#[derive(Clone)]
#[must_use = "a builder does nothing before it is built"]
pub struct ClientBuilder {
    pub(super) api: &'static Api,
    pub(super) base_url: Option<String>,
    pub(super) choice: Choice,
    pub(super) credentials: Credentials,
    parameters: Vec<(&'static str, String)>,
    timeout: Duration,
    connect_timeout: Duration,
    body_limit: usize,
    user_agent: String,
    attempt_timeout: Duration,
    retry: RetryPolicy,
    hooks: Vec<Arc<dyn Hook>>,
    transport: Option<Arc<dyn Transport>>,
    /// Whether the user gave the transport, which then is never made anew.
    transport_given: bool,
    /// The first thing that cannot work.
    problem: Option<String>,
}

impl ClientBuilder {
    /// A builder with the document's base URL and no credentials.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            choice: Choice::default(),
            credentials: Credentials::default(),
            parameters: Vec::new(),
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            body_limit: BODY_LIMIT,
            user_agent: api.name.to_owned(),
            attempt_timeout: ATTEMPT_TIMEOUT,
            retry: RetryPolicy::default(),
            hooks: Vec::new(),
            transport: None,
            transport_given: false,
            problem: None,
        }
    }

    /// The API key or token: the credential of the first security scheme that is one text.
    pub fn api_key(mut self, value: impl Into<String>) -> Self {
        match default_scheme(self.api) {
            Some(scheme) => self.set_credential(scheme, &value.into()),
            None => self.note("this API has no security scheme that takes a key".to_owned()),
        }
        self
    }

    /// The credential of a security scheme by the document's name for it; `user:password` for HTTP basic.
    pub fn credential(mut self, scheme: &str, value: impl Into<String>) -> Self {
        match self.api.schemes.iter().find(|known| known.name == scheme) {
            Some(scheme) => self.set_credential(scheme, &value.into()),
            // The name given is not repeated: it is the credential where the two were mistaken for
            // each other.
            None => {
                let known = list(self.api.schemes.iter().map(|scheme| scheme.name));
                self.note(format!(
                    "there is no security scheme of the name given; there are {known}"
                ));
            }
        }
        self
    }

    /// Where requests go. A path in it comes before the path of every operation. It takes the place of the
    /// document's servers and of the variables in their addresses.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self.choice.leave();
        self
    }

    /// A path parameter for every call that has it and does not set it.
    pub fn parameter(mut self, name: &str, value: impl ToString) -> Self {
        match self.api.parameters.iter().find(|known| known.name == name) {
            Some(parameter) => self.set_parameter(parameter, &value.to_string()),
            None => {
                let known = list(self.api.parameters.iter().map(|parameter| parameter.name));
                self.note(format!(
                    "there is no client parameter `{name}`, only {known}"
                ));
            }
        }
        self
    }

    /// The time a whole call may take, with all its attempts and the waits between them. 10 minutes
    /// if not set. An answer that streams has no such limit unless the call sets one.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The time each attempt may take, from connecting to the last byte of the answer. 120 seconds
    /// if not set.
    ///
    /// While an answer streams it limits each wait for more instead.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// When failed calls are sent again. [`RetryPolicy::default`] if not set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Shows every attempt to a hook, after those that are there already.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Sends by another transport than `reqwest`, such as [`testing::Server`](crate::testing::Server).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self.transport_given = true;
        self
    }

    /// The time connecting may take. 5 seconds if not set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        if !self.transport_given {
            self.transport = None;
        }
        self
    }

    /// The most bytes an answer may have that is not streamed. 64 MiB if not set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The user agent. The package's name and version if not set.
    pub fn user_agent(mut self, value: impl Into<String>) -> Self {
        self.user_agent = value.into();
        self
    }

    /// Sends with a `reqwest::Client` that exists already, to share its connection pool.
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`: which redirects are safe to
    /// follow is decided here, and one that the given client followed to another host is an error.
    /// Its own limits on connecting and reading hold.
    /// [`http_client_builder`](Self::http_client_builder) leaves nothing of that to think of.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(client)
    }

    /// Sends with an HTTP client made from this builder, for its proxies, certificates and the
    /// like. Redirects and the limit on connecting, as it is set so far, are added here.
    pub fn http_client_builder(mut self, builder: reqwest::ClientBuilder) -> Self {
        match http_client(builder, self.connect_timeout) {
            Ok(client) => self.transport(Direct(client)),
            Err(error) => {
                self.note(error.to_string());
                self
            }
        }
    }

    /// Takes from the environment what was not set: credentials, base URL and path parameters.
    pub fn from_env(self) -> Self {
        self.fill_from(|name| match std::env::var(name) {
            Ok(value) => Ok(Some(value)),
            Err(std::env::VarError::NotPresent) => Ok(None),
            Err(std::env::VarError::NotUnicode(_)) => Err("it is not Unicode text".to_owned()),
        })
    }

    /// Makes the client.
    ///
    /// # Errors
    /// If something that was set cannot work. The error says what.
    pub fn build(self) -> Result<Client, Error> {
        if let Some(problem) = self.problem {
            return Err(Error::config(problem));
        }
        let named = self.choice.address(self.api.base_url)?;
        let base_url = self.base_url.as_deref().or(named.as_deref());
        let base_url = base_url.map(server::parse).transpose()?;
        let user_agent = HeaderValue::from_str(&self.user_agent)
            .map_err(|_| Error::config("the user agent has characters no header can hold"))?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Direct(http_client(
                reqwest::Client::builder(),
                self.connect_timeout,
            )?)),
        };
        let inner = ClientInner {
            api: self.api,
            transport,
            transport_given: self.transport_given,
            base_url,
            base_url_given: self.base_url.is_some(),
            choice: self.choice,
            redactor: self.credentials.redactor(),
            credentials: self.credentials,
            parameters: self.parameters,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            retry: self.retry,
            hooks: self.hooks,
            connect_timeout: self.connect_timeout,
            body_limit: self.body_limit,
            user_agent,
        };
        Ok(Client {
            inner: Arc::new(inner),
        })
    }

    pub(crate) fn from_client(client: &Client) -> Self {
        let inner = &*client.inner;
        Self {
            api: inner.api,
            base_url: inner
                .base_url
                .as_ref()
                .filter(|_| inner.base_url_given)
                .map(Url::to_string),
            choice: inner.choice.clone(),
            credentials: inner.credentials.clone(),
            parameters: inner.parameters.clone(),
            timeout: inner.timeout,
            connect_timeout: inner.connect_timeout,
            body_limit: inner.body_limit,
            // It was made of a text.
            user_agent: String::from_utf8_lossy(inner.user_agent.as_bytes()).into_owned(),
            attempt_timeout: inner.attempt_timeout,
            retry: inner.retry.clone(),
            hooks: inner.hooks.clone(),
            transport: Some(Arc::clone(&inner.transport)),
            transport_given: inner.transport_given,
            problem: None,
        }
    }

    /// `from_env` over any source of variables, so that tests need not change the process.
    fn fill_from(mut self, lookup: impl Fn(&str) -> Result<Option<String>, String>) -> Self {
        let api = self.api;
        let find = |builder: &mut Self, name: Option<&str>| {
            let name = name?;
            match lookup(name) {
                Ok(value) => value
                    .map(|text| text.trim().to_owned())
                    .filter(|text| !text.is_empty()),
                Err(why) => {
                    builder.note(format!(
                        "the environment variable {name} cannot be used: {why}"
                    ));
                    None
                }
            }
        };
        if self.base_url.is_none() && !self.choice.is_made() {
            self.base_url = find(&mut self, api.base_url_env);
        }
        for scheme in api.schemes.iter().filter(|scheme| scheme.env.is_some()) {
            if !self.credentials.has(scheme)
                && let Some(value) = find(&mut self, scheme.env)
            {
                self.set_credential(scheme, &value);
            }
        }
        for parameter in api.parameters {
            if !self
                .parameters
                .iter()
                .any(|(name, _)| *name == parameter.name)
                && let Some(value) = find(&mut self, parameter.env)
            {
                self.set_parameter(parameter, &value);
            }
        }
        self
    }

    fn set_credential(&mut self, scheme: &'static Scheme, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            self.note(format!(
                "the credential of scheme `{}` is empty",
                scheme.name
            ));
        } else if scheme.place == Place::Basic && !value.contains(':') {
            self.note(format!(
                "the credential of scheme `{}` must be `user:password`",
                scheme.name
            ));
        } else {
            self.credentials.set(scheme, value);
        }
    }

    fn set_parameter(&mut self, parameter: &'static ClientParameter, value: &str) {
        self.parameters
            .retain(|(known, _)| *known != parameter.name);
        self.parameters.push((parameter.name, value.to_owned()));
    }

    pub(super) fn note(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            .field("parameters", &self.parameters)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

fn http_client(
    builder: reqwest::ClientBuilder,
    connect_timeout: Duration,
) -> Result<reqwest::Client, Error> {
    // A browser follows redirects by its own rules, and connects as it likes.
    #[cfg(target_arch = "wasm32")]
    let _ = connect_timeout;
    #[cfg(not(target_arch = "wasm32"))]
    let builder = builder
        // Redirects are followed in `exchange`, where it is known who asks and with which credentials.
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(connect_timeout);
    builder.build().map_err(Error::http_client)
}

pub(super) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static API: Api = Api {
        name: "test/0",
        base_url: Some("https://api.example.com"),
        base_url_env: Some("TEST_URL"),
        schemes: &[Scheme {
            name: "Key",
            place: Place::Header("X-Key"),
            prefix: "",
            env: Some("TEST_KEY"),
        }],
        parameters: &[ClientParameter {
            name: "project_id",
            env: Some("TEST_PROJECT"),
        }],
    };

    fn environment(name: &str) -> Result<Option<String>, String> {
        match name {
            "TEST_URL" => Ok(Some("http://127.0.0.1:1/base/".to_owned())),
            "TEST_KEY" => Ok(Some(" from-environment\n".to_owned())),
            "TEST_PROJECT" => Ok(Some("7".to_owned())),
            _ => Ok(None),
        }
    }

    #[test]
    fn the_environment_fills_what_was_not_set() {
        let client = ClientBuilder::new(&API)
            .fill_from(environment)
            .build()
            .expect("a client");
        assert_eq!(client.base_url(), Some("http://127.0.0.1:1/base/"));
        assert_eq!(client.inner.parameters, [("project_id", "7".to_owned())]);
        assert!(
            client
                .inner
                .credentials
                .redactor()
                .finds("from-environment")
        );

        let builder = ClientBuilder::new(&API)
            .api_key("given-by-hand")
            .parameter("project_id", 8);
        let client = builder
            .fill_from(environment)
            .base_url("http://127.0.0.1:2")
            .build()
            .expect("a client");
        assert_eq!(client.base_url(), Some("http://127.0.0.1:2/"));
        assert_eq!(client.inner.parameters, [("project_id", "8".to_owned())]);
        assert!(client.inner.redactor.finds("given-by-hand"));
    }

    #[test]
    fn empty_variables_are_not_set_and_unreadable_ones_are_told() {
        let client = ClientBuilder::new(&API)
            .fill_from(|_| Ok(Some("  ".to_owned())))
            .build()
            .expect("a client");
        assert_eq!(client.base_url(), Some("https://api.example.com/"));
        let error = ClientBuilder::new(&API)
            .fill_from(|_| Err("it is not Unicode text".to_owned()))
            .build();
        assert!(
            error
                .expect_err("a variable that cannot be read")
                .to_string()
                .contains("TEST_URL")
        );
    }

    #[test]
    fn what_cannot_work_is_told() {
        for (url, part) in [
            ("api.example.com", "absolute"),
            ("/v1", "absolute"),
            ("ftp://example.com", "`ftp`"),
            ("https://user:hunter2@example.com", "user name"),
        ] {
            let text = ClientBuilder::new(&API)
                .base_url(url)
                .build()
                .expect_err(url)
                .to_string();
            assert!(text.contains(part) && !text.contains("hunter2"), "{text}");
        }
        let text = ClientBuilder::new(&API)
            .parameter("projectid", 1)
            .build()
            .expect_err("an unknown name")
            .to_string();
        assert!(text.contains("`project_id`"), "{text}");
        let text = ClientBuilder::new(&API)
            .credential("hunter2", "Key")
            .build()
            .expect_err("an unknown name")
            .to_string();
        assert!(
            text.contains("`Key`") && !text.contains("hunter2"),
            "{text}"
        );
    }

    #[test]
    fn debug_shows_no_credentials() {
        let builder = ClientBuilder::new(&API).api_key("hunter2hunter2");
        let client = builder.clone().build().expect("a client");
        assert!(!format!("{builder:?} {client:?} {:?}", client.to_builder()).contains("hunter2"));
    }
}
