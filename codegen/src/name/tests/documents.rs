//! Real documents, read by the stages before this one.

use crate::analyze::{Facts, analyze};
use crate::config::{ClientParameter, Config};
use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::load::{Source, load};
use crate::lock::Published;
use crate::lower::lower;
use crate::model::model;
use crate::name::samples;
use crate::normalize::normalize;
use crate::value::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A file of the shared test inputs beside the workspace, or `None` with a word about it.
pub(super) fn shared(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        eprintln!("skipped: ../shared/{path} is absent");
    }
    text
}

/// What a document says.
pub(super) fn read(text: String, config: &Config) -> (Api, Facts) {
    let name = "document".to_owned();
    let found = &mut Diagnostics::default();
    let documents = normalize(load(vec![Source { name, text }], found), found);
    let api = lower(&model(&documents, found), config, found);
    let facts = analyze(&api, config, &Published::default());
    (api, facts)
}

/// Configuration for the vendor's documents: what they cannot say themselves.
pub(super) fn config() -> Config {
    let parameter = |name: &str| (name.to_owned(), ClientParameter::default());
    Config {
        client_parameters: BTreeMap::from([parameter("project_id"), parameter("region_id")]),
        ..samples::config()
    }
}

/// What a document says with its component schemas in the opposite order.
pub(super) fn read_backwards(text: String, config: &Config) -> (Api, Facts) {
    let name = "document".to_owned();
    let found = &mut Diagnostics::default();
    let mut documents = normalize(load(vec![Source { name, text }], found), found);
    if let Value::Object(root) = &mut documents.files[0].root
        && let Some(Value::Object(components)) = root.get_mut("components")
        && let Some(Value::Object(schemas)) = components.get_mut("schemas")
    {
        schemas.reverse();
    }
    let api = lower(&model(&documents, found), config, found);
    let facts = analyze(&api, config, &Published::default());
    (api, facts)
}
