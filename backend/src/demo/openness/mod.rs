//! What branches make public, share and are urged about, through the acts of the API: the branch of the accounts in every
//! state, some others here and there.

mod plot;
mod texts;

use super::beside::Run;
use super::play::{Photo, address, keep};
use super::seeded::{mix, of};
use super::store::{self, Actor};
use super::{Target, picture};
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::store::{Conn, Store};
use crate::{disclosure, experience, urge};
use chrono::Days;
use gsdj_domain::disclosure::{DisclosureForm, DisclosureReach, DisclosureWithdrawForm};
use gsdj_domain::experience::{ExperienceAudience, ExperienceCommentForm, ExperienceDecision, ExperienceForm};
use gsdj_domain::meeting::Decision;
use gsdj_domain::time::DAY;
use gsdj_domain::urge::{SettleForm, UrgeForm, UrgeTopic};
use gsdj_domain::{DisclosureId, ExperienceId, Instant, UrgeId};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use texts::{PUBLIC, SAID, SHARED};

/// What is done to a thing, or makes it.
#[derive(Clone)]
enum Deed {
    /// Makes the `n`th text public from so many days from today, for so many days.
    Publish { n: usize, begins: i64, lasts: u64 },
    /// Corrects what [`Deed::Publish`] made public, and lengthens it.
    Correct { n: usize, begins: i64, lasts: u64 },
    /// Takes back what was made public.
    Withdraw,
    /// Writes the `n`th post, with the picture or without.
    Write { n: usize, pictured: bool },
    /// Begins a post and leaves it.
    Draft,
    /// Hands a post in.
    Submit,
    /// The superior publishes a post.
    Approve(ExperienceAudience),
    /// The superior sends a post back.
    Return,
    /// Somebody likes a post and says the `n`th thing about it.
    Praise { who: Reader, n: usize },
    /// The superior urges.
    Urge(UrgeTopic, &'static str),
    /// The branch says how it was settled.
    Settle(&'static str),
}

/// Who reads a post.
#[derive(Clone, Copy)]
enum Reader {
    /// An organisation.
    Org(usize),
    /// One of the branch's own members, by the order of its list.
    Member(usize),
}

/// A deed in its place and time.
#[derive(Clone)]
struct Due {
    at: Instant,
    branch: usize,
    /// Which thing of the run it is about.
    thing: usize,
    deed: Deed,
}

/// All of it, in the order of time, so that it can be played among the meetings: inboxes and logs go by the order of writing.
pub(super) struct Openness {
    store: Store,
    actors: Arc<Vec<Actor>>,
    anchor: Instant,
    photo: Arc<Photo>,
    rest: VecDeque<Due>,
    /// Ids of the things made so far.
    made: HashMap<usize, i64>,
}

impl Openness {
    /// What is to come.
    ///
    /// # Errors
    /// When there is no branch of the accounts, or no room for a picture.
    pub fn new(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<Self> {
        Ok(Self {
            store: target.store.clone(),
            actors: actors.clone(),
            anchor,
            photo: Arc::new(picture_of(target, anchor)?),
            rest: plot::Plot::of(actors, anchor)?.into(),
            made: HashMap::new(),
        })
    }
}

impl Run for Openness {
    fn next(&self) -> Option<Instant> {
        self.rest.front().map(|due| due.at)
    }

    fn play_until(&mut self, until: Instant) -> Result<u64> {
        let due = self.rest.partition_point(|due| due.at <= until);
        if due == 0 {
            return Ok(0);
        }
        let dues: Vec<_> = self.rest.drain(..due).collect();
        let (actors, anchor, photo, known) = (self.actors.clone(), self.anchor, self.photo.clone(), self.made.clone());
        self.made = self.store.write_now(move |c| {
            let mut made = known.clone();
            for due in &dues {
                let scene = Scene { actors: &actors, anchor, photo: &photo, due };
                if let Some(id) = scene.act(c, made.get(&due.thing).copied())? {
                    made.insert(due.thing, id);
                }
            }
            Ok(made)
        })?;
        Ok(due as u64)
    }
}

/// Puts the cover of a post into the storage.
fn picture_of(target: &Target<'_>, anchor: Instant) -> Result<Photo> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let bytes = picture::draw(2)?;
    let stored_as = format!("{:032x}", u128::from(mix(anchor.0.unsigned_abs() ^ 0x0be7)));
    let photo = Photo { stored_as, bytes: bytes.len() as u64 };
    runtime.block_on(target.files.put(&photo.stored_as, bytes))?;
    Ok(photo)
}

/// A deed on its way into the store.
struct Scene<'a> {
    actors: &'a [Actor],
    anchor: Instant,
    photo: &'a Photo,
    due: &'a Due,
}

impl Scene<'_> {
    fn caller(&self, at: usize) -> Caller {
        let actor = &self.actors[at];
        Caller::acting(actor.principal(None, self.due.at), address(actor))
    }

    fn branch(&self) -> Caller {
        self.caller(self.due.branch)
    }

    fn superior(&self) -> Result<Caller> {
        let superior = self.actors[self.due.branch].superior;
        superior.map(|at| self.caller(at)).ok_or_else(|| Error::broken("a branch without superior"))
    }

    /// Does it; answers the id of a thing just made.
    fn act(&self, c: &mut Conn<'_>, id: Option<i64>) -> Result<Option<i64>> {
        let now = self.due.at;
        let made = || id.ok_or_else(|| Error::broken("a deed before its thing"));
        match &self.due.deed {
            Deed::Publish { n, begins, lasts } => {
                let form = self.form(*n, *begins, *lasts);
                return disclosure::acts::create(c, &self.branch(), &form, now).map(|id| Some(id.0));
            }
            Deed::Correct { n, begins, lasts } => {
                let mut form = self.form(*n, *begins, *lasts);
                form.text += "\n联系电话以村部公开栏为准。";
                form.note = "补充联系方式，延长两天（示例）".into();
                disclosure::acts::change(c, &self.branch(), DisclosureId(made()?), &form, now)?;
            }
            Deed::Withdraw => {
                let form = DisclosureWithdrawForm { reason: "推荐名单有误，重新公示（示例）".into() };
                disclosure::acts::withdraw(c, &self.branch(), DisclosureId(made()?), &form, now)?;
            }
            Deed::Write { n, pictured } => {
                let (title, text) = of(SHARED, *n);
                let photos = if *pictured { vec![keep(c, &self.branch(), 0, self.photo, now)?] } else { Vec::new() };
                let form = ExperienceForm { title: format!("{title}（示例）"), text: text.into(), photos };
                return experience::acts::create(c, &self.branch(), &form, now).map(|id| Some(id.0));
            }
            Deed::Draft => {
                let form = ExperienceForm {
                    title: "支部里的年轻人（示例，未写完）".into(),
                    text: "先写个开头。".into(),
                    photos: Vec::new(),
                };
                return experience::acts::create(c, &self.branch(), &form, now).map(|id| Some(id.0));
            }
            Deed::Submit => experience::acts::submit(c, &self.branch(), ExperienceId(made()?), now)?,
            Deed::Approve(audience) => self.decide(c, made()?, Decision::Approve, Some(*audience), "")?,
            Deed::Return => self.decide(c, made()?, Decision::Return, None, "请补充具体做法和效果（示例）")?,
            Deed::Praise { who, n } => {
                let who = self.reader(c, *who)?;
                experience::acts::open(c, &who, ExperienceId(made()?))?;
                experience::acts::like(c, &who, ExperienceId(made()?), true)?;
                let said = ExperienceCommentForm { text: format!("{}（示例）", of(SAID, *n)) };
                experience::acts::comment(c, &who, ExperienceId(made()?), &said, now)?;
            }
            Deed::Urge(topic, text) => {
                let form = UrgeForm { topic: *topic, text: format!("{text}（示例）") };
                let branch = self.actors[self.due.branch].id;
                return urge::press(c, &self.superior()?, branch, &form, now).map(|row| Some(row.id.0));
            }
            Deed::Settle(note) => {
                let form = SettleForm { note: (*note).into() };
                urge::settle(c, &self.branch(), UrgeId(made()?), &form, now)?;
            }
        }
        Ok(None)
    }

    /// A form of the `n`th text.
    fn form(&self, n: usize, begins: i64, lasts: u64) -> DisclosureForm {
        let (category, title, text) = of(PUBLIC, n);
        let begins = self.anchor.plus(begins * DAY).day();
        DisclosureForm {
            title: format!("{title}（示例）"),
            category,
            text: text.into(),
            photos: Vec::new(),
            attachments: Vec::new(),
            begins_on: begins.to_string(),
            ends_on: (begins + Days::new(lasts)).to_string(),
            reach: DisclosureReach::Everybody,
            groups: Vec::new(),
            members: Vec::new(),
            note: String::new(),
        }
    }

    fn decide(
        &self,
        c: &mut Conn<'_>,
        id: i64,
        decision: Decision,
        audience: Option<ExperienceAudience>,
        reason: &str,
    ) -> Result<()> {
        let (who, form) = (self.superior()?, ExperienceDecision { decision, audience, reason: reason.into() });
        experience::acts::open(c, &who, ExperienceId(id))?;
        experience::acts::decide(c, &who, ExperienceId(id), &form, self.due.at)
    }

    fn reader(&self, c: &mut Conn<'_>, who: Reader) -> Result<Caller> {
        match who {
            Reader::Org(at) => Ok(self.caller(at)),
            Reader::Member(at) => {
                let branch = &self.actors[self.due.branch];
                let people = store::people(c, branch.id)?;
                let person = people.get(at).ok_or_else(|| Error::broken("a branch with too few members"))?;
                let principal = branch.principal(Some((person.id, &person.name)), self.due.at);
                Ok(Caller::acting(principal, address(branch)))
            }
        }
    }
}
