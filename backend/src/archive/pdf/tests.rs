//! Minutes on paper: what goes where. That the files are sound is tested from outside, with other people's tools.

use super::flow::{Flow, Item, Mark};
use super::setting::{Align, Setter, Spec};
use super::text::{self, Place};
use super::{BOTTOM, Print, RIGHT, TOP};
use crate::archive::sample;
use gsdj_domain::archive::{Minutes, rich};

fn spec(width: f32) -> Spec {
    Spec { size: 12.0, width, indent: 0.0, align: Align::Both }
}

fn lines(setter: &Setter<'_>, text: &str, width: f32) -> Vec<String> {
    let lines = setter.plain(text, false, spec(width));
    lines.iter().map(|line| line.0.iter().map(|piece| piece.text.as_str()).collect()).collect()
}

#[test]
fn no_line_begins_with_what_may_not_begin_one() {
    let fonts = sample::fonts();
    let setter = Setter::new(&fonts);
    let text = "会议强调，学习《准则》和《条例》（修订），做到“学懂、弄通、做实”；时间不少于 2 小时。";
    for characters in 4..30_u8 {
        let all = lines(&setter, text, f32::from(characters) * 12.0);
        assert_eq!(all.concat().replace(' ', ""), text.replace(' ', ""));
        for line in &all {
            assert!(!line.starts_with(['，', '。', '、', '；', '》', '）', '”']), "{all:?}");
            assert!(!line.ends_with(['《', '（', '“']), "{all:?}");
        }
    }
}

#[test]
fn a_word_longer_than_the_line_is_cut_and_nothing_is_wider_than_its_column() {
    let fonts = sample::fonts();
    let setter = Setter::new(&fonts);
    let all = setter.plain(&"abcdefghij".repeat(20), false, spec(100.0));
    assert!(all.len() > 5);
    for line in setter.plain(&"中文 and English，混排 123.45 ".repeat(20), false, spec(200.0)).iter().chain(&all) {
        let end = line.0.last().map_or(0.0, |piece| piece.x + piece.width);
        assert!(end <= 212.0, "{end}");
    }
}

#[test]
fn what_no_font_has_leaves_a_sign_and_stays_in_the_text() {
    let fonts = sample::fonts();
    let setter = Setter::new(&fonts);
    for text in ["𬱖㛃", "\u{10ffff}", "👨‍👩‍👧", "a\u{fe0f}", "\u{fe0f}"] {
        let lines = setter.plain(text, true, spec(300.0));
        let shown: String = lines.iter().flat_map(|l| &l.0).map(|piece| piece.text.as_str()).collect();
        assert_eq!(shown, text);
    }
}

fn pages_of(html: &str) -> Vec<Vec<(f32, String)>> {
    let fonts = sample::fonts();
    let setter = Setter::new(&fonts);
    let mut flow = Flow::new();
    for item in text::keep_headings(text::items(&rich::read_html(html), Place::BODY, &setter)) {
        flow.place(item);
    }
    let texts = |page: Vec<Mark>| {
        let text = |mark| match mark {
            Mark::Text(_, y, line) => Some((y, line.0.iter().map(|p| p.text.as_str()).collect::<String>())),
            Mark::Rule(..) | Mark::Shade(..) | Mark::Photo(..) | Mark::Code(..) => None,
        };
        page.into_iter().filter_map(text).filter(|(_, text)| !text.is_empty()).collect()
    };
    flow.into_pages().into_iter().map(texts).collect()
}

#[test]
fn a_heading_never_stands_alone_at_the_foot() {
    for before in 20..40 {
        let html = format!("{}<h2>标题</h2><p>{}</p>", "<p>行</p>".repeat(before), "正文".repeat(120));
        for page in pages_of(&html) {
            assert_ne!(page.last().map(|(_, text)| text.as_str()), Some("标题"), "after {before} lines");
        }
    }
}

#[test]
fn no_paragraph_leaves_or_sends_a_single_line() {
    for before in 20..40 {
        let html = format!("{}<p>{}</p>", "<p>行</p>".repeat(before), "正文".repeat(60));
        let pages = pages_of(&html);
        let body = |page: &Vec<(f32, String)>| page.iter().filter(|(_, text)| text.contains("正文")).count();
        let counts: Vec<_> = pages.iter().map(body).filter(|n| *n > 0).collect();
        assert!(counts.iter().all(|n| *n >= 2), "{counts:?} after {before} lines");
    }
}

#[test]
fn the_head_of_a_table_repeats_and_a_row_longer_than_a_page_goes_on() {
    let rows: String = (0..90).map(|n| format!("<tr><td>{n}</td><td>事项</td></tr>")).collect();
    let pages = pages_of(&format!("<table><tr><th>序号</th><th>内容</th></tr>{rows}</table>"));
    assert!(pages.len() >= 3);
    assert!(pages.iter().all(|page| page.iter().any(|(_, text)| text == "序号")));
    let long = "很长的一格。".repeat(1_500);
    let pages = pages_of(&format!("<table><tr><th>题</th></tr><tr><td>{long}</td></tr></table>"));
    assert!(pages.len() >= 3);
    let shown: String = pages.iter().flatten().map(|(_, text)| text.as_str()).filter(|text| *text != "题").collect();
    assert_eq!(shown, long);
}

fn drawn(minutes: &Minutes, name: &str) -> Vec<u8> {
    let fonts = sample::fonts();
    let photos = sample::photos(minutes);
    let (claim, code) = sample::sealed(minutes);
    let print = Print { minutes, photos: &photos, claim: &claim, code: &code, platform: "甘肃党建" };
    let setter = Setter::new(&fonts);
    for item in super::sheet::items(&print, &setter) {
        if let Item::Line(set) = &item {
            assert!(set.need.is_finite() && set.need < BOTTOM - TOP, "nothing asks for more than a page");
        }
    }
    let bytes = super::draw(&print, &fonts).unwrap();
    sample::show(name, &bytes);
    bytes
}

#[test]
fn minutes_of_every_size_are_drawn() {
    for (minutes, name) in
        [(sample::nearly_empty(), "empty.pdf"), (sample::short(), "short.pdf"), (sample::huge(), "huge.pdf")]
    {
        let bytes = drawn(&minutes, name);
        assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
        assert!(bytes.len() < 6 << 20, "{} bytes", bytes.len());
    }
}

#[test]
fn nothing_stands_beyond_the_margins() {
    let fonts = sample::fonts();
    let setter = Setter::new(&fonts);
    let minutes = sample::huge();
    let (claim, code) = sample::sealed(&minutes);
    let print = Print { minutes: &minutes, photos: &[], claim: &claim, code: &code, platform: "甘肃党建" };
    let mut flow = Flow::new();
    super::sheet::items(&print, &setter).into_iter().for_each(|item| flow.place(item));
    for mark in flow.into_pages().into_iter().flatten() {
        if let Mark::Text(x, y, line) = mark {
            let end = line.0.last().map_or(x, |piece| x + piece.x + piece.width);
            assert!(end <= RIGHT + 6.0 && y <= BOTTOM, "{end} {y}: {line:?}");
        }
    }
}
