//! The Word file: whole, well formed, and referring to nothing that is not in it.

use super::Print;
use crate::archive::sample;
use gsdj_domain::archive::Minutes;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

fn parts(minutes: &Minutes, name: &str) -> BTreeMap<String, Vec<u8>> {
    let photos = sample::photos(minutes);
    let (claim, code) = sample::sealed(minutes);
    let print = Print { minutes, photos: &photos, claim: &claim, code: &code, platform: "甘肃党建" };
    let bytes = super::draw(&print).unwrap();
    sample::show(name, &bytes);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// Every element closes, and every cell ends with a paragraph: Word refuses a file otherwise.
fn check(name: &str, xml: &[u8]) {
    let mut reader = quick_xml::Reader::from_reader(xml);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut last_closed) = (0_i32, String::new());
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{name}: {e}")) {
            Event::Start(_) => depth += 1,
            Event::Empty(e) => last_closed = e.name().as_ref().to_owned(),
            Event::End(e) => {
                depth -= 1;
                let closed: String = e.name().as_ref().to_owned();
                assert!(closed != "w:tc" || last_closed == "w:p", "{name}: a cell that ends without a paragraph");
                last_closed = closed;
            }
            Event::Eof => break,
            Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
}

#[test]
fn every_part_is_well_formed_and_every_relation_leads_somewhere() {
    for (minutes, name) in
        [(sample::nearly_empty(), "empty.docx"), (sample::short(), "short.docx"), (sample::huge(), "huge.docx")]
    {
        let parts = parts(&minutes, name);
        for (name, content) in parts.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
            check(name, content);
        }
        let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
        let relations = text("word/_rels/document.xml.rels");
        for target in relations.split("Target=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        }
        let document = text("word/document.xml");
        for id in document.split("r:embed=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
        }
        for style in document.split("w:pStyle w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(text("word/styles.xml").contains(&format!("w:styleId=\"{style}\"")), "{style}");
        }
        let numbering = text("word/numbering.xml");
        for number in document.split("w:numId w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(numbering.contains(&format!("w:num w:numId=\"{number}\"")), "{number}");
        }
    }
}

#[test]
fn merged_cells_styles_and_text_arrive() {
    let minutes = sample::short();
    let parts = parts(&minutes, "short.docx");
    let document = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    for found in [
        "讨论示例村文化广场建设",
        "示例丁（在县医院看病）",
        "w:vMerge w:val=\"restart\"",
        "w:gridSpan w:val=\"2\"",
        "<w:b/>",
        "w:u w:val=\"single\"",
        "w:tblHeader",
        "Heading2",
    ] {
        assert!(document.contains(found), "{found}");
    }
    let styles = String::from_utf8(parts["word/styles.xml"].clone()).unwrap();
    assert!(styles.contains("w:eastAsia=\"仿宋\"") && styles.contains("w:eastAsia=\"宋体\""));
}

#[test]
fn what_xml_may_not_hold_goes_and_signs_are_escaped() {
    let mut minutes = sample::short();
    minutes.title = "甲\u{b}乙 <丙> & \"丁\"".into();
    let parts = parts(&minutes, "signs.docx");
    let document = String::from_utf8(parts["word/document.xml"].clone()).unwrap();
    assert!(document.contains("甲乙 &lt;丙&gt; &amp; "), "escaped");
    check("document", &parts["word/document.xml"]);
}
