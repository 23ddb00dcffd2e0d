//! What can be read in the demo: articles of the province and of the fourteen prefectures, through the acts of the desk; and
//! what members say of them. The editors come first, with the accounts' password.

mod plot;
mod texts;

use super::accounts::{EDITORS, editor_password};
use super::beside::Run;
use super::people::KNOWN;
use super::play::{Photo, address};
use super::seeded::mix;
use super::store::{self, Actor, Someone};
use super::units::STAR_BRANCH;
use super::{Target, picture};
use crate::account::{Principal, hash_now};
use crate::content::{self, acts};
use crate::error::{Error, Result};
use crate::file;
use crate::http::Caller;
use crate::reaction;
use crate::store::{Conn, Store};
use gsdj_domain::account::Role;
use gsdj_domain::content::{
    ArticleDecision, ArticleForm, ArticleWithdrawalForm, EditorForm, EditorRow, HEADLINES, Site, TopicForm,
};
use gsdj_domain::file::{FileInfo, FileKind};
use gsdj_domain::meeting::Decision;
use gsdj_domain::org::OrgKind;
use gsdj_domain::reaction::{ReactionDeed, ReactionForm, RemarkDecision, RemarkForm, TargetKind};
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::{AccountId, ArticleId, ColumnId, FileId, Instant, SessionId};
use plot::{Deed, Due, Piece, Plot};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Before every article: when the editors were appointed, in days from today.
const APPOINTED: i64 = -425;

/// All of it, in the order of time, so that it can be played among the meetings.
pub(super) struct Articles {
    store: Store,
    cast: Arc<Cast>,
    pieces: Arc<Vec<Piece>>,
    rest: VecDeque<Due>,
    made: HashMap<usize, ArticleId>,
}

/// Who acts, and the pictures.
struct Cast {
    province: Actor,
    branch: Actor,
    people: Vec<Someone>,
    editors: HashMap<Site, EditorRow>,
    photos: Vec<Photo>,
    topics: HashMap<&'static str, ColumnId>,
}

impl Articles {
    /// Appoints the editors, puts the pictures into the storage, and says what is to come.
    ///
    /// # Errors
    /// When there is no province or no branch of the accounts, or no room for the pictures.
    pub fn new(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<Self> {
        content::install(target.store)?;
        let missing = || Error::broken("the demo lacks the province or the branch of the accounts");
        let province = actors.iter().find(|a| a.kind == OrgKind::Province).cloned().ok_or_else(missing)?;
        let branch = actors.iter().find(|a| a.code == STAR_BRANCH).cloned().ok_or_else(missing)?;
        let id = branch.id;
        let all = target.store.read_now(move |c| store::people(c, id))?;
        let known = KNOWN.iter().filter_map(|known| all.iter().find(|p| p.name == known.name).cloned());
        let people: Vec<_> = known.collect();
        let (editors, topics) = appoint(target.store, &province, anchor)?;
        let photos = photos(target, anchor)?;
        let Plot { pieces, dues } = Plot::of(anchor);
        Ok(Self {
            store: target.store.clone(),
            cast: Arc::new(Cast { province, branch, people, editors, photos, topics }),
            pieces: Arc::new(pieces),
            rest: dues.into(),
            made: HashMap::new(),
        })
    }
}

impl Run for Articles {
    fn next(&self) -> Option<Instant> {
        self.rest.front().map(|due| due.at)
    }

    fn play_until(&mut self, until: Instant) -> Result<u64> {
        let due = self.rest.partition_point(|due| due.at <= until);
        if due == 0 {
            return Ok(0);
        }
        let dues: Vec<_> = self.rest.drain(..due).collect();
        let (cast, pieces, known) = (self.cast.clone(), self.pieces.clone(), self.made.clone());
        self.made = self.store.write_now(move |c| {
            let mut made = known.clone();
            for due in &dues {
                let scene = Scene { cast: &cast, piece: &pieces[due.piece], at: due.at };
                let id = made.get(&due.piece).copied();
                if let Some(new) = scene.act(c, &due.deed, id)? {
                    made.insert(due.piece, new);
                }
            }
            Ok(made)
        })?;
        Ok(due as u64)
    }
}

type Appointed = (HashMap<Site, EditorRow>, HashMap<&'static str, ColumnId>);

/// One editor for each site, all with the same password; and the topics they opened.
fn appoint(store: &Store, province: &Actor, anchor: Instant) -> Result<Appointed> {
    let hash = hash_now(editor_password())?;
    let (province, at) = (province.clone(), anchor.plus(APPOINTED * DAY));
    store.write_now(move |c| {
        let who = Caller::acting(province.principal(None, at), address(&province));
        let mut editors = HashMap::new();
        for (site, name) in EDITORS {
            let form = EditorForm { name: (*name).into(), site: *site };
            editors.insert(*site, acts::enter(c, &who, &form, &hash, false, at)?);
        }
        let mut topics = HashMap::new();
        for (site, (name, ..)) in texts::TOPICS {
            let (site, name) = (*site, *name);
            let parent = acts::column_of_code(c, site, "topics")?;
            let parent = parent.ok_or_else(|| Error::broken("a site without topics"))?;
            let form = TopicForm { parent, name: name.into(), shown_from: None, shown_until: None };
            topics.insert(name, acts::add_topic(c, &who, &form, at)?);
        }
        Ok((editors, topics))
    })
}

/// Puts the pictures into the storage.
fn photos(target: &Target<'_>, anchor: Instant) -> Result<Vec<Photo>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let put = |nth: usize| {
        let bytes = picture::draw(nth)?;
        let stored_as = format!("{:016x}{:016x}", mix(anchor.0.unsigned_abs() ^ 0x4e57), mix(0x4e00 + nth as u64));
        let photo = Photo { stored_as, bytes: bytes.len() as u64 };
        runtime.block_on(target.files.put(&photo.stored_as, bytes))?;
        Ok(photo)
    };
    (0..picture::DIFFERENT).map(put).collect()
}

/// A deed on its way into the store.
struct Scene<'a> {
    cast: &'a Cast,
    piece: &'a Piece,
    at: Instant,
}

impl Scene<'_> {
    fn editor(&self) -> Result<Caller> {
        let (province, site) = (&self.cast.province, self.piece.site);
        let row = self.cast.editors.get(&site).ok_or_else(|| Error::broken("a site without editor"))?;
        let principal = Principal {
            account: row.id,
            session: SessionId(0),
            role: Role::Editor,
            name: row.name.clone(),
            org: province.id,
            org_name: province.name.clone(),
            org_path: province.path.clone(),
            member: None,
            site: Some(site),
            must_change_password: false,
            expires_at: self.at,
            last_seen: self.at,
        };
        Ok(Caller::acting(principal, address(province)))
    }

    fn province(&self) -> Caller {
        Caller::acting(self.cast.province.principal(None, self.at), address(&self.cast.province))
    }

    fn branch(&self, at: Instant) -> Caller {
        Caller::acting(self.cast.branch.principal(None, at), address(&self.cast.branch))
    }

    fn member(&self, nth: usize) -> Result<Caller> {
        let who = self.cast.people.get(nth).ok_or_else(|| Error::broken("a known member is missing"))?;
        let principal = self.cast.branch.principal(Some((who.id, &who.name)), self.at);
        Ok(Caller::acting(Principal { account: AccountId(who.id.0), ..principal }, address(&self.cast.branch)))
    }

    /// Does it; answers the id of an article just written.
    fn act(&self, c: &mut Conn<'_>, deed: &Deed, id: Option<ArticleId>) -> Result<Option<ArticleId>> {
        let now = self.at;
        if matches!(deed, Deed::Write) {
            let who = self.editor()?;
            let form = self.form(c, &who, "")?;
            return acts::create(c, &who, &form, now).map(Some);
        }
        let id = id.ok_or_else(|| Error::broken("a deed before its article"))?;
        match deed {
            Deed::Write => {}
            Deed::Submit => acts::submit(c, &self.editor()?, id, now)?,
            Deed::Publish { views } => {
                self.decide(c, id, Decision::Approve, None, "")?;
                acts::count_views(c, id, *views)?;
            }
            Deed::Schedule(at) => self.decide(c, id, Decision::Approve, Some(*at), "")?,
            Deed::Return => self.decide(c, id, Decision::Return, None, "请写明报送截止时间（示例）")?,
            Deed::Withdraw => {
                let form = ArticleWithdrawalForm { reason: "活动时间另行通知（示例）".into() };
                acts::withdraw(c, &self.province(), id, &form, now)?;
            }
            Deed::Correct => {
                let who = self.editor()?;
                let form = self.form(c, &who, "补充了时间安排（示例）")?;
                acts::change(c, &who, id, &form, now)?;
                acts::submit(c, &who, id, now)?;
                self.decide(c, id, Decision::Approve, None, "")?;
            }
            Deed::Pin => acts::pin(c, id, true, now)?,
            Deed::Keep(nth) => {
                let who = self.member(*nth)?;
                for deed in [ReactionDeed::Favourite, ReactionDeed::Like] {
                    let form = ReactionForm { kind: TargetKind::Article, id: id.0, deed, on: true };
                    reaction::acts::set(c, &who, &form, now)?;
                }
            }
            Deed::Say { who, says, then } => self.say(c, id, (*who, *says), *then)?,
        }
        Ok(None)
    }

    fn say(&self, c: &mut Conn<'_>, id: ArticleId, (nth, says): (usize, &str), then: Option<Decision>) -> Result<()> {
        let form = RemarkForm { kind: TargetKind::Article, id: id.0, text: format!("{says}（示例）") };
        let said = reaction::acts::write(c, &self.member(nth)?, &form, self.at)?;
        let Some(decision) = then else { return Ok(()) };
        let reason = if decision == Decision::Return { "请围绕文章内容评论（示例）" } else { "" };
        let at = self.at.plus(HOUR);
        let form = RemarkDecision { decision, reason: reason.into() };
        reaction::acts::decide(c, &self.branch(at), said.id, &form, at)
    }

    fn decide(
        &self,
        c: &mut Conn<'_>,
        id: ArticleId,
        decision: Decision,
        publish_at: Option<Instant>,
        reason: &str,
    ) -> Result<()> {
        let form = ArticleDecision { decision, reason: reason.into(), publish_at };
        acts::decide(c, &self.province(), id, &form, self.at)
    }

    fn form(&self, c: &mut Conn<'_>, who: &Caller, note: &str) -> Result<ArticleForm> {
        let piece = self.piece;
        let column = |c: &mut Conn<'_>, code: &str| {
            if let Some(topic) = self.cast.topics.get(code) {
                return Ok(*topic);
            }
            acts::column_of_code(c, piece.site, code)?.ok_or_else(|| Error::broken(format!("no column {code}")))
        };
        let also = if piece.head { vec![column(c, HEADLINES)?] } else { Vec::new() };
        let cover = if piece.pictured { Some(self.keep(c, who, 0)?) } else { None };
        let says = "示意图：远山和田野（示例）";
        let body = texts::body(piece.theme, piece.seed, cover.map(|file| (file.0, says)));
        let attachments = if piece.theme == texts::Theme::Notice && piece.seed.is_multiple_of(2) {
            vec![self.keep(c, who, 1)?]
        } else {
            Vec::new()
        };
        let source = if piece.site.is_province() {
            "甘肃党建（示例）".into()
        } else {
            format!("{}（示例）", piece.site.title())
        };
        Ok(ArticleForm {
            column: column(c, piece.column)?,
            also,
            title: piece.title.clone(),
            subtitle: if piece.head { "组织生活在基层（示例）".into() } else { String::new() },
            source,
            author: "编辑部（示例）".into(),
            summary: texts::lead(piece.theme, piece.seed).into(),
            body,
            cover,
            attachments,
            dated: piece.dated.clone(),
            note: note.into(),
        })
    }

    /// The row of a picture, as the editor's own file.
    fn keep(&self, c: &mut Conn<'_>, who: &Caller, nth: u64) -> Result<FileId> {
        let at = usize::try_from((self.piece.seed / 7 + nth) % self.cast.photos.len() as u64).unwrap_or(0);
        let photo = self.cast.photos.get(at).ok_or_else(|| Error::broken("no picture"))?;
        let (width, height) = picture::EDGES;
        let name = if nth == 0 { "配图（示例）.jpg" } else { "活动海报（示例）.jpg" };
        let info = FileInfo {
            id: FileId(0),
            name: name.into(),
            kind: FileKind::Photo,
            bytes: photo.bytes,
            width: Some(width),
            height: Some(height),
        };
        file::insert(c, who, &info, "image/jpeg", &photo.stored_as, self.at)
    }
}
