//! Minutes: a meeting and its record as they are printed, and the one text that a seal is about (FEATURES 13.9).

use crate::file::FileInfo;
use crate::meeting::{Answer, Attendee, Length, MeetingKind, ReviewRound, Tally};
use crate::rich::{self, Block};
use crate::{Instant, MeetingId};

/// What was put to the vote, and how it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// What it was about.
    pub matter: String,
    /// 赞成.
    pub in_favour: u32,
    /// 反对.
    pub against: u32,
    /// 弃权.
    pub abstained: u32,
    /// The outcome in words: 通过, 未通过.
    pub outcome: String,
}

/// A meeting and its record, as they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// The meeting.
    pub meeting: MeetingId,
    /// Counts the branch's changes.
    pub version: u32,
    /// Whose meeting it is, by name.
    pub org: String,
    /// Its kind.
    pub kind: MeetingKind,
    /// What it is about.
    pub title: String,
    /// Where.
    pub place: String,
    /// When.
    pub starts_at: Instant,
    /// How long.
    pub length: Length,
    /// Who chaired.
    pub chair: String,
    /// The agenda, as typed.
    pub agenda: String,
    /// Heads.
    pub tally: Tally,
    /// Everybody of the meeting.
    pub people: Vec<Attendee>,
    /// The record's text.
    pub text: Vec<Block>,
    /// When it was last changed.
    pub recorded_at: Instant,
    /// Votes, for kinds that take them.
    pub votes: Vec<Vote>,
    /// Photos.
    pub photos: Vec<FileInfo>,
    /// Attachments.
    pub attachments: Vec<FileInfo>,
    /// Rounds of review.
    pub rounds: Vec<ReviewRound>,
}

/// Who was there and who was not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attendance {
    /// 实到: their names.
    pub present: Vec<String>,
    /// 请假: names and reasons.
    pub on_leave: Vec<(String, String)>,
    /// 缺席: expected, not there, no leave asked for.
    pub absent: Vec<String>,
    /// 不计入应到: names and reasons.
    pub excluded: Vec<(String, String)>,
}

impl Minutes {
    /// Who was there and who was not, each group in the order of the form.
    #[must_use]
    pub fn attendance(&self) -> Attendance {
        let mut out = Attendance::default();
        for person in &self.people {
            let name = person.name.clone();
            if !person.expected {
                out.excluded.push((name, exclusion(person)));
            } else if person.present == Some(true) {
                out.present.push(name);
            } else if person.answer == Some(Answer::Leave) {
                out.on_leave.push((name, person.leave_reason.clone()));
            } else {
                out.absent.push(name);
            }
        }
        out
    }

    /// The minutes without what only the branch and those above it read: why somebody was away.
    #[must_use]
    pub fn without_reasons(mut self) -> Self {
        for person in &mut self.people {
            person.leave_reason.clear();
            person.note.clear();
            person.reason = None;
        }
        self
    }

    /// The title of the print: 「支部党员大会记录」.
    #[must_use]
    pub fn heading(&self) -> String {
        format!("{}记录", self.kind.label())
    }

    /// The name of the file: title and day, without what file systems don't take.
    #[must_use]
    pub fn file_name(&self, ending: &str) -> String {
        let taken = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '_' } else { c };
        let title: String = self.title.chars().map(taken).take(60).collect();
        format!("会议记录 {} {}.{ending}", self.starts_at.day(), title.trim())
    }

    /// Everything that is printed, as one text that only the same minutes have: each part with its length before it, so
    /// that no part can pass for another.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = Parts(String::from("gsdj minutes 1\n"));
        out.put("meeting", self.meeting).put("org", &self.org).put("kind", self.kind.code()).put("title", &self.title);
        out.put("place", &self.place).put("starts_at", self.starts_at.0).put("length", self.length.code());
        out.put("chair", &self.chair).put("agenda", &self.agenda).put("text", rich::to_html(&self.text));
        for p in &self.people {
            let standing = (p.expected, p.present, p.answer.map(Answer::code), p.reason.map(|r| r.code()));
            out.put("person", &p.name).put("standing", format!("{standing:?}"));
            out.put("note", &p.note).put("leave", &p.leave_reason);
        }
        for v in &self.votes {
            let count = format!("{}/{}/{}", v.in_favour, v.against, v.abstained);
            out.put("vote", &v.matter).put("count", count).put("outcome", &v.outcome);
        }
        for file in self.photos.iter().chain(&self.attachments) {
            out.put("file", file.id).put("name", &file.name).put("bytes", file.bytes);
        }
        for r in &self.rounds {
            let times = (r.submitted_at.0, r.decided_at.map(|at| at.0), r.decision.map(|d| d.code()), r.withdrawn);
            out.put("round", &r.reviewer).put("decision", format!("{times:?}")).put("reason", &r.reason);
        }
        out.0
    }
}

fn exclusion(person: &Attendee) -> String {
    let reason = person.reason.map(|r| r.label()).unwrap_or_default();
    match (reason.is_empty(), person.note.is_empty()) {
        (false, false) => format!("{reason}：{}", person.note),
        (false, true) => reason.to_owned(),
        (true, _) => person.note.clone(),
    }
}

struct Parts(String);

impl Parts {
    fn put(&mut self, name: &str, value: impl std::fmt::Display) -> &mut Self {
        let value = value.to_string();
        self.0.push_str(&format!("{name} {}:{value}\n", value.len()));
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemberId;
    use crate::meeting::ExclusionReason;

    fn person(name: &str, expected: bool, present: bool, answer: Option<Answer>) -> Attendee {
        Attendee {
            member: MemberId(1),
            name: name.into(),
            expected,
            class: crate::member::MemberClass::Full,
            reason: (!expected).then_some(ExclusionReason::Away),
            note: String::new(),
            told_at: None,
            answer,
            leave_reason: if answer == Some(Answer::Leave) { "看病".into() } else { String::new() },
            answered_at: None,
            present: Some(present),
            checked_in_at: None,
            answered_by: None,
        }
    }

    fn minutes() -> Minutes {
        Minutes {
            meeting: MeetingId(7),
            version: 3,
            org: "示例村党支部".into(),
            kind: MeetingKind::GeneralMeeting,
            title: "示例/主题".into(),
            place: "村部".into(),
            starts_at: Instant(0),
            length: Length::HalfDay,
            chair: "示例甲".into(),
            agenda: String::new(),
            tally: Tally::default(),
            people: vec![
                person("示例甲", true, true, Some(Answer::Attend)),
                person("示例乙", true, false, Some(Answer::Leave)),
                person("示例丙", true, false, None),
                person("示例丁", false, false, None),
            ],
            text: rich::read_html("<p>一</p>"),
            recorded_at: Instant(0),
            votes: Vec::new(),
            photos: Vec::new(),
            attachments: Vec::new(),
            rounds: Vec::new(),
        }
    }

    #[test]
    fn everybody_stands_in_one_group() {
        let a = minutes().attendance();
        assert_eq!(a.present, ["示例甲"]);
        assert_eq!(a.on_leave, [("示例乙".to_owned(), "看病".to_owned())]);
        assert_eq!(a.absent, ["示例丙"]);
        assert_eq!(a.excluded, [("示例丁".to_owned(), "外出流动".to_owned())]);
        let bare = minutes().without_reasons().attendance();
        assert_eq!((bare.on_leave[0].1.as_str(), bare.excluded[0].1.as_str()), ("", ""));
    }

    #[test]
    fn every_change_changes_the_text_that_is_sealed() {
        let first = minutes().canonical();
        let changed = |change: &dyn Fn(&mut Minutes)| {
            let mut other = minutes();
            change(&mut other);
            other.canonical() != first
        };
        assert!(changed(&|m| m.text = rich::read_html("<p>一。</p>")));
        assert!(changed(&|m| m.people[2].present = Some(true)));
        assert!(changed(&|m| m.people.swap(0, 1)));
        assert!(changed(&|m| m.starts_at = Instant(60_000)));
        assert!(changed(&|m| (m.title, m.place) = ("示例/主题村部".into(), String::new())));
        assert!(!changed(&|m| m.version = 9), "a version alone says nothing about what is printed");
    }

    #[test]
    fn a_file_name_holds_nothing_that_a_disk_refuses() {
        assert_eq!(minutes().file_name("pdf"), "会议记录 1970-01-01 示例_主题.pdf");
    }
}
