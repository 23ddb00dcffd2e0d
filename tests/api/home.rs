//! The shortcuts of the home page (FEATURES 1.8): one's own, in one's own order, on every device.

use gsdj_domain::home::{Home, SHORTCUTS_MAX};
use gsdj_tests::{Actor, on_both_engines};
use serde_json::json;

async fn chosen(who: &Actor) -> Option<Vec<String>> {
    who.get("/api/home").await.ok::<Home>().shortcuts
}

on_both_engines! {
    async fn each_account_keeps_its_own_choice(w) {
        assert_eq!(chosen(&w.member(2)).await, None);
        let mut line = w.member(2).listen().await;
        line.next().await;
        let ways = ["/me/points", "/meetings", "/inbox"];
        w.member(2).put("/api/home/shortcuts", &json!({ "ways": ways })).await.is(200);
        // the account's other devices look again
        line.until("inbox").await;
        assert_eq!(chosen(&w.member(2)).await, Some(ways.map(String::from).to_vec()));
        assert_eq!((chosen(&w.member(3)).await, chosen(&w.branch_admin()).await), (None, None));
        // the last choice holds, also an empty one; and one may begin anew
        w.member(2).put("/api/home/shortcuts", &json!({ "ways": ["/inbox", "/meetings"] })).await.is(200);
        assert_eq!(chosen(&w.member(2)).await.unwrap(), ["/inbox", "/meetings"]);
        w.member(2).put("/api/home/shortcuts", &json!({ "ways": [] })).await.is(200);
        assert_eq!(chosen(&w.member(2)).await, Some(vec![]));
        w.member(2).put("/api/home/shortcuts", &json!({})).await.is(200);
        assert_eq!(chosen(&w.member(2)).await, None);
    }

    async fn the_same_attempt_is_kept_once_and_bad_ones_not_at_all(w) {
        let who = w.province().key("choice");
        let form = json!({ "ways": ["/audit"] });
        let first = who.put("/api/home/shortcuts", &form).await.is(200).text();
        w.province().put("/api/home/shortcuts", &json!({ "ways": ["/inbox"] })).await.is(200);
        // what was sent late a second time does not undo what came after it
        assert_eq!(who.put("/api/home/shortcuts", &form).await.is(200).text(), first);
        assert_eq!(chosen(&w.province()).await.unwrap(), ["/inbox"]);
        for (ways, code) in [
            (json!(["/a", "/a"]), "double_shortcut"),
            (json!(["https://example.cn"]), "not_a_shortcut"),
            (json!((0..=SHORTCUTS_MAX).map(|n| format!("/{n}")).collect::<Vec<_>>()), "too_many_shortcuts"),
        ] {
            w.province().put("/api/home/shortcuts", &json!({ "ways": ways })).await.fault(code, "ways");
        }
        assert_eq!(chosen(&w.province()).await.unwrap(), ["/inbox"]);
    }
}
