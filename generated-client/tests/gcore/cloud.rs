//! A server that plays the Gcore Cloud API: tasks that run, fail, vanish and cannot be asked after, pages
//! that shrink while they are read, refusals for a while, slow bodies, and a redirect to another host.
//!
//! It counts what it is asked. What happens below HTTP, such as cut connections, is tested in
//! `tests/connections.rs` by a server of its own.

// The example of many calls uses a part of it.
#![allow(dead_code)]

use axum::body::Body;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, patch, post};
use futures_core::Stream;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The key that every request has to bear.
pub(crate) const KEY: &str =
    "12345$0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// The server. Clones are the same server.
#[derive(Clone, Default)]
pub(crate) struct Cloud(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    base_url: String,
    /// How often each method and path was asked for.
    counts: BTreeMap<String, usize>,
    /// What each task of the next call does.
    planned: VecDeque<Vec<Step>>,
    /// What each task still does; the last step is for ever.
    tasks: HashMap<String, VecDeque<Step>>,
    begun: usize,
    /// What the next requests are refused with.
    refusals: VecDeque<(&'static str, String)>,
    /// The groups there are, and how many of them vanish with each page that is read.
    groups: Vec<usize>,
    vanishing: usize,
    elsewhere: String,
}

/// What a task answers to one question.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Running,
    Finished,
    Failed,
    /// There is no such task.
    Vanished,
    /// The server fails.
    Broken,
}

impl Cloud {
    /// Starts a server on a thread and a runtime of its own.
    pub(crate) fn start() -> Self {
        let cloud = Self::default();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        cloud.inner().base_url = format!("http://{address}");
        listener.set_nonblocking(true).expect("a listener");
        let served = cloud.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = { runtime }.enable_all().build().expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                axum::serve(listener, served.router()).await
            })
        });
        cloud
    }

    /// Where it is.
    pub(crate) fn base_url(&self) -> String {
        self.inner().base_url.clone()
    }

    /// What the tasks of the next call that starts work do; without any there are none.
    pub(crate) fn plan(&self, tasks: impl IntoIterator<Item = Vec<Step>>) {
        self.inner().planned.extend(tasks);
    }

    /// The next request is answered with 429 and a header that says when to come again.
    pub(crate) fn refuse(&self, header: &'static str, value: impl Into<String>) {
        self.inner().refusals.push_back((header, value.into()));
    }

    /// There are so many groups, of which some vanish with each page that is read.
    pub(crate) fn groups(&self, count: usize, vanishing: usize) {
        let mut inner = self.inner();
        inner.groups = (0..count).collect();
        inner.vanishing = vanishing;
    }

    /// Where redirects lead.
    pub(crate) fn lead_to(&self, elsewhere: &Self) {
        self.inner().elsewhere = elsewhere.base_url();
    }

    /// How often requests of this method and path began so.
    pub(crate) fn count(&self, beginning: &str) -> usize {
        let inner = self.inner();
        let counts = inner.counts.iter();
        let counts = counts.filter(|(request, _)| request.starts_with(beginning));
        counts.map(|(_, count)| count).sum()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn router(self) -> axum::Router {
        axum::Router::new()
            .route("/cloud/v1/tasks/{task}", get(task))
            .route(
                "/cloud/v1/securitygroups/{project}/{region}/{group}",
                patch(start),
            )
            .route(
                "/cloud/v2/security_groups/{project}/{region}/{group}/rules",
                post(start),
            )
            .route("/cloud/v1/securitygroups/{project}/{region}", get(groups))
            .route("/cloud/v1/slow", get(slow))
            .route("/cloud/v1/away", get(away))
            .layer(from_fn_with_state(self.clone(), entrance))
            .with_state(self)
    }
}

/// Counts a request, and lets it in if it bears the key and is not refused.
async fn entrance(State(cloud): State<Cloud>, request: Request, next: Next) -> Response {
    let refused = {
        let mut inner = cloud.inner();
        let asked = format!("{} {}", request.method(), request.uri().path());
        *inner.counts.entry(asked).or_default() += 1;
        inner.refusals.pop_front()
    };
    if let Some((header, value)) = refused {
        return (StatusCode::TOO_MANY_REQUESTS, [(header, value)]).into_response();
    }
    if bears_key(request.headers()) {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

fn bears_key(headers: &HeaderMap) -> bool {
    let authorization = headers.get("authorization");
    authorization.is_some_and(|value| value.as_bytes() == format!("apikey {KEY}").as_bytes())
}

/// Starts the tasks that are planned.
async fn start(State(cloud): State<Cloud>) -> Json<Value> {
    let mut inner = cloud.inner();
    let planned = std::mem::take(&mut inner.planned);
    let mut ids = Vec::new();
    for steps in planned {
        inner.begun += 1;
        let id = format!("task-{}", inner.begun);
        inner.tasks.insert(id.clone(), steps.into());
        ids.push(id);
    }
    Json(json!({ "tasks": ids }))
}

async fn task(State(cloud): State<Cloud>, Path(id): Path<String>) -> Response {
    let mut inner = cloud.inner();
    let step = match inner.tasks.get_mut(&id) {
        Some(steps) if steps.len() > 1 => steps.pop_front(),
        Some(steps) => steps.front().copied(),
        None => Some(Step::Finished),
    };
    let state = match step.unwrap_or(Step::Vanished) {
        Step::Running => "RUNNING",
        Step::Finished => "FINISHED",
        Step::Failed => "ERROR",
        Step::Vanished => return StatusCode::NOT_FOUND.into_response(),
        Step::Broken => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let error = (state == "ERROR").then_some("there is no room");
    Json(json!({
        "id": id, "user_id": 1, "task_type": "create", "state": state, "error": error,
        "created_on": "2019-06-25T08:42:42Z", "created_resources": {"security_groups": ["a", "b"]},
    }))
    .into_response()
}

/// A page of the groups that are there; behind it some vanish that were on it.
async fn groups(
    State(cloud): State<Cloud>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Json<Value> {
    let number = |name: &str| query.get(name).and_then(|text| text.parse::<usize>().ok());
    let mut inner = cloud.inner();
    let (from, most) = (number("offset").unwrap_or(0), number("limit").unwrap_or(10));
    let page: Vec<usize> = inner.groups.iter().skip(from).take(most).copied().collect();
    let answer = json!({ "count": inner.groups.len(), "results": page });
    let gone = inner.vanishing.min(inner.groups.len());
    inner.groups.drain(..gone);
    Json(answer)
}

/// How late the second half of a slow body is.
pub(crate) const DELAY: Duration = Duration::from_millis(300);

async fn slow() -> Body {
    Body::from_stream(Late {
        parts: VecDeque::from(["[1, ", "2]"]),
        pause: Box::pin(tokio::time::sleep(DELAY)),
    })
}

/// A body whose second half is late.
struct Late {
    parts: VecDeque<&'static str>,
    pause: Pin<Box<tokio::time::Sleep>>,
}

impl Stream for Late {
    type Item = Result<&'static str, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.parts.len() == 1 {
            ready!(self.pause.as_mut().poll(cx));
        }
        Poll::Ready(self.parts.pop_front().map(Ok))
    }
}

async fn away(State(cloud): State<Cloud>) -> Response {
    let target = format!("{}/cloud/v1/slow", cloud.inner().elsewhere);
    (StatusCode::FOUND, [(LOCATION, target)]).into_response()
}
