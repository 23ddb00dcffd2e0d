//! Studying on the wire: players and their beats, what was played with no network, group studies.

use super::{LessonProgress, WatchedPart};
use crate::learning::watch::BeatVerdict;
use crate::{CourseId, GroupStudyId, Instant, LessonId, MeetingId, MemberId, StudyId};

wire! {
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

    /// `POST /api/study/offline`: what a device has played with no network; nothing, to be known from now on.
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

    /// What became of all of them.
    pub struct OfflineTold {
        /// Each, in their order.
        pub played: Vec<PlayedTold>,
        /// Points that they have earned.
        pub points: u32,
    }

    /// `POST /api/group-studies`: a branch begins to watch a lesson together.
    pub struct GroupStudyForm {
        /// Which lesson.
        pub lesson: LessonId,
        /// Who is there, ticked by hand.
        #[serde(default)]
        pub members: Vec<MemberId>,
        /// A meeting of the branch whose checked-in members are there too.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub meeting: Option<MeetingId>,
    }

    /// `PUT /api/group-studies/{id}/people`: who is there from now on.
    pub struct GroupStudyPeopleForm {
        /// All of them.
        pub members: Vec<MemberId>,
    }

    /// Somebody at a group study.
    pub struct GroupStudyPerson {
        /// Who.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// They are there now, or were when it ended.
        pub present: bool,
        /// The real time that was credited to them, in milliseconds; what they had watched before is not in it.
        pub credited: i64,
    }

    /// A group study (集中学习) as a row of a list.
    pub struct GroupStudyRow {
        /// The group study.
        pub id: GroupStudyId,
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

    /// `GET /api/group-studies/{id}`.
    pub struct GroupStudyView {
        /// The row.
        #[serde(flatten)]
        pub row: GroupStudyRow,
        /// Who was there at any time.
        pub persons: Vec<GroupStudyPerson>,
    }
}
