//! What goes into a run and what comes out of it.

use crate::analyze::Facts;
use crate::diagnostic::Judged;
use crate::emit::GeneratedFiles;
use crate::ir::{Api, Item, Ty};
use crate::load::{Documents, Source};
use crate::lock::Lock;
use crate::name::{Changes, Names};
use std::collections::BTreeMap;

/// Everything a run depends on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Input {
    /// The description: the entry document first, then the files it refers to.
    pub sources: Vec<Source>,
    /// OpenAPI Overlays, in the order they apply.
    pub overlays: Vec<Source>,
    /// What a maintainer decided: `codegen.toml`.
    pub config: Option<Source>,
    /// Tags and paths (which begin with `/`) to generate, beside those that the configuration selects.
    pub only: Vec<String>,
    /// Names for the whole API, of which `sources` may be a part: `names.toml`.
    pub names: Option<Source>,
    /// The names that were published before.
    pub lock: Lock,
    /// What the header line of every file names: `spec/cloud.yaml`.
    pub label: String,
    /// What kind of crate the files are for.
    pub target: Target,
    /// The test that reads the generated instances back, for a crate of its own.
    pub runner: String,
}

/// The crate that generated files are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A product in a crate that is there already.
    Product {
        /// The package's name: `gcore-client`.
        crate_name: String,
        /// The product's module: `cloud`.
        product: String,
    },
    /// A complete crate without product level.
    Crate {
        /// The package's name.
        name: String,
        /// The files of the runtime.
        runtime: Vec<RuntimeFile>,
        /// The `Cargo.toml` of the crate that the runtime is from: its dependencies are taken over.
        manifest: String,
        /// The `src/lib.rs` of that crate: its re-exports from the runtime are taken over.
        library: String,
    },
}

/// A file of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeFile {
    /// Below `src/runtime`, with `/`: `mod.rs`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a run gives for the descriptions of one crate.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Generated {
    /// Text of every file, by its path below the crate; empty if an error was found.
    pub files: GeneratedFiles,
    /// The names that are published now.
    pub lock: Lock,
    /// The lines of the manifest's `[features]` that bring the resources.
    pub features: String,
    /// One for each description, in their order; their own files, lock and features are empty.
    pub outputs: Vec<Output>,
}

/// What a run gives for one description.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Output {
    /// Text of every file, by its path below the crate; empty if an error was found.
    pub files: GeneratedFiles,
    /// The names that are published now.
    pub lock: Lock,
    /// What was found, the findings that the configuration accepts apart.
    pub findings: Judged,
    /// How often each keyword (`pattern`, `maxLength`, ..) was left to the server.
    pub unchecked: BTreeMap<&'static str, usize>,
    /// The documents as they were read, to show the places of findings.
    pub documents: Documents,
    /// What the API is.
    pub api: Api,
    /// What is known of it.
    pub facts: Facts,
    /// What everything is called.
    pub names: Names,
    /// What becomes of published names.
    pub changes: Changes,
    /// The crate's name as Rust code writes it: `gcore_client`.
    pub crate_name: String,
    /// The lines of the manifest's `[features]` that bring the resources.
    pub features: String,
    /// What was made, in numbers.
    pub summary: Summary,
}

/// What was made, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Operations.
    pub operations: usize,
    /// Structs.
    pub structs: usize,
    /// Open enumerations.
    pub enums: usize,
    /// Unions.
    pub unions: usize,
    /// Aliases and transparent structs.
    pub aliases: usize,
    /// Places that take any JSON.
    pub untyped: usize,
}

impl Default for Target {
    fn default() -> Self {
        Self::Crate {
            name: "client".to_owned(),
            runtime: Vec::new(),
            manifest: String::new(),
            library: String::new(),
        }
    }
}

impl Target {
    /// The product's module, if there is a product level.
    #[must_use]
    pub fn product(&self) -> Option<&str> {
        match self {
            Self::Product { product, .. } => Some(product),
            Self::Crate { .. } => None,
        }
    }

    /// The crate's name as Rust code writes it.
    #[must_use]
    pub fn crate_name(&self) -> String {
        let (Self::Product {
            crate_name: name, ..
        }
        | Self::Crate { name, .. }) = self;
        name.replace('-', "_")
    }
}

impl Summary {
    /// Counts what an API holds.
    #[must_use]
    pub fn new(api: &Api) -> Self {
        let mut summary = Self {
            operations: api.operations.len(),
            untyped: api.places.iter().filter(|(_, ty)| *ty == Ty::Json).count(),
            ..Self::default()
        };
        for def in &api.types {
            let count = match def.item {
                Item::Struct(_) => &mut summary.structs,
                Item::Enum(_) => &mut summary.enums,
                Item::Union(_) => &mut summary.unions,
                Item::Alias(_) | Item::Wrapper(_) => &mut summary.aliases,
            };
            *count += 1;
        }
        summary
    }

    /// Types of every kind.
    #[must_use]
    pub fn types(&self) -> usize {
        self.structs + self.enums + self.unions + self.aliases
    }
}
