//! `/home`: loads everything at once; the frame decides how it stands.

use super::model::{date_line, greeting};
use super::parts::{GroupStudyCard, PointsCard, ReviewsCard, Shortcuts, UrgesCard};
use super::television::TvHome;
use super::waiting::Waiting;
use crate::api;
use crate::guide::Dunes;
use crate::kit::{Frame, Loaded, can, heading, use_frame, use_load, use_me, use_now};
use gsdj_domain::account::Permission;
use gsdj_domain::home::Home;
use gsdj_domain::routes::Tag;
use leptos::prelude::*;

/// The page.
#[component]
pub fn HomePage() -> impl IntoView {
    document().set_title("首页 · 甘肃党建");
    heading().set(Default::default());
    let load = use_load(api::home::home, &[Tag::Home]);
    let frame = use_frame();
    let tv = Memo::new(move |_| frame.get() == Frame::Tv);
    let show = move |home: Signal<Home>| view! { <Body home=home tv=tv/> };
    view! {
        <div class="home">
            <Show when=move || !tv.get()><Hello/></Show>
            <Loaded load=load view=show/>
        </div>
    }
}

/// Who one is, and which day it is.
#[component]
fn Hello() -> impl IntoView {
    let (me, now) = (use_me(), use_now());
    let who = Memo::new(move |_| me.get().map(|m| (m.name, m.org_name)).unwrap_or_default());
    let hello = move || format!("{}，{}", greeting(now.get()), who.get().0);
    let line = move || {
        let (name, org) = who.get();
        let day = date_line(now.get());
        if name == org { day } else { format!("{org} · {day}") }
    };
    view! {
        <section class="hello">
            <Dunes/>
            <div class="hello-words"><h1>{hello}</h1><p>{line}</p></div>
        </section>
    }
}

#[component]
fn Body(home: Signal<Home>, tv: Memo<bool>) -> impl IntoView {
    let (reviews, has) = (can(Permission::EnterReviews), can(Permission::OwnPoints));
    let points = Memo::new(move |_| has.get() && home.with(|h| h.points_on));
    let waiting = Memo::new(move |_| home.with(|h| h.waiting.clone()));
    let count = Memo::new(move |_| home.with(|h| h.reviews));
    let kinds = Memo::new(move |_| home.with(|h| h.review_kinds.clone()));
    let urges = Memo::new(move |_| home.with(|h| h.urges));
    let sums = Memo::new(move |_| home.with(|h| (h.points_today, h.points_year)));
    let chosen = Memo::new(move |_| home.with(|h| h.shortcuts.clone()));
    let joined = Memo::new(move |_| home.with(|h| h.group_study.clone()));
    move || {
        if tv.get() {
            return view! { <TvHome waiting=waiting reviews=count sums=sums points=points/> }.into_any();
        }
        view! {
            <div class="home-columns">
                <div class="home-main">
                    <GroupStudyCard joined=joined/>
                    <Shortcuts chosen=chosen/>
                    <Show when=move || reviews.get()><ReviewsCard kinds=kinds/></Show>
                    <Show when=move || { urges.get() > 0 }><UrgesCard count=urges/></Show>
                    <Waiting rows=waiting reviews=count/>
                </div>
                <Show when=move || points.get()>
                    <aside class="home-side" aria-label="我的积分"><PointsCard sums=sums/></aside>
                </Show>
            </div>
        }
        .into_any()
    }
}
