//! `enum` and `const`: lists of strings or integers that stay open for later values.

use super::TypeLowering;
use super::analysis::Permitted;
use super::place::Place;
use crate::diagnostic::Severity;
use crate::ir::{
    Constant, Docs, Enum, EnumRepr, EnumValue, Item, NameHint, Scalar, Step, Ty, UntypedReason,
};
use crate::model::schema::Kinds;
use crate::value::Value;

/// What inline enumerations share a declaration by: the name of the property, and the values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shared {
    name: String,
    values: Vec<String>,
}

impl TypeLowering<'_> {
    /// Values of one kind; of several kinds each is typed by itself.
    pub(super) fn enumeration(&mut self, place: &Place) -> Option<Ty> {
        let values = place.shape.values.as_deref()?;
        if place.kinds.each().count() != 1 {
            return None;
        }
        let is_here = |one: &&Permitted| place.kinds.meets(Kinds::of(self.analysis.value(**one)));
        let values: Vec<Permitted> = values.iter().filter(is_here).copied().collect();
        Some(self.listed(place, &values))
    }

    /// The type for values of one kind.
    pub(super) fn listed(&mut self, place: &Place, values: &[Permitted]) -> Ty {
        let kinds = place.kinds;
        if kinds == Kinds::BOOL {
            return Ty::Scalar(Scalar::Bool);
        }
        let fits = |one: &Permitted| self.analysis.value(*one).as_i64().is_some();
        if kinds == Kinds::STRING || (kinds == Kinds::INTEGER && values.iter().all(fits)) {
            return self.declared_values(place, values);
        }
        if Kinds::NUMBER.contains(kinds) {
            if values.len() > 1 {
                self.note_lost_values(place, "enum-of-fractions", "every number is accepted");
            }
            return Ty::Scalar(Scalar::F64);
        }
        self.note_lost_values(place, "enum-of-json", "any value is accepted");
        self.json(place.at, UntypedReason::Widened("enum-of-json"))
    }

    fn note_lost_values(&mut self, place: &Place, code: &'static str, what: &str) {
        self.diagnostics.push(
            Severity::Widened,
            code,
            &self.analysis.schema(place.at).origin,
            format!("Only lists of strings or integers become an enumeration; {what}."),
            "Nothing needs to be done; accept the finding.",
        );
    }

    /// A declaration, shared by all inline enumerations of the same property name and values.
    pub(super) fn declared_values(&mut self, place: &Place, values: &[Permitted]) -> Ty {
        let hint = self.analysis.name_hint(&place.hint);
        let shared = self.shared(&hint, values);
        let known = shared.as_ref().and_then(|shared| self.enums.get(shared));
        if let Some(id) = known.copied() {
            // The declaration is that of the first place by name, whatever was visited first.
            if hint < self.types[id.0].hint {
                let values = values.iter().map(|one| self.enum_value(*one)).collect();
                self.types[id.0].hint = hint;
                let docs = self.type_docs(place, id);
                let def = &mut self.types[id.0];
                if let Item::Enum(item) = &mut def.item {
                    item.values = values;
                }
                def.docs = docs;
                def.origin = self.analysis.schema(place.at).origin.clone();
            }
            return Ty::Named(id);
        }
        let repr = if place.kinds == Kinds::STRING {
            EnumRepr::Text
        } else {
            EnumRepr::Integer
        };
        let values = values.iter().map(|one| self.enum_value(*one)).collect();
        let ty = self.declare(
            place,
            Item::Enum(Enum {
                repr,
                values,
                is_open: false,
            }),
        );
        if let (Some(shared), Ty::Named(id)) = (shared, &ty) {
            self.enums.insert(shared, *id);
        }
        ty
    }

    /// `None` for a component, which is a declaration of its own.
    fn shared(&self, hint: &NameHint, values: &[Permitted]) -> Option<Shared> {
        let NameHint::Inline { steps, .. } = hint else {
            return None;
        };
        let name = steps.iter().rev().find_map(|step| match step {
            Step::Property(name) | Step::Parameter(name) | Step::Header(name) => Some(name),
            _ => None,
        })?;
        let mut values: Vec<String> = values
            .iter()
            .map(|one| match self.analysis.value(*one) {
                Value::String(text) => format!("\"{text}"),
                value => value.as_i64().unwrap_or_default().to_string(),
            })
            .collect();
        values.sort();
        Some(Shared {
            name: name.clone(),
            values,
        })
    }

    fn enum_value(&self, one: Permitted) -> EnumValue {
        let schema = self.analysis.schema(one.by);
        let listed = schema.values.as_ref();
        let listed = listed.expect("only schemas that list values are named as their source");
        // A `const` in a choice of several is described by its own schema.
        let is_const = listed.allowed.len() == 1;
        let title = schema.annotations.title.clone().filter(|_| is_const);
        let text = schema.annotations.description.clone().filter(|_| is_const);
        let hint = listed.names.get(one.index).cloned().or(title);
        let description = listed.descriptions.get(one.index).cloned().or(text);
        let value = self.analysis.value(one);
        EnumValue {
            value: match value {
                Value::String(text) => Constant::Text(text.clone()),
                value => Constant::Integer(value.as_i64().unwrap_or_default()),
            },
            hint,
            docs: Docs {
                summary: None,
                description,
            },
        }
    }
}
