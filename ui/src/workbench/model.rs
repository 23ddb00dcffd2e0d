//! What stands in the rail of 在线用标 and for whom: only what exists and what the account may use (FEATURES 0.6).

use gsdj_domain::account::Permission;
use gsdj_domain::meeting::kind::KINDS;

/// A group of the rail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its heading.
    pub title: &'static str,
    /// Its entries.
    pub entries: Vec<Entry>,
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub label: &'static str,
    /// Where it leads.
    pub to: String,
    /// What is done there, for the entry page.
    pub says: &'static str,
    /// Its picture.
    pub picture: Picture,
}

/// Which icon an entry has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A house of the branch.
    Branch,
    /// People of the committee.
    Committee,
    /// Members.
    Members,
    /// The tree.
    Tree,
    /// A meeting.
    Meeting,
    /// A decision.
    Review,
    /// A log.
    Log,
    /// What is made public.
    Public,
    /// What is shared.
    Shared,
    /// What is urged.
    Urge,
    /// A book of rules.
    Book,
    /// Points.
    Points,
}

fn entry(label: &'static str, to: &str, says: &'static str, picture: Picture) -> Entry {
    Entry { label, to: to.into(), says, picture }
}

/// The groups for somebody with these permissions; empty groups are left out.
#[must_use]
pub fn rail(permissions: &[Permission]) -> Vec<Group> {
    let may = |p| permissions.contains(&p);
    let mut orgs = Vec::new();
    if may(Permission::ManageBranch) {
        orgs.push(entry("支部概述", "/branch/overview", "简介、活动场所、联系方式", Picture::Branch));
        orgs.push(entry("支委会", "/branch/committee", "职务和任期", Picture::Committee));
        orgs.push(entry("党小组", "/branch/groups", "划分党员，指定组长", Picture::Members));
        orgs.push(entry("党员", "/branch/members", "名册，筛选、导出、重置密码", Picture::Members));
        orgs.push(entry("帮办", "/branch/proxies", "代为反馈，打印签到卡", Picture::Members));
    }
    if may(Permission::ReviewMeetings) {
        orgs.push(entry("党员名册", "/members", "本级和下级，筛选、导出", Picture::Members));
        orgs.push(entry("下级组织", "/orgs", "逐级查看、查找、重置密码", Picture::Tree));
    }
    if may(Permission::WatchTerms) {
        orgs.push(entry("换届提醒", "/orgs/terms", "任期届满和将要届满的支部", Picture::Review));
    }
    let mut meetings = Vec::new();
    if may(Permission::SeeMeetings) {
        meetings.push(entry("活动日历", "/branch/calendar", "按月查看，订阅到手机", Picture::Meeting));
        meetings.push(entry("全部会议", "/meetings", "按状态筛选、查找、导出", Picture::Meeting));
        for row in KINDS {
            let to = format!("/meetings?kind={}", row.code);
            meetings.push(Entry {
                label: row.label, to, says: "创建、通知、记录、提交", picture: Picture::Meeting
            });
        }
    }
    if may(Permission::ManageMeetings) || may(Permission::ReviewMeetings) {
        meetings.push(entry("在外参加", "/branch/elsewhere", "流动党员在外参加组织生活", Picture::Meeting));
    }
    let mut standards = Vec::new();
    if may(Permission::ReadStandards) {
        standards.push(entry("学标对标", "/standards", "六个领域的党支部标准", Picture::Book));
    }
    if may(Permission::CheckStandards) {
        standards.push(entry("对标自查", "/branch/standards", "逐条对照，关联佐证", Picture::Review));
    }
    if may(Permission::OverseeStandards) {
        standards.push(entry("自查进度", "/workbench/standards", "下级支部对照得怎么样", Picture::Review));
    }
    let mut learning = Vec::new();
    if may(Permission::SeeExamResults) {
        learning.push(entry("考试成绩", "/exams/results", "参加和合格的情况", Picture::Book));
    }
    let mut reviews = Vec::new();
    if may(Permission::EnterReviews) {
        let says = if may(Permission::ReviewMeetings) {
            "下一级报来的事项，通过或退回"
        } else {
            "党员的评论，通过或退回"
        };
        reviews.push(entry("审核管理", "/reviews", says, Picture::Review));
    }
    if may(Permission::ReadPublic) {
        let says = if may(Permission::ManagePublic) {
            "按期公示，到期自动结束"
        } else {
            "下级支部正在公示的内容"
        };
        reviews.push(entry("党务公开", "/disclosures", says, Picture::Public));
        reviews.push(entry("经验交流", "/experiences", "各支部的做法，评论和点赞", Picture::Shared));
    }
    if may(Permission::SeeUrges) {
        let says = if may(Permission::AnswerUrges) {
            "上级督办的事项，办结回复"
        } else {
            "督办过的事项和办理情况"
        };
        reviews.push(entry("督办", "/urges", says, Picture::Urge));
    }
    if may(Permission::SeePostRequests) {
        reviews.push(entry("增设职务", "/posts", "目录里没有的支委会职务", Picture::Committee));
    }
    if may(Permission::ReadAudit) {
        reviews.push(entry("操作日志", "/audit", "谁、什么时候、做了什么", Picture::Log));
    }
    let mut points = Vec::new();
    if may(Permission::SeePoints) {
        points.push(entry("学习排行", "/rankings", "个人和支部，隔天更新", Picture::Points));
    }
    if may(Permission::SeePointSheets) {
        points.push(entry("年度积分", "/branch/points", "合计、年度积分表、导出", Picture::Points));
        points.push(entry("规则说明", "/points/rules", "做什么得多少分", Picture::Book));
    }
    let groups = [
        ("组织", orgs),
        ("组织生活", meetings),
        ("学标对标", standards),
        ("党员教育", learning),
        ("公开与审核", reviews),
        ("积分", points),
    ];
    groups
        .into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(title, entries)| Group { title, entries })
        .collect()
}

/// Which entry is the current one for an address: the longest that fits, a kind only with its own query.
#[must_use]
pub fn current(groups: &[Group], path: &str, kind: Option<&str>) -> Option<String> {
    let wanted = match kind {
        Some(kind) if path.starts_with("/meetings") => format!("/meetings?kind={kind}"),
        Some(_) | None => path.to_owned(),
    };
    let all = || groups.iter().flat_map(|g| g.entries.iter().map(|e| e.to.as_str()));
    let exact = all().find(|to| *to == wanted);
    let below =
        || all().filter(|to| !to.contains('?') && path.starts_with(&format!("{to}/"))).max_by_key(|to| to.len());
    exact.or_else(below).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::account::Role;

    fn titles(role: Role) -> Vec<&'static str> {
        rail(&role.permissions()).iter().flat_map(|g| g.entries.iter().map(|e| e.label)).collect()
    }

    #[test]
    fn each_role_finds_what_it_may_use_and_nothing_else() {
        let branch = titles(Role::BranchAdmin);
        assert!(branch.contains(&"支委会") && branch.contains(&"支部党员大会") && branch.contains(&"审核管理"));
        let superior = titles(Role::GeneralBranchAdmin);
        assert!(superior.contains(&"审核管理") && superior.contains(&"下级组织") && !superior.contains(&"支委会"));
        assert!(branch.contains(&"组织生活会和民主评议党员"));
        assert!(branch.contains(&"对标自查") && !branch.contains(&"自查进度") && superior.contains(&"自查进度"));
    }

    #[test]
    fn the_current_entry_is_the_closest_one() {
        let groups = rail(&Role::BranchAdmin.permissions());
        assert_eq!(current(&groups, "/meetings", Some("theme_day")).as_deref(), Some("/meetings?kind=theme_day"));
        assert_eq!(current(&groups, "/meetings/7", None).as_deref(), Some("/meetings"));
        assert_eq!(current(&groups, "/branch/committee", None).as_deref(), Some("/branch/committee"));
        assert_eq!(current(&groups, "/inbox", None), None);
    }
}
