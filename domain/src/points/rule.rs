//! The table of FEATURES 6.1 and the decision it leads to.

use crate::time::Period;

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
    /// What earns points, as far as the platform has it.
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
    /// Up to how many.
    pub cap: Cap,
}

const fn row(rule: Rule, kind: PointKind, points: u32, cap: u32, period: Period) -> RuleRow {
    RuleRow { rule, kind, points, cap: Cap { points: cap, period } }
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
        }
    }
}

/// How many points a deed earns when `earned` came in by the same rule in the same period: what the cap leaves, at
/// most the rule's own points. 0 is a lawful answer: the deed is entered and explained all the same.
#[must_use]
pub const fn award(row: &RuleRow, earned: u32) -> u32 {
    let left = row.cap.points.saturating_sub(earned);
    if left < row.points { left } else { row.points }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_rows_of_features_6_1_hold() {
        for (rule, points, cap, period) in [
            (Rule::SignIn, 1, 1, Period::Day),
            (Rule::Favourite, 1, 2, Period::Day),
            (Rule::Comment, 2, 4, Period::Day),
            (Rule::Like, 1, 1, Period::Day),
            (Rule::Share, 1, 2, Period::Day),
            (Rule::Reading, 1, 2, Period::Day),
            (Rule::Video, 1, 10, Period::Day),
            (Rule::Exam, 2, 4, Period::Day),
            (Rule::GoOut, 1, 5, Period::Day),
            (Rule::GeneralMeeting, 30, 30, Period::Quarter),
            (Rule::CommitteeMeeting, 10, 10, Period::Month),
            (Rule::GroupMeeting, 10, 10, Period::Month),
            (Rule::PartyLecture, 30, 30, Period::Quarter),
            (Rule::ThemeDay, 10, 10, Period::Month),
            (Rule::LifeMeeting, 30, 30, Period::Year),
        ] {
            let r = rule.row();
            assert_eq!((r.points, r.cap.points, r.cap.period), (points, cap, period), "{}", rule.label());
        }
    }

    proptest! {
        #[test]
        fn points_never_exceed_a_cap(
            deeds in prop::collection::vec((proptest::sample::select(Rule::ALL), 0i64..800 * 24), 0..400),
        ) {
            let mut earned: BTreeMap<_, u32> = BTreeMap::new();
            for (rule, hour) in deeds {
                let row = rule.row();
                let key = (rule, Instant(hour * 3_600_000).period_start(row.cap.period));
                let sum = earned.entry(key).or_default();
                *sum += award(&row, *sum);
                prop_assert!(*sum <= row.cap.points);
            }
        }
    }
}
