//! What can be the body of a request?

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use super::upload::{Chunks, Source, Upload};

/// The body of a request that is not JSON: bytes, a file, or a stream.
///
/// `Vec<u8>`, `String`, `&'static str`, [`Bytes`] and [`PathBuf`] convert into it; the last names a file.
#[derive(Clone)]
pub struct Body(Content);

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    /// Opened each time it is sent.
    File(Arc<Path>),
    /// Taken when it is sent.
    Stream(Arc<Mutex<Option<Chunks>>>, Option<u64>),
    /// One after the other.
    Sequence(Arc<[Body]>),
}

impl Body {
    /// A file, which is read while it is sent and never held in memory as a whole.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self(Content::File(Arc::from(path.into())))
    }

    /// A stream of bytes. It can be sent once: a call that has it is not repeated.
    ///
    /// Its length is not known, so that it is sent in chunks; [`sized`](Self::sized) tells it.
    #[must_use]
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let chunks = Chunks::new(stream);
        Self(Content::Stream(Arc::new(Mutex::new(Some(chunks))), None))
    }

    /// Tells the length of a stream, which servers may need. A stream of another length fails the call.
    #[must_use]
    pub fn sized(mut self, length: u64) -> Self {
        if let Content::Stream(_, known) = &mut self.0 {
            *known = Some(length);
        }
        self
    }

    /// The bytes, if they are held in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    pub(crate) fn sequence(bodies: Vec<Self>) -> Self {
        Self(Content::Sequence(bodies.into()))
    }

    /// Whether it can be sent again, which a stream cannot.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        match &self.0 {
            Content::Bytes(_) | Content::File(_) => true,
            Content::Stream(..) => false,
            Content::Sequence(bodies) => bodies.iter().all(Self::is_repeatable),
        }
    }

    /// The body as the transport takes it, or why there is none.
    pub(crate) fn open(&self) -> Result<reqwest::Body, String> {
        if let Content::Bytes(bytes) = &self.0 {
            return Ok(bytes.clone().into());
        }
        let mut upload = Upload::default();
        self.add_to(&mut upload)?;
        upload.into_body()
    }

    fn add_to(&self, upload: &mut Upload) -> Result<(), String> {
        match &self.0 {
            Content::Bytes(bytes) => {
                upload.push(Source::Bytes(bytes.clone()), Some(bytes.len() as u64));
            }
            #[cfg(target_arch = "wasm32")]
            Content::File(_) => return Err("a browser reads no files".to_owned()),
            #[cfg(not(target_arch = "wasm32"))]
            Content::File(path) => {
                let (file, length) = open(path).map_err(|error| {
                    format!("the file {} cannot be read: {error}", path.display())
                })?;
                upload.push(Source::file(file, length), length);
            }
            Content::Stream(stream, length) => {
                let taken = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                let chunks = taken.ok_or("the stream was sent before")?;
                upload.push(Source::Chunks(chunks), *length);
            }
            Content::Sequence(bodies) => {
                for body in &**bodies {
                    body.add_to(upload)?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn open(path: &Path) -> std::io::Result<(std::fs::File, Option<u64>)> {
    let file = std::fs::File::open(path)?;
    let known = file.metadata()?;
    if known.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    // Pipes and devices have no length.
    Ok((file, known.is_file().then_some(known.len())))
}

impl Default for Body {
    fn default() -> Self {
        Self(Content::Bytes(Bytes::new()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Content::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Content::File(path) => write!(f, "Body({})", path.display()),
            Content::Stream(..) => f.write_str("Body(stream)"),
            Content::Sequence(bodies) => f.debug_list().entries(&**bodies).finish(),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<PathBuf> for Body {
    fn from(path: PathBuf) -> Self {
        Self::file(path)
    }
}

impl From<&Path> for Body {
    fn from(path: &Path) -> Self {
        Self::file(path)
    }
}
