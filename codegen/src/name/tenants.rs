//! Tenants: what nearly every path begins with says for whom something is, and not what it is.

use super::path::{Route, Segment};
use super::{verbs, words};
use std::collections::{BTreeMap, BTreeSet};

/// So many different words below the things of one collection make them tenants.
const MANY: usize = 20;

/// Takes the tenant from the routes where nearly all that is below the thing of a collection is below
/// tenants: `/accounts/{id}/queues` is about `queues`. What a tenant is itself asked for stays below
/// it, and so does what several have.
pub(super) fn drop(routes: &mut [Route]) {
    let tenants = tenants(routes);
    let is_of_one = |route: &Route| below(route).is_some() && tenants.contains(&route.key[0]);
    let mut homes: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for route in routes.iter() {
        let from = if is_of_one(route) { 2 } else { 0 };
        let homes = homes.entry(route.key[from..].to_vec()).or_default();
        homes.insert(route.key.clone());
    }
    // What is there below several things cannot do without them.
    let shared = homes.iter().filter(|(_, homes)| homes.len() > 1);
    let shared: BTreeSet<&String> = shared.filter_map(|(key, _)| key.first()).collect();
    for route in routes.iter_mut() {
        let Some(word) = below(route) else { continue };
        let done = route.key.len() == 3 && verbs::is_verb(&words::split(word));
        if is_of_one(route) && !done && !shared.contains(&route.key[2]) {
            route.segments.drain(..2);
            route.places.drain(..2);
            route.key.drain(..2);
        }
    }
}

/// The word below the thing of a first-level collection.
fn below(route: &Route) -> Option<&str> {
    match route.segments.as_slice() {
        [
            Segment::Literal(_),
            Segment::Variable(_),
            Segment::Literal(word),
            ..,
        ] => Some(word),
        _ => None,
    }
}

/// The collections whose things are tenants, by their keys.
fn tenants(routes: &[Route]) -> BTreeSet<String> {
    let mut words: BTreeMap<&String, (usize, BTreeSet<&String>)> = BTreeMap::new();
    let mut all = 0;
    for route in routes.iter().filter(|route| below(route).is_some()) {
        let (count, words) = words.entry(&route.key[0]).or_default();
        *count += 1;
        words.insert(&route.key[2]);
        all += 1;
    }
    words.retain(|_, (_, words)| words.len() >= MANY);
    let held: usize = words.values().map(|(count, _)| count).sum();
    if held * 10 < all * 9 {
        return BTreeSet::new();
    }
    words.into_keys().cloned().collect()
}
