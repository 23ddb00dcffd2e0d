//! What 党务公开 is refused for: each row a code, a status, a field and a sentence.

refusals! {
    /// Why something about a disclosure is not done.
    pub enum DisclosureRefusal {
        /// The period would begin on a day that is over.
        BeginsInThePast = "disclosure_begins_in_the_past" 422 in "begins_on" => "公示开始日期已过，请选择今天或以后的日期";
        /// A beginning further ahead than a year is taken for a slip of the pen.
        BeginsTooFarAhead = "disclosure_begins_too_far_ahead" 422 in "begins_on" => "公示开始日期超过一年以后，请核对";
        /// The last day is before the first.
        EndsBeforeItBegins = "disclosure_ends_before_it_begins" 422 in "ends_on" => "公示结束日期不能早于开始日期";
        /// Longer than a month (FEATURES 2.3).
        PeriodTooLong {
            /// The last day that is allowed, YYYY-MM-DD.
            latest: String,
        } = "disclosure_period_too_long" 422 in "ends_on" => format!("公示期最长一个月，最晚到 {latest}");
        /// A correction would end it on a day that is over.
        EndsInThePast = "disclosure_ends_in_the_past" 422 in "ends_on" => "公示结束日期不能早于今天",
            next "要马上停止公开，请用“撤回”。";
        /// For party groups, and none is chosen.
        NoGroups = "disclosure_no_groups" 422 in "groups" => "请至少选择一个党小组";
        /// A party group that the branch does not have.
        StrangeGroup = "disclosure_strange_group" 422 in "groups" => "选择的党小组已经不在本支部，请重新选择";
        /// For chosen members, and none is chosen.
        NoMembers = "disclosure_no_members" 422 in "members" => "请至少选择一名党员";
        /// While it runs, beginning and reach stay.
        FixedWhileRunning = "disclosure_fixed_while_running" 409 => "公示期间不能修改开始日期和公开范围",
            next "需要改动的，请撤回后重新公示。";
        /// A correction says what it corrects.
        CorrectionNeedsNote = "disclosure_correction_needs_note" 422 in "note" => "公示期间的修改会留下更正记录，请写明更正说明";
        /// Taking back needs a reason.
        WithdrawNeedsReason = "disclosure_withdraw_needs_reason" 422 in "reason" => "撤回时请写明原因";
        /// It has ended: nothing about it changes any more.
        AlreadyEnded = "disclosure_already_ended" 409 => "公示已结束，不能再修改或撤回";
        /// It was taken back: nothing about it changes any more.
        AlreadyWithdrawn = "disclosure_already_withdrawn" 409 => "已经撤回，不能再修改";
        /// Somebody it was for looks for it after its period.
        Over = "disclosure_over" 404 => "公示期已结束，内容不再公开", next "需要了解的，请联系支部管理员。";
        /// Somebody it was for looks for it after it was taken back.
        TakenBack = "disclosure_taken_back" 404 => "支部已撤回这项公开", next "撤回的原因在通知里。";
    }
}
