//! What 帮办 is refused for.

refusals! {
    /// Why somebody is not helped.
    pub enum ProxyRefusal {
        /// Helper and member are one.
        HelpsThemself = "proxy_of_oneself" 422 in "helper" => "帮办人不能是本人";
        /// A helper for too many.
        HelpsTooMany {
            /// The most.
            max: usize,
        } = "helper_has_too_many" 422 in "helper" => format!("一名帮办人最多帮办 {max} 名党员"),
            next "请另选一名帮办人，或者先撤销不再需要的帮办。";
        /// The end lies behind.
        AlreadyOver = "proxy_already_over" 422 in "valid_until" => "有效期已过，请选择以后的日期";
        /// The end is too far away.
        TooLong = "proxy_too_long" 422 in "valid_until" => "有效期最长一年，到期后请重新征得同意";
        /// The member has a helper already.
        HasHelper {
            /// Who it is.
            name: String,
        } = "proxy_exists" 409 in "member" => format!("已由{name}帮办，请先撤销再重新登记");
        /// No consent that holds.
        NoConsent = "proxy_no_consent" 403 in "for_member" => "没有有效的帮办登记，不能代为反馈",
            next "请支部管理员先登记本人的同意。";
        /// Taken back before.
        Revoked = "proxy_revoked" 409 => "已经撤销";
        /// No card to take back.
        NoCard = "no_card" 409 => "这名党员没有签到卡";
    }
}
