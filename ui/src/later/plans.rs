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
