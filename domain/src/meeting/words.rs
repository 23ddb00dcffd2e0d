//! The closed lists that forms, records and decisions speak in.

coded! {
    /// 会期 (FEATURES 3.6).
    pub enum Length {
        /// 0.5 day.
        HalfDay = "half_day" "0.5 天",
        /// 1 day.
        OneDay = "one_day" "1 天",
        /// 1.5 days.
        OneAndAHalf = "one_and_a_half" "1.5 天",
        /// 2 days.
        TwoDays = "two_days" "2 天",
        /// 3 days.
        ThreeDays = "three_days" "3 天",
    }
}

impl Length {
    /// Its length in half days.
    #[must_use]
    pub const fn half_days(self) -> u8 {
        match self {
            Self::HalfDay => 1,
            Self::OneDay => 2,
            Self::OneAndAHalf => 3,
            Self::TwoDays => 4,
            Self::ThreeDays => 6,
        }
    }
}

coded! {
    /// Why somebody of the circle does not count towards 应到.
    pub enum ExclusionReason {
        /// Ill or too frail.
        Illness = "illness" "因病",
        /// Too ill to express a will of one's own.
        Unfit = "unfit" "不能表达本人意志",
        /// Abroad.
        Abroad = "abroad" "出国（境）",
        /// Away for long (流动党员).
        Away = "away" "外出流动",
        /// Detained or serving a sentence.
        Detained = "detained" "被留置、逮捕或服刑",
        /// Something else; needs a note.
        Other = "other" "其他",
    }
}

coded! {
    /// 反馈: what a member answers to a notice (FEATURES 3.9).
    pub enum Answer {
        /// 参加.
        Attend = "attend" "参加",
        /// 请假, with a reason.
        Leave = "leave" "请假",
    }
}

coded! {
    /// What the superior decides.
    pub enum Decision {
        /// 通过.
        Approve = "approve" "审核通过",
        /// 退回, with a reason.
        Return = "return" "退回",
    }
}

coded! {
    /// Where a step on the timeline stands.
    pub enum StepState {
        /// Behind us.
        Done = "done" "已完成",
        /// What is waited for.
        Now = "now" "进行中",
        /// To come.
        Todo = "todo" "未开始",
    }
}
