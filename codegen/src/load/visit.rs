//! Every object of a description that the structure table knows, references followed.

use super::Documents;
use super::needs::is_word;
use super::reference::RefError;
use super::structure::{self, Kind, Shape};
use crate::origin::Origin;
use crate::value::{Object, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a walk over a description found beside its objects.
pub(crate) struct Visited {
    /// Where objects of known kind begin: the entry document, and what references reach outside of
    /// any structure (`x-parts`, other files). None lies within another.
    pub(crate) roots: BTreeMap<Origin, Kind>,
    /// Names of the files that references need and that were not supplied.
    pub(crate) missing: BTreeSet<String>,
}

/// The names of local files that references in `documents` need and that are not among them, as paths
/// like those of the files that name them. Add them and ask again until none is left.
#[must_use]
pub fn external_files(documents: &Documents) -> Vec<String> {
    let visited = visit(documents, &mut |_, _, _| ());
    visited.missing.into_iter().collect()
}

/// Calls `look` with every object that is part of the description, its kind and its place. An object
/// that references reach in two ways may come twice.
pub(crate) fn visit<'d>(
    documents: &'d Documents,
    look: &mut dyn FnMut(&'d Object, Kind, &Origin),
) -> Visited {
    visit_from(documents, vec![(Origin::root(0), Kind::Document)], look)
}

/// The same for what is at and below some places, and what references there lead to.
pub(crate) fn visit_from<'d>(
    documents: &'d Documents,
    starts: Vec<(Origin, Kind)>,
    look: &mut dyn FnMut(&'d Object, Kind, &Origin),
) -> Visited {
    let mut visitor = Visitor {
        documents,
        look,
        pending: starts,
        missing: BTreeSet::new(),
    };
    let mut roots = BTreeMap::new();
    while let Some((origin, kind)) = visitor.pending.pop() {
        if roots.contains_key(&origin) || is_covered(documents, &roots, &origin) {
            continue;
        }
        roots.insert(origin.clone(), kind);
        if let Some(value) = documents.get(&origin) {
            visitor.value(value, kind, &origin);
        }
    }
    // A root may have been found before another that holds it.
    let all = roots.clone();
    roots.retain(|origin, _| !is_covered(documents, &all, origin));
    Visited {
        roots,
        missing: visitor.missing,
    }
}

/// Whether a walk from one of `roots` above `origin` comes past it. What a document's own structure
/// says of an object goes before what a reference takes it for.
fn is_covered(documents: &Documents, roots: &BTreeMap<Origin, Kind>, origin: &Origin) -> bool {
    let mut above = origin.clone();
    while let Some(slash) = above.pointer.rfind('/') {
        above.pointer.truncate(slash);
        if let Some(root) = roots.get(&above)
            && leads_to(documents, &above, *root, origin).is_some()
        {
            return true;
        }
    }
    false
}

/// The kind that the structure below `root` gives to the object at `origin`.
fn leads_to(documents: &Documents, root: &Origin, kind: Kind, origin: &Origin) -> Option<Kind> {
    let mut value = documents.get(root)?;
    let mut kind = kind;
    let mut tokens = origin.tokens().skip(root.tokens().count());
    while let Some(key) = tokens.next() {
        let (below, shape) = structure::child(kind, &key)?;
        value = value.get(&key)?;
        let is_list = value.as_array().is_some();
        kind = below;
        match shape {
            Shape::One => {}
            Shape::Map => value = value.get(&tokens.next()?)?,
            Shape::List | Shape::OneOrList if is_list => {
                let index: usize = tokens.next()?.parse().ok()?;
                value = value.as_array()?.get(index)?;
            }
            Shape::OneOrList => {}
            Shape::List => return None,
        }
    }
    Some(kind)
}

struct Visitor<'d, 'l> {
    documents: &'d Documents,
    look: &'l mut dyn FnMut(&'d Object, Kind, &Origin),
    pending: Vec<(Origin, Kind)>,
    missing: BTreeSet<String>,
}

impl<'d> Visitor<'d, '_> {
    fn value(&mut self, value: &'d Value, kind: Kind, origin: &Origin) {
        let Value::Object(members) = value else {
            return;
        };
        (self.look)(members, kind, origin);
        self.references(members, kind, origin);
        for (key, value) in members {
            let Some((kind, shape)) = structure::child(kind, key) else {
                continue;
            };
            let below = origin.child(key);
            match (shape, value) {
                (Shape::Map, Value::Object(values)) => {
                    for (name, value) in values {
                        self.value(value, kind, &below.child(name));
                    }
                }
                (Shape::List | Shape::OneOrList, Value::Array(values)) => {
                    for (index, value) in values.iter().enumerate() {
                        self.value(value, kind, &below.index(index));
                    }
                }
                (Shape::One | Shape::OneOrList, value) => self.value(value, kind, &below),
                _ => {}
            }
        }
    }

    fn references(&mut self, members: &'d Object, kind: Kind, origin: &Origin) {
        if kind == Kind::Discriminator {
            let mapping = members.get("mapping").and_then(Value::as_object);
            let default = members.get("defaultMapping");
            for target in mapping.into_iter().flat_map(Object::values).chain(default) {
                let target = target.get("$ref").unwrap_or(target).as_str();
                if let Some(target) = target.filter(|text| !is_word(text)) {
                    self.found(self.documents.mapped(origin, target), Kind::Schema);
                }
            }
            return;
        }
        let dynamic = (kind == Kind::Schema).then_some("$dynamicRef");
        for key in ["$ref"].into_iter().chain(dynamic) {
            if let Some(reference) = members.get(key).and_then(Value::as_str) {
                self.found(self.documents.resolve(origin, reference), kind);
            }
        }
    }

    fn found(&mut self, target: Result<Origin, RefError>, kind: Kind) {
        match target {
            Ok(target) => self.pending.push((target, kind)),
            Err(RefError::MissingFile(name)) => {
                self.missing.insert(name);
            }
            // Whoever follows the reference reports the rest.
            Err(_) => {}
        }
    }
}
