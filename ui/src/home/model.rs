//! What the home page says, decided without a browser.

use crate::kit::{IconName, Tone};
use chrono::{Datelike, Timelike};
use gsdj_domain::Instant;
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::{MeetingRow, Stage};
use gsdj_domain::points::{PointKind, Rule};
use gsdj_domain::review::KindCount;
use gsdj_domain::time::{Period, weekday};

/// 上午好, by the clock of Asia/Shanghai.
#[must_use]
pub fn greeting(now: Instant) -> &'static str {
    match now.local().hour() {
        5..=8 => "早上好",
        9..=11 => "上午好",
        12..=13 => "中午好",
        14..=17 => "下午好",
        _ => "晚上好",
    }
}

/// 11月24日 周二.
#[must_use]
pub fn date_line(now: Instant) -> String {
    let day = now.day();
    format!("{}月{}日 {}", day.month(), day.day(), weekday(day.weekday()))
}

/// What a waiting meeting asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    /// What stands still, in a sentence.
    pub says: &'static str,
    /// What the button says.
    pub verb: &'static str,
    /// Where it leads.
    pub to: String,
    /// How urgent it looks.
    pub tone: Tone,
}

/// What is to be done with a meeting that waits for the branch.
#[must_use]
pub fn todo(row: &MeetingRow) -> Todo {
    let page = format!("/meetings/{}", row.id);
    let (says, verb, to, tone) = match row.stage {
        Stage::Draft => ("已创建，还没有发通知", "去发通知", page, Tone::Warn),
        Stage::Preparing => ("正在准备提纲和材料", "去准备", page, Tone::Warn),
        Stage::AppraisalDue => ("记录已上传，请完成民主评议", "去评议", page, Tone::Warn),
        Stage::Answering => ("党员正在反馈", "看反馈", page, Tone::Info),
        Stage::Blocked => ("没有达到参会比例，不能召开", "看怎么办", page, Tone::Bad),
        Stage::Ready => ("已达到比例，等待召开", "看会议", page, Tone::Ok),
        Stage::RecordDue => ("会议时间已到，请上传会议记录", "上传记录", format!("{page}/record"), Tone::Warn),
        Stage::SubmitDue => ("材料或记录已齐，还没有提交", "去提交", page, Tone::Warn),
        Stage::InReview => ("等待上一级党组织审核", "看进程", page, Tone::Info),
        Stage::Returned => ("被退回，请按意见修改后再提交", "去修改", page, Tone::Bad),
        Stage::Done => ("已完成", "看会议", page, Tone::Ok),
        Stage::Cancelled => ("已取消", "看会议", page, Tone::Plain),
    };
    Todo { says, verb, to, tone }
}

/// The share of what a day of learning can bring that has come in, 0 to 1.
#[must_use]
pub fn ring(today: i64) -> f64 {
    let learning = Rule::ALL.iter().map(|r| r.row()).filter(|r| r.rule.is_open() && r.kind == PointKind::Education);
    let most: u32 = learning.filter_map(|r| r.cap).filter(|c| c.period == Period::Day).map(|c| c.points).sum();
    #[expect(clippy::cast_precision_loss, reason = "a day's points are few")]
    let share = today as f64 / f64::from(most.max(1));
    share.clamp(0.0, 1.0)
}

/// What the home page says of the group study in which a member sits, and the button beside it.
#[must_use]
pub const fn answer_here(waits: bool) -> (&'static str, &'static str) {
    if waits {
        ("屏幕上有一道提问，等您作答", "去作答")
    } else {
        ("集中学习进行中", "打开作答页")
    }
}

/// 1,234.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}

/// 会议 2 · 经验交流 1.
#[must_use]
pub fn by_kind(kinds: &[KindCount]) -> String {
    let parts: Vec<String> = kinds.iter().map(|k| format!("{} {}", k.kind.label(), k.count)).collect();
    parts.join(" · ")
}

/// A way on, with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// What it is called.
    pub label: &'static str,
    /// Where it leads.
    pub to: &'static str,
    /// Its picture.
    pub icon: IconName,
    /// Its colour's class.
    pub class: &'static str,
}

const fn way(label: &'static str, to: &'static str, icon: IconName, class: &'static str) -> Shortcut {
    Shortcut { label, to, icon, class }
}

/// The way to all of them (更多).
pub const MORE: Shortcut = way("更多", "/shortcuts", IconName::Grid, "hue-grey");

/// The ways on for an account with these permissions; one's own work first, as the first ones stand on the home page.
#[must_use]
pub fn shortcuts(permissions: &[Permission]) -> Vec<Shortcut> {
    let may = |p| permissions.contains(&p);
    let own = if may(Permission::AnswerMeetings) { "我的会议" } else { "会议" };
    let rows = [
        (may(Permission::SeeMeetings), way(own, "/meetings", IconName::Calendar, "hue-red")),
        (may(Permission::ManageMeetings), way("创建会议", "/meetings/new", IconName::Plus, "hue-red")),
        (may(Permission::EnterReviews), way("审核管理", "/reviews", IconName::Check, "hue-blue")),
        (may(Permission::EnterDesk), way("编辑台", "/desk", IconName::Paper, "hue-blue")),
        (may(Permission::WriteArticles), way("写稿件", "/desk/new", IconName::Plus, "hue-red")),
        (may(Permission::SeeOrgs), way("我的支部", "/branch", IconName::Flag, "hue-gold")),
        (may(Permission::ManageBranch), way("支委会", "/branch/committee", IconName::People, "hue-green")),
        (may(Permission::ReviewMeetings), way("下级组织", "/orgs", IconName::Tree, "hue-green")),
        (may(Permission::CheckStandards), way("对标自查", "/branch/standards", IconName::Check, "hue-blue")),
        (may(Permission::OverseeStandards), way("自查进度", "/workbench/standards", IconName::Check, "hue-gold")),
        (may(Permission::ReadPublic), way("党务公开", "/disclosures", IconName::Eye, "hue-blue")),
        (may(Permission::ReadPublic), way("经验交流", "/experiences", IconName::News, "hue-gold")),
        (may(Permission::SeeUrges), way("督办", "/urges", IconName::Warning, "hue-red")),
        (may(Permission::ReadStandards), way("学标对标", "/standards", IconName::Book, "hue-red")),
        (true, way("学习中心", "/learning/centre", IconName::Play, "hue-green")),
        (may(Permission::EnterExams), way("在线考试", "/exams", IconName::Paper, "hue-red")),
        (may(Permission::ManageExams), way("题库", "/exams/bank", IconName::Paper, "hue-red")),
        (may(Permission::ManageExams), way("试卷", "/exams/papers", IconName::Book, "hue-blue")),
        (may(Permission::SeeExamResults), way("考试成绩", "/exams/results", IconName::Star, "hue-green")),
        (may(Permission::ReadLibrary), way("图书库", "/library", IconName::Book, "hue-green")),
        (may(Permission::OwnPoints), way("我的积分", "/me/points", IconName::Star, "hue-gold")),
        (may(Permission::ReadProgrammes), way("节目预告", "/programmes", IconName::Play, "hue-red")),
        (may(Permission::ReadAudit), way("操作日志", "/audit", IconName::Paper, "hue-grey")),
        (true, way("党建资讯", "/news", IconName::News, "hue-red")),
        (may(Permission::React), way("我的收藏", "/me/favourites", IconName::Heart, "hue-gold")),
        (true, way("通知", "/inbox", IconName::Bell, "hue-blue")),
        (true, way("操作指南", "/manual", IconName::Book, "hue-green")),
    ];
    let shown = rows.into_iter().filter(|(shown, _)| *shown).map(|(_, way)| way);
    // who stands above branches has organisations, not a branch
    shown.filter(|w| w.to != "/branch" || !may(Permission::ReviewMeetings)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::model::sample;
    use gsdj_domain::account::Role;
    use gsdj_domain::time::HOUR;

    #[test]
    fn the_greeting_follows_the_clock_of_the_province() {
        // 09:00 in Asia/Shanghai
        assert_eq!(greeting(sample::NOW), "上午好");
        assert_eq!(greeting(sample::NOW.plus(13 * HOUR)), "晚上好");
        assert_eq!(date_line(sample::NOW), "11月24日 周二");
    }

    #[test]
    fn every_stage_says_what_to_do_and_leads_to_the_meeting() {
        let mut row = sample::view().row;
        for stage in Stage::ALL {
            row.stage = *stage;
            let todo = todo(&row);
            assert!(todo.to.starts_with("/meetings/7") && !todo.says.is_empty(), "{stage:?}");
        }
        row.stage = Stage::RecordDue;
        assert_eq!(todo(&row).to, "/meetings/7/record");
    }

    #[test]
    fn everybody_gets_the_ways_they_may_go() {
        let labels = |role: Role| shortcuts(&role.permissions()).iter().map(|s| s.label).collect::<Vec<_>>();
        assert_eq!(
            labels(Role::Member),
            [
                "我的会议",
                "我的支部",
                "党务公开",
                "经验交流",
                "学标对标",
                "学习中心",
                "在线考试",
                "图书库",
                "我的积分",
                "节目预告",
                "党建资讯",
                "我的收藏",
                "通知",
                "操作指南"
            ]
        );
        assert!(labels(Role::BranchAdmin).contains(&"创建会议"));
        assert!(
            labels(Role::CommitteeAdmin).contains(&"下级组织") && !labels(Role::CommitteeAdmin).contains(&"我的支部")
        );
    }

    #[test]
    fn the_ring_is_full_when_the_day_s_points_are_in() {
        assert!((ring(0) - 0.0).abs() < f64::EPSILON);
        assert!((ring(31) - 1.0).abs() < f64::EPSILON);
        assert!((ring(-3) - 0.0).abs() < f64::EPSILON);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 120, 1_234, 1_234_567].map(grouped), ["0", "120", "1,234", "1,234,567"]);
        assert_eq!(grouped(-1_000), "−1,000");
    }
}
