//! At which places of the document each type is the value of a member or parameter.
//!
//! Inline enumerations with the same name and values are one type. What such a type is called must
//! not depend on which of its places is read first, so all of them count.

use crate::ir::{Api, Item, NameHint, Owner, Step, Struct, Ty};
use std::collections::BTreeSet;

/// A place: what owns it, and the steps down to it.
pub(crate) type Place = (Owner, Vec<Step>);

/// The places of each type.
pub(crate) fn places(api: &Api) -> Vec<BTreeSet<Place>> {
    let mut places = vec![BTreeSet::new(); api.types.len()];
    for def in &api.types {
        let (owner, steps) = match &def.hint {
            NameHint::Component(key) => (Owner::Component(key.clone()), Vec::new()),
            NameHint::Inline { owner, steps, .. } => (owner.clone(), steps.clone()),
        };
        if let Item::Struct(Struct { fields, .. }) = &def.item {
            for field in fields {
                let step = Step::Property(field.wire_name.clone());
                let steps = [steps.clone(), vec![step]].concat();
                enter(&field.ty, &owner, steps, &mut places);
            }
        }
    }
    for operation in &api.operations {
        let owner = Owner::Operation {
            method: operation.method.clone(),
            path: operation.path.clone(),
        };
        for parameter in &operation.parameters {
            let steps = vec![Step::Parameter(parameter.name.clone())];
            enter(&parameter.ty, &owner, steps, &mut places);
        }
    }
    places
}

/// Notes the declared type in a use, through containers and null.
fn enter(ty: &Ty, owner: &Owner, mut steps: Vec<Step>, places: &mut [BTreeSet<Place>]) {
    match ty {
        Ty::Named(id) => {
            places[id.0].insert((owner.clone(), steps));
        }
        Ty::Nullable(inner) | Ty::JsonText(inner) => enter(inner, owner, steps, places),
        Ty::List(inner) => {
            steps.push(Step::Items);
            enter(inner, owner, steps, places);
        }
        Ty::Map(inner) => {
            steps.push(Step::Values);
            enter(inner, owner, steps, places);
        }
        Ty::Tuple(_) | Ty::Scalar(_) | Ty::Json => {}
    }
}

/// The name of the member or parameter at a place.
pub(crate) fn member(place: &Place) -> Option<&str> {
    place.1.iter().rev().find_map(|step| match step {
        Step::Property(name) | Step::Parameter(name) => Some(name.as_str()),
        _ => None,
    })
}
