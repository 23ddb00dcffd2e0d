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
        /// 栏目编辑: edits the columns of one site.
        Editor = "editor" "栏目编辑",
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
        /// See points: what is decided about them, sums of organisations, rankings, one's own sheet.
        SeePoints = "see_points" "积分和学习排行",
        /// See a branch's yearly sheet with its members, and take it along.
        SeePointSheets = "see_point_sheets" "年度积分表",
        /// Decide about points for the whole province.
        SetPointsPolicy = "set_points_policy" "积分管理",
        /// Keep, like, comment and share what is read; read so that it counts.
        React = "react" "收藏、点赞、评论、分享",
        /// Decide on the comments of one's own members, remove them.
        ModerateRemarks = "moderate_remarks" "审核评论",
        /// See the desk of one's site, or of all: articles in every state, columns; review, withdraw, order.
        EnterDesk = "enter_desk" "编辑台",
        /// Write articles for one's site.
        WriteArticles = "write_articles" "撰写稿件",
        /// Appoint editors and take them back.
        AppointEditors = "appoint_editors" "管理栏目编辑",
        /// Keep the catalogue of links.
        ManageLinks = "manage_links" "管理链接",
        /// Keep the bank of questions and the exams.
        ManageExams = "manage_exams" "题库和试卷",
        /// See how exams went in one's subtree.
        SeeExamResults = "see_exam_results" "考试成绩",
        /// See how one's own members did.
        WatchExams = "watch_exams" "本支部考试成绩",
        /// See how branches did, by counts.
        OverseeExams = "oversee_exams" "下级考试成绩",
        /// List courses and watch video lessons.
        BrowseCourses = "browse_courses" "浏览课程",
        /// Study lessons so that it counts, in person.
        Study = "study" "在线学习",
        /// Hold group studies of the branch before one screen (集中学习).
        HoldGroupStudies = "hold_group_studies" "集中学习",
        /// Upload films, recordings and large documents.
        UploadMedia = "upload_media" "上传音视频",
        /// Make courses and publish them.
        ManageCourses = "manage_courses" "管理课程",
        /// Read the programme guide and be reminded.
        ReadProgrammes = "read_programmes" "直播节目预告",
        /// Set the channels and what is on.
        EditProgrammes = "edit_programmes" "编排直播节目",
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
        use Role::{BranchAdmin, CommitteeAdmin, Editor, GeneralBranchAdmin, Member, ProvinceAdmin};
        match self {
            Self::EnterWorkbench => &[CommitteeAdmin, GeneralBranchAdmin, BranchAdmin],
            // the phone also lets branches in; the pages decide by layout, the API by this row
            Self::EnterSupervision => &[CommitteeAdmin, GeneralBranchAdmin, BranchAdmin],
            Self::EnterAnalytics => &[CommitteeAdmin, GeneralBranchAdmin],
            Self::EnterBigScreen => &[ProvinceAdmin],
            Self::EnterExams | Self::AnswerMeetings | Self::CheckIn | Self::OwnPoints => &[Member],
            Self::EnterCourses => &[Member, BranchAdmin],
            Self::OwnAccount => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin, Member, Editor],
            Self::SeeOrgs | Self::SeeMeetings | Self::ReadPublic | Self::ReadStandards | Self::React => {
                &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin, Member]
            }
            Self::ManageBranch
            | Self::ManageMeetings
            | Self::ManagePublic
            | Self::AnswerUrges
            | Self::CheckStandards => &[BranchAdmin],
            Self::UploadFiles => &[ProvinceAdmin, BranchAdmin, Member, Editor],
            Self::SeeProxies => &[BranchAdmin, Member],
            Self::EnterDesk => &[ProvinceAdmin, Editor],
            Self::WriteArticles => &[Editor],
            Self::ModerateRemarks => &[ProvinceAdmin, BranchAdmin],
            Self::AppointEditors | Self::ManageLinks => &[ProvinceAdmin],
            Self::ReviewMeetings | Self::WatchTerms | Self::Urge | Self::OverseeStandards => {
                &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin]
            }
            // a branch decides on its members' comments
            Self::EnterReviews => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin],
            Self::SeePostRequests => &[ProvinceAdmin, BranchAdmin],
            Self::DecidePosts => &[ProvinceAdmin],
            Self::SeePoints => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin, Member],
            Self::SeePointSheets => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin],
            Self::SetPointsPolicy => &[ProvinceAdmin],
            Self::ManageExams => &[ProvinceAdmin],
            Self::SeeExamResults => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin],
            Self::WatchExams => &[BranchAdmin],
            Self::OverseeExams => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin],
            Self::BrowseCourses => Role::ALL,
            Self::Study => &[Member],
            Self::HoldGroupStudies => &[BranchAdmin],
            Self::ManageCourses | Self::UploadMedia => &[ProvinceAdmin],
            Self::ReadProgrammes => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin, Member],
            Self::EditProgrammes => &[ProvinceAdmin],
            Self::ReadLibrary => &[ProvinceAdmin, CommitteeAdmin, GeneralBranchAdmin, BranchAdmin, Member],
            Self::EditLibrary => &[ProvinceAdmin],
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
    fn an_editor_sees_their_desk_and_nothing_of_organisations() {
        use Permission::*;
        assert_eq!(Role::Editor.permissions(), [OwnAccount, UploadFiles, EnterDesk, WriteArticles, BrowseCourses]);
    }

    #[test]
    fn a_guest_may_do_what_features_0_5_says_and_nothing_else() {
        assert_eq!(Role::Guest.permissions(), [Permission::BrowseCourses]);
    }
}
