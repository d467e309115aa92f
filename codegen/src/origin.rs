//! Where in the input a thing was written.

use std::fmt;

/// A place in a document: which file, and the JSON pointer (RFC 6901) in it.
///
/// The pointer is kept in its plain form (`/components/schemas/Pet`, never percent-encoded, `~0` and
/// `~1` escapes as RFC 6901 has them). It addresses the *normalized* document, whose structure
/// equals the written one wherever the document was written correctly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// Index of the file in `Documents::files`; the entry document is 0.
    pub file: usize,
    /// JSON pointer within the file; the empty string is the whole document.
    pub pointer: String,
}

impl Origin {
    /// The whole of a file.
    #[must_use]
    pub fn root(file: usize) -> Self {
        Self {
            file,
            pointer: String::new(),
        }
    }

    /// The place of a member or element below this one; `token` is unescaped.
    #[must_use]
    pub fn child(&self, token: &str) -> Self {
        let mut pointer = String::with_capacity(self.pointer.len() + token.len() + 1);
        pointer.push_str(&self.pointer);
        pointer.push('/');
        push_escaped(&mut pointer, token);
        Self {
            file: self.file,
            pointer,
        }
    }

    /// Goes to the member or element below; `token` is unescaped.
    pub fn push(&mut self, token: &str) {
        self.pointer.push('/');
        push_escaped(&mut self.pointer, token);
    }

    /// The place of an array element below this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.child(&index.to_string())
    }

    /// The unescaped reference tokens of the pointer, outermost first.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.pointer
            .split('/')
            .skip(1)
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The unescaped last token, or `None` for the whole document.
    #[must_use]
    pub fn last_token(&self) -> Option<String> {
        let (_, token) = self.pointer.rsplit_once('/')?;
        Some(token.replace("~1", "/").replace("~0", "~"))
    }
}

impl fmt::Display for Origin {
    /// The pointer as a URI fragment, `#/components/schemas/Pet`; the file is not part of it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.pointer)
    }
}

fn push_escaped(pointer: &mut String, token: &str) {
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}
