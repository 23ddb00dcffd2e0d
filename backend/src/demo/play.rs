//! Plays all meetings in the order in which their acts would have happened, through the same acts that the API calls:
//! timelines, inboxes, points and the audit log come out as if people had done it.

use super::beside::{Beside, Run};
use super::life;
use super::plan::Plan;
use super::script::{self, Deed};
use super::seeded::mix;
use super::store::{self, Actor};
use super::units::number;
use super::{picture, settle};
use crate::check_in;
use crate::error::{Error, Result};
use crate::file::{self, Files};
use crate::http::Caller;
use crate::meeting::acts;
use crate::store::{Conn, Store};
use bytes::Bytes;
use gsdj_domain::check_in::{CheckInWay, ManualCheckIn};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::meeting::{AnswerForm, Decision, ReviewForm};
use gsdj_domain::{FileId, Instant, MeetingId};
use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Acts done in one transaction.
const BATCH: usize = 256;

/// A meeting under way.
struct Running {
    id: Option<MeetingId>,
    rest: VecDeque<(Instant, Deed)>,
}

/// An act on its way into the store.
struct Due {
    at: Instant,
    plan: usize,
    /// Known once the meeting was created by an earlier batch.
    id: Option<MeetingId>,
    deed: Deed,
    photos: Vec<Photo>,
}

/// A picture that lies in the storage already.
pub(super) struct Photo {
    /// Its name there.
    pub stored_as: String,
    /// Its size.
    pub bytes: u64,
}

/// What plays.
pub(super) struct Player<'a> {
    /// Where to.
    pub store: &'a Store,
    /// Where pictures go.
    pub files: &'a Files,
    /// Everybody who acts.
    pub actors: &'a Arc<Vec<Actor>>,
    /// Today's midnight.
    pub anchor: Instant,
}

impl Player<'_> {
    /// Plays all meetings, and among them what happens beside; says how many acts it took.
    ///
    /// # Errors
    /// When an act is refused (a fault of the plans) or the store breaks.
    pub fn play(&self, plans: Vec<Plan>, beside: &mut Beside) -> Result<u64> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let pictures: Vec<Bytes> = (0..picture::DIFFERENT).map(picture::draw).collect::<Result<_>>()?;
        let mut waiting: BinaryHeap<_> = plans.iter().enumerate().map(|(n, p)| Reverse((p.created_at, n))).collect();
        let mut running: HashMap<usize, Running> = HashMap::new();
        let plans = Arc::new(plans);
        let mut done = 0;
        while let Some(Reverse((from, _))) = waiting.peek() {
            done += beside.play_until(*from)?;
            let until = beside.next();
            let mut batch = Vec::with_capacity(BATCH);
            while batch.len() < BATCH && waiting.peek().is_some_and(|due| until.is_none_or(|end| due.0.0 < end)) {
                let Some(Reverse((_, n))) = waiting.pop() else { break };
                let meeting = match running.entry(n) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(Running { id: None, rest: self.script(&plans[n])?.into() }),
                };
                if let Some((at, deed)) = meeting.rest.pop_front() {
                    let photos = self.photos(&runtime, &pictures, n, &deed)?;
                    batch.push(Due { at, plan: n, id: meeting.id, deed, photos });
                }
                if let Some((next, _)) = meeting.rest.front() {
                    waiting.push(Reverse((*next, n)));
                }
            }
            done += batch.len() as u64;
            for (n, id) in self.perform(&plans, batch)? {
                if let Some(meeting) = running.get_mut(&n) {
                    meeting.id = Some(id);
                }
            }
            running.retain(|_, meeting| !meeting.rest.is_empty());
        }
        Ok(done + beside.play_until(self.anchor)?)
    }

    fn script(&self, plan: &Plan) -> Result<Vec<(Instant, Deed)>> {
        let branch = &self.actors[plan.branch];
        let id = branch.id;
        let people = self.store.read_now(move |c| store::people(c, id))?;
        Ok(script::acts(plan, &people, &settle::place(branch), self.anchor))
    }

    /// Puts the pictures of a record into the storage.
    fn photos(&self, runtime: &Runtime, pictures: &[Bytes], plan: usize, deed: &Deed) -> Result<Vec<Photo>> {
        let Deed::Record(_, count) = deed else { return Ok(Vec::new()) };
        let put = |at: usize| {
            let bytes = pictures[(plan + at) % pictures.len()].clone();
            let name = mix(plan as u64 * 31 + at as u64);
            let photo = Photo {
                stored_as: format!("{:016x}{name:016x}", mix(self.anchor.0.unsigned_abs())),
                bytes: bytes.len() as u64,
            };
            runtime.block_on(self.files.put(&photo.stored_as, bytes))?;
            Ok(photo)
        };
        (0..*count).map(put).collect()
    }

    /// Does a batch of acts in one transaction; answers the meetings it created.
    fn perform(&self, plans: &Arc<Vec<Plan>>, batch: Vec<Due>) -> Result<HashMap<usize, MeetingId>> {
        let (plans, actors) = (plans.clone(), self.actors.clone());
        self.store.write_now(move |c| {
            let mut created = HashMap::new();
            for due in &batch {
                let id = due.id.or_else(|| created.get(&due.plan).copied());
                if let Some(new) = act(c, &actors, &plans[due.plan], id, due)? {
                    created.insert(due.plan, new);
                }
            }
            Ok(created)
        })
    }
}

/// Does one act; answers the id of a meeting just created.
fn act(c: &mut Conn<'_>, actors: &[Actor], plan: &Plan, id: Option<MeetingId>, due: &Due) -> Result<Option<MeetingId>> {
    let branch = &actors[plan.branch];
    let caller = |actor: &Actor| Caller::acting(actor.principal(None, due.at), address(actor));
    let meeting = || id.ok_or_else(|| Error::broken("an act before its meeting"));
    match &due.deed {
        Deed::Create(form) => return acts::create(c, &caller(branch), form, due.at).map(Some),
        Deed::Send(members) => acts::send(c, &caller(branch), meeting()?, members, due.at)?,
        Deed::Answer(member, name, answer, reason) => {
            let who = Caller::acting(branch.principal(Some((*member, name)), due.at), address(branch));
            let form = AnswerForm { answer: *answer, reason: (*reason).into(), for_member: None };
            acts::answer(c, &who, meeting()?, &form, due.at)?;
        }
        Deed::CheckIn(member, name) => {
            let who = Caller::acting(branch.principal(Some((*member, name)), due.at), address(branch));
            check_in::acts::arrive(c, &who, meeting()?, CheckInWay::Scan, due.at)?;
        }
        Deed::CheckInByHand(member) => {
            let form = ManualCheckIn { member: *member, reason: "没带手机（示例）".into() };
            check_in::acts::by_hand(c, &caller(branch), meeting()?, &form, due.at)?;
        }
        Deed::Record(form, _) => {
            let mut form = (**form).clone();
            let who = caller(branch);
            for (at, photo) in due.photos.iter().enumerate() {
                form.photos.push(keep(c, &who, at, photo, due.at)?);
            }
            acts::save_record(c, &who, meeting()?, &form, due.at)?;
        }
        Deed::Submit => acts::submit(c, &caller(branch), meeting()?, due.at)?,
        Deed::Decide(decision, reason) => {
            let superior = branch.superior.ok_or_else(|| Error::broken("a branch without superior"))?;
            decide(c, &caller(&actors[superior]), meeting()?, *decision, reason, due.at)?;
        }
        Deed::Life(deed) => life::act(c, branch, meeting()?, deed, due.at)?,
        Deed::Cancel(reason) => acts::cancel(c, &caller(branch), meeting()?, reason, due.at)?,
    }
    Ok(None)
}

fn decide(c: &mut Conn<'_>, who: &Caller, id: MeetingId, decision: Decision, reason: &str, at: Instant) -> Result<()> {
    acts::decide(c, who, id, &ReviewForm { decision, reason: reason.into() }, at)
}

/// The row of a picture.
pub(super) fn keep(c: &mut Conn<'_>, who: &Caller, at: usize, photo: &Photo, now: Instant) -> Result<FileId> {
    let (width, height) = picture::EDGES;
    let info = FileInfo {
        id: FileId(0),
        name: format!("现场照片{}（示例）.jpg", at + 1),
        kind: FileKind::Photo,
        bytes: photo.bytes,
        width: Some(width),
        height: Some(height),
    };
    file::insert(c, who, &info, "image/jpeg", &photo.stored_as, now)
}

/// An address from the range kept for documentation (RFC 5737).
pub(super) fn address(actor: &Actor) -> IpAddr {
    let last = u8::try_from(mix(number(&actor.code)) % 254 + 1).unwrap_or(1);
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, last))
}
