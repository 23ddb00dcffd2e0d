//! What a branch's check of itself is refused for: each row a code, a status, a field and a sentence.

refusals! {
    /// Why something about the standards is not done.
    pub enum StandardsRefusal {
        /// The branch's standard has no item with this code.
        UnknownItem = "standard_item_unknown" 422 in "item" => "本支部适用的标准中没有这一条，请刷新后再试";
        /// No unit category, hence no field.
        CategoryMissing = "standards_category_missing" 409 => "本支部还没有设置单位性质类别，不能确定适用哪个领域的标准",
            next "单位性质类别由上一级党组织在全国党员信息管理系统中设置，同步后即可自查。";
        /// A year that is over, or not begun.
        YearClosed {
            /// The year asked for.
            year: i32,
        } = "standards_year_closed" 409 in "year" => format!("{year} 年度的自查不能再改，只能填写本年度的自查");
        /// Not met, or not applicable, without a word why.
        NoteMissing = "standards_note_missing" 422 in "note" => "未达标或者不适用的，请写明原因和打算";
        /// Met, with nothing to show for it.
        NothingShown = "standards_nothing_shown" 422 in "evidence" => "达标的，请至少关联一条佐证，或者写明情况";
        /// Evidence of a kind that does not fit the item.
        EvidenceUnfit {
            /// The kind's label.
            kind: &'static str,
        } = "standards_evidence_unfit" 422 in "evidence" => format!("“{kind}”不适合作为这一条的佐证");
        /// Evidence that is not the branch's own.
        EvidenceNotOwn = "standards_evidence_not_own" 422 in "evidence" => "佐证只能用本支部自己的会议、文件和信息";
        /// A meeting without a record, or one called off.
        EvidenceNotHeld {
            /// The meeting's title.
            title: String,
        } = "standards_evidence_not_held" 422 in "evidence" => format!("“{title}”还没有会议记录，不能作为佐证");
        /// Something of the branch that is not there yet.
        EvidenceEmpty {
            /// What is missing.
            what: &'static str,
        } = "standards_evidence_empty" 422 in "evidence" => format!("本支部还没有填写{what}，不能作为佐证");
        /// More evidence than an item takes.
        EvidenceTooMuch {
            /// The most it takes.
            max: usize,
        } = "standards_evidence_too_much" 422 in "evidence" => format!("每条最多关联 {max} 条佐证");
    }
}
