//! What configuration says about calls that lead to further calls: tasks and pages.

use serde::Deserialize;
use std::collections::BTreeMap;

/// A kind of work that goes on after the answer. An operation other than GET and HEAD starts such
/// work if its answer has `ids`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LongRunning {
    /// Where the answer names the tasks it has started, as one id or a list of them: `"tasks"`. The
    /// members of nested objects have dots between them.
    pub ids: String,
    /// Method and path of the operation that tells how far a task is: `"GET /tasks/{id}"`.
    pub poll: String,
    /// The path variable of `poll` that takes the id. Its last, unless given.
    pub variable: Option<String>,
    /// Where its answer tells the state: `"state"`.
    pub status: String,
    /// The states of tasks that have done what they were to do.
    pub finished: Vec<String>,
    /// The states of tasks that will not.
    #[serde(default)]
    pub failed: Vec<String>,
    /// Where a failed task tells why: `"error"`.
    pub reason: Option<String>,
    /// By method and path of the operation that starts the work: how what it is about is read when
    /// the work is done.
    #[serde(default)]
    pub results: BTreeMap<String, Fetch>,
}

/// How something is read when the work on it is done.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fetch {
    /// Method and path of the operation that reads it.
    pub fetch: String,
    /// Where the finished task names what it has created: `"created_resources.volumes"`. Without,
    /// all path variables are those of the call.
    pub id: Option<String>,
    /// The path variable of `fetch` that takes that id. Its last, unless given.
    pub variable: Option<String>,
}

/// How a list is read page by page, where the rule does not see it or sees it wrong.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Paging {
    /// It is not read page by page.
    pub none: bool,
    /// The query parameter that counts items.
    pub offset: Option<String>,
    /// The query parameter that counts pages.
    pub page: Option<String>,
    /// The number of the first page. 1 if not given.
    pub first: Option<i64>,
    /// The query parameter that takes what the answer has at `next`.
    pub cursor: Option<String>,
    /// Where the answer has the cursor or the address of the next page.
    pub next: Option<String>,
    /// The header `Link` has the address of the next page.
    pub link_header: bool,
    /// Where the items are.
    pub items: Option<String>,
    /// Where the number of all items is. Empty if the answer has none.
    pub total: Option<String>,
    /// Where it stands whether there is more. Empty if the answer does not say.
    pub more: Option<String>,
}
