//! Every way in which the platform says no: one exhaustive list with a stable code, an HTTP status, the field it
//! belongs to and the sentence the user reads.
//!
//! A sentence says what is wrong and what to do; it never reveals whether something outside the caller's scope exists.

use crate::account::role::Permission;
use crate::problem::{FieldProblem, Problem};
use crate::registry::RegistryRefusal;
use crate::time::{Instant, lasting};

/// A refusal; `Several` carries all that is wrong with one form at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub enum Refusal {
    // ── who is asking ────────────────────────────────────────────────────────────────────────────────────────────
    /// Wrong account or password, or no right to sign in yet; deliberately one answer for all of these (1.2).
    WrongCredentials,
    /// Too many failed tries; `until` says when the next one is taken (1.4).
    LockedOut {
        /// When the next try is taken.
        until: Instant,
        /// When the refusal was made.
        now: Instant,
    },
    /// No session, or one that has ended.
    NotSignedIn,
    /// The first password must be changed before anything else (1.4).
    PasswordMustChange,
    /// The role has no such right (0.6).
    NoPermission(Permission),
    /// A browser sent a write that did not come from our own pages.
    ForeignOrigin,
    /// No such thing within the caller's scope; says the same whether it exists elsewhere or not (0.7).
    NotFound,

    // ── how it was asked ─────────────────────────────────────────────────────────────────────────────────────────
    /// The request could not be read as what the route takes.
    Malformed {
        /// What could not be read, in Chinese.
        what: String,
    },
    /// The route exists, but not for this method.
    MethodNotAllowed,
    /// The body is larger than the route takes.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// A body of a kind that the route does not take.
    UnsupportedMediaType,
    /// The same idempotency key came with a different request.
    KeyReused,
    /// The thing was changed by somebody else since it was read.
    Stale,
    /// Too many requests at once; try again soon.
    TooBusy,
    /// The request took longer than the platform allows.
    TimedOut,

    // ── passwords ────────────────────────────────────────────────────────────────────────────────────────────────
    /// The current password given is wrong.
    WrongCurrentPassword,
    /// The new password is too weak; the text says why.
    WeakPassword(&'static str),
    /// The new password equals the old one.
    SamePassword,

    // ── meetings ─────────────────────────────────────────────────────────────────────────────────────────────────
    /// A required text is empty.
    Missing {
        /// The field's name on the wire.
        field: &'static str,
        /// Its Chinese label.
        label: &'static str,
    },
    /// A text is longer than the field holds.
    TooLong {
        /// The field's name on the wire.
        field: &'static str,
        /// Its Chinese label.
        label: &'static str,
        /// The most characters it holds.
        max: usize,
        /// The characters given.
        got: usize,
    },
    /// Somebody named does not belong to the meeting's circle (branch, committee, group).
    NotInCircle {
        /// The field in which they were named.
        field: &'static str,
        /// Their names.
        names: String,
    },
    /// Only the immediate superior reviews (3.3).
    NotImmediateSuperior,
    /// A return needs a reason (3.2, 12.6).
    ReturnNeedsReason,
    /// The superior has already looked at it: it can't be taken back any more (12.5).
    AlreadyLookedAt,

    /// A date that is none.
    NotADate {
        /// The field's name on the wire.
        field: &'static str,
    },

    // ── the registry ─────────────────────────────────────────────────────────────────────────────────────────────
    /// A registry file is not applied (REGISTRY.md).
    Registry(RegistryRefusal),

    /// One of a feature that keeps its own table.
    Feature(FeatureRefusal),

    /// All that is wrong with one form.
    Several(Vec<Refusal>),
}

/// Gathers the tables that features keep beside their rules: one line a feature.
macro_rules! features {
    ($($(#[$meta:meta])* $name:ident($table:ty),)*) => {
        /// The refusals that stand in the features' own tables.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum FeatureRefusal { $($(#[$meta])* $name($table),)* }

        $(impl From<$table> for Refusal {
            fn from(refusal: $table) -> Self { Self::Feature(FeatureRefusal::$name(refusal)) }
        })*

        impl FeatureRefusal {
            const fn code(&self) -> &'static str { match self { $(Self::$name(r) => r.code(),)* } }
            const fn status(&self) -> u16 { match self { $(Self::$name(r) => r.status(),)* } }
            const fn field(&self) -> Option<&'static str> { match self { $(Self::$name(r) => r.field(),)* } }
            const fn hint(&self) -> Option<&'static str> { match self { $(Self::$name(r) => r.hint(),)* } }
            fn sentence(&self) -> String { match self { $(Self::$name(r) => r.sentence(),)* } }
        }
    };
}

features! {
    /// Of meetings.
    Meeting(crate::meeting::MeetingRefusal),
    /// Of a branch's own affairs.
    Branch(crate::branch::BranchRefusal),
    /// Of uploads.
    File(crate::file::FileRefusal),
    /// Of the roll of members.
    Member(crate::member::MemberRefusal),
    /// Of the calendar.
    Calendar(crate::calendar::CalendarRefusal),
    /// Of printed records.
    Archive(crate::archive::ArchiveRefusal),
    /// Of check-in.
    CheckIn(crate::check_in::CheckInRefusal),
    /// Of 帮办.
    Proxy(crate::proxy::ProxyRefusal),
    /// Of 党务公开.
    Disclosure(crate::disclosure::DisclosureRefusal),
    /// Of 经验交流.
    Experience(crate::experience::ExperienceRefusal),
    /// Of columns and articles.
    Content(crate::content::ContentRefusal),
    /// Of likes, favourites and comments.
    Reaction(crate::reaction::ReactionRefusal),
    /// Of 督办.
    Urge(crate::urge::UrgeRefusal),
    /// Of the standards.
    Standards(crate::standards::StandardsRefusal),
    /// Of points.
    Points(crate::points::PointsRefusal),
    /// Of exams.
    Exam(crate::exam::ExamRefusal),
    /// Of the learning centre.
    Learning(crate::learning::LearningRefusal),
    /// Of the programme guide.
    Programme(crate::programme_guide::ProgrammeRefusal),
    /// Of the shortcuts of the home page.
    Shortcut(crate::home::ShortcutRefusal),
    /// Of the library.
    Library(crate::library::LibraryRefusal),
}

impl Refusal {
    /// `Ok` when nothing is wrong, the one fault alone, or all of them together.
    ///
    /// # Errors
    /// The faults given.
    pub fn collect(mut faults: Vec<Self>) -> Result<(), Self> {
        match faults.len() {
            0 => Ok(()),
            1 => Err(faults.remove(0)),
            _ => Err(Self::Several(faults)),
        }
    }

    /// The stable code: `snake_case`, never changed once released.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongCredentials => "wrong_credentials",
            Self::LockedOut { .. } => "locked_out",
            Self::NotSignedIn => "not_signed_in",
            Self::PasswordMustChange => "password_must_change",
            Self::NoPermission(_) => "no_permission",
            Self::ForeignOrigin => "foreign_origin",
            Self::NotFound => "not_found",
            Self::Malformed { .. } => "malformed",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::TooLarge { .. } => "too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::KeyReused => "key_reused",
            Self::Stale => "stale",
            Self::TooBusy => "too_busy",
            Self::TimedOut => "timed_out",
            Self::WrongCurrentPassword => "wrong_current_password",
            Self::WeakPassword(_) => "weak_password",
            Self::SamePassword => "same_password",
            Self::Missing { .. } => "missing",
            Self::TooLong { .. } => "too_long",
            Self::NotInCircle { .. } => "not_in_circle",
            Self::NotImmediateSuperior => "not_immediate_superior",
            Self::ReturnNeedsReason => "return_needs_reason",
            Self::AlreadyLookedAt => "already_looked_at",
            Self::NotADate { .. } => "not_a_date",
            Self::Registry(refusal) => refusal.code(),
            Self::Feature(refusal) => refusal.code(),
            Self::Several(_) => "several",
        }
    }

    /// The HTTP status it is answered with.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::Feature(refusal) => refusal.status(),
            Self::WrongCredentials | Self::NotSignedIn => 401,
            Self::LockedOut { .. } => 429,
            Self::PasswordMustChange | Self::NoPermission(_) | Self::ForeignOrigin | Self::NotImmediateSuperior => 403,
            Self::NotFound => 404,
            Self::Malformed { .. } => 400,
            Self::MethodNotAllowed => 405,
            Self::TooLarge { .. } => 413,
            Self::UnsupportedMediaType => 415,
            Self::TooBusy | Self::TimedOut => 503,
            Self::KeyReused | Self::Stale | Self::AlreadyLookedAt => 409,
            Self::WrongCurrentPassword
            | Self::WeakPassword(_)
            | Self::SamePassword
            | Self::Missing { .. }
            | Self::TooLong { .. }
            | Self::NotInCircle { .. }
            | Self::ReturnNeedsReason
            | Self::NotADate { .. }
            | Self::Registry(_)
            | Self::Several(_) => 422,
        }
    }

    /// The form field it belongs to, by its name on the wire.
    #[must_use]
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Feature(refusal) => refusal.field(),
            Self::Missing { field, .. } | Self::TooLong { field, .. } | Self::NotADate { field } => Some(field),
            Self::NotInCircle { field, .. } => Some(field),
            Self::WrongCredentials | Self::LockedOut { .. } => Some("password"),
            Self::WrongCurrentPassword => Some("current"),
            Self::WeakPassword(_) | Self::SamePassword => Some("new"),
            Self::ReturnNeedsReason => Some("reason"),
            Self::NotSignedIn
            | Self::PasswordMustChange
            | Self::NoPermission(_)
            | Self::ForeignOrigin
            | Self::NotFound
            | Self::Malformed { .. }
            | Self::MethodNotAllowed
            | Self::TooLarge { .. }
            | Self::UnsupportedMediaType
            | Self::KeyReused
            | Self::Stale
            | Self::TooBusy
            | Self::TimedOut
            | Self::NotImmediateSuperior
            | Self::AlreadyLookedAt
            | Self::Registry(_)
            | Self::Several(_) => None,
        }
    }

    /// What to check or do next, where the sentence alone does not say it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        const SIGN_IN: &str = "请核对账号和密码；首次登录密码为公民身份号码后六位（党组织账号由上一级党组织设置）。\
            最近迁入、迁出的，请等全国党员信息管理系统同步后再试；党支部还需在系统中设置单位性质类别。";
        if self.status() == 503 {
            return Some("您填写的内容没有丢失，请稍后再试。");
        }
        if let Self::Feature(refusal) = self {
            return refusal.hint();
        }
        let hints = [
            (matches!(self, Self::WrongCredentials), SIGN_IN),
            (matches!(self, Self::NoPermission(_)), "如果您认为应当有此权限，请联系上一级党组织的管理员。"),
        ];
        hints.into_iter().find(|(fits, _)| *fits).map(|(_, hint)| hint)
    }

    /// The sentence the user reads.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Self::WrongCredentials => "账号或密码错误".into(),
            Self::LockedOut { until, now } => {
                format!("密码输错次数过多，请{}后再试", lasting(until.0 - now.0 + 59_999))
            }
            Self::NotSignedIn => "请先登录".into(),
            Self::PasswordMustChange => "首次登录请先修改密码".into(),
            Self::NoPermission(p) if p.is_entry() => "该用户没有权限登录此系统，请联系管理员".into(),
            Self::NoPermission(_) => "用户无该权限".into(),
            Self::ForeignOrigin => "请求来自其他网站，已拒绝".into(),
            Self::NotFound => "没有找到，或者不在您的管理范围内".into(),
            Self::Malformed { what } => format!("请求无法识别：{what}"),
            Self::MethodNotAllowed => "不支持这种操作".into(),
            Self::TooLarge { limit } => format!("内容过大，最多 {} MB", limit.div_ceil(1 << 20)),
            Self::UnsupportedMediaType => "不支持这种内容格式".into(),
            Self::KeyReused => "同一编号的请求内容不一致，请刷新后重试".into(),
            Self::Stale => "内容已被他人修改，请刷新后再试，您填写的内容仍保留".into(),
            Self::TooBusy => "系统繁忙，请稍后再试".into(),
            Self::TimedOut => "处理超时，请稍后再试".into(),
            Self::WrongCurrentPassword => "当前密码不正确".into(),
            Self::WeakPassword(why) => (*why).into(),
            Self::SamePassword => "新密码不能与当前密码相同".into(),
            Self::Missing { label, .. } => format!("请填写{label}"),
            Self::TooLong { label, max, got, .. } => format!("{label}最多 {max} 个字，现在有 {got} 个字"),
            Self::NotInCircle { names, .. } => format!("不在参会范围内：{names}"),
            Self::NotImmediateSuperior => "只有直接上级党组织可以审核".into(),
            Self::ReturnNeedsReason => "退回时请写明原因".into(),
            Self::AlreadyLookedAt => "上级党组织已经查看，不能撤回，请等待审核结果".into(),
            Self::NotADate { .. } => "日期格式不正确，应为 年-月-日".into(),
            Self::Registry(refusal) => refusal.to_string(),
            Self::Feature(refusal) => refusal.sentence(),
            Self::Several(all) => format!("有 {} 处需要修改", all.len()),
        }
    }

    /// The body of the HTTP answer.
    #[must_use]
    pub fn problem(&self, request_id: String) -> Problem {
        let errors =
            if let Self::Several(all) = self { all.iter().map(Self::field_problem).collect() } else { Vec::new() };
        Problem {
            kind: format!("/problems/{}", self.code()),
            title: self.sentence(),
            status: self.status(),
            code: self.code().into(),
            field: self.field().map(Into::into),
            errors,
            hint: self.hint().map(Into::into),
            request_id,
        }
    }

    fn field_problem(&self) -> FieldProblem {
        FieldProblem {
            field: self.field().unwrap_or_default().into(),
            code: self.code().into(),
            sentence: self.sentence(),
        }
    }
}

/// Checks a required text: `Missing` when blank, `TooLong` past `max` characters (counted as people count, not bytes).
pub fn check_text(faults: &mut Vec<Refusal>, field: &'static str, label: &'static str, text: &str, max: usize) {
    if text.trim().is_empty() {
        faults.push(Refusal::Missing { field, label });
    } else {
        check_length(faults, field, label, text, max);
    }
}

/// Checks an optional text's length only.
pub fn check_length(faults: &mut Vec<Refusal>, field: &'static str, label: &'static str, text: &str, max: usize) {
    let got = text.chars().count();
    if got > max {
        faults.push(Refusal::TooLong { field, label, max, got });
    }
}

/// A reason that must be given, without the blanks around it.
///
/// # Errors
/// `missing` when there is none, [`Refusal::TooLong`] past `max` characters.
pub fn check_reason(text: &str, max: usize, missing: impl Into<Refusal>) -> Result<&str, Refusal> {
    let reason = text.trim();
    match reason.chars().count() {
        0 => Err(missing.into()),
        got if got > max => Err(Refusal::TooLong { field: "reason", label: "原因", max, got }),
        _ => Ok(reason),
    }
}
