//! What goes into a statement and what comes out of a row, on both engines: 64-bit integers, doubles, text, bytes.

use crate::error::Result;
use gsdj_domain::{
    AccountId, ArticleId, ChannelId, ColumnId, CommentId, DisclosureId, ExperienceId, FileId, GroupId, InboxId,
    Instant, MeetingId, MemberId, OrgId, PostId, PostRequestId, ProgrammeId, SessionId, UrgeId,
};
use gsdj_domain::{ChapterId, WorkId};
use gsdj_domain::{
    CourseId, ExamId, GroupStudyId, LessonId, LessonQuestionId, QuestionId, SittingId, StudyId, UploadId,
};
use postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use std::error::Error as StdError;

/// A value bound to a statement.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// Integers, ids, instants, yes and no.
    Int(i64),
    /// Doubles.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

macro_rules! from_int {
    ($($t:ty => $e:expr),* $(,)?) => {$(
        impl From<$t> for Value<'_> { fn from(v: $t) -> Self { Self::Int($e(v)) } }
    )*};
}

from_int! {
    i64 => |v| v,
    u32 => i64::from,
    i32 => i64::from,
    u8 => i64::from,
    bool => i64::from,
    OrgId => |v: OrgId| v.0,
    MemberId => |v: MemberId| v.0,
    AccountId => |v: AccountId| v.0,
    SessionId => |v: SessionId| v.0,
    MeetingId => |v: MeetingId| v.0,
    FileId => |v: FileId| v.0,
    GroupId => |v: GroupId| v.0,
    InboxId => |v: InboxId| v.0,
    PostId => |v: PostId| v.0,
    PostRequestId => |v: PostRequestId| v.0,
    DisclosureId => |v: DisclosureId| v.0,
    ExperienceId => |v: ExperienceId| v.0,
    CommentId => |v: CommentId| v.0,
    UrgeId => |v: UrgeId| v.0,
    ColumnId => |v: ColumnId| v.0,
    ArticleId => |v: ArticleId| v.0,
    ExamId => |v: ExamId| v.0,
    QuestionId => |v: QuestionId| v.0,
    SittingId => |v: SittingId| v.0,
    CourseId => |v: CourseId| v.0,
    LessonId => |v: LessonId| v.0,
    StudyId => |v: StudyId| v.0,
    UploadId => |v: UploadId| v.0,
    GroupStudyId => |v: GroupStudyId| v.0,
    LessonQuestionId => |v: LessonQuestionId| v.0,
    ChannelId => |v: ChannelId| v.0,
    ProgrammeId => |v: ProgrammeId| v.0,
    WorkId => |v: WorkId| v.0,
    ChapterId => |v: ChapterId| v.0,
    Instant => |v: Instant| v.0,
}

impl From<f64> for Value<'_> {
    fn from(v: f64) -> Self {
        Self::Real(v)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(v: &'a str) -> Self {
        Self::Text(v)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(v: &'a String) -> Self {
        Self::Text(v)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(v: &'a [u8]) -> Self {
        Self::Blob(v)
    }
}

impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(v: &'a Vec<u8>) -> Self {
        Self::Blob(v)
    }
}

impl<'a, T: Into<Self>> From<Option<T>> for Value<'a> {
    fn from(v: Option<T>) -> Self {
        v.map_or(Value::Null, Into::into)
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(v) => ValueRef::Integer(*v),
            Self::Real(v) => ValueRef::Real(*v),
            Self::Text(v) => ValueRef::Text(v.as_bytes()),
            Self::Blob(v) => ValueRef::Blob(v),
        }))
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(v) if *ty == Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
            Self::Int(v) => v.to_sql(ty, out),
            Self::Real(v) => v.to_sql(ty, out),
            Self::Text(v) => v.to_sql(ty, out),
            Self::Blob(v) => v.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    postgres::types::to_sql_checked!();
}

/// A type that a column can be read as.
pub trait Column: Sized {
    /// From SQLite.
    ///
    /// # Errors
    /// When the column holds something else.
    fn sqlite(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Self>;

    /// From PostgreSQL.
    ///
    /// # Errors
    /// When the column holds something else.
    fn postgres(row: &postgres::Row, at: usize) -> std::result::Result<Self, postgres::Error>;
}

macro_rules! column {
    ($($t:ty),*) => {$(
        impl Column for $t {
            fn sqlite(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Self> { row.get(at) }
            fn postgres(row: &postgres::Row, at: usize) -> std::result::Result<Self, postgres::Error> { row.try_get(at) }
        }
    )*};
}

column!(i64, f64, String, Vec<u8>, Option<i64>, Option<f64>, Option<String>, Option<Vec<u8>>);

macro_rules! column_from_int {
    ($($t:ty => $e:expr),* $(,)?) => {$(
        impl Column for $t {
            fn sqlite(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Self> { i64::sqlite(row, at).map($e) }
            fn postgres(row: &postgres::Row, at: usize) -> std::result::Result<Self, postgres::Error> {
                i64::postgres(row, at).map($e)
            }
        }
        impl Column for Option<$t> {
            fn sqlite(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Self> {
                Option::<i64>::sqlite(row, at).map(|v| v.map($e))
            }
            fn postgres(row: &postgres::Row, at: usize) -> std::result::Result<Self, postgres::Error> {
                Option::<i64>::postgres(row, at).map(|v| v.map($e))
            }
        }
    )*};
}

column_from_int! {
    bool => |v| v != 0,
    u32 => |v| u32::try_from(v).unwrap_or(u32::MAX),
    u8 => |v| u8::try_from(v).unwrap_or(u8::MAX),
    OrgId => OrgId,
    MemberId => MemberId,
    AccountId => AccountId,
    SessionId => SessionId,
    MeetingId => MeetingId,
    FileId => FileId,
    GroupId => GroupId,
    InboxId => InboxId,
    PostId => PostId,
    PostRequestId => PostRequestId,
    DisclosureId => DisclosureId,
    ExperienceId => ExperienceId,
    CommentId => CommentId,
    UrgeId => UrgeId,
    ColumnId => ColumnId,
    ArticleId => ArticleId,
    ExamId => ExamId,
    QuestionId => QuestionId,
    SittingId => SittingId,
    CourseId => CourseId,
    LessonId => LessonId,
    StudyId => StudyId,
    UploadId => UploadId,
    GroupStudyId => GroupStudyId,
    LessonQuestionId => LessonQuestionId,
    WorkId => WorkId,
    ChapterId => ChapterId,
    Instant => Instant,
}
