//! How are credentials kept out of text that is printed? A server may repeat them in what it answers.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::encode;

/// A credential of fewer bytes would also hide parts of ordinary words.
const LEAST_HIDDEN: usize = 6;

/// Tokens that are still hidden after others have come.
const HIDDEN_TOKENS: usize = 8;

/// Replaces credentials in text that may be printed.
#[derive(Clone)]
pub(crate) struct Redactor {
    /// What the client was given, as it may be written, the longest first.
    fixed: Arc<[String]>,
    /// What providers gave since.
    tokens: Tokens,
}

/// The last tokens that providers gave. Clones are the same list.
#[derive(Clone, Default)]
pub(crate) struct Tokens(Arc<Mutex<Vec<String>>>);

impl Redactor {
    pub(crate) fn new<'v>(values: impl Iterator<Item = &'v str>, tokens: &Tokens) -> Self {
        let mut fixed: Vec<String> = values.flat_map(spellings).collect();
        fixed.retain(|text| text.len() >= LEAST_HIDDEN);
        // What holds another text goes before it, or else the rest of it would stay.
        fixed.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        fixed.dedup();
        Self {
            fixed: fixed.into(),
            tokens: tokens.clone(),
        }
    }

    pub(crate) fn finds(&self, text: &str) -> bool {
        let tokens = self.tokens.list();
        let mut secrets = self.fixed.iter().chain(tokens.iter());
        secrets.any(|secret| text.contains(secret.as_str()))
    }

    pub(crate) fn redact(&self, text: &str) -> String {
        let tokens = self.tokens.list();
        let secrets = self.fixed.iter().chain(tokens.iter());
        secrets.fold(text.to_owned(), |text, secret| {
            text.replace(secret.as_str(), "***")
        })
    }
}

impl Tokens {
    pub(crate) fn add(&self, token: &str) {
        let mut tokens = self.list();
        if token.len() >= LEAST_HIDDEN && !tokens.iter().any(|known| known == token) {
            tokens.push(token.to_owned());
            let surplus = tokens.len().saturating_sub(HIDDEN_TOKENS);
            tokens.drain(..surplus);
        }
    }

    fn list(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How a credential may be written in an answer, and the part of it that is secret by itself.
fn spellings(value: &str) -> Vec<String> {
    let password = value.split_once(':').map(|(_, password)| password);
    // The user may have written the prefix as well, such as `Bearer`.
    let unprefixed = value.split_once(' ').map(|(_, rest)| rest);
    let json = serde_json::Value::from(value).to_string();
    let mut encoded = String::new();
    encode::strict(value, &mut encoded);
    let mut texts = vec![
        value.to_owned(),
        json.trim_matches('"').to_owned(),
        STANDARD.encode(value),
        encoded,
    ];
    texts.extend(password.into_iter().chain(unprefixed).map(str::to_owned));
    texts
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redactor")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redactor(values: &[&str]) -> Redactor {
        Redactor::new(values.iter().copied(), &Tokens::default())
    }

    #[test]
    fn credentials_are_hidden_in_text() {
        let redactor = redactor(&["s3cr3t-key", "user:passw0rd"]);
        assert_eq!(
            redactor.redact("bad key s3cr3t-key, passw0rd"),
            "bad key ***, ***"
        );
    }

    #[test]
    fn the_shortest_secret_has_six_bytes() {
        let redactor = redactor(&["secret", "short"]);
        redactor.tokens.add("token6");
        redactor.tokens.add("token");
        assert_eq!(redactor.redact("secret short"), "*** short");
        assert_eq!(redactor.redact("token6 token"), "*** token");
    }

    #[test]
    fn every_spelling_is_hidden_whole() {
        let redactor = redactor(&["user:p/ssw0rd"]);
        for text in ["user:p/ssw0rd", "dXNlcjpwL3NzdzByZA==", "user%3Ap%2Fssw0rd"] {
            assert!(redactor.finds(text), "{text}");
            assert_eq!(redactor.redact(text), "***");
        }
    }

    #[test]
    fn the_last_tokens_are_hidden() {
        let redactor = redactor(&[]);
        for number in 0..=HIDDEN_TOKENS {
            redactor.tokens.add(&format!("token-{number}"));
        }
        assert!(!redactor.finds("token-0"), "so many are not kept");
        assert!(redactor.finds("token-1") && redactor.finds("token-8"));
    }
}
