//! The table of FEATURES 6.1 and the decision it leads to.

use crate::Instant;
use crate::time::Period;
use chrono::NaiveDate;

coded! {
    /// The three kinds of points.
    pub enum PointKind {
        /// 组织生活.
        Organisation = "organisation" "组织生活积分",
        /// 教育学习.
        Education = "education" "教育学习积分",
        /// 先锋模范.
        Vanguard = "vanguard" "先锋模范积分",
    }
}

coded! {
    /// What earns points.
    pub enum Rule {
        /// First sign-in of the day.
        SignIn = "sign_in" "每日首次登录",
        /// Keeping an item as a favourite.
        Favourite = "favourite" "收藏",
        /// Commenting an item.
        Comment = "comment" "评论",
        /// Liking an item.
        Like = "like" "点赞",
        /// Sharing an item.
        Share = "share" "分享",
        /// Reading an article for 30 s at least.
        Reading = "reading" "阅读文章",
        /// Three minutes of verified video.
        Video = "video" "观看视频",
        /// A group of five exam questions.
        Exam = "exam" "在线考试",
        /// Going out to a third-party platform.
        GoOut = "go_out" "访问学习平台",
        /// Answered a general meeting whose record was submitted.
        GeneralMeeting = "general_meeting" "参加支部党员大会",
        /// Likewise, a committee meeting.
        CommitteeMeeting = "committee_meeting" "参加支部委员会会议",
        /// Likewise, a group meeting.
        GroupMeeting = "group_meeting" "参加党小组会",
        /// Likewise, a lecture.
        PartyLecture = "party_lecture" "参加支部党课",
        /// Likewise, a theme day.
        ThemeDay = "theme_day" "参加主题党日",
        /// Likewise, a life meeting.
        LifeMeeting = "life_meeting" "参加组织生活会和民主评议党员",
        /// A donation passed the branch's review: its giver.
        DonationPassed = "donation_passed" "微捐赠审核通过",
        /// A donation was confirmed complete by the branch: its giver.
        DonationCompleted = "donation_completed" "微捐赠完成",
        /// A wish was confirmed fulfilled by the branch: who took it up.
        WishFulfilled = "wish_fulfilled" "帮助实现心愿",
        /// A snapshot passed the branch's review: its poster.
        SnapshotPassed = "snapshot_passed" "随手拍审核通过",
    }
}

/// At most `points` within each `period`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cap {
    /// The most.
    pub points: u32,
    /// Within each of these.
    pub period: Period,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleRow {
    /// For what.
    pub rule: Rule,
    /// Of which kind.
    pub kind: PointKind,
    /// How many a deed.
    pub points: u32,
    /// Up to how many; nothing where every deed counts.
    pub cap: Option<Cap>,
}

const fn row(rule: Rule, kind: PointKind, points: u32, cap: u32, period: Period) -> RuleRow {
    RuleRow { rule, kind, points, cap: Some(Cap { points: cap, period }) }
}

const fn free(rule: Rule, kind: PointKind, points: u32) -> RuleRow {
    RuleRow { rule, kind, points, cap: None }
}

impl Rule {
    /// Its row of the table (FEATURES 6.1).
    #[must_use]
    pub const fn row(self) -> RuleRow {
        match self {
            Self::SignIn | Self::Like => row(self, PointKind::Education, 1, 1, Period::Day),
            Self::Favourite | Self::Share | Self::Reading => row(self, PointKind::Education, 1, 2, Period::Day),
            Self::Comment | Self::Exam => row(self, PointKind::Education, 2, 4, Period::Day),
            Self::Video => row(self, PointKind::Education, 1, 10, Period::Day),
            Self::GoOut => row(self, PointKind::Education, 1, 5, Period::Day),
            Self::GeneralMeeting => row(self, PointKind::Organisation, 30, 30, Period::Quarter),
            Self::CommitteeMeeting => row(self, PointKind::Organisation, 10, 10, Period::Month),
            Self::GroupMeeting => row(self, PointKind::Organisation, 10, 10, Period::Month),
            Self::PartyLecture => row(self, PointKind::Organisation, 30, 30, Period::Quarter),
            Self::ThemeDay => row(self, PointKind::Organisation, 10, 10, Period::Month),
            Self::LifeMeeting => row(self, PointKind::Organisation, 30, 30, Period::Year),
            Self::DonationPassed => free(self, PointKind::Vanguard, 2),
            Self::DonationCompleted | Self::WishFulfilled => free(self, PointKind::Vanguard, 10),
            Self::SnapshotPassed => row(self, PointKind::Vanguard, 2, 6, Period::Day),
        }
    }

    /// Whether something on the platform earns by it already; what is still to be built is promised to nobody.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::SignIn
            | Self::Favourite
            | Self::Comment
            | Self::Like
            | Self::Share
            | Self::Reading
            | Self::Video
            | Self::Exam
            | Self::GoOut
            | Self::GeneralMeeting
            | Self::CommitteeMeeting
            | Self::GroupMeeting
            | Self::PartyLecture
            | Self::ThemeDay
            | Self::LifeMeeting => true,
            Self::DonationPassed | Self::DonationCompleted | Self::WishFulfilled | Self::SnapshotPassed => false,
        }
    }
}

impl RuleRow {
    /// 「每季度最多 30 分」; where every deed counts 「不设上限」.
    #[must_use]
    pub fn cap_said(&self) -> String {
        let span = |period: Period| match period {
            Period::Day => "天",
            Period::Month => "月",
            Period::Quarter => "季度",
            Period::Year => "年",
        };
        self.cap.map_or_else(|| "不设上限".into(), |cap| format!("每{}最多 {} 分", span(cap.period), cap.points))
    }

    /// The period that deeds are counted in: its cap's, a day where the rule has no cap.
    #[must_use]
    pub const fn period(&self) -> Period {
        match self.cap {
            Some(cap) => cap.period,
            None => Period::Day,
        }
    }

    /// The day on which the period begins that a deed at `at` is counted in: under it the ledger sums what the rule gave.
    #[must_use]
    pub fn counted_from(&self, at: Instant) -> NaiveDate {
        at.period_start(self.period())
    }

    /// What is still to be had in a period in which `earned` came in; nothing where every deed counts.
    #[must_use]
    pub fn left(&self, earned: u32) -> Option<u32> {
        self.cap.map(|cap| cap.points.saturating_sub(earned))
    }
}

/// How many points a deed earns when `earned` came in by the same rule in the same period: what the cap leaves, at
/// most the rule's own points. 0 is a lawful answer: the deed is entered and explained all the same.
#[must_use]
pub fn award(row: &RuleRow, earned: u32) -> u32 {
    row.left(earned).map_or(row.points, |left| left.min(row.points))
}

#[cfg(test)]
mod tests;
