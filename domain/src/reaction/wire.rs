//! Reactions on the wire.

use crate::meeting::Decision;
use crate::{CommentId, FileId, Instant};
use serde::{Deserialize, Serialize};

coded! {
    /// A kind of thing that people react to.
    pub enum TargetKind {
        /// An article.
        Article = "article" "文章",
        /// A course.
        Course = "course" "课程",
        /// A lesson of a course.
        Lesson = "lesson" "课时",
        /// A work of the library.
        Book = "book" "图书",
    }
}

coded! {
    /// What is given and may be taken back.
    pub enum ReactionDeed {
        /// 收藏.
        Favourite = "favourite" "收藏",
        /// 点赞.
        Like = "like" "点赞",
        /// 分享; never taken back.
        Share = "share" "分享",
    }
}

coded! {
    /// Where a comment stands.
    pub enum RemarkState {
        /// It waits for the branch.
        Waiting = "waiting" "待审核",
        /// Everybody signed in sees it.
        Shown = "shown" "已发表",
        /// The branch did not let it pass.
        Returned = "returned" "未通过",
        /// It was removed.
        Removed = "removed" "已移除",
    }
}

/// A thing that people react to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Target {
    /// Its kind.
    pub kind: TargetKind,
    /// Its id among its kind.
    pub id: i64,
}

wire! {
    /// `GET /api/reactions`: what stands.
    #[derive(Default)]
    pub struct Reactions {
        /// How many like it.
        pub likes: u32,
        /// How many keep it.
        pub favourites: u32,
        /// How many have shared it.
        pub shares: u32,
        /// How many comments are seen.
        pub remarks: u32,
        /// The caller likes it.
        pub liked: bool,
        /// The caller keeps it.
        pub kept: bool,
    }

    /// `PUT /api/reactions`: give or take back.
    pub struct ReactionForm {
        /// To a thing of which kind.
        pub kind: TargetKind,
        /// Its id among its kind.
        pub id: i64,
        /// What.
        pub deed: ReactionDeed,
        /// Given, or taken back; a share can't be taken back.
        pub on: bool,
    }

    /// What a reaction came to.
    pub struct Reacted {
        /// What stands now.
        pub reactions: Reactions,
        /// What it earned now.
        pub points: u32,
    }

    /// `POST /api/reactions/comments`.
    pub struct RemarkForm {
        /// On a thing of which kind.
        pub kind: TargetKind,
        /// Its id among its kind.
        pub id: i64,
        /// The text, at most 300 characters.
        pub text: String,
    }

    /// `POST /api/reactions/comments/{id}/decision`.
    pub struct RemarkDecision {
        /// Let it pass or not.
        pub decision: Decision,
        /// Required for a no, at most 300 characters.
        #[serde(default)]
        pub reason: String,
    }

    /// `POST /api/reactions/comments/{id}/removal`.
    pub struct RemarkRemovalForm {
        /// Why, at most 300 characters; one's own needs none.
        #[serde(default)]
        pub reason: String,
    }

    /// A comment. What does not stand is shown to whoever wrote it and to their branch, and to nobody else.
    pub struct Remark {
        /// The comment.
        pub id: CommentId,
        /// Who wrote it.
        pub by: String,
        /// From where.
        pub org: String,
        /// The text.
        pub text: String,
        /// When.
        pub at: Instant,
        /// Where it stands.
        pub state: RemarkState,
        /// It is the caller's own.
        pub mine: bool,
        /// The caller may decide on it now.
        pub decides: bool,
        /// The caller may remove it.
        pub removes: bool,
        /// Why it did not pass, or was removed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<String>,
    }

    /// `GET /api/reactions/comments/{id}`: a comment with what it is on, for who decides.
    pub struct RemarkView {
        /// The comment.
        #[serde(flatten)]
        pub remark: Remark,
        /// On what.
        pub target: Target,
        /// What that is called.
        pub title: String,
        /// The address of its page.
        pub link: String,
    }

    /// Something that one keeps (我的收藏).
    pub struct Favourite {
        /// What.
        pub target: Target,
        /// What it is called.
        pub title: String,
        /// What is beside it: 党建头条.
        pub note: String,
        /// The picture beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// The address of its page; empty when it is not public any more.
        pub link: String,
        /// Since when.
        pub at: Instant,
    }
}
