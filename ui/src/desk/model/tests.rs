//! What the desk's pages decide, without a page.

use super::column::{dropped_on, moved, note, options, path, rows};
use super::form::{Kept, Typed, link_address};
use super::version::{Stretch, stretches, summary};
use super::why::shut;
use super::*;
use crate::api::desk::Shown;
use gsdj_domain::account::Role;
use gsdj_domain::archive::TextFormat;
use gsdj_domain::content::compare::Change;
use gsdj_domain::content::{
    Area, ArticleAct, ArticleForm, Column, ColumnKind, ColumnRef, DeskColumn, DeskView, Site, StateCount,
};
use gsdj_domain::meeting::ReviewRound;
use gsdj_domain::{AccountId, ArticleId, ColumnId, FileId};

const ME: AccountId = AccountId(3);

fn column(id: i64, parent: Option<i64>, name: &str, kind: ColumnKind) -> DeskColumn {
    let column = Column {
        id: ColumnId(id),
        site: Site::Lanzhou,
        code: format!("c{id}"),
        parent: parent.map(ColumnId),
        name: name.into(),
        kind,
        area: Area::News,
        shown_from: None,
        shown_until: None,
        hidden: false,
    };
    DeskColumn { takes: kind != ColumnKind::Topics, column, articles: 0 }
}

fn tree() -> Vec<DeskColumn> {
    vec![
        column(1, None, "本地头条", ColumnKind::Section),
        column(2, None, "要闻动态", ColumnKind::Section),
        column(3, Some(2), "县区快讯", ColumnKind::Section),
        column(4, Some(2), "部门动态", ColumnKind::Section),
        column(5, None, "专题专栏", ColumnKind::Topics),
        column(6, Some(5), "示例专题", ColumnKind::Topic),
    ]
}

fn row(state: ArticleState, mine: bool, live: bool) -> DeskRow {
    DeskRow {
        id: ArticleId(7),
        site: Site::Lanzhou,
        column: ColumnRef { id: ColumnId(2), name: "要闻动态".into() },
        title: "示例".into(),
        state,
        live,
        pinned: false,
        cover: None,
        versions: u32::from(live),
        writer: "示例编辑".into(),
        mine,
        written_at: Instant(0),
        publish_at: None,
        published_at: None,
    }
}

fn view(state: ArticleState, mine: bool, acts: &[ArticleAct], rounds: Vec<ReviewRound>) -> DeskView {
    DeskView {
        row: row(state, mine, false),
        form: ArticleForm { column: ColumnId(2), title: "示例".into(), ..ArticleForm::default() },
        also: Vec::new(),
        attachments: Vec::new(),
        rounds,
        withdrawn_for: None,
        views: 0,
        acts: acts.to_vec(),
        revision: 4,
    }
}

fn said(view: &DeskView, role: Role) -> Vec<(ArticleAct, String)> {
    shut(view, ME, &role.permissions())
}

#[test]
fn the_address_of_a_list_says_what_it_shows() {
    let shown = Shown {
        site: Some(Site::Lanzhou),
        state: Some(ArticleState::Waiting),
        column: Some(ColumnId(3)),
        mine: true,
        q: " 示例 ".into(),
    };
    let address = shown::address(&shown);
    assert!(address.starts_with("/desk?site=lanzhou&state=waiting&column=3&mine=true&q="), "{address}");
    let pairs = [("site", "lanzhou"), ("state", "waiting"), ("column", "3"), ("mine", "true"), ("q", " 示例 ")];
    let read = shown::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()));
    assert_eq!(read, shown);
    assert_eq!(shown::read(|_| Some("none".into())).state, None);
    assert_eq!(shown::address(&Shown::default()), "/desk");
}

#[test]
fn counts_hold_what_is_left_out() {
    let counts = DeskCounts {
        states: vec![
            StateCount { state: ArticleState::Draft, count: 2 },
            StateCount { state: ArticleState::Published, count: 40 },
        ],
        to_review: 0,
    };
    assert_eq!(
        (count(&counts, ArticleState::Draft), count(&counts, ArticleState::Waiting), total(&counts)),
        (2, 0, 42)
    );
    assert_eq!(live_note(&row(ArticleState::Draft, true, true)).as_deref(), Some("读者看到的是已发布的第 1 版"));
    assert_eq!(live_note(&row(ArticleState::Published, true, true)), None);
}

#[test]
fn articles_stand_in_columns_that_take_them() {
    let columns = tree();
    let labels: Vec<_> = options(&columns).into_iter().map(|(_, label)| label).collect();
    assert_eq!(labels, ["本地头条", "要闻动态", "要闻动态 › 县区快讯", "要闻动态 › 部门动态", "专题专栏 › 示例专题"]);
    assert_eq!(path(&columns, ColumnId(99)), "");
    let mut two = tree();
    two[0].column.area = Area::Education;
    two[1].column.hidden = true;
    assert_eq!(options(&two)[0].1, "党员教育 › 本地头条");
    assert_eq!(options(&two)[1].1, "党建资讯 › 要闻动态（已隐藏）");
}

#[test]
fn columns_move_among_those_beside_them() {
    let columns = tree();
    let places: Vec<_> =
        rows(&columns, Area::News).iter().map(|r| (r.column.column.id.0, r.depth, r.place, r.beside)).collect();
    assert_eq!(places, [(1, 0, 0, 3), (2, 0, 1, 3), (3, 1, 0, 2), (4, 1, 1, 2), (5, 0, 2, 3), (6, 1, 0, 1)]);
    let ids = |ids: &[i64]| Some(ids.iter().copied().map(ColumnId).collect::<Vec<_>>());
    assert_eq!(moved(&columns, ColumnId(5), 0), ids(&[5, 1, 2]));
    assert_eq!(moved(&columns, ColumnId(1), 99), ids(&[2, 5, 1]));
    assert_eq!(moved(&columns, ColumnId(3), 0), None);
    assert_eq!(dropped_on(&columns, ColumnId(1), ColumnId(5)), Some(2));
    assert_eq!(dropped_on(&columns, ColumnId(3), ColumnId(1)), None, "only among those beside it");
}

#[test]
fn a_topic_says_when_it_is_shown() {
    let mut topic = tree()[5].column.clone();
    let now = Instant(1_795_482_000_000);
    assert_eq!(note(&topic, now), "一直展示");
    topic.shown_until = Some(now.plus(3_600_000));
    assert_eq!(note(&topic, now), "展示到 今天 10:00");
    topic.shown_from = Some(now.plus(1_800_000));
    assert_eq!(note(&topic, now), "今天 09:30 开始展示");
    topic.hidden = true;
    assert!(note(&topic, now.plus(7_200_000)).contains("已结束展示，读者看不到"));
}

#[test]
fn faults_stand_beside_their_fields() {
    let empty = Typed::default();
    assert_eq!(empty.faults(false).keys().map(String::as_str).collect::<Vec<_>>(), ["column", "title"]);
    assert!(empty.faults(true).contains_key("body"));
    let typed = Typed {
        column: "2".into(),
        title: " 示例 ".into(),
        format: TextFormat::Rich,
        body: "<p>一</p><img data-file=\"9\" alt=\"示例\">".into(),
        ..Typed::default()
    };
    assert!(typed.faults(true).is_empty());
    assert_eq!((typed.form().title.as_str(), typed.pictures()), ("示例", vec![FileId(9)]));
    let silent = Typed { body: "<blockquote><img data-file=\"9\" alt=\"\"></blockquote>".into(), ..typed.clone() };
    assert!(silent.faults(false).is_empty());
    assert!(silent.faults(true).get("body").is_some_and(|says| says.contains("1 张图片")));
    let twice = Typed { also: vec![ColumnId(2)], ..typed.clone() };
    assert!(twice.faults(false).contains_key("also"));
    // without the editor the text is lines
    let plain = Typed { format: TextFormat::Plain, body: "一\n<b>".into(), ..typed };
    assert_eq!(plain.form().body, "<p>一</p><p>&lt;b&gt;</p>");
}

#[test]
fn a_link_leads_somewhere() {
    assert_eq!(link_address(" www.gov.cn/x ").as_deref(), Some("https://www.gov.cn/x"));
    assert_eq!(link_address("/articles/7").as_deref(), Some("/articles/7"));
    for bad in ["", "示例", "javascript:alert(1)", "ftp://a.cn", "//a.cn"] {
        assert_eq!(link_address(bad), None, "{bad}");
    }
}

#[test]
fn what_is_kept_says_what_differs() {
    let stands = Typed::of(&view(ArticleState::Draft, true, &[], Vec::new()));
    let kept =
        Kept { base: 3, typed: Typed { title: "另一个".into(), body: "<p>新</p>".into(), ..stands.clone() } };
    let again: Kept = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
    assert_eq!(again, kept);
    assert_eq!(kept.typed.differs(&stands), ["标题", "正文"]);
    assert!(stands.differs(&stands).is_empty());
}

#[test]
fn an_editor_is_told_why_not() {
    let waiting = view(ArticleState::Waiting, true, &[], Vec::new());
    let told = said(&waiting, Role::Editor);
    let of = |act| told.iter().find(|(a, _)| *a == act).map(|(_, why)| why.as_str()).unwrap_or_default();
    assert!(of(ArticleAct::Edit).contains("撤回再改"));
    assert!(of(ArticleAct::TakeBack).contains("审核人已经查看"));
    assert!(of(ArticleAct::Publish).contains("不能审核自己报送的稿件"));
    // what is open is not explained
    let open = view(ArticleState::Waiting, true, &[ArticleAct::TakeBack], Vec::new());
    assert!(!said(&open, Role::Editor).iter().any(|(act, _)| *act == ArticleAct::TakeBack));
    // the province reviews what others write
    let theirs = view(ArticleState::Waiting, false, &[ArticleAct::Publish, ArticleAct::Return], Vec::new());
    let told = said(&theirs, Role::ProvinceAdmin);
    assert_eq!(told.iter().map(|(act, _)| *act).collect::<Vec<_>>(), [ArticleAct::Edit]);
}

#[test]
fn a_comparison_folds_what_stayed() {
    let form = |body: String| ArticleForm { title: "示例".into(), body, ..ArticleForm::default() };
    let paragraphs = |changed: &str| {
        (1..=9)
            .map(|n| if n == 8 { format!("<p>{changed}</p>") } else { format!("<p>第{n}段</p>") })
            .collect::<String>()
    };
    let all = stretches(&form(paragraphs("旧")), &form(paragraphs("新")));
    assert!(matches!(&all[0], Stretch::Skipped(lines) if lines.len() == 6 && lines[0] == "标题：示例"), "{all:?}");
    assert_eq!(summary(&all), "增加 1 段，删去 1 段。");
    assert!(all.contains(&Stretch::Line(Change::Come("新".into()))));
    let picture = |n: u32| form(format!("<img data-file=\"{n}\" alt=\"同一句\">"));
    assert_eq!(summary(&stretches(&picture(1), &picture(2))), "增加 1 段，删去 1 段。");
    assert_eq!(summary(&stretches(&picture(1), &picture(1))), "两版的文字相同。");
}
