//! What 直播节目预告 is refused for: each row a code, a status, a field and a sentence.

use crate::Instant;

refusals! {
    /// Why something about the programme guide is not done.
    pub enum ProgrammeRefusal {
        /// A window that is empty or too long.
        BadWindow = "programme_bad_window" 400 => "一次最多查看一天的节目";
        /// It ends before it begins.
        EndsBeforeStart = "programme_ends_before_start" 422 in "ends_at" => "结束时间应晚于开始时间";
        /// It is longer than half a day.
        TooLong = "programme_too_long" 422 in "ends_at" => "一个节目最长 12 小时";
        /// It lies too far away to be meant so.
        TooFar = "programme_too_far" 422 in "starts_at" => "开始时间应在前后一年之内，请核对日期";
        /// Another programme of the channel is on at that time.
        Overlaps {
            /// Its title.
            title: String,
            /// When it begins.
            starts_at: Instant,
            /// When it ends.
            ends_at: Instant,
        } = "programme_overlaps" 409 in "starts_at" => format!("与“{}”（{}）时间重叠", title, span(*starts_at, *ends_at));
        /// Reminding of what has begun.
        Begun = "programme_begun" 409 => "节目已经开始，不用提醒了";
        /// A lead that is not offered.
        NotALead = "programme_not_a_lead" 422 in "minutes" => "请选择提前 5、10、30 或 60 分钟";
        /// Too many reminders at once.
        TooManyReminders {
            /// The most.
            max: u32,
        } = "programme_too_many_reminders" 409 => format!("最多同时设置 {max} 个提醒，请先取消一些");
        /// Too many channels.
        TooManyChannels {
            /// The most.
            max: u32,
        } = "too_many_channels" 409 => format!("最多设置 {max} 个频道");
        /// A channel of that name is there.
        NameTaken = "channel_name_taken" 422 in "name" => "已有同名频道";
        /// What is said to be where it is watched is no web address.
        NotALiveAddress = "channel_not_an_address" 422 in "live" => "网址应以 https:// 或 http:// 开头；没有网址时请留空";
        /// Too many lines at once.
        TooManyLines {
            /// The most.
            max: usize,
            /// How many there are.
            got: usize,
        } = "programme_too_many_lines" 422 in "text" => format!("一次最多导入 {max} 行，现在有 {got} 行，请分几次导入");
    }
}

/// 3月10日 19:30–20:00.
pub(super) fn span(starts_at: Instant, ends_at: Instant) -> String {
    let (from, to) = (starts_at.local(), ends_at.local());
    format!("{}–{}", from.format("%-m月%-d日 %H:%M"), to.format("%H:%M"))
}
