//! The first view of a guest's page: text to read and the answers for the program, and nothing that a guest may not see.

use super::content::{column, form, published, submitted};
use gsdj_tests::{World, on_both_engines};
use serde_json::Value;

/// A page as it came.
async fn page(w: &World, path: &str) -> String {
    w.anon().get(path).await.text()
}

/// The answers in it.
fn answers(html: &str) -> Value {
    let (_, rest) = html.split_once("id=\"first-answers\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

on_both_engines! {
    async fn a_guest_s_page_comes_with_its_text_and_its_answers(w) {
        w.install_pages();
        let id = published(&w, "notices", "示例：<b>苹果</b>栽培 & 培训").await;
        let html = page(&w, &format!("/articles/{id}")).await;
        assert!(html.contains("<title>示例：&lt;b&gt;苹果&lt;/b&gt;栽培 &amp; 培训 · 甘肃党建</title>"), "{html}");
        assert!(html.contains("<body class=\"first\">") && html.contains("示例正文"), "{html}");
        assert!(!html.contains("<b>苹果"), "a title is text: {html}");
        let kept = answers(&html);
        assert_eq!(kept["/api/session"]["status"], 401);
        let asked: Value = w.anon().get(format!("/api/articles/{id}")).await.ok();
        let kept: Value = serde_json::from_str(kept[format!("/api/articles/{id}")]["body"].as_str().unwrap()).unwrap();
        assert_eq!(kept, asked);
        for path in ["/", "/news", "/learning/courses"] {
            assert!(page(&w, path).await.contains("class=\"boot-first\""), "{path}");
        }
        let front = page(&w, "/news").await;
        assert!(front.contains(&format!("href=\"/articles/{id}\"")), "{front}");
        assert_eq!(front.matches("</script>").count(), 2, "no answer ends its element: {front}");
    }

    async fn whoever_is_known_and_what_is_not_public_get_the_page_as_it_is(w) {
        w.install_pages();
        let id = published(&w, "notices", "示例：通知").await;
        let path = format!("/articles/{id}");
        let plain = w.member(1).get(&path).await.text();
        assert!(plain.contains("id=\"boot\"") && !plain.contains("first-answers"), "{plain}");
        assert_eq!(page(&w, "/articles/1").await, plain);
        assert_eq!(page(&w, &format!("{path}?from=wechat")).await, plain);
        assert_eq!(page(&w, "/home").await, plain);
        let notices = column(&w, "province", "notices").await;
        let waiting = submitted(&w.editor(1), &form(notices, "示例：待审稿件")).await.row.id;
        assert_eq!(page(&w, &format!("/articles/{waiting}")).await, plain);
        assert!(!page(&w, "/news").await.contains("待审"));
    }
}
