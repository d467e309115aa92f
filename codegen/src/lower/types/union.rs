//! `oneOf` and `anyOf`: one type where all members come to one, else a union.

use super::TypeLowering;
use super::analysis::{Candidate, Finding, Names, Part, Permitted, Tagging};
use super::place::Place;
use super::scalar::{wider_number, wider_text};
use crate::diagnostic::Severity;
use crate::ir::{Constant, Docs, Item, Scalar, Step, Ty, Union, Variant};
use crate::model::schema::Kinds;
use std::rc::Rc;

/// Scalars of one kind that a choice offers.
#[derive(Debug, Default)]
struct Scalars {
    /// Listed values, and the type that lists them if it is only one with a name.
    values: Vec<Permitted>,
    named: Vec<Part>,
    /// Everything else.
    scalars: Vec<Scalar>,
}

/// A variant before its type is declared.
struct Entry {
    ty: Ty,
    tags: Vec<Constant>,
    hint: String,
    index: usize,
    /// Whether it is the type of one candidate alone.
    is_whole: bool,
}

impl TypeLowering<'_> {
    /// A place with a choice.
    pub(super) fn union(&mut self, place: &Place) -> Option<Ty> {
        if place.shape.groups.is_empty() {
            return None;
        }
        let (candidates, is_all) = self.analysis.laid_out(&place.shape);
        if !is_all {
            return Some(self.too_wide(place));
        }
        if candidates.is_empty() {
            let never = Place {
                kinds: Kinds::NONE,
                ..place.clone()
            };
            return self.contradiction(&never);
        }
        Some(self.choice(place, candidates))
    }

    /// One type for all candidates.
    pub(super) fn choice(&mut self, place: &Place, candidates: Vec<Candidate>) -> Ty {
        if let [one] = candidates.as_slice() {
            return self.only(place, one);
        }
        for kinds in [Kinds::STRING, Kinds::NUMBER, Kinds::BOOL] {
            if candidates.iter().all(|one| is_scalar(one, kinds)) {
                let ty = self.scalars(place, &candidates, kinds, None);
                self.note_merged(&candidates, &ty);
                return ty;
            }
        }
        let is_anything = |one: &Candidate| self.analysis.is_anything(&one.shape, one.kinds);
        if candidates.iter().any(is_anything) {
            return self.json(place.at, crate::ir::UntypedReason::NoShape);
        }
        let tagging = self.analysis.tagging(&place.shape, &candidates);
        let tagging = tagging.unwrap_or_else(|| Tagging {
            property: None,
            tags: vec![Vec::new(); candidates.len()],
            findings: Vec::new(),
            default: None,
        });
        for finding in &tagging.findings {
            self.correct(finding);
        }
        let names = self.analysis.names(&candidates, &tagging.tags);
        let entries = self.entries(place, &candidates, &tagging.tags, &names);
        for entry in &entries {
            let candidate = &candidates[entry.index];
            let id = self.analysis.reduce(candidate.member);
            if candidate.parts == [Part::Whole(id)] && entry.is_whole {
                self.record(candidate.member, &entry.ty);
            }
        }
        if let [one] = entries.as_slice() {
            return one.ty.clone();
        }
        let default = tagging.default;
        let default = entries.iter().position(|one| Some(one.index) == default);
        let variants = entries
            .into_iter()
            .map(|entry| self.variant(entry, &candidates))
            .collect();
        let union = Union {
            tag: tagging.property,
            default,
            variants,
        };
        self.declare(place, Item::Union(union))
    }

    fn correct(&mut self, finding: &Finding) {
        self.diagnostics.push(
            Severity::Corrected,
            finding.code,
            &finding.origin,
            finding.message.clone(),
            finding.cure,
        );
    }

    /// The variants in document order; scalars of one kind are one variant, where the first is.
    fn entries(
        &mut self,
        place: &Place,
        candidates: &[Candidate],
        tags: &[Vec<Constant>],
        names: &Names,
    ) -> Vec<Entry> {
        let lists = self.scalar_lists(candidates);
        let mut entries: Vec<Entry> = Vec::with_capacity(candidates.len());
        let mut merged = Kinds::NONE;
        for (index, candidate) in candidates.iter().enumerate() {
            let scalar = [Kinds::STRING, Kinds::NUMBER, Kinds::BOOL]
                .into_iter()
                .find(|kinds| is_scalar(candidate, *kinds));
            let (ty, hint) = match scalar {
                Some(kinds) if merged.contains(kinds) => continue,
                Some(kinds) => {
                    merged |= kinds;
                    self.scalar_entry(place, candidates, kinds, &names.hints[index])
                }
                None if lists.is_later(index) => continue,
                None if lists.is_first(index) => self.list_entry(place, &lists, index),
                None => {
                    let step = names.steps[index].clone();
                    let ty = self.candidate(place, candidate, Some(step));
                    (ty, names.hints[index].clone())
                }
            };
            match entries.iter_mut().find(|known| known.ty == ty) {
                Some(known) => known.tags.extend(tags[index].iter().cloned()),
                None => entries.push(Entry {
                    ty,
                    tags: tags[index].clone(),
                    hint,
                    index,
                    is_whole: scalar.is_none() && !lists.is_first(index),
                }),
            }
        }
        entries
    }

    fn scalar_entry(
        &mut self,
        place: &Place,
        candidates: &[Candidate],
        kinds: Kinds,
        hint: &str,
    ) -> (Ty, String) {
        let of_kind: Vec<Candidate> = candidates
            .iter()
            .filter(|one| is_scalar(one, kinds))
            .cloned()
            .collect();
        let hint = match of_kind.as_slice() {
            [_] => hint.to_owned(),
            _ => kinds.name().to_owned(),
        };
        let ty = self.scalars(place, &of_kind, kinds, Some(hint.clone()));
        self.note_merged(&of_kind, &ty);
        (ty, hint)
    }

    /// Keeps the type of members that became one type with others.
    fn note_merged(&mut self, candidates: &[Candidate], ty: &Ty) {
        for candidate in candidates {
            let member = candidate.member;
            let id = self.analysis.reduce(member);
            let is_all = self.analysis.kinds_of(id) == candidate.kinds;
            if candidate.parts == [Part::Whole(id)] && is_all && !self.merged.contains_key(&member)
            {
                let ty = self.with_null(&[Part::Whole(member)], ty.clone());
                self.merged.insert(member, ty);
            }
        }
    }

    fn variant(&self, entry: Entry, candidates: &[Candidate]) -> Variant {
        let member = self.analysis.schema(candidates[entry.index].member);
        Variant {
            tags: entry.tags,
            ty: entry.ty,
            hint: entry.hint,
            docs: Docs {
                summary: None,
                description: member.annotations.description.clone(),
            },
            origin: member.origin.clone(),
        }
    }

    /// The type of one candidate; `step` names it if it is one of several.
    fn candidate(&mut self, place: &Place, candidate: &Candidate, step: Option<String>) -> Ty {
        let hint = match step {
            Some(step) => place.hint.then(Step::Variant(step)),
            None => place.hint.clone(),
        };
        let all = self.analysis.kinds_of_shape(&candidate.shape);
        if candidate.kinds == all && candidate.parts != place.parts && !candidate.parts.is_empty() {
            return self.core(&candidate.parts, &hint);
        }
        let part = Place {
            at: place.at,
            parts: Vec::new(),
            shape: Rc::clone(&candidate.shape),
            kinds: candidate.kinds,
            hint,
        };
        self.convert(&part)
    }

    /// A choice that leaves one candidate is that candidate, at this place.
    fn only(&mut self, place: &Place, candidate: &Candidate) -> Ty {
        let is_named =
            matches!(candidate.parts.as_slice(), [Part::Whole(id)] if self.analysis.is_named(*id));
        if is_named || place.parts.is_empty() || candidate.parts == place.parts {
            return self.candidate(place, candidate, None);
        }
        let inner = Place {
            at: candidate.member,
            shape: Rc::clone(&candidate.shape),
            kinds: candidate.kinds,
            ..place.clone()
        };
        self.convert(&inner)
    }

    /// One type for scalars of one kind.
    pub(super) fn scalars(
        &mut self,
        place: &Place,
        candidates: &[Candidate],
        kinds: Kinds,
        step: Option<String>,
    ) -> Ty {
        if let [one] = candidates {
            return self.candidate(place, one, step);
        }
        if kinds == Kinds::BOOL {
            return Ty::Scalar(Scalar::Bool);
        }
        let mut found = Scalars::default();
        for candidate in candidates {
            self.gather(candidate, &mut found, 0);
        }
        let widen = if kinds == Kinds::STRING {
            wider_text
        } else {
            wider_number
        };
        let scalar = found.scalars.iter().copied().reduce(widen);
        let is_plain = match scalar {
            None | Some(Scalar::String) => true,
            // No listed value is of the format; one that is only empty says that there is none.
            Some(Scalar::Secret) => false,
            Some(_) => found.values.iter().any(|one| {
                let value = self.analysis.value(*one).as_str();
                value.is_some_and(|text| !text.is_empty())
            }),
        };
        if found.values.is_empty() || (kinds == Kinds::NUMBER && scalar.is_some()) || !is_plain {
            return Ty::Scalar(scalar.unwrap_or(Scalar::F64));
        }
        // An enumeration is open, so it holds whatever plain text stands beside it.
        let allows_any_text = scalar.is_some();
        if let ([Part::Whole(named)], 1) = (found.named.as_slice(), sources(&found.values)) {
            let ty = self.core(&[Part::Whole(*named)], &place.hint);
            return self.opened(ty, allows_any_text);
        }
        let values = self.distinct_values(&found.values);
        let part = Place {
            parts: if step.is_none() {
                place.parts.clone()
            } else {
                Vec::new()
            },
            hint: match step {
                Some(step) => place.hint.then(Step::Variant(step)),
                None => place.hint.clone(),
            },
            kinds: self.kinds_listed(&values),
            ..place.clone()
        };
        let ty = self.listed(&part, &values);
        self.opened(ty, allows_any_text)
    }

    /// Remembers that unknown values of an enumeration are as good as known ones.
    fn opened(&mut self, ty: Ty, allows_any_text: bool) -> Ty {
        if let (Ty::Named(id), true) = (&ty, allows_any_text) {
            self.open.insert(*id);
        }
        ty
    }

    /// What the candidates come to, choices within named ones included.
    fn gather(&mut self, candidate: &Candidate, found: &mut Scalars, depth: usize) {
        if !candidate.shape.groups.is_empty() && depth < 8 {
            for inner in self.analysis.candidates(&candidate.shape) {
                self.gather(&inner, found, depth + 1);
            }
            return;
        }
        if let Some(values) = &candidate.shape.values {
            found.values.extend(values);
            if let [Part::Whole(id)] = candidate.parts.as_slice()
                && self.analysis.is_named(*id)
            {
                found.named.push(Part::Whole(*id));
            }
            return;
        }
        let part = Place {
            at: candidate.member,
            parts: Vec::new(),
            shape: Rc::clone(&candidate.shape),
            kinds: candidate.kinds,
            hint: super::analysis::Where::at(candidate.member),
        };
        if let Some(Ty::Scalar(scalar)) = self.scalar(&part) {
            found.scalars.push(scalar);
        } else {
            found.scalars.push(Scalar::String);
        }
    }

    fn distinct_values(&self, values: &[Permitted]) -> Vec<Permitted> {
        let mut distinct: Vec<Permitted> = Vec::with_capacity(values.len());
        for one in values {
            let value = self.analysis.value(*one);
            let is_known =
                |known: &Permitted| super::analysis::same(self.analysis.value(*known), value);
            if !distinct.iter().any(is_known) {
                distinct.push(*one);
            }
        }
        distinct
    }

    fn kinds_listed(&self, values: &[Permitted]) -> Kinds {
        values.iter().fold(Kinds::NONE, |kinds, one| {
            kinds | Kinds::of(self.analysis.value(*one))
        })
    }
}

/// How many schemas list the values.
fn sources(values: &[Permitted]) -> usize {
    let mut sources: Vec<_> = values.iter().map(|one| one.by).collect();
    sources.dedup();
    sources.len()
}

pub(super) fn is_scalar(candidate: &Candidate, kinds: Kinds) -> bool {
    !candidate.kinds.is_empty() && kinds.contains(candidate.kinds)
}
