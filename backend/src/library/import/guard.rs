//! What an archive would come to, found by unpacking it into nothing: what its own directory claims is not believed.

use super::refused;
use crate::error::Result;
use bytes::Bytes;
use gsdj_domain::library::LibraryRefusal;
use std::io::{Cursor, Read, sink};
use zip::ZipArchive;

/// The most files in a book.
const FILES_MAX: usize = 4_000;
/// The most bytes of one of them.
const FILE_MAX: u64 = 64 << 20;
/// The most bytes of all of them.
const WHOLE_MAX: u64 = 256 << 20;
/// The ways in which a book may hide its fonts, and nothing else.
const FONTS_ONLY: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Checks an archive.
///
/// # Errors
/// When it is broken, locked, or would come to more than there may be.
pub(super) fn check(bytes: &Bytes) -> Result<()> {
    let broken = || refused(LibraryRefusal::Broken { why: "压缩包不完整" });
    let mut zip = ZipArchive::new(Cursor::new(bytes.clone())).map_err(|_| broken())?;
    if zip.len() > FILES_MAX {
        return Err(refused(LibraryRefusal::Bomb));
    }
    let mut whole = 0;
    for at in 0..zip.len() {
        if zip.by_index_raw(at).map_err(|_| broken())?.encrypted() {
            return Err(refused(LibraryRefusal::Locked));
        }
        let mut entry = zip.by_index(at).map_err(|_| broken())?.take(FILE_MAX + 1);
        let came = std::io::copy(&mut entry, &mut sink()).map_err(|_| broken())?;
        whole += came;
        if came > FILE_MAX || whole > WHOLE_MAX {
            return Err(refused(LibraryRefusal::Bomb));
        }
    }
    if is_locked(&mut zip) { Err(refused(LibraryRefusal::Locked)) } else { Ok(()) }
}

/// Whether more than fonts is kept secret.
fn is_locked(zip: &mut ZipArchive<Cursor<Bytes>>) -> bool {
    let mut text = String::new();
    let Ok(mut entry) = zip.by_name("META-INF/encryption.xml") else { return false };
    if entry.read_to_string(&mut text).is_err() {
        return true;
    }
    let ways = text.matches("EncryptionMethod ").count();
    let fonts: usize = FONTS_ONLY.iter().map(|way| text.matches(way).count()).sum();
    ways > fonts
}
