//! The branch divides its members into party groups (FEATURES 2.2).

use gsdj_domain::branch::Groups;
use gsdj_domain::{GroupId, MemberId, OrgId};
use gsdj_tests::{Place, Reply, World, id, on_both_engines};
use serde_json::{Value, json};

const GROUPS: &str = "/api/orgs/12/groups";

fn group(of: Option<i64>, name: &str, leader: i64, members: &[i64]) -> Value {
    json!({ "id": of, "name": name, "leader": leader, "members": members })
}

async fn put(w: &World, version: u32, groups: Vec<Value>) -> Reply {
    let groups: Vec<Value> = groups
        .into_iter()
        .map(|mut g| {
            if g["id"].is_null() {
                g.as_object_mut().unwrap().remove("id");
            }
            g
        })
        .collect();
    w.branch_admin().put(GROUPS, &json!({ "groups": groups, "version": version })).await
}

fn members(groups: &Groups) -> Vec<Vec<i64>> {
    groups.groups.iter().map(|g| g.members.iter().map(|m| m.id.0).collect()).collect()
}

/// What the meetings ask.
async fn of_group(w: &World, branch: i64, group: GroupId) -> Option<Vec<MemberId>> {
    w.app().store.read(move |c| gsdj_backend::org::group_members(c, OrgId(branch), group)).await.unwrap()
}

on_both_engines! {
    async fn members_are_divided_and_groups_keep_their_ids(w) {
        let fresh: Groups = w.branch_admin().get(GROUPS).await.ok();
        assert_eq!((fresh.version, fresh.groups.len(), fresh.ungrouped.len()), (0, 0, 10));
        let made: Groups =
            put(&w, 0, vec![group(None, "第一党小组", 101, &[101, 102]), group(None, " 第二党小组 ", 104, &[104])]).await.ok();
        assert_eq!((made.version, members(&made), made.ungrouped.len()), (1, vec![vec![101, 102], vec![104]], 7));
        assert_eq!(made.groups[1].name, "第二党小组");
        let (one, two) = (made.groups[0].id, made.groups[1].id);
        // members move, names change, the order too
        let again: Groups =
            put(&w, 1, vec![group(Some(two.0), "东片党小组", 101, &[101, 104]), group(Some(one.0), "第一党小组", 102, &[102, 103])]).await.ok();
        assert_eq!(again.groups.iter().map(|g| g.id).collect::<Vec<_>>(), [two, one]);
        assert_eq!(w.member(3).get(GROUPS).await.ok::<Groups>(), again);
        assert_eq!(of_group(&w, 12, two).await, Some(vec![MemberId(101), MemberId(104)]));
        assert_eq!(of_group(&w, 13, two).await, None);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'groups_changed'").await, 2);
    }

    async fn a_group_left_out_is_no_more_but_its_name_stays_for_what_it_held(w) {
        let made: Groups = put(&w, 0, vec![group(None, "第一党小组", 101, &[101])]).await.ok();
        let gone = made.groups[0].id;
        let left: Groups = put(&w, 1, vec![]).await.ok();
        assert_eq!((left.groups.len(), left.ungrouped.len(), left.version), (0, 10, 2));
        assert_eq!(of_group(&w, 12, gone).await, None);
        let name = w.app().store.read(move |c| gsdj_backend::org::group_name(c, OrgId(12), gone)).await.unwrap();
        assert_eq!(name.as_deref(), Some("第一党小组"));
        // nor can it be called back by its id, or another branch's be taken
        put(&w, 2, vec![group(Some(gone.0), "第一党小组", 101, &[101])]).await.fault("group_unknown", "groups");
        let form = json!({ "groups": [{ "name": "一组", "leader": 301, "members": [301] }], "version": 0 });
        let other: Groups = w.branch_of(Place::C).put("/api/orgs/101000/groups", &form).await.ok();
        put(&w, 2, vec![group(Some(other.groups[0].id.0), "一组", 101, &[101])]).await.fault("group_unknown", "groups");
    }

    async fn what_does_not_fit_is_refused_whole(w) {
        let one = |members: &[i64]| group(None, "第一党小组", members.first().copied().unwrap_or(1), members);
        put(&w, 0, vec![one(&[])]).await.fault("group_empty", "groups");
        put(&w, 0, vec![group(None, "  ", 101, &[101])]).await.fault("group_name_missing", "groups");
        put(&w, 0, vec![group(None, &"组".repeat(300), 101, &[101])]).await.fault("group_name_too_long", "groups");
        put(&w, 0, vec![one(&[101]), one(&[102])]).await.fault("group_name_taken", "groups");
        put(&w, 0, vec![group(None, "一组", 103, &[101])]).await.fault("group_leader_missing", "groups");
        let twice = vec![group(None, "一组", 101, &[101, 102]), group(None, "二组", 103, &[103, 102])];
        let problem = put(&w, 0, twice).await.fault("in_two_groups", "groups");
        assert!(problem.title.contains("示例102"), "{}", problem.title);
        for stranger in [201, 301, id::MEMBER_GONE, -1, i64::MAX] {
            put(&w, 0, vec![group(None, "一组", 101, &[101, stranger])]).await.fault("not_of_this_branch", "groups");
        }
        let many: Vec<_> = (0..51).map(|n| group(None, &n.to_string(), 101, &[101])).collect();
        put(&w, 0, many).await.fault("too_many_groups", "groups");
        assert_eq!(w.number("SELECT COUNT(*) FROM party_group").await, 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM group_arrangement").await, 0);
    }

    async fn what_was_made_from_an_old_list_is_refused(w) {
        put(&w, 0, vec![group(None, "第一党小组", 101, &[101])]).await.is(200);
        put(&w, 0, vec![]).await.refused(409, "stale");
        put(&w, 7, vec![]).await.refused(409, "stale");
        assert_eq!(w.branch_admin().get(GROUPS).await.ok::<Groups>().groups.len(), 1);
        // but the same attempt again is answered as it was
        let form = json!({ "groups": [], "version": 1 });
        let first = w.branch_admin().key("none").put(GROUPS, &form).await.is(200).text();
        assert_eq!(w.branch_admin().key("none").put(GROUPS, &form).await.is(200).text(), first);
        // a branch that has none has decided so
        assert_eq!(w.member(1).get(GROUPS).await.ok::<Groups>().version, 2);
    }

    async fn who_moves_away_falls_out_by_themselves(w) {
        let made: Groups = put(&w, 0, vec![group(None, "第一党小组", 104, &[103, 104])]).await.ok();
        w.sql("UPDATE member SET org_id = 13 WHERE id = 104").await;
        let seen: Groups = w.superior().get(GROUPS).await.ok();
        assert_eq!((members(&seen), seen.groups[0].leader, seen.ungrouped.len()), (vec![vec![103]], None, 8));
        assert_eq!(of_group(&w, 12, made.groups[0].id).await, Some(vec![MemberId(103)]));
        // in the branch they come to they are in none, and may be put into one
        let form = json!({ "groups": [{ "name": "一组", "leader": 104, "members": [104, 201] }], "version": 0 });
        w.branch_of(Place::B).put("/api/orgs/13/groups", &form).await.is(200);
        w.sql("UPDATE member SET status = 'removed' WHERE id = 103").await;
        assert_eq!(members(&w.branch_admin().get(GROUPS).await.ok()), [Vec::<i64>::new()]);
    }
}
