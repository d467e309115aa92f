//! How does an answer become a file? Whole, or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::clock;

/// A file that is written beside its place, and put there when it is whole. Dropping it before
/// leaves what was there.
pub(crate) struct Saved {
    file: File,
    /// Where it goes.
    path: PathBuf,
    /// Where it is until then; none for what is no file, such as a pipe, which is written as it is.
    beside: Option<Beside>,
}

/// A file that is removed unless it is kept.
struct Beside(Option<PathBuf>);

impl Saved {
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let there = match File::options().write(true).open(path) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let known = there.as_ref().map(File::metadata).transpose()?;
        if let (Some(file), Some(false)) = (there, known.as_ref().map(fs::Metadata::is_file)) {
            return Ok(Self {
                file,
                path: path.to_owned(),
                beside: None,
            });
        }
        // Where a link leads to is replaced, not the link.
        let path = match known {
            Some(_) => path.canonicalize()?,
            None => path.to_owned(),
        };
        let partial = path.with_file_name(format!(".{:016x}.part", clock::random()));
        let file = File::create_new(&partial)?;
        let beside = Some(Beside(Some(partial)));
        if let Some(known) = known {
            file.set_permissions(known.permissions())?;
        }
        Ok(Self { file, path, beside })
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Puts the file in its place.
    pub(crate) fn finish(self) -> io::Result<()> {
        let Self { file, path, beside } = self;
        // A file that is open cannot be renamed everywhere.
        drop(file);
        if let Some(mut beside) = beside
            && let Some(partial) = &beside.0
        {
            fs::rename(partial, path)?;
            beside.0 = None;
        }
        Ok(())
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if let Some(partial) = &self.0 {
            let _ = fs::remove_file(partial);
        }
    }
}
