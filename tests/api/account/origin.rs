//! Cookies and bearers: a browser's writes come from our own pages or not at all; tokens that are none open nothing.

use gsdj_domain::account::{SignIn, SignedIn};
use gsdj_tests::{Actor, PASSWORD, World, on_both_engines, phone};

async fn token(w: &World) -> String {
    let form = SignIn { account: phone(101), password: PASSWORD.into(), device: Some("示例手机".into()) };
    w.anon().post("/api/session", &form).await.ok::<SignedIn>().token
}

async fn writes(who: &Actor) -> u16 {
    who.post_empty("/api/inbox/read").await.status.as_u16()
}

on_both_engines! {
    async fn the_cookie_is_kept_from_scripts_and_from_other_sites(w) {
        let form = SignIn { account: phone(101), password: PASSWORD.into(), device: None };
        let reply = w.anon().post("/api/session", &form).await;
        let token = reply.json::<SignedIn>().token;
        let cookie = reply.header("set-cookie").to_owned();
        assert!(cookie.starts_with(&format!("gsdj_session={token};")), "{cookie}");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(w.number("SELECT COUNT(*) FROM session WHERE device = '其他设备'").await, 1);
        let kept = w.texts("SELECT device || address FROM session").await.join(" ");
        assert!(!kept.contains(&token));
        w.anon().cookie(&token).get("/api/home").await.is(200);
    }

    async fn a_browser_s_write_must_come_from_our_own_pages(w) {
        let browser = w.anon().cookie(&token(&w).await);
        assert_eq!(writes(&browser.with("sec-fetch-site", "same-origin")).await, 200);
        assert_eq!(writes(&browser.with("origin", "https://platform.example")).await, 200);
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "https://platform.example.evil.example"),
            ("origin", "null"),
            ("referer", "https://platform.example/"),
        ] {
            browser.with(name, value).post_empty("/api/inbox/read").await.refused(403, "foreign_origin");
        }
        let liar = browser.with("sec-fetch-site", "cross-site").with("origin", "https://platform.example");
        liar.post_empty("/api/inbox/read").await.refused(403, "foreign_origin");
        browser.delete("/api/session").await.refused(403, "foreign_origin");
        browser.with("sec-fetch-site", "cross-site").get("/api/home").await.is(200);
    }

    async fn a_bearer_writes_from_anywhere(w) {
        let app = w.anon().bearer(&token(&w).await);
        assert_eq!(writes(&app).await, 200);
        assert_eq!(writes(&app.with("sec-fetch-site", "cross-site").with("origin", "https://evil.example")).await, 200);
    }

    async fn wrong_tokens_open_nothing(w) {
        let token = token(&w).await;
        for value in ["Bearer", "Bearer ", "Bearer x", "Basic dXNlcjpwYXNz", &token, &format!("Bearer {token}x"), "Bearer ' OR 1=1"] {
            w.anon().with("authorization", value).get("/api/home").await.refused(401, "not_signed_in");
        }
        for value in ["gsdj_session=", "gsdj_session=x", "gsdj_sessionx=1", ";;=;", &format!("xgsdj_session={token}")] {
            w.anon().with("cookie", value).get("/api/home").await.refused(401, "not_signed_in");
        }
        w.anon().with("authorization", &format!("bearer {token}")).get("/api/home").await.is(200);
    }
}
