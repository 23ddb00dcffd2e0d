//! The library on the wire.

use super::BookPlace;
use crate::file::FileInfo;
use crate::{ChapterId, FileId, Instant, WorkId};

coded! {
    /// What a work is (FEATURES 5.10).
    pub enum WorkKind {
        /// 党刊.
        Journal = "journal" "党刊",
        /// 党书.
        Book = "book" "党书",
        /// 党报.
        Paper = "paper" "党报",
        /// 专题.
        Topic = "topic" "专题",
        /// 听书.
        Audio = "audio" "听书",
    }
}

coded! {
    /// Where a work stands.
    pub enum WorkState {
        /// Being made; only editors see it.
        Draft = "draft" "编辑中",
        /// Open to everybody who is signed in.
        Published = "published" "已上架",
        /// Taken off; who has it on the shelf is told so.
        Withdrawn = "withdrawn" "已下架",
    }
}

coded! {
    /// Something an editor does to a work.
    pub enum WorkAct {
        /// Change it, or its chapters.
        Edit = "edit" "编辑",
        /// Open it to all.
        Publish = "publish" "上架",
        /// Take it off.
        Withdraw = "withdraw" "下架",
        /// Throw it away.
        Delete = "delete" "删除",
    }
}

coded! {
    /// What a line of the contents leads to.
    pub enum ChapterKind {
        /// A heading over others: a part of a book, an issue of a journal.
        Part = "part" "卷期标题",
        /// Text with pictures.
        Text = "text" "正文",
        /// A PDF, read page by page.
        Pages = "pages" "版式页",
        /// A recording.
        Audio = "audio" "音频",
    }
}

coded! {
    /// In which order works are listed.
    pub enum WorkOrder {
        /// The latest published first.
        Newest = "newest" "最新",
        /// The most read first.
        Popular = "popular" "最多人读",
    }
}

wire! {
    /// `POST /api/works` and `PUT /api/works/{id}`: what an editor types.
    pub struct WorkForm {
        /// What it is.
        pub kind: WorkKind,
        /// Its title, at most 100 characters.
        pub title: String,
        /// Who wrote or reads it, at most 60 characters.
        #[serde(default)]
        pub author: String,
        /// Who published it, at most 60 characters.
        #[serde(default)]
        pub publisher: String,
        /// What it is about, at most 2,000 characters.
        #[serde(default)]
        pub introduction: String,
        /// Its cover: a photo uploaded before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
    }

    /// A picture within a text.
    pub struct BookPicture {
        /// The photo.
        pub file: FileId,
        /// What it shows, for those who don't see it.
        #[serde(default)]
        pub caption: String,
        /// Width in points.
        pub width: u32,
        /// Height in points.
        pub height: u32,
    }

    /// A piece of a text: formatted text, or a picture.
    pub struct BookPiece {
        /// Formatted text as HTML of few elements; empty for a picture.
        #[serde(default)]
        pub text: String,
        /// The picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub picture: Option<BookPicture>,
    }

    /// `POST /api/works/{id}/chapters` and `PUT /api/chapters/{id}`.
    pub struct ChapterForm {
        /// What the contents call it, at most 100 characters.
        pub title: String,
        /// How deep it stands, 1 to 4.
        #[serde(default = "first_level")]
        pub level: u8,
        /// Only a heading over the chapters below it.
        #[serde(default)]
        pub heading: bool,
        /// The text; what a PDF or a recording says may stand beside it. A change that leaves it out leaves it as it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pieces: Option<Vec<BookPiece>>,
    }

    /// `POST /api/works/{id}/recordings`: a recording becomes a chapter.
    pub struct RecordingForm {
        /// The file, uploaded before.
        pub file: FileId,
    }

    /// A line in a new order of the contents.
    pub struct ContentsPlace {
        /// The chapter.
        pub id: ChapterId,
        /// How deep, 1 to 4.
        pub level: u8,
    }

    /// `PUT /api/works/{id}/contents`: all chapters in a new order.
    pub struct ContentsForm {
        /// Every chapter once.
        pub items: Vec<ContentsPlace>,
    }

    /// A work as a row of a list.
    pub struct WorkRow {
        /// The work.
        pub id: WorkId,
        /// What it is.
        pub kind: WorkKind,
        /// Its title.
        pub title: String,
        /// Who wrote or reads it.
        pub author: String,
        /// Who published it.
        pub publisher: String,
        /// Its cover.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// Where it stands.
        pub state: WorkState,
        /// When it was published first.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub published_at: Option<Instant>,
        /// How many chapters, headings not counted.
        pub chapters: u32,
        /// Characters of all texts.
        pub characters: u32,
        /// Seconds of all recordings.
        pub duration: u32,
        /// How many accounts have read in it.
        pub readers: u32,
    }

    /// A line of the contents.
    pub struct ContentsItem {
        /// The chapter.
        pub id: ChapterId,
        /// How deep it stands, from 1.
        pub level: u8,
        /// What it leads to.
        pub kind: ChapterKind,
        /// What it is called.
        pub title: String,
        /// Characters of its text.
        pub characters: u32,
        /// Pages of its PDF.
        pub pages: u32,
        /// Seconds of its recording.
        pub duration: u32,
    }

    /// `GET /api/works/{id}`.
    pub struct WorkView {
        /// The row.
        #[serde(flatten)]
        pub row: WorkRow,
        /// What it is about.
        pub introduction: String,
        /// The contents.
        pub contents: Vec<ContentsItem>,
        /// Where the caller stopped.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub place: Option<BookPlace>,
        /// How far the caller has come, in thousandths.
        pub progress: u32,
        /// It stands on the caller's shelf.
        pub on_shelf: bool,
        /// What the caller may do to it now.
        pub acts: Vec<WorkAct>,
        /// Names the state that this was read from: send it back with a change (`If-Match`).
        pub revision: u32,
    }

    /// `GET /api/chapters/{id}`.
    pub struct BookChapter {
        /// Its line of the contents.
        #[serde(flatten)]
        pub item: ContentsItem,
        /// Of which work.
        pub work: WorkId,
        /// What that is called.
        pub work_title: String,
        /// The text.
        pub pieces: Vec<BookPiece>,
        /// The PDF or the recording.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<FileInfo>,
        /// The one before that can be read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub previous: Option<ChapterId>,
        /// The one after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<ChapterId>,
        /// Names the state that this was read from: send it back with a change (`If-Match`).
        #[serde(default)]
        pub revision: u32,
    }

    /// A book on one's shelf, or that one is reading.
    pub struct ShelfItem {
        /// The book.
        #[serde(flatten)]
        pub row: WorkRow,
        /// How far the caller has come, in thousandths.
        pub progress: u32,
        /// When the caller last read in it, or put it there.
        pub touched_at: Instant,
    }

    /// `GET /api/library`: a kind with its latest works.
    pub struct KindShelf {
        /// The kind.
        pub kind: WorkKind,
        /// How many works it has.
        pub works: u32,
        /// The latest, at most 6.
        pub newest: Vec<WorkRow>,
    }

    /// `GET /api/library`: the front page.
    pub struct LibraryFront {
        /// What the caller was reading, the latest first, at most 3.
        pub reading: Vec<ShelfItem>,
        /// The kinds in their order.
        pub kinds: Vec<KindShelf>,
        /// What most people read, at most 6.
        pub popular: Vec<WorkRow>,
    }

    /// What stands after a place was told.
    pub struct PlaceKept {
        /// The place that holds: the one told, or a newer one of another device.
        pub place: BookPlace,
        /// How far that is, in thousandths.
        pub progress: u32,
    }

    /// Whether a work stands on the shelf.
    pub struct OnShelf {
        /// It does.
        pub on_shelf: bool,
    }

    /// `POST /api/works/import`: what came of a file.
    pub struct BookImport {
        /// The work made of it, not published yet.
        pub work: WorkId,
        /// Its title.
        pub title: String,
        /// Chapters taken over.
        pub chapters: u32,
        /// Pictures taken over.
        pub pictures: u32,
        /// What could not be taken over, one sentence each.
        pub notes: Vec<String>,
    }
}

const fn first_level() -> u8 {
    1
}
