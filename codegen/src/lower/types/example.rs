//! Which value shows what a member is like?

use super::TypeLowering;
use crate::model::schema::{Schema, SchemaId};
use crate::value::{Number, Value};

impl TypeLowering<'_> {
    /// A plain value for a member that the given schemas describe: the first of their examples that
    /// keeps their limits, else what their format looks like where it has no type of its own, else
    /// a bound where the usual value, 1, is beyond it. Patterns are left aside. Whether it fits the
    /// member's type is looked at when every type is known.
    pub(super) fn example(&self, annotated: &[SchemaId], applied: &[SchemaId]) -> Option<Value> {
        let schemas = self.analysis.schemas;
        let applied = || annotated.iter().chain(applied).map(|id| &schemas[*id]);
        let keeps_limits = |value: &Value| applied().all(|schema| keeps_limits(schema, value));
        let given = applied()
            .flat_map(|schema| &schema.annotations.examples)
            .find(|value| is_plain(value) && keeps_limits(value));
        if given.is_some() {
            return given.cloned();
        }
        let mut formats = applied().filter_map(|schema| schema.format.as_deref());
        if let Some(text) = formats.find_map(sample) {
            return Some(Value::String(text.to_owned()));
        }
        let usual = Value::Number(Number::Int(1));
        if keeps_limits(&usual) {
            return None;
        }
        let numbers = applied().filter_map(|schema| schema.number.as_deref());
        let bounds = numbers.flat_map(|number| [&number.min, &number.max, &number.step]);
        bounds
            .flatten()
            .map(|bound| Value::Number(bound.clone()))
            .find(keeps_limits)
    }
}

/// A text in one of the formats that are plain text in Rust.
fn sample(format: &str) -> Option<&'static str> {
    match format {
        "email" | "idn-email" => Some("user@example.com"),
        "hostname" | "idn-hostname" => Some("example.com"),
        _ => None,
    }
}

/// Whether it is a scalar, or a list of scalars.
fn is_plain(value: &Value) -> bool {
    match value {
        Value::Array(items) => !items
            .iter()
            .any(|item| matches!(item, Value::Array(_) | Value::Object(_))),
        Value::Object(_) => false,
        _ => true,
    }
}

/// Whether a number is within the schema's bounds, and a text of a length that it allows (JSON
/// Schema 2020-12 Validation, 6.2 and 6.3).
fn keeps_limits(schema: &Schema, value: &Value) -> bool {
    let over = |limit: &Option<Number>, holds: &dyn Fn(f64) -> bool| {
        limit.as_ref().is_none_or(|limit| holds(limit.as_f64()))
    };
    if let (Some(limits), Some(number)) = (&schema.number, value.as_f64()) {
        return over(&limits.min, &|least| number >= least)
            && over(&limits.max, &|most| number <= most)
            && over(&limits.above, &|below| number > below)
            && over(&limits.below, &|above| number < above)
            && over(&limits.step, &|step| (number / step).fract() == 0.0);
    }
    if let (Some(limits), Some(text)) = (&schema.text, value.as_str()) {
        #[allow(clippy::cast_precision_loss, reason = "no text is that long")]
        let length = text.chars().count() as f64;
        return over(&limits.min, &|least| length >= least)
            && over(&limits.max, &|most| length <= most);
    }
    true
}
