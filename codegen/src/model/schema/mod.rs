//! What a schema says: JSON Schema 2020-12 as typed keywords, each schema addressed by its place.

mod keywords;
mod kinds;
mod read;
mod settle;
mod target;

pub use kinds::Kinds;

use crate::origin::Origin;
use crate::value::{Number, Value};
use indexmap::{IndexMap, IndexSet};
use std::collections::BTreeMap;
use std::ops::Index;

/// Index into [`Schemas::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// Every schema that was asked for, with all it contains and refers to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Schemas {
    /// In the order they were met.
    pub list: Vec<Schema>,
    /// Where each of them is written.
    pub by_origin: BTreeMap<Origin, SchemaId>,
}

impl Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.list[id.0]
    }
}

/// One schema. A keyword that is absent is `None` or empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Where it is written.
    pub origin: Origin,
    /// The key under which others refer to it: that of a component or of a `$defs` member, or the
    /// stem of a file that is a schema as a whole.
    pub name: Option<String>,
    /// The schema it is written in, and the way from there, unless it is written in none.
    pub parent: Option<(SchemaId, Edge)>,
    /// For `true` and `false`, which of the two.
    pub always: Option<bool>,
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `type`.
    pub types: Option<Kinds>,
    /// `enum` and `const`.
    pub values: Option<Box<Values>>,
    /// What is said of objects.
    pub object: Option<Box<ObjectKeywords>>,
    /// What is said of arrays.
    pub array: Option<Box<ArrayKeywords>>,
    /// What is said of strings.
    pub text: Option<Box<TextKeywords>>,
    /// What is said of numbers.
    pub number: Option<Box<NumberKeywords>>,
    /// `format`.
    pub format: Option<String>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// What is said to readers.
    pub annotations: Annotations,
}

/// The way from a schema to one written inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edge {
    /// A member of `properties`.
    Property(String),
    /// `items`.
    Items,
    /// A member of `prefixItems`, by its index.
    Prefix(usize),
    /// `additionalProperties`.
    Values,
    /// A member of `patternProperties`.
    Pattern(String),
    /// `propertyNames`.
    Keys,
    /// A member of `allOf`.
    AllOf,
    /// A member of `anyOf`, by its index.
    AnyOf(usize),
    /// A member of `oneOf`, by its index.
    OneOf(usize),
    /// `contentSchema`.
    Content,
}

/// A `$ref`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// What it leads to.
    To(SchemaId),
    /// It leads to nothing, or to no schema, which was reported.
    Broken,
}

/// `enum` and `const`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Values {
    /// `enum`, or the one value of `const`; with both, what both allow.
    pub allowed: Vec<Value>,
    /// `x-enum-varnames`, one for each value or empty.
    pub names: Vec<String>,
    /// `x-enum-descriptions`, one for each value or empty.
    pub descriptions: Vec<String>,
}

/// What is said of objects.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ObjectKeywords {
    /// `properties`, in document order.
    pub properties: IndexMap<String, SchemaId>,
    /// `required`.
    pub required: IndexSet<String>,
    /// `additionalProperties`.
    pub additional: Option<SchemaId>,
    /// `patternProperties`, in document order.
    pub patterns: IndexMap<String, SchemaId>,
    /// `propertyNames`.
    pub names: Option<SchemaId>,
    /// `unevaluatedProperties: false`.
    pub closed: bool,
    /// `minProperties`.
    pub min: Option<Number>,
    /// `maxProperties`.
    pub max: Option<Number>,
}

/// What is said of arrays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArrayKeywords {
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems`.
    pub prefix: Vec<SchemaId>,
    /// `minItems`.
    pub min: Option<Number>,
    /// `maxItems`.
    pub max: Option<Number>,
    /// `uniqueItems: true`.
    pub unique: bool,
}

/// What is said of strings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextKeywords {
    /// `pattern`.
    pub pattern: Option<String>,
    /// `minLength`.
    pub min: Option<Number>,
    /// `maxLength`.
    pub max: Option<Number>,
    /// `contentEncoding`.
    pub encoding: Option<String>,
    /// `contentMediaType`.
    pub media_type: Option<String>,
    /// `contentSchema`.
    pub content: Option<SchemaId>,
}

/// What is said of numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberKeywords {
    /// `minimum`.
    pub min: Option<Number>,
    /// `maximum`.
    pub max: Option<Number>,
    /// `exclusiveMinimum`.
    pub above: Option<Number>,
    /// `exclusiveMaximum`.
    pub below: Option<Number>,
    /// `multipleOf`.
    pub step: Option<Number>,
}

/// `discriminator`.
#[derive(Debug, Clone, PartialEq)]
pub struct Discriminator {
    /// `propertyName`.
    pub property: String,
    /// `mapping`, in document order; what leads nowhere was reported and is left out.
    pub mapping: Vec<(String, SchemaId)>,
    /// `defaultMapping` of OpenAPI 3.2.
    pub default: Option<SchemaId>,
}

impl Discriminator {
    /// Every schema that it names.
    pub(crate) fn targets(&self) -> impl Iterator<Item = SchemaId> {
        let mapped = self.mapping.iter().map(|(_, target)| *target);
        mapped.chain(self.default)
    }
}

/// What is said to readers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotations {
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `default`.
    pub default: Option<Value>,
    /// `examples`.
    pub examples: Vec<Value>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `readOnly: true`.
    pub read_only: bool,
    /// `writeOnly: true`.
    pub write_only: bool,
}
