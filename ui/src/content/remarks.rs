//! Comments on whatever is read: one's own at once with where it stands, others' once their branch has approved them.

use crate::api::{self, ApiError, IdempotencyKey, Sent};
use crate::kit::{Button, ButtonKind, Chip, TextField, Tone, can, can_here, draft, toast, use_me, use_now, use_save};
use crate::meeting::parts::sheets::{Ask, ReasonSheet};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::CommentId;
use gsdj_domain::account::{Permission, Role};
use gsdj_domain::meeting::Decision;
use gsdj_domain::reaction::{REMARK_MAX, Remark, RemarkForm, RemarkState, Target, check_remark};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// 不通过.
const RETURN: Ask = Ask {
    title: "不通过",
    says: "这条评论只有本人能看到，本人会收到原因。",
    label: "不通过的原因",
    often: &["与内容无关", "用语不当", "涉及个人隐私"],
    button: "确认不通过",
    grave: true,
};

/// 移除.
const REMOVE: Ask = Ask {
    title: "移除评论",
    says: "移除后其他人看不到这条评论；发表的人会收到原因。",
    label: "移除原因",
    often: &["与内容无关", "用语不当", "涉及个人隐私"],
    button: "确认移除",
    grave: true,
};

/// What is done to a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Deed {
    Approve,
    Return(String),
    Remove(String),
}

impl Deed {
    const fn done(&self) -> &'static str {
        match self {
            Self::Approve => "评论已通过，所有登录的人都能看到",
            Self::Return(_) => "评论没有通过",
            Self::Remove(_) => "评论已移除",
        }
    }

    async fn perform(self, id: CommentId, key: IdempotencyKey) -> Result<(), ApiError> {
        match self {
            Self::Approve => api::reaction::decide(id, Decision::Approve, String::new(), key).await.map(drop),
            Self::Return(reason) => api::reaction::decide(id, Decision::Return, reason, key).await.map(drop),
            Self::Remove(reason) => api::reaction::remove(id, reason, key).await.map(drop),
        }
    }
}

/// How a state looks, and how it is said; what stands needs no word.
pub(super) const fn mark(state: RemarkState) -> Option<(Tone, &'static str)> {
    match state {
        RemarkState::Waiting => Some((Tone::Warn, "待支部审核")),
        RemarkState::Shown => None,
        RemarkState::Returned => Some((Tone::Bad, "未通过")),
        RemarkState::Removed => Some((Tone::Plain, "已移除")),
    }
}

/// The comments on a thing, for whoever is signed in.
#[component]
pub fn Remarks(target: Target) -> impl IntoView {
    let may = can(Permission::React);
    let may = Memo::new(move |_| may.get());
    move || may.get().then(|| view! { <Section target=target/> })
}

#[component]
fn Section(target: Target) -> impl IntoView {
    let list = use_paged(move |cursor| api::reaction::remarks(target, cursor), &[Tag::Reactions]);
    let writes = can_here(Permission::React);
    let empty = || view! { <p class="muted">"还没有评论，说说您的看法。"</p> };
    view! {
        <section class="panel comments" id="comments" aria-labelledby="comments-title">
            <h2 class="panel-title" id="comments-title">"评论"</h2>
            <Show when=move || writes.get()><Write target=target/></Show>
            <FreshList list=list empty=empty>
                <ul class="people">
                    <For each=move || list.rows.get() key=|remark| format!("{remark:?}")
                        children=|remark| view! { <li class="person comment"><OneRemark remark=remark/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </section>
    }
}

/// The field in which one comments; what is typed survives a reload.
#[component]
fn Write(target: Target) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let name = format!("remark-{}-{}", target.kind.code(), target.id);
    let kept = draft::keep(name, move || text.get(), move |old: String| text.set(old));
    let tried = RwSignal::new(false);
    let save = use_save(move |form: RemarkForm, key| {
        let kept = kept.clone();
        async move {
            match api::reaction::remark(target, form.text, key).await? {
                Sent::Done(remark) if remark.state == RemarkState::Waiting => {
                    toast::show(Tone::Ok, "评论已提交，支部审核通过后大家能看到");
                }
                Sent::Done(_) => toast::show(Tone::Ok, "评论已发表"),
                Sent::Queued => toast::queued(),
            }
            tried.set(false);
            text.set(String::new());
            kept.clear();
            Ok(())
        }
    });
    let form = move || RemarkForm { kind: target.kind, id: target.id, text: text.get().trim().to_owned() };
    let fault = Signal::derive(move || {
        let own = check_remark(&form()).err().map(|r| r.sentence());
        own.filter(|_| tried.get()).or_else(|| save.field("text").get())
    });
    let beside = move || save.error().get().filter(|e| e.field("text").is_none()).map(|e| e.sentence());
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        let form = untrack(form);
        if check_remark(&form).is_ok() {
            save.go(form);
        }
    };
    let me = use_me();
    let waits = move || {
        let member = me.get().is_some_and(|me| me.role == Role::Member);
        member.then(
            || view! { <p class="hint">"评论由所在支部审核，通过后其他人能看到，并记 2 分（每天最多 4 分）。"</p> },
        )
    };
    view! {
        <form class="comment-form" novalidate on:submit=send>
            <TextField label="写评论" name="text" value=text error=fault multiline=true max=REMARK_MAX/>
            {waits}
            <p class="fault" role="alert">{beside}</p>
            <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"发表"</Button>
        </form>
    }
}

/// One comment, with what the caller may do to it.
#[component]
pub fn OneRemark(remark: Remark) -> impl IntoView {
    let now = use_now();
    let (at, id, own) = (remark.at, remark.id, remark.mine);
    let from = if remark.org.is_empty() { String::new() } else { format!(" · {}", remark.org) };
    let why = remark
        .reason
        .clone()
        .filter(|why| !why.is_empty())
        .map(|why| view! { <p class="note">{format!("原因：{why}")}</p> });
    let chip = mark(remark.state).map(|(tone, word)| view! { <Chip tone=tone>{word}</Chip> });
    let (returning, removing) = (RwSignal::new(false), RwSignal::new(false));
    let save = use_save(move |deed: Deed, key| async move {
        let said = deed.done();
        deed.perform(id, key).await?;
        let _ = returning.try_set(false);
        let _ = removing.try_set(false);
        toast::show(Tone::Ok, said);
        Ok(())
    });
    let error = Signal::derive(move || save.error().get().map(|e| e.sentence()));
    let here = can_here(Permission::React);
    let (decides, removes) = (remark.decides, remark.removes);
    // one's own goes without a reason
    let remove = move |_| if own { save.go(Deed::Remove(String::new())) } else { removing.set(true) };
    view! {
        <span class="avatar" aria-hidden="true">{remark.by.chars().next().map(String::from)}</span>
        <div class="grow">
            <span class="row wrap"><span class="muted small grow"><b>{remark.by.clone()}</b>{from}{move || format!(" · {}", at.spoken(now.get()))}</span>{chip}</span>
            <span class="comment-text">{remark.text.clone()}</span>
            {why}
            {move || (here.get() && (decides || removes)).then(|| view! {
                <div class="chips remark-acts">
                    {decides.then(|| view! {
                        <Button kind=ButtonKind::Primary busy=save.pending() on_click=move |_| save.go(Deed::Approve)>"通过"</Button>
                        <Button kind=ButtonKind::Line on_click=move |_| returning.set(true)>"不通过"</Button>
                    })}
                    {removes.then(|| view! { <Button kind=ButtonKind::Line busy=save.pending() on_click=remove>{if own { "移除我的评论" } else { "移除" }}</Button> })}
                </div>
                <p class="fault" role="alert">{move || (!returning.get() && !removing.get()).then(|| error.get()).flatten()}</p>
            })}
        </div>
        <ReasonSheet open=returning ask=RETURN busy=save.pending() error=error on_send=move |reason| save.go(Deed::Return(reason))/>
        <ReasonSheet open=removing ask=REMOVE busy=save.pending() error=error on_send=move |reason| save.go(Deed::Remove(reason))/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_others_do_not_see_says_so() {
        for state in RemarkState::ALL {
            assert_eq!(mark(*state).is_none(), *state == RemarkState::Shown, "{}", state.label());
        }
        assert_eq!(mark(RemarkState::Waiting).map(|(_, word)| word), Some("待支部审核"));
    }
}
