//! Minutes as a Word file in the handbook's form (会议记录表): one table with merged cells, real styles, Chinese fonts, header
//! and footer with page numbers, photos and the seal inside.
//!
//! `xml` writes elements, `parts` the files that are the same for all minutes, `body` the text, `form` the document.

mod body;
mod form;
mod parts;
mod xml;

use super::code::Code;
use super::photo::Photo;
use crate::error::{Error, Result};
use gsdj_domain::archive::{Claim, Minutes};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// What is printed.
pub struct Print<'p> {
    /// The minutes.
    pub minutes: &'p Minutes,
    /// Photos, shrunk.
    pub photos: &'p [Photo],
    /// What the seal says.
    pub claim: &'p Claim,
    /// The seal as a code.
    pub code: &'p Code,
    /// The platform's name.
    pub platform: &'p str,
}

/// Points of the code's picture for a square.
const SCALE: u32 = 6;

/// Writes the minutes. Takes a processor for some ten milliseconds: not for threads that answer.
///
/// # Errors
/// When the file can't be written.
pub fn draw(print: &Print<'_>) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| -> Result<()> {
        zip.start_file(name, SimpleFileOptions::default()).map_err(Error::broken)?;
        Ok(zip.write_all(content)?)
    };
    add("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes())?;
    add("_rels/.rels", parts::PACKAGE_RELS.as_bytes())?;
    add("docProps/core.xml", &parts::core(print)?)?;
    add("word/document.xml", &form::document(print)?)?;
    add("word/styles.xml", parts::STYLES.as_bytes())?;
    add("word/numbering.xml", &parts::numbering(&print.minutes.text)?)?;
    add("word/header1.xml", &parts::header(print)?)?;
    add("word/footer1.xml", &parts::footer()?)?;
    add("word/_rels/document.xml.rels", &parts::document_rels(print.photos)?)?;
    add("word/media/seal.png", &print.code.png(SCALE)?)?;
    for (number, photo) in print.photos.iter().enumerate().filter(|(_, photo)| !photo.jpeg.is_empty()) {
        add(&format!("word/media/photo{number}.jpg"), &photo.jpeg)?;
    }
    Ok(zip.finish().map_err(Error::broken)?.into_inner())
}

#[cfg(test)]
mod tests;
