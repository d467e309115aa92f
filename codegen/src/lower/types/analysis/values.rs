//! What `enum` and `const` allow.

use super::{Analysis, Shape};
use crate::model::schema::{Kinds, SchemaId};
use crate::value::Value;

/// A value that is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lower::types) struct Permitted {
    /// The schema that lists it.
    pub(in crate::lower::types) by: SchemaId,
    /// Its index in that list.
    pub(in crate::lower::types) index: usize,
}

impl<'s> Analysis<'s> {
    /// The value itself.
    pub(in crate::lower::types) fn value(&self, permitted: Permitted) -> &'s Value {
        let values = self.schema(permitted.by).values.as_ref();
        &values
            .expect("only schemas that list values are named as their source")
            .allowed[permitted.index]
    }

    /// The values that a shape allows beside null, each once; and whether what is listed contradicts
    /// `type` or another list.
    pub(super) fn permit(&self, shape: &mut Shape) {
        let mut values: Option<Vec<Permitted>> = None;
        let mut kinds = Kinds::NONE;
        for id in &shape.own {
            let Some(listed) = &self.schema(*id).values else {
                continue;
            };
            let not_null = |value: &&Value| **value != Value::Null;
            shape.only_null |= !listed.allowed.iter().any(|value| not_null(&value));
            let found = match &values {
                None => self.distinct(*id),
                Some(so_far) => so_far
                    .iter()
                    .copied()
                    .filter(|one| {
                        let value = self.value(*one);
                        listed.allowed.iter().any(|other| same(value, other))
                    })
                    .collect(),
            };
            if values.is_none() {
                kinds = self.kinds_of_values(&found);
            }
            values = Some(found);
        }
        let Some(mut values) = values else { return };
        values.retain(|one| shape.kinds.meets(Kinds::of(self.value(*one))));
        if values.is_empty() && !shape.only_null {
            shape.contradicts = true;
            if shape.kinds.meets(kinds) {
                shape.kinds &= kinds;
            }
            return;
        }
        shape.kinds &= self.kinds_of_values(&values);
        shape.values = Some(values);
    }

    /// The values of one list that are not null, without repetitions.
    fn distinct(&self, by: SchemaId) -> Vec<Permitted> {
        let count = self.schema(by).values.as_ref();
        let count = count.map_or(0, |values| values.allowed.len());
        let mut distinct: Vec<Permitted> = Vec::with_capacity(count);
        for index in 0..count {
            let one = Permitted { by, index };
            let value = self.value(one);
            let is_known = |known: &Permitted| same(self.value(*known), value);
            if *value != Value::Null && !distinct.iter().any(is_known) {
                distinct.push(one);
            }
        }
        distinct
    }

    fn kinds_of_values(&self, values: &[Permitted]) -> Kinds {
        values.iter().fold(Kinds::NONE, |kinds, one| {
            kinds | Kinds::of(self.value(*one))
        })
    }
}

/// Whether two values are the same data: numbers by value, members in any order.
pub(in crate::lower::types) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a == b,
            (None, None) => a == b || a.as_f64() == b.as_f64(),
            _ => false,
        },
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        (one, other) => one == other,
    }
}
