//! What meetings are refused for, beyond what all of them share: each row a code, a status, a field and a sentence.

refusals! {
    /// Why something about a meeting is not done.
    pub enum MeetingRefusal {
        /// The member is in no party group, or the form names none (FEATURES 3.1).
        GroupMissing = "group_missing" 422 in "group" => "请选择召开会议的党小组",
            next "还没有党小组的，请先到“在线用标—党小组”划分党小组。";
    }
}
