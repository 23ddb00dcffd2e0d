//! 经验交流 on the wire.

use crate::file::FileInfo;
use crate::meeting::{Decision, ReviewRound};
use crate::org::OrgRef;
use crate::{CommentId, ExperienceId, FileId, Instant};

coded! {
    /// Where a post stands.
    pub enum ExperienceState {
        /// Being written.
        Draft = "draft" "草稿",
        /// It waits for the superior.
        Waiting = "waiting" "待审核",
        /// Returned with a reason.
        Returned = "returned" "已退回",
        /// Published.
        Published = "published" "已发布",
        /// Taken down by who published it.
        TakenDown = "taken_down" "已下架",
    }
}

coded! {
    /// Something a person does to a post.
    pub enum ExperienceAct {
        /// Change it.
        Edit = "edit" "修改",
        /// Throw it away.
        Delete = "delete" "删除",
        /// Hand it in.
        Submit = "submit" "报审",
        /// Take it back while nobody has looked at it.
        Withdraw = "withdraw" "撤回",
        /// Publish it.
        Publish = "publish" "发布",
        /// Return it with a reason.
        Return = "return" "退回",
        /// Take it down.
        TakeDown = "take_down" "下架",
        /// Comment.
        Comment = "comment" "评论",
        /// Like.
        Like = "like" "点赞",
    }
}

coded! {
    /// Who reads it once it is published (公开范围).
    pub enum ExperienceAudience {
        /// Everybody below who published it.
        Subtree = "subtree" "本级所属",
        /// The whole province.
        Province = "province" "全省",
    }
}

coded! {
    /// In which order the published posts are listed.
    pub enum ExperienceOrder {
        /// The latest first.
        Newest = "newest" "最新",
        /// The most liked first.
        Liked = "liked" "点赞最多",
    }
}

wire! {
    /// `POST /api/experiences` and `PUT /api/experiences/{id}`: what the branch types.
    pub struct ExperienceForm {
        /// What it is called, at most 80 characters.
        pub title: String,
        /// The text, paragraphs by line, at most 20,000 characters.
        pub text: String,
        /// Photos uploaded before, at most 20; the first is the cover.
        #[serde(default)]
        pub photos: Vec<FileId>,
    }

    /// `POST /api/experiences/{id}/review`.
    pub struct ExperienceDecision {
        /// Publish (approve) or return.
        pub decision: Decision,
        /// For whom it is published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub audience: Option<ExperienceAudience>,
        /// Required for a return, at most 300 characters.
        #[serde(default)]
        pub reason: String,
    }

    /// A post as a row of a list.
    pub struct ExperienceRow {
        /// The post.
        pub id: ExperienceId,
        /// Whose it is.
        pub org: OrgRef,
        /// What it is called.
        pub title: String,
        /// How it begins.
        pub excerpt: String,
        /// Where it stands.
        pub state: ExperienceState,
        /// The picture beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// Who reads it, once it is published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub audience: Option<ExperienceAudience>,
        /// When it was published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub published_at: Option<Instant>,
        /// When it was last written.
        pub written_at: Instant,
        /// ExperienceLikes.
        pub likes: u32,
        /// Comments that stand.
        pub comments: u32,
        /// How many accounts have opened it, its own branch not counted.
        pub views: u32,
    }

    /// `GET /api/experiences/{id}`: everything a page about it needs.
    pub struct ExperienceView {
        /// The row.
        #[serde(flatten)]
        pub row: ExperienceRow,
        /// The text.
        pub text: String,
        /// Photos.
        pub photos: Vec<FileInfo>,
        /// Who published it, or whom it is handed in to.
        pub reviewer: String,
        /// All rounds of review; for the branch and those above it.
        pub rounds: Vec<ReviewRound>,
        /// Why it was taken down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub taken_down_for: Option<String>,
        /// The caller likes it.
        pub liked: bool,
        /// The caller may remove others' comments.
        pub moderates: bool,
        /// What the caller may do now.
        pub acts: Vec<ExperienceAct>,
        /// Names the state that this was read from: send it back with a change (`If-Match`).
        pub revision: u32,
    }

    /// What stands after a like was given or taken back.
    pub struct ExperienceLikes {
        /// ExperienceLikes.
        pub likes: u32,
        /// The caller likes it.
        pub liked: bool,
    }

    /// `POST /api/experiences/{id}/takedown`.
    pub struct ExperienceTakedownForm {
        /// Why, at most 300 characters.
        pub reason: String,
    }

    /// `POST /api/experiences/{id}/comments`.
    pub struct ExperienceCommentForm {
        /// The text, at most 300 characters.
        pub text: String,
    }

    /// `POST /api/comments/{id}/removal`.
    pub struct CommentRemovalForm {
        /// Why, at most 300 characters; one's own needs none.
        #[serde(default)]
        pub reason: String,
    }

    /// A comment. A removed one is shown to whoever wrote it, with the reason, and to nobody else.
    pub struct ExperienceComment {
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
        /// It is the caller's own.
        pub mine: bool,
        /// Why it was removed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub removed_for: Option<String>,
    }
}
