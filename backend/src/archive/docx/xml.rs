//! Writing XML: elements that close themselves, text that is always escaped.

use crate::error::Result;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The namespaces of a document's parts.
pub const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// A part being written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A part, begun with its declaration.
    ///
    /// # Errors
    /// Never: it is written to memory.
    pub fn new() -> Result<Self> {
        let mut writer = Writer::new(Vec::with_capacity(32 << 10));
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        Ok(Self(writer))
    }

    /// The part, whole.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// An element without content.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn leaf(&mut self, name: &str, attributes: &[(&str, &str)]) -> Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        Ok(self.0.write_event(Event::Empty(start))?)
    }

    /// An element with one attribute `w:val`.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn val(&mut self, name: &str, value: &str) -> Result<()> {
        self.leaf(name, &[("w:val", value)])
    }

    /// An element with what `inside` writes.
    ///
    /// # Errors
    /// What `inside` says.
    pub fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.0.write_event(Event::Start(start))?;
        inside(self)?;
        Ok(self.0.write_event(Event::End(BytesEnd::new(name)))?)
    }

    /// Text. Characters that no XML may hold go.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn text(&mut self, text: &str) -> Result<()> {
        let fine = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
        let text: String = text.chars().filter(fine).collect();
        Ok(self.0.write_event(Event::Text(BytesText::new(&text)))?)
    }

    /// A paragraph of one style and one run.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn paragraph(&mut self, style: &str, text: &str) -> Result<()> {
        self.within("w:p", &[], |x| {
            x.within("w:pPr", &[], |x| x.val("w:pStyle", style))?;
            x.run(text)
        })
    }

    /// A run of plain text.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn run(&mut self, text: &str) -> Result<()> {
        self.within("w:r", &[], |x| x.within("w:t", &[("xml:space", "preserve")], |x| x.text(text)))
    }
}
