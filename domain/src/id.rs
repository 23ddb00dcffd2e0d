//! Identifiers as types, so that a member's id can't be passed for a meeting's.
//!
//! An id is a positive integer below 2^53 (every client's number type holds it exactly); how it is made is the
//! store's affair.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(
            /// Positive, below 2^53.
            pub i64,
        );

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(s: &str) -> Result<Self, Self::Err> { s.parse().map(Self) }
        }
    )*};
}

ids! {
    /// An organisation (党组织): from the province down to a branch.
    OrgId;
    /// A party member (党员).
    MemberId;
    /// Something that can sign in: an organisation or a member.
    AccountId;
    /// One sign-in on one device.
    SessionId;
    /// A meeting (会议).
    MeetingId;
    /// A party group (党小组).
    GroupId;
    /// A committee post beside the handbook's list.
    PostId;
    /// A request for such a post.
    PostRequestId;
    /// An uploaded photo or attachment.
    FileId;
    /// A message in somebody's inbox (通知).
    InboxId;
    /// Something that a branch makes public (党务公开).
    DisclosureId;
    /// A post of a branch about its experience (经验交流).
    ExperienceId;
    /// A comment (评论).
    CommentId;
    /// A superior's urge (督办).
    UrgeId;
    /// A column of a site (栏目).
    ColumnId;
    /// An article (文章).
    ArticleId;
    /// An exam (考试).
    ExamId;
    /// A question of the bank (题).
    QuestionId;
    /// One member's sitting of an exam, or of practice.
    SittingId;
    /// A course (课程).
    CourseId;
    /// A lesson of a course (章节).
    LessonId;
    /// A player that is open: the one place where somebody is studying.
    StudyId;
    /// A large file on its way up.
    UploadId;
    /// A branch's group study before one screen (集中学习).
    GroupStudyId;
    /// A question on which the screen of a group study pauses, at its place in a lesson.
    LessonQuestionId;
    /// A channel of the programme guide (频道).
    ChannelId;
    /// A programme on a channel (节目).
    ProgrammeId;
    /// A journal, a book, a paper, a topic or an audio book of the library (图书库).
    WorkId;
    /// A line of its contents, with what can be read there.
    ChapterId;
}
