//! Dates, times and durations.

use super::ParseError;
use super::macros::text;
use super::moment::{Clock, Moment, Scanner};
use jiff::{SignedDuration, Span, Timestamp, civil};
use std::time::SystemTime;

text! {
    /// A date and a time of day. Servers write it in many ways; all of them are kept as they are.
    DateTime
}

text! {
    /// A date.
    Date
}

text! {
    /// A time of day.
    Time
}

text! {
    /// A duration (ISO 8601), such as `P1M` or `PT30S`.
    Duration
}

impl DateTime {
    /// The date and time, with its offset from UTC if the text has one.
    ///
    /// Besides RFC 3339 it reads: no offset, an offset without colon, a space in place of `T`, lower
    /// case, no seconds, and a leap second, which becomes the second before it.
    ///
    /// # Errors
    /// If the text is no date and time.
    pub fn parse(&self) -> Result<Moment, ParseError> {
        let mut scanner = Scanner::new(&self.0);
        let moment = scanner.moment().filter(|_| scanner.is_at_end());
        moment.ok_or_else(|| ParseError::new(&self.0, "a date and time", "it is written otherwise"))
    }
}

impl Date {
    /// The date.
    ///
    /// # Errors
    /// If the text is no date.
    pub fn parse(&self) -> Result<civil::Date, ParseError> {
        let mut scanner = Scanner::new(&self.0);
        let date = scanner.date().filter(|_| scanner.is_at_end());
        date.ok_or_else(|| ParseError::new(&self.0, "a date", "it is written otherwise"))
    }
}

impl Time {
    /// The time of day, with its offset from UTC if the text has one.
    ///
    /// # Errors
    /// If the text is no time of day.
    pub fn parse(&self) -> Result<Clock, ParseError> {
        let mut scanner = Scanner::new(&self.0);
        let clock = scanner.clock().filter(|_| scanner.is_at_end());
        clock.ok_or_else(|| ParseError::new(&self.0, "a time of day", "it is written otherwise"))
    }
}

impl Duration {
    /// The duration. Months and years have no length of their own, so it is not a number of seconds.
    ///
    /// # Errors
    /// If the text is no duration.
    pub fn parse(&self) -> Result<Span, ParseError> {
        let error = |error| ParseError::new(&self.0, "a duration", error);
        self.0.parse().map_err(error)
    }
}

/// RFC 3339 in UTC.
impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

/// RFC 3339 in UTC. Times before the year -9999 or after the year 9999 become the first or last
/// that can be written.
impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        let since = |duration: std::time::Duration| {
            SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
        };
        let (duration, beyond) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(duration) => (since(duration), Timestamp::MAX),
            Err(before) => (-since(before.duration()), Timestamp::MIN),
        };
        Timestamp::from_duration(duration).unwrap_or(beyond).into()
    }
}

/// With its offset if it has one.
impl From<Moment> for DateTime {
    fn from(moment: Moment) -> Self {
        Self(moment.to_string())
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self(date.to_string())
    }
}

impl From<Clock> for Time {
    fn from(clock: Clock) -> Self {
        Self(clock.to_string())
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        Self(span.to_string())
    }
}

impl From<SignedDuration> for Duration {
    fn from(duration: SignedDuration) -> Self {
        Self(duration.to_string())
    }
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        Self::from(SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX))
    }
}
