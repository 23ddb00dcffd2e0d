//! What is done with an exam that stands: publish, withdraw, throw away.

use crate::api::{self, ApiError, IdempotencyKey};
use crate::kit::{Button, ButtonKind, Tone, toast, use_save};
use crate::meeting::parts::sheets::{Ask, Question, ReasonSheet, SureSheet};
use gsdj_domain::ExamId;
use gsdj_domain::exam::{ExamAct, ExamState, ExamView, ExamWithdrawForm};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// 撤回.
const WITHDRAW: Ask = Ask {
    title: "撤回试卷",
    says: "撤回后不能再开始；已经开始的可以答完交卷，成绩保留。以后可以再发布。",
    label: "撤回原因",
    often: &["题目有误，需要核对", "时间安排有变"],
    button: "确认撤回",
    grave: true,
};

/// Something done to an exam.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deed {
    Publish,
    Withdraw(String),
    Delete,
}

impl Deed {
    const fn done(&self) -> &'static str {
        match self {
            Self::Publish => "已发布",
            Self::Withdraw(_) => "已撤回",
            Self::Delete => "试卷已删除",
        }
    }

    async fn perform(self, id: ExamId, key: IdempotencyKey) -> Result<(), ApiError> {
        match self {
            Self::Publish => api::exam::publish(id, key).await.map(drop),
            Self::Withdraw(reason) => api::exam::withdraw(id, ExamWithdrawForm { reason }, key).await.map(drop),
            Self::Delete => api::exam::delete(id, key).await,
        }
    }
}

/// The question before an act that needs no words.
fn question(act: ExamAct) -> Question {
    let text = match act {
        ExamAct::Publish => "发布后党员马上能看到，到开放时间可以开始。有人考过的试卷不能再改。",
        ExamAct::Delete => "删除后不能恢复。",
        ExamAct::Edit | ExamAct::Withdraw => "",
    };
    Question { title: format!("{}？", act.label()), text: text.into(), yes: act.label().into() }
}

/// The acts.
#[component]
pub fn Acts(view: ExamView) -> impl IntoView {
    let (id, published) = (view.id, view.state != ExamState::Draft);
    let (sure, back) = (RwSignal::new(false), RwSignal::new(false));
    let asked = RwSignal::new(None::<ExamAct>);
    let go = use_navigate();
    let save = use_save(move |deed: Deed, key| {
        let go = go.clone();
        async move {
            let (said, gone) = (deed.done(), deed == Deed::Delete);
            if gone {
                // the page of what is gone must not ask for it again
                go("/exams/papers", Default::default());
            }
            deed.perform(id, key).await?;
            toast::show(Tone::Ok, said);
            Ok(())
        }
    });
    let error = Signal::derive(move || {
        save.error().get().map(|e| [Some(e.sentence()), e.hint()].into_iter().flatten().collect::<Vec<_>>().join("。"))
    });
    let yes = move || match asked.get_untracked() {
        Some(ExamAct::Publish) => save.go(Deed::Publish),
        Some(ExamAct::Delete) => save.go(Deed::Delete),
        Some(ExamAct::Edit | ExamAct::Withdraw) | None => {}
    };
    let one = move |act: ExamAct| {
        let (kind, press) = match act {
            ExamAct::Publish => (ButtonKind::Primary, Some(act)),
            ExamAct::Delete => (ButtonKind::Danger, Some(act)),
            ExamAct::Withdraw => (ButtonKind::Danger, None),
            // the form stands below
            ExamAct::Edit => return ().into_any(),
        };
        let go = move || match press {
            Some(act) => {
                asked.set(Some(act));
                sure.set(true);
            }
            None => back.set(true),
        };
        view! { <Button kind=kind on_click=move |_| go()>{act.label()}</Button> }.into_any()
    };
    view! {
        <div class="exam-acts">
            {view.acts.into_iter().map(one).collect_view()}
            {published.then(|| view! { <a class="btn btn-line" href=format!("/exams/results/{id}")>"看成绩"</a> })}
        </div>
        <SureSheet open=sure question=Signal::derive(move || asked.get().map(question).unwrap_or_default()) busy=save.pending() error=error on_yes=yes/>
        <ReasonSheet open=back ask=WITHDRAW busy=save.pending() error=error on_send=move |reason| save.go(Deed::Withdraw(reason))/>
    }
}
