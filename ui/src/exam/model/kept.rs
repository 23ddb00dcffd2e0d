//! A sitting as this device knows it: the questions, what was answered here, what has been sent. It survives a reload, a closed app
//! and a lost connection; two windows of one device share it.

use gsdj_domain::Instant;
use gsdj_domain::exam::{
    AnswerWrite, QuestionKind, SatQuestion, SittingView, Stamp, Written, merge, next_counter, takes_answers,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An answer given on this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Own {
    /// The options chosen.
    pub chosen: Vec<u8>,
    /// When, as answers are compared.
    pub counter: i64,
    /// By which device.
    pub device: i64,
    /// The server has it, or something newer.
    pub sent: bool,
}

impl Own {
    fn written(&self) -> Written {
        Written { chosen: self.chosen.clone(), stamp: Stamp { counter: self.counter, device: self.device } }
    }
}

/// A sitting as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// As the server showed it last.
    pub view: SittingView,
    /// This device's number in this sitting.
    pub device: i64,
    /// What was answered here.
    pub own: BTreeMap<u32, Own>,
    /// It is to be handed in as soon as there is a network.
    pub hand_in: bool,
}

impl Kept {
    /// A sitting that this device meets for the first time.
    #[must_use]
    pub const fn new(view: SittingView, device: i64) -> Self {
        Self { view, device, own: BTreeMap::new(), hand_in: false }
    }

    /// Takes what another window has kept meanwhile: of each answer the newer, and that it is to be handed in.
    #[must_use]
    pub fn with(mut self, other: &Self) -> Self {
        for (seat, theirs) in &other.own {
            let mine = self.own.entry(*seat).or_insert_with(|| theirs.clone());
            match theirs.written().stamp.cmp(&mine.written().stamp) {
                std::cmp::Ordering::Greater => *mine = theirs.clone(),
                std::cmp::Ordering::Equal => mine.sent |= theirs.sent,
                std::cmp::Ordering::Less => {}
            }
        }
        self.hand_in |= other.hand_in;
        self
    }

    /// Takes what the server shows now.
    pub fn see(&mut self, view: SittingView) {
        self.view = view;
        for question in &self.view.asked {
            if let Some(own) = self.own.get_mut(&question.seat) {
                own.sent |= stamp(question) >= own.written().stamp;
            }
        }
    }

    /// What is answered to a question: the newest of what this device and the server know.
    #[must_use]
    pub fn chosen(&self, seat: u32) -> Vec<u8> {
        let Some(question) = self.view.asked.iter().find(|q| q.seat == seat) else { return Vec::new() };
        let theirs = Written { chosen: question.chosen.clone(), stamp: stamp(question) };
        match self.own.get(&seat) {
            Some(own) => merge(theirs, own.written()).chosen,
            None => theirs.chosen,
        }
    }

    /// Chooses an option, or takes it back: of one that may be chosen alone the others go.
    pub fn choose(&mut self, seat: u32, option: u8, now: Instant) {
        let Some(question) = self.view.asked.iter().find(|q| q.seat == seat) else { return };
        if usize::from(option) >= question.options.len() {
            return;
        }
        let mut chosen = self.chosen(seat);
        match (question.kind, chosen.iter().position(|c| *c == option)) {
            (QuestionKind::Multiple, Some(at)) => drop(chosen.remove(at)),
            (QuestionKind::Multiple, None) => chosen.push(option),
            (QuestionKind::Single | QuestionKind::TrueFalse, Some(_)) => return,
            (QuestionKind::Single | QuestionKind::TrueFalse, None) => chosen = vec![option],
        }
        chosen.sort_unstable();
        let counter = next_counter(now, self.seen());
        self.own.insert(seat, Own { chosen, counter, device: self.device, sent: false });
    }

    /// The greatest counter this device has seen in the sitting.
    fn seen(&self) -> i64 {
        let own = self.own.values().map(|o| o.counter);
        self.view.asked.iter().map(|q| q.counter).chain(own).max().unwrap_or(0)
    }

    /// What has not arrived yet.
    #[must_use]
    pub fn pending(&self) -> Vec<AnswerWrite> {
        let unsent = self.own.iter().filter(|(_, own)| !own.sent);
        unsent
            .map(|(seat, own)| AnswerWrite {
                seat: *seat,
                chosen: own.chosen.clone(),
                counter: own.counter,
                device: own.device,
            })
            .collect()
    }

    /// Takes what the server says stands now.
    pub fn heard(&mut self, stands: &[AnswerWrite]) {
        for write in stands {
            if let Some(question) = self.view.asked.iter_mut().find(|q| q.seat == write.seat) {
                (question.chosen, question.counter, question.device) =
                    (write.chosen.clone(), write.counter, write.device);
            }
            if let Some(own) = self.own.get_mut(&write.seat) {
                own.sent |= write.written().stamp >= own.written().stamp;
            }
        }
    }

    /// How many questions are answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.view.asked.iter().filter(|q| !self.chosen(q.seat).is_empty()).count()
    }

    /// Questions of whose answers the server does not know and does not count: they came too late.
    #[must_use]
    pub fn too_late(&self) -> Vec<u32> {
        if self.view.row.result.is_none() {
            return Vec::new();
        }
        self.pending().into_iter().map(|w| w.seat).collect()
    }

    /// Whether something is still to be sent: answers that are taken, or the whole.
    #[must_use]
    pub fn waits(&self, now: Instant) -> bool {
        self.view.row.result.is_none()
            && (self.hand_in || (!self.pending().is_empty() && takes_answers(self.view.row.deadline, now)))
    }
}

fn stamp(question: &SatQuestion) -> Stamp {
    Stamp { counter: question.counter, device: question.device }
}

#[cfg(test)]
pub(in crate::exam) mod tests {
    use super::*;
    use gsdj_domain::SittingId;
    use gsdj_domain::exam::{HandedInBy, SittingKind, SittingResult, SittingRow, Subject};

    pub fn view() -> SittingView {
        let kinds = [QuestionKind::Single, QuestionKind::Multiple, QuestionKind::TrueFalse];
        let question = |(seat, kind): (u32, &QuestionKind)| SatQuestion {
            seat,
            kind: *kind,
            subject: Subject::OrgLife,
            text: format!("示例{seat}"),
            options: vec!["甲".into(), "乙".into(), "丙".into()],
            chosen: Vec::new(),
            counter: 0,
            device: 0,
            verdict: None,
        };
        SittingView {
            row: SittingRow {
                id: SittingId(1),
                kind: SittingKind::Exam,
                exam: None,
                title: "示例".into(),
                begun_at: Instant(0),
                deadline: Instant(600_000),
                questions: 3,
                result: None,
            },
            asked: (0..).zip(&kinds).map(question).collect(),
        }
    }

    pub fn result() -> SittingResult {
        SittingResult {
            handed_in_at: Instant(600_000),
            by: HandedInBy::Clock,
            answered: 1,
            right: 1,
            score: 33,
            pass_mark: Some(60),
            passed: false,
            full_groups: 0,
            points: 0,
        }
    }

    #[test]
    fn choosing_follows_the_kind_of_the_question() {
        let mut kept = Kept::new(view(), 7);
        for (seat, option) in [(0, 1), (0, 2), (0, 2), (1, 2), (1, 0), (1, 2), (2, 1), (2, 9), (9, 0)] {
            kept.choose(seat, option, Instant(100));
        }
        assert_eq!((kept.chosen(0), kept.chosen(1), kept.chosen(2)), (vec![2], vec![0], vec![1]));
        assert_eq!(kept.answered(), 3);
        // taking the last of several back is an answer too: none
        kept.choose(1, 0, Instant(100));
        assert_eq!((kept.chosen(1), kept.answered(), kept.pending().len()), (vec![], 2, 3));
    }

    #[test]
    fn what_arrived_is_not_sent_again_and_what_came_after_it_is() {
        let mut kept = Kept::new(view(), 7);
        kept.choose(0, 1, Instant(100));
        let sent = kept.pending();
        kept.choose(0, 2, Instant(100));
        kept.heard(&sent);
        assert_eq!(kept.pending().len(), 1, "the second answer is newer than what the server heard");
        kept.heard(&kept.pending());
        assert_eq!((kept.pending().len(), kept.chosen(0)), (0, vec![2]));
        // another device was newer: it stands, and this one's is not sent any more
        kept.choose(0, 0, Instant(200));
        let other = AnswerWrite { seat: 0, chosen: vec![1], counter: 5_000, device: 9 };
        kept.heard(&[other]);
        assert_eq!((kept.pending().len(), kept.chosen(0)), (0, vec![1]));
        // what is answered after seeing that goes over it, whatever this device's clock says
        kept.choose(0, 2, Instant(300));
        assert_eq!((kept.chosen(0), kept.pending()[0].counter), (vec![2], 5_001));
    }

    #[test]
    fn two_windows_of_one_device_lose_nothing() {
        let mut one = Kept::new(view(), 7);
        let mut other = one.clone();
        one.choose(0, 1, Instant(100));
        other.choose(2, 0, Instant(100));
        other.hand_in = true;
        let both = one.clone().with(&other);
        assert_eq!((both.chosen(0), both.chosen(2), both.hand_in), (vec![1], vec![0], true));
        let mut heard = both.clone();
        heard.heard(&both.pending());
        assert!(both.with(&heard).pending().is_empty());
    }

    #[test]
    fn a_reload_sees_what_the_server_has_and_keeps_what_it_has_not() {
        let mut kept = Kept::new(view(), 7);
        kept.choose(0, 1, Instant(100));
        kept.choose(2, 0, Instant(100));
        let text = serde_json::to_string(&kept).unwrap();
        let mut back: Kept = serde_json::from_str(&text).unwrap();
        let mut shown = view();
        (shown.asked[0].chosen, shown.asked[0].counter, shown.asked[0].device) = (vec![1], back.own[&0].counter, 7);
        back.see(shown);
        assert_eq!(back.pending().iter().map(|w| w.seat).collect::<Vec<_>>(), [2]);
        assert_eq!((back.chosen(0), back.chosen(2)), (vec![1], vec![0]));
    }

    #[test]
    fn what_came_too_late_is_told_and_not_sent_for_ever() {
        let mut kept = Kept::new(view(), 7);
        kept.choose(0, 1, Instant(100));
        assert!(kept.waits(Instant(660_000)) && !kept.waits(Instant(660_001)));
        kept.hand_in = true;
        assert!(kept.waits(Instant(700_000)), "handing in is asked for: the server says what came of it");
        assert!(kept.too_late().is_empty());
        let mut done = view();
        done.row.result = Some(result());
        kept.see(done);
        assert_eq!((kept.too_late(), kept.waits(Instant(0))), (vec![0], false));
    }
}
