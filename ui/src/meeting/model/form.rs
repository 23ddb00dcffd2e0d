//! What is typed into the meeting form: texts until they are sent, checked by the same rules as the API's.

use super::tally::needed_sentence;
use crate::kit::{Faults, by_field};
use gsdj_domain::meeting::form::{Person, check};
use gsdj_domain::meeting::share::DEFAULT_REQUIRED;
use gsdj_domain::meeting::{Candidate, Exclusion, ExclusionReason, Length, MeetingDraft, MeetingForm, MeetingView};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{GroupId, Instant, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The order in which faults are gone to, which is the order on the page.
pub const FIELDS: [&str; 10] = [
    "title",
    "starts_at",
    "place",
    "chair",
    "answer_deadline",
    "required_share",
    "group",
    "expected",
    "excluded",
    "agenda",
];

/// Where somebody of the circle stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// 应到.
    Expected,
    /// 不计入应到, with a reason and, where needed, words.
    Excluded(ExclusionReason, String),
}

/// The form as it stands on the page; survives a reload as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// 会议主题.
    pub title: String,
    /// 会议地点.
    pub place: String,
    /// 会议议程.
    pub agenda: String,
    /// As the date-and-time field has it.
    pub starts_at: String,
    /// 会期.
    pub length: Length,
    /// 主持人, once chosen.
    pub chair: Option<MemberId>,
    /// Percent, for kinds that have a required share.
    pub share: Option<u8>,
    /// As the date-and-time field has it.
    pub deadline: String,
    /// The party group, for kinds that draw from one.
    #[serde(default)]
    pub group: Option<GroupId>,
    /// Everybody of the circle.
    pub people: BTreeMap<MemberId, Place>,
}

impl Typed {
    /// An empty form for a circle: everybody 应到 but those whom the registry suggests to exclude.
    #[must_use]
    pub fn fresh(draft: &MeetingDraft) -> Self {
        let place = |c: &Candidate| c.suggested.map_or(Place::Expected, |r| Place::Excluded(r, String::new()));
        Self {
            title: String::new(),
            place: String::new(),
            agenda: String::new(),
            starts_at: String::new(),
            length: Length::HalfDay,
            chair: draft.committee.first().map(|c| c.member),
            share: draft.kind.row().share_required.then(|| draft.required_share.unwrap_or(DEFAULT_REQUIRED)),
            deadline: String::new(),
            group: draft.groups.first().map(|g| g.id),
            people: draft.circle.iter().map(|c| (c.id, place(c))).collect(),
        }
    }

    /// What a meeting has, to be changed; people who joined the circle since are 应到, who left it is left out.
    #[must_use]
    pub fn of(view: &MeetingView, draft: &MeetingDraft) -> Self {
        let mut typed = Self::fresh(draft);
        typed.title.clone_from(&view.row.title);
        typed.place.clone_from(&view.row.place);
        typed.agenda.clone_from(&view.agenda);
        typed.starts_at = view.row.starts_at.field();
        typed.length = view.row.length;
        typed.chair = Some(view.chair_id);
        typed.share = view.row.tally.required_share;
        typed.group = view.group_id;
        typed.deadline = view.row.answer_deadline.field();
        for person in &view.people {
            if let Some(place) = typed.people.get_mut(&person.member) {
                *place = match (person.expected, person.reason) {
                    (true, _) => Place::Expected,
                    (false, reason) => Place::Excluded(reason.unwrap_or(ExclusionReason::Other), person.note.clone()),
                };
            }
        }
        typed
    }

    /// Fits what was kept to the circle of today: strangers go, newcomers come as the draft has them.
    #[must_use]
    pub fn fitted(mut self, draft: &MeetingDraft) -> Self {
        let fresh = Self::fresh(draft);
        self.people.retain(|id, _| fresh.people.contains_key(id));
        for (id, place) in fresh.people {
            self.people.entry(id).or_insert(place);
        }
        self.chair = self.chair.filter(|c| draft.committee.iter().any(|m| m.member == *c)).or(fresh.chair);
        self.group = self.group.filter(|id| draft.groups.iter().any(|g| g.id == *id)).or(fresh.group);
        self.share = if draft.kind.row().share_required { self.share.or(fresh.share) } else { None };
        self
    }

    /// 应到 and 不计入, heads.
    #[must_use]
    pub fn heads(&self, draft: &MeetingDraft) -> (u32, u32) {
        let counted = self.people.iter().filter(|(id, _)| in_circle(draft, self.group, **id));
        let (expected, excluded): (Vec<_>, Vec<_>) = counted.partition(|(_, p)| **p == Place::Expected);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (count(expected.len()), count(excluded.len()))
    }

    /// 「应到 26 人的 80% 是 21 人」.
    #[must_use]
    pub fn share_sentence(&self, draft: &MeetingDraft) -> String {
        needed_sentence(self.heads(draft).0, self.share)
    }

    /// As it is sent; times not given yet are the epoch, which no rule takes.
    #[must_use]
    pub fn form(&self, draft: &MeetingDraft) -> MeetingForm {
        let time = |text: &str| Instant::from_field(text).unwrap_or(Instant(0));
        let mut form = MeetingForm {
            kind: draft.kind,
            title: self.title.trim().into(),
            place: self.place.trim().into(),
            agenda: self.agenda.trim().into(),
            starts_at: time(&self.starts_at),
            length: self.length,
            chair: self.chair.unwrap_or(MemberId(0)),
            group: self.group,
            required_share: self.share,
            answer_deadline: time(&self.deadline),
            expected: Vec::new(),
            excluded: Vec::new(),
        };
        for (member, place) in self.people.iter().filter(|(id, _)| in_circle(draft, self.group, **id)) {
            match place {
                Place::Expected => form.expected.push(*member),
                Place::Excluded(reason, note) => {
                    form.excluded.push(Exclusion { member: *member, reason: *reason, note: note.trim().into() });
                }
            }
        }
        form
    }
}

/// Whether somebody belongs to the circle: for a kind that draws from a group, to the group chosen.
#[must_use]
pub fn in_circle(draft: &MeetingDraft, group: Option<GroupId>, member: MemberId) -> bool {
    match group.and_then(|id| draft.groups.iter().find(|g| g.id == id)) {
        Some(group) => group.members.contains(&member),
        None => true,
    }
}

/// All faults of what is typed, by the rules of `domain`; a time or chair not chosen yet is asked for in plain words.
#[must_use]
pub fn faults(typed: &Typed, draft: &MeetingDraft, now: Instant) -> Faults {
    let circle = draft.circle.iter().filter(|c| in_circle(draft, typed.group, c.id));
    let circle: Vec<Person> = circle.map(|c| Person { id: c.id, name: c.name.clone() }).collect();
    let committee: Vec<MemberId> = draft.committee.iter().map(|c| c.member).collect();
    let mut faults = match check(&typed.form(draft), &circle, &committee, now) {
        Ok(()) => Faults::new(),
        Err(refusal) => by_field(&refusal.problem(String::new())),
    };
    let (start, deadline) = (Instant::from_field(&typed.starts_at), Instant::from_field(&typed.deadline));
    if start.is_none() {
        faults.insert("starts_at".into(), "请选择会议时间".into());
        if deadline.is_some_and(|d| d > now) {
            faults.remove("answer_deadline");
        }
    }
    if deadline.is_none() {
        faults.insert("answer_deadline".into(), "请选择反馈截止时间".into());
    }
    if typed.chair.is_none() && !committee.is_empty() {
        faults.insert("chair".into(), "请选择主持人".into());
    }
    faults
}

/// The first faulty field in the order of the page.
#[must_use]
pub fn first_field(faults: &Faults) -> Option<&'static str> {
    FIELDS.iter().copied().find(|f| faults.contains_key(*f))
}

/// Times worth proposing for a meeting, with a word for each.
#[must_use]
pub fn start_proposals(now: Instant) -> Vec<(String, Instant)> {
    let day = |n: i64| now.plus(n * DAY).day();
    [(1, 14, 30), (2, 14, 30), (3, 9, 0), (7, 14, 30)]
        .into_iter()
        .map(|(n, hour, minute)| Instant::at(day(n), hour, minute))
        .map(|at| (at.spoken(now), at))
        .collect()
}

/// Deadlines worth proposing for a start: those still ahead and before it.
#[must_use]
pub fn deadline_proposals(start: Instant, now: Instant) -> Vec<(&'static str, Instant)> {
    let before = |n: i64, hour| Instant::at(start.plus(-n * DAY).day(), hour, 0);
    let all = [
        ("前一天 18:00", before(1, 18)),
        ("前一天 12:00", before(1, 12)),
        ("前两天 18:00", before(2, 18)),
        ("会前 2 小时", start.plus(-2 * HOUR)),
    ];
    all.into_iter().filter(|(_, at)| *at > now && *at < start).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use gsdj_domain::branch::{CommitteeMember, CommitteePost};
    use gsdj_domain::meeting::{Audience, GroupChoice, MeetingKind};
    use gsdj_domain::member::MemberClass;

    fn draft(kind: MeetingKind) -> MeetingDraft {
        let candidate = |i: i64| Candidate {
            id: MemberId(i),
            name: format!("示例{i}"),
            class: MemberClass::Full,
            suggested: (i == 4).then_some(ExclusionReason::Away),
        };
        MeetingDraft {
            kind,
            circle: (1..=4).map(candidate).collect(),
            groups: match kind.row().audience {
                Audience::Group => vec![GroupChoice {
                    id: GroupId(7),
                    name: "示例第一党小组".into(),
                    members: (1..=3).map(MemberId).collect(),
                }],
                Audience::Branch | Audience::Committee => Vec::new(),
            },
            committee: vec![CommitteeMember {
                member: MemberId(1),
                name: "示例1".into(),
                post: CommitteePost::Secretary,
                added: None,
            }],
            required_share: kind.row().share_required.then_some(80),
            now: sample::NOW,
        }
    }

    fn filled(kind: MeetingKind) -> Typed {
        let start = sample::NOW.plus(3 * DAY);
        let deadline = deadline_proposals(start, sample::NOW)[0].1;
        Typed {
            title: "讨论".into(),
            place: "村部".into(),
            starts_at: start.field(),
            deadline: deadline.field(),
            ..Typed::fresh(&draft(kind))
        }
    }

    #[test]
    fn suggested_people_start_out_excluded_and_the_sums_follow() {
        let (typed, general) = (filled(MeetingKind::GeneralMeeting), draft(MeetingKind::GeneralMeeting));
        assert_eq!(typed.heads(&general), (3, 1));
        assert_eq!(typed.share_sentence(&general), "应到 3 人的 80% 是 3 人");
        assert_eq!(faults(&typed, &draft(MeetingKind::GeneralMeeting), sample::NOW), Faults::new());
    }

    #[test]
    fn every_kind_can_be_filled_in() {
        for kind in MeetingKind::ALL {
            assert_eq!(faults(&filled(*kind), &draft(*kind), sample::NOW), Faults::new(), "{}", kind.label());
        }
    }

    #[test]
    fn a_group_s_meeting_is_sent_with_the_group_and_nobody_else() {
        let (typed, draft) = (filled(MeetingKind::GroupMeeting), draft(MeetingKind::GroupMeeting));
        let form = typed.form(&draft);
        assert_eq!((form.group, form.expected.len(), form.excluded.len()), (Some(GroupId(7)), 3, 0));
        assert_eq!(faults(&Typed { group: None, ..typed }, &draft, sample::NOW)["group"], "请选择召开会议的党小组");
    }

    #[test]
    fn an_empty_form_asks_in_plain_words() {
        let d = draft(MeetingKind::GeneralMeeting);
        let found = faults(&Typed { chair: None, ..Typed::fresh(&d) }, &d, sample::NOW);
        assert_eq!(found["title"], "请填写会议主题");
        assert_eq!(found["starts_at"], "请选择会议时间");
        assert_eq!(found["answer_deadline"], "请选择反馈截止时间");
        assert_eq!(found["chair"], "请选择主持人");
        assert_eq!(first_field(&found), Some("title"));
    }

    #[test]
    fn deadlines_proposed_lie_between_now_and_the_start() {
        let start = sample::NOW.plus(5 * HOUR);
        assert_eq!(deadline_proposals(start, sample::NOW).iter().map(|p| p.0).collect::<Vec<_>>(), ["会前 2 小时"]);
        assert_eq!(deadline_proposals(sample::NOW.plus(3 * DAY), sample::NOW).len(), 4);
    }

    #[test]
    fn what_was_kept_is_fitted_to_the_circle_of_today() {
        let mut kept = filled(MeetingKind::GeneralMeeting);
        kept.people.remove(&MemberId(2));
        kept.people.insert(MemberId(99), Place::Expected);
        kept.chair = Some(MemberId(99));
        let fitted = kept.fitted(&draft(MeetingKind::PartyLecture));
        assert_eq!(fitted.people.keys().map(|m| m.0).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!((fitted.chair, fitted.share), (Some(MemberId(1)), None));
    }

    #[test]
    fn a_form_survives_json() {
        let typed = filled(MeetingKind::ThemeDay);
        let text = serde_json::to_string(&typed).unwrap();
        assert_eq!(serde_json::from_str::<Typed>(&text).unwrap(), typed);
    }
}
