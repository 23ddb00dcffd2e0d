//! What the library says and where it leads.

use super::*;
use gsdj_domain::library::{ChapterKind, WorkState};
use gsdj_domain::{ChapterId, WorkId};

fn work(kinds: &[ChapterKind]) -> WorkView {
    let item = |(n, kind): (usize, &ChapterKind)| ContentsItem {
        id: ChapterId(n as i64 + 1),
        level: 1,
        kind: *kind,
        title: "示例".into(),
        characters: 10,
        pages: 0,
        duration: 0,
    };
    let row = WorkRow {
        id: WorkId(1),
        kind: WorkKind::Book,
        title: "示例".into(),
        author: String::new(),
        publisher: String::new(),
        cover: None,
        state: WorkState::Published,
        published_at: None,
        chapters: 2,
        characters: 32_100,
        duration: 0,
        readers: 0,
    };
    WorkView {
        row,
        introduction: String::new(),
        contents: kinds.iter().enumerate().map(item).collect(),
        place: None,
        progress: 0,
        on_shelf: false,
        acts: Vec::new(),
        revision: 1,
    }
}

#[test]
fn amounts_read_like_people_speak() {
    assert_eq!(extent(&work(&[]).row), "2 章 · 3.2 万字");
    assert_eq!(characters(980), "980 字");
    assert_eq!((lasting(45), lasting(180), lasting(4_800)), ("45 秒".into(), "3 分".into(), "1 小时 20 分".into()));
    assert_eq!((clock(65), clock(3_723)), ("1:05".into(), "1:02:03".into()));
    assert_eq!(come(0, WorkKind::Audio), "还没开始听");
    assert_eq!(come(4, WorkKind::Book), "已读 1%");
    assert_eq!(come(999, WorkKind::Book), "已读 99%");
    assert_eq!(come(1_000, WorkKind::Book), "已读完");
}

#[test]
fn the_reader_opens_where_it_was_left() {
    let book = work(&[ChapterKind::Part, ChapterKind::Text, ChapterKind::Text]);
    let kept = BookPlace { chapter: ChapterId(3), offset: 7, clock: 1, step: 0 };
    assert_eq!(opening(&book, None, None), Some((ChapterId(2), 0)));
    assert_eq!(opening(&book, None, Some(&kept)), Some((ChapterId(3), 7)));
    assert_eq!(opening(&book, Some(ChapterId(2)), Some(&kept)), Some((ChapterId(2), 0)));
    assert_eq!(opening(&book, Some(ChapterId(3)), Some(&kept)), Some((ChapterId(3), 7)));
    // a heading and a chapter that is gone open nothing
    let gone = BookPlace { chapter: ChapterId(9), ..kept };
    assert_eq!(opening(&book, Some(ChapterId(1)), Some(&gone)), Some((ChapterId(2), 0)));
    assert_eq!(opening(&work(&[ChapterKind::Part]), None, None), None);
}

#[test]
fn levels_follow_where_lines_go() {
    let mut contents = work(&[ChapterKind::Part, ChapterKind::Text, ChapterKind::Text]).contents;
    contents[1].level = 2;
    let of = |items: Vec<ContentsPlace>| items.iter().map(|i| (i.id.0, i.level)).collect::<Vec<_>>();
    assert_eq!(of(place_in(&contents, 0, 1)), [(2, 1), (1, 1), (3, 1)]);
    assert_eq!(of(place_in(&contents, 2, 9)), [(1, 1), (2, 2), (3, 1)]);
    assert_eq!(of(shifted(&contents, 2, 1)), [(1, 1), (2, 2), (3, 2)]);
    assert_eq!(of(shifted(&contents, 1, 1)), [(1, 1), (2, 2), (3, 1)], "no level is skipped");
    assert_eq!(of(shifted(&contents, 0, -1)), [(1, 1), (2, 2), (3, 1)]);
}

#[test]
fn type_stays_within_its_sizes() {
    let mut settings = Settings::default();
    for _ in 0..20 {
        settings = settings.sized(1);
    }
    assert_eq!((settings.size, settings.percent()), (5, 160));
    assert_eq!(settings.sized(-100).percent(), 76);
}

#[test]
fn taps_and_keys_turn_the_page() {
    assert_eq!((tapped(10.0, 400.0), tapped(200.0, 400.0), tapped(390.0, 400.0)), (Turn::Back, Turn::Tools, Turn::On));
    assert_eq!((key("PageDown"), key("ArrowLeft"), key("ArrowDown")), (Some(Turn::On), Some(Turn::Back), None));
}

#[test]
fn the_place_is_the_part_at_the_top_of_the_screen() {
    let edges = [(0, -300.0), (120, -20.0), (300, 260.0)];
    assert_eq!(place_at(&edges, 60.0), 120);
    assert_eq!(place_at(&edges, 300.0), 300);
    assert_eq!(place_at(&[(0, 100.0), (9, 300.0)], 60.0), 0);
    assert_eq!(place_at(&[], 0.0), 0);
}

#[test]
fn the_sleep_timer_counts_what_is_played() {
    let mut sleep = Some(Sleep::After(3));
    let mut seconds = 0;
    while let Some(left) = sleep {
        sleep = left.ticked();
        seconds += 1;
    }
    assert_eq!(seconds, 3);
    assert_eq!(Sleep::Chapter.ticked(), Some(Sleep::Chapter));
    assert_eq!(Sleep::After(1_200).label(), "20 分后");
}

#[test]
fn the_paper_follows_the_page_until_one_is_chosen() {
    let settings = Settings::default();
    assert_eq!((settings.on_page(false), settings.on_page(true)), (Paper::White, Paper::Night));
    let chosen = Settings { paper: Some(Paper::Cream), ..settings };
    assert_eq!((chosen.on_page(false), chosen.on_page(true)), (Paper::Cream, Paper::Cream));
}

#[test]
fn only_a_text_that_was_typed_anew_is_sent() {
    let text = |pieces: Option<Vec<gsdj_domain::library::BookPiece>>| pieces.map(|p| p[0].text.clone());
    assert_eq!(text(typed_anew(Some("<p>一</p>"), "<p>一</p>".into())), None);
    assert_eq!(text(typed_anew(Some("<p>一</p>"), "<p>二</p>".into())).as_deref(), Some("<p>二</p>"));
    assert_eq!(text(typed_anew(Some("<p>一</p>"), String::new())).as_deref(), Some(""));
    assert_eq!(text(typed_anew(None, String::new())).as_deref(), Some(""), "a new chapter has its text");
}
