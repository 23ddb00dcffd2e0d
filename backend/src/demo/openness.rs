//! What branches make public, share and are urged about, through the acts of the API: the branch of the accounts in every
//! state, some others here and there.

use super::play::{Photo, address, keep};
use super::seeded::{mix, of};
use super::store::{self, Actor};
use super::units::STAR_BRANCH;
use super::{Target, picture};
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::store::{Conn, Store};
use crate::{disclosure, experience, urge};
use chrono::Days;
use gsdj_domain::disclosure::{DisclosureCategory, DisclosureForm, DisclosureReach, DisclosureWithdrawForm};
use gsdj_domain::experience::{ExperienceAudience, ExperienceCommentForm, ExperienceDecision, ExperienceForm};
use gsdj_domain::meeting::Decision;
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::urge::{SettleForm, UrgeForm, UrgeTopic};
use gsdj_domain::{DisclosureId, ExperienceId, Instant, UrgeId};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// How many branches have something of it.
const BRANCHES: usize = 24;

/// What is made public: category, title, text.
const PUBLIC: &[(DisclosureCategory, &str, &str)] = &[
    (
        DisclosureCategory::Admission,
        "发展对象情况公示",
        "经党员推荐、支委会研究，拟确定一名同志为发展对象。\n公示期间，对人选有意见的，可以当面或者打电话向支部反映。",
    ),
    (
        DisclosureCategory::Dues,
        "本季度党费收缴情况",
        "本季度应缴党费已全部收齐，并按时上交。\n明细贴在村部公开栏，本人有疑问的可以找组织委员核对。",
    ),
    (
        DisclosureCategory::Honours,
        "年度先进推荐名单",
        "经支部党员大会推荐，拟上报两名同志参加评选。\n推荐理由见附后的说明。",
    ),
    (
        DisclosureCategory::Plans,
        "下个月工作安排",
        "一、清理水渠三公里。\n二、走访七十岁以上的老党员。\n三、组织一次集中学习。",
    ),
    (
        DisclosureCategory::Election,
        "支委会换届选举日程",
        "本届支委会任期将满，拟于下月召开党员大会换届。\n选举办法和日程安排见正文。",
    ),
];

/// What is shared: title, text.
const SHARED: &[(&str, &str)] = &[
    (
        "把会开到田间地头",
        "农忙时节，党员很难凑齐到村部。我们把主题党日放在地头，一边帮缺劳力的人家收洋葱，一边把要议的事议完。\n三个月下来，到会的人多了，说话的人也多了。\n要紧的是提前两天把议题发到手机上，大家心里有数。",
    ),
    (
        "老党员家里的小课堂",
        "住得远的老党员来一趟不容易，我们就送学上门，两名年轻党员负责一户。\n学完了帮着看看手机怎么用，顺手把家里的事记下来，月底汇总到支部。",
    ),
    (
        "一张清单管到底",
        "每次会后，把议定的事写成清单，写明谁办、哪天办完，贴在村部门口。\n办完一件划掉一件，没办完的下次会上先说原因。",
    ),
    (
        "楼栋里的联系卡",
        "社区把党员按楼栋编成小组，每户门口一张联系卡，写着找谁、怎么找。\n遇到停水停电，先在组里说清楚，少了很多误会。",
    ),
];

/// What others say about it.
const SAID: &[&str] =
    &["这个办法实在，我们也想试试。", "请问清单由谁来填？", "提前发议题这一条很管用。", "去看过，确实到会的人多了。"];

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
pub(super) struct Run {
    store: Store,
    actors: Arc<Vec<Actor>>,
    anchor: Instant,
    photo: Arc<Photo>,
    rest: VecDeque<Due>,
    /// Ids of the things made so far.
    made: HashMap<usize, i64>,
}

impl Run {
    /// What is to come.
    ///
    /// # Errors
    /// When there is no branch of the accounts, or no room for a picture.
    pub fn new(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<Self> {
        let star = actors.iter().position(|a| a.code == STAR_BRANCH).ok_or_else(|| Error::broken("no star branch"))?;
        let others = (0..actors.len()).filter(|at| *at != star && actors[*at].meets()).take(BRANCHES);
        let mut plot = Plot { actors, anchor, things: 0, dues: Vec::new() };
        plot.star(star)?;
        others.enumerate().try_for_each(|(n, at)| plot.other(at, n))?;
        plot.dues.sort_by_key(|due| due.at);
        Ok(Self {
            store: target.store.clone(),
            actors: actors.clone(),
            anchor,
            photo: Arc::new(picture_of(target, anchor)?),
            rest: plot.dues.into(),
            made: HashMap::new(),
        })
    }

    /// When the next deed is due.
    pub fn next(&self) -> Option<Instant> {
        self.rest.front().map(|due| due.at)
    }

    /// Does what is due by then; says how many deeds that were.
    ///
    /// # Errors
    /// When an act is refused (a fault of what stands here) or the store breaks.
    pub fn play_until(&mut self, until: Instant) -> Result<u64> {
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

/// What is to come, as it is thought out.
struct Plot<'a> {
    actors: &'a [Actor],
    anchor: Instant,
    things: usize,
    dues: Vec<Due>,
}

impl Plot<'_> {
    /// `days` from today at nine.
    fn at(&self, days: i64) -> Instant {
        self.anchor.plus(days * DAY + 9 * HOUR)
    }

    /// A new thing of a branch and what is done about it, by days from today.
    fn thing(&mut self, branch: usize, deeds: impl IntoIterator<Item = (i64, Deed)>) {
        let thing = self.things;
        self.things += 1;
        for (days, deed) in deeds {
            // it takes an hour to write a post
            let at = self.at(days).plus(if matches!(deed, Deed::Submit) { HOUR } else { 0 });
            self.dues.push(Due { at, branch, thing, deed });
        }
    }

    fn superior(&self, at: usize) -> Result<usize> {
        self.actors[at].superior.ok_or_else(|| Error::broken("a branch without superior"))
    }

    /// The branch of the accounts: one of everything.
    fn star(&mut self, at: usize) -> Result<()> {
        let near = self.superior(at)?;
        let far = self.superior(near)?;
        let publish = |n, begins, lasts| Deed::Publish { n, begins, lasts };
        self.thing(at, [(-40, publish(1, -40, 10))]);
        self.thing(at, [(-6, publish(2, -6, 7)), (-5, Deed::Withdraw)]);
        self.thing(at, [(-4, publish(3, -4, 11))]);
        self.thing(at, [(-3, publish(0, -3, 7)), (-1, Deed::Correct { n: 0, begins: -3, lasts: 9 })]);
        self.thing(at, [(-2, publish(4, 3, 14))]);
        self.thing(
            at,
            [
                (-20, Deed::Urge(UrgeTopic::Election, "任期将满，请报换届工作方案。")),
                (-17, Deed::Settle("方案已报送，正在准备党员大会。（示例）")),
            ],
        );
        self.thing(at, [(-1, Deed::Urge(UrgeTopic::Record, "上月主题党日的记录还没有提交，请本周内补齐。"))]);
        let praise = |days, who, n| (days, Deed::Praise { who, n });
        let read = [
            praise(-13, Reader::Org(near), 0),
            praise(-13, Reader::Org(far), 1),
            praise(-12, Reader::Member(0), 2),
            praise(-12, Reader::Member(1), 3),
            praise(-12, Reader::Member(2), 4),
        ];
        let published = [
            (-15, Deed::Write { n: 0, pictured: true }),
            (-15, Deed::Submit),
            (-14, Deed::Approve(ExperienceAudience::Province)),
        ];
        self.thing(at, published.into_iter().chain(read));
        self.thing(at, [(-6, Deed::Write { n: 1, pictured: false }), (-6, Deed::Submit), (-5, Deed::Return)]);
        self.thing(at, [(-1, Deed::Write { n: 2, pictured: false }), (-1, Deed::Submit)]);
        self.thing(at, [(-1, Deed::Draft)]);
        Ok(())
    }

    /// Another branch: something public, now and then a post or an urge.
    fn other(&mut self, at: usize, n: usize) -> Result<()> {
        let days = -1 - i64::try_from(n % 5).unwrap_or(0);
        self.thing(at, [(days, Deed::Publish { n, begins: days, lasts: 6 + (n as u64 % 9) })]);
        if n.is_multiple_of(4) {
            let audience = if n.is_multiple_of(8) { ExperienceAudience::Province } else { ExperienceAudience::Subtree };
            let reader = Reader::Org(self.superior(at)?);
            self.thing(
                at,
                [
                    (-12, Deed::Write { n: n + 1, pictured: false }),
                    (-12, Deed::Submit),
                    (-11, Deed::Approve(audience)),
                    (-9 + i64::try_from(n / 8).unwrap_or(0), Deed::Praise { who: reader, n }),
                ],
            );
        }
        if n % 4 == 1 {
            self.thing(at, [(-2, Deed::Write { n, pictured: false }), (-2, Deed::Submit)]);
        }
        if n % 6 == 2 {
            self.thing(at, [(-2, Deed::Urge(UrgeTopic::Meeting, "本季度还没有召开支部党员大会，请尽快安排。"))]);
        }
        Ok(())
    }
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
        let form = ExperienceDecision { decision, audience, reason: reason.into() };
        experience::acts::decide(c, &self.superior()?, ExperienceId(id), &form, self.due.at)
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
