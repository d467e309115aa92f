//! A server on 127.0.0.1 that records what it gets and answers what it is told.
//!
//! It speaks HTTP/1.1 over plain threads, so that tests of any runtime can use it.

// Every test file compiles its own copy, and none uses all of it.
#![allow(dead_code)]

use gcore_client::runtime as rt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// An API that takes a key in a header of its own.
pub(crate) static KEYED: rt::Api = rt::Api {
    name: "test-client/1.2.3",
    base_url: None,
    base_url_env: None,
    schemes: &[rt::Scheme {
        name: "Key",
        place: rt::Place::Header("X-Api-Key"),
        prefix: "",
        env: None,
    }],
    parameters: &[],
};

/// Reads what [`KEYED`] has.
pub(crate) static GET: rt::Operation = rt::Operation {
    id: "get",
    method: rt::Method::GET,
    path: "/things",
    security: &[&["Key"]],
    accept: "application/json",
    server: None,
};
/// Adds to it.
pub(crate) static CREATE: rt::Operation = rt::Operation {
    id: "create",
    method: rt::Method::POST,
    ..GET
};

/// A server that answers its replies in order and records every request.
pub(crate) struct Recorder {
    base_url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    replies: std::collections::VecDeque<Reply>,
    requests: Vec<Recorded>,
    /// Connections to close as soon as they are made.
    closing: usize,
}

/// A request as it came over the wire.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recorded {
    /// The method.
    pub(crate) method: String,
    /// Path and query, as they were sent.
    pub(crate) target: String,
    /// Names in lower case, and values, in the order they came.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// An answer to give.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Duration,
    /// How much more the length announces than comes.
    missing: usize,
    /// What happens to the connection.
    ending: Ending,
}

/// What happens to a connection with a request on it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ending {
    /// It stays for the next request.
    Stay,
    /// It closes behind the answer.
    After,
    /// It closes where the answer would be.
    Before,
}

impl Recorder {
    /// Starts a server. After its replies it answers 599.
    pub(crate) fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("a bound address");
        let state = Arc::new(Mutex::new(State {
            replies: replies.into_iter().collect(),
            requests: Vec::new(),
            closing: 0,
        }));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                let mut locked = lock(&state);
                if locked.closing > 0 {
                    locked.closing -= 1;
                    continue;
                }
                drop(locked);
                std::thread::spawn(move || serve(stream, &state));
            }
        });
        Self {
            base_url: format!("http://{address}"),
            state,
        }
    }

    /// Where the server is, without a slash at its end.
    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// All requests so far.
    pub(crate) fn requests(&self) -> Vec<Recorded> {
        lock(&self.state).requests.clone()
    }

    /// The one request there was.
    pub(crate) fn only(&self) -> Recorded {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "one request is expected: {requests:#?}");
        requests.remove(0)
    }

    /// Closes the next connections as soon as they are made.
    pub(crate) fn close(&self, connections: usize) {
        lock(&self.state).closing = connections;
    }

    /// Adds a reply after those there are.
    pub(crate) fn push(&self, reply: Reply) {
        lock(&self.state).replies.push_back(reply);
    }
}

impl Recorded {
    /// The path as it was sent.
    pub(crate) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query as it was sent, empty where there is none.
    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }
}

impl Reply {
    /// A status and nothing else.
    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            delay: Duration::ZERO,
            missing: 0,
            ending: Ending::Stay,
        }
    }

    /// A status and a JSON body.
    pub(crate) fn json(status: u16, body: impl Into<String>) -> Self {
        Self::status(status)
            .header("Content-Type", "application/json")
            .body(body.into())
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Sets the body.
    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Waits before answering.
    pub(crate) fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Closes the connection instead of answering.
    pub(crate) fn none() -> Self {
        let mut reply = Self::status(200);
        reply.ending = Ending::Before;
        reply
    }

    /// Closes the connection behind the answer, without having said so.
    pub(crate) fn then_close(mut self) -> Self {
        self.ending = Ending::After;
        self
    }

    /// Announces more bytes than come before the connection closes.
    pub(crate) fn truncated(mut self) -> Self {
        self.missing = 100;
        self
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers requests on a connection until it closes. Whatever fails here, the client sees.
fn serve(stream: TcpStream, state: &Mutex<State>) {
    let Ok(mut out) = stream.try_clone() else {
        return;
    };
    let mut input = BufReader::new(stream);
    while let Ok(Some(request)) = read_request(&mut input) {
        let is_head = request.method == "HEAD";
        let reply = {
            let mut locked = lock(state);
            locked.requests.push(request);
            let reply = locked.replies.pop_front();
            reply.unwrap_or_else(|| Reply::status(599))
        };
        std::thread::sleep(reply.delay);
        if reply.ending == Ending::Before
            || write_reply(&mut out, &reply, is_head).is_err()
            || reply.missing > 0
            || reply.ending == Ending::After
        {
            return;
        }
    }
}

fn read_request(input: &mut BufReader<TcpStream>) -> io::Result<Option<Recorded>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let target = words.next().unwrap_or_default().to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let line = line.trim_end_matches(['\r', '\n']);
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let request = Recorded {
        method,
        target,
        headers,
        body: Vec::new(),
    };
    let length = request
        .header("content-length")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let body = match request.header("transfer-encoding") {
        Some("chunked") => read_chunks(input)?,
        _ => read_bytes(input, length)?,
    };
    Ok(Some(Recorded { body, ..request }))
}

fn read_bytes(input: &mut BufReader<TcpStream>, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// A body whose length is not told beforehand (RFC 9112, section 7.1).
fn read_chunks(input: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        input.read_line(&mut line)?;
        let length = usize::from_str_radix(line.trim(), 16).unwrap_or(0);
        body.extend(read_bytes(input, length)?);
        read_bytes(input, 2)?;
        if length == 0 {
            return Ok(body);
        }
    }
}

fn write_reply(out: &mut TcpStream, reply: &Reply, is_head: bool) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {} Answer\r\n", reply.status);
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if !matches!(reply.status, 204 | 304) {
        head.push_str(&format!(
            "Content-Length: {}\r\n",
            reply.body.len() + reply.missing
        ));
    }
    head.push_str("\r\n");
    // In one piece: a body that comes behind its head waits until the head is acknowledged, which a client
    // puts off for 40 ms.
    let mut answer = head.into_bytes();
    if !is_head {
        answer.extend_from_slice(&reply.body);
    }
    out.write_all(&answer)?;
    out.flush()
}
