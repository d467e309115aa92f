//! How does something go on step by step? One machine for tasks and pages, driven as a stream.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::error::Error;

/// A step that is under way: it gives the machine back with what the step came to. Nothing is the end.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) type Step<M, T> = Pin<Box<dyn Future<Output = (M, Option<Result<T, Error>>)> + Send>>;
#[cfg(target_arch = "wasm32")]
pub(crate) type Step<M, T> = Pin<Box<dyn Future<Output = (M, Option<Result<T, Error>>)>>>;

/// A machine and the step it is in. Dropping it gives the rest up.
pub(crate) struct Steps<M, T> {
    /// The machine between steps; none after the end.
    idle: Option<M>,
    running: Option<Step<M, T>>,
    step: fn(M) -> Step<M, T>,
}

impl<M, T> Steps<M, T> {
    pub(crate) fn new(machine: M, step: fn(M) -> Step<M, T>) -> Self {
        Self {
            idle: Some(machine),
            running: None,
            step,
        }
    }

    /// The machine, while nothing is under way.
    pub(crate) fn machine(&mut self) -> Option<&mut M> {
        self.idle.as_mut()
    }

    /// Gives up what is left.
    pub(crate) fn end(&mut self) {
        self.idle = None;
        self.running = None;
    }

    /// What the next step comes to. An error is the last there is.
    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let step = match (&mut self.running, self.idle.take()) {
            (Some(step), _) => step,
            (running, Some(machine)) => running.insert((self.step)(machine)),
            (None, None) => return Poll::Ready(None),
        };
        let (machine, result) = ready!(step.as_mut().poll(cx));
        self.running = None;
        if matches!(result, Some(Ok(_))) {
            self.idle = Some(machine);
        }
        Poll::Ready(result)
    }
}
