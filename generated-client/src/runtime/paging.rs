//! How does one page lead to the next? The machine behind `pages` and `items`.
//!
//! It stops on a page that is the one before again, where the server says that there is no more, and,
//! where pages are counted, on one without items or at the total. It goes on by what was received, not by
//! what was asked for: a server may give less.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use reqwest::Url;
use serde_json::Value;

use super::call::{ArgumentPlace, Call};
use super::error::{Error, ErrorKind};
use super::exchange::without_login;
use super::json_path;
use super::link_header;
use super::prepare::outline;
use super::raw::Raw;
use super::send;
use super::steps::Step;
use super::style::Style;

/// How a list is read page by page.
#[derive(Debug, Clone, Copy)]
pub struct Paging {
    advance: Advance,
    items: &'static str,
    /// Whether a page may leave its list out.
    items_optional: bool,
    total: &'static str,
    more: &'static str,
}

#[derive(Debug, Clone, Copy)]
enum Advance {
    /// A query parameter counts items.
    Offset(&'static str),
    /// A query parameter counts pages, from this one.
    Page(&'static str, i64),
    /// A query parameter takes what the answer has at a path.
    Cursor(&'static str, &'static str),
    /// The answer has the next address at a path.
    Link(&'static str),
    /// The answer's header `Link` has the next address (RFC 8288).
    LinkHeader,
}

impl Paging {
    /// A query parameter says how many items to pass over.
    #[must_use]
    pub const fn offset(parameter: &'static str) -> Self {
        Self::by(Advance::Offset(parameter))
    }

    /// A query parameter says which page, of which there is one with the number `first`.
    #[must_use]
    pub const fn page(parameter: &'static str, first: i64) -> Self {
        Self::by(Advance::Page(parameter, first))
    }

    /// A query parameter takes what the answer before has at `next`.
    #[must_use]
    pub const fn cursor(parameter: &'static str, next: &'static str) -> Self {
        Self::by(Advance::Cursor(parameter, next))
    }

    /// The answer has the address of the next page at `next`.
    #[must_use]
    pub const fn link(next: &'static str) -> Self {
        Self::by(Advance::Link(next))
    }

    /// The answer's header `Link` has the address of the next page.
    #[must_use]
    pub const fn link_header() -> Self {
        Self::by(Advance::LinkHeader)
    }

    /// Where the items are. An answer that is a list is its items, whatever is said here.
    #[must_use]
    pub const fn items(mut self, path: &'static str) -> Self {
        self.items = path;
        self
    }

    /// Where the items are, which a page without any may leave out.
    #[must_use]
    pub const fn items_if_any(mut self, path: &'static str) -> Self {
        self.items = path;
        self.items_optional = true;
        self
    }

    /// Where the number of all items is.
    #[must_use]
    pub const fn total(mut self, path: &'static str) -> Self {
        self.total = path;
        self
    }

    /// Where it stands whether there is more: false, null and empty text mean no.
    #[must_use]
    pub const fn more(mut self, path: &'static str) -> Self {
        self.more = path;
        self
    }

    pub(crate) const fn items_path(&self) -> &'static str {
        self.items
    }

    const fn by(advance: Advance) -> Self {
        Self {
            advance,
            items: "",
            items_optional: false,
            total: "",
            more: "",
        }
    }
}

/// A page: the answer, and its items.
pub(crate) struct Page {
    pub(crate) raw: Raw,
    pub(crate) items: Vec<Value>,
}

/// The machine.
pub(crate) struct Pager {
    paging: Paging,
    /// The call for the next page; none after the last.
    call: Option<Call>,
    /// Items passed over, or the number of the page.
    position: i64,
    /// Items received.
    received: i64,
    first: bool,
    /// What tells the items of the page before.
    before: Option<u64>,
    /// Cursors and addresses that were followed already.
    followed: HashSet<String>,
}

impl Pager {
    pub(crate) fn new(mut call: Call, paging: Paging) -> Box<Self> {
        if let Advance::Offset(name) | Advance::Page(name, _) | Advance::Cursor(name, _) =
            paging.advance
        {
            take_over(&mut call, name);
        }
        let position = match paging.advance {
            Advance::Offset(parameter) => asked(&call, parameter).unwrap_or(0),
            Advance::Page(parameter, first) => asked(&call, parameter).unwrap_or(first),
            _ => 0,
        };
        Box::new(Self {
            paging,
            call: Some(call),
            position,
            received: 0,
            first: true,
            before: None,
            followed: HashSet::new(),
        })
    }

    /// Reads the next page.
    pub(crate) fn step(mut self: Box<Self>) -> Step<Box<Self>, Page> {
        Box::pin(async move {
            while let Some(call) = self.call.take() {
                match self.read(call).await {
                    Ok(Some(page)) => return (self, Some(Ok(page))),
                    // A page without items, behind which there is more.
                    Ok(None) => {}
                    Err(error) => return (self, Some(Err(error))),
                }
            }
            (self, None)
        })
    }

    /// Reads a page, and works out the call for the next. A page without news is none.
    async fn read(&mut self, call: Call) -> Result<Option<Page>, Error> {
        let raw = send::whole(call.clone()).await?;
        let mut value = raw.json::<Value>()?;
        // An answer that is no page is not the end of the list.
        let list = items(&mut value, self.paging);
        let received = list.ok_or_else(|| raw.no_list(self.paging.items))?.len();
        let next = self.next(call, &raw, &value, received)?;
        let list = items(&mut value, self.paging).unwrap_or_default();
        let items: Vec<Value> = list.iter_mut().map(Value::take).collect();
        let print = fingerprint(&items);
        let is_first = std::mem::replace(&mut self.first, false);
        if !items.is_empty() && self.before.replace(print) == Some(print) {
            return Ok(None);
        }
        self.call = next;
        let nothing = items.is_empty() && !is_first;
        Ok((!nothing).then_some(Page { raw, items }))
    }

    /// The call for the page after this one, which has so many items.
    fn next(
        &mut self,
        mut call: Call,
        raw: &Raw,
        value: &Value,
        received: usize,
    ) -> Result<Option<Call>, Error> {
        let received = i64::try_from(received).unwrap_or(i64::MAX);
        self.received = self.received.saturating_add(received);
        if self.ends(raw, value, received) {
            return Ok(None);
        }
        match self.paging.advance {
            Advance::Offset(parameter) => {
                self.position = self.position.saturating_add(received);
                call.query(parameter, Style::FORM, &self.position);
            }
            Advance::Page(parameter, _) => {
                self.position = self.position.saturating_add(1);
                call.query(parameter, Style::FORM, &self.position);
            }
            Advance::Cursor(parameter, path) => {
                let Some(cursor) = self.unseen(text_at(value, path)) else {
                    return Ok(None);
                };
                call.query(parameter, Style::FORM, &cursor);
            }
            Advance::Link(path) => {
                return self.follow(call, text_at(value, path));
            }
            Advance::LinkHeader => {
                return self.follow(call, link_header::next(raw.headers()));
            }
        }
        Ok(Some(call))
    }

    /// Whether this was the last page.
    fn ends(&self, raw: &Raw, value: &Value, received: i64) -> bool {
        let Paging {
            advance,
            total,
            more,
            ..
        } = self.paging;
        if !more.is_empty() && json_path::at(value, more).is_some_and(says_no) {
            return true;
        }
        let counted = matches!(advance, Advance::Offset(_) | Advance::Page(..));
        if !counted {
            return false;
        }
        // Servers that number pages and also link them say by the links which is the last.
        if link_header::is_last(raw.headers()) {
            return true;
        }
        let total = Some(total).filter(|path| !path.is_empty());
        let total = total.and_then(|path| json_path::at(value, path)?.as_i64());
        let passed = match advance {
            Advance::Offset(_) => self.position.saturating_add(received),
            // Nobody knows the size of pages that were not read, so behind those the total tells nothing.
            _ => self.received,
        };
        received == 0 || total.is_some_and(|total| passed >= total)
    }

    /// The call for an address that an answer names, unless it was read already.
    fn follow(&mut self, mut call: Call, link: Option<String>) -> Result<Option<Call>, Error> {
        let Some(link) = link.filter(|link| !link.is_empty()) else {
            return Ok(None);
        };
        let (here, there) = linked(&call, &link)?;
        self.followed.insert(here.into());
        if !self.followed.insert(there.as_str().to_owned()) {
            return Ok(None);
        }
        call.link = Some(Box::new(there));
        Ok(Some(call))
    }

    /// A cursor that leads on. One that was followed before leads in circles.
    fn unseen(&mut self, next: Option<String>) -> Option<String> {
        next.filter(|next| !next.is_empty() && self.followed.insert(next.clone()))
    }
}

/// Makes a parameter of the query that the call's options have one of its own, so that the next page has
/// it once.
fn take_over(call: &mut Call, name: &'static str) {
    let is_it = |(known, _): &(String, String)| known == name;
    let Some(at) = call.own_options().query.iter().position(is_it) else {
        return;
    };
    let mut options = call.own_options().clone();
    let (_, value) = options.query.remove(at);
    call.options(options);
    match value.parse::<i64>() {
        Ok(number) => call.query(name, Style::FORM, &number),
        Err(_) => call.query(name, Style::FORM, &value),
    }
}

/// What the caller asked for to begin with.
fn asked(call: &Call, parameter: &str) -> Option<i64> {
    let mut arguments = call.arguments.iter();
    let argument = arguments
        .find(|argument| argument.place == ArgumentPlace::Query && argument.name == parameter)?;
    argument.json.as_ref().ok()?.parse().ok()
}

/// Where a call goes, and the address on the same host that its answer names. A server behind a
/// proxy may not know that it is asked by `https`.
fn linked(call: &Call, link: &str) -> Result<(Url, Url), Error> {
    let here = outline(call)?;
    let wrong = |why: String| Error::new(ErrorKind::Request, why).with_target(&here.target);
    let there = here.url.join(link);
    let mut there = there.map_err(|error| {
        wrong(format!(
            "the address of the next page cannot be used: {error}"
        ))
    })?;
    let is_here = there.host() == here.url.host() && there.port() == here.url.port();
    if is_here && there.scheme() == "http" && here.url.scheme() == "https" {
        let _ = there.set_scheme("https");
    }
    if there.origin() != here.url.origin() {
        let host = there.origin().ascii_serialization();
        return Err(wrong(format!(
            "the next page is said to be at {host}, which is another host"
        )));
    }
    without_login(&mut there);
    there.set_fragment(None);
    Ok((here.url, there))
}

fn text_at(value: &Value, path: &str) -> Option<String> {
    json_path::at(value, path).and_then(json_path::text)
}

fn says_no(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}

/// The items of a page: at the path, or all of it where it is a list. None if there is no list.
fn items(value: &mut Value, paging: Paging) -> Option<&mut [Value]> {
    let mut at = value;
    let mut steps = paging.items.split('.').filter(|step| !step.is_empty());
    while at.is_object()
        && let Some(step) = steps.next()
    {
        match at.get_mut(step) {
            Some(next) => at = next,
            None => return paging.items_optional.then(Default::default),
        }
    }
    match at {
        Value::Array(items) => Some(items),
        // So some servers write an empty list.
        Value::Null => Some(Default::default()),
        _ => None,
    }
}

fn fingerprint(items: &[Value]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for item in items {
        item.to_string().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_in_lists_and_objects() {
        let list = || serde_json::json!([1, 2]);
        let count = |mut value, path| {
            let found = items(&mut value, Paging::offset("offset").items(path));
            found.map(|items| items.len())
        };
        assert_eq!(count(list(), "results"), Some(2));
        assert_eq!(
            count(serde_json::json!({"a": {"b": list()}}), "a.b"),
            Some(2)
        );
        assert_eq!(count(serde_json::json!({"a": null}), "a"), Some(0));
        assert_eq!(count(serde_json::json!({"a": null}), "a.b"), Some(0));
        for none in [
            serde_json::json!({}),
            serde_json::json!({"a": "x"}),
            serde_json::json!(7),
        ] {
            assert_eq!(count(none, "a"), None);
        }
        let may_lack = Paging::offset("offset").items_if_any("a");
        let mut lacking = serde_json::json!({});
        assert_eq!(
            items(&mut lacking, may_lack).map(|items| items.len()),
            Some(0)
        );
        assert_eq!(items(&mut serde_json::json!({"a": 1}), may_lack), None);
    }
}
