//! What the app's shell and the pages in it say to each other: the outbox, and the server in use (FEATURES 10.1, 10.2),
//! and the lessons downloaded for when there is no network (FEATURES 5.12, 12.2).

use crate::{CourseId, Instant, LessonId};

coded! {
    /// What has become of a write in the outbox.
    pub enum RowState {
        /// Not known to be with the server yet.
        Waiting = "waiting" "等待发送",
        /// The server has it.
        Sent = "sent" "已送达",
        /// The server said no.
        Refused = "refused" "未被接受",
    }
}

coded! {
    /// How far a download has come.
    pub enum DownloadState {
        /// It has not ended yet: it goes on by itself when there is a network.
        Loading = "loading" "正在下载",
        /// All of it lies on this device.
        Whole = "whole" "已下载",
        /// It can't be had; the row's sentence says why.
        Failed = "failed" "下载失败",
    }
}

wire! {
    /// A lesson downloaded to this device.
    pub struct Download {
        /// The lesson.
        pub lesson: LessonId,
        /// Its title.
        pub title: String,
        /// Its course.
        pub course: CourseId,
        /// What that is called.
        pub course_title: String,
        /// How far it has come.
        pub state: DownloadState,
        /// What lies on this device, in bytes.
        pub have: u64,
        /// How much it is, in bytes; 0 for a lesson without a file.
        pub size: u64,
        /// For a failed one: why, for the user.
        pub sentence: Option<String>,
        /// When the user asked for it.
        pub asked_at: Instant,
    }

    /// A row of the outbox.
    pub struct OutboxRow {
        /// The row.
        pub id: i64,
        /// What has become of it.
        pub state: RowState,
        /// What it is, in the user's words.
        pub what: String,
        /// The address it goes to, so that a page can say that its own change still waits.
        pub path: String,
        /// When the user did it.
        pub queued_at: Instant,
        /// When the server's answer came.
        pub decided_at: Option<Instant>,
        /// For a refused row: what to tell the user.
        pub sentence: Option<String>,
        /// For a refused row: what to check or do next.
        pub hint: Option<String>,
    }

    /// Where the app's data comes from.
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum Server {
        /// A server on the network.
        Remote {
            /// Its address, e.g. `https://dj.example.gov.cn`.
            url: String,
        },
        /// 只在这台电脑上使用: the server inside the app.
        Here,
    }

    /// Which server is in use, and what can be chosen.
    pub struct Choice {
        /// The server in use; none before the first choice.
        pub server: Option<Server>,
        /// The environment has decided: the user can't.
        pub fixed: bool,
        /// Whether 只在这台电脑上使用 can be chosen on this device.
        pub here_possible: bool,
        /// Why the server chosen can't be used, in a sentence for the user.
        pub trouble: Option<String>,
        /// Accounts to try the server inside the app with, as long as it holds the demo.
        pub samples: Vec<Sample>,
    }

    /// An account of the demo, to sign in with.
    pub struct Sample {
        /// What to type as the account.
        pub account: String,
        /// Its password; everybody may know it, the people are invented.
        pub password: String,
        /// The name shown.
        pub name: String,
        /// What there is to see.
        pub note: String,
    }
}

impl Server {
    /// The lasting name under which data of this server is kept.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Remote { url } => url,
            Self::Here => "here",
        }
    }
}
