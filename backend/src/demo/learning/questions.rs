//! The questions on which the demo's screen pauses, and what its members answer: our own words.

use gsdj_domain::exam::QuestionKind;
use gsdj_domain::learning::{LessonQuestionForm, tidy_place};

/// What members answer, question by question, in turn; most of them rightly.
pub(super) const ANSWERS: [[&[u8]; 4]; 2] = [[&[0], &[0], &[1], &[0]], [&[0, 2], &[0, 2], &[0], &[0, 1, 2]]];

/// The questions of a film that lasts so long (in milliseconds): after a third and after two.
pub(super) fn questions(length: i64) -> [LessonQuestionForm; 2] {
    let options = ["会后分组讨论，列出本支部能做的事", "把视频转发到群里就算完成", "指定专人跟进，下次会议通报进展"];
    [
        LessonQuestionForm {
            at: tidy_place(length / 3),
            kind: QuestionKind::TrueFalse,
            text: "集中学习时，暂停和拖过去的部分不计入学习时长。（示例）".into(),
            options: Vec::new(),
            right: vec![0],
            explanation: "平台按服务器的时钟核实实际播放的时长，暂停和拖过去的部分都不算。".into(),
        },
        LessonQuestionForm {
            at: tidy_place(length * 2 / 3),
            kind: QuestionKind::Multiple,
            text: "看完这一讲，怎样把学到的做法用到本支部？（示例）".into(),
            options: options.map(str::to_owned).to_vec(),
            right: vec![0, 2],
            explanation: "学了要用：先讨论出能做的事，再落实到人、通报进展。只转发不讨论，学不到手上。".into(),
        },
    ]
}
