//! The four doors, as data: where each leads and what stands behind it today.

use crate::kit::IconName;

/// A door.
pub struct Door {
    /// What it is called.
    pub label: &'static str,
    /// What is behind it.
    pub says: &'static str,
    /// What of it can be used today.
    pub state: &'static str,
    /// Where it leads.
    pub to: &'static str,
    /// Its picture.
    pub icon: IconName,
    /// Its colour's class.
    pub class: &'static str,
}

/// From left to right.
pub const DOORS: [Door; 4] = [
    Door {
        label: "支部建设",
        says: "会议通知、反馈、记录、审核，组织生活全程在线",
        state: "已开放",
        to: "/branch",
        icon: IconName::Flag,
        class: "door-red",
    },
    Door {
        label: "党员教育",
        says: "课程、图书、考试和集中学习",
        state: "已开放",
        to: "/learning",
        icon: IconName::Play,
        class: "door-blue",
    },
    Door {
        label: "党群服务",
        says: "心愿、微捐赠、随手拍和志愿服务",
        state: "陆续开放",
        to: "/services",
        icon: IconName::Heart,
        class: "door-green",
    },
    Door {
        label: "党建资讯",
        says: "头条、通知公告和市州动态",
        state: "已开放",
        to: "/news",
        icon: IconName::News,
        class: "door-gold",
    },
];
