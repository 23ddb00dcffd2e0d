//! The sheet of all questions (答题卡) with the hand-in, and what is asked before leaving.

use super::{Desk, Kept, Way, busy, use_leave};
use crate::kit::{Button, ButtonKind, Confirm, Sheet};
use leptos::prelude::*;

/// All questions at a glance.
#[component]
pub(super) fn Overview(desk: Desk) -> impl IntoView {
    let answered = Memo::new(move |_| {
        let all = |k: &Kept| k.view.asked.iter().map(|q| !k.chosen(q.seat).is_empty()).collect::<Vec<_>>();
        desk.kept.with(|k| k.as_ref().map(all).unwrap_or_default())
    });
    let open = Memo::new(move |_| answered.with(|a| a.iter().filter(|done| !**done).count()));
    let sure = RwSignal::new(false);
    let go = move |at: usize| {
        desk.go(at);
        desk.overview.set(false);
    };
    let cell = move |(at, done): (usize, bool)| {
        let says = format!("第 {} 题，{}", at + 1, if done { "已答" } else { "未答" });
        view! {
            <button type="button" class="sit-cell" class:done=done aria-label=says aria-current=move || (desk.at.get() == at).then_some("step")
                on:click=move |_| go(at)>{at + 1}</button>
        }
    };
    let text = move || match open.get() {
        0 => "所有题目都已作答。交卷后马上看到对错和解析，不能再改。".to_owned(),
        n => format!("还有 {n} 题没有作答。交卷后马上看到对错和解析，不能再改。"),
    };
    let hand_in = move || {
        desk.hand_in();
        sure.set(false);
        desk.overview.set(false);
    };
    view! {
        <Sheet open=desk.overview title="答题卡">
            <p class="muted">{move || format!("已答 {} 题，未答 {} 题；按题号回到那一题。", desk.count - open.get().min(desk.count), open.get())}</p>
            <div class="sit-grid">{move || answered.get().into_iter().enumerate().map(cell).collect_view()}</div>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary busy=busy(desk) on_click=move |_| sure.set(true)>"交卷"</Button>
            </div>
        </Sheet>
        <Confirm open=sure title="交卷？" text=Signal::derive(text) yes="确认交卷" busy=busy(desk) on_yes=hand_in/>
    }
}

/// What is asked of who goes back.
#[component]
pub(super) fn LeaveSheet(open: RwSignal<bool>, guard: Way, timed: bool) -> impl IntoView {
    let leave = use_leave(guard);
    let text = if timed {
        "作答已经保存，可以在“没有交卷的”里回来继续。离开后不停表，到时没有交卷的，系统按已经收到的作答交卷。"
    } else {
        "作答已经保存，可以在“没有交卷的”里回来继续。"
    };
    view! { <Confirm open=open title="先离开？" text=text yes="离开" on_yes=move || leave()/> }
}
