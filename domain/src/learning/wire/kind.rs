//! What courses and lessons are, where they stand, how they are listed.

coded! {
    /// Where a course stands.
    pub enum CourseState {
        /// Being made.
        Draft = "draft" "未发布",
        /// Open to all.
        Published = "published" "已发布",
        /// Taken down; who studied it keeps their progress.
        Withdrawn = "withdrawn" "已下架",
    }
}

coded! {
    /// Something an editor does with a course.
    pub enum CourseAct {
        /// Change it and its lessons.
        Edit = "edit" "修改",
        /// Open it to all.
        Publish = "publish" "发布",
        /// Take it down.
        Withdraw = "withdraw" "下架",
        /// Put it among the recommended ones, or take it out.
        Recommend = "recommend" "推荐",
        /// Throw it away.
        Delete = "delete" "删除",
    }
}

coded! {
    /// What a lesson is.
    pub enum LessonKind {
        /// A film.
        Video = "video" "视频",
        /// A recording.
        Audio = "audio" "音频",
        /// A text to read.
        Text = "text" "图文",
        /// A file to read: PDF or Word.
        Document = "document" "文档",
    }
}

impl LessonKind {
    /// Whether it is played and not read.
    #[must_use]
    pub const fn is_played(self) -> bool {
        match self {
            Self::Video | Self::Audio => true,
            Self::Text | Self::Document => false,
        }
    }

    /// Whether it stands in a file.
    #[must_use]
    pub const fn has_file(self) -> bool {
        match self {
            Self::Video | Self::Audio | Self::Document => true,
            Self::Text => false,
        }
    }
}

coded! {
    /// In which order courses are listed.
    pub enum CourseOrder {
        /// The latest published first.
        Newest = "newest" "最新",
        /// Those that editors recommend (重点推荐), the latest recommended first.
        Recommended = "recommended" "重点推荐",
        /// Those most studied within thirty days (热门课件).
        Popular = "popular" "热门课件",
    }
}
