//! The intermediate representation: what the API is, with no Rust in it.
//!
//! Types are declared once in [`Api::types`] and used through [`Ty`]. Nothing here has a Rust name
//! yet; the naming stage reads [`NameHint`]s when everything is known.

mod message;
mod operation;
mod types;

pub use message::*;
pub use operation::*;
pub use types::*;

use crate::origin::Origin;

/// Everything the document says, ready to be analyzed, named and rendered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.description`, as written.
    pub description: Option<String>,
    /// Every declared type; a [`TypeId`] indexes it. Component types come first, in document order.
    pub types: Vec<TypeDef>,
    /// Every operation, in document order; an [`OperationId`] indexes it.
    pub operations: Vec<Operation>,
    /// What the API sends by itself. Its bodies are received, and answered by the user.
    pub messages: Vec<Message>,
    /// Tags with their descriptions, in document order.
    pub tags: Vec<Tag>,
    /// Base URLs; the first is the default.
    pub servers: Vec<Server>,
    /// `components.securitySchemes`, in document order; a requirement indexes it.
    pub security_schemes: Vec<SecurityScheme>,
    /// The type of every schema position that was lowered, sorted by origin.
    pub places: Vec<(Origin, Ty)>,
    /// The type of every schema position where it is sent, if that is another, sorted by origin.
    pub inputs: Vec<(Origin, Ty)>,
    /// Every schema that became [`Ty::Json`], sorted by origin.
    pub untyped: Vec<Untyped>,
    /// Every object that takes any members, sorted by hint.
    pub open: Vec<OpenObject>,
}

/// A tag of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// As operations name it.
    pub name: String,
    /// `description`, as written.
    pub description: Option<String>,
}

/// One base URL.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Server {
    /// With the defaults of its variables in place; may be relative.
    pub url: String,
    /// With its variables in braces.
    pub template: String,
    /// The variables that the template holds, in its order.
    pub variables: Vec<ServerVariable>,
    /// `description`, as written.
    pub description: Option<String>,
}

/// What can be chosen in a base URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// Its name between the braces.
    pub name: String,
    /// `default`.
    pub default: String,
    /// `enum`; empty where any value is allowed.
    pub values: Vec<String>,
    /// `description`, as written.
    pub description: Option<String>,
}

/// Text for the reader of the generated documentation, as the document has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Docs {
    /// `summary` or `title`, if it says something that the description does not.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
}

impl Api {
    /// The declaration behind an id.
    #[must_use]
    pub fn def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The type a name stands for: aliases are followed, everything else is returned as it is.
    #[must_use]
    pub fn resolve<'a>(&'a self, mut ty: &'a Ty) -> &'a Ty {
        while let Ty::Named(id) = ty {
            let Item::Alias(target) = &self.def(*id).item else {
                break;
            };
            ty = target;
        }
        ty
    }
}
