//! The audit log (FEATURES 11.2): who did what, when, from where; append-only.

use crate::Instant;

coded! {
    /// What was done.
    pub enum Deed {
        /// Signed in.
        SignIn = "sign_in" "登录",
        /// A failed sign-in.
        SignInFailed = "sign_in_failed" "登录失败",
        /// Signed out or ended a session.
        SignOut = "sign_out" "退出登录",
        /// Changed the own password.
        PasswordChanged = "password_changed" "修改密码",
        /// Set a subordinate's password anew.
        PasswordReset = "password_reset" "重置密码",
        /// Applied a registry file.
        RegistrySync = "registry_sync" "同步党员信息",
        /// Described the branch.
        OverviewChanged = "overview_changed" "修改支部概述",
        /// Formed or changed the committee.
        CommitteeChanged = "committee_changed" "调整支委会",
        /// Divided the members into groups.
        GroupsChanged = "groups_changed" "划分党小组",
        /// Asked for a committee post.
        PostAsked = "post_asked" "申请增设职务",
        /// Granted a committee post.
        PostGranted = "post_granted" "批准增设职务",
        /// Returned a request for a committee post.
        PostReturned = "post_returned" "退回增设职务申请",
        /// Created a meeting.
        MeetingCreated = "meeting_created" "创建会议",
        /// Changed a meeting.
        MeetingEdited = "meeting_edited" "修改会议",
        /// Called a meeting off.
        MeetingCancelled = "meeting_cancelled" "取消会议",
        /// Sent a notice.
        NoticeSent = "notice_sent" "发通知",
        /// Announced a life meeting beforehand.
        PreNoticeSent = "pre_notice_sent" "发预通知",
        /// Handed in an outline, or excused somebody from it.
        OutlineHandedIn = "outline_handed_in" "上传发言提纲",
        /// Put the materials together.
        MaterialsSubmitted = "materials_submitted" "提交会议材料",
        /// Ended the vote on each other.
        BallotClosed = "ballot_closed" "结束互评",
        /// Entered the organisation's grades.
        AppraisalUploaded = "appraisal_uploaded" "上传民主评议",
        /// Uploaded the work after a meeting.
        AfterWorkUploaded = "after_work_uploaded" "上传会后工作",
        /// Reminded the silent.
        Reminded = "reminded" "提醒反馈",
        /// Answered a notice.
        Answered = "answered" "反馈会议",
        /// Uploaded or changed a record.
        RecordUploaded = "record_uploaded" "上传会议记录",
        /// Handed it in.
        Submitted = "submitted" "提交",
        /// Took it back.
        Withdrawn = "withdrawn" "撤回",
        /// Approved it.
        Approved = "approved" "审核通过",
        /// Returned it.
        Returned = "returned" "退回",
        /// Exported a record as PDF or DOCX.
        RecordExported = "record_exported" "导出会议记录",
        /// Checked in at a meeting.
        CheckedIn = "checked_in" "会议签到",
        /// Checked somebody in by hand or by their card.
        CheckInSet = "check_in_set" "代为签到",
        /// Undid a check-in.
        CheckInUndone = "check_in_undone" "撤销签到",
        /// Decided on a guest of another branch.
        GuestDecided = "guest_decided" "确认外来党员",
        /// Took a meeting along for a place without internet.
        PackTaken = "pack_taken" "下载离线签到包",
        /// Handed up what was checked in there.
        ReceiptsUploaded = "receipts_uploaded" "上传离线签到",
        /// Registered a helper.
        ProxyRegistered = "proxy_registered" "登记帮办",
        /// Took it back.
        ProxyRevoked = "proxy_revoked" "撤销帮办",
        /// Made a member's card.
        CardIssued = "card_issued" "制作签到卡",
        /// Took it out of use.
        CardRevoked = "card_revoked" "作废签到卡",
        /// Uploaded a file.
        FileUploaded = "file_uploaded" "上传文件",
        /// Exported the roll of members.
        MembersExported = "members_exported" "导出党员名册",
        /// Made a secret address for the calendar, or a new one.
        CalendarOpened = "calendar_opened" "生成日历订阅地址",
        /// Took it back.
        CalendarClosed = "calendar_closed" "停用日历订阅地址",
        /// Set up something to be made public.
        DisclosureCreated = "disclosure_created" "新建党务公开",
        /// Changed it before it began.
        DisclosureEdited = "disclosure_edited" "修改党务公开",
        /// Corrected it while it was public.
        DisclosureCorrected = "disclosure_corrected" "更正党务公开",
        /// Took it back.
        DisclosureWithdrawn = "disclosure_withdrawn" "撤回党务公开",
        /// Wrote a post about an experience.
        ExperienceWritten = "experience_written" "编写经验交流",
        /// Threw a draft of it away.
        ExperienceDeleted = "experience_deleted" "删除经验交流草稿",
        /// Took a published one down.
        ExperienceTakenDown = "experience_taken_down" "下架经验交流",
        /// Commented.
        Commented = "commented" "发表评论",
        /// Removed a comment.
        CommentRemoved = "comment_removed" "移除评论",
        /// Urged a branch.
        Urged = "urged" "督办",
        /// Settled what was urged.
        UrgeSettled = "urge_settled" "办结督办",
        /// Noted that filed things were read.
        FiledRead = "filed_read" "审阅报备",
        /// Ticked an item of the standard.
        StandardTicked = "standard_ticked" "对标自查",
        /// Decided about points for the province.
        PointsPolicySet = "points_policy_set" "设置积分管理",
        /// Exported a yearly sheet of points.
        PointsExported = "points_exported" "导出年度积分表",
        /// Wrote an article.
        ArticleWritten = "article_written" "编写稿件",
        /// Threw away what was being written of one.
        ArticleDiscarded = "article_discarded" "删除稿件草稿",
        /// Withdrew a published one.
        ArticleWithdrawn = "article_withdrawn" "撤稿",
        /// Put one at the head of its columns, or no longer.
        ArticlePinned = "article_pinned" "调整稿件置顶",
        /// Renamed, hid or ordered columns.
        ColumnsChanged = "columns_changed" "调整栏目",
        /// Added a topic.
        TopicAdded = "topic_added" "新增专题",
        /// Appointed an editor.
        EditorAppointed = "editor_appointed" "设置栏目编辑",
        /// Took an editor back.
        EditorRemoved = "editor_removed" "停用栏目编辑",
        /// Changed the catalogue of links.
        LinksChanged = "links_changed" "调整链接",
        /// Decided on a member's comment.
        CommentDecided = "comment_decided" "审核评论",
        /// Wrote a question into the bank.
        QuestionWritten = "question_written" "编写题目",
        /// Imported questions.
        QuestionsImported = "questions_imported" "导入题目",
        /// Exported the bank.
        QuestionsExported = "questions_exported" "导出题库",
        /// Set up or changed an exam.
        ExamWritten = "exam_written" "编写试卷",
        /// Threw an exam away that nobody had sat.
        ExamDeleted = "exam_deleted" "删除试卷",
        /// Published an exam.
        ExamPublished = "exam_published" "发布试卷",
        /// Withdrew an exam.
        ExamWithdrawn = "exam_withdrawn" "撤回试卷",
        /// Made or changed a course.
        CourseWritten = "course_written" "编辑课程",
        /// Opened a course to all.
        CoursePublished = "course_published" "发布课程",
        /// Took a course down.
        CourseWithdrawn = "course_withdrawn" "下架课程",
        /// Recommended a course, or no longer.
        CourseRecommended = "course_recommended" "调整重点推荐",
        /// Threw a course away.
        CourseDeleted = "course_deleted" "删除课程",
        /// Made or changed a lesson.
        LessonWritten = "lesson_written" "编辑课时",
        /// Began to study together.
        GroupStudyBegun = "group_study_begun" "开始集中学习",
        /// Said who is there.
        GroupStudyPeopleSet = "group_study_people_set" "登记集中学习人员",
        /// Ended it.
        GroupStudyEnded = "group_study_ended" "结束集中学习",
        /// Took a lesson out.
        LessonDeleted = "lesson_deleted" "删除课时",
        /// Set up or changed a channel of the programme guide.
        ChannelSet = "channel_set" "设置直播频道",
        /// Took a channel away.
        ChannelRemoved = "channel_removed" "删除直播频道",
        /// Entered or changed a programme.
        ProgrammeSet = "programme_set" "编排直播节目",
        /// Took a programme away.
        ProgrammeRemoved = "programme_removed" "删除直播节目",
        /// Pasted a part of the guide.
        ProgrammesPasted = "programmes_pasted" "导入直播节目单",
        /// Made or changed a book of the library.
        WorkWritten = "work_written" "编辑图书",
        /// Took a book over from a file.
        WorkImported = "work_imported" "导入图书",
        /// Opened a book to all.
        WorkPublished = "work_published" "图书上架",
        /// Took a book off.
        WorkWithdrawn = "work_withdrawn" "图书下架",
        /// Threw a book away.
        WorkDeleted = "work_deleted" "删除图书",
    }
}

wire! {
    /// One entry.
    pub struct AuditEntry {
        /// When.
        pub at: Instant,
        /// Who, by the name they had then.
        pub who: String,
        /// Which organisation they acted for.
        pub org: String,
        /// What.
        pub deed: Deed,
        /// On what, in words.
        pub what: String,
        /// From which address.
        pub from: String,
    }
}
