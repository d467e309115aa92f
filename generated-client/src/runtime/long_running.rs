//! How is work waited for that goes on after the answer? The machine behind `send_and_wait`.
//!
//! It knows nothing of types: it reads ids and states from JSON by the paths it is told, so it
//! exists once, and each operation costs a line.

use std::collections::VecDeque;
use std::pin::pin;
use std::time::Duration;

use serde_json::Value;

use super::api::Operation;
use super::call::{Argument, ArgumentPlace, Call};
use super::client::Client;
use super::clock::{self, Instant};
use super::error::{Error, ErrorKind};
use super::json_path;
use super::options::CallOptions;
use super::raw::Raw;
use super::send;
use super::steps::Step;

/// A kind of work that goes on after the answer: how it is recognised, asked after, and when it is over.
#[derive(Debug)]
pub struct LongRunning {
    /// Where an answer names the tasks it has started: one id or a list of them.
    pub ids: &'static str,
    /// The operation that tells how far a task is.
    pub poll: Operation,
    /// The path variable of `poll` that takes the id.
    pub variable: &'static str,
    /// Where its answer tells the state.
    pub status: &'static str,
    /// States of tasks that have done what they were to do.
    pub finished: &'static [&'static str],
    /// States of tasks that will not.
    pub failed: &'static [&'static str],
    /// Where a failed task tells why. May be empty.
    pub reason: &'static str,
}

/// How what the work was about is read when the work is done.
#[derive(Debug, Clone, Copy)]
pub struct Fetch {
    /// The operation that reads it.
    pub operation: &'static Operation,
    /// The path variable that takes an id from the task, and where the task names it. Without, all
    /// variables are those of the call.
    pub id: Option<(&'static str, &'static str)>,
}

/// A wait of nothing grows to this, so that tasks are not asked after without end.
const LEAST_GROWTH: Duration = Duration::from_millis(10);

/// What a step comes to.
pub(crate) enum Event {
    /// The request was answered; the tasks are these.
    Started(Vec<String>),
    /// A task was asked after.
    Polled(Raw),
    /// A task could not be asked after, and will be again.
    PollFailed(Error),
    /// All is done: the last answer for each task, and what was read afterwards.
    Finished(Vec<Raw>, Vec<Raw>),
}

/// The machine.
pub(crate) struct Work {
    client: Client,
    plan: &'static LongRunning,
    fetch: Option<Fetch>,
    /// The path variables of the call, for what is read afterwards.
    variables: Vec<Argument>,
    options: CallOptions,
    stage: Stage,
    /// The tasks, in the order of the answer.
    tasks: Vec<Task>,
    /// Those to ask after before the next pause.
    round: VecDeque<usize>,
    interval: Duration,
    /// The wait that the server asked for when a poll failed.
    hint: Duration,
    deadline: Option<Instant>,
    pub(crate) limits: WaitLimits,
}

/// How long is waited.
pub(crate) struct WaitLimits {
    pub(crate) first: Duration,
    pub(crate) longest: Duration,
    pub(crate) timeout: Duration,
    pub(crate) tolerated: u32,
}

enum Stage {
    Begin(Box<Call>),
    Polling,
    Over,
}

struct Task {
    id: String,
    done: Option<Raw>,
    /// Failed polls in a row.
    failures: u32,
}

impl Task {
    fn new(id: String) -> Self {
        Self {
            id,
            done: None,
            failures: 0,
        }
    }
}

impl Work {
    pub(crate) fn new(call: Call, plan: &'static LongRunning, fetch: Option<Fetch>) -> Box<Self> {
        let variables = call.arguments.iter();
        let variables = variables.filter(|argument| argument.place == ArgumentPlace::Path);
        Box::new(Self {
            client: call.client.clone(),
            plan,
            fetch,
            variables: variables.cloned().collect(),
            options: call.own_options().for_what_follows(),
            stage: Stage::Begin(Box::new(call)),
            tasks: Vec::new(),
            round: VecDeque::new(),
            interval: Duration::ZERO,
            hint: Duration::ZERO,
            deadline: None,
            limits: WaitLimits {
                first: Duration::from_secs(1),
                longest: Duration::from_secs(10),
                timeout: Duration::from_secs(7200),
                tolerated: 5,
            },
        })
    }

    /// Goes one step.
    pub(crate) fn step(mut self: Box<Self>) -> Step<Box<Self>, Event> {
        Box::pin(async move {
            let result = match std::mem::replace(&mut self.stage, Stage::Polling) {
                Stage::Begin(call) => self.begin(*call).await,
                Stage::Polling => self.go_on().await,
                Stage::Over => return (self, None),
            };
            (self, Some(result))
        })
    }

    /// Sends the call, whose answer names the tasks.
    async fn begin(&mut self, mut call: Call) -> Result<Event, Error> {
        self.deadline = clock::deadline(Some(self.limits.timeout));
        self.interval = self.limits.first.min(self.limits.longest);
        let options = call.own_options().clone();
        call.options(self.within(options));
        let raw = send::whole(call).await?;
        let ids = raw.json::<Value>().ok();
        let ids = ids.and_then(|value| json_path::texts(&value, self.plan.ids));
        let Some(ids) = ids else {
            let message = format!(
                "the answer names no tasks in `{}`, though the request was accepted",
                self.plan.ids
            );
            let error = Error::new(ErrorKind::Decode, message);
            return Err(error.with_answer(&raw.head, raw.body.clone()));
        };
        let tasks = ids.iter().cloned().map(Task::new);
        self.tasks = tasks.collect();
        Ok(Event::Started(ids))
    }

    /// Asks after the next task, or ends when all are done.
    async fn go_on(&mut self) -> Result<Event, Error> {
        if self.round.is_empty() && self.tasks.iter().any(|task| task.done.is_none()) {
            self.pause().await;
        }
        match self.round.pop_front() {
            Some(task) => self.poll(task).await,
            None => {
                self.stage = Stage::Over;
                self.finish().await
            }
        }
    }

    /// Waits, each time a little longer, before every task that is not done is asked after.
    async fn pause(&mut self) {
        let left = clock::left(self.deadline).unwrap_or(Duration::MAX);
        let wait = self.interval.max(std::mem::take(&mut self.hint));
        clock::sleep(wait.min(left)).await;
        let longer = self.interval.saturating_add(self.interval / 2);
        self.interval = longer.max(LEAST_GROWTH).min(self.limits.longest);
        let tasks = self.tasks.iter().enumerate();
        self.round = tasks
            .filter(|(_, task)| task.done.is_none())
            .map(|(index, _)| index)
            .collect();
    }

    /// Asks after a task.
    async fn poll(&mut self, index: usize) -> Result<Event, Error> {
        let id = self.tasks[index].id.clone();
        if clock::left(self.deadline).is_some_and(|left| left.is_zero()) {
            return Err(self.too_late(&id));
        }
        let mut call = Call::described(&self.client, self.plan.poll);
        call.path(self.plan.variable, &id);
        call.options(self.options.clone());
        let Some(result) = clock::within(self.deadline, pin!(send::whole(call))).await else {
            return Err(self.too_late(&id));
        };
        match result.and_then(|raw| Ok((state(&raw, self.plan)?, raw))) {
            Ok((state, raw)) => self.polled(index, &state, raw),
            Err(error) => self.not_polled(index, error),
        }
    }

    /// Takes note of the state a task is in.
    fn polled(&mut self, index: usize, state: &str, raw: Raw) -> Result<Event, Error> {
        let task = &mut self.tasks[index];
        task.failures = 0;
        if self.plan.failed.contains(&state) {
            let tasks = self.tasks.iter().enumerate();
            let others = tasks.filter(|(other, task)| *other != index && task.done.is_none());
            let id = &self.tasks[index].id;
            return Err(failed(id, state, &raw, self.plan, others.count()));
        }
        if self.plan.finished.contains(&state) {
            task.done = Some(raw.again());
        }
        Ok(Event::Polled(raw))
    }

    /// Lets it pass that a task could not be asked after, unless it will not get better or has
    /// happened too often in a row.
    fn not_polled(&mut self, index: usize, error: Error) -> Result<Event, Error> {
        let task = &mut self.tasks[index];
        task.failures += 1;
        // A task may not be known everywhere at once.
        let passing =
            error.is_retryable() || error.is_not_found() || error.kind() == ErrorKind::Decode;
        if !passing || task.failures > self.limits.tolerated {
            let error = error.about(format!("task {} cannot be asked after", task.id));
            return Err(error.of_task(&task.id));
        }
        let policy = self.options.retry.as_ref();
        let policy = policy.unwrap_or(&self.client.inner.retry);
        self.hint = self.hint.max(policy.hint(&error).unwrap_or_default());
        Ok(Event::PollFailed(error))
    }

    /// Reads what the work was about.
    async fn finish(&mut self) -> Result<Event, Error> {
        let tasks = self.tasks.iter_mut().filter_map(|task| task.done.take());
        let tasks: Vec<Raw> = tasks.collect();
        let mut read = Vec::new();
        if let Some(fetch) = self.fetch {
            for id in ids(&tasks, fetch) {
                let raw = send::whole(self.reading(fetch, id.as_ref())).await;
                read.push(raw.map_err(|error| error.about(unread(fetch, id.as_deref())))?);
            }
        }
        Ok(Event::Finished(tasks, read))
    }

    /// The call that reads what the work was about.
    fn reading(&self, fetch: Fetch, id: Option<&String>) -> Call {
        let mut call = Call::described(&self.client, *fetch.operation);
        // Those that the path does not have are not looked at.
        call.arguments.extend(self.variables.iter().cloned());
        if let (Some((variable, _)), Some(id)) = (fetch.id, id) {
            call.path(variable, id);
        }
        call.options(self.within(self.options.clone()));
        call
    }

    /// The settings of a call that may take what is left of the time, and no more than its own limit.
    fn within(&self, options: CallOptions) -> CallOptions {
        let own = options.timeout.unwrap_or(self.client.inner.timeout);
        options.timeout(clock::left(self.deadline).map_or(own, |left| own.min(left)))
    }

    fn too_late(&self, id: &str) -> Error {
        let message = format!(
            "task {id} has not finished within {:?}; it may still do",
            self.limits.timeout
        );
        let target = Call::described(&self.client, self.plan.poll).target();
        Error::new(ErrorKind::Timeout, message)
            .with_target(&target)
            .of_task(id)
    }
}

/// The state a task is in.
fn state(raw: &Raw, plan: &LongRunning) -> Result<String, Error> {
    let value = raw.json::<Value>().ok();
    let state = value
        .as_ref()
        .and_then(|value| json_path::at(value, plan.status));
    state.and_then(json_path::text).ok_or_else(|| {
        let message = format!("the answer tells no state in `{}`", plan.status);
        Error::new(ErrorKind::Decode, message).with_answer(&raw.head, raw.body.clone())
    })
}

fn failed(id: &str, state: &str, raw: &Raw, plan: &LongRunning, others: usize) -> Error {
    let value = raw.json::<Value>().unwrap_or_default();
    let reason = json_path::at(&value, plan.reason).filter(|_| !plan.reason.is_empty());
    let mut message = format!("task {id} ended as {state}");
    if let Some(reason) = reason
        .and_then(json_path::text)
        .filter(|text| !text.is_empty())
    {
        message = format!("{message}: {}", raw.head.redact(&reason));
    }
    if others > 0 {
        message = format!("{message} (others may still go on: {others})");
    }
    Error::new(ErrorKind::Task, message)
        .with_answer(&raw.head, raw.body.clone())
        .of_task(id)
}

/// What it means that what the work was about cannot be read: who asks again needs its id.
fn unread(fetch: Fetch, id: Option<&str>) -> String {
    match (fetch.id, id) {
        (Some((variable, _)), Some(id)) => {
            format!("the work is done, but what it was about ({variable} {id}) cannot be read")
        }
        _ => "the work is done, but what it was about cannot be read".to_owned(),
    }
}

/// The ids that the tasks name, each once; one that is not needed where all variables are known.
fn ids(tasks: &[Raw], fetch: Fetch) -> Vec<Option<String>> {
    let Some((_, path)) = fetch.id else {
        return vec![None];
    };
    let mut ids = Vec::new();
    for task in tasks {
        let value = task.json::<Value>().unwrap_or_default();
        for id in json_path::texts(&value, path).unwrap_or_default() {
            if !ids.contains(&Some(id.clone())) {
                ids.push(Some(id));
            }
        }
    }
    ids
}
