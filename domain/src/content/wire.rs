//! Content on the wire: what everybody reads, what editors work with, who they are, and what reading came to.

use super::{Column, ColumnRef, Link, Site};
use crate::file::FileInfo;
use crate::meeting::{Decision, ReviewRound};
use crate::{AccountId, ArticleId, ColumnId, FileId, Instant};

coded! {
    /// Where an article stands.
    pub enum ArticleState {
        /// Being written.
        Draft = "draft" "草稿",
        /// It waits for the second pair of eyes.
        Waiting = "waiting" "待审核",
        /// Returned with a reason.
        Returned = "returned" "已退回",
        /// Approved, to be published at its time.
        Scheduled = "scheduled" "待发布",
        /// Published.
        Published = "published" "已发布",
        /// Withdrawn with a reason.
        Withdrawn = "withdrawn" "已撤稿",
    }
}

coded! {
    /// Something done to an article.
    pub enum ArticleAct {
        /// Change it; of a public one, begin the next version.
        Edit = "edit" "修改",
        /// Throw away what is being written.
        Discard = "discard" "删除",
        /// Hand it in.
        Submit = "submit" "报审",
        /// Take it back while nobody has looked, or before its time has come.
        TakeBack = "take_back" "撤回",
        /// Publish it, at once or at a time.
        Publish = "publish" "发布",
        /// Return it with a reason.
        Return = "return" "退回",
        /// Withdraw what is public, with a reason.
        Withdraw = "withdraw" "撤稿",
        /// Put it at the head of its columns, or no longer.
        Pin = "pin" "置顶",
    }
}

wire! {
    /// A published article as a row of a list.
    pub struct ArticleRow {
        /// The article.
        pub id: ArticleId,
        /// On which site.
        pub site: Site,
        /// Its column.
        pub column: ColumnRef,
        /// What it is called.
        pub title: String,
        /// What it is about, in a line or two.
        pub summary: String,
        /// The picture beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// Where it comes from.
        pub source: String,
        /// When it was first published; of a document, its own day.
        pub at: Instant,
        /// It stands at the head of its columns.
        pub pinned: bool,
    }

    /// `GET /api/articles/{id}`: a published article, whole.
    pub struct ArticleView {
        /// The row.
        #[serde(flatten)]
        pub row: ArticleRow,
        /// What stands under the title.
        pub subtitle: String,
        /// Who wrote it.
        pub author: String,
        /// The text, as [`crate::rich`] reads it.
        pub body: String,
        /// What is added to it.
        pub attachments: Vec<FileInfo>,
        /// The columns from the top down to its own, as far as they are shown.
        pub path: Vec<ColumnRef>,
        /// The day of a document itself, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub dated: Option<String>,
        /// Which version it is, from 1.
        pub version: u32,
        /// When this version was published.
        pub changed_at: Instant,
        /// How often it was opened, to within a minute.
        pub views: u32,
        /// Others of its column.
        pub more: Vec<ArticleRow>,
    }

    /// A column with its latest articles.
    pub struct ColumnBlock {
        /// The column.
        pub column: Column,
        /// The latest.
        pub articles: Vec<ArticleRow>,
    }

    /// `GET /api/front`: the front page of a site, or of a part of the province's.
    pub struct FrontPage {
        /// Whose.
        pub site: Site,
        /// What is at the head, with pictures.
        pub headlines: Vec<ArticleRow>,
        /// The columns at the top, each with its latest.
        pub blocks: Vec<ColumnBlock>,
    }

    /// `GET /api/columns`: a site's columns that are shown, a column after the one above it.
    pub struct ColumnTree {
        /// Whose.
        pub site: Site,
        /// The columns.
        pub columns: Vec<Column>,
    }

    /// `GET /api/columns/{id}`: a column that is shown, with where it stands.
    pub struct ColumnView {
        /// The column.
        pub column: Column,
        /// The columns from the top down to it, itself included.
        pub path: Vec<ColumnRef>,
        /// Those right below it.
        pub below: Vec<Column>,
        /// The first year, by Asia/Shanghai, of which it or one below has an article.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub first_year: Option<i32>,
        /// The last one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last_year: Option<i32>,
    }

    /// `POST /api/desk/articles` and `PUT /api/desk/articles/{id}`.
    #[derive(Default)]
    pub struct ArticleForm {
        /// Its column.
        pub column: ColumnId,
        /// Others of the same site in which it also stands, at most 5.
        #[serde(default)]
        pub also: Vec<ColumnId>,
        /// What it is called, at most 80 characters.
        pub title: String,
        /// What stands under the title, at most 80 characters.
        #[serde(default)]
        pub subtitle: String,
        /// Where it comes from, at most 60 characters.
        #[serde(default)]
        pub source: String,
        /// Who wrote it, at most 40 characters.
        #[serde(default)]
        pub author: String,
        /// What it is about, at most 200 characters; how the text begins when empty.
        #[serde(default)]
        pub summary: String,
        /// The text as HTML of the elements that [`crate::rich`] knows, at most 50,000 characters; pictures by their files.
        #[serde(default)]
        pub body: String,
        /// The picture beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// What is added to it, at most 20 files.
        #[serde(default)]
        pub attachments: Vec<FileId>,
        /// The day of a document itself, YYYY-MM-DD.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub dated: Option<String>,
        /// What this version changes, at most 200 characters.
        #[serde(default)]
        pub note: String,
    }

    /// `POST /api/desk/articles/{id}/review`.
    pub struct ArticleDecision {
        /// Publish (approve) or return.
        pub decision: Decision,
        /// Required for a return, at most 300 characters.
        #[serde(default)]
        pub reason: String,
        /// When it is to be published; at once when not given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub publish_at: Option<Instant>,
    }

    /// `POST /api/desk/articles/{id}/withdrawal`.
    pub struct ArticleWithdrawalForm {
        /// Why, at most 300 characters.
        pub reason: String,
    }

    /// `PUT /api/desk/articles/{id}/pin`.
    pub struct PinForm {
        /// At the head of its columns, or no longer.
        pub pinned: bool,
    }

    /// An article as a row of the desk.
    pub struct DeskRow {
        /// The article.
        pub id: ArticleId,
        /// On which site.
        pub site: Site,
        /// Its column.
        pub column: ColumnRef,
        /// What it is called, as it is being written.
        pub title: String,
        /// Where it stands.
        pub state: ArticleState,
        /// Readers see a version of it.
        pub live: bool,
        /// It stands at the head of its columns.
        pub pinned: bool,
        /// The picture beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// How many versions were published.
        pub versions: u32,
        /// Who wrote or handed it in last.
        pub writer: String,
        /// The caller did.
        pub mine: bool,
        /// When it was last written.
        pub written_at: Instant,
        /// When it will be published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub publish_at: Option<Instant>,
        /// When it was first published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub published_at: Option<Instant>,
    }

    /// `GET /api/desk/articles/{id}`: everything an editor needs.
    pub struct DeskView {
        /// The row.
        #[serde(flatten)]
        pub row: DeskRow,
        /// What is being written, or what stands.
        pub form: ArticleForm,
        /// The columns it also stands in, by name.
        pub also: Vec<ColumnRef>,
        /// The attachments.
        pub attachments: Vec<FileInfo>,
        /// All rounds of review, the first first.
        pub rounds: Vec<ReviewRound>,
        /// Why it was withdrawn.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub withdrawn_for: Option<String>,
        /// How often it was opened.
        pub views: u32,
        /// What the caller may do now.
        pub acts: Vec<ArticleAct>,
        /// Names the state that this was read from: send it back with a change (`If-Match`).
        pub revision: u32,
    }

    /// How many articles stand in a state.
    pub struct StateCount {
        /// The state.
        pub state: ArticleState,
        /// How many.
        pub count: u32,
    }

    /// `GET /api/desk/articles/counts`.
    pub struct DeskCounts {
        /// By state; states in which none stands are left out.
        pub states: Vec<StateCount>,
        /// How many wait on which the caller may decide.
        pub to_review: u32,
    }

    /// `GET /api/desk/columns`: every column of a site, shown or not.
    pub struct DeskColumns {
        /// Whose.
        pub site: Site,
        /// The columns, a column after the one above it.
        pub columns: Vec<DeskColumn>,
    }

    /// A column on the desk.
    pub struct DeskColumn {
        /// The column.
        #[serde(flatten)]
        pub column: Column,
        /// Public articles in it and below it.
        pub articles: u32,
        /// Articles may stand in it.
        pub takes: bool,
    }

    /// A version as a row of its history.
    pub struct VersionRow {
        /// From 1.
        pub version: u32,
        /// What it was called.
        pub title: String,
        /// What it changed.
        pub note: String,
        /// Who wrote it.
        pub writer: String,
        /// Who published it.
        pub reviewer: String,
        /// When.
        pub at: Instant,
    }

    /// `GET /api/desk/articles/{id}/version`: a version whole.
    pub struct VersionView {
        /// The row.
        #[serde(flatten)]
        pub row: VersionRow,
        /// What it said.
        pub form: ArticleForm,
    }

    /// Somebody who edits the columns of a site (栏目编辑, FEATURES 0.2).
    pub struct EditorRow {
        /// Their account.
        pub id: AccountId,
        /// Their name.
        pub name: String,
        /// What they type as the account.
        pub login: String,
        /// Whose columns.
        pub site: Site,
        /// They may sign in.
        pub active: bool,
        /// Since when.
        pub since: Instant,
    }

    /// `POST /api/editors`.
    pub struct EditorForm {
        /// Their name, at most 20 characters.
        pub name: String,
        /// Whose columns.
        pub site: Site,
    }

    /// A new editor, with what to hand over; shown once.
    pub struct EditorAppointed {
        /// Who.
        pub editor: EditorRow,
        /// The first password; must be changed at the first sign-in.
        pub password: String,
    }

    /// `GET /api/links`.
    pub struct Links {
        /// The links that lead somewhere; for the province, all.
        pub links: Vec<Link>,
    }

    /// `PUT /api/links`: another catalogue; the platform's own again when empty.
    pub struct LinksForm {
        /// All links, in their order.
        pub links: Vec<Link>,
    }

    /// `POST /api/links/visit`.
    pub struct LinkVisitForm {
        /// Which.
        pub code: String,
    }

    /// What going out came to.
    pub struct LinkVisited {
        /// Where it leads.
        pub address: String,
        /// What it earned now.
        pub points: u32,
    }

    /// `POST /api/articles/{id}/reading/done`.
    #[derive(Default)]
    pub struct ReadingForm {
        /// It was read without a network, visible for so many milliseconds by the device's clock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub offline: Option<i64>,
    }

    /// What reading came to.
    pub struct ReadTold {
        /// It counts (now or before).
        pub counted: bool,
        /// What it earned now.
        pub points: u32,
    }
}
