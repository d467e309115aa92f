//! The member whose value tells the candidates of a choice apart.

use super::{Analysis, Candidate, Part, Shape};
use crate::diagnostic::Code;
use crate::ir::Constant;
use crate::model::schema::{Discriminator, Kinds, SchemaId};
use crate::origin::Origin;
use crate::value::{Number, Value};

/// How the candidates of a choice are told apart by a member.
#[derive(Debug, Clone)]
pub(in crate::lower::types) struct Tagging {
    /// The member; `None` if they cannot be told apart so, and only findings are left.
    pub(in crate::lower::types) property: Option<String>,
    /// For each candidate the values that select it.
    pub(in crate::lower::types) tags: Vec<Vec<Constant>>,
    /// What is wrong with the document's `discriminator`.
    /// The candidate for values that no tag selects.
    pub(in crate::lower::types) default: Option<usize>,
    pub(in crate::lower::types) findings: Vec<Finding>,
}

/// Something that was corrected.
#[derive(Debug, Clone)]
pub(in crate::lower::types) struct Finding {
    pub(in crate::lower::types) code: Code,
    pub(in crate::lower::types) origin: Origin,
    pub(in crate::lower::types) message: String,
    pub(in crate::lower::types) cure: &'static str,
}

/// How deep choices within choices are followed.
const DEPTH: usize = 4;

impl<'s> Analysis<'s> {
    /// The tag of a choice: what `discriminator` says, else a member that is fixed in every candidate
    /// to values that no other has.
    pub(in crate::lower::types) fn tagging(
        &mut self,
        shape: &Shape,
        candidates: &[Candidate],
    ) -> Option<Tagging> {
        if candidates.len() < 2 {
            return None;
        }
        let mut findings = Vec::new();
        if let Some((holder, discriminator)) = self.discriminator(shape) {
            let at = self.schema(holder).origin.child("discriminator");
            let candidates = &self.of_holder(shape, holder, candidates);
            let tags = self.by_discriminator(discriminator, candidates, &at, &mut findings);
            if let Some(tags) = tags {
                return Some(Tagging {
                    default: discriminator.default.and_then(|target| {
                        let target = self.reduce(target);
                        (0..candidates.len())
                            .find(|index| self.stands_for(&candidates[*index], target, DEPTH))
                    }),
                    property: Some(discriminator.property.clone()),
                    tags,
                    findings,
                });
            }
        }
        let (property, tags) = match self.inferred(candidates) {
            Some((property, tags)) => (Some(property), tags),
            None if findings.is_empty() => return None,
            None => (None, vec![Vec::new(); candidates.len()]),
        };
        Some(Tagging {
            property,
            tags,
            findings,
            default: None,
        })
    }

    /// The first `discriminator` beside a choice; else the first of what applies anyway.
    fn discriminator(&self, shape: &Shape) -> Option<(SchemaId, &'s Discriminator)> {
        let holders = shape.groups.iter().map(|group| &group.holder);
        let schemas = self.schemas;
        holders
            .chain(&shape.closure)
            .chain(&shape.own)
            .find_map(|id| Some((*id, schemas[*id].discriminator.as_deref()?)))
    }

    /// The candidates as they stem from the choice that a `discriminator` stands beside: where several
    /// choices apply at once, the members of the others have tags of their own or none.
    fn of_holder(
        &mut self,
        shape: &Shape,
        holder: SchemaId,
        candidates: &[Candidate],
    ) -> Vec<Candidate> {
        let mut candidates = candidates.to_vec();
        let group = shape.groups.iter().find(|group| group.holder == holder);
        if let (Some(group), true) = (group, shape.groups.len() > 1) {
            for candidate in &mut candidates {
                candidate.member = self.taken_of(candidate, group.part);
            }
        }
        candidates
    }

    /// The member of one choice that a candidate stems from, or of a choice within that member.
    fn taken_of(&mut self, candidate: &Candidate, choice: Part) -> SchemaId {
        let taken = candidate.taken.iter();
        let mut taken = taken.skip_while(|(part, _)| *part != choice);
        let Some((_, mut member)) = taken.next().copied() else {
            return candidate.member;
        };
        for (part, inner) in taken {
            let within = self.shape(member);
            if within.groups.iter().any(|group| group.part == *part) {
                member = *inner;
            }
        }
        member
    }

    fn by_discriminator(
        &mut self,
        discriminator: &Discriminator,
        candidates: &[Candidate],
        at: &Origin,
        findings: &mut Vec<Finding>,
    ) -> Option<Vec<Vec<Constant>>> {
        let property = discriminator.property.as_str();
        if let Some(other) = candidates.iter().find(|one| one.kinds != Kinds::OBJECT) {
            findings.push(Finding {
                code: "discriminator-without-object",
                origin: self.schema(other.member).origin.clone(),
                message: format!(
                    "This variant is not an object, so `{property}` cannot tell it apart; \
                     the best match is taken."
                ),
                cure: "Remove the `discriminator`, or make every variant an object.",
            });
            return None;
        }
        let own: Vec<Option<Vec<Constant>>> = candidates
            .iter()
            .map(|candidate| self.fixed(candidate, property, DEPTH))
            .collect();
        let mapped = self.mapped(discriminator, candidates, at, findings);
        let mut tags = Vec::with_capacity(candidates.len());
        for (index, candidate) in candidates.iter().enumerate() {
            let keys = &mapped[index];
            let found = match &own[index] {
                Some(fixed) => {
                    let others = own.iter().enumerate().filter(|(other, _)| *other != index);
                    let others = others.filter_map(|(_, fixed)| fixed.as_ref());
                    let alone = others.into_iter().flatten().all(|one| !fixed.contains(one));
                    settle(fixed, keys, alone, at, findings)
                }
                None => self.named(keys, candidate, property),
            };
            if found.is_empty() {
                findings.push(Finding {
                    code: "discriminator-unreachable",
                    origin: self.schema(candidate.member).origin.clone(),
                    message: format!(
                        "No value of `{property}` selects this variant; the best match is taken."
                    ),
                    cure: "Map a value to it, or give the property a `const` in it.",
                });
                return None;
            }
            tags.push(found);
        }
        Some(tags)
    }

    /// For each candidate the keys that the mapping gives it.
    fn mapped(
        &mut self,
        discriminator: &Discriminator,
        candidates: &[Candidate],
        at: &Origin,
        findings: &mut Vec<Finding>,
    ) -> Vec<Vec<String>> {
        let mut mapped = vec![Vec::new(); candidates.len()];
        for (key, target) in &discriminator.mapping {
            let target = self.reduce(*target);
            let mut is_used = false;
            for (keys, candidate) in mapped.iter_mut().zip(candidates) {
                if self.stands_for(candidate, target, DEPTH) {
                    keys.push(key.clone());
                    is_used = true;
                }
            }
            if !is_used {
                findings.push(Finding {
                    code: "discriminator-mapping-unused",
                    origin: at.child("mapping").child(key),
                    message: format!("What `{key}` is mapped to is none of the variants."),
                    cure: "Add it to the variants, or take it out of the mapping.",
                });
            }
        }
        mapped
    }

    /// Whether a candidate is made of a schema that the mapping names.
    fn stands_for(&mut self, candidate: &Candidate, target: SchemaId, depth: usize) -> bool {
        if self.follow(candidate.member) == target || candidate.parts.contains(&Part::Whole(target))
        {
            return true;
        }
        depth > 0
            && !candidate.shape.groups.is_empty()
            && self
                .candidates(&candidate.shape)
                .iter()
                .any(|inner| self.stands_for(inner, target, depth - 1))
    }

    /// The tags of a candidate that does not fix them: what is mapped to it, else its name, as far as
    /// its own schema lets the member be that.
    fn named(&mut self, keys: &[String], candidate: &Candidate, property: &str) -> Vec<Constant> {
        let parts = self.property(&candidate.shape, property);
        let shape = self.shape_of(&parts);
        let kinds = self.kinds_of_shape(&shape);
        let mut tags: Vec<Constant> = keys.iter().map(|key| typed(key, kinds)).collect();
        if keys.is_empty() {
            tags.extend(self.implicit(candidate));
        }
        tags.retain(|tag| kinds.meets(kinds_of(tag)));
        tags
    }

    /// The name of its component selects a candidate that nothing else is said of.
    fn implicit(&self, candidate: &Candidate) -> Option<Constant> {
        let mut at = candidate.member;
        for _ in 0..self.schemas.list.len() {
            let schema = self.schema(at);
            if let Some(name) = &schema.name {
                return Some(Constant::Text(name.clone()));
            }
            at = schema.reference?.target()?;
        }
        None
    }

    /// The values that a member is fixed to in a candidate.
    fn fixed(
        &mut self,
        candidate: &Candidate,
        property: &str,
        depth: usize,
    ) -> Option<Vec<Constant>> {
        if !candidate.shape.groups.is_empty() {
            if depth == 0 {
                return None;
            }
            let mut all = Vec::new();
            for inner in self.candidates(&candidate.shape) {
                all.extend(self.fixed(&inner, property, depth - 1)?);
            }
            return Some(all).filter(|all| !all.is_empty());
        }
        let parts = self.property(&candidate.shape, property);
        if parts.is_empty() {
            return None;
        }
        let shape = self.shape_of(&parts);
        let values = shape.values.as_ref()?;
        let tags: Option<Vec<_>> = values.iter().map(|one| tag(self.value(*one))).collect();
        tags.filter(|tags| !tags.is_empty())
    }

    fn inferred(&mut self, candidates: &[Candidate]) -> Option<(String, Vec<Vec<Constant>>)> {
        if candidates.iter().any(|one| one.kinds != Kinds::OBJECT) {
            return None;
        }
        let names: Vec<String> = self.member_names(&candidates[0], DEPTH);
        let mut best: Option<(u8, String, Vec<Vec<Constant>>)> = None;
        for name in names {
            let Some(tags) = self.fixed_in_all(candidates, &name) else {
                continue;
            };
            let required = candidates
                .iter()
                .all(|candidate| self.is_always_required(candidate, &name, DEPTH));
            let single = tags.iter().all(|tags| tags.len() == 1);
            let rank = u8::from(required) * 2 + u8::from(single);
            if best.as_ref().is_none_or(|(known, ..)| rank > *known) {
                best = Some((rank, name, tags));
            }
        }
        best.map(|(_, name, tags)| (name, tags))
    }

    /// The values a member is fixed to in each candidate, if no two share one.
    fn fixed_in_all(&mut self, candidates: &[Candidate], name: &str) -> Option<Vec<Vec<Constant>>> {
        let mut tags: Vec<Vec<Constant>> = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let fixed = self.fixed(candidate, name, DEPTH)?;
            if tags.iter().flatten().any(|known| fixed.contains(known)) {
                return None;
            }
            tags.push(fixed);
        }
        Some(tags)
    }

    fn member_names(&mut self, candidate: &Candidate, depth: usize) -> Vec<String> {
        if candidate.shape.groups.is_empty() {
            let properties = self.properties(&candidate.shape);
            return properties.keys().map(|name| (*name).to_owned()).collect();
        }
        let inner = self.candidates(&candidate.shape);
        match inner.first() {
            Some(first) if depth > 0 => self.member_names(first, depth - 1),
            _ => Vec::new(),
        }
    }

    fn is_always_required(&mut self, candidate: &Candidate, name: &str, depth: usize) -> bool {
        if candidate.shape.groups.is_empty() {
            return self.is_required(&candidate.shape, name);
        }
        depth > 0
            && self
                .candidates(&candidate.shape)
                .iter()
                .all(|inner| self.is_always_required(inner, name, depth - 1))
    }
}

/// The tags of a candidate whose schema fixes them, beside what the mapping says.
fn settle(
    fixed: &[Constant],
    keys: &[String],
    alone: bool,
    at: &Origin,
    findings: &mut Vec<Finding>,
) -> Vec<Constant> {
    let is_mapped = |one: &&Constant| keys.iter().any(|key| is_spelled(one, key));
    let both: Vec<Constant> = fixed.iter().filter(is_mapped).cloned().collect();
    if both.is_empty() && !keys.is_empty() {
        for key in keys {
            findings.push(Finding {
                code: "discriminator-mapping-mismatch",
                origin: at.child("mapping").child(key),
                message: format!(
                    "The mapping says `{key}`, and the variant itself allows {}; the variant is right.",
                    list(fixed)
                ),
                cure: "Map the value that the variant allows, spelled as JSON has it.",
            });
        }
    }
    if both.is_empty() || alone {
        fixed.to_vec()
    } else {
        both
    }
}

/// A value as a tag, if it is a scalar that can be one.
fn tag(value: &Value) -> Option<Constant> {
    match value {
        Value::String(text) => Some(Constant::Text(text.clone())),
        Value::Bool(value) => Some(Constant::Bool(*value)),
        Value::Number(number) => Some(match number.as_i64() {
            Some(value) => Constant::Integer(value),
            None => Constant::Json(value.clone()),
        }),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Keys of a mapping are strings; the member may be something else.
fn typed(key: &str, kinds: Kinds) -> Constant {
    let text = || Constant::Text(key.to_owned());
    if kinds.meets(Kinds::STRING) {
        text()
    } else if kinds.meets(Kinds::INTEGER) {
        key.parse().map_or_else(|_| text(), Constant::Integer)
    } else if kinds.meets(Kinds::FRACTION) {
        number(key).unwrap_or_else(text)
    } else {
        key.to_ascii_lowercase()
            .parse()
            .map_or_else(|_| text(), Constant::Bool)
    }
}

fn kinds_of(tag: &Constant) -> Kinds {
    match tag {
        Constant::Text(_) => Kinds::STRING,
        Constant::Integer(_) => Kinds::INTEGER,
        Constant::Bool(_) => Kinds::BOOL,
        Constant::Json(_) => Kinds::FRACTION,
    }
}

/// A key of a mapping as a number.
fn number(key: &str) -> Option<Constant> {
    let value = Value::Number(Number::Float(key.parse().ok()?));
    tag(&value)
}

/// Whether a key of a mapping means a tag; numbers may be spelled in several ways.
fn is_spelled(tag: &Constant, key: &str) -> bool {
    match tag {
        Constant::Integer(_) | Constant::Json(_) => number(key).as_ref() == Some(tag),
        tag => text(tag) == key,
    }
}

fn text(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => text.clone(),
        Constant::Integer(value) => value.to_string(),
        Constant::Bool(value) => value.to_string(),
        Constant::Json(value) => value.as_f64().unwrap_or_default().to_string(),
    }
}

fn list(constants: &[Constant]) -> String {
    let texts: Vec<String> = constants
        .iter()
        .map(|one| format!("`{}`", text(one)))
        .collect();
    texts.join(", ")
}
