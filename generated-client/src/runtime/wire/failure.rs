//! Why a value could not be read, and where in the document that was.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

/// Why a value could not be read. It gathers its path on its way up.
#[derive(Debug)]
pub struct Failure(Box<Details>);

#[derive(Debug)]
struct Details {
    message: String,
    /// From the value outwards.
    steps: Vec<Step>,
    place: Option<Place>,
}

/// One step of a path.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Key(Cow<'static, str>),
    Index(usize),
}

/// Line and column in the text, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
}

impl Failure {
    /// A failure of the value at hand.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            message: message.into(),
            steps: Vec::new(),
            place: None,
        }))
    }

    /// A failure that a format reports, such as a syntax error.
    pub(crate) fn of_format(error: &impl Display) -> Self {
        let text = error.to_string();
        let (message, place) = split_place(&text);
        let mut failure = Self::new(message);
        failure.0.place = place;
        failure
    }

    /// Notes where in the text it was, if that is not known yet. Formats tell it in their errors.
    pub(crate) fn placed_by(mut self, error: &impl Display) -> Self {
        if self.0.place.is_none() {
            self.0.place = split_place(&error.to_string()).1;
        }
        self
    }

    /// The same failure, seen from one level further out.
    pub(crate) fn under(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    pub(crate) fn under_key(self, key: impl Into<Cow<'static, str>>) -> Self {
        self.under(Step::Key(key.into()))
    }
}

/// Why JSON could not be read as a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    path: String,
    message: String,
    place: Option<Place>,
}

impl ReadError {
    /// Where in the data, as in `results[3].created_at`; empty for the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The line in the text, from 1, if there was a text.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.place.map(|place| place.line)
    }

    /// The column in that line, from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.place.map(|place| place.column)
    }
}

impl From<Failure> for ReadError {
    fn from(failure: Failure) -> Self {
        let Details {
            message,
            steps,
            place,
        } = *failure.0;
        Self {
            path: path(&steps),
            message,
            place,
        }
    }
}

impl Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)?;
        // The words of `serde_json`, which takes the place out of them again.
        match self.place {
            Some(Place { line, column }) => write!(f, " at line {line} column {column}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ReadError {}

fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps.iter().rev() {
        match step {
            Step::Index(index) => {
                let _ = write!(path, "[{index}]");
            }
            Step::Key(key) if is_plain(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Step::Key(key) => {
                let _ = write!(path, "[{key:?}]");
            }
        }
    }
    path
}

fn is_plain(key: &str) -> bool {
    !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '@' | '$'))
}

/// Splits `message at line 3 column 9`, as `serde_json` writes it.
fn split_place(text: &str) -> (&str, Option<Place>) {
    let split = || {
        let (message, place) = text.rsplit_once(" at line ")?;
        let (line, column) = place.split_once(" column ")?;
        let (line, column) = (line.parse().ok()?, column.parse().ok()?);
        // An error that has no place says line 0.
        Some((message, (line > 0).then_some(Place { line, column })))
    };
    split().unwrap_or((text, None))
}
