//! Which credentials does an operation take, and where do they go?

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::api::{Api, Place, Scheme};
use super::error::{Error, ErrorKind};
use super::redactor::{Redactor, Tokens};
use super::token::Provider;

/// The credentials of a client, by the name of their scheme.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    given: Vec<Given>,
    providers: Vec<(&'static Scheme, Provider)>,
    /// What providers gave, to be hidden.
    tokens: Tokens,
}

/// A credential and what carries it.
#[derive(Clone)]
struct Given {
    scheme: &'static Scheme,
    value: Arc<str>,
    carrier: Carrier,
}

/// The part of a request that carries a credential, made once for all requests.
#[derive(Clone)]
enum Carrier {
    Header(HeaderName, HeaderValue),
    Query(&'static str, String),
    Cookie(&'static str, String),
    /// The transport shows it when it connects.
    Connection,
    /// There is none: why not.
    Unfit(ErrorKind, String),
}

/// What an operation asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Security {
    /// The alternatives of the document.
    Declared(&'static [&'static [&'static str]]),
    /// Whatever the client has first, for requests that are not in the document.
    Any,
}

/// The credentials that a request carries: those of the schemes by these names.
pub(crate) struct Authorization<'c> {
    credentials: &'c Credentials,
    schemes: Chosen,
}

/// The schemes of a request.
#[derive(Clone, Copy)]
enum Chosen {
    First,
    Named(&'static [&'static str]),
}

impl Credentials {
    pub(crate) fn set(&mut self, scheme: &'static Scheme, value: &str) {
        self.given
            .retain(|known| !std::ptr::eq(known.scheme, scheme));
        self.given.push(Given {
            scheme,
            value: Arc::from(value),
            carrier: Carrier::of(scheme, value),
        });
    }

    /// Asks a provider for what the scheme takes.
    pub(crate) fn provide(&mut self, scheme: &'static Scheme, provider: Provider) {
        self.providers
            .retain(|(known, _)| !std::ptr::eq(*known, scheme));
        self.providers.push((scheme, provider));
    }

    /// Sets what a provider gave.
    pub(crate) fn set_token(&mut self, scheme: &'static Scheme, token: &str) {
        self.set(scheme, token);
        self.tokens.add(token);
    }

    pub(crate) fn has(&self, scheme: &Scheme) -> bool {
        self.is_given(scheme.name)
    }

    /// The providers that an operation needs.
    ///
    /// # Errors
    /// If it needs what is not there.
    pub(crate) fn providers(
        &self,
        api: &Api,
        security: Security,
    ) -> Result<Vec<(&'static Scheme, Provider)>, Error> {
        let chosen = match security {
            Security::Any if self.given.is_empty() => {
                return Ok(self.providers.iter().take(1).cloned().collect());
            }
            Security::Any => return Ok(Vec::new()),
            Security::Declared(alternatives) => self.alternative(api, alternatives)?,
        };
        let needed = self.providers.iter();
        let needed = needed.filter(|(scheme, _)| chosen.contains(&scheme.name));
        Ok(needed.cloned().collect())
    }

    /// What hides these credentials in text.
    pub(crate) fn redactor(&self) -> Redactor {
        Redactor::new(self.given.iter().map(|given| &*given.value), &self.tokens)
    }

    /// The credentials of the first alternative that the client has whole.
    ///
    /// # Errors
    /// If there is none and the operation does not allow a request without.
    pub(crate) fn authorize(
        &self,
        api: &Api,
        security: Security,
    ) -> Result<Authorization<'_>, Error> {
        let schemes = match security {
            Security::Any => Chosen::First,
            Security::Declared(alternatives) => Chosen::Named(self.alternative(api, alternatives)?),
        };
        let authorization = Authorization {
            credentials: self,
            schemes,
        };
        let unfit = authorization.carriers().find_map(|carrier| match carrier {
            Carrier::Unfit(kind, why) => Some(Error::new(*kind, why)),
            _ => None,
        });
        unfit.map_or(Ok(authorization), Err)
    }

    /// The first alternative that the client has whole.
    fn alternative(
        &self,
        api: &Api,
        alternatives: &'static [&'static [&'static str]],
    ) -> Result<&'static [&'static str], Error> {
        let complete = |names: &&&[&str]| {
            !names.is_empty() && names.iter().all(|name| self.satisfies(api, name))
        };
        match alternatives.iter().find(complete) {
            Some(names) => Ok(names),
            None if alternatives.is_empty()
                || alternatives.iter().any(|names| names.is_empty()) =>
            {
                Ok(&[])
            }
            None => Err(self.missing(api, alternatives)),
        }
    }

    fn satisfies(&self, api: &Api, name: &str) -> bool {
        let by_transport = api
            .schemes
            .iter()
            .any(|scheme| scheme.name == name && scheme.place == Place::Other("mutualTLS"));
        by_transport || self.is_given(name)
    }

    fn is_given(&self, name: &str) -> bool {
        self.get(name).is_some() || self.providers.iter().any(|(scheme, _)| scheme.name == name)
    }

    fn get(&self, name: &str) -> Option<&Given> {
        self.given.iter().find(|given| given.scheme.name == name)
    }

    /// Says what is missing for the alternative that lacks least, and how to give it.
    fn missing(&self, api: &Api, alternatives: &[&[&str]]) -> Error {
        let lacking = |names: &&&[&str]| {
            names
                .iter()
                .filter(|name| !self.satisfies(api, name))
                .count()
        };
        let names = alternatives
            .iter()
            .min_by_key(lacking)
            .copied()
            .unwrap_or_default();
        let ways: Vec<String> = names
            .iter()
            .filter(|name| !self.satisfies(api, name))
            .map(
                |name| match api.schemes.iter().find(|scheme| scheme.name == *name) {
                    Some(scheme) => {
                        format!("scheme `{name}` has none: {}", how_to_give(api, scheme))
                    }
                    None => format!("scheme `{name}` is not known to this client"),
                },
            )
            .collect();
        Error::new(
            ErrorKind::Credentials,
            format!("credentials are needed; {}", ways.join("; ")),
        )
    }
}

/// Never shows the values.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.given.iter().map(|given| given.scheme.name))
            .entries(self.providers.iter().map(|(scheme, _)| scheme.name))
            .finish()
    }
}

impl Carrier {
    fn of(scheme: &Scheme, value: &str) -> Self {
        let prefix = match scheme.place {
            Place::Bearer if scheme.prefix.is_empty() => "Bearer ",
            _ => scheme.prefix,
        };
        match scheme.place {
            Place::Query(name) => Self::Query(name, prefixed(prefix, value)),
            Place::Cookie(name) => Self::Cookie(name, prefixed(prefix, value)),
            Place::Header(name) => match HeaderName::from_bytes(name.as_bytes()) {
                Ok(header) => Self::header(header, scheme, &prefixed(prefix, value)),
                Err(_) => Self::Unfit(
                    ErrorKind::Config,
                    format!(
                        "scheme `{}` names the header `{name}`, which cannot be",
                        scheme.name
                    ),
                ),
            },
            Place::Basic => {
                let value = format!("Basic {}", STANDARD.encode(value));
                Self::header(AUTHORIZATION, scheme, &value)
            }
            Place::Other("mutualTLS") => Self::Connection,
            Place::Bearer | Place::Other(_) => {
                Self::header(AUTHORIZATION, scheme, &prefixed(prefix, value))
            }
        }
    }

    fn header(name: HeaderName, scheme: &Scheme, value: &str) -> Self {
        let Ok(mut value) = HeaderValue::from_str(value) else {
            let name = scheme.name;
            return Self::Unfit(
                ErrorKind::Credentials,
                format!("the credential of scheme `{name}` has characters no header can hold"),
            );
        };
        value.set_sensitive(true);
        Self::Header(name, value)
    }
}

impl<'c> Authorization<'c> {
    fn carriers(&self) -> impl Iterator<Item = &'c Carrier> {
        let (first, names): (_, &[&str]) = match self.schemes {
            Chosen::First => (self.credentials.given.first(), &[]),
            Chosen::Named(names) => (None, names),
        };
        let named = names.iter().filter_map(|name| self.credentials.get(name));
        first.into_iter().chain(named).map(|given| &given.carrier)
    }

    pub(crate) fn headers(&self) -> impl Iterator<Item = (&'c HeaderName, &'c HeaderValue)> {
        self.carriers().filter_map(|carrier| match carrier {
            Carrier::Header(name, value) => Some((name, value)),
            _ => None,
        })
    }

    pub(crate) fn query(&self) -> impl Iterator<Item = (&'static str, &'c str)> {
        self.carriers().filter_map(|carrier| match carrier {
            Carrier::Query(name, value) => Some((*name, &**value)),
            _ => None,
        })
    }

    pub(crate) fn cookies(&self) -> impl Iterator<Item = (&'static str, &'c str)> {
        self.carriers().filter_map(|carrier| match carrier {
            Carrier::Cookie(name, value) => Some((*name, &**value)),
            _ => None,
        })
    }
}

/// How a user gives the credential of a scheme: the method of the builder and the environment variable.
fn how_to_give(api: &Api, scheme: &Scheme) -> String {
    let method = if default_scheme(api).is_some_and(|first| std::ptr::eq(first, scheme)) {
        "ClientBuilder::api_key(..)".to_owned()
    } else if scheme.place == Place::Basic {
        format!(
            "ClientBuilder::credential({:?}, \"user:password\")",
            scheme.name
        )
    } else {
        format!(
            "ClientBuilder::credential({0:?}, ..) or token_provider({0:?}, ..)",
            scheme.name
        )
    };
    match scheme.env {
        Some(env) => {
            format!("call {method}, or set the environment variable {env} and use from_env()")
        }
        None => format!("call {method}"),
    }
}

/// The scheme that `api_key` speaks of: the first whose credential is one text.
pub(crate) fn default_scheme(api: &Api) -> Option<&'static Scheme> {
    let schemes = api.schemes;
    schemes
        .iter()
        .find(|scheme| !matches!(scheme.place, Place::Basic | Place::Other(_)))
}

/// Puts the prefix before the credential, unless the user already did.
fn prefixed(prefix: &str, value: &str) -> String {
    let given = value
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if given {
        value.to_owned()
    } else {
        format!("{prefix}{value}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static API: Api = Api {
        name: "test/0",
        base_url: None,
        base_url_env: None,
        schemes: &[
            Scheme {
                name: "Login",
                place: Place::Basic,
                prefix: "",
                env: None,
            },
            Scheme {
                name: "Key",
                place: Place::Header("X-Key"),
                prefix: "apikey ",
                env: Some("TEST_KEY"),
            },
            Scheme {
                name: "Token",
                place: Place::Bearer,
                prefix: "",
                env: None,
            },
        ],
        parameters: &[],
    };

    fn credentials(given: &[(usize, &str)]) -> Credentials {
        let mut credentials = Credentials::default();
        for (scheme, value) in given {
            credentials.set(&API.schemes[*scheme], value);
        }
        credentials
    }

    fn sent(given: &[(usize, &str)], security: &'static [&'static [&'static str]]) -> Vec<String> {
        let credentials = credentials(given);
        let authorization = credentials
            .authorize(&API, Security::Declared(security))
            .expect("credentials");
        let text = |(name, value): (&HeaderName, &HeaderValue)| {
            format!("{name}: {}", value.to_str().unwrap_or_default())
        };
        authorization.headers().map(text).collect()
    }

    #[test]
    fn the_first_alternative_that_is_whole_is_taken() {
        let security: &[&[&str]] = &[&["Key", "Login"], &["Token"], &["Key"]];
        assert_eq!(
            sent(&[(1, "abc"), (2, "def")], security),
            ["authorization: Bearer def"]
        );
        assert_eq!(sent(&[(1, "abc")], security), ["x-key: apikey abc"]);
        assert_eq!(
            sent(&[(1, "abc"), (0, "u:p")], security),
            ["x-key: apikey abc", "authorization: Basic dTpw"]
        );
    }

    #[test]
    fn a_credential_that_no_header_can_hold_is_an_error() {
        let credentials = credentials(&[(1, "abc\ndef")]);
        let error = |security| credentials.authorize(&API, security).err();
        for security in [Security::Declared(&[&["Key"]]), Security::Any] {
            let error = error(security).expect("nothing is sent without it");
            assert_eq!(error.kind(), ErrorKind::Credentials);
            assert!(!error.to_string().contains("abc"), "{error}");
        }
        // Nothing is wrong where it is not needed.
        assert!(error(Security::Declared(&[])).is_none());
    }

    #[test]
    fn nothing_is_sent_where_nothing_is_asked_for() {
        assert!(sent(&[(1, "abc")], &[]).is_empty());
        assert!(sent(&[], &[&["Key"], &[]]).is_empty());
        assert_eq!(sent(&[(1, "abc")], &[&[], &["Key"]]), ["x-key: apikey abc"]);
    }

    #[test]
    fn a_prefix_is_not_written_twice() {
        assert_eq!(
            sent(&[(1, "APIKey abc")], &[&["Key"]]),
            ["x-key: APIKey abc"]
        );
    }

    #[test]
    fn what_is_missing_is_told_with_its_cure() {
        let error = Credentials::default()
            .authorize(&API, Security::Declared(&[&["Key"]]))
            .err()
            .expect("no credentials");
        assert_eq!(error.kind(), ErrorKind::Credentials);
        let text = error.to_string();
        for part in ["`Key`", "ClientBuilder::api_key(..)", "TEST_KEY"] {
            assert!(text.contains(part), "{text}");
        }
    }
}
