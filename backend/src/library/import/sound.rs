//! Recordings: which kinds are taken, and how long one is.

use super::refused;
use crate::error::Result;
use bytes::Bytes;
use gsdj_domain::library::LibraryRefusal;
use lofty::file::AudioFile as _;
use lofty::probe::Probe;
use std::io::Cursor;

/// A recording.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sound {
    /// Its media type.
    pub media_type: &'static str,
    /// How long it is, at least one second.
    pub seconds: u32,
}

/// Reads a recording; its content decides what it is.
///
/// # Errors
/// When it is of another kind, or broken.
pub(super) fn read(bytes: Bytes) -> Result<Sound> {
    let media_type = match infer::get(&bytes).map(|kind| kind.mime_type()) {
        Some("audio/mpeg") => "audio/mpeg",
        Some("audio/m4a" | "audio/mp4") => "audio/mp4",
        Some("audio/x-wav") => "audio/wav",
        Some(_) | None => return Err(refused(LibraryRefusal::NotARecording)),
    };
    let broken = || refused(LibraryRefusal::Broken { why: "音频不完整" });
    let probe = Probe::new(Cursor::new(bytes)).guess_file_type().map_err(|_| broken())?;
    let tagged = probe.read().map_err(|_| broken())?;
    let length = tagged.properties().duration();
    if length.is_zero() {
        return Err(broken());
    }
    let seconds = length.as_secs() + u64::from(length.subsec_millis() >= 500);
    Ok(Sound { media_type, seconds: u32::try_from(seconds.max(1)).unwrap_or(u32::MAX) })
}
