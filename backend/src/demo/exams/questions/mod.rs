//! The demo's bank: questions of our own about what is generally known of party affairs, and about this platform's own rules.

mod life;
mod platform;
mod study;

use gsdj_domain::exam::{QuestionForm, QuestionKind, Subject};

/// A question in short.
pub(super) struct Brief {
    /// What is asked.
    stem: &'static str,
    /// What is offered; nothing where it is true or false.
    options: &'static [&'static str],
    /// The right ones.
    right: &'static [u8],
    /// Why.
    why: &'static str,
}

/// One of several.
const fn one(stem: &'static str, options: &'static [&'static str], right: &'static [u8], why: &'static str) -> Brief {
    Brief { stem, options, right, why }
}

/// Several of several.
const fn many(stem: &'static str, options: &'static [&'static str], right: &'static [u8], why: &'static str) -> Brief {
    Brief { stem, options, right, why }
}

/// True.
const fn yes(stem: &'static str, why: &'static str) -> Brief {
    Brief { stem, options: &[], right: &[0], why }
}

/// False.
const fn no(stem: &'static str, why: &'static str) -> Brief {
    Brief { stem, options: &[], right: &[1], why }
}

/// A subject, where its questions come from, and the questions.
type Chapter = (Subject, &'static str, &'static [Brief]);

const CHAPTERS: [Chapter; 8] = [
    (Subject::Rules, "党章（示例整理）", study::RULES),
    (Subject::Theory, "党章（示例整理）", study::THEORY),
    (Subject::History, "党史常识（示例整理）", study::HISTORY),
    (Subject::OrgLife, "支部工作常识（示例整理）", life::ORG_LIFE),
    (Subject::Membership, "发展党员常识（示例整理）", life::MEMBERSHIP),
    (Subject::Discipline, "纪律常识（示例整理）", study::DISCIPLINE),
    (Subject::Standards, "平台的学标对标（示例）", platform::STANDARDS),
    (Subject::Platform, "平台使用规则（示例）", platform::PLATFORM),
];

impl Brief {
    fn form(&self, subject: Subject, source: &str) -> QuestionForm {
        let kind = match (self.options.len(), self.right.len()) {
            (0, _) => QuestionKind::TrueFalse,
            (_, 1) => QuestionKind::Single,
            _ => QuestionKind::Multiple,
        };
        QuestionForm {
            kind,
            text: self.stem.into(),
            options: self.options.iter().map(|o| (*o).into()).collect(),
            right: self.right.to_vec(),
            explanation: self.why.into(),
            subject,
            source: source.into(),
            active: true,
        }
    }
}

/// The whole bank.
pub(super) fn bank() -> Vec<QuestionForm> {
    let chapter = |(subject, source, all): &Chapter| {
        let (subject, source) = (*subject, *source);
        all.iter().map(move |brief| brief.form(subject, source)).collect::<Vec<_>>()
    };
    CHAPTERS.iter().flat_map(chapter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use gsdj_domain::exam::{check_question, same};
    use std::collections::BTreeSet;

    #[test]
    fn the_bank_is_good_and_every_question_stands_in_it_once() {
        let bank = bank();
        assert!(bank.len() >= 120, "{}", bank.len());
        for form in &bank {
            assert_eq!(check_question(form), Ok(()), "{}", form.text);
        }
        assert_eq!(bank.iter().map(same).collect::<BTreeSet<_>>().len(), bank.len());
        for subject in Subject::ALL {
            let of = bank.iter().filter(|q| q.subject == *subject).count();
            assert!(of >= 10, "{} has {of}", subject.label());
        }
        for kind in QuestionKind::ALL {
            assert!(bank.iter().filter(|q| q.kind == *kind).count() >= 20, "{}", kind.label());
        }
    }
}
