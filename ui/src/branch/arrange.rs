//! The party groups as they are divided on the page. Pure.

use gsdj_domain::branch::group::{self, GroupForm, GroupMember, Groups, GroupsForm, MEMBERS_MIN};
use gsdj_domain::member::MemberClass;
use gsdj_domain::{GroupId, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A group on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Tells it from the others on the page, whether or not the server knows it.
    pub key: u32,
    /// The group it was.
    pub id: Option<GroupId>,
    /// Its name.
    pub name: String,
    /// Who leads it.
    pub leader: Option<MemberId>,
    /// Who is in it.
    pub members: Vec<MemberId>,
}

/// The arrangement on the page; survives a reload as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The groups in their order.
    pub groups: Vec<Row>,
    /// The version it was made from.
    pub version: u32,
    next: u32,
}

/// The branch's present members by id.
pub type Everybody = BTreeMap<MemberId, GroupMember>;

/// Everybody of an arrangement.
#[must_use]
pub fn everybody(groups: &Groups) -> Everybody {
    let all = groups.groups.iter().flat_map(|g| &g.members).chain(&groups.ungrouped);
    all.map(|m| (m.id, m.clone())).collect()
}

impl Draft {
    /// What stands now.
    #[must_use]
    pub fn of(groups: &Groups) -> Self {
        let row = |(key, g): (u32, &gsdj_domain::branch::PartyGroup)| Row {
            key,
            id: Some(g.id),
            name: g.name.clone(),
            leader: g.leader,
            members: g.members.iter().map(|m| m.id).collect(),
        };
        let groups_: Vec<Row> = (0..).zip(&groups.groups).map(row).collect();
        let next = u32::try_from(groups_.len()).unwrap_or(u32::MAX);
        Self { groups: groups_, version: groups.version, next }
    }

    /// Without those who have left the branch since.
    #[must_use]
    pub fn among(mut self, people: &Everybody) -> Self {
        for row in &mut self.groups {
            row.members.retain(|m| people.contains_key(m));
            row.leader = row.leader.filter(|l| people.contains_key(l));
        }
        self
    }

    /// The group of this key.
    #[must_use]
    pub fn row(&self, key: u32) -> Option<&Row> {
        self.groups.iter().find(|g| g.key == key)
    }

    fn row_mut(&mut self, key: u32) -> Option<&mut Row> {
        self.groups.iter_mut().find(|g| g.key == key)
    }

    /// One more group, named after the next number that is free.
    pub fn add(&mut self) {
        const NUMBERS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let taken = |name: &String| self.groups.iter().any(|g| g.name == *name);
        let name = NUMBERS.iter().map(|n| format!("第{n}党小组")).find(|name| !taken(name)).unwrap_or_default();
        self.groups.push(Row { key: self.next, id: None, name, leader: None, members: Vec::new() });
        self.next += 1;
    }

    /// A group less; its members are in none then.
    pub fn remove(&mut self, key: u32) {
        self.groups.retain(|g| g.key != key);
    }

    /// Names a group.
    pub fn rename(&mut self, key: u32, name: String) {
        if let Some(row) = self.row_mut(key) {
            row.name = name;
        }
    }

    /// Puts somebody into a group, or into none; they leave the one they were in.
    pub fn place(&mut self, member: MemberId, into: Option<u32>) {
        for row in &mut self.groups {
            if Some(row.key) != into {
                row.members.retain(|m| *m != member);
                row.leader = row.leader.filter(|l| *l != member);
            } else if !row.members.contains(&member) {
                row.members.push(member);
            }
        }
    }

    /// Lets one of a group's members lead it.
    pub fn lead(&mut self, key: u32, member: Option<MemberId>) {
        if let Some(row) = self.row_mut(key) {
            row.leader = member.filter(|m| row.members.contains(m));
        }
    }

    /// The group that somebody is in.
    #[must_use]
    pub fn group_of(&self, member: MemberId) -> Option<&Row> {
        self.groups.iter().find(|g| g.members.contains(&member))
    }

    /// Who is in none.
    #[must_use]
    pub fn ungrouped<'p>(&self, people: &'p Everybody) -> Vec<&'p GroupMember> {
        people.values().filter(|m| self.group_of(m.id).is_none()).collect()
    }

    /// As it is sent.
    #[must_use]
    pub fn form(&self) -> GroupsForm {
        let group =
            |g: &Row| GroupForm { id: g.id, name: g.name.trim().into(), leader: g.leader, members: g.members.clone() };
        GroupsForm { groups: self.groups.iter().map(group).collect(), version: self.version }
    }

    /// What is wrong, as sentences by the key of their group.
    #[must_use]
    pub fn faults(&self, people: &Everybody) -> BTreeMap<u32, Vec<String>> {
        let mut faults = BTreeMap::<u32, Vec<String>>::new();
        let name_of = |id: MemberId| people.get(&id).map(|m| m.name.clone());
        for (at, refusal) in group::faults(&self.form().groups, &name_of) {
            if let Some(row) = self.groups.get(at) {
                faults.entry(row.key).or_default().push(refusal.sentence());
            }
        }
        faults
    }
}

/// What is unusual about a group's members, to be pointed out.
#[must_use]
pub fn unusual(row: &Row, people: &Everybody) -> Option<String> {
    let full = row.members.iter().filter_map(|m| people.get(m)).any(|m| m.class == MemberClass::Full);
    match row.members.len() {
        0 => None,
        n if n < MEMBERS_MIN => Some(format!("党小组一般不少于 {MEMBERS_MIN} 人，现在有 {n} 人")),
        _ if !full => Some("党小组至少要有 1 名正式党员".into()),
        _ => None,
    }
}

/// 「28 人已编入 3 个党小组，2 人未编入」.
#[must_use]
pub fn summary(draft: &Draft, people: &Everybody) -> String {
    let left = draft.ungrouped(people).len();
    match draft.groups.len() {
        0 => format!("共 {} 名党员，还没有划分党小组", people.len()),
        n if left == 0 => format!("{} 名党员全部编入 {n} 个党小组", people.len()),
        n => format!("{} 人已编入 {n} 个党小组，{left} 人未编入", people.len() - left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::branch::PartyGroup;
    use gsdj_domain::member::MemberStatus;

    fn person(id: i64) -> GroupMember {
        let class = if id == 9 { MemberClass::Probationary } else { MemberClass::Full };
        GroupMember { id: MemberId(id), name: format!("示例{id}"), class, status: MemberStatus::Present }
    }

    fn groups() -> Groups {
        let group = PartyGroup {
            id: GroupId(7),
            name: "第一党小组".into(),
            leader: Some(MemberId(1)),
            members: [1, 2, 3].map(person).into(),
        };
        Groups { groups: vec![group], ungrouped: [4, 9].map(person).into(), version: 3 }
    }

    #[test]
    fn whoever_moves_leaves_the_group_they_led() {
        let people = everybody(&groups());
        let mut d = Draft::of(&groups());
        d.add();
        assert_eq!(d.groups[1].name, "第二党小组");
        d.place(MemberId(1), Some(1));
        d.place(MemberId(1), Some(1));
        assert_eq!((d.groups[0].leader, d.groups[1].members.clone()), (None, vec![MemberId(1)]));
        assert_eq!(d.faults(&people)[&0], ["请从“第一党小组”的党员中指定组长"]);
        d.lead(1, Some(MemberId(2)));
        assert_eq!(d.groups[1].leader, None, "not one of its members");
        d.lead(1, Some(MemberId(1)));
        d.lead(0, Some(MemberId(2)));
        assert!(d.faults(&people).is_empty());
        let form = d.form();
        assert_eq!((form.version, form.groups[0].id, form.groups[1].id), (3, Some(GroupId(7)), None));
    }

    #[test]
    fn who_is_in_none_is_seen_and_counted() {
        let people = everybody(&groups());
        let mut d = Draft::of(&groups());
        assert_eq!(summary(&d, &people), "3 人已编入 1 个党小组，2 人未编入");
        d.place(MemberId(4), Some(0));
        d.place(MemberId(9), Some(0));
        assert_eq!(summary(&d, &people), "5 名党员全部编入 1 个党小组");
        d.remove(0);
        assert_eq!(d.ungrouped(&people).len(), 5);
        assert_eq!(summary(&d, &people), "共 5 名党员，还没有划分党小组");
    }

    #[test]
    fn a_draft_forgets_who_has_left() {
        let people: Everybody = [2, 3, 4].map(|id| (MemberId(id), person(id))).into();
        let d = Draft::of(&groups()).among(&people);
        assert_eq!((d.groups[0].leader, d.groups[0].members.clone()), (None, vec![MemberId(2), MemberId(3)]));
    }

    #[test]
    fn small_groups_are_pointed_out() {
        let people = everybody(&groups());
        let row = |members: &[i64]| Row {
            key: 0,
            id: None,
            name: String::new(),
            leader: None,
            members: members.iter().copied().map(MemberId).collect(),
        };
        assert!(unusual(&row(&[1, 2]), &people).is_some_and(|t| t.contains('3')));
        assert_eq!(unusual(&row(&[1, 2, 9]), &people), None);
        assert_eq!(unusual(&row(&[]), &people), None);
    }
}
