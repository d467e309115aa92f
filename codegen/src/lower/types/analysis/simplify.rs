//! Several parts as few as possible: what adds nothing to the others is left out.
//!
//! This is what keeps a `$ref` with a description, an `allOf` around one reference, or a `type` that
//! repeats what the target says, the same type as the target.

use super::{Analysis, Live, Part, Shape};
use crate::model::schema::{Schema, SchemaId};
use std::rc::Rc;

/// How deep members are compared with members of members.
const DEPTH: usize = 3;

impl Analysis<'_> {
    /// The same parts without those that the others imply.
    pub(in crate::lower::types) fn simplify(&mut self, parts: &[Part]) -> Vec<Part> {
        let mut simple: Vec<Part> = Vec::with_capacity(parts.len());
        for part in parts {
            let part = match *part {
                Part::Whole(id) => Part::Whole(self.reduce(id)),
                other => other,
            };
            if !simple.contains(&part) {
                simple.push(part);
            }
        }
        // What has a name goes last, so that it stays where it says the same as something inline.
        self.drop_implied(&mut simple, false);
        self.drop_implied(&mut simple, true);
        simple
    }

    /// The schema that says the same as this one with the least around it; a named one is its own.
    pub(in crate::lower::types) fn reduce(&mut self, id: SchemaId) -> SchemaId {
        if let Some(known) = self.reduced[id.0] {
            return known;
        }
        self.reduced[id.0] = Some(id);
        if self.is_named(id) || self.depth > super::DEEPEST {
            return id;
        }
        self.depth += 1;
        let reduced = match self.unfold(id).as_slice() {
            [Part::Whole(inner)] => *inner,
            _ => id,
        };
        self.depth -= 1;
        self.reduced[id.0] = Some(reduced);
        reduced
    }

    /// What a schema consists of, simplified; named or not, it is taken apart.
    pub(in crate::lower::types) fn unfold(&mut self, id: SchemaId) -> Vec<Part> {
        let schema = self.schema(id);
        let mut parts = Vec::new();
        parts.extend(
            schema
                .reference
                .and_then(|reference| reference.target())
                .map(Part::Whole),
        );
        parts.extend(schema.all_of.iter().copied().map(Part::Whole));
        for group in [Part::OneOf(id), Part::AnyOf(id)] {
            match self.live(group) {
                Live::Free => {}
                Live::OnlyNull | Live::Many(_) => parts.push(group),
                Live::One(member) => parts.push(Part::Whole(member)),
            }
        }
        if super::shape::says_something(schema) {
            parts.push(Part::Own(id));
        }
        if let [Part::Own(_)] = parts.as_slice() {
            return parts;
        }
        self.simplify(&parts)
    }

    fn drop_implied(&mut self, parts: &mut Vec<Part>, named: bool) {
        let mut index = parts.len();
        while index > 0 && parts.len() > 1 {
            index -= 1;
            let part = parts[index];
            let is_named = matches!(part, Part::Whole(id) if self.is_named(id));
            if is_named != named {
                continue;
            }
            let mut rest = parts.clone();
            rest.remove(index);
            let shape = self.shape_of(&rest);
            if self.is_implied(part, &shape, DEPTH) {
                *parts = rest;
            }
        }
    }

    /// Whether everything that a part says of the type is said by the others already.
    fn is_implied(&mut self, part: Part, rest: &Shape, depth: usize) -> bool {
        let shape = match part {
            Part::Whole(id) if rest.closure.contains(&id) => return true,
            Part::Whole(id) => self.shape(id),
            Part::Own(id) => return self.is_own_implied(id, rest, depth),
            Part::OneOf(_) | Part::AnyOf(_) => {
                return rest.groups.iter().any(|group| group.part == part);
            }
        };
        let shape: Rc<Shape> = shape;
        let plain = !shape.never && !shape.broken && !shape.cyclic && !shape.only_null;
        plain
            && shape.groups.iter().all(|group| rest.groups.contains(group))
            && shape
                .own
                .iter()
                .all(|id| self.is_own_implied(*id, rest, depth))
    }

    /// Whether two shapes say the same of the type.
    pub(in crate::lower::types) fn is_equivalent(&mut self, one: &Shape, other: &Shape) -> bool {
        let plain = |shape: &Shape| {
            let is_odd = shape.never || shape.broken || shape.cyclic || shape.only_null;
            !is_odd && shape.groups.is_empty()
        };
        let is_within = |this: &mut Self, one: &Shape, other: &Shape| {
            let mut own = one.own.iter();
            own.all(|id| this.is_own_implied(*id, other, DEPTH))
        };
        plain(one) && plain(other) && is_within(self, one, other) && is_within(self, other, one)
    }

    fn is_own_implied(&mut self, id: SchemaId, rest: &Shape, depth: usize) -> bool {
        if rest.own.contains(&id) {
            return true;
        }
        let schema = self.schema(id);
        self.are_kinds_implied(schema, rest)
            && self.are_values_implied(schema, rest)
            && self.are_members_implied(schema, rest, depth)
            && self.are_items_implied(schema, rest, depth)
            && self.is_text_implied(schema, rest)
    }

    fn are_kinds_implied(&mut self, schema: &Schema, rest: &Shape) -> bool {
        let Some(types) = schema.types else {
            return true;
        };
        let kinds = self.kinds_of_shape(rest);
        !kinds.is_empty() && types.contains(kinds)
    }

    fn are_values_implied(&self, schema: &Schema, rest: &Shape) -> bool {
        let Some(listed) = &schema.values else {
            return true;
        };
        let Some(values) = &rest.values else {
            return false;
        };
        values.iter().all(|one| {
            let value = self.value(*one);
            listed.allowed.iter().any(|other| super::same(value, other))
        })
    }

    fn are_members_implied(&mut self, schema: &Schema, rest: &Shape, depth: usize) -> bool {
        let Some(object) = &schema.object else {
            return true;
        };
        let is_open = object
            .additional
            .is_none_or(|additional| self.schema(additional).always.is_some());
        let required = object
            .required
            .iter()
            .all(|name| self.is_required(rest, name));
        is_open
            && object.patterns.is_empty()
            && required
            && object.properties.iter().all(|(name, property)| {
                let others = self.property(rest, name);
                self.is_implied_by(Part::Whole(*property), &others, depth)
            })
    }

    fn are_items_implied(&mut self, schema: &Schema, rest: &Shape, depth: usize) -> bool {
        let Some(array) = &schema.array else {
            return true;
        };
        let items = match array.items {
            Some(items) => {
                let others = self.items(rest);
                self.is_implied_by(Part::Whole(items), &others, depth)
            }
            None => true,
        };
        array.prefix.is_empty() && items
    }

    fn is_implied_by(&mut self, part: Part, others: &[Part], depth: usize) -> bool {
        if others.contains(&part) {
            return true;
        }
        if depth == 0 || others.is_empty() {
            return false;
        }
        let shape = self.shape_of(others);
        let is_same = match part {
            Part::Whole(id) => {
                let reduced = self.reduce(id);
                shape.closure.contains(&reduced)
            }
            _ => false,
        };
        is_same || self.is_implied(part, &shape, depth - 1)
    }

    fn is_text_implied(&self, schema: &Schema, rest: &Shape) -> bool {
        let known = |schema: &Schema| {
            let format = schema.format.clone();
            format.filter(|format| crate::lower::types::scalar::is_known(format))
        };
        let format = known(schema);
        let same_format =
            format.is_none() || rest.own.iter().any(|id| known(self.schema(*id)) == format);
        let plain = schema
            .text
            .as_ref()
            .is_none_or(|text| text.encoding.is_none() && text.content.is_none());
        same_format && plain
    }
}
