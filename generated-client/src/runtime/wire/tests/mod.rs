//! Tests of the JSON half, on types written as they are emitted.
