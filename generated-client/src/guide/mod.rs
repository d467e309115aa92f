//! How is the client used? Short pages, each with one example.
//!
//! | Page | It says |
//! | --- | --- |
//! | [`setup`] | how a client gets its address, credentials, proxy and certificates |
//! | [`calls`] | how a call is made, and what its body can say |
//! | [`tasks`] | how to wait for work that goes on after the answer |
//! | [`pages`] | how lists are read |
//! | [`errors`] | what can go wrong, and what is known of it then |
//! | [`retries`] | what is sent again, and how long anything may take |
//! | [`transfers`] | how files and streams are sent and received |
//! | [`testing`] | how code that calls is tested without a network |
//! | [`features`] | what can be left out of the build, and what can be added |
//!
//! Whole programs stand in the folder `examples/` of the crate, and `api.md` lists every operation.

pub mod calls;
pub mod errors;
pub mod features;
pub mod pages;
pub mod retries;
pub mod setup;
pub mod tasks;
pub mod testing;
pub mod transfers;
