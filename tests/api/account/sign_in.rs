//! Signing in: by code, phone or citizen's number; one answer for every failure.

use gsdj_domain::account::{ChangePassword, Me, Role, SignIn, SignedIn};
use gsdj_tests::{Actor, PASSWORD, Reply, World, citizen, id, on_both_engines, phone};

async fn sign_in(who: &Actor, account: &str, password: &str) -> Reply {
    let form = SignIn { account: account.into(), password: password.into(), device: None };
    who.post("/api/session", &form).await
}

async fn signed_in(w: &World, account: &str, password: &str) -> SignedIn {
    sign_in(&w.anon(), account, password).await.ok()
}

on_both_engines! {
    async fn an_organisation_signs_in_with_its_code(w) {
        for (code, role) in [
            ("620000000000", Role::ProvinceAdmin),
            ("620100000000", Role::CommitteeAdmin),
            ("620100000100", Role::GeneralBranchAdmin),
            ("620100000101", Role::BranchAdmin),
        ] {
            let signed = signed_in(&w, code, PASSWORD).await;
            assert_eq!(signed.me.role, role);
            assert_eq!(signed.me.permissions, role.permissions());
            assert!(!signed.me.must_change_password);
            let me: Me = w.anon().bearer(&signed.token).get("/api/session").await.ok();
            assert_eq!((me.account, me.member), (signed.me.account, None));
        }
    }

    async fn a_member_signs_in_with_phone_or_citizen_s_number(w) {
        let number = citizen(101);
        let spaced = format!(" {} {} ", &phone(101)[..3], &phone(101)[3..]);
        for account in [phone(101), number.clone(), number.to_ascii_lowercase(), spaced] {
            let signed = signed_in(&w, &account, PASSWORD).await;
            assert_eq!((signed.me.role, signed.me.member.map(|m| m.0)), (Role::Member, Some(101)));
            assert_eq!((signed.me.org.0, signed.me.name.as_str()), (id::BRANCH_A, "示例101"));
        }
    }

    async fn the_first_password_is_the_end_of_the_number_and_opens_nothing_else(w) {
        let number = citizen(id::MEMBER_NEW);
        let first = &number[12..];
        let signed = signed_in(&w, &phone(id::MEMBER_NEW), first).await;
        assert!(signed.me.must_change_password);
        let me = w.anon().bearer(&signed.token);
        me.get("/api/home").await.refused(403, "password_must_change");
        me.get("/api/platform").await.is(200);
        me.get("/api/session").await.is(200);
        let form = ChangePassword { current: first.into(), new: "示例新密码-2026".into() };
        me.post("/api/password", &form).await.is(204);
        me.get("/api/home").await.is(200);
        sign_in(&w.anon(), &phone(id::MEMBER_NEW), first).await.refused(401, "wrong_credentials");
        let signed = signed_in(&w, &phone(id::MEMBER_NEW), "示例新密码-2026").await;
        assert!(!signed.me.must_change_password);
    }

    async fn a_first_password_ending_in_x_is_taken_in_either_case(w) {
        let member = (500..999).find(|n| citizen(*n).ends_with('X')).unwrap();
        let (hash, cipher) = (w.app().secret.lookup(&citizen(member)), w.app().secret.seal(&citizen(member)).unwrap());
        w.write(move |c| {
            let sql = "UPDATE member SET citizen_hash = ?1, citizen_cipher = ?2 WHERE id = 203";
            c.execute(sql, gsdj_backend::bind![&hash, &cipher])
        }).await;
        let first = citizen(member)[12..].to_owned();
        assert!(signed_in(&w, &citizen(member), &first.to_ascii_lowercase()).await.me.must_change_password);
        assert!(signed_in(&w, &citizen(member).to_ascii_lowercase(), &first).await.me.must_change_password);
    }

    async fn every_failure_has_the_same_answer_and_the_same_hint(w) {
        w.sql("UPDATE org SET active = 0 WHERE id = 101000").await;
        let said = |reply: Reply| {
            let mut problem = reply.refused(401, "wrong_credentials");
            problem.request_id.clear();
            problem
        };
        let wrong = said(sign_in(&w.anon(), &phone(101), "falsch-2026").await);
        assert_eq!(wrong.title, "账号或密码错误");
        let hint = wrong.hint.clone().unwrap();
        assert!(hint.contains("迁入") && hint.contains("单位性质类别"), "{hint}");
        for (account, password) in [
            ("620999999999".to_owned(), PASSWORD),
            ("13999999999".to_owned(), PASSWORD),
            (citizen(999), PASSWORD),
            // the unit category is not set
            ("620100000300".to_owned(), PASSWORD),
            // left for another province
            (phone(id::MEMBER_GONE), PASSWORD),
            (citizen(id::MEMBER_GONE), PASSWORD),
            // of a branch that was dissolved
            (phone(301), PASSWORD),
            ("620200000100".to_owned(), PASSWORD),
            // the first password stands: no other does
            (phone(id::MEMBER_NEW), PASSWORD),
            (String::new(), ""),
            ("' OR 1=1 --".to_owned(), "' OR 1=1 --"),
            ("a\u{0}b".to_owned(), PASSWORD),
        ] {
            let reply = sign_in(&w.anon(), &account, password).await;
            if account.contains('\u{0}') {
                // no text that a store could hold
                reply.refused(400, "malformed");
                continue;
            }
            assert_eq!(said(reply), wrong, "{account}");
        }
    }

    async fn a_phone_that_two_members_share_signs_nobody_in(w) {
        let hash = w.app().secret.lookup(&phone(101));
        w.write(move |c| c.execute("UPDATE member SET phone_hash = ?1 WHERE id = 102", gsdj_backend::bind![&hash])).await;
        sign_in(&w.anon(), &phone(101), PASSWORD).await.refused(401, "wrong_credentials");
        assert_eq!(signed_in(&w, &citizen(101), PASSWORD).await.me.name, "示例101");
    }

    async fn whoever_leaves_is_out_at_once_and_the_branch_too(w) {
        w.member(9).get("/api/home").await.is(200);
        w.sql("UPDATE member SET status = 'stopped' WHERE id = 109").await;
        w.sql("UPDATE org SET unit_category = NULL WHERE id = 13").await;
        w.app().sessions.forget_all();
        w.member(9).get("/api/home").await.refused(401, "not_signed_in");
        w.account(id::BRANCH_B).get("/api/home").await.refused(401, "not_signed_in");
        w.account(id::MEMBER_GONE).get("/api/home").await.refused(401, "not_signed_in");
        w.account(id::BRANCH_BARE).get("/api/home").await.refused(401, "not_signed_in");
    }

    async fn signing_in_is_audited_and_so_is_failing(w) {
        signed_in(&w, "620100000101", PASSWORD).await;
        sign_in(&w.anon(), &citizen(101), "falsch-2026").await.is(401);
        assert_eq!(w.texts("SELECT deed FROM audit ORDER BY id").await, ["sign_in", "sign_in_failed"]);
        let everything = w.texts("SELECT who || what || address || org_name FROM audit").await.join(" ");
        assert!(!everything.contains(&citizen(101)), "{everything}");
    }
}
