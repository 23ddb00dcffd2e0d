//! Files to upload: pictures with hidden data, and things that are not what they say.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Hidden in the pictures; must be gone when they are handed out.
pub const SECRET_TEXT: &str = "EXAMPLE-CAMERA-OWNER";

/// A picture whose upper left quarter is red and whose rest is blue.
#[must_use]
pub fn plain(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let colour = |x, y| if x < width / 2 && y < height / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) };
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, colour)).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A JPEG that says 「turn me a quarter to the right」 (orientation 6), where it was taken, and by whose camera.
#[must_use]
pub fn jpeg_with_exif(width: u32, height: u32) -> Vec<u8> {
    let jpeg = plain(width, height, ImageFormat::Jpeg);
    let exif = [b"Exif\0\0".as_slice(), &tiff()].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

/// A PNG with the same in its `eXIf` chunk, and a text chunk besides.
#[must_use]
pub fn png_with_exif(width: u32, height: u32) -> Vec<u8> {
    let png = plain(width, height, ImageFormat::Png);
    let text = format!("Author\0{SECRET_TEXT}");
    // after the signature and the header chunk
    let at = 8 + 25;
    [&png[..at], &chunk(b"eXIf", &tiff()), &chunk(b"tEXt", text.as_bytes()), &png[at..]].concat()
}

/// A PNG of a few bytes that claims to be 50,000 × 50,000 points.
#[must_use]
pub fn bomb() -> Vec<u8> {
    let edge = 50_000_u32.to_be_bytes();
    let header = [&edge[..], &edge, &[8, 2, 0, 0, 0]].concat();
    let pixels = chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &pixels, &chunk(b"IEND", &[])].concat()
}

/// A ZIP archive with one stored entry that has nothing to do with documents.
#[must_use]
pub fn zip() -> Vec<u8> {
    let (name, data) = (b"readme.txt".as_slice(), b"no document".as_slice());
    let size = u32::try_from(data.len()).unwrap().to_le_bytes();
    let name_len = u16::try_from(name.len()).unwrap().to_le_bytes();
    let common =
        [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0], &crc(data).to_le_bytes()[..], &size, &size, &name_len, &[0, 0]].concat();
    let local = [b"PK\x03\x04".as_slice(), &common, name, data].concat();
    let central = [b"PK\x01\x02\x14\0".as_slice(), &common, &[0; 14], name].concat();
    let (length, begin) = (u32::try_from(central.len()).unwrap(), u32::try_from(local.len()).unwrap());
    let end =
        [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &length.to_le_bytes(), &begin.to_le_bytes(), &[0, 0]].concat();
    [local, central, end].concat()
}

/// Little-endian TIFF: make, orientation 6, and a place on the globe.
fn tiff() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value.to_le_bytes()].concat()
    };
    let make = format!("{SECRET_TEXT}\0");
    // header 8, then 2 + 3 entries of 12 + 4, then the GPS directory of 2 + 12 + 4, then the text
    let (gps_at, make_at) = (8 + 2 + 36 + 4, 8 + 2 + 36 + 4 + 2 + 12 + 4);
    let text = entry(0x010f, 2, u32::try_from(make.len()).unwrap(), make_at);
    let first =
        [&3_u16.to_le_bytes()[..], &text, &entry(0x0112, 3, 1, 6), &entry(0x8825, 4, 1, gps_at), &[0; 4]].concat();
    let north = entry(0x0001, 2, 2, u32::from(b'N'));
    let gps = [&1_u16.to_le_bytes()[..], &north, &[0; 4]].concat();
    [b"II*\0\x08\0\0\0".as_slice(), &first, &gps, make.as_bytes()].concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [kind.as_slice(), data].concat();
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// CRC-32 as PNG and ZIP use it.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 })
    })
}
