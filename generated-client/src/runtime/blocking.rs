//! How does a program without `async` call? By `wait()` on what would be awaited, and `blocking()`
//! on streams.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::OnceLock;

use futures_core::Stream;
use tokio::runtime::{Builder, Handle, Runtime};

use super::Wire;
use super::error::Error;
use super::items::ItemStream;
use super::pages::{Items, Pages};
use super::response::Response;
use super::sending::Sending;
use super::stream::ByteStream;
use super::waiting::{Finished, ProgressStream, Waiting};

/// A stream as an iterator, whose every step blocks the thread. Made by `blocking()`.
#[derive(Debug)]
#[must_use = "nothing is sent before an item is asked for"]
pub struct Blocking<S>(S);

impl<T, S: Stream<Item = Result<T, Error>> + Unpin> Iterator for Blocking<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = poll_fn(|cx| Pin::new(&mut self.0).poll_next(cx));
        block_on(next).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<T> Sending<T> {
    /// Sends the call and blocks the thread until its answer is there.
    ///
    /// # Errors
    /// As if it were awaited; and if the thread runs `async` code, which must not be blocked.
    pub fn wait(self) -> Result<Response<T>, Error> {
        block_on(self)?
    }
}

impl<T: Wire, R: Wire> Waiting<T, R> {
    /// Sends the call and blocks the thread until the work it starts has finished.
    ///
    /// # Errors
    /// As if it were awaited; and if the thread runs `async` code, which must not be blocked.
    pub fn wait(self) -> Result<Finished<T, R>, Error> {
        block_on(self)?
    }
}

impl<T> Pages<T> {
    /// The pages as an iterator that blocks the thread.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking(self)
    }
}

impl<T> Items<T> {
    /// The items as an iterator that blocks the thread.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking(self)
    }
}

impl<T, R> ProgressStream<T, R> {
    /// What happens on the way as an iterator that blocks the thread.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking(self)
    }
}

impl ByteStream {
    /// The chunks as an iterator that blocks the thread.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking(self)
    }
}

impl<T> ItemStream<T> {
    /// The values as an iterator that blocks the thread.
    pub fn blocking(self) -> Blocking<Self> {
        Blocking(self)
    }
}

impl Blocking<ByteStream> {
    /// Writes what is left into a file, as [`ByteStream::save`] does, and blocks the thread until it is
    /// there.
    ///
    /// # Errors
    /// As if it were awaited.
    pub fn save(self, path: impl Into<std::path::PathBuf>) -> Result<u64, Error> {
        block_on(self.0.save(path))?
    }
}

/// Runs a future to its end on a runtime that all blocking calls share, because connections belong to it.
fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    if Handle::try_current().is_ok() {
        let why = "a blocking call within async code would hold it up: await the call instead, or make it \
                   on a thread of its own (std::thread::spawn; spawn_blocking still counts as async code)";
        return Err(Error::config(why));
    }
    let runtime = RUNTIME.get_or_init(|| {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("blocking calls");
        builder.enable_all().build().ok()
    });
    match runtime {
        Some(runtime) => Ok(runtime.block_on(future)),
        None => Err(Error::config("no thread for blocking calls can be started")),
    }
}
