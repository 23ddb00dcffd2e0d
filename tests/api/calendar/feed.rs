//! The subscription (FEATURES 3.14), read by a parser that did not write it.

use gsdj_domain::calendar::{Subscription, SubscriptionState};
use gsdj_domain::meeting::{MeetingForm, MeetingKind, MeetingView};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_tests::acts::{at, starting};
use gsdj_tests::{Actor, Reply, World, on_both_engines};
use ical::parser::Component as _;
use ical::parser::ical::component::{IcalCalendar, IcalEvent};
use serde_json::json;

async fn subscribe(who: &Actor) -> String {
    let made: Subscription = who.post_empty("/api/calendar/subscription").await.created();
    made.path
}

/// The calendar behind an address, fetched by nobody in particular.
async fn calendar(w: &World, path: &str) -> IcalCalendar {
    let reply = w.anon().get(path).await.is(200);
    assert_eq!(reply.header("content-type"), "text/calendar; charset=utf-8");
    octets(&reply);
    let mut parser = ical::IcalParser::new(reply.body.as_ref());
    let calendar = parser.next().unwrap().unwrap();
    assert!(parser.next().is_none());
    calendar
}

/// What RFC 5545 §3.1 asks of lines.
fn octets(reply: &Reply) {
    let text = String::from_utf8(reply.body.to_vec()).unwrap();
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    let long = text.split("\r\n").find(|line| line.len() > 75);
    assert_eq!(long, None);
}

fn value(event: &IcalEvent, name: &str) -> String {
    event.get_property(name).and_then(|p| p.value.clone()).unwrap_or_default()
}

async fn edited(w: &World, meeting: &MeetingView, form: &MeetingForm) {
    let version = w.branch_admin().sees(meeting.row.id).await.version;
    let admin = w.branch_admin().with("if-match", &format!("\"{version}\""));
    admin.put(at(meeting.row.id, ""), form).await.is(200);
}

on_both_engines! {
    async fn a_member_s_phone_follows_what_the_branch_does(w) {
        let path = subscribe(&w.member(2)).await;
        assert!(calendar(&w, &path).await.events.is_empty());
        let mut form = starting(w.form(MeetingKind::CommitteeMeeting), w.now().plus(3 * DAY));
        form.title = format!("示例；讨论, 村道\\修补{}", "🙂长".repeat(18));
        form.agenda = "一、示例\n二、示例；完".into();
        let told = w.announced_as(&form).await;
        // another, of which this member was not told
        let mut other = starting(w.form(MeetingKind::GeneralMeeting), w.now().plus(4 * DAY));
        other.title = "只通知别人".into();
        let drafted = w.create(&other).await;
        w.notice(drafted.row.id, &[gsdj_domain::MemberId(105)]).await;

        let seen = calendar(&w, &path).await;
        assert_eq!(seen.events.len(), 1);
        let event = &seen.events[0];
        let written = |text: &str| text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        assert_eq!(value(event, "SUMMARY"), format!("{} · {}", told.row.kind.label(), written(&form.title)));
        assert!(value(event, "DESCRIPTION").contains("议程：\\n一、示例\\n二、示例；完"), "{}", value(event, "DESCRIPTION"));
        assert_eq!((value(event, "DTSTART"), value(event, "DTEND")), ("20260313T010000Z".into(), "20260313T050000Z".into()));
        assert_eq!((value(event, "STATUS"), value(event, "LOCATION")), ("CONFIRMED".into(), "示例村部二楼".into()));
        assert_eq!(value(event, "URL"), format!("http://platform.example/meetings/{}", told.row.id));
        assert_eq!(value(event, "DTSTAMP"), "20260310T010000Z");
        let rings: Vec<_> = event.alarms.iter().map(|a| a.get_property("TRIGGER").unwrap().value.clone().unwrap()).collect();
        assert_eq!(rings, ["-PT86400S", "-PT3600S", "20260312T200000Z"]);
        let (uid, sequence) = (value(event, "UID"), value(event, "SEQUENCE").parse::<u32>().unwrap());

        w.at(w.now().plus(HOUR)).await;
        w.member(2).attends(told.row.id).await;
        let later = starting(form.clone(), form.starts_at.plus(DAY));
        edited(&w, &told, &later).await;
        let moved = calendar(&w, &path).await;
        let event = &moved.events[0];
        assert_eq!((value(event, "UID"), value(event, "DTSTART")), (uid.clone(), "20260314T010000Z".into()));
        assert_eq!(value(event, "LAST-MODIFIED"), "20260310T020000Z");
        let raised = value(event, "SEQUENCE").parse::<u32>().unwrap();
        assert!(raised > sequence, "{raised}");

        w.branch_admin().post(at(told.row.id, "/cancellation"), &json!({ "reason": "示例" })).await.is(200);
        let off = calendar(&w, &path).await;
        let event = &off.events[0];
        assert_eq!((value(event, "UID"), value(event, "STATUS"), event.alarms.len()), (uid, "CANCELLED".into(), 0));
        assert!(value(event, "SEQUENCE").parse::<u32>().unwrap() > raised);
    }

    async fn what_a_program_has_already_is_not_sent_again(w) {
        w.announced().await;
        let path = subscribe(&w.branch_admin()).await;
        let first = w.anon().get(&path).await.is(200);
        let etag = first.header("etag").to_owned();
        let same = w.anon().with("if-none-match", &etag).get(&path).await.is(304);
        assert!(same.body.is_empty() && same.header("etag") == etag);
        w.drafted().await;
        let changed = w.anon().with("if-none-match", &etag).get(&path).await.is(200);
        assert!(changed.text().contains("STATUS:TENTATIVE"), "{}", changed.text());
        // it is noted that it was fetched, once an hour
        let state: SubscriptionState = w.branch_admin().get("/api/calendar/subscription").await.ok();
        assert_eq!((state.since, state.read_at), (Some(w.now()), Some(w.now())));
    }

    async fn an_address_is_secret_and_ends_when_it_is_to(w) {
        let member = w.member(2);
        let none: SubscriptionState = member.get("/api/calendar/subscription").await.ok();
        assert_eq!(none, SubscriptionState { since: None, read_at: None });
        let keyed = member.key("one-address");
        let old = subscribe(&keyed).await;
        assert_eq!(subscribe(&keyed).await, old, "the same attempt is the same address");
        let token = old.rsplit('/').next().unwrap().trim_end_matches(".ics");
        assert_eq!(token.len(), 43);
        assert_eq!(w.number("SELECT COUNT(*) FROM calendar_feed").await, 1);
        let new = subscribe(&member).await;
        w.anon().get(&old).await.refused(404, "not_found");
        w.anon().get(&new).await.is(200);
        for guess in ["/api/calendar/feed/x.ics", "/api/calendar/feed/.ics", new.trim_end_matches(".ics")] {
            w.anon().get(guess).await.refused(404, "not_found");
        }
        w.account(102).delete("/api/calendar/subscription").await.is(204);
        w.anon().get(&new).await.refused(404, "not_found");
        w.account(102).delete("/api/calendar/subscription").await.is(204);
        let deeds = w.texts("SELECT deed FROM audit WHERE deed LIKE 'calendar%' ORDER BY id").await;
        assert_eq!(deeds, ["calendar_opened", "calendar_opened", "calendar_closed"]);
    }

    async fn whoever_leaves_has_no_feed_any_more(w) {
        w.announced().await;
        let member = subscribe(&w.member(5)).await;
        let branch = subscribe(&w.branch_admin()).await;
        w.sql("UPDATE member SET status = 'left_province' WHERE id = 105").await;
        w.anon().get(&member).await.refused(404, "not_found");
        w.sql("UPDATE org SET active = 0 WHERE id = 12").await;
        w.anon().get(&branch).await.refused(404, "not_found");
    }
}
