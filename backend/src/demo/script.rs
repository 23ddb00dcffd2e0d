//! The acts of one meeting in the order in which they happen, with the time of each.

use super::life;
use super::people::KNOWN;
use super::plan::{Plan, Scene};
use super::seeded::{of, seeded};
use super::store::Someone;
use super::texts;
use gsdj_domain::archive::TextFormat;
use gsdj_domain::meeting::{
    Answer, Audience, Decision, Exclusion, ExclusionReason, Length, MeetingForm, RecordForm, Step, share,
};
use gsdj_domain::time::{DAY, HOUR, MINUTE};
use gsdj_domain::{Instant, MemberId};
use rand::Rng;
use rand::seq::SliceRandom as _;
use rand_chacha::ChaCha8Rng;

/// When meetings are called off: yesterday at five, counted from today's midnight.
const CANCELLED_AT: i64 = -DAY + 17 * HOUR;

/// Something that somebody does.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// The branch creates it.
    Create(Box<MeetingForm>),
    /// The branch tells these members.
    Send(Vec<MemberId>),
    /// A member answers.
    Answer(MemberId, String, Answer, &'static str),
    /// A member scans the chair's screen.
    CheckIn(MemberId, String),
    /// The branch checks a member in by hand.
    CheckInByHand(MemberId),
    /// The branch uploads the record, with so many photos.
    Record(Box<RecordForm>, usize),
    /// The branch hands it in.
    Submit,
    /// The superior decides.
    Decide(Decision, &'static str),
    /// The branch calls it off.
    Cancel(&'static str),
    /// What a life meeting has beside.
    Life(life::Deed),
}

/// The acts of `plan` up to where it stands; nothing for a branch that cannot meet.
pub(super) fn acts(plan: &Plan, people: &[Someone], place: &str, anchor: Instant) -> Vec<(Instant, Deed)> {
    let mut rng = seeded("meeting", plan.seed);
    let group = people.iter().filter_map(|p| p.group).min();
    let circle: Vec<&Someone> = match plan.kind.row().audience {
        Audience::Branch => people.iter().collect(),
        Audience::Committee => people.iter().filter(|p| p.seated).collect(),
        Audience::Group if group.is_none() => return Vec::new(),
        Audience::Group => people.iter().filter(|p| p.group == group).collect(),
    };
    let group = group.filter(|_| plan.kind.row().audience == Audience::Group);
    let seated: Vec<&Someone> = people.iter().filter(|p| p.seated).collect();
    let Some(chair) = seated.iter().find(|p| is_known(p, 1)).or_else(|| seated.first()) else { return Vec::new() };
    let form = MeetingForm { group, ..form(plan, &circle, chair.id, place, &mut rng) };
    let expected: Vec<&Someone> = circle.iter().copied().filter(|p| form.expected.contains(&p.id)).collect();
    let mut script = Script { plan, rng, acts: Vec::new(), anchor };
    script.acts.push((plan.created_at, Deed::Create(Box::new(form))));
    script.rest(&expected);
    script.acts
}

/// Whether it is the account holder number `at`.
fn is_known(person: &Someone, at: usize) -> bool {
    person.name == KNOWN[at].name
}

fn form(plan: &Plan, circle: &[&Someone], chair: MemberId, place: &str, rng: &mut ChaCha8Rng) -> MeetingForm {
    let mut excluded = Vec::new();
    let mut expected = Vec::new();
    for (at, person) in circle.iter().enumerate() {
        // people come in the order of joining: now and then the oldest is too frail
        let frail = at == 0 && circle.len() > 12 && person.id != chair && rng.random_bool(0.4);
        if person.away {
            excluded.push(Exclusion { member: person.id, reason: ExclusionReason::Away, note: String::new() });
        } else if frail && !KNOWN.iter().any(|k| k.name == person.name) {
            excluded.push(Exclusion { member: person.id, reason: ExclusionReason::Illness, note: texts::FRAIL.into() });
        } else {
            expected.push(person.id);
        }
    }
    MeetingForm {
        kind: plan.kind,
        title: format!("{}（示例）", plan.theme.title),
        place: place.into(),
        agenda: texts::agenda(plan.theme),
        starts_at: plan.starts_at,
        length: if plan.theme.agenda.len() > 3 { Length::OneDay } else { Length::HalfDay },
        chair,
        group: None,
        required_share: plan.kind.row().share_required.then(|| of(&[80, 80, 66, 75], rng.random_range(0..4))),
        answer_deadline: plan.deadline,
        expected,
        excluded,
    }
}

struct Script<'a> {
    plan: &'a Plan,
    rng: ChaCha8Rng,
    acts: Vec<(Instant, Deed)>,
    anchor: Instant,
}

impl Script<'_> {
    /// Everything after the creation.
    fn rest(&mut self, expected: &[&Someone]) {
        use Scene::{
            Appraising, Cancelled, Done, DoneAgain, Draft, InReview, Preparing, RecordDue, Returned, SubmitDue,
        };
        let scene = self.plan.scene;
        if scene == Draft {
            return;
        }
        let mut told_at = self.plan.created_at.plus(self.rng.random_range(20..90) * MINUTE);
        if self.plan.kind.row().has(Step::PreNotice) {
            let (acts, approved_at) = life::before(self.plan.scene, expected, told_at);
            self.acts.extend(acts);
            if scene == Preparing {
                return;
            }
            told_at = approved_at;
        }
        self.acts.push((told_at, Deed::Send(expected.iter().map(|p| p.id).collect())));
        let coming = self.answers(expected, told_at);
        if scene == Cancelled {
            let at = self.anchor.plus(CANCELLED_AT);
            self.acts.push((at, Deed::Cancel(of(texts::CANCEL, self.rng.random_range(0..3)))));
        }
        if self.plan.checks_in && !matches!(scene, Cancelled | Scene::Answering | Scene::Blocked | Scene::Ready) {
            self.check_in(expected, &coming);
        }
        if !matches!(scene, Appraising | SubmitDue | InReview | Returned | Done | DoneAgain) {
            debug_assert!(matches!(scene, RecordDue | Cancelled | Scene::Answering | Scene::Blocked | Scene::Ready));
            return;
        }
        let present = self.present(expected, coming);
        let recorded = self.later(self.plan.starts_at, 4, 20);
        let appraised = self.plan.kind.row().has(Step::UploadAppraisal);
        if appraised {
            self.acts.extend(life::ballots(scene, expected, &present, self.plan.starts_at));
        }
        self.record(recorded, expected, &present, "");
        if matches!(scene, SubmitDue | Appraising) {
            return;
        }
        if appraised {
            self.acts.extend(life::verdicts(expected, recorded.plus(30 * MINUTE)));
        }
        let submitted = self.later(recorded, 1, 20);
        self.acts.push((submitted, Deed::Submit));
        self.review(submitted, expected, &present);
    }

    /// Those who said that they come arrive within the last three quarters of an hour; one has left the phone at home.
    fn check_in(&mut self, expected: &[&Someone], coming: &[MemberId]) {
        let pause = 45 * MINUTE / i64::try_from(coming.len().max(1)).unwrap_or(1);
        for (nth, member) in (0..).zip(coming) {
            let Some(person) = expected.iter().find(|p| p.id == *member) else { continue };
            let deed = match nth {
                3 => Deed::CheckInByHand(*member),
                _ => Deed::CheckIn(*member, person.name.clone()),
            };
            self.acts.push((self.plan.starts_at.plus(-45 * MINUTE + nth * pause), deed));
        }
    }

    fn review(&mut self, submitted: Instant, expected: &[&Someone], present: &[MemberId]) {
        let reviewed = self.plan.kind.row().has(Step::Review);
        if self.plan.scene == Scene::InReview || !reviewed {
            return;
        }
        let mut at = self.later(submitted, 20, 60);
        if matches!(self.plan.scene, Scene::Returned | Scene::DoneAgain) {
            let why = of(texts::RETURN, self.rng.random_range(0..texts::RETURN.len()));
            self.acts.push((at, Deed::Decide(Decision::Return, why)));
            if self.plan.scene == Scene::Returned {
                return;
            }
            let again = self.later(at, 3, 30);
            self.record(again, expected, present, texts::SUPPLEMENT);
            self.acts.push((again.plus(25 * MINUTE), Deed::Submit));
            at = self.later(again, 20, 60);
        }
        self.acts.push((at, Deed::Decide(Decision::Approve, "")));
        if self.plan.kind.row().has(Step::AfterWork) {
            self.acts.push((at.plus(5 * DAY), Deed::Life(life::Deed::AfterWork)));
        }
    }

    /// Some hours later, in office hours.
    fn later(&mut self, than: Instant, from: i64, to: i64) -> Instant {
        let at = than.plus(self.rng.random_range(from * HOUR..to * HOUR) / MINUTE * MINUTE);
        let midnight = Instant::midnight(at.day());
        let early = midnight.plus(8 * HOUR + 30 * MINUTE + self.rng.random_range(0..80) * MINUTE);
        if at < early {
            early
        } else if at > midnight.plus(18 * HOUR) {
            early.plus(DAY)
        } else {
            at
        }
    }

    fn record(&mut self, at: Instant, expected: &[&Someone], present: &[MemberId], supplement: &str) {
        let text = texts::record(self.plan.theme, expected.len(), present.len());
        let text = if supplement.is_empty() { text } else { format!("{text}<p>{supplement}</p>") };
        let form = RecordForm {
            text,
            format: TextFormat::Rich,
            present: present.to_vec(),
            photos: Vec::new(),
            attachments: Vec::new(),
            motions: Vec::new(),
        };
        let photos = if self.plan.photos { self.rng.random_range(1..4) } else { 0 };
        self.acts.push((at, Deed::Record(Box::new(form), photos)));
    }

    /// Has people answer; says who will come, the surest first.
    fn answers(&mut self, expected: &[&Someone], told_at: Instant) -> Vec<MemberId> {
        let share = self.share();
        let needed = share::needed(count(expected.len()), share) as usize;
        let (coming, leaving) = self.heads(expected.len(), needed);
        let mut order: Vec<&Someone> = expected.to_vec();
        order.shuffle(&mut self.rng);
        if matches!(self.plan.scene, Scene::Answering) {
            // those whose accounts the demo names have the answer still before them
            order.sort_by_key(|p| (0..KNOWN.len()).any(|at| is_known(p, at)));
        }
        // nobody answers what has been called off
        let open_until = if self.plan.scene == Scene::Cancelled { self.anchor.plus(CANCELLED_AT) } else { self.anchor };
        let until = self.plan.deadline.min(open_until);
        let mut said = Vec::with_capacity(coming + leaving);
        for (at, person) in order.iter().take(coming + leaving).enumerate() {
            let (answer, why) = match at < coming {
                true => (Answer::Attend, ""),
                false => (Answer::Leave, of(texts::LEAVE, self.rng.random_range(0..texts::LEAVE.len()))),
            };
            let when = waking(&mut self.rng, told_at, until);
            said.push((when, Deed::Answer(person.id, person.name.clone(), answer, why)));
        }
        said.sort_by_key(|(when, _)| *when);
        self.acts.extend(said);
        order.iter().take(coming).map(|p| p.id).collect()
    }

    /// The required share of the form.
    fn share(&self) -> Option<u8> {
        match self.acts.first() {
            Some((_, Deed::Create(form))) => form.required_share,
            Some(_) | None => None,
        }
    }

    /// How many say that they come, and how many that they don't.
    fn heads(&mut self, expected: usize, needed: usize) -> (usize, usize) {
        let few = self.rng.random_range(0..2);
        match self.plan.scene {
            Scene::Draft | Scene::Preparing => (0, 0),
            Scene::Answering => {
                let most = if needed == 0 { expected } else { needed.saturating_sub(3) };
                ((expected * 6 / 10).min(most), (expected / 12).max(few))
            }
            Scene::Blocked => (needed.saturating_sub(2 + few), (expected - needed).min(3)),
            Scene::Cancelled => (expected / 2, few),
            Scene::Ready
            | Scene::RecordDue
            | Scene::Appraising
            | Scene::SubmitDue
            | Scene::InReview
            | Scene::Returned
            | Scene::Done
            | Scene::DoneAgain => {
                let spare = expected - needed.max(expected * 7 / 10).min(expected);
                let coming = expected - self.rng.random_range(0..=spare.min(4));
                (coming, (expected - coming).saturating_sub(few))
            }
        }
    }

    /// Who was there: those who said so, now and then but one.
    fn present(&mut self, expected: &[&Someone], mut coming: Vec<MemberId>) -> Vec<MemberId> {
        let needed = share::needed(count(expected.len()), self.share()) as usize;
        if coming.len() > needed.max(1) && self.rng.random_bool(0.35) {
            coming.pop();
        }
        coming.sort_unstable();
        coming
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A moment between two, in waking hours.
fn waking(rng: &mut impl Rng, from: Instant, to: Instant) -> Instant {
    let at = Instant(rng.random_range(from.0 + MINUTE..to.0.max(from.0 + 2 * MINUTE)));
    let midnight = Instant::midnight(at.day());
    let late = at.0 - midnight.0 < 7 * HOUR;
    let day = at.plus(7 * HOUR);
    if late && day < to { day } else { at }
}
