//! Facts about the IR that later stages consult: computed once per type and operation.

mod calls;
mod cycles;
mod edges;
mod long_running;
mod paging;
mod shape;
mod sizes;
pub(crate) mod usage;

#[cfg(test)]
mod tests;

pub use long_running::{Fetch, LongRunning, Needs, Unfit, Wait};
pub use paging::{Advance, Paging};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::{
    Answer, Api, Field, Item, Location, Operation, OperationId, Scalar, Status, Struct, Ty,
};
use crate::lock::Published;
use std::collections::BTreeSet;

/// What is known of the whole API.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// One for each of `Api::types`.
    pub types: Vec<TypeFacts>,
    /// One for each of `Api::operations`.
    pub calls: Vec<Call>,
    /// The kinds of work that goes on after the answer.
    pub long_running: Vec<LongRunning>,
    /// One for each of `Api::operations`: how the work it starts is waited for.
    pub waits: Vec<Option<Wait>>,
    /// One for each of `Api::operations`: how it is read page by page.
    pub paging: Vec<Option<Paging>>,
    /// What configuration says of tasks and pages that cannot be followed.
    pub unfit: Vec<Unfit>,
}

/// What is known of a declared type.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TypeFacts {
    /// Whether it is part of a request.
    pub sent: bool,
    /// Whether it is part of an answer.
    pub received: bool,
    /// For each field or variant, and for the content of a wrapper: whether there is a `Box`, because
    /// of a cycle of types or because of the size. Empty for enumerations and aliases.
    pub boxed: Vec<bool>,
    /// Whether `Debug` has to hide a field of its own that does not hide itself
    /// (`Scalar::Secret` does).
    pub has_secret: bool,
    /// The only operation whose body it is, if nothing else uses it: its members are set on the
    /// builder of the call.
    pub body_of: Option<OperationId>,
    /// Whether a sent struct has more than [`MAX_ARGUMENTS`] required members to be given: they are
    /// then one exhaustive struct.
    pub many_required: bool,
    /// Whether a value can be made from nothing (a sent struct without required members to be
    /// given).
    pub default: bool,
    /// The operations that use it, directly or through other types, ascending.
    pub used_by: Vec<OperationId>,
}

/// Required members of a body that a call takes as arguments of their own; with more, they are one
/// struct.
pub const MAX_ARGUMENTS: usize = 4;

/// How an operation is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// Arguments of the method, in order.
    pub arguments: Vec<Input>,
    /// Setters of the builder, in order.
    pub setters: Vec<Input>,
    /// How the body is given.
    pub body: CallBody,
    /// What a successful call gives.
    pub success: Success,
}

/// Something the caller gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// Index into `Operation::parameters`. Path parameters that configuration sets on the client
    /// are setters, all other path parameters arguments.
    Parameter(usize),
    /// Index into the fields of the body's struct.
    Member(usize),
    /// All required members of the body's struct, as its `..Required` struct.
    RequiredMembers,
    /// The whole body.
    Body,
}

/// How the body is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallBody {
    /// There is none.
    None,
    /// A struct whose members are spread over the builder; always sent.
    Spread(crate::ir::TypeId),
    /// One value.
    Whole,
}

/// What a successful call gives. Indexes are into `Operation::answers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Success {
    /// No content.
    Empty,
    /// One shape; more indexes than one if several statuses have the same.
    One(Vec<usize>),
    /// Several shapes, as an enumeration with a variant for each group of statuses.
    Several(Vec<Vec<usize>>),
}

impl Success {
    /// Whether the answer at an index is a success.
    #[must_use]
    pub fn contains(&self, answers: &[Answer], index: usize) -> bool {
        match self {
            Self::Empty => matches!(
                answers[index].status,
                Status::Code(200..=299) | Status::Range(2)
            ),
            Self::One(group) => group.contains(&index),
            Self::Several(groups) => groups.iter().any(|group| group.contains(&index)),
        }
    }
}

/// Computes the facts of an API. `published` is what the lock says of it; what it has nothing for is new.
#[must_use]
pub fn analyze(api: &Api, config: &Config, published: &Published) -> Facts {
    let mut types = vec![TypeFacts::default(); api.types.len()];
    cycles::mark(api, &published.types, &mut types);
    sizes::mark(api, &published.types, &mut types);
    let calls: Vec<Call> = api
        .operations
        .iter()
        .map(|operation| calls::call(api, operation, config))
        .collect();
    let mut unfit = Vec::new();
    let (long_running, waits) = long_running::recognise(api, &calls, config, &mut unfit);
    let paging = paging::recognise(api, &calls, config, &published.items, &mut unfit);
    usage::mark(api, &follow_ups(&long_running, &waits), &mut types);
    for (def, facts) in api.types.iter().zip(&mut types) {
        if let Item::Struct(item) = &def.item {
            mark_struct(api, item, facts);
        }
    }
    usage::mark_bodies(api, &calls, &mut types);
    Facts {
        types,
        calls,
        long_running,
        waits,
        paging,
        unfit,
    }
}

/// What an operation answers besides, because other operations are called for it.
fn follow_ups<'a>(kinds: &'a [LongRunning], waits: &'a [Option<Wait>]) -> Vec<Vec<&'a Ty>> {
    let of = |wait: &'a Wait| {
        let fetched = wait.fetch.as_ref().map(|fetch| &fetch.ty);
        let task = std::iter::once(&kinds[wait.kind].task);
        task.chain(fetched).collect()
    };
    waits
        .iter()
        .map(|wait| wait.as_ref().map(of).unwrap_or_default())
        .collect()
}

/// Reports what configuration says of tasks and pages that cannot be followed. What needs an operation
/// that was not selected is for another selection.
pub fn report(
    facts: &Facts,
    config: &Config,
    left_out: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let is_for_another = |unfit: &&Unfit| match &unfit.needs {
        Needs::Operation(key) => left_out.contains(key),
        Needs::Some => !left_out.is_empty(),
        Needs::Nothing => false,
    };
    let told = facts.unfit.iter().filter(|unfit| !is_for_another(unfit));
    for Unfit { keys, why, .. } in told {
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        diagnostics.push(
            Severity::Error,
            "unfit-behaviour",
            &config.origin(&keys),
            why.as_str(),
            "Correct the entry or remove it.",
        );
    }
}

/// The header by which the server knows a request that it has had already, if the operation has one.
#[must_use]
pub fn idempotency_header(operation: &Operation) -> Option<&str> {
    let mut parameters = operation.parameters.iter();
    let header = parameters.find(|parameter| {
        let letters = parameter.name.chars().filter(char::is_ascii_alphanumeric);
        let letters: String = letters.map(|c| c.to_ascii_lowercase()).collect();
        parameter.location == Location::Header
            && ["idempotencykey", "xidempotencykey", "idempotencekey"].contains(&letters.as_str())
    })?;
    Some(&header.name)
}

/// Whether whoever makes a value of the field's struct has to say what the field is.
#[must_use]
pub fn must_be_given(field: &Field) -> bool {
    field.required && field.constant.is_none() && field.prefill.is_none()
}

fn mark_struct(api: &Api, item: &Struct, facts: &mut TypeFacts) {
    let given = item
        .fields
        .iter()
        .filter(|field| must_be_given(field))
        .count();
    facts.many_required = facts.sent && given > MAX_ARGUMENTS;
    facts.default = facts.sent && given == 0;
    facts.has_secret = item
        .fields
        .iter()
        .any(|field| field.secret && field.constant.is_none() && !hides_itself(api, &field.ty));
}

/// Whether the `Debug` of a type shows nothing of its text anyway.
fn hides_itself(api: &Api, ty: &Ty) -> bool {
    match api.resolve(ty) {
        Ty::Scalar(scalar) => *scalar == Scalar::Secret,
        Ty::Nullable(inner) | Ty::List(inner) => hides_itself(api, inner),
        _ => false,
    }
}
