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
        (IconName::Book, "图书库", "在线读书，字可放大，书签同步"),
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
