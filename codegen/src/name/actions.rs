//! Paths that end in what is done: actions, parts of actions, and what they are done with.

use super::path::{Route, Segment};
use super::rule::{Part, Rule, leaf_verb};
use super::shape::Node;
use super::{verbs, words};
use crate::ir::{Constant, EnumValue, Item, Operation, Ty};

impl Rule<'_> {
    /// The verb before the last variable, where that is what the thing is done with:
    /// `/agents/{id}/tools/attach/{tool_id}`.
    pub(super) fn done_with(
        &self,
        operation: &Operation,
        route: &Route,
        parts: &[Part],
    ) -> Option<Vec<String>> {
        let [.., before, last] = parts else {
            return None;
        };
        let at = route.segments.len().checked_sub(2)?;
        let verb = last.at == at && verbs::is_verb(&last.words) && before.at < at;
        let place = self.shape.at(&route.key[..=at])?;
        let alone = place.methods.is_empty();
        let node = self.shape.node(route);
        let only = node.methods.len() == 1 && node.is_leaf();
        (verb && alone && only && operation.method != "GET").then(|| last.words.clone())
    }

    /// The method of a path that ends in a choice between a verb and its opposite:
    /// `/things/{id}/{action}` with the values `enable` and `disable`.
    pub(super) fn switch(&self, operation: &Operation, route: &Route) -> Option<Vec<String>> {
        let [.., Segment::Variable(_), Segment::Variable(name)] = route.segments.as_slice() else {
            return None;
        };
        let mut parameters = operation.parameters.iter();
        let ty = &parameters.find(|parameter| parameter.name == *name)?.ty;
        let Ty::Named(id) = self.api.resolve(ty) else {
            return None;
        };
        let Item::Enum(list) = &self.api.def(*id).item else {
            return None;
        };
        let [one, other] = list.values.as_slice() else {
            return None;
        };
        let (one, other) = (text(one)?, text(other)?);
        let opposites = verbs::opposite(one).is_some_and(|verb| verb == other)
            || verbs::opposite(other).is_some_and(|verb| verb == one);
        (operation.method != "GET" && opposites).then(|| vec!["toggle".to_owned()])
    }

    /// Whether something is made here that is else made for one thing: `/threads/runs`, where there is
    /// `/threads/{id}/runs`.
    pub(super) fn is_shortcut(&self, route: &Route, node: &Node) -> bool {
        let Some((last, above)) = route.key.split_last() else {
            return false;
        };
        let sibling = [above, &["{}".to_owned(), last.clone()]].concat();
        let beside = matches!(
            route.segments.get(above.len().wrapping_sub(1)),
            Some(Segment::Literal(_))
        );
        let only = node.is_leaf() && node.methods.len() == 1 && node.methods.contains("POST");
        let posted = |node: &Node| node.methods.contains("POST") && node.variable_below;
        beside && only && self.shape.at(&sibling).is_some_and(posted)
    }

    /// The method with the action it is a part of: `preview_change_plan` of `/change-plan/preview`,
    /// where `/change-plan` is done too.
    pub(super) fn sub_action(
        &self,
        route: &Route,
        parts: &mut Vec<Part>,
        method: Vec<String>,
    ) -> Vec<String> {
        let Some(last) = parts.last().filter(|_| parts.len() > 1) else {
            return method;
        };
        let place = self.shape.at(&route.key[..=last.at]);
        let acts = |node: &Node| {
            !node.variable_below
                && node.methods.len() == 1
                && (node.methods.contains("POST") || node.methods.contains("PUT"))
        };
        if last.at + 2 != route.segments.len()
            || !verbs::is_verb(&last.words)
            || !place.is_some_and(acts)
        {
            return method;
        }
        let action = parts.pop().unwrap_or_default().words;
        // What is read of an action is not done with it: `restore_status`.
        if verbs::is_verb(&method) {
            [method, action].concat()
        } else {
            [action, method].concat()
        }
    }

    /// The resource beside an action that is what the action is done with: `interfaces` for
    /// `attach_interface`.
    pub(super) fn object(&self, route: &Route, method: &[String]) -> Option<Vec<String>> {
        let [_, object @ ..] = method else {
            return None;
        };
        let said = method == self.parts(route).last()?.words;
        if object.is_empty() || !said || !verbs::is_verb(method) || verbs::reads(method) {
            return None;
        }
        let above = &route.key[..route.key.len() - 1];
        let one = words::singular_words(object).concat();
        let mut beside = self.shape.at(above)?.literals.iter();
        let key =
            beside.find(|key| words::singular(key) == one && words::singular(key) != **key)?;
        let node = self
            .shape
            .at(&[above, std::slice::from_ref(key)].concat())?;
        let words = self.spell(key);
        (!node.methods.is_empty() && node.is_resource(&words, false)).then_some(words)
    }

    /// The resource of the tag, where an action says in its second word that it is about one of it:
    /// `/clients/invite_user` tagged `Users`.
    pub(super) fn object_of_tag(
        &self,
        operation: &Operation,
        method: &[String],
    ) -> Option<Vec<String>> {
        let key = words::key(operation.tags.first()?);
        let object = method.get(1..).filter(|object| !object.is_empty())?;
        let said = object.concat() == words::singular(&key) && object.concat() != key;
        let acts = operation.method != "GET" && verbs::is_verb(method);
        let node = self.shape.at(std::slice::from_ref(&key))?;
        (said && acts && !node.methods.is_empty()).then(|| self.spell(&key))
    }
}

/// What an operation is called whose path ends in a verb and knows other methods too.
pub(super) fn done(operation: &Operation, last: &[String], doing: &str) -> Vec<String> {
    let http = operation.method.as_str();
    if http == doing {
        return last.to_vec();
    }
    let opposite = last.first().filter(|_| http == "DELETE" && last.len() == 1);
    match opposite.and_then(|verb| verbs::opposite(verb)) {
        Some(opposite) => vec![opposite],
        None => [leaf_verb(operation), last.to_vec()].concat(),
    }
}

/// Whether what is posted is many things of the collection before: `/videos/batch`.
pub(super) fn is_batch(operation: &Operation, parts: &[Part]) -> bool {
    let [.., things, last] = parts else {
        return false;
    };
    let many = things
        .words
        .last()
        .is_some_and(|word| words::is_plural(word));
    let all = matches!(last.words.concat().as_str(), "batch" | "bulk");
    operation.method == "POST" && many && all
}

fn text(value: &EnumValue) -> Option<&str> {
    match &value.value {
        Constant::Text(text) => Some(text),
        _ => None,
    }
}
