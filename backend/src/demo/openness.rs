//! What branches make public, share and are urged about, through the acts of the API: the branch of the accounts in every
//! state, some others here and there.

use super::play::{Photo, keep};
use super::seeded::{mix, of};
use super::store::{self, Actor};
use super::units::STAR_BRANCH;
use super::{Target, picture};
use crate::error::{Error, Result};
use crate::http::Caller;
use crate::store::Conn;
use crate::{disclosure, experience, urge};
use chrono::{Days, NaiveDate};
use gsdj_domain::disclosure::{DisclosureCategory, DisclosureForm, DisclosureReach, DisclosureWithdrawForm};
use gsdj_domain::experience::{ExperienceAudience, ExperienceCommentForm, ExperienceDecision, ExperienceForm};
use gsdj_domain::meeting::Decision;
use gsdj_domain::time::{DAY, HOUR};
use gsdj_domain::urge::{SettleForm, UrgeForm, UrgeTopic};
use gsdj_domain::{DisclosureId, ExperienceId, FileId, Instant, UrgeId};
use std::net::{IpAddr, Ipv4Addr};
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

/// What lies more than a week back: filled in before the meetings are played, so that inboxes and logs, which go by the
/// order of writing, come out nearly as time went.
///
/// # Errors
/// When an act is refused (a fault of what stands here) or the store breaks.
pub(super) fn fill_past(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<()> {
    let photo = picture_of(target, anchor)?;
    let (star, others) = branches(actors)?;
    let actors = actors.clone();
    target.store.write_now(move |c| {
        let scene = Scene { actors: &actors, anchor };
        scene.star_past(c, star, &photo)?;
        others.iter().enumerate().try_for_each(|(n, at)| scene.other_past(c, *at, n))
    })
}

/// The last week: filled in after the meetings.
///
/// # Errors
/// As [`fill_past`].
pub(super) fn fill_week(target: &Target<'_>, actors: &Arc<Vec<Actor>>, anchor: Instant) -> Result<()> {
    let (star, others) = branches(actors)?;
    let actors = actors.clone();
    target.store.write_now(move |c| {
        let scene = Scene { actors: &actors, anchor };
        scene.star_week(c, star)?;
        others.iter().enumerate().try_for_each(|(n, at)| scene.other_week(c, *at, n))
    })
}

/// The branch of the accounts, and the others that have something of it.
fn branches(actors: &[Actor]) -> Result<(usize, Vec<usize>)> {
    let star = actors.iter().position(|a| a.code == STAR_BRANCH).ok_or_else(|| Error::broken("no star branch"))?;
    let others = (0..actors.len()).filter(|at| *at != star && actors[*at].meets()).take(BRANCHES);
    Ok((star, others.collect()))
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

/// Whose deeds are told, and today's midnight.
struct Scene<'a> {
    actors: &'a [Actor],
    anchor: Instant,
}

impl Scene<'_> {
    /// `days` from today at nine.
    fn at(&self, days: i64) -> Instant {
        self.anchor.plus(days * DAY + 9 * HOUR)
    }

    fn day(&self, days: i64) -> NaiveDate {
        self.anchor.plus(days * DAY).day()
    }

    fn caller(&self, at: usize, now: Instant) -> Caller {
        Caller::acting(self.actors[at].principal(None, now), IpAddr::V4(Ipv4Addr::new(192, 0, 2, 9)))
    }

    fn superior(&self, at: usize) -> Result<usize> {
        self.actors[at].superior.ok_or_else(|| Error::broken("a branch without superior"))
    }

    /// A form of the `n`th text, from so many days from now, for so many days.
    fn form(&self, n: usize, begins: i64, lasts: u64) -> DisclosureForm {
        let (category, title, text) = of(PUBLIC, n);
        DisclosureForm {
            title: format!("{title}（示例）"),
            category,
            text: text.into(),
            photos: Vec::new(),
            attachments: Vec::new(),
            begins_on: self.day(begins).to_string(),
            ends_on: (self.day(begins) + Days::new(lasts)).to_string(),
            reach: DisclosureReach::Everybody,
            groups: Vec::new(),
            members: Vec::new(),
            note: String::new(),
        }
    }

    fn publish(&self, c: &mut Conn<'_>, at: usize, n: usize, days: (i64, i64), lasts: u64) -> Result<DisclosureId> {
        let (made, begins) = days;
        let now = self.at(made);
        disclosure::acts::create(c, &self.caller(at, now), &self.form(n, begins, lasts), now)
    }

    fn urge(&self, c: &mut Conn<'_>, at: usize, topic: UrgeTopic, text: &str, days: i64) -> Result<UrgeId> {
        let form = UrgeForm { topic, text: format!("{text}（示例）") };
        let who = self.caller(self.superior(at)?, self.at(days));
        Ok(urge::press(c, &who, self.actors[at].id, &form, self.at(days))?.id)
    }

    /// The branch of the accounts: one of everything.
    fn star_past(&self, c: &mut Conn<'_>, at: usize, photo: &Photo) -> Result<()> {
        self.publish(c, at, 1, (-40, -40), 10)?;
        let old = self.urge(c, at, UrgeTopic::Election, "任期将满，请报换届工作方案。", -20)?;
        let done = SettleForm { note: "方案已报送，正在准备党员大会。（示例）".into() };
        urge::settle(c, &self.caller(at, self.at(-17)), old, &done, self.at(-17))?;
        let cover = keep(c, &self.caller(at, self.at(-15)), 0, photo, self.at(-15))?;
        let shown = self.published(c, at, 0, -15, ExperienceAudience::Province, vec![cover])?;
        for (n, who) in [self.superior(at)?, self.superior(self.superior(at)?)?].into_iter().enumerate() {
            self.praise(c, shown, who, n, self.at(-13))?;
        }
        let people = store::people(c, self.actors[at].id)?;
        for (n, person) in people.iter().take(3).enumerate() {
            let now = self.at(-12);
            let principal = self.actors[at].principal(Some((person.id, &person.name)), now);
            let member = Caller::acting(principal, IpAddr::V4(Ipv4Addr::new(192, 0, 2, 10)));
            experience::acts::like(c, &member, shown, true)?;
            experience::acts::comment(c, &member, shown, &said(n + 2), now)?;
        }
        Ok(())
    }

    fn star_week(&self, c: &mut Conn<'_>, at: usize) -> Result<()> {
        let wrong = self.publish(c, at, 2, (-6, -6), 7)?;
        let returned = self.written(c, at, 1, -6, Vec::new())?;
        let reason = DisclosureWithdrawForm { reason: "推荐名单有误，重新公示（示例）".into() };
        disclosure::acts::withdraw(c, &self.caller(at, self.at(-5)), wrong, &reason, self.at(-5))?;
        self.decide(c, at, returned, Decision::Return, None, self.at(-5))?;
        self.publish(c, at, 3, (-4, -4), 11)?;
        let running = self.publish(c, at, 0, (-3, -3), 7)?;
        self.publish(c, at, 4, (-2, 3), 14)?;
        let mut corrected = self.form(0, -3, 9);
        corrected.text += "\n联系电话以村部公开栏为准。";
        corrected.note = "补充联系方式，延长两天（示例）".into();
        disclosure::acts::change(c, &self.caller(at, self.at(-1)), running, &corrected, self.at(-1))?;
        self.written(c, at, 2, -1, Vec::new())?;
        let draft = ExperienceForm {
            title: "支部里的年轻人（示例，未写完）".into(),
            text: "先写个开头。".into(),
            photos: Vec::new(),
        };
        experience::acts::create(c, &self.caller(at, self.at(-1)), &draft, self.at(-1))?;
        self.urge(c, at, UrgeTopic::Record, "上月主题党日的记录还没有提交，请本周内补齐。", -1)?;
        Ok(())
    }

    /// Another branch: now and then a post.
    fn other_past(&self, c: &mut Conn<'_>, at: usize, n: usize) -> Result<()> {
        if !n.is_multiple_of(4) {
            return Ok(());
        }
        let audience = if n.is_multiple_of(8) { ExperienceAudience::Province } else { ExperienceAudience::Subtree };
        let post = self.published(c, at, n + 1, -12, audience, Vec::new())?;
        self.praise(c, post, self.superior(at)?, n, self.at(-9).plus(n as i64 * 3 * HOUR))
    }

    /// Another branch: something public, now and then a post that waits or an urge.
    fn other_week(&self, c: &mut Conn<'_>, at: usize, n: usize) -> Result<()> {
        let days = -1 - i64::try_from(n % 5).unwrap_or(0);
        self.publish(c, at, n, (days, days), 6 + (n as u64 % 9))?;
        if n % 4 == 1 {
            self.written(c, at, n, -2, Vec::new())?;
        }
        if n % 6 == 2 {
            self.urge(c, at, UrgeTopic::Meeting, "本季度还没有召开支部党员大会，请尽快安排。", -2)?;
        }
        Ok(())
    }

    /// A post, handed in.
    fn written(&self, c: &mut Conn<'_>, at: usize, n: usize, days: i64, photos: Vec<FileId>) -> Result<ExperienceId> {
        let (title, text) = of(SHARED, n);
        let form = ExperienceForm { title: format!("{title}（示例）"), text: text.into(), photos };
        let now = self.at(days);
        let id = experience::acts::create(c, &self.caller(at, now), &form, now)?;
        experience::acts::submit(c, &self.caller(at, now), id, now.plus(HOUR))?;
        Ok(id)
    }

    /// A post, handed in and published the day after.
    fn published(
        &self,
        c: &mut Conn<'_>,
        at: usize,
        n: usize,
        days: i64,
        audience: ExperienceAudience,
        photos: Vec<FileId>,
    ) -> Result<ExperienceId> {
        let id = self.written(c, at, n, days, photos)?;
        self.decide(c, at, id, Decision::Approve, Some(audience), self.at(days + 1))?;
        Ok(id)
    }

    fn decide(
        &self,
        c: &mut Conn<'_>,
        at: usize,
        id: ExperienceId,
        decision: Decision,
        audience: Option<ExperienceAudience>,
        now: Instant,
    ) -> Result<()> {
        let reason = if decision == Decision::Return { "请补充具体做法和效果（示例）" } else { "" };
        let form = ExperienceDecision { decision, audience, reason: reason.into() };
        experience::acts::decide(c, &self.caller(self.superior(at)?, now), id, &form, now)
    }

    /// A like and a comment.
    fn praise(&self, c: &mut Conn<'_>, post: ExperienceId, who: usize, n: usize, now: Instant) -> Result<()> {
        let who = self.caller(who, now);
        experience::acts::like(c, &who, post, true)?;
        experience::acts::comment(c, &who, post, &said(n), now)?;
        Ok(())
    }
}

fn said(n: usize) -> ExperienceCommentForm {
    ExperienceCommentForm { text: format!("{}（示例）", of(SAID, n)) }
}
