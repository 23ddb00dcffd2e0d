//! How exams went: a branch sees its members, those above it see counts, nobody sees beside.

use super::*;
use gsdj_domain::Page;
use gsdj_domain::exam::{BranchResult, ExamResultRow, ExamResultView, MemberResult};
use gsdj_tests::{Place, on_both_engines};

async fn sat(w: &World, exam: &ExamView, member: i64, good: usize) {
    let who = w.account(member);
    let sitting = begin(&who, exam).await;
    hand_in(&who, &sitting, &answers(&sitting, 10, good)).await;
}

async fn members(who: &Actor, exam: &ExamView, query: &str) -> Vec<(i64, Option<u32>, bool)> {
    let page: Page<MemberResult> = who.get(format!("/api/exam-results/{}/members{query}", exam.id)).await.ok();
    page.items.into_iter().map(|m| (m.member.0, m.best, m.passed)).collect()
}

async fn branches(who: &Actor, exam: &ExamView, query: &str) -> Vec<(i64, u32, u32, u32)> {
    let page: Page<BranchResult> = who.get(format!("/api/exam-results/{}/branches{query}", exam.id)).await.ok();
    page.items.into_iter().map(|b| (b.org.id.0, b.members, b.sat, b.passed)).collect()
}

async fn counts(who: &Actor, exam: &ExamView, query: &str) -> (u32, u32, u32) {
    let view: ExamResultView = who.get(format!("/api/exam-results/{}{query}", exam.id)).await.ok();
    (view.sat, view.passed, view.branches)
}

on_both_engines! {
    async fn a_branch_sees_its_members_and_those_above_counts_alone(w) {
        let exam = ready(&w).await;
        let draft: ExamView = w.province().post("/api/exams", &form(&w)).await.created();
        sat(&w, &exam, 101, 8).await;
        sat(&w, &exam, 102, 3).await;
        sat(&w, &exam, 102, 5).await;
        sat(&w, &exam, 102, 4).await;
        sat(&w, &exam, 201, 6).await;
        sat(&w, &exam, 301, 0).await;
        let admin = w.branch_admin();
        let all = members(&admin, &exam, "").await;
        assert_eq!((all.len(), all[0], all[1], all[2]), (10, (101, Some(80), true), (102, Some(50), false), (103, None, false)));
        assert_eq!(members(&admin, &exam, "?state=passed").await.len(), 1);
        assert_eq!(members(&admin, &exam, "?state=failed").await, [(102, Some(50), false)]);
        assert_eq!(members(&admin, &exam, "?state=not_sat").await.len(), 8);
        let page: Page<MemberResult> = admin.get(format!("/api/exam-results/{}/members?limit=9", exam.id)).await.ok();
        assert_eq!(members(&admin, &exam, &format!("?limit=9&cursor={}", page.next.unwrap())).await, [(110, None, false)]);
        assert_eq!(page.items[1].sat, 3);
        assert_eq!(branches(&w.superior(), &exam, "").await, [(12, 10, 2, 1)]);
        assert_eq!(branches(&w.committee(), &exam, "").await, [(12, 10, 2, 1), (13, 3, 1, 1), (14, 1, 0, 0)]);
        assert_eq!(branches(&w.committee(), &exam, "?org=11").await, [(12, 10, 2, 1)]);
        assert_eq!(branches(&w.committee(), &exam, "?q=%E6%9C%BA%E5%85%B3").await, [(13, 3, 1, 1)]);
        assert_eq!(branches(&w.committee_beside(), &exam, "").await, [(101_000, 3, 1, 0)]);
        let names = w.province().get(format!("/api/exam-results/{}/branches", exam.id)).await.text();
        assert!(!names.contains("示例101"), "{names}");
        assert_eq!(counts(&w.province(), &exam, "").await, (4, 2, 3));
        assert_eq!(counts(&w.committee(), &exam, "").await, (3, 2, 2));
        assert_eq!(counts(&w.superior(), &exam, "").await, (2, 1, 1));
        assert_eq!(counts(&admin, &exam, "").await, (2, 1, 1));
        assert_eq!(counts(&w.committee(), &exam, "?org=13").await, (1, 1, 1));
        // what is set up is nobody's result yet
        let listed: Page<ExamResultRow> = admin.get("/api/exam-results").await.ok();
        assert_eq!(listed.items.iter().map(|e| e.id).collect::<Vec<_>>(), [exam.id]);
        admin.get(format!("/api/exam-results/{}", draft.id)).await.refused(404, "not_found");
    }

    async fn nobody_sees_beside_or_more_than_is_theirs(w) {
        let exam = ready(&w).await;
        sat(&w, &exam, 101, 8).await;
        let of = |part: &str| format!("/api/exam-results/{}{part}", exam.id);
        for who in [w.superior(), w.committee(), w.province()] {
            who.get(of("/members")).await.refused(403, "no_permission");
        }
        w.branch_admin().get(of("/branches")).await.refused(403, "no_permission");
        w.member(1).get(of("")).await.refused(403, "no_permission");
        for who in [w.committee_beside(), w.branch_of(Place::C)] {
            who.get(of("?org=12")).await.refused(404, "not_found");
        }
        w.committee_beside().get(of("/branches?org=11")).await.refused(404, "not_found");
        assert!(members(&w.branch_of(Place::C), &exam, "").await.iter().all(|(id, best, _)| *id > 300 && best.is_none()));
    }

    async fn who_moves_takes_their_result_along_and_leaves_the_count(w) {
        let exam = ready(&w).await;
        sat(&w, &exam, 101, 5).await;
        w.sql("UPDATE member SET org_id = 13 WHERE id = 101").await;
        w.app().sessions.forget_all();
        assert_eq!(members(&w.branch_of(Place::B), &exam, "?state=failed").await, [(101, Some(50), false)]);
        assert_eq!(branches(&w.committee(), &exam, "").await, [(12, 9, 1, 0), (13, 4, 0, 0), (14, 1, 0, 0)]);
        // passing later counts where they were counted first
        sat(&w, &exam, 101, 9).await;
        assert_eq!(branches(&w.committee(), &exam, "").await, [(12, 9, 1, 1), (13, 4, 0, 0), (14, 1, 0, 0)]);
        assert_eq!(members(&w.branch_of(Place::B), &exam, "?state=passed").await, [(101, Some(90), true)]);
    }
}
