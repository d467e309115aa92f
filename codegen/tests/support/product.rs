//! Documents that become products of one crate.

use codegen::load::Source;
use codegen::{Input, Target};

/// A document that becomes a product.
pub(crate) fn input(product: &str, text: String) -> Input {
    Input {
        sources: vec![Source {
            name: format!("{product}.yaml"),
            text,
        }],
        label: format!("spec/{product}.yaml"),
        target: Target::Product {
            crate_name: "two-client".into(),
            product: product.into(),
        },
        ..Input::default()
    }
}
