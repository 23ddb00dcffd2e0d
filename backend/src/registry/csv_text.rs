//! CSV text: which encoding it is, and its records with the lines they stand on.

use super::source::Source;
use csv::StringRecord;
use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8};
use gsdj_domain::registry::FileFault;
use std::io::{self, Read};

const CHUNK: usize = 1 << 16;

/// Put after every text: an empty row, unless a quotation mark was never closed; then its record ends with this.
const END: &str = "\n\0\n";

/// UTF-8 where the whole file is valid UTF-8, else GB18030 where it is valid as that.
///
/// # Errors
/// When it is neither, with the line on which the likelier of the two breaks off.
pub(super) fn encoding(source: &Source) -> Result<&'static Encoding, FileFault> {
    let mut start = [0; 2];
    let found = source.open()?.take(2).read(&mut start).map_err(|_| FileFault::Unreadable)?;
    if found == 0 {
        return Err(FileFault::Empty);
    }
    if matches!(start, [0xff, 0xfe] | [0xfe, 0xff]) {
        return Err(FileFault::Utf16);
    }
    let Some(utf8) = first_fault(source, UTF_8)? else { return Ok(UTF_8) };
    let Some(gb18030) = first_fault(source, GB18030)? else { return Ok(GB18030) };
    Err(FileFault::UnknownEncoding { line: utf8.max(gb18030) })
}

/// The line on which the bytes stop being of this encoding.
fn first_fault(source: &Source, encoding: &'static Encoding) -> Result<Option<u64>, FileFault> {
    let mut reader = source.open()?;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut raw, mut out, mut line) = (vec![0; CHUNK], vec![0; 4 * CHUNK], 1);
    loop {
        let n = reader.read(&mut raw).map_err(|_| FileFault::Unreadable)?;
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&raw[..n], &mut out, n == 0);
        line += raw[..read].iter().filter(|b| **b == b'\n').count() as u64;
        match result {
            DecoderResult::Malformed(..) => return Ok(Some(line)),
            DecoderResult::InputEmpty | DecoderResult::OutputFull if n == 0 => return Ok(None),
            DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
        }
    }
}

/// The text as UTF-8, every line ended by one `\n` so that lines can be counted, and [`END`] after it.
struct Text<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    end: usize,
    after_return: bool,
    done: bool,
}

impl<R: Read> Text<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        let (raw, out) = (vec![0; CHUNK], vec![0; 4 * CHUNK]);
        Self { inner, decoder, raw, out, at: 0, end: 0, after_return: false, done: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        let n = self.inner.read(&mut self.raw)?;
        let (_, _, written, _) = self.decoder.decode_to_utf8(&self.raw[..n], &mut self.out, n == 0);
        (self.at, self.end) = (0, self.unify_line_ends(written));
        if n == 0 {
            self.done = true;
            self.out[self.end..self.end + END.len()].copy_from_slice(END.as_bytes());
            self.end += END.len();
        }
        Ok(())
    }

    /// `\r\n` and `\r` become `\n`, in place; says how many bytes are left.
    fn unify_line_ends(&mut self, written: usize) -> usize {
        if !self.after_return && !self.out[..written].contains(&b'\r') {
            return written;
        }
        let mut kept = 0;
        for i in 0..written {
            let byte = self.out[i];
            if !(self.after_return && byte == b'\n') {
                self.out[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
            self.after_return = byte == b'\r';
        }
        kept
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.end && !self.done {
            self.fill()?;
        }
        let n = buf.len().min(self.end - self.at);
        buf[..n].copy_from_slice(&self.out[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

fn line_ends(text: &str) -> u64 {
    text.bytes().filter(|b| *b == b'\n').count() as u64
}

/// The records of a CSV file with their first and last lines.
pub(super) struct Records {
    reader: csv::Reader<Box<dyn Read + Send>>,
    record: StringRecord,
}

impl Records {
    pub(super) fn open(source: &Source, encoding: &'static Encoding) -> Result<Self, FileFault> {
        let text: Box<dyn Read + Send> = Box::new(Text::new(source.open()?, encoding));
        let reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).buffer_capacity(CHUNK).from_reader(text);
        Ok(Self { reader, record: StringRecord::new() })
    }

    /// The next record: its first line, its last line, its cells.
    pub(super) fn next(&mut self) -> Result<Option<(u64, u64, &StringRecord)>, FileFault> {
        if !self.reader.read_record(&mut self.record).map_err(|_| FileFault::Unreadable)? {
            return Ok(None);
        }
        // the reader's own line is where it began to look, empty lines included: count back from where it stopped
        let inner = line_ends(self.record.as_slice());
        let stopped = self.reader.position().line();
        let (first, last) = match self.record.as_slice().strip_suffix(END) {
            // never closed: what follows its last character is the end of the file
            Some(text) => {
                (stopped - inner.min(stopped - 1), stopped - (inner - line_ends(text.trim_end_matches('\n'))))
            }
            None => (stopped - (inner + 1).min(stopped - 1), stopped.saturating_sub(1).max(1)),
        };
        Ok(Some((first, last, &self.record)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(u64, u64, Vec<String>)> {
        let source = Source::Bytes { name: "a.csv".into(), data: text.to_vec().into() };
        let mut records = Records::open(&source, encoding(&source).unwrap()).unwrap();
        let mut all = Vec::new();
        while let Some((first, last, cells)) = records.next().unwrap() {
            if !gsdj_domain::registry::is_empty_row(cells.iter()) {
                all.push((first, last, cells.iter().map(Into::into).collect()));
            }
        }
        all
    }

    #[test]
    fn lines_are_counted_as_an_editor_shows_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["\u{feff}a,b", "", "1,\"x", "y\"", "", "", "2,z"].join(end);
            let found = lines(text.as_bytes());
            let places: Vec<_> = found.iter().map(|(first, last, cells)| (*first, *last, cells[0].as_str())).collect();
            assert_eq!(places, [(1, 1, "a"), (3, 4, "1"), (7, 7, "2")], "{end:?}");
            assert_eq!(found[1].2[1], "x\ny");
        }
    }

    #[test]
    fn a_quotation_mark_that_never_closes_reaches_to_the_last_line() {
        for end in ["", "\n", "\n\n"] {
            let found = lines(format!("a,b\n1,\"x\n2,y{end}").as_bytes());
            assert_eq!((found[1].0, found[1].1), (2, 3), "{end:?}");
        }
        assert_eq!(lines(b"a,b\n1,\"x\n\"")[1].1, 3);
    }

    #[test]
    fn gb18030_is_found_by_its_bytes_and_anything_else_is_refused_with_its_line() {
        let (bytes, ..) = GB18030.encode("组织代码,组织名称\n1,\u{3400}村㐀\u{20000}");
        assert_eq!(lines(&bytes)[1].2[1], "\u{3400}村㐀\u{20000}");
        let fault =
            |bytes: &[u8]| encoding(&Source::Bytes { name: "a".into(), data: bytes.to_vec().into() }).unwrap_err();
        assert_eq!(fault(b""), FileFault::Empty);
        assert_eq!(fault(b"\xff\xfea\0"), FileFault::Utf16);
        assert_eq!(fault(b"a\nb\n\xff\xff"), FileFault::UnknownEncoding { line: 3 });
        // a character cut in two at the end of the file
        assert_eq!(fault(&bytes[..bytes.len() - 1]), FileFault::UnknownEncoding { line: 2 });
    }

    #[test]
    fn a_line_end_cut_by_the_buffer_counts_once() {
        let row = format!("{},b\r\n", "x".repeat(CHUNK - 3));
        let found = lines(format!("{row}1,2\r\n").as_bytes());
        assert_eq!((found[0].0, found[1].0), (1, 2));
    }
}
