//! The platform's front page as data: the welcome, and four doors with what stands behind each today.

/// What the platform is for, in a line.
pub const WELCOME: &str = "把支部建在群众身边";
/// The same, in a sentence more.
pub const SAYS: &str = "组织生活在线办，学习服务随时有。一部手机、一台电脑、一块电视屏，都能用。";

/// A door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Door {
    /// What it is called.
    pub label: &'static str,
    /// What is behind it.
    pub says: &'static str,
    /// What of it can be used today.
    pub state: &'static str,
    /// Where it leads.
    pub to: &'static str,
    /// Its colour: red, blue, green or gold.
    pub colour: &'static str,
}

/// From left to right.
pub const DOORS: [Door; 4] = [
    Door {
        label: "支部建设",
        says: "会议通知、反馈、记录、审核，组织生活全程在线",
        state: "已开放",
        to: "/branch",
        colour: "red",
    },
    Door {
        label: "党员教育", says: "课程、图书、考试和集中学习", state: "已开放", to: "/learning", colour: "blue"
    },
    Door {
        label: "党群服务",
        says: "心愿、微捐赠、随手拍和志愿服务",
        state: "陆续开放",
        to: "/services",
        colour: "green",
    },
    Door {
        label: "党建资讯", says: "头条、通知公告和市州动态", state: "已开放", to: "/news", colour: "gold"
    },
];
