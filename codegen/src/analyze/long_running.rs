//! Which operations start work that goes on after the answer, and how is it waited for?

use super::{Call, Success, shape};
use crate::config::{self, Config};
use crate::ir::{AnswerContent, Api, Location, Operation, OperationId, Scalar, Ty};

/// A kind of work that goes on after the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct LongRunning {
    /// Its name in the configuration.
    pub name: String,
    /// The operation that tells how far a task is.
    pub poll: OperationId,
    /// The path variable that takes the id.
    pub variable: String,
    /// What it answers.
    pub task: Ty,
    /// What configuration says besides.
    pub config: config::LongRunning,
}

/// How an operation's work is waited for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// Index into `Facts::long_running`.
    pub kind: usize,
    /// How what the work is about is read when it is done.
    pub fetch: Option<Fetch>,
}

/// How something is read when the work on it is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Fetch {
    /// The operation that reads it.
    pub operation: OperationId,
    /// What that answers.
    pub ty: Ty,
    /// The path variable that takes an id, and where the task has it.
    pub id: Option<(String, String)>,
}

/// An entry of the configuration that cannot be followed: its keys, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfit {
    /// From the root of the configuration.
    pub keys: Vec<String>,
    /// A sentence.
    pub why: String,
    /// What of the document it needs and did not find.
    pub needs: Needs,
}

/// What an entry of the configuration needs and did not find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needs {
    /// All is there, and does not fit.
    Nothing,
    /// An operation, by method and path.
    Operation(String),
    /// Any operation of a kind.
    Some,
}

impl Unfit {
    pub(super) fn missing(operation: &str) -> Self {
        Self {
            needs: Needs::Operation(operation.to_owned()),
            ..format!("There is no operation `{operation}`.").into()
        }
    }

    /// The same for the entry of these keys.
    pub(super) fn at(self, keys: &[&str]) -> Self {
        let keys = keys.iter().copied().map(str::to_owned).collect();
        Self { keys, ..self }
    }
}

impl<T: Into<String>> From<T> for Unfit {
    fn from(why: T) -> Self {
        Self {
            keys: Vec::new(),
            why: why.into(),
            needs: Needs::Nothing,
        }
    }
}

/// The kinds of work, and for each operation how it is waited for.
pub(super) fn recognise(
    api: &Api,
    calls: &[Call],
    config: &Config,
    unfit: &mut Vec<Unfit>,
) -> (Vec<LongRunning>, Vec<Option<Wait>>) {
    let mut kinds = Vec::new();
    let mut waits = vec![None; api.operations.len()];
    for (name, described) in &config.long_running {
        let kind = match kind(api, calls, name, described) {
            Ok(kind) => kind,
            Err(told) => {
                unfit.push(told.at(&["long_running", name, "poll"]));
                continue;
            }
        };
        let mut found = false;
        for (index, operation) in api.operations.iter().enumerate() {
            if starts(api, operation, &calls[index], &described.ids) {
                found = true;
                waits[index] = Some(Wait {
                    kind: kinds.len(),
                    fetch: None,
                });
            }
        }
        if !found {
            let told = Unfit {
                needs: Needs::Some,
                ..format!("No operation answers with task ids in `{}`.", described.ids).into()
            };
            unfit.push(told.at(&["long_running", name, "ids"]));
        }
        for (key, result) in &described.results {
            let read = match shape::find(api, key) {
                None => Err(Unfit::missing(key)),
                Some(OperationId(index)) => match &mut waits[index] {
                    Some(wait) if wait.kind == kinds.len() => {
                        fetch(api, calls, &api.operations[index], result, config)
                            .map(|fetch| wait.fetch = Some(fetch))
                    }
                    _ => Err("This operation starts no such work.".into()),
                },
            };
            if let Err(told) = read {
                unfit.push(told.at(&["long_running", name, "results", key]));
            }
        }
        kinds.push(kind);
    }
    (kinds, waits)
}

fn kind(
    api: &Api,
    calls: &[Call],
    name: &str,
    described: &config::LongRunning,
) -> Result<LongRunning, Unfit> {
    let (poll, task) = reading(api, calls, &described.poll)?;
    let variables = variables(&api.operations[poll.0]);
    let variable = described.variable.as_deref();
    let variable = variable.or(variables.last().copied());
    let variable = variable.filter(|wanted| variables.contains(wanted));
    let variable = variable.ok_or("The operation has no such path variable.")?;
    Ok(LongRunning {
        name: name.to_owned(),
        poll,
        variable: variable.to_owned(),
        task,
        config: described.clone(),
    })
}

/// Whether the operation's success has task ids.
fn starts(api: &Api, operation: &Operation, call: &Call, ids: &str) -> bool {
    if matches!(operation.method.as_str(), "GET" | "HEAD") {
        return false;
    }
    let answer = shape::answer(operation, call);
    let ids = answer.and_then(|ty| shape::at(api, ty, ids));
    ids.is_some_and(|ty| match shape::bare(api, ty) {
        Ty::List(item) => is_id(api, item),
        ty => is_id(api, ty),
    })
}

fn is_id(api: &Api, ty: &Ty) -> bool {
    match shape::bare(api, ty) {
        Ty::Scalar(scalar) => !matches!(scalar, Scalar::Null | Scalar::Bool | Scalar::F64),
        _ => false,
    }
}

fn fetch(
    api: &Api,
    calls: &[Call],
    starting: &Operation,
    described: &config::Fetch,
    config: &Config,
) -> Result<Fetch, Unfit> {
    let (operation, ty) = reading(api, calls, &described.fetch)?;
    let needed = variables(&api.operations[operation.0]);
    let variable = described.variable.as_deref().or(needed.last().copied());
    let id = match (&described.id, variable) {
        (Some(path), Some(variable)) => Some((variable.to_owned(), path.clone())),
        (Some(_), None) => return Err("The operation that is fetched has no variable.".into()),
        (None, _) => None,
    };
    let given = variables(starting);
    let missing = needed.iter().find(|variable| {
        let by_task = id.as_ref().is_some_and(|(by_task, _)| by_task == *variable);
        let by_client = config.client_parameters.contains_key(**variable);
        !by_task && !by_client && !given.contains(variable)
    });
    match missing {
        Some(variable) => Err(format!("Nothing says what `{variable}` is.").into()),
        None => Ok(Fetch { operation, ty, id }),
    }
}

/// An operation that reads JSON, and of which type.
fn reading(api: &Api, calls: &[Call], key: &str) -> Result<(OperationId, Ty), Unfit> {
    let id = shape::find(api, key).ok_or_else(|| Unfit::missing(key))?;
    let operation = &api.operations[id.0];
    match &calls[id.0].success {
        Success::One(answers) => match &operation.answers[answers[0]].content {
            AnswerContent::Json { ty, .. } => Ok((id, ty.clone())),
            _ => Err(format!("`{key}` does not answer JSON.").into()),
        },
        _ => Err(format!("`{key}` does not answer one shape of JSON.").into()),
    }
}

/// The names of the path variables, in order.
fn variables(operation: &Operation) -> Vec<&str> {
    let parameters = operation.parameters.iter();
    let variables = parameters.filter(|parameter| parameter.location == Location::Path);
    variables.map(|parameter| parameter.name.as_str()).collect()
}
