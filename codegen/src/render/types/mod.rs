//! Declarations of types, with their documentation, constructors and setters.

use super::{Plan, View};

/// Plans the files below `types/`.
#[must_use]
pub fn plan<'a>(_view: &'a View<'a>) -> Vec<Plan<'a>> {
    Vec::new()
}
