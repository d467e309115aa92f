//! When is a call sent again, and after what wait?

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

use super::clock;
use super::error::{Error, ErrorKind};

/// How often and after what waits a failed call is sent again.
///
/// What is sent again depends on the method and on what is known of the failure:
///
/// - A call whose method is idempotent (RFC 9110, 9.2.2: GET, HEAD, PUT, DELETE, OPTIONS, TRACE and QUERY) is sent
///   again after a lost connection, a time limit, and the statuses 408, 425, 429, 500, 502, 503 and 504.
/// - Any other call, so a POST or PATCH, is sent again only if no byte of it can have reached the server, or if
///   the server answered 429 and said when to come again.
/// - With [`repeat_any`](Self::repeat_any), or when the call has a header `Idempotency-Key`, every call is treated as
///   idempotent.
///
/// Waits double from [`first_wait`](Self::first_wait) to [`longest_wait`](Self::longest_wait), each
/// shortened by a random part of up to a half, so that many clients do not come back together.
/// Where the server names a wait (`Retry-After` in seconds or as a date, `retry-after-ms`), that is
/// kept, up to [`longest_hint`](Self::longest_hint). No wait begins that would outlast the time limit of
/// the call.
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    retries: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_hint: Duration,
    repeat_any: bool,
}

impl Default for RetryPolicy {
    /// Two retries, after half a second and a second; hints of the server are kept up to a minute.
    fn default() -> Self {
        Self {
            retries: 2,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(8),
            longest_hint: Duration::from_secs(60),
            repeat_any: false,
        }
    }
}

impl RetryPolicy {
    /// The policy that clients have if they are given none.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends nothing again.
    #[must_use]
    pub fn never() -> Self {
        Self::default().retries(0)
    }

    /// How often a call is sent again at most. Twice if not set.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// The wait before the first retry. Half a second if not set.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The longest wait that is not named by the server. 8 seconds if not set.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// The longest wait that is kept because the server names it. A minute if not set.
    #[must_use]
    pub fn longest_hint(mut self, wait: Duration) -> Self {
        self.longest_hint = wait;
        self
    }

    /// Sends every call again as if its method were idempotent: for servers that recognise a
    /// repeated call, or where doing it twice does no harm.
    #[must_use]
    pub fn repeat_any(mut self, repeat: bool) -> Self {
        self.repeat_any = repeat;
        self
    }

    /// The wait before a call is sent again that failed so after `sent` attempts, or none if it is not.
    pub(crate) fn wait(&self, error: &Error, sent: u32, idempotent: bool) -> Option<Duration> {
        if sent > self.retries {
            return None;
        }
        let hint = self.hint(error);
        let again = match error.kind() {
            ErrorKind::Connect => true,
            ErrorKind::Status if error.status() == Some(429) && hint.is_some() => true,
            _ => error.is_retryable() && (idempotent || self.repeat_any),
        };
        again.then(|| match hint {
            Some(hint) => hint,
            None => {
                let wait = self.backoff(sent);
                wait - wait.mul_f64(clock::chance() / 2.0)
            }
        })
    }

    /// The wait the server asks for, as far as it is kept.
    pub(crate) fn hint(&self, error: &Error) -> Option<Duration> {
        error.retry_after().map(|hint| hint.min(self.longest_hint))
    }

    fn backoff(&self, sent: u32) -> Duration {
        let factor = 2_u32.saturating_pow(sent.saturating_sub(1));
        self.first_wait
            .saturating_mul(factor)
            .min(self.longest_wait)
    }
}

/// The wait that the headers of an answer ask for: `retry-after-ms`, or `Retry-After` in seconds or
/// as a date (RFC 9110, 10.2.3). A date is taken by the server's own clock where the answer tells it.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(wait) = text("retry-after-ms").and_then(|text| seconds(text, 1000.0)) {
        return Some(wait);
    }
    let said = text(RETRY_AFTER.as_str())?;
    if let Some(wait) = seconds(said, 1.0) {
        return Some(wait);
    }
    let then = http_date(said)?;
    let now = text(DATE.as_str()).and_then(http_date);
    let now = now.unwrap_or_else(clock::now_in_seconds);
    let wait = u64::try_from(then.saturating_sub(now)).unwrap_or(0);
    Some(Duration::from_secs(wait))
}

/// A number of parts of a second, of which there are `per_second`.
fn seconds(text: &str, per_second: f64) -> Option<Duration> {
    let number: f64 = text.parse().ok()?;
    if number.is_nan() || number < 0.0 {
        return None;
    }
    Some(Duration::try_from_secs_f64(number / per_second).unwrap_or(Duration::MAX))
}

/// A date in one of the three forms of RFC 9110, 5.6.7, in seconds since 1970.
fn http_date(text: &str) -> Option<i64> {
    if let Ok(date) = jiff::fmt::rfc2822::parse(text) {
        return Some(date.timestamp().as_second());
    }
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"]
        .iter()
        .find_map(|form| {
            let date = jiff::civil::DateTime::strptime(form, text).ok()?;
            let utc = date.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
            Some(utc.timestamp().as_second())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderName, HeaderValue};

    fn hint(headers: &[(&'static str, &'static str)]) -> Option<u128> {
        let headers = headers.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        retry_after(&headers.collect()).map(|wait| wait.as_millis())
    }

    #[test]
    fn hints_are_read_in_every_form() {
        const DATE: (&str, &str) = ("date", "Sun, 06 Nov 1994 08:49:30 GMT");
        assert_eq!(hint(&[("retry-after", "3")]), Some(3000));
        assert_eq!(hint(&[("retry-after", " 0 ")]), Some(0));
        assert_eq!(hint(&[("retry-after", "1.5")]), Some(1500));
        assert_eq!(
            hint(&[("retry-after", "9"), ("retry-after-ms", "250")]),
            Some(250)
        );
        for date in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(hint(&[("retry-after", date), DATE]), Some(7000), "{date}");
        }
        let past = ("retry-after", "Sun, 06 Nov 1994 08:00:00 GMT");
        assert_eq!(hint(&[past, DATE]), Some(0));
        for nonsense in ["soon", "-1", "NaN", ""] {
            assert_eq!(hint(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
        assert!(hint(&[("retry-after", "1e300")]).is_some());
    }

    #[test]
    fn waits_grow_within_bounds() {
        let policy = RetryPolicy::new();
        let waits: Vec<_> = (1..=6)
            .map(|sent| policy.backoff(sent).as_millis())
            .collect();
        assert_eq!(waits, [500, 1000, 2000, 4000, 8000, 8000]);
        assert_eq!(policy.backoff(u32::MAX), Duration::from_secs(8));
        let error = Error::new(ErrorKind::Connect, "no connection");
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..50 {
            let wait = policy.wait(&error, 1, false).expect("a retry");
            assert!((250..=500).contains(&wait.as_millis()), "{wait:?}");
            seen.insert(wait);
        }
        assert!(seen.len() > 40, "waits are not all the same: {seen:?}");
    }
}
