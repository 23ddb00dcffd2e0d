//! What stands on the paper, from the title to the seal.

use super::flow::{Item, Mark, Page, Set};
use super::grid::{Cell, Grid, Row};
use super::setting::{Align, Setter, Spec};
use super::text::{self, Place, SMALL};
use super::{BOTTOM, LEFT, Print, RIGHT, WIDTH};
use gsdj_domain::archive::minutes::Attendance;
use gsdj_domain::archive::rich::{self, Run};
use gsdj_domain::archive::{Minutes, TextFormat};
use gsdj_domain::meeting::{ReviewRound, share};

/// The width of a label's column.
const LABEL: f32 = 74.0;
/// The edge of the seal's code, with its white margin: squares of half a millimetre.
const CODE: f32 = 104.0;
/// The most height of a photo, so that three rows stand on a page.
const PHOTO_MAX: f32 = 190.0;
/// Space between photos.
const GUTTER: f32 = 14.0;

/// Everything, in order.
#[must_use]
pub fn items(print: &Print<'_>, setter: &Setter<'_>) -> Vec<Item> {
    let minutes = print.minutes;
    let mut out = title(minutes, setter);
    out.push(Item::Grid(facts(minutes, setter)));
    if !minutes.agenda.trim().is_empty() {
        out.extend(section("会议议程", setter));
        out.extend(text::items(&rich::read(TextFormat::Plain, &minutes.agenda), Place::BODY, setter));
    }
    out.extend(section("会议内容", setter));
    out.extend(text::items(&minutes.text, Place::BODY, setter));
    if !minutes.votes.is_empty() {
        out.extend(section("表决情况", setter));
        out.push(Item::Grid(votes(minutes, setter)));
    }
    if !minutes.rounds.is_empty() {
        out.extend(section("审核意见", setter));
        out.push(Item::Grid(rounds(&minutes.rounds, setter)));
    }
    if !minutes.attachments.is_empty() {
        out.extend(section("附件", setter));
        let names: Vec<String> = (1..).zip(&minutes.attachments).map(|(n, f)| format!("{n}. {}", f.name)).collect();
        out.extend(text::items(&rich::plain_paragraphs(&names.join("\n")), Place::BODY, setter));
    }
    if !print.photos.is_empty() {
        out.extend(section("现场照片", setter));
        out.extend(photos(print, setter));
    }
    out.push(close(print, setter));
    text::keep_headings(out)
}

fn title(minutes: &Minutes, setter: &Setter<'_>) -> Vec<Item> {
    let centred = |text: &str, size: f32, above: f32| {
        let place = Place { size, indented: false, ..Place::BODY };
        let spec = Spec { size, width: WIDTH, indent: 0.0, align: Align::Middle };
        place.sets(setter.plain(text, true, spec), above)
    };
    let sets = centred(&minutes.org, 14.0, 0.0).into_iter().chain(centred(&minutes.heading(), 20.0, 0.0));
    sets.map(Item::Line).collect()
}

fn section(name: &str, setter: &Setter<'_>) -> Vec<Item> {
    let run = Run { text: name.to_owned(), ..Run::default() };
    let place = Place { size: 13.0, indented: false, ..Place::BODY };
    let mut sets = text::heading(3, &[run], place, setter);
    if let Some(first) = sets.first_mut() {
        first.above = 14.0;
    }
    sets.into_iter().map(Item::Line).collect()
}

/// A cell of `width` at `x`, set in the size of tables.
fn cell(value: &str, x: f32, width: f32, label: bool, setter: &Setter<'_>) -> Cell {
    let place = Place::cell(width, SMALL);
    let align = if label { Align::Middle } else { Align::Left };
    let spec = Spec { size: SMALL, width: place.width, indent: 0.0, align };
    let lines = value.lines().flat_map(|line| place.sets(setter.plain(line, label, spec), 0.0)).collect();
    Cell { x, width, lines, shaded: label, centred: true, ..Cell::default() }
}

fn row(cells: &[(&str, f32, bool)], setter: &Setter<'_>) -> Row {
    let mut x = 0.0;
    let cell = |(value, width, label): &(&str, f32, bool)| {
        let made = cell(value, x, *width, *label, setter);
        x += width;
        made
    };
    Row { cells: cells.iter().map(cell).collect(), least: 26.0 }
}

/// The table at the head: what, when, where, who.
fn facts(minutes: &Minutes, setter: &Setter<'_>) -> Grid {
    let half = (WIDTH - 2.0 * LABEL) / 2.0;
    let pair = |a: &str, b: &str, c: &str, d: &str| {
        row(&[(a, LABEL, true), (b, half, false), (c, LABEL, true), (d, half, false)], setter)
    };
    let line = |name: &str, value: &str| row(&[(name, LABEL, true), (value, WIDTH - LABEL, false)], setter);
    let tally = &minutes.tally;
    let who = minutes.attendance();
    let people = |n: usize| format!("{n} 人");
    let required = tally.required_share.map_or_else(|| "不设".to_owned(), |share| format!("{share}%"));
    let actual = tally.actual_share().map_or_else(String::new, share::percent);
    let mut rows = vec![
        line("会议主题", &minutes.title),
        pair("会议时间", &minutes.starts_at.written(), "会　　期", minutes.length.label()),
        line("会议地点", &minutes.place),
        pair("主 持 人", &minutes.chair, "记 录 人", ""),
        pair("应到人数", &format!("{} 人", tally.expected), "实到人数", &people(who.present.len())),
        pair("请假人数", &people(who.on_leave.len()), "缺席人数", &people(who.absent.len())),
        pair("参会比例", &required, "实际到会比例", &actual),
    ];
    rows.extend(names(&who).into_iter().map(|(name, value)| line(name, &value)));
    Grid { rows, head: 0, above: 8.0 }
}

/// Who was there and who was not, by name; groups that nobody is in stay out.
pub fn names(who: &Attendance) -> Vec<(&'static str, String)> {
    let with_reason = |(name, reason): &(String, String)| {
        if reason.is_empty() { name.clone() } else { format!("{name}（{reason}）") }
    };
    let reasons = |all: &[(String, String)]| all.iter().map(with_reason).collect::<Vec<_>>().join("、");
    let groups = [
        ("到会人员", who.present.join("、")),
        ("请假人员", reasons(&who.on_leave)),
        ("缺席人员", who.absent.join("、")),
        ("不计入应到", reasons(&who.excluded)),
    ];
    groups.into_iter().filter(|(_, names)| !names.is_empty()).collect()
}

fn votes(minutes: &Minutes, setter: &Setter<'_>) -> Grid {
    let widths = [WIDTH - 240.0, 55.0, 55.0, 55.0, 75.0];
    let line = |values: [&str; 5], label: bool| {
        let cells: Vec<_> = values.into_iter().zip(widths).map(|(value, width)| (value, width, label)).collect();
        row(&cells, setter)
    };
    let mut rows = vec![line(["表决事项", "赞成", "反对", "弃权", "结果"], true)];
    rows.extend(minutes.votes.iter().map(|v| {
        let counts = [v.in_favour, v.against, v.abstained].map(|n| n.to_string());
        line([&v.matter, &counts[0], &counts[1], &counts[2], &v.outcome], false)
    }));
    Grid { rows, head: 1, above: 4.0 }
}

/// What a round of review came to, in words: result and opinion.
pub fn outcome(round: &ReviewRound) -> (String, String) {
    let result = match (round.decision, round.withdrawn) {
        (Some(decision), _) => decision.label(),
        (None, true) => "已撤回",
        (None, false) => "待审核",
    };
    (result.to_owned(), round.reason.clone())
}

fn rounds(rounds: &[ReviewRound], setter: &Setter<'_>) -> Grid {
    let widths = [40.0, 130.0, 66.0, WIDTH - 346.0, 110.0];
    let line = |values: [&str; 5], label: bool| {
        let cells: Vec<_> = values.into_iter().zip(widths).map(|(value, width)| (value, width, label)).collect();
        row(&cells, setter)
    };
    let mut rows = vec![line(["轮次", "上级党组织", "结果", "意见", "时间"], true)];
    rows.extend(rounds.iter().map(|r| {
        let (result, opinion) = outcome(r);
        let at = r.decided_at.unwrap_or(r.submitted_at).written();
        line([&r.round.to_string(), &r.reviewer, &result, &opinion, &at], false)
    }));
    Grid { rows, head: 1, above: 4.0 }
}

/// Photos, two in a row, each with what it is called below it.
fn photos(print: &Print<'_>, setter: &Setter<'_>) -> Vec<Item> {
    let column = (WIDTH - GUTTER) / 2.0;
    let numbered: Vec<_> = print.photos.iter().enumerate().collect();
    let pairs = numbered.chunks(2).map(|pair| {
        let sizes: Vec<_> = pair.iter().map(|(_, photo)| fitted(photo.width, photo.height, column)).collect();
        let tallest = sizes.iter().map(|(_, height)| *height).fold(0.0, f32::max);
        let mut marks = Vec::new();
        let mut below = tallest;
        for (n, ((number, photo), (width, height))) in pair.iter().zip(sizes).enumerate() {
            let x = if n == 0 { 0.0 } else { column + GUTTER };
            let (left, top) = (x + (column - width) / 2.0, tallest - height);
            if photo.jpeg.is_empty() {
                frame(&mut marks, left, top, width, height);
            } else {
                marks.push(Mark::Photo(*number, left, top, width, height));
            }
            let place = Place { width: column, size: 9.0, x: 0.0, indented: false, depth: 0 };
            let spec = Spec { size: 9.0, width: column, indent: 0.0, align: Align::Middle };
            let note = if photo.jpeg.is_empty() { "（照片无法读取）" } else { "" };
            let mut y = tallest + 3.0;
            for set in
                place.sets(setter.plain(&format!("图 {}　{}{note}", number + 1, photo.caption), false, spec), 0.0)
            {
                marks.extend(set.marks(x, y));
                y += set.height;
            }
            below = below.max(y);
        }
        Item::Whole(marks, below, 8.0)
    });
    pairs.collect()
}

/// As large as the column and the height for photos allow.
fn fitted(width: u32, height: u32, column: f32) -> (f32, f32) {
    #[expect(clippy::cast_precision_loss, reason = "photos have some thousand points")]
    let (width, height) = (width.max(1) as f32, height.max(1) as f32);
    let scale = (column / width).min(PHOTO_MAX / height);
    (width * scale, height * scale)
}

fn frame(marks: &mut Vec<Mark>, x: f32, y: f32, width: f32, height: f32) {
    let (right, below) = (x + width, y + height);
    for (a, b) in
        [((x, y), (right, y)), ((x, below), (right, below)), ((x, y), (x, below)), ((right, y), (right, below))]
    {
        marks.push(Mark::Rule(a, b, 0.6));
    }
}

/// The foot of the last page: signatures, and the seal with what it is for.
fn close(print: &Print<'_>, setter: &Setter<'_>) -> Item {
    let mut marks = Vec::new();
    let place = Place { size: SMALL, indented: false, ..Place::BODY };
    let mut put = |text: &str, x: f32, y: f32, width: f32, size: f32| {
        let spec = Spec { size, width, indent: 0.0, align: Align::Left };
        let place = Place { size, ..place };
        let mut y = y;
        for set in place.sets(setter.plain(text, false, spec), 0.0) {
            marks.extend(set.marks(x, y));
            y += set.height;
        }
        y
    };
    let third = WIDTH / 3.0;
    for (n, name) in ["主持人（签字）：", "记录人（签字）：", "日期："].into_iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "up to two")]
        put(name, third * n as f32, 0.0, third, SMALL);
    }
    let (x, width) = (CODE + 10.0, WIDTH - CODE - 10.0);
    let claim = print.claim;
    let lines = [
        format!("防伪核验　版本 {}　摘要 {}", claim.version, claim.short_digest()),
        format!("导出时间　{}", claim.issued_at.written()),
        format!(
            "左侧二维码由“{}”平台签名。在“我的—核验会议记录”中扫描，没有网络也能核验：\
            会议、党组织、时间是否属实，签名内容是否被改动。",
            print.platform
        ),
        "核验通过后，请对照核验页面上的摘要与本页摘要是否一致。".to_owned(),
    ];
    let mut y = 52.0;
    for line in lines {
        y = put(&line, x, y, width, 9.0);
    }
    for (n, label) in [(0.0, 88.0), (1.0, 88.0), (2.0, 36.0)] {
        marks.push(Mark::Rule((third * n + label, 15.0), (third * (n + 1.0) - 8.0, 15.0), 0.5));
    }
    marks.push(Mark::Code(0.0, 44.0, CODE));
    Item::Whole(marks, (44.0 + CODE).max(y), 26.0)
}

/// The pages with their numbers, and from the second on with what they belong to.
#[must_use]
pub fn number(mut pages: Vec<Page>, print: &Print<'_>, setter: &Setter<'_>) -> Vec<Page> {
    let count = pages.len();
    let small = |text: &str, y: f32, align: Align| {
        let place = Place { size: 9.0, indented: false, ..Place::BODY };
        let spec = Spec { size: 9.0, width: WIDTH, indent: 0.0, align };
        let first: Vec<Set> = place.sets(setter.plain(text, false, spec), 0.0).into_iter().take(1).collect();
        first.iter().flat_map(|set| set.marks(LEFT, y)).collect::<Vec<_>>()
    };
    let running = format!("{}　{}", print.minutes.heading(), print.minutes.title);
    for (n, page) in pages.iter_mut().enumerate() {
        page.extend(small(&format!("第 {} 页　共 {count} 页", n + 1), BOTTOM + 22.0, Align::Middle));
        if n > 0 {
            page.extend(small(&running, 36.0, Align::Left));
            page.push(Mark::Rule((LEFT, 53.0), (RIGHT, 53.0), 0.4));
        }
    }
    pages
}
