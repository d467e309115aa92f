//! Several parts as one: their references and `allOf` taken apart, what is left side by side.

use super::groups::Live;
use super::values::Permitted;
use super::{Analysis, Part};
use crate::config::Untyped;
use crate::lower::types::scalar;
use crate::model::schema::{Kinds, Reference, Schema, SchemaId};
use indexmap::IndexMap;
use std::rc::Rc;

/// What applies to a value at one place.
#[derive(Debug, Clone)]
pub(in crate::lower::types) struct Shape {
    /// The schemas whose own keywords apply, what is referred to before what refers to it.
    pub(in crate::lower::types) own: Vec<SchemaId>,
    /// Each `oneOf` and `anyOf` that leaves a choice.
    pub(in crate::lower::types) groups: Vec<Group>,
    /// Every schema that was taken apart, outermost first.
    pub(in crate::lower::types) closure: Vec<SchemaId>,
    /// The values that all `enum` and `const` allow together, without null.
    pub(in crate::lower::types) values: Option<Vec<Permitted>>,
    /// The kinds that every `type` allows, without null.
    pub(in crate::lower::types) kinds: Kinds,
    /// Whether a `type`, `enum` or `const` says what kind it is.
    pub(in crate::lower::types) typed: bool,
    /// What is listed contradicts `type` or another list.
    pub(in crate::lower::types) contradicts: bool,
    /// `false` applies.
    pub(in crate::lower::types) never: bool,
    /// Only null is left by a `oneOf` or `anyOf`.
    pub(in crate::lower::types) only_null: bool,
    /// A `$ref` that leads nowhere applies.
    pub(in crate::lower::types) broken: bool,
    /// A schema is part of itself through `$ref` and `allOf` alone.
    pub(in crate::lower::types) cyclic: bool,
}

/// A `oneOf` or `anyOf` that leaves a choice.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower::types) struct Group {
    /// Which one it is.
    pub(in crate::lower::types) part: Part,
    /// The schema that holds it.
    pub(in crate::lower::types) holder: SchemaId,
    /// Its members without those that are only null, distinct.
    pub(in crate::lower::types) members: Vec<SchemaId>,
}

impl Shape {
    /// Anything.
    fn open() -> Self {
        Self {
            own: Vec::new(),
            groups: Vec::new(),
            closure: Vec::new(),
            values: None,
            kinds: Kinds::ALL.without(Kinds::NULL),
            typed: false,
            contradicts: false,
            never: false,
            only_null: false,
            broken: false,
            cyclic: false,
        }
    }
}

/// A chain of references and `allOf` that is longer is refused.
const DEEPEST: usize = 500;

impl<'s> Analysis<'s> {
    /// The shape of a whole schema.
    pub(in crate::lower::types) fn shape(&mut self, id: SchemaId) -> Rc<Shape> {
        if let Some(known) = &self.shapes[id.0] {
            return Rc::clone(known);
        }
        let shape = Rc::new(self.expand(&[Part::Whole(id)]));
        self.shapes[id.0] = Some(Rc::clone(&shape));
        shape
    }

    /// The shape of several parts together.
    pub(in crate::lower::types) fn shape_of(&mut self, parts: &[Part]) -> Rc<Shape> {
        if let [Part::Whole(id)] = parts {
            self.shape(*id)
        } else {
            Rc::new(self.expand(parts))
        }
    }

    fn expand(&self, parts: &[Part]) -> Shape {
        let mut shape = Shape::open();
        for part in parts {
            self.visit(*part, &mut shape, &mut Vec::new());
        }
        self.drop_satisfied(&mut shape);
        for id in &shape.own {
            let schema = self.schema(*id);
            if let Some(types) = schema.types {
                shape.kinds &= types;
                shape.typed = true;
            }
            shape.typed |= schema.values.is_some();
            shape.only_null |= schema.types == Some(Kinds::NULL);
        }
        self.permit(&mut shape);
        shape
    }

    fn visit(&self, part: Part, shape: &mut Shape, path: &mut Vec<SchemaId>) {
        let id = match part {
            Part::Whole(id) => id,
            Part::Own(id) => {
                if !shape.own.contains(&id) {
                    shape.own.push(id);
                }
                return;
            }
            Part::OneOf(_) | Part::AnyOf(_) => return self.visit_group(part, shape),
        };
        if path.contains(&id) || path.len() > DEEPEST {
            shape.cyclic = true;
            return;
        }
        if shape.closure.contains(&id) {
            return;
        }
        shape.closure.push(id);
        let schema = self.schema(id);
        shape.never |= schema.always == Some(false);
        path.push(id);
        match schema.reference {
            Some(Reference::To(target)) => self.visit(Part::Whole(target), shape, path),
            Some(Reference::Broken) => shape.broken = true,
            None => {}
        }
        for branch in &schema.all_of {
            self.visit(Part::Whole(*branch), shape, path);
        }
        path.pop();
        self.visit_group(Part::OneOf(id), shape);
        self.visit_group(Part::AnyOf(id), shape);
        if says_something(schema) && !shape.own.contains(&id) {
            shape.own.push(id);
        }
    }

    fn visit_group(&self, part: Part, shape: &mut Shape) {
        match self.live(part) {
            Live::Free => {}
            Live::OnlyNull => shape.only_null = true,
            // A choice is no cycle: a parent may offer its children, which are made of it.
            Live::One(member) => self.visit(Part::Whole(member), shape, &mut Vec::new()),
            Live::Many(members) => {
                let (Part::OneOf(holder) | Part::AnyOf(holder)) = part else {
                    return;
                };
                if !shape.groups.iter().any(|group| group.part == part) {
                    shape.groups.push(Group {
                        part,
                        holder,
                        members,
                    });
                }
            }
        }
    }

    /// What is made of a member of a choice leaves no choice.
    fn drop_satisfied(&self, shape: &mut Shape) {
        let closure = &shape.closure;
        shape.groups.retain(|group| {
            !group
                .members
                .iter()
                .any(|member| closure.contains(member) || closure.contains(&self.follow(*member)))
        });
    }

    /// The kinds that a shape leaves, its choices included and null excluded. Where no `type` says
    /// it, keywords for objects mean an object and keywords for arrays an array.
    pub(in crate::lower::types) fn kinds_of_shape(&mut self, shape: &Shape) -> Kinds {
        let mut kinds = shape.kinds;
        if !shape.typed && shape.groups.is_empty() && self.untyped == Untyped::Deduced {
            let meant = self.kinds_meant(shape);
            if !meant.is_empty() {
                kinds &= meant;
            }
        }
        for group in &shape.groups {
            let of_group = group
                .members
                .iter()
                .fold(Kinds::NONE, |kinds, member| kinds | self.kinds_of(*member));
            kinds &= of_group;
        }
        kinds
    }

    /// The kinds that a schema leaves, without null.
    pub(in crate::lower::types) fn kinds_of(&mut self, id: SchemaId) -> Kinds {
        if let Some(known) = self.kinds[id.0] {
            return known;
        }
        if self.depth > super::DEEPEST {
            return Kinds::ALL.without(Kinds::NULL);
        }
        // A schema that offers itself adds nothing to what its other choices leave.
        self.kinds[id.0] = Some(Kinds::NONE);
        self.depth += 1;
        let shape = self.shape(id);
        let kinds = self.kinds_of_shape(&shape);
        self.depth -= 1;
        self.kinds[id.0] = Some(kinds);
        kinds
    }

    /// Whether any value at all is allowed.
    pub(in crate::lower::types) fn is_anything(&self, shape: &Shape, kinds: Kinds) -> bool {
        !shape.typed
            && shape.groups.is_empty()
            && kinds == Kinds::ALL.without(Kinds::NULL)
            && self.kinds_meant(shape).is_empty()
    }

    /// The kinds that keywords are for, where no `type` is given.
    pub(in crate::lower::types) fn kinds_meant(&self, shape: &Shape) -> Kinds {
        let mut kinds = Kinds::NONE;
        for id in &shape.own {
            let schema = self.schema(*id);
            if schema.object.is_some() {
                kinds |= Kinds::OBJECT;
            }
            if schema.array.is_some() {
                kinds |= Kinds::ARRAY;
            }
        }
        kinds
    }

    /// Every declared member of an object, with the schemas that apply to it.
    pub(in crate::lower::types) fn properties(
        &self,
        shape: &Shape,
    ) -> IndexMap<&'s str, Vec<Part>> {
        let mut properties: IndexMap<&'s str, Vec<Part>> = IndexMap::new();
        for id in &shape.own {
            let Some(object) = &self.schema(*id).object else {
                continue;
            };
            for (name, property) in &object.properties {
                properties
                    .entry(name)
                    .or_default()
                    .push(Part::Whole(*property));
            }
        }
        properties
    }

    /// The schemas that apply to one member of an object.
    pub(in crate::lower::types) fn property(&self, shape: &Shape, name: &str) -> Vec<Part> {
        let of = |id: &SchemaId| self.schemas[*id].object.as_ref()?.properties.get(name);
        shape
            .own
            .iter()
            .filter_map(of)
            .map(|property| Part::Whole(*property))
            .collect()
    }

    /// Whether a member of an object has to be there.
    pub(in crate::lower::types) fn is_required(&self, shape: &Shape, name: &str) -> bool {
        shape.own.iter().any(|id| {
            let object = self.schemas[*id].object.as_ref();
            object.is_some_and(|object| object.required.contains(name))
        })
    }

    /// The schemas that apply to every element of an array.
    pub(in crate::lower::types) fn items(&self, shape: &Shape) -> Vec<Part> {
        let of = |id: &SchemaId| self.schemas[*id].array.as_ref()?.items;
        shape.own.iter().filter_map(of).map(Part::Whole).collect()
    }
}

/// Whether a schema's own keywords bear on the type of what it describes. Limits that only the
/// server enforces do not.
pub(super) fn says_something(schema: &Schema) -> bool {
    let object = schema.object.as_ref().is_some_and(|object| {
        !object.properties.is_empty()
            || !object.required.is_empty()
            || object.additional.is_some()
            || !object.patterns.is_empty()
    });
    let array = schema
        .array
        .as_ref()
        .is_some_and(|array| array.items.is_some() || !array.prefix.is_empty());
    let text = schema
        .text
        .as_ref()
        .is_some_and(|text| text.encoding.is_some() || text.content.is_some());
    let format = schema.format.as_deref().is_some_and(scalar::is_known);
    let types = schema.types.is_some() || schema.values.is_some();
    types || object || array || text || format || schema.always == Some(false)
}
