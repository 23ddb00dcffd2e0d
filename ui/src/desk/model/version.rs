//! Two versions of an article side by side.

use gsdj_domain::content::ArticleForm;
use gsdj_domain::content::compare::{Change, compare};
use gsdj_domain::rich::{self, Block, Run};

/// What a version says, line by line: its fields, then its text; pictures by a line of their own.
#[must_use]
pub fn lines(form: &ArticleForm) -> String {
    let mut all = Vec::new();
    let fields = [
        ("标题", form.title.as_str()),
        ("副标题", form.subtitle.as_str()),
        ("来源", form.source.as_str()),
        ("作者", form.author.as_str()),
        ("文件日期", form.dated.as_deref().unwrap_or_default()),
        ("摘要", form.summary.as_str()),
    ];
    all.extend(fields.iter().filter(|(_, says)| !says.is_empty()).map(|(name, says)| format!("{name}：{says}")));
    let body: Vec<Block> = rich::read_html(&form.body).into_iter().map(told).collect();
    all.push(rich::to_text(&body));
    all.join("\n")
}

/// A block with its pictures as words: the same words would else hide that another picture stands there.
fn told(block: Block) -> Block {
    let all = |blocks: Vec<Block>| blocks.into_iter().map(told).collect();
    match block {
        Block::Picture { file, caption } => {
            let text = format!("［图片 {file}］{caption}");
            Block::Paragraph(vec![Run { text, ..Run::default() }])
        }
        Block::Quote(inside) => Block::Quote(all(inside)),
        Block::List { ordered, start, items } => {
            Block::List { ordered, start, items: items.into_iter().map(all).collect() }
        }
        Block::Table(rows) => {
            let cell = |mut cell: rich::Cell| {
                cell.blocks = cell.blocks.into_iter().map(told).collect();
                cell
            };
            Block::Table(rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect())
        }
        Block::Heading(..) | Block::Paragraph(_) => block,
    }
}

/// A stretch of a comparison as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// A line that stayed, went or came.
    Line(Change),
    /// So many lines that stayed, left out.
    Skipped(Vec<String>),
}

/// Lines that stay are shown so far around a change.
const AROUND: usize = 2;

/// Compares two versions; what stayed far from any change is folded.
#[must_use]
pub fn stretches(before: &ArticleForm, after: &ArticleForm) -> Vec<Stretch> {
    let changes = compare(&lines(before), &lines(after));
    let stays = |n: usize| matches!(changes.get(n), Some(Change::Same(_)));
    let near = |n: usize| (n.saturating_sub(AROUND)..=n + AROUND).any(|m| m < changes.len() && !stays(m));
    let mut out = Vec::new();
    for (n, change) in changes.iter().enumerate() {
        match (change, near(n)) {
            (Change::Same(line), false) => match out.last_mut() {
                Some(Stretch::Skipped(lines)) => lines.push(line.clone()),
                Some(Stretch::Line(_)) | None => out.push(Stretch::Skipped(vec![line.clone()])),
            },
            _ => out.push(Stretch::Line(change.clone())),
        }
    }
    out
}

/// 增加 2 段，删去 1 段.
#[must_use]
pub fn summary(stretches: &[Stretch]) -> String {
    let count = |wanted: fn(&Change) -> bool| {
        stretches.iter().filter(|s| matches!(s, Stretch::Line(change) if wanted(change))).count()
    };
    let (come, gone) = (count(|c| matches!(c, Change::Come(_))), count(|c| matches!(c, Change::Gone(_))));
    match (come, gone) {
        (0, 0) => "两版的文字相同。".into(),
        (come, 0) => format!("增加 {come} 段。"),
        (0, gone) => format!("删去 {gone} 段。"),
        (come, gone) => format!("增加 {come} 段，删去 {gone} 段。"),
    }
}
