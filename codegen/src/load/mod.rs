//! Text to values: YAML 1.2 or JSON, with places, limits and references between files.

mod build;
mod event;
mod identity;
mod json;
mod needs;
mod ordinary;
mod position;
mod reference;
mod scalar;
pub(crate) mod structure;
#[cfg(test)]
mod tests;
mod toml_position;
pub(crate) mod visit;
mod yaml;

pub use needs::is_self_contained;
pub(crate) use position::Lines;
pub use position::{Position, locate};
pub use reference::RefError;
pub use visit::external_files;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::origin::Origin;
use crate::value::Value;
use build::Built;
use event::{Events, Offsets, SyntaxError};
use identity::Identities;
use json::JsonEvents;
use std::collections::BTreeMap;
use yaml::YamlEvents;

/// A file as it is handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path as users are shown it; references between files go by these paths. A file that is a
    /// copy of something on the network may have its address as its name.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// The files of one description; the entry document is the first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Documents {
    /// In the order they were handed in.
    pub files: Vec<File>,
    /// Where normalizing had to move a value: by its place now, how it was written.
    pub moved: BTreeMap<Origin, Moved>,
    /// The numbers of files by their paths without detours.
    numbers: BTreeMap<String, usize>,
}

/// How a moved value was written, relative to where it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// How many tokens to take off the end of its pointer.
    pub drop: usize,
    /// What to put there instead: pointer text, each token with its `/`.
    pub suffix: String,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// Its path as users are shown it.
    pub name: String,
    /// What it holds, without a byte order mark.
    pub text: String,
    /// The value that the text is; null if it could not be read.
    pub root: Value,
    identities: Identities,
    is_json: bool,
}

/// Reads every source; what is wrong with a text is reported with its place.
#[must_use]
pub fn load(sources: Vec<Source>, diagnostics: &mut Diagnostics) -> Documents {
    let mut documents = Documents::default();
    for source in sources {
        documents.add(source, diagnostics);
    }
    documents
}

impl Documents {
    /// Reads one more source and returns the number of its file.
    pub fn add(&mut self, source: Source, diagnostics: &mut Diagnostics) -> usize {
        let number = self.add_text(source);
        let file = &mut self.files[number];
        let built = read(number, &file.text);
        diagnostics.findings.extend(built.findings);
        file.root = built.root;
        file.is_json = built.is_json;
        file.identities = Identities::of(&file.name, &file.text, &file.root);
        number
    }

    /// Finds again what schemas call themselves, after values were changed or moved.
    pub(crate) fn refresh_identities(&mut self) {
        for file in &mut self.files {
            file.identities = Identities::of(&file.name, &file.text, &file.root);
        }
    }

    /// Keeps a text that is no document, such as the configuration, so that findings can show it.
    pub(crate) fn add_text(&mut self, source: Source) -> usize {
        let Source { name, mut text } = source;
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let number = self.files.len();
        let path = reference::clean_path(&name);
        self.numbers.entry(path).or_insert(number);
        self.files.push(File {
            name,
            text,
            root: Value::Null,
            identities: Identities::default(),
            is_json: false,
        });
        number
    }
}

/// JSON is read as such, for speed; what begins like JSON may still be YAML. Ordinary YAML is read by
/// `serde_yaml`, and text with anything to report or to keep exactly by its events.
fn read(file: usize, text: &str) -> Built {
    let yaml = || build::build(file, text, events(text, false));
    if !begins_like_json(text) {
        if let Some(root) = ordinary::read(text) {
            return Built {
                root,
                findings: Vec::new(),
                is_json: false,
            };
        }
        return yaml().unwrap_or_else(|error| unreadable(file, text, &error, true));
    }
    let json_error = match build::build(file, text, events(text, true)) {
        Ok(built) => return built,
        Err(error) => error,
    };
    // The grammar that the text follows longer is the one that was meant.
    yaml().unwrap_or_else(|yaml_error| {
        let reached = Offsets::new(text, true).bytes(yaml_error.mark).start;
        if reached > json_error.mark.start {
            unreadable(file, text, &yaml_error, true)
        } else {
            unreadable(file, text, &json_error, false)
        }
    })
}

/// The events of a text that was read before.
fn events(text: &str, is_json: bool) -> Events<'_> {
    if is_json {
        Events::Json(JsonEvents::new(text))
    } else {
        Events::Yaml(Box::new(YamlEvents::new(text)))
    }
}

/// Whether a text follows the grammar of JSON to its end.
fn is_json(text: &str) -> bool {
    let mut events = JsonEvents::new(text);
    begins_like_json(text)
        && loop {
            match events.next() {
                Ok(Some(_)) => {}
                end => break end.is_ok(),
            }
        }
}

/// What a plain scalar of YAML is, or `None` if JSON has nothing for it.
pub(crate) fn plain_scalar(text: &str) -> Option<Value> {
    match scalar::resolve(text) {
        scalar::Plain::Value(value) => Some(value),
        scalar::Plain::NotJson => None,
    }
}

fn begins_like_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

fn unreadable(file: usize, text: &str, error: &SyntaxError, is_yaml: bool) -> Built {
    let grammar = if is_yaml { "YAML" } else { "JSON" };
    let finding = Diagnostic {
        code: "syntax",
        severity: Severity::Error,
        origin: Origin::root(file),
        message: format!("The text is not {grammar}: {}.", error.message),
        cure: format!("Correct the {grammar} at this place."),
        span: Some(Offsets::new(text, is_yaml).bytes(error.mark)),
        notes: Vec::new(),
    };
    Built {
        root: Value::Null,
        findings: vec![finding],
        is_json: !is_yaml,
    }
}
