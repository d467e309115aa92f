//! Puts values together for a schema, from the examples of its parts where they serve.

use super::heirs::Heirs;
use super::scalar::{choose, leaf, own_examples};
use super::shape::{At, Known, at};
use crate::load::Documents;
use crate::origin::Origin;
use crate::value::{Number, Object, Value};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

/// Which members a made value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mode {
    /// The required ones.
    Required,
    /// All of them.
    Everything,
    /// All of them, null wherever null is allowed.
    Nulls,
}

/// What a schema is made a value for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// Itself: one of its heirs may stand for it.
    Whole,
    /// A schema that is made of it, such as an heir.
    Part,
}

/// Below this depth only required members are made, so that recursive schemas come to an end.
const FULL_DEPTH: usize = 4;

/// Below this depth nothing is made: the schema requires itself.
const MAX_DEPTH: usize = 24;

/// After so many references on the way to one value, what they led to is remembered. Few values come
/// to that; without it, schemas that each use another twice would take time by powers of two.
const MANY: usize = 500;

/// Makes values for schemas.
pub(super) struct Sampler<'d> {
    pub(super) known: Known<'d>,
    /// What stands for a parent with a `discriminator`.
    pub(super) heirs: Heirs,
    /// How many references were followed for the value that is made.
    followed: Cell<usize>,
    /// What they led to, once they are many.
    made: RefCell<HashMap<Question, Option<Value>>>,
}

/// What a value depends on: the schema, what it is made for, and how deep it stands.
type Question = (*const Object, Role, Mode, usize);

impl<'d> Sampler<'d> {
    pub(super) fn new(documents: &'d Documents, heirs: Heirs) -> Self {
        Self {
            known: Known::new(documents),
            heirs,
            followed: Cell::new(0),
            made: RefCell::default(),
        }
    }

    /// A value for the schema; for a union one for each of its branches.
    pub(super) fn samples(&self, origin: &Origin, mode: Mode) -> Vec<Value> {
        let Some(schema) = at(self.known.documents, origin) else {
            return Vec::new();
        };
        self.followed.set(0);
        self.made.borrow_mut().clear();
        if let Some(heirs) = self.heirs.of(origin) {
            let heirs = heirs.iter();
            return heirs
                .filter_map(|heir| self.heir(&schema, heir, mode, 0))
                .collect();
        }
        let union = schema
            .chain(&self.known)
            .into_iter()
            .find_map(|schema| self.branches(&schema).map(|branches| (schema, branches)));
        let Some((union, branches)) = union else {
            return self.value(&schema, mode, 0).into_iter().collect();
        };
        branches
            .iter()
            .filter_map(|branch| self.with_branch(&union, branch, mode, 0))
            .map(|made| self.completed(&schema, mode, 0, made))
            .collect()
    }

    /// The branches of a union; `null` alone is none.
    fn branches(&self, schema: &At<'d>) -> Option<Vec<At<'d>>> {
        let mut branches = schema.list("oneOf");
        branches.extend(schema.list("anyOf"));
        branches.retain(|branch| {
            branch.schema.get("type").and_then(Value::as_str) != Some("null")
                && branch.schema.get("const") != Some(&Value::Null)
        });
        (!branches.is_empty()).then_some(branches)
    }

    /// A value for the schema, or nothing if it cannot be made.
    pub(super) fn value(&self, schema: &At<'d>, mode: Mode, depth: usize) -> Option<Value> {
        let made = self.value_as(Role::Whole, schema, mode, depth)?;
        Some(self.completed(schema, mode, depth, made))
    }

    /// A value with what is demanded and described nowhere.
    fn completed(&self, schema: &At<'d>, mode: Mode, depth: usize, mut made: Value) -> Value {
        if let Value::Object(members) = &mut made {
            self.add_undescribed(schema, mode, depth, members);
        }
        made
    }

    /// Adds what is demanded and described nowhere.
    fn add_undescribed(&self, schema: &At<'d>, mode: Mode, depth: usize, members: &mut Object) {
        for part in schema.chain(&self.known) {
            for name in part.demanded() {
                if members.contains_key(name) || self.property(schema, name).is_some() {
                    continue;
                }
                let further = part.below("additionalProperties");
                let value = further.and_then(|further| self.value(&further, mode, depth + 1));
                let value = value.unwrap_or_else(|| Value::String("text".to_owned()));
                members.insert(name.to_owned(), value);
            }
        }
    }

    /// The same for a schema of which more is known: it is a part of another one.
    pub(super) fn value_as(
        &self,
        role: Role,
        schema: &At<'d>,
        mode: Mode,
        depth: usize,
    ) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        if role == Role::Whole
            && let Some(heirs) = self.heirs.of(&schema.origin)
        {
            let heirs = heirs.iter();
            return heirs
                .filter_map(|heir| self.heir(schema, heir, mode, depth + 1))
                .next();
        }
        if mode == Mode::Nulls && depth > 0 && schema.allows_null(&self.known) {
            return Some(Value::Null);
        }
        if let Some(fixed) = schema.fixed() {
            return Some(fixed);
        }
        let own = self.own(schema, mode, depth);
        let mut made = match schema.target(&self.known) {
            Some(target) if own.is_none() && target.is_leaf() => {
                choose(schema, &target).or_else(|| self.value(&target, mode, depth + 1))
            }
            Some(target) if own.is_none() => self.referred(role, &target, mode, depth + 1),
            Some(target) => merge(self.referred(role, &target, mode, depth + 1), own),
            None => own,
        };
        if let Some(Value::Object(members)) = &mut made {
            self.add_demanded(schema, &schema.demanded(), mode, depth, members);
        }
        made
    }

    /// A value for what a reference leads to.
    fn referred(&self, role: Role, target: &At<'d>, mode: Mode, depth: usize) -> Option<Value> {
        let followed = self.followed.get() + 1;
        self.followed.set(followed);
        if followed < MANY {
            return self.value_as(role, target, mode, depth);
        }
        let key = (std::ptr::from_ref(target.schema), role, mode, depth);
        if let Some(made) = self.made.borrow().get(&key) {
            return made.clone();
        }
        let made = self.value_as(role, target, mode, depth);
        self.made.borrow_mut().insert(key, made.clone());
        made
    }

    /// Adds what one part of a schema demands and another part describes.
    pub(super) fn add_demanded(
        &self,
        schema: &At<'d>,
        names: &[&'d str],
        mode: Mode,
        depth: usize,
        members: &mut Object,
    ) {
        for name in names {
            if members.contains_key(*name) {
                continue;
            }
            let property = self.property(schema, name);
            let value = property.and_then(|property| self.value(&property, mode, depth + 1));
            if let Some(value) = value {
                members.insert((*name).to_owned(), value);
            }
        }
    }

    fn has_properties(&self, schema: &At<'d>) -> bool {
        let mut parts = self.parts(schema);
        parts.any(|part| part.schema.contains_key("properties"))
    }

    /// A value for what the schema says itself, references left out.
    fn own(&self, schema: &At<'d>, mode: Mode, depth: usize) -> Option<Value> {
        let parts = schema.list("allOf");
        let is_wrapped = parts.len() == 1
            && !schema.schema.contains_key("properties")
            && !self.heirs.contain(&schema.origin);
        let role = if is_wrapped { Role::Whole } else { Role::Part };
        let mut made = None;
        for part in &parts {
            made = merge(made, self.value_as(role, part, mode, depth + 1));
        }
        if let Some(branch) = self
            .branches(schema)
            .and_then(|branches| branches.into_iter().next())
        {
            let given = branch.is_leaf().then(|| choose(schema, &branch)).flatten();
            let chosen = given.or_else(|| self.with_branch(schema, &branch, mode, depth))?;
            return merge(made, Some(chosen));
        }
        match schema.kind() {
            Some("object") => merge(made, self.object(schema, mode, depth)),
            Some("array") => merge(made, self.array(schema, mode, depth)),
            Some(kind) => leaf(schema, kind).or(made),
            None if schema.schema.contains_key("$ref") => made,
            None => made.or_else(|| own_examples(schema).next().cloned()),
        }
    }

    /// A value for one branch of a union, with what the union says beside it and the tag that its
    /// discriminator gives the branch.
    fn with_branch(
        &self,
        union: &At<'d>,
        branch: &At<'d>,
        mode: Mode,
        depth: usize,
    ) -> Option<Value> {
        // A branch that only demands members makes none.
        let demands = || branch.schema.contains_key("required");
        let nothing = || demands().then(|| Value::Object(Object::default()));
        let made = self.value_as(Role::Whole, branch, mode, depth + 1);
        let mut value = made.or_else(nothing)?;
        if let (Value::Object(members), Some((name, tag))) = (&mut value, self.tag(union, branch)) {
            members.insert(name.to_owned(), tag);
        }
        let mut value = match union.schema.contains_key("properties") {
            true => merge(self.object(union, mode, depth), Some(value))?,
            false => value,
        };
        if let Value::Object(members) = &mut value {
            for part in branch.chain(&self.known) {
                self.add_demanded(union, &part.demanded(), mode, depth, members);
            }
            self.add_demanded(branch, &union.demanded(), mode, depth, members);
            // What a branch without properties demands is described around the union.
            if self.has_properties(branch) {
                self.add_undescribed(branch, mode, depth, members);
            }
        }
        Some(value)
    }

    /// The discriminator's property, and a value that selects the branch and that the branch allows.
    fn tag(&self, union: &At<'d>, branch: &At<'d>) -> Option<(&'d str, Value)> {
        let discriminator = union.schema.get("discriminator")?;
        let name = discriminator.get("propertyName")?.as_str()?;
        let target = branch.target(&self.known)?.origin;
        let leads_here = |to: &str| {
            target.last_token().as_deref() == Some(to)
                || self
                    .known
                    .documents
                    .resolve(&union.origin, to)
                    .is_ok_and(|to| to == target)
        };
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let mut tags: Vec<String> = mapping
            .into_iter()
            .flatten()
            .filter(|(_, to)| leads_here(to.as_str().unwrap_or_default()))
            .map(|(tag, _)| tag.clone())
            .collect();
        if tags.is_empty() {
            tags.extend(target.last_token());
        }
        let property = self.property(branch, name);
        let kind = property.as_ref().and_then(At::kind);
        let tags = tags.into_iter().map(|tag| typed(tag, kind));
        let mut allowed = tags.filter(|tag| self.may_be(branch, name, tag));
        Some((name, allowed.next()?))
    }

    /// What a schema, its parts and its references declare of a property; the first that does.
    pub(super) fn property(&self, schema: &At<'d>, name: &str) -> Option<At<'d>> {
        self.parts(schema).find_map(|part| part.member(name))
    }

    /// Whether a property may have a value, as far as its values are listed.
    pub(super) fn may_be(&self, schema: &At<'d>, name: &str, value: &Value) -> bool {
        let property = self.property(schema, name);
        property.is_none_or(|property| self.parts(&property).all(|part| part.allows(value)))
    }

    /// The schema, then its `allOf` and references with theirs, each once.
    fn parts(&self, schema: &At<'d>) -> impl Iterator<Item = At<'d>> {
        let mut seen = HashSet::new();
        let mut waiting = vec![schema.clone()];
        std::iter::from_fn(move || {
            let part = loop {
                let part = waiting.pop()?;
                if seen.insert(std::ptr::from_ref(part.schema)) {
                    break part;
                }
            };
            waiting.extend(part.target(&self.known));
            waiting.extend(part.list("allOf").into_iter().rev());
            Some(part)
        })
    }

    fn object(&self, schema: &At<'d>, mode: Mode, depth: usize) -> Option<Value> {
        let required = schema.texts("required");
        let all = mode != Mode::Required && depth <= FULL_DEPTH;
        let mut members = Object::default();
        for (name, property) in schema.members("properties") {
            let needed = required.contains(&name);
            if !needed && !all {
                continue;
            }
            match self.value(&property, mode, depth + 1) {
                Some(value) => drop(members.insert(name.to_owned(), value)),
                None if needed => return None,
                None => {}
            }
        }
        let least = schema.count("minProperties").unwrap_or(0);
        if all || members.len() < least {
            self.further_member(schema, mode, depth, &mut members);
        }
        for (name, property) in schema.members("properties") {
            if members.len() < least && !members.contains_key(name) {
                let value = self.value(&property, mode, depth + 1);
                members.extend(value.map(|value| (name.to_owned(), value)));
            }
        }
        if let Some(most) = schema.count("maxProperties") {
            let mut spare = members.len().saturating_sub(most);
            members.retain(|name, _| {
                let is_spared = spare > 0 && !required.contains(&name.as_str());
                spare -= usize::from(is_spared);
                !is_spared
            });
        }
        Some(Value::Object(members))
    }

    /// One member that only `additionalProperties` describes.
    fn further_member(&self, schema: &At<'d>, mode: Mode, depth: usize, members: &mut Object) {
        let Some(values) = schema.below("additionalProperties") else {
            return;
        };
        if values.schema.is_empty() || schema.schema.contains_key("properties") {
            return;
        }
        let keys = schema.below("propertyNames");
        let key = keys.and_then(|keys| self.value(&keys, mode, depth + 1));
        let key = key
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or("key")
            .to_owned();
        if let Some(value) = self.value(&values, mode, depth + 1) {
            members.insert(key, value);
        }
    }

    fn array(&self, schema: &At<'d>, mode: Mode, depth: usize) -> Option<Value> {
        if mode != Mode::Nulls
            && let Some(example) = choose(schema, schema)
            && schema.below("items").is_none_or(|items| items.is_leaf())
        {
            return Some(example);
        }
        let mut elements = Vec::new();
        for item in schema.list("prefixItems") {
            elements.push(self.value(&item, mode, depth + 1)?);
        }
        let least = schema.count("minItems").unwrap_or(0).min(64);
        let wanted = if mode == Mode::Required {
            least
        } else {
            least.max(1)
        };
        let Some(items) = schema.below("items") else {
            return Some(Value::Array(elements));
        };
        while elements.len() < wanted {
            // Elements are never null here: a list of nulls would say nothing about its items.
            let mode = if mode == Mode::Nulls {
                Mode::Everything
            } else {
                mode
            };
            match self.value(&items, mode, depth + 1) {
                Some(element) => elements.push(element),
                None if least == 0 => break,
                None => return None,
            }
        }
        Some(Value::Array(elements))
    }
}

/// A key of a mapping, which is a string, as the kind of value that the property has.
fn typed(tag: String, kind: Option<&str>) -> Value {
    let number = tag.parse::<i64>().ok().filter(|_| kind == Some("integer"));
    match number {
        Some(number) => Value::Number(Number::Int(number)),
        None if kind == Some("boolean") => Value::Bool(tag.eq_ignore_ascii_case("true")),
        None => Value::String(tag),
    }
}

/// Two values for the same schema: objects are merged, otherwise the later one counts.
fn merge(first: Option<Value>, second: Option<Value>) -> Option<Value> {
    match (first, second) {
        (Some(Value::Object(mut first)), Some(Value::Object(second))) => {
            first.extend(second);
            Some(Value::Object(first))
        }
        (first, None) => first,
        (_, second) => second,
    }
}
