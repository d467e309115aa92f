//! Names of a builder's constants: typed headers of answers, and typed bodies of errors.

use super::overrides::Overrides;
use super::scope::{self, Wish};
use super::{operations, status, words};
use crate::analyze::Success;
use crate::ir::{AnswerContent, Operation, Status};
use crate::lock::Locked;

/// Names of a call's constants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Constants {
    /// Which answer has a typed body of an error, and the name for it: `NOT_FOUND`.
    pub errors: Vec<(usize, String)>,
    /// Typed headers, those of a success first.
    pub headers: Vec<HeaderName>,
}

/// The name of a header of one or more answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderName {
    /// Its first place: an answer, a success if it is of one, and a header of that.
    pub place: (usize, usize),
    /// `X_RATE_LIMIT`.
    pub name: String,
    /// Under what it is published, one for each status that has it.
    pub(crate) keys: Vec<String>,
}

/// Names the constants of an operation. An error has the better claim to a name than a header, and a
/// header of a success a better one than what errors alone have.
pub(super) fn constants(
    operation: &Operation,
    success: &Success,
    locked: Option<&Locked>,
    overrides: &mut Overrides<'_>,
) -> Constants {
    let errors = errors(operation, success);
    let mut headers = headers(operation, success);
    let wish = |keys: &[String], rank: u8, words: Vec<String>, more: &str| {
        let members = locked.map(|locked| &locked.members);
        let published = keys.iter().find_map(|key| members?.get(key));
        let name = snake(words, more);
        Wish {
            // Names are settled in small letters and written in capitals.
            fixed: published.map(|name| name.to_ascii_lowercase()),
            candidates: vec![(rank, name.clone()), (rank + 1, format!("{name}_{more}"))],
            key: keys.first().cloned().unwrap_or_default(),
            ..Wish::default()
        }
    };
    let of_errors = errors.iter().map(|&answer| {
        let status = operation.answers[answer].status;
        let words = words::split(&status::reason(&operations::status_key(status)));
        wish(&[error_key(status)], 1, words, "error")
    });
    let mut wishes: Vec<Wish> = of_errors.collect();
    wishes.extend(headers.iter().map(|header| {
        let (answer, index) = header.place;
        let declared = &operation.answers[answer];
        let words = words::split(&declared.headers[index].name);
        if success.contains(&operation.answers, answer) {
            return wish(&header.keys, 3, words, "header");
        }
        let mut wish = wish(&header.keys, 5, words, "header");
        let of_status = operations::status_key(declared.status).to_ascii_lowercase();
        let further = format!("{}_{of_status}", wish.candidates[1].1);
        wish.candidates.push((7, further));
        wish
    }));
    overrides.release(&mut wishes, &|_| false, "constant");
    let settled = scope::settle(wishes, &|_| false, &scope::no_more);
    let mut settled = settled.into_iter().map(|name| name.to_ascii_uppercase());
    let errors = errors.into_iter().zip(settled.by_ref()).collect();
    for (header, name) in headers.iter_mut().zip(settled) {
        header.name = name;
    }
    Constants { errors, headers }
}

impl Constants {
    /// The key of each published name, and the name.
    pub(super) fn published(&self, operation: &Operation) -> Vec<(String, String)> {
        let errors = self.errors.iter();
        let errors = errors.map(|(answer, name)| {
            let key = error_key(operation.answers[*answer].status);
            (key, name.clone())
        });
        let headers = self.headers.iter().flat_map(|header| {
            let keys = header.keys.iter();
            keys.map(|key| (key.clone(), header.name.clone()))
        });
        errors.chain(headers).collect()
    }
}

/// The answers that are errors with JSON.
fn errors(operation: &Operation, success: &Success) -> Vec<usize> {
    let answers = operation.answers.iter().enumerate();
    let errors = answers.filter(|(index, answer)| {
        !success.contains(&operation.answers, *index)
            && answer.status.is_error()
            && matches!(answer.content, AnswerContent::Json { .. })
    });
    errors.map(|(index, _)| index).collect()
}

/// The headers of all answers, those of a success first. Those of one name and type are one, whatever
/// the status.
fn headers(operation: &Operation, success: &Success) -> Vec<HeaderName> {
    let header = |(answer, index): (usize, usize)| &operation.answers[answer].headers[index];
    let is_success = |answer: &usize| success.contains(&operation.answers, *answer);
    let all = 0..operation.answers.len();
    let (of_success, others): (Vec<usize>, Vec<usize>) = all.partition(is_success);
    let mut found: Vec<HeaderName> = Vec::new();
    for answer in of_success.into_iter().chain(others) {
        let declared = &operation.answers[answer];
        for index in 0..declared.headers.len() {
            let place = (answer, index);
            let wire_name = header(place).name.to_ascii_lowercase();
            let status = operations::status_key(declared.status);
            let key = format!("answer:{status}:{wire_name}");
            let known = found.iter_mut();
            let mut known = known.filter(|known| header(known.place).is_same(header(place)));
            match known.next() {
                Some(known) => known.keys.push(key),
                None => found.push(HeaderName {
                    place,
                    name: String::new(),
                    keys: vec![key],
                }),
            }
        }
    }
    found
}

fn error_key(status: Status) -> String {
    format!("error:{}", operations::status_key(status))
}

/// The words as a name; what would be none is called by what it is.
fn snake(mut words: Vec<String>, kind: &str) -> String {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    words.retain(|word| word.chars().all(is_letter));
    let begins = words.first().and_then(|word| word.chars().next());
    if !begins.is_some_and(|c| c.is_ascii_alphabetic()) {
        words.insert(0, kind.to_owned());
    }
    words::snake(&words)
}
