//! Requests that the API sends: webhooks and callbacks.

use super::{Docs, Ty};
use crate::origin::Origin;

/// A request that the API sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// The operation object.
    pub origin: Origin,
    /// What it is.
    pub kind: MessageKind,
    /// Its key in `webhooks` or `callbacks`.
    pub name: String,
    /// Upper-case method.
    pub method: String,
    /// Documentation.
    pub docs: Docs,
    /// What is received.
    pub body: Option<Ty>,
    /// What it is answered, for each status that has content.
    pub answers: Vec<Ty>,
}

/// What a request of the API is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageKind {
    /// A member of `webhooks`.
    Webhook,
    /// A member of an operation's `callbacks`.
    Callback,
}

impl MessageKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::Callback => "callback",
        }
    }
}
