//! 直播节目预告 (FEATURES 5.2, 12.10): windows of time over pages of channels, reminders, editing and pasting.

use gsdj_backend::jobs::{JOBS, Runner};
use gsdj_domain::inbox::{InboxItem, Topic};
use gsdj_domain::programme_guide::{
    Channel, Guide, LineState, PasteReport, Programme, REMINDERS_MAX, Reminder, anchor,
};
use gsdj_domain::time::{DAY, HOUR, MINUTE};
use gsdj_domain::{Instant, Page};
use gsdj_tests::{Actor, START, World, on_both_engines};
use serde_json::{Value, json};

/// The ids of what is furnished.
const CHANNEL: i64 = 9_001;
const PROGRAMME: i64 = 9_101;

/// A channel with a programme that comes later today, by the names of the table of roles.
pub(super) async fn furnish(w: &World) -> Vec<(&'static str, String)> {
    let starts = w.now().plus(2 * HOUR).0;
    w.sql(format!("INSERT INTO channel (id, name, live, seat) VALUES ({CHANNEL}, '示例频道', '', 0)")).await;
    let sql = format!(
        "INSERT INTO programme (id, channel_id, title, starts_at, ends_at) VALUES ({PROGRAMME}, {CHANNEL}, '示例', {starts}, {})",
        starts + HOUR
    );
    w.sql(sql).await;
    vec![("{channel}", CHANNEL.to_string()), ("{programme}", PROGRAMME.to_string())]
}

/// A programme of an hour on that channel.
pub(super) fn later(w: &World, hours: i64) -> Value {
    let starts_at = w.now().plus(hours * HOUR);
    json!({ "channel": CHANNEL, "title": "示例", "starts_at": starts_at, "ends_at": starts_at.plus(HOUR) })
}

async fn channel(w: &World, name: &str) -> Channel {
    w.province().post("/api/channels", &json!({ "name": name })).await.created()
}

fn form(channel: &Channel, title: &str, starts_at: Instant, minutes: i64) -> Value {
    json!({ "channel": channel.id, "title": title, "starts_at": starts_at, "ends_at": starts_at.plus(minutes * MINUTE) })
}

async fn enter(w: &World, channel: &Channel, title: &str, starts_at: Instant, minutes: i64) -> Programme {
    w.province().post("/api/programmes", &form(channel, title, starts_at, minutes)).await.created()
}

async fn titles(who: &Actor, query: &str) -> Vec<Vec<String>> {
    let guide: Guide = who.get(format!("/api/programmes{query}")).await.ok();
    guide.channels.into_iter().map(|c| c.programmes.into_iter().map(|p| p.title).collect()).collect()
}

async fn run_jobs(w: &World) {
    Runner::new(w.app().clone()).run_due(JOBS).await;
}

async fn told(who: &Actor) -> Vec<String> {
    let inbox: Page<InboxItem> = who.get("/api/inbox?topic=programme").await.ok();
    assert!(inbox.items.iter().all(|i| i.topic == Topic::Programme));
    inbox.items.into_iter().map(|i| i.title).collect()
}

on_both_engines! {
    async fn a_window_shows_what_overlaps_it_channel_by_channel(w) {
        let (one, two) = (channel(&w, "示例一台").await, channel(&w, "示例二台").await);
        let midnight = Instant::midnight(START.day());
        enter(&w, &one, "跨夜", midnight.plus(-HOUR), 120).await;
        enter(&w, &one, "早间", midnight.plus(8 * HOUR), 60).await;
        enter(&w, &one, "上午", midnight.plus(9 * HOUR), 60).await;
        enter(&w, &one, "明天", midnight.plus(DAY), 60).await;
        enter(&w, &two, "二台", midnight.plus(10 * HOUR), 30).await;
        let member = w.member(2);
        assert_eq!(titles(&member, "").await, [vec!["跨夜", "早间", "上午"], vec!["二台"]]);
        let query = format!("?channel={}&from={}&to={}", one.id, midnight.plus(9 * HOUR).0, midnight.plus(10 * HOUR).0);
        assert_eq!(titles(&member, &query).await, [["上午"]]);
        let tomorrow = format!("?from={}", midnight.plus(DAY).0);
        assert_eq!(titles(&member, &tomorrow).await, [vec!["明天"], vec![]]);
        // the page begins at what is on now: 09:00
        let guide: Guide = member.get(format!("/api/programmes?channel={}", one.id)).await.ok();
        assert_eq!(anchor(&guide.channels[0].programmes, w.now()), Some(2));
        let too_long = format!("?from=0&to={}", DAY + 1);
        member.get(format!("/api/programmes{too_long}")).await.refused(400, "programme_bad_window");
        member.get("/api/programmes?channel=999").await.refused(404, "not_found");
        w.anon().get("/api/programmes").await.refused(401, "not_signed_in");
    }

    async fn channels_come_by_pages_in_their_order(w) {
        for n in 0..5 {
            channel(&w, &format!("示例{n}台")).await;
        }
        let first: Guide = w.member(1).get("/api/programmes?limit=2").await.ok();
        let names = |g: &Guide| g.channels.iter().map(|c| c.channel.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&first), ["示例0台", "示例1台"]);
        let second: Guide = w.member(1).get(format!("/api/programmes?limit=2&cursor={}", first.next.unwrap())).await.ok();
        assert_eq!(names(&second), ["示例2台", "示例3台"]);
        let last: Guide = w.member(1).get(format!("/api/programmes?limit=2&cursor={}", second.next.unwrap())).await.ok();
        assert_eq!((names(&last), last.next), (vec!["示例4台".to_owned()], None));
        // the province moves one to the front, renames it, and takes it away
        let all: Vec<Channel> = w.member(1).get("/api/channels").await.ok();
        let path = format!("/api/channels/{}", all[4].id);
        w.province().put(&path, &json!({ "name": "示例1台" })).await.fault("channel_name_taken", "name");
        w.province().put(&path, &json!({ "name": "示例头台", "live": "https://example.cn/live", "seat": 0 })).await.is(200);
        let all: Vec<Channel> = w.member(1).get("/api/channels").await.ok();
        assert!(all.iter().position(|c| c.name == "示例头台").unwrap() < 2);
        w.province().delete(&path).await.is(204);
        assert_eq!(w.member(1).get("/api/channels").await.ok::<Vec<Channel>>().len(), 4);
        w.province().post("/api/channels", &json!({ "name": "示例0台" })).await.fault("channel_name_taken", "name");
        w.superior().post("/api/channels", &json!({ "name": "示例" })).await.refused(403, "no_permission");
    }

    async fn a_time_holds_one_programme(w) {
        let one = channel(&w, "示例台").await;
        let evening = START.plus(10 * HOUR);
        let there = enter(&w, &one, "甲", evening, 60).await;
        for (from, minutes) in [(-30, 31), (0, 60), (59, 5), (-10, 120)] {
            let form = form(&one, "乙", evening.plus(from * MINUTE), minutes);
            let problem = w.province().post("/api/programmes", &form).await.refused(409, "programme_overlaps");
            assert!(problem.title.contains("甲") && problem.title.contains("19:00"), "{}", problem.title);
        }
        enter(&w, &one, "前", evening.plus(-HOUR), 60).await;
        enter(&w, &one, "后", evening.plus(HOUR), 60).await;
        w.province().post("/api/programmes", &form(&one, "", evening, 0)).await.refused(422, "several");
        // its own time is free for itself
        let path = format!("/api/programmes/{}", there.id);
        let changed: Programme = w.province().put(&path, &form(&one, "甲改", evening.plus(5 * MINUTE), 30)).await.ok();
        assert_eq!((changed.title.as_str(), changed.starts_at), ("甲改", evening.plus(5 * MINUTE)));
        w.province().delete(&path).await.is(204);
        w.province().delete(&path).await.refused(404, "not_found");
        assert_eq!(titles(&w.member(1), &format!("?channel={}", one.id)).await, [["前", "后"]]);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed LIKE 'programme_%'").await, 5);
    }

    async fn a_reminder_comes_once_before_the_start(w) {
        let one = channel(&w, "示例台").await;
        let news = enter(&w, &one, "示例新闻", START.plus(HOUR), 30).await;
        let path = format!("/api/programmes/{}/reminder", news.id);
        let reminded: Programme = w.member(2).put(&path, &json!({ "minutes": 10 })).await.ok();
        assert_eq!(reminded.remind, Some(10));
        w.member(3).put(&path, &json!({ "minutes": 30 })).await.is(200);
        w.member(3).delete(&path).await.is(200);
        w.member(4).put(&path, &json!({ "minutes": 7 })).await.fault("programme_not_a_lead", "minutes");
        let mine: Vec<Reminder> = w.member(2).get("/api/programmes/reminders").await.ok();
        assert_eq!((mine.len(), mine[0].channel_name.as_str(), mine[0].programme.remind), (1, "示例台", Some(10)));
        assert!(w.member(3).get("/api/programmes/reminders").await.ok::<Vec<Reminder>>().is_empty());
        w.at(START.plus(50 * MINUTE - 1)).await;
        run_jobs(&w).await;
        assert!(told(&w.member(2)).await.is_empty());
        w.at(START.plus(50 * MINUTE)).await;
        run_jobs(&w).await;
        run_jobs(&w).await;
        w.at(START.plus(52 * MINUTE)).await;
        run_jobs(&w).await;
        assert_eq!(told(&w.member(2)).await, ["即将播出：示例新闻"]);
        assert!(told(&w.member(3)).await.is_empty());
        let inbox: Page<InboxItem> = w.member(2).get("/api/inbox").await.ok();
        assert_eq!(inbox.items[0].link, Some(format!("/programmes?channel={}&day=2026-03-10&at={}", one.id, news.id)));
        assert_eq!(inbox.items[0].body, "示例台 · 今天 10:00");
        // moved to the evening, it is told again; once it is on, nobody can ask for it any more
        w.province().put(format!("/api/programmes/{}", news.id), &form(&one, "示例新闻", START.plus(3 * HOUR), 30)).await.is(200);
        w.at(START.plus(3 * HOUR)).await;
        run_jobs(&w).await;
        assert_eq!(told(&w.member(2)).await, ["正在播出：示例新闻", "即将播出：示例新闻"]);
        w.member(4).put(&path, &json!({ "minutes": 5 })).await.refused(409, "programme_begun");
    }

    async fn who_waits_hears_that_it_is_off(w) {
        let one = channel(&w, "示例台").await;
        let news = enter(&w, &one, "示例新闻", START.plus(HOUR), 30).await;
        let film = enter(&w, &one, "示例影片", START.plus(2 * HOUR), 90).await;
        for programme in [&news, &film] {
            w.member(2).put(format!("/api/programmes/{}/reminder", programme.id), &json!({ "minutes": 5 })).await.is(200);
        }
        w.province().delete(format!("/api/programmes/{}", news.id)).await.is(204);
        assert_eq!(told(&w.member(2)).await, ["节目已取消：示例新闻"]);
        w.province().delete(format!("/api/channels/{}", one.id)).await.is(204);
        assert_eq!(told(&w.member(2)).await, ["频道已取消：示例台", "节目已取消：示例新闻"]);
        assert_eq!(w.number("SELECT COUNT(*) FROM programme_reminder").await, 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM programme").await, 0);
    }

    async fn reminders_have_an_end(w) {
        let one = channel(&w, "示例台").await;
        for n in 0..i64::from(REMINDERS_MAX) {
            let (id, starts) = (9_000 + n, START.plus((n + 1) * HOUR));
            w.sql(format!("INSERT INTO programme (id, channel_id, title, starts_at, ends_at) VALUES ({id}, {}, '示例', {}, {})", one.id, starts.0, starts.0 + HOUR)).await;
            w.sql(format!("INSERT INTO programme_reminder (account_id, programme_id, minutes, due_at) VALUES (102, {id}, 5, {})", starts.0)).await;
        }
        let more = enter(&w, &one, "示例", START.plus(-HOUR), 30).await;
        let more = more.id;
        w.sql(format!("UPDATE programme SET starts_at = {}, ends_at = {} WHERE id = {more}", START.plus(200 * HOUR).0, START.plus(201 * HOUR).0)).await;
        let path = |id: i64| format!("/api/programmes/{id}/reminder");
        w.member(2).put(path(more.0), &json!({ "minutes": 5 })).await.refused(409, "programme_too_many_reminders");
        // one that waits already may still be changed, and once one is gone there is room
        w.member(2).put(path(9_000), &json!({ "minutes": 10 })).await.is(200);
        w.member(2).delete(path(9_000)).await.is(200);
        w.member(2).put(path(more.0), &json!({ "minutes": 5 })).await.is(200);
    }

    async fn lines_are_looked_at_before_they_are_written(w) {
        let one = channel(&w, "示例台").await;
        let path = format!("/api/channels/{}/programmes", one.id);
        let text = "日期\t开始\t结束\t节目\n2026-03-12\t19:00\t19:30\t示例新闻\n\t19:30\t\t示例讲堂\n\t20:30\t21:00\t示例影片\n\t二十点\t\t坏行";
        let looked: PasteReport = w.province().post(&path, &json!({ "text": text })).await.ok();
        let states = |r: &PasteReport| r.lines.iter().map(|l| l.state).collect::<Vec<_>>();
        assert_eq!(states(&looked), [LineState::New, LineState::New, LineState::New, LineState::Faulty]);
        assert_eq!((looked.lines[3].line, looked.applied), (5, false));
        assert_eq!(w.number("SELECT COUNT(*) FROM programme").await, 0);
        let written: PasteReport = w.province().post(&path, &json!({ "text": text, "apply": true })).await.ok();
        assert_eq!((states(&written), written.applied), (states(&looked), true));
        assert_eq!(w.number("SELECT COUNT(*) FROM programme").await, 3);
        // once more changes nothing
        let again: PasteReport = w.province().post(&path, &json!({ "text": text, "apply": true })).await.ok();
        assert_eq!((again.count(LineState::Same), w.number("SELECT COUNT(*) FROM programme").await), (3, 3));
        w.province().post(&path, &json!({ "text": " " })).await.fault("missing", "text");
        w.province().post("/api/channels/999/programmes", &json!({ "text": text })).await.refused(404, "not_found");
        w.member(2).post(&path, &json!({ "text": text })).await.refused(403, "no_permission");
    }

    async fn replacing_a_day_keeps_reminders_of_what_only_moved(w) {
        let one = channel(&w, "示例台").await;
        let (seven, eight) = (START.plus(10 * HOUR), START.plus(11 * HOUR));
        let news = enter(&w, &one, "示例新闻", seven, 60).await;
        let film = enter(&w, &one, "示例影片", eight, 60).await;
        enter(&w, &one, "次日", START.plus(DAY), 60).await;
        for (who, programme) in [(2, &news), (3, &film)] {
            w.member(who).put(format!("/api/programmes/{}/reminder", programme.id), &json!({ "minutes": 30 })).await.is(200);
        }
        let text = "2026-03-10,19:30,20:30,示例新闻\n2026-03-10,20:30,21:00,示例讲堂";
        let path = format!("/api/channels/{}/programmes", one.id);
        let report: PasteReport = w.province().post(&path, &json!({ "text": text, "replace": true, "apply": true })).await.ok();
        let removed: Vec<_> = report.removed.iter().map(|l| (l.title.as_str(), l.state)).collect();
        assert_eq!(removed, [("示例新闻", LineState::Removed), ("示例影片", LineState::Removed)]);
        assert_eq!(titles(&w.member(2), "").await, [["示例新闻", "示例讲堂"]]);
        let mine: Vec<Reminder> = w.member(2).get("/api/programmes/reminders").await.ok();
        assert_eq!((mine[0].programme.starts_at, mine[0].programme.remind), (seven.plus(30 * MINUTE), Some(30)));
        assert_eq!((told(&w.member(2)).await.len(), told(&w.member(3)).await), (0, vec!["节目已取消：示例影片".to_owned()]));
        assert_eq!(w.number("SELECT COUNT(*) FROM programme").await, 3);
    }
    async fn a_reminder_follows_its_programme_and_not_its_time(w) {
        let one = channel(&w, "示例台").await;
        let (six, seven, eight) = (START.plus(9 * HOUR), START.plus(10 * HOUR), START.plus(11 * HOUR));
        let programmes = [
            enter(&w, &one, "示例戏曲", six, 60).await,
            enter(&w, &one, "示例新闻", seven, 60).await,
            enter(&w, &one, "示例影片", eight, 60).await,
        ];
        for (who, programme) in [(1, &programmes[0]), (2, &programmes[1]), (3, &programmes[2])] {
            w.member(who).put(format!("/api/programmes/{}/reminder", programme.id), &json!({ "minutes": 30 })).await.is(200);
        }
        // the second and the third change places; the first only ends later; nothing is said of replacing
        let text = "2026-03-10,18:00,18:50,示例戏曲\n2026-03-10,19:00,20:00,示例影片\n2026-03-10,20:00,21:00,示例新闻";
        let path = format!("/api/channels/{}/programmes", one.id);
        let report: PasteReport = w.province().post(&path, &json!({ "text": text, "apply": true })).await.ok();
        assert_eq!(report.count(LineState::Changed), 3);
        let waits = async |who: i64| -> Vec<(String, Instant)> {
            let mine: Vec<Reminder> = w.member(who).get("/api/programmes/reminders").await.ok();
            mine.into_iter().map(|r| (r.programme.title, r.programme.starts_at)).collect()
        };
        assert_eq!(waits(1).await, [("示例戏曲".to_owned(), six)]);
        assert_eq!(waits(2).await, [("示例新闻".to_owned(), eight)]);
        assert_eq!(waits(3).await, [("示例影片".to_owned(), seven)]);
        // another programme at the time of one that is on no more: its member hears that it is off
        let text = "2026-03-10,20:00,21:00,示例讲堂";
        w.province().post(&path, &json!({ "text": text, "apply": true })).await.is(200);
        assert_eq!((waits(2).await.len(), told(&w.member(2)).await), (0, vec!["节目已取消：示例新闻".to_owned()]));
        assert_eq!((told(&w.member(1)).await.len(), told(&w.member(3)).await.len()), (0, 0));
        assert_eq!(w.number("SELECT COUNT(*) FROM programme").await, 3);
    }
}
