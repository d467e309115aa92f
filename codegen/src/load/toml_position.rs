//! Line and column of a pointer into a TOML text, for findings about the configuration.

use super::position::{Lines, Position};
use crate::origin::Origin;
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The positions of several places, each that of the nearest one around it if nothing is there.
pub(super) fn locate_all(text: &str, origins: &[&Origin]) -> Vec<Option<Position>> {
    let Ok(table) = DeTable::parse(text) else {
        return vec![None; origins.len()];
    };
    let lines = Lines::new(text);
    let position = |origin: &&Origin| {
        let (span, value) = spans(table.get_ref(), origin);
        let (line, column) = lines.place(span.start);
        Some(Position {
            line,
            column,
            span,
            value,
        })
    };
    origins.iter().map(position).collect()
}

/// The bytes of the key, or of an element's beginning, and of the value.
fn spans(table: &DeTable<'_>, origin: &Origin) -> (Range<usize>, Range<usize>) {
    let mut found = (0..0, 0..0);
    let mut tokens = origin.tokens();
    let Some(mut value) = tokens
        .next()
        .and_then(|token| member(table, &token, &mut found))
    else {
        return found;
    };
    for token in tokens {
        let below = match value {
            DeValue::Table(table) => member(table, &token, &mut found),
            DeValue::Array(elements) => token
                .parse::<usize>()
                .ok()
                .and_then(|index| elements.get(index))
                .map(|element| {
                    found = (element.span(), element.span());
                    element.get_ref()
                }),
            _ => None,
        };
        let Some(below) = below else {
            break;
        };
        value = below;
    }
    found
}

fn member<'v>(
    table: &'v DeTable<'_>,
    name: &str,
    found: &mut (Range<usize>, Range<usize>),
) -> Option<&'v DeValue<'v>> {
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    *found = (key.span(), value.span());
    Some(value.get_ref())
}
