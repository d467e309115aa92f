//! Where a `Box` is needed because a type would be too large: reading a value moves it through
//! several functions, and builds without optimisation keep every copy on the stack.
//!
//! Sizes are rough and the same on every machine. Only types that a type holds have a say, and a
//! member that is published stays as it is, so what is added to a document moves no `Box`.

use super::cycles::known;
use super::{TypeFacts, edges};
use crate::ir::{Api, Item, ScalarKind, Ty, TypeId};
use crate::lock::PublishedType;

/// What a type may take, in bytes, if boxes can help it. Texts alone may take more.
const LARGEST: usize = 4096;

/// What is smaller stays in place: a box would save little.
const LEAST: usize = 128;

const POINTER: usize = 8;
/// Texts, lists and maps; what keeps an unknown text too.
const GROWING: usize = 24;
/// A number, with the word by which it may be absent.
const NUMBER: usize = 16;
const JSON: usize = 32;

/// Adds to `boxed` what is too large to be held in place; cycles have their boxes already.
pub(super) fn mark(api: &Api, published: &[PublishedType], types: &mut [TypeFacts]) {
    let mut sizes: Vec<Option<usize>> = vec![None; api.types.len()];
    let held: Vec<Vec<usize>> = (0..api.types.len())
        .map(|id| held(api, id, &types[id]))
        .collect();
    for start in 0..api.types.len() {
        // The stack is our own: a document decides how deep types lie within each other.
        let mut path = vec![start];
        while let Some(&id) = path.last() {
            let mut inner = held[id].iter();
            match inner.find(|&&inner| sizes[inner].is_none()) {
                Some(&inner) if sizes[id].is_none() => path.push(inner),
                _ => {
                    if sizes[id].is_none() {
                        sizes[id] = Some(settle(api, published, types, &sizes, id));
                    }
                    path.pop();
                }
            }
        }
    }
}

/// The types that a type holds in place and without a box.
fn held(api: &Api, id: usize, facts: &TypeFacts) -> Vec<usize> {
    let mut found = Vec::new();
    edges::of_def(api, &api.types[id], &mut |place, TypeId(inner), direct| {
        if direct && place.is_some_and(|place| !facts.boxed[place]) {
            found.push(inner);
        }
    });
    found
}

/// Boxes the largest places of a type until it is small enough, and gives its size.
fn settle(
    api: &Api,
    published: &[PublishedType],
    types: &mut [TypeFacts],
    sizes: &[Option<usize>],
    id: usize,
) -> usize {
    let def = &api.types[id];
    let boxed = &mut types[id].boxed;
    let mut places: Vec<usize> = contents(&def.item)
        .enumerate()
        .map(|(place, ty)| match boxed.get(place) {
            Some(true) => POINTER,
            _ => of_ty(api, ty, sizes),
        })
        .collect();
    let is_union = matches!(def.item, Item::Union(_));
    let total = |places: &[usize]| match &def.item {
        Item::Enum(_) => GROWING,
        Item::Union(_) => POINTER + places.iter().copied().max().unwrap_or(GROWING),
        _ => POINTER + places.iter().sum::<usize>(),
    };
    let known = known(def, published.get(id));
    let mut movable: Vec<usize> = Vec::new();
    edges::of_def(api, def, &mut |place, _, direct| {
        let place = place.filter(|place| direct && !boxed[*place]);
        movable.extend(place.filter(|place| known.get(*place).copied().flatten().is_none()));
    });
    movable.sort_by_key(|&place| std::cmp::Reverse(places[place]));
    movable.dedup();
    for place in movable {
        let helps = places[place] >= LEAST && (!is_union || places[place] > LARGEST / 2);
        if total(&places) > LARGEST && helps {
            boxed[place] = true;
            places[place] = POINTER;
        }
    }
    total(&places)
}

fn contents(item: &Item) -> Box<dyn Iterator<Item = &Ty> + '_> {
    match item {
        Item::Struct(item) => Box::new(item.fields.iter().map(|field| &field.ty)),
        Item::Union(item) => Box::new(item.variants.iter().map(|variant| &variant.ty)),
        Item::Wrapper(ty) | Item::Alias(ty) => Box::new(std::iter::once(ty)),
        Item::Enum(_) => Box::new(std::iter::empty()),
    }
}

fn of_ty(api: &Api, ty: &Ty, sizes: &[Option<usize>]) -> usize {
    match api.resolve(ty) {
        // What is not settled yet is held behind a pointer of its own.
        Ty::Named(id) => sizes[id.0].unwrap_or(GROWING),
        Ty::Nullable(inner) | Ty::JsonText(inner) => of_ty(api, inner, sizes),
        Ty::Tuple(elements) => elements.iter().map(|one| of_ty(api, one, sizes)).sum(),
        Ty::List(_) | Ty::Map(_) => GROWING,
        Ty::Json => JSON,
        Ty::Scalar(scalar) => match scalar.kind() {
            ScalarKind::Null | ScalarKind::Bool => POINTER,
            ScalarKind::Integer | ScalarKind::Number => NUMBER,
            ScalarKind::Text => GROWING,
        },
    }
}
