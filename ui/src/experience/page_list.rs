//! `/experiences`: the published posts, the latest or the most liked first; for a branch also its own wherever they stand.

use super::model::{counts, tone, when};
use crate::api::{self, query};
use crate::kit::{Chip, Empty, Frame, Icon, IconName, PageHead, can, can_here, use_frame, use_now, use_replace};
use crate::workbench::{FreshList, MoreRows, Workbench, use_paged};
use gsdj_domain::account::Permission;
use gsdj_domain::experience::{ExperienceOrder, ExperienceRow, ExperienceState};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    own: bool,
    order: ExperienceOrder,
    q: String,
}

impl Shown {
    fn address(&self) -> String {
        let pairs = [
            ("own", if self.own { "true".to_owned() } else { String::new() }),
            ("order", if self.order == ExperienceOrder::Newest { String::new() } else { self.order.code().to_owned() }),
            ("q", self.q.clone()),
        ];
        query::with("/experiences", &pairs)
    }
}

/// The page.
#[component]
pub fn Experiences() -> impl IntoView {
    let map = use_query_map();
    let shown = Memo::new(move |_| {
        let map = map.read();
        Shown {
            own: map.get("own").as_deref() == Some("true"),
            order: map.get("order").and_then(|o| ExperienceOrder::from_code(&o)).unwrap_or(ExperienceOrder::Newest),
            q: map.get("q").unwrap_or_default(),
        }
    });
    let fetch = move |cursor| {
        let Shown { own, order, q } = shown.get();
        api::experience::list(own, order, q, cursor)
    };
    let list = use_paged(fetch, &[Tag::Experiences]);
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let writes = can_here(Permission::ManagePublic);
    let frame = use_frame();
    let empty = move || view! { <Nothing shown=shown.get() writes=writes/> };
    view! {
        <Workbench>
            <div class="page-wide">
                <div class="head">
                    <div class="grow"><PageHead title="经验交流"/></div>
                    <Show when=move || writes.get()>
                        <a class="btn btn-primary" href="/experiences/new"><Icon name=IconName::Plus/>"写文章"</a>
                    </Show>
                </div>
                <Tools shown=shown/>
                <FreshList list=list empty=empty>
                    <ul class="cards posts" class:tiles=move || frame.get() == Frame::Tv>
                        <For each=move || list.rows.get() key=|p| format!("{p:?}")
                            children=move |p| view! { <li><Post row=p own=shown.get_untracked().own/></li> }/>
                    </ul>
                </FreshList>
                <MoreRows list=list/>
            </div>
        </Workbench>
    }
}

#[component]
fn Tools(shown: Memo<Shown>) -> impl IntoView {
    let frame = use_frame();
    let branch = can(Permission::ManagePublic);
    let chip = move |label: &'static str, own: bool, order: ExperienceOrder| {
        let to = move || Shown { own, order, ..shown.get() }.address();
        let current = move || shown.with(|s| s.own == own && (own || s.order == order)).then_some("true");
        view! { <a class="chip-button" href=to aria-current=current>{label}</a> }
    };
    let go = StoredValue::new(use_replace(false));
    let look = move |q: String| {
        let to = Shown { q: q.trim().into(), ..shown.get_untracked() }.address();
        go.with_value(|go| go(&to));
    };
    view! {
        <div class="list-tools">
            <nav class="chips" aria-label="看哪些文章">
                {chip("最新", false, ExperienceOrder::Newest)}
                {chip("点赞最多", false, ExperienceOrder::Liked)}
                {move || branch.get().then(|| chip("本支部的", true, ExperienceOrder::Newest))}
                <a class="chip-button" href="/manual/experience">"怎么用"</a>
            </nav>
            <Show when=move || frame.get() != Frame::Tv>
                <form role="search" on:submit=|ev| ev.prevent_default()>
                    <input class="input search" type="search" name="q" aria-label="查找文章" placeholder="按标题查找"
                        prop:value=move || shown.get().q on:change=move |ev| look(event_target_value(&ev))/>
                </form>
            </Show>
        </div>
    }
}

#[component]
fn Nothing(shown: Shown, writes: Signal<bool>) -> impl IntoView {
    let (title, text) = match (shown.q.is_empty(), shown.own) {
        (false, _) => ("没有找到", "换一个词再试。"),
        (true, true) => ("本支部还没有写过文章", "写下一条管用的做法，报上级审核后发布。"),
        (true, false) => ("还没有文章", "支部写好、上级发布以后，会出现在这里。"),
    };
    view! {
        <Empty icon=IconName::News title=title text=text>
            {writes.get_untracked().then(|| view! { <a class="btn btn-primary" href="/experiences/new">"写文章"</a> })}
        </Empty>
    }
}

#[component]
fn Post(row: ExperienceRow, own: bool) -> impl IntoView {
    let now = use_now();
    let at = row.clone();
    let picture = row.cover.map(|file| {
        view! { <span class="experience-cover"><img src=api::picture_address(file, 320) alt="" loading="lazy" decoding="async"/></span> }
    });
    view! {
        <a class="meeting-card experience" href=format!("/experiences/{}", row.id)>
            {picture}
            <span class="grow">
                <span class="row wrap">
                    <span class="grow muted small">{row.org.name.clone()}</span>
                    {own.then(|| view! { <Chip tone=tone(row.state)>{row.state.label()}</Chip> })}
                </span>
                <span class="title">{row.title.clone()}</span>
                <span class="experience-excerpt">{row.excerpt.clone()}</span>
                <span class="line"><Icon name=IconName::Clock/>{move || when(&at, now.get())}</span>
                {(row.state == ExperienceState::Published).then(|| view! { <span class="line"><Icon name=IconName::Heart/>{counts(&row)}</span> })}
            </span>
        </a>
    }
}
