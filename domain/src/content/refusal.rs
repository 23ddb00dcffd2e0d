//! What columns, articles, editors and reading are refused for: each row a code, a status, a field and a sentence.

use crate::time::SECOND;

refusals! {
    /// Why something about content is not done.
    pub enum ContentRefusal {
        /// The act does not fit where the article stands.
        NotNow {
            /// What was tried, as a Chinese label.
            act: &'static str,
            /// Where it stands, as a Chinese label.
            state: &'static str,
        } = "content_not_now" 409 => format!("现在不能{act}：稿件{state}");
        /// Publishing takes a second pair of eyes.
        OwnWork = "content_own_work" 403 => "不能审核自己报送的稿件，请由省委组织部或本站的其他编辑审核";
        /// Somebody who may review has opened it.
        AlreadyLookedAt = "content_already_looked_at" 409 => "审核人已经查看，不能撤回，请等待审核结果";
        /// An article of which something was published or handed in stays.
        KeepsItsHistory = "content_keeps_its_history" 409 => "报送过的稿件要留存，不能删除，可以继续修改";
        /// No column, or one of another site or one that takes no articles.
        NotAColumn = "content_not_a_column" 422 in "column" => "请选择本站可以发稿的栏目";
        /// The same of one that it also stands in.
        NotAColumnAlso = "content_not_a_column_also" 422 in "also" => "同时发到的栏目应当是本站可以发稿的栏目";
        /// More columns beside the first than an article stands in.
        TooManyColumns {
            /// The most.
            max: usize,
        } = "content_too_many_columns" 422 in "also" => format!("最多同时发到 {max} 个其他栏目");
        /// A document of a year that none is of.
        NoDocumentYear = "content_no_document_year" 422 in "dated" => "文件日期应当在 1900 年到 2199 年之间";
        /// The text holds neither words nor pictures.
        NoBody = "content_no_body" 422 in "body" => "请写正文";
        /// The time of publishing is past.
        ScheduleInThePast = "content_schedule_in_the_past" 422 in "publish_at" => "定时发布的时间应当晚于现在";
        /// The time of publishing is too far away.
        ScheduleTooFar = "content_schedule_too_far" 422 in "publish_at" => "定时发布最多提前一年";
        /// A withdrawal needs a reason.
        WithdrawalNeedsReason = "content_withdrawal_needs_reason" 422 in "reason" => "撤稿时请写明原因";
        /// A topic ends before it begins.
        EndsBeforeItBegins = "content_ends_before_it_begins" 422 in "shown_until" => "结束时间应当晚于开始时间";
        /// Topics stand among topics only.
        NotForTopics = "content_not_for_topics" 422 in "parent" => "专题只能加在专题类栏目下";
        /// Only a topic has a time of its own.
        OnlyTopicsEnd = "content_only_topics_end" 422 in "shown_from" => "只有专题可以设置展示时间";
        /// The columns named are not all that stand beside one another.
        NotOneRow = "content_not_one_row" 422 in "columns" => "排序时请包括同一级的全部栏目";
        /// Two links with the same code.
        LinkTwice = "content_link_twice" 422 in "links" => "有两个链接的代号相同";
        /// A link leads nowhere out.
        BadLink {
            /// Its name.
            name: String,
        } = "content_bad_link" 422 in "address" => format!("“{name}”的地址不正确，应以 https:// 或 http:// 开头");
        /// A link's code is none.
        BadLinkCode {
            /// Its name.
            name: String,
        } = "content_bad_link_code" 422 in "code" => format!("“{name}”的代号只能用小写字母、数字和短横线");
        /// More links than a catalogue holds.
        TooManyLinks {
            /// The most.
            max: usize,
        } = "content_too_many_links" 422 in "links" => format!("最多 {max} 个链接");
        /// Not read for long enough yet.
        NotReadYet {
            /// What is left, in milliseconds.
            left: i64,
        } = "content_not_read_yet" 409 => format!("再读 {} 秒才计入阅读", (left + SECOND - 1) / SECOND);
        /// Reading was not begun, or of another article since.
        NotReading = "content_not_reading" 409 => "没有在读这篇文章，请打开文章重新阅读";
        /// More was read without a network than there was time for.
        NoTimeForIt = "content_no_time_for_it" 409 => "离线阅读的时间超过了实际经过的时间，没有计入";
        /// An editor's account is wanted that was removed.
        EditorRemoved = "content_editor_removed" 409 => "这个编辑账号已经停用";
        /// A site has enough editors.
        TooManyEditors {
            /// The most.
            max: usize,
        } = "content_too_many_editors" 409 => format!("每个站点最多 {max} 名编辑，请先停用不再使用的账号");
    }
}
