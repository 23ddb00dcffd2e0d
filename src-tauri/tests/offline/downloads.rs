//! Lessons downloaded for when there is no network: whole or not at all, after cuts and kills, and nobody else's.

use crate::server::{FILM, Server};
use crate::world::App;
use gsdj_app_lib::core::{Kept, Medium};
use gsdj_app_lib::outside::Event;
use gsdj_domain::LessonId;
use gsdj_domain::shell::{Download, DownloadState};

const LESSON: LessonId = LessonId(7);

fn one(app: &App) -> Download {
    app.core.downloads().unwrap().into_iter().next().expect("a download")
}

async fn ends(app: &App) -> Download {
    app.core.download_soon().await.unwrap();
    one(app)
}

fn film(app: &App) -> Vec<u8> {
    match app.core.kept(Medium::Lesson(LESSON)) {
        Some(Kept::File(kind, file)) => {
            assert_eq!(kind, "video/mp4");
            std::fs::read(file).unwrap()
        }
        other => panic!("not kept: {other:?}"),
    }
}

#[tokio::test]
async fn a_lesson_is_played_and_its_pages_are_shown_without_a_network() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 1).await;
    app.core.download(LESSON).await.unwrap();
    let whole = ends(&app).await;
    assert_eq!((whole.state, whole.have, whole.size), (DownloadState::Whole, 300_000, 300_000));
    assert!(app.told.heard(Event::Downloads));
    server.stop();
    assert_eq!(app.get("/api/lessons/7").await.body["title"], "第一讲（示例）");
    assert_eq!(app.get("/api/courses/3").await.status, 200);
    assert_eq!(film(&app), &FILM[..]);
    let part = app.core.part(Medium::Lesson(LESSON), Some("bytes=100-199")).await.unwrap();
    assert_eq!((part.status, part.range.as_deref()), (206, Some("bytes 100-199/300000")));
    assert_eq!(part.bytes, &FILM[100..200]);
    let past = app.core.part(Medium::Lesson(LESSON), Some("bytes=300000-")).await.unwrap();
    assert_eq!((past.status, past.range.as_deref()), (416, Some("bytes */300000")));
    let subtitles = app.core.part(Medium::Subtitles(LESSON), None).await.unwrap();
    assert!(String::from_utf8(subtitles.bytes).unwrap().starts_with("WEBVTT"));
}

#[tokio::test]
async fn a_cut_and_a_kill_lose_nothing_that_was_there() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.film_breaks_after = Some(120_000));
    app.core.download(LESSON).await.unwrap();
    let broken = ends(&app).await;
    assert_eq!(broken.state, DownloadState::Loading);
    assert!((1..300_000).contains(&broken.have), "{broken:?}");
    assert_eq!(app.core.kept(Medium::Lesson(LESSON)), None, "half a film is none");

    server.with(|facts| facts.film_breaks_after = None);
    let app = app.killed_and_started(&server).await;
    assert_eq!(ends(&app).await.state, DownloadState::Whole);
    assert_eq!(film(&app), &FILM[..]);
    let ranges = server.with(|facts| facts.ranges.clone());
    assert_eq!(ranges.first().map(String::as_str), Some(""), "{ranges:?}");
    assert!(ranges.iter().any(|range| *range == format!("bytes={}-", broken.have)), "{ranges:?}");
}

#[tokio::test]
async fn a_film_that_was_replaced_meanwhile_is_begun_anew() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.film_breaks_after = Some(120_000));
    app.core.download(LESSON).await.unwrap();
    assert!(ends(&app).await.have > 0);
    server.with(|facts| (facts.film_breaks_after, facts.film_version) = (None, 2));
    assert_eq!(ends(&app).await.state, DownloadState::Whole);
    assert_eq!(film(&app)[0], FILM[0] ^ 2, "all of it is of the new one");
    assert_eq!(film(&app).len(), FILM.len());
}

#[tokio::test]
async fn a_film_that_is_shorter_than_the_lesson_said_is_whole_all_the_same() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.film_length = Some(200_000));
    app.core.download(LESSON).await.unwrap();
    let whole = ends(&app).await;
    assert_eq!((whole.state, whole.have, whole.size), (DownloadState::Whole, 200_000, 200_000));
    assert_eq!(film(&app), &FILM[..200_000]);
}

#[tokio::test]
async fn what_is_taken_down_says_so_and_a_hotel_s_page_is_no_film() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    server.with(|facts| facts.film_status = 200);
    app.core.download(LESSON).await.unwrap();
    assert_eq!(ends(&app).await.state, DownloadState::Loading, "it is tried again");
    server.with(|facts| facts.film_status = 404);
    let failed = ends(&app).await;
    assert_eq!((failed.state, failed.sentence.as_deref()), (DownloadState::Failed, Some("课时已下架，不能下载")));
    server.with(|facts| facts.film_status = 0);
    app.core.download(LESSON).await.unwrap();
    assert_eq!(ends(&app).await.state, DownloadState::Whole);
}

#[tokio::test]
async fn it_belongs_to_the_account_and_goes_with_the_sign_in() {
    let server = Server::start();
    let app = App::signed_in(&server, 1).await;
    app.core.download(LESSON).await.unwrap();
    ends(&app).await;
    app.core.drop_download(LESSON).unwrap();
    assert!(app.core.downloads().unwrap().is_empty());
    assert_eq!(app.core.kept(Medium::Lesson(LESSON)), None);

    app.core.download(LESSON).await.unwrap();
    ends(&app).await;
    app.ask("DELETE", "/api/session", None, None).await;
    assert!(app.core.downloads().unwrap().is_empty(), "guests have none of it");
    app.sign_in(2).await;
    assert!(app.core.downloads().unwrap().is_empty());
    app.ask("DELETE", "/api/session", None, None).await;
    app.sign_in(1).await;
    assert!(app.core.downloads().unwrap().is_empty(), "signing out leaves nothing behind");
    let left: Vec<_> = std::fs::read_dir(app.dir.join("downloads")).unwrap().flatten().map(|f| f.file_name()).collect();
    assert!(left.iter().all(|name| name.to_string_lossy().starts_with("downloads.db")), "{left:?}");
}
