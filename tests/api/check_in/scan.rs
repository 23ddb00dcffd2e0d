//! Scanning the chair's screen, or typing its code: within the window, by those expected, once.

use super::{checks_in, later, opened, scans, screen, shown};
use gsdj_domain::MemberId;
use gsdj_domain::check_in::token::{CODE_STEP, TOKEN_STEP};
use gsdj_domain::check_in::{CheckInHeads, CheckInState, CheckInWay, CheckedIn, guessing};
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::time::{DAY, HOUR};
use gsdj_tests::acts::{at, starting, without};
use gsdj_tests::{Reply, World, on_both_engines};
use serde_json::json;

async fn types(w: &World, member: i64, meeting: gsdj_domain::MeetingId, code: &str) -> Reply {
    w.member(member).post(at(meeting, "/check-in"), &json!({ "code": code })).await
}

/// A code that is not shown.
fn another(codes: &[gsdj_domain::check_in::Shown], n: u32) -> String {
    let taken = |code: &String| codes.iter().any(|s| s.text == *code);
    (n..).map(|n| format!("{:06}", n % 1_000_000)).find(|code| !taken(code)).unwrap()
}

on_both_engines! {
    async fn whoever_scans_is_there_and_the_screen_counts_at_once(w) {
        let meeting = opened(&w).await;
        let mut live = w.branch_admin().listen().await;
        for n in 1..=4 {
            let got = checks_in(&w, &w.member(n), meeting).await;
            assert_eq!((got.at, got.again, got.guest, got.name.as_str()), (w.now(), false, None, format!("示例10{n}").as_str()));
            live.until("meetings").await;
            let now = screen(&w, meeting).await;
            assert_eq!((now.present, now.expected, now.people.len()), (u32::try_from(n).unwrap(), 10, 10));
        }
        let seen = screen(&w, meeting).await;
        assert_eq!(seen.people[0].way, Some(CheckInWay::Scan));
        // a member who never answered is prefilled in the record like the others
        let view = w.branch_admin().sees(meeting).await;
        let there: Vec<_> = view.people.iter().filter(|p| p.checked_in_at.is_some()).map(|p| (p.member.0, p.answer)).collect();
        assert_eq!(there, [(101, None), (102, None), (103, None), (104, None)]);
        let heads: CheckInHeads = w.member(1).get(at(meeting, "/check-in/heads")).await.ok();
        assert_eq!((heads.present, heads.state, heads.mine), (4, CheckInState::Open, Some(w.now())));
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'checked_in'").await, 4);
    }

    async fn a_second_scan_says_since_when(w) {
        let meeting = opened(&w).await;
        let first = checks_in(&w, &w.member(1), meeting).await;
        later(&w, 10 * 60_000).await;
        let again = checks_in(&w, &w.member(1), meeting).await;
        assert_eq!(again, CheckedIn { again: true, ..first });
        assert_eq!(screen(&w, meeting).await.present, 1);
    }

    async fn it_opens_an_hour_before_and_ends_with_the_record(w) {
        let told = w.announced().await.row;
        let opens = told.starts_at.plus(-HOUR);
        w.at(opens.plus(-1)).await;
        let early = screen(&w, told.id).await;
        assert_eq!((early.state, early.tokens.len(), early.codes.len()), (CheckInState::Early, 0, 0));
        assert!(early.why.unwrap().contains("今天"));
        scans(&w.member(1), told.id, "x").await.refused(409, "check_in_too_early");
        w.at(opens).await;
        checks_in(&w, &w.member(1), told.id).await;
        // late, but the record is not in yet
        w.at(told.starts_at.plus(5 * HOUR)).await;
        for n in 1..=10 {
            w.sql(format!("UPDATE attendee SET answer = 'attend' WHERE meeting_id = {} AND member_id = {}", told.id, 100 + n)).await;
        }
        w.sql(format!("UPDATE meeting SET attending = 10 WHERE id = {}", told.id)).await;
        checks_in(&w, &w.member(2), told.id).await;
        let token = shown(&w, told.id).await;
        w.record(told.id, &(101..=110).map(MemberId).collect::<Vec<_>>()).await;
        let over = scans(&w.member(3), told.id, &token).await.refused(409, "check_in_closed");
        assert!(over.hint.unwrap().contains("会议记录"));
        assert_eq!(screen(&w, told.id).await.state, CheckInState::Closed);
    }

    async fn a_photo_of_the_screen_is_worth_nothing_ten_seconds_later(w) {
        let meeting = opened(&w).await;
        let begun = w.now();
        let token = shown(&w, meeting).await;
        w.at(begun.plus(2 * TOKEN_STEP - 1)).await;
        scans(&w.member(1), meeting, &token).await.is(200);
        w.at(begun.plus(2 * TOKEN_STEP)).await;
        let stale = scans(&w.member(2), meeting, &token).await.fault("check_in_token_stale", "token");
        assert!(stale.hint.unwrap().contains("5 秒"));
        // nor before it is shown, nor at another meeting
        let ahead = screen(&w, meeting).await.tokens[3].text.clone();
        scans(&w.member(2), meeting, &ahead).await.fault("check_in_token_stale", "token");
        let other = w.announced_as(&starting(w.form(MeetingKind::ThemeDay), w.now().plus(30 * 60_000 + 2 * HOUR))).await.row;
        w.at(other.starts_at.plus(-HOUR)).await;
        let token = shown(&w, meeting).await;
        scans(&w.member(2), other.id, &token).await.fault("check_in_token_stale", "token");
        for junk in ["", " ", "0", &"z".repeat(10_000), "👍"] {
            assert_eq!(scans(&w.member(2), meeting, junk).await.status, 422);
        }
    }

    async fn an_attempt_sent_again_gets_its_first_answer_though_the_token_is_stale(w) {
        let meeting = opened(&w).await;
        let token = shown(&w, meeting).await;
        let phone = w.member(1).key("scan-1");
        let first: CheckedIn = scans(&phone, meeting, &token).await.ok();
        later(&w, 60_000).await;
        assert_eq!(scans(&phone, meeting, &token).await.ok::<CheckedIn>(), first);
        scans(&phone, meeting, "other").await.refused(409, "key_reused");
    }

    async fn two_phones_at_once_are_one_check_in(w) {
        let meeting = opened(&w).await;
        let token = shown(&w, meeting).await;
        let mut tasks = Vec::new();
        for _ in 0..20 {
            let (who, token) = (w.member(1), token.clone());
            tasks.push(tokio::spawn(async move { scans(&who, meeting, &token).await.ok::<CheckedIn>() }));
        }
        let mut fresh = 0;
        for task in tasks {
            let got = task.await.unwrap();
            assert_eq!(got.at, w.now());
            fresh += u32::from(!got.again);
        }
        assert_eq!((fresh, screen(&w, meeting).await.present), (1, 1));
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'checked_in'").await, 1);
    }

    async fn the_code_is_for_those_who_can_t_scan(w) {
        let meeting = opened(&w).await;
        let code = screen(&w, meeting).await.codes[0].text.clone();
        let wide: String = code.chars().map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap()).collect();
        let got: CheckedIn = types(&w, 1, meeting, &format!(" {wide} ")).await.ok();
        assert!(!got.again);
        assert_eq!(screen(&w, meeting).await.people[0].way, Some(CheckInWay::Code));
        later(&w, 2 * CODE_STEP).await;
        types(&w, 2, meeting, &code).await.fault("check_in_wrong_code", "code");
        w.member(2).post(at(meeting, "/check-in"), &json!({})).await.fault("check_in_nothing_given", "code");
    }

    async fn five_wrong_codes_and_then_a_pause(w) {
        let meeting = opened(&w).await;
        let codes = screen(&w, meeting).await.codes;
        for n in 0..5 {
            types(&w, 1, meeting, &another(&codes, n)).await.fault("check_in_wrong_code", "code");
        }
        let paused = types(&w, 1, meeting, &codes[0].text).await.refused(429, "check_in_too_many_tries");
        assert!(paused.title.contains("5分钟") && paused.hint.unwrap().contains("扫"));
        // another member is not held up, and the QR can't be guessed: it is always taken
        types(&w, 2, meeting, &codes[0].text).await.is(200);
        later(&w, guessing::PAUSE).await;
        let codes = screen(&w, meeting).await.codes;
        types(&w, 1, meeting, &another(&codes, 0)).await.fault("check_in_wrong_code", "code");
        types(&w, 1, meeting, &codes[0].text).await.is(200);
        for n in 0..5 {
            types(&w, 3, meeting, &another(&codes, n)).await.is(422);
        }
        checks_in(&w, &w.member(3), meeting).await;
    }

    async fn fifty_guesses_at_once_are_no_more_than_five(w) {
        let meeting = opened(&w).await;
        let codes = screen(&w, meeting).await.codes;
        let mut tasks = Vec::new();
        for n in 0..50 {
            let (who, code) = (w.member(1), another(&codes, n * 7 + 1));
            tasks.push(tokio::spawn(async move { who.post(at(meeting, "/check-in"), &json!({ "code": code })).await.status.as_u16() }));
        }
        let mut taken = 0;
        for task in tasks {
            match task.await.unwrap() {
                422 => taken += 1,
                429 | 503 => {}
                other => panic!("{other}"),
            }
        }
        assert!(taken <= 5, "{taken} guesses were taken");
    }

    async fn only_the_expected_are_checked_in(w) {
        let form = without(w.form(MeetingKind::GeneralMeeting), 110);
        let told = w.announced_as(&form).await.row;
        w.at(told.starts_at).await;
        let token = shown(&w, told.id).await;
        scans(&w.member(10), told.id, &token).await.refused(403, "check_in_not_expected");
        // to those of elsewhere the meeting does not exist until they prove to be there
        scans(&w.member_of(gsdj_tests::Place::C, 1), told.id, "x").await.refused(404, "not_found");
        types(&w, 1, gsdj_domain::MeetingId(987_654), "123456").await.refused(404, "not_found");
        w.branch_admin().post(at(told.id, "/check-in"), &json!({ "token": token })).await.refused(403, "no_permission");
        assert_eq!(screen(&w, told.id).await.present, 0);
        let draft = w.drafted().await.row;
        w.at(draft.starts_at).await;
        scans(&w.member(1), draft.id, "x").await.refused(409, "check_in_before_notice");
        assert_eq!(screen(&w, draft.id).await.state, CheckInState::Early);
    }

    async fn a_meeting_put_off_begins_anew(w) {
        let form = w.form(MeetingKind::GeneralMeeting);
        let told = w.announced_as(&form).await.row;
        w.at(told.starts_at.plus(-HOUR)).await;
        checks_in(&w, &w.member(1), told.id).await;
        let put_off = starting(form.clone(), told.starts_at.plus(DAY));
        w.branch_admin().put(at(told.id, ""), &put_off).await.is(200);
        assert_eq!(screen(&w, told.id).await.present, 0);
        scans(&w.member(1), told.id, "x").await.refused(409, "check_in_too_early");
        // moved by half an hour, who is there stays there
        w.at(put_off.starts_at.plus(-HOUR)).await;
        checks_in(&w, &w.member(1), told.id).await;
        let mut sooner = put_off.clone();
        sooner.starts_at = put_off.starts_at.plus(-HOUR / 2);
        sooner.answer_deadline = w.now().plus(60_000);
        w.branch_admin().put(at(told.id, ""), &sooner).await.is(200);
        assert_eq!(screen(&w, told.id).await.present, 1);
    }

    async fn the_screen_goes_on_for_a_while_by_itself(w) {
        let meeting = opened(&w).await;
        let given = screen(&w, meeting).await;
        // a device whose clock is wrong shows by what has passed since, and is right
        for passed in [0, 4_999, 5_000, 31_000, 89_000] {
            let now = given.now.plus(passed);
            w.at(now).await;
            let shown = given.tokens.iter().rev().find(|s| s.from <= now).unwrap();
            let who = w.member(passed / 20_000 + 1);
            scans(&who, meeting, &shown.text).await.is(200);
            let code = given.codes.iter().rev().find(|s| s.from <= now).unwrap();
            who.post(at(meeting, "/check-in"), &json!({ "code": code.text })).await.is(200);
        }
    }
}
