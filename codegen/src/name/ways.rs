//! Words of a path that say only how a thing is named: `/customers/external_id/{external_id}`.

use super::path::{Route, Segment};
use super::rule::{Draft, Rule};
use super::shape::Node;
use super::words;

impl Rule<'_> {
    /// Takes out words that say only how a thing is named, as the variable behind them does:
    /// `/customers/external_id/{external_id}/costs` are the costs of a customer, by another name.
    pub(super) fn without_other_ways(&self, route: &Route, draft: &mut Draft) {
        for (at, pair) in route.segments.windows(2).enumerate().skip(1) {
            let [Segment::Literal(way), Segment::Variable(name)] = pair else {
                continue;
            };
            let above = self.shape.at(&route.key[..at]);
            let is_collection = |node: &Node| node.variable_below || !node.methods.is_empty();
            let idle = self
                .shape
                .at(&route.key[..=at])
                .is_some_and(|node| node.methods.is_empty());
            let Segment::Literal(things) = &route.segments[at - 1] else {
                continue;
            };
            if words::key(way) != words::key(name) || !idle || !above.is_some_and(is_collection) {
                continue;
            }
            draft.parts.retain(|part| part.at != at);
            draft.method.push("by".to_owned());
            draft.method.extend(without(&words::split(way), things));
        }
    }
}

/// The words of a name without those of the thing it names: `external_id` of `external_customer_id`.
fn without(name: &[String], things: &str) -> Vec<String> {
    let one = words::singular_words(&words::split(things));
    let at = name
        .windows(one.len().max(1))
        .position(|words| words == one);
    match at {
        Some(at) if at > 0 => [&name[..at], &name[at + one.len()..]].concat(),
        _ => name.to_vec(),
    }
}
