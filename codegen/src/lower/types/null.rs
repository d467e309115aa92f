//! Schemas that allow null and nothing else.

use super::TypeLowering;
use super::place::Place;
use crate::ir::{Scalar, Ty};

impl TypeLowering<'_> {
    /// `type: "null"`, `const: null`, `enum: [null]`.
    pub(super) fn null(&mut self, place: &Place) -> Option<Ty> {
        place.shape.only_null.then_some(Ty::Scalar(Scalar::Null))
    }
}
