//! What a document says, read object by object.
//!
//! Schemas become our own model of JSON Schema ([`schema`]), each addressed by its pointer. What
//! surrounds them becomes `openapiv3` types ([`nodes`]), one object at a time, so that a malformed
//! one is a located finding and costs only itself.

mod content;
mod document;
mod formats;
mod keys;
mod messages;
pub mod nodes;
mod operation;
mod parameter;
mod read;
mod reader;
pub mod schema;
mod security;

pub use formats::map_formats;
pub use nodes::Document;

use crate::diagnostic::Diagnostics;
use crate::load::Documents;

/// Reads a normalized description.
#[must_use]
pub fn model(documents: &Documents, diagnostics: &mut Diagnostics) -> Document {
    document::read(documents, diagnostics)
}
