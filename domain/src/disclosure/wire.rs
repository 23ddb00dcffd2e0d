//! 党务公开 on the wire.

use crate::file::FileInfo;
use crate::member::MemberClass;
use crate::org::OrgRef;
use crate::{DisclosureId, FileId, GroupId, Instant, MemberId};

coded! {
    /// What a disclosure is about.
    pub enum DisclosureCategory {
        /// 党内政策法规.
        Policy = "policy" "党内政策法规",
        /// 发展党员.
        Admission = "admission" "发展党员",
        /// 党费收缴.
        Dues = "dues" "党费收缴",
        /// 评先评优.
        Honours = "honours" "评先评优",
        /// 民主评议.
        Appraisal = "appraisal" "民主评议",
        /// 换届选举.
        Election = "election" "换届选举",
        /// 工作安排.
        Plans = "plans" "工作安排",
        /// 其他.
        Other = "other" "其他",
    }
}

coded! {
    /// Whom a disclosure is for (公开范围).
    pub enum DisclosureReach {
        /// Every present member of the branch.
        Everybody = "everybody" "全体党员",
        /// The members of chosen party groups.
        Groups = "groups" "指定党小组",
        /// Chosen members.
        Members = "members" "指定党员",
    }
}

coded! {
    /// Where a disclosure stands.
    pub enum DisclosureState {
        /// Its period is to come.
        Planned = "planned" "未开始",
        /// It is public.
        Running = "running" "公示中",
        /// Its period is over.
        Ended = "ended" "已结束",
        /// Taken back.
        Withdrawn = "withdrawn" "已撤回",
    }
}

coded! {
    /// What the branch does to a disclosure once it is set up.
    pub enum DisclosureAct {
        /// Change it; while it runs, that is a correction everybody sees.
        Edit = "edit" "修改",
        /// Take it back.
        Withdraw = "withdraw" "撤回",
    }
}

wire! {
    /// `POST /api/disclosures` and `PUT /api/disclosures/{id}`: what the branch types.
    pub struct DisclosureForm {
        /// What it is called, at most 80 characters.
        pub title: String,
        /// What it is about.
        pub category: DisclosureCategory,
        /// The text, paragraphs by line, at most 20,000 characters.
        pub text: String,
        /// Photos uploaded before, at most 20.
        #[serde(default)]
        pub photos: Vec<FileId>,
        /// Attachments uploaded before, at most 20.
        #[serde(default)]
        pub attachments: Vec<FileId>,
        /// The first day, YYYY-MM-DD; fixed once it runs.
        pub begins_on: String,
        /// The last day, YYYY-MM-DD, at most one month after the first.
        pub ends_on: String,
        /// Whom it is for; fixed once it runs.
        pub reach: DisclosureReach,
        /// The party groups, for [`DisclosureReach::Groups`].
        #[serde(default)]
        pub groups: Vec<GroupId>,
        /// The members, for [`DisclosureReach::Members`].
        #[serde(default)]
        pub members: Vec<MemberId>,
        /// For a change while it runs: what is corrected, at most 300 characters.
        #[serde(default)]
        pub note: String,
    }

    /// Somebody of the branch who can be chosen.
    pub struct MemberChoice {
        /// The member.
        pub id: MemberId,
        /// Their name.
        pub name: String,
        /// 正式 or 预备.
        pub class: MemberClass,
    }

    /// A party group that can be chosen.
    pub struct DisclosureGroup {
        /// The group.
        pub id: GroupId,
        /// Its name.
        pub name: String,
        /// How many it has.
        pub members: u32,
    }

    /// `GET /api/disclosures/draft`: what the form starts from.
    pub struct DisclosureDraft {
        /// The branch's groups.
        pub groups: Vec<DisclosureGroup>,
        /// The branch's present members.
        pub members: Vec<MemberChoice>,
        /// The server's clock.
        pub now: Instant,
    }

    /// A disclosure as a row of a list.
    pub struct DisclosureRow {
        /// The disclosure.
        pub id: DisclosureId,
        /// Whose it is.
        pub org: OrgRef,
        /// What it is called.
        pub title: String,
        /// What it is about.
        pub category: DisclosureCategory,
        /// Where it stands.
        pub state: DisclosureState,
        /// The first day, YYYY-MM-DD.
        pub begins_on: String,
        /// The last day, YYYY-MM-DD.
        pub ends_on: String,
        /// While it runs: the days left, today included.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub days_left: Option<u32>,
        /// Whom it is for.
        pub reach: DisclosureReach,
        /// When it was last corrected while it ran.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub corrected_at: Option<Instant>,
    }

    /// How it read before it was corrected.
    pub struct DisclosureVersion {
        /// 1 for what it began with.
        pub version: u32,
        /// When it was written.
        pub at: Instant,
        /// What it corrected; empty for the first.
        #[serde(default)]
        pub note: String,
        /// The title then.
        pub title: String,
        /// The text then.
        pub text: String,
        /// The last day then, YYYY-MM-DD.
        pub ends_on: String,
    }

    /// `GET /api/disclosures/{id}`: everything a page about it needs.
    pub struct DisclosureView {
        /// The row.
        #[serde(flatten)]
        pub row: DisclosureRow,
        /// The text.
        pub text: String,
        /// Photos.
        pub photos: Vec<FileInfo>,
        /// Attachments.
        pub attachments: Vec<FileInfo>,
        /// When this version was written.
        pub at: Instant,
        /// What this version corrects; empty for the first.
        #[serde(default)]
        pub note: String,
        /// The versions before this one, the latest first.
        pub earlier: Vec<DisclosureVersion>,
        /// For the branch and those above: the chosen groups.
        #[serde(default)]
        pub groups: Vec<DisclosureGroup>,
        /// For the branch and those above: the chosen members.
        #[serde(default)]
        pub members: Vec<MemberChoice>,
        /// Why it was taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub withdrawn_for: Option<String>,
        /// What the caller may do now.
        pub acts: Vec<DisclosureAct>,
        /// Names the state that this was read from: send it back with a change (`If-Match`).
        pub revision: u32,
    }

    /// `POST /api/disclosures/{id}/withdrawal`.
    pub struct DisclosureWithdrawForm {
        /// Why, at most 300 characters.
        pub reason: String,
    }
}
