//! Photos and attachments: which kinds are taken, how large, and how they look on the wire.
//!
//! Content decides what a file is, never its name; sniffing and re-encoding are the backend's.

mod refusal;

pub use refusal::FileRefusal;

use crate::{FileId, Instant, UploadId};

/// The most bytes a photo has when it arrives (it is shrunk and re-encoded).
pub const PHOTO_MAX: u64 = 15 << 20;
/// The most bytes an attachment has.
pub const ATTACHMENT_MAX: u64 = 30 << 20;
/// The longer edge of a stored photo, in points.
pub const PHOTO_EDGE: u32 = 1920;
/// The most points a photo may have when it arrives: what decoding it costs is bounded by this.
pub const PHOTO_POINTS: u64 = 60_000_000;
/// The version of the protocol for large files (tus, <https://tus.io>).
pub const TUS: &str = "1.0.0";
/// For how long an upload is kept from which nothing more comes, in milliseconds.
pub const UPLOAD_KEPT: i64 = 3 * crate::time::DAY;
/// The most characters of a file's name.
pub const NAME_MAX: usize = 120;

coded! {
    /// What a file is, by its content.
    pub enum FileKind {
        /// A picture, stored re-encoded and without hidden data.
        Photo = "photo" "照片",
        /// PDF.
        Pdf = "pdf" "PDF",
        /// Word (DOCX).
        Word = "word" "Word",
        /// Excel (XLSX).
        Excel = "excel" "Excel",
        /// A film.
        Video = "video" "视频",
        /// A recording.
        Audio = "audio" "音频",
    }
}

wire! {
    /// A stored file.
    pub struct FileInfo {
        /// The file.
        pub id: FileId,
        /// The name it came with, cleaned.
        pub name: String,
        /// What it is.
        pub kind: FileKind,
        /// Its size as stored, in bytes.
        pub bytes: u64,
        /// For a photo: width in points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub width: Option<u32>,
        /// For a photo: height in points.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub height: Option<u32>,
    }
}

wire! {
    /// `GET /api/uploads/{id}`: a large file on its way up.
    pub struct UploadInfo {
        /// The upload.
        pub id: UploadId,
        /// The name it came with, cleaned.
        pub name: String,
        /// How many bytes it has in all.
        pub length: u64,
        /// How many have come.
        pub received: u64,
        /// When it is thrown away unless more of it comes.
        pub expires_at: Instant,
        /// The file, once all of it has come and was recognised.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<FileInfo>,
    }
}

/// A name fit to be stored and shown: no path, no control characters, at most [`NAME_MAX`] characters, never empty.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let hidden = |c: &char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '"');
    let clean: String = last.chars().filter(|c| !hidden(c)).take(NAME_MAX).collect();
    let clean = clean.trim().trim_start_matches('.').to_string();
    if clean.is_empty() { "未命名文件".into() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_paths_and_their_tricks() {
        assert_eq!(clean_name("C:\\照片\\会议.jpg"), "会议.jpg");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("a\u{202e}gpj.exe\n"), "agpj.exe");
        assert_eq!(clean_name("..."), "未命名文件");
        assert_eq!(clean_name(&"长".repeat(300)).chars().count(), NAME_MAX);
    }
}
