//! Reading without a network.

use crate::server::Server;
use crate::world::App;
use gsdj_app_lib::clock;
use gsdj_app_lib::outside::Event;

#[tokio::test]
async fn what_was_read_can_be_read_without_a_network_and_says_how_old_it_is() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    let before = clock::now();
    let fresh = app.get("/api/home").await;
    assert_eq!((fresh.status, fresh.age_ms), (200, None));

    server.stop();
    let kept = app.get("/api/home").await;
    assert_eq!((kept.status, &kept.body), (200, &fresh.body));
    let age = kept.age_ms.unwrap();
    assert!(age >= before && age <= clock::now(), "{age:?}");
    assert!(app.told.heard(Event::Offline));

    server.resume();
    let fresh = app.get("/api/home").await;
    assert_eq!((fresh.status, fresh.age_ms), (200, None));
    assert!(app.told.heard(Event::Online));
}

#[tokio::test]
async fn an_app_started_without_a_network_shows_who_is_signed_in_and_what_was_read() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    app.get("/api/home").await;
    server.stop();
    let app = app.killed_and_started(&server).await;
    assert_eq!(app.get("/api/session").await.body["name"], "示例党员1");
    assert_eq!(app.get("/api/home").await.body["of"], 1);
}

#[tokio::test]
async fn what_was_never_read_is_said_to_be_missing() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    let answer = app.get("/api/points/mine").await;
    assert_eq!((answer.status, answer.age_ms), (0, None));
    assert_eq!(answer.body["code"], "offline");
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    let first = app.get("/api/home").await;
    let second = app.get("/api/home").await;
    assert_eq!(first.body, second.body);
    assert_eq!((second.status, second.age_ms), (200, None));
    assert_eq!(server.with(|facts| facts.sent_whole), 1);
    server.with(|facts| facts.home = "第二版，较长".into());
    assert_eq!(app.get("/api/home").await.body["text"], "第二版，较长");
}

#[tokio::test]
async fn the_page_of_a_hotel_s_network_is_no_answer() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    let fresh = app.get("/api/home").await;
    server.with(|facts| facts.captive = true);
    let kept = app.get("/api/home").await;
    assert_eq!(kept.body, fresh.body);
    assert!(kept.age_ms.is_some());
}

#[tokio::test]
async fn nobody_sees_what_another_account_has_read() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    app.get("/api/home").await;
    assert_eq!(app.sign_in(2).await.status, 200);
    server.stop();
    assert_eq!(app.get("/api/home").await.status, 0, "nothing of account 1");
    assert_eq!(app.get("/api/session").await.body["name"], "示例党员2");
}

#[tokio::test]
async fn requests_that_are_none_of_the_platform_s_are_refused() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    for path in ["/healthz", "http://example.org/api/", "/api/../healthz", "//example.org/api/"] {
        assert_eq!(app.get(path).await.body["code"], "malformed", "{path}");
    }
    assert_eq!(app.ask("PATCH", "/api/home", None, None).await.body["code"], "malformed");
}
