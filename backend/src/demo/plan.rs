//! Which meetings every branch has, and how far each has come: all states occur, placed around today.
//!
//! What has happened lies before today's midnight and what is to come after it, so that a demo of one day is always the
//! same.

use super::seeded::{mix, of};
use super::size::Size;
use super::store::Actor;
use super::texts::{self, Theme};
use super::units::{DIRECT_BRANCH, STAR_BRANCH, STAR_GENERAL_BRANCH, number};
use chrono::Datelike as _;
use gsdj_domain::Instant;
use gsdj_domain::meeting::MeetingKind;
use gsdj_domain::time::{DAY, HOUR, MINUTE};

/// How far a meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scene {
    /// Created, nobody told.
    Draft,
    /// Told beforehand; outlines are coming in.
    Preparing,
    /// The record is in; members are voting on each other.
    Appraising,
    /// Members are answering.
    Answering,
    /// Too few will come.
    Blocked,
    /// Enough will come; it waits for its time.
    Ready,
    /// It has begun.
    RecordDue,
    /// The record is in.
    SubmitDue,
    /// It waits for the superior.
    InReview,
    /// Returned with a reason.
    Returned,
    /// Done.
    Done,
    /// Done after it had been returned once.
    DoneAgain,
    /// Called off.
    Cancelled,
}

use Scene::{
    Answering, Appraising, Blocked, Cancelled, Done, DoneAgain, Draft, InReview, Preparing, Ready, RecordDue, Returned,
    SubmitDue,
};

/// What is under way, branch after branch.
const OPEN: &[Scene] =
    &[Answering, InReview, Draft, Ready, RecordDue, Returned, Answering, Blocked, SubmitDue, Cancelled];

/// A meeting to be played.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// Whose, as an index of the actors.
    pub branch: usize,
    /// Which kind.
    pub kind: MeetingKind,
    /// How far it has come.
    pub scene: Scene,
    /// What it is about.
    pub theme: &'static Theme,
    /// When it is created.
    pub created_at: Instant,
    /// When it starts.
    pub starts_at: Instant,
    /// Until when answers are taken.
    pub deadline: Instant,
    /// Whether its record has photos.
    pub photos: bool,
    /// Whether people check in on the spot.
    pub checks_in: bool,
    /// For its own chances.
    pub seed: u64,
}

/// A meeting of the star branch: kind, scene, theme, days from today to its start.
type Row = (MeetingKind, Scene, usize, i64);

use MeetingKind::{CommitteeMeeting, GeneralMeeting, GroupMeeting, LifeMeeting, PartyLecture, ThemeDay};

const STAR: &[Row] = &[
    (GeneralMeeting, Answering, 0, 4),
    (GeneralMeeting, Draft, 5, 12),
    (GeneralMeeting, InReview, 1, -8),
    (GeneralMeeting, Returned, 2, -14),
    (GeneralMeeting, DoneAgain, 4, -48),
    (GeneralMeeting, Done, 3, -132),
    (GeneralMeeting, Done, 1, -221),
    (GeneralMeeting, Cancelled, 3, 2),
    (CommitteeMeeting, Ready, 0, 1),
    (CommitteeMeeting, Done, 1, -20),
    (CommitteeMeeting, InReview, 3, -5),
    (ThemeDay, Blocked, 1, 2),
    (ThemeDay, RecordDue, 0, -1),
    (ThemeDay, Done, 2, -33),
    (ThemeDay, Done, 4, -62),
    (PartyLecture, SubmitDue, 0, -3),
    (PartyLecture, Done, 1, -90),
    (GroupMeeting, Answering, 2, 5),
    (GroupMeeting, Done, 4, -27),
    (LifeMeeting, Preparing, 0, 16),
    (LifeMeeting, Done, 1, -340),
];

/// What the branch directly under the committee has besides.
const DIRECT: &[Row] =
    &[(GeneralMeeting, InReview, 3, -7), (GeneralMeeting, Answering, 6, 6), (LifeMeeting, Appraising, 0, -3)];

/// Every meeting of the demo; `anchor` is today's midnight.
pub(super) fn plans(size: Size, actors: &[Actor], anchor: Instant) -> Vec<Plan> {
    let mut plans = Vec::new();
    for (ordinal, (branch, actor)) in (0..).zip(actors.iter().enumerate().filter(|(_, a)| a.meets())) {
        let rows = match actor.code.as_str() {
            STAR_BRANCH => STAR.to_vec(),
            DIRECT_BRANCH => [DIRECT, &ordinary(size, actor, ordinal)].concat(),
            // the other branches under the star's superior fill its list of reviews
            _ if size.meets(ordinal) || under_star(actors, actor) => ordinary(size, actor, ordinal),
            _ => Vec::new(),
        };
        let first = plans.len();
        for row in rows {
            let n = plans.len();
            let mut plan = plan(branch, actor, row, n, size, anchor);
            plan.theme = theme(&plan, row.2, &plans[first..]);
            plans.push(plan);
        }
    }
    plans
}

/// Theme number `n` for the plan; one that the branch has had already only when there is no other.
fn theme(plan: &Plan, n: usize, earlier: &[Plan]) -> &'static Theme {
    let month = plan.starts_at.day().month();
    let taken = |theme: &&Theme| earlier.iter().any(|p| p.theme.title == theme.title);
    let all = (n..n + 12).map(|n| texts::pick(plan.kind, month, n));
    all.clone().find(|theme| !taken(theme)).unwrap_or_else(|| texts::pick(plan.kind, month, n))
}

fn under_star(actors: &[Actor], actor: &Actor) -> bool {
    actor.superior.is_some_and(|at| actors[at].code == STAR_GENERAL_BRANCH)
}

/// What an ordinary branch has: some that are over, some under way.
fn ordinary(size: Size, actor: &Actor, ordinal: usize) -> Vec<Row> {
    let (over, under_way) = size.meetings();
    let chance = usize::try_from(mix(number(&actor.code)) % 1_000).unwrap_or(0);
    let shift = i64::try_from(chance % 17).unwrap_or(0);
    let past: [Row; 3] = [
        (GeneralMeeting, if ordinal % 5 == 1 { DoneAgain } else { Done }, chance, -112 - shift),
        (of(&[ThemeDay, CommitteeMeeting, PartyLecture], ordinal), Done, chance, -24 - shift),
        (of(&[CommitteeMeeting, ThemeDay, PartyLecture, GeneralMeeting], ordinal), Done, chance + 1, -196 - shift),
    ];
    let now = |kind, step: usize| {
        let scene = of(OPEN, ordinal + step);
        (kind, scene, chance + 2 + step, distance(scene, chance))
    };
    let open: [Row; 2] = [now(GeneralMeeting, 0), now(of(&[CommitteeMeeting, ThemeDay, GeneralMeeting], ordinal), 3)];
    past.into_iter().take(over).chain(open.into_iter().take(under_way)).collect()
}

/// How many days from today a meeting of this scene starts.
fn distance(scene: Scene, chance: usize) -> i64 {
    let (from, span) = match scene {
        Draft | Preparing => (6, 9),
        Appraising => (-3, 2),
        Answering => (3, 7),
        Blocked | Ready => (1, 2),
        Cancelled => (2, 3),
        RecordDue => (-3, 3),
        SubmitDue => (-6, 3),
        InReview => (-9, 3),
        Returned => (-16, 4),
        Done | DoneAgain => (-60, 30),
    };
    from + i64::try_from(chance).unwrap_or(0) % span
}

fn plan(branch: usize, actor: &Actor, (kind, scene, about, days): Row, n: usize, size: Size, anchor: Instant) -> Plan {
    // only what is reviewed can wait for a review or come back from it
    let kind = match scene {
        InReview | Returned | DoneAgain if kind != CommitteeMeeting => GeneralMeeting,
        Blocked if kind == PartyLecture => ThemeDay,
        Preparing | Appraising => LifeMeeting,
        Draft | Answering | Blocked | Ready | RecordDue | SubmitDue | InReview | Returned | Done | DoneAgain
        | Cancelled => kind,
    };
    let seed = mix(number(&actor.code)) ^ mix(n as u64);
    let clock = of(&[9 * HOUR, 9 * HOUR + 30 * MINUTE, 14 * HOUR + 30 * MINUTE, 15 * HOUR, 19 * HOUR + 30 * MINUTE], n);
    let starts_at = anchor.plus(days * DAY + clock);
    // answers are closed the evening before; where that lies today, the evening before that
    let closing = if matches!(scene, Blocked | Ready) { (-1).min(days - 1) } else { days - 1 };
    let deadline = anchor.plus(closing * DAY + 18 * HOUR);
    let lead = match scene {
        Preparing => days + 4,
        // outlines, materials and the approval take their time
        Draft | Answering | Blocked | Ready | RecordDue | Appraising | SubmitDue | InReview | Returned | Done
        | DoneAgain | Cancelled
            if kind == LifeMeeting =>
        {
            24
        }
        Draft => days + 2,
        Cancelled => days + 6,
        Answering | Blocked | Ready => days.max(1) + 4,
        RecordDue | Appraising | SubmitDue | InReview | Returned | Done | DoneAgain => 6,
    };
    let created_at = anchor.plus((days - lead) * DAY + 8 * HOUR + i64::try_from(seed % 170).unwrap_or(0) * MINUTE);
    let photos = matches!(scene, Done | DoneAgain | InReview | SubmitDue)
        && (actor.code == STAR_BRANCH || n.is_multiple_of(size.photo_every()));
    let theme = texts::pick(kind, starts_at.day().month(), about);
    let checks_in = actor.code == STAR_BRANCH;
    Plan { branch, kind, scene, theme, created_at, starts_at, deadline, photos, checks_in, seed }
}
