//! What is a body of several parts? Files and values with names (RFC 7578).

use std::collections::hash_map::RandomState;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher};
use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::body::Body;

/// A file to be sent as a part of a body: its content, name, media type and headers.
///
/// Bytes, text, a [`Body`] and paths convert into it.
#[derive(Debug, Clone)]
pub struct FilePart {
    body: Body,
    file_name: Option<String>,
    is_file: bool,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl FilePart {
    /// A file of this content, called as the part is unless [`file_name`](Self::file_name) says
    /// otherwise.
    #[must_use]
    pub fn new(content: impl Into<Body>) -> Self {
        Self {
            body: content.into(),
            file_name: None,
            is_file: true,
            media_type: None,
            headers: Vec::new(),
        }
    }

    /// A file on the disk, read while it is sent and called as it is there.
    #[must_use]
    pub fn open(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let part = Self::new(Body::file(path));
        Self {
            file_name: name,
            ..part
        }
    }

    /// A text that is no file, for members that may be either.
    #[must_use]
    pub fn text(value: impl Into<String>) -> Self {
        Self {
            is_file: false,
            ..Self::new(value.into())
        }
    }

    /// Calls the file by this name.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self.is_file = true;
        self
    }

    /// Gives the content this media type.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// Adds a header to the part.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Gives the content a media type unless it has one.
    pub(crate) fn or_media_type(mut self, media_type: &str) -> Self {
        if self.media_type.is_none() && !media_type.is_empty() {
            self.media_type = Some(media_type.to_owned());
        }
        self
    }
}

/// Content that has no name of its own.
macro_rules! from_content {
    ($($content:ty),*) => {$(
        impl From<$content> for FilePart {
            fn from(content: $content) -> Self {
                Self::new(content)
            }
        }
    )*};
}
from_content!(Body, Bytes, Vec<u8>, String, &'static str, &'static [u8]);

impl From<PathBuf> for FilePart {
    fn from(path: PathBuf) -> Self {
        Self::open(path)
    }
}

impl From<&Path> for FilePart {
    fn from(path: &Path) -> Self {
        Self::open(path)
    }
}

/// A body of the media type `multipart/form-data`, for operations whose document says nothing of
/// its members.
#[derive(Debug, Clone, Default)]
pub struct Multipart {
    parts: Vec<(String, FilePart)>,
}

impl Multipart {
    /// A body without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. Parts of the same name may be added several times.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, file: impl Into<FilePart>) -> Self {
        self.parts.push((name.into(), file.into()));
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.file(name, FilePart::text(value))
    }

    /// The media type, boundary included, and the body; or what cannot be sent.
    pub(crate) fn encode(self) -> Result<(String, Body), String> {
        let boundary = boundary(&self.parts);
        let mut bodies = Vec::with_capacity(2 * self.parts.len() + 1);
        let mut text = String::new();
        for (name, part) in self.parts {
            let _ = write!(text, "--{boundary}\r\n");
            write_head(&name, &part, &mut text)?;
            bodies.push(Body::from(std::mem::take(&mut text)));
            bodies.push(part.body);
            text.push_str("\r\n");
        }
        let _ = write!(text, "--{boundary}--\r\n");
        bodies.push(text.into());
        let media_type = format!("multipart/form-data; boundary={boundary}");
        Ok((media_type, Body::sequence(bodies)))
    }
}

/// A boundary that is in none of the parts that can be looked into, and in no other but by guessing
/// 128 bits.
fn boundary(parts: &[(String, FilePart)]) -> String {
    loop {
        let random = || RandomState::new().build_hasher().finish();
        let boundary = format!("part-{:016x}{:016x}", random(), random());
        let wanted = boundary.as_bytes();
        let holds = |(_, part): &(String, FilePart)| {
            let bytes = part.body.as_bytes().unwrap_or_default();
            bytes.windows(wanted.len()).any(|window| window == wanted)
        };
        if !parts.iter().any(holds) {
            return boundary;
        }
    }
}

fn write_head(name: &str, part: &FilePart, out: &mut String) -> Result<(), String> {
    let _ = write!(
        out,
        "Content-Disposition: form-data; name=\"{}\"",
        quoted(name)
    );
    if part.is_file {
        let file_name = part.file_name.as_deref().unwrap_or(name);
        let _ = write!(out, "; filename=\"{}\"", quoted(file_name));
    }
    out.push_str("\r\n");
    let default = part.is_file.then_some("application/octet-stream");
    if let Some(media_type) = part.media_type.as_deref().or(default) {
        write_header("Content-Type", media_type, out)?;
    }
    for (name, value) in &part.headers {
        write_header(name, value, out)?;
    }
    out.push_str("\r\n");
    Ok(())
}

fn write_header(name: &str, value: &str, out: &mut String) -> Result<(), String> {
    let header = reqwest::header::HeaderName::from_bytes(name.as_bytes());
    let text = reqwest::header::HeaderValue::from_str(value);
    if header.is_err() || text.is_err() {
        return Err(format!("the header `{name}` of a part cannot be sent"));
    }
    let _ = write!(out, "{name}: {value}\r\n");
    Ok(())
}

/// A name between quotation marks, as browsers write it and RFC 7578, section 5.1, allows: in
/// UTF-8, with what would end it percent-encoded.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}
