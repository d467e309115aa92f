//! What a maintainer decides and a document does not say: `codegen.toml`.

mod behaviour;
mod names_file;

pub use behaviour::{Fetch, LongRunning, Paging};
pub use names_file::{Methods, NamesFile, Section, longest_prefix};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::load::{Documents, Lines, Source};
use crate::origin::Origin;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// Configuration of a run. Every override has to be used, or it is an error.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Endings taken off component names before they become type names (`Serializer`, `Schema`).
    pub strip_suffixes: Vec<String>,
    /// By name of the security scheme.
    pub security: BTreeMap<String, SecurityConfig>,
    /// Environment variable for another base URL (`GCORE_BASE_URL`).
    pub base_url_env: Option<String>,
    /// Path parameters that may be set once on the client, by name.
    pub client_parameters: BTreeMap<String, ClientParameter>,
    /// Names that replace those made by rule.
    pub rename: Rename,
    /// Resource of every path that starts so: `"/cloud/v1/securitygroups" = "security_groups"`,
    /// nested with dots. The longest prefix that ends at a `/` or at the end of the path wins.
    pub resources: BTreeMap<String, String>,
    /// What a schema without `type` is.
    pub untyped: Untyped,
    /// The part of the document to generate; all of it where nothing is selected.
    pub select: Select,
    /// Types of the runtime for formats: `"epoch-millis" = "i64"`, `"date-time" = "plain"`.
    pub formats: BTreeMap<String, FormatType>,
    /// Kinds of work that goes on after the answer, by a name for each.
    pub long_running: BTreeMap<String, LongRunning>,
    /// How lists are read page by page, by method and path, where the rule does not see it.
    pub pages: BTreeMap<String, Paging>,
    /// Accepted findings.
    pub accept: Vec<Accept>,
    /// Number of the file it was read from in `Documents::files`, for findings about it.
    #[serde(skip)]
    pub file: usize,
    /// What it has from a names file.
    #[serde(skip)]
    pub(crate) adopted: names_file::Adopted,
}

/// What a schema is that has no `type`, but keywords for objects or arrays. By the letter they say
/// nothing of values of other kinds (JSON Schema Core, section 7.6.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Untyped {
    /// The kind that its keywords are for: what nearly every author means.
    #[default]
    Deduced,
    /// That, or any value of another kind.
    Any,
}

/// A part of a document: its operations, and the types that they need.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Select {
    /// Operations with one of these tags.
    pub tags: Vec<String>,
    /// Operations of these paths and of those below them: `/pets` has `/pets/{id}` as well.
    pub paths: Vec<String>,
}

/// A type of the runtime, as Rust calls it, for texts and integers of a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum FormatType {
    /// As without a format: a `String` or an `i64`.
    #[serde(rename = "plain")]
    Plain,
    /// See `runtime::DateTime`; so for the others.
    DateTime,
    /// `full-date` of RFC 3339.
    Date,
    /// `full-time` of RFC 3339.
    Time,
    /// ISO 8601.
    Duration,
    /// RFC 9562.
    Uuid,
    /// An address.
    Ipv4,
    /// An address.
    Ipv6,
    /// An address of either kind.
    Ip,
    /// An address with the length of its prefix.
    IpNetwork,
    /// RFC 3986.
    Uri,
    /// Bytes in base64.
    Base64,
    /// Text that `Debug` does not show.
    Secret,
    /// An integer of this width; so for the others.
    #[serde(rename = "i8")]
    I8,
    /// See [`FormatType::I8`].
    #[serde(rename = "i16")]
    I16,
    /// See [`FormatType::I8`].
    #[serde(rename = "i32")]
    I32,
    /// See [`FormatType::I8`].
    #[serde(rename = "i64")]
    I64,
    /// See [`FormatType::I8`].
    #[serde(rename = "u8")]
    U8,
    /// See [`FormatType::I8`].
    #[serde(rename = "u16")]
    U16,
    /// See [`FormatType::I8`].
    #[serde(rename = "u32")]
    U32,
    /// See [`FormatType::I8`].
    #[serde(rename = "u64")]
    U64,
}

/// How the credential of a scheme is made.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecurityConfig {
    /// Put before the key: `"apikey "`.
    pub prefix: String,
    /// Environment variable that holds the key: `GCORE_API_KEY`.
    pub env: Option<String>,
}

/// A path parameter with a value on the client.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClientParameter {
    /// Environment variable that holds its value.
    pub env: Option<String>,
}

/// Names that replace those made by rule; keys are what `explain` prints.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rename {
    /// By component key, or by pointer (`#/..`) for an inline schema.
    pub types: BTreeMap<String, String>,
    /// By pointer of the property.
    pub fields: BTreeMap<String, String>,
    /// By pointer of the schema, a space, and the value or tag.
    pub variants: BTreeMap<String, String>,
    /// By method and path: `"GET /pets/{id}" = "pets.get"`, resource and method.
    pub methods: BTreeMap<String, String>,
}

/// A finding that strict generation lets pass.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The finding's code.
    pub code: String,
    /// Its pointer (`#/..`); a trailing `*` matches every continuation. Absent: everywhere.
    pub pointer: Option<String>,
    /// Why it may pass.
    pub reason: String,
}

/// Why a text is no configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The name of the file as it was given.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What is wrong, without a full stop.
    pub message: String,
}

impl Config {
    /// Reads the text of a `codegen.toml`.
    ///
    /// # Errors
    ///
    /// The text is not TOML, or has something that is no configuration.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ConfigError> {
        from_toml(name, text)
    }

    /// Reads the text of a `codegen.toml` and keeps it among the documents, so that findings about
    /// the configuration can show their line. What is wrong with it is reported.
    pub fn read(source: Source, documents: &mut Documents, diagnostics: &mut Diagnostics) -> Self {
        let file = documents.add_text(source);
        let source = &documents.files[file];
        let mut config: Self = from_toml(&source.name, &source.text)
            .map_err(|error| diagnostics.findings.push(unreadable(file, error)))
            .unwrap_or_default();
        config.file = file;
        config
    }

    /// The place of one of its entries, by the keys that lead there: `["rename", "types", "Pet"]`.
    #[must_use]
    pub fn origin(&self, keys: &[&str]) -> Origin {
        let adopted = match keys {
            ["resources", key] => self.adopted.has(Section::Resources, key),
            ["rename", "methods", key] => self.adopted.has(Section::Methods, key),
            _ => None,
        };
        let root = Origin::root(adopted.unwrap_or(self.file));
        keys.iter().fold(root, |origin, key| origin.child(key))
    }
}

fn from_toml<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, ConfigError> {
    toml::from_str(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let (line, column) = Lines::new(text).place(span.start);
        ConfigError {
            file: name.to_owned(),
            line,
            column,
            span,
            message: error.message().replace('\n', " "),
        }
    })
}

fn unreadable(file: usize, error: ConfigError) -> Diagnostic {
    Diagnostic {
        code: "config",
        severity: Severity::Error,
        origin: Origin::root(file),
        message: format!("The configuration cannot be read: {}.", error.message),
        cure: "Correct it at this place.".to_owned(),
        span: Some(error.span),
        notes: Vec::new(),
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            message,
            ..
        } = self;
        write!(f, "{file}:{line}:{column}: {message}")
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::Config;
    use crate::diagnostic::{Diagnostics, locate};
    use crate::load::{Documents, Source};

    #[test]
    fn mistakes_have_a_place() {
        let error = Config::from_toml("codegen.toml", "strip_suffixes = []\n[rename]\ntypo = 1\n")
            .expect_err("the key does not exist");
        assert_eq!((error.line, error.column), (3, 1));
        assert!(
            error
                .to_string()
                .starts_with("codegen.toml:3:1: unknown field `typo`")
        );
        let error = Config::from_toml("c.toml", "a = [").expect_err("no TOML");
        assert_eq!(error.line, 1);
    }

    #[test]
    fn findings_about_entries_show_their_line() {
        let text = "[rename.types]\nA = \"B\"\n\n[[accept]]\ncode = \"x\"\nreason = \"r\"\n\n[[accept]]\ncode = \"y\"\nreason = \"r\"\n";
        let mut documents = Documents::default();
        let mut diagnostics = Diagnostics::default();
        let source = Source {
            name: "spec/codegen.toml".to_owned(),
            text: text.to_owned(),
        };
        let config = Config::read(source, &mut documents, &mut diagnostics);
        let error = crate::diagnostic::Severity::Error;
        for keys in [
            &["rename", "types", "A"][..],
            &["accept", "1"],
            &["accept", "0", "code"],
        ] {
            diagnostics.push(error, "config", &config.origin(keys), "m", "c");
        }
        let lines: Vec<usize> = locate(&diagnostics.findings, &documents)
            .iter()
            .map(|located| located.line)
            .collect();
        assert_eq!(lines, [2, 5, 8]);
    }
}
