//! Files of every form and every brokenness.

use super::*;
use gsdj_domain::registry::Table;
use std::io::{Cursor, Write as _};

#[test]
fn a_broken_file_is_refused_whole_and_named() {
    let place = Place::filled();
    let file = |data: &[u8]| Source::Bytes { name: "坏.csv".into(), data: data.to_vec().into() };
    for (source, said) in [
        (file(b""), "文件「坏.csv」是空的；未做任何改动"),
        (file("甲,乙\n1,2\n".as_bytes()), "文件「坏.csv」第一行不是组织表或党员表的表头；未做任何改动"),
        (file("公民身份号码,姓名\n".as_bytes()), "文件「坏.csv」党员表缺少必需的列「所在支部代码」；未做任何改动"),
        (file("组织名称,组织类别\n".as_bytes()), "文件「坏.csv」组织表缺少必需的列「组织代码」；未做任何改动"),
        (file("姓名,姓名\n".as_bytes()), "文件「坏.csv」列「姓名」出现了两次；未做任何改动"),
        (file(b"\xff\xfe1\0"), "文件「坏.csv」是 UTF-16 编码，请另存为 UTF-8 编码的 CSV；未做任何改动"),
        (
            file(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            "文件「坏.csv」是旧版 .xls 工作簿，请另存为 .xlsx 或 CSV；未做任何改动",
        ),
        (file(b"PK\x03\x04 cut"), "文件「坏.csv」不是完好的 .xlsx 工作簿，可能没有传完或已损坏；未做任何改动"),
        (file(&workbook(&[("Sheet1", "")])), "文件「坏.csv」工作簿里没有名为「组织」或「党员」的工作表；未做任何改动"),
        (
            Source::Path(place.dir.join("nowhere.csv")),
            "文件「nowhere.csv」无法读取，请检查文件是否存在、是否有读取权限；未做任何改动",
        ),
    ] {
        // a good file beside it makes no difference
        assert_eq!(
            place.refusal(&[Source::text("好.csv", members(&[(1, "甲改", VILLAGE)])), source], Options::default()),
            said
        );
    }
}

#[test]
fn encodings_line_ends_and_leftovers_of_old_systems_make_no_difference() {
    let expected = {
        let place = Place::empty();
        place.apply(&[ORGS, &three()])
    };
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let variants: [fn(&str) -> String; 4] = [
        |t| format!("\u{feff}{t}"),
        |t| t.replace('\n', "\r\n") + "\u{1a}",
        |t| t.replace(',', "　, ").replace('\n', " \n\n,,,,\n"),
        |t| t.lines().map(|l| l.split(',').map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(",") + "\n").collect(),
    ];
    for (n, vary) in variants.iter().enumerate() {
        for encode in [gb, |t: &str| t.as_bytes().to_vec()] {
            let place = Place::empty();
            let source = |name: &str, t: &str| Source::Bytes { name: name.into(), data: encode(&vary(t)).into() };
            let report = place.sync(&[source("0.csv", ORGS), source("1.csv", &three())], Options::default()).unwrap();
            assert_eq!((report.orgs, report.members), (expected.orgs, expected.members), "{n}: {report:?}");
        }
    }
}

#[test]
fn a_quotation_mark_that_never_closes_is_told_not_swallowed() {
    let place = Place::filled();
    let text = format!("{HEAD}{},\"庚,{VILLAGE},,\n{},辛,{VILLAGE},,\n", number(7), number(8));
    let report = place.apply(&[&text]);
    assert_eq!(report.members, Counts { rejected: 1, ..Counts::default() });
    assert!(rejected(&report)[0].starts_with("2  引号没有闭合"), "{:?}", rejected(&report));
}

/// A workbook with these sheets, given as rows of XML.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: String| {
        zip.start_file(
            name,
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
        )
        .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut list, mut links) = (String::new(), String::new());
    for (n, (name, rows)) in sheets.iter().enumerate() {
        write!(list, "<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{n}\"/>", n + 1).unwrap();
        write!(links, "<Relationship Id=\"r{n}\" Type=\"{office}/worksheet\" Target=\"worksheets/{n}.xml\"/>").unwrap();
        put(
            &format!("xl/worksheets/{n}.xml"),
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    write!(links, "<Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/>").unwrap();
    let root = format!("<Relationship Id=\"w\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    put("_rels/.rels", format!("<Relationships xmlns=\"{package}\">{root}</Relationships>"));
    put("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{package}\">{links}</Relationships>"));
    put(
        "xl/workbook.xml",
        format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{list}</sheets></workbook>"),
    );
    put(
        "xl/styles.xml",
        format!(
            "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        ),
    );
    zip.finish().unwrap().into_inner()
}

/// A row of cells: `=n` is a number, `@n` a date's number, anything else a text.
fn row(n: usize, cells: &[&str]) -> String {
    let mut out = format!("<row r=\"{n}\">");
    for (at, cell) in cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
        let place = format!("{}{n}", char::from(b'A' + at as u8));
        match (cell.strip_prefix('='), cell.strip_prefix('@')) {
            (Some(number), _) => write!(out, "<c r=\"{place}\"><v>{number}</v></c>"),
            (_, Some(date)) => write!(out, "<c r=\"{place}\" s=\"1\"><v>{date}</v></c>"),
            _ => write!(out, "<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
        }
        .unwrap();
    }
    out + "</row>"
}

#[test]
fn a_workbook_is_read_with_its_numbers_and_dates() {
    let place = Place::empty();
    let orgs = [
        row(1, &["组织代码", "组织名称", "组织类别", "上级组织代码", "成立日期", "经度", "状态"]),
        row(2, &["=620000000001", "省委组织部", "省委组织部", "", "@36526"]),
        row(3, &["=620000000002", "县委", "党委", "=620000000001", "2001-07-01", "=103.8"]),
        row(5, &["620000000003", "支部", "党支部", "620000000002", "", "", "正常"]),
    ];
    let people = [
        row(1, &["姓名", "公民身份号码", "所在支部代码", "手机号"]),
        row(2, &["甲", &number(1), "=620000000003", "=13800000001"]),
        row(3, &["乙", "=620102198001011230", "=620000000003"]),
        row(9, &["丙", "123", "=620000000003"]),
    ];
    let book = workbook(&[("党员", &people.concat()), ("说明", ""), ("组织", &orgs.concat())]);
    let report =
        place.sync(&[Source::Bytes { name: "全省.xlsx".into(), data: book.into() }], Options::default()).unwrap();
    assert_eq!((report.orgs.added, report.members.added), (3, 1), "{report:?}");
    assert_eq!(report.tables.iter().map(|t| t.table).collect::<Vec<_>>(), [Table::Members, Table::Orgs]);
    assert_eq!(
        rejected(&report),
        [
            "3 公民身份号码 被表格软件存成了数字，末尾几位已丢失，请把该列设为文本后重新导出",
            "9 公民身份号码 公民身份号码应为 18 位",
        ]
    );
    assert_eq!(probe::founded(&place.store, "省委组织部").as_deref(), Some("2000-01-01"));
    assert_eq!(probe::phone(&place.store, "甲"), "138****0001");
}
