//! See the crate documentation.

pub mod types;
