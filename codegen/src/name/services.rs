//! Paths of services and their procedures, as gRPC, Connect and Twirp have them over HTTP:
//! `/shop.v1.PetService/ListPets` is read as `/pets/list` would be.

use super::path::{Route, Segment, raw};
use super::{verbs, words};
use crate::ir::Api;
use std::collections::{BTreeMap, BTreeSet};

/// What a path says that names a service and a procedure.
struct Call {
    /// The words of the service without `Service` behind them.
    service: Vec<String>,
    /// What is done: the verb, or all words of the procedure where none is known.
    verb: Vec<String>,
    /// What it is done with.
    object: Vec<String>,
    /// The place of the service among all segments of the path.
    place: usize,
}

/// Objects with so many procedures are resources below their service.
const SEVERAL: usize = 2;

/// Gives the routes of procedures the segments of a resource and a verb.
pub(super) fn resolve(api: &Api, routes: &mut [Route]) {
    let calls: Vec<Option<Call>> = api.operations.iter().map(|one| call(&one.path)).collect();
    let services = Services::new(calls.iter().flatten());
    for (route, call) in routes.iter_mut().zip(&calls) {
        let Some(call) = call else { continue };
        let before = route.places.iter().take_while(|at| **at < call.place);
        let kept = before.count();
        route.segments.truncate(kept);
        route.places.truncate(kept);
        let (resources, method) = services.read(call);
        let mut enter = |words: &[String], place| {
            route.segments.push(Segment::Literal(words.join("_")));
            route.places.push(place);
        };
        resources.iter().for_each(|words| enter(words, call.place));
        enter(&method, call.place + 1);
        route.key = route.segments.iter().map(Segment::key).collect();
    }
}

/// The service and the procedure that a path ends in.
fn call(path: &str) -> Option<Call> {
    let segments: Vec<&str> = raw(path).collect();
    let [.., service, procedure] = segments.as_slice() else {
        return None;
    };
    let (package, name) = service.rsplit_once('.')?;
    let is_type = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if package.contains(['{', '}']) || !is_type(name) || !is_type(procedure) {
        return None;
    }
    let mut service = words::split(name);
    if service.len() > 1 && service.last().is_some_and(|word| word == "service") {
        service.pop();
    }
    let mut verb = words::split(procedure);
    let object = if verbs::is_verb(&verb) {
        verb.split_off(1)
    } else {
        Vec::new()
    };
    let place = segments.len() - 2;
    Some(Call {
        service,
        verb,
        object,
        place,
    })
}

/// What the services of an API are about.
struct Services {
    /// The singular of the words of each service, with whether procedures name one of what it is about.
    things: BTreeMap<Vec<String>, bool>,
    /// For each service the objects that are resources, in the singular.
    objects: BTreeMap<Vec<String>, BTreeSet<Vec<String>>>,
}

impl Services {
    fn new<'a>(calls: impl Iterator<Item = &'a Call> + Clone) -> Self {
        let names = calls
            .clone()
            .map(|call| (words::singular_words(&call.service), false));
        let mut services = Self {
            things: names.collect(),
            objects: BTreeMap::new(),
        };
        let mut counts: BTreeMap<(Vec<String>, Vec<String>), usize> = BTreeMap::new();
        for call in calls {
            let service = words::singular_words(&call.service);
            let object = services.own(call);
            if object.len() < call.object.len() {
                services.things.insert(service.clone(), true);
            }
            let object = words::singular_words(object);
            *counts.entry((service, object)).or_default() += 1;
        }
        for ((service, object), count) in counts {
            if count >= SEVERAL && !object.is_empty() {
                services.objects.entry(service).or_default().insert(object);
            }
        }
        services
    }

    /// The resources and the method of a procedure.
    fn read(&self, call: &Call) -> (Vec<Vec<String>>, Vec<String>) {
        let mut resources = self.service(&call.service);
        let object = self.own(call);
        let one = words::singular_words(object);
        let known = self.objects.get(&words::singular_words(&call.service));
        let Some(known) = known.filter(|known| known.contains(&one)) else {
            return (resources, [call.verb.as_slice(), object].concat());
        };
        // `TaskExecution` stands below `Task`, where there is that too.
        let mut from = 0;
        for to in 1..=one.len() {
            if known.contains(&one[..to]) {
                resources.push(words::plural_words(&one[from..to]));
                from = to;
            }
        }
        (resources, call.verb.clone())
    }

    /// The resources of a service: one whose name begins with another one's stands below that.
    fn service(&self, service: &[String]) -> Vec<Vec<String>> {
        let one = words::singular_words(service);
        let above = self.above(&one);
        let named = self.things.get(&one) == Some(&true);
        let mut resources = above.map_or_else(Vec::new, |length| self.service(&service[..length]));
        let rest = &service[above.unwrap_or_default()..];
        resources.push(if named {
            words::plural_words(rest)
        } else {
            rest.to_vec()
        });
        resources
    }

    /// How many words of a service's name are another service.
    fn above(&self, service: &[String]) -> Option<usize> {
        (1..service.len())
            .rev()
            .find(|length| self.things.contains_key(&service[..*length]))
    }

    /// The object of a procedure without the name of its service before it: `Policy` of
    /// `CreateRunnerPolicy` in `RunnerService`.
    fn own<'a>(&self, call: &'a Call) -> &'a [String] {
        let service = words::singular_words(&call.service);
        let rest = &service[self.above(&service).unwrap_or_default()..];
        let without = |name: &[String]| {
            let (lead, object) = call.object.split_at_checked(name.len())?;
            (words::singular_words(lead) == name).then_some(object)
        };
        without(&service)
            .or_else(|| without(rest))
            .unwrap_or(&call.object)
    }
}
