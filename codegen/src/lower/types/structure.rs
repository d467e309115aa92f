//! Objects with declared members.

use super::TypeLowering;
use super::analysis::{Nullness, Part};
use super::place::Place;
use crate::ir::{Additional, Constant, Field, Item, Scalar, Step, Struct, Ty, UntypedReason};
use crate::model::schema::{Kinds, SchemaId};
use crate::value::Value;
use indexmap::IndexSet;

impl<'s> TypeLowering<'s> {
    /// `properties`, `required`, or an object that is closed and empty.
    pub(super) fn structure(&mut self, place: &Place) -> Option<Ty> {
        if place.kinds != Kinds::OBJECT {
            return None;
        }
        let properties = self.analysis.properties(&place.shape);
        let required = self.required_names(place);
        if properties.is_empty() && required.is_empty() && !self.is_closed_and_empty(place) {
            return None;
        }
        self.note_missing_type(place);
        if !properties.is_empty() && self.is_published_open(place) {
            let declared = properties.keys().map(|name| (*name).to_owned());
            return Some(self.open_object(place, declared.collect()));
        }
        let additional = self.additional(place);
        let mut fields = Vec::with_capacity(properties.len());
        for (name, parts) in &properties {
            if self.is_forbidden(parts) {
                if required.contains(*name) {
                    self.forbidden_and_required(last(parts, place), name);
                }
                continue;
            }
            fields.push(self.field(place, name, parts, required.contains(*name)));
        }
        for name in required {
            if !properties.contains_key(name) {
                let field = self.field_without_schema(place, name, &additional);
                fields.push(field);
            }
        }
        Some(self.declare(place, Item::Struct(Struct { fields, additional })))
    }

    fn field(&mut self, place: &Place, name: &str, parts: &[Part], required: bool) -> Field {
        let constant = if required { self.constant(parts) } else { None };
        let ty = match &constant {
            Some(constant) => self.constant_ty(parts, constant),
            None => self.of(parts, &place.hint.then(Step::Property(name.to_owned()))),
        };
        let ids = self.analysis.annotated(parts);
        let schemas = self.analysis.schemas;
        let annotations = || ids.iter().map(|id| &schemas[*id].annotations);
        let shape = self.analysis.shape_of(parts);
        let applies = || shape.closure.iter().map(|id| &schemas[*id].annotations);
        let (mut read_only, mut write_only) = (
            applies().any(|one| one.read_only),
            applies().any(|one| one.write_only),
        );
        // Parts that exclude each other: the member is in both messages rather than in none.
        if read_only && write_only {
            (read_only, write_only) = (false, false);
        }
        Field {
            wire_name: name.to_owned(),
            secret: is_secret(&ty, write_only),
            ty,
            required,
            constant,
            prefill: None,
            docs: super::docs::of(annotations(), name),
            deprecated: annotations().any(|one| one.deprecated),
            read_only,
            write_only,
            default: annotations().find_map(|one| one.default.clone()),
            example: self.example(&ids, &shape.closure),
            origin: self.analysis.schema(last(parts, place)).origin.clone(),
        }
    }

    /// The one value that all parts allow.
    fn constant(&mut self, parts: &[Part]) -> Option<Constant> {
        let simple = self.analysis.simplify(parts);
        let shape = self.analysis.shape_of(&simple);
        let [one] = shape.values.as_deref()? else {
            return None;
        };
        let is_alone = shape.groups.is_empty() && self.analysis.nullness(parts) != Nullness::Yes;
        is_alone.then(|| match self.analysis.value(*one) {
            Value::String(text) => Constant::Text(text.clone()),
            Value::Bool(value) => Constant::Bool(*value),
            value => value
                .as_i64()
                .map_or_else(|| Constant::Json(value.clone()), Constant::Integer),
        })
    }

    /// A constant is no field and needs no type of its own.
    fn constant_ty(&mut self, parts: &[Part], constant: &Constant) -> Ty {
        let ty = match constant {
            Constant::Text(_) => Ty::Scalar(Scalar::String),
            Constant::Integer(_) => Ty::Scalar(Scalar::I64),
            Constant::Bool(_) => Ty::Scalar(Scalar::Bool),
            Constant::Json(Value::Number(_)) => Ty::Scalar(Scalar::F64),
            Constant::Json(_) => Ty::Json,
        };
        if let [Part::Whole(id)] = parts {
            self.merged.insert(*id, ty.clone());
        }
        ty
    }

    /// `required` demands a member that `properties` does not describe.
    fn field_without_schema(
        &mut self,
        place: &Place,
        name: &str,
        additional: &Additional,
    ) -> Field {
        let ty = match additional {
            Additional::Typed(ty) => ty.clone(),
            Additional::Undeclared => self.json(place.at, UntypedReason::NoShape),
        };
        Field {
            wire_name: name.to_owned(),
            ty,
            required: true,
            constant: None,
            prefill: None,
            docs: crate::ir::Docs::default(),
            deprecated: false,
            read_only: false,
            write_only: false,
            secret: false,
            default: None,
            example: None,
            origin: self.analysis.schema(place.at).origin.clone(),
        }
    }

    fn required_names(&self, place: &Place) -> IndexSet<&'s str> {
        let schemas = self.analysis.schemas;
        let objects = place.shape.own.iter().filter_map(|id| {
            let object = schemas[*id].object.as_ref()?;
            Some(object.required.iter().map(String::as_str))
        });
        objects.flatten().collect()
    }

    fn is_closed_and_empty(&self, place: &Place) -> bool {
        place.shape.own.iter().any(|id| {
            let object = self.analysis.schema(*id).object.as_deref();
            object.is_some_and(|object| {
                let is_closed =
                    object.closed || object.additional.is_some_and(|id| self.is_false(id));
                is_closed && object.patterns.is_empty()
            })
        })
    }

    /// A property whose schema is `false` may not be there.
    fn is_forbidden(&self, parts: &[Part]) -> bool {
        parts
            .iter()
            .any(|part| matches!(part, Part::Whole(id) if self.is_false(*id)))
    }
}

/// The schema of the innermost of the parts, which narrows the others.
fn last(parts: &[Part], place: &Place) -> SchemaId {
    match parts.last() {
        Some(Part::Whole(id)) => *id,
        _ => place.at,
    }
}

/// Whether `Debug` has to hide a member.
fn is_secret(ty: &Ty, write_only: bool) -> bool {
    match ty {
        Ty::Scalar(Scalar::Secret) => true,
        Ty::Scalar(Scalar::String) => write_only,
        Ty::Nullable(inner) => is_secret(inner, write_only),
        _ => false,
    }
}
