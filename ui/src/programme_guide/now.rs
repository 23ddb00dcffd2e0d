//! 正在播出: what is on now and comes next, channel by channel; a window of a few hours around now.

use super::model::{address, now_and_next, progress};
use crate::api;
use crate::kit::{Loaded, use_load, use_now};
use gsdj_domain::Instant;
use gsdj_domain::programme_guide::{ChannelGuide, Guide, Programme};
use gsdj_domain::routes::Tag;
use gsdj_domain::time::{HOUR, MINUTE};
use leptos::prelude::*;

/// How often the window moves on.
const STEP: i64 = 15 * MINUTE;

/// The strip.
#[component]
pub fn NowOn(reminding: RwSignal<Option<Programme>>) -> impl IntoView {
    let now = use_now();
    let from = Memo::new(move |_| Instant(now.get().0.div_euclid(STEP) * STEP));
    let fetch = move || api::programme_guide::guide(None, from.get(), from.get().plus(4 * HOUR));
    let load = use_load(fetch, &[Tag::Programmes]);
    let show = move |guide: Signal<Guide>| {
        let some = Memo::new(move |_| guide.with(|g| g.channels.iter().any(|c| !c.programmes.is_empty())));
        let on = move || guide.get().channels.into_iter().filter(|c| !c.programmes.is_empty()).collect::<Vec<_>>();
        view! {
            <Show when=move || some.get()>
                <section class="guide-now" aria-label="正在播出">
                    <h2 class="panel-title">"正在播出"</h2>
                    <ul class="guide-now-list">
                        <For each=on key=|c| format!("{c:?}") children=move |c| view! { <li><One guide=c reminding=reminding/></li> }/>
                    </ul>
                </section>
            </Show>
        }
    };
    view! { <Loaded load=load view=show/> }
}

#[component]
fn One(guide: ChannelGuide, reminding: RwSignal<Option<Programme>>) -> impl IntoView {
    let now = use_now();
    let to = address("/programmes", Some(guide.channel.id), None);
    let programmes = StoredValue::new(guide.programmes);
    let shown = Memo::new(move |_| {
        programmes.with_value(|all| {
            let (running, next) = now_and_next(all, now.get());
            (running.cloned(), next.cloned())
        })
    });
    let running = move || shown.get().0;
    let says = move || running().map_or_else(|| "现在没有节目".to_owned(), |p| p.title);
    let bar = move || {
        running().map(|p| view! { <span class="guide-bar" aria-hidden="true"><span style=format!("width:{}%", progress(&p, now.get()))></span></span> })
    };
    let next = move || {
        shown.get().1.map(|p| {
            let line = format!("{} {}", p.starts_at.spoken(now.get()), p.title);
            let name = format!("提醒我：{}", p.title);
            view! {
                <button type="button" class="guide-next" aria-label=name on:click=move |_| reminding.set(Some(p.clone()))>
                    <span class="tiny">"下一个"</span><span>{line}</span>
                </button>
            }
        })
    };
    view! {
        <article class="panel guide-card">
            <a class="guide-card-head" href=to><span class="tiny">{guide.channel.name}</span><b>{says}</b>{bar}</a>
            {next}
        </article>
    }
}
