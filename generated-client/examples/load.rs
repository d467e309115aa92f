//! Many calls at a time against a server on this machine, beside the same calls by hand: the same request, a
//! limit on its time, a look at the status, and the same type.
//!
//! `cargo run --release -p gcore-client --example load -- 10000 64 5` prints the rate of each in 5 rounds, the
//! errors, how much the memory has grown, and its peak. With `bare` behind that the calls by hand have no limit,
//! look at no status and send no more headers than they must. Where the machine is busy, the processor time of
//! a call tells more than its rate.

#[path = "../tests/gcore/cloud.rs"]
mod cloud;

use cloud::{Cloud, KEY};
use gcore_client::Client;
use gcore_client::cloud::types::Task;
use reqwest::header::{ACCEPT, AUTHORIZATION, USER_AGENT};
use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn StdError>> {
    let mut arguments = std::env::args().skip(1);
    let is_bare = std::env::args().any(|argument| argument == "bare");
    let mut number = |default: usize| -> Result<usize, std::num::ParseIntError> {
        arguments.next().map_or(Ok(default), |text| text.parse())
    };
    let (calls, at_a_time, rounds) = (number(10_000)?, number(64)?, number(5)?);
    let server = Cloud::start();
    let client = Client::builder()
        .base_url(server.base_url())
        .api_key(KEY)
        .build()?;
    let by_hand = reqwest::Client::builder().build()?;
    let url = format!("{}/cloud/v1/tasks/t", server.base_url());
    let authorization = format!("apikey {KEY}");
    let ours = || {
        let call = client.cloud().tasks().get("t");
        async move { call.await.is_ok() }
    };
    let theirs = || {
        let mut request = by_hand.get(&url).header(AUTHORIZATION, &authorization);
        if !is_bare {
            request = request.timeout(Duration::from_secs(120));
            request = request.header(ACCEPT, "application/json");
            request = request.header(USER_AGENT, concat!("load/", env!("CARGO_PKG_VERSION")));
        }
        let request = request.send();
        async move {
            let response = request.await.and_then(|response| match is_bare {
                true => Ok(response),
                false => response.error_for_status(),
            });
            let Ok(response) = response else {
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
        let (ours, theirs) = if round % 2 == 1 {
            let first = run(calls, at_a_time, ours).await;
            (first, run(calls, at_a_time, theirs).await)
        } else {
            let first = run(calls, at_a_time, theirs).await;
            (run(calls, at_a_time, ours).await, first)
        };
        let grown = memory("VmRSS").saturating_sub(before);
        let ratio = 100.0 * ours.rate / theirs.rate;
        ratios.push(ratio);
        println!(
            "round {round}: {:.0} calls/s, by hand {:.0} ({ratio:.0} %); {:.1} µs of the processor each, by hand {:.1}; {} errors; memory grew by {grown} KB",
            ours.rate, theirs.rate, ours.cpu, theirs.cpu, ours.errors
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

/// What a round has shown.
struct Round {
    /// Calls a second.
    rate: f64,
    /// The processor time of each on the client's thread, in microseconds.
    cpu: f64,
    /// How many failed.
    errors: usize,
}

async fn run<F: Future<Output = bool> + Send + 'static>(
    calls: usize,
    at_a_time: usize,
    call: impl Fn() -> F,
) -> Round {
    let errors = Arc::new(AtomicUsize::new(0));
    let (began, cpu_before) = (Instant::now(), cpu());
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
    Round {
        rate: calls as f64 / began.elapsed().as_secs_f64(),
        cpu: (cpu() - cpu_before) / calls as f64,
        errors: errors.load(Ordering::Relaxed),
    }
}

/// The processor time of this thread in microseconds, where the system tells it.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split_whitespace().next();
    nanoseconds
        .and_then(|text| text.parse().ok())
        .unwrap_or(0.0)
        / 1000.0
}

/// What the process holds (`VmRSS`) or has held at most (`VmHWM`), in KB, where the system tells it.
fn memory(kind: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(kind));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|text| text.parse().ok()).unwrap_or(0)
}
