//! Minutes for tests, from nearly empty to as full as they get.

use super::code::Code;
use super::fonts::Fonts;
use super::photo::Photo;
use super::signer::Signer;
use crate::secret::Secret;
use gsdj_domain::archive::{Claim, Minutes, Vote, rich};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::meeting::{Answer, Attendee, Decision, ExclusionReason, Length, MeetingKind, ReviewRound, Tally};
use gsdj_domain::{FileId, Instant, MeetingId, MemberId};
use std::path::Path;

/// The fonts of the build, or those of the system.
pub fn fonts() -> Fonts {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fonts");
    Fonts::find(Some(&built)).expect("fonts: cargo xtask web, or Debian's fonts-noto-cjk")
}

fn person(n: usize, expected: bool, present: bool, leave: &str) -> Attendee {
    Attendee {
        member: MemberId(i64::try_from(n).unwrap()),
        name: format!("示例{}", ["甲", "乙", "丙", "丁", "戊𬱖", "己㛃", "庚欢喜"][n % 7]),
        expected,
        class: gsdj_domain::member::MemberClass::Full,
        reason: (!expected).then_some(ExclusionReason::Away),
        note: String::new(),
        told_at: None,
        answer: Some(if leave.is_empty() { Answer::Attend } else { Answer::Leave }),
        leave_reason: leave.into(),
        answered_at: None,
        present: Some(present),
        checked_in_at: None,
        answered_by: None,
    }
}

/// A short record of eight people.
pub fn short() -> Minutes {
    let people = vec![
        person(0, true, true, ""),
        person(1, true, true, ""),
        person(2, true, true, ""),
        person(3, true, false, "在县医院看病"),
        person(4, true, false, ""),
        person(5, false, false, ""),
    ];
    Minutes {
        meeting: MeetingId(4_711),
        version: 6,
        org: "示例县川口乡示例村党支部".into(),
        kind: MeetingKind::GeneralMeeting,
        title: "讨论示例村文化广场建设".into(),
        place: "村部二楼会议室".into(),
        starts_at: Instant(1_772_692_200_000),
        length: Length::HalfDay,
        chair: "示例甲".into(),
        agenda: "一、通报上月工作\n二、讨论文化广场建设方案".into(),
        tally: Tally {
            expected: 5,
            excluded: 1,
            told: 5,
            attending: 4,
            on_leave: 1,
            present: Some(3),
            required_share: Some(60),
        },
        people,
        text: rich::read_html(
            "<h2>一、上月工作</h2><p>会议通报了上月工作，“三会一课”按计划完成；<strong>修缮水渠 1.2 公里</strong>，<em>惠及 86 户</em>，\
            <u>没有发生安全事故</u>。</p><h2>二、文化广场</h2><ol><li><p>选址：村部以东</p><ul><li><p>面积约 800 平方米</p></li>\
            <li><p>土地为集体所有</p></li></ul></li><li><p>资金：分三年筹措</p></li></ol>\
            <table><tr><th>年度</th><th>项目</th><th>金额（元）</th></tr><tr><td>2026</td><td>平整土地、铺设地面</td><td>120,000</td></tr>\
            <tr><td rowspan=2>2027</td><td>健身器材</td><td>45,000</td></tr><tr><td>路灯与绿化</td><td>38,000</td></tr>\
            <tr><td>合计</td><td colspan=2>203,000</td></tr></table><p>散会。</p>",
        ),
        recorded_at: Instant(1_772_700_000_000),
        votes: Vec::new(),
        photos: Vec::new(),
        attachments: Vec::new(),
        rounds: vec![ReviewRound {
            round: 1,
            step: gsdj_domain::meeting::Step::Review,
            submitted_at: Instant(1_772_700_000_000),
            reviewer: "川口乡党总支".into(),
            decision: Some(Decision::Approve),
            reason: String::new(),
            decided_at: Some(Instant(1_772_780_000_000)),
            withdrawn: false,
        }],
    }
}

/// One word of text, nothing else.
pub fn nearly_empty() -> Minutes {
    Minutes { agenda: String::new(), text: rich::read_html("<p>无</p>"), rounds: Vec::new(), ..short() }
}

/// 120 people, a title of 300 characters, 50,000 characters of text with tables, votes, emoji.
pub fn huge() -> Minutes {
    let mut people: Vec<_> = (0..100).map(|n| person(n, true, true, "")).collect();
    people.extend((0..12).map(|n| person(n, true, false, "外出务工，已向支部书记请假")));
    people.extend((0..8).map(|n| person(n, false, false, "")));
    let sentence = "会议强调，要把学习成果转化为工作实效（含“十四五”收官任务），做到有计划、有落实、有检查；联系人：http://example.org/a/very/long/address/without/any/break/that/is/longer/than/a/line/of/print/abcdefghijklmnopqrstuvwxyz。";
    let mut html = String::new();
    for part in 0..40 {
        html.push_str(&format!("<h1>第 {} 部分　😀🎉👨‍👩‍👧 表情</h1>", part + 1));
        for _ in 0..9 {
            html.push_str(&format!("<p>{sentence}</p>"));
        }
        html.push_str("<h2>明细</h2><table><tr><th>序号</th><th>事项</th><th>责任人</th></tr>");
        for row in 0..8 {
            html.push_str(&format!("<tr><td>{row}</td><td>{sentence}</td><td>示例丙</td></tr>"));
        }
        html.push_str("</table>");
    }
    let photo = |n: i64| FileInfo {
        id: FileId(n),
        name: format!("现场照片 {n}.jpg"),
        kind: FileKind::Photo,
        bytes: 1,
        width: Some(4),
        height: Some(3),
    };
    Minutes {
        title: "很长的主题".repeat(60),
        people,
        text: rich::read_html(&html),
        votes: vec![Vote {
            matter: "同意文化广场建设方案".into(),
            in_favour: 98,
            against: 1,
            abstained: 1,
            outcome: "通过".into(),
        }],
        photos: (1..=20).map(photo).collect(),
        attachments: vec![photo(30)],
        ..short()
    }
}

/// Photos for it: lying, upright, and one that can't be read.
pub fn photos(minutes: &Minutes) -> Vec<Photo> {
    let photo = |(n, file): (usize, &FileInfo)| {
        let (width, height) = if n % 3 == 1 { (900, 1600) } else { (1600, 1200) };
        let color = |x: u32, y: u32| image::Rgb([(x / 8) as u8, (y / 8) as u8, (n * 12) as u8]);
        let mut jpeg = Vec::new();
        let picture = image::RgbImage::from_fn(width, height, color);
        image::codecs::jpeg::JpegEncoder::new(&mut jpeg).encode_image(&picture).unwrap();
        Photo::shrunk(file.name.clone(), (n != 5).then(|| jpeg.into()))
    };
    minutes.photos.iter().enumerate().map(photo).collect()
}

/// What is sealed of it, and the code for it.
pub fn sealed(minutes: &Minutes) -> (Claim, Code) {
    use base64::Engine as _;
    let secret = Secret::from_text(&base64::engine::general_purpose::STANDARD.encode([7; 32])).unwrap();
    let seal = Signer::of(&secret).seal(super::export::claim(minutes, Instant(1_772_800_000_000)));
    let code = Code::of(&seal.code("https://dangjian.example.gov.cn")).unwrap();
    (seal.claim, code)
}

/// Writes a print to where people look at it: `target/print`.
pub fn show(name: &str, bytes: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/print");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}
