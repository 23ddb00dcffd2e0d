//! What is found, and what is not.

use super::*;
use gsdj_domain::Instant;
use std::path::PathBuf;

struct Library {
    shelves: Shelves,
    folder: PathBuf,
}

impl Drop for Library {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn entry(id: i64, title: &str, text: &str) -> Entry {
    let audience = if id < 100 { Audience::Public } else { Audience::Account };
    let (title, text) = (title.into(), text.into());
    let kind = SearchKind::Article;
    Entry {
        kind,
        id,
        title,
        text,
        link: format!("/articles/{id}"),
        place: "示例栏目".into(),
        at: Instant(id),
        audience,
    }
}

fn library(entries: &[(i64, &str, &str)]) -> Library {
    let folder = std::env::temp_dir().join(format!("gsdj-search-{:x}", rand::random::<u64>()));
    let shelves = Shelves::open(&folder).unwrap();
    let library = Library { shelves, folder };
    library.put(entries.iter().map(|(id, title, text)| (SearchKind::Article, *id, Some(entry(*id, title, text)))));
    library
}

impl Library {
    fn put(&self, changes: impl IntoIterator<Item = (SearchKind, i64, Option<Entry>)>) {
        self.shelves.put(changes).and_then(|()| self.shelves.settled()).unwrap();
    }

    fn ask(&self, q: &str, signed_in: bool) -> Found {
        self.shelves.search(&Asked { q: q.into(), kind: None, signed_in, skip: 0, limit: 20 }).unwrap()
    }

    fn ids(&self, q: &str) -> Vec<i64> {
        self.ask(q, true).hits.into_iter().map(|entry| entry.id).collect()
    }
}

fn few() -> Library {
    library(&[
        (1, "怎样开好支部党员大会", "每季度召开一次，党员到会过半数。Ｗｉｎ 11 上也能看。"),
        (2, "主题党日怎么安排", "把党员大会和主题党日放在同一天，事先通知。"),
        (3, "乡村振兴课堂（示例）", "种苹果的技术，讲给党员听。"),
        (101, "党员教育计划", "只给登录的人看。"),
    ])
}

#[test]
fn one_and_two_characters_find() {
    let library = few();
    assert_eq!(library.ids("党日"), [2]);
    let mut one = library.ids("党");
    one.sort_unstable();
    assert_eq!(one, [1, 2, 3, 101]);
    assert_eq!(library.ids("苹"), [3]);
    assert!(library.ids("梨").is_empty() && library.ids("  ，").is_empty() && library.ids("").is_empty());
}

#[test]
fn the_title_comes_before_the_text_and_all_words_must_stand() {
    let library = few();
    assert_eq!(library.ids("党员大会"), [1, 2]);
    assert_eq!(library.ids("党员大会 主题"), [2]);
    assert_eq!(library.ids("安排主题党日"), [2], "words in another order");
    assert_eq!(library.ids("WIN 11"), [1], "small, large and full width are one");
    assert_eq!(library.ids("党员大会 — 主题"), [2], "a sign alone says nothing");
    assert_eq!(library.ids("教育计华 党"), [101], "one character beside a slip has to stand there");
    let mixed = library.ask("大会党员到会", true);
    assert!(mixed.loose && mixed.hits[0].id == 1, "most of the pairs, of which one stands nowhere");
}

#[test]
fn pinyin_initials_and_what_sounds_alike_find() {
    let library = few();
    for q in ["dangyuandahui", "dydh", "zhibu"] {
        assert_eq!(library.ids(q).first(), Some(&1), "{q}");
    }
    let typed = library.ask("党元大会", true);
    assert!(typed.loose && typed.hits[0].id == 1, "a wrong character that sounds alike");
    assert_eq!(library.ids("dangyuandahiu").first(), Some(&1), "two letters in the wrong order");
    assert_eq!(library.ids("乡村震兴课堂").first(), Some(&3));
    assert_eq!(library.ids("乡村国兴课堂").first(), Some(&3), "a wrong character that sounds otherwise");
}

#[test]
fn guests_find_what_is_public() {
    let library = few();
    assert!(library.ask("教育计划", false).hits.is_empty());
    assert_eq!(library.ask("教育计划", true).hits.len(), 1);
}

#[test]
fn what_changes_is_found_anew_and_what_goes_is_gone() {
    let library = few();
    library.put([(SearchKind::Article, 1, Some(entry(1, "换了题目", "")))]);
    assert_eq!(library.ids("党员大会"), [2]);
    assert_eq!(library.ids("题目"), [1]);
    library.put([(SearchKind::Article, 1, None)]);
    assert!(library.ids("题目").is_empty());
    library.shelves.clear().unwrap();
    assert!(library.ids("党").contains(&2), "until all is in again the old ones are found");
    library.shelves.merged().unwrap();
    assert!(library.ids("党").is_empty());
}

#[test]
fn pages_follow_each_other() {
    let many: Vec<_> = (1..60).map(|id| (id, "示例文章", "党员学习")).collect();
    let library = library(&many);
    let ask =
        |skip| library.shelves.search(&Asked { q: "学习".into(), kind: None, signed_in: false, skip, limit: 20 });
    let mut seen: Vec<_> = [0, 20, 40].into_iter().flat_map(|skip| ask(skip).unwrap().hits).map(|e| e.id).collect();
    seen.sort_unstable();
    assert_eq!(seen, (1..60).collect::<Vec<_>>());
    assert_eq!(ask(0).unwrap().total, 59);
}

#[test]
fn a_word_that_is_everywhere_is_found_by_itself_with_titles_before_texts() {
    let mut many: Vec<_> = (1..=2_100).map(|id| (id, "示例文章", "本月主题党日")).collect();
    many.push((2_101, "主题党日怎么安排", "示例"));
    many.push((2_102, "主题词和党日", "示例"));
    let library = library(&many);
    let found = library.ask("主题党日", true);
    assert_eq!((found.hits[0].id, found.total, found.loose), (2_101, HITS_MAX, false));
    assert!(found.hits[1..].iter().all(|entry| entry.text == "本月主题党日"));
}
