//! The cards, stage by stage and for everybody who asks.

use super::super::sample;
use super::*;
use gsdj_domain::meeting::ReviewRound;
use gsdj_domain::time::DAY;

#[test]
fn the_card_of_the_mock_up() {
    let card = why(&sample::view(), Asker::Branch, sample::NOW).unwrap();
    assert_eq!(card.title, "为什么还不能召开？");
    assert_eq!(card.cause, "应到 26 人的 80% 是 21 人，目前 18 人参加。6 人未反馈，截止今天 18:00。");
    assert_eq!(card.steps[0], next("提醒这 6 人", Act::Remind));
}

#[test]
fn a_shut_act_is_advice_and_no_button() {
    let mut view = sample::view();
    view.acts = vec![sample::act(Act::Remind, Some("reminded_recently"))];
    let card = why(&view, Asker::Branch, sample::NOW).unwrap();
    assert!(card.steps.iter().all(|s| s.act.is_none()) && !card.steps.is_empty());
    assert!(why(&view, Asker::Member, sample::NOW).unwrap().steps.is_empty());
}

#[test]
fn every_stage_but_done_is_explained_to_everybody() {
    for stage in Stage::ALL {
        for asker in [Asker::Branch, Asker::Superior, Asker::Member] {
            let mut view = sample::view();
            view.row.stage = *stage;
            let card = why(&view, asker, sample::NOW);
            assert_eq!(card.is_none(), *stage == Stage::Done, "{}", stage.label());
            assert!(card.is_none_or(|c| !c.cause.is_empty()));
        }
    }
}

#[test]
fn a_return_shows_its_reason() {
    let mut view = sample::view();
    view.row.stage = Stage::Returned;
    view.rounds = vec![ReviewRound {
        round: 1,
        step: Step::Review,
        submitted_at: sample::NOW.plus(-DAY),
        reviewer: "示例乡党总支".into(),
        decision: Some(gsdj_domain::meeting::Decision::Return),
        reason: "缺签到表".into(),
        decided_at: Some(sample::NOW),
        withdrawn: false,
    }];
    let card = why(&view, Asker::Branch, sample::NOW).unwrap();
    assert_eq!(card.cause, "示例乡党总支第 1 次审核时退回：缺签到表");
}
