//! What is done with an article: hand in, take back, throw away; publish now or later, return, withdraw, put at the head.

mod publish;

use self::publish::PublishSheet;
use crate::api::{self, ApiError, IdempotencyKey};
use crate::kit::{Button, ButtonKind, Icon, IconName, Tone, toast, use_save};
use crate::meeting::parts::sheets::{Ask, Question, ReasonSheet, SureSheet};
use gsdj_domain::content::{ArticleAct, ArticleDecision, DeskView};
use gsdj_domain::meeting::Decision;
use gsdj_domain::{ArticleId, Instant};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// 退回.
const RETURN: Ask = Ask {
    title: "退回",
    says: "编辑会看到您写的原因，修改后可以再次报审；每一轮都留有记录。",
    label: "要改什么",
    often: &["请核对时间、地点和人名", "请补充图片说明", "栏目选得不对", "标题过长"],
    button: "退回修改",
    grave: true,
};

/// 撤稿.
const WITHDRAW: Ask = Ask {
    title: "撤稿",
    says: "读者马上看不到这篇文章，RSS 和列表里也没有了；编辑会收到原因。待审核、待发布的新版本同时退回草稿；修改后可以再次报审发布。",
    label: "撤稿原因",
    often: &["内容有误，需要核对", "内容已经过时", "涉及不宜公开的信息"],
    button: "确认撤稿",
    grave: true,
};

/// Something done to an article.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deed {
    Submit,
    TakeBack,
    Discard,
    Publish(Option<Instant>),
    Return(String),
    Withdraw(String),
    Pin(bool),
}

impl Deed {
    fn done(&self) -> String {
        match self {
            Self::Submit => "已报审，等待审核".into(),
            Self::TakeBack => "已撤回，可以修改后再报审".into(),
            Self::Discard => "已删除".into(),
            Self::Publish(None) => "已发布".into(),
            Self::Publish(Some(at)) => format!("已通过，{} 发布", at.written()),
            Self::Return(_) => "已退回".into(),
            Self::Withdraw(_) => "已撤稿".into(),
            Self::Pin(true) => "已置顶".into(),
            Self::Pin(false) => "已取消置顶".into(),
        }
    }

    /// Does it; decides on the text as it stood at `read`.
    async fn perform(self, id: ArticleId, read: u32, key: IdempotencyKey) -> Result<(), ApiError> {
        let decide = |decision, reason, publish_at| ArticleDecision { decision, reason, publish_at };
        match self {
            Self::Submit => api::desk::submit(id, key).await.map(drop),
            Self::TakeBack => api::desk::take_back(id, key).await.map(drop),
            Self::Discard => api::desk::discard(id, key).await,
            Self::Publish(at) => {
                api::desk::decide(id, read, decide(Decision::Approve, String::new(), at), key).await.map(drop)
            }
            Self::Return(reason) => {
                api::desk::decide(id, read, decide(Decision::Return, reason, None), key).await.map(drop)
            }
            Self::Withdraw(reason) => api::desk::withdraw(id, reason, key).await.map(drop),
            Self::Pin(pinned) => api::desk::pin(id, pinned, key).await.map(drop),
        }
    }
}

/// The question before an act that needs no words.
fn question(act: ArticleAct, fresh: bool) -> Question {
    let text = match act {
        ArticleAct::Submit => "报审后由省委组织部或本站的其他编辑审核发布；审核人查看之前可以撤回。",
        ArticleAct::TakeBack => "撤回后可以修改，再次报审。",
        ArticleAct::Discard if fresh => "草稿删除后不能恢复。",
        ArticleAct::Discard => "删除正在写的这一版；已发布过的各版保留。",
        ArticleAct::Edit | ArticleAct::Publish | ArticleAct::Return | ArticleAct::Withdraw | ArticleAct::Pin => "",
    };
    Question { title: format!("{}？", act.label()), text: text.into(), yes: act.label().into() }
}

/// The deed of an act that needs no words.
const fn plain(act: ArticleAct) -> Option<Deed> {
    match act {
        ArticleAct::Submit => Some(Deed::Submit),
        ArticleAct::TakeBack => Some(Deed::TakeBack),
        ArticleAct::Discard => Some(Deed::Discard),
        ArticleAct::Edit | ArticleAct::Publish | ArticleAct::Return | ArticleAct::Withdraw | ArticleAct::Pin => None,
    }
}

/// Which sheet is open.
#[derive(Clone, Copy)]
struct Open {
    sure: RwSignal<bool>,
    publish: RwSignal<bool>,
    back: RwSignal<bool>,
    down: RwSignal<bool>,
    asked: RwSignal<Option<ArticleAct>>,
}

impl Open {
    fn new() -> Self {
        let shut = || RwSignal::new(false);
        Self { sure: shut(), publish: shut(), back: shut(), down: shut(), asked: RwSignal::new(None) }
    }

    fn close(self) {
        for flag in [self.sure, self.publish, self.back, self.down] {
            // the page of what is gone may be gone too
            let _ = flag.try_set(false);
        }
    }

    fn choose(self, act: ArticleAct) {
        match act {
            ArticleAct::Publish => self.publish.set(true),
            ArticleAct::Return => self.back.set(true),
            ArticleAct::Withdraw => self.down.set(true),
            ArticleAct::Submit | ArticleAct::TakeBack | ArticleAct::Discard => {
                self.asked.set(Some(act));
                self.sure.set(true);
            }
            // a link, and a button of its own
            ArticleAct::Edit | ArticleAct::Pin => {}
        }
    }
}

/// The acts at the foot of the page, with their sheets.
#[component]
pub fn Acts(view: Signal<DeskView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let acts = Memo::new(move |_| view.with(|v| v.acts.clone()));
    let fresh = Memo::new(move |_| view.with(|v| v.row.versions == 0));
    let pinned = Memo::new(move |_| view.with(|v| v.row.pinned));
    let open = Open::new();
    // what stood there when the sheet was opened: it may change behind it
    let read = StoredValue::new(0);
    let go = use_navigate();
    let save = use_save(move |deed: Deed, key| {
        let go = go.clone();
        async move {
            let (said, read) = (deed.done(), read.get_value());
            if deed == Deed::Discard && fresh.get_untracked() {
                // the page of what is gone must not ask for it again
                go("/desk", Default::default());
            }
            deed.perform(id, read, key).await?;
            open.close();
            toast::show(Tone::Ok, said);
            Ok(())
        }
    });
    let error = Signal::derive(move || {
        save.error().get().map(|e| [Some(e.sentence()), e.hint()].into_iter().flatten().collect::<Vec<_>>().join("。"))
    });
    let asked = Signal::derive(move || open.asked.get().map(|act| question(act, fresh.get())).unwrap_or_default());
    let yes = move || {
        if let Some(deed) = open.asked.get_untracked().and_then(plain) {
            save.go(deed);
        }
    };
    let opens = move |act: ArticleAct| {
        save.reset();
        read.set_value(view.with_untracked(|v| v.revision));
        open.choose(act);
    };
    let one = move |act: ArticleAct| {
        match act {
        ArticleAct::Edit => {
            view! { <a class="btn btn-line" href=format!("/desk/{id}/edit")><Icon name=IconName::Paper/>{act.label()}</a> }
                .into_any()
        }
        ArticleAct::Pin => {
            let label = move || if pinned.get() { "取消置顶" } else { "置顶" };
            view! { <Button busy=save.pending() on_click=move |_| save.go(Deed::Pin(!pinned.get_untracked()))>{label}</Button> }
                .into_any()
        }
        ArticleAct::Submit | ArticleAct::Publish => {
            view! { <Button kind=ButtonKind::Primary on_click=move |_| opens(act)>{act.label()}</Button> }.into_any()
        }
        ArticleAct::TakeBack => view! { <Button on_click=move |_| opens(act)>{act.label()}</Button> }.into_any(),
        ArticleAct::Discard | ArticleAct::Return | ArticleAct::Withdraw => {
            view! { <Button kind=ButtonKind::Danger on_click=move |_| opens(act)>{act.label()}</Button> }.into_any()
        }
    }
    };
    let outside = move || [open.sure, open.publish, open.back, open.down].iter().all(|flag| !flag.get());
    view! {
        <p class="fault" role="alert">{move || error.get().filter(|_| outside())}</p>
        <Show when=move || acts.with(|a| !a.is_empty())>
            <div class="acts desk-acts">{move || acts.get().into_iter().map(one).collect_view()}</div>
        </Show>
        <SureSheet open=open.sure question=asked busy=save.pending() error=error on_yes=yes/>
        <PublishSheet open=open.publish busy=save.pending() error=error on_send=move |at| save.go(Deed::Publish(at))/>
        <ReasonSheet open=open.back ask=RETURN busy=save.pending() error=error on_send=move |reason| save.go(Deed::Return(reason))/>
        <ReasonSheet open=open.down ask=WITHDRAW busy=save.pending() error=error on_send=move |reason| save.go(Deed::Withdraw(reason))/>
    }
}
