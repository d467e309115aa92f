//! What a type made at a place is named after: the way to it from the nearest thing with a name.
//!
//! The way is read off the schemas, not off the order in which they are visited.

use super::{Analysis, Live, Part};
use crate::ir::{NameHint, Owner, Step};
use crate::model::schema::{Edge, SchemaId};
use crate::origin::Origin;

/// What owns a schema, and the way from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HintContext {
    /// The nearest thing around it that has a name of its own.
    pub owner: Owner,
    /// From there to the schema, outermost first.
    pub steps: Vec<Step>,
}

/// A place that is typed: a schema, or where several schemas meet below one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lower::types) struct Where {
    /// The schema the steps start at.
    pub(in crate::lower::types) base: SchemaId,
    /// The steps from there.
    pub(in crate::lower::types) steps: Vec<Step>,
}

impl Where {
    /// A schema itself.
    pub(in crate::lower::types) fn at(base: SchemaId) -> Self {
        Self {
            base,
            steps: Vec::new(),
        }
    }

    /// One step further.
    pub(in crate::lower::types) fn then(&self, step: Step) -> Self {
        let mut steps = self.steps.clone();
        steps.push(step);
        Self {
            base: self.base,
            steps,
        }
    }
}

impl Analysis<'_> {
    /// What the type at a place is named after.
    pub(in crate::lower::types) fn name_hint(&mut self, place: &Where) -> NameHint {
        let schema = self.schema(place.base);
        if let (Some(name), true) = (&schema.name, place.steps.is_empty()) {
            return NameHint::Component(name.clone());
        }
        let mut context = self.context(place.base);
        context.steps.extend(place.steps.iter().cloned());
        let title = schema.annotations.title.clone();
        NameHint::Inline {
            owner: context.owner,
            steps: context.steps,
            title: title.filter(|_| place.steps.is_empty()),
        }
    }

    /// The owner of a schema and the steps to it.
    fn context(&mut self, id: SchemaId) -> HintContext {
        let mut steps = Vec::new();
        let mut at = id;
        let owner = loop {
            if let Some(name) = &self.schema(at).name {
                break Owner::Component(name.clone());
            }
            if let Some(root) = self.roots.get(&at) {
                steps.extend(root.steps.iter().rev().cloned());
                break root.owner.clone();
            }
            let Some((parent, edge)) = &self.schema(at).parent else {
                let context = of_pointer(&self.schema(at).origin);
                steps.extend(context.steps.into_iter().rev());
                break context.owner;
            };
            steps.extend(self.steps(*parent, edge, at));
            at = *parent;
        };
        steps.reverse();
        HintContext { owner, steps }
    }

    /// The steps from a schema to one written in it, innermost first; some ways are no step.
    fn steps(&mut self, parent: SchemaId, edge: &Edge, child: SchemaId) -> Vec<Step> {
        let schema = self.schema(parent);
        let group = match edge {
            Edge::Property(name) => return vec![Step::Property(name.clone())],
            Edge::Items => return vec![Step::Items],
            Edge::Prefix(index) => {
                let several = schema
                    .array
                    .as_ref()
                    .is_some_and(|one| one.prefix.len() > 1);
                return within(Step::Items, several.then(|| index.to_string()));
            }
            Edge::Values => return vec![Step::Values],
            Edge::Pattern(pattern) => {
                let several = schema
                    .object
                    .as_ref()
                    .is_some_and(|one| one.patterns.len() > 1);
                return within(Step::Values, several.then(|| pattern.clone()));
            }
            Edge::Keys => return vec![Step::Keys],
            Edge::AllOf | Edge::Content => return Vec::new(),
            Edge::AnyOf(_) => Part::AnyOf(parent),
            Edge::OneOf(_) => Part::OneOf(parent),
        };
        if !matches!(self.live(group), Live::Many(_)) {
            return Vec::new();
        }
        let names = self.variant_names(group);
        let name = names.get(&child).cloned();
        name.into_iter().map(Step::Variant).collect()
    }
}

/// A step into one of several, innermost first.
fn within(step: Step, which: Option<String>) -> Vec<Step> {
    which.map(Step::Variant).into_iter().chain([step]).collect()
}

/// The owner and steps as far as the pointer shows them, for schemas that are only referred to.
fn of_pointer(origin: &Origin) -> HintContext {
    let tokens: Vec<String> = origin.tokens().collect();
    let mut rest = tokens.iter().map(String::as_str);
    let owner = match (rest.next(), rest.next(), rest.next()) {
        (Some("paths" | "webhooks"), Some(path), Some(method)) => Owner::Operation {
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
        },
        (Some("components"), Some(_), Some(key)) => Owner::Shared(key.to_owned()),
        _ => Owner::Shared(origin.last_token().unwrap_or_default()),
    };
    let mut steps = Vec::new();
    while let Some(token) = rest.next() {
        let name = |token: Option<&str>| token.unwrap_or_default().to_owned();
        steps.extend(match token {
            "requestBody" => Some(Step::Body),
            "responses" => Some(Step::Response(name(rest.next()))),
            "headers" => Some(Step::Header(name(rest.next()))),
            "properties" => Some(Step::Property(name(rest.next()))),
            "items" | "prefixItems" => Some(Step::Items),
            "additionalProperties" | "patternProperties" => Some(Step::Values),
            _ => None,
        });
    }
    if steps.is_empty() {
        steps.push(Step::Property(origin.last_token().unwrap_or_default()));
    }
    HintContext { owner, steps }
}
