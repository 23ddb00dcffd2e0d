//! Roles and the permission table (FEATURES 0.2, 0.6): data, read by the API, the pages and the tests alike.

use crate::org::OrgKind;

coded! {
    /// What an account is on the platform (FEATURES 0.2).
    pub enum Role {
        /// 省委组织部管理员.
        ProvinceAdmin = "province_admin" "省委组织部管理员",
        /// 党委管理员.
        CommitteeAdmin = "committee_admin" "党委管理员",
        /// 党总支管理员.
        GeneralBranchAdmin = "general_branch_admin" "党总支管理员",
        /// 党支部管理员.
        BranchAdmin = "branch_admin" "党支部管理员",
        /// 党员.
        Member = "member" "党员",
        /// Not signed in, or a public account.
        Guest = "guest" "群众",
    }
}

coded! {
    /// Something a role may or may not do. Entries to a function answer with the sentence of FEATURES 0.6.
    pub enum Permission {
        /// Enter 在线用标.
        EnterWorkbench = "enter_workbench" "在线用标",
        /// Enter 督办达标.
        EnterSupervision = "enter_supervision" "督办达标",
        /// Enter 数据分析示图.
        EnterAnalytics = "enter_analytics" "数据分析示图",
        /// Enter 党建大屏 and 党建地图.
        EnterBigScreen = "enter_big_screen" "党建大屏",
        /// Enter 我的考试.
        EnterExams = "enter_exams" "我的考试",
        /// Enter 我的课程.
        EnterCourses = "enter_courses" "我的课程",
        /// See one's own account: inbox, sessions, password, home.
        OwnAccount = "own_account" "个人中心",
        /// See organisations and people within one's scope.
        SeeOrgs = "see_orgs" "查看组织",
        /// See meetings within one's scope.
        SeeMeetings = "see_meetings" "查看会议",
        /// Describe the branch, form its committee.
        ManageBranch = "manage_branch" "管理支部信息",
        /// Create meetings, send notices, upload records, submit.
        ManageMeetings = "manage_meetings" "组织会议",
        /// Answer a notice, in person.
        AnswerMeetings = "answer_meetings" "反馈会议通知",
        /// Review what immediate inferiors submit.
        ReviewMeetings = "review_meetings" "审核",
        /// Set a subordinate's password anew.
        ResetPasswords = "reset_passwords" "重置密码",
        /// Read the audit log of one's subtree.
        ReadAudit = "read_audit" "操作日志",
        /// Upload photos and attachments.
        UploadFiles = "upload_files" "上传文件",
        /// See which committees below are due for re-election.
        WatchTerms = "watch_terms" "换届提醒",
        /// See requests for committee posts: one's own, or all that the province decides on.
        SeePostRequests = "see_post_requests" "增设职务",
        /// Decide on requests for committee posts.
        DecidePosts = "decide_posts" "办理增设职务申请",
        /// Check in at a meeting, in person.
        CheckIn = "check_in" "会议签到",
        /// See who helps whom (帮办).
        SeeProxies = "see_proxies" "查看帮办",
        /// See one's own points.
        OwnPoints = "own_points" "我的积分",
        /// See the roll of members closely (age, education, ethnicity), with all below, and export it.
        SeeRoll = "see_roll" "党员名册",
        /// Read 党务公开 and 经验交流 that one is meant to see; comment and like.
        ReadPublic = "read_public" "党务公开和经验交流",
        /// Publish 党务公开, write for 经验交流.
        ManagePublic = "manage_public" "发布公开和交流",
        /// Enter the queue of 审核管理.
        EnterReviews = "enter_reviews" "审核管理",
        /// See the urges that concern one.
        SeeUrges = "see_urges" "查看督办",
        /// Urge a branch below.
        Urge = "urge" "督办",
        /// Answer an urge.
        AnswerUrges = "answer_urges" "办理督办",
        /// Read and search the construction standards, and checks within one's scope.
        ReadStandards = "read_standards" "学标对标",
        /// Tick the branch's own standard.
        CheckStandards = "check_standards" "对标自查",
        /// See how far the checks of one's subtree have come.
        OverseeStandards = "oversee_standards" "自查进度",
        /// Read and listen in the library, keep one's shelf.
        ReadLibrary = "read_library" "党建数字图书库",
        /// Put works into the library and take them off.
        EditLibrary = "edit_library" "管理图书",
    }
}

impl Permission {
    /// Whether it is an entry to a whole function, which has a sentence of its own when refused (FEATURES 0.6).
    #[must_use]
    pub const fn is_entry(self) -> bool {
        matches!(
            self,
            Self::EnterWorkbench
                | Self::EnterSupervision
                | Self::EnterAnalytics
                | Self::EnterBigScreen
                | Self::EnterExams
                | Self::EnterCourses
        )
    }

    /// Who may: the table of FEATURES 0.6 and what follows from sections 1 to 3.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        use Role::{BranchAdmin, CommitteeAdmin, GeneralBranchAdmin, Member, ProvinceAdmin};
        match self {
            Self::EnterWorkbench => &[CommitteeAdmin, GeneralBranchAdmin, BranchAdmin],
            // the phone also lets branches in; the pages decide by layout, the API by this row
            Self::EnterSupervision => &[CommitteeAdmin, GeneralBranchAdmin, BranchAdmin],
            Self::EnterAnalytics => &[CommitteeAdmin, GeneralBranchAdmin],
            Self::EnterBigScreen => &[ProvinceAdmin],
            Self::EnterExams | Self::AnswerMeetings | Self::CheckIn | Self::OwnPoints => &[Member],
            Self::EnterCourses => &[Member, BranchAdmin],
            Self::OwnAccount
            | Self::SeeOrgs
            | Self::SeeMeetings
            | Self::ReadPublic
            | Self::ReadStandards
            | Self::ReadLibrary => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin, Member],
            Self::ManageBranch
            | Self::ManageMeetings
            | Self::ManagePublic
            | Self::AnswerUrges
            | Self::CheckStandards => &[BranchAdmin],
            Self::UploadFiles => &[ProvinceAdmin, BranchAdmin, Member],
            Self::SeeProxies => &[BranchAdmin, Member],
            Self::ReviewMeetings | Self::WatchTerms | Self::EnterReviews | Self::Urge | Self::OverseeStandards => {
                &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin]
            }
            Self::SeePostRequests => &[ProvinceAdmin, BranchAdmin],
            Self::DecidePosts | Self::EditLibrary => &[ProvinceAdmin],
            Self::ResetPasswords | Self::ReadAudit | Self::SeeRoll | Self::SeeUrges => {
                &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin]
            }
        }
    }
}

/// Whether `role` may do what `permission` names.
#[must_use]
pub fn allows(role: Role, permission: Permission) -> bool {
    permission.roles().contains(&role)
}

impl Role {
    /// The role of an organisation's own account.
    #[must_use]
    pub const fn of_org(kind: OrgKind) -> Self {
        match kind {
            OrgKind::Province => Self::ProvinceAdmin,
            OrgKind::Committee => Self::CommitteeAdmin,
            OrgKind::GeneralBranch => Self::GeneralBranchAdmin,
            OrgKind::Branch => Self::BranchAdmin,
        }
    }

    /// Every permission the role has, for the session's answer.
    #[must_use]
    pub fn permissions(self) -> Vec<Permission> {
        Permission::ALL.iter().copied().filter(|p| allows(self, *p)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_features_0_6_holds() {
        use Permission::*;
        use Role::*;
        for (permission, who) in [
            (EnterWorkbench, vec![CommitteeAdmin, GeneralBranchAdmin, BranchAdmin]),
            (EnterAnalytics, vec![CommitteeAdmin, GeneralBranchAdmin]),
            (EnterBigScreen, vec![ProvinceAdmin]),
            (EnterExams, vec![Member]),
            (EnterCourses, vec![BranchAdmin, Member]),
        ] {
            for role in Role::ALL {
                assert_eq!(
                    allows(*role, permission),
                    who.contains(role),
                    "{} for {}",
                    permission.label(),
                    role.label()
                );
            }
        }
    }

    #[test]
    fn a_guest_may_do_nothing_that_is_listed() {
        assert!(Role::Guest.permissions().is_empty());
    }
}
