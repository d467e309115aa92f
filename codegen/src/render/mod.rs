//! Turns the IR, its facts and its names into tokens; decides nothing.
//!
//! Tokens stay in the thread that made them, so rendering is planned as one [`Plan`] for each file,
//! and [`crate::emit`] renders and prints the files on all cores.

pub mod arguments;
pub mod calls;
pub mod config;
pub mod crate_files;
pub mod docs;
pub mod examples;
pub mod features;
pub mod paths;
pub mod types;
pub mod wire;

use crate::analyze::{Facts, TypeFacts};
use crate::ir::{Api, Field, Ty, TypeDef, TypeId};
use crate::name::{Names, TypeNames};
use paths::Prelude;
use proc_macro2::{TokenStream, TokenTree};

/// Everything that rendering reads.
#[derive(Debug)]
pub struct View<'a> {
    /// What the API is.
    pub api: &'a Api,
    /// What is known of it.
    pub facts: &'a Facts,
    /// What everything is called.
    pub names: &'a Names,
    /// The crate's name as Rust code writes it: `gcore_client`.
    pub crate_name: &'a str,
    /// Which names of the standard library the API takes for itself.
    pub prelude: Prelude,
}

/// One rendered file.
#[derive(Debug)]
pub struct SourceFile {
    /// Below the crate: `src/generated/cloud/types/mod.rs`.
    pub path: String,
    /// Lines of `//!` documentation, without the marker.
    pub inner_docs: Vec<String>,
    /// Items and macro calls, each a whole one. Consecutive `use` and `mod` items stand together.
    pub items: Vec<TokenStream>,
}

/// A file that is still to be rendered.
pub struct Plan<'a> {
    /// How much work it is, in any unit; the heaviest files are begun first.
    pub weight: usize,
    /// Renders it.
    pub render: Box<dyn Fn() -> SourceFile + Send + Sync + 'a>,
}

impl<'a> View<'a> {
    /// Brings together what rendering reads.
    #[must_use]
    pub fn new(api: &'a Api, facts: &'a Facts, names: &'a Names, crate_name: &'a str) -> Self {
        Self {
            api,
            facts,
            names,
            crate_name,
            prelude: Prelude::new(names),
        }
    }

    /// The declaration of a type.
    #[must_use]
    pub fn def(&self, id: TypeId) -> &'a TypeDef {
        self.api.def(id)
    }

    /// The facts of a type.
    #[must_use]
    pub fn facts_of(&self, id: TypeId) -> &'a TypeFacts {
        &self.facts.types[id.0]
    }

    /// The names of a type.
    #[must_use]
    pub fn names_of(&self, id: TypeId) -> &'a TypeNames {
        &self.names.types[id.0]
    }

    /// The folder of the product's files: `src/generated/cloud`, or `src/generated` without product.
    #[must_use]
    pub fn folder(&self) -> String {
        match &self.names.product {
            Some(product) => format!("src/generated/{}", paths::file_stem(product)),
            None => "src/generated".to_owned(),
        }
    }
}

/// How a struct holds a member.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Storage<'a> {
    /// Required: the type itself; `Option<T>` for a nullable one, whose `None` is null.
    Plain(&'a Ty),
    /// Optional and not nullable: `Option<T>`, whose `None` is absence.
    Optional(&'a Ty),
    /// Optional and nullable: `rt::Patch<T>` of the type without null.
    Patch(&'a Ty),
}

impl<'a> Storage<'a> {
    /// How a struct holds this member.
    #[must_use]
    pub fn of(field: &'a Field) -> Self {
        match &field.ty {
            ty if field.required => Self::Plain(ty),
            Ty::Nullable(inner) => Self::Patch(inner),
            ty => Self::Optional(ty),
        }
    }
}

/// Plans the files of all types and their serde support.
#[must_use]
pub fn plan_types<'a>(view: &'a View<'a>) -> Vec<Plan<'a>> {
    let mut plans = types::plan(view);
    plans.extend(wire::plan(view));
    plans
}

/// Whether an identifier stands anywhere in the tokens.
#[must_use]
pub fn mentions(items: &[TokenStream], name: &str) -> bool {
    items.iter().any(|tokens| mentioned(tokens.clone(), name))
}

fn mentioned(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentioned(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
