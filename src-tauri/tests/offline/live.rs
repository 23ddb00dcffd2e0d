//! The live line: what comes back by itself when the network does, and what the user is told.

use crate::server::Server;
use crate::world::App;
use gsdj_app_lib::live;
use gsdj_app_lib::outside::Event;
use std::time::{Duration, Instant};

/// Waits for a state; half a minute is more than a loaded machine needs.
async fn until(what: &str, mut is: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < Duration::from_secs(30), "never: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn what_waits_is_sent_by_itself_when_the_network_is_back() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    let line = tokio::spawn(live::run(app.core.clone()));
    until("the line is up", || server.with(|facts| facts.listening.is_some())).await;
    server.stop();
    until("the app knows", || app.told.heard(Event::Offline)).await;
    assert!(app.answer(7, "attend", "k1").await.queued);
    server.resume();
    until("sent", || server.with(|facts| facts.answers.len() == 1)).await;
    until("told", || app.told.heard(Event::Online)).await;
    line.abort();
}

#[tokio::test]
async fn a_new_message_is_told_by_the_system_when_nobody_looks() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    let line = tokio::spawn(live::run(app.core.clone()));
    until("the first count", || app.told.heard(Event::Inbox)).await;
    assert!(app.told.notes.lock().unwrap().is_empty(), "what was there before is no news");
    server.with(|facts| facts.listening.clone()).unwrap().send(3).unwrap();
    until("told", || !app.told.notes.lock().unwrap().is_empty()).await;
    assert_eq!(app.told.notes.lock().unwrap()[0], "会议通知：示例党员大会");
    line.abort();
}
