//! Writing without a network: in order, exactly once, and told when refused.

use crate::server::Server;
use crate::world::App;
use gsdj_app_lib::outside::Event;
use gsdj_domain::shell::RowState;
use serde_json::json;

fn kinds(app: &App) -> Vec<(RowState, String)> {
    app.core.outbox_list().unwrap().into_iter().map(|row| (row.state, row.what)).collect()
}

#[tokio::test]
async fn with_a_network_an_answer_is_sent_at_once_and_leaves_nothing_behind() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    let answer = app.answer(7, "attend", "k1").await;
    assert_eq!((answer.status, answer.queued), (200, false));
    assert_eq!(answer.body["answer"], "attend");
    assert!(kinds(&app).is_empty());
    assert_eq!(server.with(|facts| facts.answers.clone()), [(1, 7, "attend".into())]);
}

#[tokio::test]
async fn an_answer_without_a_network_waits_and_is_sent_when_it_is_back() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    app.get("/api/meetings/7").await;
    server.stop();
    let answer = app.answer(7, "leave", "k1").await;
    assert_eq!((answer.status, answer.queued), (202, true));
    assert_eq!(kinds(&app), [(RowState::Waiting, "反馈会议「示例党员大会」：请假（出差）".into())]);
    assert!(app.told.heard(Event::Outbox));
    let shown = app.get("/api/meetings/7").await;
    assert_eq!(
        (&shown.body["my_answer"], shown.age_ms.is_some()),
        (&json!("leave"), true),
        "what waits is shown as done"
    );

    server.resume();
    app.core.drain().await.unwrap();
    assert_eq!(server.with(|facts| facts.answers.clone()), [(1, 7, "leave".into())]);
    assert_eq!(kinds(&app)[0].0, RowState::Sent);
    app.core.drain().await.unwrap();
    assert_eq!(server.with(|facts| facts.arrived.len()), 1);
}

#[tokio::test]
async fn an_answer_that_the_server_took_before_the_line_broke_counts_once() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.die_after_taking = true);
    assert!(app.answer(7, "attend", "k1").await.queued);
    assert_eq!(server.with(|facts| facts.answers.len()), 1, "the server has it, the app can't know");

    let app = app.killed_and_started(&server).await;
    assert_eq!(kinds(&app)[0].0, RowState::Waiting);
    server.with(|facts| facts.die_after_taking = false);
    app.core.drain().await.unwrap();
    assert_eq!(kinds(&app)[0].0, RowState::Sent);
    assert_eq!(server.with(|facts| facts.answers.clone()), [(1, 7, "attend".into())]);
    let keys = server.with(|facts| facts.arrived.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>());
    assert!(keys.len() > 1 && keys.iter().all(|key| key == "k1"), "{keys:?}");
}

#[tokio::test]
async fn a_changed_mind_goes_after_what_the_server_may_have_already() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.die_after_taking = true);
    assert!(app.answer(7, "attend", "k1").await.queued);
    server.with(|facts| facts.die_after_taking = false);
    let answer = app.answer(7, "leave", "k2").await;
    assert_eq!((answer.status, answer.queued), (200, false));
    let answers = server.with(|facts| facts.answers.clone());
    assert_eq!(answers, [(1, 7, "attend".into()), (1, 7, "leave".into())]);
}

#[tokio::test]
async fn of_several_answers_to_one_meeting_the_last_is_sent() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    // an open connection that broke might have carried the first one: let the app find out before
    app.get("/api/home").await;
    for (what, key) in [("attend", "k1"), ("leave", "k2"), ("attend", "k3")] {
        assert!(app.answer(7, what, key).await.queued);
    }
    server.resume();
    app.core.drain().await.unwrap();
    let arrived = server.with(|facts| facts.arrived.clone());
    assert_eq!(arrived, [("/api/meetings/7/answer".into(), "k3".into())]);
}

#[tokio::test]
async fn the_order_is_kept_across_a_killed_app() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    app.answer(3, "attend", "a").await;
    app.ask("POST", "/api/inbox/read", Some(json!({})), Some("b")).await;
    app.answer(1, "attend", "c").await;
    let app = app.killed_and_started(&server).await;
    server.resume();
    app.core.drain().await.unwrap();
    let keys = server.with(|facts| facts.arrived.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>());
    assert_eq!(keys, ["a", "b", "c"]);
}

#[tokio::test]
async fn an_answer_that_came_too_late_is_told_until_dismissed() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    app.answer(7, "attend", "k1").await;
    app.answer(8, "attend", "k2").await;
    server.with(|facts| facts.closed.push(7));
    server.resume();
    app.core.drain().await.unwrap();

    assert_eq!(server.with(|facts| facts.answers.clone()), [(1, 8, "attend".into())], "the next one is not held up");
    let row = app.core.outbox_list().unwrap().remove(0);
    assert_eq!(row.state, RowState::Refused);
    let sentence = row.sentence.unwrap();
    assert!(sentence.contains("反馈会议") && sentence.contains("已超出反馈截止时间"), "{sentence}");
    assert_eq!(app.told.notes.lock().unwrap().len(), 1, "told by the system, since nobody was looking");

    let app = app.killed_and_started(&server).await;
    assert_eq!(app.core.outbox_list().unwrap()[0].state, RowState::Refused);
    app.core.outbox_dismiss(row.id).unwrap();
    assert!(app.core.outbox_list().unwrap().iter().all(|row| row.state == RowState::Sent));
}

#[tokio::test]
async fn a_refused_answer_can_be_tried_again() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    app.answer(7, "attend", "k1").await;
    server.with(|facts| facts.closed.push(7));
    server.resume();
    app.core.drain().await.unwrap();
    server.with(|facts| facts.closed.clear());
    let id = app.core.outbox_list().unwrap()[0].id;
    app.core.outbox_retry(id).await.unwrap();
    assert_eq!(app.core.outbox_list().unwrap()[0].state, RowState::Sent);
    assert_eq!(server.with(|facts| facts.answers.len()), 1);
}

#[tokio::test]
async fn whoever_is_refused_at_once_is_told_at_once_and_not_again() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.closed.push(7));
    let answer = app.answer(7, "attend", "k1").await;
    assert_eq!((answer.status, answer.queued), (409, false));
    assert_eq!(answer.body["code"], "answer_too_late");
    assert!(kinds(&app).is_empty());
}

#[tokio::test]
async fn a_server_that_fails_over_one_row_for_ever_lets_the_next_pass_at_last() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.broken = Some(500));
    assert!(app.answer(7, "attend", "k1").await.queued);
    for _ in 0..9 {
        app.core.drain().await.unwrap();
    }
    assert_eq!(kinds(&app)[0].0, RowState::Refused);
    server.with(|facts| facts.broken = Some(503));
    assert!(app.answer(8, "attend", "k2").await.queued);
    for _ in 0..20 {
        app.core.drain().await.unwrap();
    }
    assert_eq!(kinds(&app)[1].0, RowState::Waiting, "a server that is busy is waited for");
    server.with(|facts| facts.broken = None);
    app.core.drain().await.unwrap();
    assert_eq!(kinds(&app)[1].0, RowState::Sent);
}

#[tokio::test]
async fn a_session_that_ended_keeps_what_waits_for_the_next_sign_in() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.stop();
    app.answer(7, "attend", "k1").await;
    server.with(|facts| facts.ended.push(format!("{}1", crate::server::TOKEN)));
    server.resume();
    app.core.drain().await.unwrap();
    assert_eq!(app.get("/api/session").await.body["code"], "not_signed_in");
    assert!(server.with(|facts| facts.answers.is_empty()));

    app.sign_in(2).await;
    app.core.drain().await.unwrap();
    assert!(server.with(|facts| facts.answers.is_empty()), "nobody else sends it");

    server.with(|facts| facts.ended.clear());
    app.sign_in(1).await;
    app.core.drain().await.unwrap();
    assert_eq!(server.with(|facts| facts.answers.clone()), [(1, 7, "attend".into())]);
}

#[tokio::test]
async fn what_was_written_outdates_what_was_read() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    app.get("/api/home").await;
    app.answer(7, "attend", "k1").await;
    // an outdated copy is asked for again, however slow the network
    assert_eq!(app.get("/api/home").await.age_ms, None);
}
