//! What logs see of calls.
#![cfg(feature = "tracing")]

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use gcore_client::testing::{Reply, Server};
use gcore_client::{Client, Method};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("gcore_client")
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line("span".to_owned());
        span.record(&mut line);
        self.0.lock().expect("a lock").push(line.0);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, event: &Event<'_>) {
        let mut line = Line("event".to_owned());
        event.record(&mut line);
        self.0.lock().expect("a lock").push(line.0);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test(start_paused = true)]
async fn attempts_are_told_without_secrets() {
    let lines = Lines::default();
    let guard = tracing::subscriber::set_default(lines.clone());
    let server = Server::new();
    server.reply(Reply::status(503));
    server.reply(Reply::json(200, "5"));
    let builder = Client::builder().api_key("s3cr3t");
    let client = builder.transport(server).build().expect("a client");
    let call = client.request(Method::GET, "/x?token=hunter2");
    call.send_json::<i64>().await.expect("an answer");
    drop(guard);
    let lines = lines.0.lock().expect("a lock").join("\n");
    for part in [
        "span",
        "method=\"GET\"",
        "path=\"/x\"",
        "status=503",
        "attempt=1",
        "retry_in_ms",
        "status=200",
        "attempt=2",
    ] {
        assert!(lines.contains(part), "{part} in {lines}");
    }
    assert!(
        !lines.contains("s3cr3t") && !lines.contains("hunter2"),
        "{lines}"
    );
}
