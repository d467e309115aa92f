//! From what the document says to what the API is: the IR.
//!
//! Types are declared for the component schemas first, then for what operations write in place.
//! References are gone afterwards, and so is `openapiv3`.

mod operations;
mod overrides;
mod security;
mod servers;
pub mod types;

#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Tag};
use crate::model::Document;
use std::collections::BTreeSet;
use types::TypeLowering;

/// Lowers a document of which nothing is published.
#[must_use]
pub fn lower(document: &Document, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    lower_published(document, config, BTreeSet::new(), diagnostics)
}

/// Lowers a document. `open` are the keys of objects that are published as taking any members.
#[must_use]
pub fn lower_published(
    document: &Document,
    config: &Config,
    open: BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut types = TypeLowering::new(&document.schemas, config.untyped);
    types.keep_open(open);
    types.declare_components(&document.components, diagnostics);
    let mut schemes = security::schemes(document, diagnostics);
    let lowered = operations::lower(document, &mut types, &mut schemes, diagnostics);
    let messages = operations::messages::lower(&document.messages, &mut types, diagnostics);
    let lowered_types = types.finish(diagnostics);
    let mut api = Api {
        title: document.info.title.clone(),
        description: document.info.description.clone(),
        types: lowered_types.types,
        operations: lowered.operations,
        messages,
        tags: document.tags.iter().map(tag).collect(),
        servers: servers::servers(&document.servers, diagnostics),
        security_schemes: schemes,
        places: lowered_types.places,
        inputs: Vec::new(),
        untyped: lowered_types.untyped,
        open: lowered_types.open,
    };
    operations::complete(&mut api, &lowered.examples);
    overrides::check(&api, config, diagnostics);
    api
}

fn tag(tag: &openapiv3::Tag) -> Tag {
    Tag {
        name: tag.name.clone(),
        description: tag.description.clone(),
    }
}
