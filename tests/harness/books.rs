//! Books made for tests: EPUBs of all kinds, good and bad, PDFs and recordings; all of it our own words.

use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A ZIP archive of these entries.
#[must_use]
pub fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (n, (name, bytes)) in entries.iter().enumerate() {
        let way = if n == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(way)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const CONTAINER: &str = r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

/// A page of a book.
#[must_use]
pub fn page(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>"#
    )
}

/// An EPUB of these pages, each with the line of the contents that leads to it (level and label), if there is one; with a
/// picture under `img/photo.png`, and whatever else.
#[must_use]
pub fn epub(title: &str, pages: &[(Option<(u8, &str)>, &str)], picture: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let number = |n: usize| format!("text/p{n}.xhtml");
    let items: String = (0..pages.len())
        .map(|n| format!(r#"<item id="p{n}" href="{}" media-type="application/xhtml+xml"/>"#, number(n)))
        .collect();
    let spine: String = (0..pages.len()).map(|n| format!(r#"<itemref idref="p{n}"/>"#)).collect();
    let opf = format!(
        r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:example:1</dc:identifier><dc:title>{title}</dc:title><dc:language>zh</dc:language><dc:creator>示例编写组</dc:creator><dc:publisher>示例出版社</dc:publisher></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="pic" href="img/photo.png" media-type="image/png" properties="cover-image"/>{items}</manifest><spine>{spine}</spine></package>"#
    );
    let nav =
        page(&format!(r#"<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc">{}</nav>"#, contents(pages)));
    let bodies: Vec<(String, String)> =
        pages.iter().enumerate().map(|(n, (_, body))| (format!("OEBPS/{}", number(n)), page(body))).collect();
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.as_bytes()),
        ("OEBPS/book.opf", opf.as_bytes()),
        ("OEBPS/nav.xhtml", nav.as_bytes()),
        ("OEBPS/img/photo.png", picture),
    ];
    entries.extend(bodies.iter().map(|(name, body)| (name.as_str(), body.as_bytes())));
    entries.extend(more);
    zipped(&entries)
}

/// Nested lists of the lines, by their levels.
fn contents(pages: &[(Option<(u8, &str)>, &str)]) -> String {
    let (mut out, mut depth) = (String::new(), 0);
    for (n, (line, _)) in pages.iter().enumerate() {
        let Some((level, label)) = line else { continue };
        while depth >= *level {
            out += "</li></ol>";
            depth -= 1;
        }
        if depth > 0 || !out.is_empty() {
            // a sibling goes on in the list that was just closed
            out = out.strip_suffix("</ol>").map_or_else(|| out.clone() + "<ol>", str::to_owned);
        } else {
            out += "<ol>";
        }
        out += &format!(r#"<li><a href="text/p{n}.xhtml">{label}</a>"#);
        depth = *level;
    }
    (0..depth).for_each(|_| out += "</li></ol>");
    out
}

/// A WAV of so many seconds of a low tone: 8,000 samples a second of one byte.
#[must_use]
pub fn wav(seconds: u32) -> Vec<u8> {
    let samples = seconds * 8_000;
    let head = [
        b"RIFF".as_slice(),
        &(36 + samples).to_le_bytes(),
        b"WAVEfmt ",
        &16_u32.to_le_bytes(),
        &1_u16.to_le_bytes(),
        &1_u16.to_le_bytes(),
        &8_000_u32.to_le_bytes(),
        &8_000_u32.to_le_bytes(),
        &1_u16.to_le_bytes(),
        &8_u16.to_le_bytes(),
        b"data",
        &samples.to_le_bytes(),
    ]
    .concat();
    head.into_iter().chain((0..samples).map(|n| if n / 20 % 2 == 0 { 120 } else { 136 })).collect()
}

/// A PDF of pages, each with one line of Latin text; without text when a line is empty.
#[must_use]
pub fn pdf(lines: &[&str]) -> Vec<u8> {
    let kids: String = (0..lines.len()).map(|n| format!("{} 0 R ", 4 + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", lines.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (n, line) in lines.iter().enumerate() {
        let text = if line.is_empty() { String::new() } else { format!("BT /F1 18 Tf 72 700 Td ({line}) Tj ET") };
        let resources = "<< /Font << /F1 3 0 R >> >>";
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {} 0 R >>",
            5 + 2 * n
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()));
    }
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", n + 1);
    }
    let begin = out.len();
    out += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places.iter().for_each(|at| out += &format!("{at:010} 00000 n \n"));
    out += &format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{begin}\n%%EOF\n", objects.len() + 1);
    out.into_bytes()
}
