//! 栏目编辑: appointed by the province, signs in like everybody, sees the desk of one site and nothing of organisations.

use gsdj_domain::Page;
use gsdj_domain::account::{FirstPassword, Me, Role, SignedIn};
use gsdj_domain::content::{EditorAppointed, EditorRow, Site};
use gsdj_domain::home::Home;
use gsdj_tests::{World, on_both_engines, operations};
use serde_json::json;

async fn enters(w: &World, account: &str, password: &str) -> gsdj_tests::Reply {
    w.anon().post("/api/session", &json!({ "account": account, "password": password })).await
}

on_both_engines! {
    async fn an_editor_is_appointed_signs_in_and_is_taken_back(w) {
        for who in [w.committee(), w.branch_admin(), w.editor(1)] {
            who.post("/api/editors", &json!({ "name": "示例", "site": "lanzhou" })).await.refused(403, "no_permission");
        }
        w.province().post("/api/editors", &json!({ "name": " ", "site": "lanzhou" })).await.fault("missing", "name");
        let new: EditorAppointed = w.province().key("appoint").post("/api/editors", &json!({ "name": "示例新编辑", "site": "lanzhou" })).await.created();
        assert_eq!((new.editor.login.as_str(), new.editor.site), ("LANZHOU03", Site::Lanzhou));
        let again: EditorAppointed = w.province().key("appoint").post("/api/editors", &json!({ "name": "示例新编辑", "site": "lanzhou" })).await.created();
        assert_eq!(again, new, "the same attempt, the same editor");
        let signed: SignedIn = enters(&w, "lanzhou03", &new.password).await.ok();
        assert!(signed.me.must_change_password && signed.me.role == Role::Editor);
        assert_eq!((signed.me.site, signed.me.org_name.as_str(), signed.me.name.as_str()), (Some(Site::Lanzhou), "兰州党建", "示例新编辑"));
        let who = w.anon().bearer(&signed.token);
        who.get("/api/desk/articles").await.refused(403, "password_must_change");
        who.post("/api/password", &json!({ "current": new.password, "new": "bianji-2026-lanzhou" })).await.is(204);
        who.get("/api/desk/articles").await.is(200);
        // who appointed gives a new first password
        let fresh: FirstPassword = w.province().post_empty(format!("/api/editors/{}/password-reset", new.editor.id)).await.ok();
        who.get("/api/session").await.is(401);
        let signed: SignedIn = enters(&w, "LANZHOU03", &fresh.password).await.ok();
        let who = w.anon().bearer(&signed.token);
        let gone: EditorRow = w.province().post_empty(format!("/api/editors/{}/removal", new.editor.id)).await.ok();
        assert!(!gone.active);
        who.get("/api/session").await.is(401);
        enters(&w, "LANZHOU03", &fresh.password).await.refused(401, "wrong_credentials");
        w.province().post_empty(format!("/api/editors/{}/removal", new.editor.id)).await.refused(409, "content_editor_removed");
        w.province().post_empty(format!("/api/editors/{}/password-reset", new.editor.id)).await.refused(409, "content_editor_removed");
        let all: Page<EditorRow> = w.province().get("/api/editors").await.ok();
        assert_eq!(all.items.iter().map(|e| (e.login.as_str(), e.active)).collect::<Vec<_>>(), [
            ("PROVINCE01", true), ("PROVINCE02", true), ("LANZHOU01", true), ("LANZHOU02", true), ("LANZHOU03", false),
        ]);
        // a name is never given twice
        let next: EditorAppointed = w.province().post("/api/editors", &json!({ "name": "示例", "site": "lanzhou" })).await.created();
        assert_eq!(next.editor.login, "LANZHOU04");
    }

    async fn an_editor_finds_every_other_door_shut(w) {
        let editor = w.lanzhou(1);
        let me: Me = editor.get("/api/session").await.ok();
        assert!(me.member.is_none());
        let home: Home = editor.get("/api/home").await.ok();
        assert!(home.waiting.is_empty());
        // what an editor may read, beside what everybody may
        let open = [
            "/api/session", "/api/sessions", "/api/home", "/api/inbox", "/api/inbox/unread", "/api/desk/articles",
            "/api/desk/articles/counts", "/api/desk/columns", "/healthz", "/metrics", "/api/platform", "/api/front", "/api/columns",
            "/api/links", "/api/inbox/stream", "/api/learning", "/api/courses",
        ];
        for path in operations().iter().filter_map(|o| o.strip_prefix("GET ")).filter(|p| !p.contains('{') && !open.contains(p)) {
            let status = editor.get(path).await.status.as_u16();
            // what is no question of roles is asked before the role is
            assert!(matches!(status, 400 | 403) || path == "/api/archive/keys", "{path}: {status}");
        }
        for path in ["/api/orgs/12", "/api/orgs/12/members", "/api/meetings/7", "/api/experiences/7", "/api/members/105/card"] {
            editor.get(path).await.refused(403, "no_permission");
        }
    }
}
