//! How does an answer become a value? The decoders that operations name.

use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use super::error::{Error, ErrorKind};
use super::error_message::is_secret;
use super::head::{Head, status_words};
use super::media_type;
use super::stream::ByteStream;
use super::{ReadError, Wire, read_json};

/// A successful answer before it is decoded.
#[derive(Debug)]
pub struct Raw {
    pub(crate) head: Arc<Head>,
    pub(crate) body: Bytes,
    stream: Option<ByteStream>,
}

/// Decodes a JSON answer.
///
/// # Errors
/// If the body is not such a value.
pub fn json_answer<T: Wire>(raw: Raw) -> Result<T, Error> {
    raw.json()
}

/// Decodes an answer without content. A body the server sends all the same is not looked at.
///
/// # Errors
/// Never: the type is what the other decoders have.
pub fn empty_answer(raw: Raw) -> Result<(), Error> {
    raw.empty()
}

/// Decodes an answer that is text.
///
/// # Errors
/// If the body is not text.
pub fn text_answer(raw: Raw) -> Result<String, Error> {
    raw.text()
}

/// Gives the answer's bytes as they come in.
///
/// # Errors
/// Never: the type is what the other decoders have.
pub fn stream_answer(raw: Raw) -> Result<ByteStream, Error> {
    raw.into_stream()
}

/// Gives the answer's bytes as they are.
///
/// # Errors
/// Never: the type is what the other decoders have.
pub fn bytes_answer(raw: Raw) -> Result<Bytes, Error> {
    Ok(raw.body)
}

/// A body without the byte order mark that some servers begin UTF-8 with, and that JSON does not know.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

impl Raw {
    pub(crate) fn new(head: Arc<Head>, body: Bytes) -> Self {
        Self {
            head,
            body,
            stream: None,
        }
    }

    pub(crate) fn streaming(head: Arc<Head>, stream: ByteStream) -> Self {
        Self {
            head,
            body: Bytes::new(),
            stream: Some(stream),
        }
    }

    /// The same answer once more; a stream cannot be.
    pub(crate) fn again(&self) -> Self {
        Self::new(Arc::clone(&self.head), self.body.clone())
    }

    pub(crate) fn into_stream(self) -> Result<ByteStream, Error> {
        Ok(self
            .stream
            .unwrap_or_else(|| ByteStream::whole(self.head, self.body)))
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The body as it came.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body as JSON, whatever the server calls it.
    ///
    /// # Errors
    /// If the body is not such a value.
    pub fn json<T: Wire>(&self) -> Result<T, Error> {
        read_json(without_mark(&self.body)).map_err(|error| self.not_read(error))
    }

    /// Decodes the body as text.
    ///
    /// # Errors
    /// If the body is not in the encoding the server names, or that is not known here.
    pub fn text(&self) -> Result<String, Error> {
        let charset = self
            .head
            .header("content-type")
            .and_then(media_type::charset)
            .unwrap_or_else(|| "utf-8".to_owned());
        match charset.as_str() {
            "utf-8" | "utf8" | "us-ascii" => match std::str::from_utf8(&self.body) {
                Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
                Err(error) => Err(self
                    .decode_error(format!("the answer is not text in UTF-8: {error}"))
                    .with_source(error)),
            },
            "iso-8859-1" | "latin1" => Ok(self.body.iter().map(|&byte| char::from(byte)).collect()),
            other => Err(self.decode_error(format!(
                "the answer is text in `{other}`, which is not known here"
            ))),
        }
    }

    /// Takes the answer as one without content.
    ///
    /// # Errors
    /// Never: the type is what the other decoders have.
    pub fn empty(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Takes the answer as one whose status the document does not describe.
    ///
    /// # Errors
    /// Always.
    pub fn undocumented<T>(&self) -> Result<T, Error> {
        let message = format!(
            "answered {}, a success the document does not describe",
            status_words(self.status())
        );
        Err(Error::new(ErrorKind::Undocumented, message).with_answer(&self.head, self.body.clone()))
    }

    fn not_read(&self, error: ReadError) -> Error {
        if self.body.is_empty() {
            return self.decode_error(
                "the answer has no body, though the document describes one".to_owned(),
            );
        }
        let is_json =
            serde_json::from_slice::<serde::de::IgnoredAny>(without_mark(&self.body)).is_ok();
        if let Some(media_type) = self
            .head
            .media_type()
            .filter(|media_type| !is_json && !media_type::is_json(media_type))
        {
            return self
                .decode_error(format!("the answer is `{media_type}`, not JSON"))
                .at_json(&self.head, &self.body, "");
        }
        self.not_read_at("the answer", error.path(), error.message())
    }

    /// The error for JSON that is not of its type.
    pub(crate) fn misread(&self, what: &str, error: &ReadError) -> Error {
        self.not_read_at(what, error.path(), error.message())
    }

    fn not_read_at(&self, what: &str, path: &str, message: &str) -> Error {
        let place = if path.is_empty() {
            String::new()
        } else {
            format!(" at `{path}`")
        };
        // What is wrong with a value is often told by repeating it.
        if path.split(['.', '[']).any(is_secret) {
            return self
                .decode_error(format!("{what} could not be read{place}"))
                .at_json(&self.head, &self.body, path);
        }
        let message = format!(
            "{what} could not be read{place}: {}",
            self.head.redact(message)
        );
        self.decode_error(message)
            .at_json(&self.head, &self.body, path)
    }

    /// The error for an item of a page, whose path in the answer is that of the list and the item's own.
    pub(crate) fn item_not_read(&self, error: &ReadError, list: &str, index: usize) -> Error {
        let within = match error.path() {
            "" => String::new(),
            path if path.starts_with('[') => path.to_owned(),
            path => format!(".{path}"),
        };
        let list = match without_mark(&self.body).trim_ascii_start().first() {
            Some(b'[') => "",
            _ => list,
        };
        let path = format!("{list}[{index}]{within}");
        self.not_read_at("the answer", &path, error.message())
    }

    /// The error for a page that has no list where its items are to be.
    pub(crate) fn no_list(&self, path: &str) -> Error {
        let place = match path {
            "" => String::new(),
            path => format!(" at `{path}`"),
        };
        self.decode_error(format!("the answer has no list{place}"))
            .at_json(&self.head, &self.body, path)
    }

    fn decode_error(&self, message: String) -> Error {
        Error::new(ErrorKind::Decode, message).with_answer(&self.head, self.body.clone())
    }
}
