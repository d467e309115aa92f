//! What does `send_and_wait` give? A future of the end, or a stream of everything up to it.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::Wire;
use super::call::Call;
use super::error::Error;
use super::long_running::{Event, Fetch, LongRunning, Work};
use super::raw::Raw;
use super::steps::Steps;

/// A call and the work it starts, on their way. Await it for the end, or follow it by
/// [`progress`](Self::progress). Dropping it stops the waiting, not the work.
///
/// All tasks are waited for; no tasks mean that there was nothing to do. A task is asked after in
/// growing intervals, and that it cannot be asked after now and then does no harm. A task that
/// fails is an error of kind
/// [`ErrorKind::Task`](super::ErrorKind::Task): its `task()` is the id, its `body_as` gives the task itself.
#[must_use = "nothing is sent before the call is awaited"]
pub struct Waiting<T, R = ()> {
    steps: Steps<Box<Work>, Event>,
    types: PhantomData<fn() -> (T, R)>,
}

/// The end of work: every task, and what the work was about.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Finished<T, R = ()> {
    /// Every task, as it was when it had finished.
    pub tasks: Vec<T>,
    /// What was created or changed, read when all tasks had finished. Empty where nothing says what
    /// to read.
    pub resources: Vec<R>,
}

impl<T, R> Finished<T, R> {
    /// The first of what was created or changed.
    #[must_use]
    pub fn into_resource(self) -> Option<R> {
        self.resources.into_iter().next()
    }
}

/// Something that happened on the way.
#[derive(Debug)]
#[non_exhaustive]
pub enum Progress<T, R = ()> {
    /// The request was answered; the work is done by the tasks of these ids.
    Started(Vec<String>),
    /// A task, as it is now.
    Task(T),
    /// A task could not be asked after, or its answer not be read. It will be again.
    PollFailed(Error),
    /// All tasks have finished.
    Finished(Finished<T, R>),
}

impl<T: Wire, R: Wire> Waiting<T, R> {
    pub(crate) fn new(call: Call, plan: &'static LongRunning, fetch: Option<Fetch>) -> Self {
        Self {
            steps: Steps::new(Work::new(call, plan, fetch), Work::step),
            types: PhantomData,
        }
    }

    /// The wait before tasks are asked after for the first time, and the longest it grows to. A
    /// second and ten seconds if not set.
    pub fn interval(mut self, first: Duration, longest: Duration) -> Self {
        if let Some(work) = self.steps.machine() {
            work.limits.first = first;
            work.limits.longest = longest;
        }
        self
    }

    /// The time all of it may take. Two hours if not set. The work itself goes on after it.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let Some(work) = self.steps.machine() {
            work.limits.timeout = timeout;
        }
        self
    }

    /// How many times in a row asking after a task may fail. Five if not set.
    pub fn tolerate(mut self, failures: u32) -> Self {
        if let Some(work) = self.steps.machine() {
            work.limits.tolerated = failures;
        }
        self
    }

    /// What happens on the way, up to the end.
    pub fn progress(self) -> ProgressStream<T, R> {
        ProgressStream(self)
    }
}

impl<T: Wire, R: Wire> Future for Waiting<T, R> {
    type Output = Result<Finished<T, R>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match ready!(self.steps.poll(cx)) {
                Some(Ok(Event::Finished(tasks, resources))) => {
                    return Poll::Ready(finished(&tasks, &resources));
                }
                Some(Ok(_)) => {}
                Some(Err(error)) => return Poll::Ready(Err(error)),
                // A future that has ended may do what it likes when it is polled again.
                None => return Poll::Pending,
            }
        }
    }
}

/// What happens while work goes on: by [`next`](Self::next), or as a `futures` stream. It ends with
/// [`Progress::Finished`] or an error.
#[must_use = "nothing is sent before the stream is asked for"]
pub struct ProgressStream<T, R = ()>(Waiting<T, R>);

impl<T: Wire, R: Wire> ProgressStream<T, R> {
    /// What happens next, or none after the end.
    pub async fn next(&mut self) -> Option<Result<Progress<T, R>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Progress<T, R>, Error>>> {
        let event = ready!(self.0.steps.poll(cx));
        Poll::Ready(event.map(|event| {
            Ok(match event? {
                Event::Started(ids) => Progress::Started(ids),
                Event::Polled(raw) => match raw.json() {
                    Ok(task) => Progress::Task(task),
                    Err(error) => Progress::PollFailed(error),
                },
                Event::PollFailed(error) => Progress::PollFailed(error),
                Event::Finished(tasks, resources) => {
                    Progress::Finished(finished(&tasks, &resources)?)
                }
            })
        }))
    }
}

impl<T: Wire, R: Wire> Stream for ProgressStream<T, R> {
    type Item = Result<Progress<T, R>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

fn finished<T: Wire, R: Wire>(tasks: &[Raw], resources: &[Raw]) -> Result<Finished<T, R>, Error> {
    let tasks: Result<_, Error> = tasks.iter().map(Raw::json).collect();
    let resources: Result<_, Error> = resources.iter().map(Raw::json).collect();
    let done = |what| move |error: Error| error.about(format!("the work is done, but {what}"));
    Ok(Finished {
        tasks: tasks.map_err(done("what is told of it cannot be read"))?,
        resources: resources.map_err(done("what it was about cannot be read"))?,
    })
}

impl<T, R> fmt::Debug for Waiting<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Waiting")
    }
}

impl<T, R> fmt::Debug for ProgressStream<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProgressStream")
    }
}
