//! What the roll of members is refused for.

use super::list::EXPORT_MAX;

refusals! {
    /// Why a list of members is not given out.
    pub enum MemberRefusal {
        /// More people fit than one file holds.
        TooManyToExport = "too_many_to_export" 422
            => format!("符合条件的党员超过 {} 名，一次最多导出这么多", grouped(EXPORT_MAX)),
            next "请再加一个筛选条件，或者分单位导出。";
        /// Nobody fits.
        NobodyToExport = "nobody_to_export" 422 => "没有符合条件的党员，没有可以导出的内容";
        /// The range of joining ends before it begins.
        JoinedBackwards = "joined_backwards" 422 in "joined_to" => "入党日期的截止日不能早于起始日";
    }
}

/// 50,000.
fn grouped(n: u32) -> String {
    format!("{},{:03}", n / 1_000, n % 1_000)
}
