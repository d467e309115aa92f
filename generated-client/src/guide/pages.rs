//! How are lists read?
//!
//! Lists that come in pages have `.pages()` and `.items()` beside `.await`, which gives one page.
//! Each page is asked for when it is needed, so that stopping early costs nothing:
//!
//! ```no_run
//! # #[cfg(feature = "full")]
//! # mod example {
//! use gcore_client::cloud::types::SecurityGroup;
//! use gcore_client::{Error, Items};
//!
//! /// Finds a group in a list, given as `client.cloud()..list().items()`.
//! pub async fn find(
//!     mut groups: Items<SecurityGroup>,
//!     name: &str,
//! ) -> Result<Option<SecurityGroup>, Error> {
//!     while let Some(group) = groups.next().await {
//!         let group = group?;
//!         if group.name == name {
//!             return Ok(Some(group));
//!         }
//!     }
//!     Ok(None)
//! }
//! # }
//! ```
//!
//! - [`Items::all`](crate::Items::all) collects everything in memory.
//! - [`Pages`](crate::Pages) gives each page as a [`Response`](crate::Response), with its headers and
//!   whatever the page says beside its items, such as a total.
//! - Both are `Stream`s, for those who have the crate `futures`: `groups.take(10)`,
//!   `groups.try_for_each(..)`.
//! - With the feature `blocking`, `.blocking()` makes either an iterator.
//! - Filters and the size of a page are setters of the call, before `.items()`. An offset or a cursor
//!   that is set there is where reading begins.
//! - Reading ends at a page that is the one before again, or where the server says that there is no more;
//!   where pages are counted, also at an empty page and at the total. After an error there is nothing:
//!   begin anew, at the offset that was reached if the list has one.
//! - An answer that is no page, such as an error that is called a success, is an error and never an
//!   empty list.
//! - Pages are read one after the other. Where they have offsets and the list does not change, several
//!   calls with an offset each can be read at a time.
//! - A list that changes while it is read may show an item twice or pass one over, as it does
//!   wherever pages are counted.
