//! 代反馈: what a helper can answer for those they help, above their own meetings.

use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Tone, toast, use_load, use_now, use_save};
use crate::meeting::model::list::countdown;
use crate::meeting::parts::sheets::{LEAVE, ReasonSheet};
use gsdj_domain::meeting::{Answer, AnswerForm};
use gsdj_domain::proxy::ProxyAsk;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The panel; nothing for those who help nobody.
#[component]
pub fn Asks() -> impl IntoView {
    let load = use_load(api::proxy::asks, &[Tag::Proxies, Tag::Meetings]);
    let asks = Memo::new(move |_| load.data().get().unwrap_or_default());
    view! {
        <Show when=move || !asks.with(Vec::is_empty)>
            <section class="panel proxy-asks" aria-label="帮办">
                <h2 class="panel-title">"帮办：代为反馈"</h2>
                <ul class="waiting-list">
                    <For each=move || asks.get() key=|ask| format!("{ask:?}") children=move |ask| view! { <One ask=ask/> }/>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn One(ask: ProxyAsk) -> impl IntoView {
    let now = use_now();
    let leaving = RwSignal::new(false);
    let (id, member, name) = (ask.meeting.id, ask.member, ask.member_name.clone());
    let whom = name.clone();
    let save = use_save(move |form: AnswerForm, key| {
        let whom = whom.clone();
        async move {
            let answer = form.answer;
            let sent = api::meeting::answer(id, form, key).await?;
            // the line may be gone by now: the list was fetched again
            let _ = leaving.try_set(false);
            match sent {
                Sent::Done(_) => toast::show(Tone::Ok, format!("已代{whom}反馈：{}", answer.label())),
                Sent::Queued => toast::queued(),
            }
            Ok(())
        }
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let go = move |answer, reason| save.go(AnswerForm { answer, reason, for_member: Some(member) });
    let (starts, deadline, mine) = (ask.meeting.starts_at, ask.meeting.answer_deadline, ask.meeting.my_answer);
    let place = ask.meeting.place.clone();
    let stands = mine.map_or_else(|| "还没有反馈".into(), |a| format!("已反馈：{}", a.label()));
    view! {
        <li class="waiting-item">
            <p><b>{format!("代 {name} 反馈")}</b><span class="cell-note">{format!("{} · {}", ask.meeting.kind.label(), ask.meeting.title)}</span>
                <span class="cell-note">{move || format!("{} · {place}", starts.spoken(now.get()))}</span>
                <span class="cell-note">{move || format!("{stands} · {}", countdown(deadline, now.get()))}</span>
            </p>
            <div class="waiting-acts">
                {(mine != Some(Answer::Attend)).then(|| view! {
                    <Button kind=ButtonKind::Primary busy=save.pending() on_click=move |_| go(Answer::Attend, String::new())>{format!("代{name}参加")}</Button>
                })}
                <Button kind=ButtonKind::Quiet busy=save.pending() on_click=move |_| leaving.set(true)>{if mine == Some(Answer::Leave) { "修改请假原因" } else { "代为请假" }}</Button>
            </div>
            <p class="fault" role="alert">{move || (!leaving.get()).then(|| error.get()).flatten()}</p>
            <ReasonSheet open=leaving ask=LEAVE busy=save.pending() error=error on_send=move |reason| go(Answer::Leave, reason)/>
        </li>
    }
}
