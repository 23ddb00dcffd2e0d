//! The ways on from 党员教育 and from its learning centre, and who may go them (FEATURES 5, 5.11).

use crate::account::Permission;

/// A way on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// What it is called.
    pub label: &'static str,
    /// What one does there.
    pub says: &'static str,
    /// Where it leads.
    pub to: &'static str,
    /// What one must be allowed for it; `None` when it is open to all.
    pub needs: Option<Permission>,
}

impl Way {
    /// Whether whoever is allowed this may go there.
    #[must_use]
    pub fn is_open(&self, allowed: &[Permission]) -> bool {
        self.needs.is_none_or(|needs| allowed.contains(&needs))
    }
}

const fn way(label: &'static str, says: &'static str, to: &'static str, needs: Option<Permission>) -> Way {
    Way { label, says, to, needs }
}

/// What a guest is told beside a lesson.
pub const ONLY_WATCHING: &str = "您还没有登录：可以观看，但不记进度和积分。";

/// From 党员教育.
pub const EDUCATION_WAYS: [Way; 9] = [
    way("党员学习中心", "看课程、学专题，学到哪儿自动记住", "/learning/centre", None),
    way("集中学习", "支部一起看、一起记", "/learning/group-studies", Some(Permission::HoldGroupStudies)),
    way("党建数字图书库", "党刊、党书、党报，能读也能听", "/library", Some(Permission::ReadLibrary)),
    way("在线考试", "做题、看解析、记积分", "/exams", Some(Permission::EnterExams)),
    way("学习平台", "学习强国、共产党员网等", "/portals", None),
    way("直播节目预告", "看什么时候播什么，到点提醒", "/programmes", Some(Permission::ReadProgrammes)),
    way("学习排行", "看党员和支部的学习积分", "/rankings", Some(Permission::SeePoints)),
    way("我的收藏", "收藏过的文章", "/me/favourites", Some(Permission::React)),
    way("搜索", "按词语或拼音找文章", "/search", None),
];

/// From the learning centre.
pub const CENTRE_WAYS: [Way; 5] = [
    way("选择课程", "按主题找课程", "/learning/courses", None),
    way("专题学习", "先锋讲堂、网上展馆", "/learning/topics", None),
    way("已选课程", "我的课程和进度", "/learning/chosen", Some(Permission::EnterCourses)),
    way("集中学习", "支部一起看、一起记", "/learning/group-studies", Some(Permission::HoldGroupStudies)),
    way("管理课程", "编课程、传视频", "/learning/manage", Some(Permission::ManageCourses)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Role;

    #[test]
    fn everybody_gets_the_ways_they_may_go() {
        let labels = |ways: &[Way], role: Role| {
            let allowed = role.permissions();
            ways.iter().filter(|way| way.is_open(&allowed)).map(|way| way.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(&CENTRE_WAYS, Role::Guest), ["选择课程", "专题学习"]);
        assert_eq!(labels(&CENTRE_WAYS, Role::Member), ["选择课程", "专题学习", "已选课程"]);
        assert_eq!(labels(&CENTRE_WAYS, Role::BranchAdmin), ["选择课程", "专题学习", "已选课程", "集中学习"]);
        assert_eq!(labels(&CENTRE_WAYS, Role::ProvinceAdmin), ["选择课程", "专题学习", "管理课程"]);
        assert_eq!(labels(&EDUCATION_WAYS, Role::Guest), ["党员学习中心", "学习平台", "搜索"]);
    }
}
