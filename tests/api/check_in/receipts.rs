//! A meeting without internet (FEATURES 13.4): the pack, and what a device hands up later.

use super::{checks_in, later, opened, screen};
use gsdj_domain::check_in::{CheckInHeads, CheckInWay, Fate, Pack, Receipt, ReceiptOutcome, receipt};
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{Instant, MeetingId, MemberId};
use gsdj_tests::acts::at;
use gsdj_tests::{Place, Reply, World, on_both_engines};
use hmac::{Hmac, Mac};
use serde_json::json;

async fn taken(w: &World, meeting: MeetingId) -> Pack {
    w.branch_admin().post(at(meeting, "/pack"), &json!({ "device": "示例笔记本" })).await.created()
}

/// The hash under a pack's key, as a device makes it.
fn mac(pack: &Pack) -> impl Fn(&str) -> [u8; 32] {
    let key: Vec<u8> = (0..32).map(|n| u8::from_str_radix(&pack.key[2 * n..2 * n + 2], 16).unwrap()).collect();
    move |text| {
        let mut mac = <Hmac<sha2::Sha256> as Mac>::new_from_slice(&key).unwrap();
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

fn signed(pack: &Pack, id: &str, member: i64, at: Instant) -> Receipt {
    let signature = receipt::sign(&mac(pack), pack.id, &pack.challenge, id, MemberId(member), at);
    Receipt { id: id.into(), member: MemberId(member), at, signature }
}

async fn hand_up(w: &World, pack: &Pack, receipts: &[Receipt]) -> Reply {
    let form = json!({ "pack": pack.id, "receipts": receipts });
    w.branch_admin().post(at(pack.meeting, "/check-in/receipts"), &form).await
}

async fn fates(w: &World, pack: &Pack, receipts: &[Receipt]) -> Vec<(Fate, String)> {
    let outcomes: Vec<ReceiptOutcome> = hand_up(w, pack, receipts).await.ok();
    outcomes.into_iter().map(|o| (o.fate, o.reason)).collect()
}

on_both_engines! {
    async fn receipts_are_taken_once_with_the_time_they_were_made(w) {
        let meeting = opened(&w).await;
        let pack = taken(&w, meeting).await;
        assert_eq!((pack.members.len(), pack.issued_at, pack.key.len()), (10, w.now(), 64));
        let made = w.now().plus(10 * 60_000);
        let all = [signed(&pack, "a", 101, made), signed(&pack, "b", 102, made.plus(1)), signed(&pack, "c", 101, made.plus(2))];
        later(&w, 5 * HOUR).await;
        checks_in(&w, &w.member(3), meeting).await;
        let taken: Vec<_> = fates(&w, &pack, &all).await.into_iter().map(|(fate, _)| fate).collect();
        assert_eq!(taken, [Fate::Accepted, Fate::Accepted, Fate::Duplicate]);
        // the line broke before the answer came: the same again changes nothing
        assert!(fates(&w, &pack, &all).await.iter().all(|(fate, _)| *fate == Fate::Duplicate));
        assert_eq!(fates(&w, &pack, &[signed(&pack, "d", 103, made)]).await[0].0, Fate::Duplicate);
        let seen = screen(&w, meeting).await;
        assert_eq!(seen.present, 3);
        assert_eq!((seen.people[0].at, seen.people[0].way), (Some(made), Some(CheckInWay::Offline)));
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed IN ('pack_taken', 'receipts_uploaded')").await, 4);
    }

    async fn what_the_device_did_not_sign_or_the_clock_forbids_is_refused_in_words(w) {
        let meeting = opened(&w).await;
        let pack = taken(&w, meeting).await;
        let now = w.now();
        let mut forged = signed(&pack, "a", 101, now);
        forged.member = MemberId(102);
        let far = signed(&pack, "b", 301, now);
        let early = signed(&pack, "c", 101, now.plus(-1));
        let late = signed(&pack, "d", 101, now.plus(receipt::DRIFT + 1));
        let just = signed(&pack, "e", 101, now.plus(receipt::DRIFT));
        let got = fates(&w, &pack, &[forged, far, early, late, just]).await;
        let words: Vec<_> = got.iter().map(|(fate, why)| (fate.code(), why.contains("设备时间"), why.is_empty())).collect();
        assert_eq!(words, [
            ("refused", false, false), ("refused", false, false), ("refused", true, false), ("refused", true, false),
            ("accepted", false, true),
        ]);
        let mut other = pack.clone();
        other.id += 1;
        hand_up(&w, &other, &[]).await.fault("pack_unknown", "pack");
        let many: Vec<_> = (0..501).map(|n| signed(&pack, &n.to_string(), 101, now)).collect();
        hand_up(&w, &pack, &many).await.fault("too_many_receipts", "receipts");
        w.branch_of(Place::B).post(at(meeting, "/check-in/receipts"), &json!({ "pack": pack.id, "receipts": [] })).await.refused(404, "not_found");
    }

    async fn after_the_record_was_handed_in_nothing_is_added(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let begun = w.begun_as(&form).await.row;
        let pack = taken(&w, begun.id).await;
        let made = signed(&pack, "a", 101, w.now());
        w.record(begun.id, &form.expected).await;
        // the record is in, but can still be mended
        assert_eq!(fates(&w, &pack, std::slice::from_ref(&made)).await[0].0, Fate::Accepted);
        w.branch_admin().post_empty(at(begun.id, "/submission")).await.is(200);
        let refused = hand_up(&w, &pack, &[made]).await.refused(409, "record_handed_in");
        assert!(refused.title.contains("已经提交") && refused.hint.is_some());
        w.branch_admin().post(at(begun.id, "/pack"), &json!({ "device": "示例" })).await.refused(409, "record_handed_in");
        let far = w.announced_as(&w.form(MeetingKind::ThemeDay)).await.row;
        w.branch_admin().post(at(far.id, "/pack"), &json!({ "device": " " })).await.fault("missing", "device");
        w.at(w.now().plus(DAY)).await;
        taken(&w, far.id).await;
    }

    async fn the_device_knows_members_by_their_own_code_and_their_card(w) {
        let meeting = opened(&w).await;
        let card: gsdj_domain::proxy::MemberCard = w.branch_admin().post_empty("/api/members/107/card").await.created();
        let pack = taken(&w, meeting).await;
        let heads: CheckInHeads = w.member(7).get(at(meeting, "/check-in/heads")).await.ok();
        let own = heads.own_code.unwrap();
        let line = pack.members.iter().find(|m| m.member.0 == 107).unwrap();
        let hash = |code: &str| receipt::code_hash(&mac(&pack), pack.id, code);
        assert_eq!(line.codes, [hash(&own), hash(&card.code)]);
        let text = serde_json::to_string(&pack).unwrap();
        assert!(!text.contains(&own) && !text.contains(&card.code.replace('-', "")));
        // nobody else sees it
        let branch: CheckInHeads = w.branch_admin().get(at(meeting, "/check-in/heads")).await.ok();
        assert_eq!(branch.own_code, None);
    }
}
