//! What guests read: articles written straight into the store, their pages, their lists, and the search over many.

use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, Transaction, params};
use std::path::Path;
use std::sync::Arc;

/// The first article's id.
const FIRST: i64 = 5_000_000;
const HOUR: i64 = 3_600_000;
/// The columns that hold them, and the one above.
const COLUMNS: [&str; 4] = ["central", "provincial", "organisation-work", "local"];
const ABOVE: &str = "hot";
/// What titles and texts are made of.
const WORDS: [&str; 48] = [
    "党支部",
    "党员",
    "组织生活",
    "主题党日",
    "学习",
    "乡村振兴",
    "社区",
    "网格",
    "群众",
    "服务",
    "会议",
    "记录",
    "整改",
    "考核",
    "干部",
    "人才",
    "培训",
    "调研",
    "产业",
    "合作社",
    "灌区",
    "梯田",
    "矿区",
    "牧区",
    "机关",
    "学校",
    "医院",
    "企业",
    "园区",
    "志愿者",
    "积分",
    "公开",
    "监督",
    "表决",
    "讨论",
    "计划",
    "总结",
    "先锋",
    "示范",
    "结对",
    "帮扶",
    "宣传",
    "阵地",
    "档案",
    "流动党员",
    "党课",
    "党小组",
    "标准化",
];
/// What is asked: whole words, one and two characters, how they sound, their initials, a slip, two words, and nothing that is there.
const ASKED: [&str; 24] = [
    "党支部",
    "乡村振兴",
    "党",
    "会",
    "学习",
    "标准化",
    "zhibu",
    "dangyuan",
    "xczx",
    "zzsh",
    "乡村振新",
    "流动党圆",
    "党员 培训",
    "社区 网格 服务",
    "主题党日",
    "灌区梯田",
    "先锋示范",
    "示例第 77777 号",
    "医院",
    "表决",
    "liudong",
    "企业园区",
    "月球基地",
    "整改",
];

/// An empty store with the platform's own columns.
pub fn store(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let location = gsdj_backend::store::Location::Sqlite(folder.join("gsdj.sqlite"));
    let store = gsdj_backend::store::Store::open(&location, Arc::new(drop), 0)?;
    gsdj_backend::content::install(&store)?;
    Ok(())
}

/// So many public articles, the youngest first; answers their ids and their columns'.
pub fn fill(c: &Transaction<'_>, many: i64, now: i64) -> Result<(Vec<i64>, Vec<i64>)> {
    let of = |code: &str| -> Result<i64> {
        let sql = "SELECT id FROM site_column WHERE site = 'province' AND code = ?1";
        c.prepare_cached(sql)?.query_row([code], |r| r.get(0)).with_context(|| format!("no column {code}"))
    };
    let above = of(ABOVE)?;
    let below = COLUMNS.into_iter().map(of).collect::<Result<Vec<_>>>()?;
    let mut ids = Vec::new();
    for nth in 0..many {
        let (id, at) = (FIRST + nth, now - (nth + 1) * HOUR / 16);
        let column = below[usize::try_from(nth)? % below.len()];
        article(c, id, nth, column, at)?;
        for place in [column, above] {
            c.prepare_cached("INSERT INTO article_place (column_id, rank, article_id) VALUES (?1, ?2, ?3)")?
                .execute(params![place, at, id])?;
        }
        ids.push(id);
    }
    Ok((ids, below.into_iter().chain([above]).collect()))
}

/// A word by chance; the first of the list are the most frequent, as words are.
fn word(seed: &mut u64) -> &'static str {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let (a, b) = ((*seed >> 33) % WORDS.len() as u64, (*seed >> 21) % WORDS.len() as u64);
    WORDS[usize::try_from(a.min(b)).unwrap_or(0)]
}

fn article(c: &Transaction<'_>, id: i64, nth: i64, column: i64, at: i64) -> Result<()> {
    let mut seed = nth.unsigned_abs();
    let mut words = |n: usize| (0..n).map(|_| word(&mut seed)).collect::<String>();
    let title = format!("{}（示例第 {nth} 号）", words(4));
    let body: String = (0..6).map(|_| format!("<p>{}。</p>", words(16))).collect();
    let lead = words(12);
    c.prepare_cached(
        "INSERT INTO article (id, site, state, looked_at, rounds, versions, live, live_version, writer_id, writer_name, written_at,
            published_at, pinned, withdrawn_for, revision)
         VALUES (?1, 'province', 'published', 0, 1, 1, 1, 1, 1, '示例编辑', ?2, ?2, 0, '', 1)",
    )?
    .execute(params![id, at])?;
    c.prepare_cached(
        "INSERT INTO article_version (article_id, version, column_id, title, subtitle, source, author, summary, lead, body, note,
            writer_name, reviewer_name, published_at)
         VALUES (?1, 1, ?2, ?3, '', '示例来源', '', '', ?4, ?5, '', '示例编辑', '示例审核', ?6)",
    )?
    .execute(params![id, column, title, lead, body, at])?;
    Ok(())
}

/// A store of so many articles of its own.
pub fn fill_many(folder: &Path, many: i64, now: i64) -> Result<()> {
    store(folder)?;
    let mut conn = Connection::open(folder.join("gsdj.sqlite"))?;
    let tx = conn.transaction()?;
    let (ids, _) = fill(&tx, many, now)?;
    ensure!(ids.len() == usize::try_from(many)?, "articles are missing");
    tx.commit()?;
    conn.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

/// Whether the server's index is whole: from then on it follows.
pub fn indexed(folder: &Path) -> Result<bool> {
    let mut entries = std::fs::read_dir(folder)?;
    Ok(entries.any(|entry| entry.is_ok_and(|e| e.path().join("followed").exists())))
}

/// The addresses of what is asked.
pub fn questions() -> Vec<String> {
    ASKED.iter().map(|q| format!("/api/search?q={}", encoded(q))).collect()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}
