//! A hall without internet (FEATURES 13.4): taken along, checked in, killed, handed up; and phones in the same network.

use crate::server::{OTHERS, Server};
use crate::world::App;
use gsdj_app_lib::clock;
use gsdj_domain::MeetingId;
use gsdj_domain::check_in::{Fate, Hall};
use gsdj_domain::time::HOUR;

const MEETING: MeetingId = MeetingId(7);

async fn taken(app: &App) -> Hall {
    app.core.hall_take(MEETING, "示例电脑".into()).await.unwrap().unwrap()
}

fn there(hall: &Hall) -> Vec<(i64, Option<Fate>)> {
    hall.people.iter().filter(|p| p.at.is_some()).map(|p| (p.member.0, p.fate)).collect()
}

#[tokio::test]
async fn check_ins_survive_a_kill_and_go_up_once() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 9).await;
    assert!(app.core.hall(MEETING).unwrap().is_none());
    assert_eq!(taken(&app).await.people.len(), 3);

    server.stop();
    let one = app.core.hall_check_in(MEETING, "1000 01", "").unwrap();
    assert!((one.name.as_str(), one.again) == ("示例1", false));
    assert!(app.core.hall_check_in(MEETING, "１００００１", "示例1").unwrap().again);
    app.core.hall_check_in(MEETING, "abcd-efgh", "").unwrap();
    let app = app.killed_and_started(&server).await;
    let hall = app.core.hall(MEETING).unwrap().unwrap();
    assert_eq!((there(&hall), hall.waiting), (vec![(1, None), (2, None)], 2));
    let why = app.core.hall_hand_up(MEETING).await.unwrap_err().to_string();
    assert!(why.contains("没有网络"), "{why}");

    server.resume();
    // the answer is lost on the way: what the server took is a duplicate the second time
    server.with(|facts| facts.die_after_taking = true);
    app.core.hall_hand_up(MEETING).await.unwrap_err();
    server.with(|facts| facts.die_after_taking = false);
    let hall = app.core.hall_hand_up(MEETING).await.unwrap().unwrap();
    assert_eq!((there(&hall), hall.waiting), (vec![(1, Some(Fate::Duplicate)), (2, Some(Fate::Duplicate))], 0));
    assert_eq!(server.with(|facts| facts.receipts.len()), 2);
    app.core.hall_hand_up(MEETING).await.unwrap();
    app.core.hall_check_in(MEETING, "100003", "").unwrap();
    let hall = app.core.hall_hand_up(MEETING).await.unwrap().unwrap();
    assert_eq!(there(&hall)[2], (3, Some(Fate::Accepted)));
}

#[tokio::test]
async fn what_the_server_refuses_is_told_in_words() {
    let server = Server::start();
    let app = App::signed_in(&server, 9).await;
    taken(&app).await;
    app.core.hall_check_in(MEETING, "100001", "").unwrap();
    server.with(|facts| facts.closed.push(7));
    let why = app.core.hall_hand_up(MEETING).await.unwrap_err().to_string();
    assert!(why.contains("会议记录已经提交"), "{why}");
    // nothing is lost: it can be handed up once the record was taken back
    server.with(|facts| facts.closed.clear());
    assert_eq!(there(&app.core.hall_hand_up(MEETING).await.unwrap().unwrap()), [(1, Some(Fate::Accepted))]);
}

#[tokio::test]
async fn a_device_whose_clock_is_wrong_signs_by_the_server_s() {
    let server = Server::start();
    server.with(|facts| facts.clock_ahead = 26 * HOUR);
    let app = App::signed_in(&server, 9).await;
    let hall = taken(&app).await;
    let off = hall.now.0 - clock::now().0 - 26 * HOUR;
    assert!(off.abs() < 5_000, "{off}");
    let at = app.core.hall_check_in(MEETING, "100001", "").unwrap().at;
    assert!((at.0 - clock::now().0 - 26 * HOUR).abs() < 5_000);
    assert_eq!(there(&app.core.hall_hand_up(MEETING).await.unwrap().unwrap()), [(1, Some(Fate::Accepted))]);
}

#[tokio::test]
async fn codes_are_not_guessed_and_not_taken_too_early() {
    let server = Server::start();
    server.with(|facts| facts.clock_ahead = -3 * HOUR);
    let app = App::signed_in(&server, 9).await;
    taken(&app).await;
    let why = app.core.hall_check_in(MEETING, "100001", "").unwrap_err().to_string();
    assert!(why.contains("签到还没有开始"), "{why}");
    server.with(|facts| facts.clock_ahead = 0);
    taken(&app).await;
    assert!(app.core.hall_check_in(MEETING, "100001", "别人").is_err());
    for n in 0..4 {
        let why = app.core.hall_check_in(MEETING, &format!("99999{n}"), "").unwrap_err().to_string();
        assert!(why.contains("没有找到"), "{why}");
    }
    let why = app.core.hall_check_in(MEETING, "100001", "").unwrap_err().to_string();
    assert!(why.contains("输错次数过多"), "{why}");
}

#[tokio::test]
async fn one_s_own_code_buys_no_tries_at_others() {
    let server = Server::start();
    let app = App::signed_in(&server, 9).await;
    taken(&app).await;
    assert!(!app.core.hall_check_in(MEETING, "100001", "").unwrap().again);
    for n in 0..5 {
        assert!(app.core.hall_check_in(MEETING, &format!("99999{n}"), "").is_err());
        if n < 4 {
            assert!(app.core.hall_check_in(MEETING, "100001", "").unwrap().again);
        }
    }
    let why = app.core.hall_check_in(MEETING, "100002", "").unwrap_err().to_string();
    assert!(why.contains("输错次数过多"), "{why}");
}

#[tokio::test]
async fn nobody_else_on_this_device_sees_it() {
    let server = Server::start();
    let app = App::signed_in(&server, 9).await;
    taken(&app).await;
    assert_eq!(app.sign_in(OTHERS).await.status, 200);
    assert!(app.core.hall(MEETING).unwrap().is_none());
    assert!(app.core.hall_check_in(MEETING, "100001", "").is_err());
    let why = app.core.hall_take(MEETING, "示例".into()).await.unwrap_err().to_string();
    assert!(why.contains("没有找到"), "{why}");
}

#[cfg(desktop)]
#[tokio::test(flavor = "multi_thread")]
async fn phones_in_the_same_network_check_in_while_it_is_open() {
    let mut server = Server::start();
    let app = App::signed_in(&server, 9).await;
    assert!(app.core.hall_open(MEETING).await.is_err(), "nothing was taken along");
    taken(&app).await;
    server.stop();
    let address = app.core.hall_open(MEETING).await.unwrap().unwrap().address.unwrap();
    // each asks over a connection of its own, as many phones would
    let phone = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).build().unwrap();
    let text = async |r: reqwest::RequestBuilder| r.send().await.unwrap().text().await.unwrap();
    let page = text(phone.get(&address)).await;
    assert!(page.contains("示例党员大会 &lt;一&gt;") && page.contains("签到码"), "{page}");
    let root = address.rsplit_once('/').unwrap().0;
    assert_eq!(phone.get(format!("{root}/")).send().await.unwrap().status(), 404, "only under its word");

    let post = |body: &'static str| {
        phone.post(&address).header("content-type", "application/x-www-form-urlencoded").body(body)
    };
    assert!(text(post("code=100002&name=")).await.contains("示例2 签到成功"));
    assert!(text(post("code=100002")).await.contains("示例2 已于"));
    for _ in 0..5 {
        assert!(text(post("code=000000")).await.contains("没有找到"));
    }
    assert!(text(post("code=100003")).await.contains("输错次数过多"));
    // the device itself is not held up by a phone's guesses
    assert!(!app.core.hall_check_in(MEETING, "100003", "").unwrap().again);
    let mut two = Vec::new();
    for _ in 0..2 {
        let halls = app.core.clone();
        two.push(tokio::task::spawn_blocking(move || halls.hall_check_in(MEETING, "100001", "").unwrap()));
    }
    for one in two {
        one.await.unwrap();
    }
    let hall = app.core.hall(MEETING).unwrap().unwrap();
    assert_eq!((there(&hall).len(), hall.waiting), (3, 3));
    assert!(app.core.hall_close(MEETING).await.unwrap().unwrap().address.is_none());
    assert!(phone.get(&address).send().await.is_err(), "it is still open");
}
