//! 党务公开 (FEATURES 2.3): begins and ends by the clock, is seen by whom it is for, and never changes silently.

use chrono::{Days, NaiveDate};
use gsdj_backend::disclosure::announce_due;
use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::disclosure::{DisclosureDraft, DisclosureRow, DisclosureState, DisclosureView};
use gsdj_domain::file::FileInfo;
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::time::DAY;
use gsdj_domain::{Instant, Page};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Place, World, on_both_engines};
use serde_json::{Value, json};

/// `days` after the world's today.
fn day(w: &World, days: u64) -> NaiveDate {
    w.now().day() + Days::new(days)
}

/// A form of ten days for everybody, beginning so many days from now.
pub(super) fn form(w: &World, begins: u64) -> Value {
    json!({
        "title": "示例：发展对象公示", "category": "admission", "text": "示例内容\n第二段",
        "begins_on": day(w, begins).to_string(), "ends_on": day(w, begins + 9).to_string(), "reach": "everybody"
    })
}

fn with(mut form: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        form[name] = value.clone();
    }
    form
}

async fn publish(w: &World, form: &Value) -> DisclosureView {
    w.branch_admin().post("/api/disclosures", form).await.created()
}

fn at(view: &DisclosureView) -> String {
    format!("/api/disclosures/{}", view.row.id)
}

async fn titles(who: &Actor, query: &str) -> Vec<String> {
    let page: Page<DisclosureRow> = who.get(format!("/api/disclosures{query}")).await.ok();
    page.items.into_iter().map(|d| d.title).collect()
}

async fn told(who: &Actor) -> Vec<(String, Option<String>)> {
    let page: Page<InboxItem> = who.get("/api/inbox?topic=disclosure").await.ok();
    assert!(page.items.iter().all(|i| i.topic == Topic::Disclosure));
    page.items.into_iter().map(|i| (i.title, i.link)).collect()
}

async fn announce(w: &World) -> u64 {
    let now = w.now();
    w.write(move |c| announce_due(c, now)).await
}

/// Two groups of branch A: 1 holds 102 and 103, 2 holds 104.
async fn groups(w: &World) {
    w.sql("INSERT INTO party_group (id, org_id, seat, name) VALUES (1, 12, 0, '示例一组'), (2, 12, 1, '示例二组'), (3, 13, 0, '别处')").await;
    w.sql(
        "INSERT INTO party_group_member (org_id, member_id, group_id) VALUES (12, 102, 1), (12, 103, 1), (12, 104, 2)",
    )
    .await;
}

on_both_engines! {
    async fn it_becomes_visible_at_midnight_and_ends_at_midnight(w) {
        let planned = publish(&w, &form(&w, 2)).await;
        assert_eq!((planned.row.state, planned.row.days_left), (DisclosureState::Planned, None));
        let begins = Instant::midnight(day(&w, 2));
        let ends = begins.plus(10 * DAY);
        for (now, state, seen) in [
            (w.now(), DisclosureState::Planned, 404),
            (begins.plus(-1), DisclosureState::Planned, 404),
            (begins, DisclosureState::Running, 200),
            (ends.plus(-1), DisclosureState::Running, 200),
            (ends, DisclosureState::Ended, 404),
        ] {
            w.at(now).await;
            w.member(3).get(at(&planned)).await.is(seen);
            assert_eq!(titles(&w.member(3), "").await.len(), usize::from(seen == 200));
            let view: DisclosureView = w.branch_admin().get(at(&planned)).await.ok();
            assert_eq!(view.row.state, state);
            // the filter in the store and the rule agree
            for other in DisclosureState::ALL {
                let listed = titles(&w.superior(), &format!("?state={}", other.code())).await.len();
                assert_eq!(listed, usize::from(*other == state), "{} at {}", other.label(), now.written());
            }
        }
        w.member(3).get(at(&planned)).await.refused(404, "disclosure_over");
        w.member_of(Place::B, 1).get(at(&planned)).await.refused(404, "not_found");
    }

    async fn those_it_is_for_are_told_once_when_it_begins(w) {
        let planned = publish(&w, &form(&w, 1)).await;
        assert_eq!((announce(&w).await, told(&w.member(1)).await.len()), (0, 0));
        w.at(Instant::midnight(day(&w, 1))).await;
        let mut line = w.member(2).listen().await;
        line.next().await;
        // by itself, as one of the platform's jobs
        Runner::new(w.app().clone()).run_due(JOBS).await;
        assert_eq!(announce(&w).await, 0);
        assert_eq!(line.until("inbox").await, json!({ "unread": 1 }));
        let link = format!("/disclosures/{}", planned.row.id);
        assert_eq!(told(&w.member(1)).await, [("党务公开：示例：发展对象公示".into(), Some(link))]);
        // ten members, not who left, nor the branch itself
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'disclosure'").await, 10);
        // one that begins today is told of at once; one that nobody was told of in time is not announced afterwards
        publish(&w, &form(&w, 0)).await;
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'disclosure'").await, 20);
        publish(&w, &form(&w, 1)).await;
        w.at(w.now().plus(40 * DAY)).await;
        assert_eq!(announce(&w).await, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'disclosure'").await, 20);
    }

    async fn two_nodes_at_once_tell_everybody_once(w) {
        for _ in 0..5 {
            publish(&w, &form(&w, 1)).await;
        }
        w.at(Instant::midnight(day(&w, 1))).await;
        let now = w.now();
        let run = |_| {
            let w = w.clone();
            tokio::spawn(async move { w.write(move |c| announce_due(c, now)).await })
        };
        let runs: Vec<_> = (0..4).map(run).collect();
        for run in runs {
            run.await.unwrap();
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox WHERE topic = 'disclosure'").await, 50);
    }

    async fn only_those_within_its_reach_see_it(w) {
        groups(&w).await;
        let draft: DisclosureDraft = w.branch_admin().get("/api/disclosures/draft").await.ok();
        assert_eq!(draft.groups.iter().map(|g| (g.id.0, g.members)).collect::<Vec<_>>(), [(1, 2), (2, 1)]);
        assert_eq!(draft.members.len(), 10);
        let one = publish(&w, &with(form(&w, 0), json!({ "title": "一组", "reach": "groups", "groups": [1] }))).await;
        let few = publish(&w, &with(form(&w, 0), json!({ "title": "两人", "reach": "members", "members": [104, 105] }))).await;
        for (member, seen) in [(1, vec![]), (2, vec!["一组"]), (3, vec!["一组"]), (4, vec!["两人"]), (5, vec!["两人"])] {
            assert_eq!(titles(&w.member(member), "").await, seen, "{member}");
            assert_eq!(told(&w.member(member)).await.len(), seen.len());
        }
        w.member(2).get(at(&few)).await.refused(404, "not_found");
        let seen: DisclosureView = w.member(2).get(at(&one)).await.ok();
        assert!(seen.groups.is_empty() && seen.members.is_empty() && seen.acts.is_empty(), "who else reads it is not theirs");
        let whole: DisclosureView = w.superior().get(at(&few)).await.ok();
        assert_eq!(whole.members.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), ["示例104", "示例105"]);
        // who joins the group sees what runs, who leaves it or the branch doesn't
        w.sql("UPDATE party_group_member SET group_id = 1 WHERE member_id = 104").await;
        w.sql("DELETE FROM party_group_member WHERE member_id = 102").await;
        w.sql("UPDATE member SET org_id = 13 WHERE id = 105").await;
        w.app().sessions.forget_all();
        assert_eq!(titles(&w.member(2), "").await, Vec::<String>::new());
        assert_eq!(titles(&w.member(4), "").await.len(), 2);
        assert_eq!(titles(&w.member(5), "").await, Vec::<String>::new());
        w.member(5).get(at(&few)).await.refused(404, "not_found");
    }

    async fn a_wrong_form_is_refused_with_all_its_faults(w) {
        groups(&w).await;
        let refuse = async |changes: Value| w.branch_admin().post("/api/disclosures", &with(form(&w, 0), changes)).await;
        refuse(json!({ "begins_on": "2026-03-09", "ends_on": "2026-03-12" })).await.fault("disclosure_begins_in_the_past", "begins_on");
        refuse(json!({ "ends_on": "2026-04-10" })).await.is(201);
        refuse(json!({ "ends_on": "2026-04-11" })).await.fault("disclosure_period_too_long", "ends_on");
        refuse(json!({ "begins_on": "2027-01-31", "ends_on": "2027-02-28" })).await.is(201);
        refuse(json!({ "begins_on": "2027-01-31", "ends_on": "2027-03-01" })).await.fault("disclosure_period_too_long", "ends_on");
        refuse(json!({ "ends_on": "2026-02-30" })).await.fault("not_a_date", "ends_on");
        refuse(json!({ "reach": "groups", "groups": [3] })).await.fault("disclosure_strange_group", "groups");
        refuse(json!({ "reach": "members", "members": [201] })).await.fault("not_in_circle", "members");
        refuse(json!({ "title": "长".repeat(300) })).await.fault("too_long", "title");
        refuse(json!({ "title": "🏠".repeat(80) })).await.is(201);
        let several = refuse(json!({ "title": "", "text": "", "begins_on": "", "reach": "members" })).await;
        let fields: Vec<_> = several.refused(422, "several").errors.into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["title", "text", "begins_on", "members"]);
        assert_eq!(w.number("SELECT COUNT(*) FROM disclosure").await, 3);
        // the same attempt twice is one
        let once = w.branch_admin().key("k1");
        let first: DisclosureView = once.post("/api/disclosures", &form(&w, 3)).await.created();
        assert_eq!(once.post("/api/disclosures", &form(&w, 3)).await.created::<DisclosureView>().row.id, first.row.id);
    }

    async fn what_runs_is_corrected_in_sight_of_all(w) {
        let running = publish(&w, &form(&w, 0)).await;
        let put = async |changes: Value| w.branch_admin().put(at(&running), &with(form(&w, 0), changes)).await;
        put(json!({ "text": "改" })).await.fault("disclosure_correction_needs_note", "note");
        let moved = json!({ "begins_on": day(&w, 1).to_string(), "note": "示例" });
        put(moved).await.refused(409, "disclosure_fixed_while_running");
        put(json!({ "reach": "members", "members": [101], "note": "示例" })).await.refused(409, "disclosure_fixed_while_running");
        w.at(w.now().plus(DAY)).await;
        let begun = form(&w, 0)["ends_on"].clone();
        let correction = json!({ "begins_on": running.row.begins_on, "ends_on": begun, "text": "改正的内容", "note": "示例：日期有误" });
        let stale = w.branch_admin().with("if-match", "\"7\"");
        stale.put(at(&running), &with(form(&w, 0), correction.clone())).await.refused(409, "stale");
        let fresh = w.branch_admin().with("if-match", &format!("\"{}\"", running.revision));
        let corrected: DisclosureView = fresh.put(at(&running), &with(form(&w, 0), correction)).await.ok();
        assert_eq!((corrected.text.as_str(), corrected.note.as_str()), ("改正的内容", "示例：日期有误"));
        assert_eq!(corrected.row.corrected_at, Some(w.now()));
        let seen: DisclosureView = w.member(9).get(at(&running)).await.ok();
        assert_eq!(seen.earlier.iter().map(|v| v.text.as_str()).collect::<Vec<_>>(), ["示例内容\n第二段"]);
        assert_eq!(told(&w.member(9)).await[0].0, "党务公开有更正：示例：发展对象公示");
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'disclosure_corrected'").await, 1);
    }

    async fn before_it_begins_it_is_changed_freely_and_nobody_is_told(w) {
        let planned = publish(&w, &form(&w, 5)).await;
        let changed = with(form(&w, 6), json!({ "title": "示例：改过的", "category": "dues", "note": "不算更正" }));
        let view: DisclosureView = w.branch_admin().put(at(&planned), &changed).await.ok();
        assert!(view.earlier.is_empty() && view.note.is_empty() && view.row.corrected_at.is_none());
        assert_eq!((view.row.title.as_str(), view.row.category.code()), ("示例：改过的", "dues"));
        assert_eq!(titles(&w.superior(), "?category=dues").await, ["示例：改过的"]);
        assert_eq!(w.number("SELECT COUNT(*) FROM inbox").await, 0);
        // moved to today it begins today
        let today = w.branch_admin().put(at(&planned), &form(&w, 0)).await.ok::<DisclosureView>();
        assert_eq!((today.row.state, today.row.days_left), (DisclosureState::Running, Some(10)));
        assert_eq!(told(&w.member(1)).await.len(), 1);
    }

    async fn it_is_taken_back_with_a_reason_and_stays_so(w) {
        let running = publish(&w, &form(&w, 0)).await;
        let back = |reason: &str| {
            let (who, path, form) = (w.branch_admin(), format!("{}/withdrawal", at(&running)), json!({ "reason": reason }));
            async move { who.post(path, &form).await }
        };
        back(" ").await.fault("disclosure_withdraw_needs_reason", "reason");
        back(&"字".repeat(301)).await.fault("too_long", "reason");
        let view: DisclosureView = back("示例：材料有误").await.ok();
        assert_eq!((view.row.state, view.withdrawn_for.as_deref()), (DisclosureState::Withdrawn, Some("示例：材料有误")));
        assert!(view.acts.is_empty());
        back("再来").await.refused(409, "disclosure_already_withdrawn");
        w.branch_admin().put(at(&running), &form(&w, 0)).await.refused(409, "disclosure_already_withdrawn");
        w.member(1).get(at(&running)).await.refused(404, "disclosure_taken_back");
        assert_eq!(told(&w.member(1)).await.iter().map(|t| t.0.as_str()).collect::<Vec<_>>(),
            ["党务公开已撤回：示例：发展对象公示", "党务公开：示例：发展对象公示"]);
        // taken back before it begins, nobody hears of it
        let planned = publish(&w, &form(&w, 3)).await;
        w.branch_admin().post(format!("{}/withdrawal", at(&planned)), &json!({ "reason": "示例" })).await.is(200);
        assert_eq!(told(&w.member(1)).await.len(), 2);
        w.at(w.now().plus(4 * DAY)).await;
        assert_eq!(announce(&w).await, 0);
        let ended = publish(&w, &form(&w, 0)).await;
        w.at(w.now().plus(20 * DAY)).await;
        let late = w.branch_admin().post(format!("{}/withdrawal", at(&ended)), &json!({ "reason": "示例" })).await;
        late.refused(409, "disclosure_already_ended");
    }

    async fn files_are_seen_by_its_readers_while_it_runs_and_by_nobody_else(w) {
        let photo = plain(30, 20, image::ImageFormat::Png);
        let file: FileInfo = w.branch_admin().upload("photo", "示例.png", &photo).await.created();
        let foreign: FileInfo = w.branch_of(Place::B).upload("photo", "别人的.png", &photo).await.created();
        let form = with(form(&w, 1), json!({ "photos": [file.id], "attachments": [file.id] }));
        let stolen = with(form.clone(), json!({ "photos": [foreign.id] }));
        w.branch_admin().post("/api/disclosures", &stolen).await.refused(403, "file_not_yours");
        let planned = publish(&w, &form).await;
        assert_eq!((planned.photos.len(), planned.attachments.len()), (1, 1));
        let path = format!("/api/files/{}", file.id);
        w.member(1).get(&path).await.is(404);
        w.superior().get(&path).await.is(200);
        w.at(Instant::midnight(day(&w, 1))).await;
        w.member(1).get(&path).await.is(200);
        w.member_of(Place::B, 1).get(&path).await.is(404);
        w.committee_beside().get(&path).await.is(404);
        w.at(w.now().plus(10 * DAY)).await;
        w.member(1).get(&path).await.is(404);
    }

    async fn a_branch_that_moves_takes_its_disclosures_along(w) {
        publish(&w, &form(&w, 0)).await;
        assert_eq!((titles(&w.superior(), "").await.len(), titles(&w.committee_beside(), "").await.len()), (1, 0));
        assert_eq!(titles(&w.committee(), "?org=12").await.len(), 1);
        w.committee_beside().get("/api/disclosures?org=12").await.refused(404, "not_found");
        w.write(|c| {
            c.execute("UPDATE org SET superior_id = 100, path = '/1/100/12/' WHERE id = 12", gsdj_backend::bind![])?;
            gsdj_backend::disclosure::rescope(c, gsdj_domain::OrgId(12), "/1/100/12/")
        }).await;
        assert_eq!((titles(&w.superior(), "").await.len(), titles(&w.committee_beside(), "").await.len()), (0, 1));
    }

    async fn thousands_are_paged_without_loss(w) {
        w.write(|c| {
            for n in 1..=250 {
                let begins = gsdj_tests::START.0 - (n % 9) * DAY;
                for sql in [
                    format!("INSERT INTO disclosure (id, org_id, begins_at, ends_at, reach, version, revision, withdrawn_for)
                             VALUES ({n}, 12, {begins}, {}, 'everybody', 1, 1, '')", begins + 20 * DAY),
                    format!("INSERT INTO disclosure_version (disclosure_id, version, at, category, title, body, ends_at, note)
                             VALUES ({n}, 1, 1, 'dues', '示例', '示例', 1, '')"),
                    format!("INSERT INTO disclosure_scope (ancestor_id, begins_at, disclosure_id) VALUES (1, {begins}, {n}), (12, {begins}, {n})"),
                ] {
                    c.execute(&sql, gsdj_backend::bind![])?;
                }
            }
            Ok(())
        }).await;
        for who in [w.member(1), w.branch_admin(), w.province()] {
            let (mut seen, mut cursor) = (Vec::new(), String::new());
            loop {
                let page: Page<DisclosureRow> = who.get(format!("/api/disclosures?limit=37{cursor}")).await.ok();
                seen.extend(page.items.iter().map(|d| d.id));
                let Some(next) = page.next else { break };
                cursor = format!("&cursor={next}");
            }
            assert_eq!(seen.len(), 250);
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 250);
        }
    }
}

/// A public one and one that is planned, by the names of the roles' table.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let mut things = Vec::new();
    for (name, begins) in [("{public}", 0), ("{planned}", 3)] {
        let made: DisclosureView = w.branch_admin().post("/api/disclosures", &form(w, begins)).await.created();
        things.push((name, made.row.id.to_string()));
    }
    things
}
