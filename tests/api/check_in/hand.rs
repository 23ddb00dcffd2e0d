//! By hand and by card: with a reason, with a trace, and undone the same way.

use super::{checks_in, opened, screen};
use gsdj_domain::check_in::{CheckInWay, CheckedIn};
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::proxy::{MemberCard, Proxies};
use gsdj_tests::acts::{at, without};
use gsdj_tests::{Place, on_both_engines};
use serde_json::json;

on_both_engines! {
    async fn the_administrator_checks_in_and_undoes_with_a_reason(w) {
        let meeting = opened(&w).await;
        let (there, undo) = (at(meeting, "/check-ins"), at(meeting, "/check-ins/undo"));
        let admin = w.branch_admin();
        admin.post(&there, &json!({ "member": 105, "reason": " " })).await.fault("check_in_reason_missing", "reason");
        admin.post(&there, &json!({ "member": 105, "reason": "因".repeat(101) })).await.fault("too_long", "reason");
        let got: CheckedIn = admin.post(&there, &json!({ "member": 105, "reason": "示例：没带手机" })).await.ok();
        assert_eq!((got.name.as_str(), got.again), ("示例105", false));
        let again: CheckedIn = admin.post(&there, &json!({ "member": 105, "reason": "示例：再签" })).await.ok();
        assert!(again.again && again.at == got.at);
        let line = screen(&w, meeting).await.people.into_iter().find(|p| p.member.0 == 105).unwrap();
        assert_eq!((line.way, line.note.as_str()), (Some(CheckInWay::Manual), "示例：没带手机"));
        admin.post(&there, &json!({ "member": 301, "reason": "示例" })).await.fault("check_in_stranger", "member");

        admin.post(&undo, &json!({ "member": 105, "reason": "" })).await.fault("check_in_reason_missing", "reason");
        admin.post(&undo, &json!({ "member": 106, "reason": "示例" })).await.refused(409, "check_in_not_there");
        admin.post(&undo, &json!({ "member": 105, "reason": "示例：签错了人" })).await.is(204);
        assert_eq!(screen(&w, meeting).await.present, 0);
        let log = w.texts("SELECT what FROM audit WHERE deed IN ('check_in_set', 'check_in_undone') ORDER BY id").await;
        assert!(log.len() == 2 && log[0].contains("示例105：示例：没带手机") && log[1].contains("示例：签错了人"), "{log:?}");
        // whoever is really there scans again
        assert!(!checks_in(&w, &w.member(5), meeting).await.again);
    }

    async fn a_card_checks_its_member_in_until_it_is_void(w) {
        let meeting = opened(&w).await;
        let admin = w.branch_admin();
        let card: MemberCard = admin.post_empty("/api/members/106/card").await.created();
        assert_eq!((card.code.len(), card.name.as_str(), card.org.as_str()), (19, "示例106", "示例高台村第一党支部"));
        let shows = async |said: &str| admin.post(at(meeting, "/check-ins/card"), &json!({ "card": said })).await;
        shows("abcd-efgh-jkmn-pqrs").await.fault("card_unknown", "card");
        let got: CheckedIn = shows(&format!("http://platform.example/check-in/card#{}", card.code)).await.ok();
        assert_eq!((got.name.as_str(), got.again), ("示例106", false));
        assert!(shows(&card.code.to_uppercase().replace('-', " ")).await.ok::<CheckedIn>().again);
        assert_eq!(screen(&w, meeting).await.people[5].way, Some(CheckInWay::Card));
        // printed again it says the same; made anew the old one is void
        let printed: MemberCard = admin.get("/api/members/106/card").await.ok();
        assert_eq!(printed, card);
        assert_eq!(w.member(6).get("/api/members/106/card").await.ok::<MemberCard>(), card);
        w.member(5).get("/api/members/106/card").await.refused(404, "not_found");
        let fresh: MemberCard = admin.post_empty("/api/members/106/card").await.created();
        shows(&card.code).await.fault("card_unknown", "card");
        let listed: Proxies = admin.get("/api/proxies").await.ok();
        assert_eq!(listed.cards.iter().map(|k| k.member.0).collect::<Vec<_>>(), [106]);
        admin.delete("/api/members/106/card").await.is(204);
        admin.delete("/api/members/106/card").await.refused(409, "no_card");
        shows(&fresh.code).await.fault("card_unknown", "card");
        let deeds = w.texts("SELECT deed FROM audit WHERE deed LIKE 'card_%' ORDER BY id").await;
        assert_eq!(deeds, ["card_issued", "card_issued", "card_revoked"]);
        // what a card says lies nowhere in clear
        let code = fresh.code.replace('-', "");
        assert_eq!(w.number(format!("SELECT COUNT(*) FROM member_card WHERE code_hash LIKE '%{code}%'")).await, 0);
        w.branch_of(Place::B).post_empty("/api/members/106/card").await.refused(404, "not_found");
    }

    async fn a_card_of_somebody_not_expected_is_refused_and_one_of_elsewhere_is_a_guest(w) {
        let told = w.announced_as(&without(w.form(MeetingKind::GeneralMeeting), 110)).await.row;
        w.at(told.starts_at).await;
        let card = async |who: &gsdj_tests::Actor, member: i64| -> MemberCard {
            who.post_empty(format!("/api/members/{member}/card")).await.created()
        };
        let (own, far) = (card(&w.branch_admin(), 110).await, card(&w.branch_of(Place::C), 301).await);
        let path = at(told.id, "/check-ins/card");
        w.branch_admin().post(&path, &json!({ "card": own.code })).await.fault("check_in_stranger", "member");
        let got: CheckedIn = w.branch_admin().post(&path, &json!({ "card": far.code })).await.ok();
        assert_eq!(got.guest.map(|g| g.code()), Some("waiting"));
        assert_eq!(screen(&w, told.id).await.guests.len(), 1);
    }
}
