//! The question before the film (FEATURES 13.5): a dialog over the whole screen, read from four metres and operated by arrows
//! and OK; beside it the code that brings phones to it.

use super::model::{Stage, ahead, count_line, heads, letter, right_line, share, stage};
use crate::api;
use crate::check_in::use_base;
use crate::kit::{Button, ButtonKind, Load, Qr, Save, use_save};
use crate::learning::lesson::Pauses;
use gsdj_domain::learning::{AskedQuestion, GroupStudyQuestions};
use gsdj_domain::{GroupStudyId, LessonQuestionId};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// How often an open question is looked after, should the live line have missed something.
const LOOK: Duration = Duration::from_secs(20);

/// The questions of the group study before this screen.
#[derive(Clone, Copy)]
pub struct Asking {
    id: GroupStudyId,
    load: Load<GroupStudyQuestions>,
    showing: RwSignal<Option<LessonQuestionId>>,
    wanted: RwSignal<Option<LessonQuestionId>>,
    ask: Save<LessonQuestionId>,
    close: Save<LessonQuestionId>,
    stage: Memo<Stage>,
}

/// Follows the questions of a group study.
pub fn use_asking(id: GroupStudyId, load: Load<GroupStudyQuestions>) -> Asking {
    let (showing, wanted) = (RwSignal::new(None), RwSignal::new(None));
    let ask = use_save(move |question, key| async move { api::question::ask(id, question, key).await.map(drop) });
    let close = use_save(move |question, key| async move { api::question::close(id, question, key).await.map(drop) });
    let data = load.data();
    let stage =
        Memo::new(move |_| data.with(|d| stage(d.as_ref().map_or(&[][..], |d| &d.asked), showing.get(), wanted.get())));
    Effect::new(move |_| {
        if let Stage::Open(open) = stage.get() {
            showing.set(Some(open.question));
        }
    });
    // what was refused was perhaps done before another screen
    Effect::new(move |_| {
        if ask.error().with(Option::is_some) || close.error().with(Option::is_some) {
            load.reload();
        }
    });
    let look = move || {
        if stage.with_untracked(|s| matches!(s, Stage::Asking(_) | Stage::Open(_))) {
            load.reload();
        }
    };
    if let Ok(timer) = set_interval_with_handle(look, LOOK) {
        on_cleanup(move || timer.clear());
    }
    Asking { id, load, showing, wanted, ask, close, stage }
}

impl Asking {
    /// What the player needs to know.
    #[must_use]
    pub fn pauses(self) -> Pauses {
        let data = self.load.data();
        Pauses {
            coming: Signal::derive(move || data.with(|d| d.as_ref().map(|d| d.coming.clone()).unwrap_or_default())),
            held: Signal::derive(move || self.stage.with(|s| *s != Stage::Nothing)),
            reached: Callback::new(move |question| {
                self.wanted.set(Some(question));
                self.ask.go(question);
            }),
            pressed: Callback::new(move |()| self.go_on()),
        }
    }

    /// 继续: an open question is closed, what was told gives way to the film.
    fn go_on(self) {
        match self.stage.get_untracked() {
            Stage::Open(asked) => self.close.go(asked.question),
            Stage::Told(_) => {
                self.wanted.set(None);
                self.showing.set(None);
            }
            Stage::Asking(question) => {
                if self.ask.error().with_untracked(Option::is_some) {
                    self.ask.go(question);
                }
            }
            Stage::Nothing => {}
        }
    }

    /// The film goes on without the question that could not be asked.
    fn skip(self) {
        self.ask.reset();
        self.wanted.set(None);
    }
}

/// The dialog: open while something stands before the film. Closing it by "back" leaves the screen; the question stays open.
#[component]
pub fn QuestionDialog(asking: Asking) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let shown = Memo::new(move |_| asking.stage.with(|s| *s != Stage::Nothing));
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (shown.get(), dialog.open()) {
            (true, false) => {
                // one that is not in the page yet can't be shown; the effect runs again then
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            (true, true) | (false, false) => {}
        }
    });
    let go = use_navigate();
    let closed = move |_| {
        if shown.get_untracked() {
            go("/learning/group-studies", Default::default());
        }
    };
    // while answers are counted the question is not drawn anew
    let part = Memo::new(move |_| {
        asking.stage.with(|s| match s {
            Stage::Nothing => Part::Nothing,
            Stage::Asking(_) => Part::Asking,
            Stage::Open(asked) => Part::Open(asked.question),
            Stage::Told(asked) => Part::Told(asked.question),
        })
    });
    view! {
        <dialog node_ref=dialog class="ask" aria-labelledby="ask-title" on:close=closed>
            {move || match part.get() {
                Part::Nothing => ().into_any(),
                Part::Asking => view! { <Coming asking=asking/> }.into_any(),
                Part::Open(_) => view! { <Open asking=asking/> }.into_any(),
                Part::Told(_) => view! { <Told asking=asking/> }.into_any(),
            }}
        </dialog>
    }
}

/// Which of its faces the dialog shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Nothing,
    Asking,
    Open(LessonQuestionId),
    Told(LessonQuestionId),
}

/// The question is on its way to the server.
#[component]
fn Coming(asking: Asking) -> impl IntoView {
    let fault = move || asking.ask.error().get().map(|e| e.sentence());
    let failed = move || asking.ask.error().with(Option::is_some);
    view! {
        <div class="ask-inside">
            <h2 id="ask-title" class="ask-text">{move || if failed() { "提问没有发出去" } else { "正在提问…" }}</h2>
            <p class="fault" role="alert">{fault}</p>
            <Show when=failed>
                <div class="ask-acts">
                    <Button kind=ButtonKind::Primary on_click=move |_| asking.go_on()>"再试一次"</Button>
                    <Button on_click=move |_| asking.skip()>"不提问，继续播放"</Button>
                </div>
            </Show>
        </div>
    }
}

/// The question on the stage, as it stands when this face is drawn.
fn on_stage(asking: Asking) -> Option<AskedQuestion> {
    asking.stage.with_untracked(|s| match s {
        Stage::Open(asked) | Stage::Told(asked) => Some(asked.clone()),
        Stage::Nothing | Stage::Asking(_) => None,
    })
}

/// A button that has the focus as soon as it is there: OK goes on.
#[component]
fn GoOn(asking: Asking, label: &'static str) -> impl IntoView {
    let area = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(area) = area.get() else { return };
        let focus = move || {
            let button = area.query_selector("button").ok().flatten();
            if let Some(button) = button.and_then(|b| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(b).ok()) {
                // one that takes no focus is reached by the arrows
                let _ = button.focus();
            }
        };
        // the dialog opens in the same turn and takes the focus itself
        set_timeout(focus, Duration::from_millis(50));
    });
    view! {
        <div class="ask-acts" node_ref=area>
            <Button kind=ButtonKind::Primary busy=asking.close.pending() on_click=move |_| asking.go_on()>{label}</Button>
        </div>
    }
}

#[component]
fn Open(asking: Asking) -> impl IntoView {
    let base = use_base();
    let id = asking.id;
    let address = Signal::derive(move || format!("{}/learning/group-studies/{id}/answer", base.get()));
    let data = asking.load.data();
    let count = move || {
        let answered = asking.stage.with(|s| match s {
            Stage::Open(asked) => asked.answered,
            Stage::Nothing | Stage::Asking(_) | Stage::Told(_) => 0,
        });
        (answered, data.with(|d| d.as_ref().map_or(0, |d| d.present)))
    };
    let fault = move || asking.close.error().get().map(|e| e.sentence());
    let option = |(at, text): (u8, String)| view! { <li><b>{letter(at)}</b><span>{text}</span></li> };
    on_stage(asking).map(|asked| view! {
        <div class="ask-inside">
            <p class="ask-kind">{format!("提问 · {}", asked.kind.label())}</p>
            <h2 id="ask-title" class="ask-text">{asked.text}</h2>
            <div class="ask-body">
                <ol class="ask-options">{(0_u8..).zip(asked.options).map(option).collect_view()}</ol>
                <aside class="ask-side">
                    <Qr text=address label="作答二维码"/>
                    <p>"到场的党员用手机扫码，或打开首页作答"</p>
                </aside>
            </div>
            <p class="ask-heads" role="status">{move || { let (answered, present) = count(); heads(answered, present) }}</p>
            <progress class="screen-bar" max=move || count().1.max(1) value=move || count().0 aria-hidden="true"></progress>
            <p class="fault" role="alert">{fault}</p>
            <GoOn asking=asking label="继续：结束作答，看答案"/>
        </div>
    })
}

#[component]
fn Told(asking: Asking) -> impl IntoView {
    on_stage(asking).map(|asked| {
        view! {
            <div class="ask-inside">
                <p class="ask-kind">"答案"</p>
                <h2 id="ask-title" class="ask-text">{asked.text.clone()}</h2>
                <Distribution asked=asked/>
                <GoOn asking=asking label="继续播放"/>
            </div>
        }
    })
}

/// The options with how many chose each, the right ones marked in words, and why; never who.
#[component]
pub fn Distribution(asked: AskedQuestion) -> impl IntoView {
    let answered = asked.answered;
    let options = asked.options;
    asked.outcome.map(|outcome| {
        let line = right_line(&outcome, answered);
        let option = move |(at, text): (u8, String)| {
            let right = outcome.right.contains(&at);
            let count = outcome.counts.get(usize::from(at)).copied().unwrap_or(0);
            view! {
                <li class:right=right>
                    <b>{letter(at)}</b>
                    <span class="grow">
                        <span>{text}</span>
                        {right.then(|| view! { <span class="ask-right">"正确答案"</span> })}
                        <span class="ask-bar" aria-hidden="true"><i style=format!("width:{}%", share(count, answered))></i></span>
                    </span>
                    <span class="ask-count">{count_line(count, answered)}</span>
                </li>
            }
        };
        view! {
            <ol class="ask-options told">{(0_u8..).zip(options).map(option).collect_view()}</ol>
            <p class="ask-heads">{line}</p>
            <p class="ask-why"><b>"解析："</b>{outcome.explanation}</p>
        }
    })
}

/// Where the film will pause, and how phones come to the questions; below the film.
#[component]
pub fn Ahead(id: GroupStudyId, load: Load<GroupStudyQuestions>) -> impl IntoView {
    let data = load.data();
    let line = Memo::new(move |_| data.with(|d| d.as_ref().and_then(|d| ahead(&d.coming))));
    let base = use_base();
    let address = Signal::derive(move || format!("{}/learning/group-studies/{id}/answer", base.get()));
    move || {
        line.get().map(|line| view! {
            <section class="panel ask-ahead">
                <Qr text=address label="作答二维码"/>
                <div class="grow"><h2 class="panel-title">"屏幕提问，手机作答"</h2><p>{line}</p><p class="muted">"请到场的党员先扫码打开作答页，也可以从手机首页进入。"</p></div>
            </section>
        })
    }
}

/// What came of the questions that were asked.
#[component]
pub fn Outcomes(load: Load<GroupStudyQuestions>) -> impl IntoView {
    let data = load.data();
    let told = Memo::new(move |_| {
        let asked = data.with(|d| d.as_ref().map(|d| d.asked.clone()).unwrap_or_default());
        asked.into_iter().filter(|a| a.outcome.is_some()).collect::<Vec<_>>()
    });
    let one = |asked: AskedQuestion| {
        let place = format!("{} 处 · {}", gsdj_domain::learning::clock(asked.at), asked.kind.label());
        view! { <li><p class="muted small">{place}</p><p class="title">{asked.text.clone()}</p><Distribution asked=asked/></li> }
    };
    view! {
        <Show when=move || told.with(|t| !t.is_empty())>
            <section class="panel">
                <h2 class="panel-title">"提问结果"</h2>
                <p class="muted small">"只统计人数，不显示谁答了什么。"</p>
                <ul class="ask-outcomes">{move || told.get().into_iter().map(one).collect_view()}</ul>
            </section>
        </Show>
    }
}
