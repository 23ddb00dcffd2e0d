//! 党小组: the branch divides its members into groups, each with a leader out of its own (FEATURES 2.2).
//!
//! A branch's whole arrangement is one thing with one version: moving somebody changes two groups at once, and names,
//! leaders and memberships are checked against each other. A group keeps its id through every change, because meetings
//! refer to it.

use super::BranchRefusal;
use crate::member::{MemberClass, MemberStatus};
use crate::{GroupId, MemberId, Refusal};
use std::collections::BTreeSet;

/// The most characters of a group's name.
pub const NAME_MAX: usize = 20;
/// The most groups of a branch.
pub const GROUPS_MAX: usize = 50;
/// A group should have so many members, one of them a full one; fewer are pointed out, not refused.
pub const MEMBERS_MIN: usize = 3;

wire! {
    /// Somebody as groups list them.
    pub struct GroupMember {
        /// The member.
        pub id: MemberId,
        /// Their name.
        pub name: String,
        /// 正式 or 预备.
        pub class: MemberClass,
        /// 正常 or 流动.
        pub status: MemberStatus,
    }

    /// 党小组: those of its members who are present.
    pub struct PartyGroup {
        /// The group; stays the same through every change.
        pub id: GroupId,
        /// Its name, at most 20 characters.
        pub name: String,
        /// 组长; absent when the leader has left the branch.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub leader: Option<MemberId>,
        /// Who is in it.
        pub members: Vec<GroupMember>,
    }

    /// How a branch has divided its present members.
    pub struct Groups {
        /// The groups in their order.
        pub groups: Vec<PartyGroup>,
        /// Who is in none.
        pub ungrouped: Vec<GroupMember>,
        /// Counts the changes; 0 as long as the branch has not decided anything.
        pub version: u32,
    }

    /// A group as it is to be.
    pub struct GroupForm {
        /// Which group it was; absent for a new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub id: Option<GroupId>,
        /// Its name.
        pub name: String,
        /// 组长, one of the members.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub leader: Option<MemberId>,
        /// Who is in it.
        pub members: Vec<MemberId>,
    }

    /// The arrangement as it is to be; groups that are left out are dissolved, and what they have held stays.
    pub struct GroupsForm {
        /// The groups in their order; none where the branch is not divided.
        pub groups: Vec<GroupForm>,
        /// The version that this was made from.
        pub version: u32,
    }
}

/// What is wrong with an arrangement, each fault with the place of its group; `name_of` names the branch's present members.
#[must_use]
pub fn faults(groups: &[GroupForm], name_of: &dyn Fn(MemberId) -> Option<String>) -> Vec<(usize, Refusal)> {
    let mut faults = Vec::new();
    let (mut names, mut placed) = (BTreeSet::new(), BTreeSet::new());
    for (at, group) in groups.iter().enumerate() {
        let name = group.name.trim();
        let mut fault = |refusal: BranchRefusal| faults.push((at, refusal.into()));
        if name.is_empty() {
            fault(BranchRefusal::GroupNameMissing { place: at + 1 });
        } else if name.chars().count() > NAME_MAX {
            fault(BranchRefusal::GroupNameTooLong { name: name.into() });
        } else if !names.insert(name) {
            fault(BranchRefusal::GroupNameTaken { name: name.into() });
        }
        let strangers = group.members.iter().filter(|m| name_of(**m).is_none()).count();
        if strangers > 0 {
            fault(BranchRefusal::NotOfThisBranch { count: strangers });
        }
        let twice: Vec<String> =
            group.members.iter().filter(|m| !placed.insert(**m)).filter_map(|m| name_of(*m)).collect();
        if !twice.is_empty() {
            fault(BranchRefusal::InTwoGroups { names: twice.join("、") });
        }
        if group.members.is_empty() {
            fault(BranchRefusal::GroupEmpty { name: name.into() });
        } else if group.leader.is_none_or(|leader| !group.members.contains(&leader)) {
            fault(BranchRefusal::GroupLeaderMissing { name: name.into() });
        }
    }
    faults
}

/// Checks an arrangement; `known` are the groups that the branch has, `name_of` names its present members.
///
/// # Errors
/// Every fault at once.
pub fn check_groups(
    form: &GroupsForm,
    known: &[GroupId],
    name_of: &dyn Fn(MemberId) -> Option<String>,
) -> Result<(), Refusal> {
    if form.groups.len() > GROUPS_MAX {
        return Err(BranchRefusal::TooManyGroups.into());
    }
    let mut all: Vec<Refusal> = faults(&form.groups, name_of).into_iter().map(|(_, refusal)| refusal).collect();
    let mut left: Vec<GroupId> = known.to_vec();
    for group in &form.groups {
        let Some(id) = group.id else { continue };
        match left.iter().position(|k| *k == id) {
            // each may come once
            Some(at) => drop(left.remove(at)),
            None => all.push(BranchRefusal::GroupUnknown { name: group.name.trim().into() }.into()),
        }
    }
    Refusal::collect(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: Option<i64>, name: &str, leader: i64, members: &[i64]) -> GroupForm {
        GroupForm {
            id: id.map(GroupId),
            name: name.into(),
            leader: Some(MemberId(leader)),
            members: members.iter().copied().map(MemberId).collect(),
        }
    }

    fn name_of(member: MemberId) -> Option<String> {
        (1..=9).contains(&member.0).then(|| format!("示例{member}"))
    }

    fn check(groups: Vec<GroupForm>) -> Result<(), &'static str> {
        check_groups(&GroupsForm { groups, version: 0 }, &[GroupId(7), GroupId(8)], &name_of).map_err(|r| r.code())
    }

    #[test]
    fn each_member_is_in_one_group_at_most_and_leads_only_their_own() {
        assert_eq!(check(vec![group(Some(7), "第一组", 1, &[1, 2]), group(None, "第二组", 3, &[3])]), Ok(()));
        assert_eq!(check(vec![]), Ok(()));
        assert_eq!(
            check(vec![group(None, "第一组", 1, &[1, 2]), group(None, "第二组", 2, &[2])]),
            Err("in_two_groups")
        );
        assert_eq!(check(vec![group(None, "第一组", 1, &[1, 1])]), Err("in_two_groups"));
        assert_eq!(check(vec![group(None, "第一组", 3, &[1, 2])]), Err("group_leader_missing"));
        assert_eq!(check(vec![group(None, "第一组", 1, &[1, 10])]), Err("not_of_this_branch"));
        assert_eq!(check(vec![group(None, "第一组", 1, &[])]), Err("group_empty"));
    }

    #[test]
    fn names_are_given_short_and_once() {
        assert_eq!(check(vec![group(None, "  ", 1, &[1])]), Err("group_name_missing"));
        assert_eq!(check(vec![group(None, &"组".repeat(20), 1, &[1])]), Ok(()));
        assert_eq!(check(vec![group(None, &"👨‍👩‍👧‍👦".repeat(3), 1, &[1])]), Err("group_name_too_long"));
        assert_eq!(check(vec![group(None, "一组", 1, &[1]), group(None, "一组 ", 2, &[2])]), Err("group_name_taken"));
        // all that is wrong is said at once
        assert_eq!(check(vec![group(None, "", 5, &[1])]), Err("several"));
    }

    #[test]
    fn a_group_keeps_its_id_and_nobody_else_s() {
        assert_eq!(check(vec![group(Some(9), "一组", 1, &[1])]), Err("group_unknown"));
        let twice = vec![group(Some(7), "一组", 1, &[1]), group(Some(7), "二组", 2, &[2])];
        assert_eq!(check(twice), Err("group_unknown"));
        let many = (0..51).map(|n| group(None, &n.to_string(), 1, &[1])).collect();
        assert_eq!(check(many), Err("too_many_groups"));
    }
}
