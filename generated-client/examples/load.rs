//! Many calls at a time against a server on this machine, beside the same calls by hand.
//!
//! `cargo run --release -p gcore-client --example load -- 10000 64 5` prints the rate of each in 5 rounds, the
//! errors, how much the memory has grown, and its peak.

#[path = "../tests/support/mod.rs"]
mod support;

use gcore_client::Client;
use gcore_client::cloud::types::Task;
use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use support::{Recorder, Reply};

const TASK: &str = r#"{"id": "t", "user_id": 1, "task_type": "create", "state": "FINISHED",
    "created_on": "2019-06-25T08:42:42Z", "created_resources": {"security_groups": ["a", "b"]}}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let mut arguments = std::env::args().skip(1);
    let mut number = |default: usize| -> Result<usize, std::num::ParseIntError> {
        arguments.next().map_or(Ok(default), |text| text.parse())
    };
    let (calls, at_a_time, rounds) = (number(10_000)?, number(64)?, number(5)?);
    let server = Recorder::answering(|_| Reply::json(200, TASK));
    let client = Client::builder()
        .base_url(server.base_url())
        .api_key("key")
        .build()?;
    let by_hand = reqwest::Client::builder().build()?;
    let url = format!("{}/cloud/v1/tasks/t", server.base_url());
    let ours = || {
        let call = client.cloud().tasks().get("t");
        async move { call.await.is_ok() }
    };
    let theirs = || {
        let request = by_hand
            .get(&url)
            .header("Authorization", "apikey key")
            .send();
        async move {
            let Ok(response) = request.await else {
                return false;
            };
            let body = response.bytes().await;
            body.is_ok_and(|body| serde_json::from_slice::<Task>(&body).is_ok())
        }
    };

    let mut ratios = Vec::new();
    for round in 1..=rounds {
        let before = memory("VmRSS");
        // Neither is always the one that finds the machine warm.
        let ((rate, errors), (plain, _)) = if round % 2 == 1 {
            let first = run(calls, at_a_time, ours).await;
            (first, run(calls, at_a_time, theirs).await)
        } else {
            let first = run(calls, at_a_time, theirs).await;
            (run(calls, at_a_time, ours).await, first)
        };
        let grown = memory("VmRSS").saturating_sub(before);
        let ratio = 100.0 * rate / plain;
        ratios.push(ratio);
        println!(
            "round {round}: {rate:.0} calls/s, by hand {plain:.0} ({ratio:.0} %); {errors} errors; memory grew by {grown} KB"
        );
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(ratios.len() / 2).copied().unwrap_or_default();
    println!(
        "median {median:.0} %; peak of memory {} KB",
        memory("VmHWM")
    );
    Ok(())
}

/// Calls a second, and how many of them failed.
async fn run<F: Future<Output = bool> + Send + 'static>(
    calls: usize,
    at_a_time: usize,
    call: impl Fn() -> F,
) -> (f64, usize) {
    let errors = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut begun = 0;
    let mut running = std::collections::VecDeque::new();
    while begun < calls || !running.is_empty() {
        while begun < calls && running.len() < at_a_time {
            let (future, errors) = (call(), Arc::clone(&errors));
            running.push_back(tokio::spawn(async move {
                if !future.await {
                    errors.fetch_add(1, Ordering::Relaxed);
                }
            }));
            begun += 1;
        }
        if let Some(oldest) = running.pop_front()
            && oldest.await.is_err()
        {
            errors.fetch_add(1, Ordering::Relaxed);
        }
    }
    let rate = calls as f64 / began.elapsed().as_secs_f64();
    (rate, errors.load(Ordering::Relaxed))
}

/// What the process holds (`VmRSS`) or has held at most (`VmHWM`), in KB, where the system tells it.
fn memory(kind: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(kind));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|text| text.parse().ok()).unwrap_or(0)
}
