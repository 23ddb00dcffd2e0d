//! What a search answers.

use crate::Instant;

/// What stands in the field where nothing is typed.
pub const ASK: &str = "两个字就能找，拼音和首字母也可以";
/// What can be found, and how.
pub const SAYS: &str = "可以找资讯、课程、图书和操作指南：输入标题或正文里的词，多个词之间用空格隔开。";

coded! {
    /// What can be found.
    pub enum SearchKind {
        /// An article.
        Article = "article" "文章",
        /// A course.
        Course = "course" "课程",
        /// A work of the library.
        Book = "book" "图书",
        /// A page of the manual.
        Manual = "manual" "操作指南",
    }
}

wire! {
    /// A piece of a text.
    pub struct TextPiece {
        /// The piece.
        pub text: String,
        /// Whether it is what was searched for.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub hit: bool,
    }

    /// Something that was found.
    pub struct SearchHit {
        /// What it is.
        pub kind: SearchKind,
        /// Its id among its kind.
        pub id: i64,
        /// Its title; the pieces together are the whole of it.
        pub title: Vec<TextPiece>,
        /// Where its text fits best, about 80 characters; empty when it has no text.
        pub excerpt: Vec<TextPiece>,
        /// Where it is read.
        pub link: String,
        /// Where it belongs: a column, a theme.
        pub place: String,
        /// When it was published.
        pub at: Instant,
    }

    /// `GET /api/search`.
    pub struct SearchPage {
        /// The best first.
        pub items: Vec<SearchHit>,
        /// How many there are, at most 1,000.
        pub total: u32,
        /// Nothing holds the words as they are: these sound alike or nearly fit.
        pub loose: bool,
        /// Where the next page begins, if there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<String>,
    }
}
