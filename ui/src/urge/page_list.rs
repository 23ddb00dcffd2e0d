//! `/urges`: for a branch what it is urged about, to say that it was read and to settle it; for those above what they
//! urge. `?org=` shows one branch's, `?state=` only those that stand so, `?at=` marks the one a message led to.

use crate::api;
use crate::api::query;
use crate::kit::{
    Button, ButtonKind, Chip, Empty, IconName, PageHead, Sheet, TextField, Tone, can_here, sheet_for, toast, use_now,
    use_save,
};
use crate::workbench::{FreshList, MoreRows, Only, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::routes::Tag;
use gsdj_domain::urge::{SettleForm, TEXT_MAX, UrgeRow, UrgeState, check_settlement};
use gsdj_domain::{OrgId, UrgeId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn Urges() -> impl IntoView {
    view! { <Only permission=Permission::SeeUrges><List/></Only> }
}

#[component]
fn List() -> impl IntoView {
    let query = use_query_map();
    let org = Memo::new(move |_| query.read().get("org").and_then(|t| t.parse().ok()).map(OrgId));
    let state = Memo::new(move |_| query.read().get("state").and_then(|s| UrgeState::from_code(&s)));
    let led_to = Memo::new(move |_| query.read().get("at").and_then(|t| t.parse().ok()).map(UrgeId));
    let list = use_paged(move |cursor| api::urge::list(org.get(), state.get(), cursor), &[Tag::Urges]);
    Effect::new(move |before: Option<(Option<OrgId>, Option<UrgeState>)>| {
        let now = (org.get(), state.get());
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let answers = can_here(Permission::AnswerUrges);
    let settling = RwSignal::new(None::<UrgeRow>);
    let chip = move |s: Option<UrgeState>| {
        let to = move || {
            let pairs = [
                ("org", org.get().map(|o| o.to_string()).unwrap_or_default()),
                ("state", s.map(|s| s.code().to_owned()).unwrap_or_default()),
            ];
            query::with("/urges", &pairs)
        };
        let current = move || (state.get() == s).then_some("true");
        view! { <a class="chip-button" href=to aria-current=current>{s.map_or("全部", UrgeState::label)}</a> }
    };
    let all = std::iter::once(None).chain(UrgeState::ALL.iter().copied().map(Some));
    let empty = move || view! { <Nothing answers=answers/> };
    view! {
        <Workbench>
            <div class="page-wide">
                <PageHead title="督办"/>
                <nav class="chips" aria-label="按状态筛选">
                    {all.map(chip).collect_view()}
                    <a class="chip-button" href="/manual/urge">"怎么用"</a>
                </nav>
                <FreshList list=list empty=empty>
                    <ul class="cards">
                        <For each=move || list.rows.get() key=|u| format!("{u:?}")
                            children=move |u| view! { <li><One urge=u led_to=led_to settling=settling answers=answers/></li> }/>
                    </ul>
                </FreshList>
                <MoreRows list=list/>
                <Settle settling=settling/>
            </div>
        </Workbench>
    }
}

#[component]
fn Nothing(answers: Signal<bool>) -> impl IntoView {
    let text = if answers.get_untracked() {
        "上级党组织督办的事项会列在这里。"
    } else {
        "在“下级组织”里打开一个支部，按“督办”，会列在这里，并能看到办理情况。"
    };
    view! { <Empty icon=IconName::Check title="没有督办事项" text=text/> }
}

const fn tone(state: UrgeState) -> Tone {
    match state {
        UrgeState::Unread => Tone::Bad,
        UrgeState::Read => Tone::Warn,
        UrgeState::Settled => Tone::Ok,
    }
}

#[component]
fn One(
    urge: UrgeRow,
    led_to: Memo<Option<UrgeId>>,
    settling: RwSignal<Option<UrgeRow>>,
    answers: Signal<bool>,
) -> impl IntoView {
    let now = use_now();
    let (id, at, settled_at) = (urge.id, urge.at, urge.settled_at);
    // whoever answers sees who urges, whoever urges sees whom
    let whom = urge.clone();
    let other = move || if answers.get() { whom.by.name.clone() } else { whom.org.name.clone() };
    let note = urge.note.clone();
    let done = move || {
        settled_at.map(
            |at| view! { <p class="note good"><b>{format!("{} 办结：", at.spoken(now.get()))}</b>{note.clone()}</p> },
        )
    };
    let open = urge.state != UrgeState::Settled;
    let acts = urge.clone();
    view! {
        <article class="panel urge" class:led-to=move || led_to.get() == Some(id)>
            <p class="row wrap">
                <span class="grow muted small">{other}</span>
                <Chip tone=tone(urge.state)>{urge.state.label()}</Chip>
            </p>
            <h2 class="panel-title">{urge.topic.label()}</h2>
            {(!urge.text.is_empty()).then(|| view! { <p class="urge-text">{urge.text.clone()}</p> })}
            <p class="muted small">{move || format!("{} 督办", at.spoken(now.get()))}</p>
            {done}
            {move || (answers.get() && open).then(|| view! { <Acts urge=acts.clone() settling=settling/> })}
        </article>
    }
}

/// What the branch does with an open one.
#[component]
fn Acts(urge: UrgeRow, settling: RwSignal<Option<UrgeRow>>) -> impl IntoView {
    let (id, unread) = (urge.id, urge.state == UrgeState::Unread);
    let read = use_save(move |(): (), key| async move { api::urge::read(id, key).await.map(drop) });
    let error = move || read.error().get().map(|e| e.sentence());
    view! {
        <p class="fault" role="alert">{error}</p>
        <div class="row wrap">
            {unread.then(|| view! {
                <Button kind=ButtonKind::Line busy=read.pending() on_click=move |_| read.go(())>"知道了"</Button>
            })}
            <Button kind=ButtonKind::Primary on_click=move |_| settling.set(Some(urge.clone()))>"办结"</Button>
        </div>
    }
}

/// The sheet in which the branch says what it did.
#[component]
fn Settle(settling: RwSignal<Option<UrgeRow>>) -> impl IntoView {
    let open = sheet_for(settling);
    let note = RwSignal::new(String::new());
    let save = use_save(move |(id, form): (UrgeId, SettleForm), key| async move {
        api::urge::settle(id, form, key).await?;
        toast::show(Tone::Ok, "已办结，督办的党组织会收到办理情况");
        note.set(String::new());
        open.set(false);
        Ok(())
    });
    let tried = RwSignal::new(false);
    let form = move || SettleForm { note: note.get().trim().to_owned() };
    let fault = Signal::derive(move || {
        let own = check_settlement(&form()).err().map(|r| r.sentence());
        own.filter(|_| tried.get()).or_else(|| save.field("note").get())
    });
    let beside = move || save.error().get().filter(|e| e.field("note").is_none()).map(|e| e.sentence());
    let send = move |_| {
        tried.set(true);
        let form = untrack(form);
        if let Some(urge) = settling.get_untracked().filter(|_| check_settlement(&form).is_ok()) {
            save.go((urge.id, form));
        }
    };
    let title = move || settling.with(|u| u.as_ref().map(|u| format!("办结：{}", u.topic.label())).unwrap_or_default());
    view! {
        <Sheet open=open title=Signal::derive(title)>
            <TextField label="办理情况" name="note" value=note error=fault multiline=true required=true max=TEXT_MAX hint="做了什么、结果怎样"/>
            <p class="fault" role="alert">{beside}</p>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary busy=save.pending() on_click=send>"提交办理情况"</Button>
            </div>
        </Sheet>
    }
}
