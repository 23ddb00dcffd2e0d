//! Links out (FEATURES 5.1, 6.1).

use gsdj_domain::content::{Link, LinkVisited, Links};
use gsdj_domain::time::DAY;
use gsdj_tests::on_both_engines;
use serde_json::json;

on_both_engines! {
    async fn going_out_earns_once_a_day_and_platform(w) {
        let visit = async |who: gsdj_tests::Actor, code: &str| who.post("/api/links/visit", &json!({ "code": code })).await;
        assert_eq!(visit(w.member(1), "xuexi").await.ok::<LinkVisited>(), LinkVisited { address: "https://www.xuexi.cn/".into(), points: 1 });
        assert_eq!(visit(w.member(1), "xuexi").await.ok::<LinkVisited>().points, 0);
        assert_eq!(visit(w.member(1), "live").await.ok::<LinkVisited>().points, 1);
        assert_eq!(visit(w.member(1), "12371").await.ok::<LinkVisited>().points, 0, "a portal that earns nothing");
        assert_eq!(visit(w.branch_admin(), "xuexi").await.ok::<LinkVisited>().points, 0);
        visit(w.member(1), "party-voice").await.refused(404, "not_found");
        w.at(w.now().plus(DAY)).await;
        assert_eq!(visit(w.member(1), "xuexi").await.ok::<LinkVisited>().points, 1);
    }

    async fn the_province_keeps_the_catalogue(w) {
        let shown: Links = w.anon().get("/api/links").await.ok();
        assert!(shown.links.iter().all(|l| !l.address.is_empty()));
        let mut all: Links = w.province().get("/api/links").await.ok();
        assert_eq!(all.links.len(), 11);
        let voice = all.links.iter_mut().find(|l| l.code == "party-voice").unwrap();
        voice.address = "https://voice.example.cn/".into();
        w.committee().put("/api/links", &all).await.refused(403, "no_permission");
        w.province().put("/api/links", &all).await.is(200);
        assert!(w.anon().get("/api/links").await.ok::<Links>().links.iter().any(|l| l.code == "party-voice"));
        all.links.push(Link { address: "javascript:alert(1)".into(), code: "bad".into(), ..all.links[0].clone() });
        w.province().put("/api/links", &all).await.fault("content_bad_link", "address");
        let back: Links = w.province().put("/api/links", &json!({ "links": [] })).await.ok();
        assert_eq!(back.links.len(), 11);
    }
}
