//! Dates and times as servers write them.

use jiff::tz::Offset;
use jiff::{Timestamp, civil};
use std::fmt;

/// A date and a time of day, and where on earth if that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The date and the time of day.
    pub local: civil::DateTime,
    /// How far that is ahead of UTC. Without it, the text leaves open which moment it is.
    pub offset: Option<Offset>,
}

/// A time of day, and where on earth if that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clock {
    /// The time of day.
    pub local: civil::Time,
    /// How far that is ahead of UTC.
    pub offset: Option<Offset>,
}

impl Moment {
    /// The moment, if the text says where on earth it is meant.
    #[must_use]
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.offset?.to_timestamp(self.local).ok()
    }

    /// The moment, taken as UTC if the text does not say. `None` beyond the years that `Timestamp` has.
    #[must_use]
    pub fn timestamp_or_utc(&self) -> Option<Timestamp> {
        let offset = self.offset.unwrap_or(Offset::UTC);
        offset.to_timestamp(self.local).ok()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.local.fmt(f)?;
        write_offset(self.offset, f)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.local.fmt(f)?;
        write_offset(self.offset, f)
    }
}

fn write_offset(offset: Option<Offset>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match offset {
        None => Ok(()),
        Some(Offset::UTC) => f.write_str("Z"),
        Some(offset) => {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.abs();
            write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

/// Reads dates and times from the front of a text.
pub(super) struct Scanner<'a> {
    rest: &'a [u8],
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn moment(&mut self) -> Option<Moment> {
        let date = self.date()?;
        self.one_of(b"Tt ")?;
        let clock = self.clock()?;
        Some(Moment {
            local: date.to_datetime(clock.local),
            offset: clock.offset,
        })
    }

    pub(super) fn date(&mut self) -> Option<civil::Date> {
        let year = self.digits(4)?;
        self.one_of(b"-")?;
        let month = self.digits(2)?;
        self.one_of(b"-")?;
        let day = self.digits(2)?;
        let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
        civil::Date::new(year, month, i8::try_from(day).ok()?).ok()
    }

    pub(super) fn clock(&mut self) -> Option<Clock> {
        let hour = i8::try_from(self.digits(2)?).ok()?;
        self.one_of(b":")?;
        let minute = i8::try_from(self.digits(2)?).ok()?;
        let (mut second, mut fraction) = (0, 0);
        if self.one_of(b":").is_some() {
            // A leap second has no place of its own in most clocks.
            second = match self.digits(2)? {
                60 => 59,
                second => i8::try_from(second).ok()?,
            };
            if self.one_of(b".,").is_some() {
                fraction = self.fraction();
            }
        }
        Some(Clock {
            local: civil::Time::new(hour, minute, second, fraction).ok()?,
            offset: self.offset()?,
        })
    }

    /// Nanoseconds. Digits beyond the ninth say nothing a clock can hold.
    fn fraction(&mut self) -> i32 {
        let mut unit = 100_000_000;
        let mut fraction = 0;
        while let Some(digit) = self.one_of(b"0123456789") {
            fraction += i32::from(digit - b'0') * unit;
            unit /= 10;
        }
        fraction
    }

    /// An offset or its absence; nothing if it is malformed.
    fn offset(&mut self) -> Option<Option<Offset>> {
        let Some(sign) = self.one_of(b"Zz+-") else {
            return Some(None);
        };
        if sign.eq_ignore_ascii_case(&b'z') {
            return Some(Some(Offset::UTC));
        }
        let hours = self.digits(2)?;
        let minutes = if self.one_of(b":").is_some() || !self.is_at_end() {
            self.digits(2)?
        } else {
            0
        };
        if hours > 23 || minutes > 59 {
            return None;
        }
        let seconds = (hours * 60 + minutes) * 60;
        let seconds = if sign == b'-' { -seconds } else { seconds };
        Offset::from_seconds(seconds).ok().map(Some)
    }

    fn digits(&mut self, count: usize) -> Option<i32> {
        let mut value = 0;
        for _ in 0..count {
            value = value * 10 + i32::from(self.one_of(b"0123456789")? - b'0');
        }
        Some(value)
    }

    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        allowed.contains(first).then(|| {
            self.rest = rest;
            *first
        })
    }
}
