//! Cheating: forged beats, time travel, replay, parallel players, scripts. None earns more than an honest viewer could.

use super::*;
use gsdj_domain::Page;
use gsdj_domain::learning::BeatVerdict;
use gsdj_domain::learning::watch::TOLERANCE;
use gsdj_tests::{Dice, on_both_engines};

async fn sums(w: &World) -> (i64, i64) {
    let of = async |column| w.number(format!("SELECT CAST(SUM({column}) AS BIGINT) FROM study_progress")).await;
    (of("credited").await, of("covered").await)
}

on_both_engines! {
    async fn a_film_claimed_at_once_earns_nothing(w) {
        let (_, film) = published(&w, "示例").await;
        let mut player = Player::open(&w.member(2), film).await;
        assert_eq!(player.claims(LESSON).await.verdict, BeatVerdict::TooFast);
        // a thousand small lies are no better than a great one
        let mut player = Player::open(&w.member(2), film).await;
        player.position = 0;
        for _ in 0..300 {
            player.claims(1_900).await;
        }
        player.stops().await;
        assert!(sums(&w).await.1 <= TOLERANCE);
    }

    async fn beats_from_the_future_or_the_past_earn_nothing(w) {
        let (_, film) = published(&w, "示例").await;
        let mut player = Player::open(&w.member(2), film).await;
        player.plays(MINUTE).await;
        // whatever time a body names is not looked at
        let mut form = player.form();
        form["beat"] = json!(player.number + 1);
        form["position"] = json!(player.position + 120_000);
        form["at"] = json!(w.now().plus(120_000));
        let told: BeatTold = player.send(&form).await.ok();
        assert_eq!(told.verdict, BeatVerdict::TooFast);
        // the server's clock is put back and forward again: no second is had twice
        let before = w.now();
        w.only_clock(before.plus(-30 * MINUTE));
        player.number += 1;
        assert_eq!(player.claims(15_000).await.verdict, BeatVerdict::TooFast);
        w.only_clock(before);
        assert_eq!(player.claims(15_000).await.verdict, BeatVerdict::TooFast);
        player.stops().await;
        assert_eq!(sums(&w).await.1, MINUTE);
    }

    async fn what_was_sent_before_is_not_heard_again(w) {
        let (_, film) = published(&w, "示例").await;
        let mut player = Player::open(&w.member(2), film).await;
        player.plays(MINUTE).await;
        let recorded = player.form();
        player.stops().await;
        for _ in 0..20 {
            w.only_clock(w.now().plus(15_000));
            let told: BeatTold = player.send(&recorded).await.ok();
            assert_eq!((told.verdict, told.waiting), (BeatVerdict::Repeated, 0));
        }
        // an honest beat that comes after them counts as ever
        assert_eq!(player.plays(15_000).await.verdict, BeatVerdict::Counted);
        player.stops().await;
        assert_eq!(sums(&w).await, (75_000, 75_000));
    }

    async fn ten_players_at_once_are_one_viewer(w) {
        let mut films = Vec::new();
        for n in 0..10 {
            films.push(published(&w, &format!("示例 {n}")).await.1);
        }
        let me = w.member(2);
        let mut players = Vec::new();
        for film in &films {
            players.push(Player::open(&me, *film).await);
        }
        let begun = w.now();
        for _ in 0..20 {
            w.only_clock(w.now().plus(15_000));
            for player in &mut players {
                player.number += 1;
                player.position += 15_000;
                player.send(&player.form()).await;
            }
        }
        // and each opened anew whenever it is refused
        for round in 0..40 {
            w.only_clock(w.now().plus(1_500));
            let at = round % players.len();
            players[at] = Player::open(&me, films[at]).await;
            players[at].claims(15_000).await;
            players[at].stops().await;
        }
        let (credited, covered) = sums(&w).await;
        let wall = w.now().0 - begun.0;
        assert!(credited <= wall + TOLERANCE && covered <= wall + TOLERANCE, "{credited} of {wall}");
    }

    async fn at_the_same_instant_only_one_player_counts(w) {
        let (_, film) = published(&w, "示例").await;
        let me = w.member(2);
        let player = Player::open(&me, film).await;
        w.only_clock(w.now().plus(15_000));
        let forms: Vec<_> = (1..=10).map(|number| {
            let mut form = player.form();
            (form["beat"], form["position"], form["submit"]) = (json!(number), json!(15_000), json!(true));
            form
        }).collect();
        let sent = forms.iter().map(|form| player.send(form));
        for reply in futures_util::future::join_all(sent).await {
            reply.is(200);
        }
        assert_eq!(sums(&w).await, (15_000, 15_000));
    }

    async fn hidden_pages_and_pauses_earn_nothing(w) {
        let (_, film) = published(&w, "示例").await;
        let mut player = Player::open(&w.member(2), film).await;
        for (field, verdict) in [("visible", BeatVerdict::Hidden), ("playing", BeatVerdict::Paused)] {
            w.only_clock(w.now().plus(15_000));
            player.number += 1;
            player.position += 15_000;
            let mut form = player.form();
            form[field] = json!(false);
            assert_eq!(player.send(&form).await.ok::<BeatTold>().verdict, verdict);
        }
        w.only_clock(w.now().plus(15_000));
        player.number += 1;
        player.position += 15_000;
        let mut fast = player.form();
        fast["rate"] = json!(300);
        assert_eq!(player.send(&fast).await.ok::<BeatTold>().verdict, BeatVerdict::TooFast);
        player.stops().await;
        assert_eq!(sums(&w).await, (0, 0));
    }

    async fn nobody_beats_for_somebody_else(w) {
        let (_, film) = published(&w, "示例").await;
        let mine = Player::open(&w.member(2), film).await;
        let mut form = mine.form();
        form["beat"] = json!(1);
        w.member(3).post("/api/study/beat", &form).await.refused(409, "study_not_open");
        Player::open(&w.member(3), film).await;
        w.member(3).post("/api/study/beat", &form).await.refused(409, "study_taken_over");
    }

    /// A script that tries whatever comes to its mind, on three devices.
    async fn whatever_a_script_sends_the_clock_is_the_limit(w) {
        let films = [published(&w, "甲").await.1, published(&w, "乙").await.1];
        let me = w.member(2);
        let mut dice = Dice::new(20_261_127);
        let begun = w.now();
        let mut player = Player::open(&me, films[0]).await;
        for _ in 0..250 {
            match dice.below(6) {
                0 => player = Player::open(&me, *dice.one_of(&films)).await,
                1 => w.only_clock(w.now().plus(dice.below(20_000))),
                2 => {
                    let played = json!({ "lesson": dice.one_of(&films), "from": dice.below(LESSON), "to": dice.below(LESSON),
                        "rate": dice.below(260), "began": 0, "ended": dice.below(LESSON) });
                    me.post("/api/study/offline", &json!({ "played": [played] })).await.is(200);
                }
                _ => {
                    let form = json!({ "study": player.study, "beat": player.number + u32::try_from(dice.below(3)).unwrap(),
                        "position": dice.below(LESSON * 2) - 1_000, "rate": dice.below(260), "playing": dice.below(5) > 0,
                        "visible": dice.below(5) > 0, "submit": dice.once_in(3) });
                    player.number += 1;
                    player.send(&form).await.is(200);
                }
            }
        }
        let (credited, covered) = sums(&w).await;
        let wall = w.now().0 - begun.0;
        assert!(credited <= wall + TOLERANCE && covered <= 2 * (wall + TOLERANCE), "{credited}, {covered} of {wall}");
        let points = w.number("SELECT CAST(SUM(points) AS BIGINT) FROM ledger WHERE rule = 'video'").await;
        assert!(points <= (wall + TOLERANCE) / (3 * MINUTE) + 2, "{points} of {wall}");
        let _: Page<serde_json::Value> = me.get("/api/courses/chosen").await.ok();
    }
}
