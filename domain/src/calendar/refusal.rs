//! What the calendar is refused for.

use super::SPAN_MAX;

refusals! {
    /// Why a look at the calendar is not given.
    pub enum CalendarRefusal {
        /// The last day comes before the first.
        SpanBackwards = "span_backwards" 422 in "to" => "结束日期不能早于开始日期";
        /// More days than one look holds.
        SpanTooLong = "span_too_long" 422 in "to" => format!("一次最多查看 {SPAN_MAX} 天，请缩短日期范围");
    }
}
