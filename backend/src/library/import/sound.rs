//! Recordings: which kinds are taken, and how long one is.

use super::refused;
use crate::error::Result;
use bytes::Bytes;
use gsdj_domain::library::LibraryRefusal;
use lofty::config::ParseOptions;
use lofty::file::AudioFile as _;
use lofty::probe::Probe;
use std::io::Cursor;

/// What every browser plays.
const KINDS: [&str; 4] = ["audio/mpeg", "audio/m4a", "audio/mp4", "audio/x-wav"];

/// How long a recording is, at least one second; its content decides what it is.
///
/// # Errors
/// When it is of another kind, or broken.
pub(in crate::library) fn seconds(bytes: Bytes) -> Result<u32> {
    let known = infer::get(&bytes).map(|kind| kind.mime_type());
    if !known.is_some_and(|kind| KINDS.contains(&kind)) {
        return Err(refused(LibraryRefusal::NotARecording));
    }
    let broken = || refused(LibraryRefusal::Broken { why: "音频不完整" });
    // only the length is asked: tags may hold anything, of any size
    let options = ParseOptions::new().read_tags(false).read_cover_art(false);
    let probe = Probe::new(Cursor::new(bytes)).options(options).guess_file_type().map_err(|_| broken())?;
    let tagged = probe.read().map_err(|_| broken())?;
    let length = tagged.properties().duration();
    if length.is_zero() {
        return Err(broken());
    }
    let seconds = length.as_secs() + u64::from(length.subsec_millis() >= 500);
    Ok(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX))
}
