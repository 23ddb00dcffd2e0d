//! Party members (党员): classes, the citizen's number and its masking, and how they look on the wire.

pub mod citizen;
pub mod list;
mod refusal;

pub use list::{
    AgeBand, EducationLevel, ExportForm, ExportFormat, ExportTicket, MemberCounts, MemberFilter, MemberScope,
};
pub use refusal::MemberRefusal;

use crate::{MemberId, OrgId};

coded! {
    /// 性别.
    pub enum Sex {
        /// 男.
        Male = "male" "男",
        /// 女.
        Female = "female" "女",
    }
}

coded! {
    /// 党员类别.
    pub enum MemberClass {
        /// 正式党员.
        Full = "full" "正式党员",
        /// 预备党员: attends, but has no vote (FEATURES 13.1).
        Probationary = "probationary" "预备党员",
    }
}

coded! {
    /// 状态 in the registry.
    pub enum MemberStatus {
        /// 正常.
        Present = "present" "正常",
        /// 流动: belongs to the branch, lives elsewhere.
        Mobile = "mobile" "流动",
        /// 停止党籍: no longer among the members.
        Stopped = "stopped" "停止党籍",
        /// 转出省外: no longer among the members.
        LeftProvince = "left_province" "转出省外",
        /// Absent from a full registry file (FEATURES 12.14): no longer among the members, past records stay.
        Removed = "removed" "已移除",
    }
}

impl MemberStatus {
    /// Whether the person counts among the branch's members and may sign in (FEATURES 1.2).
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Present | Self::Mobile)
    }
}

wire! {
    /// A member as a row of a list; numbers are masked.
    pub struct MemberRow {
        /// The member.
        pub id: MemberId,
        /// Their name.
        pub name: String,
        /// Their branch.
        pub org: OrgId,
        /// Sex, where the registry has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub sex: Option<Sex>,
        /// 正式 or 预备.
        pub class: MemberClass,
        /// State in the registry.
        pub status: MemberStatus,
        /// Phone, masked: 138****0001; empty when the registry has none.
        pub phone: String,
        /// The post on the branch committee, as a label, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub post: Option<String>,
        /// YYYY-MM-DD of joining, where the registry has it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub joined: Option<String>,
        /// The party group, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub group: Option<String>,
        /// The branch's name, in lists of more than one branch.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub org_name: Option<String>,
        /// Completed years; for those who keep the roll, where the registry has the birthday.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub age: Option<u32>,
        /// 民族; for those who keep the roll.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ethnicity: Option<String>,
        /// 学历; for those who keep the roll.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub education: Option<String>,
    }
}
