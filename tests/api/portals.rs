//! 学习平台 (FEATURES 5.1, 6.1): going out earns once a platform a day within the day's cap, whatever is pressed again; the
//! province sets addresses.

use gsdj_domain::Instant;
use gsdj_domain::points::{MyPoints, Rule};
use gsdj_domain::portals::{Portal, PortalView, Portals, Visit};
use gsdj_domain::time::DAY;
use gsdj_tests::{Actor, World, on_both_engines};
use serde_json::json;

async fn shown(who: &Actor, portal: Portal) -> PortalView {
    let all: Portals = who.get("/api/portals").await.ok();
    all.portals.into_iter().find(|p| p.portal == portal).unwrap()
}

async fn go(who: &Actor, portal: Portal) -> Visit {
    who.post("/api/portals/visits", &json!({ "portal": portal })).await.ok()
}

/// Every platform that earns has an address.
async fn open_all(w: &World) {
    for portal in Portal::ALL.iter().filter(|p| p.row().earns) {
        let form = json!({ "portal": portal, "address": "https://example.cn/" });
        w.province().put("/api/portals", &form).await.is(200);
    }
}

on_both_engines! {
    async fn going_out_earns_once_a_platform_a_day(w) {
        let member = w.member(2);
        let all: Portals = member.get("/api/portals").await.ok();
        assert_eq!((all.portals.len(), all.points_today, all.points_most), (Portal::ALL.len(), 0, 5));
        let xuexi = shown(&member, Portal::Xuexi).await;
        assert_eq!((xuexi.address.as_deref(), xuexi.is_set, xuexi.earns, xuexi.been_today), (Some("https://www.xuexi.cn/"), false, true, false));
        assert_eq!(go(&member, Portal::Xuexi).await, Visit { address: "https://www.xuexi.cn/".into(), points: 1 });
        assert_eq!(go(&member, Portal::Xuexi).await.points, 0);
        // a platform that is not among those of 6.1 earns nothing
        assert_eq!(go(&member, Portal::PartyMembers).await.points, 0);
        let again: Portals = member.get("/api/portals").await.ok();
        assert_eq!(again.points_today, 1);
        assert!(shown(&member, Portal::Xuexi).await.been_today && !shown(&member, Portal::PartyMembers).await.been_today);
        let mine: MyPoints = member.get("/api/points/mine").await.ok();
        assert_eq!((mine.entries[0].rule, mine.entries[0].note.as_str()), (Rule::GoOut, "访问“学习强国”"));
        // the day ends at midnight in Asia/Shanghai
        let midnight = Instant::midnight(w.now().day()).plus(DAY);
        w.at(midnight.plus(-1)).await;
        assert_eq!(go(&member, Portal::Xuexi).await.points, 0);
        w.at(midnight).await;
        assert_eq!(go(&member, Portal::Xuexi).await.points, 1);
    }

    async fn the_sixth_platform_of_a_day_earns_nothing(w) {
        open_all(&w).await;
        let mut points = Vec::new();
        for portal in Portal::ALL.iter().filter(|p| p.row().earns) {
            points.push(go(&w.member(3), *portal).await.points);
        }
        assert_eq!(points, [1, 1, 1, 1, 1, 0]);
        let all: Portals = w.member(3).get("/api/portals").await.ok();
        assert_eq!((all.points_today, all.portals.iter().filter(|p| p.been_today).count()), (5, 6));
    }

    async fn watching_a_channel_is_going_to_a_live_channel(w) {
        let channel = |name: &str, live: &str| json!({ "name": name, "live": live });
        let made = w.province().post("/api/channels", &channel("示例一台", "https://example.cn/live")).await;
        let one = made.created::<gsdj_domain::programme_guide::Channel>().id;
        let silent = w.province().post("/api/channels", &channel("示例二台", "")).await;
        let silent = silent.created::<gsdj_domain::programme_guide::Channel>().id;
        let form = |channel| json!({ "portal": "live", "channel": channel });
        let visit: Visit = w.member(2).post("/api/portals/visits", &form(one)).await.ok();
        assert_eq!(visit, Visit { address: "https://example.cn/live".into(), points: 1 });
        assert_eq!(w.member(2).post("/api/portals/visits", &form(one)).await.ok::<Visit>().points, 0);
        w.member(2).post("/api/portals/visits", &form(silent)).await.refused(409, "portal_not_open");
        w.member(2).post("/api/portals/visits", &json!({ "portal": "live", "channel": 999 })).await.refused(404, "not_found");
    }

    async fn two_devices_at_once_earn_once(w) {
        let press = |_| {
            let who = w.member(4);
            tokio::spawn(async move { go(&who, Portal::Xuexi).await.points })
        };
        let tasks: Vec<_> = (0..8).map(press).collect();
        let mut sum = 0;
        for task in tasks {
            sum += task.await.unwrap();
        }
        assert_eq!((sum, w.number("SELECT COUNT(*) FROM ledger WHERE rule = 'go_out'").await), (1, 1));
        // the same attempt sent again is answered as before
        let who = w.member(5).key("once");
        assert_eq!([go(&who, Portal::Xuexi).await.points, go(&who, Portal::Xuexi).await.points], [1, 1]);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE member_id = 105").await, 1);
        // an organisation goes out too, and earns nothing
        assert_eq!(go(&w.branch_admin(), Portal::Xuexi).await.points, 0);
        assert_eq!(w.number("SELECT COUNT(*) FROM ledger WHERE rule = 'go_out'").await, 2);
    }

    async fn the_province_sets_addresses_and_nobody_else(w) {
        w.member(2).post("/api/portals/visits", &json!({ "portal": "satellite" })).await.refused(409, "portal_not_open");
        let set = |address: serde_json::Value| json!({ "portal": "satellite", "address": address });
        w.branch_admin().put("/api/portals", &set(json!("https://example.cn"))).await.refused(403, "no_permission");
        w.province().put("/api/portals", &set(json!("javascript:alert(1)"))).await.fault("portal_not_an_address", "address");
        w.province().put("/api/portals", &set(json!(" https://example.cn/live "))).await.is(200);
        assert_eq!(go(&w.member(2), Portal::Satellite).await.address, "https://example.cn/live");
        assert!(shown(&w.province(), Portal::Satellite).await.is_set);
        // closing one that is documented, and going back to what is documented
        let form = |address: Option<&str>| json!({ "portal": "xuexi", "address": address });
        w.province().put("/api/portals", &form(Some(""))).await.is(200);
        assert_eq!(shown(&w.member(2), Portal::Xuexi).await.address, None);
        w.member(2).post("/api/portals/visits", &json!({ "portal": "xuexi" })).await.refused(409, "portal_not_open");
        w.province().put("/api/portals", &form(None)).await.is(200);
        assert_eq!(shown(&w.member(2), Portal::Xuexi).await.address.as_deref(), Some("https://www.xuexi.cn/"));
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'portal_set'").await, 3);
    }
}
