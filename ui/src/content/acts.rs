//! 收藏, 点赞, 分享 of whatever is read; guests are shown the way in.

use super::model::earned;
use super::share::{ShareSheet, use_address};
use crate::api::{self, Sent, query};
use crate::kit::{Icon, IconName, Tone, can, toast, use_load, use_me, use_save};
use gsdj_domain::account::Permission;
use gsdj_domain::reaction::{ReactionDeed, Reactions, Target};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// What was done, as it is said.
const fn done(deed: ReactionDeed, on: bool) -> &'static str {
    match (deed, on) {
        (ReactionDeed::Favourite, true) => "已收藏，在“我的收藏”里能找到",
        (ReactionDeed::Favourite, false) => "已取消收藏",
        (ReactionDeed::Like, true) => "已点赞",
        (ReactionDeed::Like, false) => "已取消点赞",
        (ReactionDeed::Share, _) => "已分享",
    }
}

/// The bar below what is read or watched.
#[component]
pub fn Acts(target: Target, #[prop(into)] title: String, #[prop(into)] note: String, path: String) -> impl IntoView {
    let may = can(Permission::React);
    let may = Memo::new(move |_| may.get());
    let me = use_me();
    let inside = Memo::new(move |_| me.with(Option::is_some));
    let open = RwSignal::new(false);
    let address = use_address(path.clone());
    let save = use_save(move |(deed, on): (ReactionDeed, bool), key| async move {
        match api::reaction::set(target, deed, on, key).await? {
            Sent::Done(reacted) => toast::show(Tone::Ok, earned(done(deed, on), reacted.points)),
            Sent::Queued => toast::queued(),
        }
        Ok(())
    });
    Effect::new(move |_| {
        if let Some(error) = save.error().get() {
            toast::show(Tone::Bad, error.sentence());
        }
    });
    let on_shared = move |()| {
        if may.get_untracked() {
            save.go((ReactionDeed::Share, true));
        }
    };
    let sign_in = query::with("/sign-in", &[("to", path)]);
    view! {
        <div class="news-acts like-bar" role="group" aria-label="收藏、点赞和分享">
            {move || if may.get() {
                view! { <Own target=target pending=save.pending() on_go=move |deed| save.go(deed)/> }.into_any()
            } else if inside.get() {
                // an editor writes what others keep and like
                ().into_any()
            } else {
                view! { <a class="chip-button" href=sign_in.clone()><Icon name=IconName::Person/>"登录后可以收藏、点赞和评论"</a> }.into_any()
            }}
            <button type="button" class="chip-button" on:click=move |_| open.set(true)><Icon name=IconName::Scan/>"分享"</button>
        </div>
        <ShareSheet open=open title=title note=note address=address on_shared=on_shared/>
    }
}

/// One's own, with how many others did the same.
#[component]
fn Own(
    target: Target,
    #[prop(into)] pending: Signal<bool>,
    #[prop(into)] on_go: Callback<(ReactionDeed, bool)>,
) -> impl IntoView {
    let load = use_load(move || api::reaction::reactions(target), &[Tag::Reactions]);
    let stands = Memo::new(move |_| load.data().get().unwrap_or_default());
    let button = move |deed: ReactionDeed, icon: IconName, own: fn(&Reactions) -> (bool, u32)| {
        let on = Memo::new(move |_| stands.with(own));
        let label = move || {
            let (on, count) = on.get();
            let word = if on { format!("已{}", deed.label()) } else { deed.label().to_owned() };
            if count > 0 { format!("{word} {count}") } else { word }
        };
        view! {
            <button type="button" class="chip-button" aria-pressed=move || on.get().0.to_string()
                aria-busy=move || pending.get().to_string() on:click=move |_| on_go.run((deed, !on.get_untracked().0))>
                <Icon name=icon/>{label}
            </button>
        }
    };
    view! {
        {button(ReactionDeed::Favourite, IconName::Star, |r| (r.kept, r.favourites))}
        {button(ReactionDeed::Like, IconName::Heart, |r| (r.liked, r.likes))}
    }
}
