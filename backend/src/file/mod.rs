//! Photos and attachments through one storage seam: sniffed by content, capped, pictures decoded and made anew.

mod large;
mod narrow;
mod picture;
mod serve;
mod sniff;
mod store;
mod upload;

pub use narrow::{NarrowParams, narrow};
pub use picture::{Clean, clean as clean_picture};
pub use serve::{answer, disposition};
pub use store::{Stored, any, check_owned, describe, info, insert};
pub use upload::read as read_form;

use crate::app::App;
use crate::config::Data;
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::store::Conn;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use gsdj_domain::{FileId, Instant};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, WriteMultipart};
use std::ops::Range;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The feature's routes.
pub fn routes() -> OpenApiRouter<App> {
    let upload = OpenApiRouter::new().routes(routes!(upload::post)).layer(upload::limit());
    OpenApiRouter::new()
        .merge(upload)
        .routes(routes!(serve::get))
        .routes(routes!(large::options, large::post))
        .routes(routes!(large::get, large::patch, large::delete))
}

/// Whether a feature shows a file to somebody now.
type Shows = fn(&mut Conn<'_>, &Caller, FileId, Instant) -> Result<bool>;

/// The features whose things hold files, the meetings apart: one row a feature.
const HOLDERS: &[Shows] = &[
    crate::disclosure::shows_file,
    crate::experience::shows_file,
    crate::content::desk_shows_file,
    crate::learning::shows_file,
    crate::library::shows_file,
];

/// How much of a file is read at once.
const PIECE: u64 = 1 << 20;
/// How many pieces of a file are on their way to the storage at once.
const AT_ONCE: usize = 4;

/// Where files lie: the data folder, or S3-compatible storage.
#[derive(Clone)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
}

impl Files {
    /// Opens the place that the configuration names.
    ///
    /// # Errors
    /// When it can't be reached.
    pub fn open(data: &Data) -> Result<Self> {
        if let Some(url) = &data.files {
            return Ok(Self { objects: s3(url)? });
        }
        let folder = data.folder.join("files");
        std::fs::create_dir_all(&folder)?;
        Ok(Self { objects: Arc::new(LocalFileSystem::new_with_prefix(folder).map_err(Error::broken)?) })
    }

    /// Keeps a file under a name.
    ///
    /// # Errors
    /// When the storage refuses it.
    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<()> {
        self.objects.put(&Path::from(name), bytes.into()).await.map_err(Error::broken)?;
        Ok(())
    }

    /// Keeps a file that comes piece by piece.
    ///
    /// # Errors
    /// When the storage refuses it, or what a piece says.
    pub async fn gather(&self, name: &str, pieces: impl Stream<Item = Result<Bytes>> + Send) -> Result<()> {
        let upload = self.objects.put_multipart(&Path::from(name)).await.map_err(Error::broken)?;
        let mut write = WriteMultipart::new(upload);
        let mut pieces = std::pin::pin!(pieces);
        while let Some(piece) = pieces.next().await {
            match piece {
                Ok(piece) => {
                    write.wait_for_capacity(AT_ONCE).await.map_err(Error::broken)?;
                    write.put(piece);
                }
                Err(error) => {
                    // what was begun is thrown away; if that fails too, the storage has its own sweeping
                    let _ = write.abort().await;
                    return Err(error);
                }
            }
        }
        write.finish().await.map_err(Error::broken)?;
        Ok(())
    }

    /// How large a file is, in bytes; nothing when it is not there.
    ///
    /// # Errors
    /// When the storage refuses it.
    pub async fn size(&self, name: &str) -> Result<Option<u64>> {
        match self.objects.head(&Path::from(name)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Error::broken(error)),
        }
    }

    /// Throws a file away; one that is not there is none.
    ///
    /// # Errors
    /// When the storage refuses it.
    pub async fn discard(&self, name: &str) -> Result<()> {
        match self.objects.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(Error::broken(error)),
        }
    }

    /// A part of a file, piece by piece as it is taken.
    pub fn stream(&self, name: String, range: Range<u64>) -> impl Stream<Item = Result<Bytes>> + Send + use<> {
        let files = self.clone();
        futures_util::stream::try_unfold(range, move |left| {
            let (files, name) = (files.clone(), name.clone());
            async move {
                if left.is_empty() {
                    return Ok(None);
                }
                let end = left.end.min(left.start + PIECE);
                let piece = files.get(&name, left.start..end).await?;
                Ok(Some((piece, end..left.end)))
            }
        })
    }

    /// A part of a file.
    ///
    /// # Errors
    /// When the storage refuses it or has no such file.
    pub async fn get(&self, name: &str, range: Range<u64>) -> Result<Bytes> {
        self.objects.get_range(&Path::from(name), range).await.map_err(Error::broken)
    }
}

#[cfg(feature = "s3")]
fn s3(url: &str) -> Result<Arc<dyn ObjectStore>> {
    let builder = object_store::aws::AmazonS3Builder::from_env().with_url(url);
    Ok(Arc::new(builder.build().map_err(Error::broken)?))
}

#[cfg(not(feature = "s3"))]
fn s3(_: &str) -> Result<Arc<dyn ObjectStore>> {
    Err(Error::broken("S3 storage needs a program built with the feature `s3`"))
}
