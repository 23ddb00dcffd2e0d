//! 正在播出: what is on now and comes next, channel by channel; a window of a few hours around now.

use super::model::{address, now_and_next, progress};
use crate::api;
use crate::kit::{Loaded, use_load, use_now};
use gsdj_domain::programme_guide::{Guide, Programme};
use gsdj_domain::routes::Tag;
use gsdj_domain::time::{HOUR, MINUTE};
use gsdj_domain::{ChannelId, Instant};
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
        let channels = Memo::new(move |_| {
            let filled = |g: &Guide| -> Vec<ChannelId> {
                g.channels.iter().filter(|c| !c.programmes.is_empty()).map(|c| c.channel.id).collect()
            };
            guide.with(filled)
        });
        let some = Memo::new(move |_| channels.with(|c| !c.is_empty()));
        view! {
            <Show when=move || some.get()>
                <section class="guide-now" aria-label="正在播出">
                    <h2 class="panel-title">"正在播出"</h2>
                    <ul class="guide-now-list">
                        <For each=move || channels.get() key=|id| *id children=move |id| view! { <li><One guide=guide id=id reminding=reminding/></li> }/>
                    </ul>
                </section>
            </Show>
        }
    };
    view! { <Loaded load=load view=show/> }
}

/// A channel: what is on, how far it has come, what comes next.
#[component]
fn One(guide: Signal<Guide>, id: ChannelId, reminding: RwSignal<Option<Programme>>) -> impl IntoView {
    let now = use_now();
    let of = move |g: &Guide| g.channels.iter().find(|c| c.channel.id == id).cloned();
    let channel = Memo::new(move |_| guide.with(of));
    let both = Memo::new(move |_| {
        channel.with(|c| {
            let all = c.as_ref().map_or(&[][..], |c| &c.programmes[..]);
            let (running, next) = now_and_next(all, now.get());
            (running.cloned(), next.cloned())
        })
    });
    let name = move || channel.with(|c| c.as_ref().map(|c| c.channel.name.clone()).unwrap_or_default());
    let says = move || both.with(|b| b.0.as_ref().map_or_else(|| "现在没有节目".to_owned(), |p| p.title.clone()));
    let bar = move || {
        let done = both.with(|b| b.0.as_ref().map(|p| progress(p, now.get())));
        done.map(
            |d| view! { <span class="guide-bar" aria-hidden="true"><span style=format!("width:{d}%")></span></span> },
        )
    };
    let comes = Memo::new(move |_| both.with(|b| b.1.is_some()));
    let next = move || both.with(|b| b.1.as_ref().map(|p| format!("{} {}", p.starts_at.spoken(now.get()), p.title)));
    view! {
        <article class="panel guide-card">
            <a class="guide-card-head" href=address("/programmes", Some(id), None)>
                <span class="tiny">{name}</span><b>{says}</b>{bar}
            </a>
            <Show when=move || comes.get()>
                <button type="button" class="guide-next" on:click=move |_| reminding.set(both.get_untracked().1)>
                    <span class="tiny">"下一个"</span><span>{next}</span><span class="sr-only">"，提醒我"</span>
                </button>
            </Show>
        </article>
    }
}
