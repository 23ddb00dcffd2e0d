//! Parts of the package: types, relations, styles, numbering, header and footer.

use super::Print;
use super::body;
use super::xml::{NAMESPACES, Xml};
use crate::archive::photo::Photo;
use crate::error::Result;
use gsdj_domain::archive::Block;
use std::fmt::Write as _;

pub const CONTENT_TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

pub const PACKAGE_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

/// 仿宋 for the text, 宋体 for the table, 黑体 for headings: the fonts of official papers, by the names Word knows.
pub const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="120"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="宋体"/><w:b/><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="60"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="宋体"/><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="RecordText"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="160" w:after="60"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="RecordText"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="40"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="RecordText"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="80" w:after="20"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="RecordText"><w:name w:val="会议记录正文"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:line="380" w:lineRule="exact"/><w:ind w:firstLine="480" w:firstLineChars="200"/><w:jc w:val="both"/></w:pPr><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="ListText"><w:name w:val="会议记录列表"/><w:basedOn w:val="RecordText"/><w:pPr><w:ind w:firstLine="0" w:firstLineChars="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="CellText"><w:name w:val="表格文字"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="30" w:after="30"/></w:pPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="CellHead"><w:name w:val="表格标题"/><w:basedOn w:val="CellText"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Caption"><w:name w:val="caption"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="80"/><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="RecordTable"><w:name w:val="会议记录表"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="6" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders></w:tblPr></w:style>
</w:styles>"#;

/// What the file says of itself.
///
/// # Errors
/// Never: it is written to memory.
pub fn core(print: &Print<'_>) -> Result<Vec<u8>> {
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut x = Xml::new()?;
    x.within("cp:coreProperties", &names, |x| {
        let title = format!("{}：{}", print.minutes.heading(), print.minutes.title);
        x.within("dc:title", &[], |x| x.text(&title))?;
        x.within("dc:creator", &[], |x| x.text(&print.minutes.org))?;
        let at = print.claim.issued_at.local().naive_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
        x.within("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], |x| x.text(&at))
    })?;
    Ok(x.into_bytes())
}

/// The lists: one definition without numbers, one for each numbered list, which counts from its own start.
///
/// # Errors
/// As [`core`].
pub fn numbering(text: &[Block]) -> Result<Vec<u8>> {
    let mut x = Xml::new()?;
    x.within("w:numbering", &NAMESPACES, |x| {
        levels(x, 0, "bullet", |n| if n % 2 == 0 { "•".into() } else { "–".into() })?;
        levels(x, 1, "decimal", |n| if n % 2 == 0 { format!("%{}.", n + 1) } else { format!("(%{})", n + 1) })?;
        x.within("w:num", &[("w:numId", &body::BULLETS.to_string())], |x| x.val("w:abstractNumId", "0"))?;
        for (n, start) in body::starts(text).into_iter().enumerate() {
            let number = (body::BULLETS + 1 + n).to_string();
            x.within("w:num", &[("w:numId", &number)], |x| {
                x.val("w:abstractNumId", "1")?;
                // also where it does not begin with another number: else it would go on from the list before
                (0..9).try_for_each(|level| {
                    x.within("w:lvlOverride", &[("w:ilvl", &level.to_string())], |x| {
                        x.val("w:startOverride", &start.to_string())
                    })
                })
            })?;
        }
        Ok(())
    })?;
    Ok(x.into_bytes())
}

fn levels(x: &mut Xml, id: usize, format: &str, text: impl Fn(usize) -> String) -> Result<()> {
    x.within("w:abstractNum", &[("w:abstractNumId", &id.to_string())], |x| {
        x.val("w:multiLevelType", "hybridMultilevel")?;
        for level in 0..9 {
            x.within("w:lvl", &[("w:ilvl", &level.to_string())], |x| {
                x.val("w:start", "1")?;
                x.val("w:numFmt", format)?;
                x.val("w:lvlText", &text(level))?;
                x.val("w:lvlJc", "left")?;
                let left = (480 * (level + 1)).to_string();
                x.within("w:pPr", &[], |x| {
                    x.leaf("w:ind", &[("w:left", &left), ("w:hanging", "360"), ("w:firstLineChars", "0")])
                })
            })?;
        }
        Ok(())
    })
}

/// The header: what the paper is.
///
/// # Errors
/// As [`core`].
pub fn header(print: &Print<'_>) -> Result<Vec<u8>> {
    let mut x = Xml::new()?;
    let text = format!("{}　{}", print.minutes.org, print.minutes.heading());
    x.within("w:hdr", &NAMESPACES, |x| x.paragraph("Header", &text))?;
    Ok(x.into_bytes())
}

/// The footer: 第 x 页 共 y 页.
///
/// # Errors
/// As [`core`].
pub fn footer() -> Result<Vec<u8>> {
    let mut x = Xml::new()?;
    x.within("w:ftr", &NAMESPACES, |x| {
        x.within("w:p", &[], |x| {
            x.within("w:pPr", &[], |x| x.val("w:pStyle", "Footer"))?;
            x.run("第 ")?;
            field(x, " PAGE ")?;
            x.run(" 页　共 ")?;
            field(x, " NUMPAGES ")?;
            x.run(" 页")
        })
    })?;
    Ok(x.into_bytes())
}

fn field(x: &mut Xml, instruction: &str) -> Result<()> {
    x.within("w:fldSimple", &[("w:instr", instruction)], |x| x.run("1"))
}

/// What the document refers to.
///
/// # Errors
/// As [`core`].
pub fn document_rels(photos: &[Photo]) -> Result<Vec<u8>> {
    const BASE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut relations = vec![
        ("styles".to_owned(), "styles", "styles.xml".to_owned()),
        ("numbering".to_owned(), "numbering", "numbering.xml".to_owned()),
        ("header".to_owned(), "header", "header1.xml".to_owned()),
        ("footer".to_owned(), "footer", "footer1.xml".to_owned()),
        ("seal".to_owned(), "image", "media/seal.png".to_owned()),
    ];
    let whole = photos.iter().enumerate().filter(|(_, photo)| !photo.jpeg.is_empty());
    relations.extend(whole.map(|(n, _)| (format!("photo{n}"), "image", format!("media/photo{n}.jpg"))));
    let mut x = Xml::new()?;
    let names = [("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")];
    x.within("Relationships", &names, |x| {
        for (id, kind, target) in &relations {
            let mut address = String::from(BASE);
            // writing to a string can't fail
            let _ = write!(address, "/{kind}");
            x.leaf("Relationship", &[("Id", id), ("Type", &address), ("Target", target)])?;
        }
        Ok(())
    })?;
    Ok(x.into_bytes())
}
