//! What check-in is refused for.

use crate::Instant;
use crate::time::lasting;

refusals! {
    /// Why somebody is not checked in.
    pub enum CheckInRefusal {
        /// Before the window.
        TooEarly {
            /// When it opens.
            opens_at: Instant,
            /// When the refusal was made.
            now: Instant,
        } = "check_in_too_early" 409 => format!("签到还没有开始，{}开始", opens_at.spoken(*now));
        /// The record is in.
        Closed = "check_in_closed" 409 => "会议记录已经上传，签到已结束",
            next "确实到会的，请联系支部管理员在会议记录里勾选。";
        /// Nobody was told yet.
        NotTold = "check_in_before_notice" 409 => "会议还没有发通知，不能签到", next "请支部管理员先发通知。";
        /// The QR has moved on, or is none of this meeting's.
        TokenStale = "check_in_token_stale" 422 in "token" => "二维码已经更新，请对准屏幕再扫一次",
            next "屏幕上的二维码每 5 秒更新一次；转发的照片不能签到。";
        /// The code has moved on, or was typed wrong.
        WrongCode = "check_in_wrong_code" 422 in "code" => "签到码不正确，或者已经更新",
            next "请看屏幕上现在的 6 位数字，再输一次。";
        /// Too many wrong codes.
        TooManyTries {
            /// When the next one is taken.
            until: Instant,
            /// When the refusal was made.
            now: Instant,
        } = "check_in_too_many_tries" 429 in "code"
            => format!("签到码输错次数过多，请{}后再试", lasting(until.0 - now.0 + 59_999)),
            next "也可以现在扫屏幕上的二维码，或者请支部管理员代签。";
        /// Neither token nor code.
        NothingGiven = "check_in_nothing_given" 422 in "code" => "请扫描屏幕上的二维码，或者输入 6 位签到码";
        /// Of the branch, but not expected.
        NotExpected = "check_in_not_expected" 403 => "您不在本次会议的应到名单中", next "请联系支部管理员核对应到名单。";
        /// Somebody the branch wants to check in is not expected.
        StrangerHere = "check_in_stranger" 422 in "member" => "不在本次会议的应到名单中";
        /// A check-in by hand needs its reason.
        ReasonMissing = "check_in_reason_missing" 422 in "reason" => "请写明原因，例如：没带手机";
        /// Nothing to undo.
        NotThere = "check_in_not_there" 409 => "这名党员还没有签到";
        /// A card that is none, or not any more.
        CardUnknown = "card_unknown" 422 in "card" => "没有找到这张签到卡，或者已经作废",
            next "请核对卡上的字符；作废的卡可以到“帮办”重新制作。";
        /// A guest decided on before.
        GuestDecided = "guest_decided" 409 => "已经处理过，不能更改";
        /// The reason of a refusal to a guest.
        GuestReason = "guest_reason_missing" 422 in "reason" => "不予确认时请写明原因";
        /// The record has been handed in: nothing more can be added.
        RecordHandedIn = "record_handed_in" 409 => "会议记录已经提交，不能再补传签到",
            next "请上级退回或先撤回后，在会议记录里核对到会名单。";
        /// Receipts under a pack that is not this meeting's.
        PackUnknown = "pack_unknown" 422 in "pack" => "没有找到这个离线签到包", next "请在下载离线签到包的设备上重新上传。";
        /// More receipts than one upload takes.
        TooManyReceipts {
            /// The most.
            max: usize,
        } = "too_many_receipts" 422 in "receipts" => format!("一次最多上传 {max} 条签到");
    }
}
