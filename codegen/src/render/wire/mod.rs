//! Serde support of types, written out over the runtime.

use super::{Plan, View};

/// Plans the files below `wire/`.
#[must_use]
pub fn plan<'a>(_view: &'a View<'a>) -> Vec<Plan<'a>> {
    Vec::new()
}
