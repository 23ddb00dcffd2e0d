//! What branches put in order before their first meeting, through the acts of the API: overview, committee and the one
//! before it, groups, a post that was missing; and the accounts' passwords.

use super::accounts::accounts;
use super::committee::{self, Election};
use super::seeded::{mix, of, seeded};
use super::size::Size;
use super::store::{self, Actor, Someone};
use super::units::{DIRECT_BRANCH, STAR_BRANCH, has_committee, number};
use super::{Target, picture, texts};
use crate::account::{hash_now, set_password};
use crate::error::{Error, Result};
use crate::file;
use crate::http::Caller;
use crate::org::acts;
use crate::secret::Secret;
use crate::store::{Conn, Store};
use chrono::NaiveDate;
use gsdj_domain::account::Role;
use gsdj_domain::branch::group::{GroupForm, GroupsForm};
use gsdj_domain::branch::{
    BranchCommittee, CommitteeMember, CommitteePost, OverviewForm, PostDecision, PostRequestForm,
};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::meeting::Decision;
use gsdj_domain::org::OrgKind;
use gsdj_domain::time::DAY;
use gsdj_domain::{FileId, Instant, MemberId};
use rand::seq::SliceRandom as _;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

/// Branches settled in one transaction.
const BATCH: usize = 200;
/// Photos of the star branch's overview.
const PHOTOS: usize = 3;

/// Settles every branch that has a committee; the star branch also asks for a post and fills it.
///
/// # Errors
/// When an act is refused (a fault of the demo) or the store breaks.
pub(super) fn branches(target: &Target<'_>, size: Size, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<()> {
    let settled = |a: &Actor| a.kind == OrgKind::Branch && has_committee(&a.code);
    let all: Vec<usize> = (0..actors.len()).filter(|at| settled(&actors[*at])).collect();
    // before the first meeting; what was entered earlier also comes earlier in the log
    let (before, then, later) = (anchor.plus(-430 * DAY), anchor.plus(-420 * DAY), anchor.plus(-410 * DAY));
    let today = anchor.day();
    let photos = photos(target, anchor)?;
    in_batches(target.store, actors, &all, move |c, branch| past_committee(c, branch, today, before))?;
    in_batches(target.store, actors, &all, move |c, branch| settle(c, size, branch, &photos, (today, then)))?;
    in_batches(target.store, actors, &all, move |c, branch| {
        if branch.code == STAR_BRANCH { added_post(c, branch, later) } else { Ok(()) }
    })?;
    let actors = actors.clone();
    target
        .store
        .write_now(move |c| actors.iter().try_for_each(|actor| grant(c, actor, &actors, (today, later.plus(DAY)))))
}

fn in_batches(
    store: &Store,
    actors: &Arc<Vec<Actor>>,
    all: &[usize],
    act: impl Fn(&mut Conn<'_>, &Actor) -> Result<()> + Clone + Send + 'static,
) -> Result<()> {
    for batch in all.chunks(BATCH) {
        let (batch, actors, act) = (batch.to_vec(), actors.clone(), act.clone());
        store.write_now(move |c| batch.iter().try_for_each(|at| act(c, &actors[*at])))?;
    }
    Ok(())
}

pub(super) fn caller(actor: &Actor, at: Instant) -> Caller {
    Caller::acting(actor.principal(None, at), IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// The committee before the present one, where the demo knows of it.
fn past_committee(c: &mut Conn<'_>, branch: &Actor, today: NaiveDate, at: Instant) -> Result<()> {
    let Some(past) = committee::past(branch, today) else { return Ok(()) };
    let form = formed(c, branch, &past)?;
    acts::form_committee(c, &caller(branch, at), &form, at).map(drop)
}

fn formed(c: &mut Conn<'_>, branch: &Actor, election: &Election) -> Result<BranchCommittee> {
    let people = store::people(c, branch.id)?;
    let held = |(person, post): (&Someone, CommitteePost)| CommitteeMember {
        member: person.id,
        name: String::new(),
        post,
        added: None,
    };
    let posts = committee::elected(branch, &people, election).into_iter().map(held).collect();
    let (begins, ends) = (Some(election.begins.to_string()), Some(election.ends.to_string()));
    Ok(BranchCommittee { posts, term_begins: begins, term_ends: ends, new_term: !election.past, ..Default::default() })
}

fn settle(
    c: &mut Conn<'_>,
    size: Size,
    branch: &Actor,
    photos: &[Photo],
    (today, at): (NaiveDate, Instant),
) -> Result<()> {
    let who = caller(branch, at);
    let election = committee::present(branch, today);
    let form = formed(c, branch, &election)?;
    let committee = acts::form_committee(c, &who, &form, at)?;
    let people = store::people(c, branch.id)?;
    let secretary = committee.posts.first().map(|p| p.name.as_str()).unwrap_or_default();
    let away = people.iter().filter(|p| p.away).count();
    let founded = format!("设{}名支部委员。", committee.posts.len());
    let photos = if branch.code == STAR_BRANCH { photos } else { &[] };
    let kept = photos.iter().map(|photo| keep(c, &who, photo, at)).collect::<Result<Vec<_>>>()?;
    let overview = OverviewForm {
        introduction: texts::introduction(&branch.name, people.len(), away, &founded),
        meeting_place: place(branch),
        contact: format!("{secretary}（支部书记）"),
        photos: Some(kept),
    };
    acts::describe(c, &who, &overview, at)?;
    match groups(size, branch, &people) {
        Some(groups) => acts::arrange_groups(c, &who, &GroupsForm { groups, version: 0 }, at).map(drop),
        None => Ok(()),
    }
}

/// Groups of seven to nine where there are many, none where there are few; some branches have not decided yet.
fn groups(size: Size, branch: &Actor, people: &[Someone]) -> Option<Vec<GroupForm>> {
    let chance = mix(number(&branch.code) ^ 0x67);
    let decided = branch.code == STAR_BRANCH || (branch.code != DIRECT_BRANCH && size.groups(chance));
    if !decided {
        return None;
    }
    let count = people.len() / 8;
    if count < 2 {
        return Some(Vec::new());
    }
    let mut order: Vec<&Someone> = people.iter().filter(|p| !p.away).collect();
    order.shuffle(&mut seeded("groups", number(&branch.code)));
    // who joined last is in none yet
    let waits = people.iter().rfind(|p| !p.away && !p.seated && !committee::is_known(p)).map(|p| p.id);
    order.retain(|p| Some(p.id) != waits);
    let names = ["第一", "第二", "第三", "第四", "第五", "第六"].into_iter().take(count).enumerate();
    let group = |(at, name): (usize, &str)| {
        let members: Vec<&Someone> = order.iter().skip(at).step_by(count.min(6)).copied().collect();
        let fit = members.iter().find(|p| !p.probationary);
        GroupForm {
            id: None,
            name: format!("{name}党小组"),
            leader: fit.map(|p| p.id),
            members: members.iter().map(|p| p.id).collect::<Vec<MemberId>>(),
        }
    };
    Some(names.map(group).filter(|g| g.leader.is_some()).collect())
}

/// The star branch asks for a post.
fn added_post(c: &mut Conn<'_>, branch: &Actor, at: Instant) -> Result<()> {
    acts::ask_for(c, &caller(branch, at), None, &wish("文明实践委员", "牵头开展志愿服务和移风易俗（示例）"), at)
        .map(drop)
}

pub(super) fn wish(name: &str, reason: &str) -> PostRequestForm {
    PostRequestForm { name: name.into(), reason: reason.into() }
}

/// The province grants what waits for it, and the star branch fills it a week later.
fn grant(c: &mut Conn<'_>, actor: &Actor, actors: &[Actor], (today, at): (NaiveDate, Instant)) -> Result<()> {
    if actor.kind != OrgKind::Province {
        return Ok(());
    }
    let Some(star) = actors.iter().find(|a| a.code == STAR_BRANCH) else { return Ok(()) };
    let form = PostDecision { decision: Decision::Approve, reply: String::new(), for_all: false };
    for id in store::waiting_requests(c)? {
        acts::decide(c, &caller(actor, at), id, &form, at)?;
    }
    let (who, at) = (caller(star, at.plus(7 * DAY)), at.plus(7 * DAY));
    let mut committee = formed(c, star, &committee::present(star, today))?;
    committee.new_term = false;
    let added = store::added_post(c, star.id)?;
    let holder = committee.posts.last().map(|p| p.member);
    committee.posts.extend(holder.zip(added).map(|(member, added)| CommitteeMember {
        member,
        name: String::new(),
        post: CommitteePost::Added,
        added: Some(added),
    }));
    acts::form_committee(c, &who, &committee, at).map(drop)
}

/// A picture that lies in the storage already.
#[derive(Debug, Clone)]
struct Photo {
    stored_as: String,
    bytes: u64,
    nth: usize,
}

/// Puts the pictures of the star branch's overview into the storage.
fn photos(target: &Target<'_>, anchor: Instant) -> Result<Arc<Vec<Photo>>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let put = |nth: usize| {
        let bytes = picture::draw(nth + 1)?;
        let stored_as = format!("{:016x}{:016x}", mix(anchor.0.unsigned_abs()), mix(0x5044 + nth as u64));
        let photo = Photo { stored_as, bytes: bytes.len() as u64, nth: nth + 1 };
        runtime.block_on(target.files.put(&photo.stored_as, bytes))?;
        Ok(photo)
    };
    (0..PHOTOS).map(put).collect::<Result<Vec<_>>>().map(Arc::new)
}

/// The row of a picture.
fn keep(c: &mut Conn<'_>, who: &Caller, photo: &Photo, at: Instant) -> Result<FileId> {
    let (width, height) = picture::EDGES;
    let info = FileInfo {
        id: FileId(0),
        name: format!("支部照片{}（示例）.jpg", photo.nth),
        kind: FileKind::Photo,
        bytes: photo.bytes,
        width: Some(width),
        height: Some(height),
    };
    file::insert(c, who, &info, "image/jpeg", &photo.stored_as, at)
}

/// Where the branch meets.
pub(super) fn place(branch: &Actor) -> String {
    of(texts::PLACES, usize::try_from(number(&branch.code[6..])).unwrap_or(0) + 1).into()
}

/// Gives the accounts their passwords, all but the one that must be changed.
///
/// # Errors
/// When an account is missing or the store refuses it.
pub(super) fn passwords(store: &Store, secret: &Secret) -> Result<()> {
    // an editor gets theirs when they are appointed
    for account in accounts().into_iter().filter(|a| !a.is_first() && a.role != Role::Editor) {
        let hash = hash_now(&account.password)?;
        let name_hash = secret.lookup(&account.account);
        store.write_now(move |c| {
            let id = store::account(c, &account.account, &name_hash)?;
            let id = id.ok_or_else(|| Error::broken(format!("the demo has no account {}", account.account)))?;
            set_password(c, id, &hash, false)
        })?;
    }
    Ok(())
}
