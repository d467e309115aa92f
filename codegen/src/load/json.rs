//! The events of a JSON text.
//!
//! `serde_json` would stop at 128 levels, keep the last of two equal keys and round big numbers;
//! places are needed as well. The grammar is small enough to read by hand.

use super::event::{Event, Mark, Properties, Scalar, SyntaxError};
use std::borrow::Cow;

/// Reads JSON.
pub(super) struct JsonEvents<'t> {
    text: &'t str,
    at: usize,
    expect: Expect,
    /// The closing bracket of each open array and object, outermost first.
    open: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq)]
enum Expect {
    Document,
    Value,
    FirstElement,
    FirstKey,
    Key,
    AfterValue,
}

impl<'t> JsonEvents<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            expect: Expect::Document,
            open: Vec::new(),
        }
    }

    pub(super) fn next(&mut self) -> Result<Option<(Event<'t>, Mark)>, SyntaxError> {
        loop {
            self.skip_space();
            let start = self.at;
            match self.expect {
                Expect::Document => {
                    self.expect = Expect::Value;
                    return Ok(Some((Event::Document, Mark { start, end: start })));
                }
                Expect::AfterValue => {
                    let Some(&closing) = self.open.last() else {
                        return match self.peek() {
                            None => Ok(None),
                            Some(_) => {
                                Err(self.error("There is text after the end of the JSON document"))
                            }
                        };
                    };
                    match self.peek() {
                        Some(b',') => {
                            self.at += 1;
                            self.expect = if closing == b']' {
                                Expect::Value
                            } else {
                                Expect::Key
                            };
                        }
                        Some(c) if c == closing => return Ok(Some(self.close(start))),
                        _ if closing == b']' => {
                            return Err(self.error("`,` or `]` is missing here"));
                        }
                        _ => return Err(self.error("`,` or `}` is missing here")),
                    }
                }
                Expect::FirstElement if self.peek() == Some(b']') => {
                    return Ok(Some(self.close(start)));
                }
                Expect::FirstKey if self.peek() == Some(b'}') => {
                    return Ok(Some(self.close(start)));
                }
                Expect::FirstKey | Expect::Key => return self.key(start).map(Some),
                Expect::FirstElement | Expect::Value => return self.value(start).map(Some),
            }
        }
    }

    fn key(&mut self, start: usize) -> Result<(Event<'t>, Mark), SyntaxError> {
        if self.peek() != Some(b'"') {
            return Err(self.error("A key in double quotes is missing here"));
        }
        let text = self.string()?;
        let end = self.at;
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.error("`:` is missing here"));
        }
        self.at += 1;
        self.expect = Expect::Value;
        Ok((scalar(text, false), Mark { start, end }))
    }

    fn value(&mut self, start: usize) -> Result<(Event<'t>, Mark), SyntaxError> {
        let event = match self.peek() {
            Some(b'{') => {
                self.at += 1;
                self.open.push(b'}');
                self.expect = Expect::FirstKey;
                Event::ObjectStart(Properties::default())
            }
            Some(b'[') => {
                self.at += 1;
                self.open.push(b']');
                self.expect = Expect::FirstElement;
                Event::ArrayStart(Properties::default())
            }
            Some(b'"') => {
                self.expect = Expect::AfterValue;
                scalar(self.string()?, false)
            }
            _ => {
                self.expect = Expect::AfterValue;
                scalar(Cow::Borrowed(self.bare()?), true)
            }
        };
        let end = self.at;
        Ok((event, Mark { start, end }))
    }

    fn close(&mut self, start: usize) -> (Event<'t>, Mark) {
        self.at += 1;
        self.open.pop();
        self.expect = Expect::AfterValue;
        let end = self.at;
        (Event::End, Mark { start, end })
    }

    /// A literal name or a number.
    fn bare(&mut self) -> Result<&'t str, SyntaxError> {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.'))
            .count();
        let word = &rest[..length];
        if !matches!(word, "null" | "true" | "false") && !is_number(word) {
            return Err(self.error("A JSON value is missing here"));
        }
        self.at += length;
        Ok(word)
    }

    fn string(&mut self) -> Result<Cow<'t, str>, SyntaxError> {
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        let mut copied = start;
        loop {
            match self.peek() {
                None => return Err(self.error("A string is not closed")),
                Some(b'"') => {
                    let tail = &self.text[copied..self.at];
                    self.at += 1;
                    return Ok(match owned {
                        None => Cow::Borrowed(tail),
                        Some(text) => Cow::Owned(text + tail),
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(&self.text[copied..self.at]);
                    let c = self.escape()?;
                    owned.get_or_insert_default().push(c);
                    copied = self.at;
                }
                Some(0..0x20) => {
                    return Err(self.error("A control character stands unescaped in a string"));
                }
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        let letter = self.text.as_bytes().get(self.at + 1).copied();
        let c = match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.error("This is not an escape of JSON")),
        };
        self.at += 2;
        Ok(c)
    }

    /// `\uXXXX`, or two of them that make a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char, SyntaxError> {
        let unit = |at: usize| {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            let hex = digits.bytes().all(|c| c.is_ascii_hexdigit());
            hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
        };
        let units = unit(self.at).into_iter().chain(unit(self.at + 6));
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => {
                self.at += 6 * c.len_utf16();
                Ok(c)
            }
            _ => Err(self.error("This is not an escape of a Unicode character")),
        }
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn error(&self, message: &str) -> SyntaxError {
        SyntaxError {
            message: message.to_owned(),
            mark: Mark {
                start: self.at,
                end: self.at,
            },
        }
    }
}

fn scalar(text: Cow<'_, str>, plain: bool) -> Event<'_> {
    Event::Scalar(Scalar {
        text,
        plain,
        properties: Properties::default(),
    })
}

/// Whether a word is a number of JSON: `-0`, `1.5e+3`; not `01`, `.5` or `+1`.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.strip_prefix('-').unwrap_or(word);
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest.starts_with('0')) {
        return false;
    }
    let mut rest = &rest[whole..];
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    match rest.strip_prefix(['e', 'E']) {
        None => rest.is_empty(),
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent) == exponent.len()
        }
    }
}
