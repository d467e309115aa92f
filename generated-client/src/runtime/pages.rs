//! What does a list give that is read page by page? Its pages, or its items.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_json::Value;

use super::call::Call;
use super::error::Error;
use super::paging::{Page, Pager, Paging};
use super::raw::Raw;
use super::response::Response;
use super::steps::Steps;
use super::{Wire, from_json};

/// The pages of a list, each read when it is asked for: by [`next`](Self::next), or as a `futures`
/// stream.
#[must_use = "nothing is sent before a page is asked for"]
pub struct Pages<T> {
    steps: Steps<Box<Pager>, Page>,
    decode: fn(Raw) -> Result<T, Error>,
}

impl<T> Pages<T> {
    pub(crate) fn new(call: Call, paging: Paging, decode: fn(Raw) -> Result<T, Error>) -> Self {
        Self {
            steps: Steps::new(Pager::new(call, paging), Pager::step),
            decode,
        }
    }

    /// The next page, or none after the last. After an error there is none.
    pub async fn next(&mut self) -> Option<Result<Response<T>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Response<T>, Error>>> {
        let page = ready!(self.steps.poll(cx));
        let page = page.map(|page| {
            let raw = page?.raw;
            let (head, body) = (Arc::clone(&raw.head), raw.body.clone());
            (self.decode)(raw).map(|value| Response::new(value, head, body))
        });
        if matches!(page, Some(Err(_))) {
            self.steps.end();
        }
        Poll::Ready(page)
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

/// The items of a list, over all its pages: by [`next`](Self::next), as a `futures` stream, or
/// [`all`](Self::all) at once.
#[must_use = "nothing is sent before an item is asked for"]
pub struct Items<T> {
    steps: Steps<Box<Pager>, Page>,
    page: Option<Raw>,
    /// Where the items of a page are.
    path: &'static str,
    items: std::iter::Enumerate<std::vec::IntoIter<Value>>,
    types: PhantomData<fn() -> T>,
}

impl<T: Wire> Items<T> {
    pub(crate) fn new(call: Call, paging: Paging) -> Self {
        let path = paging.items_path();
        Self {
            steps: Steps::new(Pager::new(call, paging), Pager::step),
            page: None,
            path,
            items: Vec::new().into_iter().enumerate(),
            types: PhantomData,
        }
    }

    /// The next item, or none after the last. After an error there is none.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// All items there are. They are held in memory together.
    ///
    /// # Errors
    /// If a page cannot be had, or an item is not what its type says.
    pub async fn all(mut self) -> Result<Vec<T>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some((index, value)) = self.items.next() {
                let item = from_json(&value).map_err(|error| match &self.page {
                    Some(page) => page.item_not_read(&error, self.path, index),
                    None => Error::config(error.to_string()),
                });
                if item.is_err() {
                    self.items = Vec::new().into_iter().enumerate();
                    self.steps.end();
                }
                return Poll::Ready(Some(item));
            }
            match ready!(self.steps.poll(cx)) {
                Some(Ok(Page { raw, items })) => {
                    self.page = Some(raw);
                    self.items = items.into_iter().enumerate();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Wire> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(cx)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}
