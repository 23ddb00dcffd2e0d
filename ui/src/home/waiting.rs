//! 等您办理: meetings to answer, with the answer right there; and what the branch has to do next.

use super::model::todo;
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Chip, Empty, Icon, IconName, Tone, can, can_here, toast, use_now, use_save};
use crate::meeting::model::list::countdown;
use crate::meeting::parts::sheets::{LEAVE, ReasonSheet};
use gsdj_domain::account::Permission;
use gsdj_domain::meeting::{Answer, AnswerForm, MeetingRow};
use leptos::prelude::*;

/// The list.
#[component]
pub fn Waiting(#[prop(into)] rows: Signal<Vec<MeetingRow>>, #[prop(into)] reviews: Signal<u32>) -> impl IntoView {
    let manages = can_here(Permission::ManageMeetings);
    let (meets, writes) = (can(Permission::SeeMeetings), can_here(Permission::WriteArticles));
    let count = Memo::new(move |_| rows.with(Vec::len));
    let nothing = Memo::new(move |_| count.get() == 0 && reviews.get() == 0);
    let number =
        move || (count.get() > 0).then(|| view! { <span class="tiny">{format!("共 {} 项", count.get())}</span> });
    view! {
        <Show when=move || nothing.get() || (count.get() > 0)>
            <section class="panel waiting" aria-label="等您办理">
                <div class="row"><h2 class="panel-title grow">"等您办理"</h2>{number}</div>
                <Show when=move || nothing.get()>
                    <Empty icon=IconName::Check title="都办完了" text="有新的会议通知或待办事项，会第一时间出现在这里。">
                        {move || manages.get().then(|| view! { <a class="btn btn-primary" href="/meetings/new"><Icon name=IconName::Plus/>"创建会议"</a> })}
                        {move || meets.get().then(|| view! { <a class="btn btn-line" href="/meetings">"看全部会议"</a> })}
                        {move || writes.get().then(|| view! { <a class="btn btn-line" href="/desk">"去编辑台"</a> })}
                    </Empty>
                </Show>
                <ul class="waiting-list">
                    <For each=move || rows.get() key=|row| format!("{row:?}") children=move |row| view! { <One row=row/> }/>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn One(row: MeetingRow) -> impl IntoView {
    let asks = row.waits_for_me;
    let foot = if asks {
        view! { <AnswerHere row=row.clone()/> }.into_any()
    } else {
        view! { <DoHere row=row.clone()/> }.into_any()
    };
    let now = use_now();
    let (starts, place, chair) = (row.starts_at, row.place.clone(), row.chair.clone());
    let line = move || format!("{} · {place} · 主持人 {chair}", starts.spoken(now.get()));
    view! {
        <li class="waiting-item">
            <a class="waiting-head" href=format!("/meetings/{}", row.id)>
                <span class="shortcut-icon hue-red"><Icon name=IconName::Calendar/></span>
                <span class="grow">
                    <b>{format!("{} · {}", row.kind.label(), row.title)}</b>
                    <span class="cell-note">{line}</span>
                </span>
                <Icon name=IconName::Forward/>
            </a>
            {foot}
        </li>
    }
}

/// For the branch: what stands still, and the way to it.
#[component]
fn DoHere(row: MeetingRow) -> impl IntoView {
    let todo = todo(&row);
    view! {
        <div class="waiting-do">
            <Chip tone=todo.tone>{row.stage.label()}</Chip>
            <span class="muted small grow">{todo.says}</span>
            <a class="btn btn-quiet btn-small" href=todo.to>{todo.verb}</a>
        </div>
    }
}

/// For a member: attend or leave, without opening the meeting.
#[component]
fn AnswerHere(row: MeetingRow) -> impl IntoView {
    let now = use_now();
    let leaving = RwSignal::new(false);
    let (id, deadline) = (row.id, row.answer_deadline);
    let save = use_save(move |form: AnswerForm, key| async move {
        let answer = form.answer;
        let sent = api::meeting::answer(id, form, key).await?;
        // the card may be gone by now: the list was fetched again
        let _ = leaving.try_set(false);
        match sent {
            Sent::Done(_) => toast::show(Tone::Ok, format!("已反馈：{}", answer.label())),
            Sent::Queued => toast::queued(),
        }
        Ok(())
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let go = move |answer, reason| save.go(AnswerForm { answer, reason, for_member: None });
    view! {
        <p class="waiting-due"><Icon name=IconName::Clock/>{move || countdown(deadline, now.get())}</p>
        <div class="waiting-acts">
            <Button kind=ButtonKind::Primary busy=save.pending() on_click=move |_| go(Answer::Attend, String::new())>"参加"</Button>
            <Button kind=ButtonKind::Quiet busy=save.pending() on_click=move |_| leaving.set(true)>"请假"</Button>
        </div>
        <p class="fault" role="alert">{move || (!leaving.get()).then(|| error.get()).flatten()}</p>
        <ReasonSheet open=leaving ask=LEAVE busy=save.pending() error=error on_send=move |reason| go(Answer::Leave, reason)/>
    }
}
