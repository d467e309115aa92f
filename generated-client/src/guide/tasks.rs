//! How is work waited for that goes on after the answer?
//!
//! Where an operation answers with the ids of tasks, `.await` ends with these ids.
//! `.send_and_wait()` goes on until every task has finished:
//!
//! ```no_run
//! # #[cfg(feature = "full")]
//! # async fn example(client: gcore_client::Client) -> Result<(), gcore_client::Error> {
//! use gcore_client::Progress;
//! use gcore_client::cloud::types::Direction;
//! use std::time::Duration;
//!
//! let mut progress = client
//!     .cloud()
//!     .security_groups()
//!     .rules()
//!     .create("00000000-0000-4000-8000-000000000000", Direction::Ingress)
//!     .send_and_wait()
//!     .timeout(Duration::from_secs(300))
//!     .progress();
//! while let Some(step) = progress.next().await {
//!     match step? {
//!         Progress::Started(ids) => println!("{} tasks", ids.len()),
//!         Progress::Task(task) => println!("{} is {}", task.id, task.state),
//!         Progress::PollFailed(error) => println!("asking again: {error}"),
//!         Progress::Finished(end) => println!("{} tasks have finished", end.tasks.len()),
//!         _ => {}
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - Without `.progress()`, awaiting it gives the end alone: [`Finished`](crate::Finished) with every
//!   task. Where it is known what the work was about, that is read too:
//!   `into_resource()` gives the first.
//! - No tasks mean that there was nothing to do, which is no error.
//! - [`interval`](crate::Waiting::interval) says how often tasks are asked after,
//!   [`timeout`](crate::Waiting::timeout) how long at most, and
//!   [`tolerate`](crate::Waiting::tolerate) how many times in a row asking may fail.
//! - The timeout holds for all of it: the request, the waits, and reading what was made.
//! - Dropping it ends the waiting. The work itself goes on, as it does after a timeout.
//! - A task that fails is an error of kind [`Task`](crate::ErrorKind::Task): `error.task()` is the
//!   id, and `error.body_as::<Task>()` the task, with what it says of the reason. Other tasks are not
//!   waited for then, and may go on.
//! - While one waits, only the question is repeated, never the request that started the work.
