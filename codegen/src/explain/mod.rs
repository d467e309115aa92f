//! From a place in a document to its Rust path, and back.

mod query;
#[cfg(test)]
mod tests;

pub use query::{find, json, text};

use crate::analyze::{Facts, Input};
use crate::ir::{Api, Field, Item, NameHint, OperationId, TypeDef, TypeId};
use crate::lock::keys;
use crate::name::{Names, ResourceId};
use crate::origin::Origin;
use serde::Serialize;

/// One thing of the document that has a Rust name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Index of the file in `Documents::files`.
    pub file: usize,
    /// Where it is in that file: `#/components/schemas/Pet`.
    pub pointer: String,
    /// What it is.
    pub kind: Kind,
    /// Its Rust path, or the call: `client.cloud().pets().get(..)`.
    pub rust: String,
    /// What names it in `[rename]` of the configuration, where something does.
    pub key: Option<String>,
    /// `operationId` of an operation.
    pub operation_id: Option<String>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An operation: a method of a resource.
    Operation,
    /// A parameter: an argument of the method or a setter of its builder.
    Parameter,
    /// A declared type.
    Type,
    /// A field of a struct.
    Field,
    /// A member with one fixed value, which is written by itself.
    Constant,
    /// A value of an enumeration.
    Value,
    /// A variant of a union.
    Variant,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Type => "type",
            Self::Field => "field",
            Self::Constant => "constant",
            Self::Value => "value",
            Self::Variant => "variant",
        }
    }
}

/// Everything of a document that has a Rust name, sorted by file and pointer. `crate_name` is the
/// crate as Rust code writes it: `gcore_client`.
#[must_use]
pub fn entries(api: &Api, facts: &Facts, names: &Names, crate_name: &str) -> Vec<Entry> {
    let scope = Scope {
        api,
        facts,
        names,
        crate_name,
    };
    let mut entries = Vec::new();
    for index in 0..api.operations.len() {
        scope.operation(OperationId(index), &mut entries);
    }
    for index in 0..api.types.len() {
        scope.a_type(TypeId(index), &mut entries);
    }
    let order = |entry: &Entry| {
        (
            entry.file,
            entry.pointer.clone(),
            entry.kind,
            entry.rust.clone(),
        )
    };
    entries.sort_by_cached_key(order);
    entries
}

struct Scope<'a> {
    api: &'a Api,
    facts: &'a Facts,
    names: &'a Names,
    crate_name: &'a str,
}

impl Scope<'_> {
    /// `gcore_client::cloud`, or the crate alone.
    fn root(&self) -> String {
        let product = self.names.product.as_ref();
        product.map_or_else(
            || self.crate_name.to_owned(),
            |product| format!("{}::{product}", self.crate_name),
        )
    }

    /// `client.cloud().security_groups()`.
    fn accessors(&self, resource: ResourceId) -> String {
        let mut path = "client".to_owned();
        let product = self.names.product.as_deref();
        for module in product.into_iter().chain(self.names.path(resource)) {
            path.push_str(&format!(".{module}()"));
        }
        path
    }

    fn operation(&self, id: OperationId, entries: &mut Vec<Entry>) {
        let operation = &self.api.operations[id.0];
        let named = &self.names.operations[id.0];
        let method = format!("{}.{}", self.accessors(named.resource), named.method);
        let mut entry = entry(&operation.origin, Kind::Operation, format!("{method}(..)"));
        entry.key = Some(keys::operation(operation));
        entry.operation_id.clone_from(&operation.operation_id);
        entries.push(entry);
        let modules = self.names.modules(named.resource).join("::");
        let builder = format!("{}::{modules}::{}", self.root(), named.builder);
        let arguments = self
            .facts
            .calls
            .get(id.0)
            .map(|call| call.arguments.as_slice());
        for (index, parameter) in operation.parameters.iter().enumerate() {
            let name = &named.parameters[index];
            let is_argument =
                arguments.is_some_and(|inputs| inputs.contains(&Input::Parameter(index)));
            let rust = if is_argument {
                format!("{method}({name}, ..)")
            } else {
                format!("{builder}::{name}")
            };
            entries.push(self::entry(&parameter.origin, Kind::Parameter, rust));
        }
    }

    fn a_type(&self, id: TypeId, entries: &mut Vec<Entry>) {
        let def = self.api.def(id);
        let named = &self.names.types[id.0];
        let path = format!("{}::types::{}", self.root(), named.name);
        entries.push(with_key(
            &def.origin,
            Kind::Type,
            path.clone(),
            type_key(def),
        ));
        let members = named.members.iter().map(|name| format!("{path}::{name}"));
        match &def.item {
            Item::Struct(object) => {
                for (field, rust) in object.fields.iter().zip(members) {
                    let rust = self.field_path(id, field, rust);
                    let kind = if field.constant.is_some() {
                        Kind::Constant
                    } else {
                        Kind::Field
                    };
                    let key = field.origin.to_string();
                    entries.push(with_key(&field.origin, kind, rust, key));
                }
            }
            Item::Enum(_) => {
                let keys = keys::members(&def.item).into_iter().zip(members);
                for (key, rust) in keys {
                    let key = format!("{} {key}", def.origin);
                    entries.push(with_key(&def.origin, Kind::Value, rust, key));
                }
            }
            Item::Union(union) => {
                let keys = keys::members(&def.item).into_iter().zip(members);
                for (variant, (key, rust)) in union.variants.iter().zip(keys) {
                    let key = format!("{} {key}", def.origin);
                    entries.push(with_key(&variant.origin, Kind::Variant, rust, key));
                }
            }
            Item::Alias(_) | Item::Wrapper(_) => {}
        }
    }

    /// A constant is no field: what stands for it is the type that writes it.
    fn field_path(&self, id: TypeId, field: &Field, rust: String) -> String {
        if field.constant.is_none() {
            return rust;
        }
        format!("{}::types::{}", self.root(), self.names.types[id.0].name)
    }
}

fn entry(origin: &Origin, kind: Kind, rust: String) -> Entry {
    Entry {
        file: origin.file,
        pointer: origin.to_string(),
        kind,
        rust,
        key: None,
        operation_id: None,
    }
}

fn with_key(origin: &Origin, kind: Kind, rust: String, key: String) -> Entry {
    Entry {
        key: Some(key),
        ..entry(origin, kind, rust)
    }
}

fn type_key(def: &TypeDef) -> String {
    match &def.hint {
        NameHint::Component(key) => key.clone(),
        NameHint::Inline { .. } => def.origin.to_string(),
    }
}
