//! Where a `$ref` leads.

use super::Documents;
use crate::origin::Origin;
use crate::value::Value;
use std::fmt;

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefError {
    /// It names an address on the network, which is never fetched.
    Network(String),
    /// It names a file that was not supplied; the name is relative to where the entry document's is.
    MissingFile(String),
    /// Its fragment is neither a JSON pointer nor an anchor's name.
    BadFragment(String),
    /// The file has nothing at that pointer or anchor.
    Dangling(String),
}

impl fmt::Display for RefError {
    /// A sentence without its full stop.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(reference) => {
                write!(
                    f,
                    "`{reference}` is on the network, and nothing is fetched from there"
                )
            }
            Self::MissingFile(name) => write!(f, "The file `{name}` was not supplied"),
            Self::BadFragment(reference) => {
                write!(
                    f,
                    "The fragment of `{reference}` is neither a JSON pointer nor an anchor"
                )
            }
            Self::Dangling(reference) => write!(f, "`{reference}` leads to nothing"),
        }
    }
}

impl std::error::Error for RefError {}

impl Documents {
    /// The place that a reference written at `base` names. Something is there; a `$ref` that is found
    /// there is not followed.
    ///
    /// # Errors
    ///
    /// The reference leads to nothing that was loaded.
    pub fn resolve(&self, base: &Origin, reference: &str) -> Result<Origin, RefError> {
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = if address.is_empty() {
            self.resource_around(base)
        } else if let Some(named) = self.resource_named(base, address) {
            named
        } else {
            Origin::root(self.file_named(base.file, address)?)
        };
        let pointer =
            percent_decode(fragment).ok_or_else(|| RefError::BadFragment(reference.to_owned()))?;
        let found = if pointer.is_empty() || pointer.starts_with('/') {
            // Authors forget that an `$id` changes what pointers begin at.
            let starts = [resource.clone(), Origin::root(resource.file)];
            starts
                .iter()
                .find_map(|start| self.descend(start, &pointer))
        } else {
            self.anchored(&resource, &pointer)
        };
        found.ok_or_else(|| RefError::Dangling(reference.to_owned()))
    }

    /// The schema that a value of a discriminator's `mapping` means, written at `base`. A name of a
    /// component wins over a reference (OpenAPI 3.2, "Discriminator Object"); it is one of the entry
    /// document's or else of the file's own.
    ///
    /// # Errors
    ///
    /// It is no such name, and a reference to nothing that was loaded.
    pub fn mapped(&self, base: &Origin, target: &str) -> Result<Origin, RefError> {
        let component = |file: usize| {
            let schemas = Origin::root(file).child("components").child("schemas");
            let component = schemas.child(target);
            self.get(&component).is_some().then_some(component)
        };
        match component(0).or_else(|| component(base.file)) {
            Some(component) => Ok(component),
            None => self.resolve(base, target),
        }
    }

    fn file_named(&self, base: usize, address: &str) -> Result<usize, RefError> {
        let name = self.file_name(base, address)?;
        let number = self.numbers.get(&name).copied();
        number.ok_or(RefError::MissingFile(name))
    }

    /// The place that a pointer as written leads to from `start`, if something is there.
    fn descend(&self, start: &Origin, pointer: &str) -> Option<Origin> {
        let mut at = start.clone();
        let mut value = self.get(&at)?;
        // `~2` and a lone `~` are no escapes: nothing can be there.
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            if let Some(moved) = self.moved_member(&at, &token) {
                value = self.get(&moved)?;
                at = moved;
                continue;
            }
            value = match value {
                Value::Object(members) => members.get(&token)?,
                Value::Array(elements) => elements.get(array_index(&token)?)?,
                _ => return None,
            };
            at.push(&token);
        }
        Some(at)
    }

    /// The value at a place.
    #[must_use]
    pub fn get(&self, origin: &Origin) -> Option<&Value> {
        let root = &self.files.get(origin.file)?.root;
        // Asked for often, so that only tokens with an escape are copied.
        let mut tokens = origin.pointer.split('/').skip(1);
        tokens.try_fold(root, |value, token| {
            let unescaped;
            let token = if token.contains('~') {
                unescaped = token.replace("~1", "/").replace("~0", "~");
                unescaped.as_str()
            } else {
                token
            };
            match value {
                Value::Object(members) => members.get(token),
                Value::Array(elements) => elements.get(array_index(token)?),
                _ => None,
            }
        })
    }

    /// The value at a place, to be changed.
    #[must_use]
    pub fn get_mut(&mut self, origin: &Origin) -> Option<&mut Value> {
        let root = &mut self.files.get_mut(origin.file)?.root;
        origin.tokens().try_fold(root, |value, token| match value {
            Value::Object(members) => members.get_mut(&token),
            Value::Array(elements) => elements.get_mut(array_index(&token)?),
            _ => None,
        })
    }

    /// The name of the file that `address` means when it is written in file number `base`.
    pub(super) fn file_name(&self, base: usize, address: &str) -> Result<String, RefError> {
        if is_network(address) {
            return Err(RefError::Network(address.to_owned()));
        }
        let address =
            percent_decode(address).ok_or_else(|| RefError::BadFragment(address.to_owned()))?;
        let base = self.files.get(base).map_or("", |file| file.name.as_str());
        let folder = base.rfind('/').map_or("", |slash| &base[..=slash]);
        Ok(if address.starts_with('/') {
            clean_path(&address)
        } else {
            clean_path(&format!("{folder}{address}"))
        })
    }
}

/// A scheme (`https:`, `urn:`) or a host (`//host/..`). One letter is a drive.
pub(super) fn is_network(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.'));
    address.starts_with("//") || is_scheme
}

/// A path without `.` and, as far as it can be, without `..`; one file has one such name.
pub(super) fn clean_path(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

/// `None` where `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let (digits, after) = rest.split_at_checked(2)?;
        let digits = std::str::from_utf8(digits).ok()?;
        if !digits.bytes().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// An index as RFC 6901 has it: no sign, no leading zero.
fn array_index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with('0');
    (canonical && token.bytes().all(|c| c.is_ascii_digit()))
        .then(|| token.parse().ok())
        .flatten()
}
