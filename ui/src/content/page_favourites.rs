//! `/me/favourites`: what one keeps, the latest first; kept here until one takes it out.

use crate::api::{self, Sent};
use crate::kit::{Empty, Icon, IconName, PageHead, Tone, can_here, toast, use_now, use_save};
use crate::workbench::{FreshList, MoreRows, Only, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::content::when;
use gsdj_domain::reaction::{Favourite, ReactionDeed, Target};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Favourites() -> impl IntoView {
    view! { <Only permission=Permission::React><Kept/></Only> }
}

#[component]
fn Kept() -> impl IntoView {
    let list = use_paged(api::reaction::favourites, &[Tag::Reactions]);
    let save = use_save(move |target: Target, key| async move {
        match api::reaction::set(target, ReactionDeed::Favourite, false, key).await? {
            Sent::Done(_) => toast::show(Tone::Ok, "已取消收藏"),
            Sent::Queued => toast::queued(),
        }
        Ok(())
    });
    let on_drop = Callback::new(move |target| save.go(target));
    let empty = || {
        view! {
            <Empty icon=IconName::Star title="还没有收藏" text="读文章时按“收藏”，以后在这里随时能找到。">
                <a class="btn btn-primary" href="/news">"看资讯"</a>
            </Empty>
        }
    };
    view! {
        <div class="page-narrow favourites">
            <PageHead title="我的收藏" back="/me"/>
            <nav class="chips" aria-label="收藏"><a class="chip-button" href="/manual/favourites">"怎么用"</a></nav>
            <p class="fault" role="alert">{move || save.error().get().map(|e| e.sentence())}</p>
            <FreshList list=list empty=empty>
                <ul class="panel news-list">
                    <For each=move || list.rows.get() key=|kept| format!("{kept:?}")
                        children=move |kept| view! { <li><One kept=kept on_drop=on_drop/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

#[component]
fn One(kept: Favourite, on_drop: Callback<Target>) -> impl IntoView {
    let now = use_now();
    let here = can_here(Permission::React);
    let Favourite { target, title, note, cover, link, at } = kept;
    let label = format!("取消收藏《{title}》");
    let gone = link.is_empty();
    let picture = cover.map(|file| view! { <span class="news-cover"><img src=api::picture_address(file, 320) alt="" loading="lazy" decoding="async"/></span> });
    let about = if gone { "已下线，看不到了".to_owned() } else { note };
    let inside = view! {
        {picture}
        <span class="grow">
            <span class="news-title">{title}</span>
            <span class="news-line">{move || format!("{about} · {}收藏", when(at, now.get()))}</span>
        </span>
    };
    let line = if gone {
        view! { <span class="news-card">{inside}</span> }.into_any()
    } else {
        view! { <a class="news-card" href=link>{inside}</a> }.into_any()
    };
    view! {
        <div class="favourite">
            {line}
            {move || here.get().then(|| view! {
                <button type="button" class="icon-button" aria-label=label.clone() on:click=move |_| on_drop.run(target)><Icon name=IconName::Close/></button>
            })}
        </div>
    }
}
