//! Which operations use a type, in which direction, and whether it is the body of one alone.

use super::{Call, CallBody, TypeFacts, edges};
use crate::ir::{Answer, Api, BodyContent, Operation, OperationId, Ty, TypeDef, TypeId};

/// Fills in `sent`, `received` and `used_by`. `besides` is what further calls answer that each
/// operation leads to.
pub(super) fn mark(api: &Api, besides: &[Vec<&Ty>], types: &mut [TypeFacts]) {
    let targets = targets(api);
    let mut reach = Reach {
        targets: &targets,
        last: vec![0; types.len()],
        round: 0,
    };
    for (index, operation) in api.operations.iter().enumerate() {
        for direction in [Direction::Sent, Direction::Received] {
            let besides: &[&Ty] = match direction {
                Direction::Sent => &[],
                Direction::Received => &besides[index],
            };
            reach.each(roots(operation, direction, besides), |id| {
                let facts = &mut types[id];
                match direction {
                    Direction::Sent => facts.sent = true,
                    Direction::Received => facts.received = true,
                }
                if facts.used_by.last() != Some(&OperationId(index)) {
                    facts.used_by.push(OperationId(index));
                }
            });
        }
    }
    for message in &api.messages {
        reach.each(ids(message.body.iter()), |id| types[id].received = true);
        reach.each(ids(message.answers.iter()), |id| types[id].sent = true);
    }
}

/// For each type whether it is sent and whether it is received.
pub(crate) type Directions = Vec<(bool, bool)>;

/// In which directions each type is used.
pub(crate) fn directions(api: &Api) -> Directions {
    let mut types = vec![TypeFacts::default(); api.types.len()];
    mark(api, &vec![Vec::new(); api.operations.len()], &mut types);
    let types = types.into_iter();
    types.map(|facts| (facts.sent, facts.received)).collect()
}

/// Calls `visit` with every declared type that a declaration names.
pub(crate) fn each_named(def: &TypeDef, visit: &mut impl FnMut(TypeId)) {
    edges::named_by(def, visit);
}

/// Every type that an operation sends, to be changed.
pub(crate) fn sent_mut(operation: &mut Operation) -> impl Iterator<Item = &mut Ty> {
    let body = operation
        .body
        .as_mut()
        .and_then(|body| match &mut body.content {
            BodyContent::Json(ty) | BodyContent::Lines(ty) | BodyContent::Form(ty, _) => Some(ty),
            BodyContent::Members | BodyContent::Parts | BodyContent::Text | BodyContent::Bytes => {
                None
            }
        });
    operation
        .parameters
        .iter_mut()
        .map(|parameter| &mut parameter.ty)
        .chain(body)
}

/// Fills in `body_of`.
pub(super) fn mark_bodies(api: &Api, calls: &[Call], types: &mut [TypeFacts]) {
    let mut uses = vec![0_usize; types.len()];
    let mut count = |TypeId(id): TypeId| uses[id] += 1;
    for def in &api.types {
        edges::of_def(api, def, &mut |_, id, _| count(id));
    }
    for operation in &api.operations {
        for ty in sent(operation).chain(received(operation)) {
            edges::of_ty(api, ty, &mut |id, _| count(id));
        }
    }
    for message in &api.messages {
        for ty in message.body.iter().chain(&message.answers) {
            edges::of_ty(api, ty, &mut |id, _| count(id));
        }
    }
    for (index, call) in calls.iter().enumerate() {
        if let CallBody::Spread(TypeId(id)) = call.body
            && uses[id] == 1
        {
            types[id].body_of = Some(OperationId(index));
        }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Sent,
    Received,
}

fn sent(operation: &Operation) -> impl Iterator<Item = &Ty> {
    let body = operation
        .body
        .as_ref()
        .and_then(|body| match &body.content {
            BodyContent::Json(ty) | BodyContent::Lines(ty) | BodyContent::Form(ty, _) => Some(ty),
            BodyContent::Members | BodyContent::Parts | BodyContent::Text | BodyContent::Bytes => {
                None
            }
        });
    operation
        .parameters
        .iter()
        .map(|parameter| &parameter.ty)
        .chain(body)
}

fn received(operation: &Operation) -> impl Iterator<Item = &Ty> {
    operation.answers.iter().flat_map(Answer::types)
}

fn roots(operation: &Operation, direction: Direction, besides: &[&Ty]) -> Vec<usize> {
    let besides = besides.iter().copied();
    match direction {
        Direction::Sent => ids(sent(operation).chain(besides)),
        Direction::Received => ids(received(operation).chain(besides)),
    }
}

fn ids<'a>(types: impl Iterator<Item = &'a Ty>) -> Vec<usize> {
    let mut ids = Vec::new();
    for ty in types {
        edges::named(ty, &mut |TypeId(id)| ids.push(id));
    }
    ids
}

/// What each type names. An alias names its target.
fn targets(api: &Api) -> Vec<Vec<usize>> {
    api.types
        .iter()
        .map(|def| {
            let mut ids = Vec::new();
            edges::named_by(def, &mut |TypeId(id)| ids.push(id));
            ids
        })
        .collect()
}

/// A walk over everything that can be reached, repeated many times.
struct Reach<'a> {
    targets: &'a [Vec<usize>],
    /// The round in which each type was met last.
    last: Vec<usize>,
    round: usize,
}

impl Reach<'_> {
    fn each(&mut self, roots: Vec<usize>, mut visit: impl FnMut(usize)) {
        self.round += 1;
        let mut stack = roots;
        while let Some(id) = stack.pop() {
            if std::mem::replace(&mut self.last[id], self.round) != self.round {
                visit(id);
                stack.extend(&self.targets[id]);
            }
        }
    }
}
