//! `/experiences/:id`: one post to read, with likes and comments; for the branch and its superior with what they do.

use super::acts::Acts;
use super::comments::Comments;
use super::model::{tone, when};
use crate::api::{self, Sent};
use crate::kit::{
    Chip, Frame, Icon, IconName, Loaded, PageHead, Tone, can_here, toast, use_frame, use_id, use_load, use_now,
    use_save,
};
use crate::meeting::parts::record_view::Photos;
use crate::meeting::parts::rounds::Rounds;
use crate::workbench::Workbench;
use gsdj_domain::ExperienceId;
use gsdj_domain::account::Permission;
use gsdj_domain::experience::{ExperienceAct, ExperienceState, ExperienceView};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn ExperiencePage() -> impl IntoView {
    let id = use_id(ExperienceId);
    view! {
        <Workbench>
            <div class="page-narrow">{move || id.get().map(|id| view! { <One id=id/> })}</div>
        </Workbench>
    }
}

#[component]
fn One(id: ExperienceId) -> impl IntoView {
    let load = use_load(move || api::experience::view(id), &[Tag::Experiences]);
    let waiting = move || load.data().with(Option::is_none);
    view! {
        {move || waiting().then(|| view! { <PageHead title="经验交流" back="/experiences"/> })}
        <Loaded load=load view={move |view: Signal<ExperienceView>| view! { <Whole view=view/> }}/>
    }
}

#[component]
fn Whole(view: Signal<ExperienceView>) -> impl IntoView {
    let now = use_now();
    let id = view.with_untracked(|v| v.row.id);
    let title = Memo::new(move |_| view.with(|v| v.row.title.clone()));
    let state = Memo::new(move |_| view.with(|v| v.row.state));
    let body = Memo::new(move |_| view.with(|v| (v.text.clone(), v.photos.clone())));
    let rounds = Memo::new(move |_| view.with(|v| v.rounds.clone()));
    let public = Memo::new(move |_| state.get() == ExperienceState::Published);
    let moderates = Memo::new(move |_| view.with(|v| v.moderates));
    let frame = use_frame();
    let stop = move || (frame.get() == Frame::Tv).then_some("0");
    let line = move || view.with(|v| format!("{} · {}", v.row.org.name, when(&v.row, now.get())));
    let audience = move || view.with(|v| v.row.audience.map(|a| format!("公开范围：{}", a.label())));
    let gone = move || view.with(|v| v.taken_down_for.clone());
    view! {
        <article class="meeting post-whole">
            {move || view! { <PageHead title=title.get() back="/experiences"/> }}
            <header>
                <h2 class="meeting-title phone-only">{title}</h2>
                <p class="row wrap">
                    {move || (!public.get()).then(|| view! { <Chip tone=tone(state.get())>{state.get().label()}</Chip> })}
                    <span class="muted">{line}</span>
                    <span class="muted small">{audience}</span>
                </p>
            </header>
            {move || gone().map(|why| view! { <section class="why bad"><h2 class="why-title">"已下架"</h2><p>{why}</p></section> })}
            <section class="panel" tabindex=stop>
                {move || {
                    let (text, photos) = body.get();
                    view! {
                        <div class="reading">{text.lines().filter(|l| !l.trim().is_empty()).map(|l| view! { <p>{l.to_owned()}</p> }).collect_view()}</div>
                        <Photos photos=photos/>
                    }
                }}
            </section>
            <Show when=move || public.get()><LikeBar view=view/></Show>
            <Show when=move || rounds.with(|r| !r.is_empty())>
                <section class="panel" tabindex=stop>
                    <h2 class="panel-title">"审核经过"</h2>
                    <Rounds rounds=rounds now=now/>
                </section>
            </Show>
            <Show when=move || public.get()><Comments id=id moderates=moderates/></Show>
            <p class="small"><a class="link" href="/manual/experience">"怎么用"</a></p>
            <Acts view=view/>
        </article>
    }
}

/// The like, and how often it was read.
#[component]
fn LikeBar(view: Signal<ExperienceView>) -> impl IntoView {
    let id = view.with_untracked(|v| v.row.id);
    let may = can_here(Permission::ReadPublic);
    let liked = Memo::new(move |_| view.with(|v| v.liked));
    let open = Memo::new(move |_| view.with(|v| v.acts.contains(&ExperienceAct::Like)));
    let save = use_save(move |like: bool, key| async move {
        if let Sent::Queued = api::experience::like(id, like, key).await? {
            toast::queued();
        }
        Ok(())
    });
    Effect::new(move |_| {
        if let Some(error) = save.error().get() {
            toast::show(Tone::Bad, error.sentence());
        }
    });
    let likes = move || view.with(|v| v.row.likes);
    let label = move || if liked.get() { format!("已点赞 {}", likes()) } else { format!("点赞 {}", likes()) };
    view! {
        <div class="row wrap like-bar">
            {move || if may.get() && open.get() {
                view! {
                    <button type="button" class="chip-button" aria-pressed=move || liked.get().to_string() aria-busy=move || save.pending().get().to_string()
                        on:click=move |_| save.go(!liked.get_untracked())>
                        <Icon name=IconName::Heart/>{label}
                    </button>
                }.into_any()
            } else {
                view! { <span class="muted">{label}</span> }.into_any()
            }}
            <span class="muted small">{move || view.with(|v| format!("{} 人看过", v.row.views))}</span>
        </div>
    }
}
