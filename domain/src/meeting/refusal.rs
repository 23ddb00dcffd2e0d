//! What meetings are refused for, beyond what all of them share: each row a code, a status, a field and a sentence.

refusals! {
    /// Why something about a meeting is not done.
    pub enum MeetingRefusal {
        /// The member is in no party group, or the form names none (FEATURES 3.1).
        GroupMissing = "group_missing" 422 in "group" => "请选择召开会议的党小组",
            next "还没有党小组的，请先到“在线用标—党小组”划分党小组。";
        /// A kind whose circle is no group was given one.
        GroupNotTaken = "group_not_taken" 422 in "group" => "此类会议不按党小组召开";
        /// Somebody expected has neither handed in an outline nor been excused (FEATURES 3.1).
        OutlinesMissing {
            /// How many.
            missing: u32,
        } = "outlines_missing" 409 => format!("还有 {missing} 名党员没有上传发言提纲，不能提交会议材料"),
            next "可以提醒他们，为确有困难的党员代交，或注明免交的原因。";
        /// An outline without text and files.
        OutlineEmpty = "outline_empty" 422 in "text" => "请填写发言提纲，或者上传文件";
        /// Excusing needs a reason.
        ExcuseNeedsReason = "excuse_needs_reason" 422 in "text" => "请写明免交的原因";
        /// No present member of the meeting by that id.
        NotOneOfThem = "not_one_of_them" 422 in "member" => "不在本次会议的应到名单中";
        /// Only full members vote (FEATURES 13.1).
        NoVote = "no_vote" 403 => "预备党员没有表决权，不参加互评投票";
        /// Only those who were there vote.
        NotPresent = "not_present" 403 => "您没有到会，不参加互评投票";
        /// One ballot a person.
        AlreadyVoted = "already_voted" 409 => "您已经投过票，每人只能投一次";
        /// The vote has ended.
        BallotClosed = "ballot_closed" 409 => "互评投票已经结束";
        /// The vote has not ended: nobody may see it yet, and no grade be drawn from it.
        BallotOpen = "ballot_open" 409 => "互评投票还没有结束，不能填写组织评定等次",
            next "请先按“结束互评”，再根据自评、互评结果评定等次。";
        /// The ballot leaves somebody out, or names somebody who is not up for appraisal.
        BallotIncomplete {
            /// How many are left out.
            missing: usize,
        } = "ballot_incomplete" 422 in "grades" => format!("还有 {missing} 名党员没有评定等次"),
            next "请为每位评议对象选择一个等次。";
        /// More votes than voters were there.
        VotesExceedVoters {
            /// The motion.
            title: String,
            /// Votes counted.
            votes: u32,
            /// Voters there.
            voters: u32,
        } = "votes_exceed_voters" 422 in "votes"
            => format!("“{title}”的票数共 {votes} 票，多于到会有表决权的 {voters} 人");
        /// More motions than a record holds.
        TooManyVotes {
            /// The most.
            max: usize,
        } = "too_many_votes" 422 in "votes" => format!("表决事项最多 {max} 项");
    }
}
