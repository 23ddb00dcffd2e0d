//! The learning centre on the wire.

use super::theme::{CourseTheme, CourseTopic};
use super::watch::BeatVerdict;
use crate::file::FileInfo;
use crate::{CourseId, FileId, Instant, LessonId, MeetingId, MemberId, SittingId, StudyId};

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

wire! {
    /// `POST /api/courses`, `PUT /api/courses/{id}`: what an editor types.
    pub struct CourseForm {
        /// Its theme.
        pub theme: CourseTheme,
        /// Topics it belongs to.
        #[serde(default)]
        pub topics: Vec<CourseTopic>,
        /// What it is called, at most 80 characters.
        pub title: String,
        /// What it is about, at most 1,000 characters.
        #[serde(default)]
        pub introduction: String,
        /// Who speaks, at most 40 characters.
        #[serde(default)]
        pub speaker: String,
        /// The year it is from.
        pub year: u32,
        /// The picture: a photo that was uploaded before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// The lessons in the order they are to have; all of them, or none to leave it as it is.
        #[serde(default)]
        pub order: Vec<LessonId>,
    }

    /// `POST /api/courses/{id}/lessons`, `PUT /api/lessons/{id}`.
    pub struct LessonForm {
        /// What it is.
        pub kind: LessonKind,
        /// What it is called, at most 80 characters.
        pub title: String,
        /// The text as HTML, at most 30,000 characters; beside a film or a file it accompanies it.
        #[serde(default)]
        pub body: String,
        /// Its file, uploaded before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<FileId>,
        /// How long a film or a recording lasts, in milliseconds.
        #[serde(default)]
        pub duration: i64,
        /// About how many characters a document has.
        #[serde(default)]
        pub characters: u32,
        /// Subtitles as WebVTT.
        #[serde(default)]
        pub subtitles: String,
    }

    /// `PUT /api/courses/{id}/recommendation`.
    pub struct RecommendForm {
        /// Whether it is recommended.
        pub recommended: bool,
    }

    /// A course as a row of a list.
    pub struct CourseRow {
        /// The course.
        pub id: CourseId,
        /// Its theme.
        pub theme: CourseTheme,
        /// What it is called.
        pub title: String,
        /// Who speaks.
        pub speaker: String,
        /// The year it is from.
        pub year: u32,
        /// The picture: part of its address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// Where it stands.
        pub state: CourseState,
        /// It is recommended.
        pub recommended: bool,
        /// How many studied it within thirty days.
        pub learners: u32,
        /// How many lessons it has.
        pub lesson_count: u32,
        /// How long they last together, in milliseconds.
        pub duration: i64,
        /// When it was published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub published_at: Option<Instant>,
    }

    /// How far somebody has come with a lesson.
    pub struct LessonProgress {
        /// What is verified, in milliseconds.
        pub covered: i64,
        /// What must be, in milliseconds.
        pub needed: i64,
        /// The real time that counts for it, in milliseconds: points are for this.
        pub credited: i64,
        /// Where to go on, in milliseconds.
        pub place: i64,
        /// When it was finished.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub finished_at: Option<Instant>,
    }

    /// A lesson as a row of its course.
    pub struct LessonRow {
        /// The lesson.
        pub id: LessonId,
        /// What it is.
        pub kind: LessonKind,
        /// What it is called.
        pub title: String,
        /// How long studying it takes, in milliseconds.
        pub duration: i64,
        /// How far the caller has come; members only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub progress: Option<LessonProgress>,
    }

    /// `GET /api/courses/{id}`.
    pub struct CourseView {
        /// The row.
        #[serde(flatten)]
        pub row: CourseRow,
        /// Topics it belongs to.
        pub topics: Vec<CourseTopic>,
        /// What it is about.
        pub introduction: String,
        /// Its lessons in order.
        pub lessons: Vec<LessonRow>,
        /// The caller has chosen it.
        pub chosen: bool,
        /// How many lessons the caller has finished.
        pub finished: u32,
        /// When the caller finished all of them: there is a certificate.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub finished_at: Option<Instant>,
        /// What the caller may do with it as an editor.
        pub acts: Vec<CourseAct>,
        /// Names the state that this was read from: send it back with a change (`If-Match`).
        pub revision: u32,
    }

    /// A part of a lesson.
    pub struct WatchedPart {
        /// From here, in milliseconds.
        pub from: i64,
        /// To here.
        pub to: i64,
    }

    /// `GET /api/lessons/{id}`.
    pub struct LessonView {
        /// The row.
        #[serde(flatten)]
        pub row: LessonRow,
        /// Its course.
        pub course: CourseId,
        /// What that is called.
        pub course_title: String,
        /// The text, as HTML.
        pub body: String,
        /// Its file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub file: Option<FileInfo>,
        /// It has subtitles.
        pub subtitled: bool,
        /// The parts that the caller has watched.
        pub watched: Vec<WatchedPart>,
        /// The lesson after it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<LessonId>,
        /// About how many characters a document has; for editors.
        pub characters: u32,
    }

    /// A course that somebody has chosen (已选课程).
    pub struct ChosenCourse {
        /// The course.
        #[serde(flatten)]
        pub row: CourseRow,
        /// How many of its lessons are finished.
        pub finished: u32,
        /// When all of them were.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub finished_at: Option<Instant>,
        /// When it was chosen.
        pub chosen_at: Instant,
    }

    /// The lesson somebody studied last.
    pub struct LastStudied {
        /// The lesson.
        pub lesson: LessonId,
        /// What it is called.
        pub title: String,
        /// Its course.
        pub course: CourseId,
        /// What that is called.
        pub course_title: String,
        /// The course's picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub cover: Option<FileId>,
        /// How far it has come.
        pub progress: LessonProgress,
    }

    /// How many published courses a theme has.
    pub struct ThemeCount {
        /// The theme.
        pub theme: CourseTheme,
        /// How many.
        pub courses: u32,
    }

    /// `GET /api/learning`: the first page of the learning centre.
    pub struct LearningHome {
        /// Where to go on; members who have studied.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last: Option<LastStudied>,
        /// Recommended courses.
        pub recommended: Vec<CourseRow>,
        /// Courses most studied.
        pub popular: Vec<CourseRow>,
        /// The latest ones.
        pub newest: Vec<CourseRow>,
        /// All themes.
        pub themes: Vec<ThemeCount>,
    }

    /// `GET /api/courses/{id}/certificate`.
    pub struct Certificate {
        /// Whose.
        pub name: String,
        /// Of which branch.
        pub org: String,
        /// For which course.
        pub course: String,
        /// How many lessons.
        pub lessons: u32,
        /// How much of them was verified, in milliseconds.
        pub verified: i64,
        /// When the last lesson was finished.
        pub finished_at: Instant,
        /// Tells certificates apart.
        pub number: String,
    }

    /// `POST /api/study`: a player opens.
    pub struct StudyForm {
        /// Which lesson.
        pub lesson: LessonId,
    }

    /// A player that is open: beats are sent under its number.
    pub struct StudyOpened {
        /// Its number.
        pub study: StudyId,
        /// Where to go on, in milliseconds.
        pub place: i64,
        /// How far the lesson has come.
        pub progress: LessonProgress,
        /// The parts that were watched.
        pub watched: Vec<WatchedPart>,
        /// Where one was studying until now: it no longer counts there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub took_over: Option<String>,
    }

    /// `POST /api/study/beat`: what a player says every few seconds, at every change, and when it ends.
    pub struct BeatForm {
        /// The player.
        pub study: StudyId,
        /// Counts its beats from 1.
        pub beat: u32,
        /// Where it stands, in milliseconds; for what is read, the time spent reading.
        pub position: i64,
        /// At which speed it has played since the beat before, in hundredths.
        pub rate: u32,
        /// It has played all the while.
        pub playing: bool,
        /// It has been in view all the while.
        pub visible: bool,
        /// Submit what has come together: at pause, end, hide, close, and every minute.
        #[serde(default)]
        pub submit: bool,
    }

    /// What became of a beat.
    pub struct BeatTold {
        /// Whether it counts, and why not.
        pub verdict: BeatVerdict,
        /// What counts and was not submitted yet, in milliseconds.
        pub waiting: i64,
        /// How far the lesson has come; after a submission.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub progress: Option<LessonProgress>,
        /// Points that the submission has earned.
        pub points: u32,
        /// The submission has finished the course.
        pub course_finished: bool,
    }

    /// Something that was played with no network.
    pub struct PlayedForm {
        /// Which lesson.
        pub lesson: LessonId,
        /// From where, in milliseconds.
        pub from: i64,
        /// To where.
        pub to: i64,
        /// At which speed, in hundredths.
        pub rate: u32,
        /// When it began by the device's own steady clock, in milliseconds.
        pub began: i64,
        /// When it ended by it.
        pub ended: i64,
    }

    /// `POST /api/study/offline`: what a device has played since it was last heard of; nothing, to be heard of.
    pub struct OfflineForm {
        /// In the order in which they were played, at most 500.
        #[serde(default)]
        pub played: Vec<PlayedForm>,
    }

    /// What became of one part.
    pub struct PlayedTold {
        /// Which lesson.
        pub lesson: LessonId,
        /// Whether it counts, and why not.
        pub verdict: BeatVerdict,
    }

    /// `POST /api/sittings`: a branch begins to watch a lesson together.
    pub struct SittingForm {
        /// Which lesson.
        pub lesson: LessonId,
        /// Who is there, ticked by hand.
        #[serde(default)]
        pub members: Vec<MemberId>,
        /// A meeting of the branch whose checked-in members are there too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<MeetingId>,
    }

    /// `PUT /api/sittings/{id}/people`: who is there from now on.
    pub struct SittingPeopleForm {
        /// All of them.
        pub members: Vec<MemberId>,
    }

    /// Somebody at a sitting.
    pub struct SittingPerson {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// They are there now, or were when it ended.
        pub present: bool,
        /// The real time that was credited to them, in milliseconds; what they had watched before is not in it.
        pub credited: i64,
    }

    /// A sitting (集中学习) as a row of a list.
    pub struct SittingRow {
        /// The sitting.
        pub id: SittingId,
        /// Which lesson.
        pub lesson: LessonId,
        /// What it is called.
        pub title: String,
        /// Its course.
        pub course: CourseId,
        /// What that is called.
        pub course_title: String,
        /// When it began.
        pub started_at: Instant,
        /// When it ended.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ended_at: Option<Instant>,
        /// How many are or were there.
        pub people: u32,
        /// How much of the lesson was verified, in milliseconds.
        pub covered: i64,
    }

    /// `GET /api/sittings/{id}`.
    pub struct SittingView {
        /// The row.
        #[serde(flatten)]
        pub row: SittingRow,
        /// Who was there at any time.
        pub persons: Vec<SittingPerson>,
    }

    /// What became of all of them.
    pub struct OfflineTold {
        /// Each, in their order.
        pub played: Vec<PlayedTold>,
        /// Points that they have earned.
        pub points: u32,
    }
}

impl CourseForm {
    /// An empty one.
    #[must_use]
    pub const fn new(theme: CourseTheme) -> Self {
        Self {
            theme,
            topics: Vec::new(),
            title: String::new(),
            introduction: String::new(),
            speaker: String::new(),
            year: 0,
            cover: None,
            order: Vec::new(),
        }
    }
}

impl LessonForm {
    /// An empty one.
    #[must_use]
    pub const fn new(kind: LessonKind) -> Self {
        Self {
            kind,
            title: String::new(),
            body: String::new(),
            file: None,
            duration: 0,
            characters: 0,
            subtitles: String::new(),
        }
    }
}
