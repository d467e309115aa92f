//! Looks at one schema through its references: what it declares and demands, which values it fixes,
//! and whether it allows null.

use crate::load::Documents;
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// References followed in a row before they are taken for a cycle.
const MAX_REFERENCES: usize = 32;

/// The documents, and what was found out about their schemas. A schema is known by its address,
/// which is cheaper to look up than its place.
pub(super) struct Known<'d> {
    pub(super) documents: &'d Documents,
    targets: RefCell<HashMap<*const Object, Option<At<'d>>>>,
    nulls: RefCell<HashMap<*const Object, bool>>,
}

impl<'d> Known<'d> {
    pub(super) fn new(documents: &'d Documents) -> Self {
        Self {
            documents,
            targets: RefCell::default(),
            nulls: RefCell::default(),
        }
    }
}

/// A schema and where it stands.
#[derive(Clone)]
pub(super) struct At<'d> {
    pub(super) origin: Origin,
    pub(super) schema: &'d Object,
}

/// The schema at a place; nothing if it is a boolean or no schema.
pub(super) fn at<'d>(documents: &'d Documents, origin: &Origin) -> Option<At<'d>> {
    let schema = documents.get(origin)?.as_object()?;
    Some(At {
        origin: origin.clone(),
        schema,
    })
}

impl<'d> At<'d> {
    /// A subschema under a keyword.
    pub(super) fn below(&self, keyword: &str) -> Option<At<'d>> {
        let schema = self.schema.get(keyword)?.as_object()?;
        let origin = self.origin.child(keyword);
        Some(At { origin, schema })
    }

    /// The subschemas in a keyword's array.
    pub(super) fn list(&self, keyword: &str) -> Vec<At<'d>> {
        let Some(list) = self.schema.get(keyword).and_then(Value::as_array) else {
            return Vec::new();
        };
        let place = self.origin.child(keyword);
        let schemas = list.iter().enumerate();
        schemas
            .filter_map(|(index, schema)| {
                let schema = schema.as_object()?;
                let origin = place.index(index);
                Some(At { origin, schema })
            })
            .collect()
    }

    /// The subschemas of a keyword's object, by name.
    pub(super) fn members(&self, keyword: &str) -> Vec<(&'d str, At<'d>)> {
        let Some(members) = self.schema.get(keyword).and_then(Value::as_object) else {
            return Vec::new();
        };
        let place = self.origin.child(keyword);
        let schemas = members.iter();
        schemas
            .filter_map(|(name, schema)| {
                let schema = schema.as_object()?;
                let origin = place.child(name);
                Some((name.as_str(), At { origin, schema }))
            })
            .collect()
    }

    /// What `$ref` leads to.
    pub(super) fn target(&self, known: &Known<'d>) -> Option<At<'d>> {
        let reference = self.schema.get("$ref")?.as_str()?;
        let address = std::ptr::from_ref(self.schema);
        if let Some(target) = known.targets.borrow().get(&address) {
            return target.clone();
        }
        let target = known.documents.resolve(&self.origin, reference).ok();
        let target = target.and_then(|origin| at(known.documents, &origin));
        known.targets.borrow_mut().insert(address, target.clone());
        target
    }

    /// The schema itself and what its references lead to, one after the other.
    pub(super) fn chain(&self, known: &Known<'d>) -> Vec<At<'d>> {
        let mut chain = vec![self.clone()];
        while let Some(next) = chain.last().and_then(|last| last.target(known)) {
            if chain.len() == MAX_REFERENCES {
                break;
            }
            chain.push(next);
        }
        chain
    }

    /// Whether the schema mentions a type.
    pub(super) fn has_type(&self, name: &str) -> bool {
        match self.schema.get("type") {
            Some(Value::String(only)) => only == name,
            Some(Value::Array(types)) => types.iter().any(|ty| ty.as_str() == Some(name)),
            _ => false,
        }
    }

    /// The texts in a keyword's array.
    pub(super) fn texts(&self, keyword: &str) -> Vec<&'d str> {
        let list = self
            .schema
            .get(keyword)
            .and_then(Value::as_array)
            .unwrap_or_default();
        list.iter().filter_map(Value::as_str).collect()
    }

    /// A limit of how many there may be.
    pub(super) fn count(&self, keyword: &str) -> Option<usize> {
        let limit = self.schema.get(keyword)?.as_i64()?;
        usize::try_from(limit).ok()
    }

    /// The members that a schema and its `allOf` demand, references left out.
    pub(super) fn demanded(&self) -> Vec<&'d str> {
        let mut names = self.texts("required");
        for part in self.list("allOf") {
            names.extend(part.demanded());
        }
        names
    }

    /// What the schema itself declares of a property.
    pub(super) fn member(&self, name: &str) -> Option<At<'d>> {
        let property = self.schema.get("properties")?.get(name)?.as_object()?;
        let origin = self.origin.child("properties").child(name);
        Some(At {
            origin,
            schema: property,
        })
    }

    /// Whether the schema fixes no value, or this one among others.
    pub(super) fn allows(&self, value: &Value) -> bool {
        let values = self.schema.get("enum").and_then(Value::as_array);
        self.schema.get("const").is_none_or(|only| only == value)
            && values.is_none_or(|values| values.contains(value))
    }

    /// The one value or the first of the values that the schema fixes.
    pub(super) fn fixed(&self) -> Option<Value> {
        if let Some(value) = self.schema.get("const") {
            return Some(value.clone());
        }
        let values = self.schema.get("enum").and_then(Value::as_array)?;
        values
            .iter()
            .find(|value| **value != Value::Null)
            .or(values.first())
            .cloned()
    }

    /// The JSON kind that the schema is about; `null` beside another one does not count.
    /// Nothing is said of a schema that refers to another.
    pub(super) fn kind(&self) -> Option<&'d str> {
        let named = match self.schema.get("type") {
            Some(Value::String(only)) => Some(only.as_str()),
            Some(Value::Array(types)) => {
                let mut types = types.iter().filter_map(Value::as_str);
                types
                    .clone()
                    .find(|ty| *ty != "null")
                    .or_else(|| types.next())
            }
            _ => None,
        };
        let implied = || {
            let has = |keyword| self.schema.contains_key(keyword);
            if has("properties") || has("additionalProperties") || has("patternProperties") {
                Some("object")
            } else if has("items") || has("prefixItems") {
                Some("array")
            } else {
                None
            }
        };
        named.or_else(implied)
    }

    /// Whether values of the schema have no values within.
    pub(super) fn is_leaf(&self) -> bool {
        !self.schema.contains_key("$ref") && !matches!(self.kind(), None | Some("object" | "array"))
    }

    /// Whether null is a valid value, as far as the schema says so in the usual ways.
    pub(super) fn allows_null(&self, known: &Known<'d>) -> bool {
        let address = std::ptr::from_ref(self.schema);
        if let Some(allowed) = known.nulls.borrow().get(&address) {
            return *allowed;
        }
        let mut seen = HashSet::new();
        let mut waiting = vec![self.clone()];
        let mut allowed = false;
        while let Some(schema) = waiting.pop() {
            if !seen.insert(std::ptr::from_ref(schema.schema)) {
                continue;
            }
            allowed = schema.lists_null();
            if allowed {
                break;
            }
            waiting.extend(schema.target(known));
            waiting.extend(schema.list("anyOf"));
            waiting.extend(schema.list("oneOf"));
        }
        known.nulls.borrow_mut().insert(address, allowed);
        allowed
    }

    /// Whether null is among the types or values that the schema lists itself.
    fn lists_null(&self) -> bool {
        let values = self.schema.get("enum").and_then(Value::as_array);
        self.has_type("null")
            || self.schema.get("const") == Some(&Value::Null)
            || values.is_some_and(|values| values.contains(&Value::Null))
    }
}
