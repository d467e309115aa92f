//! Values for a parent with a `discriminator`: they are values of the schemas made of it by `allOf`.

use super::sample::{Mode, Role, Sampler};
use super::shape::{At, at};
use crate::ir::{Api, Constant, Item, Union};
use crate::load::Documents;
use crate::origin::Origin;
use crate::value::{Number, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What stands for each parent.
#[derive(Debug, Clone, Default)]
pub(super) struct Heirs {
    of: BTreeMap<Origin, Vec<Heir>>,
    all: BTreeSet<Origin>,
}

/// A schema that stands for a parent, or the parent itself.
#[derive(Debug, Clone)]
pub(super) struct Heir {
    schema: Origin,
    /// The member that tells heirs apart, and the values that select this one.
    tags: Option<(String, Vec<Value>)>,
}

impl Heirs {
    /// Finds them where a union was made of a schema that has no branches.
    pub(super) fn new(api: &Api, documents: &Documents) -> Self {
        let mut found = Self::default();
        for def in &api.types {
            let Item::Union(union) = &def.item else {
                continue;
            };
            let schema = at(documents, &def.origin);
            let is_parent = schema.is_some_and(|schema| {
                let has = |keyword| schema.schema.contains_key(keyword);
                has("discriminator") && !has("oneOf") && !has("anyOf")
            });
            if is_parent {
                let heirs = heirs(union);
                found
                    .all
                    .extend(heirs.iter().map(|heir| heir.schema.clone()));
                found.of.insert(def.origin.clone(), heirs);
            }
        }
        found
    }

    /// What stands for a schema, if it is a parent.
    pub(super) fn of(&self, parent: &Origin) -> Option<&[Heir]> {
        self.of.get(parent).map(Vec::as_slice)
    }

    /// Whether a schema stands for a parent.
    pub(super) fn contain(&self, schema: &Origin) -> bool {
        self.all.contains(schema)
    }
}

fn heirs(union: &Union) -> Vec<Heir> {
    let heirs = union.variants.iter().map(|variant| Heir {
        schema: variant.origin.clone(),
        tags: union
            .tag
            .clone()
            .map(|name| (name, variant.tags.iter().map(value).collect())),
    });
    heirs.collect()
}

fn value(tag: &Constant) -> Value {
    match tag {
        Constant::Text(text) => Value::String(text.clone()),
        Constant::Integer(number) => Value::Number(Number::Int(*number)),
        Constant::Bool(truth) => Value::Bool(*truth),
        Constant::Json(value) => value.clone(),
    }
}

impl<'d> Sampler<'d> {
    /// A value of what stands for a parent, with the tag that says so.
    pub(super) fn heir(
        &self,
        parent: &At<'d>,
        heir: &Heir,
        mode: Mode,
        depth: usize,
    ) -> Option<Value> {
        let schema = at(self.known.documents, &heir.schema)?;
        if heir.schema != parent.origin && self.heirs.of(&heir.schema).is_some() {
            // A parent as well: the tags of its own heirs tell them from those of others.
            return self.value(&schema, mode, depth);
        }
        let mut made = self.value_as(Role::Part, &schema, mode, depth)?;
        let Value::Object(members) = &mut made else {
            return Some(made);
        };
        // What the parent demands is often described by its heirs alone.
        self.add_demanded(&schema, &parent.demanded(), mode, depth, members);
        if let Some((name, tags)) = &heir.tags
            && let Some(tag) = tags.iter().find(|tag| self.may_be(&schema, name, tag))
        {
            members.insert(name.clone(), tag.clone());
        }
        Some(made)
    }
}
