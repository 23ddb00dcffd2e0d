//! Where the frames lead: top bar, tabs, television. Pure; the permissions decide what is shown.

use crate::kit::IconName;
use gsdj_domain::account::Permission;

/// A way somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub label: &'static str,
    /// Where it leads.
    pub to: &'static str,
    /// Its picture.
    pub icon: IconName,
    /// Addresses that belong to it, by how they begin.
    pub holds: &'static [&'static str],
}

const fn entry(label: &'static str, to: &'static str, icon: IconName, holds: &'static [&'static str]) -> Entry {
    Entry { label, to, icon, holds }
}

/// The addresses of the branch's own work.
const BRANCH: &[&str] = &[
    "/branch",
    "/meetings",
    "/check-in",
    "/reviews",
    "/orgs",
    "/members",
    "/posts",
    "/workbench",
    "/audit",
    "/disclosures",
    "/experiences",
    "/urges",
    "/standards",
    "/points",
    "/comments",
];

/// The five tabs of the phone.
pub const TABS: [Entry; 5] = [
    entry(
        "首页",
        "/home",
        IconName::Home,
        &["/home", "/shortcuts", "/inbox", "/scan", "/news", "/sites", "/columns", "/articles", "/desk", "/editors"],
    ),
    entry("支部", "/branch", IconName::Flag, BRANCH),
    entry(
        "学习",
        "/learning",
        IconName::Play,
        &["/learning", "/library", "/exams", "/portals", "/programmes", "/rankings"],
    ),
    entry("服务", "/services", IconName::Heart, &["/services"]),
    entry("我的", "/me", IconName::Person, &["/me", "/password", "/manual", "/verify"]),
];

const HOME: Entry = entry("首页", "/home", IconName::Home, &["/home", "/shortcuts"]);
const WORKBENCH: Entry = entry("在线用标", "/workbench", IconName::Flag, BRANCH);
const MY_MEETINGS: Entry = entry("我的会议", "/meetings", IconName::Calendar, &["/meetings"]);
const MY_BRANCH: Entry =
    entry("我的支部", "/branch", IconName::Flag, &["/branch", "/disclosures", "/experiences", "/standards"]);
const REVIEWS: Entry = entry("审核管理", "/reviews", IconName::Check, &["/reviews"]);
const ORGS: Entry =
    entry("下级组织", "/orgs", IconName::Tree, &["/orgs", "/branch", "/members", "/posts", "/disclosures", "/urges"]);
const SHARED: Entry = entry("经验交流", "/experiences", IconName::News, &["/experiences"]);
const MEETINGS: Entry = entry("会议", "/meetings", IconName::Calendar, &["/meetings"]);
const STANDARDS: Entry = entry("学标对标", "/standards", IconName::Book, &["/standards", "/workbench/standards"]);
const LOG: Entry = entry("操作日志", "/audit", IconName::Paper, &["/audit"]);
const NEWS: Entry = entry("党建资讯", "/news", IconName::News, &["/news", "/sites", "/columns", "/articles"]);
const DESK: Entry = entry("编辑台", "/desk", IconName::Paper, &["/desk", "/editors"]);
const LEARNING: Entry = entry(
    "党员教育",
    "/learning",
    IconName::Play,
    &["/learning", "/library", "/exams", "/portals", "/programmes", "/rankings"],
);
const BANK: Entry = entry("题库和试卷", "/exams/bank", IconName::Paper, &["/exams/bank", "/exams/papers"]);
const RESULTS: Entry = entry("考试成绩", "/exams/results", IconName::Star, &["/exams/results"]);
const SERVICES: Entry = entry("党群服务", "/services", IconName::Heart, &["/services"]);

/// The top bar's entries for an account with these permissions.
#[must_use]
pub fn entries(permissions: &[Permission]) -> Vec<Entry> {
    let may = |p| permissions.contains(&p);
    let mut list = vec![HOME];
    if may(Permission::EnterWorkbench) {
        // its rail leads on
        list.push(WORKBENCH);
    } else if may(Permission::ReviewMeetings) {
        list.extend([REVIEWS, ORGS, MEETINGS, STANDARDS, SHARED, LOG]);
        list.extend(may(Permission::ManageExams).then_some(BANK));
        list.extend(may(Permission::SeeExamResults).then_some(RESULTS));
    } else if may(Permission::AnswerMeetings) {
        list.extend([MY_MEETINGS, MY_BRANCH]);
    }
    if may(Permission::EnterDesk) {
        list.push(DESK);
    }
    if !may(Permission::WriteArticles) {
        list.extend([LEARNING, SERVICES]);
    }
    list.push(NEWS);
    list
}

/// The television's: only what needs no typing.
#[must_use]
pub fn television(permissions: &[Permission]) -> Vec<Entry> {
    let mut list = vec![HOME];
    if permissions.contains(&Permission::SeeMeetings) {
        list.push(entry("会议", "/meetings", IconName::Calendar, &["/meetings"]));
        // and what its page leads to: the bar is full
        let learning =
            &["/learning", "/library", "/exams", "/programmes", "/portals", "/rankings", "/me/points", "/points"];
        list.push(entry("学习", "/learning", IconName::Play, learning));
        list.push(entry("日历", "/branch/calendar", IconName::Clock, &["/branch/calendar"]));
        list.push(entry("党务公开", "/disclosures", IconName::Eye, &["/disclosures"]));
        list.push(entry("经验交流", "/experiences", IconName::News, &["/experiences"]));
        list.push(entry("通知", "/inbox", IconName::Bell, &["/inbox"]));
    }
    if permissions.contains(&Permission::ReadStandards) {
        list.push(entry("学标对标", "/standards", IconName::Book, &["/standards"]));
    }
    list.push(entry("资讯", "/news", IconName::News, &["/news", "/sites", "/columns", "/articles"]));
    list.push(entry("操作指南", "/manual", IconName::Book, &["/manual"]));
    list
}

/// Which entry holds `path`.
#[must_use]
pub fn holder(entries: &[Entry], path: &str) -> Option<usize> {
    let begins = |start: &str| path == start || path.strip_prefix(start).is_some_and(|rest| rest.starts_with('/'));
    entries.iter().position(|e| e.holds.iter().any(|start| begins(start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::account::Role;

    fn labels(role: Role) -> Vec<&'static str> {
        entries(&role.permissions()).iter().map(|e| e.label).collect()
    }

    #[test]
    fn everybody_finds_their_work_in_the_top_bar() {
        assert_eq!(labels(Role::BranchAdmin), ["首页", "在线用标", "党员教育", "党群服务", "党建资讯"]);
        assert_eq!(labels(Role::Member), ["首页", "我的会议", "我的支部", "党员教育", "党群服务", "党建资讯"]);
        assert!(labels(Role::ProvinceAdmin).contains(&"审核管理"));
        assert_eq!(labels(Role::Editor), ["首页", "编辑台", "党建资讯"]);
        assert!(labels(Role::CommitteeAdmin).contains(&"在线用标"));
    }

    #[test]
    fn a_meeting_belongs_to_the_branch_tab() {
        assert_eq!(holder(&TABS, "/meetings/12"), Some(1));
        assert_eq!(holder(&TABS, "/me/points"), Some(4));
        assert_eq!(holder(&TABS, "/meanwhile"), None);
        assert_eq!(holder(&TABS, "/"), None);
    }
}
