//! An article as it is typed: kept on the device with the state it was begun from, checked as the server checks it.

use crate::kit::{Faults, by_field};
use gsdj_domain::archive::TextFormat;
use gsdj_domain::content::{ArticleForm, ContentRefusal, DeskView, check, check_whole};
use gsdj_domain::file::FileInfo;
use gsdj_domain::rich::{self, Block};
use gsdj_domain::{ColumnId, FileId, Refusal};
use serde::{Deserialize, Serialize};

/// The order in which faults are gone to, which is the order on the page.
pub const FIELDS: [&str; 11] =
    ["column", "also", "title", "subtitle", "source", "author", "dated", "body", "summary", "files", "note"];

/// The form on the page; survives a reload as JSON (uploads are already on the server).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// 栏目, as the choice has it.
    pub column: String,
    /// 同时发到.
    pub also: Vec<ColumnId>,
    /// 标题.
    pub title: String,
    /// 副标题.
    pub subtitle: String,
    /// 来源.
    pub source: String,
    /// 作者.
    pub author: String,
    /// 摘要.
    pub summary: String,
    /// How the text is written down.
    pub format: TextFormat,
    /// 正文.
    pub body: String,
    /// 封面图片.
    pub cover: Option<FileId>,
    /// 附件, uploaded.
    pub attachments: Vec<FileInfo>,
    /// The day of a document itself, as the date field has it.
    pub dated: String,
    /// 修改说明.
    pub note: String,
}

/// What is kept on the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The revision it was begun from; 0 for a new article.
    pub base: u32,
    /// What was typed.
    pub typed: Typed,
}

/// Under which name an article's draft is kept.
#[must_use]
pub fn draft_name(article: Option<gsdj_domain::ArticleId>) -> String {
    article.map_or_else(|| "desk-new".to_owned(), |id| format!("desk-{id}"))
}

impl Typed {
    /// What stands now.
    #[must_use]
    pub fn of(view: &DeskView) -> Self {
        let form = &view.form;
        Self {
            column: form.column.to_string(),
            also: form.also.clone(),
            title: form.title.clone(),
            subtitle: form.subtitle.clone(),
            source: form.source.clone(),
            author: form.author.clone(),
            summary: form.summary.clone(),
            format: TextFormat::Rich,
            body: form.body.clone(),
            cover: form.cover,
            attachments: view.attachments.clone(),
            dated: form.dated.clone().unwrap_or_default(),
            note: form.note.clone(),
        }
    }

    /// The text as it will be read.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        rich::read(self.format, &self.body)
    }

    /// As it is sent; the column 0 stands for one not chosen yet, which is a fault of its own.
    #[must_use]
    pub fn form(&self) -> ArticleForm {
        let text = |text: &str| text.trim().to_owned();
        ArticleForm {
            column: ColumnId(self.column.parse().unwrap_or(0)),
            also: self.also.clone(),
            title: text(&self.title),
            subtitle: text(&self.subtitle),
            source: text(&self.source),
            author: text(&self.author),
            summary: text(&self.summary),
            body: rich::to_html(&self.blocks()),
            cover: self.cover,
            attachments: self.attachments.iter().map(|f| f.id).collect(),
            dated: Some(text(&self.dated)).filter(|day| !day.is_empty()),
            note: text(&self.note),
        }
    }

    /// All faults by field; `whole` when it is to be handed in.
    #[must_use]
    pub fn faults(&self, whole: bool) -> Faults {
        let (form, blocks) = (self.form(), self.blocks());
        let named = |refusal: Refusal| by_field(&refusal.problem(String::new()));
        let mut faults = check(&form, &blocks).map_err(named).err().unwrap_or_default();
        if whole {
            faults.extend(check_whole(&blocks).map_err(named).err().into_iter().flatten());
        }
        let silent = if whole { without_caption(&blocks) } else { 0 };
        if silent > 0 {
            let says = format!("有 {silent} 张图片没有说明：双击图片，写一句它是什么");
            faults.entry("body".into()).or_insert(says);
        }
        if form.column.0 == 0 {
            faults.extend(named(ContentRefusal::NotAColumn.into()));
        }
        if self.also.contains(&form.column) {
            faults.insert("also".into(), "这里不必再选主栏目".into());
        }
        faults
    }

    /// The pictures within the text, in order.
    #[must_use]
    pub fn pictures(&self) -> Vec<FileId> {
        rich::pictures(&self.blocks())
    }

    /// What differs from another version, by the names of the fields.
    #[must_use]
    pub fn differs(&self, other: &Self) -> Vec<&'static str> {
        let (own, others) = (self.form(), other.form());
        let all = [
            ("栏目", own.column != others.column),
            ("同时发到", own.also != others.also),
            ("标题", own.title != others.title),
            ("副标题", own.subtitle != others.subtitle),
            ("来源", own.source != others.source),
            ("作者", own.author != others.author),
            ("文件日期", own.dated != others.dated),
            ("正文", own.body != others.body),
            ("摘要", own.summary != others.summary),
            ("封面", own.cover != others.cover),
            ("附件", own.attachments != others.attachments),
            ("修改说明", own.note != others.note),
        ];
        all.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}

/// How many pictures say nothing to who can't see them.
fn without_caption(blocks: &[Block]) -> usize {
    let one = |block: &Block| match block {
        Block::Picture { caption, .. } => usize::from(caption.is_empty()),
        Block::Quote(inside) => without_caption(inside),
        Block::List { items, .. } => items.iter().map(|item| without_caption(item)).sum(),
        Block::Table(rows) => rows.iter().flatten().map(|cell| without_caption(&cell.blocks)).sum(),
        Block::Heading(..) | Block::Paragraph(_) => 0,
    };
    blocks.iter().map(one).sum()
}

/// The address of a link as it was typed: one without a scheme is a site's. `None` when it leads nowhere.
#[must_use]
pub fn link_address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let bare = !typed.starts_with('/') && !typed.contains("://") && typed.contains('.');
    let whole = if bare { format!("https://{typed}") } else { typed.to_owned() };
    rich::address(&whole).map(str::to_owned)
}
