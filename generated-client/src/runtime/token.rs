//! Where do tokens come from that end?

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::api::{Api, Scheme};
use super::auth::{Credentials, Security};
use super::client_builder::ClientBuilder;
use super::error::{Error, ErrorKind};

/// What a token may fail to come with.
pub type TokenError = Box<dyn std::error::Error + Send + Sync>;

/// A token on its way.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<String, TokenError>> + Send + 'a>>;

/// Gives the tokens of a security scheme, such as those of OAuth 2 and OpenID Connect. Given by
/// [`ClientBuilder::token_provider`]. A closure that returns a future is one.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is valid now. It is asked for before every call, and it is the provider that
    /// keeps a token for as long as it is valid.
    fn token(&self) -> TokenFuture<'_>;
}

impl<F, R> TokenProvider for F
where
    F: Fn() -> R + Send + Sync + 'static,
    R: Future<Output = Result<String, TokenError>> + Send + 'static,
{
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self())
    }
}

/// A provider as it is kept, without anything to show.
#[derive(Clone)]
pub(crate) struct Provider(Arc<dyn TokenProvider>);

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Provider")
    }
}

impl ClientBuilder {
    /// Where the tokens of a security scheme come from, by the document's name for it, in place of
    /// one [`credential`](Self::credential): each call that needs the scheme asks first. A time limit
    /// of the call does not count that.
    pub fn token_provider(mut self, scheme: &str, provider: impl TokenProvider) -> Self {
        match self.api.schemes.iter().find(|known| known.name == scheme) {
            Some(scheme) => self
                .credentials
                .provide(scheme, Provider(Arc::new(provider))),
            None => self.note(format!("there is no security scheme `{scheme}`")),
        }
        self
    }
}

impl Credentials {
    /// These credentials with the tokens that an operation needs.
    ///
    /// # Errors
    /// If a provider has none, or the operation needs what is not there.
    pub(crate) async fn with_tokens(
        &self,
        api: &Api,
        security: Security,
    ) -> Result<Cow<'_, Self>, Error> {
        let mut credentials = Cow::Borrowed(self);
        for (scheme, provider) in self.providers(api, security)? {
            let token = provider.0.token().await;
            let token = token.map_err(|error| failure(scheme, &error))?;
            credentials.to_mut().set_token(scheme, token.trim());
        }
        Ok(credentials)
    }
}

fn failure(scheme: &Scheme, error: &TokenError) -> Error {
    Error::new(
        ErrorKind::Credentials,
        format!("scheme `{}` gets no token: {error}", scheme.name),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::api::Place;

    static API: Api = Api {
        name: "test/0",
        base_url: None,
        base_url_env: None,
        schemes: &[Scheme {
            name: "OAuth",
            place: Place::Bearer,
            prefix: "",
            env: None,
        }],
        parameters: &[],
    };

    fn provided(answer: Result<&'static str, &'static str>) -> Credentials {
        let provider = move || async move { answer.map(str::to_owned).map_err(TokenError::from) };
        let mut credentials = Credentials::default();
        credentials.provide(&API.schemes[0], Provider(Arc::new(provider)));
        credentials
    }

    #[tokio::test]
    async fn a_token_is_asked_for_sent_and_hidden() {
        let credentials = provided(Ok(" t0ken-of-today "));
        let redactor = credentials.redactor();
        let security = Security::Declared(&[&["OAuth"]]);
        let ready = credentials.with_tokens(&API, security).await.unwrap();
        let sent = ready.authorize(&API, security).unwrap();
        let (_, value) = sent.headers().next().unwrap();
        assert_eq!(value, "Bearer t0ken-of-today");
        assert_eq!(redactor.redact("bad t0ken-of-today"), "bad ***");
        // Nobody is asked for what is not needed.
        let closed = provided(Err("it is asked"));
        let none = closed.with_tokens(&API, Security::Declared(&[]));
        assert!(none.await.is_ok());
    }

    #[tokio::test]
    async fn without_a_token_nothing_is_sent() {
        let security = Security::Declared(&[&["OAuth"]]);
        let closed = provided(Err("it is closed"));
        let error = closed.with_tokens(&API, security).await;
        let error = error.err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(
            error
                .to_string()
                .contains("`OAuth` gets no token: it is closed"),
            "{error}"
        );
    }

    #[tokio::test]
    async fn what_is_not_in_the_document_takes_what_is_given_before_it_asks() {
        let mut credentials = provided(Err("it is asked"));
        assert!(credentials.with_tokens(&API, Security::Any).await.is_err());
        credentials.set(&API.schemes[0], "given");
        assert!(credentials.with_tokens(&API, Security::Any).await.is_ok());
    }
}
