//! Passwords: changing one's own, and a new first one from the immediate superior alone.

use gsdj_domain::account::{ChangePassword, FirstPassword, SignIn, SignedIn};
use gsdj_tests::{Actor, PASSWORD, Place, Reply, World, citizen, id, on_both_engines, phone};

async fn change(who: &Actor, current: &str, new: &str) -> Reply {
    who.post("/api/password", &ChangePassword { current: current.into(), new: new.into() }).await
}

async fn sign_in(w: &World, account: &str, password: &str) -> Reply {
    let form = SignIn { account: account.into(), password: password.into(), device: None };
    w.anon().post("/api/session", &form).await
}

on_both_engines! {
    async fn a_change_ends_all_other_sessions(w) {
        let other: SignedIn = sign_in(&w, &phone(101), PASSWORD).await.ok();
        change(&w.member(1), PASSWORD, "新密码 2026 示例").await.is(204);
        w.member(1).get("/api/home").await.is(200);
        w.anon().bearer(&other.token).get("/api/home").await.refused(401, "not_signed_in");
        sign_in(&w, &phone(101), PASSWORD).await.refused(401, "wrong_credentials");
        sign_in(&w, &phone(101), "新密码 2026 示例").await.is(200);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'password_changed'").await, 1);
    }

    async fn weak_passwords_are_refused_each_with_its_sentence(w) {
        let number = citizen(101);
        let long = "a1".repeat(33);
        for (weak, why) in [
            ("a1b2c3", "8 个"),
            (long.as_str(), "64 个"),
            ("只有汉字没有数字啊", "同时有字母"),
            ("20260310", "同时有字母"),
            ("Password1", "太常见"),
            (" vorn-2026-x", "首尾"),
            ("mitte\u{0007}-2026", "控制字符"),
            (&format!("x{}y", &number[12..]), "身份号码"),
            (&format!("x-{number}"), "身份号码"),
            (&format!("x-{}", phone(101)), "手机号"),
        ] {
            let problem = change(&w.member(1), PASSWORD, weak).await.fault("weak_password", "new");
            assert!(problem.title.contains(why), "{weak}: {}", problem.title);
        }
        change(&w.branch_admin(), PASSWORD, "x-620100000101").await.fault("weak_password", "new");
        change(&w.member(1), PASSWORD, PASSWORD).await.fault("same_password", "new");
        change(&w.member(1), "falsch-2026", "gaotai-2027-cun").await.fault("wrong_current_password", "current");
        sign_in(&w, &phone(101), PASSWORD).await.is(200);
    }

    async fn a_change_that_is_sent_again_is_answered_again(w) {
        let member = w.member(1).key("wechsel-1");
        change(&member, PASSWORD, "gaotai-2027-cun").await.is(204);
        change(&member, PASSWORD, "gaotai-2027-cun").await.is(204);
        sign_in(&w, &phone(101), "gaotai-2027-cun").await.is(200);
        assert_eq!(w.number("SELECT COUNT(*) FROM audit WHERE deed = 'password_changed'").await, 1);
    }

    async fn only_the_immediate_superior_gives_an_organisation_a_new_password(w) {
        let path = |org: i64| format!("/api/orgs/{org}/password-reset");
        for (who, org) in [
            (w.committee(), id::BRANCH_A),
            (w.province(), id::BRANCH_A),
            (w.province(), id::GENERAL_BRANCH),
            (w.superior(), id::GENERAL_BRANCH),
            (w.province(), id::PROVINCE),
        ] {
            who.post_empty(path(org)).await.refused(403, "not_immediate_superior");
        }
        for (who, org) in [
            (w.superior(), id::BRANCH_B),
            (w.superior(), id::COMMITTEE),
            (w.committee_beside(), id::BRANCH_A),
            (w.branch_admin(), id::BRANCH_B),
            (w.province(), 987_654),
        ] {
            who.post_empty(path(org)).await.refused(404, "not_found");
        }
        w.member(1).post_empty(path(id::BRANCH_A)).await.refused(403, "no_permission");
        w.branch_admin().get("/api/home").await.is(200);
        let first: FirstPassword = w.superior().post_empty(path(id::BRANCH_A)).await.ok();
        w.branch_admin().get("/api/home").await.refused(401, "not_signed_in");
        sign_in(&w, "620100000101", PASSWORD).await.refused(401, "wrong_credentials");
        let signed: SignedIn = sign_in(&w, "620100000101", &first.password).await.ok();
        assert!(signed.me.must_change_password);
        let branch = w.anon().bearer(&signed.token);
        branch.get("/api/meetings").await.refused(403, "password_must_change");
        change(&branch, &first.password, "gaotai-2027-cun").await.is(204);
        branch.get("/api/meetings").await.is(200);
        let noted = w.texts("SELECT who || '→' || what FROM audit WHERE deed = 'password_reset'").await;
        assert_eq!(noted, ["示例高台村党总支→示例高台村第一党支部"]);
    }

    async fn only_their_own_branch_gives_a_member_a_new_password(w) {
        let path = |member: i64| format!("/api/members/{member}/password-reset");
        for who in [w.superior(), w.committee(), w.province(), w.committee_beside(), w.branch_of(Place::B)] {
            who.post_empty(path(104)).await.refused(404, "not_found");
        }
        w.member(1).post_empty(path(104)).await.refused(403, "no_permission");
        w.branch_admin().post_empty(path(987_654)).await.refused(404, "not_found");
        let first: FirstPassword = w.branch_admin().post_empty(path(104)).await.ok();
        w.member(4).get("/api/home").await.refused(401, "not_signed_in");
        let signed: SignedIn = sign_in(&w, &phone(104), &first.password).await.ok();
        assert!(signed.me.must_change_password);
        // what was set anew is not the end of the number any more
        sign_in(&w, &phone(104), &citizen(104)[12..]).await.refused(401, "wrong_credentials");
    }
    async fn a_first_password_is_given_again_to_a_retry_but_never_kept_in_clear(w) {
        let admin = w.branch_admin().key("reset-104");
        let first: FirstPassword = admin.post_empty("/api/members/104/password-reset").await.ok();
        let again: FirstPassword = admin.post_empty("/api/members/104/password-reset").await.ok();
        assert_eq!(first, again);
        let kept = w.texts("SELECT body FROM once").await;
        assert_eq!(kept.len(), 1);
        assert!(!kept[0].contains(&first.password) && !kept[0].contains("password"));
    }
}
