//! `/learning/courses`: courses by theme, topic and order, found by two characters of the title or the speaker.

use super::model::{address, title, wanted};
use super::parts::CourseCard;
use crate::api;
use crate::api::learning::Wanted;
use crate::kit::{Empty, Frame, IconName, PageHead, use_frame, use_replace};
use crate::workbench::{FreshList, MoreRows, use_paged};
use gsdj_domain::learning::{CourseOrder, CourseTheme};
use gsdj_domain::routes::Tag;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The page.
#[component]
pub fn CourseList() -> impl IntoView {
    let map = use_query_map();
    let shown = Memo::new(move |_| {
        let map = map.read();
        wanted(|name| map.get(name))
    });
    let list = use_paged(move |cursor| api::learning::courses(shown.get(), cursor), &[Tag::Courses]);
    Effect::new(move |before: Option<Wanted>| {
        let now = shown.get();
        if before.is_some_and(|b| b != now) {
            list.clear();
        }
        now
    });
    let empty = move || {
        let (title, text) = if shown.with(|s| s.q.is_empty()) {
            ("这里还没有课程", "换一个主题看看，或者过些日子再来。")
        } else {
            ("没有找到", "换一个词再试。")
        };
        view! { <Empty icon=IconName::Play title=title text=text><a class="btn btn-line" href="/learning/courses">"看全部课程"</a></Empty> }
    };
    view! {
        <div class="page-wide learning">
            {move || view! { <PageHead title=shown.with(title) back="/learning/centre"/> }}
            <Tools shown=shown/>
            <FreshList list=list empty=empty>
                <ul class="course-tiles wrap">
                    <For each=move || list.rows.get() key=|c| format!("{c:?}") children=move |row| view! { <li><CourseCard row=row/></li> }/>
                </ul>
            </FreshList>
            <MoreRows list=list/>
        </div>
    }
}

#[component]
fn Tools(shown: Memo<Wanted>) -> impl IntoView {
    let frame = use_frame();
    let order = move |order: &CourseOrder| {
        let order = *order;
        let to = move || address(&Wanted { order, topic: None, ..shown.get() });
        let here = move || shown.with(|s| s.topic.is_none() && s.order == order).then_some("true");
        view! { <a class="chip-button" href=to aria-current=here>{order.label()}</a> }
    };
    let theme = move |label: &'static str, theme: Option<CourseTheme>| {
        let to = move || address(&Wanted { theme, topic: None, ..shown.get() });
        let here = move || shown.with(|s| s.topic.is_none() && s.theme == theme).then_some("true");
        view! { <a class="chip-button" href=to aria-current=here>{label}</a> }
    };
    let go = StoredValue::new(use_replace(false));
    let look = move |q: String| {
        let to = address(&Wanted { q: q.trim().into(), ..shown.get_untracked() });
        go.with_value(|go| go(&to));
    };
    view! {
        <div class="list-tools">
            <nav class="chips" aria-label="怎么排">{CourseOrder::ALL.iter().map(order).collect_view()}</nav>
            <Show when=move || frame.get() != Frame::Tv>
                <form role="search" on:submit=|ev| ev.prevent_default()>
                    <input class="input search" type="search" name="q" aria-label="查找课程" placeholder="按课程名称或主讲人查找"
                        prop:value=move || shown.get().q on:change=move |ev| look(event_target_value(&ev))/>
                </form>
            </Show>
        </div>
        <nav class="chips theme-chips" aria-label="看哪个主题">
            {theme("全部主题", None)}
            {CourseTheme::ALL.iter().map(|t| theme(t.label(), Some(*t))).collect_view()}
        </nav>
    }
}
