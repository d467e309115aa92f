//! See the crate documentation.

pub mod schema;
