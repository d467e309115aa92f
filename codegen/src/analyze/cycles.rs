//! Where a `Box` is needed: on the fewest members that keep a type from holding itself in place.
//!
//! Only types that hold each other (a strongly connected component) are looked at together, and
//! within a component the pointers of the schemas decide the order. So a schema that has nothing to
//! do with a cycle never moves a `Box`.
//!
//! A member that is published stays as it is, in a `Box` or not: where a cycle is closed by members
//! that are new, one of them gets the `Box`.

use super::{TypeFacts, edges};
use crate::ir::{Api, TypeDef, TypeId};
use crate::lock::PublishedType;
use crate::lock::keys;
use std::collections::BTreeSet;

/// A place in a type: the index of the type, and of its field or variant.
type Place = (usize, usize);

/// Fills in `boxed`.
pub(super) fn mark(api: &Api, published: &[PublishedType], types: &mut [TypeFacts]) {
    let mut held: Vec<Vec<Held>> = Vec::with_capacity(api.types.len());
    for (index, (def, facts)) in api.types.iter().zip(types.iter_mut()).enumerate() {
        facts.boxed = vec![false; edges::places(def)];
        let known = known(def, published.get(index));
        let mut list = Vec::new();
        edges::of_def(api, def, &mut |place, TypeId(target), direct| {
            let (Some(place), true) = (place, direct) else {
                return;
            };
            let known = known.get(place).copied().flatten();
            if known == Some(true) {
                facts.boxed[place] = true;
            } else {
                let is_new = known.is_none();
                list.push(Held {
                    place,
                    target,
                    is_new,
                });
            }
        });
        held.push(list);
    }
    for mut component in components(&held) {
        component.sort_by_key(|&id| (&api.types[id].origin, id));
        let boxed = closing(&component, &held);
        let boxed = boxed.unwrap_or_else(|| feedback(&component, &held));
        for (id, place) in boxed {
            types[id].boxed[place] = true;
        }
    }
}

/// A type held in place by a field or variant.
struct Held {
    place: usize,
    target: usize,
    /// Whether the place is not published.
    is_new: bool,
}

/// Of each place whether it is published with a `Box`; `None` for one that is not published.
pub(super) fn known(def: &TypeDef, published: Option<&PublishedType>) -> Vec<Option<bool>> {
    let Some(published) = published.filter(|published| !published.members.is_empty()) else {
        return Vec::new();
    };
    let keys = keys::members(&def.item);
    let keys = keys.iter();
    keys.map(|key| published.members.get(key).copied())
        .collect()
}

/// The places of a component that need a `Box` where only new ones may get it: nothing if the
/// component is new altogether, or if what is published makes a cycle by itself.
fn closing(component: &[usize], held: &[Vec<Held>]) -> Option<BTreeSet<Place>> {
    let members: BTreeSet<usize> = component.iter().copied().collect();
    let within = component.iter().flat_map(|&id| {
        let inside = held[id]
            .iter()
            .filter(|edge| members.contains(&edge.target));
        inside.map(move |edge| (id, edge))
    });
    let within: Vec<(usize, &Held)> = within.collect();
    if within.iter().all(|(_, edge)| edge.is_new) {
        return None;
    }
    let new = within.iter().filter(|(_, edge)| edge.is_new);
    let new: Vec<Place> = new.map(|(id, edge)| (*id, edge.place)).collect();
    let mut boxed: BTreeSet<Place> = new.iter().copied().collect();
    if has_cycle(component, held, &boxed) {
        return None;
    }
    for place in new {
        boxed.remove(&place);
        if has_cycle(component, held, &boxed) {
            boxed.insert(place);
        }
    }
    Some(boxed)
}

/// The places of a component that need a `Box`.
///
/// The edges that lead back in a depth-first walk break every cycle; those among them that are not
/// needed, because the others break their cycles too, are taken back.
fn feedback(component: &[usize], held: &[Vec<Held>]) -> BTreeSet<Place> {
    let mut back = Vec::new();
    depth_first(component, held, &BTreeSet::new(), &mut |place| {
        back.push(place)
    });
    let mut boxed: BTreeSet<Place> = back.iter().copied().collect();
    for place in back {
        boxed.remove(&place);
        if has_cycle(component, held, &boxed) {
            boxed.insert(place);
        }
    }
    boxed
}

fn has_cycle(component: &[usize], held: &[Vec<Held>], boxed: &BTreeSet<Place>) -> bool {
    let mut cycle = false;
    depth_first(component, held, boxed, &mut |_| cycle = true);
    cycle
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    Outside,
    Waiting,
    Open,
    Done,
}

/// Walks a component from its first member on, and reports the places that lead to a type that is
/// still open. The stack is our own: a document decides how deep it gets.
fn depth_first(
    component: &[usize],
    held: &[Vec<Held>],
    boxed: &BTreeSet<Place>,
    back: &mut impl FnMut(Place),
) {
    let mut visits = vec![Visit::Outside; held.len()];
    for &id in component {
        visits[id] = Visit::Waiting;
    }
    for &start in component {
        if visits[start] != Visit::Waiting {
            continue;
        }
        visits[start] = Visit::Open;
        let mut stack = vec![(start, 0)];
        while let Some((id, next)) = stack.last_mut() {
            let id = *id;
            let Some(edge) = held[id].get(*next) else {
                visits[id] = Visit::Done;
                stack.pop();
                continue;
            };
            *next += 1;
            let place = (id, edge.place);
            if boxed.contains(&place) {
                continue;
            }
            match visits[edge.target] {
                Visit::Waiting => {
                    visits[edge.target] = Visit::Open;
                    stack.push((edge.target, 0));
                }
                Visit::Open => back(place),
                Visit::Outside | Visit::Done => {}
            }
        }
    }
}

/// The strongly connected components that hold a cycle (Tarjan's algorithm).
fn components(held: &[Vec<Held>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; held.len()];
    let mut lowest = vec![0; held.len()];
    let mut waiting = vec![false; held.len()];
    let (mut seen, mut path, mut found) = (0, Vec::new(), Vec::new());
    for start in 0..held.len() {
        if order[start] != UNSEEN {
            continue;
        }
        let mut stack = vec![(start, 0)];
        while let Some((id, next)) = stack.last_mut() {
            let id = *id;
            if *next == 0 {
                (order[id], lowest[id], waiting[id]) = (seen, seen, true);
                seen += 1;
                path.push(id);
            }
            if let Some(edge) = held[id].get(*next) {
                *next += 1;
                if order[edge.target] == UNSEEN {
                    stack.push((edge.target, 0));
                } else if waiting[edge.target] {
                    lowest[id] = lowest[id].min(order[edge.target]);
                }
                continue;
            }
            stack.pop();
            if let Some((parent, _)) = stack.last() {
                lowest[*parent] = lowest[*parent].min(lowest[id]);
            }
            if lowest[id] == order[id] {
                let from = path
                    .iter()
                    .rposition(|&member| member == id)
                    .expect("a type stays on the path until its component is closed");
                let component = path.split_off(from);
                for &member in &component {
                    waiting[member] = false;
                }
                if component.len() > 1 || held[id].iter().any(|edge| edge.target == id) {
                    found.push(component);
                }
            }
        }
    }
    found
}
