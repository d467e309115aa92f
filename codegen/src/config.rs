//! What a maintainer decides and a document does not say: `codegen.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;

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
    /// Accepted findings.
    pub accept: Vec<Accept>,
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
