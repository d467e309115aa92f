//! Whether an operation answers a list: an array, or a page of one.

use super::words;
use crate::ir::{Answer, AnswerContent, Api, Field, Item, Operation, Status, Struct, Ty};

/// Whether a GET answers an array or a page. Where things hang below the path (`collection`), any
/// object with one list in it is taken for a page.
pub(super) fn answers_list(api: &Api, operation: &Operation, collection: bool) -> bool {
    let mut shapes = successes(operation);
    let mut segments = operation.path.rsplit('/');
    let name = segments.find(|segment| !segment.contains('{') && !segment.is_empty());
    let plural = words::split(name.unwrap_or_default());
    let plural = !collection && plural.last().is_some_and(|word| is_things(word));
    let page = Page {
        api,
        name: words::key(name.unwrap_or_default()),
        collection,
    };
    shapes.any(|ty| page.is_list(ty, 0) || plural && page.is_map(ty, 0))
}

/// Whether a word is a plural of things, each of which can be had alone.
pub(super) fn is_things(word: &str) -> bool {
    words::is_plural(word) && !ABSTRACT.contains(&word)
}

/// Whether a POST answers a page, as only a query does.
pub(super) fn answers_page(api: &Api, operation: &Operation) -> bool {
    let mut shapes = successes(operation);
    let created = operation
        .answers
        .iter()
        .any(|answer| answer.status == Status::Code(201));
    !created
        && shapes.any(|ty| {
            let Ty::Named(id) = api.resolve(ty) else {
                return false;
            };
            let Item::Struct(object) = &api.def(*id).item else {
                return false;
            };
            let has = |names: &[&str]| {
                object
                    .fields
                    .iter()
                    .any(|f| names.contains(&f.wire_name.as_str()))
            };
            has(ELEMENTS) && has(&["count", "total", "next", "has_more", "total_count"])
        })
}

/// What an operation answers in JSON when it succeeds.
fn successes(operation: &Operation) -> impl Iterator<Item = &Ty> {
    let success =
        |answer: &&Answer| matches!(answer.status, Status::Code(200..=299) | Status::Range(2));
    operation
        .answers
        .iter()
        .filter(success)
        .filter_map(|answer| match &answer.content {
            AnswerContent::Json { ty, .. } => Some(ty),
            _ => None,
        })
}

/// Members that hold the elements of a page.
const ELEMENTS: &[&str] = &[
    "results", "items", "data", "records", "entries", "objects", "values",
];

/// Plurals that are no things: an object with such a name has members of its own.
const ABSTRACT: &[&str] = &[
    "details",
    "features",
    "limits",
    "metrics",
    "options",
    "preferences",
    "properties",
    "series",
    "settings",
    "statistics",
    "stats",
];

/// Members that are about the page and not in it.
const PAGING: &[&str] = &[
    "count",
    "cursor",
    "has_more",
    "hasmore",
    "limit",
    "links",
    "meta",
    "metadata",
    "next",
    "offset",
    "page",
    "pages",
    "paging",
    "pagination",
    "previous",
    "prev",
    "self",
    "size",
    "total",
];

/// What a page of a collection may look like.
struct Page<'a> {
    api: &'a Api,
    name: String,
    collection: bool,
}

impl Page<'_> {
    fn is_list(&self, ty: &Ty, depth: usize) -> bool {
        match self.api.resolve(ty) {
            Ty::List(_) => true,
            Ty::Nullable(inner) => self.is_list(inner, depth),
            Ty::Named(id) if depth < 4 => match &self.api.def(*id).item {
                Item::Wrapper(inner) => self.is_list(inner, depth + 1),
                Item::Union(union) => {
                    let mut variants = union.variants.iter();
                    variants.any(|variant| self.is_list(&variant.ty, depth + 1))
                }
                Item::Struct(object) => self.is_page(object),
                Item::Enum(_) | Item::Alias(_) => false,
            },
            _ => false,
        }
    }

    /// Things by their names, or several lists of them: what answers a GET of `/countries`.
    fn is_map(&self, ty: &Ty, depth: usize) -> bool {
        match self.api.resolve(ty) {
            Ty::Map(values) => !matches!(self.api.resolve(values), Ty::Scalar(_) | Ty::Json),
            Ty::Named(id) if depth < 2 => match &self.api.def(*id).item {
                Item::Wrapper(inner) => self.is_map(inner, depth + 1),
                Item::Struct(object) => {
                    object.fields.len() > 1
                        && object
                            .fields
                            .iter()
                            .all(|f| self.holds_list(&f.ty) || self.is_map(&f.ty, depth + 1))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn is_page(&self, object: &Struct) -> bool {
        let lists: Vec<&Field> = object
            .fields
            .iter()
            .filter(|f| self.holds_list(&f.ty))
            .collect();
        let named = |field: &&Field| {
            let key = words::key(&field.wire_name);
            ELEMENTS.contains(&field.wire_name.as_str()) || key == self.name
        };
        let paging = |field: &Field| {
            let name = words::words(&field.wire_name);
            let about = |word: &String| PAGING.contains(&word.as_str());
            name.first().is_some_and(about) || name.last().is_some_and(about)
        };
        lists.iter().any(named)
            || lists.len() == 1
                && (self.collection
                    || object.fields.len() > 1
                        && object
                            .fields
                            .iter()
                            .all(|f| self.holds_list(&f.ty) || paging(f)))
    }

    fn holds_list(&self, ty: &Ty) -> bool {
        match self.api.resolve(ty) {
            Ty::List(_) => true,
            Ty::Nullable(inner) => matches!(self.api.resolve(inner), Ty::List(_)),
            _ => false,
        }
    }
}
