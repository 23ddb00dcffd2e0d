//! Exams of the demo.

use super::looked_at;

#[test]
fn exams_stand_in_every_state_and_members_have_results_and_wrong_answers() {
    let demo = looked_at();
    assert!(demo.number("SELECT COUNT(*) FROM question") >= 120);
    for (sql, least) in [
        ("SELECT COUNT(*) FROM exam WHERE state = 'published'", 4),
        ("SELECT COUNT(*) FROM exam WHERE state = 'draft'", 1),
        ("SELECT COUNT(*) FROM exam WHERE state = 'withdrawn'", 1),
        ("SELECT COUNT(*) FROM sitting WHERE handed_in_by = 'member' AND kind = 'exam'", 40),
        ("SELECT COUNT(*) FROM sitting WHERE handed_in_by = 'clock'", 1),
        ("SELECT COUNT(*) FROM sitting WHERE handed_in_at IS NULL", 1),
        ("SELECT COUNT(*) FROM sitting WHERE kind = 'practice'", 2),
        ("SELECT COUNT(*) FROM exam_best WHERE passed = 1", 10),
        ("SELECT COUNT(*) FROM exam_best WHERE passed = 0", 3),
        ("SELECT COUNT(*) FROM ledger WHERE rule = 'exam' AND points = 2", 20),
        ("SELECT COUNT(*) FROM wrong_answer w JOIN member m ON m.id = w.member_id WHERE m.name = '李秀英'", 3),
    ] {
        assert!(demo.number(sql) >= least, "{sql}: {}", demo.number(sql));
    }
    assert_eq!(demo.number("SELECT COUNT(*) FROM exam WHERE title NOT LIKE '%（示例）'"), 0);
}
