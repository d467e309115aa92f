//! What tells objects of a choice apart by what is in them, never by where they stand.

use super::sets::Sets;
use super::{Analysis, Part, Shape};
use crate::model::schema::Kinds;
use crate::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How deep below a member a difference is looked for.
const DEEPEST: usize = 2;

/// How members with one name can differ, the plainest way first.
#[derive(Clone, Copy)]
enum Way {
    Kind,
    Elements,
    Values,
    Within(usize),
}

impl Analysis<'_> {
    /// What tells each shape from the others, as far as anything does: a value that a member always
    /// has, the members that are there or missing, their types, and which of them are required.
    pub(super) fn told_apart(&mut self, shapes: &[Rc<Shape>]) -> Vec<String> {
        self.refined(shapes, DEEPEST)
    }

    fn refined(&mut self, shapes: &[Rc<Shape>], depth: usize) -> Vec<String> {
        if shapes.len() < 2 {
            return vec![String::new(); shapes.len()];
        }
        let mut labels = self.by_constant(shapes);
        if labels.iter().any(|label| *label != labels[0]) {
            if labels.contains(&String::new()) {
                // Those without such a value are told apart in the other ways.
                let others = self.by_content(shapes, depth);
                for (label, other) in labels.iter_mut().zip(others) {
                    if label.is_empty() {
                        *label = other;
                    }
                }
            }
        } else {
            labels = self.by_content(shapes, depth);
        }
        self.within_classes(shapes, labels, depth)
    }

    /// Goes on with those that still have the same label.
    fn within_classes(
        &mut self,
        shapes: &[Rc<Shape>],
        mut labels: Vec<String>,
        depth: usize,
    ) -> Vec<String> {
        let classes = classes(&labels);
        if classes.len() < 2 {
            return labels;
        }
        for (label, class) in classes {
            let inner: Vec<Rc<Shape>> = class.iter().map(|at| Rc::clone(&shapes[*at])).collect();
            let more = self.refined(&inner, depth);
            for (at, more) in class.into_iter().zip(more) {
                labels[at] = format!("{label} {more}").trim().to_owned();
            }
        }
        labels
    }

    fn by_content(&mut self, shapes: &[Rc<Shape>], depth: usize) -> Vec<String> {
        let members: Vec<BTreeSet<&str>> = shapes
            .iter()
            .map(|shape| self.properties(shape).into_keys().collect())
            .collect();
        let preferred = |shape: &Shape, name: &str| self.is_required(shape, name);
        let labels = described(shapes, &members, &preferred, ["with", "without"]);
        if differ(&labels) {
            return labels;
        }
        let mut ways = vec![Way::Kind, Way::Elements, Way::Values];
        ways.extend((depth > 0).then_some(Way::Within(depth.wrapping_sub(1))));
        let shared: Vec<&str> = members[0]
            .iter()
            .copied()
            .filter(|name| members.iter().all(|names| names.contains(name)))
            .collect();
        for way in ways {
            if let Some(labels) = self.by_member(shapes, &shared, way) {
                return labels;
            }
        }
        let required: Vec<BTreeSet<&str>> = members
            .iter()
            .zip(shapes)
            .map(|(names, shape)| {
                let names = names.iter().copied();
                names.filter(|name| self.is_required(shape, name)).collect()
            })
            .collect();
        described(
            shapes,
            &required,
            &|_, _| true,
            ["requiring", "with optional"],
        )
    }

    /// The value that a member always has: of all members the one with most values.
    fn by_constant(&mut self, shapes: &[Rc<Shape>]) -> Vec<String> {
        let names: BTreeSet<&str> = shapes
            .iter()
            .flat_map(|shape| self.properties(shape).into_keys())
            .collect();
        let mut best: Option<((usize, usize, bool), Vec<String>)> = None;
        for name in names {
            let mut labels = Vec::with_capacity(shapes.len());
            for shape in shapes {
                labels.push(self.constant(shape, name).unwrap_or_default());
            }
            let distinct: BTreeSet<&String> = labels.iter().filter(|l| !l.is_empty()).collect();
            let filled = labels.iter().filter(|label| !label.is_empty()).count();
            let required = shapes.iter().all(|shape| self.is_required(shape, name));
            let order = (distinct.len(), filled, required);
            let is_better = best.as_ref().is_none_or(|(known, _)| order > *known);
            if differ(&labels) && is_better {
                best = Some((order, labels));
            }
        }
        best.map_or_else(|| vec![String::new(); shapes.len()], |(_, labels)| labels)
    }

    fn constant(&mut self, shape: &Shape, name: &str) -> Option<String> {
        let parts = self.property(shape, name);
        let shape = self.shape_of(&parts);
        let values = shape.values.as_ref()?;
        let [one] = values.as_slice() else {
            return None;
        };
        match self.value(*one) {
            Value::String(text) => Some(text.to_string()).filter(|text| !text.is_empty()),
            Value::Bool(is) => Some(format!("with {name} {is}")),
            _ => None,
        }
    }

    /// What is said of the member that differs most, if one does.
    fn by_member(
        &mut self,
        shapes: &[Rc<Shape>],
        shared: &[&str],
        way: Way,
    ) -> Option<Vec<String>> {
        let mut best: Option<((usize, bool), Vec<String>)> = None;
        for name in shared {
            let inner: Vec<Rc<Shape>> = shapes
                .iter()
                .map(|shape| self.shape_of(&self.property(shape, name)))
                .collect();
            let labels = self.said_of(name, &inner, way);
            let required = shapes.iter().all(|shape| self.is_required(shape, name));
            let order = (classes(&labels).len(), required);
            if differ(&labels) && best.as_ref().is_none_or(|(known, _)| order > *known) {
                best = Some((order, labels));
            }
        }
        best.map(|(_, labels)| labels)
    }

    fn said_of(&mut self, name: &str, inner: &[Rc<Shape>], way: Way) -> Vec<String> {
        let said: Vec<String> = match way {
            Way::Kind => {
                let kinds = inner.iter().map(|shape| self.kinds_of_shape(shape));
                return kinds
                    .map(|kinds| format!("with {name} {}", kinds.name()))
                    .collect();
            }
            Way::Elements => {
                let elements: Vec<Option<String>> = inner
                    .iter()
                    .map(|shape| {
                        let items = self.items(shape);
                        self.element_name(&items, 4)
                    })
                    .collect();
                let with = |of: Option<String>| of.map(|of| format!("with {of} {name}"));
                return elements
                    .into_iter()
                    .map(|of| with(of).unwrap_or_default())
                    .collect();
            }
            Way::Values => self.own_values(inner),
            Way::Within(depth) => {
                let elements: Vec<Rc<Shape>> =
                    inner.iter().map(|shape| self.element(shape)).collect();
                self.refined(&elements, depth)
            }
        };
        let said = said.into_iter().map(|label| {
            let label = label.strip_prefix("with ").unwrap_or(&label);
            if label.is_empty() {
                String::new()
            } else {
                format!("with {name} {label}")
            }
        });
        said.collect()
    }

    /// The elements of an array, else the value itself.
    pub(super) fn element(&mut self, shape: &Rc<Shape>) -> Rc<Shape> {
        if self.kinds_of_shape(shape) != Kinds::ARRAY {
            return Rc::clone(shape);
        }
        let items = self.items(shape);
        self.shape_of(&items)
    }

    /// The first value of each list that no other list has.
    fn own_values(&mut self, shapes: &[Rc<Shape>]) -> Vec<String> {
        let lists: Vec<Vec<String>> = shapes
            .iter()
            .map(|shape| {
                let values = shape.values.iter().flatten();
                let texts = values.filter_map(|one| match self.value(*one) {
                    Value::String(text) => Some(text.to_string()),
                    _ => None,
                });
                texts.collect()
            })
            .collect();
        lists
            .iter()
            .map(|list| {
                let mut own = list.iter().filter(|value| {
                    let others = lists.iter().filter(|other| *other != list);
                    others.flatten().all(|other| other != *value)
                });
                own.next().cloned().unwrap_or_default()
            })
            .collect()
    }

    /// All that is known of a shape, for those that no words tell apart.
    pub(super) fn content(&mut self, shape: &Shape, depth: usize) -> String {
        let kinds = self.kinds_of_shape(shape);
        let mut said = kinds.name().to_owned();
        let values = shape.values.iter().flatten();
        let mut values: Vec<String> = values
            .map(|one| format!("{:?}", self.value(*one)))
            .collect();
        values.sort_unstable();
        said.extend(values);
        if depth == 0 {
            return said;
        }
        let names: BTreeSet<&str> = self.properties(shape).into_keys().collect();
        for name in names {
            let parts = self.property(shape, name);
            let mark = if self.is_required(shape, name) {
                "!"
            } else {
                "?"
            };
            said.push_str(&format!(" {name}{mark}{}", self.content_of(&parts, depth)));
        }
        let items = self.items(shape);
        if !items.is_empty() {
            said.push_str(&format!("[{}]", self.content_of(&items, depth)));
        }
        said
    }

    fn content_of(&mut self, parts: &[Part], depth: usize) -> String {
        let shape = self.shape_of(parts);
        self.content(&shape, depth - 1)
    }
}

/// Labels made of what sets hold and lack; shapes with the same set share one.
fn described(
    shapes: &[Rc<Shape>],
    sets: &[BTreeSet<&str>],
    preferred: &dyn Fn(&Shape, &str) -> bool,
    said: [&str; 2],
) -> Vec<String> {
    let distinct: BTreeSet<&BTreeSet<&str>> = sets.iter().collect();
    let known = Sets::new(distinct.iter().copied());
    let labels: BTreeMap<&BTreeSet<&str>, String> = distinct
        .iter()
        .enumerate()
        .map(|(index, set)| {
            let holders: Vec<&Shape> = sets
                .iter()
                .zip(shapes)
                .filter(|(own, _)| own == set)
                .map(|(_, shape)| shape.as_ref())
                .collect();
            let is_preferred = |name: &str| holders.iter().all(|shape| preferred(shape, name));
            let told = known.told(index, &is_preferred);
            (*set, told.map_or_else(String::new, |told| told.text(said)))
        })
        .collect();
    sets.iter().map(|set| labels[set].clone()).collect()
}

fn differ(labels: &[String]) -> bool {
    labels.iter().any(|label| *label != labels[0])
}

fn classes(labels: &[String]) -> BTreeMap<String, Vec<usize>> {
    let mut classes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, label) in labels.iter().enumerate() {
        classes.entry(label.clone()).or_default().push(index);
    }
    classes
}
