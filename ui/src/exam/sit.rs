//! A sitting under way: one question a screen, its clock by the server's time, everything kept the moment it is answered.

mod keys;
mod question;
mod sheets;

use self::question::Question;
use self::sheets::{LeaveSheet, Overview};
use super::model::{Kept, say};
use super::{courier, keep};
use crate::api;
use crate::kit::{Button, ButtonKind, Guard, Icon, IconName, PageHead, Tone, clock};
use gsdj_domain::SittingId;
use gsdj_domain::exam::SittingKind;
use leptos::prelude::*;
use std::time::Duration;

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(500);

/// What the parts of the screen share.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// Which sitting.
    pub id: SittingId,
    /// As it is kept.
    pub kept: Memo<Option<Kept>>,
    /// Which question is on the screen.
    pub at: RwSignal<usize>,
    /// How many there are.
    pub count: usize,
    /// The sheet of all questions is open.
    pub overview: RwSignal<bool>,
    /// The time is over.
    pub over: Memo<bool>,
    /// A page was turned: from then on the question is what is read out.
    pub turned: StoredValue<bool>,
}

impl Desk {
    /// Goes to a question; stays at the ends.
    pub fn go(self, to: usize) {
        if self.count > 0 {
            self.turned.set_value(true);
            self.at.set(to.min(self.count - 1));
        }
    }

    /// Goes on; after the last one to the sheet of all.
    pub fn next(self) {
        let at = self.at.get_untracked();
        if at + 1 < self.count { self.go(at + 1) } else { self.overview.set(true) }
    }

    /// Goes back by one.
    pub fn back(self) {
        self.go(self.at.get_untracked().saturating_sub(1));
    }

    /// Chooses an option of the question on the screen: kept at once, then sent.
    pub fn choose(self, option: u8) {
        if self.over.get_untracked() {
            return;
        }
        let seat = u32::try_from(self.at.get_untracked()).unwrap_or(u32::MAX);
        keep::change(self.id, |kept| kept.choose(seat, option, clock::now()));
        courier::send(self.id);
    }

    /// Hands in, now or as soon as there is a network.
    pub fn hand_in(self) {
        keep::change(self.id, |kept| kept.hand_in = true);
        courier::send(self.id);
    }
}

/// What stands before the way back, while it is there.
pub(super) type Way = StoredValue<Option<Guard>, LocalStorage>;

/// The screen; `leaving` turns true when somebody goes back.
#[component]
pub(super) fn Sit(id: SittingId, leaving: RwSignal<bool>, guard: Way) -> impl IntoView {
    let changes = keep::changes();
    let kept = Memo::new(move |_| {
        changes.track();
        keep::load(id)
    });
    let Some(first) = kept.get_untracked() else { return ().into_any() };
    let (deadline, title) = (first.view.row.deadline.0, first.view.row.title.clone());
    let (timed, count) = (first.view.row.kind == SittingKind::Exam, first.view.asked.len());
    // where one left off: the first question without an answer
    let open = first.view.asked.iter().position(|q| first.chosen(q.seat).is_empty());
    let left = RwSignal::new(deadline - clock::now().0);
    if let Ok(ticking) = set_interval_with_handle(move || left.set(deadline - clock::now().0), TICK) {
        on_cleanup(move || ticking.clear());
    }
    let over = Memo::new(move |_| left.get() <= 0);
    let (at, overview, turned) = (RwSignal::new(open.unwrap_or(0)), RwSignal::new(false), StoredValue::new(false));
    let desk = Desk { id, kept, at, count, overview, over, turned };
    Effect::new(move |_| {
        if over.get() {
            desk.hand_in();
        }
    });
    keys::listen(desk);
    view! {
        <PageHead title=title back="/exams"/>
        <Bar desk=desk left=left timed=timed/>
        <Lines desk=desk timed=timed/>
        <Question desk=desk/>
        <Foot desk=desk/>
        <Overview desk=desk/>
        <LeaveSheet open=leaving guard=guard timed=timed/>
    }
    .into_any()
}

/// Where one is, how much is answered, how much time is left.
#[component]
fn Bar(desk: Desk, left: RwSignal<i64>, timed: bool) -> impl IntoView {
    let answered = Memo::new(move |_| desk.kept.with(|k| k.as_ref().map_or(0, Kept::answered)));
    let seconds = Memo::new(move |_| say::clock(left.get()));
    let warning = Memo::new(move |_| say::warning(left.get()));
    view! {
        <div class="sit-bar">
            <span class="grow">{move || format!("已答 {} / {}", answered.get(), desk.count)}</span>
            {timed.then(|| view! {
                <span class="sit-clock" class:soon=move || warning.get().is_some() role="timer" aria-label="剩余时间">
                    <Icon name=IconName::Clock/><b>{seconds}</b>
                </span>
                <span class="sr-only" role="status">{move || warning.get()}</span>
            })}
            <button type="button" class="chip-button" on:click=move |_| desk.overview.set(true)>"答题卡"</button>
        </div>
        <progress class="sit-progress" max=desk.count value=move || answered.get() aria-label="已答题数"></progress>
    }
}

/// What is safe, and what has not been sent: always in words.
#[component]
fn Lines(desk: Desk, timed: bool) -> impl IntoView {
    let online = api::online();
    let pending = Memo::new(move |_| desk.kept.with(|k| k.as_ref().map_or(0, |k| k.pending().len())));
    let handing_in = Memo::new(move |_| desk.kept.with(|k| k.as_ref().is_some_and(|k| k.hand_in)));
    let says = Memo::new(move |_| match (online.get(), handing_in.get(), desk.over.get()) {
        (true, true, _) => Some((Tone::Info, "正在交卷…".to_owned())),
        (false, _, true) => Some((
            Tone::Warn,
            "时间到了，现在没有网络。作答都在本机；一分钟内恢复网络会自动交卷，之后系统按已经收到的作答交卷。".into(),
        )),
        (false, true, false) => Some((Tone::Warn, "没有网络：已记下交卷，作答都在本机，恢复后自动交卷。".into())),
        (false, false, false) => {
            let rest = match (pending.get(), timed) {
                (0, _) => "恢复后自动提交。".to_owned(),
                (n, true) => format!("{n} 题还没有送达，恢复后自动提交；截止前没有送达的不计分。"),
                (n, false) => format!("{n} 题还没有送达，恢复后自动提交。"),
            };
            Some((Tone::Warn, format!("没有网络：可以继续答题，作答已存在本机，不会丢失。{rest}")))
        }
        (true, false, _) => None,
    });
    let saved = move || {
        if pending.get() == 0 { "作答已保存" } else { "正在保存…" }
    };
    view! {
        <div role="status" class="sit-lines">
            {move || says.get().map(|(tone, text)| view! {
                <p class=format!("sit-line {}", tone.class())><Icon name=if online.get() { IconName::Refresh } else { IconName::Offline }/><span>{text}</span></p>
            })}
        </div>
        <p class="muted small sit-saved">{move || online.get().then(saved)}</p>
    }
}

/// Back, on, hand in.
#[component]
fn Foot(desk: Desk) -> impl IntoView {
    let last = move || desk.at.get() + 1 == desk.count;
    view! {
        <div class="sit-foot">
            <Button kind=ButtonKind::Line disabled=Signal::derive(move || desk.at.get() == 0) on_click=move |_| desk.back()>"上一题"</Button>
            <Button kind=ButtonKind::Primary on_click=move |_| desk.next()>{move || if last() { "检查并交卷" } else { "下一题" }}</Button>
        </div>
    }
}

/// Leaves the sitting by one press of a button, however it was come to.
fn use_leave(guard: Way) -> impl Fn() + Clone + 'static {
    let replace = crate::kit::use_replace(true);
    move || match guard.try_update_value(Option::take).flatten() {
        Some(guard) => guard.leave(&replace, "/exams"),
        None => replace("/exams"),
    }
}

/// A hand-in under way can't be pressed again; it is the courier's.
fn busy(desk: Desk) -> Signal<bool> {
    let online = api::online();
    Signal::derive(move || online.get() && desk.kept.with(|k| k.as_ref().is_some_and(|k| k.hand_in)))
}
