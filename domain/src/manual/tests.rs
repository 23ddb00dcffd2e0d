//! What is found in the manual, and that it is whole.

use super::*;
use crate::meeting::MeetingKind;
use std::collections::BTreeSet;

#[test]
fn every_page_is_whole_and_has_its_own_address() {
    let pages = pages();
    assert_eq!(pages.len(), TEXTS.len() + KINDS.len());
    assert_eq!(pages.iter().map(|p| &p.slug).collect::<BTreeSet<_>>().len(), pages.len());
    for page in &pages {
        assert!(!page.title.is_empty() && !page.summary.is_empty() && !page.blocks.is_empty(), "{}", page.slug);
        assert!(page.slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", page.slug);
    }
}

#[test]
fn two_characters_find_what_people_look_for() {
    let pages = pages();
    for (q, slug) in [
        ("密码", "password"),
        ("请假", "answer"),
        ("换届", "committee"),
        ("断网", "offline"),
        ("退回", "review"),
        ("公示", "disclosure"),
        ("评论", "experience"),
        ("督办", "urge"),
        ("报备", "review"),
        ("多选", "inbox"),
        ("拍照", "record"),
        ("真伪", "verify"),
        ("大字", "elder"),
        ("导出", "meetings"),
        ("党课", "kind-party-lecture"),
        ("积分", "points"),
        ("搜索", "search"),
        ("排行", "ranking"),
        ("考核", "points-sheet"),
        ("减负", "points-policy"),
        ("订阅", "calendar"),
        ("名册", "members"),
        ("自查", "standards"),
        ("考试", "exam"),
        ("错题", "exam"),
        ("题库", "exam-bank"),
        ("头条", "news"),
        ("市州", "news"),
        ("字号", "article"),
        ("收藏", "favourites"),
        ("审核评论", "comments"),
        ("学习强国", "portals"),
        ("撤稿", "desk"),
        ("专题", "desk"),
        ("栏目编辑", "editors"),
        ("节目", "programmes"),
        ("排序", "shortcuts"),
        ("白屏", "old-device"),
    ] {
        let found = search(&pages, q);
        assert!(
            found.iter().take(5).any(|h| h.page.slug == slug),
            "{q}: {:?}",
            found.iter().map(|h| &h.page.slug).collect::<Vec<_>>()
        );
    }
    assert!(search(&pages, "  ").is_empty());
    assert!(search(&pages, "密码 火星").is_empty());
}

#[test]
fn kinds_show_the_steps_of_their_table() {
    let page = page("kind-theme-day").unwrap();
    let steps = page.blocks.iter().find_map(|b| if let Block::Steps(s) = b { Some(s) } else { None }).unwrap();
    assert_eq!(steps.len(), MeetingKind::ThemeDay.row().steps.len() + 1);
    assert!(steps.iter().any(|s| s.starts_with("报备")));
}
