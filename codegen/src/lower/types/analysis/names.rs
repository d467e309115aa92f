//! What the candidates of a choice are called.

use super::{Analysis, Candidate, Part, Shape};
use crate::digest::digest;
use crate::ir::Constant;
use crate::model::schema::{Kinds, SchemaId};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Names of candidates, each distinct from the others.
#[derive(Debug, Default)]
pub(in crate::lower::types) struct Names {
    /// For each candidate what tells it apart without regard to tags.
    pub(in crate::lower::types) hints: Vec<String>,
    /// For each candidate what tells it apart in the names of types: its tag, if it has one.
    pub(in crate::lower::types) steps: Vec<String>,
}

impl Analysis<'_> {
    /// The names of all candidates of a choice; `tags` has those of each, or is empty.
    pub(in crate::lower::types) fn names(
        &mut self,
        candidates: &[Candidate],
        tags: &[Vec<Constant>],
    ) -> Names {
        let own: Vec<Option<String>> = candidates.iter().map(|one| self.own_name(one)).collect();
        let mut hints = Vec::with_capacity(candidates.len());
        for (index, candidate) in candidates.iter().enumerate() {
            let rivals: Vec<&Candidate> = candidates
                .iter()
                .enumerate()
                .filter(|(other, one)| {
                    *other != index && own[*other] == own[index] && one.kinds.meets(candidate.kinds)
                })
                .map(|(_, one)| one)
                .collect();
            let hint = match &own[index] {
                Some(name) if rivals.is_empty() => name.clone(),
                // The same schema stands beside different ones.
                Some(name) => {
                    let own = self.own_members(candidate, &rivals);
                    format!("{name} {}", own.join(" ")).trim_end().to_owned()
                }
                None => self.kind_name(candidate, &rivals),
            };
            hints.push(hint);
        }
        self.make_distinct(&mut hints, candidates);
        let tag_of = |index: usize| match tags.get(index).map(Vec::as_slice) {
            Some([Constant::Text(tag)]) if !tag.is_empty() => Some(tag.clone()),
            _ => None,
        };
        let mut steps: Vec<String> = hints
            .iter()
            .enumerate()
            .map(|(index, hint)| tag_of(index).unwrap_or_else(|| hint.clone()))
            .collect();
        self.make_distinct(&mut steps, candidates);
        Names { hints, steps }
    }

    /// What the members of a choice are called, by member.
    pub(super) fn variant_names(&mut self, group: Part) -> Rc<BTreeMap<SchemaId, String>> {
        if let Some(known) = self.variant_names.get(&group) {
            return Rc::clone(known);
        }
        let shape = self.shape_of(&[group]);
        let candidates = self.candidates(&shape);
        let tagging = self.tagging(&shape, &candidates);
        let tags = tagging.map(|tagging| tagging.tags).unwrap_or_default();
        let names = self.names(&candidates, &tags);
        let members = candidates.iter().map(|candidate| candidate.member);
        let names: Rc<BTreeMap<SchemaId, String>> = Rc::new(members.zip(names.steps).collect());
        self.variant_names.insert(group, Rc::clone(&names));
        names
    }

    /// The names of the schemas that a candidate refers to.
    fn own_name(&self, candidate: &Candidate) -> Option<String> {
        let named: Vec<&str> = candidate
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Whole(id) => self.schema(*id).name.as_deref(),
                _ => None,
            })
            .collect();
        if !named.is_empty() {
            return Some(named.join(" "));
        }
        // Without any it has no name, unless it is a parent that occurs itself.
        let is_own = |part: &Part| matches!(part, Part::Own(_));
        let is_itself = !candidate.parts.is_empty() && candidate.parts.iter().all(is_own);
        let name = self.schema(candidate.member).name.as_ref();
        name.filter(|_| is_itself).cloned()
    }

    /// The kind of a candidate, with what others of that kind do not have.
    fn kind_name(&mut self, candidate: &Candidate, rivals: &[&Candidate]) -> String {
        let kind = candidate.kinds.name();
        if rivals.is_empty() {
            return kind.to_owned();
        }
        if candidate.kinds == Kinds::ARRAY {
            let items = self.items(&candidate.shape);
            return match self.element_name(&items, 4) {
                Some(of) => format!("{of} array"),
                None => kind.to_owned(),
            };
        }
        let own = self.own_members(candidate, rivals);
        if own.is_empty() {
            return kind.to_owned();
        }
        format!("{kind} {}", own.join(" "))
    }

    /// What the elements of an array are called.
    pub(super) fn element_name(&mut self, items: &[Part], depth: usize) -> Option<String> {
        let items = self.simplify(items);
        let [Part::Whole(id)] = items.as_slice() else {
            return None;
        };
        if let Some(name) = &self.schema(*id).name {
            return Some(name.clone());
        }
        let shape = self.shape(*id);
        let kinds = self.kinds_of(*id);
        if kinds == Kinds::ARRAY && depth > 0 {
            let inner = self.items(&shape);
            let of = self.element_name(&inner, depth - 1)?;
            return Some(format!("{of} array"));
        }
        Some(kinds.name().to_owned())
    }

    /// The first members of an object that no rival has; if there are none, a member that is of
    /// another kind in every rival, or that only here is required.
    fn own_members(&mut self, candidate: &Candidate, rivals: &[&Candidate]) -> Vec<String> {
        let shape = Rc::clone(&candidate.shape);
        let names: Vec<&str> = self.properties(&shape).into_keys().collect();
        let is_alone = |name: &&&str| {
            let mut rivals = rivals.iter();
            rivals.all(|rival| self.property(&rival.shape, name).is_empty())
        };
        let alone: Vec<String> = names
            .iter()
            .filter(is_alone)
            .take(2)
            .map(|name| (*name).to_owned())
            .collect();
        if !alone.is_empty() {
            return alone;
        }
        for name in &names {
            let kinds = self.kinds_of_member(&shape, name);
            let mut rivals = rivals.iter();
            if rivals.all(|rival| self.kinds_of_member(&rival.shape, name) != kinds) {
                return vec![(*name).to_owned(), kinds.name().to_owned()];
            }
        }
        let is_required = |name: &&&str| {
            let mut rivals = rivals.iter();
            self.is_required(&shape, name)
                && !rivals.any(|rival| self.is_required(&rival.shape, name))
        };
        let required = names.iter().find(is_required);
        required
            .map(|name| (*name).to_owned())
            .into_iter()
            .collect()
    }

    fn kinds_of_member(&mut self, shape: &Shape, name: &str) -> Kinds {
        let parts = self.property(shape, name);
        let shape = self.shape_of(&parts);
        self.kinds_of_shape(&shape)
    }

    /// Candidates that are still called the same are told apart by their titles, or by what is in
    /// them. Those in which nothing differs are numbered: either way round they mean the same.
    fn make_distinct(&mut self, names: &mut [String], candidates: &[Candidate]) {
        let before = names.to_vec();
        for (name, group) in alike(&before) {
            // Those that are told apart already are rivals as well.
            let start = format!("{name} ");
            let is_rival = |index: &usize| {
                before[*index].starts_with(&start) && candidates[*index].kinds == Kinds::OBJECT
            };
            let rivals = (0..before.len()).filter(is_rival);
            let all: Vec<usize> = group.iter().copied().chain(rivals).collect();
            let labels = self.labels(&group, &all, candidates);
            for (index, label) in group.into_iter().zip(labels) {
                names[index] = labelled(&name, &label, &before);
            }
        }
        for (name, group) in alike(names) {
            for index in group {
                let shape = Rc::clone(&candidates[index].shape);
                let digest = digest(&self.content(&shape, 4), 0);
                names[index] = format!("{name} x{digest:06x}");
            }
        }
        for (name, group) in alike(names) {
            for (at, index) in group.into_iter().enumerate().skip(1) {
                names[index] = format!("{name} {}", at + 1);
            }
        }
    }

    /// What is said of each of a group, beside all others of the kind.
    fn labels(&mut self, group: &[usize], all: &[usize], candidates: &[Candidate]) -> Vec<String> {
        let title = |index: &usize| {
            let schema = self.schema(candidates[*index].member);
            schema.annotations.title.clone().unwrap_or_default()
        };
        let titles: Vec<String> = group.iter().map(title).collect();
        let distinct: BTreeSet<&String> = titles.iter().filter(|one| !one.is_empty()).collect();
        if distinct.len() == group.len() {
            return titles;
        }
        let mut shapes = Vec::with_capacity(all.len());
        for index in all {
            let shape = Rc::clone(&candidates[*index].shape);
            shapes.push(self.element(&shape));
        }
        self.told_apart(&shapes)
    }
}

/// The indices of names that are not distinct.
fn alike(names: &[String]) -> BTreeMap<String, Vec<usize>> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        groups.entry(name.clone()).or_default().push(index);
    }
    groups.retain(|_, group| group.len() > 1);
    groups
}

/// A name with what tells it apart. That an object is one goes without saying where something else
/// is said of it.
fn labelled(name: &str, label: &str, others: &[String]) -> String {
    if label.is_empty() {
        return name.to_owned();
    }
    if name != "object" {
        return format!("{name} {label}");
    }
    let says_members = ["without ", "requiring "];
    if let Some(members) = label.strip_prefix("with ") {
        return format!("object {members}");
    }
    let is_taken = others.iter().any(|other| other == label);
    if is_taken || says_members.iter().any(|start| label.starts_with(start)) {
        return format!("object {label}");
    }
    label.to_owned()
}
