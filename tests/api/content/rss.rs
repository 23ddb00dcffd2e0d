//! RSS of a column (FEATURES 9.5).

use super::{column, published};
use gsdj_tests::on_both_engines;

on_both_engines! {
    async fn a_feed_holds_the_latest_with_absolute_addresses(w) {
        let id = published(&w, "central", "示例 <一> & 二").await;
        let hot = column(&w, "province", "hot").await;
        let reply = w.anon().get(format!("/api/columns/{hot}/rss")).await.is(200);
        assert_eq!(reply.header("content-type"), "application/rss+xml; charset=utf-8");
        let xml = reply.text();
        assert!(xml.contains(&format!("<link>http://platform.example/articles/{id}</link>")), "{xml}");
        assert!(xml.contains("<title>示例 &lt;一&gt; &amp; 二</title>") && xml.contains("<title>甘肃党建 · 热点资讯</title>"), "{xml}");
        let etag = reply.header("etag").to_owned();
        assert_eq!(w.anon().with("if-none-match", &etag).get(format!("/api/columns/{hot}/rss")).await.status, 304);
        let other = column(&w, "province", "local").await;
        assert!(!w.anon().get(format!("/api/columns/{other}/rss")).await.is(200).text().contains("<item>"));
        w.anon().get("/api/columns/7/rss").await.refused(404, "not_found");
    }
    async fn a_feed_can_be_read_whatever_is_stored(w) {
        let id = published(&w, "central", "示例\u{fffe}一\u{ffff}").await;
        let old = published(&w, "central", "示例二").await;
        for (id, day) in [(id, "+202600-01-01"), (old, "-0044-03-15")] {
            w.sql(format!("UPDATE article_version SET dated = '{day}' WHERE article_id = {id}")).await;
        }
        let central = column(&w, "province", "central").await;
        let xml = w.anon().get(format!("/api/columns/{central}/rss")).await.is(200).text();
        assert!(xml.contains("<title>示例一</title>") && xml.contains("<title>示例二</title>"), "{xml}");
        assert!(xml.contains("2026 09:00:00 +0800</pubDate>"), "a day that no document has is none: {xml}");
        w.anon().get(format!("/api/articles/{id}")).await.is(200);
    }
}
