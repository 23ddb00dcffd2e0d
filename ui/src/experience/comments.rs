//! Comments: the latest first, one's own at once; who published the post may remove others'.

use crate::api::{self, Sent};
use crate::kit::{Button, ButtonKind, Icon, IconName, TextField, Tone, can_here, draft, toast, use_now, use_save};
use crate::meeting::parts::sheets::{Ask, ReasonSheet};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::experience::{
    COMMENT_MAX, CommentRemovalForm, ExperienceComment, ExperienceCommentForm, check_comment,
};
use gsdj_domain::routes::Tag;
use gsdj_domain::{CommentId, ExperienceId};
use leptos::prelude::*;

/// 移除.
const REMOVE: Ask = Ask {
    title: "移除评论",
    says: "移除后其他人看不到这条评论；发表的人会收到原因。",
    label: "移除原因",
    often: &["与文章内容无关", "用语不当", "涉及个人隐私"],
    button: "确认移除",
    grave: true,
};

/// The comments of a post.
#[component]
pub fn Comments(id: ExperienceId, moderates: Memo<bool>) -> impl IntoView {
    let list = use_paged(move |cursor| api::experience::comments(id, cursor), &[Tag::Experiences]);
    let writes = can_here(Permission::ReadPublic);
    let removing = RwSignal::new(None::<CommentId>);
    let open = RwSignal::new(false);
    let remove = use_save(move |(comment, reason): (CommentId, String), key| async move {
        api::experience::remove(comment, CommentRemovalForm { reason }, key).await?;
        open.set(false);
        toast::show(Tone::Ok, "评论已移除");
        Ok(())
    });
    let error = Signal::derive(move || remove.error().get().map(|e| e.sentence()));
    let on_remove = Callback::new(move |comment: ExperienceComment| {
        if comment.mine {
            remove.go((comment.id, String::new()));
        } else {
            removing.set(Some(comment.id));
            open.set(true);
        }
    });
    let send = move |reason: String| {
        if let Some(comment) = removing.get_untracked() {
            remove.go((comment, reason));
        }
    };
    let empty = || view! { <p class="muted">"还没有评论，说说您的看法。"</p> };
    view! {
        <section class="panel comments">
            <h2 class="panel-title">"评论"</h2>
            <Show when=move || writes.get()><Write id=id/></Show>
            <FreshList list=list empty=empty>
                <ul class="people">
                    <For each=move || list.rows.get() key=|c| format!("{c:?}")
                        children=move |c| view! { <One comment=c moderates=moderates on_remove=on_remove/> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
            <ReasonSheet open=open ask=REMOVE busy=remove.pending() error=error on_send=send/>
        </section>
    }
}

/// The field in which one comments; what is typed survives a reload.
#[component]
fn Write(id: ExperienceId) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let kept = draft::keep(format!("comment-{id}"), move || text.get(), move |old: String| text.set(old));
    let tried = RwSignal::new(false);
    let save = use_save(move |form: ExperienceCommentForm, key| {
        let kept = kept.clone();
        async move {
            match api::experience::comment(id, form, key).await? {
                Sent::Done(_) => toast::show(Tone::Ok, "评论已发表"),
                Sent::Queued => toast::queued(),
            }
            tried.set(false);
            text.set(String::new());
            kept.clear();
            Ok(())
        }
    });
    let form = move || ExperienceCommentForm { text: text.get().trim().to_owned() };
    let fault = Signal::derive(move || {
        let own = check_comment(&form()).err().map(|r| r.sentence());
        own.filter(|_| tried.get()).or_else(|| save.field("text").get())
    });
    let beside = move || save.error().get().filter(|e| e.field("text").is_none()).map(|e| e.sentence());
    let send = move |ev: leptos::ev::SubmitEvent| {
        ev.prevent_default();
        tried.set(true);
        let form = untrack(form);
        if check_comment(&form).is_ok() {
            save.go(form);
        }
    };
    view! {
        <form class="comment-form" novalidate on:submit=send>
            <TextField label="写评论" name="text" value=text error=fault multiline=true max=COMMENT_MAX/>
            <p class="fault" role="alert">{beside}</p>
            <Button kind=ButtonKind::Primary submit=true busy=save.pending()>"发表"</Button>
        </form>
    }
}

#[component]
fn One(comment: ExperienceComment, moderates: Memo<bool>, on_remove: Callback<ExperienceComment>) -> impl IntoView {
    let now = use_now();
    let at = comment.at;
    let from = if comment.org.is_empty() { String::new() } else { format!(" · {}", comment.org) };
    let removed = comment.removed_for.clone();
    let (gone, mine) = (removed.is_some(), comment.mine);
    let may = can_here(Permission::ReadPublic);
    let label = format!("移除 {} 的评论", comment.by);
    let why = removed.map(|why| {
        let why = if why.is_empty() {
            "您已移除这条评论，其他人看不到。".to_owned()
        } else {
            format!("已被移除，其他人看不到。原因：{why}")
        };
        view! { <p class="note">{why}</p> }
    });
    let kept = StoredValue::new(comment.clone());
    view! {
        <li class="person comment">
            <span class="avatar" aria-hidden="true">{comment.by.chars().next().map(String::from)}</span>
            <span class="grow">
                <span class="muted small"><b>{comment.by.clone()}</b>{from}{move || format!(" · {}", at.spoken(now.get()))}</span>
                <span class="comment-text">{comment.text.clone()}</span>
                {why}
            </span>
            {move || (may.get() && !gone && (mine || moderates.get())).then(|| view! {
                <button type="button" class="icon-button" aria-label=label.clone() on:click=move |_| on_remove.run(kept.get_value())>
                    <Icon name=IconName::Close/>
                </button>
            })}
        </li>
    }
}
