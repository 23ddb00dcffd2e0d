//! What a branch's own affairs are refused for, beyond what all of them share: each row a code, a status, a field and a sentence.

use super::group::{GROUPS_MAX, NAME_MAX};
use super::overview::PHOTOS_MAX;

refusals! {
    /// Why something about a branch is not done.
    pub enum BranchRefusal {
        /// A post that the handbook does not have (2.2).
        UnknownPost = "unknown_post" 422 in "posts" => "职务不在规定目录中";
        /// A post held by more people than the handbook allows.
        PostHeldTwice {
            /// The post's label.
            post: &'static str,
        } = "post_held_twice" 422 in "posts" => format!("“{post}”只能由一人担任");
        /// A committee without a secretary.
        NoSecretary = "no_secretary" 422 in "posts" => "支委会须有一名支部书记";
        /// The term's end is not after its beginning.
        TermEndsBeforeItBegins = "term_ends_before_it_begins" 422 in "term_ends" => "任期结束日期必须晚于开始日期";
        /// More photos than an overview shows.
        TooManyPhotos = "too_many_photos" 422 in "photos" => format!("支部照片最多 {PHOTOS_MAX} 张");

        /// A group without a name.
        GroupNameMissing {
            /// Its place, from 1.
            place: usize,
        } = "group_name_missing" 422 in "groups" => format!("第 {place} 个党小组还没有名称");
        /// A group with too long a name.
        GroupNameTooLong {
            /// Its name.
            name: String,
        } = "group_name_too_long" 422 in "groups" => format!("党小组名称最多 {NAME_MAX} 个字：{name}");
        /// Two groups of one name.
        GroupNameTaken {
            /// The name.
            name: String,
        } = "group_name_taken" 422 in "groups" => format!("有两个党小组都叫“{name}”，请改用不同的名称");
        /// A group without members.
        GroupEmpty {
            /// Its name.
            name: String,
        } = "group_empty" 422 in "groups" => format!("“{name}”还没有党员，请选择党员，或者删除这个党小组");
        /// A group that nobody of it leads.
        GroupLeaderMissing {
            /// Its name.
            name: String,
        } = "group_leader_missing" 422 in "groups" => format!("请从“{name}”的党员中指定组长");
        /// Somebody in more than one group.
        InTwoGroups {
            /// Their names.
            names: String,
        } = "in_two_groups" 422 in "groups" => format!("一名党员只能编入一个党小组：{names}");
        /// Somebody who is not among the branch's present members.
        NotOfThisBranch {
            /// How many.
            count: usize,
        } = "not_of_this_branch" 422 in "groups" => format!("有 {count} 人不在本支部现有党员中，请刷新后重新选择");
        /// A group of another branch, or one that is no more.
        GroupUnknown {
            /// The name it was given.
            name: String,
        } = "group_unknown" 422 in "groups" => format!("“{name}”已被删除，请刷新后重新划分");
        /// More groups than a branch can have.
        TooManyGroups = "too_many_groups" 422 in "groups" => format!("一个支部最多划分 {GROUPS_MAX} 个党小组");

        /// A newly elected committee whose term does not begin after the one before.
        NewTermTooEarly {
            /// When the one before began, YYYY-MM-DD.
            before: String,
        } = "new_term_too_early" 422 in "term_begins" => format!("新一届的任期应晚于上一届（{before} 开始）");
        /// An added post that is not this branch's to fill.
        PostNotOffered = "post_not_offered" 422 in "posts" => "这个职务没有批准给本支部使用",
            next "目录中没有的职务，可以在支委会页面申请增设。";
        /// A post is asked for that is there already.
        PostOffered {
            /// Its name.
            name: String,
        } = "post_offered" 422 in "name" => format!("“{name}”已经可以选用，不需要申请");
        /// The same post was asked for and not decided on yet.
        PostAskedAlready = "post_asked_already" 422 in "name" => "已经申请过这个职务，请等待办理，或者修改退回的申请";
        /// A request that is not returned can't be edited.
        RequestNotReturned {
            /// How it stands.
            state: &'static str,
        } = "request_not_returned" 409 => format!("只有退回的申请可以修改重报，这份申请的状态是“{state}”");
        /// A request that does not wait can't be decided on.
        RequestNotWaiting {
            /// How it stands.
            state: &'static str,
        } = "request_not_waiting" 409 => format!("这份申请已经办理过，状态是“{state}”");
    }
}
