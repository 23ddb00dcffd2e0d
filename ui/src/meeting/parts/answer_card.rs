//! A member's answer: attend, or leave with a reason; changeable until the deadline (FEATURES 3.9).

use super::sheets::{LEAVE, ReasonSheet};
use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Icon, IconName, Tone, toast, use_save};
use crate::meeting::model::list::countdown;
use gsdj_domain::Instant;
use gsdj_domain::meeting::{Act, Answer, AnswerForm, MeetingView, Stage};
use leptos::prelude::*;

/// The card; shown to members who were asked.
#[component]
pub fn AnswerCard(#[prop(into)] view: Signal<MeetingView>, #[prop(into)] now: Signal<Instant>) -> impl IntoView {
    let leaving = RwSignal::new(false);
    let queued = RwSignal::new(None::<Answer>);
    let id = view.with_untracked(|v| v.row.id);
    let save = use_save(move |form: AnswerForm, key| async move {
        let answer = form.answer;
        let sent = api::meeting::answer(id, form, key).await?;
        leaving.set(false);
        match sent {
            Sent::Done(_) => {
                queued.set(None);
                toast::show(Tone::Ok, format!("已反馈：{}", answer.label()));
            }
            Sent::Queued => {
                queued.set(Some(answer));
                toast::queued();
            }
        }
        Ok(())
    });
    let mine = Memo::new(move |_| queued.get().or_else(|| view.with(|v| v.row.my_answer)));
    let state = move || view.with(|v| v.acts.iter().find(|s| s.act == Act::Answer).cloned());
    let open = move || state().is_some_and(|s| s.allowed);
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    view! {
        <section class="answer card" aria-label="我的反馈">
            <h2 class="answer-title">
                {move || mine.get().map(|_| view! { <Icon name=IconName::Check/> })}
                {move || mine.get().map_or("您参加吗？".to_owned(), |a| format!("您的反馈：{}", a.label()))}
            </h2>
            <p class="answer-until"><Icon name=IconName::Clock/><span>{move || view.with(|v| countdown(v.row.answer_deadline, now.get()))}</span></p>
            <p class="answer-queued" role="status">{move || queued.get().map(|_| toast::QUEUED)}</p>
            <Show when=open fallback=move || late(view.with(|v| v.row.stage), state().and_then(|s| s.why))>
                <div class="answer-buttons">
                    <Show when=move || mine.get() != Some(Answer::Attend)>
                        <Button kind=ButtonKind::Primary busy=save.pending()
                            on_click=move |_| save.go(AnswerForm { answer: Answer::Attend, reason: String::new(), for_member: None })>
                            {move || if mine.get().is_some() { "改为参加" } else { "参加" }}
                        </Button>
                    </Show>
                    <Button kind=ButtonKind::Quiet busy=save.pending() on_click=move |_| leaving.set(true)>
                        {move || match mine.get() {
                            None => "请假",
                            Some(Answer::Attend) => "改为请假",
                            Some(Answer::Leave) => "修改请假原因",
                        }}
                    </Button>
                </div>
                <p class="muted small">"截止时间之前可以更改。"</p>
            </Show>
            <p class="fault" role="alert">{move || (!leaving.get()).then(|| error.get()).flatten()}</p>
            <ReasonSheet open=leaving ask=LEAVE busy=save.pending() error=error
                on_send=move |reason| save.go(AnswerForm { answer: Answer::Leave, reason, for_member: None })/>
        </section>
    }
}

/// Why no answer is taken, in plain words; whoever could still be late is told whom to ask.
fn late(stage: Stage, why: Option<String>) -> impl IntoView {
    let why = why.unwrap_or_else(|| "现在不能反馈".into());
    let (icon, text) = match stage {
        Stage::Done | Stage::InReview | Stage::Returned | Stage::SubmitDue | Stage::AppraisalDue => {
            (IconName::Clock, "会议已经召开，反馈已结束。".to_owned())
        }
        Stage::Cancelled => (IconName::Clock, "会议已取消，不用再反馈。".to_owned()),
        Stage::Draft | Stage::Preparing | Stage::Answering | Stage::Blocked | Stage::Ready | Stage::RecordDue => {
            (IconName::Warning, format!("{why}。确有情况，请直接联系支部管理员。"))
        }
    };
    view! { <p class="answer-late"><Icon name=icon/><span>{text}</span></p> }
}
