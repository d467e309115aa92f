//! Null, booleans, text, and JSON that stays as it is.

use super::failure::Failure;
use super::source::Source;
use super::writer::Out;
use super::{Json, Wire};

/// `null`, and nothing else.
impl Wire for () {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        source.null()
    }

    fn write(&self, out: Out<'_>) {
        out.null();
    }
}

impl Wire for bool {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        source.boolean()
    }

    fn write(&self, out: Out<'_>) {
        out.boolean(*self);
    }
}

impl Wire for String {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        source.text().map(std::borrow::Cow::into_owned)
    }

    fn write(&self, out: Out<'_>) {
        out.text(self);
    }
}

impl Wire for Json {
    fn read(source: Source<'_>) -> Result<Self, Failure> {
        source.json()
    }

    fn write(&self, out: Out<'_>) {
        out.json(self);
    }
}
