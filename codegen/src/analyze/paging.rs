//! Which lists are read page by page, and how does one page lead to the next?
//!
//! A list pages if it is read by GET, has a query parameter that says where a page begins (or an
//! answer that says where the next one is, in a member or in the header `Link`), and its answer has one
//! list of items. Any other list is never read twice.

use super::long_running::Unfit;
use super::{Call, Success, shape};
use crate::config::{self, Config};
use crate::ir::{
    Api, Item, Location, Operation, OperationId, Parameter, Scalar, ScalarKind, Struct, Ty,
};

/// How a list is read page by page.
#[derive(Debug, Clone, PartialEq)]
pub struct Paging {
    /// How one page leads to the next.
    pub advance: Advance,
    /// Where the items are; empty where the answer is the list.
    pub items: String,
    /// Whether an answer may leave the list out.
    pub items_optional: bool,
    /// What an item is.
    pub item: Ty,
    /// Where the number of all items is.
    pub total: Option<String>,
    /// Where it stands whether there is more.
    pub more: Option<String>,
}

/// How one page leads to the next.
#[derive(Debug, Clone, PartialEq)]
pub enum Advance {
    /// A query parameter counts items.
    Offset(String),
    /// A query parameter counts pages, beginning with this number.
    Page(String, i64),
    /// A query parameter takes what the answer has at a path.
    Cursor(String, String),
    /// The answer has the address of the next page at a path.
    Link(String),
    /// The header `Link` has it.
    LinkHeader,
}

/// Names of query parameters, in small letters and digits alone.
const OFFSETS: &[&str] = &["offset", "skip", "startat", "pageoffset"];
const PAGES: &[&str] = &[
    "page",
    "pagenumber",
    "pagenum",
    "pageno",
    "pageindex",
    "currentpage",
];
const CURSORS: &[&str] = &[
    "after",
    "continuation",
    "continuationtoken",
    "cursor",
    "marker",
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "pageafter",
    "pagecursor",
    "pagetoken",
    "paginationtoken",
    "scrollid",
    "startafter",
    "startingafter",
];
/// Names of members, likewise, best first.
const ITEMS: &[&str] = &["results", "items", "data", "records", "entries", "values"];
const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalrecords",
    "count",
];
const NEXT_CURSORS: &[&str] = &[
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextmarker",
    "nextpagecursor",
    "continuationtoken",
    "paginationtoken",
    "endcursor",
    "cursor",
    "marker",
    "continuation",
    "after",
    "scrollid",
    "lastid",
];
const LINKS: &[&str] = &[
    "next",
    "nexturl",
    "nextlink",
    "nextpageurl",
    "odatanextlink",
];
const MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage", "more"];
/// Members that hold what is about pages.
const HOLDERS: &[&str] = &[
    "cursors",
    "links",
    "meta",
    "metadata",
    "page",
    "pageinfo",
    "pagination",
    "paging",
    "responsemetadata",
];

/// For each operation, how it is read page by page. `published` says where the items of published pages are.
pub(super) fn recognise(
    api: &Api,
    calls: &[Call],
    config: &Config,
    published: &[Option<String>],
    unfit: &mut Vec<Unfit>,
) -> Vec<Option<Paging>> {
    let mut paging = all_by_rule(api, calls, config, published);
    for (key, described) in &config.pages {
        let keys = ["pages", key];
        let Some(OperationId(index)) = shape::find(api, key) else {
            unfit.push(Unfit::missing(key).at(&keys));
            continue;
        };
        let mut told = |why: &str| unfit.push(Unfit::from(why).at(&keys));
        let (operation, call) = (&api.operations[index], &calls[index]);
        let wanted = match configured(api, operation, call, described, paging[index].as_ref()) {
            Ok(wanted) => wanted,
            Err(why) => {
                told(&why);
                continue;
            }
        };
        if wanted == paging[index] {
            told("The rule says the same.");
        }
        paging[index] = wanted;
    }
    paging
}

/// What the rule says of each operation. Where configuration says something, that is compared with what the
/// rule says without the lock.
fn all_by_rule(
    api: &Api,
    calls: &[Call],
    config: &Config,
    published: &[Option<String>],
) -> Vec<Option<Paging>> {
    let keys = config.pages.keys();
    let configured: Vec<_> = keys.map(|key| shape::find(api, key)).collect();
    let operations = api.operations.iter().zip(calls).enumerate();
    operations
        .map(|(index, (operation, call))| {
            let published = published.get(index).and_then(Option::as_deref);
            let published = published.filter(|_| !configured.contains(&Some(OperationId(index))));
            by_rule(api, operation, call, published)
        })
        .collect()
}

/// What is seen from parameters and answer alone. Items stay where they are published, whatever other
/// lists an answer has.
fn by_rule(
    api: &Api,
    operation: &Operation,
    call: &Call,
    published: Option<&str>,
) -> Option<Paging> {
    if operation.method != "GET" {
        return None;
    }
    let answer = shape::answer(operation, call)?;
    let known = published.and_then(|path| Some((path.to_owned(), list_at(api, answer, path)?)));
    let (items, item) = known.or_else(|| items(api, answer))?;
    let about = About {
        api,
        object: object(api, answer),
    };
    let advance = cursor(api, operation, &items, item, &about)
        .or_else(|| {
            counted(api, operation, OFFSETS).map(|found| Advance::Offset(found.name.clone()))
        })
        .or_else(|| {
            let found = counted(api, operation, PAGES)?;
            Some(Advance::Page(found.name.clone(), first_page(found)))
        })
        .or_else(|| about.member(LINKS, is_text).map(Advance::Link))
        .or_else(|| (items.is_empty() && links(operation, call)).then_some(Advance::LinkHeader))?;
    let counted = matches!(advance, Advance::Offset(_) | Advance::Page(..));
    let link = || about.member(LINKS, may_be_null).filter(|_| counted);
    Some(Paging {
        total: about.member(TOTALS, is_integer).filter(|_| counted),
        more: about.member(MORE, is_bool).or_else(link),
        advance,
        items_optional: may_be_absent(api, answer, &items),
        items,
        item: item.clone(),
    })
}

/// Where an answer may tell about its pages.
struct About<'a> {
    api: &'a Api,
    object: Option<&'a Struct>,
}

impl About<'_> {
    /// The best member of these names.
    fn member(&self, names: &[&str], fits: fn(&Api, &Ty) -> bool) -> Option<String> {
        around(self.api, self.object?, names, fits, 0)
    }
}

/// A parameter that takes what the answer before has.
fn cursor(
    api: &Api,
    operation: &Operation,
    items: &str,
    item: &Ty,
    about: &About<'_>,
) -> Option<Advance> {
    let parameter = query(operation, CURSORS, |ty| is_text(api, ty))?;
    let next = about.member(NEXT_CURSORS, is_text).or_else(|| {
        // The next page begins behind the last item of this one.
        about.member(MORE, is_bool)?;
        let id = shape::member(shape::object(api, item)?, "id")?;
        is_text(api, &id.ty).then(|| format!("{items}.-1.id"))
    })?;
    Some(Advance::Cursor(parameter.name.clone(), next))
}

/// Whether the answers of a bare list are documented to have the header `Link` (RFC 8288). Where none of
/// its links is the next page, the first page is all that is read.
fn links(operation: &Operation, call: &Call) -> bool {
    let Success::One(answers) = &call.success else {
        return false;
    };
    let mut headers = answers
        .iter()
        .flat_map(|answer| &operation.answers[*answer].headers);
    headers.any(|header| header.name.eq_ignore_ascii_case("link"))
}

fn counted<'a>(api: &Api, operation: &'a Operation, names: &[&str]) -> Option<&'a Parameter> {
    query(operation, names, |ty| is_integer(api, ty))
}

fn query<'a>(
    operation: &'a Operation,
    names: &[&str],
    fits: impl Fn(&Ty) -> bool,
) -> Option<&'a Parameter> {
    operation.parameters.iter().find(|parameter| {
        parameter.location == Location::Query
            && names.contains(&letters(&parameter.name).as_str())
            && fits(&parameter.ty)
    })
}

/// Where the items of an answer are, and what they are.
fn items<'a>(api: &'a Api, answer: &'a Ty) -> Option<(String, &'a Ty)> {
    match shape::bare(api, answer) {
        Ty::List(item) => Some((String::new(), item)),
        _ => listed(api, object(api, answer)?, 0),
    }
}

/// What the items of the list at a path are; the answer itself is at the empty one.
fn list_at<'a>(api: &'a Api, answer: &'a Ty, path: &str) -> Option<&'a Ty> {
    let mut ty = shape::bare(api, answer);
    let mut around = object(api, answer);
    for name in path.split('.').filter(|name| !name.is_empty()) {
        ty = shape::bare(api, &shape::member(around?, name)?.ty);
        around = shape::object(api, ty);
    }
    match ty {
        Ty::List(item) => Some(item),
        _ => None,
    }
}

/// The struct that an answer is, or that is one of its variants beside a bare list.
fn object<'a>(api: &'a Api, answer: &'a Ty) -> Option<&'a Struct> {
    let Ty::Named(id) = shape::bare(api, answer) else {
        return None;
    };
    let Item::Union(union) = &api.def(*id).item else {
        return shape::object(api, answer);
    };
    let is_list = |ty: &Ty| matches!(shape::bare(api, ty), Ty::List(_));
    let mut objects = union
        .variants
        .iter()
        .filter(|variant| !is_list(&variant.ty));
    let only = objects.next().filter(|_| objects.next().is_none())?;
    shape::object(api, &only.ty)
}

fn listed<'a>(api: &'a Api, object: &'a Struct, depth: usize) -> Option<(String, &'a Ty)> {
    let lists: Vec<_> = object
        .fields
        .iter()
        .filter_map(|field| match shape::bare(api, &field.ty) {
            Ty::List(item) => Some((field.wire_name.clone(), &**item)),
            _ => None,
        })
        .collect();
    let best = ITEMS.iter().find_map(|wanted| {
        let mut lists = lists.iter();
        lists.find(|(name, _)| letters(name) == *wanted)
    });
    match (best, lists.as_slice()) {
        (Some(best), _) | (None, [best]) => Some(best.clone()),
        (None, []) if depth == 0 => ITEMS.iter().find_map(|wanted| {
            let mut fields = object.fields.iter();
            let field = fields.find(|field| letters(&field.wire_name) == *wanted)?;
            let (path, item) = listed(api, shape::object(api, &field.ty)?, depth + 1)?;
            Some((format!("{}.{path}", field.wire_name), item))
        }),
        _ => None,
    }
}

/// Whether a member on the way to the list is one that an answer may leave out.
fn may_be_absent(api: &Api, answer: &Ty, path: &str) -> bool {
    let mut object = object(api, answer);
    path.split('.').any(|name| {
        let mut fields = object.map_or(&[][..], |object| &object.fields).iter();
        let field = fields.find(|field| field.wire_name == name);
        object = field.and_then(|field| shape::object(api, &field.ty));
        field.is_some_and(|field| !field.required)
    })
}

/// The best member of these names, in the answer or in what it has about pages.
fn around(
    api: &Api,
    object: &Struct,
    names: &[&str],
    fits: fn(&Api, &Ty) -> bool,
    depth: usize,
) -> Option<String> {
    let here = names.iter().find_map(|wanted| {
        let mut fields = object.fields.iter();
        let named = |field: &&crate::ir::Field| letters(&field.wire_name) == *wanted;
        let field = fields.find(|field| named(field) && fits(api, &field.ty));
        field.map(|field| field.wire_name.clone())
    });
    here.or_else(|| {
        let mut holders = object
            .fields
            .iter()
            .filter(|field| depth < 2 && HOLDERS.contains(&letters(&field.wire_name).as_str()));
        holders.find_map(|field| {
            let inner = shape::object(api, &field.ty)?;
            let path = around(api, inner, names, fits, depth + 1)?;
            Some(format!("{}.{path}", field.wire_name))
        })
    })
}

/// What configuration says, over what the rule says.
fn configured(
    api: &Api,
    operation: &Operation,
    call: &Call,
    described: &config::Paging,
    rule: Option<&Paging>,
) -> Result<Option<Paging>, String> {
    if described.none {
        return Ok(None);
    }
    let answer = shape::answer(operation, call).ok_or("It does not answer one shape of JSON.")?;
    let parameter = |name: &String| {
        let mut parameters = operation.parameters.iter();
        let is_there = parameters
            .any(|parameter| parameter.location == Location::Query && parameter.name == *name);
        let why = || format!("It has no query parameter `{name}`.");
        is_there.then(|| name.clone()).ok_or_else(why)
    };
    let advance = match described {
        config::Paging {
            offset: Some(name), ..
        } => Some(Advance::Offset(parameter(name)?)),
        config::Paging {
            page: Some(name),
            first,
            ..
        } => Some(Advance::Page(parameter(name)?, first.unwrap_or(1))),
        config::Paging {
            cursor: Some(name),
            next: Some(next),
            ..
        } => Some(Advance::Cursor(parameter(name)?, next.clone())),
        config::Paging {
            next: Some(next), ..
        } => Some(Advance::Link(next.clone())),
        config::Paging {
            link_header: true, ..
        } => Some(Advance::LinkHeader),
        _ => rule.map(|rule| rule.advance.clone()),
    };
    let advance = advance.ok_or("It does not say how one page leads to the next.")?;
    let (items, item) = match &described.items {
        Some(path) => match list_at(api, answer, path) {
            Some(item) => (path.clone(), item),
            None => return Err(format!("Its answer has no list at `{path}`.")),
        },
        None => items(api, answer).ok_or("It is not told where the items are.")?,
    };
    let told = |given: &Option<String>, by_rule: Option<&String>| match given {
        Some(path) => Some(path.clone()).filter(|path| !path.is_empty()),
        None => by_rule.cloned(),
    };
    Ok(Some(Paging {
        advance,
        items_optional: may_be_absent(api, answer, &items),
        items,
        item: item.clone(),
        total: told(&described.total, rule.and_then(|rule| rule.total.as_ref())),
        more: told(&described.more, rule.and_then(|rule| rule.more.as_ref())),
    }))
}

/// Pages are counted from zero where the document says so.
fn first_page(parameter: &Parameter) -> i64 {
    match &parameter.default {
        Some(value) if value.to_string() == "0" => 0,
        _ => 1,
    }
}

/// A name in small letters and digits: `page[after]` and `pageAfter` are one.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

fn is_integer(api: &Api, ty: &Ty) -> bool {
    matches!(shape::bare(api, ty), Ty::Scalar(scalar) if scalar.kind() == ScalarKind::Integer)
}

fn is_bool(api: &Api, ty: &Ty) -> bool {
    matches!(shape::bare(api, ty), Ty::Scalar(Scalar::Bool))
}

fn is_text(api: &Api, ty: &Ty) -> bool {
    use Scalar::{Base64, Secret, String, Uri, Uuid};
    matches!(
        shape::bare(api, ty),
        Ty::Scalar(String | Uri | Uuid | Base64 | Secret)
    )
}

fn may_be_null(api: &Api, ty: &Ty) -> bool {
    matches!(api.resolve(ty), Ty::Nullable(_)) && is_text(api, ty)
}
