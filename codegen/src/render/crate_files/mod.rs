//! The files around types and calls: modules at the root, a complete crate, the index of operations.

pub mod index;
pub mod roots;
pub mod standalone;

use super::{Plan, SourceFile, View, calls, config};
use crate::config::Config;

/// Plans the files of all calls, and of what stands around them in `src/generated`.
#[must_use]
pub fn plan<'a>(view: &'a View<'a>, settings: &'a Config) -> Vec<Plan<'a>> {
    let mut plans = calls::plan(view);
    let mut small = |render: Box<dyn Fn() -> SourceFile + Send + Sync + 'a>| {
        plans.push(Plan { weight: 1, render });
    };
    small(Box::new(move || config::file(view, settings)));
    small(Box::new(move || roots::generated(view, settings)));
    if let Some(product) = &view.names.product {
        small(Box::new(move || roots::product(view, product)));
    }
    plans
}
