//! Tests of the JSON half, on types written as they are emitted.

mod errors;
mod formats;
mod numbers;
mod objects;
#[allow(dead_code, unreachable_pub)] // The macros make public methods; not all are tested.
mod samples;
mod texts;
mod unions;

use crate::runtime as rt;

/// Reads JSON text as a type, which must succeed.
fn read<T: rt::Wire>(text: &str) -> T {
    match rt::read_json(text.as_bytes()) {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error}"),
    }
}

/// Reads JSON text as a type, which must fail: the path and the message.
fn refuse<T: rt::Wire>(text: &str) -> (String, String) {
    match rt::read_json::<T>(text.as_bytes()) {
        Ok(_) => panic!("{text} was read"),
        Err(error) => (error.path().to_owned(), error.message().to_owned()),
    }
}

/// Reads and writes: the same JSON data must come back.
fn round<T: rt::Wire>(text: &str) -> T {
    let value = read::<T>(text);
    let written = rt::to_json(&value).expect("what was read can be written");
    let before: rt::Json = serde_json::from_str(text).expect("the test's text is JSON");
    assert_eq!(written, before);
    let text_written = rt::write_json(&value).expect("what was read can be written");
    let again: rt::Json = serde_json::from_str(&text_written).expect("what is written is JSON");
    assert_eq!(again, before);
    value
}

/// The kinds of misfits and where they are.
fn misfits<T: rt::Wire>(text: &str) -> Vec<(String, rt::MisfitKind)> {
    let audit = rt::audit::<T>(text).expect("the text fits the type");
    let misfits = audit.misfits.into_iter();
    misfits.map(|misfit| (misfit.path, misfit.kind)).collect()
}
