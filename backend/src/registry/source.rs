//! Where a file's bytes come from: a path, or memory.

use bytes::Bytes;
use gsdj_domain::Refusal;
use gsdj_domain::registry::{FileFault, RegistryRefusal};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::PathBuf;

/// A registry file.
#[derive(Debug, Clone)]
pub enum Source {
    /// On the disk.
    Path(PathBuf),
    /// In memory.
    Bytes {
        /// What reports call it.
        name: String,
        /// Its content.
        data: Bytes,
    },
}

/// What a file is read through; opened as often as needed.
pub(super) trait Readable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Readable for T {}

impl Source {
    /// A CSV text in memory.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Bytes { name: name.into(), data: Bytes::from(text.into()) }
    }

    /// What reports call it: the file's name, without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Path(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Bytes { name, .. } => name.clone(),
        }
    }

    pub(super) fn open(&self) -> Result<Box<dyn Readable>, FileFault> {
        Ok(match self {
            Self::Path(path) => {
                let file = File::open(path).map_err(|_| FileFault::Unreadable)?;
                if file.metadata().map_err(|_| FileFault::Unreadable)?.is_dir() {
                    return Err(FileFault::Unreadable);
                }
                Box::new(BufReader::with_capacity(1 << 16, file))
            }
            Self::Bytes { data, .. } => Box::new(Cursor::new(data.clone())),
        })
    }
}

/// A fault of `file` as a whole, as the refusal of the run.
pub(super) fn refused(file: &str, fault: FileFault) -> crate::Error {
    Refusal::Registry(RegistryRefusal::File { file: file.to_owned(), fault }).into()
}
