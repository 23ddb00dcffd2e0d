//! Sheets of the meeting's page: whom to tell, and a reason in words.

use crate::kit::{Button, ButtonKind, Sheet, TextField};
use crate::meeting::model::people::to_tell;
use gsdj_domain::MemberId;
use gsdj_domain::meeting::Attendee;
use gsdj_domain::meeting::form::REASON_MAX;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// 发通知 (or, `before`, 发预通知): everybody not told yet is ticked; those told already are greyed. Telling somebody beforehand
/// twice does nothing: the server knows.
#[component]
pub fn NoticeSheet(
    open: RwSignal<bool>,
    #[prop(optional)] before: bool,
    #[prop(into)] people: Signal<Vec<Attendee>>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_send: Callback<Vec<MemberId>>,
) -> impl IntoView {
    let ticked = RwSignal::new(BTreeSet::<MemberId>::new());
    Effect::new(move |_| {
        if open.get() {
            ticked.set(people.with_untracked(|p| to_tell(p)).into_iter().collect());
        }
    });
    let count = move || ticked.with(BTreeSet::len);
    let all = move || people.with(|p| to_tell(p));
    let every = move || count() == all().len();
    view! {
        <Sheet open=open title=if before { "发预通知" } else { "发通知" }>
            <p class="muted">
                {if before {
                    "勾选的党员会马上收到预通知，开始准备发言提纲；上级审批通过后再发正式通知。"
                } else {
                    "勾选的党员会马上收到通知，并能反馈参加或请假。"
                }}
            </p>
            <label class="tick whole">
                <input type="checkbox" class="checkbox" prop:checked=every
                    on:change=move |_| ticked.set(if every() { BTreeSet::new() } else { all().into_iter().collect() })/>
                <b>{move || format!("全选未通知的 {} 人", all().len())}</b>
            </label>
            <ul class="ticks">
                {move || people.get().into_iter().map(|p| tick(&p, ticked)).collect_view()}
            </ul>
            <p class="fault" role="alert">{move || error.get()}</p>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary busy=busy disabled=Signal::derive(move || count() == 0)
                    on_click=move |_| on_send.run(ticked.with_untracked(|t| t.iter().copied().collect()))>
                    {move || if count() == 0 { "请勾选要通知的党员".to_owned() } else { format!("发给 {} 人", count()) }}
                </Button>
            </div>
        </Sheet>
    }
}

fn tick(p: &Attendee, ticked: RwSignal<BTreeSet<MemberId>>) -> impl IntoView + use<> {
    let (id, told) = (p.member, p.told_at.is_some());
    let toggle = move |_| {
        ticked.update(|t| {
            if !t.remove(&id) {
                t.insert(id);
            }
        });
    };
    let note = match (told, p.expected) {
        (true, _) => "已通知",
        (false, false) => "不计入应到",
        (false, true) => "",
    };
    view! {
        <li>
            <label class="tick" class:shut=told>
                <input type="checkbox" class="checkbox" disabled=told
                    prop:checked=move || told || ticked.with(|t| t.contains(&id)) on:change=toggle/>
                <span class="grow">{p.name.clone()}</span>
                <span class="muted small">{note}</span>
            </label>
        </li>
    }
}

/// What a reason sheet asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// The sheet's title.
    pub title: &'static str,
    /// What follows from it, in a sentence.
    pub says: &'static str,
    /// The field's label.
    pub label: &'static str,
    /// What is often written there; pressing one fills it in.
    pub often: &'static [&'static str],
    /// The button.
    pub button: &'static str,
    /// Whether it cannot be undone.
    pub grave: bool,
}

/// 取消会议.
pub const CANCEL: Ask = Ask {
    title: "取消会议",
    says: "取消后不能恢复；已通知过的党员会收到取消的消息和原因。",
    label: "取消的原因",
    often: &["时间与上级会议冲突", "主要议题需要再准备", "参会人数不足"],
    button: "确认取消会议",
    grave: true,
};

/// 退回.
pub const RETURN: Ask = Ask {
    title: "退回",
    says: "支部会看到您写的原因，修改后可以再次报审，内容都会保留。",
    label: "要改什么",
    often: &["缺少签到情况", "会议记录过于简略", "缺少会议照片", "到会名单与正文不一致"],
    button: "退回支部修改",
    grave: true,
};

/// 请假.
pub const LEAVE: Ask = Ask {
    title: "请假",
    says: "请写明原因，支部管理员会看到。截止时间前可以改为参加。",
    label: "请假原因",
    often: &["外出务工", "生病就医", "家中有事", "单位值班"],
    button: "提交请假",
    grave: false,
};

/// Asks for a reason and hands it on.
#[component]
pub fn ReasonSheet(
    open: RwSignal<bool>,
    ask: Ask,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_send: Callback<String>,
) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let kind = if ask.grave { ButtonKind::Danger } else { ButtonKind::Primary };
    let empty = Signal::derive(move || text.with(|t| t.trim().is_empty()));
    let word = move |often: &'static str| {
        view! { <button type="button" class="chip-button" on:click=move |_| text.set(often.into())>{often}</button> }
    };
    view! {
        <Sheet open=open title=ask.title>
            <p class="muted">{ask.says}</p>
            <TextField label=ask.label name="reason" value=text error=error multiline=true required=true max=REASON_MAX/>
            <div class="chips" role="group" aria-label="常用原因">{ask.often.iter().copied().map(word).collect_view()}</div>
            <div class="sheet-foot">
                <Button kind=kind busy=busy disabled=empty on_click=move |_| on_send.run(text.get_untracked().trim().to_owned())>
                    {ask.button}
                </Button>
            </div>
        </Sheet>
    }
}

/// A question before an act that needs no words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The sheet's title.
    pub title: String,
    /// What follows from it.
    pub text: String,
    /// The button.
    pub yes: String,
}

/// Asks once; what goes wrong is said in the sheet.
#[component]
pub fn SureSheet(
    open: RwSignal<bool>,
    #[prop(into)] question: Signal<Question>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_yes: Callback<()>,
) -> impl IntoView {
    view! {
        <Sheet open=open title=Signal::derive(move || question.with(|q| q.title.clone()))>
            <p>{move || question.with(|q| q.text.clone())}</p>
            <p class="fault" role="alert">{move || error.get()}</p>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Line on_click=move |_| open.set(false)>"再想想"</Button>
                <Button kind=ButtonKind::Primary busy=busy on_click=move |_| on_yes.run(())>{move || question.with(|q| q.yes.clone())}</Button>
            </div>
        </Sheet>
    }
}
