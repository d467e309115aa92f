//! How does time pass? Everything that waits or measures does it here.
//!
//! Natively it is tokio's time, which tests can pause; in a browser the browser's.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use tokio::time::Instant;
#[cfg(target_arch = "wasm32")]
pub(crate) use web_time::Instant;

/// A wait that is under way.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) type Pause = Pin<Box<dyn Future<Output = ()> + Send + Sync>>;
#[cfg(target_arch = "wasm32")]
pub(crate) type Pause = Pin<Box<dyn Future<Output = ()>>>;

/// Waits.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn sleep(duration: Duration) -> Pause {
    Box::pin(tokio::time::sleep(duration))
}

/// Waits.
#[cfg(target_arch = "wasm32")]
pub(crate) fn sleep(duration: Duration) -> Pause {
    // A browser counts milliseconds in 31 bits.
    let most = Duration::from_millis(i32::MAX as u64);
    Box::pin(gloo_timers::future::sleep(duration.min(most)))
}

/// Waits until then.
#[cfg(not(target_arch = "wasm32"))]
fn sleep_until(end: Instant) -> Pause {
    Box::pin(tokio::time::sleep_until(end))
}

/// Waits until then.
#[cfg(target_arch = "wasm32")]
fn sleep_until(end: Instant) -> Pause {
    sleep(end.saturating_duration_since(Instant::now()))
}

/// The time by the calendar, in seconds since 1970.
pub(crate) fn now_in_seconds() -> i64 {
    #[cfg(not(target_arch = "wasm32"))]
    use std::time::SystemTime;
    #[cfg(target_arch = "wasm32")]
    use web_time::SystemTime;
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}

/// When a limit that begins now ends. A limit beyond the clock is none.
pub(crate) fn deadline(limit: Option<Duration>) -> Option<Instant> {
    limit.and_then(|limit| after(Instant::now(), limit))
}

/// When a limit that began then ends. A limit beyond the clock is none.
pub(crate) fn after(began: Instant, limit: Duration) -> Option<Instant> {
    began.checked_add(limit)
}

/// The earlier of two limits, each of which may be none.
pub(crate) fn earliest(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The time that is left, if there is a limit.
pub(crate) fn left(deadline: Option<Instant>) -> Option<Duration> {
    deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()))
}

/// What the future gives, or none if the time is up before.
pub(crate) async fn within<T>(
    deadline: Option<Instant>,
    mut future: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    let Some(deadline) = deadline else {
        return Some(future.await);
    };
    // What is ready at once needs no timer.
    let mut pause = None;
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => {
            let pause = pause.get_or_insert_with(|| sleep_until(deadline));
            pause.as_mut().poll(cx).map(|()| None)
        }
    })
    .await
}

/// A number from 0 up to 1 that nobody can foresee well enough to send at the same moment.
pub(crate) fn chance() -> f64 {
    // 53 bits are what a float holds.
    (random() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Random bits: each hasher of the standard library has keys of its own.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn random() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish()
}

/// Random bits of the browser. Its floats hold 53 of them.
#[cfg(target_arch = "wasm32")]
pub(crate) fn random() -> u64 {
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    half() << 32 | half()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_is_there_in_time_is_given_though_time_is_up() {
        let now = Some(Instant::now());
        let there = std::pin::pin!(std::future::ready(7));
        assert_eq!(within(now, there).await, Some(7));
        let never = std::pin::pin!(std::future::pending::<u8>());
        assert_eq!(within(now, never).await, None);
    }
}
