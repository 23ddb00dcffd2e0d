//! Signing in and out.

use crate::server::{Server, TOKEN};
use crate::world::App;
use serde_json::json;

#[tokio::test]
async fn the_token_goes_into_the_keychain_and_to_nobody_else() {
    let server = Server::start();
    let app = App::fresh(&server).await;
    let answer = app.sign_in(1).await;
    assert_eq!((answer.status, &answer.body["token"]), (200, &json!("")));
    assert_eq!(answer.body["me"]["name"], "示例党员1");
    let kept = std::fs::read_to_string(app.dir.join("sign-in.json")).unwrap();
    assert!(kept.contains(TOKEN));
    for file in ["cache.db", "cache.db-wal", "outbox.db", "settings.json"] {
        let bytes = std::fs::read(app.dir.join(file)).unwrap_or_default();
        assert!(!bytes.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes()), "{file}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_the_server_s_answer() {
    let server = Server::start();
    let app = App::fresh(&server).await;
    let form = json!({ "account": "1", "password": "wrong" });
    let answer = app.ask("POST", "/api/session", Some(form), None).await;
    assert_eq!((answer.status, &answer.body["code"]), (401, &json!("wrong_credentials")));
    assert_eq!(app.get("/api/session").await.status, 401);
}

#[tokio::test]
async fn a_sign_in_lasts_across_a_killed_app() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await.killed_and_started(&server).await;
    assert_eq!(app.get("/api/session").await.body["name"], "示例党员1");
}

#[tokio::test]
async fn signing_out_leaves_neither_token_nor_copies() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    app.get("/api/home").await;
    assert_eq!(app.ask("DELETE", "/api/session", None, None).await.status, 204);
    assert!(!std::fs::read_to_string(app.dir.join("sign-in.json")).unwrap().contains(TOKEN));
    assert_eq!(app.get("/api/session").await.status, 401);
    server.stop();
    assert_eq!(app.get("/api/home").await.status, 0);
}

#[tokio::test]
async fn signing_out_asks_what_is_to_become_of_unsent_work() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    app.answer(7, "attend", "k1").await;
    let answer = app.ask("DELETE", "/api/session", None, None).await;
    assert_eq!((answer.status, &answer.body["code"]), (409, &json!("outbox_not_empty")));
    assert_eq!(app.get("/api/session").await.body["name"], "示例党员1", "still signed in");

    assert_eq!(app.ask("DELETE", "/api/session", Some(json!({ "outbox": "keep" })), None).await.status, 204);
    server.resume();
    app.sign_in(1).await;
    app.core.drain().await.unwrap();
    assert_eq!(server.with(|facts| facts.answers.len()), 1);
}

#[tokio::test]
async fn unsent_work_can_be_thrown_away_when_signing_out() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    app.answer(7, "attend", "k1").await;
    app.ask("DELETE", "/api/session", Some(json!({ "outbox": "discard" })), None).await;
    server.resume();
    app.sign_in(1).await;
    app.core.drain().await.unwrap();
    assert!(server.with(|facts| facts.answers.is_empty()));
}

#[tokio::test]
async fn signing_in_without_a_network_says_so() {
    let mut server = Server::start();
    let app = App::fresh(&server).await;
    server.stop();
    let answer = app.sign_in(1).await;
    assert_eq!((answer.status, &answer.body["code"]), (0, &json!("offline")));
}
