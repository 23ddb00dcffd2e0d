//! What the branch and its superior do with a post: hand in, take back, throw away; publish, return, take down.

use crate::api::{self, ApiError, IdempotencyKey};
use crate::kit::{Button, ButtonKind, Frame, Icon, IconName, Sheet, Tone, toast, use_frame, use_save};
use crate::meeting::parts::sheets::{Ask, Question, ReasonSheet, SureSheet};
use gsdj_domain::ExperienceId;
use gsdj_domain::experience::{
    ExperienceAct, ExperienceAudience, ExperienceDecision, ExperienceTakedownForm, ExperienceView,
};
use gsdj_domain::meeting::Decision;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// 退回.
const RETURN: Ask = Ask {
    title: "退回",
    says: "支部会看到您写的原因，修改后可以再次报审，内容都会保留。",
    label: "要改什么",
    often: &["做法写得不够具体", "请补充效果和数据", "图片与内容不符"],
    button: "退回支部修改",
    grave: true,
};

/// 下架.
const TAKE_DOWN: Ask = Ask {
    title: "下架文章",
    says: "下架后不能恢复，其他人看不到这篇文章和评论；支部会收到原因。",
    label: "下架原因",
    often: &["内容已经过时", "涉及不宜公开的信息"],
    button: "确认下架",
    grave: true,
};

/// Something done to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deed {
    Submit,
    Withdraw,
    Delete,
    Publish(ExperienceAudience),
    Return(String),
    TakeDown(String),
}

impl Deed {
    const fn done(&self) -> &'static str {
        match self {
            Self::Submit => "已报审，等待上级审核",
            Self::Withdraw => "已撤回，可以修改后再报审",
            Self::Delete => "草稿已删除",
            Self::Publish(_) => "已发布",
            Self::Return(_) => "已退回",
            Self::TakeDown(_) => "已下架",
        }
    }

    async fn perform(self, id: ExperienceId, key: IdempotencyKey) -> Result<(), ApiError> {
        let decide = |decision, audience, reason| ExperienceDecision { decision, audience, reason };
        match self {
            Self::Submit => api::experience::submit(id, key).await.map(drop),
            Self::Withdraw => api::experience::withdraw(id, key).await.map(drop),
            Self::Delete => api::experience::delete(id, key).await,
            Self::Publish(audience) => {
                api::experience::decide(id, decide(Decision::Approve, Some(audience), String::new()), key)
                    .await
                    .map(drop)
            }
            Self::Return(reason) => {
                api::experience::decide(id, decide(Decision::Return, None, reason), key).await.map(drop)
            }
            Self::TakeDown(reason) => {
                api::experience::take_down(id, ExperienceTakedownForm { reason }, key).await.map(drop)
            }
        }
    }
}

/// The question before an act that needs no words.
fn question(act: ExperienceAct) -> Question {
    let text = match act {
        ExperienceAct::Submit => "报审后由直接上级党组织审核发布；上级查看之前可以撤回。",
        ExperienceAct::Withdraw => "撤回后可以修改，再次报审。",
        ExperienceAct::Delete => "草稿删除后不能恢复。",
        ExperienceAct::Edit
        | ExperienceAct::Publish
        | ExperienceAct::Return
        | ExperienceAct::TakeDown
        | ExperienceAct::Comment
        | ExperienceAct::Like => "",
    };
    Question { title: format!("{}？", act.label()), text: text.into(), yes: act.label().into() }
}

/// The deed of an act that needs no words.
const fn plain(act: ExperienceAct) -> Option<Deed> {
    match act {
        ExperienceAct::Submit => Some(Deed::Submit),
        ExperienceAct::Withdraw => Some(Deed::Withdraw),
        ExperienceAct::Delete => Some(Deed::Delete),
        ExperienceAct::Edit
        | ExperienceAct::Publish
        | ExperienceAct::Return
        | ExperienceAct::TakeDown
        | ExperienceAct::Comment
        | ExperienceAct::Like => None,
    }
}

/// Which sheet is open.
#[derive(Clone, Copy)]
struct Open {
    sure: RwSignal<bool>,
    publish: RwSignal<bool>,
    back: RwSignal<bool>,
    down: RwSignal<bool>,
    asked: RwSignal<Option<ExperienceAct>>,
}

impl Open {
    fn close(self) {
        for flag in [self.sure, self.publish, self.back, self.down] {
            flag.set(false);
        }
    }

    fn choose(self, act: ExperienceAct) {
        match act {
            ExperienceAct::Publish => self.publish.set(true),
            ExperienceAct::Return => self.back.set(true),
            ExperienceAct::TakeDown => self.down.set(true),
            ExperienceAct::Submit | ExperienceAct::Withdraw | ExperienceAct::Delete => {
                self.asked.set(Some(act));
                self.sure.set(true);
            }
            // these stand elsewhere on the page
            ExperienceAct::Edit | ExperienceAct::Comment | ExperienceAct::Like => {}
        }
    }
}

/// The acts at the foot of the page, with their sheets; none on the television.
#[component]
pub fn Acts(view: Signal<ExperienceView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let frame = use_frame();
    let acts = Memo::new(move |_| {
        let own = |a: &ExperienceAct| !matches!(a, ExperienceAct::Comment | ExperienceAct::Like);
        if frame.get() == Frame::Tv { Vec::new() } else { view.with(|v| v.acts.iter().copied().filter(own).collect()) }
    });
    let open = Open {
        sure: RwSignal::new(false),
        publish: RwSignal::new(false),
        back: RwSignal::new(false),
        down: RwSignal::new(false),
        asked: RwSignal::new(None),
    };
    let go = use_navigate();
    let save = use_save(move |deed: Deed, key| {
        let go = go.clone();
        async move {
            let (said, gone) = (deed.done(), deed == Deed::Delete);
            if gone {
                // the page of what is gone must not ask for it again
                go("/experiences?own=true", Default::default());
            }
            deed.perform(id, key).await?;
            open.close();
            toast::show(Tone::Ok, said);
            Ok(())
        }
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let asked = Signal::derive(move || open.asked.get().map(question).unwrap_or_default());
    let yes = move || {
        if let Some(deed) = open.asked.get_untracked().and_then(plain) {
            save.go(deed);
        }
    };
    let button = move |act: ExperienceAct| one(act, id, open);
    view! {
        <Show when=move || acts.with(|a| !a.is_empty())>
            <div class="acts">{move || acts.get().into_iter().map(button).collect_view()}</div>
        </Show>
        <SureSheet open=open.sure question=asked busy=save.pending() error=error on_yes=yes/>
        <PublishSheet open=open.publish busy=save.pending() error=error on_send=move |audience| save.go(Deed::Publish(audience))/>
        <ReasonSheet open=open.back ask=RETURN busy=save.pending() error=error on_send=move |reason| save.go(Deed::Return(reason))/>
        <ReasonSheet open=open.down ask=TAKE_DOWN busy=save.pending() error=error on_send=move |reason| save.go(Deed::TakeDown(reason))/>
    }
}

fn one(act: ExperienceAct, id: ExperienceId, open: Open) -> AnyView {
    let kind = match act {
        ExperienceAct::Submit | ExperienceAct::Publish => ButtonKind::Primary,
        ExperienceAct::Delete | ExperienceAct::Return | ExperienceAct::TakeDown => ButtonKind::Danger,
        ExperienceAct::Withdraw | ExperienceAct::Edit | ExperienceAct::Comment | ExperienceAct::Like => {
            ButtonKind::Line
        }
    };
    if act == ExperienceAct::Edit {
        return view! { <a class="btn btn-line" href=format!("/experiences/{id}/edit")><Icon name=IconName::Paper/>{act.label()}</a> }
            .into_any();
    }
    view! { <Button kind=kind on_click=move |_| open.choose(act)>{act.label()}</Button> }.into_any()
}

/// 发布: for whom.
#[component]
fn PublishSheet(
    open: RwSignal<bool>,
    #[prop(into)] busy: Signal<bool>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_send: Callback<ExperienceAudience>,
) -> impl IntoView {
    let chosen = RwSignal::new(ExperienceAudience::Subtree);
    let option = move |a: &ExperienceAudience| {
        let a = *a;
        let says = match a {
            ExperienceAudience::Subtree => "本级和所属党组织、党员都能看到",
            ExperienceAudience::Province => "全省的党组织和党员都能看到",
        };
        view! {
            <label class="tick">
                <input type="radio" name="audience" class="radio" prop:checked=move || chosen.get() == a on:change=move |_| chosen.set(a)/>
                <span class="grow"><b>{a.label()}</b><span class="cell-note">{says}</span></span>
            </label>
        }
    };
    view! {
        <Sheet open=open title="发布">
            <fieldset class="people-field">
                <legend>"公开范围"</legend>
                {ExperienceAudience::ALL.iter().map(option).collect_view()}
            </fieldset>
            <p class="fault" role="alert">{move || error.get()}</p>
            <div class="sheet-foot">
                <Button kind=ButtonKind::Primary busy=busy on_click=move |_| on_send.run(chosen.get_untracked())>"确认发布"</Button>
            </div>
        </Sheet>
    }
}
