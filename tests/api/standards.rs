//! 学标对标 (FEATURES 2.1): the standards are read and searched by everybody who is signed in; a branch ticks itself with
//! evidence of its own; members and superiors look; a year that is over stays as it was.

use gsdj_backend::bind;
use gsdj_backend::registry::{Options, Source, sync};
use gsdj_domain::file::FileInfo;
use gsdj_domain::meeting::{MeetingKind, MeetingView};
use gsdj_domain::standards::{
    CheckCounts, CheckRow, CheckState, CheckVerdict, EvidenceChoices, EvidenceKind, Field, FieldView, FindingState,
    FoundView, SelfCheck, items,
};
use gsdj_domain::{Instant, Page};
use gsdj_tests::acts::{at, starting};
use gsdj_tests::pictures::plain;
use gsdj_tests::{Actor, Place, Reply, World, on_both_engines};
use serde_json::{Value, json};

const CHECK: &str = "/api/orgs/12/self-check";

/// A tick of an item that says that it is met, in words.
fn met(item: &str, version: u32) -> Value {
    json!({ "year": 2026, "item": item, "verdict": "met", "note": "示例：已办 ✅", "version": version })
}

/// The same with evidence instead of words.
fn shown(item: &str, evidence: Value) -> Value {
    json!({ "year": 2026, "item": item, "verdict": "met", "evidence": evidence, "version": 0 })
}

async fn tick(w: &World, form: &Value) -> Reply {
    w.branch_admin().put(CHECK, form).await
}

async fn check(who: &Actor) -> SelfCheck {
    who.get(CHECK).await.ok()
}

/// A general meeting of branch A that the superior has approved.
async fn approved(w: &World) -> MeetingView {
    let submitted = w.submitted().await;
    w.superior().post(at(submitted.row.id, "/review"), &json!({ "decision": "approve" })).await.is(200);
    submitted
}

fn found<'c>(check: &'c SelfCheck, item: &str) -> &'c FoundView {
    check.found.iter().find(|f| f.item == item).unwrap()
}

fn day(y: i32, m: u32, d: u32) -> Instant {
    Instant::midnight(chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap())
}

async fn rows(who: &Actor, query: &str) -> Vec<(i64, u32, CheckState)> {
    let page: Page<CheckRow> = who.get(format!("/api/self-checks{query}")).await.ok();
    page.items.into_iter().map(|r| (r.org.id.0, r.tally.ticked(), r.state)).collect()
}

/// The heads of every check are those of its marks.
async fn heads_hold(w: &World) {
    let count = |verdict: CheckVerdict| {
        format!(
            "(SELECT COUNT(*) FROM self_check_mark m WHERE m.org_id = h.org_id AND m.year = h.year AND m.verdict = '{}')",
            verdict.code()
        )
    };
    let [met, unmet, apart] = [CheckVerdict::Met, CheckVerdict::Unmet, CheckVerdict::NotApplicable].map(count);
    let sql = format!(
        "SELECT COUNT(*) FROM self_check h WHERE met <> {met} OR unmet <> {unmet} OR not_applicable <> {apart}"
    );
    assert_eq!(w.number(sql).await, 0);
}

on_both_engines! {
    async fn everybody_signed_in_reads_and_searches_the_standards(w) {
        let all: Vec<FieldView> = w.member(2).get("/api/standards").await.ok();
        assert_eq!(all.iter().map(|f| f.field.unwrap()).collect::<Vec<_>>(), *Field::ALL);
        assert!(all.iter().all(|f| f.chapters.len() == 6 && f.chapters.iter().all(|c| c.items.len() >= 5)));
        let one: Vec<FieldView> = w.province().get("/api/standards?field=new_organisations").await.ok();
        assert_eq!(one[0].chapters.iter().map(|c| c.items.len()).sum::<usize>(), items(Field::NewOrganisations).count());
        // one character finds (FEATURES 12.11); hits come by field and chapter, what all share first
        let hits: Vec<FieldView> = w.branch_admin().get("/api/standards?q=%E5%B1%8A").await.ok();
        let fields: Vec<_> = hits.iter().map(|f| f.field).collect();
        assert_eq!(fields, Field::ALL.iter().copied().map(Some).collect::<Vec<_>>());
        let shared: Vec<FieldView> = w.branch_admin().get("/api/standards?q=%E5%85%9A%E8%B4%B9&field=rural").await.ok();
        assert!(shared[0].field.is_none() && shared[0].chapters[0].items.iter().all(|i| i.shared));
        assert!(w.member(1).get("/api/standards?q=%E7%81%AB%E6%98%9F").await.ok::<Vec<FieldView>>().is_empty());
        w.anon().get("/api/standards").await.refused(401, "not_signed_in");
        w.member(1).get("/api/standards?field=kings").await.refused(400, "malformed");
    }

    async fn a_branch_ticks_an_item_and_everybody_above_and_inside_sees_it(w) {
        let meeting = approved(&w).await;
        let link = json!([{ "kind": "general_meeting", "id": meeting.row.id }, { "kind": "general_meeting", "id": meeting.row.id }]);
        let after: SelfCheck = tick(&w, &shown("C3-01", link)).await.ok();
        let mark = &after.marks[0];
        assert_eq!((mark.item.as_str(), mark.verdict, mark.version, mark.evidence.len()), ("C3-01", CheckVerdict::Met, 1, 1));
        assert_eq!((mark.evidence[0].title.as_str(), mark.evidence[0].opens), (meeting.row.title.as_str(), true));
        assert_eq!((mark.by.as_str(), mark.at), ("示例高台村第一党支部", w.now()));
        assert_eq!((after.field, after.year, after.open), (Some(Field::Rural), 2026, true));
        assert_eq!(after.years, [2026]);
        assert_eq!((after.tally().met, after.tally().total), (1, 43));
        for who in [w.superior(), w.committee(), w.province(), w.branch_admin(), w.member(2)] {
            assert_eq!(check(&who).await, after);
        }
        for who in [w.branch_of(Place::B), w.member_of(Place::C, 1), w.committee_beside()] {
            who.get(CHECK).await.refused(404, "not_found");
        }
        // only branches have one
        w.committee().get("/api/orgs/11/self-check").await.refused(404, "not_found");
        let noted = "SELECT what FROM audit WHERE deed = 'standard_ticked'";
        assert_eq!(w.texts(noted).await, ["C3-01 按季召开支部党员大会：达标"]);
        heads_hold(&w).await;
    }

    async fn a_member_opens_only_the_meetings_that_they_were_told_of(w) {
        let form = w.form(MeetingKind::CommitteeMeeting);
        let recorded = w.recorded_as(&form).await;
        let link = json!([{ "kind": "committee_meeting", "id": recorded.row.id }, { "kind": "committee" }]);
        tick(&w, &shown("C2-03", link)).await.is(200);
        let opens = |check: &SelfCheck| check.marks[0].evidence.iter().map(|e| e.opens).collect::<Vec<_>>();
        assert_eq!(opens(&check(&w.member(2)).await), [true, true]);
        assert_eq!(opens(&check(&w.member(7)).await), [false, true]);
        w.member(7).get(at(recorded.row.id, "")).await.refused(404, "not_found");
    }

    async fn evidence_is_the_branch_s_own_and_holds_something(w) {
        let recorded = w.recorded_as(&w.form(MeetingKind::GeneralMeeting)).await.row.id.0;
        let told = w.announced_as(&w.form(MeetingKind::GeneralMeeting)).await.row.id;
        let photo = plain(8, 8, image::ImageFormat::Png);
        let own: FileInfo = w.branch_admin().upload("photo", "示例.png", &photo).await.created();
        let member: FileInfo = w.member(1).upload("photo", "示例.png", &photo).await.created();
        let other: FileInfo = w.branch_of(Place::B).upload("photo", "示例.png", &photo).await.created();
        let link = |kind: &str, id: Option<i64>| json!([{ "kind": kind, "id": id }]);
        for id in [member.id.0, other.id.0, 12, -1, i64::MAX] {
            tick(&w, &shown("C3-01", link("file", Some(id)))).await.fault("standards_evidence_not_own", "evidence");
            tick(&w, &shown("C3-01", link("general_meeting", Some(id)))).await.fault("standards_evidence_not_own", "evidence");
        }
        tick(&w, &shown("C3-01", link("general_meeting", Some(told.0)))).await.fault("standards_evidence_not_held", "evidence");
        tick(&w, &shown("C2-03", link("committee_meeting", Some(recorded)))).await.fault("standards_evidence_unfit", "evidence");
        tick(&w, &shown("C5-01", link("overview", None))).await.fault("standards_evidence_empty", "evidence");
        tick(&w, &shown("C2-04", link("groups", None))).await.fault("standards_evidence_empty", "evidence");
        tick(&w, &shown("C3-01", link("disclosure", None))).await.fault("standards_evidence_unfit", "evidence");
        let many: Vec<_> = (0..21).map(|_| json!({ "kind": "file", "id": own.id })).collect();
        tick(&w, &shown("C3-01", many.into())).await.fault("standards_evidence_too_much", "evidence");
        // nothing of all that was kept
        for table in ["self_check", "self_check_mark", "self_check_evidence"] {
            assert_eq!(w.number(format!("SELECT COUNT(*) FROM {table}")).await, 0);
        }
        let overview = json!({ "introduction": "示例", "meeting_place": "", "contact": "" });
        w.branch_admin().put("/api/orgs/12/overview", &overview).await.is(200);
        tick(&w, &shown("C5-01", link("overview", None))).await.is(200);
        tick(&w, &shown("C3-01", json!([{ "kind": "file", "id": own.id }, { "kind": "general_meeting", "id": recorded }]))).await.is(200);
        heads_hold(&w).await;
    }

    async fn an_uploaded_file_is_seen_by_those_who_see_the_check_that_holds_it(w) {
        let photo = plain(8, 8, image::ImageFormat::Png);
        let file: FileInfo = w.branch_admin().upload("photo", "示例活动.png", &photo).await.created();
        let path = format!("/api/files/{}", file.id);
        w.superior().get(&path).await.refused(404, "not_found");
        let after: SelfCheck = tick(&w, &shown("C3-07", json!([{ "kind": "file", "id": file.id }]))).await.ok();
        assert_eq!(after.marks[0].evidence[0].file.as_ref().unwrap().name, "示例活动.png");
        for who in [w.superior(), w.province(), w.member(7)] {
            who.get(&path).await.is(200);
        }
        for who in [w.branch_of(Place::B), w.member_of(Place::B, 1), w.committee_beside()] {
            who.get(&path).await.refused(404, "not_found");
        }
        tick(&w, &json!({ "year": 2026, "item": "C3-07", "version": 1 })).await.is(200);
        w.superior().get(&path).await.refused(404, "not_found");
    }

    async fn a_tick_needs_words_or_evidence_and_an_item_of_the_branch_s_own_field(w) {
        let form = |verdict: &str, note: &str| json!({ "year": 2026, "item": "C1-01", "verdict": verdict, "note": note, "version": 0 });
        tick(&w, &form("met", "  ")).await.fault("standards_nothing_shown", "evidence");
        tick(&w, &form("unmet", "")).await.fault("standards_note_missing", "note");
        tick(&w, &form("not_applicable", "\n")).await.fault("standards_note_missing", "note");
        tick(&w, &form("met", &"长".repeat(501))).await.fault("too_long", "note");
        tick(&w, &form("met", &"长".repeat(500))).await.is(200);
        tick(&w, &form("perfect", "示例")).await.refused(400, "malformed");
        for item in ["O1-01", "U3-01", "", "C1-01 ", "👍"] {
            tick(&w, &met(item, 0)).await.fault("standard_item_unknown", "item");
        }
        w.branch_of(Place::C).put("/api/orgs/101000/self-check", &met("U3-01", 0)).await.is(200);
        for year in [2025, 2027, 0, -1, i32::MAX] {
            let mut other = met("C1-02", 0);
            other["year"] = json!(year);
            tick(&w, &other).await.refused(409, "standards_year_closed");
        }
        for year in ["1999", "2027", "99999999999", "x"] {
            w.branch_admin().get(format!("{CHECK}?year={year}")).await.refused(400, "malformed");
        }
        // nobody but the branch itself
        for who in [w.superior(), w.committee(), w.province(), w.member(1)] {
            who.put(CHECK, &met("C1-02", 0)).await.refused(403, "no_permission");
        }
        w.branch_of(Place::B).put(CHECK, &met("C1-02", 0)).await.refused(404, "not_found");
    }

    async fn two_devices_do_not_write_over_each_other_unseen(w) {
        let first: SelfCheck = tick(&w, &met("C1-01", 0)).await.ok();
        tick(&w, &met("C1-01", 0)).await.refused(409, "stale");
        let mut unmet = met("C1-01", first.marks[0].version);
        unmet["verdict"] = json!("unmet");
        let second: SelfCheck = tick(&w, &unmet).await.ok();
        assert_eq!((second.marks[0].version, second.tally().met, second.tally().unmet), (2, 0, 1));
        // taken back and said again: no version comes twice
        let gone: SelfCheck = tick(&w, &json!({ "year": 2026, "item": "C1-01", "version": 2 })).await.ok();
        assert!(gone.marks.is_empty() && gone.tally().ticked() == 0);
        let again: SelfCheck = tick(&w, &met("C1-01", 0)).await.ok();
        assert_eq!(again.marks[0].version, 4);
        tick(&w, &met("C1-01", 2)).await.refused(409, "stale");
        heads_hold(&w).await;
    }

    async fn the_same_attempt_is_done_once(w) {
        let branch = w.branch_admin().key("示例".len().to_string().as_str());
        let first = branch.put(CHECK, &met("C1-01", 0)).await.is(200).text();
        assert_eq!(branch.put(CHECK, &met("C1-01", 0)).await.is(200).text(), first);
        assert_eq!(w.number("SELECT turn FROM self_check WHERE org_id = 12").await, 1);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'standard_ticked'").await, 1);
        branch.put(CHECK, &met("C1-02", 0)).await.refused(409, "key_reused");
    }

    async fn what_the_records_show_follows_meetings_and_the_clock(w) {
        let state = async |item: &str| {
            let check = check(&w.branch_admin()).await;
            let found = found(&check, item).clone();
            (found.state, found.says, found.evidence.len())
        };
        assert_eq!(state("C3-01").await.0, FindingState::Open);
        assert_eq!(state("C2-02").await, (FindingState::Shown, "正式党员 10 人，支委会 3 人，有支部书记".into(), 1));
        assert_eq!(state("R2-01").await.1, "支委会没有填写任期");
        assert_eq!(state("C5-01").await.0, FindingState::Short);
        // held in March, but approved in April: it is the first quarter's
        let form = starting(w.form(MeetingKind::GeneralMeeting), day(2026, 4, 1).plus(-1));
        let submitted = w.submitted_as(&form).await;
        assert_eq!(state("C3-01").await.0, FindingState::Open);
        w.at(day(2026, 4, 2)).await;
        assert_eq!(state("C3-01").await.0, FindingState::Short);
        w.superior().post(at(submitted.row.id, "/review"), &json!({ "decision": "approve" })).await.is(200);
        assert_eq!(state("C3-01").await, (FindingState::Shown, "已完成 1 次，第1季度都有；第2季度还在期限内".into(), 1));
        w.at(day(2026, 7, 1)).await;
        assert_eq!(state("C3-01").await, (FindingState::Short, "已完成 1 次，第1季度都有；缺第2季度；第3季度还在期限内".into(), 1));
        // a branch founded in May is not asked for what lies before
        w.sql("UPDATE org SET founded = '2026-05-06' WHERE id = 12").await;
        assert_eq!(state("C3-01").await.0, FindingState::Shown);
    }

    async fn a_year_that_is_over_is_read_and_not_written(w) {
        let eve = day(2027, 1, 1).plus(-1);
        w.at(eve).await;
        tick(&w, &met("C1-01", 0)).await.is(200);
        tick(&w, &met("R1-01", 0)).await.is(200);
        w.at(eve.plus(1)).await;
        tick(&w, &met("C1-02", 0)).await.refused(409, "standards_year_closed");
        let now = check(&w.branch_admin()).await;
        assert_eq!((now.year, now.open, now.marks.len(), now.years.clone()), (2027, true, 0, vec![2027, 2026]));
        let before: SelfCheck = w.member(3).get(format!("{CHECK}?year=2026")).await.ok();
        assert_eq!((before.year, before.open, before.marks.len()), (2026, false, 2));
        // what is no longer known of it is not said: only its meetings are
        assert!(before.found.iter().all(|f| f.item.starts_with("C3-")));
        // it keeps the standard it was held against
        w.sql("UPDATE org SET unit_category = 'office' WHERE id = 12").await;
        let after: SelfCheck = w.superior().get(format!("{CHECK}?year=2026")).await.ok();
        assert_eq!((after.field, after.marks.len()), (Some(Field::Rural), 2));
        assert_eq!(check(&w.branch_admin()).await.field, Some(Field::Office));
        assert_eq!(rows(&w.superior(), "?year=2026").await, [(12, 2, CheckState::UnderWay)]);
        assert_eq!(rows(&w.superior(), "").await, [(12, 0, CheckState::NotStarted)]);
    }

    async fn a_new_unit_category_from_the_registry_counts_the_check_anew(w) {
        for item in ["C1-01", "C1-02", "R1-01"] {
            tick(&w, &met(item, 0)).await.is(200);
        }
        let file = "组织代码,组织名称,组织类别,上级组织代码,单位性质类别,所在市州,地址,成立日期\n\
            620100000101,示例高台村第一党支部,党支部,620100000100,城市社区,示例市,示例路 1 号,\n";
        let app = w.app().clone();
        let synced = tokio::task::spawn_blocking(move || {
            sync(&app.store, &app.secret, app.now(), &[Source::text("组织.csv", file)], &Options::default())
        });
        assert_eq!(synced.await.unwrap().unwrap().orgs.changed, 1);
        let after = check(&w.branch_admin()).await;
        assert_eq!((after.field, after.marks.len(), after.tally().met), (Some(Field::Community), 2, 2));
        assert_eq!(w.number("SELECT met FROM self_check WHERE org_id = 12").await, 2);
        let page: Page<CheckRow> = w.superior().get("/api/self-checks").await.ok();
        assert_eq!((page.items[0].field, page.items[0].tally.met), (Some(Field::Community), 2));
        // and what was said of the village is not lost, should it be one again
        assert_eq!(w.number("SELECT COUNT(*) FROM self_check_mark").await, 3);
    }

    async fn superiors_list_their_branches_by_pages_and_by_how_far_they_have_come(w) {
        let all: Vec<_> = items(Field::Rural).map(|i| i.code).collect();
        for item in &all {
            tick(&w, &met(item, 0)).await.is(200);
        }
        let office = w.branch_of(Place::B);
        office.put("/api/orgs/13/self-check", &met("O1-01", 0)).await.is(200);
        let order = |list: Vec<(i64, u32, CheckState)>| list.into_iter().map(|r| r.0).collect::<Vec<_>>();
        assert_eq!(order(rows(&w.province(), "").await), [12, 13, 14, 101_000]);
        assert_eq!(rows(&w.committee(), "").await, [
            (12, 43, CheckState::Complete), (13, 1, CheckState::UnderWay), (14, 0, CheckState::NotStarted),
        ]);
        assert_eq!(rows(&w.superior(), "").await.len(), 1);
        assert_eq!(order(rows(&w.committee(), "?state=complete").await), [12]);
        assert_eq!(order(rows(&w.committee(), "?state=under_way").await), [13]);
        assert_eq!(order(rows(&w.committee(), "?state=not_started").await), [14]);
        assert_eq!(order(rows(&w.province(), "?org=100").await), [101_000]);
        assert_eq!(order(rows(&w.province(), "?q=%E7%A4%BE%E5%8C%BA").await), [101_000]);
        assert_eq!(order(rows(&w.committee(), "?q=6201000002").await), [13]);
        assert!(rows(&w.committee(), "?q=%25").await.is_empty());
        for state in CheckState::ALL {
            let page: Page<CheckRow> = w.province().get(format!("/api/self-checks?state={}", state.code())).await.ok();
            assert!(page.items.iter().all(|r| r.state == *state && r.tally.state() == *state));
        }
        let counts = async |who: Actor, query: &str| {
            let c: CheckCounts = who.get(format!("/api/self-checks/counts{query}")).await.ok();
            (c.year, c.not_started, c.under_way, c.complete)
        };
        assert_eq!(counts(w.province(), "").await, (2026, 2, 1, 1));
        assert_eq!(counts(w.committee(), "?org=11").await, (2026, 0, 0, 1));
        assert_eq!(counts(w.committee(), "?year=2025").await, (2025, 3, 0, 0));
        let mut seen = Vec::new();
        let mut next = Some(String::new());
        while let Some(cursor) = next {
            let page: Page<CheckRow> = w.province().get(format!("/api/self-checks?limit=1&cursor={cursor}")).await.ok();
            seen.extend(page.items.iter().map(|r| r.org.id.0));
            next = page.next;
        }
        assert_eq!(seen, [12, 13, 14, 101_000]);
        w.committee().get("/api/self-checks?org=100").await.refused(404, "not_found");
        w.superior().get("/api/self-checks/counts?org=10").await.refused(404, "not_found");
        w.branch_admin().get("/api/self-checks").await.refused(403, "no_permission");
        heads_hold(&w).await;
    }

    async fn a_branch_chooses_from_what_fits_the_item(w) {
        let recorded = w.recorded_as(&w.form(MeetingKind::GeneralMeeting)).await;
        w.announced_as(&w.form(MeetingKind::GeneralMeeting)).await;
        let photo = plain(8, 8, image::ImageFormat::Png);
        w.branch_admin().upload("photo", "示例100%.png", &photo).await.created::<FileInfo>();
        let choices = async |query: &str| {
            let all: EvidenceChoices = w.branch_admin().get(format!("/api/self-checks/evidence?{query}")).await.ok();
            let own: Vec<_> = all.own.iter().map(|o| o.kind).collect();
            (all.meetings.iter().map(|m| m.link.id.unwrap()).collect::<Vec<_>>(), all.files.len(), own)
        };
        let id = recorded.row.id.0;
        assert_eq!(choices("item=C3-01").await, (vec![id], 1, vec![]));
        assert_eq!(choices("item=C2-02").await, (vec![id], 1, vec![EvidenceKind::Committee]));
        assert_eq!(choices("item=C3-04").await, (vec![], 1, vec![]));
        assert_eq!(choices("item=C3-01&q=%25").await, (vec![], 1, vec![]));
        assert_eq!(choices("item=C3-01&q=%E8%AE%A8%E8%AE%BA").await, (vec![id], 0, vec![]));
        w.branch_admin().get("/api/self-checks/evidence?item=O1-01").await.refused(404, "not_found");
        w.branch_admin().get("/api/self-checks/evidence").await.refused(400, "malformed");
    }

    async fn a_branch_without_a_unit_category_has_no_standard_yet(w) {
        let bare: SelfCheck = w.committee().get("/api/orgs/14/self-check").await.ok();
        assert_eq!((bare.field, bare.marks.len(), bare.chapters.len()), (None, 0, 0));
        let row = rows(&w.committee(), "?q=%E6%96%B0%E8%AE%BE").await;
        assert_eq!(row, [(14, 0, CheckState::NotStarted)]);
    }

    async fn a_list_over_very_many_branches_reads_one_range(w) {
        w.write(|c| {
            for n in 0..3_000_i64 {
                let (id, code, path) = (500_000 + n, format!("6299{n:08}"), format!("/1/10/{}/", 500_000 + n));
                let name = if n == 7 { "🏔".repeat(150) } else { format!("示例支部{n}") };
                let sql = "INSERT INTO org (id, code, name, kind, superior_id, path, unit_category, prefecture, address, active)
                           VALUES (?1, ?2, ?3, 'branch', 10, ?4, 'rural', '', '', 1)";
                c.execute(sql, bind![id, &code, &name, &path])?;
            }
            Ok(())
        }).await;
        let page: Page<CheckRow> = w.committee().get("/api/self-checks?limit=100").await.ok();
        assert_eq!(page.items.len(), 100);
        let next = page.next.unwrap();
        let rest: Page<CheckRow> = w.committee().get(format!("/api/self-checks?limit=100&cursor={next}")).await.ok();
        assert!(rest.items.iter().all(|r| page.items.iter().all(|p| p.org.id != r.org.id)));
        let counts: CheckCounts = w.committee().get("/api/self-checks/counts").await.ok();
        assert_eq!(counts.not_started, 3_003);
    }
}
