//! What is refused about points: each row a code, a status, a field and a sentence.

refusals! {
    /// Why something about points is not shown or done.
    pub enum PointsRefusal {
        /// The province has switched points off.
        PointsOff {
            /// Why, in its own words.
            reason: String,
        } = "points_off" 403 => with_reason("全省已停用积分", reason),
            next "停用期间不记积分，也不展示；以前的积分仍然保存，恢复后可以看到。";
        /// The province has switched rankings off.
        RankingsOff {
            /// Why, in its own words.
            reason: String,
        } = "rankings_off" 403 => with_reason("全省已停用积分排行", reason),
            next "自己的积分照常记录，可以在“我的积分”查看。";
        /// Members' points are seen inside their own branch only.
        InsideBranchOnly = "points_inside_branch" 403 => "党员的积分只在本支部内可见",
            next "上级党组织可以查看支部的合计；可见范围由省委组织部设置。";
        /// Switching something off is explained to those it concerns.
        PolicyNeedsReason = "points_policy_needs_reason" 422 in "reason" => "关闭时请写明原因，全省党员都会看到";
        /// The night of a day that is not over can't be settled.
        DayNotOver {
            /// Which.
            day: String,
        } = "day_not_over" 422 in "date" => format!("{day} 还没有过完，不能结算");
    }
}

fn with_reason(what: &str, reason: &str) -> String {
    if reason.is_empty() { what.to_owned() } else { format!("{what}：{reason}") }
}
