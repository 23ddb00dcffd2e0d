//! Pictures as wide as a page shows them: made when they are first asked for, kept beside the whole one.

use super::store::Stored;
use super::{Files, picture};
use crate::error::{Error, Result};
use bytes::Bytes;
use gsdj_domain::file::FileKind;
use serde::Deserialize;
use utoipa::IntoParams;

/// The widths there are, in points. Few, so that nobody fills the storage with one picture.
const WIDTHS: [u32; 3] = [320, 640, 960];

/// How wide a picture is wanted.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct NarrowParams {
    /// The points across in which it is shown; the answer has at least as many, as far as the picture has them. What is no
    /// picture comes as it is.
    #[param(minimum = 1, maximum = 4096)]
    width: Option<u32>,
}

impl NarrowParams {
    fn width(self) -> Option<u32> {
        WIDTHS.into_iter().find(|width| self.width.is_some_and(|wanted| wanted <= *width))
    }
}

/// The picture as wide as it is wanted; the whole file where that is none, or no wider.
///
/// # Errors
/// When the storage refuses it.
pub async fn narrow(files: &Files, file: Stored, wanted: NarrowParams) -> Result<Stored> {
    let Some(width) = wanted.width().filter(|_| file.kind == FileKind::Photo) else { return Ok(file) };
    let name = format!("{}-{width}", file.stored_as);
    let bytes = match files.size(&name).await? {
        Some(bytes) => bytes,
        None => make(files, &file, &name, width).await?,
    };
    // an empty one says that the picture is no wider
    Ok(if bytes == 0 { file } else { Stored { bytes, stored_as: name, ..file } })
}

async fn make(files: &Files, file: &Stored, name: &str, width: u32) -> Result<u64> {
    let whole = files.get(&file.stored_as, 0..file.bytes).await?;
    let made = tokio::task::spawn_blocking(move || picture::narrowed(&whole, width)).await.map_err(Error::broken)??;
    let bytes = Bytes::from(made.unwrap_or_default());
    let size = bytes.len() as u64;
    files.put(name, bytes).await?;
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_width_is_taken_and_nothing_above_the_widest() {
        let of = |width| NarrowParams { width }.width();
        assert_eq!([of(Some(1)), of(Some(320)), of(Some(321)), of(Some(960))], [320, 320, 640, 960].map(Some));
        assert_eq!([of(Some(961)), of(Some(u32::MAX)), of(None)], [None; 3]);
    }
}
