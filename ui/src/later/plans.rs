//! What will stand behind the doors that are not open yet, as data.

use crate::kit::IconName;

/// A column to come.
pub struct Plan {
    /// What it is called.
    pub title: &'static str,
    /// What it is for, in one line.
    pub says: &'static str,
    /// Its functions: picture, name, what one does there.
    pub parts: &'static [(IconName, &'static str, &'static str)],
}

/// 党员教育.
pub const LEARNING: Plan = Plan {
    title: "党员教育",
    says: "学得进、记得住、用得上",
    parts: &[
        (IconName::Play, "课程", "看视频课，学到哪儿自动记住，学完自动记积分"),
        (IconName::Paper, "在线考试", "我的考试、模拟练习和错题本"),
        (IconName::People, "集中学习", "支部一起看、一起签到"),
    ],
};

/// 党群服务.
pub const SERVICES: Plan = Plan {
    title: "党群服务",
    says: "群众有呼声，支部有回应",
    parts: &[
        (IconName::Heart, "心愿树", "困难群众说心愿，党员来认领"),
        (IconName::Star, "微捐赠", "闲置物品捐给需要的人，去向可查"),
        (IconName::Camera, "随手拍", "身边的问题拍下来，转给能办的单位"),
        (IconName::Question, "投诉建议", "提意见、看答复"),
    ],
};

/// 党建资讯.
pub const NEWS: Plan = Plan {
    title: "党建资讯",
    says: "省里的声音，市县的动静",
    parts: &[
        (IconName::News, "党建头条", "全省重点工作和典型经验"),
        (IconName::Bell, "通知公告", "培训、评选、公示"),
        (IconName::Place, "市州动态", "14 个市州的党建新闻"),
    ],
};
