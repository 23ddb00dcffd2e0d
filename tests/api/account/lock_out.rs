//! Lock-out on guessing (FEATURES 1.4): five free tries, then waits that double; whether the account exists or not.

use gsdj_domain::account::{ChangePassword, SignIn};
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_tests::{PASSWORD, Reply, START, World, on_both_engines, phone};

async fn try_with(w: &World, account: &str, password: &str) -> Reply {
    let form = SignIn { account: account.into(), password: password.into(), device: None };
    w.anon().post("/api/session", &form).await
}

async fn guess(w: &World, account: &str, times: u32) {
    for _ in 0..times {
        try_with(w, account, "falsch-2026").await.refused(401, "wrong_credentials");
    }
}

on_both_engines! {
    async fn after_five_tries_even_the_right_password_waits(w) {
        for account in [phone(101), "13999999999".to_owned(), "620100000300".to_owned()] {
            guess(&w, &account, 5).await;
            let problem = try_with(&w, &account, PASSWORD).await;
            assert_eq!(problem.header("retry-after"), "61");
            let problem = problem.refused(429, "locked_out");
            assert!(problem.title.contains("1分钟"), "{}", problem.title);
        }
        w.only_clock(START.plus(MINUTE - 1));
        try_with(&w, &phone(101), PASSWORD).await.refused(429, "locked_out");
        w.only_clock(START.plus(MINUTE));
        try_with(&w, &phone(101), PASSWORD).await.is(200);
        // the count begins anew
        guess(&w, &phone(101), 5).await;
    }

    async fn waits_double_up_to_an_hour(w) {
        let account = phone(102);
        guess(&w, &account, 5).await;
        let mut now = START;
        for minutes in [1, 2, 4, 8, 16, 32, 60, 60] {
            w.only_clock(now.plus(minutes * MINUTE - 1));
            try_with(&w, &account, PASSWORD).await.refused(429, "locked_out");
            now = now.plus(minutes * MINUTE);
            w.only_clock(now);
            guess(&w, &account, 1).await;
        }
        w.only_clock(now.plus(HOUR));
        try_with(&w, &account, PASSWORD).await.is(200);
    }

    async fn whoever_holds_a_session_cannot_guess_the_password_with_it(w) {
        let change = |current: &str| ChangePassword { current: current.into(), new: "gaotai-2027-cun".into() };
        let (who, wrong, right) = (w.member(4), change("falsch-2026"), change(PASSWORD));
        for _ in 0..5 {
            who.post("/api/password", &wrong).await.fault("wrong_current_password", "current");
        }
        who.post("/api/password", &right).await.refused(429, "locked_out");
        // signing in counts for itself: nobody is locked out by whoever holds their session
        try_with(&w, &phone(104), PASSWORD).await.is(200);
        w.only_clock(START.plus(MINUTE));
        who.post("/api/password", &right).await.is(204);
    }

    async fn a_day_without_tries_is_forgotten(w) {
        guess(&w, &phone(103), 4).await;
        w.only_clock(START.plus(24 * HOUR));
        guess(&w, &phone(103), 4).await;
        try_with(&w, &phone(103), PASSWORD).await.is(200);
    }

    async fn a_crowd_of_guesses_at_once_gets_no_more_than_five(w) {
        let account = phone(106);
        let guess = |_| {
            let (w, account) = (w.clone(), account.clone());
            tokio::spawn(async move { try_with(&w, &account, "falsch-2026").await.status.as_u16() })
        };
        let mut answers = Vec::new();
        for task in (0..24).map(guess).collect::<Vec<_>>() {
            answers.push(task.await.unwrap());
        }
        let count = |status| answers.iter().filter(|s| **s == status).count();
        assert_eq!((count(401), count(429)), (5, 19), "{answers:?}");
    }

    async fn one_account_s_lock_holds_no_other(w) {
        guess(&w, &phone(104), 5).await;
        try_with(&w, &phone(105), PASSWORD).await.is(200);
    }
}
